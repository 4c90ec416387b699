/* The script of the chart of partial pressures: what stands in the places of plots/templates/partial.gp. */
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/chart_partial_parts.h"
#include "plots/template.h"

/* in the units of the picture, which is 1000 wide */
enum { GAP = 22, NODE_LETTERS = 24 };

static const PartialChart *chart_of(const void *context) {
  return context;
}

static const Network *network_of(const PartialChart *chart) {
  return &chart->frame.outcome->study->network;
}

static const char *gas_name(const PartialChart *chart, int i) {
  return network_of(chart)->gases[chart->gases[i]]->name;
}

static double stack_top(const PartialChart *chart) {
  return time_frame_top(&chart->frame) + PARTIAL_PANEL + GAP;
}

static double foot_of(const PartialChart *chart) {
  return stack_top(chart) + PARTIAL_STACK + FRAME_AXIS;
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
  number_row("panel", PARTIAL_PANEL, stream);
  number_row("p_from", chart->p_pa.from, stream);
  number_row("p_to", chart->p_pa.to, stream);
  number_row("p_bottom", chart->p_pa.from / 10, stream);
  number_row("stack", PARTIAL_STACK, stream);
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

static void print_p_title(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  const char *name = network_of(chart)->nodes[chart->node].name;
  char text[NODE_LETTERS + 40];
  snprintf(text, sizeof text, "partial pressures in %.*s%s, Pa", NODE_LETTERS, name,
           strlen(name) > NODE_LETTERS ? "..." : "");
  gnuplot_quoted(stream, text);
}

void partial_chart_print(const PartialChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"NUMBERS", print_numbers},
      {"TOTAL", partial_print_total},
      {"COLUMNS", partial_print_columns},
      {"P_TICS", print_p_tics},
      {"PANEL_TICS", print_panel_tics},
      {"HEAD", print_head},
      {"LINES", print_lines},
      {"P_THRESHOLDS", partial_print_p_thresholds},
      {"P_NAMES", partial_print_p_names},
      {"P_TITLE", print_p_title},
      {"CURVES", partial_print_curves},
      {"SHARE_TICS", print_share_tics},
      {"STACK_TICS", print_stack_tics},
      {"EVENTS", partial_print_events},
      {"SHARE_THRESHOLDS", partial_print_share_thresholds},
      {"SHARE_NAMES", partial_print_share_names},
      {"FOOT", print_foot},
      {"BANDS", partial_print_bands},
      {NULL, NULL},
  };
  template_print(plot_template_partial, places, chart, stream);
}
