/* What an optimisation is asked: which measure, over which values, under which requirements (the `optimise` group). */
#ifndef XSAVAC_SIM_OPTIMISE_REQUEST_H
#define XSAVAC_SIM_OPTIMISE_REQUEST_H

#include "sim/sizing/request.h"
#include "sim/sweep/request.h"

enum {
  OPTIMISE_PARAMETERS_MOST = 12,
  OPTIMISE_REQUIREMENTS_MOST = 64,
  OPTIMISE_COMBINATIONS_MOST = 1000,
  OPTIMISE_EVALUATIONS = 400,
  OPTIMISE_EVALUATIONS_LEAST = 20,
  OPTIMISE_EVALUATIONS_MOST = 100000,
  OPTIMISE_RUNS_MOST = 1000000 /* combinations times evaluations: as many rows the trace may have */
};

typedef struct {
  SweepParameter axis; /* a range: a free number; values or texts: a choice */
  double start;        /* of a range, in SI; NAN: its middle */
} OptimiseParameter;

typedef struct {
  bool wanted, maximise;
  int measure;                   /* of the study's list */
  OptimiseParameter *parameters; /* [count] owned */
  int count;
  SizingRequest demands; /* its requirements alone, owned; of limits those of every valve of the line count */
  bool limits;           /* a setting that fails a catalogue limit is not allowed */
  int evaluations;       /* runs of the line at most, for every combination of choices */
  double tolerance;      /* of the free numbers, as a share of their ranges in their scales */
  uint64_t seed;         /* of the points that a search over several numbers starts with */
  bool wants_steady, wants_transient; /* what a setting runs */
} OptimiseRequest;

void optimise_request_free(OptimiseRequest *request); /* takes an empty one */

bool optimise_is_free(const OptimiseParameter *parameter); /* a number to be found, not a choice */

/* free[OPTIMISE_PARAMETERS_MOST]: the parameters that are free; returns how many. */
int optimise_free(const OptimiseRequest *request, int *free);

/* Combinations of the choices, 1 where there are none; OPTIMISE_COMBINATIONS_MOST + 1 for any number above that. */
int optimise_combinations(const OptimiseRequest *request);

/* pick[count]: the member that each choice has in a combination, the last changing fastest; 0 for a free number. */
void optimise_pick(const OptimiseRequest *request, int combination, int *pick);

/* Between a free number and its place in its range: 0 at from, 1 at to, in its scale. */
double optimise_number(const OptimiseParameter *parameter, double u);
double optimise_place(const OptimiseParameter *parameter, double number);

/* Whether limits are looked at: to be kept, or one of them required. */
bool optimise_looks_at_limits(const OptimiseRequest *request);

#endif
