#include "sim/transient/limit_watch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/transient/limit_look.h"

typedef struct {
  int branch;
  bool still; /* between two boundaries: nothing happens within a step */
  ValveMoment moment;
  WorstMoment worst[LIMIT_CHECK_COUNT];
} WatchedValve;

struct LimitWatch {
  const Network *network;
  const LimitsSettings *settings;
  WatchedValve *valves;
  int n_valves;
  double conditional_from_s;
};

static bool is_fixed(const Network *network, int node) {
  return network->nodes[node].params.fixed;
}

static WatchedValve watched(const Network *network, int k) {
  const Branch *branch = &network->branches[k];
  WatchedValve valve = {.branch = k, .moment = limit_moment(network, branch)};
  valve.still = is_fixed(network, branch->from) && is_fixed(network, branch->to);
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

static LimitLook look_at(LimitWatch *watch, WatchedValve *valve, LimitCheck check) {
  const Branch *branch = &watch->network->branches[valve->branch];
  valve->moment.open = branch->open;
  return (LimitLook){watch->network, watch->settings, branch, check, &valve->moment, &valve->worst[check]};
}

/* A valve beyond these would have done something else than the run assumes. */
static bool makes_conditional(const LimitLook *look) {
  return look->worst->utilization > 1 + LIMIT_TOLERANCE &&
         (look->check == LIMIT_MAX_OPERATING_DIFFERENTIAL || look->check == LIMIT_REVERSE_PRESSURE);
}

static void become_conditional(LimitWatch *watch, double time_s) {
  watch->conditional_from_s = fmin(watch->conditional_from_s, time_s);
}

void limit_watch_moment(LimitWatch *watch, double time_s, const double *p) {
  for (int v = 0; v < watch->n_valves; v++)
    for (int check = 0; check < LIMIT_CHECK_COUNT; check++) {
      if (limit_holds_always((LimitCheck)check)) continue;
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

static void valve_step(LimitWatch *watch, WatchedValve *valve, const Step *step) {
  const Branch *branch = &watch->network->branches[valve->branch];
  PressureRange port1 = limit_look_range(watch->network, step, branch->from);
  PressureRange port2 = limit_look_range(watch->network, step, branch->to);
  for (int check = 0; check < LIMIT_CHECK_COUNT; check++) {
    if (limit_holds_always((LimitCheck)check)) continue;
    LimitLook look = look_at(watch, valve, (LimitCheck)check);
    if (!limit_look_step(&look, step, port1, port2)) continue;
    if (makes_conditional(&look) && watch->conditional_from_s > step->t_start_s)
      become_conditional(watch, limit_look_first_excess_s(&look, step));
  }
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
  const LimitWatch *watch;
  int valve; /* the rows come in the order of the valves */
} RowLook;

static LimitRow row_of(void *context, int branch, LimitCheck check) {
  RowLook *look = context;
  while (look->watch->valves[look->valve].branch != branch)
    look->valve++;
  const WorstMoment *worst = &look->watch->valves[look->valve].worst[check];
  LimitRow row = limit_judge(check, &worst->moment, look->watch->settings);
  row.when = limit_holds_always(check) ? LIMIT_WHEN_ALWAYS : LIMIT_WHEN_TRANSIENT;
  row.time_s = row.when == LIMIT_WHEN_TRANSIENT ? worst->time_s : 0;
  word_never(worst, &row);
  return row;
}

bool limit_watch_table(const LimitWatch *watch, LimitTable *table) {
  RowLook look = {watch, 0};
  return limit_table_fill(table, watch->network, row_of, &look);
}
