/* The time axis that the charts of one run through time share: linear in a readable unit, or logarithmic seconds. */
#ifndef XSAVAC_PLOTS_TIME_AXIS_H
#define XSAVAC_PLOTS_TIME_AXIS_H

#include <stdbool.h>

#include "sim/transient/transient.h"

typedef struct {
  double from_s, to_s; /* 0 < from_s on a logarithmic axis, else 0; from_s < to_s */
  bool log;
  double unit_s;    /* seconds in the unit of the tics */
  const char *unit; /* "ms", "s", "min", "h", "d" */
} TimeAxis;

/* False: the series holds no stretch of time. Logarithmic only where a linear axis would press most of what happens into its first
   fiftieth, and where no longer stretch between events would be squeezed by it. */
bool time_axis_init(TimeAxis *axis, const TransientResult *run);

/* 0 at the left end of the axis, 1 at its right end; times outside stand at the nearer end. */
double time_axis_share(const TimeAxis *axis, double time_s);

/* Total pressure of a node in a row of the series. */
double series_pressure_pa(const Series *series, int row, int node);

#endif
