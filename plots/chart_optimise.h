/* An optimisation's picture: the measure run by run with the best so far, and against the number that was free where there is one. */
#ifndef XSAVAC_PLOTS_CHART_OPTIMISE_H
#define XSAVAC_PLOTS_CHART_OPTIMISE_H

#include "sim/results.h"

typedef struct {
  const RunOutcome *outcome;
  bool shows;      /* some run has a value */
  int number;      /* the parameter of the second panel; -1: not one alone is free */
  int combination; /* that it is of: the best, else the nearest */
} OptimiseChart;

void optimise_chart_init(OptimiseChart *chart, const RunOutcome *outcome);
void optimise_chart_print(const OptimiseChart *chart, FILE *stream); /* optimise.gp */

#endif
