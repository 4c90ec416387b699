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

#endif
