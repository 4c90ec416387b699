/* The "uncertainty" member of the results document. */
#include <math.h>

#include "sim/results_json.h"
#include "sim/uncertainty/results_uncertainty.h"

static const char no_value[] = "no run has a value", no_error[] = "too few values in each replicate";

static bool put_estimate(json_t *object, const char *key, const char *error_key, const Estimate *estimate,
                         const char *why) {
  return results_put_number(object, key, estimate->value, why) &&
         results_put_number(object, error_key, estimate->error, no_error);
}

static json_t *share_json(const Share *share) {
  json_t *object = json_object();
  bool ok = object && put_estimate(object, "probability", "error", &share->share, "no run was carried out") &&
            results_put(object, "runs", json_integer((json_int_t)share->hits)) &&
            results_put(object, "of_runs", json_integer((json_int_t)share->counted));
  return results_whole(object, ok);
}

static bool put_count(json_t *object, const char *key, size_t count) {
  return results_put(object, key, json_integer((json_int_t)count));
}

static json_t *samples_json(const UncertaintyResult *result) {
  json_t *object = json_object();
  bool ok = object && results_put(object, "series", json_string("uncertainty.csv")) &&
            put_count(object, "count", result->samples.n) && put_count(object, "complete", result->complete) &&
            put_count(object, "no_value", result->no_value) && put_count(object, "refused", result->refused) &&
            put_count(object, "failed", result->failed) && put_count(object, "conditional", result->conditional) &&
            results_put(object, "not_carried_out", share_json(&result->not_carried_out)) &&
            put_count(object, "replicates", REPLICATES) && put_count(object, "seed", (size_t)result->request->seed) &&
            put_count(object, "runs_in_all", result->runs);
  return results_whole(object, ok);
}

/* --- parameters --- */

static json_t *parameter_json(const UncertaintyResult *result, int i) {
  const UncertaintyRequest *request = result->request;
  const Distribution *distribution = &request->distributions[i];
  json_t *object = json_object();
  bool ok = object && results_put(object, "path", results_text(request->variables[i].path)) &&
            results_put(object, "unit", json_string(request->units[i])) &&
            results_put(object, "distribution", json_string(distribution_words[distribution->kind])) &&
            results_put_number(object, "mean", distribution->mean, "has none") &&
            results_put_number(object, "sd", distribution->sd, "has none") &&
            results_put_number(object, "median", distribution_quantile(distribution, 0.5), "has none") &&
            results_put_number(object, "quantile_5", result->inputs[i][0], "has none") &&
            results_put_number(object, "quantile_95", result->inputs[i][1], "has none");
  return results_whole(object, ok);
}

static json_t *parameters_json(const UncertaintyResult *result) {
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int i = 0; i < result->request->n_parameters && ok; i++)
    ok = json_array_append_new(array, parameter_json(result, i)) == 0;
  return results_whole(array, ok);
}

/* --- measures --- */

static json_t *quantiles_json(const Summary *summary) {
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int k = 0; k < SUMMARY_QUANTILES && ok; k++) {
    json_t *object = json_object();
    bool whole = object && results_put(object, "probability", json_real(summary_probabilities[k])) &&
                 put_estimate(object, "value", "error", &summary->quantiles[k], no_value);
    ok = json_array_append_new(array, results_whole(object, whole)) == 0;
  }
  return results_whole(array, ok);
}

static json_t *indices_json(const UncertaintyResult *result, int o) {
  const UncertaintyRequest *request = result->request;
  static const char why[] = "the measure does not vary, or too few runs have a value";
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int i = 0; i < request->n_parameters && ok; i++) {
    const SobolIndex *index = &result->indices[o * request->n_parameters + i];
    json_t *object = json_object();
    bool whole = object && results_put(object, "path", results_text(request->variables[i].path)) &&
                 put_estimate(object, "first_order", "first_order_error", &index->first, why) &&
                 put_estimate(object, "total", "total_error", &index->total, why) &&
                 put_count(object, "rows", index->count);
    ok = json_array_append_new(array, results_whole(object, whole)) == 0;
  }
  return results_whole(array, ok);
}

static json_t *tornado_json(const UncertaintyResult *result, int o) {
  const UncertaintyRequest *request = result->request;
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int i = 0; i < request->n_parameters && ok; i++) {
    const TornadoRow *row = &result->tornado[o * request->n_parameters + i];
    json_t *object = json_object();
    bool whole = object && results_put(object, "path", results_text(request->variables[row->parameter].path)) &&
                 results_put_number(object, "low_input", row->low_input, no_value) &&
                 results_put_number(object, "high_input", row->high_input, no_value) &&
                 results_put_number(object, "low", row->low, row->reason) &&
                 results_put_number(object, "high", row->high, row->reason) &&
                 results_put_number(object, "swing", row->swing, row->reason);
    ok = json_array_append_new(array, results_whole(object, whole)) == 0;
  }
  return results_whole(array, ok);
}

static json_t *measure_json(const UncertaintyResult *result, int o) {
  const Measure *measure = &result->study->measures.rows[result->request->outputs[o]];
  const OutputResult *output = &result->outputs[o];
  const Summary *summary = &output->summary;
  json_t *object = json_object();
  bool ok = object && results_put(object, "unit", json_string(measure_unit(measure))) &&
            put_count(object, "count", summary->count) &&
            put_estimate(object, "mean", "mean_error", &summary->mean, no_value) &&
            put_estimate(object, "sd", "sd_error", &summary->sd, "fewer than two runs have a value") &&
            results_put_number(object, "min", summary->least, no_value) &&
            results_put_number(object, "max", summary->most, no_value) &&
            results_put(object, "quantiles", quantiles_json(summary)) &&
            results_put(object, "without_value", share_json(&output->without_value));
  if (result->indices) ok = ok && results_put(object, "indices", indices_json(result, o));
  if (result->tornado)
    ok = ok &&
         results_put_number(object, "at_medians", result->base[o], "no value with each parameter at its median") &&
         results_put(object, "tornado", tornado_json(result, o));
  return results_whole(object, ok);
}

static json_t *measures_json(const UncertaintyResult *result) {
  json_t *object = json_object();
  bool ok = object != NULL;
  for (int o = 0; o < result->request->n_outputs && ok; o++)
    ok = results_put(object, result->study->measures.rows[result->request->outputs[o]].name, measure_json(result, o));
  return results_whole(object, ok);
}

/* --- probabilities --- */

static bool put_bound(json_t *object, const char *key, double bound) {
  return isinf(bound) || results_put(object, key, json_real(bound));
}

static json_t *requirements_json(const UncertaintyResult *result) {
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int d = 0; d < result->request->n_demands && ok; d++) {
    const MeasureDemand *demand = &result->request->demands[d];
    const Measure *measure = &result->study->measures.rows[demand->measure];
    json_t *object = share_json(&result->demands[d].kept);
    bool whole = object && results_put(object, "measure", results_text(measure->name)) &&
                 results_put(object, "unit", json_string(measure_unit(measure))) &&
                 put_bound(object, "min", demand->min) && put_bound(object, "max", demand->max);
    if (!isnan(demand->probability))
      whole = whole && results_put(object, "demanded", json_real(demand->probability)) &&
              results_put(object, "status", json_string(result->demands[d].violated ? "fail" : "pass"));
    ok = json_array_append_new(array, results_whole(object, whole)) == 0;
  }
  return results_whole(array, ok);
}

static json_t *limits_json(const UncertaintyResult *result) {
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int l = 0; l < result->n_limits && ok; l++) {
    const LimitShare *limit = &result->limits[l];
    json_t *object = share_json(&limit->held);
    bool whole = object &&
                 results_put(object, "element", results_text(result->study->network.branches[limit->branch].name)) &&
                 results_put(object, "check", json_string(limit_check_name(limit->check))) &&
                 put_count(object, "not_applicable", limit->not_applicable);
    ok = json_array_append_new(array, results_whole(object, whole)) == 0;
  }
  return results_whole(array, ok);
}

json_t *results_uncertainty_json(const RunOutcome *outcome) {
  const UncertaintyResult *result = outcome->uncertainty;
  json_t *object = json_object();
  bool ok = object && results_put(object, "samples", samples_json(result)) &&
            results_put(object, "errors",
                        json_string("half-widths of 95 % intervals, by the spread between replicates; of a share that "
                                    "is 0 or 1: how far from there "
                                    "it may be at 95 %")) &&
            results_put(object, "parameters", parameters_json(result)) &&
            results_put(object, "measures", measures_json(result)) &&
            results_put(object, "requirements", requirements_json(result)) &&
            results_put(object, "limits", limits_json(result)) &&
            results_put(object, "all_kept", share_json(&result->all_kept));
  return results_whole(object, ok);
}
