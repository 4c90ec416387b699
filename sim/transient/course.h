/* The parts of a run through time, while it goes on. */
#ifndef XSAVAC_SIM_TRANSIENT_COURSE_H
#define XSAVAC_SIM_TRANSIENT_COURSE_H

#include "sim/transient/agenda.h"
#include "sim/transient/duty.h"
#include "sim/transient/equations.h"
#include "sim/transient/limit_watch.h"
#include "sim/transient/measure_watch.h"
#include "sim/transient/step.h"
#include "sim/transient/transient.h"

typedef struct {
  Network *network;
  const TransientRequest *request;
  TransientResult *result;
  Equations equations;
  RodasWork rodas;
  Agenda agenda;
  Duties duties;
  MeasureWatch measures;
  LimitWatch *limits; /* NULL: not judged */
  LedgerWork ledger;
  double now_s;                    /* where the run stands */
  double base_s;                   /* where its present segment began: the integrator counts from there */
  double *y, *p;                   /* [n]; pressures of all nodes now */
  double *through;                 /* [n_branches] Step.through_pa_m3 of the last step */
  double *view[STEP_QUARTERS + 2]; /* pressures of all nodes within the last step */
  double event_s;                  /* of the last event: the rows of the series count from it */
  int next_row;
  bool landed;  /* a condition came to hold at the end of the last segment, with p as integrated */
  bool stopped; /* by the caller, or because all that it waits for is known */
} Course;

/* STATUS_MEMORY: freed. */
Status course_init(Course *course, Network *network, const TransientRequest *request, TransientResult *result);
void course_free(Course *course);

/* Fails with the words "at 1.5 s: ..." and what follows. */
Status course_fail(Course *course, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Carries out everything that is due now, and settles the junctions. *changed: something was. */
Status course_events(Course *course, bool *changed);

/* Goes on to the next event or to the end. */
Status course_segment(Course *course);

/* Observers. */
Status course_note_moment(Course *course,
                          int side); /* a row on one side of an event, and what the watches make of it */
Status course_note_step(Course *course);
Status course_look(Course *course, double time_s, const double *p); /* tells request->look, with the flows at p */

#endif
