/* The "steady" member of the results document. */
#include <math.h>

#include "sim/results_branch.h"
#include "sim/results_json.h"

static json_t *node_json(const RunOutcome *outcome, int i) {
  const Network *network = &outcome->study->network;
  const SteadyResult *steady = outcome->steady;
  json_t *node = json_object();
  bool ok =
      node && results_put_node(node, network, network->nodes[i].params.temperature_k, steady->p + i * network->n_gas);
  if (steady->isolated[i])
    ok = ok && results_put(node, "isolated", json_true()) &&
         results_put_number(node, "rate_of_rise_Pa_s", balance_rate_of_rise_pa_s(network, steady, i), NULL);
  return results_whole(node, ok);
}

static json_t *nodes_json(const RunOutcome *outcome) {
  const Network *network = &outcome->study->network;
  json_t *nodes = json_object();
  bool ok = nodes != NULL;
  for (int i = 0; i < network->n_nodes && ok; i++)
    ok = results_put(nodes, network->nodes[i].name, node_json(outcome, i));
  return results_whole(nodes, ok);
}

bool results_put_estimates(json_t *object, const Branch *branch) {
  BranchEstimate estimates[3];
  int count = branch_estimates(branch, estimates);
  if (!branch_is_estimated(branch)) return true;
  json_t *all = json_object();
  bool ok = all && results_put(object, "estimated", json_true());
  for (int i = 0; i < count && ok; i++) {
    const ValveEstimate *figure = &estimates[i].figure;
    json_t *row = json_object();
    ok = row && results_put_number(row, "value", figure->value, NULL) &&
         results_put_number(row, "low", figure->low, NULL) && results_put_number(row, "high", figure->high, NULL) &&
         results_put(row, "source", results_text(figure->source));
    ok = results_put(all, estimates[i].key, results_whole(row, ok));
  }
  return results_put(object, "estimates", results_whole(all, ok)) && ok;
}

static bool put_flow(json_t *object, const BranchAnswer *answer) {
  return results_put_number(object, "throughput_Pa_m3_s", answer->throughput_pa_m3_s, NULL);
}

static bool put_mass_and_partials(json_t *object, const RunOutcome *outcome, int k, const BranchAnswer *answer) {
  const Network *network = &outcome->study->network;
  return results_put_number(object, "mass_flow_kg_s", answer->mass_flow_kg_s, NULL) &&
         results_put_gases(object, "partial_Pa_m3_s", network, outcome->steady->q + k * network->n_gas);
}

static bool put_regime(json_t *object, const BranchRegime *regime) {
  bool ok = regime->regime == REGIME_NONE
                ? results_put(object, "regime", json_null()) &&
                      results_put(object, "regime_reason", results_text(regime->regime_reason))
                : results_put(object, "regime", json_string(regime_name(regime->regime)));
  return ok && results_put_number(object, "knudsen", regime->knudsen, regime->knudsen_reason);
}

static json_t *element_json(const RunOutcome *outcome, int k) {
  const Network *network = &outcome->study->network;
  const Branch *branch = &network->branches[k];
  BranchAnswer answer = branch_answer(network, k, outcome->steady);
  json_t *element = json_object();
  bool ok = element != NULL;
  if (branch_state(branch)) ok = ok && results_put(element, "state", json_string(branch_state(branch)));
  ok = ok && put_flow(element, &answer) &&
       results_put_number(element, "conductance_m3_s", answer.conductance_m3_s, answer.conductance_reason) &&
       results_put_number(element, "mass_flow_kg_s", answer.mass_flow_kg_s, NULL) &&
       put_regime(element, &answer.regime) &&
       results_put_gases(element, "partial_Pa_m3_s", network, outcome->steady->q + k * network->n_gas) &&
       results_put_estimates(element, branch);
  return results_whole(element, ok);
}

static json_t *pump_json(const RunOutcome *outcome, int k) {
  const Network *network = &outcome->study->network;
  const Branch *branch = &network->branches[k];
  BranchAnswer answer = branch_answer(network, k, outcome->steady);
  json_t *pump = json_object();
  bool ok = pump && results_put(pump, "state", json_string(pump_state(branch))) &&
            results_put(pump, "at", results_text(network_node_name(network, branch->from)));
  if (branch->to >= 0) ok = ok && results_put(pump, "exhaust", results_text(network_node_name(network, branch->to)));
  ok = ok && put_flow(pump, &answer) && results_put_number(pump, "inlet_pressure_Pa", answer.pressure1_pa, NULL) &&
       results_put_number(pump, "speed_m3_s", branch_speed_m3_s(&answer), "no gas at the inlet") &&
       put_mass_and_partials(pump, outcome, k, &answer);
  return results_whole(pump, ok);
}

/* A source, a leak, a surface or a seal. */
static json_t *supply_json(const RunOutcome *outcome, int k) {
  const Network *network = &outcome->study->network;
  BranchAnswer answer = branch_answer(network, k, outcome->steady);
  json_t *supply = json_object();
  bool ok = supply && results_put(supply, "at", results_text(network_node_name(network, network->branches[k].to))) &&
            put_flow(supply, &answer) && put_mass_and_partials(supply, outcome, k, &answer);
  return results_whole(supply, ok);
}

static json_t *section_json(const RunOutcome *outcome, Section section, json_t *(*row)(const RunOutcome *, int)) {
  const Network *network = &outcome->study->network;
  json_t *object = json_object();
  bool ok = object != NULL;
  for (int k = 0; k < network->n_branches && ok; k++) {
    if (network->branches[k].type->section != section) continue;
    char label[300];
    ok = results_put(object, branch_label(&network->branches[k], label, sizeof label), row(outcome, k));
  }
  return results_whole(object, ok);
}

static json_t *balance_json(const RunOutcome *outcome) {
  const Balance *balance = outcome->balance;
  const Network *network = &outcome->study->network;
  const char *none = "every node is a boundary or isolated: no balance to close";
  json_t *object = json_object();
  bool ok = object && results_put_number(object, "relative_error", balance->relative_error, none);
  if (balance->worst_node >= 0)
    ok = ok && results_put(object, "worst_node", results_text(network->nodes[balance->worst_node].name));
  else
    ok = ok && results_put(object, "worst_node", json_null()) &&
         results_put(object, "worst_node_reason", json_string(none));
  ok = ok && results_put_number(object, "in_Pa_m3_s", balance->in_pa_m3_s, NULL) &&
       results_put_number(object, "out_Pa_m3_s", balance->out_pa_m3_s, NULL) &&
       results_put_number(object, "stored_Pa_m3_s", balance->stored_pa_m3_s, NULL) &&
       results_put_number(object, "ledger_relative_error", balance->ledger_relative_error, NULL);
  return results_whole(object, ok);
}

/* Members of their own, where the line has any. */
static bool put_parts(json_t *steady, const RunOutcome *outcome) {
  static const Section sections[] = {SECTION_SURFACES, SECTION_SEALS, SECTION_JOINTS};
  bool ok = true;
  for (size_t s = 0; s < sizeof sections / sizeof sections[0]; s++)
    if (outcome->study->network.names[sections[s]].count > 0)
      ok = ok && results_put(steady, section_key(sections[s]), section_json(outcome, sections[s], supply_json));
  return ok;
}

json_t *results_steady_json(const RunOutcome *outcome) {
  json_t *steady = json_object();
  bool ok = steady && results_put(steady, "nodes", nodes_json(outcome)) &&
            results_put(steady, "elements", section_json(outcome, SECTION_ELEMENTS, element_json)) &&
            results_put(steady, "pumps", section_json(outcome, SECTION_PUMPS, pump_json)) &&
            results_put(steady, "sources", section_json(outcome, SECTION_SOURCES, supply_json)) &&
            results_put(steady, "leaks", section_json(outcome, SECTION_LEAKS, supply_json)) &&
            put_parts(steady, outcome);
  if (outcome->balance) ok = ok && results_put(steady, "balance", balance_json(outcome));
  return results_whole(steady, ok);
}
