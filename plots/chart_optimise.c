#include "plots/chart_optimise.h"

#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/template.h"
#include "sim/optimise/results_optimise.h"
#include "sim/output_number.h"

enum { COLUMN_SIZE = 400, TITLE_SIZE = 900, TITLE_LINE = 128, NAMED_MOST = 12, PANEL_WIDTH = 870, LETTER_WIDTH = 7 };

void optimise_chart_init(OptimiseChart *chart, const RunOutcome *outcome) {
  int free[OPTIMISE_PARAMETERS_MOST];
  const OptimiseResult *result = outcome->optimise;
  *chart = (OptimiseChart){.outcome = outcome, .number = -1};
  if (!result) return;
  for (int i = 0; i < result->count; i++)
    for (int k = 0; k < result->combinations[i].count; k++)
      chart->shows = chart->shows || !isnan(result->combinations[i].trials[k].value);
  chart->combination = result->best >= 0 ? result->best : result->nearest;
  if (chart->combination >= 0 && optimise_free(result->request, free) == 1) chart->number = free[0];
}

static const OptimiseChart *chart_of(const void *context) {
  return context;
}

static const OptimiseResult *result_of(const void *context) {
  return chart_of(context)->outcome->optimise;
}

static const Measure *measure_of(const void *context) {
  const OptimiseResult *result = result_of(context);
  return &result->study->measures.rows[result->request->measure];
}

/* --- places --- */

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_title(const void *context, FILE *stream) {
  const char *title = chart_of(context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

/* The verdict on two lines, broken at a blank. */
static size_t break_of(const char *text) {
  size_t at = TITLE_LINE;
  if (strlen(text) <= TITLE_LINE) return strlen(text);
  while (at > TITLE_LINE / 2 && text[at] != ' ')
    at--;
  return at;
}

static void print_verdict(const void *context, FILE *stream) {
  char text[TITLE_SIZE];
  optimise_verdict_words(result_of(context), text, sizeof text);
  text[break_of(text)] = '\0';
  gnuplot_quoted(stream, text);
}

static void print_more(const void *context, FILE *stream) {
  char text[TITLE_SIZE], rest[TITLE_SIZE];
  optimise_verdict_words(result_of(context), text, sizeof text);
  size_t at = break_of(text);
  snprintf(rest, sizeof rest, "%s", text[at] ? text + at + 1 : "");
  if (strlen(rest) > TITLE_LINE) snprintf(rest + TITLE_LINE - 4, 5, " ...");
  gnuplot_quoted(stream, rest);
}

static void print_measure(const void *context, FILE *stream) {
  char text[COLUMN_SIZE];
  const char *unit = measure_unit(measure_of(context));
  bool plain = strcmp(unit, "1") == 0;
  snprintf(text, sizeof text, "%s%s%s", measure_of(context)->name, plain ? "" : ", ", plain ? "" : unit);
  gnuplot_quoted(stream, text);
}

static void print_column(const void *context, FILE *stream) {
  char text[COLUMN_SIZE];
  gnuplot_quoted(stream, optimise_measure_column(result_of(context), text, sizeof text));
}

static void print_number(double value, FILE *stream) {
  fputs(isfinite(value) ? number_text(value, 9).text : "NaN", stream);
}

typedef struct {
  double low, high;
  bool log; /* more than a decade of one sign */
} Span;

static Span span_of(const OptimiseResult *result) {
  Span span = {INFINITY, -INFINITY, false};
  for (int i = 0; i < result->count; i++)
    for (int k = 0; k < result->combinations[i].count; k++) {
      double value = result->combinations[i].trials[k].value;
      if (!isnan(value)) span.low = fmin(span.low, value), span.high = fmax(span.high, value);
    }
  span.log = span.low > 0 && span.high > 10 * span.low;
  return span;
}

/* Both panels share the axis of values, with some room at its ends. */
static void print_values(const void *context, FILE *stream) {
  Span span = span_of(result_of(context));
  double room = span.high > span.low ? 0.07 * (span.high - span.low) : fmax(0.01 * fabs(span.high), 1e-30);
  double ratio = pow(span.high / span.low, 0.07);
  fprintf(stream, "values_log = %d\nruns = %d\nvalues_low = ", span.log, result_of(context)->runs);
  print_number(span.log ? span.low / ratio : span.low - room, stream);
  fputs("\nvalues_high = ", stream);
  print_number(span.log ? span.high * ratio : span.high + room, stream);
}

/* Lengths read in mm. */
static double factor_of(const OptimiseChart *chart) {
  if (chart->number < 0) return 1;
  return strcmp(chart->outcome->optimise->request->parameters[chart->number].axis.unit, "m") == 0 ? 1e3 : 1;
}

static const char *number_unit(const OptimiseChart *chart) {
  const char *unit = chart->outcome->optimise->request->parameters[chart->number].axis.unit;
  return strcmp(unit, "m") == 0 ? "mm" : unit;
}

static void print_number_unit(const OptimiseChart *chart, FILE *stream) {
  fputs("number_unit = ", stream);
  gnuplot_quoted(stream, chart->number < 0 ? "" : number_unit(chart));
  fputc('\n', stream);
}

static void print_numbers(const void *context, FILE *stream) {
  const OptimiseChart *chart = chart_of(context);
  const OptimiseResult *result = result_of(context);
  const Combination *best = result->best >= 0 ? &result->combinations[result->best] : NULL;
  const OptimiseParameter *parameter = chart->number < 0 ? NULL : &result->request->parameters[chart->number];
  fprintf(stream, "panels = %d\ncombination = %d\ncombinations = %d\n", chart->number < 0 ? 1 : 2,
          chart->combination + 1, result->count);
  print_number_unit(chart, stream);
  fprintf(stream, "number_factor = %.9g\nnumber_log = %d\nbest_number = ", factor_of(chart),
          parameter && parameter->axis.axis.scale == SCALE_LOG);
  print_number(best && parameter ? factor_of(chart) * optimise_number_at(result, best, best->best, chart->number) : NAN,
               stream);
  fputs("\nbest_value = ", stream);
  print_number(best ? best->trials[best->best].value : NAN, stream);
  fputs("\nfrom = ", stream);
  print_number(parameter ? factor_of(chart) * parameter->axis.axis.from : NAN, stream);
  fputs("\nto = ", stream);
  print_number(parameter ? factor_of(chart) * parameter->axis.axis.to : NAN, stream);
}

static void print_number_column(const void *context, FILE *stream) {
  const OptimiseChart *chart = chart_of(context);
  char text[COLUMN_SIZE] = "";
  if (chart->number >= 0) optimise_parameter_column(result_of(context), chart->number, text, sizeof text);
  gnuplot_quoted(stream, text);
}

static void print_number_label(const void *context, FILE *stream) {
  const OptimiseChart *chart = chart_of(context);
  const OptimiseResult *result = result_of(context);
  char text[COLUMN_SIZE] = "", choices[COLUMN_SIZE] = "", setting[VARY_TEXT_MAX];
  for (int i = 0; chart->number >= 0 && i < result->request->count; i++) {
    size_t used = strlen(choices);
    if (i == chart->number || used + 2 >= sizeof choices) continue;
    snprintf(choices + used, sizeof choices - used, "%s%.150s", used ? ", " : "; with ",
             optimise_setting_words(result, &result->combinations[chart->combination], 0, i, setting, sizeof setting));
  }
  if (chart->number >= 0) {
    const SweepParameter *axis = &result->request->parameters[chart->number].axis;
    const char *unit = number_unit(chart);
    snprintf(text, sizeof text, "%.150s%s%.20s%.150s", axis->variable.path, *unit ? ", " : "", unit, choices);
  }
  gnuplot_quoted(stream, text);
}

static char *choices_words(const OptimiseResult *result, int number, char *text, size_t size) {
  char setting[VARY_TEXT_MAX];
  text[0] = '\0';
  for (int i = 0; i < result->request->count; i++) {
    size_t used = strlen(text);
    if (optimise_is_free(&result->request->parameters[i]) || used + 3 >= size) continue;
    snprintf(text + used, size - used, "%s%.60s", used ? ", " : "",
             optimise_setting_words(result, &result->combinations[number], 0, i, setting, sizeof setting));
  }
  return text;
}

/* Whether each name stands over the runs of its combination without touching the next. */
static bool names_fit(const OptimiseResult *result) {
  char text[COLUMN_SIZE];
  for (int number = 0; number < result->count; number++) {
    double room = (double)PANEL_WIDTH * result->combinations[number].count / (result->runs + 1);
    if (strlen(choices_words(result, number, text, sizeof text)) * LETTER_WIDTH > room) return false;
  }
  return true;
}

/* "XSA1-22V-5G" over the runs of every combination, a line between them. */
static void print_combinations(const void *context, FILE *stream) {
  const OptimiseResult *result = result_of(context);
  bool named = names_fit(result);
  int first = 1;
  for (int number = 0; number < result->count && result->count > 1 && result->count <= NAMED_MOST; number++) {
    char text[COLUMN_SIZE];
    if (named) {
      fprintf(stream, "set label %d ", 100 + number);
      gnuplot_quoted(stream, choices_words(result, number, text, sizeof text));
      fprintf(stream,
              " at first %.1f, graph 1.0 left offset character 0.4, 0.5 font 'sans-serif%s,10' textcolor rgb ink\n",
              first - 0.5, number == result->best ? ":Bold" : "");
    }
    if (number)
      fprintf(stream, "set arrow %d from first %.1f, graph 0 to first %.1f, graph 1.04 nohead linecolor rgb 0xB8B8B8\n",
              100 + number, first - 0.5, first - 0.5);
    first += result->combinations[number].count;
  }
}

void optimise_chart_print(const OptimiseChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"TITLE", print_title},
      {"VERDICT", print_verdict},
      {"MORE", print_more},
      {"MEASURE", print_measure},
      {"COLUMN", print_column},
      {"VALUES", print_values},
      {"NUMBERS", print_numbers},
      {"NUMBER_COLUMN", print_number_column},
      {"NUMBER_LABEL", print_number_label},
      {"COMBINATIONS", print_combinations},
      {NULL, NULL},
  };
  template_print(plot_template_optimise, places, chart, stream);
}
