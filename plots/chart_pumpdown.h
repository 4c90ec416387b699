/* The chart of a run through time: pressures, valve and pump states underneath, events, thresholds and failed limits marked. */
#ifndef XSAVAC_PLOTS_CHART_PUMPDOWN_H
#define XSAVAC_PLOTS_CHART_PUMPDOWN_H

#include <stdio.h>

#include "plots/pressure_curves.h"
#include "plots/threshold_marks.h"

enum { PUMPDOWN_LANES_MAX = 12, PUMPDOWN_FAILURES_MAX = 8 };

/* A failed limit's worst moment; its letter is its place in the list. */
typedef struct {
  int row;   /* of the run's limit table */
  double at; /* from the panel's left edge */
} FailureMark;

typedef struct {
  TimeFrame frame;
  PressureCurve curves[PRESSURE_CURVES_MAX];
  int curve_count, nodes_left_out;
  AxisRange p_pa;
  int lanes[PUMPDOWN_LANES_MAX]; /* branches whose state changes, in order of their first change */
  int lane_count, lanes_left_out;
  FailureMark failures[PUMPDOWN_FAILURES_MAX];
  int failure_count, failures_left_out;
  Thresholds thresholds; /* of times to a pressure that is drawn */
} PumpdownChart;

/* False when out of memory. curve_count 0: nothing to draw. */
bool pumpdown_chart_init(PumpdownChart *chart, const RunOutcome *outcome);

void pumpdown_chart_print(const PumpdownChart *chart, FILE *stream);

#endif
