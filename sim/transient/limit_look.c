#include "sim/transient/limit_look.h"

#include <math.h>

#include "sim/branch_flow.h"

static double total(const Network *network, const double *p, int node) {
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += p[node * network->n_gas + i];
  return sum;
}

/* --- a moment --- */

/* Where no gas is the higher at port 2 none flows backwards, and the law need not be asked. */
static double flow_if_reverse(const Network *network, const Branch *branch, const double *p) {
  int n = network->n_gas;
  double sum = 0;
  bool reverse = false;
  for (int i = 0; i < n; i++)
    reverse = reverse || p[branch->to * n + i] > p[branch->from * n + i];
  if (!reverse) return 0;
  BranchFlow flow;
  branch_flow(network, branch, p, &flow);
  for (int i = 0; i < n; i++)
    sum += flow.q[i];
  return sum;
}

static double utilization_at(LimitLook *look, const double *p) {
  ValveMoment *moment = look->moment;
  moment->p1_pa = total(look->network, p, look->branch->from);
  moment->p2_pa = total(look->network, p, look->branch->to);
  moment->q_pa_m3_s = 0;
  if (look->check == LIMIT_FLOW_DIRECTION && moment->open && moment->model->one_way)
    moment->q_pa_m3_s = flow_if_reverse(look->network, look->branch, p);
  return limit_utilization(look->check, moment, look->settings);
}

/* Rounding makes no moment worse than one before it. */
static double more_than(double value) {
  return isfinite(value) ? value + 1e-12 * fabs(value) : value;
}

static bool is_worse(const LimitLook *look, double utilization) {
  if (isnan(look->worst->utilization)) return !isnan(utilization);
  return utilization > more_than(look->worst->utilization);
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

/* --- a step --- */

PressureRange limit_look_range(const Network *network, const Step *step, int node) {
  double first = total(network, step->quarter[0], node);
  PressureRange range = {first, first};
  for (int k = 1; k <= STEP_QUARTERS; k++) {
    double sum = total(network, step->quarter[k], node);
    range.low_pa = fmin(range.low_pa, sum);
    range.high_pa = fmax(range.high_pa, sum);
  }
  /* Between five points a polynomial of degree 4 or less, as the dense output is, leaves the middle of their range by at most 2.21 times
     half of it (their Lebesgue constant). */
  double beyond = 0.61 * (range.high_pa - range.low_pa);
  return (PressureRange){range.low_pa - beyond, range.high_pa + beyond};
}

/* A mixture can diffuse backwards against its total pressure: only a single gas is sure to go down it. */
static double utilization_bound(const LimitLook *look, PressureRange port1, PressureRange port2) {
  ValveMoment corner = limit_worst_corner(look->check, look->moment, port1, port2);
  bool forward = look->network->n_gas == 1 && corner.p2_pa <= corner.p1_pa;
  corner.q_pa_m3_s = forward ? 0 : -INFINITY;
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
  if (look->check == LIMIT_WITHSTAND_PRESSURE) return more_than(fmax(worst->moment.p1_pa, worst->moment.p2_pa));
  return more_than(measured(yardstick, &worst->moment, worst->utilization));
}

static bool search_step(LimitLook *look, Yardstick yardstick, const Step *step) {
  Search search = {look, yardstick};
  double fraction, most = step_maximum_above(step, measured_at, &search, floor_of(look, yardstick), &fraction);
  if (isnan(most)) return false;
  double utilization = utilization_at(look, step_pressures(step, fraction));
  take(look, step_time_s(step, fraction), utilization);
  return true;
}

bool limit_look_step(LimitLook *look, const Step *step, PressureRange port1, PressureRange port2) {
  if (!is_worse(look, utilization_bound(look, port1, port2))) return false;
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
