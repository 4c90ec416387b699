/* The script of the utilization chart: what stands in the places of plots/templates/utilization.gp. */
#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/chart_utilization.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"

/* in the units of the picture, which is 1000 wide */
enum { PANEL = 360, LABEL_HEIGHT = 15 };

static const UtilizationChart *chart_of(const void *context) {
  return context;
}

static const char *colour_of(int curve) {
  static const char *const colours[UTILIZATION_CURVES_MAX] = {"0x00558C", "0xE69F00", "0x009E73",
                                                              "0xCC79A7", "0x56B4E9", "0x222222"};
  return colours[curve];
}

static double foot_of(const UtilizationChart *chart) {
  return time_frame_top(&chart->frame) + PANEL + FRAME_AXIS;
}

static void number_row(const char *name, double value, FILE *stream) {
  fprintf(stream, "%s = ", name);
  time_frame_number(value, stream);
  fputc('\n', stream);
}

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_numbers(const void *context, FILE *stream) {
  const UtilizationChart *chart = chart_of(context);
  double warn_from = fmax(1 - chart->frame.outcome->study->limits.margin, chart->range.from);
  time_frame_print_numbers(&chart->frame, stream);
  number_row("panel", PANEL, stream);
  number_row("used_from", chart->range.from, stream);
  number_row("used_to", chart->range.to, stream);
  number_row("used_bottom", chart->log ? chart->range.from / 10 : -0.1 * chart->range.to, stream);
  fprintf(stream, "used_log = %d\n", chart->log);
  number_row("warn_from", warn_from, stream);
  number_row("foot", foot_of(chart), stream);
  int lines = chart->curve_count + time_frame_foot_lines(&chart->frame);
  number_row("height", foot_of(chart) + FRAME_FOOT * (lines + 0.5), stream);
}

static void print_used_tics(const void *context, FILE *stream) {
  const UtilizationChart *chart = chart_of(context);
  if (chart->log)
    log_tics_print(&(LogTics){"ytics", "font 'sans-serif,11' nomirror textcolor rgb ink", true, 4}, chart->range,
                   stream);
  else
    fputs("set ytics autofreq font 'sans-serif,11' nomirror textcolor rgb ink format '%g'", stream);
}

static void print_time_tics(const void *context, FILE *stream) {
  time_frame_print_tics(&chart_of(context)->frame, true, stream);
}

static void print_head(const void *context, FILE *stream) {
  time_frame_print_head(&chart_of(context)->frame, stream);
}

static void print_lines(const void *context, FILE *stream) {
  time_frame_print_lines(&chart_of(context)->frame, stream);
}

static void print_warn_label(const void *context, FILE *stream) {
  const UtilizationChart *chart = chart_of(context);
  double from = 1 - chart->frame.outcome->study->limits.margin;
  if (!(from < 1) || from < chart->range.from) return;
  fprintf(
      stream,
      "  set label 'warn from %s' at screen (panel_right - 6) / width, first warn_from right offset character 0, -0.6 "
      "font 'sans-serif,10' textcolor rgb 0x8A5A00\n",
      number_text(from, 4).text);
}

/* By number: gnuplot looks whether a column holds anything only by its number, and the rows' first column is the time. */
static void print_curves(const void *context, FILE *stream) {
  const UtilizationChart *chart = chart_of(context);
  for (int i = 0; i < chart->curve_count; i++)
    fprintf(stream,
            "%scsv using (step(since(column(seconds)), above(used(%d)))):(drawn_u) with lines linecolor rgb "
            "curve_colour[%d] linewidth 2.2%s notitle",
            i ? ", \\\n  " : "", i + 2, i + 1, i < 4 ? "" : " dashtype (12, 10)");
}

/* --- worst moments --- */

static void print_worst(const void *context, FILE *stream) {
  const UtilizationChart *chart = chart_of(context);
  const TimeAxis *axis = &chart->frame.axis;
  for (int i = 0; i < chart->curve_count; i++) {
    double time_s, u = utilization_chart_worst(chart, i, &time_s);
    if (!isfinite(u)) continue;
    fputs("  set label '' at first ", stream);
    time_frame_number(fmax(time_s, axis->from_s) / axis->unit_s, stream);
    fputs(", first ", stream);
    time_frame_number(fmax(u, chart->range.from), stream);
    fprintf(stream, " front point pointtype 7 pointsize 0.9 linecolor rgb %s\n",
            u > 1 + LIMIT_TOLERANCE ? "fail_colour" : colour_of(i));
  }
}

/* "V1  87 % at 12.3 s", beside the worst moment; the checks' names stand in the foot. */
static double worst_place(const UtilizationChart *chart, double u) {
  AxisRange range = chart->range;
  double share = chart->log ? log(fmax(u, range.from) / range.from) / log(range.to / range.from)
                            : (u - range.from) / (range.to - range.from);
  return PANEL * (1 - fmin(fmax(share, 0), 1));
}

typedef struct {
  int curve;
  double u, time_s, place; /* from the panel's top */
} WorstName;

/* Most used on top, a line's height between each two. */
static int names_of(const UtilizationChart *chart, WorstName *names) {
  int count = 0;
  for (int i = 0; i < chart->curve_count; i++) {
    WorstName name = {.curve = i};
    name.u = utilization_chart_worst(chart, i, &name.time_s);
    name.place = isfinite(name.u) ? worst_place(chart, name.u) : 0;
    int at = count++;
    for (; at > 0 && names[at - 1].place > name.place; at--)
      names[at] = names[at - 1];
    names[at] = name;
  }
  double below = PANEL;
  for (int i = 1; i < count; i++)
    names[i].place = fmax(names[i].place, names[i - 1].place + LABEL_HEIGHT);
  for (int i = count - 1; i >= 0; below = names[i--].place - LABEL_HEIGHT)
    names[i].place = fmin(names[i].place, below);
  return count;
}

static void print_names(const void *context, FILE *stream) {
  const UtilizationChart *chart = chart_of(context);
  WorstName names[UTILIZATION_CURVES_MAX];
  int count = names_of(chart, names);
  for (int i = 0; i < count; i++) {
    const WorstName *name = &names[i];
    char text[200];
    const char *element = chart->frame.outcome->study->network.branches[chart->curves[name->curve].branch].name;
    if (!isfinite(name->u)) continue;
    snprintf(text, sizeof text, "%.12s  %s at %s s", element, number_ratio(name->u).text,
             number_text(name->time_s, 4).text);
    fputs("  set label ", stream);
    gnuplot_quoted(stream, text);
    fputs(" at screen (panel_right + 8) / width, screen pixels(top + ", stream);
    time_frame_number(name->place, stream);
    fprintf(stream, ") left font 'sans-serif,10' noenhanced textcolor rgb %s\n", colour_of(name->curve));
  }
}

/* --- foot --- */

static void foot_row(const UtilizationChart *chart, int i, FILE *stream) {
  const LimitRow *row = &run_limits(chart->frame.outcome)->rows[chart->curves[i].row];
  const char *unit = limit_check_unit(row->check);
  char when[60], text[FRAME_TEXT * 2];
  limit_when_words(row, when, sizeof when);
  snprintf(text, sizeof text, "%s  %s: %s of %s, %s used%s%s%s%s",
           chart->frame.outcome->study->network.branches[row->branch].name, limit_check_words(row->check),
           number_readable(row->value, unit).text, number_readable(row->limit, unit).text,
           number_ratio(row->utilization).text, *when ? " " : "", when, row->status == LIMIT_PASS ? "" : ": ",
           row->status == LIMIT_PASS ? "" : limit_status_name(row->status));
  time_frame_foot_line(i, text, colour_of(i), stream);
}

static void print_foot(const void *context, FILE *stream) {
  const UtilizationChart *chart = chart_of(context);
  fprintf(stream,
          "  set label 'time, %s' at screen (panel_left + panel_right) / 2 / width, screen pixels(foot - 22) center ",
          chart->frame.axis.unit);
  fputs("font 'sans-serif:Bold,11' textcolor rgb ink\n", stream);
  for (int i = 0; i < chart->curve_count; i++)
    foot_row(chart, i, stream);
  time_frame_print_foot(&chart->frame, chart->curve_count, stream);
}

void utilization_chart_print(const UtilizationChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},           {"NUMBERS", print_numbers}, {"USED_TICS", print_used_tics},
      {"TIME_TICS", print_time_tics}, {"WORST", print_worst},     {"WARN_LABEL", print_warn_label},
      {"HEAD", print_head},           {"LINES", print_lines},     {"NAMES", print_names},
      {"FOOT", print_foot},           {"CURVES", print_curves},   {NULL, NULL},
  };
  template_print(plot_template_utilization, places, chart, stream);
}
