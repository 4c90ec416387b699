/* ISO 6358, IEC 60534, aperture, long and laminar tube against the formulas of the standards and textbooks, written out anew here. */
#include "tests/line.h"

static const double pi = 3.14159265358979323846, gas_constant = 8.31446261815324;

static double flow_through(const char *type, const char *key, double value, const char *key2, double value2, double p1,
                           double p2, const char *gas, double temperature_k) {
  Line line = line_new();
  GasBlend blend = {.n = 1, .gas = {gas_find(gas)}, .x = {1}};
  line.network.gas = blend;
  line_node(&line, "a", (NodeParams){.pressure_pa = p1, .temperature_k = temperature_k, .fixed = true});
  line_node(&line, "b", (NodeParams){.pressure_pa = p2, .temperature_k = temperature_k, .fixed = true});
  line_element(&line, "X", type, "a", "b", key, value, key2, value2, NULL);
  assert_int_equal(line_solve(&line), STATUS_OK);
  double q = line_flow(&line, "X");
  line_close(&line);
  return q;
}

static double psi(double gamma) {
  return sqrt(gamma) * pow(2 / (gamma + 1), (gamma + 1) / (2 * (gamma - 1)));
}

/* The maker's example: C = 2 dm3/(s bar), b = 0.3, 0.4 to 0.3 MPa(G) counted as 0.5 to 0.4 MPa, gives 420 L/min (ANR: 20 degC, 100 kPa).
   By hand: 600 * 2 * 0.5 * sqrt(1 - ((0.8 - 0.3)/0.7)^2) = 419.9. */
static void test_iso_makers_example(void **state) {
  (void)state;
  double q = flow_through("iso6358", "C", 2e-8, "b", 0.3, 0.5e6, 0.4e6, "air", 293.15);
  double anr_l_min = q / 1e5 * 6e4; /* pV at 293.15 K: 1 bar m3/s is 6e4 L/min */
  /* ISO's 1.185 kg/m3 is humid air; of dry air of M = 28.9655 g/mol the same mass fills 0.3 % less at 100 kPa */
  double mass = anr_l_min * 1e5 * 28.9655e-3 / (gas_constant * 293.15) / 1.185;
  assert_rel(mass, 600 * 2 * 0.5 * sqrt(1 - pow(0.5 / 0.7, 2)), 1e-4);
}

/* mdot = C rho0 p1 sqrt(T0/T1) sqrt(M/28.9655) psi(gamma)/psi(1.4) phi(r), to 0.01 %. */
static void test_iso_formula_over_gases_and_ratios(void **state) {
  (void)state;
  static const char *const gases[] = {"air", "He", "Ar", "SF6"};
  static const double ratios[] = {0, 0.2, 0.39, 0.41, 0.5, 0.7, 0.9, 0.98};
  for (size_t g = 0; g < 4; g++)
    for (size_t k = 0; k < 8; k++) {
      const Gas *gas = gas_find(gases[g]);
      double r = ratios[k], p1 = 3e5, t = 310, x = (r - 0.4) / 0.6, phi = r <= 0.4 ? 1 : sqrt(1 - x * x);
      double mass = 1e-8 * 1.185 * p1 * sqrt(293.15 / t) * sqrt(gas->molar_mass_kg_mol / 28.9655e-3) * psi(gas->gamma) /
                    psi(1.4) * phi;
      double q = mass * gas_constant * 293.15 / gas->molar_mass_kg_mol;
      assert_rel(flow_through("iso6358", "C", 1e-8, "b", 0.4, p1, r * p1, gases[g], t), q, 1e-4);
    }
}

/* mdot[kg/h] = 31.6 Kv Y sqrt(x p1[bar] rho1), Y = 1 - x/(3 F_gamma xT), x no larger than F_gamma xT; to 0.01 %. */
static double iec_throughput(double kv, double xt, double p1, double p2, const Gas *gas, double t) {
  double f = gas->gamma / 1.4, x = fmin((p1 - p2) / p1, f * xt),
         density = p1 * gas->molar_mass_kg_mol / (gas_constant * t);
  double mass = 31.6 / 3600 * kv * (1 - x / (3 * f * xt)) * sqrt(x * p1 / 1e5 * density);
  return mass * gas_constant * 293.15 / gas->molar_mass_kg_mol;
}

static void test_iec_formula(void **state) {
  (void)state;
  static const double drops[] = {0.01, 0.1, 0.3, 0.5, 0.69, 0.71, 1};
  for (size_t k = 0; k < 7; k++) {
    double p1 = 4e5, p2 = p1 * (1 - drops[k]);
    assert_rel(flow_through("kv", "value", 0.5, "xT", 0.7, p1, p2, "air", 293.15),
               iec_throughput(0.5, 0.7, p1, p2, gas_find("air"), 293.15), 1e-4);
    assert_rel(flow_through("kv", "value", 0.5, "xT", 0.6, p1, p2, "Ar", 300),
               iec_throughput(0.5, 0.6, p1, p2, gas_find("Ar"), 300), 1e-4);
    assert_rel(flow_through("cv", "value", 0.7, "xT", 0.7, p1, p2, "N2", 293.15),
               iec_throughput(0.7 * 0.865, 0.7, p1, p2, gas_find("N2"), 293.15), 1e-4);
    assert_rel(flow_through("av", "value", 1.4e-5, "xT", 0.7, p1, p2, "N2", 293.15),
               iec_throughput(0.5, 0.7, p1, p2, gas_find("N2"), 293.15), 1e-4);
  }
}

/* Aperture: C = A cbar/4, 11.5726 L/s per cm2 for air at 20 degC. */
static void test_free_molecular_aperture(void **state) {
  (void)state;
  double area_cm2 = pi * 0.25 * 0.2 * 0.2;
  double q = flow_through("orifice", "diameter", 0.002, "thickness", 0.0, 1e-4, 0, "air", 293.15);
  assert_rel(q / 1e-4, 11.5726e-3 * area_cm2, 1e-4);
}

/* Long tube: C = pi D^3 cbar/(12 L), which the exact transmission approaches from below: 0.7 % at L/R = 1000, 0.2 % at 4000. */
static void test_free_molecular_long_tube(void **state) {
  (void)state;
  const Gas *gas = gas_find("N2");
  double d = 0.005, length = 10, cbar = sqrt(8 * gas_constant * 293.15 / (pi * gas->molar_mass_kg_mol));
  double q = flow_through("tube", "diameter", d, "length", length, 1e-5, 0, "N2", 293.15);
  assert_rel(q / 1e-5, pi * d * d * d * cbar / (12 * length), 3e-3);
}

/* Laminar isothermal tube: q = pi D^4 (p1^2 - p2^2)/(256 mu L). */
static void test_laminar_tube(void **state) {
  (void)state;
  double d = 0.002, length = 20, p1 = 101325, p2 = 100325;
  double q = flow_through("tube", "diameter", d, "length", length, p1, p2, "air", 293.15);
  assert_rel(q, pi * pow(d, 4) * (p1 * p1 - p2 * p2) / (256 * 18.191e-6 * length), 3e-3);
}

/* The estimated valve: choked flow 0.75 of the ideal one of its orifice, molecular 0.35 of its aperture (models/LAWS.md section 6). */
static void test_estimated_valve_in_its_limits(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 5e5), line_fixed(&line, "v", 0), line_fixed(&line, "m", 1e-5);
  line_element(&line, "choked", "valve", "a", "v", "part", "XSA2-43", "state", 1, NULL);
  line_element(&line, "free", "valve", "m", "v", "part", "XSA2-43", "state", 1, NULL);
  assert_int_equal(line_solve(&line), STATUS_OK);
  double area = pi * 9e-6, ideal = area * psi(1.4) * sqrt(gas_constant * 293.15 / 28.9655e-3);
  assert_rel(line_flow(&line, "choked"), 0.75 * ideal * 5e5, 1e-3);
  assert_rel(line_flow(&line, "free") / 1e-5, 0.35 * 115.726 * area, 1e-4);
  line_close(&line);
}

/* A closed XSA valve passes its catalogue seat leak at 0.1 MPa, read as air; in proportion below it; helium 2.69 times as much. */
static void test_seat_leak(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "a", 1e5), line_fixed(&line, "b", 0), line_fixed(&line, "c", 2e4);
  line_element(&line, "full", "valve", "a", "b", "part", "XSA1-12", NULL);
  line_element(&line, "fifth", "valve", "c", "b", "part", "XSA1-12", NULL);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_rel(line_flow(&line, "full"), 1.3e-9, 1e-12);
  assert_rel(line_flow(&line, "fifth"), 1.3e-9 / 5, 1e-12);
  line_close(&line);
  assert_rel(flow_through("valve", "diameter", 0.002, "internal_leakage", 1.3e-9, 1e5, 0, "He", 293.15),
             1.3e-9 * sqrt(28.9655 / 4.0026), 1e-12);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_iso_makers_example),
      cmocka_unit_test(test_iso_formula_over_gases_and_ratios),
      cmocka_unit_test(test_iec_formula),
      cmocka_unit_test(test_free_molecular_aperture),
      cmocka_unit_test(test_free_molecular_long_tube),
      cmocka_unit_test(test_laminar_tube),
      cmocka_unit_test(test_estimated_valve_in_its_limits),
      cmocka_unit_test(test_seat_leak),
  };
  return cmocka_run_group_tests_name("restrictions", tests, NULL, NULL);
}
