/* The rise of a closed volume: expected from leaks and outgassing with their bands, what is allowed, and what was measured. */
#ifndef XSAVAC_PLOTS_CHART_RISE_H
#define XSAVAC_PLOTS_CHART_RISE_H

#include "sim/results.h"

typedef struct {
  const RunOutcome *outcome;
  bool shows;
} RiseChart;

void rise_chart_init(RiseChart *chart, const RunOutcome *outcome);
void rise_chart_print(const RiseChart *chart, FILE *stream); /* rise.gp, beside rise.csv and rise_measured.csv */

#endif
