#include "sim/transient/heat.h"

#include <math.h>

#include "models/constants.h"

/* A gas this thin takes the temperature of what surrounds it: it keeps the temperature defined down to no gas at all. */
static const double thinnest_pa = 1e-9;

bool node_has_heat(const Node *node) {
  return node->params.thermal != THERMAL_ISOTHERMAL && node->params.volume_m3 > 0 && !node->params.fixed;
}

bool network_has_heat(const Network *network) {
  for (int i = 0; i < network->n_nodes; i++)
    if (node_has_heat(&network->nodes[i])) return true;
  return false;
}

static double per_kelvin(const Gas *gas) {
  return 1 / (REFERENCE_TEMPERATURE_K * (gas->gamma - 1));
}

/* sum c_i/(T0 (gamma_i - 1)): energy per volume and kelvin. */
static double heat_capacity(const Network *network, const double *y) {
  double sum = thinnest_pa / REFERENCE_TEMPERATURE_K;
  for (int i = 0; i < network->n_gas; i++)
    sum += fmax(y[i], 0) * per_kelvin(network->gases[i]);
  return sum;
}

static double energy_of_thinnest(const Node *node) {
  return thinnest_pa / REFERENCE_TEMPERATURE_K * node->params.wall_k;
}

void heat_state(const Network *network, int k, const double *p, double *y) {
  const Node *node = &network->nodes[k];
  int g = network->n_gas;
  double temperature_k = node->params.temperature_k;
  for (int i = 0; i < g; i++)
    y[i] = p[i] * REFERENCE_TEMPERATURE_K / temperature_k;
  y[g] = (heat_capacity(network, y) - thinnest_pa / REFERENCE_TEMPERATURE_K) * temperature_k;
}

static double temperature_of(const Network *network, int k, const double *y) {
  return (y[network->n_gas] + energy_of_thinnest(&network->nodes[k])) / heat_capacity(network, y);
}

double heat_pressures(const Network *network, int k, const double *y, double *p) {
  double temperature_k = temperature_of(network, k, y);
  for (int i = 0; i < network->n_gas; i++)
    p[i] = y[i] * temperature_k / REFERENCE_TEMPERATURE_K;
  return temperature_k;
}

void heat_slopes(const Network *network, int k, const double *y, double *derivatives) {
  int g = network->n_gas, w = g + 1;
  double capacity = heat_capacity(network, y), temperature_k = temperature_of(network, k, y);
  double *of_t = derivatives + g * w;
  for (int j = 0; j < g; j++)
    of_t[j] = y[j] > 0 ? -temperature_k * per_kelvin(network->gases[j]) / capacity : 0;
  of_t[g] = 1 / capacity;
  for (int i = 0; i < g; i++)
    for (int j = 0; j < w; j++)
      derivatives[i * w + j] = (y[i] * of_t[j] + (i == j ? temperature_k : 0)) / REFERENCE_TEMPERATURE_K;
}

void heat_place(Network *network, int k, double temperature_k) {
  network->nodes[k].params.temperature_k = temperature_k;
}

/* What a source supplies comes at the surroundings' temperature; what leaves into nowhere has the line's. */
static double upstream_temperature_k(const Network *network, const Branch *branch, double q) {
  int node = q >= 0 ? branch->from : branch->to, other = q >= 0 ? branch->to : branch->from;
  if (node < 0 && q >= 0) return network->ambient.temperature_k;
  return network->nodes[node >= 0 ? node : other].params.temperature_k;
}

static double enthalpy_per_flow(const Network *network, const Branch *branch, int gas, double q) {
  double gamma = network->gases[gas]->gamma;
  return gamma / (gamma - 1) * upstream_temperature_k(network, branch, q) / REFERENCE_TEMPERATURE_K;
}

double heat_carried_w(const Network *network, const Branch *branch, const double *q) {
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += q[i] * enthalpy_per_flow(network, branch, i, q[i]);
  return sum;
}

void heat_carried_slopes(const Network *network, const Branch *branch, const double *q, double *w_q) {
  for (int i = 0; i < network->n_gas; i++)
    w_q[i] = enthalpy_per_flow(network, branch, i, q[i]);
}

static void flow_at(Network *network, Branch *branch, int node, double temperature_k, const double *p, BranchFlow *flow,
                    double *w) {
  network->nodes[node].params.temperature_k = temperature_k;
  branch_place_temperature(network, branch);
  branch_flow(network, branch, p, flow);
  *w = heat_carried_w(network, branch, flow->q);
}

/* By differences: no law gives its derivative in temperature. Central, so that 1e-4 of it is good to about 1e-8. */
void heat_branch_slope(Network *network, Branch *branch, int end, const double *p, double *q, double *w) {
  int node = end == 1 ? branch->from : branch->to;
  double middle_k = network->nodes[node].params.temperature_k, reach_k = 1e-4 * middle_k, w_low, w_high;
  BranchFlow low, high;
  flow_at(network, branch, node, middle_k - reach_k, p, &low, &w_low);
  flow_at(network, branch, node, middle_k + reach_k, p, &high, &w_high);
  network->nodes[node].params.temperature_k = middle_k;
  branch_place_temperature(network, branch);
  for (int i = 0; i < network->n_gas; i++)
    q[i] = (high.q[i] - low.q[i]) / (2 * reach_k);
  *w = (w_high - w_low) / (2 * reach_k);
}

double heat_from_wall_w(const Node *node, double *slope) {
  const NodeParams *params = &node->params;
  *slope = 0;
  if (params->thermal != THERMAL_WALL) return 0;
  double per_k = params->film_w_m2_k * params->wall_m2;
  *slope = -per_k;
  return per_k * (params->wall_k - params->temperature_k);
}
