/* Surfaces that outgas: the law and its table, a line at rest, and their clock as a run goes on. */
#include "models/surface.h"
#include "sim/app/commands.h"
#include "sim/transient/exposure.h"
#include "tests/capture.h"
#include "tests/line.h"
#include "tests/reads.h"

static const double hour_s = 3600;

static Surface surface_of(const char *material, const char *treatment, double area_m2, double age_s) {
  Surface surface;
  char message[256] = "";
  component_defaults(&surface_type, &surface);
  while (strcmp(surface_materials[surface.material], material) != 0)
    surface.material++;
  while (strcmp(surface_treatments[surface.treatment], treatment) != 0)
    surface.treatment++;
  surface.area_m2 = area_m2;
  surface.age_s = age_s;
  if (!surface_type.resolve(&surface, &(ComponentContext){0}, message, sizeof message)) fail_msg("%s", message);
  return surface;
}

static void test_law(void **state) {
  (void)state;
  Surface steel = surface_of("stainless_steel", "unbaked", 0.6, hour_s - 60);
  assert_rel(surface_load(&steel).value_pa_m3_s, 0.6 * 1.8e-5, 1e-14);
  surface_expose(&steel, 9 * hour_s);
  assert_rel(surface_load(&steel).value_pa_m3_s, 0.6 * 1.8e-5 * pow(10, -0.9), 1e-14);
  surface_expose(&steel, 0);
  assert_rel(surface_load(&steel).value_pa_m3_s, 0.6 * 1.8e-5, 1e-14);
  Surface fresh = surface_of("stainless_steel", "unbaked", 0.6, NAN);
  assert_rel(surface_load(&fresh).value_pa_m3_s, 0.6 * 1.8e-5 * pow(60, 0.9), 1e-14); /* at t = 0 after a minute */
  assert_false(surface_has_age(&fresh));
  assert_true(surface_has_age(&steel));
}

static void test_band_and_gas(void **state) {
  (void)state;
  Surface steel = surface_of("stainless_steel", "baked", 2, 0), rubber = surface_of("FKM", "baked_100C", 2, 0);
  SurfaceLoad load = surface_load(&steel);
  assert_rel(load.low_pa_m3_s, 2 * 2.7e-9, 1e-14);
  assert_rel(load.high_pa_m3_s, 2 * 1e-7, 1e-14);
  assert_ptr_equal(steel.emits.gas[0], gas_find("H2"));
  assert_ptr_equal(rubber.emits.gas[0], gas_find("H2O"));
  rubber.q1h_pa_m_s = 1e-5; /* measured: no band */
  rubber.gas = (GasBlend){.n = 1, .gas = {gas_find("N2")}, .x = {1}};
  assert_true(surface_type.resolve(&rubber, &(ComponentContext){0}, (char[8]){""}, 8));
  load = surface_load(&rubber);
  assert_rel(load.value_pa_m3_s, 2e-5 * pow(60, 0.6), 1e-14);
  assert_rel(load.low_pa_m3_s, load.high_pa_m3_s, 1e-15);
  assert_ptr_equal(rubber.emits.gas[0], gas_find("N2"));
}

/* Every row says where it comes from, lies in its band, and has a material and treatment that can be named. */
static void test_rows(void **state) {
  (void)state;
  for (int i = 0; i < outgassing_row_count; i++) {
    const OutgassingRow *row = &outgassing_rows[i];
    if (!(row->low_pa_m_s < row->q1h_pa_m_s && row->q1h_pa_m_s < row->high_pa_m_s))
      fail_msg("%s, %s: not within its band", row->material, row->treatment);
    assert_true(row->high_pa_m_s / row->low_pa_m_s >= 8.5); /* scatter of 3 to 10 either way */
    assert_true(row->low_pa_m_s > 0 && row->decay >= 0 && row->decay <= 1.2);
    assert_true(strlen(row->source) > 3);
    assert_non_null(gas_find(row->gas));
    surface_of(row->material, row->treatment, 1, 0);
    for (int k = 0; k < i; k++)
      assert_true(strcmp(row->material, outgassing_rows[k].material) != 0 ||
                  strcmp(row->treatment, outgassing_rows[k].treatment) != 0);
  }
  for (int i = 0; surface_materials[i]; i++) {
    int rows = 0;
    for (int k = 0; k < outgassing_row_count; k++)
      rows += strcmp(outgassing_rows[k].material, surface_materials[i]) == 0;
    assert_int_equal(rows == 0, strcmp(surface_materials[i], "other") == 0);
  }
}

/* --- in a line --- */

#define PUMP "pumps = { P = { at = \"a\"; speed = \"2 L/s\"; }; }; analysis = { steady = { }; };"

static double flow_of(const Line *line, int branch, const char *gas) {
  for (int i = 0; i < line->network.n_gas; i++)
    if (line->network.gases[i] == gas_find(gas)) return line->result.q[branch * line->network.n_gas + i];
  return 0;
}

/* The study's own network, lent to the rig that solves. */
static Line solve(Reads *reads) {
  Line line = {.network = reads->study.network};
  reads->study.network = (Network){0};
  assert_int_equal(line_solve(&line), STATUS_OK);
  return line;
}

static void close_line(Line *line, Reads *reads) {
  line_close(line);
  reads_free(reads);
}

/* p = Q/S; all of it counts as the line's only gas, and the reader says so. */
static void test_single_gas(void **state) {
  (void)state;
  Reads reads =
      read_text_of("nodes = { a = { volume = 1.0; surfaces = ( { material = \"aluminium\"; treatment = \"unbaked\"; "
                   "area = \"0.5 m2\"; age = \"1 h\"; } ); }; };" PUMP);
  assert_true(warned(&reads, "nodes.a.surfaces.[0]: gives off H2O, which counts as air"));
  assert_true(warned(&reads, "ESTIMATE: aluminium, unbaked: 8.4e-06 (2.8e-06 to 5e-05) Pa m3/(s m2)"));
  Line line = solve(&reads);
  int branch = network_find_branch(&line.network, SECTION_SURFACES, "a.surfaces.[0]");
  assert_int_equal(branch, 1 - network_find_branch(&line.network, SECTION_PUMPS, "P"));
  double q = 0.5 * 8.4e-6 * 3600 / 3660;
  assert_rel(flow_of(&line, branch, "air"), q, 1e-12);
  assert_rel(line_pressure(&line, "a"), q / 2e-3, 1e-12);
  assert_rel(line.balance.in_pa_m3_s, q, 1e-12);
  close_line(&line, &reads);
}

/* In a line of several gases each surface gives off its own. */
static void test_several_gases(void **state) {
  (void)state;
  Reads reads =
      read_text_of("gas = \"N2\"; sources = { MFC = { at = \"a\"; flow = \"1e-3 Pa m3/s\"; gas = \"Ar\"; }; };"
                   "nodes = ( { name = \"a\"; volume = 1.0; surfaces = ("
                   "{ material = \"stainless_steel\"; treatment = \"baked\"; area = \"2 m2\"; age = 0; },"
                   "{ material = \"other\"; rate = \"1e-6 mbar L/s/cm2\"; decay = 0; gas = { H2O = 0.75; CO2 = 0.25; "
                   "}; area = \"1 cm2\";"
                   " age = 0; } ); } );" PUMP);
  assert_false(warned(&reads, "counts as"));
  assert_int_equal(reads.study.network.n_gas, 5); /* N2, Ar, H2, H2O, CO2 */
  Line line = solve(&reads);
  assert_rel(line_partial(&line, "a", "H2"), 2e-8 / 2e-3, 1e-12);
  assert_rel(line_partial(&line, "a", "H2O"), 0.75e-7 / 2e-3, 1e-12);
  assert_rel(line_partial(&line, "a", "CO2"), 0.25e-7 / 2e-3, 1e-12);
  close_line(&line, &reads);
}

/* `--set` reaches a member of the list; steady or not, a measure can look at it. */
static void test_paths(void **state) {
  (void)state;
  static const char text[] =
      "nodes = { a = { volume = 1.0; surfaces = ( { material = \"NBR\"; area = 1; age = 0; }, { material = \"NBR\"; "
      "area = 2; "
      "age = 0; } ); }; }; measure = { q = { throughput = \"a.surfaces.[1]\"; at = \"steady\"; }; };" PUMP;
  const char *const sets[] = {"nodes.a.surfaces.[1].area=300 cm2", "nodes.a.surfaces.[0].material=PTFE", NULL};
  Reads reads = read_with(text, sets);
  const Network *network = &reads.study.network;
  int second = network_find_branch(network, SECTION_SURFACES, "a.surfaces.[1]");
  assert_rel(((const Surface *)network->branches[second].params)->area_m2, 0.03, 1e-15);
  const Surface *first = network->branches[network_find_branch(network, SECTION_SURFACES, "a.surfaces.[0]")].params;
  assert_string_equal(first->row->material, "PTFE");
  assert_int_equal(reads.study.measures.rows[0].probe.object, second);
  reads_free(&reads);
}

/* A run needs no age, a steady state does: also where it is asked for by the command alone. */
static int run_command(void *command) {
  char path[PATH_SIZE], folder[PATH_SIZE], to[] = "-o", quiet[] = "--quiet", plain[] = "--no-render";
  scratch(path, "ageless.cfg");
  scratch(folder, "ageless_out");
  char *arguments[] = {command, path, to, folder, quiet, plain, NULL};
  return command_study(6, arguments);
}

static void test_age_by_command(void **state) {
  (void)state;
  char path[PATH_SIZE], out[4096], err[4096], rm[PATH_SIZE + 16], transient[] = "transient", steady[] = "steady";
  scratch(path, "ageless.cfg");
  write_file(path, "nodes = { a = { volume = 1.0; surfaces = ( { material = \"NBR\"; area = 1; } ); }; };"
                   "pumps = { P = { at = \"a\"; speed = 1; }; }; analysis = { transient = { until = 10; }; };");
  assert_int_equal(with_output(run_command, transient, out, err, sizeof out), 0);
  assert_int_equal(with_output(run_command, steady, out, err, sizeof out), 3);
  assert_non_null(strstr(err, "nodes.a.surfaces.[0]: lacks 'age'"));
  unlink(path);
  scratch(path, "ageless_out");
  snprintf(rm, sizeof rm, "rm -r '%s'", path);
  assert_int_equal(system(rm), 0);
}

/* --- the clock of a run --- */

static void add_surface(Line *line, const char *name, const char *node, double age_s) {
  Surface surface = surface_of("NBR", "only", 1, age_s);
  assert_true(network_add_branch(&line->network, name, &surface_type, &surface, NETWORK_NOWHERE,
                                 network_find_node(&line->network, node)) >= 0);
}

static double exposed_s(const Line *line, int branch) {
  return ((const Surface *)line->network.branches[branch].params)->exposed_s;
}

static void test_exposure(void **state) {
  (void)state;
  Line line = line_new();
  char message[64];
  line_volume(&line, "a", 1, 101325);
  line_volume(&line, "b", 1, 5e3);
  add_surface(&line, "a.surfaces.[0]", "a", 100);
  add_surface(&line, "b.surfaces.[0]", "b", NAN);
  add_surface(&line, "a.surfaces.[1]", "a", NAN);
  assert_true(network_derive(&line.network, message, sizeof message));
  double p[3] = {101325, 5e3, 0};
  Exposure exposure;
  assert_true(exposure_init(&exposure, &line.network, p));
  assert_int_equal(exposure.n_nodes, 2);
  exposure_place(&exposure, &line.network, 50);
  assert_rel(exposed_s(&line, 0), 100, 1e-15); /* above: its clock stands */
  assert_rel(exposed_s(&line, 1), 50, 1e-15);  /* below from the start */
  assert_true(exposure_excess(&exposure, 0, &line.network, p) < 0);
  assert_false(exposure_turn(&exposure, &line.network, 60, p));
  p[0] = 1e4; /* falls */
  assert_true(exposure_excess(&exposure, 0, &line.network, p) >= 0);
  assert_true(exposure_turn(&exposure, &line.network, 70, p));
  assert_false(exposure_turn(&exposure, &line.network, 70, p));
  exposure.base_s = 70;
  exposure_place(&exposure, &line.network, 30);
  assert_rel(exposed_s(&line, 0), 130, 1e-15);
  assert_rel(exposed_s(&line, 2), 30, 1e-15);
  assert_rel(exposed_s(&line, 1), 100, 1e-15);
  p[0] = 1.005e4; /* rises, but hardly */
  assert_false(exposure_turn(&exposure, &line.network, 80, p));
  p[0] = p[1] = 2e4;
  assert_true(exposure_runs(&exposure));
  assert_true(exposure_turn(&exposure, &line.network, 90, p));
  assert_false(exposure_runs(&exposure));
  exposure.base_s = 90;
  exposure_place(&exposure, &line.network, 10);
  assert_rel(exposed_s(&line, 0), 100, 1e-15);
  assert_abs(exposed_s(&line, 2), 0, 0);
  p[1] = 9e3; /* falls again: anew */
  assert_true(exposure_turn(&exposure, &line.network, 120, p));
  exposure.base_s = 120;
  exposure_place(&exposure, &line.network, 5);
  assert_rel(exposed_s(&line, 1), 5, 1e-15);
  exposure_free(&exposure, &line.network);
  assert_abs(exposed_s(&line, 1), 0, 0);
  assert_rel(exposed_s(&line, 0), 100, 1e-15);
  line_close(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_law),
      cmocka_unit_test(test_band_and_gas),
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_single_gas),
      cmocka_unit_test(test_several_gases),
      cmocka_unit_test(test_paths),
      cmocka_unit_test(test_age_by_command),
      cmocka_unit_test(test_exposure),
  };
  return cmocka_run_group_tests_name("surface", tests, NULL, NULL);
}
