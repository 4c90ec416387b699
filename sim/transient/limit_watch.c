#include "sim/transient/limit_watch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/transient/back_flow.h"

typedef struct {
  int branch;
  bool still; /* between two boundaries: nothing happens within a step */
  bool warms; /* a port's temperature moves */
  ValveMoment moment;
  WorstMoment worst[LIMIT_CHECK_COUNT];
  BackFlow back;
} WatchedValve;

struct LimitWatch {
  const Network *network;
  const LimitsSettings *settings;
  LimitTolerance tolerance;
  WatchedValve *valves;
  int n_valves;
  double conditional_from_s;
};

static bool is_fixed(const Network *network, int node) {
  return network->nodes[node].params.fixed;
}

static bool keeps_temperature(const Network *network, int node) {
  return is_fixed(network, node) || network->nodes[node].params.thermal == THERMAL_ISOTHERMAL;
}

static WatchedValve watched(const Network *network, int k) {
  const Branch *branch = &network->branches[k];
  WatchedValve valve = {.branch = k, .moment = limit_moment(network, branch)};
  valve.still = is_fixed(network, branch->from) && is_fixed(network, branch->to);
  valve.warms = !keeps_temperature(network, branch->from) || !keeps_temperature(network, branch->to);
  for (int check = 0; check < LIMIT_CHECK_COUNT; check++)
    valve.worst[check] = (WorstMoment){NAN, NAN, valve.moment};
  return valve;
}

LimitWatch *limit_watch_new(const Network *network, const LimitsSettings *settings) {
  LimitWatch *watch = malloc(sizeof *watch);
  if (!watch) return NULL;
  *watch = (LimitWatch){.network = network, .settings = settings, .conditional_from_s = INFINITY};
  watch->valves = malloc(((size_t)network->n_branches + 1) * sizeof *watch->valves);
  if (!watch->valves) {
    limit_watch_free(watch);
    return NULL;
  }
  for (int k = 0; k < network->n_branches; k++)
    if (limit_concerns(&network->branches[k])) watch->valves[watch->n_valves++] = watched(network, k);
  return watch;
}

void limit_watch_free(LimitWatch *watch) {
  if (watch) free(watch->valves);
  free(watch);
}

void limit_watch_set_tolerance(LimitWatch *watch, double rtol, double atol_pa) {
  watch->tolerance = (LimitTolerance){rtol, atol_pa};
}

static bool changes(const WatchedValve *valve, LimitCheck check) {
  return !limit_holds_always(check) || (check == LIMIT_TEMPERATURE && valve->warms);
}

static LimitLook look_at(LimitWatch *watch, WatchedValve *valve, LimitCheck check) {
  const Branch *branch = &watch->network->branches[valve->branch];
  valve->moment.open = branch->open;
  return (LimitLook){watch->network, watch->settings, &watch->tolerance,   branch,
                     check,          &valve->moment,  &valve->worst[check]};
}

/* A valve beyond these would have done something else than the run assumes. */
static bool makes_conditional(const LimitLook *look) {
  return look->worst->utilization > 1 &&
         (look->check == LIMIT_MAX_OPERATING_DIFFERENTIAL || look->check == LIMIT_REVERSE_PRESSURE) &&
         limit_look_exceeds(look);
}

static void become_conditional(LimitWatch *watch, double time_s) {
  watch->conditional_from_s = fmin(watch->conditional_from_s, time_s);
}

void limit_watch_moment(LimitWatch *watch, double time_s, const double *p) {
  for (int v = 0; v < watch->n_valves; v++)
    for (int check = 0; check < LIMIT_CHECK_COUNT; check++) {
      if (!changes(&watch->valves[v], (LimitCheck)check)) continue;
      LimitLook look = look_at(watch, &watch->valves[v], (LimitCheck)check);
      limit_look_moment(&look, time_s, p);
      if (makes_conditional(&look)) become_conditional(watch, look.worst->time_s);
    }
}

void limit_watch_attempt(LimitWatch *watch, int branch, double time_s, const double *p) {
  for (int v = 0; v < watch->n_valves; v++) {
    if (watch->valves[v].branch != branch) continue;
    LimitLook look = look_at(watch, &watch->valves[v], LIMIT_MAX_OPERATING_DIFFERENTIAL);
    look.moment->open = true;
    limit_look_moment(&look, time_s, p);
  }
}

/* A closed valve passes nothing backwards: what it did while open is over. */
static void flow_step(LimitWatch *watch, WatchedValve *valve, const Step *step, const StepRanges *ranges) {
  LimitLook look = look_at(watch, valve, LIMIT_FLOW_DIRECTION);
  if (!valve->moment.open || !valve->moment.model->one_way)
    valve->back.running = false;
  else
    back_flow_step(&valve->back, &look, step, ranges);
}

static void valve_step(LimitWatch *watch, WatchedValve *valve, const Step *step) {
  const Branch *branch = &watch->network->branches[valve->branch];
  StepRanges ranges = step_ranges(watch->network, branch, step);
  for (int check = 0; check < LIMIT_CHECK_COUNT; check++) {
    if (!changes(valve, (LimitCheck)check) || check == LIMIT_FLOW_DIRECTION) continue;
    LimitLook look = look_at(watch, valve, (LimitCheck)check);
    if (!limit_look_step(&look, step, &ranges)) continue;
    if (makes_conditional(&look) && watch->conditional_from_s > step->t_start_s)
      become_conditional(watch, limit_look_first_excess_s(&look, step));
  }
  flow_step(watch, valve, step, &ranges);
}

void limit_watch_step(LimitWatch *watch, const Step *step) {
  for (int v = 0; v < watch->n_valves; v++)
    if (!watch->valves[v].still) valve_step(watch, &watch->valves[v], step);
}

double limit_watch_conditional_from_s(const LimitWatch *watch) {
  return watch->conditional_from_s;
}

/* --- rows --- */

/* Says it for the whole run where the state that a check is for never came. */
static void word_never(const WorstMoment *worst, LimitRow *row) {
  if (!isnan(worst->utilization) || worst->moment.open == limit_look_wants_open(row->check)) return;
  const char *words = NULL;
  if (row->check == LIMIT_MAX_OPERATING_DIFFERENTIAL) words = "never open during the run";
  if (row->check == LIMIT_REVERSE_PRESSURE) words = "never closed during the run";
  if (row->check == LIMIT_FLOW_DIRECTION && row->status == LIMIT_PASS)
    words = "never open during the run: only the seat leak passes";
  if (!words) return;
  row->value = NAN;
  snprintf(row->reason, sizeof row->reason, "%s", words);
}

typedef struct {
  LimitWatch *watch;
  int valve; /* the rows come in the order of the valves */
} RowLook;

/* A failure that the run cannot tell from a limit just held. */
static void word_doubt(const LimitLook *look, LimitRow *row) {
  if (row->status != LIMIT_FAIL || isnan(row->utilization) || limit_look_exceeds(look)) return;
  row->status = LIMIT_WARN;
  if (look->tolerance->rtol > LIMIT_DOUBT_MAX)
    snprintf(row->reason, sizeof row->reason,
             "at its limit to %.3g of the pressures, closer than the run (rtol %.3g) tells", LIMIT_DOUBT_MAX,
             look->tolerance->rtol);
  else
    snprintf(row->reason, sizeof row->reason, "at its limit, as far as the tolerance of the run (%.3g) can tell",
             look->tolerance->rtol);
}

static LimitRow row_of(void *context, int branch, LimitCheck check) {
  RowLook *rows = context;
  LimitWatch *watch = rows->watch;
  while (watch->valves[rows->valve].branch != branch)
    rows->valve++;
  WatchedValve *valve = &watch->valves[rows->valve];
  LimitLook look = look_at(watch, valve, check);
  LimitRow row = limit_judge(check, &look.worst->moment, watch->settings);
  if (!changes(valve, check)) {
    row.when = LIMIT_WHEN_ALWAYS;
    return row;
  }
  row.when = LIMIT_WHEN_TRANSIENT;
  row.time_s = look.worst->time_s;
  word_never(look.worst, &row);
  word_doubt(&look, &row);
  return row;
}

bool limit_watch_table(LimitWatch *watch, LimitTable *table) {
  RowLook look = {watch, 0};
  return limit_table_fill(table, watch->network, row_of, &look);
}
