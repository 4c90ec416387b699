/* From one event to the next: steps of the integrator, each looked through for conditions that come to hold within it. */
#include <math.h>
#include <string.h>

#include "sim/transient/course.h"

/* In units of a condition's threshold; the promise is 1e-6. */
static const double landing_tolerance = 1e-9;

/* A condition that waits: an armed entry of the schedule, or a valve's own doing. */
typedef struct {
  Course *course;
  int entry, valve, surface; /* one of them; the others are -1. surface: a node whose surfaces begin or end to count */
} Wait;

static double excess(const Wait *wait, const double *p) {
  const Course *course = wait->course;
  if (wait->surface >= 0) return exposure_excess(&course->equations.exposure, wait->surface, course->network, p);
  if (wait->entry < 0) return duty_excess(&course->duties, wait->valve, p);
  return condition_excess(course->network, p, &course->agenda.schedule->entries[wait->entry].condition);
}

static double excess_in_step(void *context, double t, const double *y) {
  Wait *wait = context;
  Course *course = wait->course;
  double *view = course->view[STEP_QUARTERS + 1];
  equations_spread(&course->equations, y, view);
  equations_place(&course->equations, t);
  return excess(wait, view);
}

static bool is_waiting(const Wait *wait) {
  const Course *course = wait->course;
  if (wait->surface >= 0) return true;
  if (wait->entry >= 0) return agenda_is_armed(&course->agenda, wait->entry);
  return course->duties.physical && branch_is_valve(&course->network->branches[wait->valve]);
}

/* The next one after wait (all three -1: the first). False: no more. */
static bool next_wait(Wait *wait) {
  const Course *course = wait->course;
  int entries = course->agenda.schedule->count, branches = course->duties.physical ? course->network->n_branches : 0;
  int valves = entries + branches, all = valves + course->equations.exposure.n_nodes;
  for (int i = wait->entry >= 0     ? wait->entry + 1
               : wait->valve >= 0   ? entries + wait->valve + 1
               : wait->surface >= 0 ? valves + wait->surface + 1
                                    : 0;
       i < all; i++) {
    *wait = (Wait){wait->course, i < entries ? i : -1, i >= entries && i < valves ? i - entries : -1,
                   i >= valves ? i - valves : -1};
    if (is_waiting(wait)) return true;
  }
  return false;
}

static Wait no_wait(Course *course) {
  return (Wait){course, -1, -1, -1};
}

/* Whether one comes to hold in the last step, and which first. */
static bool first_to_hold(Course *course, Wait *first, double *t) {
  bool found = false;
  for (Wait wait = no_wait(course); next_wait(&wait);) {
    double t_wait;
    if (!rodas_event_time(&course->rodas, excess_in_step, &wait, &t_wait) || (found && t_wait >= *t)) continue;
    found = true;
    *first = wait;
    *t = t_wait;
  }
  return found;
}

static bool any_holds(Course *course) {
  for (Wait wait = no_wait(course); next_wait(&wait);)
    if (excess(&wait, course->p) >= 0) return true;
  return false;
}

static Status fail_step(Course *course, RodasOutcome outcome) {
  const Equations *eq = &course->equations;
  const Network *network = course->network;
  int worst = course->rodas.worst, gas = worst >= 0 && network->n_gas > 1 ? equations_gas(eq, worst) : -1;
  if (eq->culprit >= 0)
    return course_fail(course, "element '%s': its law returns something that is not a finite number",
                       network->branches[eq->culprit].name);
  if (outcome == RODAS_NOT_ADMISSIBLE && eq->mass[eq->lowest] == 0)
    return course_fail(course, "junction '%s' finds no pressure: what flows there has nowhere to go or to come from",
                       network->nodes[equations_node(eq, eq->lowest)].name);
  if (outcome == RODAS_NOT_ADMISSIBLE)
    return course_fail(course, "node '%s' is emptied: more is drawn from it than it holds",
                       network->nodes[equations_node(eq, eq->lowest)].name);
  if (worst < 0) return course_fail(course, "%s", rodas_outcome_words(outcome));
  return course_fail(course, "node '%s'%s%s: %s", network->nodes[equations_node(eq, worst)].name,
                     gas >= 0 ? ", gas " : "", gas >= 0 ? network->gases[gas]->name : "", rodas_outcome_words(outcome));
}

/* One step, cut short where a condition comes to hold in it. */
static Status step(Course *course, double t_end) {
  RodasWork *rodas = &course->rodas;
  if (course->network->n_gas > 1) equations_tolerate(&course->equations, course->y);
  RodasOutcome outcome = rodas_step(rodas, t_end);
  Wait wait;
  double t;
  bool landed;
  if (outcome == RODAS_OK && first_to_hold(course, &wait, &t))
    outcome = rodas_land(rodas, excess_in_step, &wait, t, landing_tolerance, &landed);
  return outcome == RODAS_OK ? STATUS_OK : outcome == RODAS_MEMORY ? STATUS_MEMORY : fail_step(course, outcome);
}

static double next_stop_s(const Course *course) {
  double stop = fmin(course->request->settings->until_s, agenda_next_s(&course->agenda));
  return fmin(stop, strokes_next_end_s(&course->equations.strokes));
}

static void take_over(Course *course, double t_end, double stop_s) {
  RodasWork *rodas = &course->rodas;
  size_t size = (size_t)course->equations.n * sizeof(double);
  course->now_s = rodas->t >= t_end ? stop_s : course->base_s + rodas->t;
  if (size > 0) memcpy(course->y, rodas->y, size);
  equations_spread(&course->equations, course->y, course->p);
  equations_place(&course->equations, rodas->t);
}

/* Beyond what any law here was made for; a junction closed off with a supply on it goes there at once. */
static Status check_heights(Course *course) {
  const double highest_pa = 1e8;
  const Equations *eq = &course->equations;
  for (int u = 0; u < eq->system.n_free; u++) {
    int node = eq->system.node_of_free[u];
    if (!(network_total(course->network, course->p, node) > highest_pa)) continue;
    bool volume = eq->own_mass[u * eq->width] > 0;
    return course_fail(course, "%s '%s' rises above 1000 bar: what flows in has nowhere to go%s",
                       volume ? "node" : "junction", course->network->nodes[node].name,
                       volume ? "" : " (give it the volume of the pipes that meet there?)");
  }
  return STATUS_OK;
}

Status course_segment(Course *course) {
  RodasWork *rodas = &course->rodas;
  const TransientRequest *request = course->request;
  double stop_s = next_stop_s(course), t_end = stop_s - course->base_s;
  course->equations.problem.autonomous =
      course->equations.strokes.count == 0 && !exposure_runs(&course->equations.exposure);
  /* within one step over a whole stroke the estimate of its error sees nothing of it */
  rodas->settings.h_max = course->equations.strokes.count > 0 ? t_end / 8 : INFINITY;
  rodas_start(rodas, 0, course->y, 0);
  while (rodas->t < t_end) {
    Status status = step(course, t_end);
    if (status != STATUS_OK) return status;
    take_over(course, t_end, stop_s);
    status = check_heights(course);
    if (status == STATUS_OK) status = course_note_step(course);
    if (status != STATUS_OK) return status;
    course->stopped = request->proceed && !request->proceed(request->context, course->now_s);
    course->landed = any_holds(course);
    if (course->stopped || course->landed) return STATUS_OK;
    course->stopped = request->awaited && measure_watch_knows(&course->measures, request->awaited);
    if (course->stopped) return STATUS_OK;
  }
  return STATUS_OK;
}
