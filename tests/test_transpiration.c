/* Thermal transpiration: lines between nodes of different temperature. */
#include "sim/transpiration.h"
#include "tests/branch_bench.h"

static const double cold_k = 293.15, warm_k = 333.15;

/* An open bore of the kind between a boundary at 20 degC and a volume at 60 degC: at what ratio the volume comes to rest. */
static double ratio_at_rest(int kind, const Gas *const *gases, int n, double pressure_pa, double far_k, int gas) {
  Line line = bench_new(kind, gases, n, cold_k, far_k);
  Node *a = &line.network.nodes[0], *b = &line.network.nodes[1];
  a->params.pressure_pa = pressure_pa;
  b->params = (NodeParams){.volume_m3 = 1e-3, .pressure_pa = 0.5 * pressure_pa, .temperature_k = far_k};
  assert_int_equal(line_solve(&line), STATUS_OK);
  double ratio = line.result.p[n + gas] / line.result.p[gas];
  line_close(&line);
  return ratio;
}

static double air_ratio(int kind, double pressure_pa, double far_k) {
  return ratio_at_rest(kind, (const Gas *[]){gas_find("air")}, 1, pressure_pa, far_k, 0);
}

static void test_molecular_and_viscous_rest(void **state) {
  (void)state;
  static const int bores[] = {TUBE, ORIFICE, VALVE, KV, SLIT};
  for (int k = 0; k < 5; k++) {
    assert_rel(air_ratio(bores[k], 1e-5, warm_k), 1.06604, 1e-5);
    assert_rel(air_ratio(bores[k], 1e-5, warm_k), sqrt(warm_k / cold_k), 1e-6);
    assert_rel(air_ratio(bores[k], 1e-5, 77), sqrt(77 / cold_k), 1e-5);
    assert_rel(air_ratio(bores[k], 1e5, warm_k), 1, 1e-7);
    assert_rel(air_ratio(bores[k], 1e-5, cold_k), 1, 1e-12);
  }
  assert_rel(air_ratio(CONDUCTANCE, 1e-5, warm_k), 1, 1e-12);
}

static void test_each_gas_of_a_mixture(void **state) {
  (void)state;
  const Gas *gases[] = {gas_find("He"), gas_find("N2"), gas_find("SF6")};
  for (int i = 0; i < 3; i++) {
    assert_rel(ratio_at_rest(TUBE, gases, 3, 1e-5, warm_k, i), sqrt(warm_k / cold_k), 1e-5);
    assert_rel(ratio_at_rest(TUBE, gases, 3, 1e5, warm_k, i), 1, 1e-6);
  }
}

/* d ln p/d ln T at rest in a long tube: G_T/G_P of the linearised S-model equation, diffuse walls, solved for this table by
   integration along the rays (G_P within 0.04 % of models/data to delta 20, 0.4 % at 50; G_T equal to its reciprocal). */
static const struct {
  double delta, exponent;
} s_model[] = {{0.001, 0.4981}, {0.01, 0.4882}, {0.1, 0.4406}, {0.2, 0.4081}, {0.5, 0.3416}, {1, 0.2687},
               {2, 0.1804},     {5, 0.0745},    {10, 0.02853}, {20, 0.00907}, {50, 0.00170}};

static void test_exponent_of_a_long_tube(void **state) {
  (void)state;
  const double far_k = 303.15;
  GasState mean = gas_state(gas_find("air"), 0.5 * (cold_k + far_k));
  for (size_t k = 0; k < sizeof s_model / sizeof s_model[0]; k++) {
    double pressure_pa = s_model[k].delta / gas_rarefaction(&mean, 2e-3, 1);
    double exponent = log(air_ratio(TUBE, pressure_pa, far_k)) / log(far_k / cold_k);
    assert_abs(exponent, s_model[k].exponent, fmin(0.003, 0.05 * s_model[k].exponent));
  }
}

static void test_fades_evenly(void **state) {
  (void)state;
  for (int kind = TUBE; kind <= SLIT; kind++) {
    double last = sqrt(warm_k / cold_k) * (1 + 1e-9);
    for (double pressure_pa = 1e-4; pressure_pa < 1e6; pressure_pa *= 3) {
      double ratio = air_ratio(kind, pressure_pa, warm_k);
      assert_true(ratio <= last && ratio >= 1);
      last = ratio;
    }
  }
}

/* --- the law itself --- */

static double flow_between(const Line *bench, double p1, double p2) {
  return bench_flow(bench, (double[]){p1, p2}).q[0];
}

static void slopes_at(const Line *bench, double p1, double p2) {
  BranchFlow at = bench_flow(bench, (double[]){p1, p2});
  double scale = fmax(fabs(at.d1[0]), fabs(at.d2[0])), h1 = 1e-5 * p1, h2 = 1e-5 * p2;
  assert_true(at.d1[0] >= 0 && at.d2[0] <= 0);
  assert_abs(at.d1[0], (flow_between(bench, p1 + h1, p2) - flow_between(bench, p1 - h1, p2)) / (2 * h1), 2e-6 * scale);
  assert_abs(at.d2[0], (flow_between(bench, p1, p2 + h2) - flow_between(bench, p1, p2 - h2)) / (2 * h2), 2e-6 * scale);
}

/* Over the widest difference of temperatures that a file may ask for. */
static void test_monotone_with_exact_slopes(void **state) {
  (void)state;
  static const double ends[][2] = {{293.15, 333.15}, {333.15, 293.15}, {50, 1500}, {1500, 50}};
  static const double ratios[] = {1e-3, 0.05, 0.3, 0.7, 0.95, 1.03, 1.4, 5, 1e3};
  const Gas *gases[] = {gas_find("N2")};
  for (int kind = 0; kind < KINDS; kind++)
    for (int e = 0; e < 4; e++) {
      Line bench = bench_new(kind, gases, 1, ends[e][0], ends[e][1]);
      for (double p1 = 1e-5; p1 < 1e6; p1 *= 4)
        for (int r = 0; r < 9; r++)
          slopes_at(&bench, p1, ratios[r] * p1);
      line_close(&bench);
    }
}

static void test_at_nothing_and_below(void **state) {
  (void)state;
  const Gas *one[] = {gas_find("N2")}, *two[] = {gas_find("N2"), gas_find("He")};
  for (int kind = 0; kind < KINDS; kind++) {
    Line single = bench_new(kind, one, 1, cold_k, warm_k), mixture = bench_new(kind, two, 2, cold_k, warm_k);
    BranchFlow none = bench_flow(&single, (double[]){0, 0}), both = bench_flow(&mixture, (double[]){0, 0, 0, 0});
    assert_true(none.q[0] == 0 && none.d1[0] > 0 && none.d2[0] < 0);
    assert_true(both.q[0] == 0 && both.q[1] == 0 && both.d1[0] > 0 && both.d1[3] > 0 && both.d2[0] < 0);
    assert_true(flow_between(&single, -1e-3, 1e-3) < 0 && flow_between(&single, 1e-3, -1e-3) > 0);
    assert_true(flow_between(&single, -2, -1) < 0);
    line_close(&single), line_close(&mixture);
  }
}

/* One temperature, wherever it lies: the type's law itself, to the last bit. */
static void test_one_temperature_is_untouched(void **state) {
  (void)state;
  const Gas *gases[] = {gas_find("N2")};
  for (int kind = 0; kind < KINDS; kind++) {
    Line bench = bench_new(kind, gases, 1, warm_k, warm_k);
    const Branch *x = &bench.network.branches[0];
    assert_true(!transpiration_acts(x) && x->root_1 == 1 && x->root_2 == 1);
    for (double p1 = 1e-5; p1 < 1e6; p1 *= 7) {
      BranchFlow got = bench_flow(&bench, (double[]){p1, 0.6 * p1});
      Flow want;
      x->type->flow(x->params, &x->gas, p1, 0.6 * p1, &want);
      assert_true(got.q[0] == want.q_pa_m3_s && got.d1[0] == want.dq_dp1_m3_s && got.d2[0] == want.dq_dp2_m3_s);
    }
    line_close(&bench);
  }
}

/* A law without a molecular figure knows no molecular flow; pumps and given flows have their own terms. */
static void test_where_it_does_not_act(void **state) {
  (void)state;
  Line line = line_new();
  line_node(&line, "a", (NodeParams){.pressure_pa = 1, .temperature_k = cold_k, .volume_m3 = 1});
  line_node(&line, "b", (NodeParams){.pressure_pa = 1, .temperature_k = warm_k, .volume_m3 = 1});
  line_element(&line, "bare", "kv", "a", "b", "value", 0.5, NULL);
  line_conductance(&line, "given", "a", "b", 1e-3);
  line_fixed_flow(&line, "fed", "a", "b", 1e-6);
  line_pump(&line, "P", "b", 1e-3, 0);
  char message[256];
  assert_true(network_derive(&line.network, message, sizeof message));
  for (int k = 0; k < line.network.n_branches; k++)
    assert_false(transpiration_acts(&line.network.branches[k]));
  line_close(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_molecular_and_viscous_rest),   cmocka_unit_test(test_each_gas_of_a_mixture),
      cmocka_unit_test(test_exponent_of_a_long_tube),      cmocka_unit_test(test_fades_evenly),
      cmocka_unit_test(test_monotone_with_exact_slopes),   cmocka_unit_test(test_at_nothing_and_below),
      cmocka_unit_test(test_one_temperature_is_untouched), cmocka_unit_test(test_where_it_does_not_act),
  };
  return cmocka_run_group_tests_name("thermal transpiration", tests, NULL, NULL);
}
