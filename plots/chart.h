/* Charts: gnuplot scripts beside the CSV they read, and the pictures where gnuplot is there (DESIGN section 5). */
#ifndef XSAVAC_PLOTS_CHART_H
#define XSAVAC_PLOTS_CHART_H

#include "sim/base/status.h"
#include "sim/results.h"

typedef struct {
  bool limits; /* limits.svg and limits.png were rendered by this run */
} ChartFiles;

/* Writes limits.gp beside the limits.csv that it reads; `cd folder && gnuplot limits.gp` makes limits.svg and
   limits.png. render: makes them at once. Pictures of an earlier run never stay beside new figures. STATUS_OK: message
   is "" or a warning why a picture is missing; STATUS_IO, STATUS_MEMORY: message says why. rendered may be NULL. */
Status charts_write(const RunOutcome *outcome, const char *folder, bool render, ChartFiles *rendered, char *message,
                    size_t size);

#endif
