/* The leak budget on the first screen. */
#ifndef XSAVAC_SIM_REPORT_BUDGET_H
#define XSAVAC_SIM_REPORT_BUDGET_H

#include "sim/results.h"

/* Needs budget_is_known(). Long lists are cut and say where the rest is. */
void report_print_budget(const RunOutcome *outcome, FILE *stream);

#endif
