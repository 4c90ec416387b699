/* What a flow law returns. Shared by every component; laws are pure functions of two pressures and a gas state. */
#ifndef XSAVAC_MODELS_FLOW_H
#define XSAVAC_MODELS_FLOW_H

#include <stdbool.h>

/* Throughput (pV flow at 293.15 K, Pa m3/s), positive from end 1 to end 2, with its derivatives in linear pressure.
   dq_dp1 >= 0 and dq_dp2 <= 0 always. */
typedef struct {
  double q_pa_m3_s;
  double dq_dp1_m3_s, dq_dp2_m3_s;
  bool choked, turbulent; /* what the viscous part of the law is doing, for the regime in the results */
} Flow;

/* Where a law that searches for its flow found it last, for one element on one gas: a search that begins there is short. Zeros:
   nowhere yet. The flow found depends on it by less than 1e-10 of itself, or without slopes by less than `within` where that is more.
   Owned by who asks, who sets within alone; at1, at2 and root are in the law's own terms. */
typedef struct {
  double at1, at2, root, by1, by2;
  double step1, step2, turn1, turn2; /* from the root before: how far at1, at2 moved and by1, by2 changed */
  double lean;      /* of the cubic through both roots with their slopes: what it has of the third power of the way */
  double curvature; /* root f''/(2 f') of the equation there; 0: not known */
  int sonic;        /* which ends were there */
  double within;    /* 0: 1e-10 */
} FlowStart;

#endif
