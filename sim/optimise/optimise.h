/* The best setting of a few values of a line: a measure made as small or large as it can be, within requirements and limits. Every figure
   comes from a run of the line itself. */
#ifndef XSAVAC_SIM_OPTIMISE_OPTIMISE_H
#define XSAVAC_SIM_OPTIMISE_OPTIMISE_H

#include "sim/study.h"

enum { OPTIMISE_REASON_SIZE = 400, OPTIMISE_MESSAGE_MAX = 1200 };

#define OPTIMISE_PHASES(X)                                                                                             \
  X(SCAN, "scan")     /* a look over the ranges */                                                                     \
  X(SEARCH, "search") /* a minimiser */                                                                                \
  X(BORDER, "border") /* onto the border of what is required */                                                        \
  X(LOOK, "look")     /* about the best: how flat it is */

typedef enum {
#define X(id, word) OPTIMISE_##id,
  OPTIMISE_PHASES(X)
#undef X
} OptimisePhase;

const char *optimise_phase_word(OptimisePhase phase);

/* One setting that was run. */
typedef struct {
  double u[OPTIMISE_PARAMETERS_MOST]; /* of the free numbers, in their ranges */
  OptimisePhase phase;
  bool ran;         /* the line could be solved */
  bool holds;       /* every requirement and limit; the measure has a value */
  bool conditional; /* the measure comes after a valve failed its limit */
  double value;     /* of the measure, SI; NAN: none */
  double violation; /* the worst miss, relative to its bound: 0 where all holds, INFINITY where some has no number */
  char *reason;     /* owned; why it does not hold; NULL where it does */
} Trial;

/* What +-1 % of a free number does to the measure at the best setting. */
typedef struct {
  double number[2]; /* the number less and plus 1 %, within its range */
  int trial[2];     /* -1: not run: at the bound, or no evaluation was left */
} Flatness;

typedef enum { BOUND_NONE, BOUND_LOWER, BOUND_UPPER } BoundSide;

/* One combination of choices, its free numbers optimised. */
typedef struct {
  int pick[OPTIMISE_PARAMETERS_MOST]; /* the member of each choice */
  Trial *trials;                      /* [count] owned */
  int count;
  double *required; /* [count * n_requirements] owned: what is required, NAN: no value */
  double *
      margins; /* [count * (n_requirements + 1)] owned: relative to the bound, negative where missed; last: of the limits */
  int best;       /* trial; -1: none holds */
  int nearest;    /* where none holds: the trial that misses by least; -1: none could be run */
  bool converged; /* else evaluations came to their end */
  int valleys;    /* of one free number: that the scan saw and that were followed; 0: does not apply */
  BoundSide bound[OPTIMISE_PARAMETERS_MOST];
  bool *active; /* [n_requirements + 1] owned: a little further the measure is better and this one does not hold */
  int beyond;   /* a trial there; -1: none */
  Flatness flat[OPTIMISE_PARAMETERS_MOST];
} Combination;

typedef struct OptimiseResult {
  const Study *study; /* not owned, outlives the result */
  const OptimiseRequest *request;
  Combination *combinations; /* [count] owned */
  int count;
  int best;    /* -1: nothing holds */
  int nearest; /* where nothing holds: of the least miss; else -1 */
  int runs;    /* of the line */
} OptimiseResult;

typedef struct {
  bool (*proceed)(void *context, double time_s); /* asked from several threads; false: end here. NULL: never */
  void (*progress)(void *context, size_t done,
                   size_t of_all); /* after each run, one thread at a time; of_all: at most. NULL */
  void *context;                   /* of progress; proceed gets it as well */
} OptimiseHooks;

/* The study's request. Combinations run at the same time; the result does not depend on how many. STATUS_OK whether or not anything
   holds; STATUS_CONFIG and STATUS_NUMERICS: no setting at all could be run; STATUS_VIOLATED: ended by proceed; STATUS_MEMORY. Each but
   the first with a message, and an empty result. */
Status optimise_run(const Study *study, OptimiseHooks hooks, OptimiseResult *result, char *message, size_t size);
void optimise_result_free(OptimiseResult *result); /* takes an empty one */

/* The number of a free parameter at a trial, SI. */
double optimise_number_at(const OptimiseResult *result, const Combination *combination, int trial, int parameter);

#endif
