#include "sim/results_branch.h"

#include <math.h>
#include <stdio.h>

#include "models/constants.h"
#include "models/pump.h"

double node_pressure_pa(const Network *network, int node, const SteadyResult *steady) {
  return node >= 0 ? network_total(network, steady->p, node) : NAN;
}

double node_end_temperature_k(const Network *network, int node, const TransientResult *transient) {
  return transient->temperature_k ? transient->temperature_k[node] : network->nodes[node].params.temperature_k;
}

const char *node_kind(const Node *node) {
  if (node->params.fixed) return "boundary";
  return node->params.volume_m3 > 0 ? "volume" : "junction";
}

const char *network_node_name(const Network *network, int node) {
  return node >= 0 ? network->nodes[node].name : "";
}

char *branch_label(const Branch *branch, char *text, size_t size) {
  snprintf(text, size, "%s%s", branch->name, branch->external ? ".external" : "");
  return text;
}

const char *branch_state_word(const Branch *branch, bool on) {
  if (branch->type->section == SECTION_PUMPS) return on ? "running" : "stopped";
  if (!branch->type->closes) return NULL;
  return on ? "open" : "closed";
}

const char *branch_state(const Branch *branch) {
  return branch_state_word(branch, branch->open);
}

const char *pump_state(const Branch *pump) {
  return branch_state_word(pump, ((const Pump *)pump->params)->running);
}

/* Conductance means something only where the flow follows a pressure difference. */
static void set_conductance(BranchAnswer *answer) {
  double p1 = answer->pressure1_pa, p2 = answer->pressure2_pa;
  answer->conductance_m3_s = NAN;
  if (isnan(p1) || isnan(p2))
    answer->conductance_reason = "only one end is in the line";
  else if (!(fabs(p1 - p2) > 1e-12 * fmax(fabs(p1), fabs(p2))))
    answer->conductance_reason = "no pressure difference";
  else {
    double conductance = answer->throughput_pa_m3_s / (p1 - p2);
    if (conductance < 0)
      answer->conductance_reason = "the flow runs against the pressure difference";
    else
      answer->conductance_m3_s = conductance == 0 ? 0 : conductance; /* no -0 */
  }
}

BranchAnswer branch_answer(const Network *network, int branch, const SteadyResult *steady) {
  const Branch *b = &network->branches[branch];
  BranchAnswer answer = {.pressure1_pa = node_pressure_pa(network, b->from, steady),
                         .pressure2_pa = node_pressure_pa(network, b->to, steady),
                         .temperature1_k =
                             b->from >= 0 ? network->nodes[b->from].params.temperature_k : REFERENCE_TEMPERATURE_K,
                         .regime = branch_regime(network, b, steady->p, steady->regime_bits[branch])};
  for (int i = 0; i < network->n_gas; i++) {
    double q = steady->q[branch * network->n_gas + i];
    answer.throughput_pa_m3_s += q;
    answer.mass_flow_kg_s +=
        q * network->gases[i]->molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * REFERENCE_TEMPERATURE_K);
  }
  set_conductance(&answer);
  return answer;
}

double branch_speed_m3_s(const BranchAnswer *answer) {
  double at_inlet = answer->throughput_pa_m3_s * answer->temperature1_k / REFERENCE_TEMPERATURE_K;
  return answer->pressure1_pa > 0 ? at_inlet / answer->pressure1_pa : NAN;
}

bool branch_is_estimated(const Branch *branch) {
  return branch_is_valve(branch) && branch->open && valve_is_estimated(branch->params);
}

bool branch_was_open(const Network *network, int branch, const TransientResult *transient) {
  if (network->branches[branch].open) return true;
  for (int i = 0; transient && i < transient->n_events; i++) {
    const TransientEvent *event = &transient->events[i];
    if (event->branch == branch && (event->kind == EVENT_OPEN || event->kind == EVENT_FORCED_OPEN)) return true;
  }
  return false;
}

/* A figure the user gives for this valve is no estimate. */
static bool given(const Branch *branch, const char *key) {
  const ParamRow *row = component_row(branch->type, key);
  return row && row->kind == PARAM_QUANTITY && !isnan(*(const double *)((const char *)branch->params + row->offset));
}

int branch_estimates(const Branch *branch, BranchEstimate *estimates) {
  if (!branch_is_estimated(branch)) return 0;
  const ValveModel *model = valve_model(branch->params);
  if (!model) model = &xsa_models[0]; /* a bare bore borrows the same figures */
  bool viscous = valve_flow_basis(branch->params) == VALVE_FLOW_ESTIMATE;
  const struct {
    const char *key, *measured;
    const ValveEstimate *figure;
    bool used;
  } rows[] = {{"discharge", "C", &model->discharge, viscous && isnan(model->sonic_conductance_m3_s_pa)},
              {"b", "b", &model->critical_b, valve_flow_basis(branch->params) != VALVE_FLOW_IEC60534},
              {"molecular", "molecular_conductance", &model->molecular, isnan(model->molecular_conductance_m3_s)}};
  int count = 0;
  for (int i = 0; i < 3; i++)
    if (rows[i].used && rows[i].figure->estimated && !given(branch, rows[i].key) && !given(branch, rows[i].measured))
      estimates[count++] = (BranchEstimate){rows[i].key, *rows[i].figure};
  return count;
}
