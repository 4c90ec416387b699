/* What an uncertainty told, as tables and as the "uncertainty" member of the results document. */
#ifndef XSAVAC_SIM_UNCERTAINTY_RESULTS_UNCERTAINTY_H
#define XSAVAC_SIM_UNCERTAINTY_RESULTS_UNCERTAINTY_H

#include <jansson.h>

#include "sim/results.h"
#include "sim/uncertainty/uncertainty.h"

/* NULL when out of memory. */
json_t *results_uncertainty_json(const RunOutcome *outcome);

/* One header line, units in the column names or in a column beside; nothing where there is no value. */
void csv_uncertainty(const RunOutcome *outcome, FILE *stream);   /* the samples: inputs, outputs, status, reason */
void csv_quantiles(const RunOutcome *outcome, FILE *stream);     /* mean, sd and quantiles with their errors */
void csv_probabilities(const RunOutcome *outcome, FILE *stream); /* of requirements, limits and values */
void csv_sensitivity(const RunOutcome *outcome, FILE *stream);   /* Sobol indices */
void csv_tornado(const RunOutcome *outcome, FILE *stream);

/* What the first screen says. */
void report_print_uncertainty(const RunOutcome *outcome, FILE *stream);

/* "t_rough at most 60 s", "p_end from 1 Pa to 2 Pa"; returns text. */
char *demand_words(const Study *study, const MeasureDemand *demand, char *text, size_t size);

/* "95.2 % +- 0.4 %" of a share, digits as its error allows; "-" where there is none; returns text. */
char *share_words(const Share *share, char *text, size_t size);

/* Which demand is violated, in words: "t_rough at most 60 s is kept with 93 % +- 1 %, 95 % is demanded"; "" where none is. */
char *uncertainty_violation_words(const UncertaintyResult *result, char *text, size_t size);

#endif
