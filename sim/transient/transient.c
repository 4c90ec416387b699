#include "sim/transient/transient.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/pump.h"
#include "sim/transient/course.h"

TransientSettings transient_settings_default(void) {
  return (TransientSettings){.outputs = 500, .rtol = 1e-6, .atol_pa = 1e-12};
}

const char *event_word(EventKind kind) {
  static const char *const words[] = {
#define X(id, word) word,
      TRANSIENT_EVENTS(X)
#undef X
  };
  return words[kind];
}

void transient_result_free(TransientResult *result) {
  series_free(&result->series);
  steady_result_free(&result->final);
  limit_table_free(&result->limits);
  free(result->events);
  free(result->unfired);
  free(result->temperature_k);
  free(result->open);
  free(result->measures);
  *result = (TransientResult){0};
}

/* --- the states before the run, put back after it --- */

static bool is_on(const Branch *branch) {
  return branch->type == &pump_type ? ((const Pump *)branch->params)->running : branch->open;
}

static bool *states_of(const Network *network) {
  bool *states = malloc((size_t)network->n_branches + 1);
  for (int k = 0; states && k < network->n_branches; k++)
    states[k] = is_on(&network->branches[k]);
  return states;
}

static void put_back(Network *network, const bool *states) {
  for (int k = 0; k < network->n_branches; k++) {
    Branch *branch = &network->branches[k];
    branch->opening = 1;
    if (branch->type == &pump_type)
      pump_run(branch->params, states[k]);
    else
      branch->open = states[k];
  }
}

/* --- what is left when the run is over --- */

static bool list_unfired(Course *course, TransientResult *result) {
  result->unfired = malloc(((size_t)course->agenda.schedule->count + 1) * sizeof *result->unfired);
  if (!result->unfired) return false;
  for (int i = 0; i < course->agenda.schedule->count; i++)
    if (!agenda_has_fired(&course->agenda, i)) result->unfired[result->n_unfired++] = i;
  return true;
}

static bool final_state(Course *course, TransientResult *result) {
  Equations *eq = &course->equations;
  const Network *network = course->network;
  size_t g = (size_t)network->n_gas, branches = (size_t)network->n_branches;
  if (!steady_result_init(&result->final, network)) return false;
  int culprit;
  memcpy(result->final.p, course->p, ((size_t)network->n_nodes + 1) * g * sizeof(double));
  Evaluation aside = evaluation_aside(&eq->evaluation);
  system_evaluate(&eq->system, network, course->p, &aside, &culprit);
  memcpy(result->final.q, aside.q, branches * g * sizeof(double));
  memcpy(result->final.regime_bits, aside.regime_bits, branches);
  for (size_t i = 0; i < ((size_t)network->n_nodes + 1) * g; i++)
    result->final.p[i] = fmax(result->final.p[i], 0); /* within the tolerance */
  result->open = states_of(network);
  result->temperature_k = malloc(((size_t)network->n_nodes + 1) * sizeof(double));
  for (int i = 0; result->temperature_k && i < network->n_nodes; i++)
    result->temperature_k[i] = network->nodes[i].params.temperature_k;
  return result->open && result->temperature_k;
}

/* A maximum, minimum, mean or response looks at the whole run, and so at what comes after. */
static bool looks_at_all(MeasureKind kind) {
  return kind == MEASURE_MAX || kind == MEASURE_MIN || kind == MEASURE_MEAN || kind == MEASURE_RESPONSE;
}

static bool close_measures(Course *course, TransientResult *result) {
  const MeasureList *list = course->measures.list;
  result->measures = calloc((size_t)list->count + 1, sizeof *result->measures);
  if (!result->measures) return false;
  course->measures.cut_short = course->stopped;
  measure_watch_results(&course->measures, course->now_s, course->p, result->measures);
  for (int i = 0; i < list->count; i++) {
    MeasureResult *measure = &result->measures[i];
    double last_s = looks_at_all(list->rows[i].kind) || isnan(measure->at_s) ? course->now_s : measure->at_s;
    measure->conditional = last_s >= result->conditional_from_s;
  }
  return true;
}

/* Under physical behaviour no valve does what it cannot do. */
static bool close_limits(Course *course, TransientResult *result) {
  result->conditional_from_s = INFINITY;
  if (!course->limits) return true;
  if (!course->duties.physical) result->conditional_from_s = limit_watch_conditional_from_s(course->limits);
  return limit_watch_table(course->limits, &result->limits);
}

static Status close_run(Course *course, TransientResult *result) {
  result->complete = !course->stopped;
  result->end_s = course->now_s;
  result->ledger = ledger_close(&course->ledger, &course->equations, course->y);
  result->steps = course->rodas.steps;
  result->rejected = course->rodas.rejected;
  result->evaluations = course->rodas.evaluations;
  bool ok = list_unfired(course, result) && final_state(course, result) && close_limits(course, result) &&
            close_measures(course, result);
  if (!ok) return STATUS_MEMORY;
  const TransientRequest *request = course->request;
  return request->look && isinf(request->look_s) ? course_look(course, course->now_s, course->p) : STATUS_OK;
}

/* --- the run --- */

static Status carry_out(Course *course) {
  double until_s = course->request->settings->until_s;
  bool changed;
  Status status = course_events(course, &changed);
  if (status == STATUS_OK) status = course_note_moment(course, 1);
  while (status == STATUS_OK && course->now_s < until_s && !course->stopped) {
    status = course_segment(course);
    if (status == STATUS_OK && !course->stopped) status = course_events(course, &changed);
    bool at_end = course->now_s >= until_s || course->stopped;
    if (status == STATUS_OK && (changed || at_end)) status = course_note_moment(course, changed ? 1 : 0);
  }
  return status;
}

Status transient_run(Network *network, const TransientRequest *request, TransientResult *result) {
  *result = (TransientResult){.series = series_new(network), .conditional_from_s = INFINITY, .loose_node = -1};
  Course course;
  const double errors_unresolved = 4; /* of the relative tolerance */
  bool *before = states_of(network);
  network->unresolved = errors_unresolved * request->settings->rtol;
  Status status = before ? course_init(&course, network, request, result) : STATUS_MEMORY;
  if (status == STATUS_OK) {
    status = carry_out(&course);
    if (status == STATUS_OK) status = close_run(&course, result);
    course_free(&course);
  }
  network->unresolved = 0;
  if (before) put_back(network, before);
  free(before);
  return status;
}
