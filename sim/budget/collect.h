/* The rows of a budget, read off the network as it stands. */
#ifndef XSAVAC_SIM_BUDGET_COLLECT_H
#define XSAVAC_SIM_BUDGET_COLLECT_H

#include "models/leak_law.h"
#include "sim/branch_flow.h"
#include "sim/budget/budget.h"

/* Where and of what the budget is: member[n_nodes + 1] are the nodes it stands for, weight[n_gas] how much of each gas of the line
   counts (1; under a purity the share of the one gas in it). */
typedef struct {
  const Network *network;
  const double *p;        /* pressures of all nodes */
  const double *solved_q; /* [n_branches * n_gas] the network's own flows there */
  const unsigned char *member;
  double weight[GAS_MAX];
  const Gas *counted_gas; /* NULL: all gases */
} BudgetView;

/* +1: into the view's nodes along the branch's direction, -1: against it, 0: it does not cross their border. */
int view_side(const BudgetView *view, const Branch *branch);

/* Partial pressures of one gas at a seal: what its law looks at. */
typedef struct {
  double outer_pa, inner_pa;
} SealPressures;
SealPressures view_seal_pressures(const BudgetView *view, const Branch *branch, const Gas *gas);

/* One branch's flow, by weights: what enters, what leaves. */
typedef struct {
  double in_pa_m3_s, out_pa_m3_s;
} Crossing;
Crossing view_seal_crossing(const BudgetView *view,
                            const Branch *branch); /* each gas by itself, also where they count as one */
Crossing view_crossing(const BudgetView *view, const Branch *branch, const double *q);

/* What a known leak lets into the node that `branch` joins to its outside, at the branch's own pressures and temperature; a leak that
   comes from nowhere in particular stands as one from the ambient. */
double view_leak_into(const BudgetView *view, const Branch *branch, const LeakReference *reference);

/* How long the volume behind a small conductance takes to empty through it; NAN where the branch leads to no such volume. */
double trapped_time_s(const BudgetView *view, const Branch *branch);

/* Fills budget->rows, in network order. STATUS_MEMORY. */
Status budget_collect(Budget *budget, const BudgetView *view);

#endif
