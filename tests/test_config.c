/* Right inputs: what a file says is what the study holds. */
#include "config/reading.h"
#include "config/sha256.h"
#include "models/constants.h"
#include "models/leak.h"
#include "models/pump.h"
#include "models/valve.h"
#include "tests/reads.h"

static const char line[] =
    "nodes = { a = { volume = \"1 L\"; }; b = { fixed = true; pressure = 0; }; };\n"
    "elements = { L = { type = \"tube\"; from = \"a\"; to = \"b\"; diameter = 0.01; length = 1; }; };\n";

static const NodeParams *node(const Reads *reads, const char *name) {
  int number = network_find_node(&reads->study.network, name);
  if (number < 0) fail_msg("no node %s", name);
  return &reads->study.network.nodes[number].params;
}

static const Branch *branch(const Reads *reads, Section section, const char *name) {
  int number = network_find_branch(&reads->study.network, section, name);
  if (number < 0) fail_msg("no %s %s", section_key(section), name);
  return &reads->study.network.branches[number];
}

static double value_of(const Reads *reads, Section section, const char *name, const char *key) {
  const Branch *b = branch(reads, section, name);
  const ParamRow *row = component_row(b->type, key);
  assert_non_null(row);
  return *(const double *)((const char *)b->params + row->offset);
}

/* --- tests --- */

static void test_defaults(void **state) {
  (void)state;
  Reads r = read_text_of(line);
  assert_rel(node(&r, "a")->volume_m3, 1e-3, 1e-15);
  assert_rel(node(&r, "a")->pressure_pa, 101325, 0);
  assert_rel(node(&r, "a")->temperature_k, 293.15, 0);
  assert_false(node(&r, "a")->fixed);
  assert_true(node(&r, "b")->fixed);
  assert_true(node(&r, "b")->pressure_pa == 0);
  assert_rel(value_of(&r, SECTION_ELEMENTS, "L", "length"), 1, 0); /* an integer where a float is wanted */
  assert_rel(value_of(&r, SECTION_ELEMENTS, "L", "diameter"), 0.01, 0);
  assert_int_equal(branch(&r, SECTION_ELEMENTS, "L")->from, network_find_node(&r.study.network, "a"));
  assert_int_equal(branch(&r, SECTION_ELEMENTS, "L")->to, network_find_node(&r.study.network, "b"));
  assert_string_equal(r.study.network.gas.gas[0]->name, "air");
  assert_false(r.study.wants_steady || r.study.wants_limits);
  assert_rel(r.study.steady.horizon_s, steady_settings_default().horizon_s, 0);
  assert_non_null(strstr(r.study.title, "study.cfg"));
  assert_true(warned(&r, "analysis: is not given"));
  reads_free(&r);
}

static void test_gauge_counts_from_ambient(void **state) {
  (void)state;
  Reads r = read_text_of("nodes = { a = { volume = 1.0; pressure = \"0.2 MPa(G)\"; }; b = { volume = 1.0; }; c = { "
                         "fixed = true; pressure = \"0.2 MPa\"; }; };\n"
                         "ambient = { pressure = \"95 kPa\"; temperature = \"25 degC\"; humidity = \"40 %\"; gas = "
                         "\"N2\"; };\nanalysis = { };\n");
  assert_rel(node(&r, "a")->pressure_pa, 295e3, 1e-14);
  assert_rel(node(&r, "b")->pressure_pa, 95e3, 1e-14);
  assert_rel(node(&r, "b")->temperature_k, 298.15, 1e-14);
  assert_rel(node(&r, "c")->pressure_pa, 200e3, 1e-14);
  assert_rel(r.study.network.ambient.humidity, 0.4, 1e-14);
  assert_string_equal(r.study.network.ambient.gas.gas[0]->name, "N2");
  assert_true(warned(&r, "nodes.a: is connected to nothing"));
  reads_free(&r);
}

static void test_lists_are_groups(void **state) {
  (void)state;
  Reads groups = read_text_of(line);
  Reads lists = read_text_of(
      "nodes = ( { name = \"a\"; volume = \"1 L\"; }, { name = \"b\"; fixed = true; pressure = 0; } );\n"
      "elements = ( { name = \"L\"; type = \"tube\"; from = \"a\"; to = \"b\"; diameter = 0.01; length = 1; } );\n");
  assert_int_equal(groups.study.network.n_nodes, lists.study.network.n_nodes);
  for (int i = 0; i < groups.study.network.n_nodes; i++) {
    assert_string_equal(groups.study.network.nodes[i].name, lists.study.network.nodes[i].name);
    assert_memory_equal(&groups.study.network.nodes[i].params, &lists.study.network.nodes[i].params,
                        sizeof(NodeParams));
  }
  const Branch *a = branch(&groups, SECTION_ELEMENTS, "L"), *b = branch(&lists, SECTION_ELEMENTS, "L");
  assert_memory_equal(a->params, b->params, a->type->size);
  reads_free(&groups);
  reads_free(&lists);
}

static void test_gases(void **state) {
  (void)state;
  char text[1024];
  snprintf(text, sizeof text,
           "%sgas = { N2 = \"78.0 %%\"; O2 = 0.2099999; Ar = 0.01; };\nsources = { S = { at = \"a\"; flow = \"10 "
           "sccm\"; gas = \"He\"; }; };\n",
           line);
  Reads r = read_text_of(text);
  const GasBlend *gas = &r.study.network.gas;
  assert_int_equal(gas->n, 3);
  assert_rel(gas->x[0] + gas->x[1] + gas->x[2], 1, 1e-15);
  assert_rel(gas->x[1], 0.2099999 / 0.9999999, 1e-14);
  assert_rel(value_of(&r, SECTION_SOURCES, "S", "flow"), 10 * SCCM_PA_M3_S, 1e-14);
  assert_int_equal(r.study.network.n_gas, 4);
  assert_int_equal(branch(&r, SECTION_SOURCES, "S")->from, NETWORK_NOWHERE);
  reads_free(&r);
}

static void test_pumps_and_leaks(void **state) {
  (void)state;
  char text[1024];
  snprintf(text, sizeof text,
           "%spumps = { P = { type = \"pump\"; at = \"a\"; curve = ( (\"1 Pa\", \"4 L/s\"), [ 10.0, 0.005 ] ); exhaust "
           "= \"b\"; running = false; }; };\n"
           "leaks = { w = { at = \"a\"; rate = \"1e-9 mbar L/s\"; reference = { gas = \"He\"; upstream = \"1 atm\"; "
           "temperature = \"20 degC\"; }; };\n"
           "          v = { at = \"a\"; rate = 1e-9; }; };\n",
           line);
  Reads r = read_text_of(text);
  const Pump *pump = branch(&r, SECTION_PUMPS, "P")->params;
  assert_int_equal(pump->curve.n, 2);
  assert_rel(pump->curve.y[0], 4e-3, 1e-14);
  assert_rel(pump->curve.x[1], 10, 0);
  assert_false(pump->running);
  assert_int_equal(branch(&r, SECTION_PUMPS, "P")->to, network_find_node(&r.study.network, "b"));
  const Leak *leak = branch(&r, SECTION_LEAKS, "w")->params;
  assert_true(leak->has_reference);
  assert_rel(leak->reference.rate_pa_m3_s, 1e-10, 1e-14);
  assert_rel(leak->reference.upstream_pa, 101325, 1e-14);
  assert_false(((const Leak *)branch(&r, SECTION_LEAKS, "v")->params)->has_reference);
  reads_free(&r);
}

static void test_analysis(void **state) {
  (void)state;
  char text[1024];
  snprintf(text, sizeof text,
           "%sanalysis = { limits = { margin = \"20 %%\"; differential = \"absolute\"; behaviour = \"commanded\"; };\n"
           "steady = { horizon = \"1 h\"; states = \"final\"; }; };\ntitle = \"caf\xc3\xa9\";\n",
           line);
  Reads r = read_text_of(text);
  assert_true(r.study.wants_limits && r.study.wants_steady && r.study.steady_final_states);
  assert_rel(r.study.limits.margin, 0.2, 1e-14);
  assert_int_equal(r.study.limits.differential, DIFFERENTIAL_ABSOLUTE);
  assert_rel(r.study.steady.horizon_s, 3600, 1e-14);
  assert_string_equal(r.study.title, "caf\xc3\xa9");
  assert_int_equal(r.study.warning_count, 1);
  assert_true(warned(&r, "analysis.steady.states: 'final' changes nothing without a schedule"));
  reads_free(&r);
  snprintf(text, sizeof text, "%sanalysis = { limits = { }; };\n", line);
  r = read_text_of(text);
  assert_true(r.study.wants_limits && r.study.wants_steady); /* limits are judged in steady states */
  assert_rel(r.study.limits.margin, limits_settings_default().margin, 0);
  reads_free(&r);
}

static void test_sets(void **state) {
  (void)state;
  static const char *const sets[] = {"elements.L.diameter=99 mm",
                                     "elements.L.diameter=12 mm",
                                     "elements.L.length = 2",
                                     "nodes.b.pressure=0.1 MPa(G)",
                                     "ambient.pressure=1 bar",
                                     "analysis.limits.margin=0.25",
                                     "title=  a b ",
                                     NULL};
  Reads r = read_with(line, sets);
  assert_rel(value_of(&r, SECTION_ELEMENTS, "L", "diameter"), 12e-3, 1e-14); /* the last one wins */
  assert_rel(value_of(&r, SECTION_ELEMENTS, "L", "length"), 2, 0);
  assert_rel(node(&r, "b")->pressure_pa, 2e5, 1e-14);
  assert_rel(r.study.limits.margin, 0.25, 0);
  assert_true(r.study.wants_limits);
  assert_string_equal(r.study.title, "a b");
  reads_free(&r);
}

static void test_set_forms(void **state) {
  (void)state;
  static const char list[] =
      "nodes = ( { name = \"a\"; volume = \"1 L\"; }, { name = \"b\"; fixed = false; volume = 1.0; } );\n"
      "pumps = ( { name = \"P\"; at = \"a\"; curve = ( (1.0, 0.001), (10.0, 0.002) ); } );\nanalysis = { };\n";
  static const char *const sets[] = {
      "nodes.[0].volume=12L",        "nodes.b.volume=\"2 L\"", "pumps.P.curve.[1].[1]=3 L/s", "nodes.b.temperature=3e2",
      "gas={ N2 = 0.5; He = 0.5; }", "nodes.[1].gas=He",       "pumps.P.running=False",       NULL};
  Reads r = read_with(list, sets);
  assert_rel(node(&r, "a")->volume_m3, 12e-3, 1e-14);
  assert_rel(node(&r, "b")->volume_m3, 2e-3, 1e-14);
  assert_rel(node(&r, "b")->temperature_k, 300, 0);
  assert_string_equal(node(&r, "b")->gas.gas[0]->name, "He");
  assert_int_equal(r.study.network.gas.n, 2);
  const Pump *pump = branch(&r, SECTION_PUMPS, "P")->params;
  assert_rel(pump->curve.y[1], 3e-3, 1e-14);
  assert_false(pump->running);
  reads_free(&r);
}

static void test_valves_and_catalogue(void **state) {
  (void)state;
  char path[PATH_SIZE], text[PATH_SIZE + 1024];
  scratch(path, "own.cat");
  write_file(path, "valves = ( { model = \"GV-100\"; source = \"made up for a test\"; orifice = \"100 mm\"; "
                   "withstand_pressure = \"0.2 MPa(G)\";\n"
                   "max_operating_differential = \"0.1 MPa(G)\"; one_way = true; } );\n");
  snprintf(text, sizeof text,
           "catalogue = [ \"%s\" ];\nambient = { pressure = \"90 kPa\"; };\nnodes = { a = { volume = 1.0; }; b = { "
           "fixed = true; }; };\n"
           "elements = { V = { type = \"valve\"; part = \"gv-100\"; from = \"b\"; to = \"a\"; state = \"open\"; };\n"
           "W = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"b\"; to = \"a\"; }; };\n",
           strrchr(path, '/') + 1);
  Reads r = read_text_of(text);
  const Valve *valve = branch(&r, SECTION_ELEMENTS, "V")->params;
  assert_string_equal(valve_model(valve)->name, "GV-100");
  assert_rel(valve_model(valve)->withstand_pa_gauge, 0.2e6, 1e-12);
  assert_rel(valve_model(valve)->max_operating_differential_pa, 0.1e6, 1e-12);
  assert_true(branch(&r, SECTION_ELEMENTS, "V")->open);
  assert_false(branch(&r, SECTION_ELEMENTS, "W")->open);
  reads_free(&r);
  unlink(path);
}

static void test_layout_does_not_matter(void **state) {
  (void)state;
  Reads r = read_text_of("\xef\xbb\xbfnodes : { a : { volume = \"1\" \" L\", }, b = { fixed = TRUE } }\r\n# \xc2\xb5 a "
                         "comment { ( [ \"\r\n// another */\r\n/* one \n more \" */ "
                         "elements=({name=\"L\"type=\"tube\"from=\"a\"to=\"b\"diameter=1.e-2,length=+1})analysis={};");
  assert_rel(node(&r, "a")->volume_m3, 1e-3, 1e-14);
  assert_rel(value_of(&r, SECTION_ELEMENTS, "L", "diameter"), 0.01, 1e-14);
  reads_free(&r);
}

/* Findings after an include, and within one, name the file and line a user sees. */
static void test_lines_through_includes(void **state) {
  (void)state;
  char path[PATH_SIZE], inner[PATH_SIZE], text[2 * PATH_SIZE + 200];
  scratch(path, "outer.cfg");
  scratch(inner, "inner.inc");
  write_file(inner, "# one\n\nvolume = \"1 s\"; # three, without an end of line");
  snprintf(text, sizeof text, "nodes = {\n a = {\n  @include \"%s\" # rest\n  colour = 1; };\n};\n@include \"%s\"\n",
           strrchr(inner, '/') + 1, inner);
  write_file(path, text);
  Study study;
  Diagnostics d = {0};
  assert_int_equal(study_read(&(ReaderInput){path, NULL, 0}, &study, &d), STATUS_CONFIG);
  assert_int_equal(d.errors, 3);
  static const struct {
    const char *file, *object;
    int at;
  } rows[] = {{"inner.inc", "nodes.a.volume", 3}, {"outer.cfg", "nodes.a.colour", 4}, {"inner.inc", "volume", 3}};
  for (int i = 0; i < 3; i++) {
    int found = 0;
    for (int k = 0; k < d.count; k++)
      found += strcmp(d.rows[k].object, rows[i].object) == 0 && strstr(d.rows[k].file, rows[i].file) &&
               d.rows[k].line == rows[i].at;
    if (found != 1) fail_msg("%s:%d: %s is not among the findings", rows[i].file, rows[i].at, rows[i].object);
  }
  diagnostics_free(&d);
  unlink(path);
  unlink(inner);
}

static void test_warnings(void **state) {
  (void)state;
  Reads r = read_text_of(
      "nodes = { a = { volume = 1.0; }; A = { volume = 1.0; temperature = \"60 degC\"; }; };\nanalysis = { };\n"
      "elements = { L = { type = \"tube\"; from = \"a\"; to = \"A\"; diameter = 0.01; length = 1; };\n"
      "  K = { type = \"kv\"; from = \"a\"; to = \"A\"; value = 0.1; }; };\n");
  assert_true(warned(&r, "nodes.A: differs from node 'a' only in the case of its letters"));
  assert_true(warned(&r, "elements.K: joins nodes at 293.15 K and 333.15 K without a molecular conductance"));
  assert_int_equal(r.study.warning_count, 2);
  reads_free(&r);
}

/* No clock: ten thousand nodes read, and every one is there. */
static void test_ten_thousand_nodes(void **state) {
  (void)state;
  enum { N = 10000, ROW = 128 };
  char *text = malloc((size_t)ROW * 2 * N + 100), *at = text;
  assert_non_null(text);
  at += sprintf(at, "nodes = (");
  for (int i = 0; i < N; i++)
    at += sprintf(at, "%s\n{ name = \"n%d\"; volume = \"%d cm3\"; }", i ? "," : "", i, 1 + i);
  at += sprintf(at, ");\nelements = (");
  for (int i = 0; i + 1 < N; i++)
    at += sprintf(at, "%s\n{ name = \"t%d\"; type = \"conductance\"; from = \"n%d\"; to = \"n%d\"; value = 1; }",
                  i ? "," : "", i, i, i + 1);
  sprintf(at, ");\nanalysis = { };\n");
  Reads r = read_text_of(text);
  assert_int_equal(r.study.network.n_nodes, N);
  assert_int_equal(r.study.network.n_branches, N - 1);
  assert_rel(node(&r, "n9999")->volume_m3, 1e-2, 1e-14);
  assert_int_equal(r.study.warning_count, 0);
  reads_free(&r);
  free(text);
}

static void hex_of(const char *text, size_t length, size_t piece, char hex[SHA256_HEX_SIZE]) {
  Sha256 sha = sha256_start();
  for (size_t i = 0; i < length; i += piece)
    sha256_add(&sha, text + i, piece < length - i ? piece : length - i);
  sha256_hex(&sha, hex);
}

/* FIPS 180-4's examples (NIST CSRC) and the sum of nothing. */
static void test_sha256(void **state) {
  (void)state;
  char hex[SHA256_HEX_SIZE], *million = malloc(1000000);
  hex_of("", 0, 1, hex);
  assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  hex_of("abc", 3, 1, hex);
  assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  hex_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, 56, hex);
  assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  assert_non_null(million);
  memset(million, 'a', 1000000);
  hex_of(million, 1000000, 999, hex);
  assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  free(million);
}

/* A plain file's sum is that of its bytes, as sha256sum prints it; a set changes it. */
static void test_sha256_of_study(void **state) {
  (void)state;
  static const char *const sets[] = {"title=x", NULL}, *const other_sets[] = {"title=y", NULL};
  char hex[SHA256_HEX_SIZE];
  Reads plain = read_text_of(line), set = read_with(line, sets), other = read_with(line, other_sets);
  hex_of(line, strlen(line), 64, hex);
  assert_string_equal(plain.study.sha256, hex);
  assert_string_not_equal(set.study.sha256, hex);
  assert_string_not_equal(set.study.sha256, other.study.sha256);
  reads_free(&other);
  reads_free(&plain);
  reads_free(&set);
}

/* Kinds of parameters that no type has at the time of writing. */
static void test_count(void **state) {
  (void)state;
  const ParamRow row = {.key = "count", .kind = PARAM_COUNT, .min = 1, .max = 9};
  const Value good = {.kind = VALUE_INTEGER, .number = 3, .file = "f", .line = 1},
              whole = {.kind = VALUE_FLOAT, .number = 4};
  const Value half = {.kind = VALUE_FLOAT, .number = 1.5}, many = {.kind = VALUE_INTEGER, .number = 10};
  Diagnostics d = {0};
  Reading reading = {.diagnostics = &d};
  int count = 0;
  assert_true(read_value(&reading, &good, &row, &count));
  assert_int_equal(count, 3);
  assert_true(read_value(&reading, &whole, &row, &count));
  assert_int_equal(count, 4);
  assert_false(read_value(&reading, &half, &row, &count));
  assert_false(read_value(&reading, &many, &row, &count));
  assert_int_equal(count, 4);
  assert_int_equal(d.count, 2);
  assert_string_equal(d.rows[0].what, "1.5 is not understood, a whole number is wanted");
  assert_string_equal(d.rows[1].what, "10 is out of range; legal 1 to 9");
  diagnostics_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_defaults),
                                     cmocka_unit_test(test_gauge_counts_from_ambient),
                                     cmocka_unit_test(test_lists_are_groups),
                                     cmocka_unit_test(test_gases),
                                     cmocka_unit_test(test_pumps_and_leaks),
                                     cmocka_unit_test(test_analysis),
                                     cmocka_unit_test(test_sets),
                                     cmocka_unit_test(test_set_forms),
                                     cmocka_unit_test(test_valves_and_catalogue),
                                     cmocka_unit_test(test_layout_does_not_matter),
                                     cmocka_unit_test(test_lines_through_includes),
                                     cmocka_unit_test(test_warnings),
                                     cmocka_unit_test(test_ten_thousand_nodes),
                                     cmocka_unit_test(test_sha256),
                                     cmocka_unit_test(test_sha256_of_study),
                                     cmocka_unit_test(test_count)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
