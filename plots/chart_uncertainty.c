#include "plots/chart_uncertainty.h"

#include <math.h>

#include "gen/plot_templates.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/uncertainty/uncertainty.h"

enum { LABEL_SIZE = 400, PANEL = 210, ABOVE = 100, BELOW = 60, ROW = 30 };

static const UncertaintyResult *result_of(const UncertaintyChart *chart) {
  return chart->outcome->uncertainty;
}

static const Measure *measure_of(const UncertaintyChart *chart, int o) {
  const UncertaintyResult *result = result_of(chart);
  return &result->study->measures.rows[result->request->outputs[o]];
}

static bool spreads(const Summary *summary) {
  return summary->count > 1 && summary->most > summary->least;
}

static const TornadoRow *tornado_of(const UncertaintyChart *chart) {
  const UncertaintyResult *result = result_of(chart);
  return result->tornado + (size_t)chart->output[0] * (size_t)result->request->n_parameters;
}

static bool is_drawn(const TornadoRow *row) {
  return isfinite(row->low) && isfinite(row->high);
}

void uncertainty_chart_init(UncertaintyChart *chart, const RunOutcome *outcome) {
  *chart = (UncertaintyChart){.outcome = outcome};
  const UncertaintyResult *result = outcome->uncertainty;
  if (!result) return;
  for (int o = 0; o < result->request->n_outputs && chart->panels < CHART_UNCERTAINTY_PANELS; o++)
    if (spreads(&result->outputs[o].summary)) chart->output[chart->panels++] = o;
  if (!chart->panels || !result->tornado || !isfinite(result->base[chart->output[0]])) return;
  for (int i = 0; i < result->request->n_parameters && chart->rows < CHART_TORNADO_ROWS; i++)
    chart->rows += is_drawn(&tornado_of(chart)[i]);
}

static void number(double value, FILE *stream) {
  fputs(number_text(value, 9).text, stream);
}

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_title(const void *context, FILE *stream) {
  const char *title = ((const UncertaintyChart *)context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

/* --- distributions --- */

static void print_subtitle(const void *context, FILE *stream) {
  const UncertaintyChart *chart = context;
  const UncertaintyResult *result = result_of(chart);
  char line[LABEL_SIZE];
  int length = snprintf(line, sizeof line, "%llu samples of %d parameters",
                        (unsigned long long)result->request->samples, result->request->n_parameters);
  if (result->no_value + result->refused + result->failed)
    snprintf(line + length, sizeof line - (size_t)length, "; %zu without some value, %zu refused, %zu failed",
             result->no_value, result->refused, result->failed);
  gnuplot_quoted(stream, line);
}

static void print_height(const void *context, FILE *stream) {
  fprintf(stream, "%d", ABOVE + BELOW + PANEL * ((const UncertaintyChart *)context)->panels);
}

static void print_mark(FILE *stream, double x, const char *colour, int dash, double at, const char *text) {
  fputs("set arrow from ", stream);
  number(x, stream);
  fputs(", graph 0 to ", stream);
  number(x, stream);
  fprintf(stream, ", graph 1 nohead linecolor rgb %s dashtype %d front\nset label ", colour, dash);
  gnuplot_quoted(stream, text);
  fputs(" at ", stream);
  number(x, stream);
  fprintf(stream, ", graph %.2f offset character 0.4, 0 font 'sans-serif,9' textcolor rgb %s front\n", at, colour);
}

static void print_quantiles(const Summary *summary, FILE *stream) {
  static const struct {
    int place;
    const char *word;
  } marks[] = {{1, "5 %"}, {3, "median"}, {5, "95 %"}};
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
    double x = summary->quantiles[marks[i].place].value;
    char text[80];
    snprintf(text, sizeof text, "%s %s", marks[i].word, number_text(x, 4).text);
    print_mark(stream, x, "ink", 3, 0.93, text);
  }
}

static void print_demands(const UncertaintyChart *chart, int o, FILE *stream) {
  const UncertaintyResult *result = result_of(chart);
  for (int d = 0; d < result->request->n_demands; d++) {
    const MeasureDemand *demand = &result->request->demands[d];
    if (demand->measure != result->request->outputs[o]) continue;
    char text[120];
    snprintf(text, sizeof text, "required, kept with %s %%",
             number_text(100 * result->demands[d].kept.share.value, 3).text);
    if (isfinite(demand->max)) print_mark(stream, demand->max, "fail_colour", 2, 0.80, text);
    if (isfinite(demand->min)) print_mark(stream, demand->min, "fail_colour", 2, 0.68, text);
  }
}

static void print_panel(const UncertaintyChart *chart, int k, FILE *stream) {
  const UncertaintyResult *result = result_of(chart);
  const double bins = 40;
  int o = chart->output[k], column = 2 + result->request->n_parameters + o;
  const Summary *summary = &result->outputs[o].summary;
  double height = ABOVE + BELOW + PANEL * chart->panels, top = 1 - (ABOVE + PANEL * k) / height;
  double width = (summary->most - summary->least) / bins;
  char label[LABEL_SIZE];
  fprintf(stream, "unset arrow\nunset label 5\nset tmargin at screen %.5f\nset bmargin at screen %.5f\nwidth = ", top,
          top - (PANEL - 62) / height);
  number(width, stream);
  fprintf(stream, "\nset boxwidth width\nset xrange [");
  number(summary->least - width, stream);
  fputc(':', stream);
  number(summary->most + width, stream);
  snprintf(label, sizeof label, "%s, %s", measure_of(chart, o)->name, measure_unit(measure_of(chart, o)));
  fputs("]\nset xlabel ", stream);
  gnuplot_quoted(stream, label);
  fputs(" offset 0, 0.5 font 'sans-serif,11' textcolor rgb ink\n", stream);
  print_quantiles(summary, stream);
  print_demands(chart, o, stream);
  fprintf(stream,
          "plot 'uncertainty.csv' using (bin(column(%d))):(100.0 / %zu) smooth frequency with boxes linecolor rgb "
          "pass_colour notitle\n",
          column, summary->count);
  fputs("do for [i = 1:50] { unset label i }\n", stream);
}

static void print_panels(const void *context, FILE *stream) {
  const UncertaintyChart *chart = context;
  for (int k = 0; k < chart->panels; k++)
    print_panel(chart, k, stream);
}

static const TemplatePlace places[] = {{"LOOK", print_look},     {"TITLE", print_title},   {"SUBTITLE", print_subtitle},
                                       {"HEIGHT", print_height}, {"PANELS", print_panels}, {NULL, NULL}};

void uncertainty_chart_print(const UncertaintyChart *chart, FILE *stream) {
  template_print(plot_template_uncertainty, places, chart, stream);
}

/* --- tornado --- */

static void print_tornado_subtitle(const void *context, FILE *stream) {
  const UncertaintyChart *chart = context;
  const Measure *measure = measure_of(chart, chart->output[0]);
  char line[LABEL_SIZE];
  snprintf(line, sizeof line,
           "%s in %s: each parameter from its 5 %% to its 95 %% quantile, the others at their medians", measure->name,
           measure_unit(measure));
  gnuplot_quoted(stream, line);
}

static void print_tornado_height(const void *context, FILE *stream) {
  fprintf(stream, "%d", 176 + ROW * ((const UncertaintyChart *)context)->rows);
}

static void print_base(const void *context, FILE *stream) {
  const UncertaintyChart *chart = context;
  number(result_of(chart)->base[chart->output[0]], stream);
}

/* place, low, high, their inputs, name */
static void print_rows(const void *context, FILE *stream) {
  const UncertaintyChart *chart = context;
  const UncertaintyResult *result = result_of(chart);
  const TornadoRow *rows = tornado_of(chart);
  for (int i = 0, place = 0; i < result->request->n_parameters && place < chart->rows; i++) {
    if (!is_drawn(&rows[i])) continue;
    const char *unit = result->request->units[rows[i].parameter];
    fprintf(stream, "%d,", ++place);
    number(rows[i].low, stream);
    fputc(',', stream);
    number(rows[i].high, stream);
    fprintf(stream, ",\"%s %s\",\"%s %s\",\"%s\"\n", number_text(rows[i].low_input, 4).text, unit,
            number_text(rows[i].high_input, 4).text, unit, result->request->variables[rows[i].parameter].path);
  }
}

static const TemplatePlace tornado_places[] = {{"LOOK", print_look},
                                               {"TITLE", print_title},
                                               {"SUBTITLE", print_tornado_subtitle},
                                               {"HEIGHT", print_tornado_height},
                                               {"BASE", print_base},
                                               {"ROWS", print_rows},
                                               {NULL, NULL}};

void tornado_chart_print(const UncertaintyChart *chart, FILE *stream) {
  template_print(plot_template_tornado, tornado_places, chart, stream);
}
