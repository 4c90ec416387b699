/* Lines of a mixture at rest in time: what becomes of a trace of helium in nitrogen from viscous to molecular flow. */
#include "tests/line.h"

static const double trace = 1e-6;

static GasBlend helium_in_nitrogen(double fraction) {
  return (GasBlend){.n = 2, .gas = {gas_find("He"), gas_find("N2")}, .x = {fraction, 1 - fraction}};
}

static Line mixed_line(double fraction, double pressure_pa) {
  Line line = line_new();
  line.network.gas = helium_in_nitrogen(fraction);
  line_fixed(&line, "in", pressure_pa);
  return line;
}

static void solve(Line *line) {
  assert_int_equal(line_solve(line), STATUS_OK);
  assert_true(line->balance.relative_error <= 1e-9); /* the worst gas at the worst node */
  assert_true(line->balance.ledger_relative_error <= 1e-9);
}

/* Helium over nitrogen in what flows through a branch, against the same in the supply. */
static double enrichment(const Line *line, const char *element, double fraction) {
  int k = network_find_branch(&line->network, SECTION_ELEMENTS, element), n = line->network.n_gas;
  return line->result.q[k * n] / line->result.q[k * n + 1] / (fraction / (1 - fraction));
}

static double fraction_at(const Line *line, const char *node) {
  double he = line_partial(line, node, "He"), n2 = line_partial(line, node, "N2");
  return he / (he + n2);
}

static double split(void) {
  return sqrt(gas_find("N2")->molar_mass_kg_mol / gas_find("He")->molar_mass_kg_mol);
}

/* Two tubes and a volume between them, into a pump that takes every gas alike. */
static Line train(double pressure_pa, double pump_m3_s) {
  Line line = mixed_line(trace, pressure_pa);
  line_volume(&line, "chamber", 1e-3, pressure_pa), line_volume(&line, "foreline", 1e-3, pressure_pa);
  line_element(&line, "T1", "tube", "in", "chamber", "diameter", 4e-3, "length", 0.2, NULL);
  line_element(&line, "T2", "tube", "chamber", "foreline", "diameter", 4e-3, "length", 0.2, NULL);
  line_pump(&line, "P", "foreline", pump_m3_s, 0);
  solve(&line);
  return line;
}

static void test_viscous_line_keeps_the_composition(void **state) {
  (void)state;
  Line line = train(1e5, 1e-3);
  assert_rel(fraction_at(&line, "chamber"), trace, 1e-5);
  assert_rel(fraction_at(&line, "foreline"), trace, 1e-4);
  assert_rel(enrichment(&line, "T2", trace), 1, 1e-4);
  line_close(&line);
}

/* Each gas by itself through C, C and S in series. */
static void test_molecular_line_splits_the_gases(void **state) {
  (void)state;
  const double pressure_pa = 1e-4, pump_m3_s = 1e-2;
  Line line = train(pressure_pa, pump_m3_s);
  const Branch *tube = &line.network.branches[network_find_branch(&line.network, SECTION_ELEMENTS, "T1")];
  const char *const names[] = {"He", "N2"};
  for (int i = 0; i < 2; i++) {
    GasState gas = gas_state(gas_find(names[i]), 293.15);
    double c = tube->type->molecular_conductance_m3_s(tube->params, &gas), resistance = 2 / c + 1 / pump_m3_s;
    double q = pressure_pa * (i ? 1 - trace : trace) / resistance;
    assert_rel(line_partial(&line, "foreline", names[i]), q / pump_m3_s, 1e-4);
    assert_rel(line_partial(&line, "chamber", names[i]), q / pump_m3_s + q / c, 1e-4);
  }
  line_close(&line);
}

/* Into vacuum, and into half the pressure of the same composition. */
static double split_at(const char *type, double fraction, double pressure_pa, double downstream) {
  Line line = mixed_line(fraction, pressure_pa);
  line_fixed(&line, "out", downstream * pressure_pa);
  line_volume(&line, "aside", 1e-3, pressure_pa); /* a line has something to solve for */
  line_conductance(&line, "C", "in", "aside", 1e-3);
  if (strcmp(type, "tube") == 0)
    line_element(&line, "X", "tube", "in", "out", "diameter", 4e-3, "length", 0.2, NULL);
  else if (strcmp(type, "slit") == 0)
    line_element(&line, "X", "rectangular", "in", "out", "width", 0.2, "height", 2e-3, "length", 0.2, NULL);
  else if (strcmp(type, "valve") == 0)
    line_element(&line, "X", "valve", "in", "out", "diameter", 4e-3, "state", 1, NULL);
  else
    line_element(&line, "X", "orifice", "in", "out", "diameter", 4e-3, NULL);
  solve(&line);
  double answer = enrichment(&line, "X", fraction);
  line_close(&line);
  return answer;
}

static void test_between_is_monotone(void **state) {
  (void)state;
  static const char *const types[] = {"tube", "slit", "orifice", "valve"};
  static const double fractions[] = {1e-9, 1e-6, 0.5, 1 - 1e-6}, downstream[] = {0, 0.5, 0.95};
  for (int t = 0; t < 4; t++)
    for (int f = 0; f < 4; f++)
      for (int d = 0; d < 3; d++) {
        bool tube =
            strcmp(types[t], "tube") == 0; /* strictly: its rest never goes against the flow, which would be a kink */
        double last = split() * (1 + 1e-9);
        assert_rel(split_at(types[t], fractions[f], 1e-5, downstream[d]), split(), 1e-3);
        assert_rel(split_at(types[t], fractions[f], 1e6, downstream[d]), 1, 2e-3);
        for (double pressure_pa = 1e-5; pressure_pa < 1e6; pressure_pa *= 2) {
          double now = split_at(types[t], fractions[f], pressure_pa, downstream[d]);
          assert_true(now <= last * (1 + 1e-12) && now >= 1 - 1e-12);
          if (tube && pressure_pa > 1e-3 && last > 1 + 1e-3) assert_true(now < last * (1 - 1e-6));
          last = now;
        }
      }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_viscous_line_keeps_the_composition),
      cmocka_unit_test(test_molecular_line_splits_the_gases),
      cmocka_unit_test(test_between_is_monotone),
  };
  return cmocka_run_group_tests_name("lines of a mixture", tests, NULL, NULL);
}
