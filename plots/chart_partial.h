/* The chart of the gases in one node of a run through time: partial pressures as lines, mole fractions stacked
   underneath. */
#ifndef XSAVAC_PLOTS_CHART_PARTIAL_H
#define XSAVAC_PLOTS_CHART_PARTIAL_H

#include <stdio.h>

#include "plots/threshold_marks.h"

enum { PARTIAL_GASES_MAX = 8 };

typedef struct {
  TimeFrame frame;
  int node;                     /* the first whose gas a measure or condition looks at, else the first volume */
  int gases[PARTIAL_GASES_MAX]; /* of the network's, as they are stacked: the lowest first, the main one on top */
  int gas_count, gases_left_out;
  AxisRange p_pa;
  AxisRange share; /* of the stack's axis; from 0 where it is linear */
  bool share_log;  /* what is looked for is a trace */
  Thresholds pressures, shares;
} PartialChart;

/* gas_count 0: nothing to draw, as in a line of one gas. */
void partial_chart_init(PartialChart *chart, const RunOutcome *outcome);

/* Mole fraction in a row of the series; NAN: no gas. */
double partial_chart_share(const PartialChart *chart, int row, int gas);

void partial_chart_print(const PartialChart *chart, FILE *stream);

#endif
