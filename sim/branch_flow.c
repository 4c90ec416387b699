#include "sim/branch_flow.h"

#include "sim/mixture.h"
#include "sim/throttle.h"
#include "sim/transpiration.h"

static const double nothing[GAS_MAX];

/* Always inlined: of one gas it is a few assignments. */
static inline __attribute__((always_inline)) SpeciesPoint point_of_gases(const Network *network, const Branch *branch,
                                                                         const double *p, int n) {
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

SpeciesPoint branch_species_point(const Network *network, const Branch *branch, const double *p) {
  return network->n_gas == 1 ? point_of_gases(network, branch, p, 1)
                             : point_of_gases(network, branch, p, network->n_gas);
}

static void single_gas(const Network *network, const Branch *branch, double p1, double p2, FlowStart *start,
                       bool slopes, BranchFlow *flow) {
  Flow total;
  throttle_law(network, branch, &branch->gas, p1, p2, start, slopes, &total);
  flow->q[0] = total.q_pa_m3_s;
  if (!slopes && start) return; /* the slopes and the regime are then not looked at */
  flow->d1[0] = total.dq_dp1_m3_s;
  flow->d2[0] = total.dq_dp2_m3_s;
  flow->choked = total.choked;
  flow->turbulent = total.turbulent;
}

static void single_gas_between_temperatures(const Network *network, const Branch *branch, double p1, double p2,
                                            FlowStart *start, bool slopes, BranchFlow *flow) {
  Transpiration end1 = {1, 0}, end2 = {1, 0};
  if (transpiration_acts(branch)) {
    double per_pa = gas_rarefaction(&branch->gas, branch->type->radius_m(branch->params), 1);
    end1 = transpiration_at(branch->root_1, per_pa, p1);
    end2 = transpiration_at(branch->root_2, per_pa, p2);
  }
  single_gas(network, branch, end1.factor * p1, end2.factor * p2, start, slopes, flow);
  bool set = slopes || !start;
  if (set) {
    flow->d1[0] *= end1.factor + p1 * end1.slope_per_pa;
    flow->d2[0] *= end2.factor + p2 * end2.slope_per_pa;
  }
  if (!throttle_turns(branch)) return;
  Turn turn = throttle_turn(branch, &end1, &end2, p1, p2);
  if (set) {
    flow->d1[0] = turn.factor * flow->d1[0] + flow->q[0] * turn.by_1;
    flow->d2[0] = turn.factor * flow->d2[0] + flow->q[0] * turn.by_2;
  }
  flow->q[0] *= turn.factor;
}

static void whole_flow(const Network *network, const Branch *branch, const double *p, FlowStart *start, bool slopes,
                       BranchFlow *flow) {
  if (network->n_gas > 1) {
    SpeciesPoint at = branch_species_point(network, branch, p);
    mixture_flow(network, branch, &at, start, slopes, flow);
    return;
  }
  double p1 = branch->from >= 0 ? p[branch->from] : 0, p2 = branch->to >= 0 ? p[branch->to] : 0;
  if (transpiration_acts(branch) || throttle_turns(branch))
    single_gas_between_temperatures(network, branch, p1, p2, start, slopes, flow);
  else
    single_gas(network, branch, p1, p2, start, slopes, flow);
}

static void flow_by_species(const Network *network, const Branch *branch, const double *p, BranchFlow *flow) {
  SpeciesPoint at = branch_species_point(network, branch, p);
  SpeciesFlow out = {flow->q, flow->d1, flow->d2};
  flow->choked = flow->turbulent = false;
  branch->type->species(branch->params, &at, &out);
}

static void blend(double *open, const double *closed, double opening, int count) {
  for (int i = 0; i < count; i++)
    open[i] = opening * open[i] + (1 - opening) * closed[i];
}

/* A valve on its way: the open share of its open flow, and its seat leak through the rest. */
static void part_open(const Network *network, const Branch *branch, const double *p, bool slopes, BranchFlow *flow) {
  BranchFlow closed;
  int n = network->n_gas;
  flow_by_species(network, branch, p, &closed);
  blend(flow->q, closed.q, branch->opening, n);
  if (!slopes) return;
  blend(flow->d1, closed.d1, branch->opening, n * n);
  blend(flow->d2, closed.d2, branch->opening, n * n);
}

void branch_flow_from(const Network *network, const Branch *branch, const double *p, FlowStart *start, bool slopes,
                      BranchFlow *flow) {
  const ComponentType *type = branch->type;
  if (!type->flow || (type->closes && !branch->open)) {
    flow_by_species(network, branch, p, flow);
    return;
  }
  whole_flow(network, branch, p, start, slopes, flow);
  if (type->closes && branch->opening < 1) part_open(network, branch, p, slopes, flow);
}

void branch_flow(const Network *network, const Branch *branch, const double *p, BranchFlow *flow) {
  branch_flow_from(network, branch, p, NULL, true, flow);
}

void branch_throughput(const Network *network, const Branch *branch, const double *p, BranchFlow *flow) {
  branch_flow_from(network, branch, p, NULL, false, flow);
}
