/* The line run with many sets of parameter values, several at a time. What a run finds depends on its values alone, and each stands in
   its own place: results do not depend on the number of threads. */
#ifndef XSAVAC_SIM_UNCERTAINTY_ENSEMBLE_H
#define XSAVAC_SIM_UNCERTAINTY_ENSEMBLE_H

#include "sim/point.h"
#include "sim/sample/replicates.h"
#include "sim/study.h"
#include "sim/uncertainty/request.h"

/* Which values a run has. */
typedef enum {
  DRAW_A,      /* sample number index */
  DRAW_B,      /* the same number of a second sample, independent of the first */
  DRAW_MIXED,  /* as A, with one parameter's value from B */
  DRAW_TORNADO /* 0: each parameter at its median; 1 + 2 i and 2 + 2 i: parameter i at its 5 % and 95 % quantile */
} DrawKind;

typedef struct {
  DrawKind kind;
  int parameter; /* of DRAW_MIXED */
} Draw;

extern const double tornado_probabilities[2]; /* 0.05, 0.95 */

typedef enum {
  SAMPLE_COMPLETE, /* every output has a value */
  SAMPLE_NO_VALUE, /* the run was carried out, some output has no value (never reached) */
  SAMPLE_REFUSED,  /* the values are not legal for the line */
  SAMPLE_FAILED    /* no solution was found */
} SampleStatus;

const char *sample_status_word(SampleStatus status); /* "ok", "no_value", "refused", "failed" */

/* What n runs found. */
typedef struct {
  size_t n;
  int n_outputs, n_limits;
  double *outputs; /* [n_outputs][n] owned; NAN: no value */
  unsigned char
      *limits; /* [n_limits][n] owned: LimitStatus, LIMIT_NOT_APPLICABLE too where the run was refused or failed */
  bool *conditional;     /* [n] owned: some output comes after a valve that could not have done what the run assumed */
  unsigned char *status; /* [n] owned: SampleStatus */
  char **reasons;        /* [n] owned texts; NULL: complete */
} SampleBlock;

void sample_block_free(SampleBlock *block); /* takes an empty one */

/* Asked from several threads, one at a time. */
typedef struct {
  bool (*proceed)(void *context, double time_s);               /* asked within a run; false: give up all. NULL: never */
  void (*progress)(void *context, size_t done, size_t of_all); /* NULL: nobody looks */
  void *context;
} EnsembleHooks;

typedef struct {
  const Study *study;
  const UncertaintyRequest *request;
  EnsembleHooks hooks;
  PointPlan plan;
  bool *awaited;        /* [measures] owned: those that are outputs */
  PointWorker *workers; /* [threads] owned */
  int threads;
  Replicates points; /* of A, or of A beside B */
  LimitRow *limits;  /* [n_limits] owned: which limits are judged, in the order of a block's */
  int n_limits;
  size_t runs_done, runs_planned;
  bool ended; /* by proceed */
} Ensemble;

/* threads 0: as many as the machine has. STATUS_CONFIG, STATUS_MEMORY with a message; the ensemble is then empty. Study and
   ensemble stay where they are until it is freed. */
Status ensemble_init(Ensemble *ensemble, const Study *study, int threads, EnsembleHooks hooks, char *message,
                     size_t size);
void ensemble_free(Ensemble *ensemble); /* takes an empty one */

/* values[n_parameters] of a run; points: the ensemble's. */
void draw_values(const UncertaintyRequest *request, const Replicates *points, Draw draw, size_t index, double *values);

/* Runs 0 to n - 1 of a draw. STATUS_MEMORY, and STATUS_VIOLATED where proceed ended it: the block is then empty. */
Status ensemble_run(Ensemble *ensemble, Draw draw, size_t n, SampleBlock *block);

#endif
