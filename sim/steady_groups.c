#include "sim/steady_groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/disjoint.h"

static const double rounding_of_move = 1e-14; /* of a pressure */

typedef struct {
  Disjoint sets;       /* over nodes; held nodes and boundaries never join */
  double *net;         /* [nodes * n_gas] into the group across its border */
  double *slope;       /* [nodes * n_gas] -d net / d common pressure */
  double *conductance; /* [n_branches] steepest derivative at the present pressures */
} Groups;

static bool moves(const SteadyWork *work, int node) {
  return node >= 0 && work->system.free_of_node[node] >= 0 && !work->held[node];
}

bool groups_needed(const SteadyWork *work) {
  const Evaluation *e = &work->evaluation;
  for (int u = 0; u < work->system.n; u++) {
    bool held = work->held[work->system.node_of_free[u / work->system.n_gas]];
    if (!held && fabs(e->into[u]) > 1e-9 * fmax(e->magnitude[u], BALANCE_FLOOR_PA_M3_S)) return true;
  }
  return false;
}

static void groups_free(Groups *groups) {
  disjoint_free(&groups->sets);
  free(groups->net);
  free(groups->slope);
  free(groups->conductance);
}

static bool groups_init(Groups *groups, const Network *network) {
  size_t count = (size_t)(network->n_nodes + 1) * (size_t)network->n_gas;
  groups->sets = disjoint_new(network->n_nodes + 1);
  groups->net = malloc(count * sizeof(double));
  groups->slope = malloc(count * sizeof(double));
  groups->conductance = malloc(((size_t)network->n_branches + 1) * sizeof(double));
  if (groups->sets.parent && groups->net && groups->slope && groups->conductance) return true;
  groups_free(groups);
  return false;
}

/* Adds a branch to the account of the group at one of its ends. */
static void book(Groups *groups, const Network *network, int node, double sign, const double *q, const double *d) {
  int g = network->n_gas, group = disjoint_find(&groups->sets, node);
  for (int i = 0; i < g; i++) {
    groups->net[group * g + i] += sign * q[i];
    groups->slope[group * g + i] -= sign * d[i * g + i];
  }
}

static void take_accounts(Groups *groups, const SteadyWork *work, const Network *network, const double *p) {
  size_t count = (size_t)(network->n_nodes + 1) * (size_t)network->n_gas;
  memset(groups->net, 0, count * sizeof(double));
  memset(groups->slope, 0, count * sizeof(double));
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *b = &network->branches[k];
    bool from = moves(work, b->from), to = moves(work, b->to);
    if (from && to && disjoint_find(&groups->sets, b->from) == disjoint_find(&groups->sets, b->to)) continue;
    BranchFlow flow;
    branch_flow(network, b, p, &flow);
    if (from) book(groups, network, b->from, -1, flow.q, flow.d1);
    if (to) book(groups, network, b->to, 1, flow.q, flow.d2);
  }
}

/* One Newton step of each group's common pressure; returns the largest relative move. */
static double move_groups(Groups *groups, const SteadyWork *work, const Network *network, double *p) {
  int g = network->n_gas;
  double largest = 0;
  for (int i = 0; i < network->n_nodes; i++) {
    if (!moves(work, i)) continue;
    int group = disjoint_find(&groups->sets, i);
    for (int j = 0; j < g; j++) {
      double slope = groups->slope[group * g + j], step = slope > 0 ? groups->net[group * g + j] / slope : 0;
      double before = p[i * g + j];
      p[i * g + j] = before > 0 ? fmin(fmax(before + step, 0.1 * before), 10 * before) : fmax(step, 0);
      if (before > 0) largest = fmax(largest, fabs(step) / before);
    }
  }
  return largest;
}

static void find_conductances(Groups *groups, const Network *network, const double *p) {
  int g = network->n_gas;
  for (int k = 0; k < network->n_branches; k++) {
    BranchFlow flow;
    branch_flow(network, &network->branches[k], p, &flow);
    groups->conductance[k] = 0;
    for (int i = 0; i < g; i++)
      groups->conductance[k] = fmax(groups->conductance[k], fmax(fabs(flow.d1[i * g + i]), fabs(flow.d2[i * g + i])));
  }
}

static int join_above(Groups *groups, const SteadyWork *work, const Network *network, double threshold) {
  int joined = 0;
  disjoint_reset(&groups->sets);
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *b = &network->branches[k];
    if (groups->conductance[k] < threshold || !moves(work, b->from) || !moves(work, b->to)) continue;
    disjoint_join(&groups->sets, b->from, b->to);
    joined++;
  }
  return joined;
}

/* By Newton steps until only rounding moves them. Returns whether more than that did. */
static bool balance_groups(Groups *groups, const SteadyWork *work, const Network *network, double *p) {
  for (int k = 0; k < 20; k++) {
    take_accounts(groups, work, network, p);
    if (move_groups(groups, work, network, p) < rounding_of_move) return k > 0;
  }
  return true;
}

bool groups_settle(SteadyWork *work, const Network *network, double *p, bool *moved) {
  Groups groups = {0};
  if (!groups_init(&groups, network)) return false;
  *moved = false;
  bool stale = true;
  for (double threshold = 1e6; threshold > 1e-16; threshold /= 30) {
    if (stale) find_conductances(&groups, network, p);
    bool single_nodes = join_above(&groups, work, network, threshold) == 0;
    if (single_nodes && threshold < 1e6) continue; /* once is enough */
    stale = balance_groups(&groups, work, network, p);
    *moved = *moved || stale;
  }
  groups_free(&groups);
  return true;
}
