/* Charts: gnuplot scripts beside the CSV they read, and the pictures where gnuplot is there (DESIGN section 5). */
#ifndef XSAVAC_PLOTS_CHART_H
#define XSAVAC_PLOTS_CHART_H

#include "sim/base/status.h"
#include "sim/results.h"

typedef enum {
  CHART_PUMPDOWN,
  CHART_PARTIAL,
  CHART_UTILIZATION,
  CHART_LIMITS,
  CHART_BUDGET,
  CHART_WATERFALL,
  CHART_RISE,
  CHART_SWEEP,
  CHART_SWEEP_MAP,
  CHART_SIZING,
  CHART_SIZING_BORE,
  CHART_UNCERTAINTY,
  CHART_TORNADO,
  CHART_OPTIMISE,
  CHART_COUNT
} ChartKind;

const char *chart_name(ChartKind chart); /* "pumpdown": of its files, without an ending */

typedef struct {
  bool rendered[CHART_COUNT]; /* its .svg and .png were made by this run */
} ChartFiles;

/* Takes away every script and picture that charts_write() may leave in folder. */
void charts_remove(const char *folder);

/* Writes pumpdown.gp, partial.gp, utilization.gp, limits.gp, budget.gp, budget_waterfall.gp and rise.gp, each beside the CSV that it reads and only where there is something to draw;
   `cd folder && gnuplot limits.gp` makes limits.svg and limits.png. render: makes them at once. Scripts and pictures of an earlier run
   never stay beside new figures. STATUS_OK: message is "" or a warning why pictures are missing; STATUS_IO, STATUS_MEMORY: message says
   why. rendered may be NULL. */
Status charts_write(const RunOutcome *outcome, const char *folder, bool render, ChartFiles *rendered, char *message,
                    size_t size);

#endif
