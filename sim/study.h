/* One study: a line and what is asked of it. config/ fills it from a file; C programs fill it themselves. */
#ifndef XSAVAC_SIM_STUDY_H
#define XSAVAC_SIM_STUDY_H

#include "sim/budget/budget.h"
#include "sim/leaktest/leak_test.h"
#include "sim/limits.h"
#include "sim/measure.h"
#include "sim/network.h"
#include "sim/optimise/request.h"
#include "sim/schedule.h"
#include "sim/sizing/request.h"
#include "sim/steady.h"
#include "sim/study_source.h"
#include "sim/sweep/request.h"
#include "sim/transient/transient.h"
#include "sim/uncertainty/request.h"

typedef struct Study {
  char *title, *file;   /* owned */
  int analysis_line;    /* of the file, where `analysis` stands; 0: elsewhere, or nowhere */
  char sha256[65];      /* of the file's bytes with its includes and the --set values, lower-case hex */
  Catalogue *catalogue; /* owned; shipped rows and the user's */
  Network network;      /* derived and checked */
  bool wants_steady, wants_transient, wants_limits, wants_budget, wants_size;
  SizingRequest sizing;     /* owned */
  bool steady_final_states; /* states after the whole schedule */
  SteadySettings steady;
  TransientSettings transient;
  LimitsSettings limits;
  BudgetSettings budget;
  LeakTestSettings leak_test; /* of the budget */
  Schedule schedule;
  MeasureList measures;
  UncertaintyRequest uncertainty;
  SweepRequest sweep;
  OptimiseRequest optimise; /* owned */
  StudySource source;       /* owned; makes further studies of the same line; empty in those that it made */
  char **warnings;          /* owned; what the reader had to say without refusing the file */
  int warning_count;
} Study;

/* Adds an owned line to the warnings; one that does not fit in memory is dropped. */
void study_warn(Study *study, const char *format, ...) __attribute__((format(printf, 2, 3)));

void study_free(Study *study); /* takes an empty object */

#endif
