#include "sim/sample/copula.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const correlation_words[CORRELATION_COUNT + 1] = {"rank", "score", NULL};

/* Below this a matrix of correlations counts as singular. */
static const double LEAST_EIGENVALUE = 1e-10;

static gsl_matrix_view matrix_of(Copula *copula) {
  return gsl_matrix_view_array(copula->factor, (size_t)copula->dimensions, (size_t)copula->dimensions);
}

static Status set_pairs(gsl_matrix *matrix, CorrelationKind kind, const Correlation *correlations, int count,
                        const char *const *names, char *message, size_t size) {
  gsl_matrix_set_identity(matrix);
  for (const Correlation *pair = correlations; pair < correlations + count; pair++) {
    size_t a = (size_t)pair->a, b = (size_t)pair->b;
    const char *fault = a == b                              ? "a parameter's correlation with itself is 1"
                        : !(fabs(pair->value) < 1)          ? "must be above -1 and below 1"
                        : gsl_matrix_get(matrix, a, b) != 0 ? "is given twice"
                                                            : NULL;
    if (fault) {
      snprintf(message, size, "correlation = %g of '%s' and '%s': %s", pair->value, names[a], names[b], fault);
      return STATUS_CONFIG;
    }
    double score = kind == CORRELATION_RANK ? 2 * sin(M_PI / 6 * pair->value) : pair->value;
    gsl_matrix_set(matrix, a, b, score), gsl_matrix_set(matrix, b, a, score);
  }
  return STATUS_OK;
}

/* The pair that lowers the smallest eigenvalue, v' R v, most. */
static void name_worst(const gsl_matrix *matrix, const gsl_vector *v, double eigenvalue, const char *const *names,
                       char *message, size_t size) {
  size_t worst_a = 0, worst_b = 1;
  double least = INFINITY;
  for (size_t a = 0; a < matrix->size1; a++)
    for (size_t b = a + 1; b < matrix->size1; b++) {
      double part = gsl_vector_get(v, a) * gsl_vector_get(v, b) * gsl_matrix_get(matrix, a, b);
      if (part < least) least = part, worst_a = a, worst_b = b;
    }
  snprintf(
      message, size,
      "the correlations exclude each other, most of all '%s' and '%s' against the rest: the matrix is not positive "
      "definite (smallest eigenvalue %.3g)",
      names[worst_a], names[worst_b], eigenvalue);
}

static Status check_definite(const gsl_matrix *matrix, const char *const *names, char *message, size_t size) {
  size_t n = matrix->size1;
  gsl_matrix *copy = gsl_matrix_alloc(n, n), *vectors = gsl_matrix_alloc(n, n);
  gsl_vector *values = gsl_vector_alloc(n);
  gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
  Status status = copy && vectors && values && work ? STATUS_OK : STATUS_MEMORY;
  if (status == STATUS_OK) {
    gsl_matrix_memcpy(copy, matrix);
    gsl_eigen_symmv(copy, values, vectors, work);
    size_t least = gsl_vector_min_index(values);
    gsl_vector_view vector = gsl_matrix_column(vectors, least);
    if (gsl_vector_get(values, least) < LEAST_EIGENVALUE) {
      name_worst(matrix, &vector.vector, gsl_vector_get(values, least), names, message, size);
      status = STATUS_CONFIG;
    }
  }
  gsl_matrix_free(copy), gsl_matrix_free(vectors), gsl_vector_free(values), gsl_eigen_symmv_free(work);
  return status;
}

static void find_first(Copula *copula) {
  for (int i = 0; i < copula->dimensions; i++) {
    const double *row = copula->factor + (size_t)i * (size_t)copula->dimensions;
    while (row[copula->first[i]] == 0)
      copula->first[i]++;
  }
}

Status copula_init(Copula *copula, int dimensions, CorrelationKind kind, const Correlation *correlations, int count,
                   const char *const *names, char *message, size_t size) {
  *copula = (Copula){.dimensions = dimensions};
  if (count == 0) return STATUS_OK;
  copula->factor = calloc((size_t)dimensions * (size_t)dimensions, sizeof *copula->factor);
  copula->first = calloc((size_t)dimensions, sizeof *copula->first);
  Status status = copula->factor && copula->first ? STATUS_OK : STATUS_MEMORY;
  if (status == STATUS_OK) {
    gsl_matrix_view matrix = matrix_of(copula);
    status = set_pairs(&matrix.matrix, kind, correlations, count, names, message, size);
    if (status == STATUS_OK) status = check_definite(&matrix.matrix, names, message, size);
    if (status == STATUS_OK) gsl_linalg_cholesky_decomp1(&matrix.matrix), find_first(copula);
  }
  if (status == STATUS_MEMORY) snprintf(message, size, "out of memory");
  if (status != STATUS_OK) copula_free(copula);
  return status;
}

void copula_free(Copula *copula) {
  free(copula->factor);
  free(copula->first);
  *copula = (Copula){0};
}

/* From the last: a row needs the independent scores of the ones before it only. */
void copula_scores(const Copula *copula, const double *u, double *score) {
  for (int i = 0; i < copula->dimensions; i++)
    score[i] = gsl_cdf_ugaussian_Pinv(u[i]);
  for (int i = copula->factor ? copula->dimensions - 1 : -1; i >= 0; i--) {
    const double *row = copula->factor + (size_t)i * (size_t)copula->dimensions;
    double sum = 0;
    for (int j = copula->first[i]; j <= i; j++)
      sum += row[j] * score[j];
    score[i] = sum;
  }
}
