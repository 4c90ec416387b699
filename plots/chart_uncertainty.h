/* An uncertainty's pictures: how each measure is distributed, with its quantiles and what is required of it; and the tornado of one
   change at a time. */
#ifndef XSAVAC_PLOTS_CHART_UNCERTAINTY_H
#define XSAVAC_PLOTS_CHART_UNCERTAINTY_H

#include "sim/uncertainty/results_uncertainty.h"

enum { CHART_UNCERTAINTY_PANELS = 3, CHART_TORNADO_ROWS = 12 };

typedef struct {
  const RunOutcome *outcome;
  int panels; /* measures with values that differ, of the first ones; 0: nothing to draw */
  int output[CHART_UNCERTAINTY_PANELS];
  int rows; /* of the tornado of the first of them; 0: none */
} UncertaintyChart;

void uncertainty_chart_init(UncertaintyChart *chart, const RunOutcome *outcome);

void uncertainty_chart_print(const UncertaintyChart *chart, FILE *stream); /* uncertainty.gp */
void tornado_chart_print(const UncertaintyChart *chart, FILE *stream);     /* tornado.gp */

#endif
