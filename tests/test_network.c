/* Networks of constant conductances against hand formulas, and the steady solver's edge cases. */
#include "tests/check.h"
#include "tests/line.h"

/* Series: 1/C = 1/C1 + 1/C2; the junction divides the difference as the conductances. */
static void test_series(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 100), line_junction(&line, "m"), line_fixed(&line, "b", 0);
  line_conductance(&line, "c1", "a", "m", 0.003), line_conductance(&line, "c2", "m", "b", 0.006);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_flow(&line, "c1"), 100 * 0.002, 1e-12);
  assert_rel(line_flow(&line, "c2"), 100 * 0.002, 1e-12);
  assert_rel(line_pressure(&line, "m"), 100.0 / 3, 1e-12);
  line_close(&line);
}

/* Parallel: conductances add. */
static void test_parallel(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 100), line_junction(&line, "m"), line_fixed(&line, "b", 10);
  line_conductance(&line, "c1", "a", "m", 1e-3), line_conductance(&line, "c2", "a", "m", 2e-3);
  line_conductance(&line, "c3", "m", "b", 3e-3);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_pressure(&line, "m"), 55, 1e-12);
  assert_rel(line_flow(&line, "c3"), 0.135, 1e-12);
  line_close(&line);
}

/* A loop of three junctions fed at one and drained at another: by symmetry the direct way takes 2/3 of the flow. */
static void test_loop(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 1000), line_fixed(&line, "b", 0);
  line_junction(&line, "x"), line_junction(&line, "y"), line_junction(&line, "z");
  line_conductance(&line, "in", "a", "x", 1e-3), line_conductance(&line, "out", "y", "b", 1e-3);
  line_conductance(&line, "xy", "x", "y", 1e-3), line_conductance(&line, "xz", "x", "z", 1e-3);
  line_conductance(&line, "zy", "z", "y", 1e-3);
  assert_int_equal(line_solve(&line), STATUS_OK);
  double total = 1000 / (1e3 + 1e3 + 1e3 / 1.5);
  assert_rel(line_flow(&line, "in"), total, 1e-12);
  assert_rel(line_flow(&line, "xy"), total * 2 / 3, 1e-12);
  assert_rel(line_flow(&line, "xz"), total / 3, 1e-12);
  line_close(&line);
}

/* Wheatstone bridge, out of balance. Node equations by hand (Cramer):
   x: (1+2+5) px - 5 py = 1*100; y: -5 px + (3+4+5) py = 3*100, conductances in 1e-3 m3/s, b at 0 Pa. */
static void test_bridge(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 100), line_fixed(&line, "b", 0), line_junction(&line, "x"), line_junction(&line, "y");
  line_conductance(&line, "ax", "a", "x", 1e-3), line_conductance(&line, "xb", "x", "b", 2e-3);
  line_conductance(&line, "ay", "a", "y", 3e-3), line_conductance(&line, "yb", "y", "b", 4e-3);
  line_conductance(&line, "xy", "x", "y", 5e-3);
  assert_int_equal(line_solve(&line), STATUS_OK);
  double det = 8.0 * 12 - 25;
  assert_rel(line_pressure(&line, "x"), (100 * 12 + 5 * 300) / det, 1e-12);
  assert_rel(line_pressure(&line, "y"), (8 * 300 + 5 * 100) / det, 1e-12);
  line_close(&line);
}

/* Pump with ultimate pressure and a source: p = p_u + Q/S. */
static void test_pump_and_source(void **state) {
  (void)state;
  Line line = line_new();
  line_volume(&line, "chamber", 0.01, 101325);
  line_pump(&line, "P", "chamber", 0.005, 1.0), line_source(&line, "MFC", "chamber", 0.018124);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_pressure(&line, "chamber"), 1 + 0.018124 / 0.005, 1e-12);
  assert_rel(line.balance.in_pa_m3_s, 0.018124, 1e-12);
  assert_rel(line.balance.out_pa_m3_s, 0.018124, 1e-12);
  line_close(&line);
}

/* A dead end takes the pressure of where it hangs; nothing flows into it. */
static void test_dead_end(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 500), line_volume(&line, "pocket", 1e-6, 0), line_junction(&line, "m");
  line_conductance(&line, "c1", "a", "m", 1e-3), line_conductance(&line, "c2", "m", "pocket", 1e-9);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_pressure(&line, "pocket"), 500, 1e-12);
  assert_abs(line_flow(&line, "c2"), 0, 1e-18);
  line_close(&line);
}

static void test_all_fixed(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 500), line_fixed(&line, "b", 0);
  line_conductance(&line, "c", "a", "b", 1e-3);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_flow(&line, "c"), 0.5, 1e-15);
  line_close(&line);
}

/* Two volumes joined to each other and to nothing else: p = (p1 V1 + p2 V2)/(V1 + V2), both marked isolated. */
static void test_isolated_pair_shares_its_gas(void **state) {
  (void)state;
  Line line = line_new();
  line_volume(&line, "a", 0.002, 300), line_volume(&line, "b", 0.001, 0);
  line_conductance(&line, "c", "a", "b", 1e-3);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_pressure(&line, "a"), 200, 1e-12);
  assert_rel(line_pressure(&line, "b"), 200, 1e-12);
  assert_true(line.result.isolated[0] && line.result.isolated[1]);
  line_close(&line);
}

/* More drawn than the line can give: said in words, with the node. */
static void test_overdrawn(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 100), line_volume(&line, "x", 0.001, 100), line_fixed(&line, "b", 0);
  line_conductance(&line, "c", "a", "x", 1e-3), line_fixed_flow(&line, "draw", "x", "b", 0.2);
  assert_int_equal(line_solve(&line), STATUS_NUMERICS);
  assert_string_equal(
      line.result.message,
      "node 'x': its pressure would have to be -100 Pa: more gas is drawn from it than the line can supply");
  line_close(&line);
}

/* 16 decades of conductance in one chain still balance. */
static void test_wide_and_narrow(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 101325), line_fixed(&line, "b", 0);
  line_junction(&line, "m1"), line_junction(&line, "m2"), line_junction(&line, "m3");
  line_conductance(&line, "c1", "a", "m1", 1e3), line_conductance(&line, "c2", "m1", "m2", 1e-13);
  line_conductance(&line, "c3", "m2", "m3", 1e3), line_conductance(&line, "c4", "m3", "b", 1e-2);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_flow(&line, "c4"), 101325e-13, 1e-9);
  assert_rel(line_pressure(&line, "m2"), 101325e-13 * (1 / 1e-2 + 1 / 1e3), 1e-9);
  assert_true(line.balance.relative_error < 1e-9);
  line_close(&line);
}

/* A ladder of 2000 junctions: end-to-end conductance C/N, solved as fast as one. */
static void test_long_ladder(void **state) {
  (void)state;
  enum { N = 2000 };
  Line line = line_new();
  line_fixed(&line, "n0", 1000);
  char name[16], next[16], element[16];
  for (int i = 1; i < N; i++)
    snprintf(name, sizeof name, "n%d", i), line_junction(&line, name);
  snprintf(name, sizeof name, "n%d", N);
  line_fixed(&line, name, 0);
  for (int i = 0; i < N; i++) {
    snprintf(name, sizeof name, "n%d", i), snprintf(next, sizeof next, "n%d", i + 1),
        snprintf(element, sizeof element, "c%d", i);
    line_conductance(&line, element, name, next, 1e-3);
  }
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_flow(&line, "c777"), 1000 * 1e-3 / N, 1e-9);
  line_close(&line);
}

/* Two gases over constant conductances do not know of each other. */
static void test_two_gases(void **state) {
  (void)state;
  Line line = line_new();
  line_volume(&line, "chamber", 0.01, 100);
  line_pump(&line, "P", "chamber", 0.01, 0);
  line_source_gas(&line, "He", "chamber", 0.001, "He");
  line_fixed(&line, "room", 1000), line_conductance(&line, "c", "room", "chamber", 1e-5);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_int_equal(line.network.n_gas, 2);
  assert_rel(line_partial(&line, "chamber", "He"), 0.001 / (0.01 + 1e-5), 1e-10);
  assert_rel(line_partial(&line, "chamber", "air"), 0.01 / (0.01 + 1e-5), 1e-10);
  line_close(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_series),
      cmocka_unit_test(test_parallel),
      cmocka_unit_test(test_loop),
      cmocka_unit_test(test_bridge),
      cmocka_unit_test(test_pump_and_source),
      cmocka_unit_test(test_dead_end),
      cmocka_unit_test(test_all_fixed),
      cmocka_unit_test(test_isolated_pair_shares_its_gas),
      cmocka_unit_test(test_overdrawn),
      cmocka_unit_test(test_wide_and_narrow),
      cmocka_unit_test(test_long_ladder),
      cmocka_unit_test(test_two_gases),
  };
  return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
