/* The run through time on the first screen: what was asked for, then how it went. */
#ifndef XSAVAC_SIM_REPORT_TRANSIENT_H
#define XSAVAC_SIM_REPORT_TRANSIENT_H

#include "sim/results.h"

void report_print_measures(const RunOutcome *outcome, FILE *stream); /* needs outcome->measures */

/* Why marks say conditional; nothing where nothing is. */
void report_print_conditional(const RunOutcome *outcome, FILE *stream);

/* How far the run came, the pressures at its end (beside the steady ones where both were asked), what happened. Needs
   outcome->transient. */
void report_print_transient(const RunOutcome *outcome, FILE *stream);

#endif
