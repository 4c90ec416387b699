/* Correlated points, quantiles with their errors, and Sobol' indices against closed forms. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <gsl/gsl_statistics_double.h>

#include "sim/sample/copula.h"
#include "sim/sample/sobol_indices.h"
#include "sim/sample/summary.h"
#include "tests/check.h"

enum { POINTS = 1 << 16 };

static double *column(void) {
  double *values = malloc(POINTS * sizeof *values);
  assert_non_null(values);
  return values;
}

/* --- quantiles --- */

/* y = -ln(1 - u): exponential; quantiles and moments in closed form, and the quoted errors cover them. */
static void test_quantiles_of_a_known_distribution(void **state) {
  (void)state;
  Replicates points;
  Summary summary;
  double *y = column(), u;
  assert_int_equal(replicates_init(&points, REPLICATES, 1, POINTS, 7), STATUS_OK);
  for (size_t i = 0; i < POINTS; i++)
    replicates_point(&points, i, &u), y[i] = -log1p(-u);
  assert_true(summary_init(&summary, y, POINTS, REPLICATES));
  assert_int_equal(summary.count, POINTS);
  assert_rel(summary.mean.value, 1, 1e-3);
  assert_rel(summary.sd.value, 1, 1e-2);
  for (int k = 0; k < SUMMARY_QUANTILES; k++) {
    double exact = -log1p(-summary_probabilities[k]);
    assert_rel(summary.quantiles[k].value, exact, 3e-3);
    assert_true(fabs(summary.quantiles[k].value - exact) <= 3 * summary.quantiles[k].error);
  }
  replicates_free(&points);
  free(y);
}

static void test_missing_values_are_left_out(void **state) {
  (void)state;
  double y[64];
  Summary with, without, none;
  for (int i = 0; i < 64; i++)
    y[i] = i < 32 ? i : NAN;
  assert_true(summary_init(&with, y, 64, 4) && summary_init(&without, y, 32, 4) && summary_init(&none, y + 32, 32, 4));
  assert_int_equal(with.count, 32);
  assert_memory_equal(&with, &without, sizeof with);
  assert_int_equal(none.count, 0);
  assert_true(isnan(none.mean.value) && isnan(none.quantiles[3].value) && isnan(none.quantiles[3].error));
  assert_rel(with.quantiles[3].value, 15.5, 1e-12);
  assert_true(isnan(with.quantiles[0].error)); /* 8 values a replicate tell nothing of 2.5 % */
}

static void test_shares(void **state) {
  (void)state;
  size_t none[4] = {0}, some[4] = {1, 2, 3, 2}, counted[4] = {4, 4, 4, 4}, nothing[4] = {0};
  assert_rel(share_estimate(some, counted, 4).value, 0.5, 1e-15);
  /* sd of 0.25, 0.5, 0.75, 0.5 is 0.2041; over 2; t(0.975, 3) = 3.18245 */
  assert_rel(share_estimate(some, counted, 4).error, 3.182446305284263 * 0.20412414523193154 / 2, 1e-9);
  assert_true(share_estimate(none, counted, 4).value == 0);
  assert_rel(share_estimate(none, counted, 4).error, 1 - pow(0.05, 1 / 16.0), 1e-12);
  assert_true(isnan(share_estimate(nothing, nothing, 4).value));
}

/* --- indices --- */

typedef double Function(const double *u, int dimensions);

/* first[k], total[k] against the closed forms: within tolerance of the index, of `least` where the index is smaller. */
static void check_indices(Function *function, int k, const double *first, const double *total, double tolerance,
                          double least) {
  Replicates points;
  double *a = column(), *b = column(), *ab = column(), u[64], mixed[64];
  assert_int_equal(replicates_init(&points, REPLICATES, 2 * k, POINTS, 1), STATUS_OK);
  for (int i = 0; i < k; i++) {
    for (size_t n = 0; n < POINTS; n++) {
      replicates_point(&points, n, u);
      memcpy(mixed, u, (size_t)k * sizeof *u);
      mixed[i] = u[k + i];
      a[n] = function(u, k), b[n] = function(u + k, k), ab[n] = function(mixed, k);
    }
    SobolIndex index = sobol_index(a, b, ab, POINTS, REPLICATES);
    print_message("%d: first %.5f +- %.5f (%.5f), total %.5f +- %.5f (%.5f)\n", i, index.first.value, index.first.error,
                  first[i], index.total.value, index.total.error, total[i]);
    assert_int_equal(index.count, POINTS);
    assert_abs(index.first.value, first[i], tolerance * fmax(total[i], least));
    assert_abs(index.total.value, total[i], tolerance * fmax(total[i], least));
    assert_true(fabs(index.first.value - first[i]) <= 3 * index.first.error);
    assert_true(fabs(index.total.value - total[i]) <= 3 * index.total.error);
  }
  replicates_free(&points);
  free(a), free(b), free(ab);
}

static double ishigami(const double *u, int dimensions) {
  double x[3];
  for (int i = 0; i < dimensions; i++)
    x[i] = M_PI * (2 * u[i] - 1);
  return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

/* Ishigami, Homma, ISUMA 1990, with a = 7, b = 0.1. */
static void test_ishigami(void **state) {
  (void)state;
  double pi4 = pow(M_PI, 4), pi8 = pi4 * pi4;
  double v1 = 0.5 * pow(1 + 0.1 * pi4 / 5, 2), v2 = 49.0 / 8, v13 = 0.01 * pi8 * (1.0 / 18 - 1.0 / 50);
  double v = v1 + v2 + v13;
  check_indices(ishigami, 3, (double[]){v1 / v, v2 / v, 0}, (double[]){(v1 + v13) / v, v2 / v, v13 / v}, 0.01, 0);
}

/* Sum of i u_i: V_i = i^2 / 12, no parts together. */
static double sum(const double *u, int dimensions) {
  double y = 0;
  for (int i = 0; i < dimensions; i++)
    y += (i + 1) * u[i];
  return y;
}

static void test_sum(void **state) {
  (void)state;
  double share[4] = {1.0 / 30, 4.0 / 30, 9.0 / 30, 16.0 / 30};
  check_indices(sum, 4, share, share, 0.01, 0);
}

/* 25 parameters ask for 50 columns: beyond Sobol's sequence the points are Latin hypercubes. One pair acts together. */
static double many(const double *u, int dimensions) {
  return sum(u, dimensions) + 60 * (u[0] - 0.5) * (u[dimensions - 1] - 0.5);
}

static void test_many_parameters(void **state) {
  (void)state;
  enum { K = 25 };
  double first[K], total[K], together = 25.0, all = together; /* variances; 60^2 / 144 */
  for (int i = 0; i < K; i++)
    first[i] = total[i] = (i + 1) * (i + 1) / 12.0, all += first[i];
  total[0] += together, total[K - 1] += together;
  for (int i = 0; i < K; i++)
    first[i] /= all, total[i] /= all;
  check_indices(many, K, first, total, 0.01, 0.5); /* to half a per cent of the variance */
}

static void test_rows_without_a_value_go_whole(void **state) {
  (void)state;
  double a[] = {1, 2, NAN, 4, 5, 6}, b[] = {2, 4, 4, NAN, 1, 0}, ab[] = {1, 3, 3, 3, NAN, 5};
  double a3[] = {1, 2, 6}, b3[] = {2, 4, 0}, ab3[] = {1, 3, 5};
  SobolIndex six = sobol_index(a, b, ab, 6, 1), three = sobol_index(a3, b3, ab3, 3, 1);
  assert_int_equal(six.count, 3);
  assert_true(six.first.value == three.first.value && six.total.value == three.total.value);
  double same[4] = {3, 3, 3, 3};
  assert_true(isnan(sobol_index(same, same, same, 4, 2).first.value));
}

/* --- correlation --- */

static double spearman(const double *x, const double *y) {
  double *work = malloc(2 * POINTS * sizeof *work);
  double r = gsl_stats_spearman(x, 1, y, 1, POINTS, work);
  free(work);
  return r;
}

static void test_rank_correlation_is_met(void **state) {
  (void)state;
  const char *const names[] = {"p", "q", "r"};
  Correlation pairs[] = {{0, 1, 0.6}, {2, 1, -0.3}};
  Copula copula;
  Replicates points;
  char message[256];
  double *x[3] = {column(), column(), column()}, u[3], score[3];
  assert_int_equal(copula_init(&copula, 3, CORRELATION_RANK, pairs, 2, names, message, sizeof message), STATUS_OK);
  assert_int_equal(replicates_init(&points, REPLICATES, 3, POINTS, 3), STATUS_OK);
  for (size_t i = 0; i < POINTS; i++) {
    replicates_point(&points, i, u);
    copula_scores(&copula, u, score);
    for (int d = 0; d < 3; d++)
      x[d][i] = exp(score[d]); /* ranks know nothing of the distribution */
  }
  assert_abs(spearman(x[0], x[1]), 0.6, 1e-3);
  assert_abs(spearman(x[1], x[2]), -0.3, 1e-3);
  assert_abs(spearman(x[0], x[2]), 0, 1e-3);
  for (int d = 0; d < 3; d++)
    free(x[d]);
  copula_free(&copula);
  replicates_free(&points);
}

static void test_impossible_correlations(void **state) {
  (void)state;
  const char *const names[] = {"p", "q", "r"};
  Correlation pairs[] = {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}};
  Copula copula;
  char message[256];
  assert_int_equal(copula_init(&copula, 3, CORRELATION_RANK, pairs, 3, names, message, sizeof message), STATUS_CONFIG);
  assert_non_null(strstr(message, "not positive definite"));
  assert_int_equal(
      copula_init(&copula, 3, CORRELATION_RANK, (Correlation[]){{0, 1, 1}}, 1, names, message, sizeof message),
      STATUS_CONFIG);
  assert_non_null(strstr(message, "must be above -1 and below 1"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_quantiles_of_a_known_distribution),
      cmocka_unit_test(test_missing_values_are_left_out),
      cmocka_unit_test(test_shares),
      cmocka_unit_test(test_ishigami),
      cmocka_unit_test(test_sum),
      cmocka_unit_test(test_many_parameters),
      cmocka_unit_test(test_rows_without_a_value_go_whole),
      cmocka_unit_test(test_rank_correlation_is_met),
      cmocka_unit_test(test_impossible_correlations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
