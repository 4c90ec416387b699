#include "sim/transient/course.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t pressures_size(const Network *network) {
  return ((size_t)network->n_nodes + 1) * (size_t)network->n_gas * sizeof(double);
}

/* The boundaries' pressures stand in every view from the start. */
static bool allocate_views(Course *course) {
  size_t size = pressures_size(course->network);
  course->y = calloc((size_t)course->equations.n + 1, sizeof(double));
  course->p = malloc(size);
  course->through = malloc(((size_t)course->network->n_branches + 1) * sizeof(double));
  if (!course->y || !course->p || !course->through) return false;
  if (course->request->p_start)
    memcpy(course->p, course->request->p_start, size);
  else
    steady_initial(course->network, course->p);
  memcpy(course->equations.p, course->p, size);
  for (int i = 0; i < STEP_QUARTERS + 2; i++) {
    course->view[i] = malloc(size);
    if (!course->view[i]) return false;
    memcpy(course->view[i], course->p, size);
  }
  equations_gather(&course->equations, course->p, course->y);
  return true;
}

/* A stage's flow may be off by what does not show in a step that is known to its tolerance. */
static void allow_stages(Course *course) {
  const double part_of_tolerance = 2e-3, at_most = 1e-7;
  double within = fmin(part_of_tolerance * course->request->settings->rtol, at_most);
  evaluation_allow(&course->equations.evaluation, course->network, within);
}

static bool start_rodas(Course *course) {
  allow_stages(course);
  RodasSettings settings = rodas_settings_default();
  settings.rtol = course->request->settings->rtol;
  settings.atol = course->request->settings->atol_pa;
  if (course->network->n_gas > 1) settings.atol_each = course->equations.tolerance_pa;
  return rodas_init(&course->rodas, &course->equations.problem, &settings) == RODAS_OK;
}

static bool start_watches(Course *course) {
  const TransientRequest *request = course->request;
  static const MeasureList none = {0};
  if (!measure_watch_init(&course->measures, request->measures ? request->measures : &none, course->network))
    return false;
  if (request->limits) {
    course->limits = limit_watch_new(course->network, request->limits);
    if (!course->limits) return false;
    limit_watch_set_tolerance(course->limits, request->settings->rtol, request->settings->atol_pa);
  }
  bool compares =
      !request->laws_unchecked || course->equations.heat; /* with heat no evaluation knows what pressures carry */
  return ledger_work_init(&course->ledger, &course->equations, course->y, request->settings->rtol, compares);
}

Status course_init(Course *course, Network *network, const TransientRequest *request, TransientResult *result) {
  static const Schedule none = {0};
  *course = (Course){.network = network, .request = request, .result = result};
  bool ok = equations_init(&course->equations, network, request->settings->atol_pa) && start_rodas(course) &&
            allocate_views(course) && exposure_init(&course->equations.exposure, network, course->p) &&
            agenda_init(&course->agenda, request->schedule ? request->schedule : &none) &&
            duties_init(&course->duties, network, request->limits, request->settings->rtol) && start_watches(course);
  if (ok) return STATUS_OK;
  course_free(course);
  return STATUS_MEMORY;
}

void course_free(Course *course) {
  rodas_free(&course->rodas);
  equations_free(&course->equations);
  agenda_free(&course->agenda);
  duties_free(&course->duties);
  measure_watch_free(&course->measures);
  limit_watch_free(course->limits);
  ledger_work_free(&course->ledger);
  free(course->y);
  free(course->p);
  free(course->through);
  for (int i = 0; i < STEP_QUARTERS + 2; i++)
    free(course->view[i]);
  *course = (Course){0};
}

Status course_fail(Course *course, const char *format, ...) {
  char what[NETWORK_MESSAGE_MAX - 40];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  snprintf(course->result->message, sizeof course->result->message, "at %.9g s: %s", course->now_s, what);
  return STATUS_NUMERICS;
}

/* --- observers --- */

static bool add_row(Course *course, double time_s, int side, int number, const double *p) {
  Equations *eq = &course->equations;
  if (!course->request->keep_series) return true;
  int culprit;
  Evaluation aside = evaluation_aside(&eq->evaluation);
  if (!system_flows(&eq->system, course->network, p, &aside, &culprit)) return true;
  return series_add(&course->result->series, course->network, time_s, side, number, p, aside.q);
}

Status course_look(Course *course, double time_s, const double *p) {
  const TransientRequest *request = course->request;
  Equations *eq = &course->equations;
  int culprit;
  char message[NETWORK_MESSAGE_MAX - 80] = "";
  Evaluation aside = evaluation_aside(&eq->evaluation);
  if (!system_flows(&eq->system, course->network, p, &aside, &culprit)) return STATUS_OK;
  Status status = request->look(request->look_context, course->network, time_s, p, aside.q, message, sizeof message);
  return status == STATUS_NUMERICS ? course_fail(course, "%s", message) : status;
}

Status course_note_moment(Course *course, int side) {
  if (!add_row(course, course->now_s, side, 0, course->p)) return STATUS_MEMORY;
  if (course->limits) limit_watch_moment(course->limits, course->now_s, course->p);
  if (side > 0) measure_watch_moment(&course->measures, course->now_s, course->p);
  if (side > 0) course->event_s = course->now_s, course->next_row = 0;
  bool looked_at = side > 0 && course->request->look && course->request->look_s == course->now_s;
  return looked_at ? course_look(course, course->now_s, course->p) : STATUS_OK;
}

static const double *look_within(Course *course, double fraction, double *view) {
  RodasWork *rodas = &course->rodas;
  double t = fraction >= 1 ? rodas->t : rodas->t_start + fraction * rodas->h_used;
  rodas_dense(rodas, t, rodas->y_stage);
  equations_spread(&course->equations, rodas->y_stage, view);
  equations_place(&course->equations, t);
  return view;
}

static const double *look_anywhere(void *context, double fraction) {
  Course *course = context;
  return look_within(course, fraction, course->view[STEP_QUARTERS + 1]);
}

static double row_time_s(const Course *course, int k) {
  const TransientSettings *settings = course->request->settings;
  return course->event_s + settings->until_s * pow(10, -6 * (1 - (double)k / settings->outputs));
}

static Status write_rows(Course *course, const Step *step) {
  for (; course->next_row <= course->request->settings->outputs; course->next_row++) {
    double time_s = row_time_s(course, course->next_row);
    if (time_s >= step->t_end_s) break;
    double fraction = (time_s - step->t_start_s) / (step->t_end_s - step->t_start_s);
    if (!add_row(course, time_s, 0, course->next_row, look_anywhere(course, fmax(fraction, 0)))) return STATUS_MEMORY;
  }
  return STATUS_OK;
}

static Status look_in_step(Course *course, const Step *step) {
  double look_s = course->request->look_s;
  if (!course->request->look || !(look_s > step->t_start_s && look_s <= step->t_end_s)) return STATUS_OK;
  return course_look(course, look_s,
                     look_anywhere(course, (look_s - step->t_start_s) / (step->t_end_s - step->t_start_s)));
}

static const double *count_through(Course *course) {
  const Equations *eq = &course->equations;
  int g = eq->system.n_gas;
  for (int k = 0; k < course->network->n_branches; k++)
    course->through[k] = eq->border_of_branch[k] < 0 ? NAN : 0;
  for (int b = 0; b < eq->n_counted; b++)
    for (int i = 0; i < g; i++)
      course->through[eq->border[b]] += course->rodas.flow_integral[b * g + i];
  return course->through;
}

Status course_note_step(Course *course) {
  RodasWork *rodas = &course->rodas;
  Step step = {.t_start_s = course->base_s + rodas->t_start,
               .t_end_s = course->now_s,
               .at = look_anywhere,
               .context = course,
               .through_pa_m3 = count_through(course),
               .moving = course->equations.strokes.count > 0 || course->equations.heat ||
                         exposure_runs(&course->equations.exposure)};
  for (int k = 0; k <= STEP_QUARTERS; k++)
    step.quarter[k] = look_within(course, (double)k / STEP_QUARTERS, course->view[k]);
  if (!ledger_step(&course->ledger, &course->equations, rodas, &step))
    return course_fail(course, "the laws fail within a step");
  if (course->limits) limit_watch_step(course->limits, &step);
  measure_watch_step(&course->measures, &step);
  Status status = course->request->keep_series ? write_rows(course, &step) : STATUS_OK;
  if (status == STATUS_OK) status = look_in_step(course, &step);
  equations_place(&course->equations, rodas->t);
  equations_spread(&course->equations, course->y, course->p);
  return status;
}
