#include "sim/mixture_point.h"

#include <math.h>

#include "models/constants.h"

/* Of both ends together; the line's own where there is no gas at all. */
static void set_mixture(MixturePoint *point, bool slopes) {
  const SpeciesPoint *at = point->at;
  double x[GAS_MAX], t = point->branch->mean_temperature_k;
  point->amount = 0;
  for (int i = 0; i < at->n_gas; i++)
    point->amount += x[i] = fmax(at->p1_pa[i], 0) + fmax(at->p2_pa[i], 0);
  for (int i = 0; i < at->n_gas; i++)
    x[i] = point->amount > MIXTURE_HARDLY_ANY ? x[i] / point->amount : point->network->line_fractions[i];
  point->mix = slopes ? gas_mixture_slopes(at->gases, x, at->n_gas, t, &point->of)
                      : gas_mixture_state(at->gases, x, at->n_gas, t);
}

static void set_pressures(MixturePoint *point) {
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
static void set_molecular_share(MixturePoint *point) {
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

static void set_conductances(MixturePoint *point) {
  point->c = point->w > 0 ? molecular_conductance(point->branch, &point->mix) : 0;
  for (int i = 0; i < point->at->n_gas; i++) {
    double lighter = point->mix.molar_mass_kg_mol / point->at->gases[i]->molar_mass_kg_mol;
    point->own[i] = mixture_looks_at_gas(point) ? point->c * sqrt(lighter) : point->c;
  }
}

/* What is left of diffusion in a stream of Peclet number 2 z, y/(exp(y) - 1) with y = |2 z| (rounded where the stream turns), and its slope:
   so that a gas held back by a stream falls off as exp(-Peclet), in one piece of tube as in many. Down to a trace that keeps every gas
   tied to both ends. */
static double fading(double z, double *slope) {
  const double least = 1e-6, round = 0.02;
  double r = hypot(2 * z, round), y = r - round, by_z = 4 * z / r;
  if (y > 700) {
    *slope = 0;
    return least;
  }
  if (y < 1e-4) {
    *slope = (1 - least) * (y / 6 - 0.5) * by_z;
    return least + (1 - least) * (1 - y / 2 + y * y / 12);
  }
  double grown = expm1(y);
  *slope = (1 - least) * (grown - y * (grown + 1)) / grown / grown * by_z;
  return least + (1 - least) * y / grown;
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
static MixtureShare plain_share(const MixturePoint *point) {
  double a = point->w * point->c, difference = point->total1 - point->total2;
  return (MixtureShare){.w = a,
                        .w_of_a = 1,
                        .rest = point->whole.q_pa_m3_s - a * difference,
                        .rest_of_q = 1,
                        .rest_of_a = -difference,
                        .rest_of_1 = -a,
                        .rest_of_2 = a};
}

static MixtureShare fading_share(const MixturePoint *point) {
  double a = point->w * point->c, q = point->whole.q_pa_m3_s, p1 = point->total1, p2 = point->total2;
  double sum = p1 + p2, difference = p1 - p2, slope, z = q / (a * sum) - difference / sum;
  double part = fading(z, &slope), steep = a * slope, z_of_both = -q / (a * sum * sum);
  MixtureShare share = {.w = a * part,
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
static void set_against(MixturePoint *point) {
  int n = point->at->n_gas;
  point->forward = point->whole.q_pa_m3_s >= 0;
  const double *p = point->forward ? point->seen1 : point->seen2;
  point->carrier = 0;
  for (int i = 0; i < n; i++) {
    point->lift[i] = point->own[i];
    point->carrier += point->lift[i] * p[i];
  }
  for (int i = 0; i < n; i++)
    point->x[i] = point->carrier > MIXTURE_HARDLY_ANY ? point->lift[i] * p[i] / point->carrier
                                                      : point->network->line_fractions[i];
}

static void set_ends(MixturePoint *point) {
  for (int i = 0; i < point->at->n_gas; i++) {
    point->x1[i] =
        point->total1 > MIXTURE_HARDLY_ANY ? point->seen1[i] / point->total1 : point->network->line_fractions[i];
    point->x2[i] =
        point->total2 > MIXTURE_HARDLY_ANY ? point->seen2[i] / point->total2 : point->network->line_fractions[i];
  }
}

static void set_rest(MixturePoint *point) {
  MixtureShare plain = plain_share(point);
  double q = point->whole.q_pa_m3_s, sum = point->total1 + point->total2;
  if (fabs(plain.rest) <= 1e-13 * point->w * point->c * sum) plain.rest = 0; /* rounding has no direction */
  point->against = q >= 0 ? plain.rest < 0 : plain.rest > 0;
  bool fades =
      !point->against && plain.rest != 0 && point->w * point->c * sum > MIXTURE_HARDLY_ANY && sum > MIXTURE_HARDLY_ANY;
  point->share = fades ? fading_share(point) : plain;
  if (point->against)
    set_against(point);
  else
    set_ends(point);
}

MixtureMeeting mixture_meeting(const MixturePoint *point, int i) {
  const MixtureShare *share = &point->share;
  double sum = point->total1 + point->total2;
  MixtureMeeting meeting = {
      .c = point->c > 0 ? point->own[i] / point->c * share->w : 0, .b = MIXTURE_TURNING, .t = INFINITY};
  if (point->against || share->rest == 0) meeting.b = 0;
  if (!(sum > MIXTURE_HARDLY_ANY) || point->against) return meeting;
  meeting.half1 = point->total2 / sum, meeting.half2 = point->total1 / sum;
  double e = MIXTURE_TURNING * meeting.c * meeting.half1 * point->total1;
  if (e > MIXTURE_HARDLY_ANY && fabs(share->rest) < 700 * e) {
    meeting.t = fabs(share->rest) / (2 * e);
    meeting.b = MIXTURE_TURNING * meeting_share(meeting.t, &meeting.b_slope);
    meeting.b_slope *= MIXTURE_TURNING;
  }
  return meeting;
}

bool mixture_comes_from_1(const MixturePoint *point) {
  return point->against ? point->forward : point->share.rest >= 0;
}

double mixture_carried_fraction(const MixturePoint *point, int i) {
  return point->against ? point->x[i] : mixture_comes_from_1(point) ? point->x1[i] : point->x2[i];
}

static double flow_of_gas(const MixturePoint *point, int i) {
  MixtureMeeting m = mixture_meeting(point, i);
  return m.c * (point->seen1[i] * (1 - m.b * m.half1) - point->seen2[i] * (1 - m.b * m.half2)) +
         point->share.rest * mixture_carried_fraction(point, i);
}

void mixture_flow(const Network *network, const Branch *branch, const SpeciesPoint *at, FlowStart *start, bool slopes,
                  BranchFlow *flow) {
  MixturePoint point = {.network = network, .branch = branch, .at = at};
  set_mixture(&point, slopes);
  set_pressures(&point);
  throttle_law(network, branch, &point.mix, point.total1, point.total2, start, slopes, &point.whole);
  set_molecular_share(&point);
  set_conductances(&point);
  set_rest(&point);
  for (int i = 0; i < at->n_gas; i++)
    flow->q[i] = flow_of_gas(&point, i);
  flow->choked = point.whole.choked;
  flow->turbulent = point.whole.turbulent;
  if (slopes) mixture_slopes(&point, flow);
  if (throttle_turns(branch)) mixture_turn(&point, slopes, flow);
}
