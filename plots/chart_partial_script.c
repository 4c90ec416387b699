/* The script of the chart of partial pressures: what stands in the places of plots/templates/partial.gp. */
#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/chart_partial.h"
#include "plots/side_names.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_series.h"

/* in the units of the picture, which is 1000 wide */
enum { PANEL = 280, STACK = 220, GAP = 22, NODE_LETTERS = 24 };

static const PartialChart *chart_of(const void *context) {
  return context;
}

static const Network *network_of(const PartialChart *chart) {
  return &chart->frame.outcome->study->network;
}

static const Series *series_of(const PartialChart *chart) {
  return &chart->frame.outcome->transient->series;
}

static const char *gas_name(const PartialChart *chart, int i) {
  return network_of(chart)->gases[chart->gases[i]]->name;
}

static double stack_top(const PartialChart *chart) {
  return time_frame_top(&chart->frame) + PANEL + GAP;
}

static double foot_of(const PartialChart *chart) {
  return stack_top(chart) + STACK + FRAME_AXIS;
}

/* The main gas has the first colour, up there where the stack ends. */
static int colour_of(const PartialChart *chart, int i) {
  return chart->gas_count - i;
}

/* --- foot --- */

static int foot_notes(const PartialChart *chart, int line, FILE *stream) {
  char text[FRAME_TEXT * 2];
  if (chart->share_log) {
    snprintf(
        text, sizeof text,
        "Stacked on a logarithmic axis: the lowest, %s, is as high as its share; a boundary above it stands at the "
        "sum of all below.",
        gas_name(chart, 0));
    if (stream) time_frame_foot_line(line, text, "faint", stream);
    line++;
  }
  if (chart->gases_left_out) {
    snprintf(text, sizeof text, "%d more gases are not drawn: transient.csv has them all.", chart->gases_left_out);
    if (stream) time_frame_foot_line(line, text, "faint", stream);
    line++;
  }
  return line;
}

static void print_foot(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  fprintf(stream,
          "  set label 'time, %s' at screen (panel_left + panel_right) / 2 / width, screen pixels(foot - 22) center ",
          chart->frame.axis.unit);
  fputs("font 'sans-serif:Bold,11' textcolor rgb ink\n", stream);
  foot_notes(chart, time_frame_print_foot(&chart->frame, 0, stream), stream);
}

/* --- numbers, axes --- */

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void number_row(const char *name, double value, FILE *stream) {
  fprintf(stream, "%s = ", name);
  time_frame_number(value, stream);
  fputc('\n', stream);
}

static void print_numbers(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  int lines = foot_notes(chart, time_frame_foot_lines(&chart->frame), NULL);
  time_frame_print_numbers(&chart->frame, stream);
  number_row("panel", PANEL, stream);
  number_row("p_from", chart->p_pa.from, stream);
  number_row("p_to", chart->p_pa.to, stream);
  number_row("p_bottom", chart->p_pa.from / 10, stream);
  number_row("stack", STACK, stream);
  number_row("stack_top", stack_top(chart), stream);
  number_row("share_from", chart->share.from, stream);
  number_row("share_to", chart->share.to, stream);
  fprintf(stream, "share_log = %d\n", chart->share_log);
  number_row("foot", foot_of(chart), stream);
  number_row("height", foot_of(chart) + FRAME_FOOT * (lines + 0.5), stream);
}

static const char tic_look[] = "font 'sans-serif,11' nomirror textcolor rgb ink";

static void print_p_tics(const void *context, FILE *stream) {
  log_tics_print(&(LogTics){"ytics", tic_look, true, 4}, chart_of(context)->p_pa, stream);
}

static void print_share_tics(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  if (chart->share_log)
    log_tics_print(&(LogTics){"ytics", tic_look, true, 4}, chart->share, stream);
  else
    fprintf(stream, "set ytics 0, 0.2 %s format '%%g'", tic_look);
}

static void print_panel_tics(const void *context, FILE *stream) {
  time_frame_print_tics(&chart_of(context)->frame, false, stream);
}

static void print_stack_tics(const void *context, FILE *stream) {
  time_frame_print_tics(&chart_of(context)->frame, true, stream);
}

static void print_head(const void *context, FILE *stream) {
  time_frame_print_head(&chart_of(context)->frame, stream);
}

static void print_lines(const void *context, FILE *stream) {
  time_frame_print_lines(&chart_of(context)->frame, stream);
}

/* The stack fills its panel: events stand before it, and labels before them. */
static void print_events(const void *context, FILE *stream) {
  const TimeFrame *frame = &chart_of(context)->frame;
  fputs("$events << EOD\n", stream);
  for (int i = 0; i < frame->marks.count; i++) {
    double at_s = frame->outcome->transient->events[frame->marks.marks[i].first].time_s;
    NumberText at = number_text(fmax(at_s, frame->axis.from_s) / frame->axis.unit_s, 9);
    fprintf(stream, "%s,0\n%s,1\n\n", at.text, at.text);
  }
  fputs("EOD\n", stream);
}

static void print_p_title(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  const char *name = network_of(chart)->nodes[chart->node].name;
  char text[NODE_LETTERS + 40];
  snprintf(text, sizeof text, "partial pressures in %.*s%s, Pa", NODE_LETTERS, name,
           strlen(name) > NODE_LETTERS ? "..." : "");
  gnuplot_quoted(stream, text);
}

static void print_p_thresholds(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  thresholds_print(&chart->pressures, &chart->frame,
                   &(ThresholdPanel){.range = chart->p_pa, .log = true, .height = PANEL}, stream);
}

static void print_share_thresholds(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  thresholds_print(&chart->shares, &chart->frame,
                   &(ThresholdPanel){.range = chart->share, .log = chart->share_log, .filled = true, .height = STACK},
                   stream);
}

/* --- curves --- */

static void print_total(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  char column[400];
  snprintf(column, sizeof column, "p_%s_Pa", network_of(chart)->nodes[chart->node].name);
  gnuplot_quoted(stream, column);
}

static void print_columns(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  char column[400];
  for (int i = 0; i < chart->gas_count; i++) {
    fputs(":(column(", stream);
    gnuplot_quoted(stream, series_gas_column(network_of(chart), chart->node, chart->gases[i], column, sizeof column));
    fputs("))", stream);
  }
}

/* The total first, wide and pale, so that the gas that it consists of lies on it. */
static void print_curves(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  fputs("  $rows using (line(since($1), above($2))):(drawn_low) with lines linecolor rgb 0xC8C8C8 linewidth 6 notitle",
        stream);
  for (int i = chart->gas_count - 1; i >= 0; i--)
    fprintf(stream,
            ", \\\n  $rows using (line(since($1), above($%d))):(drawn_low) with lines linecolor rgb gas_colour[%d] "
            "linewidth 2.2 notitle",
            i + 3, colour_of(chart, i));
}

/* part($3 + $4, $2): of the lowest `count` gases. */
static void print_part(int count, FILE *stream) {
  if (count == 0) fputs("share_from", stream);
  for (int i = 0; i < count; i++)
    fprintf(stream, "%s$%d%s", i ? " + " : "part(", i + 3, i + 1 == count ? ", $2)" : "");
}

static void print_bands(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  for (int i = 0; i < chart->gas_count; i++) {
    fprintf(stream, "%s  $rows using ($2 > 0 ? band(since($1), ", i ? ", \\\n" : "");
    print_part(i, stream);
    fputs(", ", stream);
    print_part(i + 1, stream);
    fprintf(stream,
            ") : NaN):(drawn_low):(drawn_high) with filledcurves fillcolor rgb gas_colour[%d] fillstyle solid 0.85 "
            "noborder notitle",
            colour_of(chart, i));
  }
  if (chart->frame.marks.count)
    fputs(", \\\n  $events using 1:($2 > 0 ? share_to : share_from) with lines linecolor rgb 0xFFFFFF linewidth 1 "
          "notitle",
          stream);
}

/* --- names --- */

static void print_name(const char *name, const char *value, const char *panel_top, double place, int colour,
                       FILE *stream) {
  char text[2 * NUMBER_TEXT_SIZE];
  snprintf(text, sizeof text, "%s  %s", name, value);
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fprintf(stream, " at screen (panel_right + 8) / width, screen pixels(%s + ", panel_top);
  time_frame_number(place, stream);
  fputs(") left font 'sans-serif,11' noenhanced textcolor rgb ", stream);
  if (colour == 0)
    fputs("faint\n", stream);
  else
    fprintf(stream, "gas_colour[%d]\n", colour);
}

static double p_place(const PartialChart *chart, double p) {
  AxisRange range = chart->p_pa;
  return p > range.from ? PANEL * log(range.to / p) / log(range.to / range.from) : PANEL;
}

static void print_p_names(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  const Series *series = series_of(chart);
  int last = series->count - 1, n = chart->gas_count;
  SideName names[PARTIAL_GASES_MAX + 1];
  double total = fmax(series_pressure_pa(series, last, chart->node), 0);
  for (int i = 0; i < n; i++) {
    double share = partial_chart_share(chart, last, chart->gases[i]), p = isnan(share) ? 0 : share * total;
    names[i] = (SideName){i, p, p_place(chart, p)};
  }
  names[n] = (SideName){n, total * (1 + 1e-9), p_place(chart, total) - SIDE_NAME_HEIGHT};
  side_names_spread(names, n + 1, PANEL);
  for (int i = 0; i <= n; i++) {
    int gas = names[i].curve;
    print_name(gas == n ? "total" : gas_name(chart, gas), number_readable(names[i].end, "Pa").text, "top",
               names[i].place, gas == n ? 0 : colour_of(chart, gas), stream);
  }
}

/* From the stack's top. */
static double share_place(const PartialChart *chart, double share) {
  AxisRange range = chart->share;
  double x = fmin(fmax(share, range.from), range.to);
  return STACK * (chart->share_log ? log(range.to / x) / log(range.to / range.from) : range.to - x);
}

static void print_share_names(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  int last = series_of(chart)->count - 1;
  SideName names[PARTIAL_GASES_MAX];
  double sum = 0;
  for (int i = 0; i < chart->gas_count; i++) {
    double share = partial_chart_share(chart, last, chart->gases[i]), below = share_place(chart, sum);
    sum += isnan(share) ? 0 : share;
    names[i] = (SideName){i, i, 0.5 * (below + share_place(chart, sum))};
  }
  side_names_spread(names, chart->gas_count, STACK);
  for (int i = 0; i < chart->gas_count; i++) {
    double share = partial_chart_share(chart, last, chart->gases[names[i].curve]);
    print_name(gas_name(chart, names[i].curve), number_readable(share, "1").text, "stack_top", names[i].place,
               colour_of(chart, names[i].curve), stream);
  }
}

void partial_chart_print(const PartialChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"NUMBERS", print_numbers},
      {"TOTAL", print_total},
      {"COLUMNS", print_columns},
      {"P_TICS", print_p_tics},
      {"PANEL_TICS", print_panel_tics},
      {"HEAD", print_head},
      {"LINES", print_lines},
      {"P_THRESHOLDS", print_p_thresholds},
      {"P_NAMES", print_p_names},
      {"P_TITLE", print_p_title},
      {"CURVES", print_curves},
      {"SHARE_TICS", print_share_tics},
      {"STACK_TICS", print_stack_tics},
      {"EVENTS", print_events},
      {"SHARE_THRESHOLDS", print_share_thresholds},
      {"SHARE_NAMES", print_share_names},
      {"FOOT", print_foot},
      {"BANDS", print_bands},
      {NULL, NULL},
  };
  template_print(plot_template_partial, places, chart, stream);
}
