/* How far a schedule has come: what has fired, what is armed, what comes next. */
#ifndef XSAVAC_SIM_TRANSIENT_AGENDA_H
#define XSAVAC_SIM_TRANSIENT_AGENDA_H

#include "sim/schedule.h"

typedef struct {
  const Schedule *schedule; /* not owned */
  double *fired_s;          /* [count] NAN: not yet */
} Agenda;

bool agenda_init(Agenda *agenda, const Schedule *schedule); /* false when out of memory */
void agenda_free(Agenda *agenda);

bool agenda_has_fired(const Agenda *agenda, int entry);

/* When an at or after comes due; INFINITY: not known yet, fired, or a when. */
double agenda_due_s(const Agenda *agenda, int entry);
double agenda_next_s(const Agenda *agenda); /* the earliest of them */

/* A when that waits for its condition now. */
bool agenda_is_armed(const Agenda *agenda, int entry);

/* The first entry, in the order of the file, that is due at this time and state; -1: none. */
int agenda_due_now(const Agenda *agenda, double time_s, const Network *network, const double *p);

void agenda_fire(Agenda *agenda, int entry, double time_s);

/* "at 1 s", "chamber below 10 Pa", "5 s after the entry above it"; returns text. */
char *agenda_cause(const Schedule *schedule, int entry, const Network *network, char *text, size_t size);

#endif
