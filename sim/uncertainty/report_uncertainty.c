/* What the first screen says of an uncertainty, and the words it shares with charts and report. */
#include <math.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/report_table.h"
#include "sim/uncertainty/results_uncertainty.h"

enum { MEASURES_SHOWN = 8, LIMITS_SHOWN = 5, PARAMETERS_SHOWN = 5 };

char *demand_words(const Study *study, const MeasureDemand *demand, char *text, size_t size) {
  const Measure *measure = &study->measures.rows[demand->measure];
  const char *unit = measure_unit(measure);
  NumberText min = number_readable(demand->min, unit), max = number_readable(demand->max, unit);
  if (isinf(demand->min))
    snprintf(text, size, "%s at most %s", measure->name, max.text);
  else if (isinf(demand->max))
    snprintf(text, size, "%s at least %s", measure->name, min.text);
  else
    snprintf(text, size, "%s from %s to %s", measure->name, min.text, max.text);
  return text;
}

char *share_words(const Share *share, char *text, size_t size) {
  double value = 100 * share->share.value, error = 100 * share->share.error;
  if (isnan(value))
    snprintf(text, size, "-");
  else if (share->hits == 0)
    snprintf(text, size, "0 %%, under %s %%", number_text(error, 2).text);
  else if (share->hits == share->counted)
    snprintf(text, size, "100 %%, over %s %%", number_text(100 - error, error < 0.1 ? 5 : 4).text);
  else
    snprintf(text, size, "%s %% +- %s %%", number_text(value, error < 0.1 ? 5 : 4).text, number_text(error, 2).text);
  return text;
}

char *uncertainty_violation_words(const UncertaintyResult *result, char *text, size_t size) {
  char what[200], share[80];
  size_t length = 0;
  text[0] = '\0';
  for (int d = 0; d < result->request->n_demands && length < size; d++) {
    const MeasureDemand *demand = &result->request->demands[d];
    if (!result->demands[d].violated) continue;
    length += (size_t)snprintf(text + length, size - length, "%s%s: probability %s, %s %% is demanded",
                               length ? "; " : "", demand_words(result->study, demand, what, sizeof what),
                               share_words(&result->demands[d].kept, share, sizeof share),
                               number_text(100 * demand->probability, 4).text);
  }
  return text;
}

/* --- samples --- */

static void print_samples(const UncertaintyResult *result, FILE *stream) {
  char text[REPORT_LINE_SIZE], apart[200] = "";
  size_t lost = result->refused + result->failed, length = 0;
  if (lost)
    length = (size_t)snprintf(apart, sizeof apart, "; %zu refused, %zu without a solution, left out of every figure",
                              result->refused, result->failed);
  if (result->conditional)
    snprintf(apart + length, sizeof apart - length, "; %zu conditional on a valve that failed its limit",
             result->conditional);
  snprintf(text, sizeof text, "%zu samples of %d parameters, %zu runs%s; +- is a 95 %% interval by %d replicates",
           result->samples.n, result->request->n_parameters, result->runs, apart, REPLICATES);
  fputc('\n', stream);
  report_wrapped(stream, "Uncertainty  ", text);
}

static Estimate quantile_of(const Summary *summary, double probability) {
  for (int k = 0; k < SUMMARY_QUANTILES; k++)
    if (summary_probabilities[k] == probability) return summary->quantiles[k];
  return (Estimate){NAN, NAN};
}

static void print_measure(const UncertaintyResult *result, int o, FILE *stream) {
  const Measure *measure = &result->study->measures.rows[result->request->outputs[o]];
  const OutputResult *output = &result->outputs[o];
  const Summary *summary = &output->summary;
  const char *unit = measure_unit(measure);
  double error = quantile_of(summary, 0.95).error;
  char name[REPORT_NAME_SIZE], share[80];
  fprintf(stream, "  %-16s %-8s %11s %11s %11s %9s %11s", report_name(measure->name, 16, name),
          strcmp(unit, "1") == 0 ? "" : unit, number_text(quantile_of(summary, 0.05).value, 5).text,
          number_text(quantile_of(summary, 0.5).value, 5).text, number_text(quantile_of(summary, 0.95).value, 5).text,
          isnan(error) ? "-" : number_text(error, 2).text, number_text(summary->sd.value, 3).text);
  if (output->without_value.hits)
    fprintf(stream, "\n  %16s no value in %s of the runs, left out above", "",
            share_words(&output->without_value, share, sizeof share));
  fputc('\n', stream);
}

static void print_measures(const UncertaintyResult *result, FILE *stream) {
  int count = result->request->n_outputs;
  if (count == 0) return;
  fprintf(stream, "  %-16s %-8s %11s %11s %11s %9s %11s\n", "measure", "", "5 %", "median", "95 %", "+- of it", "sd");
  for (int o = 0; o < count && o < MEASURES_SHOWN; o++)
    print_measure(result, o, stream);
  report_cut_line(stream, count - MEASURES_SHOWN, "quantiles.csv");
}

/* --- probabilities --- */

static void print_demands(const UncertaintyResult *result, FILE *stream) {
  char text[REPORT_LINE_SIZE], what[200], share[80], demanded[80];
  for (int d = 0; d < result->request->n_demands; d++) {
    const MeasureDemand *demand = &result->request->demands[d];
    demanded[0] = '\0';
    if (!isnan(demand->probability))
      snprintf(demanded, sizeof demanded, "; %s %% demanded: %s", number_text(100 * demand->probability, 4).text,
               result->demands[d].violated ? "FAIL" : "pass");
    snprintf(text, sizeof text, "%s: %s%s", demand_words(result->study, demand, what, sizeof what),
             share_words(&result->demands[d].kept, share, sizeof share), demanded);
    report_wrapped(stream, "  kept  ", text);
  }
}

/* Limits that hold in every run are told as one. */
static void print_limits(const UncertaintyResult *result, FILE *stream) {
  char text[REPORT_LINE_SIZE], share[80];
  int shown = 0, broken = 0;
  for (int l = 0; l < result->n_limits; l++) {
    const LimitShare *limit = &result->limits[l];
    if (limit->held.hits == limit->held.counted) continue;
    broken++;
    if (shown == LIMITS_SHOWN) continue;
    shown++;
    snprintf(text, sizeof text, "%s %s: %s", result->study->network.branches[limit->branch].name,
             limit_check_name(limit->check), share_words(&limit->held, share, sizeof share));
    report_wrapped(stream, "  held  ", text);
  }
  report_cut_line(stream, broken - shown, "probabilities.csv");
  if (result->n_limits + result->request->n_demands == 0) return;
  snprintf(text, sizeof text, "every %s%s%s in the same run: %s", result->request->n_demands ? "requirement" : "",
           result->request->n_demands && result->n_limits ? " and " : "", result->n_limits ? "limit" : "",
           share_words(&result->all_kept, share, sizeof share));
  report_wrapped(stream, "  all   ", text);
}

/* --- where it comes from --- */

static int compare_total(const UncertaintyResult *result, int o, int i, int k) {
  const SobolIndex *row = result->indices + o * result->request->n_parameters;
  return row[i].total.value > row[k].total.value || (row[i].total.value == row[k].total.value && i < k);
}

static void print_indices(const UncertaintyResult *result, int o, FILE *stream) {
  const UncertaintyRequest *request = result->request;
  char text[REPORT_LINE_SIZE] = "", label[REPORT_NAME_SIZE + 8];
  size_t length = 0;
  const SobolIndex *row = result->indices + o * request->n_parameters;
  if (isnan(row[0].total.value)) return;
  for (int place = 0; place < request->n_parameters && place < PARAMETERS_SHOWN; place++)
    for (int i = 0; i < request->n_parameters && length < sizeof text; i++) {
      int before = 0;
      for (int k = 0; k < request->n_parameters; k++)
        before += k != i && compare_total(result, o, k, i);
      if (before != place) continue;
      length += (size_t)snprintf(text + length, sizeof text - length, "%s%s %s %%", place ? ", " : "",
                                 request->variables[i].path, number_text(100 * row[i].total.value, 3).text);
    }
  if (row[0].count < result->samples.n && length < sizeof text)
    snprintf(text + length, sizeof text - length,
             " (of %zu of %zu rows that have values: a part of the parameters' space)", row[0].count,
             result->samples.n);
  snprintf(label, sizeof label, "  %s: ", result->study->measures.rows[request->outputs[o]].name);
  report_wrapped(stream, label, text);
}

static void print_sensitivity(const UncertaintyResult *result, FILE *stream) {
  if (!result->indices) return;
  fputs("  of the variance (total Sobol index, a parameter with all it acts together with):\n", stream);
  for (int o = 0; o < result->request->n_outputs && o < MEASURES_SHOWN; o++)
    print_indices(result, o, stream);
}

void report_print_uncertainty(const RunOutcome *outcome, FILE *stream) {
  const UncertaintyResult *result = outcome->uncertainty;
  print_samples(result, stream);
  print_measures(result, stream);
  print_demands(result, stream);
  print_limits(result, stream);
  print_sensitivity(result, stream);
}
