/* One output of a sweep over two of its parameters. */
#include <math.h>

#include "gen/plot_templates.h"
#include "plots/chart_sweep_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/sizing/sizing.h"

enum { CELLS_X = 64, CELLS_Y = 48, LINES_MOST = 5 };

/* --- which of the levels --- */

/* Levels drawn: all, or cells of them evenly spread with both ends; the script has the same formula. */
static uint64_t shown_of(uint64_t levels, uint64_t most) {
  return levels < most ? levels : most;
}

static uint64_t level_shown(uint64_t levels, uint64_t shown, uint64_t k) {
  return (2 * k * (levels - 1) + shown - 1) / (2 * (shown - 1));
}

static double level_value(const DesignAxis *axis, double level) {
  if (axis->kind == AXIS_VALUES) {
    double low = floor(level), last = (double)axis->count - 1;
    if (level <= 0) return axis->values[0];
    if (level >= last) return axis->values[axis->count - 1];
    return axis->values[(size_t)low] + (level - low) * (axis->values[(size_t)low + 1] - axis->values[(size_t)low]);
  }
  double share = level / (double)(axis->count - 1);
  return axis->scale == SCALE_LOG ? axis->from * pow(axis->to / axis->from, share)
                                  : axis->from + share * (axis->to - axis->from);
}

/* name[k]: of the levels drawn, or of the edges of their cells, halfway between them. */
static void print_places(const DesignAxis *axis, uint64_t shown, bool edges, const char *name, FILE *stream) {
  uint64_t count = shown + edges;
  fprintf(stream, "array %s[%llu] = [", name, (unsigned long long)count);
  for (uint64_t k = 0; k < count; k++) {
    double level = (double)level_shown(axis->count, shown, k < shown ? k : shown - 1);
    if (edges && k > 0) level = 0.5 * (level + (double)level_shown(axis->count, shown, k - 1));
    fprintf(stream, "%s%s", k ? ", " : "", number_text(level_value(axis, level), 9).text);
  }
  fputs("]\n", stream);
}

static void print_axis(const SweepChart *chart, int parameter, uint64_t most, const char *name, FILE *stream) {
  const SweepRequest *request = sweep_chart_request(chart);
  const DesignAxis *axis = &request->parameters[parameter].axis;
  uint64_t shown = shown_of(axis->count, most);
  char places[8];
  fprintf(stream, "n%s = %llu\nm%s = %llu\ns%s = %llu\nlog%s = %d\n", name, (unsigned long long)axis->count, name,
          (unsigned long long)shown, name, (unsigned long long)sweep_chart_stride(request, parameter), name,
          axis->kind == AXIS_RANGE && axis->scale == SCALE_LOG);
  snprintf(places, sizeof places, "c%s", name);
  print_places(axis, shown, false, places, stream);
  snprintf(places, sizeof places, "e%s", name);
  print_places(axis, shown, true, places, stream);
}

/* --- lines --- */

/* Where a column of sweep.csv has a value that bounds what is allowed. */
typedef struct {
  int column;
  double at;
  char words[SWEEP_LABEL_SIZE];
} MapLine;

static int output_of(const SweepRequest *request, int measure) {
  for (int o = 0; o < request->n_outputs; o++)
    if (request->outputs[o].measure == measure) return o;
  return -1;
}

static void add_bound(MapLine *line, int column, double at, const Study *study, const Requirement *requirement) {
  *line = (MapLine){.column = column, .at = at};
  snprintf(line->words, sizeof line->words, "required: %.80s %s %s %s", requirement_name(study, requirement),
           at == requirement->max ? "at most" : "at least", number_text(at, 4).text,
           requirement_unit(study, requirement));
}

static int collect_lines(const SweepChart *chart, MapLine lines[LINES_MOST]) {
  const Study *study = chart->outcome->study;
  const SweepRequest *request = &study->sweep;
  int count = 0;
  if (study->wants_limits) {
    lines[count++] = (MapLine){.column = SWEEP_FIRST_INPUT + request->count + request->n_outputs + 1, .at = 1};
    snprintf(lines[0].words, sizeof lines[0].words, "a limit used in full (utilization 1)");
  }
  for (int r = 0; r < study->sizing.n_requirements && count < LINES_MOST - 1; r++) {
    const Requirement *requirement = &study->sizing.requirements[r];
    int output = requirement->kind == REQUIRE_MEASURE ? output_of(request, requirement->measure) : -1;
    int column = SWEEP_FIRST_INPUT + request->count + output;
    if (output < 0) continue;
    if (isfinite(requirement->max)) add_bound(&lines[count++], column, requirement->max, study, requirement);
    if (isfinite(requirement->min)) add_bound(&lines[count++], column, requirement->min, study, requirement);
  }
  return count;
}

static void print_map_data(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = sweep_chart_request(chart);
  MapLine lines[LINES_MOST];
  int count = collect_lines(chart, lines);
  print_axis(chart, chart->x, CELLS_X, "x", stream);
  print_axis(chart, chart->y, CELLS_Y, "y", stream);
  fprintf(stream, "columns = '%d", SWEEP_FIRST_INPUT + request->count);
  for (int i = 0; i < count; i++)
    fprintf(stream, " %d", lines[i].column);
  fprintf(stream, "'\nlines = %d\narray line_at[%d]\narray line_words[%d]\n", count, count + 1, count + 1);
  for (int i = 0; i < count; i++) {
    fprintf(stream, "line_at[%d] = %s\nline_words[%d] = ", i + 1, number_text(lines[i].at, 9).text, i + 1);
    gnuplot_quoted(stream, lines[i].words);
    fputc('\n', stream);
  }
}

static void print_axes(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  sweep_chart_scale(chart, chart->x, "x", true, stream);
  sweep_chart_scale(chart, chart->y, "y", true, stream);
}

/* --- words --- */

static void print_x_label(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  char label[SWEEP_LABEL_SIZE];
  sweep_chart_column(chart->outcome->sweep, chart->x, label, sizeof label);
  gnuplot_quoted(stream, label);
}

static void print_y_label(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  char label[SWEEP_LABEL_SIZE];
  sweep_chart_column(chart->outcome->sweep, chart->y, label, sizeof label);
  gnuplot_quoted(stream, label);
}

static void print_value_label(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  char label[SWEEP_LABEL_SIZE];
  sweep_chart_column(chart->outcome->sweep, sweep_chart_request(chart)->count, label, sizeof label);
  gnuplot_quoted(stream, label);
}

static void print_map_subtitle(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = sweep_chart_request(chart);
  char line[SWEEP_LABEL_SIZE], one[VARY_TEXT_MAX + 60];
  uint64_t nx = request->parameters[chart->x].axis.count, ny = request->parameters[chart->y].axis.count;
  uint64_t mx = shown_of(nx, CELLS_X), my = shown_of(ny, CELLS_Y);
  int length = snprintf(line, sizeof line, "%llu points", (unsigned long long)request->points);
  if (mx < nx || my < ny)
    length += snprintf(line + length, sizeof line - (size_t)length, "; %llu x %llu of %llu x %llu are drawn",
                       (unsigned long long)mx, (unsigned long long)my, (unsigned long long)nx, (unsigned long long)ny);
  for (int i = 0; i < request->count; i++) {
    if (i == chart->x || i == chart->y || length > 250) continue;
    sweep_chart_level(&request->parameters[i], 0, one, sizeof one);
    length += snprintf(line + length, sizeof line - (size_t)length, "; %.100s", one);
  }
  gnuplot_quoted(stream, line);
}

static void print_legend(const void *context, FILE *stream) {
  bool filters = sweep_chart_request(context)->n_filters > 0;
  gnuplot_quoted(stream, filters ? "lines run straight from point to point; hatched: a limit fails; grey: no value, or left out by a filter"
                                 : "lines run straight from point to point; hatched: a limit fails; grey: no value");
}

static const TemplatePlace map_places[] = {
    {"LOOK", sweep_chart_look}, {"TITLE", sweep_chart_title}, {"SUBTITLE", print_map_subtitle},
    {"DATA", print_map_data},   {"AXES", print_axes},         {"XLABEL", print_x_label},
    {"YLABEL", print_y_label},  {"VALUE", print_value_label}, {"LEGEND", print_legend}, {NULL, NULL},
};

void sweep_map_chart_print(const SweepChart *chart, FILE *stream) {
  template_print(plot_template_sweep_map, map_places, chart, stream);
}
