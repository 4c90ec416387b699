#include "sim/transient/agenda.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

bool agenda_init(Agenda *agenda, const Schedule *schedule) {
  *agenda = (Agenda){schedule, malloc(((size_t)schedule->count + 1) * sizeof(double))};
  for (int i = 0; agenda->fired_s && i < schedule->count; i++)
    agenda->fired_s[i] = NAN;
  return agenda->fired_s != NULL;
}

void agenda_free(Agenda *agenda) {
  free(agenda->fired_s);
  *agenda = (Agenda){0};
}

bool agenda_has_fired(const Agenda *agenda, int entry) {
  return !isnan(agenda->fired_s[entry]);
}

/* When the entry above fired; the first counts from the start. NAN: not yet. */
static double above_fired_s(const Agenda *agenda, int entry) {
  return entry == 0 ? 0 : agenda->fired_s[entry - 1];
}

double agenda_due_s(const Agenda *agenda, int entry) {
  const ScheduleEntry *row = &agenda->schedule->entries[entry];
  double above = above_fired_s(agenda, entry);
  if (agenda_has_fired(agenda, entry) || row->kind == ENTRY_WHEN) return INFINITY;
  if (row->kind == ENTRY_AT) return row->time_s;
  return isnan(above) ? INFINITY : above + row->time_s;
}

double agenda_next_s(const Agenda *agenda) {
  double next = INFINITY;
  for (int i = 0; i < agenda->schedule->count; i++)
    next = fmin(next, agenda_due_s(agenda, i));
  return next;
}

bool agenda_is_armed(const Agenda *agenda, int entry) {
  return agenda->schedule->entries[entry].kind == ENTRY_WHEN && !agenda_has_fired(agenda, entry) &&
         !isnan(above_fired_s(agenda, entry));
}

int agenda_due_now(const Agenda *agenda, double time_s, const Network *network, const double *p) {
  for (int i = 0; i < agenda->schedule->count; i++) {
    if (agenda_due_s(agenda, i) <= time_s) return i;
    if (agenda_is_armed(agenda, i) && condition_excess(network, p, &agenda->schedule->entries[i].condition) >= 0)
      return i;
  }
  return -1;
}

void agenda_fire(Agenda *agenda, int entry, double time_s) {
  agenda->fired_s[entry] = time_s;
}

char *agenda_cause(const Schedule *schedule, int entry, const Network *network, char *text, size_t size) {
  const ScheduleEntry *row = &schedule->entries[entry];
  if (row->kind == ENTRY_WHEN) return condition_words(network, &row->condition, text, size);
  if (row->kind == ENTRY_AT)
    snprintf(text, size, "at %.9g s", row->time_s);
  else
    snprintf(text, size, "%.9g s after %s", row->time_s, entry == 0 ? "the start" : "the entry above it");
  return text;
}
