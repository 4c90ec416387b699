#include "sim/budget/collect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/leak.h"
#include "models/seal.h"
#include "models/surface.h"
#include "sim/ambient.h"
#include "sim/budget/detail.h"

/* --- what crosses the border --- */

static bool is_member(const BudgetView *view, int node) {
  return node >= 0 && node < view->network->n_nodes && view->member[node];
}

int view_side(const BudgetView *view, const Branch *branch) {
  return (is_member(view, branch->to) ? 1 : 0) - (is_member(view, branch->from) ? 1 : 0);
}

static void cross(Crossing *crossing, double into) {
  *(into > 0 ? &crossing->in_pa_m3_s : &crossing->out_pa_m3_s) += fabs(into);
}

Crossing view_crossing(const BudgetView *view, const Branch *branch, const double *q) {
  Crossing crossing = {0, 0};
  int side = view_side(view, branch);
  for (int i = 0; i < view->network->n_gas; i++)
    cross(&crossing, view->weight[i] * side * q[i]);
  return crossing;
}

double view_leak_into(const BudgetView *view, const Branch *branch, const LeakReference *reference) {
  SpeciesPoint at = branch_species_point(view->network, branch, view->p);
  double outside[GAS_MAX];
  if (branch->from < 0) {
    at.total1_pa = view->network->ambient.pressure_pa;
    for (int i = 0; i < at.n_gas; i++)
      outside[i] = at.total1_pa * view->network->line_fractions[i];
    at.p1_pa = outside;
  }
  double q[GAS_MAX] = {0}, d1[GAS_MAX * GAS_MAX] = {0}, d2[GAS_MAX * GAS_MAX] = {0};
  leak_species(reference, &at, &(SpeciesFlow){q, d1, d2});
  return view_crossing(view, branch, q).in_pa_m3_s;
}

/* --- which mechanism --- */

/* Emptying takes longer than this through a small conductance. */
static const double trapped_from_s = 1;

static bool is_element(const Branch *branch) {
  return branch->type->section == SECTION_ELEMENTS;
}

/* The volume at the other end has no way but this one, and nothing that brings or takes gas. */
static bool is_dead_end(const Network *network, int node, const Branch *way) {
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (branch != way && (branch->from == node || branch->to == node)) return false;
  }
  return true;
}

double trapped_time_s(const BudgetView *view, const Branch *branch) {
  const Network *network = view->network;
  int outer = is_member(view, branch->to) ? branch->from : branch->to;
  if (!is_element(branch) || branch->type->closes || outer < 0 || outer >= network->n_nodes) return NAN;
  const NodeParams *node = &network->nodes[outer].params;
  if (node->fixed || !(node->volume_m3 > 0) || !is_dead_end(network, outer, branch)) return NAN;
  BranchFlow flow;
  branch_flow(network, branch, view->p, &flow);
  const double *slopes = outer == branch->from ? flow.d1 : flow.d2;
  double conductance = fabs(slopes[0]);
  return node->volume_m3 / conductance >= trapped_from_s ? node->volume_m3 / conductance : NAN;
}

static BudgetMechanism mechanism_of(const BudgetView *view, const Branch *branch) {
  switch (branch->type->section) {
  case SECTION_PUMPS:
    return is_member(view, branch->from) ? MECHANISM_PUMP : MECHANISM_LINE;
  case SECTION_SOURCES:
    return MECHANISM_SOURCE;
  case SECTION_LEAKS:
    return branch->external ? MECHANISM_BODY : MECHANISM_LEAK;
  case SECTION_SURFACES:
    return MECHANISM_OUTGASSING;
  case SECTION_SEALS:
    return MECHANISM_PERMEATION;
  case SECTION_JOINTS:
    return MECHANISM_JOINT;
  default:
    if (branch->type->closes && !branch->open) return MECHANISM_SEAT;
    return isnan(trapped_time_s(view, branch)) ? MECHANISM_LINE : MECHANISM_TRAPPED;
  }
}

/* --- rows --- */

static BudgetRow *row_new(Budget *budget) {
  if (budget->count == budget->capacity) {
    int capacity = budget->capacity ? 2 * budget->capacity : 32;
    BudgetRow *rows = realloc(budget->rows, (size_t)capacity * sizeof *rows);
    if (!rows) {
      budget->out_of_memory = true;
      return NULL;
    }
    budget->rows = rows;
    budget->capacity = capacity;
  }
  budget->rows[budget->count] = budget_row_empty();
  return &budget->rows[budget->count++];
}

static void add_row(Budget *budget, const BudgetView *view, int k, BudgetMechanism mechanism, const Gas *gas,
                    double in) {
  const Branch *branch = &view->network->branches[k];
  BudgetRow *row = row_new(budget);
  if (!row) return;
  row->branch = k;
  row->name = branch->name;
  row->mechanism = mechanism;
  row->gas = gas;
  row->service_pa_m3_s = row->low_pa_m3_s = row->high_pa_m3_s = in;
  budget_detail(row, view);
}

static double share_counted(const BudgetView *view, const Gas *gas) {
  const Network *network = view->network;
  for (int i = 0; i < network->n_gas; i++)
    if (network->gases[i] == gas) return view->weight[i];
  return view->weight[0]; /* counts as the line's first gas */
}

SealPressures view_seal_pressures(const BudgetView *view, const Branch *branch, const Gas *gas) {
  const Network *network = view->network;
  SealPressures at = {0, 0};
  GasBlend outside;
  double total = network_total(network, view->p, branch->from);
  if (ambient_at_seals(network, &outside))
    for (int i = 0; i < outside.n; i++)
      if (outside.gas[i] == gas) at.outer_pa += outside.x[i] * total;
  for (int j = 0; j < network->n_gas; j++)
    if (network->gases[j] == gas) at.inner_pa = view->p[branch->to * network->n_gas + j];
  return at;
}

/* One gas's part of the seal's law, + into the node. */
static double seal_flow(const BudgetView *view, const Branch *branch, const Gas *gas) {
  SealPressures at = view_seal_pressures(view, branch, gas);
  double conductance = ((const Seal *)branch->params)->conductance_m3_s[gas_row(gas)];
  return share_counted(view, gas) * conductance * (at.outer_pa - at.inner_pa);
}

static bool holds(const GasBlend *blend, const Gas *gas) {
  for (int i = 0; i < blend->n; i++)
    if (blend->gas[i] == gas) return true;
  return false;
}

Crossing view_seal_crossing(const BudgetView *view, const Branch *branch) {
  Crossing crossing = {0, 0};
  GasBlend outside;
  if (!ambient_at_seals(view->network, &outside)) return crossing;
  for (int i = 0; i < outside.n; i++)
    cross(&crossing, seal_flow(view, branch, outside.gas[i]));
  for (int i = 0; i < view->network->n_gas; i++)
    if (!holds(&outside, view->network->gases[i])) cross(&crossing, seal_flow(view, branch, view->network->gases[i]));
  return crossing;
}

/* One row a gas. What gases of the line leave by it stands in the ledger alone. */
static void add_seal(Budget *budget, const BudgetView *view, int k) {
  const Branch *branch = &view->network->branches[k];
  GasBlend outside;
  if (!ambient_at_seals(view->network, &outside)) return;
  for (int i = 0; i < outside.n; i++) {
    double in = seal_flow(view, branch, outside.gas[i]);
    if (in > 0) add_row(budget, view, k, MECHANISM_PERMEATION, outside.gas[i], in);
  }
}

/* What is no part of a budget has a row where something flows; a leak has one even where nothing flows in. */
static bool is_worth_a_row(BudgetMechanism mechanism, double in) {
  return in > 0 || mechanism_part(mechanism) == PART_LEAK || mechanism == MECHANISM_OUTGASSING;
}

Status budget_collect(Budget *budget, const BudgetView *view) {
  const Network *network = view->network;
  for (int k = 0; k < network->n_branches && !budget->out_of_memory; k++) {
    const Branch *branch = &network->branches[k];
    if (view_side(view, branch) == 0) continue;
    BudgetMechanism mechanism = mechanism_of(view, branch);
    LeakReference known;
    if (mechanism == MECHANISM_PERMEATION) {
      add_seal(budget, view, k);
      continue;
    }
    if (mechanism == MECHANISM_SEAT && !(branch_is_valve(branch) && valve_seat_leak(branch->params, &known))) continue;
    BranchFlow flow;
    branch_throughput(network, branch, view->p, &flow);
    double in = view_crossing(view, branch, flow.q).in_pa_m3_s;
    if (is_worth_a_row(mechanism, in)) add_row(budget, view, k, mechanism, NULL, in);
  }
  return budget->out_of_memory ? STATUS_MEMORY : STATUS_OK;
}
