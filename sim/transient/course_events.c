/* What happens at one moment: the schedule's entries and the valves' own doing, one after the other until nothing more is due. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/pump.h"
#include "sim/transient/course.h"

/* Faster than any solenoid valve moves, and more often than any run has use for. */
enum { CHATTER_MAX = 20, OWN_CHANGES_MAX = 5000 };
static const double chatter_within_s = 0.1;

static bool grow_events(TransientResult *result) {
  if (result->n_events < result->event_capacity) return true;
  int capacity = result->event_capacity ? 2 * result->event_capacity : 16;
  TransientEvent *events = realloc(result->events, (size_t)capacity * sizeof *events);
  if (!events) return false;
  result->events = events;
  result->event_capacity = capacity;
  return true;
}

static Status add_event(Course *course, EventKind kind, int branch, const char *cause) {
  if (!grow_events(course->result)) return STATUS_MEMORY;
  TransientEvent *event = &course->result->events[course->result->n_events++];
  *event = (TransientEvent){.time_s = course->now_s, .kind = kind, .branch = branch};
  snprintf(event->cause, sizeof event->cause, "%s", cause);
  return STATUS_OK;
}

static Status move_valve(Course *course, int k, bool open) {
  Branch *branch = &course->network->branches[k];
  Strokes *strokes = &course->equations.strokes;
  bool was_open = branch->open, was_moving = branch->opening < 1;
  if (!strokes_begin(strokes, course->network, k, open, course->now_s)) return STATUS_MEMORY;
  if (was_open != open || was_moving) measure_watch_change(&course->measures, k, course->now_s);
  return STATUS_OK;
}

static Status command_valve(Course *course, const Action *action, const char *cause) {
  int k = action->branch;
  Duty *duty = &course->duties.rows[k];
  bool open = action->kind == ACTION_OPEN;
  Status status = add_event(course, open ? EVENT_OPEN : EVENT_CLOSE, k, cause);
  bool repeated = duty->energised == open;
  duty->energised = open;
  if (status != STATUS_OK || repeated) return status;
  bool shut = duty->state == DUTY_HELD_SHUT || !course->network->branches[k].open;
  /* the differential it opens against is that before it moves: a junction behind it follows at once */
  if (open && shut && course->limits) limit_watch_attempt(course->limits, k, course->now_s, course->p);
  duty->state = DUTY_AS_COMMANDED;
  if (open && shut && !duty_can_open(&course->duties, k, course->p)) {
    duty->state = DUTY_HELD_SHUT;
    return add_event(course, EVENT_HELD_SHUT, k, "its differential is over its limit");
  }
  return move_valve(course, k, open);
}

static Status command_pump(Course *course, const Action *action, const char *cause) {
  bool running = action->kind == ACTION_START;
  Pump *pump = course->network->branches[action->branch].params;
  if (pump->running != running) measure_watch_change(&course->measures, action->branch, course->now_s);
  pump_run(pump, running);
  return add_event(course, running ? EVENT_START : EVENT_STOP, action->branch, cause);
}

static Status fire(Course *course, int entry) {
  const ScheduleEntry *row = &course->agenda.schedule->entries[entry];
  char cause[128];
  Status status = STATUS_OK;
  agenda_cause(course->agenda.schedule, entry, course->network, cause, sizeof cause);
  agenda_fire(&course->agenda, entry, course->now_s);
  for (int i = 0; i < row->n_actions && status == STATUS_OK; i++) {
    const Action *action = &row->actions[i];
    bool valve = action->kind == ACTION_OPEN || action->kind == ACTION_CLOSE;
    status = valve ? command_valve(course, action, cause) : command_pump(course, action, cause);
  }
  return status;
}

static bool chatters(Duty *duty, double now_s) {
  if (duty->changes == 0 || now_s > duty->window_s + chatter_within_s) duty->window_s = now_s, duty->window_changes = 0;
  duty->changes++;
  duty->window_changes++;
  return duty->window_changes > CHATTER_MAX || duty->changes > OWN_CHANGES_MAX;
}

/* The valve does what its limits make it do. */
static Status own_accord(Course *course, int k) {
  Duty *duty = &course->duties.rows[k];
  if (chatters(duty, course->now_s))
    return course_fail(course,
                       "valve '%s' chatters: its limits have opened and closed it %d times, %d times within %g s "
                       "(limits.behaviour = physical)",
                       course->network->branches[k].name, duty->changes, duty->window_changes, chatter_within_s);
  DutyState before = duty->state;
  duty->state = before == DUTY_AS_COMMANDED ? DUTY_FORCED_OPEN : DUTY_AS_COMMANDED;
  Status status = before == DUTY_HELD_SHUT ? add_event(course, EVENT_OPEN, k, "its differential fell within its limit")
                  : before == DUTY_FORCED_OPEN
                      ? add_event(course, EVENT_RESEATED, k, "its reverse pressure fell to 0.9 of its limit")
                      : add_event(course, EVENT_FORCED_OPEN, k, "its reverse pressure is over its limit");
  return status == STATUS_OK ? move_valve(course, k, before != DUTY_FORCED_OPEN) : status;
}

static int valve_due(const Course *course) {
  for (int k = 0; course->duties.physical && k < course->network->n_branches; k++)
    if (duty_excess(&course->duties, k, course->p) >= 0) return k;
  return -1;
}

/* Newton on the junctions alone can miss where a law is steep; the steady solver, with the volumes held, takes all the time it needs. It
   closes balances far below what a run tells apart: from where it came to, Newton may find them closed well enough. why[NETWORK_MESSAGE_MAX]
   otherwise. */
static Status settle_hard(Course *course, char *why) {
  Equations *eq = &course->equations;
  const Network *network = course->network;
  const SteadySettings settings = steady_settings_default();
  SteadyWork work;
  SteadyResult result;
  unsigned char *held = calloc((size_t)network->n_nodes + 1, 1);
  bool ready = held && steady_work_init(&work, network), roomy = ready && steady_result_init(&result, network);
  Status status = roomy ? STATUS_OK : STATUS_MEMORY;
  if (roomy) {
    for (int k = 0; k < eq->n; k++)
      if (equations_gas(eq, k) >= 0 && eq->mass[k] > 0) held[equations_node(eq, k)] = 1;
    memcpy(result.p, course->p, ((size_t)network->n_nodes + 1) * (size_t)network->n_gas * sizeof(double));
    status = steady_solve_beside(&work, network, held, &settings, &result);
    if (status == STATUS_OK || status == STATUS_NUMERICS) equations_gather_junctions(eq, result.p, course->y);
    if (status == STATUS_NUMERICS && rodas_settle_algebraic(&course->rodas, 0, course->y) == RODAS_OK)
      status = STATUS_OK;
    memcpy(why, result.message, sizeof result.message);
    steady_result_free(&result);
  }
  if (ready) steady_work_free(&work);
  free(held);
  return status;
}

static void note_loose(Course *course) {
  const Equations *eq = &course->equations;
  for (int k = 0; k < eq->n && course->result->loose_node < 0; k++)
    if (eq->own_mass[k] == 0 && eq->book_mass[k] > 0) course->result->loose_node = equations_node(eq, k);
}

/* Junctions whose only ways out are lost in the rounding of the ways between them keep what they held. */
static Status settle_held(Course *course) {
  Equations *eq = &course->equations;
  if (!equations_hold_loose(eq, course->p, true)) return STATUS_MEMORY;
  equations_gather(eq, course->p, course->y);
  return rodas_settle_algebraic(&course->rodas, 0, course->y) == RODAS_OK ? STATUS_OK : STATUS_NUMERICS;
}

/* The junctions' pressures for the states as they stand. */
static Status settle(Course *course) {
  Equations *eq = &course->equations;
  if (!equations_hold_loose(eq, course->p, false)) return STATUS_MEMORY;
  eq->strokes.base_s = eq->exposure.base_s = course->base_s = course->now_s;
  equations_tolerate(eq, course->y);
  RodasOutcome outcome = rodas_settle_algebraic(&course->rodas, 0, course->y);
  if (outcome == RODAS_OK && course->network->n_gas > 1) { /* once more, to the tolerance of what was found */
    equations_tolerate(eq, course->y);
    outcome = rodas_settle_algebraic(&course->rodas, 0, course->y);
  }
  if (outcome == RODAS_MEMORY) return STATUS_MEMORY;
  char why[NETWORK_MESSAGE_MAX] = "";
  Status status = outcome == RODAS_OK ? STATUS_OK : settle_hard(course, why);
  if (status == STATUS_NUMERICS) status = settle_held(course);
  if (status == STATUS_NUMERICS) course_fail(course, "the junctions find no pressure: %s", why);
  equations_spread(eq, course->y, course->p);
  if (status == STATUS_OK && !equations_hold_loose(eq, course->p, true)) return STATUS_MEMORY;
  note_loose(course);
  return status;
}

/* The first that is due: an entry of the schedule, or else a valve; -1: none. */
typedef struct {
  int entry, valve;
} Due;

static const Due nothing = {-1, -1};

static Due due_now(const Course *course) {
  Due due = {agenda_due_now(&course->agenda, course->now_s, course->network, course->p), -1};
  if (due.entry < 0) due.valve = valve_due(course);
  return due;
}

/* What a segment landed on is due even where the junctions, settled anew, stand a little short of it: a junction behind a valve that begins
   to move does, and would be landed on for ever. */
Status course_events(Course *course, bool *changed) {
  Due due = course->landed ? due_now(course) : nothing;
  course->landed = *changed = false;
  strokes_finish(&course->equations.strokes, course->network, course->now_s);
  exposure_turn(&course->equations.exposure, course->network, course->now_s, course->p);
  Status status = settle(course);
  while (status == STATUS_OK) {
    if (due.entry < 0 && due.valve < 0) due = due_now(course);
    if (due.entry < 0 && due.valve < 0) break;
    if (!*changed) status = course_note_moment(course, -1);
    *changed = true;
    if (status == STATUS_OK) status = due.entry >= 0 ? fire(course, due.entry) : own_accord(course, due.valve);
    if (status == STATUS_OK) status = settle(course);
    due = nothing;
  }
  return status;
}
