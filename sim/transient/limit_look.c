#include "sim/transient/limit_look.h"

#include <math.h>

#include "sim/branch_flow.h"

static double doubt_pa(const LimitLook *look, int node, double p_pa) {
  if (look->network->nodes[node].params.fixed) return 0;
  return fmin(look->tolerance->rtol, LIMIT_DOUBT_MAX) * fabs(p_pa) + look->tolerance->atol_pa;
}

/* --- a moment --- */

double limit_look_flow(const LimitLook *look, const double *p, double *doubt_pa_m3_s) {
  int n = look->network->n_gas, from = look->branch->from, to = look->branch->to;
  BranchFlow flow;
  branch_flow(look->network, look->branch, p, &flow);
  double q = 0, doubt = 0;
  for (int j = 0; j < n; j++) {
    double slope1 = 0, slope2 = 0;
    for (int i = 0; i < n; i++) {
      slope1 += flow.d1[i * n + j];
      slope2 += flow.d2[i * n + j];
    }
    q += flow.q[j];
    doubt += fabs(slope1) * doubt_pa(look, from, p[from * n + j]) + fabs(slope2) * doubt_pa(look, to, p[to * n + j]);
  }
  if (doubt_pa_m3_s) *doubt_pa_m3_s = doubt;
  return q;
}

static bool between_boundaries(const LimitLook *look) {
  return look->network->nodes[look->branch->from].params.fixed && look->network->nodes[look->branch->to].params.fixed;
}

static double utilization_at(LimitLook *look, const double *p) {
  ValveMoment *moment = look->moment;
  moment->p1_pa = network_total(look->network, p, look->branch->from);
  moment->p2_pa = network_total(look->network, p, look->branch->to);
  moment->q_pa_m3_s = 0;
  if (look->check == LIMIT_FLOW_DIRECTION && moment->open && between_boundaries(look))
    moment->q_pa_m3_s = limit_look_flow(look, p, NULL);
  if (look->check == LIMIT_TEMPERATURE) {
    moment->temperature1_k = look->network->nodes[look->branch->from].params.temperature_k;
    moment->temperature2_k = look->network->nodes[look->branch->to].params.temperature_k;
  }
  return limit_utilization(look->check, moment, look->settings);
}

/* Rounding makes no moment worse than one before it. Of a difference between pressures it may be more than of the pressures. */
static double more_than(const LimitLook *look, double value) {
  bool difference = look->check == LIMIT_MAX_OPERATING_DIFFERENTIAL || look->check == LIMIT_REVERSE_PRESSURE;
  return isfinite(value) ? value + 1e-12 * (difference ? fmax(fabs(value), 1) : fabs(value)) : value;
}

static bool is_worse(const LimitLook *look, double utilization) {
  if (isnan(look->worst->utilization)) return !isnan(utilization);
  return utilization > more_than(look, look->worst->utilization);
}

static void take(LimitLook *look, double time_s, double utilization) {
  *look->worst = (WorstMoment){time_s, utilization, *look->moment};
}

bool limit_look_wants_open(LimitCheck check) {
  return check != LIMIT_REVERSE_PRESSURE;
}

/* Where there is no number a row still has words: those of a moment in the right state, else of the first. */
static bool says_more(const LimitLook *look) {
  bool wanted = limit_look_wants_open(look->check);
  if (!isnan(look->worst->utilization)) return false;
  return isnan(look->worst->time_s) || (look->moment->open == wanted && look->worst->moment.open != wanted);
}

void limit_look_moment(LimitLook *look, double time_s, const double *p) {
  double utilization = utilization_at(look, p);
  if (is_worse(look, utilization) || says_more(look)) take(look, time_s, utilization);
}

bool limit_look_offer(LimitLook *look, double time_s, const ValveMoment *moment) {
  double utilization = limit_utilization(look->check, moment, look->settings);
  if (!is_worse(look, utilization)) return false;
  *look->worst = (WorstMoment){time_s, utilization, *moment};
  return true;
}

/* What the file gives has no error: a volume before anything has happened. A junction is settled even then. */
static double doubt_at_worst_pa(const LimitLook *look, int node, double p_pa) {
  bool given = look->worst->time_s == 0 && look->network->nodes[node].params.volume_m3 > 0;
  return given ? 0 : doubt_pa(look, node, p_pa);
}

bool limit_look_exceeds(const LimitLook *look) {
  const WorstMoment *worst = look->worst;
  double p1 = worst->moment.p1_pa, p2 = worst->moment.p2_pa;
  double d1 = doubt_at_worst_pa(look, look->branch->from, p1), d2 = doubt_at_worst_pa(look, look->branch->to, p2);
  /* low and high exchanged: the corner at which the check stands best */
  ValveMoment best = limit_worst_corner(look->check, &worst->moment, (PressureRange){p1 + d1, p1 - d1},
                                        (PressureRange){p2 + d2, p2 - d2});
  return limit_utilization(look->check, &best, look->settings) > 1 + LIMIT_TOLERANCE;
}

/* --- a step --- */

static void widen(PressureRange *range, double p_pa) {
  range->low_pa = fmin(range->low_pa, p_pa);
  range->high_pa = fmax(range->high_pa, p_pa);
}

/* Between five points a polynomial of degree 4 or less, as the dense output is, leaves the middle of their range by at most 2.21 times half
   of it (their Lebesgue constant). */
static PressureRange between_points(PressureRange points) {
  double beyond = 0.61 * (points.high_pa - points.low_pa);
  return (PressureRange){points.low_pa - beyond, points.high_pa + beyond};
}

StepRanges step_ranges(const Network *network, const Branch *branch, const Step *step) {
  const PressureRange none = {INFINITY, -INFINITY};
  StepRanges points = {none, none, none};
  for (int k = 0; k <= STEP_QUARTERS; k++) {
    double p1 = network_total(network, step->quarter[k], branch->from),
           p2 = network_total(network, step->quarter[k], branch->to);
    widen(&points.port1, p1);
    widen(&points.port2, p2);
    widen(&points.drop, p1 - p2);
  }
  return (StepRanges){between_points(points.port1), between_points(points.port2), between_points(points.drop)};
}

/* A mixture can diffuse backwards against its total pressure, and any gas can creep to the warmer end: only a single gas of one
   temperature is sure to go down its pressure. */
bool limit_look_surely_forward(const LimitLook *look, const StepRanges *ranges) {
  const Node *nodes = look->network->nodes;
  return look->network->n_gas == 1 && ranges->drop.low_pa >= 0 &&
         nodes[look->branch->from].params.temperature_k == nodes[look->branch->to].params.temperature_k;
}

/* A difference in the catalogue's terms grows with both pressures where the plain difference stands, so that the highest pressures with the
   largest difference bound it. A temperature is not bound by the pressures. */
static double utilization_bound(const LimitLook *look, const StepRanges *ranges) {
  if (look->check == LIMIT_TEMPERATURE) return INFINITY;
  ValveMoment corner = limit_worst_corner(look->check, look->moment, ranges->port1, ranges->port2);
  if (look->check == LIMIT_MAX_OPERATING_DIFFERENTIAL && ranges->drop.high_pa >= 0)
    corner.p2_pa = fmax(corner.p2_pa, corner.p1_pa - ranges->drop.high_pa);
  if (look->check == LIMIT_REVERSE_PRESSURE && ranges->drop.low_pa <= 0)
    corner.p1_pa = fmax(corner.p1_pa, corner.p2_pa + ranges->drop.low_pa);
  return limit_utilization(look->check, &corner, look->settings);
}

/* What is searched: it grows with the utilization, and as far as can be it is a polynomial as the pressures are. */
typedef enum { BY_UTILIZATION, BY_PORT1, BY_PORT2, BY_LOW_PORT2 } Yardstick;

typedef struct {
  LimitLook *look;
  Yardstick yardstick;
} Search;

static double measured(Yardstick yardstick, const ValveMoment *moment, double utilization) {
  switch (yardstick) {
  case BY_PORT1:
    return moment->p1_pa;
  case BY_PORT2:
    return moment->p2_pa;
  case BY_LOW_PORT2:
    return -moment->p2_pa;
  case BY_UTILIZATION:
    break;
  }
  return utilization;
}

static double measured_at(void *context, const double *p) {
  Search *search = context;
  double utilization = utilization_at(search->look, p);
  return measured(search->yardstick, search->look->moment, utilization);
}

static double floor_of(const LimitLook *look, Yardstick yardstick) {
  const WorstMoment *worst = look->worst;
  if (!isfinite(worst->utilization)) return isnan(worst->utilization) ? -INFINITY : INFINITY;
  if (look->check == LIMIT_WITHSTAND_PRESSURE) return more_than(look, fmax(worst->moment.p1_pa, worst->moment.p2_pa));
  return more_than(look, measured(yardstick, &worst->moment, worst->utilization));
}

static bool search_step(LimitLook *look, Yardstick yardstick, const Step *step) {
  Search search = {look, yardstick};
  double fraction, most = step_maximum_above(step, measured_at, &search, floor_of(look, yardstick), &fraction);
  if (isnan(most)) return false;
  double utilization = utilization_at(look, step_pressures(step, fraction));
  if (!is_worse(look, utilization)) return false;
  take(look, step_time_s(step, fraction), utilization);
  return true;
}

bool limit_look_step(LimitLook *look, const Step *step, const StepRanges *ranges) {
  if (!is_worse(look, utilization_bound(look, ranges))) return false;
  if (look->check == LIMIT_MIN_OPERATING_PRESSURE) return search_step(look, BY_LOW_PORT2, step);
  if (look->check != LIMIT_WITHSTAND_PRESSURE) return search_step(look, BY_UTILIZATION, step);
  bool first = search_step(look, BY_PORT1, step);
  return search_step(look, BY_PORT2, step) || first;
}

static double excess_at(void *context, const double *p) {
  return utilization_at(context, p) - (1 + LIMIT_TOLERANCE);
}

double limit_look_first_excess_s(LimitLook *look, const Step *step) {
  double known = (look->worst->time_s - step->t_start_s) / (step->t_end_s - step->t_start_s);
  int k = 0;
  while (0.25 * k < known && !(excess_at(look, step_quarter(step, k)) >= 0))
    k++;
  if (k == 0) return step->t_start_s;
  double before = 0.25 * (k - 1), after = fmin(0.25 * k, known);
  return step_time_s(step, step_crossing_between(step, excess_at, look, before, after));
}
