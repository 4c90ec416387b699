#include "sim/transient/heat.h"

#include <math.h>

#include "models/constants.h"
#include "sim/branch_flow.h"

/* What holds the gas takes part with a heat capacity as small as that of gas so thin: it keeps a temperature down to no gas at all. */
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

/* sum c_i/(T0 (gamma_i - 1)) and a little: energy per volume and kelvin. */
static double heat_capacity(const Network *network, const double *y) {
  double sum = thinnest_pa / REFERENCE_TEMPERATURE_K;
  for (int i = 0; i < network->n_gas; i++)
    sum += fmax(y[i], 0) * per_kelvin(network->gases[i]);
  return sum;
}

void heat_state(const Network *network, int k, const double *p, double *y) {
  const Node *node = &network->nodes[k];
  int g = network->n_gas;
  double temperature_k = node->params.temperature_k;
  for (int i = 0; i < g; i++)
    y[i] = p[i] * REFERENCE_TEMPERATURE_K / temperature_k;
  y[g] = heat_capacity(network, y) * temperature_k;
}

double heat_pressures(const Network *network, const double *y, double *p) {
  double temperature_k = y[network->n_gas] / heat_capacity(network, y);
  for (int i = 0; i < network->n_gas; i++)
    p[i] = y[i] * temperature_k / REFERENCE_TEMPERATURE_K;
  return temperature_k;
}

void heat_slopes(const Network *network, const double *y, double *derivatives) {
  int g = network->n_gas, w = g + 1;
  double capacity = heat_capacity(network, y), temperature_k = y[g] / capacity;
  double *of_t = derivatives + g * w;
  for (int j = 0; j < g; j++)
    of_t[j] = y[j] > 0 ? -temperature_k * per_kelvin(network->gases[j]) / capacity : 0;
  of_t[g] = 1 / capacity;
  for (int i = 0; i < g; i++)
    for (int j = 0; j < w; j++)
      derivatives[i * w + j] = (y[i] * of_t[j] + (i == j ? temperature_k : 0)) / REFERENCE_TEMPERATURE_K;
}

/* What comes from nowhere, from a source or back out of a pump, has the surroundings' temperature. */
static double end_temperature_k(const Network *network, int node) {
  return node >= 0 ? network->nodes[node].params.temperature_k : network->ambient.temperature_k;
}

static double enthalpy_per_kelvin(const Gas *gas) {
  return gas->gamma / ((gas->gamma - 1) * REFERENCE_TEMPERATURE_K);
}

double heat_carried_w(const Network *network, const Branch *branch, const double *q) {
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += q[i] * enthalpy_per_kelvin(network->gases[i]) *
           end_temperature_k(network, q[i] >= 0 ? branch->from : branch->to);
  return sum;
}

void heat_carried_slopes(const Network *network, const Branch *branch, const double *q, double *by_flow,
                         double *by_temperature) {
  by_temperature[0] = by_temperature[1] = 0;
  for (int i = 0; i < network->n_gas; i++) {
    double per_kelvin = enthalpy_per_kelvin(network->gases[i]);
    by_flow[i] = per_kelvin * end_temperature_k(network, q[i] >= 0 ? branch->from : branch->to);
    by_temperature[q[i] >= 0 ? 0 : 1] += per_kelvin * q[i];
  }
}

static void flow_at(Network *network, Branch *branch, int node, double temperature_k, const double *p,
                    BranchFlow *flow) {
  network->nodes[node].params.temperature_k = temperature_k;
  branch_place_temperature(network, branch);
  branch_throughput(network, branch, p, flow);
}

/* By differences: no law gives its derivative in temperature. Central, so that 1e-4 of it is good to about 1e-8. Of the flows alone: the
   enthalpy has a kink where a flow turns, and a difference across it would hold the integrator there for ever. */
void heat_flow_slope(Network *network, Branch *branch, int end, const double *p, double *q) {
  int node = end == 0 ? branch->from : branch->to;
  double middle_k = network->nodes[node].params.temperature_k, reach_k = 1e-4 * middle_k;
  BranchFlow low, high;
  flow_at(network, branch, node, middle_k - reach_k, p, &low);
  flow_at(network, branch, node, middle_k + reach_k, p, &high);
  network->nodes[node].params.temperature_k = middle_k;
  branch_place_temperature(network, branch);
  for (int i = 0; i < network->n_gas; i++)
    q[i] = (high.q[i] - low.q[i]) / (2 * reach_k);
}

double heat_from_wall_w(const Node *node, double *slope) {
  const NodeParams *params = &node->params;
  *slope = 0;
  if (params->thermal != THERMAL_WALL) return 0;
  double per_k = params->film_w_m2_k * params->wall_m2;
  *slope = -per_k;
  return per_k * (params->wall_k - params->temperature_k);
}
