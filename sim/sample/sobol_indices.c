#include "sim/sample/sobol_indices.h"

#include <math.h>

typedef struct {
  const double *a, *b, *ab;
  size_t n, from, step; /* rows from, from + step ... below n */
} Rows;

static bool whole(const Rows *rows, size_t i) {
  return !isnan(rows->a[i]) && !isnan(rows->b[i]) && !isnan(rows->ab[i]);
}

static double mean_of(const Rows *rows, size_t *count) {
  double sum = 0;
  *count = 0;
  for (size_t i = rows->from; i < rows->n; i += rows->step)
    if (whole(rows, i)) sum += rows->a[i] + rows->b[i], ++*count;
  return sum / (2.0 * (double)*count);
}

/* What counts as no variance at all: rounding of equal outputs. */
static bool varies(double variance, double mean) {
  return variance > 1e-24 * mean * mean && variance > 0;
}

static void indices_of(const Rows *rows, double *first, double *total, size_t *count) {
  double mean = mean_of(rows, count), variance = 0, own = 0, moved = 0;
  for (size_t i = rows->from; i < rows->n; i += rows->step) {
    if (!whole(rows, i)) continue;
    double a = rows->a[i] - mean, b = rows->b[i] - mean, ab = rows->ab[i] - mean;
    variance += a * a + b * b;
    own += b * (ab - a);
    moved += (a - ab) * (a - ab);
  }
  double all = (double)*count;
  bool some = *count > 1 && varies(variance / (2 * all), mean);
  *first = some ? own / (variance / 2) : NAN;
  *total = some ? moved / variance : NAN;
}

SobolIndex sobol_index(const double *a, const double *b, const double *ab, size_t n, int replicates) {
  SobolIndex index;
  double first[REPLICATES], total[REPLICATES];
  size_t count;
  for (int r = 0; r < replicates; r++) {
    Rows rows = {a, b, ab, n, (size_t)r, (size_t)replicates};
    indices_of(&rows, &first[r], &total[r], &count);
  }
  Rows rows = {a, b, ab, n, 0, 1};
  indices_of(&rows, &index.first.value, &index.total.value, &index.count);
  index.first.error = replicates_error(first, replicates);
  index.total.error = replicates_error(total, replicates);
  return index;
}
