/* The chart of the tightest limits over a run: how much of each is used, and when most of it. */
#ifndef XSAVAC_PLOTS_CHART_UTILIZATION_H
#define XSAVAC_PLOTS_CHART_UTILIZATION_H

#include <stdio.h>

#include "plots/log_tics.h"
#include "plots/time_frame.h"
#include "sim/results_utilization.h"

typedef struct {
  TimeFrame frame;
  UtilizationCurve curves[UTILIZATION_CURVES_MAX];
  int curve_count;
  AxisRange range; /* of utilization */
  bool log;        /* where a limit is used many times over, or none is used by a twentieth */
} UtilizationChart;

/* False when out of memory. curve_count 0: nothing to draw. */
bool utilization_chart_init(UtilizationChart *chart, const RunOutcome *outcome);

/* The worst moment of a curve: utilization and time; NAN where the run's table has none with a number. */
double utilization_chart_worst(const UtilizationChart *chart, int curve, double *time_s);

void utilization_chart_print(const UtilizationChart *chart, FILE *stream);

#endif
