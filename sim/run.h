/* The analyses of one study, in order; owns what they produce. */
#ifndef XSAVAC_SIM_RUN_H
#define XSAVAC_SIM_RUN_H

#include <stdio.h>

#include "sim/results.h"

typedef struct {
  /* set by the caller after run_init(): asked after every step of a transient; false ends it there. NULL: never */
  bool (*proceed)(void *context, double time_s);
  void *context;
  bool keep_series;    /* of a transient; true after run_init() */
  const bool *awaited; /* [study->measures.count] a transient may end once these have their values, where neither limits nor budget nor a
                          later steady state look on; NULL after run_init(): none may. Not owned */
  bool laws_unchecked; /* its laws are not integrated a second time: the ledger has no law error */
  /* results */
  Study *study; /* not owned */
  SteadyWork work;
  SteadyResult steady;
  Balance balance;
  TransientResult transient;
  MeasureResult *measures; /* [study->measures.count] */
  LimitTable limits;       /* the worst over all analyses */
  Budget budget;
  LeakTest leak_test; /* of the budget, where asked for */
  char budget_message[NETWORK_MESSAGE_MAX];
  bool solved;
  const char *analysis, *message; /* after STATUS_NUMERICS: which of them failed, and why */
} Run;

/* On STATUS_MEMORY the run is empty; run_free() takes it all the same. */
Status run_init(Run *run, Study *study);

/* Carries out what the study asks for, from the pressures in steady.p; what an earlier call found is dropped. The states of the line are moved and put back; with states = "final" they stay as the whole
   schedule leaves them, as the steady state shows them. */
Status run_solve(Run *run);

/* What a reader of the results must know beside the numbers: volumes shut off that fill or empty, books that do not close, a run that was
   ended, junctions that were closed off, behaviour that the steady state does not have. */
void run_warn(const Run *run, Study *study);
RunOutcome run_outcome(const Run *run); /* points into run and study */
void run_free(Run *run);

/* The catalogue rules that need no simulation (fluid, temperature, leakage figures, voltages): prints what warns or fails. */
Status run_check_rules(const Study *study, FILE *stream, const char *file, bool *violated);

#endif
