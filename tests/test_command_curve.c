/* 'xsavac curve' as a user sees it: exit codes and messages, the files it leaves, text, JSON and pictures. */
#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/app/commands.h"
#include "tests/capture.h"
#include "tests/check.h"
#include "tests/outcome.h"

static const char line_text[] =
    "title = \"a 'line'\";\n"
    "gas = \"N2\"; ambient = { pressure = \"100 kPa\"; };\n"
    "nodes = { chamber = { volume = \"1 L\"; }; j = { }; out = { fixed = true; pressure = \"0 Pa\"; }; };\n"
    "elements = {\n"
    "  V1 = { type = \"valve\"; part = \"XSA2-43V-5G\"; from = \"chamber\"; to = \"j\"; };\n"
    "  L1 = { type = \"tube\"; from = \"j\"; to = \"out\"; diameter = \"9.4 mm\"; length = \"0.6 m\"; };\n"
    "  MFC = { type = \"fixed_flow\"; from = \"chamber\"; to = \"out\"; flow = \"1 sccm\"; };\n"
    "};\n"
    "pumps = { P1 = { at = \"chamber\"; speed = \"1 L/s\"; }; };\n"
    "analysis = { };\n";

typedef struct {
  char *folder, file[200], results[200];
  int code;
  char out[400000], err[400000];
} Seen;

typedef struct {
  int argc;
  char **argv;
} Arguments;

static int call(void *arguments) {
  return command_curve(((Arguments *)arguments)->argc, ((Arguments *)arguments)->argv);
}

/* Words up to NULL after `curve`; FILE and DIR stand for the line's file and the folder of the results. */
static void see(Seen *seen, ...) {
  char *argv[24] = {(char *)"curve"};
  int argc = 1;
  va_list words;
  va_start(words, seen);
  for (char *word; (word = va_arg(words, char *)) && argc < 23; argc++) {
    argv[argc] = strcmp(word, "FILE") == 0 ? seen->file : strcmp(word, "DIR") == 0 ? seen->results : word;
  }
  va_end(words);
  Arguments arguments = {argc, argv};
  seen->code = with_output(call, &arguments, seen->out, seen->err, sizeof seen->out);
}

static void write_text(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
}

static int setup(void **state) {
  Seen *seen = calloc(1, sizeof *seen);
  seen->folder = folder_made();
  snprintf(seen->file, sizeof seen->file, "%s/line.cfg", seen->folder);
  snprintf(seen->results, sizeof seen->results, "%s/results", seen->folder);
  write_text(seen->file, line_text);
  assert_int_equal(mkdir(seen->results, 0777), 0);
  *state = seen;
  return 0;
}

static int teardown(void **state) {
  Seen *seen = *state;
  folder_remove(strdup(seen->results));
  folder_remove(seen->folder);
  free(seen);
  return 0;
}

static char *made(const Seen *seen, const char *name) {
  return folder_file(seen->results, name);
}

/* --- refusals --- */

static void assert_refused(Seen *seen, const char *message) {
  assert_int_equal(seen->code, 2);
  assert_string_equal(seen->out, "");
  assert_string_equal(seen->err, message);
  assert_int_equal(folder_count(seen->results), 0);
}

static void test_wrong_usage(void **state) {
  static const struct {
    const char *words[4], *message;
  } cases[] = {
      {{"--quiet"}, "--element NAME is missing; see 'xsavac curve --help'"},
      {{"--element"}, "--element wants the name of an element; see 'xsavac curve --help'"},
      {{"--elment", "V1"}, "unknown option --elment; see 'xsavac curve --help'"},
      {{"--element=v1"}, "there is no element 'v1'; did you mean 'V1'?"},
      {{"--element=nothing_like_it"}, "there is no element 'nothing_like_it'; there are: V1, L1, MFC"},
      {{"--element=P1"}, "'P1' is a pump, no element; a curve is drawn of what stands in elements"},
      {{"--element=chamber"}, "'chamber' is a node, no element; a curve is drawn of what stands in elements"},
      {{"--element=MFC"}, "'MFC' (fixed_flow) passes the same flow at every pressure; there is no curve to draw"},
      {{"--element=V1", "--from=1 K"}, "--from: \"1 K\" is a temperature, a pressure is wanted (Pa)"},
      {{"--element=V1", "--from=1"}, "--from: \"1\": a unit is missing; a pressure is wanted, e.g. \"1 Pa\""},
      {{"--element=V1", "--from=0 Pa"}, "--from: 0 Pa is out of range, legal 1e-12 to 1e+09 Pa"},
      {{"--element=V1", "--to=1e10 Pa"}, "--to: 1e+10 Pa is out of range, legal 1e-12 to 1e+09 Pa"},
      {{"--element=V1", "--from=2 MPa"}, "--to 1e+06 Pa must be above --from 2e+06 Pa"},
      {{"--element=V1", "--outlet=1 kPa", "--from=1 kPa"},
       "--from 1000 Pa must be above --outlet 1000 Pa: the curve is of forward flow"},
      {{"--element=V1", "--points=1"}, "--points wants a number from 2 to 100000, got 1"},
      {{"--element=V1", "--points=12x"}, "--points wants a number from 2 to 100000, got 12x"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char want[300];
    const char *const *w = cases[i].words;
    see(*state, "FILE", "-o", "DIR", w[0], w[1], w[2], NULL);
    snprintf(want, sizeof want, "xsavac curve: %s\n", cases[i].message);
    assert_refused(*state, want);
  }
  see(*state, "--element", "V1", NULL);
  assert_refused(*state, "xsavac curve: FILE is missing; see 'xsavac curve --help'\n");
}

static void test_bad_file(void **state) {
  Seen *seen = *state;
  see(seen, "FILE", "-o", "DIR", "--element=V1", "--set", "elements.L1.diameter=5 kg", NULL);
  assert_int_equal(seen->code, 3);
  see(seen, "/nowhere/at/all.cfg", "-o", "DIR", "--element=V1", NULL);
  assert_int_equal(seen->code, 5);
  assert_int_equal(folder_count(seen->results), 0);
}

static void test_unwritable_folder(void **state) {
  Seen *seen = *state;
  see(seen, "FILE", "-o", "/dev/null/x", "--element=V1", NULL);
  assert_int_equal(seen->code, 5);
  assert_string_equal(seen->out, "");
  assert_non_null(strstr(seen->err, "/dev/null"));
}

static void test_new_folder(void **state) {
  Seen *seen = *state;
  char folder[300];
  snprintf(folder, sizeof folder, "%s/new", seen->results);
  see(seen, "FILE", "-o", folder, "--element=V1", "--no-render", "--quiet", NULL);
  assert_int_equal(seen->code, 0);
  assert_int_equal(folder_count(folder), 2);
  folder_remove(strdup(folder));
}

/* --- what it leaves and says --- */

static void test_files(void **state) {
  Seen *seen = *state;
  char path[300];
  snprintf(path, sizeof path, "%s/curve_V1.png", seen->results);
  write_text(path, "old"); /* of an earlier run */
  see(seen, "FILE", "-o", "DIR", "--element", "V1", "--no-render", "--quiet", NULL);
  assert_int_equal(seen->code, 0);
  assert_string_equal(seen->out, "");
  assert_string_equal(seen->err, "");
  assert_int_equal(folder_count(seen->results), 2);
  char *csv = made(seen, "curve_V1.csv"), *script = made(seen, "curve_V1.gp");
  int lines = 0;
  for (char *at = csv; *at; at++)
    lines += *at == '\n';
  assert_int_equal(lines, 242);
  assert_null(strstr(csv, "nan"));
  assert_non_null(strstr(script, "csv = name.'.csv'"));
  assert_non_null(strstr(script, "From the line: a ''line'''"));
  assert_null(strstr(script, "@TITLE@"));
  free(csv), free(script);
}

static void test_text(void **state) {
  Seen *seen = *state;
  see(seen, "FILE", "-o", "DIR", "--element", "V1", "--no-render", NULL);
  assert_int_equal(seen->code, 0);
  const char *const wants[] = {"V1  valve XSA2-43V-5G, chamber > j, open; N2 at 20 degC into 0 Pa\n",
                               "\n     0.001 ",
                               "\n      0.01 ",
                               "\n     1e+06 ",
                               "discharge 0.75 (0.6 to 0.95)",
                               "the seat leaks 1.3e-09 Pa m3/s",
                               "/aperture",
                               "sccm counts gas at 0 degC",
                               "bare aperture of its bore 3.327 L/s",
                               "/results/curve_V1.csv"};
  for (size_t i = 0; i < sizeof wants / sizeof wants[0]; i++)
    if (!strstr(seen->out, wants[i])) fail_msg("'%s' is not in\n%s", wants[i], seen->out);
  for (const char *at = seen->out; *at; at += strcspn(at, "\n") + 1)
    assert_true(strcspn(at, "\n") <= 110);
  assert_null(strstr(seen->out, "nan"));
  see(seen, "FILE", "-o", "DIR", "--element", "L1", "--no-render", "--to", "100 Pa", "--from", "1 Pa", NULL);
  assert_non_null(strstr(seen->out, "L1  tube, j > out; diameter 9.4 mm, length 600 mm; N2"));
  assert_non_null(strstr(seen->out, "\n        20 "));
  assert_non_null(strstr(seen->out, "Joined   j: at a junction"));
  assert_null(strstr(seen->out, "Estimate"));
}

/* Against a back pressure the default range begins just above it; gauge counts from the file's ambient. */
static void test_outlet(void **state) {
  Seen *seen = *state;
  see(seen, "FILE", "-o", "DIR", "--element", "V1", "--no-render", "--outlet", "0 Pa(G)", "--points", "3", "--quiet",
      NULL);
  assert_int_equal(seen->code, 0);
  char *csv = made(seen, "curve_V1.csv");
  assert_non_null(strstr(csv, "\n101000,100000,"));
  free(csv);
}

static void test_json(void **state) {
  Seen *seen = *state;
  see(seen, "FILE", "-o", "DIR", "--element", "V1", "--no-render", "--json", "--points", "5", NULL);
  assert_int_equal(seen->code, 0);
  json_t *document = json_loads(seen->out, 0, NULL), *curve = json_object_get(document, "curve");
  assert_non_null(document);
  assert_string_equal(json_string_value(json_object_get(document, "title")), "a 'line'");
  assert_string_equal(json_string_value(json_object_get(curve, "part")), "XSA2-43V-5G");
  assert_rel(json_real_value(json_object_get(curve, "closed_seat_leak_Pa_m3_s")), 1.3e-9, 1e-12);
  assert_true(json_is_true(json_object_get(curve, "estimated")));
  assert_rel(
      json_real_value(json_object_get(json_object_get(json_object_get(curve, "estimates"), "discharge"), "high")), 0.95,
      1e-12);
  json_t *points = json_object_get(curve, "points"), *last = json_array_get(points, 4);
  assert_int_equal(json_array_size(points), 5);
  double q = json_real_value(json_object_get(last, "q_Pa_m3_s"));
  assert_rel(json_real_value(json_object_get(last, "p_inlet_Pa")), 1e6, 0);
  assert_rel(json_real_value(json_object_get(last, "conductance_m3_s")), q / 1e6, 1e-15);
  assert_true(json_real_value(json_object_get(last, "q_low_Pa_m3_s")) < q);
  assert_string_equal(json_string_value(json_object_get(last, "regime")), "choked");
  json_decref(document);
}

static void test_pictures(void **state) {
  Seen *seen = *state;
  if (system("gnuplot --version >/dev/null 2>&1") != 0) skip();
  see(seen, "FILE", "-o", "DIR", "--element", "V1", "--quiet", NULL);
  assert_int_equal(seen->code, 0);
  assert_string_equal(seen->err, "");
  char *svg = made(seen, "curve_V1.svg"), *png = made(seen, "curve_V1.png");
  assert_true(svg && png);
  const char *const words[] = {"V1  valve XSA2-43V-5G", "molecular",          "choked",
                               "conductance, L/s",      "inlet pressure, Pa", "estimate, no catalogue figure"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (!strstr(svg, words[i])) fail_msg("'%s' is not in the picture", words[i]);
  free(svg), free(png);
  see(seen, "FILE", "-o", "DIR", "--element", "L1", "--quiet", "--outlet", "1 atm", "--from", "1.1 atm", "--to",
      "2 atm", NULL);
  assert_string_equal(seen->err, "");
}

static void test_help(void **state) {
  Seen *seen = *state;
  see(seen, "--help", NULL);
  assert_int_equal(seen->code, 0);
  assert_non_null(strstr(seen->out, "--element NAME"));
  assert_non_null(strstr(seen->out, "--set PATH=VALUE"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_wrong_usage, setup, teardown),
      cmocka_unit_test_setup_teardown(test_bad_file, setup, teardown),
      cmocka_unit_test_setup_teardown(test_unwritable_folder, setup, teardown),
      cmocka_unit_test_setup_teardown(test_new_folder, setup, teardown),
      cmocka_unit_test_setup_teardown(test_files, setup, teardown),
      cmocka_unit_test_setup_teardown(test_text, setup, teardown),
      cmocka_unit_test_setup_teardown(test_outlet, setup, teardown),
      cmocka_unit_test_setup_teardown(test_json, setup, teardown),
      cmocka_unit_test_setup_teardown(test_pictures, setup, teardown),
      cmocka_unit_test_setup_teardown(test_help, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
