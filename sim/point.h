/* One line solved again and again with values changed: the points of a sweep, the samples of an uncertainty, the candidates of a sizing.
   Every point starts from the nominal solution and its pivots, so that its result depends on its values alone: not on the points before
   it, nor on the thread. */
#ifndef XSAVAC_SIM_POINT_H
#define XSAVAC_SIM_POINT_H

#include "sim/run.h"
#include "sim/vary.h"

/* What all points have in common; not owned. */
typedef struct {
  const StudySource *source;
  const Variable *variables;
  int n_variables;
  bool wants_steady, wants_transient, wants_limits; /* what a point runs */
  bool (*proceed)(void *context, double time_s);    /* as in Run; NULL: always */
  void *context;
  bool wants_budget;   /* where the study has one */
  const bool *awaited; /* [measures] as in Run; NULL: all of a run is wanted */
} PointPlan;

/* One for each thread. */
typedef struct {
  const PointPlan *plan;
  /* the last point's, or the nominal ones: nominal or anew */
  Study *study;
  Run *run;
  char message[VARY_MESSAGE_MAX]; /* why the last point has no result */
  /* its own */
  struct {
    Study study;
    Run run;
  } nominal, anew; /* anew: of a point that had to be read */
  bool nominal_solved;
  double *p_nominal; /* [(n_nodes + 1) * n_gas] */
  double *matrix;    /* [nonzeros] whose pivots every point starts with; NULL: each takes its own */
  bool *states;      /* [n_branches] of the nominal line */
} PointWorker;

/* Makes a study of its own and solves it. A nominal line that cannot be solved is no failure: points then start from the initial state.
   Otherwise the worker is empty and message says why. */
Status point_worker_init(PointWorker *worker, const PointPlan *plan, char *message, size_t size);
void point_worker_free(PointWorker *worker); /* takes an empty one */

/* values[n_variables]. STATUS_OK: worker->run holds steady state, transient, measures and limits. STATUS_CONFIG: the values are refused;
   STATUS_NUMERICS: no solution; worker->message says why. STATUS_MEMORY. */
Status point_run(PointWorker *worker, const VaryValue *values);

#endif
