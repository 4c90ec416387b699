/* The "budget" member of the results document. */
#include <math.h>

#include "sim/results_json.h"
#include "sim/results_leak_test.h"

static bool put_conditions(json_t *object, const char *key, const BudgetConditions *conditions) {
  static const char *const none = "does not apply";
  json_t *inner = json_object();
  bool ok = inner != NULL;
  if (conditions->gas[0]) ok = ok && results_put(inner, "gas", results_text(conditions->gas));
  ok = ok && results_put_number(inner, "upstream_Pa", conditions->upstream_pa, none) &&
       results_put_number(inner, "downstream_Pa", conditions->downstream_pa, none) &&
       results_put_number(inner, "temperature_K", conditions->temperature_k, none);
  return results_put(object, key, results_whole(inner, ok)) && ok;
}

static bool put_band(json_t *object, double low, double high) {
  return results_put_number(object, "low_Pa_m3_s", low, NULL) && results_put_number(object, "high_Pa_m3_s", high, NULL);
}

static bool put_rates(json_t *object, const BudgetRow *row) {
  static const char *const apart = "no part of the scope that is judged";
  return results_put_number(object, "reference_Pa_m3_s", row->reference_pa_m3_s, "it has no reference rate") &&
         put_conditions(object, "reference_conditions", &row->reference) &&
         results_put_number(object, "service_Pa_m3_s", row->service_pa_m3_s, NULL) &&
         put_conditions(object, "service_conditions", &row->service) &&
         put_band(object, row->low_pa_m3_s, row->high_pa_m3_s) &&
         results_put(object, "upper_bound", json_boolean(row->upper_bound)) &&
         results_put_number(object, "share", row->share, row->counted ? "nothing flows in" : apart) &&
         results_put_number(object, "cumulative_share", row->cumulative, row->counted ? "nothing flows in" : apart);
}

static bool put_acceptance(json_t *object, const BudgetRow *row) {
  bool ok =
      results_put_number(object, "allowed_Pa_m3_s", row->allowed_pa_m3_s, "supplied, or from the line: no leak") &&
      results_put_number(object, "acceptance_He_Pa_m3_s", row->acceptance_pa_m3_s, row->acceptance_reason);
  if (!isnan(row->acceptance_pa_m3_s)) ok = ok && put_conditions(object, "acceptance_conditions", &row->acceptance);
  if (row->mechanism != MECHANISM_PERMEATION) return ok;
  static const char *const unknown = "neither its path nor its diffusivity is known";
  return ok && results_put_number(object, "lag_s", row->lag_s, unknown) &&
         results_put_number(object, "lag_low_s", row->lag_low_s, unknown) &&
         results_put_number(object, "lag_high_s", row->lag_high_s, unknown);
}

static json_t *row_json(const BudgetRow *row) {
  json_t *object = json_object();
  bool ok = object && results_put(object, "object", results_text(row->name)) &&
            results_put(object, "mechanism", json_string(mechanism_name(row->mechanism)));
  if (row->gas) ok = ok && results_put(object, "gas", json_string(row->gas->name));
  if (row->mechanism == MECHANISM_JOINT) ok = ok && results_put(object, "count", json_integer(row->count));
  ok = ok && put_rates(object, row) && results_put(object, "scaling", results_text(row->scaling)) &&
       put_acceptance(object, row) && results_put(object, "source", results_text(row->source));
  if (row->note[0]) ok = ok && results_put(object, "note", results_text(row->note));
  return results_whole(object, ok);
}

/* The rows of a budget, or what comes from elsewhere and belongs to none. */
static json_t *rows_json(const Budget *budget, bool of_budget) {
  json_t *rows = json_array();
  for (int i = 0; rows && i < budget->count; i++) {
    bool part = mechanism_part(budget->rows[i].mechanism) != PART_NEITHER;
    if (part != of_budget || json_array_append_new(rows, row_json(&budget->rows[i])) == 0) continue;
    json_decref(rows);
    rows = NULL;
  }
  return rows;
}

static json_t *combinations_json(const Budget *budget) {
  json_t *object = json_object();
  bool ok = object && results_put(object, "judged", json_string(budget_combination_word(budget->settings->combine)));
  for (int i = 0; ok && i < BUDGET_COMBINATION_COUNT; i++) {
    const BudgetFigure *figure = &budget->combined[i];
    json_t *inner = json_object();
    bool good = inner && results_put_number(inner, "value_Pa_m3_s", figure->value_pa_m3_s, NULL) &&
                put_band(inner, figure->low_pa_m3_s, figure->high_pa_m3_s);
    if (i == BUDGET_MONTE_CARLO)
      good = good && results_put_number(inner, "standard_error_Pa_m3_s", figure->error_pa_m3_s, NULL) &&
             results_put_number(inner, "quantile", budget->settings->quantile, NULL);
    ok = results_put(object, budget_combination_word((BudgetCombination)i), results_whole(inner, good)) && good;
  }
  return results_whole(object, ok);
}

static json_t *ledger_json(const Budget *budget) {
  json_t *object = json_object();
  bool ok = object && results_put_number(object, "in_Pa_m3_s", budget->in_pa_m3_s, NULL) &&
            results_put_number(object, "out_Pa_m3_s", budget->out_pa_m3_s, NULL) &&
            results_put_number(object, "pumped_Pa_m3_s", budget->pumped_pa_m3_s, NULL) &&
            results_put_number(object, "stored_Pa_m3_s", budget->stored_pa_m3_s, NULL) &&
            results_put_number(object, "rise_Pa_s", budget->rise_pa_s, "the node has no volume") &&
            results_put_number(object, "closure_relative_error", budget->closure, NULL);
  return results_whole(object, ok);
}

static json_t *allocation_json(const Budget *budget) {
  json_t *rows = json_array();
  for (int i = 0; rows && i < budget->allotment_count; i++) {
    const BudgetAllotment *allotment = &budget->allotments[i];
    const BudgetRow *row = &budget->rows[allotment->row];
    json_t *object = json_object();
    bool ok = object && results_put(object, "object", results_text(row->name)) &&
              results_put(object, "mechanism", json_string(mechanism_name(row->mechanism))) &&
              results_put_number(object, "weight", allotment->weight, NULL) &&
              results_put_number(object, "service_Pa_m3_s", allotment->now_pa_m3_s, NULL) &&
              results_put_number(object, "allowed_Pa_m3_s", allotment->allot_pa_m3_s, NULL) &&
              results_put_number(object, "acceptance_He_Pa_m3_s", allotment->acceptance_pa_m3_s,
                                 allotment->acceptance_reason);
    if (json_array_append_new(rows, results_whole(object, ok)) == 0) continue;
    json_decref(rows);
    rows = NULL;
  }
  return rows;
}

static bool put_verdict(json_t *object, const Budget *budget) {
  const char *basis = budget->allowable_basis;
  bool ok = results_put_number(object, "total_Pa_m3_s", budget->total_pa_m3_s, NULL) &&
            results_put_number(object, "total_leak_Pa_m3_s", budget->leak_pa_m3_s, NULL) &&
            results_put_number(object, "total_gas_load_Pa_m3_s", budget->gas_load_pa_m3_s, NULL) &&
            results_put_number(object, "allowable_Pa_m3_s", budget->allowable_pa_m3_s, basis) &&
            results_put(object, "allowable_basis", results_text(basis)) &&
            results_put_number(object, "safety", budget->settings->safety, NULL) &&
            results_put_number(object, "allowed_Pa_m3_s", budget->allowed_pa_m3_s, basis) &&
            results_put_number(object, "judged_Pa_m3_s", budget->judged_pa_m3_s, NULL) &&
            results_put_number(object, "margin", budget->margin_pa_m3_s, basis) &&
            results_put(object, "status", json_string(budget_status(budget)));
  return ok && (!budget->conditional || results_put(object, "conditional", json_true()));
}

static bool put_state(json_t *object, const RunOutcome *outcome) {
  const Budget *budget = outcome->budget;
  const BudgetSettings *settings = &outcome->study->budget;
  static const char *const states[] = {"steady", "end", "time"};
  bool ok = results_put(object, "node", results_text(outcome->study->network.nodes[settings->node].name)) &&
            results_put(object, "scope", json_string(settings->scope == BUDGET_SCOPE_LEAK ? "leak" : "gas_load")) &&
            results_put(object, "state", json_string(states[settings->moment]));
  if (settings->moment != BUDGET_AT_STEADY && budget->filled)
    ok = ok && results_put_number(object, "time_s", budget->time_s, NULL);
  return ok && (!budget->filled || results_put_number(object, "pressure_Pa", budget->pressure_pa, NULL));
}

/* Where the run never came to the moment asked for. */
static bool put_nothing(json_t *object) {
  static const char *const why = "the run was ended before the moment asked for";
  return results_put(object, "rows", json_array()) && results_put_number(object, "total_Pa_m3_s", NAN, why) &&
         results_put_number(object, "allowable_Pa_m3_s", NAN, why) && results_put_number(object, "margin", NAN, why) &&
         results_put(object, "status", json_string("not_judged"));
}

json_t *results_budget_json(const RunOutcome *outcome) {
  const Budget *budget = outcome->budget;
  json_t *object = json_object();
  bool ok = object && put_state(object, outcome);
  if (!budget->filled) return results_whole(object, ok && put_nothing(object));
  ok = ok && results_put(object, "rows", rows_json(budget, true)) &&
       results_put(object, "other_flows", rows_json(budget, false)) && put_verdict(object, budget) &&
       results_put(object, "combinations", combinations_json(budget)) &&
       results_put(object, "ledger", ledger_json(budget));
  ok = ok && results_put_leak_test(object, outcome);
  if (outcome->study->budget.allocate.method != ALLOCATE_NONE) {
    ok = ok && results_put_number(object, "fixed_Pa_m3_s", budget->fixed_pa_m3_s, NULL) &&
         results_put_number(object, "to_allocate_Pa_m3_s", budget->allocated_pa_m3_s,
                            "there is no allowable to share out") &&
         results_put(object, "allocation", allocation_json(budget));
  }
  return results_whole(object, ok);
}
