/* Uncertainty of a line that can be reckoned by hand: p = Q/S of a chamber with a source and a pump. */
#include "sim/uncertainty/uncertainty.h"
#include "tests/reads.h"

/* Q evenly between 1e-3 and 3e-3 Pa m3/s, S evenly between 0.5e-3 and 2e-3 m3/s, no ultimate pressure. */
static const double q_low = 1e-3, q_high = 3e-3, s_low = 0.5e-3, s_high = 2e-3;

static const char line[] = "nodes = { c = { volume = 0.01; pressure = 1.0; }; };\n"
                           "pumps = { P = { at = \"c\"; speed = 1e-3; }; };\n"
                           "sources = { F = { at = \"c\"; flow = 2e-3; }; };\n"
                           "measure = { p = { pressure = \"c\"; at = \"steady\"; }; };\n"
                           "analysis = { steady = { }; uncertainty = { samples = 8192; parameters = (\n"
                           "  { path = \"sources.F.flow\"; distribution = \"uniform\"; min = 1e-3; max = 3e-3; },\n"
                           "  { path = \"pumps.P.speed\"; distribution = \"uniform\"; min = 0.5e-3; max = 2e-3; } );\n"
                           "  require = ( { measure = \"p\"; max = 2.0; } ); }; };\n";

typedef struct {
  Reads reads;
  UncertaintyResult result;
} Made;

static void make(Made *made, int threads) {
  char message[1024] = "";
  made->reads = read_with(line, NULL);
  if (uncertainty_run(&made->reads.study, threads, (EnsembleHooks){NULL, NULL, NULL}, &made->result, message,
                      sizeof message) != STATUS_OK)
    fail_msg("%s", message);
}

static void made_free(Made *made) {
  uncertainty_result_free(&made->result);
  reads_free(&made->reads);
}

/* E[1/S] = ln(b/a)/(b - a), E[1/S^2] = 1/(a b); of the product of independent Q and R = 1/S:
   V_Q = var Q E[R]^2, V_R = E[Q]^2 var R, V = E[Q^2] E[R^2] - E[Q]^2 E[R]^2; total indices 1 - V_other/V. */
static void test_indices_of_flow_over_speed(void **state) {
  (void)state;
  Made made;
  make(&made, 0);
  double eq = 0.5 * (q_low + q_high), vq = (q_high - q_low) * (q_high - q_low) / 12, eq2 = vq + eq * eq;
  double er = log(s_high / s_low) / (s_high - s_low), er2 = 1 / (s_low * s_high), vr = er2 - er * er;
  double v = eq2 * er2 - eq * eq * er * er, first_q = vq * er * er / v, first_r = eq * eq * vr / v;
  const SobolIndex *indices = made.result.indices;
  assert_abs(indices[0].first.value, first_q, 0.01);
  assert_abs(indices[1].first.value, first_r, 0.01);
  assert_abs(indices[0].total.value, 1 - first_r, 0.01);
  assert_abs(indices[1].total.value, 1 - first_q, 0.01);
  const Summary *summary = &made.result.outputs[0].summary;
  assert_rel(summary->mean.value, eq * er, 1e-3);
  assert_rel(summary->sd.value, sqrt(v), 5e-3);
  assert_true(fabs(summary->mean.value - eq * er) <= 3 * summary->mean.error);
  made_free(&made);
}

/* P(Q <= 2 S) over the rectangle: for S from 0.5e-3 to 1.5e-3 the share (2 S - 1e-3)/2e-3 rises from 0 to 1, above it is 1:
   (0.5 * 1e-3 + 0.5e-3)/1.5e-3 = 2/3. */
static void test_probability_of_a_requirement(void **state) {
  (void)state;
  Made made;
  make(&made, 0);
  const Estimate *kept = &made.result.demands[0].kept.share;
  assert_abs(kept->value, 2.0 / 3, 2e-3);
  assert_true(fabs(kept->value - 2.0 / 3) <= 3 * kept->error);
  made_free(&made);
}

/* One at a time between 5 and 95 %, the other at its median: p(Q) = Q/1.25e-3, p(S) = 2e-3/S. */
static void test_tornado_by_hand(void **state) {
  (void)state;
  Made made;
  make(&made, 0);
  const TornadoRow *rows = made.result.tornado;
  assert_int_equal(rows[0].parameter, 1);
  assert_rel(rows[0].low, 2e-3 / (0.5e-3 + 0.05 * 1.5e-3), 1e-9);
  assert_rel(rows[0].high, 2e-3 / (0.5e-3 + 0.95 * 1.5e-3), 1e-9);
  assert_rel(rows[1].low, (1e-3 + 0.05 * 2e-3) / 1.25e-3, 1e-9);
  assert_rel(rows[1].high, (1e-3 + 0.95 * 2e-3) / 1.25e-3, 1e-9);
  made_free(&made);
}

static void test_threads_change_nothing(void **state) {
  (void)state;
  Made one, two;
  make(&one, 1);
  make(&two, 2);
  const SampleBlock *a = &one.result.samples, *b = &two.result.samples;
  assert_int_equal(a->n, b->n);
  assert_memory_equal(a->outputs, b->outputs, a->n * sizeof(double));
  assert_memory_equal(one.result.indices, two.result.indices, 2 * sizeof(SobolIndex));
  assert_true(one.result.outputs[0].summary.mean.error == two.result.outputs[0].summary.mean.error);
  made_free(&one);
  made_free(&two);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_indices_of_flow_over_speed),
      cmocka_unit_test(test_probability_of_a_requirement),
      cmocka_unit_test(test_tornado_by_hand),
      cmocka_unit_test(test_threads_change_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
