/* Derivatives of a mixture's flows. */
#include <math.h>

#include "sim/mixture_point.h"

/* A way in which what the gases share changes: the whole flow, w C, the totals. ln_c: of C itself, whose ratio to C_i enters. */
typedef struct {
  double q, a, total1, total2, ln_c;
} Change;

static double change_of_meeting(const MixturePoint *point, const MixtureMeeting *m, double c, double rest,
                                const Change *by) {
  if (m->b_slope == 0) return 0;
  double e = MIXTURE_TURNING * m->c * m->half1 * point->total1;
  double e_by = MIXTURE_TURNING * (c * m->half1 * point->total1 +
                                   m->c * (m->half1 * m->half1 * by->total1 + m->half2 * m->half2 * by->total2));
  return m->b_slope * ((point->share.rest >= 0 ? rest : -rest) / (2 * e) - m->t * e_by / e);
}

/* What gas i's flow does with it, its own pressures and fractions standing. */
static double change_of_gas(const MixturePoint *point, int i, const Change *by) {
  const MixtureShare *share = &point->share;
  MixtureMeeting m = mixture_meeting(point, i);
  double lighter = point->c > 0 ? point->own[i] / point->c : 0, p1 = point->seen1[i], p2 = point->seen2[i];
  double c = lighter * (share->w_of_q * by->q + share->w_of_a * by->a + share->w_of_1 * by->total1 +
                        share->w_of_2 * by->total2 - share->w * by->ln_c);
  double rest = share->rest_of_q * by->q + share->rest_of_a * by->a + share->rest_of_1 * by->total1 +
                share->rest_of_2 * by->total2;
  double sum = point->total1 + point->total2, b = change_of_meeting(point, &m, c, rest, by);
  double half1 = sum > MIXTURE_HARDLY_ANY ? (m.half2 * by->total2 - m.half1 * by->total1) / sum : 0;
  return c * (p1 * (1 - m.b * m.half1) - p2 * (1 - m.b * m.half2)) - m.c * b * (p1 * m.half1 - p2 * m.half2) -
         m.c * m.b * half1 * (p1 + p2) + rest * mixture_carried_fraction(point, i);
}

/* What gas i's flow does with its own pressure and fraction at either end. */
static void own_slopes(const MixturePoint *point, int i, int n, BranchFlow *flow) {
  MixtureMeeting m = mixture_meeting(point, i);
  bool from_1 = mixture_comes_from_1(point);
  double *d_up = from_1 ? flow->d1 : flow->d2;
  double up = point->against ? point->carrier : from_1 ? point->total1 : point->total2;
  flow->d1[i * n + i] += m.c * (1 - m.b * m.half1);
  flow->d2[i * n + i] -= m.c * (1 - m.b * m.half2);
  for (int j = 0; j < n && up > MIXTURE_HARDLY_ANY; j++)
    d_up[i * n + j] += point->share.rest * (point->against ? point->lift[j] : 1) *
                       ((i == j) - mixture_carried_fraction(point, i)) / up;
}

/* In the pressures as seen, at constant properties. */
static void add_slopes(const MixturePoint *point, BranchFlow *flow) {
  int n = point->at->n_gas;
  double fade = point->w_slope * point->c;
  Change by1 = {point->whole.dq_dp1_m3_s, fade, 1, 0, 0}, by2 = {point->whole.dq_dp2_m3_s, fade, 0, 1, 0};
  for (int i = 0; i < n; i++) {
    double all1 = change_of_gas(point, i, &by1), all2 = change_of_gas(point, i, &by2);
    for (int j = 0; j < n; j++)
      flow->d1[i * n + j] = all1, flow->d2[i * n + j] = all2;
    own_slopes(point, i, n, flow);
  }
}

/* From pressures as seen to those of a node; along[i]: what gas i's flow does when all of the end's pressures grow alike. */
static void turn_to_node(const Transpiration *end, const double *p, int n, double *d, double *along) {
  for (int i = 0; i < n; i++) {
    along[i] = 0;
    for (int j = 0; j < n; j++)
      along[i] += d[i * n + j] * p[j];
    for (int j = 0; j < n; j++)
      d[i * n + j] = end->factor * d[i * n + j] + end->slope_per_pa * along[i];
  }
}

/* By a difference; the step's own error is 1e-7 of a term that is itself a fraction of the others. */
static double slope_in_gamma(const MixturePoint *point) {
  static const double step = 1e-6;
  const SpeciesPoint *at = point->at;
  bool one = true;
  for (int i = 1; i < at->n_gas; i++)
    one = one && at->gases[i]->gamma == at->gases[0]->gamma;
  if (one) return 0;
  GasState more = point->mix;
  Flow whole;
  gas_set_gamma(&more, more.gamma + step);
  throttle_law(point->network, point->branch, &more, point->total1, point->total2, NULL, true, &whole);
  return (whole.q_pa_m3_s - point->whole.q_pa_m3_s) / (more.gamma - point->mix.gamma);
}

/* How the properties change with the composition, and the flow with them. By dimensions q = v0 s F(p1/s, p2/s, gamma) with s = mu v0
   for any law of a bore; w depends on p/s, every C goes as v0, C_i on no other gas. warm[i]: what gas i's flow does with ln s by
   way of the transpiration. */
static void add_composition(const MixturePoint *point, const double *warm, BranchFlow *flow) {
  int n = point->at->n_gas;
  const Flow *q = &point->whole;
  double in_s = q->q_pa_m3_s - point->total1 * q->dq_dp1_m3_s - point->total2 * q->dq_dp2_m3_s;
  double in_gamma = slope_in_gamma(point);
  double w_in_s = -point->w_slope * (point->total1 + point->total2);
  for (int k = 0; k < n; k++) {
    double v0 = point->of.ln_v0[k], s = point->of.ln_viscosity[k] + v0;
    Change by = {.q = in_s * s + q->q_pa_m3_s * v0 + in_gamma * point->of.gamma[k],
                 .a = point->c * (w_in_s * s + point->w * v0),
                 .ln_c = v0};
    for (int i = 0; i < n; i++) {
      double slope = (change_of_gas(point, i, &by) + warm[i] * s) / point->amount;
      if (point->at->p1_pa[k] >= 0) flow->d1[i * n + k] += slope;
      if (point->at->p2_pa[k] >= 0) flow->d2[i * n + k] += slope;
    }
  }
}

void mixture_slopes(const MixturePoint *point, BranchFlow *flow) {
  const SpeciesPoint *at = point->at;
  double warm[GAS_MAX] = {0}, along1[GAS_MAX], along2[GAS_MAX];
  add_slopes(point, flow);
  if (transpiration_acts(point->branch)) {
    turn_to_node(&point->end1, at->p1_pa, at->n_gas, flow->d1, along1);
    turn_to_node(&point->end2, at->p2_pa, at->n_gas, flow->d2, along2);
    for (int i = 0; i < at->n_gas; i++)
      warm[i] =
          -along1[i] * at->total1_pa * point->end1.slope_per_pa - along2[i] * at->total2_pa * point->end2.slope_per_pa;
  }
  if (mixture_looks_at_gas(point) && point->amount > MIXTURE_HARDLY_ANY) add_composition(point, warm, flow);
}

/* The dense flow has the temperature of the end it comes from; how dense it is depends on the mixture. */
void mixture_turn(const MixturePoint *point, bool slopes, BranchFlow *flow) {
  int n = point->at->n_gas;
  bool mixes = mixture_looks_at_gas(point) && point->amount > MIXTURE_HARDLY_ANY;
  Turn turn = throttle_turn(point->branch, &point->end1, &point->end2, point->at->total1_pa, point->at->total2_pa);
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < n && slopes; k++) {
      double by_mixture = mixes ? (point->of.ln_viscosity[k] + point->of.ln_v0[k]) * turn.by_ln_s / point->amount : 0;
      double by_1 = turn.by_1 + (point->at->p1_pa[k] >= 0 ? by_mixture : 0);
      double by_2 = turn.by_2 + (point->at->p2_pa[k] >= 0 ? by_mixture : 0);
      flow->d1[i * n + k] = turn.factor * flow->d1[i * n + k] + flow->q[i] * by_1;
      flow->d2[i * n + k] = turn.factor * flow->d2[i * n + k] + flow->q[i] * by_2;
    }
    flow->q[i] *= turn.factor;
  }
}
