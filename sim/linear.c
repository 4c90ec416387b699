#include "sim/linear.h"

#include <math.h>

bool linear_init(Linear *linear, int n, const int *column_start, const int *row) {
  *linear = (Linear){.n = n, .column_start = column_start, .row = row};
  klu_defaults(&linear->common);
  if (n == 0) return true;
  linear->symbolic = klu_analyze(n, (int *)column_start, (int *)row, &linear->common);
  return linear->symbolic != NULL;
}

void linear_free(Linear *linear) {
  if (linear->numeric) klu_free_numeric(&linear->numeric, &linear->common);
  if (linear->symbolic) klu_free_symbolic(&linear->symbolic, &linear->common);
  *linear = (Linear){0};
}

/* The pivots of the last factorisation serve again unless they have become bad ones. */
static bool refactor(Linear *linear, double *values) {
  int *start = (int *)linear->column_start, *row = (int *)linear->row;
  if (!linear->numeric || !klu_refactor(start, row, values, linear->symbolic, linear->numeric, &linear->common))
    return false;
  return klu_rcond(linear->symbolic, linear->numeric, &linear->common) && linear->common.rcond > 1e-12;
}

void linear_forget(Linear *linear) {
  if (linear->numeric) klu_free_numeric(&linear->numeric, &linear->common);
  linear->pivoted = true;
}

bool linear_factor(Linear *linear, double *values, int *bad_column) {
  *bad_column = -1;
  if (linear->n == 0 || refactor(linear, values)) return true;
  linear_forget(linear);
  linear->numeric =
      klu_factor((int *)linear->column_start, (int *)linear->row, values, linear->symbolic, &linear->common);
  if (linear->numeric && linear->common.status == KLU_OK) return true;
  if (linear->common.status == KLU_SINGULAR) *bad_column = linear->common.singular_col;
  return false;
}

void linear_solve(Linear *linear, double *b) {
  if (linear->n > 0) klu_solve(linear->symbolic, linear->numeric, linear->n, 1, b, &linear->common);
}
