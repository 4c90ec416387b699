/* One pass over the branches: balances, Jacobian and scales. No allocation, no look-ups. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/system.h"

bool evaluation_init(Evaluation *evaluation, const System *system, const Network *network) {
  size_t n = (size_t)system->n + 1;
  *evaluation = (Evaluation){
      .into = malloc(n * sizeof(double)),
      .magnitude = malloc(n * sizeof(double)),
      .steepness = malloc(n * sizeof(double)),
      .values = malloc(((size_t)system->column_start[system->n] + 1) * sizeof(double)),
      .q = calloc((size_t)network->n_branches * (size_t)network->n_gas + 1, sizeof(double)),
      .regime_bits = calloc((size_t)network->n_branches + 1, 1),
      .start = calloc((size_t)network->n_branches + 1, sizeof(FlowStart)),
  };
  if (evaluation->into && evaluation->magnitude && evaluation->steepness && evaluation->values && evaluation->q &&
      evaluation->regime_bits && evaluation->start)
    return true;
  evaluation_free(evaluation);
  return false;
}

void evaluation_free(Evaluation *evaluation) {
  free(evaluation->into);
  free(evaluation->magnitude);
  free(evaluation->steepness);
  free(evaluation->values);
  free(evaluation->q);
  free(evaluation->regime_bits);
  free(evaluation->start);
  *evaluation = (Evaluation){0};
}

Evaluation evaluation_aside(const Evaluation *evaluation) {
  Evaluation aside = *evaluation;
  aside.start = NULL, aside.slope_of_branch = NULL, aside.affine = NULL;
  return aside;
}

void evaluation_allow(Evaluation *evaluation, const Network *network, double within) {
  for (int k = 0; k < network->n_branches; k++)
    evaluation->start[k].within = within;
}

void evaluation_forget(Evaluation *evaluation, const Network *network) {
  memset(evaluation->start, 0, (size_t)network->n_branches * sizeof *evaluation->start);
}

/* What is done for every branch knows the number of gases as a constant where it is one: INLINE, and called with 1 or with g. */
#define INLINE static inline __attribute__((always_inline))

/* Adds sign * block to the Jacobian at slot; column is the free node the columns belong to. */
INLINE void add_block(const System *system, int g, double *values, int slot, int column, const double *block,
                      double sign) {
  if (slot < 0) return;
  for (int j = 0; j < g; j++)
    for (int i = 0; i < g; i++)
      values[slot + j * system->stride[column] + i] += sign * block[i * g + j];
}

/* What one relative unit of the pressures at both ends carries: where they cancel, as in S (p - p_u), either end's balance has the rounding. */
INLINE void carried_by(const BranchFlow *flow, const double *p1, const double *p2, int g, double *carried) {
  for (int i = 0; i < g; i++) {
    carried[i] = 0;
    for (int j = 0; j < g && p1; j++)
      carried[i] += fabs(flow->d1[i * g + j] * p1[j]);
    for (int j = 0; j < g && p2; j++)
      carried[i] += fabs(flow->d2[i * g + j] * p2[j]);
  }
}

/* What the branch does to the balances of one of its ends. */
INLINE void add_end(int g, Evaluation *e, int end, double sign, const BranchFlow *flow, const double *carried) {
  if (end < 0) return;
  for (int i = 0; i < g; i++) {
    e->into[end * g + i] += sign * flow->q[i];
    e->magnitude[end * g + i] += fabs(flow->q[i]);
    e->steepness[end * g + i] += carried[i];
  }
}

INLINE bool finite_flow(const BranchFlow *flow, int g) {
  double sum = 0;
  for (int i = 0; i < g; i++)
    sum += flow->q[i];
  for (int i = 0; i < g * g; i++)
    sum += flow->d1[i] + flow->d2[i];
  return isfinite(sum);
}

INLINE void add_branch(const System *system, int g, const Branch *branch, const int *slot, const BranchFlow *flow,
                       const double *p, Evaluation *e) {
  int a = branch->from >= 0 ? system->free_of_node[branch->from] : -1;
  int b = branch->to >= 0 ? system->free_of_node[branch->to] : -1;
  double carried[GAS_MAX];
  carried_by(flow, branch->from >= 0 ? p + branch->from * g : NULL, branch->to >= 0 ? p + branch->to * g : NULL, g,
             carried);
  add_end(g, e, a, -1, flow, carried);
  add_end(g, e, b, 1, flow, carried);
  add_block(system, g, e->values, slot[0], a, flow->d1, -1);
  add_block(system, g, e->values, slot[1], b, flow->d2, -1);
  add_block(system, g, e->values, slot[2], a, flow->d1, 1);
  add_block(system, g, e->values, slot[3], b, flow->d2, 1);
}

static void keep_slopes(Evaluation *e, int block, size_t g, const BranchFlow *flow) {
  double *slopes = e->slopes + (size_t)block * 2 * g * g;
  memcpy(slopes, flow->d1, g * g * sizeof *slopes);
  memcpy(slopes + g * g, flow->d2, g * g * sizeof *slopes);
}

INLINE void add_linear(const double *slopes, const double *p, int g, double sign, double *q) {
  for (int i = 0; i < g; i++)
    for (int j = 0; j < g && p; j++)
      q[i] += sign * slopes[i * g + j] * p[j];
}

INLINE const double *pressures_at(const double *p, int node, int g) {
  return node >= 0 ? p + node * g : NULL;
}

/* What the slopes leave of an affine flow. */
INLINE void keep_constant(Evaluation *e, int k, int g, const Branch *branch, const double *p, const BranchFlow *flow) {
  double *constant = e->constant + k * g;
  for (int i = 0; i < g; i++)
    constant[i] = flow->q[i];
  add_linear(flow->d1, pressures_at(p, branch->from, g), g, -1, constant);
  add_linear(flow->d2, pressures_at(p, branch->to, g), g, -1, constant);
}

INLINE void flow_by_slopes(const Evaluation *e, int k, int g, const Branch *branch, const double *p, double *q) {
  const double *d1 = e->slopes + e->slope_of_branch[k] * 2 * g * g, *d2 = d1 + g * g;
  for (int i = 0; i < g; i++)
    q[i] = e->constant[k * g + i];
  add_linear(d1, pressures_at(p, branch->from, g), g, 1, q);
  add_linear(d2, pressures_at(p, branch->to, g), g, 1, q);
}

/* The first branch whose flow is not finite. */
static int first_not_finite(const double *q, int n_branches, int g) {
  int i = 0;
  while (i < n_branches * g - 1 && isfinite(q[i]))
    i++;
  return i / g;
}

INLINE bool flows_of(const System *system, int g, const Network *network, const double *p, Evaluation *e,
                     int *culprit) {
  double poison = 0; /* 0 * x is NaN for infinity and NaN */
  memset(e->into, 0, (size_t)system->n * sizeof(double));
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    int a = branch->from >= 0 ? system->free_of_node[branch->from] : -1;
    int b = branch->to >= 0 ? system->free_of_node[branch->to] : -1;
    BranchFlow flow;
    if (e->affine && e->affine[k])
      flow_by_slopes(e, k, g, branch, p, flow.q);
    else
      branch_flow_from(network, branch, p, e->start ? e->start + k : NULL, false, &flow);
    for (int i = 0; i < g; i++) {
      e->q[k * g + i] = flow.q[i];
      poison += 0 * flow.q[i];
      if (a >= 0) e->into[a * g + i] -= flow.q[i];
      if (b >= 0) e->into[b * g + i] += flow.q[i];
    }
  }
  *culprit = poison == 0 ? -1 : first_not_finite(e->q, network->n_branches, g);
  return poison == 0;
}

bool system_flows(const System *system, const Network *network, const double *p, Evaluation *e, int *culprit) {
  int g = system->n_gas;
  return g == 1 ? flows_of(system, 1, network, p, e, culprit) : flows_of(system, g, network, p, e, culprit);
}

INLINE bool evaluation_of(const System *system, int g, const Network *network, const double *p, Evaluation *e,
                          int *culprit) {
  size_t n = (size_t)system->n;
  memset(e->into, 0, n * sizeof(double));
  memset(e->magnitude, 0, n * sizeof(double));
  memset(e->steepness, 0, n * sizeof(double));
  memset(e->values, 0, (size_t)system->column_start[system->n] * sizeof(double));
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    BranchFlow flow;
    branch_flow_from(network, branch, p, e->start ? e->start + k : NULL, true, &flow);
    *culprit = k;
    if (!finite_flow(&flow, g)) return false;
    for (int i = 0; i < g; i++)
      e->q[k * g + i] = flow.q[i];
    e->regime_bits[k] = (unsigned char)((flow.choked ? 1 : 0) | (flow.turbulent ? 2 : 0));
    add_branch(system, g, branch, system->slot + 4 * k, &flow, p, e);
    if (e->affine && e->affine[k]) keep_constant(e, k, g, branch, p, &flow);
    if (e->slope_of_branch && e->slope_of_branch[k] >= 0) keep_slopes(e, e->slope_of_branch[k], (size_t)g, &flow);
  }
  *culprit = -1;
  return true;
}

bool system_evaluate(const System *system, const Network *network, const double *p, Evaluation *e, int *culprit) {
  int g = system->n_gas;
  return g == 1 ? evaluation_of(system, 1, network, p, e, culprit) : evaluation_of(system, g, network, p, e, culprit);
}
