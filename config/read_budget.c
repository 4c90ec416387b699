#include "config/read_budget.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/lookup.h"
#include "config/read_allocate.h"
#include "config/read_leak_test.h"
#include "models/air.h"

typedef struct {
  double allowable, pressure, rise_pressure, rise_time, purity_fraction, safety, quantile;
  GasBlend purity_gas;
  int scope, extent, combine;
} BudgetRequest;

static const char *const scope_choices[] = {"leak", "gas_load", NULL};
static const char *const extent_choices[] = {"node", "group", NULL};
static const char *const combine_choices[] = {
#define X(id, word) word,
    BUDGET_COMBINATIONS(X)
#undef X
        NULL};

#define QUANTITY(name, field, of, low, high, fill, words)                                                              \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = of, .offset = offsetof(BudgetRequest, field), .fallback = fill,  \
    .min = low, .max = high, .text = words                                                                             \
  }
#define CHOICE(name, field, list, words)                                                                               \
  { .key = name, .kind = PARAM_CHOICE, .offset = offsetof(BudgetRequest, field), .choices = list, .text = words }

static const ParamRow rows[] = {
    QUANTITY("allowable", allowable, DIM_THROUGHPUT, 1e-20, 1e3, NAN, "what may leak in, as a throughput"),
    QUANTITY("pressure", pressure, DIM_PRESSURE, 1e-12, 1e7, NAN, "pressure to hold with the line's pumps"),
    QUANTITY("rise.pressure", rise_pressure, DIM_PRESSURE, 1e-12, 1e7, NAN, "by how much it may rise, shut off"),
    QUANTITY("rise.time", rise_time, DIM_TIME, 1e-3, 1e10, NAN, "over which time"),
    {.key = "purity.gas",
     .kind = PARAM_GAS,
     .offset = offsetof(BudgetRequest, purity_gas),
     .text = "gas that must stay out of the purge flow"},
    QUANTITY("purity.fraction", purity_fraction, DIM_FRACTION, 1e-15, 1, NAN, "its highest mole fraction in it"),
    QUANTITY("safety", safety, DIM_NONE, 1, 1e6, 1, "factor that the allowable is divided by"),
    QUANTITY("quantile", quantile, DIM_FRACTION, 0.5, 0.9999, 0.95, "of combine = monte_carlo"),
    CHOICE("scope", scope, scope_choices, "leaks and permeation, or with outgassing and trapped volumes"),
    CHOICE("extent", extent, extent_choices, "the node alone, or with all that open elements join to it"),
    CHOICE("combine", combine, combine_choices, "how the bands of the rows become the figure that is judged"),
};

#undef QUANTITY
#undef CHOICE

static const char *const own_keys[] = {"node", "state", "allocate", "test", "measured", NULL};
static const Target node_target = {1u << SECTION_NODES, false, "node", "a node is wanted"};

typedef struct {
  Reading *reading;
  Lookup lookup;
  const Value *group;
  Study *study;
} Asked;

static bool complain(const Asked *asked, const char *key, const char *what) {
  const Value *value = value_member(asked->group, key);
  value_error(asked->reading->diagnostics, value ? value : asked->group, "%s", what);
  return false;
}

/* --- node and state --- */

static bool read_node(const Asked *asked) {
  const Value *node = value_member(asked->group, "node");
  Section section;
  if (!node) return complain(asked, "node", "lacks 'node'");
  if (node->kind != VALUE_STRING) return complain(asked, "node", "is no text; the name of a node is wanted");
  int number = lookup_object(&asked->lookup, node, &node_target, &section);
  asked->study->budget.node = number;
  if (number < 0) return false;
  if (!asked->study->network.nodes[number].params.fixed) return true;
  value_error(asked->reading->diagnostics, node,
              "'%s' is a boundary (fixed = true): nothing that flows in matters to it", node->text);
  return false;
}

static bool read_moment_time(const Asked *asked, const Value *state, BudgetSettings *budget) {
  double until_s = asked->study->transient.until_s;
  budget->moment = BUDGET_AT_TIME;
  if (!read_quantity(asked->reading, state, DIM_TIME, &asked->reading->quantities, &budget->time_s)) return false;
  if (!read_range(asked->reading, state, budget->time_s, DIM_TIME, 0, 1e12)) return false;
  if (!asked->study->wants_transient || budget->time_s <= until_s) return true;
  value_error(asked->reading->diagnostics, state,
              "%.6g s is after the end of the run, analysis.transient.until = %.6g s", budget->time_s, until_s);
  return false;
}

static bool complain_state(const Asked *asked, const Value *state) {
  value_error(asked->reading->diagnostics, state, "'%s' is not understood; legal: steady, end or a time", state->text);
  return false;
}

static bool read_state(const Asked *asked) {
  const Value *state = value_member(asked->group, "state");
  BudgetSettings *budget = &asked->study->budget;
  budget->moment = BUDGET_AT_STEADY;
  bool word = state && state->kind == VALUE_STRING && isalpha((unsigned char)*state->text);
  if (word && strcmp(state->text, "end") == 0)
    budget->moment = BUDGET_AT_END;
  else if (word && strcmp(state->text, "steady") != 0)
    return complain_state(asked, state);
  else if (state && !word && !read_moment_time(asked, state, budget))
    return false;
  if (budget->moment == BUDGET_AT_STEADY)
    asked->study->wants_steady = true;
  else if (!asked->study->wants_transient)
    return complain(asked, "state", "needs analysis.transient, which is not given");
  return true;
}

/* --- the allowable --- */

static const char *const forms[] = {"allowable", "pressure", "rise", "purity", NULL};

static bool one_form(const Asked *asked) {
  const char *first = NULL;
  for (const char *const *form = forms; *form; form++) {
    const Value *value = value_member(asked->group, *form);
    if (value && first) {
      value_error(asked->reading->diagnostics, value,
                  "'%s' is given as well: the allowable is wanted in one form, allowable, pressure, rise or purity",
                  first);
      return false;
    }
    if (value) first = *form;
  }
  if (!first)
    value_warning(asked->reading->diagnostics, asked->group,
                  "no allowable is given (allowable, pressure, rise or purity): rows and totals, but no verdict");
  return true;
}

static bool check_rise(const Asked *asked, const BudgetRequest *request) {
  bool pressure = !isnan(request->rise_pressure), time = !isnan(request->rise_time);
  if (!pressure || !time) return complain(asked, "rise", pressure ? "lacks 'time'" : "lacks 'pressure'");
  int node = asked->study->budget.node;
  bool alone = request->extent == BUDGET_EXTENT_NODE;
  if (node < 0 || !alone || asked->study->network.nodes[node].params.volume_m3 > 0) return true;
  return complain(asked, "rise", "its node has no volume that a pressure could rise in");
}

static bool in_air(const Gas *gas) {
  const GasBlend air = air_parts();
  for (int i = 0; i < air.n; i++)
    if (air.gas[i] == gas) return true;
  return false;
}

static bool check_purity(const Asked *asked, const BudgetRequest *request) {
  const Network *network = &asked->study->network;
  if (request->purity_gas.n != 1) return complain(asked, "purity", "lacks 'gas', one gas");
  if (isnan(request->purity_fraction)) return complain(asked, "purity", "lacks 'fraction'");
  for (int i = 0; i < network->n_gas; i++)
    if (network->gases[i] == request->purity_gas.gas[0] ||
        (in_air(request->purity_gas.gas[0]) && network->gases[i] == gas_find("air")))
      return true;
  if (network->n_gas == 0) return true; /* there are findings already */
  char what[200];
  snprintf(
      what, sizeof what,
      "%s is no gas of this line: name it in `gas` or `ambient.gas` of a line of several gases, or nothing tells it "
      "from the rest",
      request->purity_gas.gas[0]->name);
  return complain(asked, "purity", what);
}

static bool read_allowable(const Asked *asked, const BudgetRequest *request) {
  AllowableSettings *allowable = &asked->study->budget.allowable;
  *allowable = (AllowableSettings){.throughput_pa_m3_s = request->allowable,
                                   .pressure_pa = request->pressure,
                                   .rise_pa = request->rise_pressure,
                                   .rise_s = request->rise_time,
                                   .purity_gas = request->purity_gas.gas[0],
                                   .purity_fraction = request->purity_fraction};
  if (!one_form(asked)) return false;
  if (value_member(asked->group, "allowable")) allowable->form = ALLOWABLE_THROUGHPUT;
  if (value_member(asked->group, "pressure")) allowable->form = ALLOWABLE_PRESSURE;
  if (value_member(asked->group, "rise")) allowable->form = ALLOWABLE_RISE;
  if (value_member(asked->group, "purity")) allowable->form = ALLOWABLE_PURITY;
  if (allowable->form == ALLOWABLE_RISE) return check_rise(asked, request);
  return allowable->form != ALLOWABLE_PURITY || check_purity(asked, request);
}

/* --- the group --- */

static bool read_figures(const Asked *asked, BudgetRequest *request) {
  static const int row_count = (int)(sizeof rows / sizeof rows[0]);
  *request = (BudgetRequest){.allowable = NAN,
                             .pressure = NAN,
                             .rise_pressure = NAN,
                             .rise_time = NAN,
                             .purity_fraction = NAN,
                             .safety = 1,
                             .quantile = 0.95};
  return read_params(asked->reading, asked->group,
                     &(ParamGroup){rows, row_count, request, own_keys, "analysis.budget"});
}

static void read_group(const Asked *asked) {
  BudgetSettings *budget = &asked->study->budget;
  BudgetRequest request;
  bool good = read_figures(asked, &request);
  good = read_node(asked) && good;
  good = read_state(asked) && good;
  if (!good || !read_allowable(asked, &request)) return;
  budget->scope = (BudgetScope)request.scope;
  budget->extent = (BudgetExtent)request.extent;
  budget->combine = (BudgetCombination)request.combine;
  budget->safety = request.safety;
  budget->quantile = request.quantile;
  const Value *allocate = value_member(asked->group, "allocate");
  if (allocate) read_allocate(&asked->lookup, allocate, budget);
}

void read_budget(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study) {
  const Value *analysis = value_member(root, "analysis");
  const Value *group = analysis && analysis->kind == VALUE_GROUP ? value_member(analysis, "budget") : NULL;
  study->budget = budget_settings_default();
  study->leak_test = leak_test_settings_empty();
  if (!group) return;
  study->wants_budget = true;
  const Asked asked = {reading, {reading, &study->network, places}, group, study};
  if (!read_is_group(reading, group)) return;
  read_group(&asked);
  read_leak_test(reading, group, study);
}
