/* Sparse LU on KLU (Davis and Palamadai Natarajan, ACM TOMS 37 (2010) 36): analysed once per structure, factored often. Systems of
   up to LINEAR_DENSE_MAX unknowns are eliminated as full matrices: there KLU's bookkeeping is five times the arithmetic. */
#ifndef XSAVAC_SIM_LINEAR_H
#define XSAVAC_SIM_LINEAR_H

#include <klu.h>
#include <stdbool.h>

enum { LINEAR_DENSE_MAX = 6 };

typedef struct {
  double lu[LINEAR_DENSE_MAX * LINEAR_DENSE_MAX]; /* by rows, which are scaled and stand in the order of the pivots */
  double scale[LINEAR_DENSE_MAX];                 /* of row order[i] */
  double inverse[LINEAR_DENSE_MAX];               /* of the pivots */
  int order[LINEAR_DENSE_MAX];
} DenseFactors;

typedef struct {
  int n;
  const int *column_start, *row; /* n + 1 and nonzeros, by columns; not owned; must outlive this */
  klu_common common;
  klu_symbolic *symbolic;
  klu_numeric *numeric;
  bool pivoted; /* new pivots were taken since this was last set to false */
  DenseFactors dense;
} Linear;

/* n = 0 is legal (klu_analyze itself refuses it). False when out of memory; then the object is empty. */
bool linear_init(Linear *linear, int n, const int *column_start, const int *row);
void linear_free(Linear *linear); /* takes an empty object */

/* Forgets the pivots, so that the next factorisation takes them from its own values. */
void linear_forget(Linear *linear);

/* values[nonzeros], not modified. False when singular: *bad_column is then a column without a pivot (-1 if unknown). */
bool linear_factor(Linear *linear, double *values, int *bad_column);

/* b[n] becomes the solution. After a successful linear_factor() only. */
void linear_solve(Linear *linear, double *b);

#endif
