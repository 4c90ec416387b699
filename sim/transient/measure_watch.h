/* The measures of a run, followed while it goes on. */
#ifndef XSAVAC_SIM_TRANSIENT_MEASURE_WATCH_H
#define XSAVAC_SIM_TRANSIENT_MEASURE_WATCH_H

#include "sim/measure.h"
#include "sim/transient/step.h"

typedef struct {
  const MeasureList *list;
  const Network *network;
  struct MeasureState *states; /* [list->count] */
  double *changed_s;           /* [n_branches] last change of state; NAN: none yet */
  bool cut_short; /* the run was ended before its time: what looked on to its end says so. Set before the results */
} MeasureWatch;

bool measure_watch_init(MeasureWatch *watch, const MeasureList *list,
                        const Network *network); /* false: out of memory */
void measure_watch_free(MeasureWatch *watch);

void measure_watch_change(MeasureWatch *watch, int branch, double time_s); /* a branch changed its state */
void measure_watch_moment(MeasureWatch *watch, double time_s,
                          const double *p); /* at the start, after every event, at the end */
void measure_watch_step(MeasureWatch *watch, const Step *step);

/* Whether every measure asked for has a value that nothing later can change. asked_for[list->count]; those of the steady state do not
   count. */
bool measure_watch_knows(const MeasureWatch *watch, const bool *asked_for);

/* p at the end. results[list->count]; those of the steady state stay as they are. */
void measure_watch_results(const MeasureWatch *watch, double end_s, const double *p, MeasureResult *results);

#endif
