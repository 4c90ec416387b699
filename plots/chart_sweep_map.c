/* One output of a sweep over two of its parameters. */
#include <math.h>

#include "gen/plot_templates.h"
#include "plots/chart_sweep_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"

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
  const DesignAxis *axis = &sweep_chart_request(chart)->parameters[parameter].axis;
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
  const SweepRequest *request = sweep_chart_request(chart);
  uint64_t nx = request->parameters[chart->x].axis.count, ny = request->parameters[chart->y].axis.count;
  uint64_t kx = thinning(nx, CELLS_X), ky = thinning(ny, CELLS_Y);
  fprintf(stream, "nx = %llu\nny = %llu\nsx = %llu\nsy = %llu\nkx = %llu\nky = %llu\nvalue = %d\n",
          (unsigned long long)nx, (unsigned long long)ny, (unsigned long long)sweep_chart_stride(request, chart->x),
          (unsigned long long)sweep_chart_stride(request, chart->y), (unsigned long long)kx, (unsigned long long)ky,
          SWEEP_FIRST_INPUT + request->count);
  const SweepColumn *drawn = &chart->outcome->sweep->column[request->count];
  const double wide = 30; /* a ratio that a linear scale of colours cannot tell */
  if (drawn->count && drawn->low > 0 && drawn->high > wide * drawn->low) fputs("set logscale cb\n", stream);
  print_edges(chart, chart->x, kx, "ex", stream);
  print_edges(chart, chart->y, ky, "ey", stream);
  sweep_chart_scale(chart, chart->x, "x", true, stream);
  sweep_chart_scale(chart, chart->y, "y", true, stream);
}

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
  uint64_t kx = thinning(request->parameters[chart->x].axis.count, CELLS_X),
           ky = thinning(request->parameters[chart->y].axis.count, CELLS_Y);
  int length = snprintf(line, sizeof line, "%llu points", (unsigned long long)request->points);
  if (kx * ky > 1)
    length +=
        snprintf(line + length, sizeof line - (size_t)length, "; one in %llu is drawn", (unsigned long long)(kx * ky));
  for (int i = 0; i < request->count; i++) {
    if (i == chart->x || i == chart->y || length > 250) continue;
    sweep_chart_level(&request->parameters[i], 0, one, sizeof one);
    length += snprintf(line + length, sizeof line - (size_t)length, "; %.100s", one);
  }
  gnuplot_quoted(stream, line);
}

static void print_legend(const void *context, FILE *stream) {
  bool filters = sweep_chart_request(context)->n_filters > 0;
  gnuplot_quoted(stream, filters ? "hatched: a limit fails; grey: no value, or left out by a filter"
                                 : "hatched: a limit fails; grey: no value");
}

static const TemplatePlace map_places[] = {
    {"LOOK", sweep_chart_look},   {"TITLE", sweep_chart_title}, {"SUBTITLE", print_map_subtitle},
    {"DATA", print_map_data},     {"XLABEL", print_x_label},    {"YLABEL", print_y_label},
    {"VALUE", print_value_label}, {"LEGEND", print_legend},     {NULL, NULL},
};

void sweep_map_chart_print(const SweepChart *chart, FILE *stream) {
  template_print(plot_template_sweep_map, map_places, chart, stream);
}
