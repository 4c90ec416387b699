/* Which nodes belong together as the line stands. */
#ifndef XSAVAC_SIM_BUDGET_EXTENT_H
#define XSAVAC_SIM_BUDGET_EXTENT_H

#include "sim/network.h"

/* member[n_nodes + 1]: 1 for the node and all that open elements join to it, boundaries left out; across_pumps: those that pumps with
   an exhaust join as well. False when out of memory. */
bool extent_of(const Network *network, int node, bool across_pumps, unsigned char *member);

#endif
