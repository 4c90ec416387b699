#include "sim/transient/heat.h"

#include <math.h>

#include "models/constants.h"

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

void heat_place(Network *network, int k, double temperature_k) {
  network->nodes[k].params.temperature_k = temperature_k;
}

/* What comes from nowhere, from a source or back out of a pump, has the surroundings' temperature. */
static double end_temperature_k(const Network *network, int node) {
  return node >= 0 ? network->nodes[node].params.temperature_k : network->ambient.temperature_k;
}

/* The flow that a difference of one part in 1e5 of the pressures makes: less does not know its direction for certain. */
static double doubtful_flow(const Network *network, const Branch *branch, int gas, const BranchFlow *flow,
                            const double *p) {
  const double doubt = 1e-5;
  int n = network->n_gas, d = gas * n + gas;
  double from = branch->from >= 0 ? fabs(flow->d1[d] * p[branch->from * n + gas]) : 0;
  double to = branch->to >= 0 ? fabs(flow->d2[d] * p[branch->to * n + gas]) : 0;
  return doubt * (from + to);
}

/* The temperature of the end that the gas comes from; where the flow turns it goes over smoothly from one to the other, else the integrator
   would step from side to side of the kink for ever. *slope: in the flow. */
static double stream_temperature_k(const Network *network, const Branch *branch, int gas, const BranchFlow *flow,
                                   const double *p, double *slope) {
  double q = flow->q[gas], width = doubtful_flow(network, branch, gas, flow, p);
  double from_k = end_temperature_k(network, branch->from), to_k = end_temperature_k(network, branch->to);
  *slope = 0;
  if (!(fabs(q) < width)) return q >= 0 ? from_k : to_k;
  double x = q / width;
  *slope = (from_k - to_k) * 0.75 * (1 - x * x) / width;
  return to_k + (from_k - to_k) * (0.5 + x * (0.75 - 0.25 * x * x));
}

static double enthalpy_per_kelvin(const Gas *gas) {
  return gas->gamma / ((gas->gamma - 1) * REFERENCE_TEMPERATURE_K);
}

double heat_carried_w(const Network *network, const Branch *branch, const BranchFlow *flow, const double *p) {
  double sum = 0, slope;
  for (int i = 0; i < network->n_gas; i++)
    sum +=
        flow->q[i] * enthalpy_per_kelvin(network->gases[i]) * stream_temperature_k(network, branch, i, flow, p, &slope);
  return sum;
}

void heat_carried_slopes(const Network *network, const Branch *branch, const BranchFlow *flow, const double *p,
                         double *w_q) {
  for (int i = 0; i < network->n_gas; i++) {
    double slope, temperature_k = stream_temperature_k(network, branch, i, flow, p, &slope);
    w_q[i] = enthalpy_per_kelvin(network->gases[i]) * (temperature_k + flow->q[i] * slope);
  }
}

static void flow_at(Network *network, Branch *branch, int node, double temperature_k, const double *p, BranchFlow *flow,
                    double *w) {
  network->nodes[node].params.temperature_k = temperature_k;
  branch_place_temperature(network, branch);
  branch_flow(network, branch, p, flow);
  *w = heat_carried_w(network, branch, flow, p);
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
