/* Groups of nodes joined so widely that one ulp of their common pressure carries more through the joint than a closed valve leaks
   (ENGINE.md): there the sparse factorisation loses the leak in rounding. Their common pressure is set by the balance of the group
   as a whole, in which the wide joints do not appear. */
#ifndef XSAVAC_SIM_STEADY_GROUPS_H
#define XSAVAC_SIM_STEADY_GROUPS_H

#include "sim/steady.h"

/* Whether some node's balance is closed only within the rounding of its pressure, and not to 1e-9 of what flows. */
bool groups_needed(const SteadyWork *work);

/* Moves the common pressures of groups in p until they balance; *moved: by more than their rounding. False when out of memory. */
bool groups_settle(SteadyWork *work, const Network *network, double *p, bool *moved);

#endif
