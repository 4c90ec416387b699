#include "config/read_schedule.h"

#include <stdlib.h>

#include "config/read_probe.h"
#include "models/pump.h"

static const double time_max_s = 1e12;

static const Target valve_target = {1u << SECTION_ELEMENTS, true, "valve",
                                    "a valve is wanted (pumps have 'start' and 'stop')"};
static const Target pump_target = {1u << SECTION_PUMPS, false, "pump",
                                   "a pump is wanted (valves have 'open' and 'close')"};

static const struct {
  const char *key;
  ActionKind kind;
  const Target *target;
} action_rows[] = {
    {"open", ACTION_OPEN, &valve_target},
    {"close", ACTION_CLOSE, &valve_target},
    {"start", ACTION_START, &pump_target},
    {"stop", ACTION_STOP, &pump_target},
};
enum { ACTION_ROWS = sizeof action_rows / sizeof action_rows[0] };

static const char *const moment_keys[] = {"at", "when", "after", NULL}; /* as in EntryKind */
static const char *const entry_keys[] = {"at", "when", "after", "open", "close", "start", "stop", NULL};
static const char *const when_keys[] = {"gas", "below", "above", NULL};

/* --- when --- */

static bool read_time(const Lookup *lookup, const Value *value, double *time_s) {
  return read_quantity(lookup->reading, value, DIM_TIME, &lookup->reading->quantities, time_s) &&
         read_range(lookup->reading, value, *time_s, DIM_TIME, 0, time_max_s);
}

static bool read_when(const Lookup *lookup, const Value *group, Condition *condition) {
  const char *keys[PROBE_KEYS_MAX];
  ProbeKind kind;
  if (!read_is_group(lookup->reading, group)) return false;
  probe_keys(when_keys, keys);
  bool good = read_keys(lookup->reading, group, keys, "schedule.when");
  const Value *object = read_probe_key(lookup, group, "", &kind);
  if (!object) return false;
  good = read_probe(lookup, object, kind, value_member(group, "gas"), &condition->probe) && good;
  good = read_threshold(lookup, group, kind, condition) && good;
  if (good) warn_of_boundary(lookup, object, &condition->probe);
  return good;
}

/* The one moment of an entry; NULL with a finding. */
static const Value *moment_of(const Lookup *lookup, const Value *entry, EntryKind *kind) {
  const Value *found = NULL;
  for (int i = 0; moment_keys[i]; i++) {
    const Value *value = value_member(entry, moment_keys[i]);
    if (value && found) {
      value_error(lookup->reading->diagnostics, entry, "'%s' and '%s' are both given; an entry has one moment",
                  found->name, value->name);
      return NULL;
    }
    if (value) *kind = (EntryKind)i;
    if (value) found = value;
  }
  if (!found) value_error(lookup->reading->diagnostics, entry, "lacks its moment: 'at', 'when' or 'after'");
  return found;
}

static bool read_moment(const Lookup *lookup, const Value *value, ScheduleEntry *entry) {
  const Value *moment = moment_of(lookup, value, &entry->kind);
  if (!moment) return false;
  return entry->kind == ENTRY_WHEN ? read_when(lookup, moment, &entry->condition)
                                   : read_time(lookup, moment, &entry->time_s);
}

/* --- what --- */

/* Adds an action, unless the entry has one for the same object already. */
static bool add_action(const Lookup *lookup, const Value *name, Action action, ScheduleEntry *entry) {
  for (int i = 0; i < entry->n_actions; i++) {
    const Action *other = &entry->actions[i];
    if (other->branch != action.branch) continue;
    if (other->kind == action.kind) {
      value_warning(lookup->reading->diagnostics, name, "'%s' is named twice", name->text);
      return true;
    }
    value_error(lookup->reading->diagnostics, name, "'%s' cannot %s and %s at the same moment", name->text,
                action_word(other->kind), action_word(action.kind));
    return false;
  }
  entry->actions[entry->n_actions++] = action;
  return true;
}

static bool read_action(const Lookup *lookup, const Value *name, int row, ScheduleEntry *entry) {
  Section section;
  int branch = lookup_object(lookup, name, action_rows[row].target, &section);
  return branch >= 0 && add_action(lookup, name, (Action){action_rows[row].kind, branch}, entry);
}

static bool read_names(const Lookup *lookup, const Value *names, int row, ScheduleEntry *entry) {
  bool good = true;
  if (names->kind == VALUE_STRING) return read_action(lookup, names, row, entry);
  if (names->kind != VALUE_LIST) {
    char words[VALUE_WORDS_SIZE];
    if (names->kind != VALUE_UNREADABLE)
      value_error(lookup->reading->diagnostics, names,
                  "%s is not understood, a list of names such as [ \"%s\" ] is wanted", value_words(names, words),
                  action_rows[row].target == &valve_target ? "V1" : "P1");
    return false;
  }
  for (int i = 0; i < names->count; i++)
    good = read_action(lookup, &names->members[i], row, entry) && good;
  return good;
}

static bool read_actions(const Lookup *lookup, const Value *value, ScheduleEntry *entry) {
  size_t most = 1;
  bool good = true;
  for (int i = 0; i < ACTION_ROWS; i++) {
    const Value *names = value_member(value, action_rows[i].key);
    if (names) most += names->kind == VALUE_LIST ? (size_t)names->count : 1;
  }
  entry->actions = malloc(most * sizeof *entry->actions);
  if (!entry->actions) {
    lookup->reading->out_of_memory = true;
    return false;
  }
  for (int i = 0; i < ACTION_ROWS; i++) {
    const Value *names = value_member(value, action_rows[i].key);
    if (names) good = read_names(lookup, names, i, entry) && good;
  }
  if (good && entry->n_actions == 0) {
    value_error(lookup->reading->diagnostics, value, "does nothing: it lacks 'open', 'close', 'start' or 'stop'");
    return false;
  }
  return good;
}

/* --- the entries --- */

static void read_entry(const Lookup *lookup, const Value *value, Schedule *schedule) {
  ScheduleEntry entry = {.kind = ENTRY_AT};
  if (!read_is_group(lookup->reading, value)) return;
  bool good = read_keys(lookup->reading, value, entry_keys, "schedule");
  good = read_moment(lookup, value, &entry) && good;
  good = read_actions(lookup, value, &entry) && good;
  if (good && !schedule_add(schedule, &entry)) lookup->reading->out_of_memory = true;
  free(entry.actions);
}

static void read_entries(const Lookup *lookup, const Value *list, Schedule *schedule) {
  char words[VALUE_WORDS_SIZE];
  if (list->kind == VALUE_UNREADABLE) return;
  if (list->kind != VALUE_LIST) {
    value_error(lookup->reading->diagnostics, list, "%s is not understood, a list ( ) of groups is wanted",
                value_words(list, words));
    return;
  }
  for (int i = 0; i < list->count && !lookup->reading->out_of_memory; i++)
    read_entry(lookup, &list->members[i], schedule);
}

/* --- what follows from the whole --- */

static void begin_stopped(const ObjectPlaces *places, Study *study) {
  for (int i = 0; i < study->network.n_branches; i++) {
    Branch *branch = &study->network.branches[i];
    if (branch->type != &pump_type || !schedule_starts_first(&study->schedule, i)) continue;
    const Value *place = object_place(places, SECTION_PUMPS, branch->name);
    if (place && value_member(place, "running")) continue;
    pump_run(branch->params, false);
    pump_run(branch->given, false);
  }
}

/* Only where every entry of the list was read do their numbers agree. */
static void warn_of_late(Reading *reading, const Value *list, const Study *study) {
  const Schedule *schedule = &study->schedule;
  double until_s = study->transient.until_s, earliest_s = 0;
  if (!study->wants_transient || !(until_s > 0) || schedule->count != list->count) return;
  for (int i = 0; i < schedule->count; i++) {
    const ScheduleEntry *entry = &schedule->entries[i];
    bool late = earliest_s > until_s;
    earliest_s = schedule_earliest_s(entry, earliest_s);
    if (entry->kind == ENTRY_WHEN || earliest_s <= until_s || (late && entry->kind == ENTRY_AFTER)) continue;
    value_warning(reading->diagnostics, value_member(&list->members[i], moment_keys[entry->kind]),
                  "%.6g s %sis after analysis.transient.until, %.6g s: it never happens", earliest_s,
                  entry->kind == ENTRY_AFTER ? "at the earliest " : "", until_s);
  }
}

static void warn_of_use(Reading *reading, const Value *root, const Value *list, const Study *study) {
  bool filled = list && list->kind == VALUE_LIST && list->count > 0;
  const Value *analysis = value_member(root, "analysis");
  const Value *steady = analysis ? value_member(analysis, "steady") : NULL;
  if (!filled && study->steady_final_states && steady && value_member(steady, "states"))
    value_warning(reading->diagnostics, value_member(steady, "states"), "'final' changes nothing without a schedule");
  if (filled && !study->wants_transient && !study->steady_final_states)
    value_warning(reading->diagnostics, list, "is not carried out: analysis.transient is not given");
}

void read_schedule(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study) {
  const Value *list = value_member(root, "schedule");
  if (list) {
    read_entries(&(Lookup){reading, &study->network, places}, list, &study->schedule);
    begin_stopped(places, study);
    warn_of_late(reading, list, study);
  }
  warn_of_use(reading, root, list, study);
}
