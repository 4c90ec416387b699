/* How bands combine, against closed forms and against itself with more points. */
#include <gsl/gsl_cdf.h>

#include "sim/budget/combine.h"
#include "tests/check.h"

static BudgetRow row_of(double low, double value, double high, bool maximum) {
  return (BudgetRow){
      .counted = true, .low_pa_m3_s = low, .service_pa_m3_s = value, .high_pa_m3_s = high, .upper_bound = maximum};
}

static void test_sum_worst_and_root_sum_square(void **state) {
  (void)state;
  BudgetRow rows[4] = {row_of(1, 2, 5, false), row_of(2, 3, 7, false), row_of(0, 4, 4, true), row_of(0, 9, 99, false)};
  BudgetFigure combined[BUDGET_COMBINATION_COUNT];
  rows[3].counted = false;
  assert_true(budget_combine(rows, 4, 0.95, 64, combined));
  assert_rel(combined[BUDGET_SUM].value_pa_m3_s, 9, 1e-12);
  assert_rel(combined[BUDGET_SUM].low_pa_m3_s, 3, 1e-12);
  assert_rel(combined[BUDGET_WORST].value_pa_m3_s, 16, 1e-12);
  assert_rel(combined[BUDGET_RSS].value_pa_m3_s, 9 + sqrt(9 + 16 + 0), 1e-12);
  assert_rel(combined[BUDGET_RSS].low_pa_m3_s, 9 - sqrt(1 + 1 + 16), 1e-12);
  assert_true(combined[BUDGET_MONTE_CARLO].value_pa_m3_s < 16);
}

static void test_quantiles_of_one_row(void **state) {
  (void)state;
  BudgetFigure combined[BUDGET_COMBINATION_COUNT];
  const BudgetFigure *drawn = &combined[BUDGET_MONTE_CARLO];
  BudgetRow lognormal = row_of(2e-10, 1e-9, 1e-8, false);
  assert_true(budget_combine(&lognormal, 1, 0.95, 0, combined));
  double share = gsl_cdf_ugaussian_Pinv(0.95) / gsl_cdf_ugaussian_Pinv(0.975);
  assert_rel(drawn->value_pa_m3_s, 1e-9 * pow(10, share), 2e-3);
  assert_rel(drawn->low_pa_m3_s, 1e-9 * pow(5, -share), 2e-3);
  assert_true(fabs(drawn->value_pa_m3_s - 1e-9 * pow(10, share)) <= 5 * drawn->error_pa_m3_s);
  BudgetRow maximum = row_of(0, 3e-9, 3e-9, true), exact = row_of(4, 4, 4, false);
  assert_true(budget_combine(&maximum, 1, 0.9, 0, combined));
  assert_rel(drawn->value_pa_m3_s, 0.9 * 3e-9, 1e-3);
  assert_true(budget_combine(&exact, 1, 0.9, 0, combined));
  assert_rel(drawn->value_pa_m3_s, 4, 1e-15);
  assert_true(drawn->error_pa_m3_s == 0);
}

/* Sums of uniforms: of two, P(s <= q) = 1 - (2 - s)^2/2 in the upper half. */
static void test_quantile_of_two_maxima(void **state) {
  (void)state;
  const BudgetRow rows[2] = {row_of(0, 1, 1, true), row_of(0, 1, 1, true)};
  BudgetFigure combined[BUDGET_COMBINATION_COUNT];
  assert_true(budget_combine(rows, 2, 0.95, 0, combined));
  assert_rel(combined[BUDGET_MONTE_CARLO].value_pa_m3_s, 2 - sqrt(0.1), 1e-3);
}

static double drawn_with(const BudgetRow *rows, int count, int points, double *error) {
  BudgetFigure combined[BUDGET_COMBINATION_COUNT];
  assert_true(budget_combine(rows, count, 0.95, points, combined));
  *error = combined[BUDGET_MONTE_CARLO].error_pa_m3_s;
  return combined[BUDGET_MONTE_CARLO].value_pa_m3_s;
}

/* The quoted error falls with the points, faster than a random draw's root, and holds what it says. */
static void test_quantile_converges(void **state) {
  (void)state;
  BudgetRow rows[8];
  for (int i = 0; i < 8; i++)
    rows[i] = row_of(pow(2, -i) / 3, pow(2, -i), 4 * pow(2, -i), false);
  double coarse_error, fine_error, finest_error;
  double coarse = drawn_with(rows, 8, 256, &coarse_error), fine = drawn_with(rows, 8, 4096, &fine_error),
         finest = drawn_with(rows, 8, 32768, &finest_error);
  assert_true(fine_error < coarse_error / 4 && finest_error < fine_error);
  assert_true(fabs(coarse - finest) <= 5 * coarse_error);
  assert_true(fabs(fine - finest) <= 5 * fine_error);
  assert_true(fine_error <= 2e-3 * fine);
}

/* More rows than Sobol has dimensions: alike rows, near the normal law of their sum. */
static void test_more_rows_than_dimensions(void **state) {
  (void)state;
  enum { COUNT = 60 };
  BudgetRow rows[COUNT];
  for (int i = 0; i < COUNT; i++)
    rows[i] = row_of(0, 1, 1, true);
  double error, twice, value = drawn_with(rows, COUNT, 0, &error);
  assert_rel(value, COUNT * 0.5 + gsl_cdf_ugaussian_Pinv(0.95) * sqrt(COUNT / 12.0), 2e-3);
  assert_true(drawn_with(rows, COUNT, 0, &twice) == value); /* the same every time */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sum_worst_and_root_sum_square), cmocka_unit_test(test_quantiles_of_one_row),
      cmocka_unit_test(test_quantile_of_two_maxima),        cmocka_unit_test(test_quantile_converges),
      cmocka_unit_test(test_more_rows_than_dimensions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
