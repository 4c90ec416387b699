/* What is done to the line, and when: the `schedule` of DESIGN section 4. */
#ifndef XSAVAC_SIM_SCHEDULE_H
#define XSAVAC_SIM_SCHEDULE_H

#include "sim/probe.h"

typedef enum { ACTION_OPEN, ACTION_CLOSE, ACTION_START, ACTION_STOP } ActionKind;

typedef struct {
  ActionKind kind;
  int branch; /* open, close: of a type that closes; start, stop: a pump */
} Action;

typedef enum {
  ENTRY_AT,    /* at a time from the start */
  ENTRY_WHEN,  /* when a condition holds; armed once the entry above it has fired (the first: from the start) */
  ENTRY_AFTER, /* a time after the entry above it fired (the first: after the start) */
} EntryKind;

typedef struct {
  EntryKind kind;
  double time_s; /* of at and after */
  Condition condition;
  Action *actions; /* owned by the schedule */
  int n_actions;
} ScheduleEntry;

typedef struct {
  ScheduleEntry *entries;
  int count, capacity;
} Schedule;

/* Copies entry and its actions. False when out of memory. */
bool schedule_add(Schedule *schedule, const ScheduleEntry *entry);
void schedule_free(Schedule *schedule); /* takes an empty one */

const char *action_word(ActionKind kind); /* "open", "close", "start", "stop" */

/* When an entry can come at the earliest (a `when`: with the entry above it), if the one above it can at above_s; 0 for the first. */
double schedule_earliest_s(const ScheduleEntry *entry, double above_s);

/* Whether the first thing that happens to a branch, by those moments, is a start. */
bool schedule_starts_first(const Schedule *schedule, int branch);

/* The state every branch is left in by the whole schedule, whether or not its conditions ever hold: what `states = "final"` means.
   Carried out in the order of those moments, so that an `at` may stand anywhere in the list. */
void schedule_apply_all(const Schedule *schedule, Network *network);

#endif
