/* The node balances as a sparse system: unknown u = free node * n_gas + gas, a partial pressure in Pa; equation u: net throughput of
   that gas into that node. The structure stands for the network's whole life; valve states only change values. */
#ifndef XSAVAC_SIM_SYSTEM_H
#define XSAVAC_SIM_SYSTEM_H

#include "sim/branch_flow.h"
#include "sim/network.h"

typedef struct {
  int n_gas, n_free, n;    /* n = n_free * n_gas */
  int *free_of_node;       /* [n_nodes + 1], -1 for a fixed node */
  int *node_of_free;       /* [n_free] */
  int *column_start, *row; /* by columns */
  int *
      slot; /* [n_branches * 4] first value of the block (row end, column end): from-from, from-to, to-from, to-to; -1: none */
  int *diagonal; /* [n_free] first value of the block on the diagonal */
  int *stride;   /* [n_free] values from one column of a node to its next gas */
} System;

/* False when out of memory; then the object is empty. The network must be derived. */
bool system_init(System *system, const Network *network);

/* The same structure with `width` unknowns a node in the place of its gases. */
bool system_init_wide(System *system, const Network *network, int width);
void system_free(System *system); /* takes an empty object */

/* What one evaluation gives beside the system: per branch and gas the throughput, per unknown the scale of its balance. */
typedef struct {
  double *into;               /* [n] net throughput into the node, Pa m3/s */
  double *magnitude;          /* [n] sum of |q| at the node */
  double *steepness;          /* [n] sum of |dq/dp| p at the node: what one relative unit of p carries */
  double *values;             /* [nonzeros] d into / dp */
  double *q;                  /* [n_branches * n_gas] */
  unsigned char *regime_bits; /* [n_branches] 1 choked, 2 turbulent */
  FlowStart *start;           /* [n_branches] where the search for a flow ended last; NULL: each begins anew */
  /* For who wants the slopes of single branches beside the sum: set by the caller, not owned, NULL for none */
  const int *slope_of_branch; /* [n_branches] which of the blocks below, -1: none */
  double *slopes;             /* [blocks * 2 * n_gas^2] d1 and d2 as in SpeciesFlow */
  /* For who asks for flows where nothing but pressures changed since slopes were asked for: so too */
  const bool *affine; /* [n_branches] ComponentType.affine: its flow is told by its slopes, kept as above, and */
  double *constant;   /* [n_branches * n_gas] */
} Evaluation;

bool evaluation_init(Evaluation *evaluation, const System *system, const Network *network);
void evaluation_free(Evaluation *evaluation);

/* The same memory for a look aside: neither where searches ended nor the slopes of branches are touched, so that what is evaluated
   next is the same to the last bit, looked or not. Not to be freed. */
Evaluation evaluation_aside(const Evaluation *evaluation);

/* How far a flow without slopes may depend on where its search began (FlowStart.within). */
void evaluation_allow(Evaluation *evaluation, const Network *network, double within);

/* What comes next does not depend on what was evaluated before, to the last bit; nothing is allowed any more. */
void evaluation_forget(Evaluation *evaluation, const Network *network);

/* p[(n_nodes + 1) * n_gas]: partial pressures of all nodes. False when a law returns something that is not finite: *culprit names the branch. */
bool system_evaluate(const System *system, const Network *network, const double *p, Evaluation *evaluation,
                     int *culprit);

/* The same without scales and derivatives: into and q alone. */
bool system_flows(const System *system, const Network *network, const double *p, Evaluation *evaluation, int *culprit);

#endif
