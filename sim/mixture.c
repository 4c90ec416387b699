#include "sim/mixture.h"

#include <math.h>

#include "models/constants.h"
#include "sim/transpiration.h"

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
  double w, w_slope;                               /* molecular share, and its derivative in either total */
  double c;                                        /* molecular conductance of the mixture */
  double own[GAS_MAX];                             /* of each gas */
  bool forward;                                    /* end 1 is upstream */
  double rest, x[GAS_MAX], lift[GAS_MAX], carrier; /* the rest carries x_i = lift_i p_i/carrier of the upstream end */
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
    x[i] = point->amount > 0 ? x[i] / point->amount : point->network->line_fractions[i];
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

/* The rest has the composition of the upstream end. Where molecular flow alone would be more than the whole (slits, whose law falls
   faster than w), the rest goes against the flow and takes from each gas as much of what it does by itself. */
static void set_rest(Point *point) {
  int n = point->at->n_gas;
  point->rest = point->whole.q_pa_m3_s - point->w * point->c * (point->total1 - point->total2);
  point->forward = point->whole.q_pa_m3_s >= 0;
  bool against = point->forward ? point->rest < 0 : point->rest > 0;
  const double *p = point->forward ? point->seen1 : point->seen2;
  point->carrier = 0;
  for (int i = 0; i < n; i++) {
    point->lift[i] = against ? point->own[i] : 1;
    point->carrier += point->lift[i] * p[i];
  }
  for (int i = 0; i < n; i++)
    point->x[i] = point->carrier > 0 ? point->lift[i] * p[i] / point->carrier : point->network->line_fractions[i];
}

/* In the pressures as seen, at constant properties. */
static void add_slopes(const Point *point, BranchFlow *flow) {
  int n = point->at->n_gas;
  double wc = point->w * point->c, shared = point->w_slope * point->c * (point->total1 - point->total2);
  double rest_1 = point->whole.dq_dp1_m3_s - wc - shared, rest_2 = point->whole.dq_dp2_m3_s + wc - shared;
  double *d_up = point->forward ? flow->d1 : flow->d2;
  for (int i = 0; i < n; i++) {
    double same = point->w * point->own[i];
    double fading = point->w_slope * point->own[i] * (point->seen1[i] - point->seen2[i]);
    for (int j = 0; j < n; j++) {
      flow->d1[i * n + j] = fading + rest_1 * point->x[i];
      flow->d2[i * n + j] = fading + rest_2 * point->x[i];
    }
    flow->d1[i * n + i] += same;
    flow->d2[i * n + i] -= same;
    if (point->carrier <= 0) continue;
    for (int j = 0; j < n; j++)
      d_up[i * n + j] += point->rest * point->lift[j] * ((i == j) - point->x[i]) / point->carrier;
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
  point->branch->type->flow(point->branch->params, &more, point->total1, point->total2, &whole);
  return (whole.q_pa_m3_s - point->whole.q_pa_m3_s) / (more.gamma - point->mix.gamma);
}

/* How the properties change with the composition, and the flow with them. By dimensions q = v0 s F(p1/s, p2/s, gamma) with s = mu v0
   for any law of a bore; w depends on p/s, every C goes as v0, C_i on no other gas. warm[i]: what gas i's flow does with ln s by
   way of the transpiration. */
static void add_composition(const Point *point, const double *warm, BranchFlow *flow) {
  int n = point->at->n_gas;
  const Flow *q = &point->whole;
  double in_s = q->q_pa_m3_s - point->total1 * q->dq_dp1_m3_s - point->total2 * q->dq_dp2_m3_s;
  double in_gamma = slope_in_gamma(point), difference = point->total1 - point->total2;
  double w_in_s = -point->w_slope * (point->total1 + point->total2);
  for (int k = 0; k < n; k++) {
    double v0 = point->of.ln_v0[k], s = point->of.ln_viscosity[k] + v0;
    double rest = in_s * s + q->q_pa_m3_s * v0 + in_gamma * point->of.gamma[k] -
                  point->c * difference * (w_in_s * s + point->w * v0);
    for (int i = 0; i < n; i++) {
      double own = point->own[i] * (point->seen1[i] - point->seen2[i]);
      double slope = (w_in_s * s * own + rest * point->x[i] + warm[i] * s) / point->amount;
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
  if (looks_at_gas(point) && point->amount > 0) add_composition(point, warm, flow);
}

void mixture_flow(const Network *network, const Branch *branch, const SpeciesPoint *at, bool slopes, BranchFlow *flow) {
  Point point = {.network = network, .branch = branch, .at = at};
  set_mixture(&point, slopes);
  set_pressures(&point);
  branch->type->flow(branch->params, &point.mix, point.total1, point.total2, &point.whole);
  set_molecular_share(&point);
  set_conductances(&point);
  set_rest(&point);
  for (int i = 0; i < at->n_gas; i++)
    flow->q[i] = point.w * point.own[i] * (point.seen1[i] - point.seen2[i]) + point.rest * point.x[i];
  flow->choked = point.whole.choked;
  flow->turbulent = point.whole.turbulent;
  if (slopes) set_slopes(&point, flow);
}
