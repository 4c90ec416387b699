/* The "measures" member of the results document. */
#include <math.h>

#include "sim/results_json.h"

/* A value without a moment says why; where there is no value, its own reason says it. */
static bool put_moment(json_t *object, const Measure *measure, const MeasureResult *result) {
  bool value = isfinite(result->value);
  if (!value && !isfinite(result->at_s)) return results_put(object, "at_s", json_null());
  const char *reason = measure->kind == MEASURE_MEAN        ? "a mean has no moment"
                       : measure->kind == MEASURE_AT_STEADY ? "a steady state has no moment"
                                                            : "no moment is known";
  return results_put_number(object, "at_s", result->at_s, reason);
}

static json_t *measure_json(const RunOutcome *outcome, int i) {
  const Measure *measure = &outcome->study->measures.rows[i];
  const MeasureResult *result = &outcome->measures[i];
  bool value = isfinite(result->value);
  char words[400];
  json_t *object = json_object();
  bool ok = object && results_put(object, "value", value ? json_real(result->value) : json_null()) &&
            results_put(object, "unit", json_string(measure_unit(measure))) && put_moment(object, measure, result);
  if (!value || result->reason[0])
    ok = ok && results_put(object, "reason", results_text(result->reason[0] ? result->reason : "no value"));
  if (result->conditional) ok = ok && results_put(object, "conditional", json_true());
  measure_words(&outcome->study->network, measure, words, sizeof words);
  return results_whole(object, ok && results_put(object, "what", results_text(words)));
}

json_t *results_measures_json(const RunOutcome *outcome) {
  const MeasureList *list = &outcome->study->measures;
  json_t *measures = json_object();
  bool ok = measures != NULL;
  for (int i = 0; i < list->count && ok; i++)
    ok = results_put(measures, list->rows[i].name, measure_json(outcome, i));
  return results_whole(measures, ok);
}
