/* The gas table, mixtures of gases, and what flows of a mixture through one branch. */
#include "tests/branch_bench.h"

static const double pi = 3.14159265358979323846;

/* --- the gas table --- */

/* Viscosity in uPa s at 0, 20, 25, 100, 200 degC from the correlation each row of models/data/gases.c names; speeds at
 * 20 degC. */
static void test_gas_table(void **state) {
  (void)state;
  static const struct {
    const char *gas;
    double molar_mass_g, mu[5], gamma, v0, cbar;
  } rows[] = {
      {"air", 28.9655, {17.203, 18.191, 18.434, 21.884, 26.036}, 1.4000, 410.24, 462.90},
      {"N2", 28.0135, {16.614, 17.560, 17.792, 21.091, 25.058}, 1.4000, 417.15, 470.70},
      {"O2", 31.9988, {19.121, 20.251, 20.528, 24.487, 29.266}, 1.3960, 390.31, 440.42},
      {"Ar", 39.9480, {20.998, 22.289, 22.607, 27.154, 32.674}, 1.6667, 349.32, 394.17},
      {"He", 4.0026, {18.690, 19.614, 19.842, 23.151, 27.292}, 1.6667, 1103.59, 1245.26},
      {"Ne", 20.1797, {29.938, 31.401, 31.760, 36.856, 43.029}, 1.6667, 491.50, 554.59},
      {"Kr", 83.7980, {23.384, 24.921, 25.300, 30.768, 37.490}, 1.6667, 241.19, 272.15},
      {"Xe", 131.2930, {21.154, 22.634, 23.000, 28.329, 34.982}, 1.6667, 192.69, 217.43},
      {"H2", 2.0159, {8.376, 8.796, 8.900, 10.395, 12.258}, 1.4060, 1555.05, 1754.69},
      {"CO2", 44.0095, {13.704, 14.666, 14.905, 18.410, 22.793}, 1.2940, 332.82, 375.54},
      {"H2O", 18.0153, {8.948, 9.550, 9.709, 12.337, 16.240}, 1.3300, 520.18, 586.96},
      {"SF6", 146.0554, {14.072, 14.979, 15.205, 18.527, 22.707}, 1.0960, 182.69, 206.15},
      {"CF4", 88.0046, {16.118, 17.138, 17.389, 20.997, 25.398}, 1.1590, 235.36, 265.57},
  };
  static const double celsius[] = {0, 20, 25, 100, 200};
  assert_int_equal(gas_table_count, sizeof rows / sizeof rows[0]);
  assert_ptr_equal(gas_air, gas_find("air"));
  assert_ptr_equal(gas_helium, gas_find("He"));
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const Gas *gas = gas_find(rows[i].gas);
    assert_non_null(gas);
    for (int k = 0; k < 5; k++)
      assert_rel(gas_viscosity_pa_s(gas, 273.15 + celsius[k]), 1e-6 * rows[i].mu[k],
                 k == 1                            ? 1e-4
                 : strcmp(rows[i].gas, "H2O") == 0 ? 0.016
                                                   : 0.015);
    GasState at = gas_state(gas, 293.15);
    assert_rel(at.molar_mass_kg_mol, 1e-3 * rows[i].molar_mass_g, 1e-9);
    assert_rel(at.gamma, rows[i].gamma, 1e-9);
    assert_rel(at.v0_m_s, rows[i].v0, 3e-5);
    assert_rel(gas_mean_speed_m_s(&at), rows[i].cbar, 3e-5);
    assert_rel(gas_state(gas, 4 * 293.15).v0_m_s, 2 * rows[i].v0, 3e-5);
    assert_true(gas->source && gas->source[0] && gas->hard_sphere_m > 1e-10 && gas->vhs_m > gas->hard_sphere_m);
  }
  assert_null(gas_find("he")), assert_null(gas_find(""));
}

/* delta = R p/(mu v0): air, 1 mm, 1 Pa. Its reciprocal times R sqrt(pi)/2 is the mean free path, 6.614 mm at 1 Pa. */
static void test_rarefaction(void **state) {
  (void)state;
  GasState air = gas_state(gas_find("air"), 293.15);
  double delta = gas_rarefaction(&air, 1e-3, 1);
  assert_rel(sqrt(pi) / 2 * 1e-3 / delta, 6.614e-3, 1e-4);
}

/* --- mixtures --- */

static double mixture_viscosity(const char *const *names, const double *x, int n, double temperature_k) {
  const Gas *gases[4];
  for (int i = 0; i < n; i++)
    gases[i] = gas_find(names[i]);
  return gas_mixture_state(gases, x, n, temperature_k).viscosity_pa_s;
}

/* Bird, Stewart, Lightfoot, Transport Phenomena, the worked example of Wilke's formula: 13.3 % CO2, 3.9 % O2, 82.8 % N2
   at 20 degC gives 17.14 uPa s from pure viscosities of 14.62, 20.31 and 17.54; 17.93 was measured. And air made of its
   parts against air itself. */
static void test_wilke_against_published_mixtures(void **state) {
  (void)state;
  static const char *const flue[] = {"CO2", "O2", "N2"}, *const air[] = {"N2", "O2", "Ar"};
  static const double flue_x[] = {0.133, 0.039, 0.828}, air_x[] = {0.7808, 0.2096, 0.0096};
  double got = mixture_viscosity(flue, flue_x, 3, 293.15);
  assert_rel(got, 17.14e-6, 3e-3);
  assert_rel(got, 17.93e-6, 0.05);
  assert_rel(mixture_viscosity(air, air_x, 3, 293.15), 18.191e-6, 5e-3);
  assert_rel(mixture_viscosity(air, air_x, 3, 373.15), 21.884e-6, 5e-3);
}

static void test_mixture_at_its_ends(void **state) {
  (void)state;
  const Gas *gases[] = {gas_find("He"), gas_find("SF6")};
  for (int k = 0; k < 2; k++) {
    double x[2] = {1 - k, k}, near[2] = {k ? 1e-9 : 1 - 1e-9, k ? 1 - 1e-9 : 1e-9};
    GasState pure = gas_state(gases[k], 310), mix = gas_mixture_state(gases, x, 2, 310),
             almost = gas_mixture_state(gases, near, 2, 310);
    assert_rel(mix.viscosity_pa_s, pure.viscosity_pa_s, 1e-14);
    assert_rel(mix.molar_mass_kg_mol, pure.molar_mass_kg_mol, 1e-14);
    assert_rel(mix.gamma, pure.gamma, 1e-14);
    assert_rel(mix.v0_m_s, pure.v0_m_s, 1e-14);
    assert_rel(almost.viscosity_pa_s, pure.viscosity_pa_s, 1e-6);
  }
  static const char *const one[] = {"He", "Ar", "H2"}, *const other[] = {"H2", "He", "Ar"};
  static const double one_x[] = {0.2, 0.5, 0.3}, other_x[] = {0.3, 0.2, 0.5};
  assert_rel(mixture_viscosity(one, one_x, 3, 300), mixture_viscosity(other, other_x, 3, 300), 1e-14);
  static const char *const twice[] = {"N2", "N2"};
  static const double halves[] = {0.5, 0.5};
  assert_rel(mixture_viscosity(twice, halves, 2, 293.15), 17.56e-6, 1e-12); /* a gas mixed with itself */
}

/* --- a mixture through one branch --- */

/* In a line of helium and a second gas, or of helium alone (NULL). */
static Line bench(int kind, const Gas *second) {
  return bench_new(kind, (const Gas *[]){gas_find("He"), second}, second ? 2 : 1, 293.15, 293.15);
}

static BranchFlow flow_of(const Line *b, double he1, double n1, double he2, double n2) {
  double two[4] = {he1, n1, he2, n2}, one[2] = {he1, he2};
  return bench_flow(b, b->network.n_gas == 2 ? two : one);
}

/* Free-molecular: each gas by itself with sqrt(1/M), also against the other's gradient. */
static void test_molecular_gases_ignore_each_other(void **state) {
  (void)state;
  double root = sqrt(28.0135 / 4.0026);
  for (int kind = 0; kind < KINDS; kind++) {
    Line b = bench(kind, gas_find("N2"));
    BranchFlow same = flow_of(&b, 3e-7, 3e-7, 1e-7, 1e-7), against = flow_of(&b, 3e-7, 1e-7, 1e-7, 3e-7),
               alone = flow_of(&b, 3e-7, 0, 1e-7, 0);
    double want = kind == CONDUCTANCE ? 1 : root;
    assert_rel(same.q[0] / same.q[1], want, 1e-4);
    assert_rel(against.q[0] / -against.q[1], want, 1e-4);
    assert_rel(same.q[0], alone.q[0], 1e-4);
    line_close(&b);
  }
}

/* Viscous: the mixture flows with its upstream composition, whichever side is upstream. */
static void test_viscous_flow_carries_upstream_composition(void **state) {
  (void)state;
  for (int kind = 0; kind < CONDUCTANCE; kind++) {
    Line b = bench(kind, gas_find("N2"));
    BranchFlow on = flow_of(&b, 2e5, 6e5, 1e5, 1e4), back = flow_of(&b, 1e4, 1e5, 6e5, 2e5);
    assert_rel(on.q[0] / (on.q[0] + on.q[1]), 0.25, 5e-3);
    assert_rel(back.q[0] / (back.q[0] + back.q[1]), 0.75, 5e-3);
    assert_true(on.q[0] > 0 && back.q[0] < 0);
    line_close(&b);
  }
}

/* A gas that is upstream alone flows down, at every rarefaction; one that is downstream alone flows up or stands. */
static void test_no_gas_comes_from_where_it_is_not(void **state) {
  (void)state;
  static const double fractions[] = {1e-9, 1e-3, 0.5, 0.999, 1 - 1e-9};
  for (int kind = 0; kind < KINDS; kind++) {
    Line b = bench(kind, gas_find("SF6"));
    for (double p = 1e-6; p < 1e6; p *= 1.7)
      for (int k = 0; k < 5; k++) {
        double he = p * fractions[k], sf6 = p * (1 - fractions[k]);
        BranchFlow empty = flow_of(&b, he, sf6, 0, 0), other = flow_of(&b, he, 0, 0, 0.9 * sf6 + 0.1 * p);
        assert_true(empty.q[0] > 0 && empty.q[1] > 0);
        assert_true(other.q[0] >= 0 && other.q[1] <= 0);
      }
    line_close(&b);
  }
}

/* The mixture's path with a second gas of fraction 0 is the single gas's path. */
static void test_absent_gas_changes_nothing(void **state) {
  (void)state;
  for (int kind = 0; kind < KINDS; kind++) {
    Line one = bench(kind, NULL), two = bench(kind, gas_find("N2"));
    for (double p1 = 1e-6; p1 < 1e7; p1 *= 10)
      for (int k = 0; k < 4; k++) {
        static const double ratios[] = {0, 0.5, 0.99, 3};
        double p2 = p1 * ratios[k];
        BranchFlow a = flow_of(&one, p1, 0, p2, 0), b = flow_of(&two, p1, 0, p2, 0);
        double scale = fabs(a.d1[0]) + fabs(a.d2[0]);
        assert_rel(b.q[0], a.q[0], 1e-9);
        assert_true(b.q[1] == 0);
        assert_abs(b.d1[0], a.d1[0], 1e-9 * scale);
        assert_abs(b.d2[0], a.d2[0], 1e-9 * scale);
        assert_true(b.d1[2] == 0 && b.d2[2] == 0); /* helium moves no nitrogen that is not there */
        assert_true(b.d1[3] >= 0 && b.d2[3] <= 0 && b.d1[3] - b.d2[3] > 0); /* but nitrogen could flow: not singular */
        assert_int_equal(a.choked, b.choked);
      }
    line_close(&one), line_close(&two);
  }
}

static void test_mixture_at_rest_and_at_nothing(void **state) {
  (void)state;
  for (int kind = 0; kind < KINDS; kind++) {
    Line b = bench(kind, gas_find("N2"));
    for (double p = 1e-8; p < 1e7; p *= 10) {
      BranchFlow rest = flow_of(&b, p, 3 * p, p, 3 * p);
      assert_true(rest.q[0] == 0 && rest.q[1] == 0);
      assert_true(rest.d1[0] * rest.d1[3] - rest.d1[1] * rest.d1[2] > 0); /* full rank: dead ends can be solved */
    }
    BranchFlow nothing = flow_of(&b, 0, 0, 0, 0), below = flow_of(&b, -1e-3, 0, 1e-3, -1);
    for (int k = 0; k < 4; k++)
      assert_true(isfinite(nothing.d1[k]) && isfinite(nothing.d2[k]) && isfinite(below.d1[k]) && isfinite(below.d2[k]));
    assert_true(nothing.q[0] == 0 && nothing.q[1] == 0 && nothing.d1[0] > 0 && nothing.d1[3] > 0);
    assert_true(isfinite(below.q[0]) && isfinite(below.q[1]));
    line_close(&b);
  }
}

/* A second gas with helium's properties: both together flow as helium of their total pressure does. */
static void test_twin_gases_flow_as_one(void **state) {
  (void)state;
  Gas twin = *gas_find("He");
  for (int kind = 0; kind < KINDS; kind++) {
    Line one = bench(kind, NULL), two = bench(kind, &twin);
    for (double p = 1e-6; p < 1e7; p *= 10) {
      BranchFlow alone = flow_of(&one, p, 0, 0.4 * p, 0), both = flow_of(&two, 0.3 * p, 0.7 * p, 0.25 * p, 0.15 * p);
      assert_rel(both.q[0] + both.q[1], alone.q[0], 1e-9);
    }
    line_close(&one), line_close(&two);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_gas_table),
      cmocka_unit_test(test_rarefaction),
      cmocka_unit_test(test_wilke_against_published_mixtures),
      cmocka_unit_test(test_mixture_at_its_ends),
      cmocka_unit_test(test_molecular_gases_ignore_each_other),
      cmocka_unit_test(test_viscous_flow_carries_upstream_composition),
      cmocka_unit_test(test_no_gas_comes_from_where_it_is_not),
      cmocka_unit_test(test_absent_gas_changes_nothing),
      cmocka_unit_test(test_mixture_at_rest_and_at_nothing),
      cmocka_unit_test(test_twin_gases_flow_as_one),
  };
  return cmocka_run_group_tests_name("gases and mixtures", tests, NULL, NULL);
}
