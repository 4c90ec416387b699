#include "plots/chart_sweep.h"

#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/log_tics.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/sweep/summary.h"

enum { CURVES_MOST = 6, PANELS_MOST = 3, FIRST_INPUT = 3, LABEL_SIZE = 400 };

static const SweepRequest *request_of(const SweepChart *chart) {
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
  if (request->n_outputs == 0) return;
  chart->x = longest(request, -1, 2);
  chart->curves = request->design == DESIGN_GRID;
  chart->y = chart->x >= 0 ? longest(request, chart->x, 3) : -1;
  chart->map = chart->curves && chart->y >= 0 && levels_of(request, chart->x) >= 3;
}

/* Rows between neighbours in one parameter: the last changes fastest. */
static uint64_t stride_of(const SweepRequest *request, int parameter) {
  uint64_t stride = 1;
  for (int i = parameter + 1; i < request->count; i++)
    stride *= request->parameters[i].axis.count;
  return stride;
}

/* --- words --- */

static void column_words(const SweepSummary *summary, int column, char *label, size_t size) {
  snprintf(label, size, "%s", column < summary->columns ? summary->column[column].name : "");
}

static void level_words(const SweepParameter *parameter, uint64_t level, char *words, size_t size) {
  const char *name = strrchr(parameter->variable.path, '.');
  name = name ? name + 1 : parameter->variable.path;
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
  const SweepRequest *request = request_of(chart);
  uint64_t row = 0;
  words[0] = '\0';
  for (int i = request->count - 1; i >= 0; i--) {
    if (i == chart->x) continue;
    char one[VARY_TEXT_MAX + 60], before[LABEL_SIZE];
    uint64_t count = request->parameters[i].axis.count;
    row += (c % count) * stride_of(request, i);
    level_words(&request->parameters[i], c % count, one, sizeof one);
    snprintf(before, sizeof before, "%s", words);
    snprintf(words, size, "%.150s%s%.200s", one, *before ? ", " : "", before);
    c /= count;
  }
  return row;
}

static uint64_t combinations_of(const SweepChart *chart) {
  const SweepRequest *request = request_of(chart);
  return request->points / levels_of(request, chart->x);
}

static void print_curve(const SweepChart *chart, int column, int curve, uint64_t row, const char *words, FILE *stream) {
  const SweepRequest *request = request_of(chart);
  uint64_t stride = stride_of(request, chart->x), last = row + (levels_of(request, chart->x) - 1) * stride;
  fprintf(stream,
          "%s'sweep.csv' every %llu::%llu::%llu using %d:%d with linespoints pointtype 7 pointsize 0.35 "
          "linewidth 1.6 linecolor %d title ",
          curve ? ", \\\n     " : "plot ", (unsigned long long)stride, (unsigned long long)row,
          (unsigned long long)last, FIRST_INPUT + chart->x, column, curve + 1);
  gnuplot_quoted(stream, words);
}

static void print_curves(const SweepChart *chart, int column, bool named, FILE *stream) {
  uint64_t all = combinations_of(chart), shown = all < CURVES_MOST ? all : CURVES_MOST;
  for (uint64_t k = 0; k < shown; k++) {
    char words[LABEL_SIZE];
    uint64_t c = shown > 1 ? k * (all - 1) / (shown - 1) : 0;
    uint64_t row = combination(chart, c, words, sizeof words);
    print_curve(chart, column, (int)k, row, named ? words : "", stream);
  }
  fputc('\n', stream);
}

/* A sampled design has no curves: its points, thinned to what a picture can show. */
static void print_points(const SweepChart *chart, int column, FILE *stream) {
  uint64_t every = request_of(chart)->points / 5000 + 1;
  fprintf(stream, "plot 'sweep.csv' every %llu using %d:%d with points pointtype 7 pointsize 0.4 linecolor 1 notitle\n",
          (unsigned long long)every, FIRST_INPUT + chart->x, column);
}

static int panels_of(const SweepChart *chart) {
  int outputs = request_of(chart)->n_outputs;
  return outputs < PANELS_MOST ? outputs : PANELS_MOST;
}

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_title(const void *context, FILE *stream) {
  const char *title = ((const SweepChart *)context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

static void print_subtitle(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = request_of(chart);
  char line[LABEL_SIZE];
  uint64_t all = chart->curves ? combinations_of(chart) : 1, every = request->points / 5000 + 1;
  int length = snprintf(line, sizeof line, "Sweep of %llu points", (unsigned long long)request->points);
  if (all > CURVES_MOST)
    snprintf(line + length, sizeof line - (size_t)length, "; %d of %llu curves are drawn", CURVES_MOST,
             (unsigned long long)all);
  if (!chart->curves && every > 1)
    snprintf(line + length, sizeof line - (size_t)length, "; one in %llu is drawn", (unsigned long long)every);
  gnuplot_quoted(stream, line);
}

static void print_height(const void *context, FILE *stream) {
  fprintf(stream, "%d", 170 + 240 * panels_of(context));
}

static void print_scale_of(const SweepChart *chart, int parameter, const char *axis, bool labels, FILE *stream) {
  const DesignAxis *of = &request_of(chart)->parameters[parameter].axis;
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

static void print_panels(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = request_of(chart);
  int panels = panels_of(chart);
  double height = 170 + 240 * panels, top = 1 - 90 / height, each = (1 - 190 / height) / panels, gap = 26 / height;
  char label[LABEL_SIZE];
  for (int o = 0; o < panels; o++) {
    int column = FIRST_INPUT + request->count + o, place = request->count + o;
    bool last = o == panels - 1;
    fprintf(stream, "set tmargin at screen %.5f\nset bmargin at screen %.5f\n", top - o * each,
            top - (o + 1) * each + gap);
    print_scale_of(chart, chart->x, "x", last, stream);
    column_words(chart->outcome->sweep, place, label, sizeof label);
    fputs("set label 1 ", stream);
    gnuplot_quoted(stream, label);
    fputs(" at graph 0, graph 1 offset character 0, 0.7 font 'sans-serif,10' textcolor rgb faint noenhanced\n", stream);
    column_words(chart->outcome->sweep, chart->x, label, sizeof label);
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
    {"LOOK", print_look},     {"TITLE", print_title},   {"SUBTITLE", print_subtitle},
    {"HEIGHT", print_height}, {"PANELS", print_panels}, {NULL, NULL},
};

void sweep_chart_print(const SweepChart *chart, FILE *stream) {
  template_print(plot_template_sweep, places, chart, stream);
}

/* --- the map --- */

enum { CELLS_X = 64, CELLS_Y = 48 };

static uint64_t thinning(uint64_t levels, uint64_t cells) {
  return (levels + cells - 1) / cells;
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

/* Edges of the cells: halfway between the levels drawn. */
static void print_edges(const SweepChart *chart, int parameter, uint64_t step, const char *name, FILE *stream) {
  const DesignAxis *axis = &request_of(chart)->parameters[parameter].axis;
  uint64_t cells = (axis->count + step - 1) / step;
  fprintf(stream, "array %s[%llu] = [", name, (unsigned long long)cells + 1);
  for (uint64_t k = 0; k <= cells; k++) {
    double level = (double)(k * step) - 0.5 * (double)step, last = (double)axis->count - 1;
    level = level < 0 ? 0 : level > last ? last : level;
    fprintf(stream, "%s%s", k ? ", " : "", number_text(level_value(axis, level), 9).text);
  }
  fputs("]\n", stream);
}

static void print_map_data(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = request_of(chart);
  uint64_t nx = request->parameters[chart->x].axis.count, ny = request->parameters[chart->y].axis.count;
  uint64_t kx = thinning(nx, CELLS_X), ky = thinning(ny, CELLS_Y);
  fprintf(stream, "nx = %llu\nny = %llu\nsx = %llu\nsy = %llu\nkx = %llu\nky = %llu\nvalue = %d\n",
          (unsigned long long)nx, (unsigned long long)ny, (unsigned long long)stride_of(request, chart->x),
          (unsigned long long)stride_of(request, chart->y), (unsigned long long)kx, (unsigned long long)ky,
          FIRST_INPUT + request->count);
  const SweepColumn *drawn = &chart->outcome->sweep->column[request->count];
  const double wide = 30; /* a ratio that a linear scale of colours cannot tell */
  if (drawn->count && drawn->low > 0 && drawn->high > wide * drawn->low) fputs("set logscale cb\n", stream);
  print_edges(chart, chart->x, kx, "ex", stream);
  print_edges(chart, chart->y, ky, "ey", stream);
  print_scale_of(chart, chart->x, "x", true, stream);
  print_scale_of(chart, chart->y, "y", true, stream);
}

static void print_x_label(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  char label[LABEL_SIZE];
  column_words(chart->outcome->sweep, chart->x, label, sizeof label);
  gnuplot_quoted(stream, label);
}

static void print_y_label(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  char label[LABEL_SIZE];
  column_words(chart->outcome->sweep, chart->y, label, sizeof label);
  gnuplot_quoted(stream, label);
}

static void print_value_label(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  char label[LABEL_SIZE];
  column_words(chart->outcome->sweep, request_of(chart)->count, label, sizeof label);
  gnuplot_quoted(stream, label);
}

static void print_map_subtitle(const void *context, FILE *stream) {
  const SweepChart *chart = context;
  const SweepRequest *request = request_of(chart);
  char line[LABEL_SIZE], one[VARY_TEXT_MAX + 60];
  uint64_t kx = thinning(request->parameters[chart->x].axis.count, CELLS_X),
           ky = thinning(request->parameters[chart->y].axis.count, CELLS_Y);
  int length = snprintf(line, sizeof line, "%llu points", (unsigned long long)request->points);
  if (kx * ky > 1)
    length +=
        snprintf(line + length, sizeof line - (size_t)length, "; one in %llu is drawn", (unsigned long long)(kx * ky));
  for (int i = 0; i < request->count; i++) {
    if (i == chart->x || i == chart->y || length > 250) continue;
    level_words(&request->parameters[i], 0, one, sizeof one);
    length += snprintf(line + length, sizeof line - (size_t)length, "; %.100s", one);
  }
  gnuplot_quoted(stream, line);
}

static const TemplatePlace map_places[] = {
    {"LOOK", print_look},      {"TITLE", print_title},    {"SUBTITLE", print_map_subtitle}, {"DATA", print_map_data},
    {"XLABEL", print_x_label}, {"YLABEL", print_y_label}, {"VALUE", print_value_label},     {NULL, NULL},
};

void sweep_map_chart_print(const SweepChart *chart, FILE *stream) {
  template_print(plot_template_sweep_map, map_places, chart, stream);
}
