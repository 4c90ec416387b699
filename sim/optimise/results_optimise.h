/* What an optimisation leaves: its member of the results document, its table and its lines on the first screen. */
#ifndef XSAVAC_SIM_OPTIMISE_RESULTS_OPTIMISE_H
#define XSAVAC_SIM_OPTIMISE_RESULTS_OPTIMISE_H

#include "sim/optimise/words.h"
#include "sim/results.h"

/* All need outcome->optimise. */
json_t *results_optimise_json(const RunOutcome *outcome); /* owned; NULL when out of memory */
void csv_optimise(const RunOutcome *outcome, FILE *stream);
void report_print_optimise(const RunOutcome *outcome, FILE *stream);

/* "require_p_base_Pa": the column of a requirement; returns text. */
char *optimise_require_column(const OptimiseResult *result, int requirement, char *text, size_t size);
char *optimise_measure_column(const OptimiseResult *result, char *text, size_t size); /* "t_rough_s" */
char *optimise_parameter_column(const OptimiseResult *result, int parameter, char *text, size_t size);

/* Combinations by what they come to, the best first, those that hold nothing last. Owned by the caller; NULL when out of memory. */
int *optimise_order(const OptimiseResult *result);

#endif
