/* Leak, outgassing and virtual leak from made-up measurements whose truth is known: does the interval hold it, as often as it says, and
   no more often than that? */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "sim/leaktest/rise_fit.h"
#include "tests/check.h"

enum { ROWS = 121 };

typedef struct {
  double time_s[ROWS], pressure_pa[ROWS];
} Made;

static const Rise truth = {.volume_m3 = 0.02,
                           .temperature_k = 298.15,
                           .start_pa = 1e-3,
                           .leak_pa_m3_s = 2e-7,
                           .outgassing_pa_m3_s = 3e-7,
                           .decay = 1,
                           .age_s = 1800};
static const double scatter_pa = 2e-5, step_s = 10;

static void make(Made *made, const Rise *rise, double noise_pa, unsigned long seed) {
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(rng, seed);
  for (int i = 0; i < ROWS; i++) {
    made->time_s[i] = step_s * i;
    made->pressure_pa[i] =
        rise_pressure_pa(rise, made->time_s[i]) + (noise_pa > 0 ? gsl_ran_gaussian(rng, noise_pa) : 0);
  }
  gsl_rng_free(rng);
}

static RiseQuestion question_of(const Rise *rise, RiseTerms terms) {
  return (RiseQuestion){.volume_m3 = rise->volume_m3,
                        .temperature_k = rise->temperature_k,
                        .decay = rise->decay,
                        .age_s = rise->age_s,
                        .terms = terms,
                        .level = 0.95};
}

static RiseFit fit_of(const Made *made, const RiseQuestion *question) {
  RiseData data = {made->time_s, made->pressure_pa, ROWS};
  char message[RISE_MESSAGE_MAX] = "";
  RiseFit fit;
  if (rise_fit(&data, question, &fit, message) != STATUS_OK) fail_msg("%s", message);
  return fit;
}

/* --- the curve --- */

/* Simpson's rule on the law of the rate, against the closed integral. */
static double integral(const Rise *rise, double end_s) {
  const int pieces = 20000;
  double sum = 0, h = end_s / pieces;
  for (int i = 0; i <= pieces; i++) {
    double rate = pow((i * h + rise->age_s + 60) / 3600, -rise->decay);
    sum += (i == 0 || i == pieces ? 1 : i % 2 ? 4 : 2) * rate;
  }
  return sum * h / 3;
}

static void test_outgassing_is_integrated(void **state) {
  (void)state;
  static const double decays[] = {0, 0.5, 0.999999999, 1, 1.3};
  for (int k = 0; k < 5; k++) {
    Rise rise = truth;
    rise.decay = decays[k];
    assert_rel(rise_outgassing_s(&rise, 600), integral(&rise, 600), 1e-10);
    assert_rel(rise_outgassing_s(&rise, 1e-6), 1e-6 * pow(1860.0 / 3600, -decays[k]), 1e-8);
  }
}

static void test_curve_by_hand(void **state) {
  (void)state;
  /* 1e-6 Pa m3/s at 20 degC into 10 L at 313.15 K for 100 s: 1e-4 Pa m3, p = 1e-4 * 313.15/293.15/0.01 */
  Rise rise = {.volume_m3 = 0.01, .temperature_k = 313.15, .start_pa = 5, .leak_pa_m3_s = 1e-6};
  assert_rel(rise_pressure_pa(&rise, 100), 5 + 1e-2 * 313.15 / 293.15, 1e-14);
  /* a trapped volume empties: all its gas, flow times time constant, has come at last */
  Rise trapped = {.volume_m3 = 0.01, .temperature_k = 293.15, .virtual_pa_m3_s = 1e-5, .virtual_time_s = 20};
  assert_rel(rise_pressure_pa(&trapped, 1e4), 1e-5 * 20 / 0.01, 1e-14);
  assert_rel(rise_pressure_pa(&trapped, 20), 0.02 * (1 - exp(-1)), 1e-14);
}

/* --- without noise every figure comes back --- */

static void test_exact_data_give_exact_figures(void **state) {
  (void)state;
  Rise rise = truth;
  rise.virtual_pa_m3_s = 4e-6, rise.virtual_time_s = 90;
  Made made;
  make(&made, &rise, 0, 0);
  RiseQuestion question = question_of(&rise, RISE_BOTH);
  RiseFit fit = fit_of(&made, &question);
  assert_rel(fit.leak_pa_m3_s.value, rise.leak_pa_m3_s, 1e-6);
  assert_rel(fit.outgassing_pa_m3_s.value, rise.outgassing_pa_m3_s, 1e-6);
  assert_rel(fit.virtual_pa_m3_s.value, rise.virtual_pa_m3_s, 1e-6);
  assert_rel(fit.virtual_time_s.value, rise.virtual_time_s, 1e-6);
  assert_rel(fit.start_pa.value, rise.start_pa, 1e-6);
}

/* --- intervals --- */

/* The Cramer-Rao bound of the leak for pressure = start + leak a(t) + outgassing b(t), from the information matrix by hand. */
static double bound(const Rise *rise, int unknowns, double noise_pa) {
  gsl_matrix *information = gsl_matrix_calloc((size_t)unknowns, (size_t)unknowns);
  for (int i = 0; i < ROWS; i++) {
    double t = step_s * i, unit = rise_pa_per_pa_m3(rise);
    double column[3] = {1, unit * t, unit * rise_outgassing_s(rise, t)};
    column[1] *= 1e-7, column[2] *= 1e-7; /* of like size */
    for (size_t a = 0; a < (size_t)unknowns; a++)
      for (size_t b = 0; b < (size_t)unknowns; b++)
        gsl_matrix_set(information, a, b, gsl_matrix_get(information, a, b) + column[a] * column[b]);
  }
  gsl_linalg_cholesky_decomp1(information);
  gsl_linalg_cholesky_invert(information);
  double error = 1e-7 * noise_pa * sqrt(gsl_matrix_get(information, 1, 1));
  gsl_matrix_free(information);
  return error;
}

typedef struct {
  int held;
  double width, error; /* means */
} Tally;

static Tally tally(const Rise *rise, RiseTerms terms, double noise_pa, int seeds) {
  Tally t = {0};
  for (int seed = 1; seed <= seeds; seed++) {
    Made made;
    make(&made, rise, noise_pa, (unsigned long)seed);
    RiseQuestion question = question_of(rise, terms);
    RiseFit fit = fit_of(&made, &question);
    RiseFigure leak = fit.leak_pa_m3_s;
    t.held += leak.low <= rise->leak_pa_m3_s && rise->leak_pa_m3_s <= leak.high;
    t.width += (leak.high - leak.low) / seeds;
    t.error += leak.error / seeds;
  }
  print_message("%s: held by %d of %d, mean width %.3g\n", rise_terms_words(terms), t.held, seeds, t.width);
  return t;
}

/* 95 % intervals: of 100 seeds 90 at least hold the truth, of 1000 no more than 97.5 % and no fewer than 92.5 (3.6 sigma either way). */
static void test_intervals_hold_as_often_as_they_say(void **state) {
  (void)state;
  Tally hundred = tally(&truth, RISE_OUTGASSING, scatter_pa, 100);
  assert_true(hundred.held >= 90);
  Tally thousand = tally(&truth, RISE_OUTGASSING, scatter_pa, 1000);
  assert_in_range(thousand.held, 925, 975);
}

/* No wider than they need be: the mean error is that of the Cramer-Rao bound. */
static void test_intervals_are_no_wider_than_they_need_be(void **state) {
  (void)state;
  Tally both = tally(&truth, RISE_OUTGASSING, scatter_pa, 100);
  assert_rel(both.error, bound(&truth, 3, scatter_pa), 0.05);
  assert_rel(both.width, 2 * gsl_cdf_tdist_Pinv(0.975, ROWS - 3) * bound(&truth, 3, scatter_pa), 0.05);
  Rise leak = truth;
  leak.outgassing_pa_m3_s = 0;
  assert_rel(tally(&leak, RISE_LEAK, scatter_pa, 100).error, bound(&leak, 2, scatter_pa), 0.05);
}

static void test_terms_found_keep_their_word(void **state) {
  (void)state;
  assert_true(tally(&truth, RISE_AUTO, scatter_pa, 100).held >= 90);
  Rise leak = truth, trapped = truth;
  leak.outgassing_pa_m3_s = 0;
  assert_true(tally(&leak, RISE_AUTO, scatter_pa, 100).held >= 90);
  trapped.virtual_pa_m3_s = 2e-5, trapped.virtual_time_s = 60;
  assert_true(tally(&trapped, RISE_AUTO, scatter_pa, 100).held >= 90);
  assert_true(tally(&trapped, RISE_BOTH, scatter_pa, 100).held >= 90);
}

/* Outgassing of every strength between none and plain, found or not: the interval holds the truth. */
static void test_weak_outgassing_is_reckoned_with(void **state) {
  (void)state;
  static const double amounts[] = {5e-10, 1e-9, 2e-9, 4e-9, 8e-9, 3e-8};
  for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
    Rise rise = truth;
    rise.outgassing_pa_m3_s = amounts[i];
    assert_true(tally(&rise, RISE_AUTO, scatter_pa, 100).held >= 90);
  }
}

static void test_too_little_to_tell_says_so(void **state) {
  (void)state;
  /* Outgassing too weak beside the noise to be seen: left out, and what the leak would be with it is told. */
  Rise rise = truth;
  rise.outgassing_pa_m3_s = 2e-9;
  Made made;
  make(&made, &rise, scatter_pa, 7);
  RiseQuestion question = question_of(&rise, RISE_AUTO);
  RiseFit fit = fit_of(&made, &question);
  assert_int_equal(fit.terms, RISE_LEAK);
  if (fit.alternative) assert_true(fit.leak_pa_m3_s.low <= fit.alternative_leak_pa_m3_s.low);
}

static void test_no_flow_below_zero(void **state) {
  (void)state;
  Rise tight = truth;
  tight.leak_pa_m3_s = 0, tight.outgassing_pa_m3_s = 0;
  for (unsigned long seed = 1; seed <= 20; seed++) {
    Made made;
    make(&made, &tight, scatter_pa, seed);
    RiseQuestion question = question_of(&tight, RISE_LEAK);
    RiseFit fit = fit_of(&made, &question);
    assert_true(fit.leak_pa_m3_s.low >= 0 && fit.leak_pa_m3_s.value >= 0);
    assert_true(fit.leak_pa_m3_s.high < 1e-8);
  }
}

static void refused(const Made *made, int count, const RiseQuestion *question, const char *why) {
  RiseData data = {made->time_s, made->pressure_pa, count};
  char message[RISE_MESSAGE_MAX] = "";
  RiseFit fit;
  assert_int_equal(rise_fit(&data, question, &fit, message), STATUS_CONFIG);
  assert_string_equal(message, why);
}

static void test_what_cannot_be_fitted(void **state) {
  (void)state;
  Made made;
  RiseQuestion question = question_of(&truth, RISE_OUTGASSING);
  make(&made, &truth, scatter_pa, 1);
  refused(&made, 7, &question, "7 rows; at least 8 are wanted");
  question.decay = 0;
  refused(&made, ROWS, &question,
          "outgassing that does not fall rises as straight as a leak: they cannot be told apart");
  question = question_of(&truth, RISE_OUTGASSING);
  question.age_s = 1e8; /* three years: straight within the test */
  refused(&made, ROWS, &question,
          "the rows cannot tell leak and outgassing apart: a longer test, or fewer terms, is wanted");
  made.time_s[5] = made.time_s[4];
  refused(&made, ROWS, &question, "the times do not rise");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_outgassing_is_integrated),
      cmocka_unit_test(test_curve_by_hand),
      cmocka_unit_test(test_exact_data_give_exact_figures),
      cmocka_unit_test(test_intervals_hold_as_often_as_they_say),
      cmocka_unit_test(test_intervals_are_no_wider_than_they_need_be),
      cmocka_unit_test(test_terms_found_keep_their_word),
      cmocka_unit_test(test_weak_outgassing_is_reckoned_with),
      cmocka_unit_test(test_too_little_to_tell_says_so),
      cmocka_unit_test(test_no_flow_below_zero),
      cmocka_unit_test(test_what_cannot_be_fitted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
