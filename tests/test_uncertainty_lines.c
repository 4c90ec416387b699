/* Uncertainty of lines that can be solved by hand: quantiles, probabilities, Sobol' indices, what is counted apart, threads. */
#include <gsl/gsl_cdf.h>

#include "config/reader.h"
#include "sim/uncertainty/results_uncertainty.h"
#include "sim/uncertainty/uncertainty.h"
#include "tests/check.h"

static void read_file(const char *file, Study *study) {
  Diagnostics diagnostics = {0};
  Status status = study_read(&(ReaderInput){file, NULL, 0}, study, &diagnostics);
  if (status != STATUS_OK) diagnostics_print(&diagnostics, stderr);
  diagnostics_free(&diagnostics);
  assert_int_equal(status, STATUS_OK);
  assert_true(study->uncertainty.wanted);
}

static void run_file(const char *file, int threads, Study *study, UncertaintyResult *result) {
  char message[VARY_MESSAGE_MAX];
  read_file(file, study);
  Status status = uncertainty_run(study, threads, (EnsembleHooks){NULL, NULL, NULL}, result, message, sizeof message);
  if (status != STATUS_OK) fail_msg("%s", message);
}

static void drop(Study *study, UncertaintyResult *result) {
  uncertainty_result_free(result);
  study_free(study);
}

/* --- a product: p = Q X, X = 1/S + 1/C, all uniform --- */

typedef struct {
  double mean, variance;
} Moments;

static Moments of_uniform(double a, double b) {
  return (Moments){(a + b) / 2, (b - a) * (b - a) / 12};
}

/* Of 1/S, S uniform over (a, b): mean ln(b/a) / (b - a), mean square 1/(a b). */
static Moments of_inverse(double a, double b) {
  double mean = log(b / a) / (b - a);
  return (Moments){mean, 1 / (a * b) - mean * mean};
}

static void test_indices_of_a_line(void **state) {
  (void)state;
  Study study;
  UncertaintyResult result;
  Moments q = of_uniform(0.5e-3, 1.5e-3), s = of_inverse(2e-3, 6e-3), c = of_inverse(1e-3, 3e-3);
  Moments x = {s.mean + c.mean, s.variance + c.variance};
  double own[3] = {q.variance * x.mean * x.mean, q.mean * q.mean * s.variance, q.mean * q.mean * c.variance};
  double with_q[3] = {0, q.variance * s.variance, q.variance * c.variance}; /* parts of Q and S, Q and C together */
  double all = own[0] + own[1] + own[2] + with_q[1] + with_q[2];
  double total[3] = {own[0] + with_q[1] + with_q[2], own[1] + with_q[1], own[2] + with_q[2]};
  run_file("tests/data/uncertainty/line.cfg", 2, &study, &result);
  assert_rel(result.outputs[0].summary.mean.value, q.mean * x.mean, 1e-3);
  assert_rel(result.outputs[0].summary.sd.value, sqrt(all), 2e-3);
  for (int i = 0; i < 3; i++) {
    const SobolIndex *index = &result.indices[i];
    print_message("%s: first %.5f +- %.5f (%.5f), total %.5f +- %.5f (%.5f)\n", study.uncertainty.variables[i].path,
                  index->first.value, index->first.error, own[i] / all, index->total.value, index->total.error,
                  total[i] / all);
    assert_rel(index->first.value, own[i] / all, 0.01);
    assert_rel(index->total.value, total[i] / all, 0.01);
  }
  drop(&study, &result);
}

/* One at a time: 5 % and 95 % of a uniform parameter, the others at their medians. */
static void test_tornado_of_a_line(void **state) {
  (void)state;
  Study study;
  UncertaintyResult result;
  run_file("tests/data/uncertainty/line.cfg", 2, &study, &result);
  double base = 1e-3 * (1 / 4e-3 + 1 / 2e-3);
  double low[3] = {0.55e-3 * 750, 1e-3 * (1 / 2.2e-3 + 500), 1e-3 * (250 + 1 / 1.1e-3)};
  double high[3] = {1.45e-3 * 750, 1e-3 * (1 / 5.8e-3 + 500), 1e-3 * (250 + 1 / 2.9e-3)};
  assert_rel(result.base[0], base, 1e-9);
  for (int place = 0; place < 3; place++) {
    const TornadoRow *row = &result.tornado[place];
    assert_rel(row->low, low[row->parameter], 1e-9);
    assert_rel(row->high, high[row->parameter], 1e-9);
    if (place) assert_true(fabs(row->swing) <= fabs(result.tornado[place - 1].swing));
  }
  assert_int_equal(result.tornado[0].parameter, 0);
  drop(&study, &result);
}

/* --- one rising parameter: p = Q / S, Q lognormal --- */

static void test_quantiles_and_probabilities_of_a_line(void **state) {
  (void)state;
  Study study;
  UncertaintyResult result;
  char words[400];
  run_file("tests/data/uncertainty/flow.cfg", 2, &study, &result);
  const Summary *summary = &result.outputs[0].summary;
  for (int k = 0; k < SUMMARY_QUANTILES; k++) {
    double exact = 0.5 * exp(log(1.3) * gsl_cdf_ugaussian_Pinv(summary_probabilities[k]));
    assert_rel(summary->quantiles[k].value, exact, 3e-3);
    assert_true(fabs(summary->quantiles[k].value - exact) <= 3 * summary->quantiles[k].error);
  }
  double below = gsl_cdf_ugaussian_P(log(1.2) / log(1.3));
  assert_abs(result.demands[0].kept.share.value, below, 2e-3);
  assert_abs(result.demands[1].kept.share.value, 0.5, 2e-3);
  assert_false(result.demands[0].violated);
  assert_true(result.demands[1].violated);
  assert_false(uncertainty_passes(&result));
  assert_abs(result.all_kept.share.value, below - 0.5, 3e-3);
  assert_non_null(strstr(uncertainty_violation_words(&result, words, sizeof words), "p at least 0.5 Pa: probability"));
  assert_non_null(strstr(words, "60 % is demanded"));
  assert_null(result.indices);
  drop(&study, &result);
}

/* --- counted apart --- */

/* p falls to Q / S = 1e-3 / S: at 0.5 Pa never for S <= 2 L/s, which is half of the normal distribution about it; refused below 0. */
static void test_failed_and_never_reached_are_apart(void **state) {
  (void)state;
  Study study;
  UncertaintyResult result;
  run_file("tests/data/uncertainty/apart.cfg", 2, &study, &result);
  double refused = gsl_cdf_ugaussian_P(-1);
  assert_int_equal(result.complete + result.no_value + result.refused + result.failed, 1024);
  assert_int_equal(result.failed, 0);
  assert_abs(result.not_carried_out.share.value, refused, 5e-3);
  assert_abs(result.outputs[0].without_value.share.value, (0.5 - refused) / (1 - refused), 5e-3);
  assert_int_equal(result.outputs[0].summary.count, result.complete);
  assert_true(result.indices[0].count < result.complete);
  for (size_t i = 0; i < 1024; i++) {
    double values[2];
    uncertainty_inputs(&result, i, values);
    SampleStatus status = (SampleStatus)result.samples.status[i];
    assert_int_equal(status == SAMPLE_REFUSED, values[0] < 0 || result.samples.status[i] == SAMPLE_REFUSED);
    assert_true((status == SAMPLE_COMPLETE) == isfinite(result.samples.outputs[i]));
    assert_true((status == SAMPLE_COMPLETE) == (result.samples.reasons[i] == NULL));
    if (status == SAMPLE_REFUSED) assert_non_null(strstr(result.samples.reasons[i], "is out of range"));
  }
  drop(&study, &result);
}

/* --- threads --- */

static char *document_of(int threads, const char *file) {
  Study study;
  UncertaintyResult result;
  char *csv = NULL;
  size_t size = 0;
  run_file(file, threads, &study, &result);
  RunOutcome outcome = {.study = &study, .uncertainty = &result};
  FILE *stream = open_memstream(&csv, &size);
  assert_non_null(stream);
  assert_true(results_print_json(&outcome, stream));
  csv_uncertainty(&outcome, stream);
  csv_quantiles(&outcome, stream);
  csv_probabilities(&outcome, stream);
  csv_sensitivity(&outcome, stream);
  csv_tornado(&outcome, stream);
  fclose(stream);
  drop(&study, &result);
  return csv;
}

static void test_threads_change_nothing(void **state) {
  (void)state;
  char *one = document_of(1, "tests/data/uncertainty/apart.cfg"),
       *three = document_of(3, "tests/data/uncertainty/apart.cfg");
  assert_string_equal(one, three);
  assert_null(strstr(one, "nan"));
  free(one), free(three);
}

/* --- ended by a signal --- */

static bool few_only(void *context, double time_s) {
  (void)time_s;
  return ++*(int *)context < 100;
}

static void test_an_ended_one_tells_nothing(void **state) {
  (void)state;
  Study study;
  UncertaintyResult result;
  char message[VARY_MESSAGE_MAX];
  int asked = 0;
  read_file("tests/data/uncertainty/line.cfg", &study);
  EnsembleHooks hooks = {few_only, NULL, &asked};
  assert_int_equal(uncertainty_run(&study, 1, hooks, &result, message, sizeof message), STATUS_VIOLATED);
  assert_non_null(strstr(message, "ended by a signal after 100 of"));
  assert_null(result.samples.outputs);
  study_free(&study);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_indices_of_a_line),
      cmocka_unit_test(test_tornado_of_a_line),
      cmocka_unit_test(test_quantiles_and_probabilities_of_a_line),
      cmocka_unit_test(test_failed_and_never_reached_are_apart),
      cmocka_unit_test(test_threads_change_nothing),
      cmocka_unit_test(test_an_ended_one_tells_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
