/* The numbers of one row, and what is computed from them: derived columns and filters. */
#ifndef XSAVAC_SIM_SWEEP_CELLS_H
#define XSAVAC_SIM_SWEEP_CELLS_H

#include "sim/expression.h"
#include "sim/point.h"
#include "sim/study.h"

typedef struct {
  Expression *expression;
  bool late; /* uses what only a solution tells */
} CellFormula;

enum { SWEEP_WHY_MAX = 1400 };

/* One for each thread. */
typedef struct {
  const Study *study;
  double *cell; /* [sweep_column_count] NAN: no value */
  CellFormula derived[SWEEP_DERIVED_MOST], filters[SWEEP_FILTERS_MOST];
  int filtered;            /* the filter that this row does not meet; -1: none */
  bool lacks, conditional; /* something has no value; a measure comes after a valve failed */
  char why[SWEEP_WHY_MAX]; /* the first that has no value: its name and the reason */
} SweepCells;

/* STATUS_MEMORY, STATUS_CONFIG (a formula that the reader would have refused), with a message. */
Status sweep_cells_init(SweepCells *cells, const Study *study, char *message, size_t size);
void sweep_cells_free(SweepCells *cells); /* takes an empty one */

/* Begins a row with its inputs; false: a filter over them alone leaves it out, and there is no need to solve the point. */
bool sweep_cells_begin(SweepCells *cells, const VaryValue *values);

/* Outputs, derived columns and filters of a solved point. */
void sweep_cells_solved(SweepCells *cells, const PointWorker *worker);

#endif
