/* The sweep of a study on the command line: progress, resume, shards, Ctrl-C. */
#ifndef XSAVAC_SIM_APP_RUN_SWEEP_H
#define XSAVAC_SIM_APP_RUN_SWEEP_H

#include "sim/app/options.h"
#include "sim/sweep/sweep.h"

/* Does nothing where none is asked for. As sweep_run(); what there is to say is said on standard error. */
Status run_sweep(const Study *study, const Options *options, SweepSummary *summary);

#endif
