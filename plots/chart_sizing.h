/* A sizing's pictures: every candidate against everything that is judged, and what is required against the orifice of the valve. */
#ifndef XSAVAC_PLOTS_CHART_SIZING_H
#define XSAVAC_PLOTS_CHART_SIZING_H

#include "sim/results.h"

typedef struct {
  const RunOutcome *outcome;
} SizingChart;

enum { BORE_PANELS_MAX = 3 }; /* measures drawn; the rest stand in sizing_bore.csv */

void sizing_chart_print(const SizingChart *chart, FILE *stream);      /* sizing.gp */
void sizing_bore_chart_print(const SizingChart *chart, FILE *stream); /* sizing_bore.gp */

#endif
