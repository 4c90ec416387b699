#include "plots/chart_sweep_parts.h"

#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/log_tics.h"
#include "plots/template.h"
#include "sim/output_number.h"

enum { CURVES_MOST = 6, PANELS_MOST = 3 };

const SweepRequest *sweep_chart_request(const SweepChart *chart) {
  return &chart->outcome->study->sweep;
}

static uint64_t levels_of(const SweepRequest *request, int i) {
  const DesignAxis *axis = &request->parameters[i].axis;
  bool sampled = request->design == DESIGN_SOBOL || request->design == DESIGN_LHS;
  return axis->kind == AXIS_RANGE && sampled ? request->samples : axis->count;
}

static bool is_numeric(const SweepRequest *request, int i) {
  return request->parameters[i].axis.kind != AXIS_CHOICE;
}

/* The numeric parameter with the most levels, but for one. */
static int longest(const SweepRequest *request, int but, uint64_t least) {
  int best = -1;
  for (int i = 0; i < request->count; i++) {
    if (i == but || !is_numeric(request, i) || levels_of(request, i) < least) continue;
    if (best < 0 || levels_of(request, i) > levels_of(request, best)) best = i;
  }
  return best;
}

void sweep_chart_init(SweepChart *chart, const RunOutcome *outcome) {
  *chart = (SweepChart){.outcome = outcome, .x = -1, .y = -1};
  if (!outcome->sweep || !outcome->study->sweep.wanted) return;
  const SweepRequest *request = &outcome->study->sweep;
  if (request->n_outputs + request->n_derived == 0) return;
  chart->x = longest(request, -1, 2);
  chart->curves = request->design == DESIGN_GRID;
  chart->y = chart->x >= 0 ? longest(request, chart->x, 3) : -1;
  chart->map = chart->curves && chart->y >= 0 && levels_of(request, chart->x) >= 3;
}

/* Rows between neighbours in one parameter: the last changes fastest. */
uint64_t sweep_chart_stride(const SweepRequest *request, int parameter) {
  uint64_t stride = 1;
  for (int i = parameter + 1; i < request->count; i++)
    stride *= request->parameters[i].axis.count;
  return stride;
}

/* --- words --- */

void sweep_chart_column(const SweepSummary *summary, int column, char *label, size_t size) {
  snprintf(label, size, "%s", column < summary->columns ? summary->column[column].name : "");
}

/* "L1.diameter" of "elements.L1.diameter": two tubes may vary. */
static const char *short_path(const char *path) {
  const char *first = strchr(path, '.');
  return first && strchr(first + 1, '.') ? first + 1 : path;
}

void sweep_chart_level(const SweepParameter *parameter, uint64_t level, char *words, size_t size) {
  const char *name = short_path(parameter->variable.path);
  const DesignAxis *axis = &parameter->axis;
  if (axis->kind == AXIS_CHOICE) {
    snprintf(words, size, "%s", parameter->texts[level]);
    return;
  }
  double share = axis->count > 1 ? (double)level / (double)(axis->count - 1) : 0;
  double value = axis->kind == AXIS_VALUES  ? axis->values[level]
                 : axis->scale == SCALE_LOG ? axis->from * pow(axis->to / axis->from, share)
                                            : axis->from + share * (axis->to - axis->from);
  snprintf(words, size, "%.150s %s %s", name, number_text(value, 4).text, parameter->unit);
}

/* --- families of curves --- */

/* Combination c of all parameters but x: its first row, and what it is called. */
static uint64_t combination(const SweepChart *chart, uint64_t c, char *words, size_t size) {
  const SweepRequest *request = sweep_chart_request(chart);
  uint64_t row = 0;
  words[0] = '\0';
  for (int i = request->count - 1; i >= 0; i--) {
    if (i == chart->x) continue;
    char one[VARY_TEXT_MAX + 60], before[SWEEP_LABEL_SIZE];
    uint64_t count = request->parameters[i].axis.count;
    row += (c % count) * sweep_chart_stride(request, i);
    sweep_chart_level(&request->parameters[i], c % count, one, sizeof one);
    snprintf(before, sizeof before, "%s", words);
    snprintf(words, size, "%.150s%s%.200s", one, *before ? ", " : "", before);
    c /= count;
  }
  return row;
}

static uint64_t combinations_of(const SweepChart *chart) {
  const SweepRequest *request = sweep_chart_request(chart);
  return request->points / levels_of(request, chart->x);
}

/* cell( ), the template's, makes a gap of an empty cell; gnuplot by itself draws the line over it. */
static void print_curve(const SweepChart *chart, int column, int curve, uint64_t row, const char *words, FILE *stream) {
  const SweepRequest *request = sweep_chart_request(chart);
  uint64_t stride = sweep_chart_stride(request, chart->x), last = row + (levels_of(request, chart->x) - 1) * stride;
  fprintf(stream,
          "%s'sweep.csv' every %llu::%llu::%llu using %d:(cell(%d)) with linespoints pointtype 7 pointsize 0.35 "
          "linewidth 1.6 linecolor %d title ",
          curve ? ", \\\n     " : "plot ", (unsigned long long)stride, (unsigned long long)row,
          (unsigned long long)last, SWEEP_FIRST_INPUT + chart->x, column, curve + 1);
  gnuplot_quoted(stream, words);
}

static void print_curves(const SweepChart *chart, int column, bool named, FILE *stream) {
  uint64_t all = combinations_of(chart), shown = all < CURVES_MOST ? all : CURVES_MOST;
  for (uint64_t k = 0; k < shown; k++) {
    char words[SWEEP_LABEL_SIZE];
    uint64_t c = shown > 1 ? k * (all - 1) / (shown - 1) : 0;
    uint64_t row = combination(chart, c, words, sizeof words);
    print_curve(chart, column, (int)k, row, named ? words : "", stream);
  }
  fputc('\n', stream);
}

/* A sampled design has no curves: its points, thinned to what a picture can show. */
static void print_points(const SweepChart *chart, int column, FILE *stream) {
  uint64_t every = sweep_chart_request(chart)->points / 5000 + 1;
  fprintf(stream, "plot 'sweep.csv' every %llu using %d:%d with points pointtype 7 pointsize 0.4 linecolor 1 notitle\n",
          (unsigned long long)every, SWEEP_FIRST_INPUT + chart->x, column);
}

static int panels_of(const SweepChart *chart) {
  int columns = sweep_chart_request(chart)->n_outputs + sweep_chart_request(chart)->n_derived;
  return columns < PANELS_MOST ? columns : PANELS_MOST;
}

void sweep_chart_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

void sweep_chart_title(const void *context, FILE *stream) {
  const char *title = ((const SweepChart *)context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

static void print_subtitle(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = sweep_chart_request(chart);
  char line[SWEEP_LABEL_SIZE];
  uint64_t all = chart->curves ? combinations_of(chart) : 1, every = request->points / 5000 + 1;
  int length = snprintf(line, sizeof line, "Sweep of %llu points", (unsigned long long)request->points);
  if (request->n_filters)
    length += snprintf(line + length, sizeof line - (size_t)length, "; those that filters leave out are not drawn");
  if (all > CURVES_MOST)
    snprintf(line + length, sizeof line - (size_t)length, "; %s%d of %llu curves are drawn",
             request->n_filters ? "at most " : "", CURVES_MOST, (unsigned long long)all);
  if (!chart->curves && every > 1)
    snprintf(line + length, sizeof line - (size_t)length, "; one in %llu is drawn", (unsigned long long)every);
  gnuplot_quoted(stream, line);
}

static void print_height(const void *context, FILE *stream) {
  fprintf(stream, "%d", 170 + 240 * panels_of(context));
}

void sweep_chart_scale(const SweepChart *chart, int parameter, const char *axis, bool labels, FILE *stream) {
  const DesignAxis *of = &sweep_chart_request(chart)->parameters[parameter].axis;
  bool logarithmic = of->kind == AXIS_RANGE && of->scale == SCALE_LOG;
  double a = of->from, b = of->to;
  if (of->kind == AXIS_VALUES) {
    a = b = of->values[0];
    for (uint64_t k = 1; k < of->count; k++)
      a = fmin(a, of->values[k]), b = fmax(b, of->values[k]);
  }
  if (logarithmic) fprintf(stream, "set logscale %s\n", axis);
  fprintf(stream, "set %srange [%s:%s]\n", axis, number_text(fmin(a, b), 9).text, number_text(fmax(a, b), 9).text);
  if (!logarithmic) return;
  const LogTics tics = {strcmp(axis, "x") == 0 ? "xtics" : "ytics", "font 'sans-serif,10' textcolor rgb ink", labels,
                        3};
  log_tics_print(&tics, (AxisRange){fmin(a, b), fmax(a, b)}, stream);
  fputc('\n', stream);
}

/* gnuplot cannot draw what has no value at all. Whether it has is found by the script itself, so that a shard's serves the whole. */
static void print_range(int column, FILE *stream) {
  fprintf(stream,
          "set autoscale y\nunset label 2\nundefine S_*\nstats 'sweep.csv' using %d name 'S' nooutput\n"
          "if (!exists('S_records')) {\n  set yrange [0:1]\n  set label 2 'no value' at graph 0.5, graph 0.5 center "
          "font 'sans-serif,10' textcolor rgb faint\n}\n",
          column);
}

static void print_panels(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = sweep_chart_request(chart);
  int panels = panels_of(chart);
  double height = 170 + 240 * panels, top = 1 - 90 / height, each = (1 - 190 / height) / panels, gap = 26 / height;
  char label[SWEEP_LABEL_SIZE];
  for (int o = 0; o < panels; o++) {
    int column = SWEEP_FIRST_INPUT + request->count + o, place = request->count + o;
    bool last = o == panels - 1;
    fprintf(stream, "set tmargin at screen %.5f\nset bmargin at screen %.5f\n", top - o * each,
            top - (o + 1) * each + gap);
    print_range(column, stream);
    sweep_chart_scale(chart, chart->x, "x", last, stream);
    sweep_chart_column(chart->outcome->sweep, place, label, sizeof label);
    fputs("set label 1 ", stream);
    gnuplot_quoted(stream, label);
    fputs(" at graph 0, graph 1 offset character 0, 0.7 font 'sans-serif,10' textcolor rgb faint noenhanced\n", stream);
    sweep_chart_column(chart->outcome->sweep, chart->x, label, sizeof label);
    fputs(last ? "set format x\nset xlabel " : "set format x ''\nset xlabel ", stream);
    gnuplot_quoted(stream, last ? label : "");
    fputs(" font 'sans-serif,10' textcolor rgb faint noenhanced\n", stream);
    if (chart->curves)
      print_curves(chart, column, last, stream);
    else
      print_points(chart, column, stream);
  }
}

static const TemplatePlace places[] = {
    {"LOOK", sweep_chart_look}, {"TITLE", sweep_chart_title}, {"SUBTITLE", print_subtitle},
    {"HEIGHT", print_height},   {"PANELS", print_panels},     {NULL, NULL},
};

void sweep_chart_print(const SweepChart *chart, FILE *stream) {
  template_print(plot_template_sweep, places, chart, stream);
}
