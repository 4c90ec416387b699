/* Distributions against closed forms; each quantile function against its probability and its moments. */
#include "tests/check.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>

#include "sim/sample/distribution.h"

static const double knots[] = {1, 2, 4, 8}, rising[] = {0, 0.25, 0.25, 1}, heights[] = {0, 3, 1, 1},
                    shares[] = {0.1, 0.2, 0.3, 0.4};

static Distribution made(const DistributionSettings *settings) {
  Distribution distribution;
  char message[256] = "";
  if (distribution_init(&distribution, settings, message, sizeof message) != STATUS_OK) fail_msg("%s", message);
  return distribution;
}

static DistributionSettings spread(DistributionKind kind, double mean, double sd, double min, double max) {
  DistributionSettings settings = distribution_settings(kind);
  settings.mean = mean, settings.sd = sd, settings.min = min, settings.max = max;
  return settings;
}

static DistributionSettings ends(DistributionKind kind, double low, double mode, double high) {
  DistributionSettings settings = distribution_settings(kind);
  settings.low = low, settings.mode = mode, settings.high = high;
  return settings;
}

static DistributionSettings table(DistributionKind kind, const double *probabilities) {
  DistributionSettings settings = distribution_settings(kind);
  settings.count = 4, settings.values = knots, settings.probabilities = probabilities;
  return settings;
}

static DistributionSettings cut(DistributionSettings settings, double min, double max) {
  settings.min = min, settings.max = max;
  return settings;
}

static void moments(DistributionSettings settings, double mean, double sd, double tol) {
  Distribution distribution = made(&settings);
  assert_rel(distribution.mean, mean, tol);
  assert_rel(distribution.sd, sd, tol);
  distribution_free(&distribution);
}

static void normal_has_its_quantiles(void **state) {
  (void)state;
  DistributionSettings settings = spread(DISTRIBUTION_NORMAL, 10, 2, -INFINITY, INFINITY);
  Distribution normal = made(&settings);
  assert_rel(distribution_quantile(&normal, 0.975), 10 + 2 * 1.959963984540054, 1e-14);
  assert_rel(distribution_quantile(&normal, 0x1p-53), 10 - 2 * 8.2095361516013866, 1e-13);
  assert_rel(distribution_at_score(&normal, 9.5), 29, 1e-15);
  assert_rel(distribution_probability(&normal, 12), 0.84134474606854293, 1e-14);
  distribution_free(&normal);
  settings = distribution_by_factor(3, 2);
  Distribution lognormal = made(&settings);
  assert_rel(distribution_quantile(&lognormal, 0.5), 3, 1e-14);
  assert_rel(distribution_at_score(&lognormal, 1), 6, 1e-14);
  assert_rel(distribution_at_score(&lognormal, -1), 1.5, 1e-14);
  distribution_free(&lognormal);
}

static void normals_have_their_moments(void **state) {
  (void)state;
  double tail = gsl_ran_ugaussian_pdf(8) / gsl_cdf_ugaussian_Q(8);
  moments(spread(DISTRIBUTION_NORMAL, 3, 2, -INFINITY, INFINITY), 3, 2, 1e-15);
  moments(spread(DISTRIBUTION_NORMAL, 3, 2, 3, INFINITY), 3 + 2 * sqrt(2 / M_PI), 2 * sqrt(1 - 2 / M_PI), 1e-12);
  moments(spread(DISTRIBUTION_NORMAL, 0, 1, 8, INFINITY), tail, sqrt(1 + 8 * tail - tail * tail), 1e-10);
  moments(spread(DISTRIBUTION_NORMAL, 0, 1, -INFINITY, -8), -tail, sqrt(1 + 8 * tail - tail * tail), 1e-10);
  moments(spread(DISTRIBUTION_LOGNORMAL, 5, 1, -INFINITY, INFINITY), 5, 1, 1e-15);
  for (double sigma = 0.1; sigma < 3; sigma *= 3) { /* cut at the median, which is 1 */
    double below = gsl_cdf_ugaussian_P(-sigma) / 0.5, twice = gsl_cdf_ugaussian_P(-2 * sigma) / 0.5;
    double mean = exp(sigma * sigma / 2) * below, square = exp(2 * sigma * sigma) * twice;
    DistributionSettings settings = distribution_by_factor(1, exp(sigma));
    moments(cut(settings, -INFINITY, 1), mean, sqrt(square - mean * mean), 1e-10);
    below = gsl_cdf_ugaussian_P(sigma) / 0.5, twice = gsl_cdf_ugaussian_P(2 * sigma) / 0.5;
    mean = exp(sigma * sigma / 2) * below, square = exp(2 * sigma * sigma) * twice;
    moments(cut(settings, 1, INFINITY), mean, sqrt(square - mean * mean), 1e-10);
  }
}

static void pieces_have_their_moments(void **state) {
  (void)state;
  moments(ends(DISTRIBUTION_UNIFORM, -1, NAN, 3), 1, 4 / sqrt(12), 1e-14);
  moments(cut(ends(DISTRIBUTION_UNIFORM, -1, NAN, 3), 1, 9), 2, 2 / sqrt(12), 1e-14);
  double a = 1, b = 2, c = 5, variance = (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
  moments(ends(DISTRIBUTION_TRIANGULAR, a, b, c), (a + b + c) / 3, sqrt(variance), 1e-14);
  moments(ends(DISTRIBUTION_TRIANGULAR, 0, 0, 3), 1, sqrt(0.5), 1e-14);
  moments(ends(DISTRIBUTION_TRIANGULAR, 0, 3, 3), 2, sqrt(0.5), 1e-14);
  moments(cut(ends(DISTRIBUTION_TRIANGULAR, a, b, c), b, INFINITY), 3, sqrt(0.5), 1e-14);
  moments(cut(ends(DISTRIBUTION_TRIANGULAR, a, b, c), -INFINITY, b), 1 + 2 / 3.0, sqrt(1 / 18.0), 1e-14);
  moments(table(DISTRIBUTION_CUMULATIVE, rising), 0.25 * 1.5 + 0.75 * 6,
          sqrt(0.25 * 0.75 * 4.5 * 4.5 + 0.25 / 12 + 0.75 * 16 / 12), 1e-14);
  moments(cut(table(DISTRIBUTION_CUMULATIVE, rising), 3, 6), 5, 2 / sqrt(12), 1e-14);
  moments(table(DISTRIBUTION_DISCRETE, shares), 4.9, sqrt(0.1 + 0.8 + 4.8 + 25.6 - 4.9 * 4.9), 1e-14);
  moments(cut(table(DISTRIBUTION_DISCRETE, shares), 1.5, 4), 1.6 / 0.5, sqrt(5.6 / 0.5 - 3.2 * 3.2), 1e-14);
}

static int all_kinds(DistributionSettings *list) {
  DistributionSettings some[] = {
      spread(DISTRIBUTION_NORMAL, 3, 0.5, -INFINITY, INFINITY),
      spread(DISTRIBUTION_NORMAL, 3, 0.5, 2, 3.1),
      spread(DISTRIBUTION_NORMAL, 3, 0.5, 6, 6.5),
      spread(DISTRIBUTION_NORMAL, 3, 0.5, -INFINITY, -0.5),
      spread(DISTRIBUTION_LOGNORMAL, 5, 2, -INFINITY, INFINITY),
      spread(DISTRIBUTION_LOGNORMAL, 5, 2, 4, 20),
      ends(DISTRIBUTION_UNIFORM, -1, NAN, 3),
      ends(DISTRIBUTION_TRIANGULAR, 1, 2, 5),
      cut(ends(DISTRIBUTION_TRIANGULAR, 1, 2, 5), 1.5, 4),
      ends(DISTRIBUTION_TRIANGULAR, 1, 5, 5),
      table(DISTRIBUTION_CUMULATIVE, rising),
      cut(table(DISTRIBUTION_CUMULATIVE, rising), 1.5, 7),
      table(DISTRIBUTION_DENSITY, heights),
      cut(table(DISTRIBUTION_DENSITY, heights), 1.5, 4),
  };
  memcpy(list, some, sizeof some);
  return (int)(sizeof some / sizeof some[0]);
}

static void quantile_and_probability_are_inverse(void **state) {
  (void)state;
  DistributionSettings list[20];
  int count = all_kinds(list);
  for (int i = 0; i < count; i++) {
    Distribution d = made(&list[i]);
    double before = -INFINITY;
    for (int k = 1; k < 1000; k++) {
      double u = k / 1000.0, x = distribution_quantile(&d, u);
      if (!(x >= before && x >= d.min && x <= d.max)) fail_msg("distribution %d at %g", i, u);
      if (!(fabs(distribution_probability(&d, x) - u) <= 1e-12))
        fail_msg("distribution %d: %g for %g", i, distribution_probability(&d, x), u);
      /* by its probability: where the density is 0 one rounding of the score may step over a gap */
      assert_abs(distribution_probability(&d, distribution_at_score(&d, gsl_cdf_ugaussian_Pinv(u))), u, 1e-11);
      before = x;
    }
    for (int k = 1; k < 16; k++) { /* far tails */
      double u = pow(0.1, k);
      assert_abs(distribution_probability(&d, distribution_quantile(&d, u)), u, 1e-9 * u + 5e-14); /* steps of x */
      assert_true(isfinite(distribution_at_score(&d, k / 2.0)));
    }
    distribution_free(&d);
  }
}

/* The mean and variance of the quantile function over (0, 1), by midpoints. */
static void quantiles_make_up_the_moments(void **state) {
  (void)state;
  enum { POINTS = 200000 };
  DistributionSettings list[20];
  int count = all_kinds(list);
  for (int i = 0; i < count; i++) {
    Distribution d = made(&list[i]);
    double sum = 0, squares = 0;
    for (int k = 0; k < POINTS; k++) {
      double offset = distribution_quantile(&d, (k + 0.5) / POINTS) - d.mean;
      sum += offset, squares += offset * offset;
    }
    assert_abs(sum / POINTS / d.sd, 0, 1e-5);
    assert_rel(sqrt(squares / POINTS), d.sd, 2e-4);
    distribution_free(&d);
  }
}

static void members_come_in_their_shares(void **state) {
  (void)state;
  DistributionSettings settings = table(DISTRIBUTION_DISCRETE, shares);
  Distribution d = made(&settings);
  int hits[9] = {0};
  for (int k = 0; k < 1000; k++)
    hits[(int)distribution_quantile(&d, (k + 0.5) / 1000)]++;
  assert_true(hits[1] == 100 && hits[2] == 200 && hits[4] == 300 && hits[8] == 400);
  assert_rel(distribution_probability(&d, 3.9), 0.3, 1e-14);
  assert_rel(distribution_probability(&d, 4), 0.6, 1e-14);
  assert_true(distribution_probability(&d, 0.9) == 0 && distribution_probability(&d, 8) == 1);
  distribution_free(&d);
}

static void refused(DistributionSettings settings, const char *why) {
  Distribution d;
  char message[256] = "";
  assert_int_equal(distribution_init(&d, &settings, message, sizeof message), STATUS_CONFIG);
  assert_string_equal(message, why);
  assert_null(d.x);
}

static void faults_are_named(void **state) {
  (void)state;
  static const double falling[] = {0, 0.5, 0.4, 1}, open[] = {0, 0.5, 0.6, 0.9}, zero[4] = {0}, minus[] = {1, -1, 1, 1};
  refused(spread(DISTRIBUTION_NORMAL, 1, 0, -INFINITY, INFINITY), "sd = 0: must be above 0");
  refused(spread(DISTRIBUTION_NORMAL, NAN, 1, -INFINITY, INFINITY), "mean must be given, as a finite number");
  refused(spread(DISTRIBUTION_LOGNORMAL, -1, 1, -INFINITY, INFINITY),
          "mean = -1: a lognormal quantity has a mean above 0");
  refused(spread(DISTRIBUTION_NORMAL, 0, 1, 3, 2), "min = 3, max = 2: min must be below max");
  refused(spread(DISTRIBUTION_NORMAL, 0, 1, 50, 60),
          "min = 50, max = 60: nothing of the distribution lies between them");
  refused(spread(DISTRIBUTION_LOGNORMAL, 1, 1, -3, -2),
          "min = -3, max = -2: nothing of the distribution lies between them");
  refused(ends(DISTRIBUTION_UNIFORM, 2, NAN, 1), "low = 2, high = 1: low must be below high");
  refused(ends(DISTRIBUTION_TRIANGULAR, 1, 4, 3), "mode = 4: must lie from low = 1 to high = 3");
  refused(cut(ends(DISTRIBUTION_TRIANGULAR, 1, 2, 3), 5, 6),
          "min = 5, max = 6: nothing of the distribution lies between them");
  refused(table(DISTRIBUTION_CUMULATIVE, falling), "cumulative probability 3 of 4: 0.4 after 0.5: must not fall");
  refused(table(DISTRIBUTION_CUMULATIVE, open), "cumulative probability runs from 0 to 0.9: must run from 0 to 1");
  refused(table(DISTRIBUTION_DENSITY, zero), "every density is 0");
  refused(table(DISTRIBUTION_DENSITY, minus), "density 2 of 4: -1: must not be below 0");
  refused(table(DISTRIBUTION_DISCRETE, heights), "the probabilities add up to 5: must be 1");
  refused(cut(table(DISTRIBUTION_DISCRETE, shares), 5, 7), "min = 5, max = 7: no value lies between them");
  DistributionSettings unsorted = table(DISTRIBUTION_DENSITY, heights);
  unsorted.values = falling;
  refused(unsorted, "value 3 of 4: 0.4 after 0.5: values must rise");
  unsorted.count = 1;
  refused(unsorted, "1 value: needs 2 or more");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(normal_has_its_quantiles),
      cmocka_unit_test(normals_have_their_moments),
      cmocka_unit_test(pieces_have_their_moments),
      cmocka_unit_test(quantile_and_probability_are_inverse),
      cmocka_unit_test(quantiles_make_up_the_moments),
      cmocka_unit_test(members_come_in_their_shares),
      cmocka_unit_test(faults_are_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
