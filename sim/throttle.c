#include "sim/throttle.h"

#include <math.h>

/* q = Q (c1 x + c3 x^3), x = difference/reach, with the law's flow Q and slope at x = 1; part: negative where the difference is. How its
   steepness there changes with the mean pressure is left out of the derivative: a part of 1e-6 of it. */
static void smooth(const Flow *edge, double mean_pa, double difference_pa, double part, Flow *flow) {
  double reach_pa = part * mean_pa, x = difference_pa / reach_pa, q = edge->q_pa_m3_s;
  double steepness = 0.5 * (edge->dq_dp1_m3_s - edge->dq_dp2_m3_s) * reach_pa / q;
  double c1 = 0.5 * (3 - steepness), c3 = 0.5 * (steepness - 1), shape = x * (c1 + c3 * x * x);
  double by_difference = q / reach_pa * (c1 + 3 * c3 * x * x);
  double edge_by_mean = edge->dq_dp1_m3_s * (1 + 0.5 * part) + edge->dq_dp2_m3_s * (1 - 0.5 * part);
  double by_mean = edge_by_mean * shape - by_difference * difference_pa / mean_pa;
  *flow = (Flow){.q_pa_m3_s = q * shape,
                 .dq_dp1_m3_s = 0.5 * by_mean + by_difference,
                 .dq_dp2_m3_s = 0.5 * by_mean - by_difference,
                 .turbulent = edge->turbulent};
}

static void law(const Branch *branch, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start, bool slopes,
                Flow *flow) {
  const ComponentType *type = branch->type;
  if (start && type->flow_from)
    type->flow_from(branch->params, gas, p1_pa, p2_pa, start, slopes, flow);
  else
    type->flow(branch->params, gas, p1_pa, p2_pa, flow);
}

/* Not of a flow that is fixed: it has no rest. */
static bool comes_to_rest(const ComponentType *type) {
  return type->symmetric || type->molecular_conductance_m3_s;
}

void throttle_law(const Network *network, const Branch *branch, const GasState *gas, double p1_pa, double p2_pa,
                  FlowStart *start, bool slopes, Flow *flow) {
  double mean_pa = 0.5 * (p1_pa + p2_pa), difference_pa = p1_pa - p2_pa, part = network->unresolved;
  if (part > 0 && fabs(difference_pa) < part * mean_pa && comes_to_rest(branch->type)) {
    Flow edge;
    if (difference_pa < 0) part = -part;
    law(branch, gas, mean_pa * (1 + 0.5 * part), mean_pa * (1 - 0.5 * part), start, true, &edge);
    if (edge.q_pa_m3_s * part > 0) {
      smooth(&edge, mean_pa, difference_pa, part, flow);
      return;
    }
  }
  law(branch, gas, p1_pa, p2_pa, start, slopes, flow);
}

/* Which end the gas comes from, -1 to 1: both alike where the pressures are, or the flow would have a corner at rest. */
typedef struct {
  double value, by_1, by_2; /* derivatives in the pressures as seen */
} Side;

static Side side_of(double p1_pa, double p2_pa) {
  const double width = 0.05; /* of the pressure; beyond a few times that it is one end's alone, to rounding */
  double mean = 0.5 * (p1_pa + p2_pa), reach = width * mean;
  if (!(reach > 0)) return (Side){0};
  double x = (p1_pa - p2_pa) / reach, value = tanh(x), by_x = 1 - value * value;
  double by_mean = -by_x * x / mean;
  return (Side){value, 0.5 * by_mean + by_x / reach, 0.5 * by_mean - by_x / reach};
}

/* Between the ends' factors by their logarithms: so q rises with the pressure it comes from up to temperatures 1 to 80. */
Turn throttle_turn(const Branch *branch, const Transpiration *end1, const Transpiration *end2, double p1_pa,
                   double p2_pa) {
  double from_1 = 1 + branch->throat_1 - end1->factor, from_2 = 1 + branch->throat_2 - end2->factor;
  Side side = side_of(end1->factor * p1_pa, end2->factor * p2_pa);
  double half = 0.5 * log(from_1 / from_2), share_1 = 0.5 * (1 + side.value), share_2 = 0.5 * (1 - side.value);
  double thin_1 = end1->slope_per_pa, thin_2 = end2->slope_per_pa,
         f = exp(share_1 * log(from_1) + share_2 * log(from_2));
  return (Turn){
      .factor = f,
      .by_1 = f * (-share_1 / from_1 * thin_1 + half * side.by_1 * (end1->factor + p1_pa * thin_1)),
      .by_2 = f * (-share_2 / from_2 * thin_2 + half * side.by_2 * (end2->factor + p2_pa * thin_2)),
      .by_ln_s = f * (share_1 / from_1 * thin_1 * p1_pa + share_2 / from_2 * thin_2 * p2_pa -
                      half * (side.by_1 * thin_1 * p1_pa * p1_pa + side.by_2 * thin_2 * p2_pa * p2_pa)),
  };
}
