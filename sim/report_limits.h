/* The tightest limits on the first screen. */
#ifndef XSAVAC_SIM_REPORT_LIMITS_H
#define XSAVAC_SIM_REPORT_LIMITS_H

#include "sim/results.h"

/* The terminal's sequence for a status; "" without colour. */
const char *report_colour(bool colour, LimitStatus status);

/* Needs outcome->limits. With a run through time: when each row is tightest, and its margin. */
void report_print_limits(const RunOutcome *outcome, bool colour, FILE *stream);

#endif
