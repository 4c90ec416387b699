#include "sim/branch_flow.h"

#include <math.h>

#include "models/constants.h"

static const double nothing[GAS_MAX];

static SpeciesPoint point_of(const Network *network, const Branch *branch, const double *p) {
  int n = network->n_gas;
  SpeciesPoint at = {.n_gas = n, .gases = network->gases, .share = branch->share};
  at.p1_pa = branch->from >= 0 ? p + branch->from * n : nothing;
  at.p2_pa = branch->to >= 0 ? p + branch->to * n : nothing;
  for (int i = 0; i < n; i++) {
    at.total1_pa += at.p1_pa[i];
    at.total2_pa += at.p2_pa[i];
  }
  at.temperature1_k =
      branch->from >= 0 ? network->nodes[branch->from].params.temperature_k : branch->mean_temperature_k;
  at.temperature2_k = branch->to >= 0 ? network->nodes[branch->to].params.temperature_k : branch->mean_temperature_k;
  return at;
}

static void single_gas(const Branch *branch, double p1, double p2, BranchFlow *flow) {
  Flow total;
  branch->type->flow(branch->params, &branch->gas, p1, p2, &total);
  flow->q[0] = total.q_pa_m3_s;
  flow->d1[0] = total.dq_dp1_m3_s;
  flow->d2[0] = total.dq_dp2_m3_s;
  flow->choked = total.choked;
  flow->turbulent = total.turbulent;
}

/* Mole fractions of both ends together; the line's own where there is no gas at all. */
static void mean_fractions(const Network *network, const SpeciesPoint *at, double *x) {
  double sum = 0;
  for (int i = 0; i < at->n_gas; i++)
    sum += x[i] = fmax(at->p1_pa[i], 0) + fmax(at->p2_pa[i], 0);
  for (int i = 0; i < at->n_gas; i++)
    x[i] = sum > 0 ? x[i] / sum : network->line_fractions[i];
}

typedef struct {
  double value, slope; /* weight of the molecular share, and its derivative in either end's total pressure */
} Weight;

/* 1 in molecular flow, falling as 1/delta: then what each gas does by itself goes over into ordinary diffusion, ~1/p. */
static Weight molecular_weight(const ComponentType *type, const void *params, const GasState *gas, double p1,
                               double p2) {
  if (!type->molecular_conductance_m3_s) return (Weight){0, 0};
  if (!type->radius_m) return (Weight){1, 0};
  double delta_per_pa = gas_rarefaction(gas, type->radius_m(params), 1);
  double value = 1 / (1 + delta_per_pa * 0.5 * fmax(p1 + p2, 0));
  return (Weight){value, -0.5 * delta_per_pa * value * value};
}

/* Where a law has no molecular figure (a bare Kv) its gases still move by themselves, or a dead end could not tell them apart: as through
   a thin hole of its effective area. The whole flow stays the law's. */
static double own_conductance(const ComponentType *type, const void *params, const GasState *mix) {
  double known = type->molecular_conductance_m3_s(params, mix);
  if (known > 0 || !type->radius_m) return known;
  double radius = type->radius_m(params);
  return PI * radius * radius * gas_mean_speed_m_s(mix) / 4 * REFERENCE_TEMPERATURE_K / mix->temperature_k;
}

typedef struct {
  double upstream_total, x[GAS_MAX]; /* composition carried by the viscous share */
  bool from_1;
} Carrier;

static Carrier carrier_of(const Network *network, const SpeciesPoint *at, double rest) {
  Carrier carrier = {.from_1 = rest >= 0};
  const double *p = carrier.from_1 ? at->p1_pa : at->p2_pa;
  carrier.upstream_total = carrier.from_1 ? at->total1_pa : at->total2_pa;
  for (int i = 0; i < at->n_gas; i++)
    carrier.x[i] = carrier.upstream_total > 0 ? p[i] / carrier.upstream_total : network->line_fractions[i];
  return carrier;
}

/* q_i = w C_i (p1_i - p2_i) + rest x_i, rest = Q - w C_mix (P1 - P2): the law's whole flow less its molecular share. */
static void join(const Network *network, const Branch *branch, const SpeciesPoint *at, BranchFlow *flow) {
  const ComponentType *type = branch->type;
  int n = at->n_gas;
  double x[GAS_MAX];
  mean_fractions(network, at, x);
  GasState mix = gas_mixture_state(network->gases, x, n, branch->mean_temperature_k);
  Flow total;
  type->flow(branch->params, &mix, at->total1_pa, at->total2_pa, &total);
  flow->choked = total.choked;
  flow->turbulent = total.turbulent;
  Weight w = molecular_weight(type, branch->params, &mix, at->total1_pa, at->total2_pa);
  double c_mix = w.value > 0 ? own_conductance(type, branch->params, &mix) : 0;
  double difference = at->total1_pa - at->total2_pa;
  double rest = total.q_pa_m3_s - w.value * c_mix * difference;
  double rest_1 = total.dq_dp1_m3_s - w.value * c_mix - w.slope * c_mix * difference;
  double rest_2 = total.dq_dp2_m3_s + w.value * c_mix - w.slope * c_mix * difference;
  Carrier carrier = carrier_of(network, at, rest);
  double *d_up = carrier.from_1 ? flow->d1 : flow->d2;
  for (int i = 0; i < n; i++) {
    double c_i = w.value > 0 ? c_mix * sqrt(mix.molar_mass_kg_mol / network->gases[i]->molar_mass_kg_mol) : 0;
    if (w.value > 0 && !type->radius_m) c_i = c_mix;
    double own = c_i * (at->p1_pa[i] - at->p2_pa[i]);
    flow->q[i] = w.value * own + rest * carrier.x[i];
    for (int j = 0; j < n; j++) {
      double same = i == j ? w.value * c_i : 0;
      flow->d1[i * n + j] = same + w.slope * own + rest_1 * carrier.x[i];
      flow->d2[i * n + j] = -same + w.slope * own + rest_2 * carrier.x[i];
    }
    if (carrier.upstream_total <= 0) continue;
    for (int j = 0; j < n; j++)
      d_up[i * n + j] += rest * ((i == j) - carrier.x[i]) / carrier.upstream_total;
  }
}

static void whole_flow(const Network *network, const Branch *branch, const double *p, BranchFlow *flow) {
  if (network->n_gas == 1) {
    single_gas(branch, branch->from >= 0 ? p[branch->from] : 0, branch->to >= 0 ? p[branch->to] : 0, flow);
    return;
  }
  SpeciesPoint at = point_of(network, branch, p);
  join(network, branch, &at, flow);
}

static void flow_by_species(const Network *network, const Branch *branch, const double *p, BranchFlow *flow) {
  SpeciesPoint at = point_of(network, branch, p);
  SpeciesFlow out = {flow->q, flow->d1, flow->d2};
  flow->choked = flow->turbulent = false;
  branch->type->species(branch->params, &at, &out);
}

static void blend(double *open, const double *closed, double opening, int count) {
  for (int i = 0; i < count; i++)
    open[i] = opening * open[i] + (1 - opening) * closed[i];
}

/* A valve on its way: the open share of its open flow, and its seat leak through the rest. */
static void part_open(const Network *network, const Branch *branch, const double *p, BranchFlow *flow) {
  BranchFlow closed;
  int n = network->n_gas;
  flow_by_species(network, branch, p, &closed);
  blend(flow->q, closed.q, branch->opening, n);
  blend(flow->d1, closed.d1, branch->opening, n * n);
  blend(flow->d2, closed.d2, branch->opening, n * n);
}

void branch_flow(const Network *network, const Branch *branch, const double *p, BranchFlow *flow) {
  const ComponentType *type = branch->type;
  if (!type->flow || (type->closes && !branch->open)) {
    flow_by_species(network, branch, p, flow);
    return;
  }
  whole_flow(network, branch, p, flow);
  if (type->closes && branch->opening < 1) part_open(network, branch, p, flow);
}
