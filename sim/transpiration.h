/* Thermal transpiration: rarefied gas at rest between a cold and a warm node stands at p1/sqrt(T1) = p2/sqrt(T2), dense gas at
   p1 = p2. A law takes the pressures as seen from its mean temperature Tm, p (1 + w(delta) (sqrt(Tm/T) - 1)), delta at that end's own
   pressure and w from 1, molecular, to 0, viscous: so the law's zero moves, and it stays as monotone as it is. */
#ifndef XSAVAC_SIM_TRANSPIRATION_H
#define XSAVAC_SIM_TRANSPIRATION_H

#include "sim/network.h"

/* One end: the pressure seen is factor * p; slope = dfactor/dp. The factor depends on p/(mu v0) alone. */
typedef struct {
  double factor, slope_per_pa;
} Transpiration;

/* root = sqrt(Tm/T) of the end; 1 gives factor 1 exactly. delta_per_pa: rarefaction of the branch's bore at 1 Pa. */
Transpiration transpiration_at(double root, double delta_per_pa, double p_pa);

/* Sets root_1 and root_2 (and throat_1, throat_2: sim/throttle.h) of a branch from the temperatures of its ends: 1 where both are equal, at anything but an element, and at a
   law that has no molecular flow (a bare Kv, a given conductance or flow). */
void transpiration_derive(Branch *branch, double temperature1_k, double temperature2_k);

static inline bool transpiration_acts(const Branch *branch) {
  return branch->root_1 != branch->root_2;
}

#endif
