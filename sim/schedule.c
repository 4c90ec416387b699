#include "sim/schedule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/pump.h"

static bool grow(Schedule *schedule) {
  if (schedule->count < schedule->capacity) return true;
  int capacity = schedule->capacity ? 2 * schedule->capacity : 8;
  ScheduleEntry *entries = realloc(schedule->entries, (size_t)capacity * sizeof *entries);
  if (!entries) return false;
  schedule->entries = entries;
  schedule->capacity = capacity;
  return true;
}

bool schedule_add(Schedule *schedule, const ScheduleEntry *entry) {
  if (!grow(schedule)) return false;
  size_t size = (size_t)entry->n_actions * sizeof *entry->actions;
  Action *actions = malloc(size + 1);
  if (!actions) return false;
  if (size > 0) memcpy(actions, entry->actions, size);
  schedule->entries[schedule->count] = *entry;
  schedule->entries[schedule->count++].actions = actions;
  return true;
}

void schedule_free(Schedule *schedule) {
  for (int i = 0; i < schedule->count; i++)
    free(schedule->entries[i].actions);
  free(schedule->entries);
  *schedule = (Schedule){0};
}

const char *action_word(ActionKind kind) {
  static const char *const words[] = {
      [ACTION_OPEN] = "open", [ACTION_CLOSE] = "close", [ACTION_START] = "start", [ACTION_STOP] = "stop"};
  return words[kind];
}

double schedule_earliest_s(const ScheduleEntry *entry, double above_s) {
  return entry->kind == ENTRY_AT ? entry->time_s : entry->kind == ENTRY_AFTER ? above_s + entry->time_s : above_s;
}

bool schedule_starts_first(const Schedule *schedule, int branch) {
  double earliest_s = 0, first_s = INFINITY;
  bool starts = false;
  for (int i = 0; i < schedule->count; i++) {
    const ScheduleEntry *entry = &schedule->entries[i];
    earliest_s = schedule_earliest_s(entry, earliest_s);
    for (int k = 0; k < entry->n_actions && earliest_s < first_s; k++) {
      if (entry->actions[k].branch != branch) continue;
      first_s = earliest_s;
      starts = entry->actions[k].kind == ACTION_START;
    }
  }
  return starts;
}

static void apply(const Action *action, Network *network) {
  Branch *branch = &network->branches[action->branch];
  if (action->kind == ACTION_OPEN || action->kind == ACTION_CLOSE)
    branch->open = action->kind == ACTION_OPEN;
  else
    pump_run(branch->params, action->kind == ACTION_START);
}

/* The first moment after done_s at which an entry can come; INFINITY: none. */
static double next_moment_s(const Schedule *schedule, double done_s) {
  double earliest_s = 0, next_s = INFINITY;
  for (int i = 0; i < schedule->count; i++) {
    earliest_s = schedule_earliest_s(&schedule->entries[i], earliest_s);
    if (earliest_s > done_s && earliest_s < next_s) next_s = earliest_s;
  }
  return next_s;
}

static void apply_moment(const Schedule *schedule, double moment_s, Network *network) {
  double earliest_s = 0;
  for (int i = 0; i < schedule->count; i++) {
    const ScheduleEntry *entry = &schedule->entries[i];
    earliest_s = schedule_earliest_s(entry, earliest_s);
    for (int k = 0; k < entry->n_actions && earliest_s == moment_s; k++)
      apply(&entry->actions[k], network);
  }
}

void schedule_apply_all(const Schedule *schedule, Network *network) {
  for (double now_s = next_moment_s(schedule, -1); now_s < INFINITY; now_s = next_moment_s(schedule, now_s))
    apply_moment(schedule, now_s, network);
}
