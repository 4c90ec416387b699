#include "models/kernel_restriction.h"

#include <math.h>

#include "models/constants.h"

static const double air_mean_speed_m_s = 462.90469; /* 20 degC; sqrt(8 R T/(pi M)) of M = 28.9655 g/mol */

double restriction_molecular_m3_s(double molecular_air_m3_s, const GasState *gas) {
  return molecular_air_m3_s * gas_mean_speed_m_s(gas) / air_mean_speed_m_s;
}

/* phi with its root at e = 0 replaced: s ((2 - n) + (n - 1) s), s = e/REGULAR_BELOW, n the logarithmic slope at s = 1.
 */
static Shape regular_shape(const Restriction *restriction, const GasState *gas, double e) {
  if (e >= REGULAR_BELOW) return restriction->shape(restriction->law, gas, e);
  Shape at = restriction->shape(restriction->law, gas, REGULAR_BELOW);
  double s = e / REGULAR_BELOW, n = at.slope * REGULAR_BELOW / at.value;
  return (Shape){at.value * s * ((2 - n) + (n - 1) * s), at.value / REGULAR_BELOW * ((2 - n) + 2 * (n - 1) * s)};
}

typedef struct {
  double q, d_up, d_down;
} Forward;

static Forward viscous(const Restriction *restriction, const GasState *gas, double unit, double up, double down) {
  double ratio = up > 0 ? down / up : 1;
  Shape phi = regular_shape(restriction, gas, 1 - ratio);
  return (Forward){unit * up * phi.value, unit * (phi.value + ratio * phi.slope), -unit * phi.slope};
}

/* Molecular plus Sampson's creeping flow through the opening, r^3 p dp/(3 mu), which sets in with delta: exact at small
   differences; into vacuum more by the share that the thin orifice's W(delta) has. delta: of the upstream pressure. */
static Forward creep(double c, double a, double per_pa, double up, double down, double over_up) {
  const double into_vacuum = 0.35, onset = 0.1;
  double difference = up - down, mean = 0.5 * (up + down), more = 1 + into_vacuum * difference * over_up;
  double one = 1 / (per_pa * up + onset), set_in = per_pa * up * one, dset_in = onset * per_pa * one * one;
  double slope = c + a * set_in * mean * more, lean = mean * into_vacuum * over_up;
  return (Forward){
      difference * slope,
      slope + a * difference * (set_in * (0.5 * more + lean * down * over_up) + dset_in * mean * more),
      -slope + a * difference * set_in * (0.5 * more - lean)};
}

/* The smaller of both rules, by a fourth-power mean; where the gas is rarefied the formula has no say (f -> 0). */
static Forward held_by_creep(const Restriction *restriction, const GasState *gas, double c, double unit, double up,
                             double down) {
  double r = restriction->effective_radius_m, difference = up - down;
  double a = r * r * r / 3 * gas->v0_m_s * gas->rarefaction_per_pa_m * gas->warm;
  double per_pa = r * gas->rarefaction_per_pa_m, delta = per_pa * up, delta2 = delta * delta;
  double one = 1 / (1 + delta2 * delta2), f = delta2 * delta2 * one, df = 4 * delta2 * delta * per_pa * one * one;
  double over_up = up > 0 ? 1 / up : 0, ratio = down * over_up;
  Forward slow = creep(c, a, per_pa, up, down, over_up);
  if (!(difference > 0)) return slow;
  Shape phi = restriction->shape(restriction->law, gas, difference * over_up);
  Forward root = {unit * up * phi.value, unit * (phi.value + ratio * phi.slope), -unit * phi.slope};
  double t = slow.q / root.q, t4 = t * t * t * t, sum = 1 + f * t4, inverse = 1 / sum, fourth = sqrt(sqrt(sum)),
         mean = fourth * fourth * fourth * inverse, share = mean * inverse; /* sum^(-1/4), sum^(-5/4) */
  return (Forward){slow.q * mean, share * (slow.d_up + f * t4 * t * root.d_up - 0.25 * slow.q * t4 * df),
                   share * (slow.d_down + f * t4 * t * root.d_down)};
}

static Forward joined(const Restriction *restriction, const GasState *gas, double unit, double up, double down) {
  if (!(restriction->molecular_m3_s > 0)) return viscous(restriction, gas, unit, up, down);
  double c = restriction->molecular_m3_s * gas->warm;
  return held_by_creep(restriction, gas, c, unit, up, down);
}

/* Straight on with the slope at rest, so that a solver's probe is pushed back. */
static void go_on_below_zero(const Restriction *restriction, const GasState *gas, double unit_m3_s, double p1_pa,
                             double p2_pa, Flow *flow) {
  double slope = joined(restriction, gas, unit_m3_s, 0, 0).d_up;
  flow->q_pa_m3_s += slope * (fmin(p1_pa, 0) - fmin(p2_pa, 0));
  if (p1_pa < 0) flow->dq_dp1_m3_s = slope;
  if (p2_pa < 0) flow->dq_dp2_m3_s = -slope;
}

void restriction_flow(const Restriction *restriction, const GasState *gas, double unit_m3_s, double p1_pa, double p2_pa,
                      Flow *flow) {
  double p1 = p1_pa > 0 ? p1_pa : 0, p2 = p2_pa > 0 ? p2_pa : 0;
  bool back = p2 > p1;
  double up = back ? p2 : p1, down = back ? p1 : p2;
  Forward at = joined(restriction, gas, unit_m3_s, up, down);
  flow->q_pa_m3_s = back ? -at.q : at.q;
  flow->dq_dp1_m3_s = back ? -at.d_down : at.d_up;
  flow->dq_dp2_m3_s = back ? -at.d_up : at.d_down;
  flow->choked = up > 0 && 1 - down / up >= restriction->choked_above;
  flow->turbulent = false;
  if (p1_pa < 0 || p2_pa < 0) go_on_below_zero(restriction, gas, unit_m3_s, p1_pa, p2_pa, flow);
}
