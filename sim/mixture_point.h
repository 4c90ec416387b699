/* One branch of a mixture at one moment: what mixture.c reckons the flows from, and mixture_slopes.c their derivatives. */
#ifndef XSAVAC_SIM_MIXTURE_POINT_H
#define XSAVAC_SIM_MIXTURE_POINT_H

#include "sim/mixture.h"
#include "sim/throttle.h"

#define MIXTURE_HARDLY_ANY 1e-100 /* below it quotients of squares leave the range of numbers */

/* How the whole flow parts: share w C (p1 - p2) of what each gas does by itself, and the rest that all do together. Against a stream what
   a gas does by itself dies out with the Peclet number y = 2 |rest|/(w C (P1 + P2)): w y/(exp(y) - 1). Derivatives: of_q, of_a at constant w C
   and Q, of_1 and of_2 in the totals. */
typedef struct {
  double w, w_of_q, w_of_a, w_of_1, w_of_2; /* w: times the molecular conductance C; w_of_a: in w C, likewise */
  double rest, rest_of_q, rest_of_a, rest_of_1, rest_of_2;
} MixtureShare;

/* The branch at one moment, before a gas is looked at by itself. */
typedef struct {
  const Network *network;
  const Branch *branch;
  const SpeciesPoint *at; /* pressures of the nodes */
  double amount;          /* sum of both ends' pressures that are above 0 */
  GasState mix;
  MixtureSlopes of; /* by amount */
  Transpiration end1, end2;
  double seen1[GAS_MAX], seen2[GAS_MAX], total1, total2; /* pressures as the law sees them */
  Flow whole;
  double w, w_slope;   /* molecular share, and its derivative in either total */
  double c;            /* molecular conductance of the mixture */
  double own[GAS_MAX]; /* of each gas */
  bool against;        /* molecular flow alone would be more than the whole */
  MixtureShare share;  /* what is left of w against the stream, and the rest of the flow */
  /* against: the rest has x_i = lift_i p_i/carrier of the upstream end */
  bool forward;
  double x[GAS_MAX], lift[GAS_MAX], carrier;
  /* else between the two ends, by the Peclet number */
  double x1[GAS_MAX], x2[GAS_MAX];
} MixturePoint;

/* Types without a bore do not look at the gas. */
static inline bool mixture_looks_at_gas(const MixturePoint *point) {
  return point->branch->type->radius_m;
}

/* The rest carries the composition of the end it comes from; where it turns, both alike, or the flow of a trace would have a corner there:
   the flux of advection with diffusion over one cell (Scharfetter and Gummel, IEEE Trans. Electron Devices 16 (1969) 64) for a small
   part of the diffusion:
     q_i = C_i (p1_i (1 - b P2/(P1 + P2)) - p2_i (1 - b P1/(P1 + P2))) + rest x_upstream,
     b = k (1 - 2 t/(exp(2 t) - 1)), t = |rest| (P1 + P2)/(2 k C_i P1 P2), k = turning.
   C_i times what fading leaves of w; dq_i/dp1_i >= 0 >= dq_i/dp2_i throughout. */
#define MIXTURE_TURNING 0.02

typedef struct {
  double c, b, t, b_slope, half1, half2; /* half1: P2/(P1 + P2) */
} MixtureMeeting;

MixtureMeeting mixture_meeting(const MixturePoint *point, int gas);
bool mixture_comes_from_1(const MixturePoint *point);
double mixture_carried_fraction(const MixturePoint *point, int gas); /* of the rest */

/* d1 and d2 of the branch, before the throttle's turn. */
void mixture_slopes(const MixturePoint *point, BranchFlow *flow);

/* The dense flow of a throttle has the temperature of the end it comes from (sim/throttle.h). slopes: turns d1 and d2 too. */
void mixture_turn(const MixturePoint *point, bool slopes, BranchFlow *flow);

#endif
