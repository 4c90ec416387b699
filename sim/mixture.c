#include "sim/mixture.h"

#include <math.h>

#include "models/constants.h"
#include "sim/throttle.h"
#include "sim/transpiration.h"

static const double hardly_any = 1e-100; /* below it quotients of squares leave the range of numbers */

/* How the whole flow parts: share w C (p1 - p2) of what each gas does by itself, and the rest that all do together. Against a stream what
   a gas does by itself dies out with the Peclet number z = rest/(w C (P1 + P2)): w z/sinh z. Derivatives: of_q, of_a at constant w C
   and Q, of_1 and of_2 in the totals. */
typedef struct {
  double w, w_of_q, w_of_a, w_of_1, w_of_2; /* w: times the molecular conductance C; w_of_a: in w C, likewise */
  double rest, rest_of_q, rest_of_a, rest_of_1, rest_of_2;
} Share;

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
  Share share;         /* what is left of w against the stream, and the rest of the flow */
  /* against: the rest has x_i = lift_i p_i/carrier of the upstream end */
  bool forward;
  double x[GAS_MAX], lift[GAS_MAX], carrier;
  /* else between the two ends, by the Peclet number */
  double x1[GAS_MAX], x2[GAS_MAX];
} Point;

/* Types without a bore do not look at the gas. */
static bool looks_at_gas(const Point *point) {
  return point->branch->type->radius_m;
}

/* Of both ends together; the line's own where there is no gas at all. */
static void set_mixture(Point *point, bool slopes) {
  const SpeciesPoint *at = point->at;
  double x[GAS_MAX], t = point->branch->mean_temperature_k;
  point->amount = 0;
  for (int i = 0; i < at->n_gas; i++)
    point->amount += x[i] = fmax(at->p1_pa[i], 0) + fmax(at->p2_pa[i], 0);
  for (int i = 0; i < at->n_gas; i++)
    x[i] = point->amount > hardly_any ? x[i] / point->amount : point->network->line_fractions[i];
  point->mix = slopes ? gas_mixture_slopes(at->gases, x, at->n_gas, t, &point->of)
                      : gas_mixture_state(at->gases, x, at->n_gas, t);
}

static void set_pressures(Point *point) {
  const SpeciesPoint *at = point->at;
  point->end1 = point->end2 = (Transpiration){1, 0};
  if (transpiration_acts(point->branch)) {
    double per_pa = gas_rarefaction(&point->mix, point->branch->type->radius_m(point->branch->params), 1);
    point->end1 = transpiration_at(point->branch->root_1, per_pa, at->total1_pa);
    point->end2 = transpiration_at(point->branch->root_2, per_pa, at->total2_pa);
  }
  for (int i = 0; i < at->n_gas; i++) {
    point->seen1[i] = point->end1.factor * at->p1_pa[i];
    point->seen2[i] = point->end2.factor * at->p2_pa[i];
  }
  point->total1 = point->end1.factor * at->total1_pa;
  point->total2 = point->end2.factor * at->total2_pa;
}

/* 1 in molecular flow, falling as 1/delta: then what each gas does by itself goes over into ordinary diffusion, ~1/p. At first it
   falls as fast as the flow of a long tube does, G(delta), so that of that flow nothing is left over that would go backwards. */
static void set_molecular_share(Point *point) {
  static const double dip = 0.0127, dip_turn = 0.004;
  const ComponentType *type = point->branch->type;
  point->w_slope = 0;
  point->w = type->molecular_conductance_m3_s ? 1 : 0;
  double sum = point->total1 + point->total2;
  if (!type->molecular_conductance_m3_s || !type->radius_m || sum < 0) return;
  double per_pa = 0.5 * gas_rarefaction(&point->mix, type->radius_m(point->branch->params), 1);
  double delta = per_pa * sum, turn = 1 / (delta + dip_turn);
  point->w = 1 / (1 + delta + dip * delta * turn);
  point->w_slope = -per_pa * (1 + dip * dip_turn * turn * turn) * point->w * point->w;
}

/* Where a law has no molecular figure (a bare Kv) its gases still move by themselves, or a dead end could not tell them apart: as through
   a thin hole of its effective area. The whole flow stays the law's. */
static double molecular_conductance(const Branch *branch, const GasState *mix) {
  double known = branch->type->molecular_conductance_m3_s(branch->params, mix);
  if (known > 0 || !branch->type->radius_m) return known;
  double radius = branch->type->radius_m(branch->params);
  return PI * radius * radius * gas_mean_speed_m_s(mix) / 4 * REFERENCE_TEMPERATURE_K / mix->temperature_k;
}

static void set_conductances(Point *point) {
  point->c = point->w > 0 ? molecular_conductance(point->branch, &point->mix) : 0;
  for (int i = 0; i < point->at->n_gas; i++) {
    double lighter = point->mix.molar_mass_kg_mol / point->at->gases[i]->molar_mass_kg_mol;
    point->own[i] = looks_at_gas(point) ? point->c * sqrt(lighter) : point->c;
  }
}

/* z/sinh z and its slope, down to a trace that keeps every gas tied to both ends. */
static double fading(double z, double *slope) {
  const double least = 1e-6;
  if (fabs(z) < 1e-3) {
    *slope = -(1 - least) * z / 3;
    return 1 - (1 - least) * z * z / 6;
  }
  if (fabs(z) > 350) {
    *slope = 0;
    return least;
  }
  double s = sinh(z);
  *slope = (1 - least) * (s - z * cosh(z)) / (s * s);
  return least + (1 - least) * z / s;
}

/* 1 - 2 t/(exp(2 t) - 1) for t >= 0, and its slope: 0 at rest, 1 in a stream. */
static double meeting_share(double t, double *slope) {
  if (t < 1e-2) {
    *slope = 1 - t * (2.0 / 3 - t * t * 4.0 / 45);
    return t * (1 - t * (1.0 / 3 - t * t / 45));
  }
  if (t > 350) {
    *slope = 0;
    return 1;
  }
  double grown = expm1(2 * t);
  *slope = (4 * t * (grown + 1) / grown - 2) / grown;
  return 1 - 2 * t / grown;
}

/* Nothing fades: the molecular share is all of w, the rest what is left of the flow. */
static Share plain_share(const Point *point) {
  double a = point->w * point->c, difference = point->total1 - point->total2;
  return (Share){.w = a,
                 .w_of_a = 1,
                 .rest = point->whole.q_pa_m3_s - a * difference,
                 .rest_of_q = 1,
                 .rest_of_a = -difference,
                 .rest_of_1 = -a,
                 .rest_of_2 = a};
}

static Share fading_share(const Point *point) {
  double a = point->w * point->c, q = point->whole.q_pa_m3_s, p1 = point->total1, p2 = point->total2;
  double sum = p1 + p2, difference = p1 - p2, slope, z = q / (a * sum) - difference / sum;
  double part = fading(z, &slope), steep = a * slope, z_of_both = -q / (a * sum * sum);
  Share share = {.w = a * part,
                 .w_of_q = slope / sum,
                 .w_of_a = part - slope * q / (a * sum),
                 .w_of_1 = steep * (z_of_both - 2 * p2 / (sum * sum)),
                 .w_of_2 = steep * (z_of_both + 2 * p1 / (sum * sum))};
  share.rest = q - share.w * difference;
  share.rest_of_q = 1 - difference * share.w_of_q;
  share.rest_of_a = -difference * share.w_of_a;
  share.rest_of_1 = -difference * share.w_of_1 - share.w;
  share.rest_of_2 = -difference * share.w_of_2 + share.w;
  return share;
}

/* Where molecular flow alone would be more than the whole (slits, whose law falls faster than w), the rest goes against the flow and takes
   from each gas of the upstream end as much of what it does by itself. */
static void set_against(Point *point) {
  int n = point->at->n_gas;
  point->forward = point->whole.q_pa_m3_s >= 0;
  const double *p = point->forward ? point->seen1 : point->seen2;
  point->carrier = 0;
  for (int i = 0; i < n; i++) {
    point->lift[i] = point->own[i];
    point->carrier += point->lift[i] * p[i];
  }
  for (int i = 0; i < n; i++)
    point->x[i] =
        point->carrier > hardly_any ? point->lift[i] * p[i] / point->carrier : point->network->line_fractions[i];
}

static void set_ends(Point *point) {
  for (int i = 0; i < point->at->n_gas; i++) {
    point->x1[i] = point->total1 > hardly_any ? point->seen1[i] / point->total1 : point->network->line_fractions[i];
    point->x2[i] = point->total2 > hardly_any ? point->seen2[i] / point->total2 : point->network->line_fractions[i];
  }
}

static void set_rest(Point *point) {
  Share plain = plain_share(point);
  double q = point->whole.q_pa_m3_s, sum = point->total1 + point->total2;
  if (fabs(plain.rest) <= 1e-13 * point->w * point->c * sum) plain.rest = 0; /* rounding has no direction */
  point->against = q >= 0 ? plain.rest < 0 : plain.rest > 0;
  bool fades = !point->against && plain.rest != 0 && point->w * point->c * sum > hardly_any && sum > hardly_any;
  point->share = fades ? fading_share(point) : plain;
  if (point->against)
    set_against(point);
  else
    set_ends(point);
}

/* The rest carries the composition of the end it comes from; where it turns, both alike, or the flow of a trace would have a corner there:
   the flux of advection with diffusion over one cell (Scharfetter and Gummel, IEEE Trans. Electron Devices 16 (1969) 64) for a small
   part of the diffusion:
     q_i = C_i (p1_i (1 - b P2/(P1 + P2)) - p2_i (1 - b P1/(P1 + P2))) + rest x_upstream,
     b = k (1 - 2 t/(exp(2 t) - 1)), t = |rest| (P1 + P2)/(2 k C_i P1 P2), k = turning.
   C_i times what fading leaves of w; dq_i/dp1_i >= 0 >= dq_i/dp2_i throughout. */
static const double turning = 0.02;

typedef struct {
  double c, b, t, b_slope, half1, half2; /* half1: P2/(P1 + P2) */
} Meeting;

static Meeting meeting_of(const Point *point, int i) {
  const Share *share = &point->share;
  double sum = point->total1 + point->total2;
  Meeting meeting = {.c = point->c > 0 ? point->own[i] / point->c * share->w : 0, .b = turning, .t = INFINITY};
  if (point->against || share->rest == 0) meeting.b = 0;
  if (!(sum > hardly_any) || point->against) return meeting;
  meeting.half1 = point->total2 / sum, meeting.half2 = point->total1 / sum;
  double e = turning * meeting.c * meeting.half1 * point->total1;
  if (e > hardly_any && fabs(share->rest) < 700 * e) {
    meeting.t = fabs(share->rest) / (2 * e);
    meeting.b = turning * meeting_share(meeting.t, &meeting.b_slope);
    meeting.b_slope *= turning;
  }
  return meeting;
}

static bool comes_from_1(const Point *point) {
  return point->against ? point->forward : point->share.rest >= 0;
}

static double carried_fraction(const Point *point, int i) {
  return point->against ? point->x[i] : comes_from_1(point) ? point->x1[i] : point->x2[i];
}

static double flow_of_gas(const Point *point, int i) {
  Meeting m = meeting_of(point, i);
  return m.c * (point->seen1[i] * (1 - m.b * m.half1) - point->seen2[i] * (1 - m.b * m.half2)) +
         point->share.rest * carried_fraction(point, i);
}

/* A way in which what the gases share changes: the whole flow, w C, the totals. ln_c: of C itself, whose ratio to C_i enters. */
typedef struct {
  double q, a, total1, total2, ln_c;
} Change;

static double change_of_meeting(const Point *point, const Meeting *m, double c, double rest, const Change *by) {
  if (m->b_slope == 0) return 0;
  double e = turning * m->c * m->half1 * point->total1;
  double e_by = turning * (c * m->half1 * point->total1 +
                           m->c * (m->half1 * m->half1 * by->total1 + m->half2 * m->half2 * by->total2));
  return m->b_slope * ((point->share.rest >= 0 ? rest : -rest) / (2 * e) - m->t * e_by / e);
}

/* What gas i's flow does with it, its own pressures and fractions standing. */
static double change_of_gas(const Point *point, int i, const Change *by) {
  const Share *share = &point->share;
  Meeting m = meeting_of(point, i);
  double lighter = point->c > 0 ? point->own[i] / point->c : 0, p1 = point->seen1[i], p2 = point->seen2[i];
  double c = lighter * (share->w_of_q * by->q + share->w_of_a * by->a + share->w_of_1 * by->total1 +
                        share->w_of_2 * by->total2 - share->w * by->ln_c);
  double rest = share->rest_of_q * by->q + share->rest_of_a * by->a + share->rest_of_1 * by->total1 +
                share->rest_of_2 * by->total2;
  double sum = point->total1 + point->total2, b = change_of_meeting(point, &m, c, rest, by);
  double half1 = sum > hardly_any ? (m.half2 * by->total2 - m.half1 * by->total1) / sum : 0;
  return c * (p1 * (1 - m.b * m.half1) - p2 * (1 - m.b * m.half2)) - m.c * b * (p1 * m.half1 - p2 * m.half2) -
         m.c * m.b * half1 * (p1 + p2) + rest * carried_fraction(point, i);
}

/* What gas i's flow does with its own pressure and fraction at either end. */
static void own_slopes(const Point *point, int i, int n, BranchFlow *flow) {
  Meeting m = meeting_of(point, i);
  bool from_1 = comes_from_1(point);
  double *d_up = from_1 ? flow->d1 : flow->d2;
  double up = point->against ? point->carrier : from_1 ? point->total1 : point->total2;
  flow->d1[i * n + i] += m.c * (1 - m.b * m.half1);
  flow->d2[i * n + i] -= m.c * (1 - m.b * m.half2);
  for (int j = 0; j < n && up > hardly_any; j++)
    d_up[i * n + j] +=
        point->share.rest * (point->against ? point->lift[j] : 1) * ((i == j) - carried_fraction(point, i)) / up;
}

/* In the pressures as seen, at constant properties. */
static void add_slopes(const Point *point, BranchFlow *flow) {
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
static double slope_in_gamma(const Point *point) {
  static const double step = 1e-6;
  const SpeciesPoint *at = point->at;
  bool one = true;
  for (int i = 1; i < at->n_gas; i++)
    one = one && at->gases[i]->gamma == at->gases[0]->gamma;
  if (one) return 0;
  GasState more = point->mix;
  Flow whole;
  more.gamma += step;
  more.psi = gas_psi(more.gamma);
  throttle_law(point->network, point->branch, &more, point->total1, point->total2, &whole);
  return (whole.q_pa_m3_s - point->whole.q_pa_m3_s) / (more.gamma - point->mix.gamma);
}

/* How the properties change with the composition, and the flow with them. By dimensions q = v0 s F(p1/s, p2/s, gamma) with s = mu v0
   for any law of a bore; w depends on p/s, every C goes as v0, C_i on no other gas. warm[i]: what gas i's flow does with ln s by
   way of the transpiration. */
static void add_composition(const Point *point, const double *warm, BranchFlow *flow) {
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

static void set_slopes(const Point *point, BranchFlow *flow) {
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
  if (looks_at_gas(point) && point->amount > hardly_any) add_composition(point, warm, flow);
}

/* The dense flow has the temperature of the end it comes from; how dense it is depends on the mixture. */
static void turn_throttle(const Point *point, bool slopes, BranchFlow *flow) {
  int n = point->at->n_gas;
  bool mixes = looks_at_gas(point) && point->amount > hardly_any;
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

void mixture_flow(const Network *network, const Branch *branch, const SpeciesPoint *at, bool slopes, BranchFlow *flow) {
  Point point = {.network = network, .branch = branch, .at = at};
  set_mixture(&point, slopes);
  set_pressures(&point);
  throttle_law(network, branch, &point.mix, point.total1, point.total2, &point.whole);
  set_molecular_share(&point);
  set_conductances(&point);
  set_rest(&point);
  for (int i = 0; i < at->n_gas; i++)
    flow->q[i] = flow_of_gas(&point, i);
  flow->choked = point.whole.choked;
  flow->turbulent = point.whole.turbulent;
  if (slopes) set_slopes(&point, flow);
  if (throttle_turns(branch)) turn_throttle(&point, slopes, flow);
}
