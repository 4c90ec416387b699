#include "sim/transient/measure_watch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/transient/response.h"

typedef struct MeasureState {
  bool found;
  double value, at_s; /* of what was found; of a maximum or minimum so far */
  double integral, length_s;
  double nearest, nearest_s; /* of a crossing not found: the largest excess so far */
  Response response;
} MeasureState;

bool measure_watch_init(MeasureWatch *watch, const MeasureList *list, const Network *network) {
  *watch = (MeasureWatch){.list = list, .network = network};
  watch->states = calloc((size_t)list->count + 1, sizeof *watch->states);
  watch->changed_s = malloc(((size_t)network->n_branches + 1) * sizeof(double));
  if (!watch->states || !watch->changed_s) {
    measure_watch_free(watch);
    return false;
  }
  for (int k = 0; k < network->n_branches; k++)
    watch->changed_s[k] = NAN;
  for (int i = 0; i < list->count; i++)
    watch->states[i].nearest = -INFINITY, watch->states[i].value = NAN;
  return true;
}

void measure_watch_free(MeasureWatch *watch) {
  for (int i = 0; watch->states && i < watch->list->count; i++)
    response_free(&watch->states[i].response);
  free(watch->states);
  free(watch->changed_s);
  *watch = (MeasureWatch){0};
}

void measure_watch_change(MeasureWatch *watch, int branch, double time_s) {
  watch->changed_s[branch] = time_s;
  for (int i = 0; i < watch->list->count; i++)
    if (watch->list->rows[i].kind == MEASURE_RESPONSE && watch->list->rows[i].since == branch)
      response_begin(&watch->states[i].response, time_s);
}

/* --- figures of the pressures, for step_maximum() and step_crossing() --- */

typedef struct {
  const Network *network;
  const Measure *measure;
  double sign;
} Look;

static double value_of(void *context, const double *p) {
  const Look *look = context;
  return look->sign * probe_value(look->network, p, &look->measure->probe);
}

static double excess_of(void *context, const double *p) {
  const Look *look = context;
  return condition_excess(look->network, p, &look->measure->condition);
}

static Look look_at(const MeasureWatch *watch, int i) {
  const Measure *measure = &watch->list->rows[i];
  return (Look){watch->network, measure, measure->kind == MEASURE_MIN ? -1 : 1};
}

/* --- one kind each --- */

static bool is_looked_for(const MeasureWatch *watch, int i) {
  int since = watch->list->rows[i].since;
  return !watch->states[i].found && (since < 0 || !isnan(watch->changed_s[since]));
}

static void cross(MeasureWatch *watch, int i, double time_s) {
  int since = watch->list->rows[i].since;
  MeasureState *state = &watch->states[i];
  state->found = true;
  state->at_s = time_s;
  state->value = time_s - (since >= 0 ? watch->changed_s[since] : 0);
}

static void come_near(MeasureState *state, double excess, double time_s) {
  if (!(excess > state->nearest)) return;
  state->nearest = excess;
  state->nearest_s = time_s;
}

static void crossing_step(MeasureWatch *watch, int i, const Step *step) {
  Look look = look_at(watch, i);
  double fraction, excess[STEP_QUARTERS + 1];
  if (!is_looked_for(watch, i)) return;
  if (step_crossing(step, excess_of, &look, excess, &fraction)) {
    cross(watch, i, step_time_s(step, fraction));
    return;
  }
  for (int k = 0; k <= STEP_QUARTERS; k++)
    come_near(&watch->states[i], excess[k], step_time_s(step, 0.25 * k));
}

static void note_extreme(MeasureState *state, double sign, double value, double time_s) {
  if (isnan(value) || (state->found && !(value > sign * state->value))) return;
  state->found = true;
  state->value = sign * value;
  state->at_s = time_s;
}

static void extreme_step(MeasureWatch *watch, int i, const Step *step) {
  Look look = look_at(watch, i);
  double fraction, value = step_maximum(step, value_of, &look, &fraction);
  note_extreme(&watch->states[i], look.sign, value, step_time_s(step, fraction));
}

/* Boole's rule: order six on the quarters that are there anyway. */
static void mean_step(MeasureWatch *watch, int i, const Step *step) {
  static const double weight[STEP_QUARTERS + 1] = {7.0 / 90, 32.0 / 90, 12.0 / 90, 32.0 / 90, 7.0 / 90};
  Look look = look_at(watch, i);
  double sum = 0, length_s = step->t_end_s - step->t_start_s;
  for (int k = 0; k <= STEP_QUARTERS; k++)
    sum += weight[k] * value_of(&look, step_quarter(step, k));
  watch->states[i].integral += length_s * sum;
  watch->states[i].length_s += length_s;
}

static void value_step(MeasureWatch *watch, int i, const Step *step) {
  double time_s = watch->list->rows[i].time_s;
  Look look = look_at(watch, i);
  if (watch->states[i].found || !(time_s >= step->t_start_s && time_s < step->t_end_s)) return;
  double fraction = (time_s - step->t_start_s) / (step->t_end_s - step->t_start_s);
  watch->states[i].found = true;
  watch->states[i].value = value_of(&look, step->at(step->context, fraction));
  watch->states[i].at_s = time_s;
}

static void follow_step(MeasureWatch *watch, int i, const Step *step) {
  Look look = look_at(watch, i);
  response_step(&watch->states[i].response, step, value_of, &look);
}

void measure_watch_step(MeasureWatch *watch, const Step *step) {
  for (int i = 0; i < watch->list->count; i++)
    switch (watch->list->rows[i].kind) {
    case MEASURE_RESPONSE:
      follow_step(watch, i, step);
      break;
    case MEASURE_CROSSING:
      crossing_step(watch, i, step);
      break;
    case MEASURE_MAX:
    case MEASURE_MIN:
      extreme_step(watch, i, step);
      break;
    case MEASURE_MEAN:
      mean_step(watch, i, step);
      break;
    case MEASURE_AT_TIME:
      value_step(watch, i, step);
      break;
    case MEASURE_AT_END:
    case MEASURE_AT_STEADY:
      break;
    }
}

void measure_watch_moment(MeasureWatch *watch, double time_s, const double *p) {
  for (int i = 0; i < watch->list->count; i++) {
    Look look = look_at(watch, i);
    MeasureKind kind = look.measure->kind;
    if (kind == MEASURE_MAX || kind == MEASURE_MIN)
      note_extreme(&watch->states[i], look.sign, value_of(&look, p), time_s);
    if (kind == MEASURE_RESPONSE) response_moment(&watch->states[i].response, value_of(&look, p));
    if (kind != MEASURE_CROSSING || !is_looked_for(watch, i)) continue;
    double excess = excess_of(&look, p);
    if (excess >= 0)
      cross(watch, i, time_s);
    else
      come_near(&watch->states[i], excess, time_s);
  }
}

/* --- results --- */

static bool never_changed(const MeasureWatch *watch, const Measure *measure, MeasureResult *result) {
  if (measure->since < 0 || !isnan(watch->changed_s[measure->since])) return false;
  snprintf(result->reason, sizeof result->reason, "%s never changed its state %s",
           watch->network->branches[measure->since].name,
           watch->cut_short ? "before the run was ended" : "during the run");
  return true;
}

static void never_reached(const MeasureWatch *watch, int i, double end_s, MeasureResult *result) {
  const Measure *measure = &watch->list->rows[i];
  const MeasureState *state = &watch->states[i];
  const Condition *condition = &measure->condition;
  double unit = condition->threshold != 0 ? fabs(condition->threshold) : 1;
  double nearest = condition->threshold + (condition->below ? -1 : 1) * state->nearest * unit;
  const char *name = probe_object_name(watch->network, &measure->probe);
  char value[48], never[64] = "never reached";
  if (never_changed(watch, measure, result)) return;
  if (watch->cut_short) snprintf(never, sizeof never, "not reached before the run was ended at %.6g s", end_s);
  if (isfinite(nearest))
    snprintf(result->reason, sizeof result->reason, "%s: %s came no nearer than %s, at %.4g s", never, name,
             probe_value_words(measure->probe.kind, nearest, value, sizeof value), state->nearest_s);
  else
    snprintf(result->reason, sizeof result->reason, "%s by %s", never, name);
}

static void response_of(const MeasureWatch *watch, int i, const double *p, MeasureResult *result) {
  const Measure *measure = &watch->list->rows[i];
  const Response *response = &watch->states[i].response;
  Look look = look_at(watch, i);
  double end = value_of(&look, p);
  char from[48], to[48], figure[80];
  if (never_changed(watch, measure, result)) return;
  result->at_s = response->out_of_memory ? NAN : response_time_s(response, end, measure->reach);
  result->value = result->at_s - response->start_s;
  if (!isnan(result->value)) return;
  if (response->out_of_memory)
    snprintf(result->reason, sizeof result->reason, "out of memory for the course of the figure");
  else if (isnan(response->start) || isnan(end))
    snprintf(result->reason, sizeof result->reason, "%s has no value %s",
             probe_words(watch->network, &measure->probe, figure, sizeof figure),
             isnan(end) ? "at the end" : "where its way begins");
  else
    snprintf(result->reason, sizeof result->reason, "%s goes nowhere: %s, at the end %s",
             probe_words(watch->network, &measure->probe, figure, sizeof figure),
             probe_value_words(measure->probe.kind, response->start, from, sizeof from),
             probe_value_words(measure->probe.kind, end, to, sizeof to));
}

static void value_at_end(const MeasureWatch *watch, int i, double end_s, const double *p, MeasureResult *result) {
  Look look = look_at(watch, i);
  result->value = value_of(&look, p);
  result->at_s = end_s;
}

/* What the integrator leaves below nothing, within its tolerance, is none; and no -0. */
static double clean(ProbeKind kind, double value) {
  bool never_below = kind == PROBE_PRESSURE || kind == PROBE_FRACTION;
  return (never_below && value < 0) || value == 0 ? 0 : value;
}

static void word_cut_short(MeasureKind kind, double end_s, MeasureResult *result) {
  if (kind == MEASURE_CROSSING || kind == MEASURE_AT_TIME || result->reason[0]) return;
  snprintf(result->reason, sizeof result->reason, "up to %.6g s, when the run was ended", end_s);
}

static void result_of(const MeasureWatch *watch, int i, double end_s, const double *p, MeasureResult *result) {
  const Measure *measure = &watch->list->rows[i];
  const MeasureState *state = &watch->states[i];
  *result = (MeasureResult){.value = state->value, .at_s = state->found ? state->at_s : NAN};
  if (measure->kind == MEASURE_AT_END || (measure->kind == MEASURE_AT_TIME && measure->time_s == end_s))
    value_at_end(watch, i, end_s, p, result);
  if (measure->kind == MEASURE_MEAN) result->value = state->length_s > 0 ? state->integral / state->length_s : NAN;
  if (measure->kind == MEASURE_RESPONSE) response_of(watch, i, p, result);
  if (measure->kind != MEASURE_CROSSING && measure->kind != MEASURE_RESPONSE)
    result->value = clean(measure->probe.kind, result->value);
  if (!isnan(result->value) && watch->cut_short) word_cut_short(measure->kind, end_s, result);
  if (!isnan(result->value) || result->reason[0]) return;
  if (measure->kind == MEASURE_CROSSING)
    never_reached(watch, i, end_s, result);
  else if (measure->kind == MEASURE_AT_TIME && !state->found)
    snprintf(result->reason, sizeof result->reason, "the run %s at %.6g s", watch->cut_short ? "was ended" : "ended",
             end_s);
  else
    snprintf(result->reason, sizeof result->reason, "%s of %s has no value%s", probe_rows[measure->probe.kind].words,
             probe_object_name(watch->network, &measure->probe),
             measure->probe.kind == PROBE_CONDUCTANCE ? " where there is no pressure drop"
             : measure->probe.kind == PROBE_FRACTION || measure->probe.kind == PROBE_PUMPING_SPEED
                 ? " where there is no gas"
                 : "");
}

bool measure_watch_knows(const MeasureWatch *watch, const bool *asked_for) {
  for (int i = 0; i < watch->list->count; i++) {
    MeasureKind kind = watch->list->rows[i].kind;
    bool early = kind == MEASURE_CROSSING || kind == MEASURE_AT_TIME;
    if (asked_for[i] && kind != MEASURE_AT_STEADY && !(early && watch->states[i].found)) return false;
  }
  return true;
}

void measure_watch_results(const MeasureWatch *watch, double end_s, const double *p, MeasureResult *results) {
  for (int i = 0; i < watch->list->count; i++)
    if (watch->list->rows[i].kind != MEASURE_AT_STEADY) result_of(watch, i, end_s, p, &results[i]);
}
