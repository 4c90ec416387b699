/* Rows of sweep.csv as text: index, status, inputs, outputs, derived columns, limits_failed, tightest_utilization, reason. */
#ifndef XSAVAC_SIM_SWEEP_ROW_H
#define XSAVAC_SIM_SWEEP_ROW_H

#include "sim/sweep/cells.h"

/* A text that grows; failed: out of memory, and nothing is added any more. */
typedef struct {
  char *text; /* owned */
  size_t length, capacity;
  bool failed;
} RowText;

void row_text_free(RowText *text);
void row_text_add(RowText *text, const char *piece, size_t length);

void sweep_header(const Study *study, RowText *text);

/* cells, values: of the point; worker: as point_run() left it with that status, where no filter has left the point out before. */
void sweep_row(const SweepCells *cells, uint64_t index, const VaryValue *values, const PointWorker *worker,
               Status status, RowText *text);

#endif
