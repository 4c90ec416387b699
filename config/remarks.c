#include "config/remarks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/remarks_parts.h"
#include "models/pump.h"

enum { LIST_SIZE = 500 };

typedef struct {
  Reading *reading;
  const ObjectPlaces *places;
  const Network *network;
} Remarks;

/* The member of an object's group, else the group. */
static const Value *place_of(const Remarks *remarks, Section section, const char *name, const char *key) {
  const Value *object = object_place(remarks->places, section, name);
  const Value *member = object ? value_member(object, key) : NULL;
  return member ? member : object;
}

/* --- pumps --- */

/* "He 0.92 (0.77 to 1), H2 0.78 (0.71 to 0.87)": gases of the line whose speed is an estimate; "" for none. */
static char *estimate_words(const Network *network, const Pump *pump, char *list) {
  *list = '\0';
  for (int i = 0; i < network->n_gas; i++) {
    PumpFactor factor;
    size_t length = strlen(list);
    if (pump_speed_is_estimated(pump, network->gases[i], &factor))
      snprintf(list + length, LIST_SIZE - length, "%s%s %.2g (%.2g to %.2g)", length ? ", " : "",
               network->gases[i]->name, factor.value, factor.low, factor.high);
  }
  return list;
}

static void remark_on_kind(const Remarks *remarks, const Branch *branch) {
  const Pump *pump = branch->params;
  const PumpKind *kind = &pump_kinds[pump->kind];
  const Value *place = place_of(remarks, SECTION_PUMPS, branch->name, "kind");
  char list[LIST_SIZE];
  if (place && *estimate_words(remarks->network, pump, list))
    value_warning(remarks->reading->diagnostics, place,
                  "ESTIMATE: by kind '%s' alone the speed is taken times %s; a data sheet's figures go into gases [%s]",
                  kind->name, list, kind->source);
}

static double line_share(const Network *network, const Gas *gas) {
  for (int i = 0; i < network->n_gas; i++)
    if (network->gases[i] == gas) return network->line_fractions[i];
  return 0;
}

/* Its ultimate pressure says what comes back, and with an exhaust node that comes from there. */
static void remark_on_exhaust(const Remarks *remarks, const Branch *branch) {
  const GasFigures *own = &((const Pump *)branch->params)->gas_ultimate_pa;
  const Value *place = place_of(remarks, SECTION_PUMPS, branch->name, "gases");
  for (int i = 0; branch->to >= 0 && place && i < own->n; i++)
    if (own->value[i] > 0 && line_share(remarks->network, own->gas[i]) == 0)
      value_warning(
          remarks->reading->diagnostics, place,
          "the ultimate pressure of %s draws on the exhaust node '%s', which may hold none of it; compression "
          "says what comes back from there",
          own->gas[i]->name, remarks->network->nodes[branch->to].name);
}

static void remark_on_ultimate(const Remarks *remarks, const Branch *branch) {
  const Pump *pump = branch->params;
  const Value *place = place_of(remarks, SECTION_PUMPS, branch->name, "ultimate");
  if (!place || pump->gas_ultimate_pa.n == 0 || !(pump->rest_ultimate_pa > 1e-9 * pump->ultimate_pa)) return;
  for (int i = 0; i < remarks->network->n_gas; i++) {
    const Gas *gas = remarks->network->gases[i];
    if (remarks->network->line_fractions[i] > 0 && isnan(gas_figure(&pump->gas_ultimate_pa, gas))) return;
  }
  value_warning(remarks->reading->diagnostics, place,
                "%.6g Pa of it belong to no gas: every gas of the line has an ultimate pressure of its own",
                pump->rest_ultimate_pa);
}

/* --- heat --- */

/* Said once, at the first such node. */
static void remark_on_heat(const Remarks *remarks, const Study *study) {
  const Network *network = remarks->network;
  for (int i = 0; study->wants_steady && i < network->n_nodes; i++) {
    const Node *node = &network->nodes[i];
    const Value *place = place_of(remarks, SECTION_NODES, node->name, "thermal");
    if (node->params.thermal == THERMAL_ISOTHERMAL || !place) continue;
    value_warning(remarks->reading->diagnostics, place,
                  "a steady state knows no heat: its gas has the temperature given, %.6g K; heat balances count in "
                  "analysis.transient",
                  node->params.temperature_k);
    return;
  }
}

void remarks(Reading *reading, const ObjectPlaces *places, const Study *study) {
  const Network *network = &study->network;
  const Remarks all = {reading, places, network};
  for (int i = 0; network->n_gas > 0 && i < network->n_branches; i++) {
    const Branch *branch = &network->branches[i];
    if (branch->type != &pump_type) continue;
    remark_on_kind(&all, branch);
    remark_on_exhaust(&all, branch);
    remark_on_ultimate(&all, branch);
  }
  if (network->n_gas > 0) remark_on_heat(&all, study);
  if (network->n_gas > 0) remarks_parts(reading, places, study);
}
