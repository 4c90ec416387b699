/* Thresholds of time measures across a panel: a line, the moment of the crossing, and what was measured in words. */
#ifndef XSAVAC_PLOTS_THRESHOLD_MARKS_H
#define XSAVAC_PLOTS_THRESHOLD_MARKS_H

#include "plots/log_tics.h"
#include "plots/time_frame.h"

enum { THRESHOLDS_MAX = 6 };

typedef struct {
  int measures[THRESHOLDS_MAX]; /* of the run, each of the time to a threshold */
  int count;
} Thresholds;

/* Takes such measures as fit the panel: of the figure that it shows (gas NULL: all together) of that node. */
bool threshold_is_of(const Measure *measure, ProbeKind kind, int node, const Gas *gas);
void thresholds_add(Thresholds *thresholds, int measure); /* those beyond THRESHOLDS_MAX are left out */

typedef struct {
  AxisRange range;
  bool log;      /* its axis */
  bool filled;   /* curves would hide lines behind them */
  double height; /* in the units of the picture */
} ThresholdPanel;

/* Lines of gnuplot within the panel. */
void thresholds_print(const Thresholds *thresholds, const TimeFrame *frame, const ThresholdPanel *panel, FILE *stream);

#endif
