/* Which volumes cannot settle within the horizon: clusters of nodes whose every way to a boundary or a pump is too narrow. */
#ifndef XSAVAC_SIM_ISOLATED_H
#define XSAVAC_SIM_ISOLATED_H

#include "sim/branch_flow.h"
#include "sim/network.h"

/* cluster_of_node[n_nodes + 1]: the node that stands for the isolated cluster (its largest volume), -1: settles, or is a boundary.
   p: pressures to judge conductances at. False when out of memory. */
bool isolated_find(const Network *network, const double *p, double horizon_s, int *cluster_of_node);

#endif
