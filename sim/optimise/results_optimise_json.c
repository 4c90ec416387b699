/* The "optimise" member of the results document. */
#include <math.h>
#include <stdlib.h>

#include "sim/optimise/results_optimise.h"
#include "sim/results_json.h"

static const char nothing_holds[] = "no setting does what is required";

static const Measure *objective_of(const OptimiseResult *result) {
  return &result->study->measures.rows[result->request->measure];
}

/* The trial that a combination is told by: its best, else the one that misses by least. */
static int told(const Combination *combination) {
  return combination->best >= 0 ? combination->best : combination->nearest;
}

/* A number or a text. */
static json_t *setting_json(const OptimiseResult *result, const Combination *combination, int parameter) {
  const SweepParameter *axis = &result->request->parameters[parameter].axis;
  int member = combination->pick[parameter];
  if (axis->texts) return results_text(axis->texts[member]);
  if (axis->values) return json_real(axis->values[member]);
  return json_real(optimise_number_at(result, combination, told(combination), parameter));
}

/* --- parameters --- */

static json_t *side_json(const OptimiseResult *result, const Combination *combination, int parameter, int side) {
  const Flatness *flat = &combination->flat[parameter];
  int trial = flat->trial[side];
  const Trial *found = trial < 0 ? NULL : &combination->trials[trial];
  json_t *object = json_object();
  bool ok = object && results_put_number(object, "setting", flat->number[side], "not run") &&
            results_put_number(object, "value", found ? found->value : NAN,
                               found && found->reason ? found->reason : "not run") &&
            results_put(object, "holds", json_boolean(found && found->holds));
  (void)result;
  return results_whole(object, ok);
}

static bool put_free(json_t *object, const OptimiseResult *result, const Combination *combination, int parameter) {
  static const char *const words[] = {[BOUND_NONE] = "no", [BOUND_LOWER] = "lower", [BOUND_UPPER] = "upper"};
  const OptimiseParameter *asked = &result->request->parameters[parameter];
  if (!optimise_is_free(asked)) return true;
  bool ok = results_put(object, "from", json_real(asked->axis.axis.from)) &&
            results_put(object, "to", json_real(asked->axis.axis.to)) &&
            results_put(object, "scale", json_string(asked->axis.axis.scale == SCALE_LOG ? "log" : "lin"));
  if (combination->best < 0) return ok;
  return ok && results_put(object, "at_bound", json_string(words[combination->bound[parameter]])) &&
         results_put(object, "less_1_percent", side_json(result, combination, parameter, 0)) &&
         results_put(object, "plus_1_percent", side_json(result, combination, parameter, 1));
}

static json_t *parameters_json(const OptimiseResult *result, const Combination *combination) {
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int i = 0; i < result->request->count && ok; i++) {
    const SweepParameter *axis = &result->request->parameters[i].axis;
    json_t *object = json_object();
    bool whole = object && results_put(object, "path", results_text(axis->variable.path)) &&
                 results_put(object, "value", setting_json(result, combination, i)) &&
                 results_put(object, "unit", json_string(axis->texts ? "" : axis->unit)) &&
                 put_free(object, result, combination, i);
    ok = json_array_append_new(array, results_whole(object, whole)) == 0;
  }
  return results_whole(array, ok);
}

/* --- requirements --- */

static bool put_bound(json_t *object, const char *key, double bound) {
  return isnan(bound) || results_put(object, key, json_real(bound));
}

static json_t *requirement_json(const OptimiseResult *result, const Combination *combination, int i) {
  const Requirement *asked = &result->request->demands.requirements[i];
  size_t n = (size_t)result->request->demands.n_requirements, at = (size_t)told(combination);
  const char *why = combination->trials[at].reason;
  double margin = combination->margins[at * (n + 1) + (size_t)i];
  char words[300];
  json_t *object = json_object();
  bool ok =
      object && results_put(object, "what", results_text(optimise_constraint_words(result, i, words, sizeof words))) &&
      put_bound(object, "min", asked->min) && put_bound(object, "max", asked->max) &&
      results_put_number(object, "value", combination->required[at * n + (size_t)i], why ? why : "it does not apply") &&
      results_put(object, "unit", json_string(requirement_unit(result->study, asked))) &&
      results_put_number(object, "margin", isfinite(margin) ? margin : NAN, why ? why : "it does not apply") &&
      results_put(object, "met", json_boolean(margin >= 0 || (asked->kind == REQUIRE_LIMIT && combination->best >= 0)));
  return results_whole(object, ok);
}

static json_t *requirements_json(const OptimiseResult *result, const Combination *combination) {
  json_t *array = json_array();
  bool ok = array != NULL;
  for (int i = 0; i < result->request->demands.n_requirements && ok; i++)
    ok = json_array_append_new(array, requirement_json(result, combination, i)) == 0;
  return results_whole(array, ok);
}

static json_t *active_json(const OptimiseResult *result, const Combination *combination) {
  json_t *array = json_array();
  char words[300];
  bool ok = array != NULL;
  for (int c = 0; c <= result->request->demands.n_requirements && ok; c++)
    if (combination->active[c])
      ok = json_array_append_new(array, results_text(optimise_constraint_words(result, c, words, sizeof words))) == 0;
  return results_whole(array, ok);
}

/* --- combinations --- */

static json_t *settings_json(const OptimiseResult *result, const Combination *combination) {
  json_t *object = json_object();
  bool ok = object != NULL;
  for (int i = 0; i < result->request->count && ok; i++)
    ok = results_put(object, result->request->parameters[i].axis.variable.path, setting_json(result, combination, i));
  return results_whole(object, ok);
}

static json_t *combination_json(const OptimiseResult *result, int number) {
  const Combination *combination = &result->combinations[number];
  const Trial *trial = told(combination) < 0 ? NULL : &combination->trials[told(combination)];
  bool holds = combination->best >= 0;
  json_t *object = json_object();
  bool ok = object && results_put(object, "number", json_integer(number + 1)) &&
            results_put(object, "holds", json_boolean(holds)) &&
            results_put_number(object, "value", holds ? trial->value : NAN,
                               trial && trial->reason ? trial->reason : nothing_holds) &&
            results_put(object, "evaluations", json_integer(combination->count)) &&
            results_put(object, "converged", json_boolean(combination->converged));
  if (trial) ok = ok && results_put(object, "settings", settings_json(result, combination));
  return results_whole(object, ok);
}

static json_t *combinations_json(const OptimiseResult *result) {
  int *order = optimise_order(result);
  json_t *array = order ? json_array() : NULL;
  bool ok = array != NULL;
  for (int i = 0; i < result->count && ok; i++)
    ok = json_array_append_new(array, combination_json(result, order[i])) == 0;
  free(order);
  return results_whole(array, ok);
}

static json_t *remarks_json(const OptimiseResult *result) {
  json_t *array = json_array();
  char text[1200];
  bool ok = array != NULL;
  for (int i = 0; ok && optimise_remark(result, i, text, sizeof text); i++)
    ok = json_array_append_new(array, results_text(text)) == 0;
  return results_whole(array, ok);
}

static bool put_setting(json_t *object, const OptimiseResult *result) {
  int number = result->best >= 0 ? result->best : result->nearest;
  if (number < 0) return true;
  const Combination *combination = &result->combinations[number];
  return results_put(object, "parameters", parameters_json(result, combination)) &&
         results_put(object, "requirements", requirements_json(result, combination)) &&
         results_put(object, "active", active_json(result, combination)) &&
         results_put(object, "converged", json_boolean(result->best >= 0 && combination->converged)) &&
         results_put(object, "conditional", json_boolean(combination->trials[told(combination)].conditional));
}

json_t *results_optimise_json(const RunOutcome *outcome) {
  const OptimiseResult *result = outcome->optimise;
  const Combination *best = result->best >= 0 ? &result->combinations[result->best] : NULL;
  char text[1200];
  json_t *object = json_object();
  bool ok = object && results_put(object, "objective", results_text(objective_of(result)->name)) &&
            results_put(object, "sense", json_string(result->request->maximise ? "maximise" : "minimise")) &&
            results_put(object, "holds", json_boolean(best != NULL)) &&
            results_put(object, "verdict", results_text(optimise_verdict_words(result, text, sizeof text))) &&
            results_put_number(object, "value", best ? best->trials[best->best].value : NAN, nothing_holds) &&
            results_put(object, "unit", json_string(measure_unit(objective_of(result)))) &&
            put_setting(object, result) && results_put(object, "evaluations", json_integer(result->runs)) &&
            results_put(object, "remarks", remarks_json(result)) &&
            results_put(object, "trace", json_string("optimise.csv")) &&
            results_put(object, "combinations", combinations_json(result));
  return results_whole(object, ok);
}
