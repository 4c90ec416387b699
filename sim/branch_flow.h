/* Flow through one branch for all gases, in the branch's present state: one law on the total pressure (sim/mixture.h), or each gas by
   its own. */
#ifndef XSAVAC_SIM_BRANCH_FLOW_H
#define XSAVAC_SIM_BRANCH_FLOW_H

#include "sim/network.h"

/* Blocks of one branch: q[n], d1[n*n] and d2[n*n] as in SpeciesFlow; + from `from` to `to`. */
typedef struct {
  double q[GAS_MAX], d1[GAS_MAX * GAS_MAX], d2[GAS_MAX * GAS_MAX];
  bool choked, turbulent;
} BranchFlow;

/* What the branch has at its ends: what a species law looks at. Points into p. */
SpeciesPoint branch_species_point(const Network *network, const Branch *branch, const double *p);

/* p[node * n_gas + gas] partial pressures in Pa of all nodes, the ambient's included (n_nodes + 1 rows). */
void branch_flow(const Network *network, const Branch *branch, const double *p, BranchFlow *flow);

/* The same, slopes or not, for who asks again and again at pressures nearby: start is the branch's own, zeros at first
   (ComponentType.flow_from). The flow depends on what was asked before by rounding; d1 and d2 are not set without slopes. */
void branch_flow_from(const Network *network, const Branch *branch, const double *p, FlowStart *start, bool slopes,
                      BranchFlow *flow);

/* The same flow as branch_flow() to the last bit; d1 and d2 are not set where they would cost something. */
void branch_throughput(const Network *network, const Branch *branch, const double *p, BranchFlow *flow);

#endif
