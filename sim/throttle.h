/* What laws need from outside on two counts.
   Near equal pressures the flow through a throttle (an orifice, a valve, a short tube) goes as the square root of the difference, down to
   differences that a solution to a tolerance cannot tell: a step towards rest then jumps from one side to the other, or stands still
   beside it, for ever. Below Network.unresolved of the pressure the flow is the odd cubic in the difference that joins the law there with
   its slope; where the law is linear it is the law.
   Between unlike temperatures a dense flow through a throttle has the temperature of the end it comes from (it expands without taking up heat), while the law
   is asked at the mean temperature of both, right for molecules and for a tube's wall: the dense part is turned by sqrt(Tm/T). */
#ifndef XSAVAC_SIM_THROTTLE_H
#define XSAVAC_SIM_THROTTLE_H

#include "sim/network.h"
#include "sim/transpiration.h"

/* The branch's law on total pressures; start, slopes: as in ComponentType.flow_from, NULL: from nowhere. */
void throttle_law(const Network *network, const Branch *branch, const GasState *gas, double p1_pa, double p2_pa,
                  FlowStart *start, bool slopes, Flow *flow);

static inline bool throttle_turns(const Branch *branch) {
  return branch->throat_1 != branch->throat_2;
}

/* Factor on the flow at the mean temperature, and its derivatives in the nodes' total pressures and in ln(mu v0) of the gas. end1, end2:
   the ends' transpiration, whose factors tell how dense the gas is there; {1, 0} where none acts. */
typedef struct {
  double factor, by_1, by_2, by_ln_s;
} Turn;

Turn throttle_turn(const Branch *branch, const Transpiration *end1, const Transpiration *end2, double p1_pa,
                   double p2_pa);

#endif
