#include "sim/schedule.h"

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

static void apply(const Action *action, Network *network) {
  Branch *branch = &network->branches[action->branch];
  if (action->kind == ACTION_OPEN || action->kind == ACTION_CLOSE)
    branch->open = action->kind == ACTION_OPEN;
  else
    pump_run(branch->params, action->kind == ACTION_START);
}

void schedule_apply_all(const Schedule *schedule, Network *network) {
  for (int i = 0; i < schedule->count; i++)
    for (int k = 0; k < schedule->entries[i].n_actions; k++)
      apply(&schedule->entries[i].actions[k], network);
}
