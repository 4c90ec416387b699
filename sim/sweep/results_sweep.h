/* A sweep in the results: the JSON member, the first screen. */
#ifndef XSAVAC_SIM_SWEEP_RESULTS_SWEEP_H
#define XSAVAC_SIM_SWEEP_RESULTS_SWEEP_H

#include "sim/results.h"
#include "sim/sweep/summary.h"

json_t *results_sweep_json(const SweepSummary *summary); /* NULL when out of memory */
void report_print_sweep(const SweepSummary *summary, FILE *stream);

/* "1000 points, 20 left out by filters, 3 failed, limits fail in 41"; returns text. */
char *sweep_words(const SweepSummary *summary, char *text, size_t size);

#endif
