/* A sweep's pictures: outputs over one parameter in families of curves, and one output over two parameters as a map with contours, the lines
   where limits and requirements end, and hatched cells where a limit fails at the point. What is drawn where follows from the design and
   the rows alone, so that the script of a shard serves the whole. */
#ifndef XSAVAC_PLOTS_CHART_SWEEP_H
#define XSAVAC_PLOTS_CHART_SWEEP_H

#include "sim/results.h"

typedef struct {
  const RunOutcome *outcome;
  int x, y;    /* parameters on the axes; y: of the map; -1: none */
  bool curves; /* a grid: points of one curve stand in steps of a stride */
  bool map;
} SweepChart;

void sweep_chart_init(SweepChart *chart, const RunOutcome *outcome); /* x -1: nothing to draw */

void sweep_chart_print(const SweepChart *chart, FILE *stream);     /* sweep.gp */
void sweep_map_chart_print(const SweepChart *chart, FILE *stream); /* sweep_map.gp */

#endif
