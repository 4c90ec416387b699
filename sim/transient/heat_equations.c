#include "sim/transient/heat_equations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/branch_flow.h"
#include "sim/transient/heat.h"

enum { WIDTH_MAX = GAS_MAX + 1 };

static void find_parts(HeatEquations *heat, const Network *network) {
  for (int i = 0; i < network->n_nodes; i++) {
    heat->temperature_k[i] = network->nodes[i].params.temperature_k;
    if (node_has_heat(&network->nodes[i])) heat->nodes[heat->n_nodes++] = i;
  }
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    bool from = branch->from >= 0 && branch->from < network->n_nodes && node_has_heat(&network->nodes[branch->from]);
    bool to = branch->to >= 0 && branch->to < network->n_nodes && node_has_heat(&network->nodes[branch->to]);
    heat->touched[k] = from || to;
    if (from || to) heat->branches[heat->n_branches++] = k;
  }
}

HeatEquations *heat_equations_new(const Network *network) {
  HeatEquations *heat = calloc(1, sizeof *heat);
  size_t nodes = (size_t)network->n_nodes + 1, branches = (size_t)network->n_branches + 1;
  size_t width = (size_t)network->n_gas + 1;
  if (!heat) return NULL;
  heat->nodes = calloc(nodes, sizeof(int));
  heat->branches = calloc(branches, sizeof(int));
  heat->touched = calloc(branches, 1);
  heat->slopes = calloc(nodes * width * width, sizeof(double));
  heat->temperature_k = calloc(nodes, sizeof(double));
  if (heat->nodes && heat->branches && heat->touched && heat->slopes && heat->temperature_k &&
      system_init_wide(&heat->wide, network, (int)width)) {
    find_parts(heat, network);
    return heat;
  }
  heat_equations_free(heat, NULL);
  return NULL;
}

static void place_branches(const HeatEquations *heat, Network *network) {
  for (int b = 0; b < heat->n_branches; b++)
    branch_place_temperature(network, &network->branches[heat->branches[b]]);
}

void heat_equations_free(HeatEquations *heat, Network *network) {
  if (!heat) return;
  for (int i = 0; network && i < network->n_nodes; i++)
    network->nodes[i].params.temperature_k = heat->temperature_k[i];
  if (network) place_branches(heat, network);
  system_free(&heat->wide);
  free(heat->nodes);
  free(heat->branches);
  free(heat->touched);
  free(heat->slopes);
  free(heat->temperature_k);
  free(heat);
}

void heat_equations_spread(const Equations *eq, const double *y, double *p) {
  int g = eq->network->n_gas, w = g + 1;
  for (int u = 0; u < eq->system.n_free; u++) {
    int node = eq->system.node_of_free[u];
    if (node_has_heat(&eq->network->nodes[node]))
      eq->network->nodes[node].params.temperature_k = heat_pressures(eq->network, y + u * w, p + node * g);
    else
      memcpy(p + node * g, y + u * w, (size_t)g * sizeof *p);
  }
  place_branches(eq->heat, eq->network);
}

/* --- one branch --- */

typedef struct {
  BranchFlow flow;
  double w;                                  /* enthalpy, W */
  double by[2][WIDTH_MAX * WIDTH_MAX];       /* rows: flows, enthalpy; columns: pressures and temperature of each end */
  double by_state[2][WIDTH_MAX * WIDTH_MAX]; /* columns: the unknowns of each end */
} HotBranch;

static void derive_by_pressure(int g, const double *by_flow, HotBranch *hot) {
  int w = g + 1;
  for (int end = 0; end < 2; end++) {
    const double *d = end == 0 ? hot->flow.d1 : hot->flow.d2;
    double *by = hot->by[end];
    memset(by, 0, (size_t)(w * w) * sizeof *by);
    for (int j = 0; j < g; j++)
      for (int i = 0; i < g; i++) {
        by[i * w + j] = d[i * g + j];
        by[g * w + j] += by_flow[i] * d[i * g + j];
      }
  }
}

static bool end_has_heat(const Network *network, int node) {
  return node >= 0 && node < network->n_nodes && node_has_heat(&network->nodes[node]);
}

static void derive_by_temperature(Network *network, Branch *branch, const double *p, const double *by_flow,
                                  const double *by_temperature, HotBranch *hot) {
  int g = network->n_gas, w = g + 1;
  for (int end = 0; end < 2; end++) {
    double q[GAS_MAX], *by = hot->by[end];
    if (!end_has_heat(network, end == 0 ? branch->from : branch->to)) continue;
    heat_flow_slope(network, branch, end, p, q);
    by[g * w + g] = by_temperature[end];
    for (int i = 0; i < g; i++) {
      by[i * w + g] = q[i];
      by[g * w + g] += by_flow[i] * q[i];
    }
  }
}

static void derive(Equations *eq, Branch *branch, int k, HotBranch *hot) {
  double by_flow[GAS_MAX], by_temperature[2];
  heat_carried_slopes(eq->network, branch, hot->flow.q, by_flow, by_temperature);
  derive_by_pressure(eq->network->n_gas, by_flow, hot);
  if (eq->heat->touched[k]) derive_by_temperature(eq->network, branch, eq->p, by_flow, by_temperature, hot);
}

static void multiply(const double *a, const double *b, int w, double *c) {
  for (int i = 0; i < w; i++)
    for (int j = 0; j < w; j++) {
      double sum = 0;
      for (int k = 0; k < w; k++)
        sum += a[i * w + k] * b[k * w + j];
      c[i * w + j] = sum;
    }
}

/* Adds sign * block at a slot of the Jacobian; a row or column of energy only where the node has a balance. */
static void add_block(const Equations *eq, double *jacobian, int slot, int row, int column, const double *block,
                      double sign) {
  const System *wide = &eq->heat->wide;
  int w = wide->n_gas;
  if (slot < 0) return;
  int rows = end_has_heat(eq->network, wide->node_of_free[row]) ? w : w - 1;
  for (int j = 0; j < w; j++)
    for (int i = 0; i < rows; i++)
      jacobian[slot + j * wide->stride[column] + i] += sign * block[i * w + j];
}

static void add_end(const Equations *eq, double *f, int end, double sign, const HotBranch *hot) {
  int g = eq->network->n_gas, w = g + 1;
  if (end < 0) return;
  for (int i = 0; i < g; i++)
    f[end * w + i] += sign * hot->flow.q[i];
  if (end_has_heat(eq->network, eq->system.node_of_free[end])) f[end * w + g] += sign * hot->w;
}

static void add_slopes(Equations *eq, Branch *branch, int k, const int *end, HotBranch *hot, double *jacobian) {
  const int *slot = eq->heat->wide.slot + 4 * k;
  int w = eq->heat->wide.n_gas;
  derive(eq, branch, k, hot);
  for (int e = 0; e < 2; e++)
    if (end[e] >= 0) multiply(hot->by[e], eq->heat->slopes + (size_t)end[e] * (size_t)(w * w), w, hot->by_state[e]);
  add_block(eq, jacobian, slot[0], end[0], end[0], hot->by_state[0], -1);
  add_block(eq, jacobian, slot[1], end[0], end[1], hot->by_state[1], -1);
  add_block(eq, jacobian, slot[2], end[1], end[0], hot->by_state[0], 1);
  add_block(eq, jacobian, slot[3], end[1], end[1], hot->by_state[1], 1);
}

/* The border's slopes are wanted in the unknowns, to be multiplied with a direction in them. */
static void keep_border(Equations *eq, int k, const HotBranch *hot) {
  int b = eq->border_of_branch[k], w = eq->width;
  if (b < 0) return;
  for (int e = 0; e < 2; e++)
    memcpy(eq->slope + (2 * b + e) * w * w, hot->by_state[e], (size_t)(w * w) * sizeof(double));
}

static bool add_branch(Equations *eq, int k, double *f, double *jacobian) {
  Branch *branch = &eq->network->branches[k];
  const int end[2] = {branch->from >= 0 ? eq->system.free_of_node[branch->from] : -1,
                      branch->to >= 0 ? eq->system.free_of_node[branch->to] : -1};
  HotBranch hot;
  branch_flow_from(eq->network, branch, eq->p, &eq->evaluation.start[k], true, &hot.flow);
  hot.w = heat_carried_w(eq->network, branch, hot.flow.q);
  eq->culprit = k;
  if (!isfinite(hot.w)) return false;
  int g = eq->network->n_gas;
  memcpy(eq->evaluation.q + (size_t)k * (size_t)g, hot.flow.q, (size_t)g * sizeof(double));
  add_end(eq, f, end[0], -1, &hot);
  add_end(eq, f, end[1], 1, &hot);
  if (!jacobian) return true;
  add_slopes(eq, branch, k, end, &hot, jacobian);
  keep_border(eq, k, &hot);
  return true;
}

/* --- the nodes --- */

static void node_slopes(const Equations *eq, const double *y) {
  int g = eq->network->n_gas, w = g + 1;
  for (int u = 0; u < eq->system.n_free; u++) {
    double *slopes = eq->heat->slopes + (size_t)u * (size_t)(w * w);
    int node = eq->system.node_of_free[u];
    if (node_has_heat(&eq->network->nodes[node])) {
      heat_slopes(eq->network, y + u * w, slopes);
      continue;
    }
    memset(slopes, 0, (size_t)(w * w) * sizeof *slopes);
    for (int i = 0; i < g; i++)
      slopes[i * w + i] = 1;
  }
}

static void add_walls(const Equations *eq, double *f, double *jacobian) {
  const System *wide = &eq->heat->wide;
  int g = eq->network->n_gas, w = g + 1;
  for (int h = 0; h < eq->heat->n_nodes; h++) {
    int node = eq->heat->nodes[h], u = eq->system.free_of_node[node];
    double slope, heat_w = heat_from_wall_w(&eq->network->nodes[node], &slope);
    f[u * w + g] += heat_w;
    const double *of_t = eq->heat->slopes + (size_t)u * (size_t)(w * w) + g * w;
    for (int j = 0; jacobian && j < w; j++)
      jacobian[wide->diagonal[u] + j * wide->stride[u] + g] += slope * of_t[j];
  }
}

bool heat_equations_evaluate(Equations *eq, const double *y, double *f, double *jacobian) {
  const System *wide = &eq->heat->wide;
  memset(f, 0, (size_t)wide->n * sizeof *f);
  if (jacobian) memset(jacobian, 0, (size_t)wide->column_start[wide->n] * sizeof *jacobian);
  if (jacobian) node_slopes(eq, y);
  for (int k = 0; k < eq->network->n_branches; k++)
    if (!add_branch(eq, k, f, jacobian)) return false;
  add_walls(eq, f, jacobian);
  eq->culprit = -1;
  return true;
}
