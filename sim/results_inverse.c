/* The search for a value within the "size" member of the results document. */
#include <math.h>

#include "sim/results_json.h"
#include "sim/results_size.h"

static json_t *scan_json(const InverseResult *inverse) {
  json_t *points = json_array();
  bool ok = points != NULL;
  for (int i = 0; ok && i < INVERSE_SCAN; i++) {
    json_t *one = json_object();
    bool good = one && results_put(one, "at", json_real(inverse->x[i])) &&
                results_put_number(one, "value", inverse->y[i], "the measure has no value there");
    ok = json_array_append_new(points, results_whole(one, good)) == 0;
  }
  return results_whole(points, ok);
}

static json_t *next_json(const InverseResult *inverse) {
  json_t *object = json_object();
  bool ok = object && results_put(object, "orifice_m", json_real(inverse->next)) &&
            results_put(object, "models", results_text(inverse->next_models)) &&
            results_put_number(object, "reached", inverse->next_reached, "the measure has no value there") &&
            results_put(object, "meets", json_boolean(inverse->next_meets));
  return results_whole(object, ok);
}

json_t *results_inverse_json(const RunOutcome *outcome) {
  static const char *const senses[] = {"equals", "max", "min"};
  const InverseRequest *request = &outcome->sizing->request->inverse;
  const InverseResult *inverse = &outcome->sizing->inverse;
  const Measure *measure = &outcome->study->measures.rows[request->measure];
  const char *none = "no value of the range gives it";
  json_t *object = json_object();
  bool ok = object && results_put(object, "path", results_text(request->path)) &&
            results_put(object, "from", json_real(request->from)) &&
            results_put(object, "to", json_real(request->to)) &&
            results_put(object, "unit", json_string(inverse->unit)) &&
            results_put(object, "measure", results_text(measure->name)) &&
            results_put(object, senses[request->sense], json_real(request->target)) &&
            results_put(object, "measure_unit", json_string(measure_unit(measure))) &&
            results_put(object, "outcome", json_string(inverse_outcome_word(inverse->outcome))) &&
            results_put_number(object, "value", inverse->value, none) &&
            results_put_number(object, "reached", inverse->reached, none) &&
            results_put_number(object, "sensitivity", inverse->sensitivity, "there is no slope to tell") &&
            results_put_number(object, "elasticity", inverse->elasticity, "there is no slope to tell") &&
            results_put(object, "crossings", json_integer(inverse->crossings)) &&
            results_put(object, "runs", json_integer(inverse->runs)) &&
            results_put(object, "words", results_text(inverse->words));
  if (isfinite(inverse->next)) ok = ok && results_put(object, "next_size", next_json(inverse));
  return results_whole(object, ok && results_put(object, "scan", scan_json(inverse)));
}
