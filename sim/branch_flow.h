/* Flow through one branch for all gases, and the joint of the mixture: in molecular flow each gas for itself, in viscous flow the
   mixture with its upstream composition, one law in between. */
#ifndef XSAVAC_SIM_BRANCH_FLOW_H
#define XSAVAC_SIM_BRANCH_FLOW_H

#include "sim/network.h"

/* Blocks of one branch: q[n], d1[n*n] and d2[n*n] as in SpeciesFlow; + from `from` to `to`. */
typedef struct {
  double q[GAS_MAX], d1[GAS_MAX * GAS_MAX], d2[GAS_MAX * GAS_MAX];
  bool choked, turbulent;
} BranchFlow;

/* p[node * n_gas + gas] partial pressures in Pa of all nodes, the ambient's included (n_nodes + 1 rows). */
void branch_flow(const Network *network, const Branch *branch, const double *p, BranchFlow *flow);

#endif
