/* Seals that leak through: A/d, K and its table, humid air, and what counts as which gas. */
#include "models/air.h"
#include "models/constants.h"
#include "models/seal.h"
#include "tests/line.h"
#include "tests/reads.h"

static const double to_20c = 293.15 / 273.15;

static Seal seal_new(const char *material, double temperature_k) {
  Seal seal;
  component_defaults(&seal_type, &seal);
  while (strcmp(seal_materials[seal.material], material) != 0)
    seal.material++;
  seal.temperature_k = temperature_k;
  return seal;
}

static void resolve(Seal *seal) {
  char message[256] = "";
  ComponentContext context = {.ambient_temperature_k = 293.15};
  if (!seal_type.resolve(seal, &context, message, sizeof message)) fail_msg("%s", message);
}

/* By the rectangle of the same section, and by Parker's rule (ORD 5700): L = 0.7 F D P (1 - S)^2 with D in inches and P in psi, F in
   cm3 cm/(cm2 s bar). */
static void test_shape_of_a_ring(void **state) {
  (void)state;
  Seal seal = seal_new("FKM", 298.15);
  seal.length_m = 0.8;
  resolve(&seal);
  assert_rel(seal.shape_m, 4 / PI * 0.8 * 0.64, 1e-14);
  double diameter_in = 0.8 / PI / 0.0254, psi_per_bar = 14.5038, parker_cm = 0.7 * diameter_in * psi_per_bar * 0.64;
  assert_rel(seal.shape_m, 0.01 * parker_cm, 2e-3);
  double w = 3.53e-3, h = 2.7e-3, width = PI / 4 * w * w / h;
  seal.section_m = w, seal.groove_depth_m = h, seal.groove_width_m = 4.7e-3;
  resolve(&seal);
  assert_rel(seal.shape_m, 0.8 * h / width, 1e-12);
}

/* PHYSICS: with A/d = 1 m, dry air 2.5 to 5.1e-8 and the vapour of 50 % RH at 20 degC 4.7 to 6.1e-8 Pa m3/s: K as listed at 25 degC
   times the pressure, at 0 degC. */
static void test_known_figures(void **state) {
  (void)state;
  Seal seal = seal_new("FKM", 298.15);
  seal.area_over_path_m = 1;
  resolve(&seal);
  PermeationBand air, water;
  assert_true(seal_conductance(&seal, gas_find("air"), &air));
  assert_true(seal_conductance(&seal, gas_find("H2O"), &water));
  double vapour_pa = 0.5 * water_saturation_pa(293.15);
  assert_rel(air.low / to_20c * 101325, 2.5e-8, 0.02);
  assert_rel(air.high / to_20c * 101325, 5.1e-8, 0.02);
  assert_rel(water.low / to_20c * vapour_pa, 4.7e-8, 0.01);
  assert_rel(water.high / to_20c * vapour_pa, 6.1e-8, 0.01);
  assert_true(air.low < air.value && air.value < air.high);
}

/* Buck's formula against the steam table: 611.657 Pa at the triple point, 2339.3, 12351.9, 101418 Pa at 20, 50, 100 degC (IAPWS). */
static void test_vapour(void **state) {
  (void)state;
  assert_rel(water_saturation_pa(273.16), 611.657, 1e-3);
  assert_rel(water_saturation_pa(293.15), 2339.3, 1e-3);
  assert_rel(water_saturation_pa(323.15), 12351.9, 2e-3);
  assert_rel(water_saturation_pa(373.15), 101418, 2e-3);
  assert_true(water_saturation_pa(50) >= 0);
}

/* K(T): 50 +- 10 kJ/mol about 25 degC. */
static void test_temperature(void **state) {
  (void)state;
  PermeationBand cold, warm, hot;
  assert_true(permeation_of("FKM", gas_find("He"), 298.15, &warm));
  assert_rel(warm.value, sqrt(9e-12 * 22e-12), 1e-14);
  assert_rel(warm.high, 22e-12, 1e-14);
  assert_true(permeation_of("FKM", gas_find("He"), 293.15, &cold));
  double over_rt = (1 / 293.15 - 1 / 298.15) / GAS_CONSTANT_J_MOL_K;
  assert_rel(cold.value / warm.value, exp(-50e3 * over_rt), 1e-12);
  assert_rel(cold.low / warm.low, exp(-60e3 * over_rt), 1e-12);
  assert_rel(cold.high / warm.high, exp(-40e3 * over_rt), 1e-12);
  assert_true(permeation_of("FKM", gas_find("He"), 373.15, &hot));
  assert_true(hot.high / hot.low > warm.high / warm.low);
  assert_false(permeation_of("FFKM", gas_find("air"), 298.15, &hot));
  Seal seal = seal_new("other", 293.15);
  seal.area_over_path_m = 1;
  seal.gas_permeability = (GasFigures){1, {gas_find("He")}, {1e-11}};
  resolve(&seal);
  assert_rel(seal.conductance_m3_s[gas_row(gas_find("He"))], 1e-11 * exp(-50e3 * over_rt) * to_20c, 1e-12);
}

static void test_rows(void **state) {
  (void)state;
  for (int i = 0; i < permeation_row_count; i++) {
    const PermeationRow *row = &permeation_rows[i];
    assert_non_null(gas_find(row->gas));
    assert_true(row->low_m2_s > 0 && row->low_m2_s < row->high_m2_s && row->high_m2_s < 1e-9);
    assert_true(strlen(row->source) > 3);
    seal_new(row->material, 300);
    for (int k = 0; k < i; k++)
      assert_true(strcmp(row->material, permeation_rows[k].material) != 0 ||
                  strcmp(row->gas, permeation_rows[k].gas) != 0);
  }
}

/* Every gas by its own partial pressure, both ways; derivatives are the law's, for it is linear. */
static void test_law(void **state) {
  (void)state;
  Seal seal = seal_new("FKM", 298.15);
  seal.area_over_path_m = 2;
  resolve(&seal);
  const Gas *gases[] = {gas_find("N2"), gas_find("He")};
  double p1[] = {1e5, 500}, p2[] = {2e5, 3}, share[] = {0.9, 0.1}, q[2], d1[4], d2[4];
  SpeciesPoint at = {2, gases, p1, p2, 1.005e5, 2e5 + 3, 298.15, 298.15, share};
  seal_type.species(&seal, &at, &(SpeciesFlow){q, d1, d2});
  double n2 = sqrt(0.05e-12 * 0.3e-12) * 2 * to_20c, he = sqrt(9e-12 * 22e-12) * 2 * to_20c;
  assert_rel(q[0], n2 * (0.9 * 1.005e5 - 2e5), 1e-12);
  assert_rel(q[1], he * (0.1 * 1.005e5 - 3), 1e-12);
  assert_rel(d2[3], -he, 1e-12);
  assert_rel(d1[2], 0.1 * he, 1e-12);
  assert_rel(d1[1], 0.9 * n2, 1e-12);
  assert_abs(d2[1], 0, 0);
}

/* --- in a line --- */

#define STEADY "analysis = { steady = { }; };"
#define PUMP   "pumps = { P = { at = \"a\"; speed = \"2 L/s\"; }; };"
#define RING   "seals = ( { material = \"FKM\"; area_over_path = 1.0; temperature = 298.15; } );"

static Line solve(Reads *reads) {
  Line line = {.network = reads->study.network};
  reads->study.network = (Network){0};
  assert_int_equal(line_solve(&line), STATUS_OK);
  return line;
}

static double flow_of(const Line *line, const char *gas) {
  int seal = network_find_branch(&line->network, SECTION_SEALS, "a.seals.[0]");
  assert_true(seal >= 0);
  for (int i = 0; i < line->network.n_gas; i++)
    if (line->network.gases[i] == gas_find(gas)) return line->result.q[seal * line->network.n_gas + i];
  fail_msg("%s is no gas of the line", gas);
  return 0;
}

static void close_line(Line *line, Reads *reads) {
  line_close(line);
  reads_free(reads);
}

static double k_of(const char *gas) {
  PermeationBand band;
  assert_true(permeation_of("FKM", gas_find(gas), 298.15, &band));
  return band.value;
}

/* Air alone: dry air by an effective K, the vapour counts as air. */
static void test_air_line(void **state) {
  (void)state;
  Reads reads = read_text_of("ambient = { humidity = 0.5; }; nodes = { a = { volume = 1.0; " RING " }; };" PUMP STEADY);
  assert_true(warned(&reads, "nodes.a.seals.[0]: H2O permeates into the line and counts as air"));
  assert_true(warned(&reads, "ESTIMATE: FKM at 25 degC lets through, in m2/s, air 3.6e-13 (2.5e-13 to 5e-13), H2O"));
  Line line = solve(&reads);
  assert_int_equal(line.network.n_gas, 1);
  double vapour_pa = 0.5 * water_saturation_pa(293.15), inside_pa = line_pressure(&line, "a");
  double want = to_20c * (k_of("air") * (101325 - vapour_pa - inside_pa) + k_of("H2O") * vapour_pa);
  assert_rel(flow_of(&line, "air"), want, 1e-12);
  assert_rel(line.balance.in_pa_m3_s, want, 1e-12);
  close_line(&line, &reads);
}

/* A chamber full of the air around it stands still; under N2 it does not. */
static void test_rest(void **state) {
  (void)state;
  Reads air = read_text_of("nodes = { a = { volume = 1.0; " RING " }; };" STEADY);
  Line line = solve(&air);
  assert_true(fabs(flow_of(&line, "air")) <= 1e-15 * 101325 * k_of("air"));
  close_line(&line, &air);
  Reads n2 = read_text_of("gas = \"N2\"; nodes = { a = { volume = 1.0; " RING " }; };" STEADY);
  assert_true(warned(&n2, "O2, Ar permeates into the line and counts as N2"));
  line = solve(&n2);
  const GasBlend parts = air_parts();
  double want =
      k_of("N2") * 101325 * (parts.x[0] - 1) + k_of("O2") * 101325 * parts.x[1] + k_of("Ar") * 101325 * parts.x[2];
  assert_rel(flow_of(&line, "N2"), to_20c * want, 1e-12);
  close_line(&line, &n2);
}

/* O2 and H2O enter a line that stands under N2 at 2 bar, while N2 leaves it. */
static void test_purged_line(void **state) {
  (void)state;
  Reads reads = read_text_of("gas = \"N2\"; ambient = { humidity = 0.5; };"
                             "nodes = { a = { volume = 1.0; pressure = \"2 bar\"; " RING " }; };"
                             "sources = { trace = { at = \"a\"; flow = 0.0; gas = \"He\"; }; };" STEADY);
  assert_false(warned(&reads, "counts as"));
  Line line = solve(&reads);
  assert_int_equal(line.network.n_gas, 5); /* N2, He, O2, Ar, H2O */
  double vapour_pa = 0.5 * water_saturation_pa(293.15), dry_pa = 101325 - vapour_pa;
  const GasBlend parts = air_parts();
  assert_rel(flow_of(&line, "N2"), to_20c * k_of("N2") * (parts.x[0] * dry_pa - 2e5), 1e-9);
  assert_rel(flow_of(&line, "O2"), to_20c * k_of("O2") * parts.x[1] * dry_pa, 1e-9);
  assert_rel(flow_of(&line, "H2O"), to_20c * k_of("H2O") * vapour_pa, 1e-9);
  assert_true(fabs(flow_of(&line, "He")) < 1e-20);
  close_line(&line, &reads);
}

/* Where the line's own gas is air, air stays one species beside the others. */
static void test_air_with_others(void **state) {
  (void)state;
  Reads reads = read_text_of("ambient = { humidity = 0.5; }; nodes = { a = { volume = 1.0; " RING " }; };"
                             "sources = { trace = { at = \"a\"; flow = 1e-9; gas = \"He\"; }; };" PUMP STEADY);
  Line line = solve(&reads);
  assert_int_equal(line.network.n_gas, 3); /* air, He, H2O */
  double vapour_pa = 0.5 * water_saturation_pa(293.15);
  assert_rel(flow_of(&line, "air"), to_20c * k_of("air") * (101325 - vapour_pa - line_partial(&line, "a", "air")),
             1e-12);
  assert_rel(flow_of(&line, "H2O"), to_20c * k_of("H2O") * (vapour_pa - line_partial(&line, "a", "H2O")), 1e-9);
  close_line(&line, &reads);
}

/* Leaks draw humid air too, once water is a gas of the line; in N2 they bring air as one species, and the reader says so. */
static void test_leaks_beside(void **state) {
  (void)state;
  Reads reads = read_text_of(
      "gas = \"N2\"; ambient = { humidity = 0.5; }; nodes = { a = { volume = 1.0; " RING " }; };"
      "leaks = { weld = { at = \"a\"; rate = 1e-9; reference = { gas = \"H2O\"; upstream = \"1 atm\"; temperature = "
      "\"20 degC\"; }; }; };" PUMP STEADY);
  assert_true(warned(&reads, "air permeates as N2, O2 and Ar, but leaks draw it as the one species of ambient.gas"));
  Line line = solve(&reads);
  int leak = network_find_branch(&line.network, SECTION_LEAKS, "weld"), n = line.network.n_gas;
  assert_int_equal(n, 5); /* N2, air, O2, Ar, H2O */
  assert_ptr_equal(line.network.gases[n - 1], gas_find("H2O"));
  double vapour_pa = 0.5 * water_saturation_pa(293.15), inside_pa = line_partial(&line, "a", "H2O");
  assert_rel(line.result.q[leak * n + n - 1], 1e-9 * (vapour_pa - inside_pa) / 101325, 1e-9);
  assert_true(flow_of(&line, "O2") > 0);
  close_line(&line, &reads);
}

/* The seal is as warm as its node unless it says otherwise. */
static void test_node_temperature(void **state) {
  (void)state;
  Reads reads =
      read_text_of("nodes = { a = { volume = 1.0; temperature = \"80 degC\"; seals = ( { material = \"FKM\"; length = "
                   "\"1 m\"; } ); }; };" PUMP STEADY);
  const Network *network = &reads.study.network;
  const Seal *seal = network->branches[network_find_branch(network, SECTION_SEALS, "a.seals.[0]")].params;
  assert_rel(seal->at_k, 353.15, 1e-14);
  assert_rel(seal->shape_m, 4 / PI * 0.64, 1e-14);
  reads_free(&reads);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_shape_of_a_ring),
      cmocka_unit_test(test_known_figures),
      cmocka_unit_test(test_vapour),
      cmocka_unit_test(test_temperature),
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_law),
      cmocka_unit_test(test_air_line),
      cmocka_unit_test(test_rest),
      cmocka_unit_test(test_purged_line),
      cmocka_unit_test(test_air_with_others),
      cmocka_unit_test(test_leaks_beside),
      cmocka_unit_test(test_node_temperature),
  };
  return cmocka_run_group_tests_name("seal", tests, NULL, NULL);
}
