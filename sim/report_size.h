/* A sizing on the first screen. */
#ifndef XSAVAC_SIM_REPORT_SIZE_H
#define XSAVAC_SIM_REPORT_SIZE_H

#include "sim/results.h"

void report_print_size(const RunOutcome *outcome, bool colour, FILE *stream); /* needs outcome->sizing */

#endif
