/* The script of the pump-down chart: what stands in the places of plots/templates/pumpdown.gp. */
#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/chart_pumpdown_parts.h"
#include "plots/side_names.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_utilization.h"
#include "sim/results_verdict.h"

/* in the units of the picture, which is 1000 wide */
enum { GAP = 12, LANE_HEIGHT = 19, NAME_LETTERS = 15 };

static const PumpdownChart *chart_of(const void *context) {
  return context;
}

static const TransientResult *run_of(const PumpdownChart *chart) {
  return chart->frame.outcome->transient;
}

static double states_top(const PumpdownChart *chart) {
  return time_frame_top(&chart->frame) + PUMPDOWN_PANEL + GAP;
}

static double states_height(const PumpdownChart *chart) {
  return chart->lane_count ? LANE_HEIGHT * chart->lane_count + 6 : 0;
}

static double foot_of(const PumpdownChart *chart) {
  return states_top(chart) + states_height(chart) + FRAME_AXIS;
}

static void number_row(const char *name, double value, FILE *stream) {
  fprintf(stream, "%s = ", name);
  time_frame_number(value, stream);
  fputc('\n', stream);
}

/* --- foot --- */

typedef struct {
  int lines;
  FILE *stream; /* NULL: only counted */
} Foot;

static void foot_add(Foot *foot, const char *text, const char *colour) {
  if (foot->stream) time_frame_foot_line(foot->lines, text, colour, foot->stream);
  foot->lines++;
}

static void foot_failures(const PumpdownChart *chart, Foot *foot) {
  char failure[FRAME_TEXT * 2], text[FRAME_TEXT * 2 + 8];
  for (int i = 0; i < chart->failure_count; i++) {
    const LimitRow *row = &run_limits(chart->frame.outcome)->rows[chart->failures[i].row];
    snprintf(text, sizeof text, "%c  %s", 'A' + i,
             limit_failure_text(chart->frame.outcome, row, failure, sizeof failure));
    foot_add(foot, text, "fail_colour");
  }
  if (!chart->failures_left_out) return;
  snprintf(text, sizeof text, "and %d more failures: limits.csv has them all", chart->failures_left_out);
  foot_add(foot, text, "fail_colour");
}

static void foot_alike(const PumpdownChart *chart, Foot *foot) {
  char text[FRAME_TEXT + 100];
  for (int i = 0; i < chart->curve_count; i++) {
    const PressureCurve *curve = &chart->curves[i];
    if (curve->alike == 0 || strlen(curve->name) <= NAME_LETTERS) continue;
    snprintf(text, sizeof text, "One curve within 1 %%: %s", curve->name);
    foot_add(foot, text, "faint");
  }
}

static void foot_notes(const PumpdownChart *chart, Foot *foot) {
  char text[FRAME_TEXT];
  foot_alike(chart, foot);
  if (chart->nodes_left_out) {
    snprintf(text, sizeof text, "%d more nodes are not drawn: transient.csv has them all.", chart->nodes_left_out);
    foot_add(foot, text, "faint");
  }
  if (chart->lanes_left_out) {
    snprintf(text, sizeof text, "%d more valves or pumps change their state: events.csv has them all.",
             chart->lanes_left_out);
    foot_add(foot, text, "faint");
  }
  if (run_of(chart)->series.capped)
    foot_add(foot, "The series was thinned between events to stay within its greatest length.", "faint");
}

static int foot_all(const PumpdownChart *chart, FILE *stream) {
  Foot foot = {0, stream};
  foot_failures(chart, &foot);
  foot.lines = stream ? time_frame_print_foot(&chart->frame, foot.lines, stream)
                      : foot.lines + time_frame_foot_lines(&chart->frame);
  foot_notes(chart, &foot);
  return foot.lines;
}

static void print_foot(const void *context, FILE *stream) {
  const PumpdownChart *chart = chart_of(context);
  fprintf(stream,
          "  set label 'time, %s' at screen (panel_left + panel_right) / 2 / width, screen pixels(foot - 22) center ",
          chart->frame.axis.unit);
  fputs("font 'sans-serif:Bold,11' textcolor rgb ink\n", stream);
  foot_all(chart, stream);
}

/* --- numbers, axes --- */

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_numbers(const void *context, FILE *stream) {
  const PumpdownChart *chart = chart_of(context);
  time_frame_print_numbers(&chart->frame, stream);
  number_row("panel", PUMPDOWN_PANEL, stream);
  number_row("p_from", chart->p_pa.from, stream);
  number_row("p_to", chart->p_pa.to, stream);
  number_row("p_bottom", chart->p_pa.from / 10, stream);
  number_row("states_top", states_top(chart), stream);
  number_row("states_height", states_height(chart), stream);
  number_row("foot", foot_of(chart), stream);
  number_row("height", foot_of(chart) + FRAME_FOOT * (foot_all(chart, NULL) + 0.5), stream);
}

static void print_p_tics(const void *context, FILE *stream) {
  log_tics_print(&(LogTics){"ytics", "font 'sans-serif,11' nomirror textcolor rgb ink", true, 5},
                 chart_of(context)->p_pa, stream);
}

static void print_panel_tics(const void *context, FILE *stream) {
  const PumpdownChart *chart = chart_of(context);
  time_frame_print_tics(&chart->frame, chart->lane_count == 0, stream);
}

static void print_head(const void *context, FILE *stream) {
  time_frame_print_head(&chart_of(context)->frame, stream);
}

static void print_lines(const void *context, FILE *stream) {
  time_frame_print_lines(&chart_of(context)->frame, stream);
}

/* --- curves and their names --- */

static void print_columns(const void *context, FILE *stream) {
  const PumpdownChart *chart = chart_of(context);
  for (int i = 0; i < chart->curve_count; i++) {
    char column[400];
    snprintf(column, sizeof column, "p_%s_Pa", chart->frame.outcome->study->network.nodes[chart->curves[i].node].name);
    fputs(":(column(", stream);
    gnuplot_quoted(stream, column);
    fputs("))", stream);
  }
}

static void print_curves(const void *context, FILE *stream) {
  const PumpdownChart *chart = chart_of(context);
  for (int i = 0; i < chart->curve_count; i++) {
    fprintf(stream, "%s  $rows using (step(since($1), above($%d))):(drawn_p) with lines ", i ? ", \\\n" : "", i + 2);
    if (chart->curves[i].boundary)
      fputs("linecolor rgb faint linewidth 1.2 dashtype (1, 7) notitle", stream);
    else
      fprintf(stream, "linecolor rgb curve_colour[%d] linewidth 2.2%s notitle", i + 1,
              i < PRESSURE_CURVES_MAX / 2 ? "" : " dashtype (12, 10)");
  }
}

/* "chamber, neck", "chamber +3" where the names are too long; the foot then tells which. */
static void name_text(const PumpdownChart *chart, const PressureCurve *curve, char *text, size_t size) {
  const char *name = chart->frame.outcome->study->network.nodes[curve->node].name;
  if (strlen(curve->name) <= NAME_LETTERS)
    snprintf(text, size, "%s", curve->name);
  else if (curve->alike > 0)
    snprintf(text, size, "%.*s%s +%d", NAME_LETTERS - 5, name, strlen(name) > NAME_LETTERS - 5 ? ".." : "",
             curve->alike);
  else
    snprintf(text, size, "%.*s...", NAME_LETTERS - 2, name);
}

static void print_name(const PumpdownChart *chart, const SideName *name, FILE *stream) {
  const PressureCurve *curve = &chart->curves[name->curve];
  char words[2 * NAME_LETTERS + 16], text[2 * NUMBER_TEXT_SIZE + 64];
  name_text(chart, curve, words, sizeof words);
  snprintf(text, sizeof text, "%s  %s", words, number_readable(name->end + 0.0, "Pa").text);
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at screen (panel_right + 8) / width, screen pixels(top + ", stream);
  time_frame_number(name->place, stream);
  fputs(") left font 'sans-serif,11' noenhanced textcolor rgb ", stream);
  if (curve->boundary)
    fputs("faint\n", stream);
  else
    fprintf(stream, "curve_colour[%d]\n", name->curve + 1);
}

static void print_names(const void *context, FILE *stream) {
  const PumpdownChart *chart = chart_of(context);
  const Series *series = &run_of(chart)->series;
  SideName names[PRESSURE_CURVES_MAX];
  double decades = log(chart->p_pa.to / chart->p_pa.from);
  for (int i = 0; i < chart->curve_count; i++) {
    double p = fmax(series_pressure_pa(series, series->count - 1, chart->curves[i].node), 0);
    double place = p > chart->p_pa.from ? PUMPDOWN_PANEL * log(chart->p_pa.to / p) / decades : PUMPDOWN_PANEL;
    names[i] = (SideName){i, p, place};
  }
  side_names_spread(names, chart->curve_count, PUMPDOWN_PANEL);
  for (int i = 0; i < chart->curve_count; i++)
    print_name(chart, &names[i], stream);
}

void pumpdown_chart_print(const PumpdownChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"NUMBERS", print_numbers},
      {"STATES", pumpdown_print_states},
      {"P_TICS", print_p_tics},
      {"PANEL_TICS", print_panel_tics},
      {"HEAD", print_head},
      {"LINES", print_lines},
      {"THRESHOLDS", pumpdown_print_thresholds},
      {"FAILURES", pumpdown_print_failures},
      {"NAMES", print_names},
      {"FOOT", print_foot},
      {"COLUMNS", print_columns},
      {"CURVES", print_curves},
      {"STATE_PANEL", pumpdown_print_state_panel},
      {NULL, NULL},
  };
  template_print(plot_template_pumpdown, places, chart, stream);
}
