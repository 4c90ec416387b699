#include "plots/chart_rise.h"

#include <math.h>

#include "gen/plot_templates.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_leak_test.h"

void rise_chart_init(RiseChart *chart, const RunOutcome *outcome) {
  *chart = (RiseChart){outcome, rise_is_known(outcome) && outcome->leak_test->duration_s > 0};
}

static const RunOutcome *outcome_of(const void *context) {
  return ((const RiseChart *)context)->outcome;
}

static const LeakTest *test_of(const void *context) {
  return outcome_of(context)->leak_test;
}

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_title(const void *context, FILE *stream) {
  const char *title = outcome_of(context)->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

static void print_subtitle(const void *context, FILE *stream) {
  const RunOutcome *outcome = outcome_of(context);
  const Rise *leak = &test_of(context)->expected.leak;
  char line[300];
  snprintf(line, sizeof line, "Pressure rise of %s shut off: %s L at %s degC",
           outcome->study->network.nodes[outcome->budget->settings->node].name,
           number_text(1e3 * leak->volume_m3, 4).text, number_text(leak->temperature_k - 273.15, 4).text);
  gnuplot_quoted(stream, line);
}

/* The finding a signer looks for first: what was measured, else what the gauge needs. */
static void print_finding(const void *context, FILE *stream) {
  const RunOutcome *outcome = outcome_of(context);
  const LeakTest *test = test_of(context);
  const RiseFigure *leak = &test->fit.leak_pa_m3_s;
  char line[300] = "", head[40], words[LEAK_TEST_WORDS];
  if (test->fitted)
    snprintf(line, sizeof line, "measured: a leak of %s Pa m3/s (%s to %s, %s %%), %s%s",
             number_text(leak->value, 3).text, number_text(leak->low, 3).text, number_text(leak->high, 3).text,
             number_text(100 * outcome->study->leak_test.measured.level, 4).text,
             isnan(test->of_allowable) ? "no allowable given" : number_text(100 * test->of_allowable, 3).text,
             isnan(test->of_allowable) ? "" : " % of the allowed");
  else if (outcome->study->leak_test.wants_fit)
    snprintf(line, sizeof line, "measured: no leak can be told: %.200s", test->message);
  else if (leak_test_words(outcome, 0, head, words))
    snprintf(line, sizeof line, "%.150s", words);
  gnuplot_quoted(stream, line);
}

static double highest_pa(const LeakTest *test, const RunOutcome *outcome) {
  double highest = expected_leak_pa(&test->expected, RISE_CURVE_MEAN, test->duration_s) +
                   expected_outgassing_pa(&test->expected, RISE_CURVE_MEAN, test->duration_s);
  const MeasuredRise *measured = &outcome->study->leak_test.measured;
  if (test->fitted) highest = fmax(highest, measured->pressure_pa[measured->count - 1] - test->fit.start_pa.value);
  return highest;
}

static void print_scales(const void *context, FILE *stream) {
  const LeakTest *test = test_of(context);
  double highest = highest_pa(test, outcome_of(context)), span = test->duration_s;
  const char *unit = highest >= 1000   ? "kPa"
                     : highest >= 1    ? "Pa"
                     : highest >= 1e-3 ? "mPa"
                     : highest >= 1e-6 ? "uPa"
                                       : "nPa";
  double factor = highest >= 1000 ? 1e-3 : highest >= 1 ? 1 : highest >= 1e-3 ? 1e3 : highest >= 1e-6 ? 1e6 : 1e9;
  fprintf(stream, "p_unit = '%s'\np_factor = %g\n", unit, factor);
  if (span < 600)
    fputs("t_unit = 's'\nt_factor = 1.0\n", stream);
  else if (span < 36000)
    fputs("t_unit = 'min'\nt_factor = 1.0 / 60\n", stream);
  else
    fputs("t_unit = 'h'\nt_factor = 1.0 / 3600\n", stream);
  fprintf(stream,
          "span = %.9g\nhighest = %.9g\nstart = %.17g\nmeasured = %d\nfitted = %d\njudged = %d\noutgasses = %d\n", span,
          highest, test->fitted ? test->fit.start_pa.value : 0, outcome_of(context)->study->leak_test.wants_fit,
          test->fitted, !isnan(outcome_of(context)->budget->allowed_pa_m3_s), test->expected.surfaces > 0);
}

static void print_marks(const void *context, FILE *stream) {
  const LeakTest *test = test_of(context);
  fprintf(stream, "seen = %s\n",
          test->rise.planned && test->rise.seen_after_s < test->duration_s
              ? number_text(test->rise.seen_after_s, 9).text
              : "NaN");
  fprintf(stream, "apart = %s\n",
          test->rise.planned && test->rise.apart_after_s < test->duration_s
              ? number_text(test->rise.apart_after_s, 9).text
              : "NaN");
}

static const TemplatePlace places[] = {
    {"LOOK", print_look},
    {"TITLE", print_title},
    {"SUBTITLE", print_subtitle},
    {"FINDING", print_finding},
    {"SCALES", print_scales},
    {"MARKS", print_marks},
    {NULL, NULL},
};

void rise_chart_print(const RiseChart *chart, FILE *stream) {
  template_print(plot_template_rise, places, chart, stream);
}
