/* The script of the limits chart: what stands in the places of plots/templates/limits.gp. */
#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/chart_limits.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_branch.h"
#include "sim/results_verdict.h"

/* in the units of the picture, which is 1000 wide */
enum { ROW_HEIGHT = 21, ABOVE = 84, AXIS_HEIGHT = 58, FOOT_HEIGHT = 15 };
enum { SOURCES_SHOWN = 10, FOOT_TEXT = 150, WORDS_SHOWN = 100 };

static const LimitRow *row_at(const LimitsChart *chart, int bar) {
  return &chart->outcome->limits->rows[chart->bars[bar].row];
}

/* What is known of a source: the checks of the chart that rest on it. first: no earlier bar cites it. */
static bool first_of_source(const LimitsChart *chart, int bar) {
  const char *source = row_at(chart, bar)->source;
  if (!source) return false;
  for (int i = 0; i < bar; i++)
    if (row_at(chart, i)->source && strcmp(row_at(chart, i)->source, source) == 0) return false;
  return true;
}

static int source_count(const LimitsChart *chart) {
  int count = 0;
  for (int i = 0; i < chart->count; i++)
    count += first_of_source(chart, i);
  return count;
}

/* Checks against a range: their utilization counts from its middle, which the axis alone does not tell. */
static bool counts_from_middle(const LimitsChart *chart) {
  for (int i = 0; i < chart->count; i++)
    if (row_at(chart, i)->check == LIMIT_TEMPERATURE || row_at(chart, i)->check == LIMIT_COIL_VOLTAGE) return true;
  return false;
}

static int foot_lines(const LimitsChart *chart) {
  int count = source_count(chart);
  return (count > SOURCES_SHOWN ? SOURCES_SHOWN + 1 : count) + (chart->left_out > 0) + counts_from_middle(chart);
}

static double below(const LimitsChart *chart) {
  return AXIS_HEIGHT + FOOT_HEIGHT * (foot_lines(chart) + 1);
}

static void print_number(double value, FILE *stream) {
  fputs(number_text(value, 9).text, stream);
}

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_height(const void *context, FILE *stream) {
  const LimitsChart *chart = context;
  print_number(ABOVE + below(chart) + ROW_HEIGHT * chart->bottom, stream);
}

static void print_rows(const void *context, FILE *stream) {
  fprintf(stream, "%d", ((const LimitsChart *)context)->outcome->limits->count);
}

static void print_places(const void *context, FILE *stream) {
  const LimitsChart *chart = context;
  for (int i = 0; i < chart->count; i++) {
    if (!chart->bars[i].number) continue;
    fprintf(stream, "bar[%d] = ", chart->bars[i].row + 1);
    print_number(chart->bars[i].place, stream);
    fputc('\n', stream);
  }
}

static void print_axis_from(const void *context, FILE *stream) {
  print_number(((const LimitsChart *)context)->axis_from, stream);
}

static void print_axis_to(const void *context, FILE *stream) {
  print_number(((const LimitsChart *)context)->axis_to, stream);
}

static void print_logscale(const void *context, FILE *stream) {
  if (((const LimitsChart *)context)->log_axis) fputs("set logscale x", stream);
}

static void print_axis_kind(const void *context, FILE *stream) {
  if (((const LimitsChart *)context)->log_axis) fputs(", logarithmic", stream);
}

static void print_bottom(const void *context, FILE *stream) {
  print_number(((const LimitsChart *)context)->bottom, stream);
}

static void print_below(const void *context, FILE *stream) {
  print_number(below(context), stream);
}

static void print_title(const void *context, FILE *stream) {
  const char *title = ((const LimitsChart *)context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

static void print_subtitle(const void *context, FILE *stream) {
  const RunOutcome *outcome = ((const LimitsChart *)context)->outcome;
  char verdict[400], text[440];
  snprintf(text, sizeof text, "%s: %s", outcome_passes(outcome) ? "PASS" : "FAIL",
           verdict_text(outcome, verdict, sizeof verdict));
  gnuplot_quoted(stream, text);
}

static void print_verdict_colour(const void *context, FILE *stream) {
  fputs(outcome_passes(((const LimitsChart *)context)->outcome) ? "ink" : "fail_colour", stream);
}

/* The line stands where warnings begin; without a margin it is the limit itself. */
static void print_warn_line(const void *context, FILE *stream) {
  const LimitsChart *chart = context;
  double from = 1 - chart->outcome->study->limits.margin;
  bool apart = from < 1 && from > chart->axis_from;
  NumberText at = number_text(apart ? from : 1, 6), bottom = number_text(chart->bottom, 9);
  fprintf(stream, "$warn << EOD\nx,y\n%s,0.3\n%s,%s\nEOD\n", at.text, at.text, bottom.text);
  if (apart)
    fprintf(stream,
            "set label 'warn from %s' at %s, screen 1 - 73 / height right offset character -0.4, 0 font "
            "'sans-serif,10' textcolor rgb faint",
            at.text, at.text);
}

static void print_heading(const LimitsChart *chart, int bar, FILE *stream) {
  const Branch *branch = &chart->outcome->study->network.branches[row_at(chart, bar)->branch];
  char text[300];
  const char *part = branch_is_valve(branch) ? valve_part_text(branch->params) : "";
  snprintf(text, sizeof text, "%s%s%s", branch->name, *part ? "  " : "", part);
  fputs("set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at screen 0.015, first ", stream);
  print_number(chart->bars[bar].place - 1, stream);
  fputs(" left font 'sans-serif:Bold,11' textcolor rgb ink\n", stream);
}

/* Where no number belongs to a failure, its words stand in the bar's place. */
static void print_words(const LimitsChart *chart, int bar, FILE *stream) {
  const LimitRow *row = row_at(chart, bar);
  char text[WORDS_SHOWN + 40];
  snprintf(text, sizeof text, "%s%s%.*s%s", limit_status_name(row->status), row->reason[0] ? ": " : "", WORDS_SHOWN,
           row->reason, strlen(row->reason) > WORDS_SHOWN ? "..." : "");
  fputs("set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at axis_from, ", stream);
  print_number(chart->bars[bar].place, stream);
  fputs(" left front boxed offset character 0.6, 0 font 'sans-serif,10' textcolor rgb fail_colour\n", stream);
}

static void print_source_lines(const LimitsChart *chart, FILE *stream);

static void print_labels(const void *context, FILE *stream) {
  const LimitsChart *chart = context;
  for (int i = 0; i < chart->count; i++) {
    if (chart->bars[i].heading) print_heading(chart, i, stream);
    if (!chart->bars[i].number) print_words(chart, i, stream);
    fputs("set ytics add (", stream);
    gnuplot_quoted(stream, limit_check_words(row_at(chart, i)->check));
    fputc(' ', stream);
    print_number(chart->bars[i].place, stream);
    fputs(")\n", stream);
  }
  print_source_lines(chart, stream);
}

static void foot_line(const LimitsChart *chart, int line, const char *text, FILE *stream) {
  char cut[FOOT_TEXT + 8];
  snprintf(cut, sizeof cut, "%.*s%s", FOOT_TEXT, text, strlen(text) > FOOT_TEXT ? "..." : "");
  fputs("set label ", stream);
  gnuplot_quoted(stream, cut);
  fputs(" at screen 0.015, screen ", stream);
  print_number(below(chart) - AXIS_HEIGHT - FOOT_HEIGHT * (line + 0.5), stream);
  fputs(" / height font 'sans-serif,9' textcolor rgb faint\n", stream);
}

/* "CAT.ES140-7A, Specifications, note 1: max operating differential" */
static void source_text(const LimitsChart *chart, int bar, char *text, size_t size) {
  const char *source = row_at(chart, bar)->source;
  bool named[LIMIT_CHECK_COUNT] = {false};
  size_t used = (size_t)snprintf(text, size, "%s", source);
  for (int i = bar; i < chart->count && used < size; i++) {
    const LimitRow *row = row_at(chart, i);
    if (!row->source || strcmp(row->source, source) != 0 || named[row->check]) continue;
    named[row->check] = true;
    used += (size_t)snprintf(text + used, size - used, "%s%s", i == bar ? ": " : ", ", limit_check_words(row->check));
  }
}

static void print_source_lines(const LimitsChart *chart, FILE *stream) {
  char text[512];
  int line = 0, shown = 0;
  if (chart->left_out > 0) {
    snprintf(text, sizeof text, "%d rows with more room left are not drawn: limits.csv has them all.", chart->left_out);
    foot_line(chart, line++, text, stream);
  }
  if (counts_from_middle(chart))
    foot_line(chart, line++,
              "Temperature and coil voltage: distance from mid-range over half the range; the nearer end is shown.",
              stream);
  for (int i = 0; i < chart->count; i++) {
    if (!first_of_source(chart, i) || shown++ >= SOURCES_SHOWN) continue;
    source_text(chart, i, text, sizeof text);
    foot_line(chart, line++, text, stream);
  }
  if (shown <= SOURCES_SHOWN) return;
  snprintf(text, sizeof text, "and %d more sources in limits.csv", shown - SOURCES_SHOWN);
  foot_line(chart, line, text, stream);
}

void limits_chart_print(const LimitsChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"HEIGHT", print_height},
      {"ROWS", print_rows},
      {"PLACES", print_places},
      {"AXIS_FROM", print_axis_from},
      {"AXIS_TO", print_axis_to},
      {"LOGSCALE", print_logscale},
      {"AXIS_KIND", print_axis_kind},
      {"BOTTOM", print_bottom},
      {"BELOW", print_below},
      {"TITLE", print_title},
      {"SUBTITLE", print_subtitle},
      {"LABELS", print_labels},
      {"WARN_LINE", print_warn_line},
      {"VERDICT_COLOUR", print_verdict_colour},
      {NULL, NULL},
  };
  template_print(plot_template_limits, places, chart, stream);
}
