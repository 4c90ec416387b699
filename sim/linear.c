#include "sim/linear.h"

#include <math.h>

bool linear_init(Linear *linear, int n, const int *column_start, const int *row) {
  *linear = (Linear){.n = n, .column_start = column_start, .row = row};
  klu_defaults(&linear->common);
  if (n <= LINEAR_DENSE_MAX) return true;
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

/* --- full matrices --- */

static void spread_rows(const Linear *linear, const double *values, double *a) {
  int n = linear->n;
  for (int k = 0; k < n * n; k++)
    a[k] = 0;
  for (int j = 0; j < n; j++)
    for (int k = linear->column_start[j]; k < linear->column_start[j + 1]; k++)
      a[linear->row[k] * n + j] = values[k];
}

static void scale_rows(DenseFactors *dense, int n) {
  for (int i = 0; i < n; i++) {
    double *row = dense->lu + i * n, largest = 0;
    for (int j = 0; j < n; j++)
      if (fabs(row[j]) > largest) largest = fabs(row[j]);
    dense->order[i] = i;
    dense->scale[i] = largest > 0 ? 1 / largest : 1;
    for (int j = 0; j < n; j++)
      row[j] *= dense->scale[i];
  }
}

/* As KLU: the diagonal, which keeps a leak beside a wide tube, unless it is small against another. */
static int pivot_row(const DenseFactors *dense, int n, int k) {
  const double preferred = 1e-3;
  int best = k;
  for (int i = k + 1; i < n; i++)
    if (fabs(dense->lu[i * n + k]) > fabs(dense->lu[best * n + k])) best = i;
  for (int i = k; i < n; i++)
    if (dense->order[i] == k && fabs(dense->lu[i * n + k]) >= preferred * fabs(dense->lu[best * n + k])) return i;
  return best;
}

static void exchange_rows(DenseFactors *dense, int n, int a, int b) {
  double *x = dense->lu + a * n, *y = dense->lu + b * n, scale = dense->scale[a];
  int order = dense->order[a];
  for (int j = 0; j < n; j++) {
    double keep = x[j];
    x[j] = y[j], y[j] = keep;
  }
  dense->scale[a] = dense->scale[b], dense->scale[b] = scale;
  dense->order[a] = dense->order[b], dense->order[b] = order;
}

/* False where column *bad has no pivot. */
static bool dense_factor(Linear *linear, const double *values, int *bad) {
  DenseFactors *dense = &linear->dense;
  int n = linear->n;
  double *a = dense->lu;
  spread_rows(linear, values, a);
  scale_rows(dense, n);
  for (int k = 0; k < n; k++) {
    int row = pivot_row(dense, n, k);
    if (row != k) exchange_rows(dense, n, row, k);
    if (!(fabs(a[k * n + k]) > 0)) {
      *bad = k;
      return false;
    }
    double inverse = dense->inverse[k] = 1 / a[k * n + k];
    for (int i = k + 1; i < n; i++) {
      if (a[i * n + k] == 0) continue;
      double part = a[i * n + k] *= inverse;
      for (int j = k + 1; j < n; j++)
        a[i * n + j] -= part * a[k * n + j];
    }
  }
  return true;
}

static void dense_solve(const Linear *linear, double *b) {
  const DenseFactors *dense = &linear->dense;
  int n = linear->n;
  double x[LINEAR_DENSE_MAX];
  for (int i = 0; i < n; i++) {
    double sum = dense->scale[i] * b[dense->order[i]];
    for (int j = 0; j < i; j++)
      sum -= dense->lu[i * n + j] * x[j];
    x[i] = sum;
  }
  for (int i = n - 1; i >= 0; i--) {
    double sum = x[i];
    for (int j = i + 1; j < n; j++)
      sum -= dense->lu[i * n + j] * x[j];
    b[i] = x[i] = sum * dense->inverse[i];
  }
}

/* --- any --- */

bool linear_factor(Linear *linear, double *values, int *bad_column) {
  *bad_column = -1;
  if (linear->n <= LINEAR_DENSE_MAX) return dense_factor(linear, values, bad_column);
  if (refactor(linear, values)) return true;
  linear_forget(linear);
  linear->numeric =
      klu_factor((int *)linear->column_start, (int *)linear->row, values, linear->symbolic, &linear->common);
  if (linear->numeric && linear->common.status == KLU_OK) return true;
  if (linear->common.status == KLU_SINGULAR) *bad_column = linear->common.singular_col;
  return false;
}

void linear_solve(Linear *linear, double *b) {
  if (linear->n <= LINEAR_DENSE_MAX)
    dense_solve(linear, b);
  else
    klu_solve(linear->symbolic, linear->numeric, linear->n, 1, b, &linear->common);
}
