/* What a sample tells of a quantity: mean, standard deviation, quantiles and shares, each with the half-width of its 95 % interval.
   The sample stands in replicates that know nothing of each other (sim/sample/replicates.h): value i belongs to replicate
   i % replicates. What each of them finds alone spreads; that spread over the square root of their number, times Student's t, is the
   error. Sums run in the order of the values, so that results do not depend on who reckoned them. */
#ifndef XSAVAC_SIM_SAMPLE_SUMMARY_H
#define XSAVAC_SIM_SAMPLE_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/sample/replicates.h"

typedef struct {
  double value; /* NAN: there is none */
  double error; /* half-width of the 95 % interval; NAN: too few values tell of it */
} Estimate;

enum { SUMMARY_QUANTILES = 7 };
extern const double summary_probabilities[SUMMARY_QUANTILES]; /* 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975 */

typedef struct {
  size_t count; /* values that there are; all else is of these alone */
  double least, most;
  Estimate mean, sd;
  Estimate quantiles[SUMMARY_QUANTILES]; /* linear between the ordered values (GSL's, type 7) */
} Summary;

/* values[n], NAN where there is none: left out. 1 <= replicates <= REPLICATES. False when out of memory. */
bool summary_init(Summary *summary, const double *values, size_t n, int replicates);

/* The share of the counted that hit, over all replicates: hits[replicates] of counted[replicates]. Where none or all hit, no spread
   tells of the error: it is then how far the share may be from there at 95 % (1 - 0.05^(1/n)). */
Estimate share_estimate(const size_t *hits, const size_t *counted, int replicates);

/* The error of what the replicates find together, from what each finds alone: found[replicates], NAN where one finds nothing: then the
   error is unknown. */
double replicates_error(const double *found, int replicates);

#endif
