/* The chart of limit utilization: which rows it shows, where they stand, and its script. */
#ifndef XSAVAC_PLOTS_CHART_LIMITS_H
#define XSAVAC_PLOTS_CHART_LIMITS_H

#include "sim/results.h"

enum { CHART_BARS_MAX = 60 }; /* beyond it a page is no longer read; the tightest are kept */

typedef struct {
  int row;      /* of the limit table */
  double place; /* rows from the top */
  bool number;  /* false: a warning or failure that has no utilization, shown in words */
  bool heading; /* the first of its valve: the valve's name stands above it */
} ChartBar;

typedef struct {
  const RunOutcome *outcome;
  ChartBar bars[CHART_BARS_MAX];
  int count, left_out;
  double bottom; /* rows, headings included */
  double axis_from, axis_to;
  bool log_axis; /* the utilizations from 1e-3 up span more than two decades */
} LimitsChart;

/* False when out of memory. count 0: nothing to draw. */
bool limits_chart_init(LimitsChart *chart, const RunOutcome *outcome);

void limits_chart_print(const LimitsChart *chart, FILE *stream);

#endif
