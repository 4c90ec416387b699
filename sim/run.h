/* The analyses of one study, in order; owns what they produce. */
#ifndef XSAVAC_SIM_RUN_H
#define XSAVAC_SIM_RUN_H

#include <stdio.h>

#include "sim/results.h"

typedef struct {
  const Study *study; /* not owned */
  SteadyWork work;
  SteadyResult steady;
  Balance balance;
  TransientResult transient;
  MeasureResult *measures; /* [study->measures.count] */
  LimitTable limits;
  bool solved;
} Run;

/* On STATUS_MEMORY the run is empty; run_free() takes it all the same. */
Status run_init(Run *run, const Study *study);
Status run_solve(Run *run); /* STATUS_NUMERICS: run->steady.message says which node or element */
/* What a reader of the results must know beside the numbers: isolated volumes that are being filled or emptied. */
void run_warn(const Run *run, Study *study);
RunOutcome run_outcome(const Run *run); /* points into run and study */
void run_free(Run *run);

/* The catalogue rules that need no simulation (fluid, temperature, leakage figures, voltages): prints what warns or fails. */
Status run_check_rules(const Study *study, FILE *stream, const char *file, bool *violated);

#endif
