/* 'xsavac catalog' as a user sees it: exit codes, what goes where, lines that fit, the same figures in text and JSON.
 */
#include "tests/check.h"

#include <jansson.h>
#include <unistd.h>

#include "models/part_number.h"
#include "tests/capture.h"

int command_catalog(int argc, char **argv);

typedef struct {
  int code;
  char out[300000], err[300000];
} Seen;

typedef struct {
  int argc;
  char **argv;
} Arguments;

static int call(void *arguments) {
  return command_catalog(((Arguments *)arguments)->argc, ((Arguments *)arguments)->argv);
}

static void see(Seen *seen, const char *first, const char *second) {
  char *argv[] = {(char *)"catalog", (char *)first, (char *)second, NULL};
  Arguments arguments = {1 + (first != NULL) + (second != NULL), argv};
  seen->code = with_output(call, &arguments, seen->out, seen->err, sizeof seen->out);
}

static void assert_fits(const char *text) {
  for (const char *line = text; *line;) {
    size_t length = strcspn(line, "\n");
    if (length > 120) fail_msg("%zu columns: %.*s", length, (int)length, line);
    line += length + (line[length] == '\n');
  }
  assert_null(strstr(text, " nan"));
}

static void table_lists_every_model(void **state) {
  Seen *seen = *state;
  see(seen, NULL, NULL);
  assert_int_equal(seen->code, 0);
  for (int i = 0; i < xsa_model_count; i++)
    assert_non_null(strstr(seen->out, xsa_models[i].name));
  assert_non_null(strstr(seen->out, "MPa(G)"));
  assert_string_equal(seen->err, "");
  assert_fits(seen->out);
}

static void pattern_picks_models(void **state) {
  Seen *seen = *state;
  see(seen, "xsa2*", NULL);
  assert_int_equal(seen->code, 0);
  assert_non_null(strstr(seen->out, "XSA2-32"));
  assert_null(strstr(seen->out, "XSA3"));
  see(seen, "ZZ*", NULL);
  assert_int_equal(seen->code, 2);
  assert_string_equal(seen->out, "");
  assert_non_null(strstr(seen->err, "no model matches 'ZZ*'"));
}

static void sheet_states_limits_with_their_source(void **state) {
  static const char *const lines[] = {
      "XSA2-43V-5G2    CAT.ES140-7A\n",
      "max_operating_differential         0.1  MPa      port 1 - port 2, opening and open         Specifications, note "
      "1\n",
      "reverse_pressure                  0.05  MPa(G)   at port 2, port 1 at atmosphere           Specifications, note "
      "2\n",
      "internal_leakage               1.3e-09  Pa m3/s  20 degC, 0.1 MPa; gas not stated          Specifications, note "
      "3\n",
      "temperature_min                      5  degC",
      "+- of rated voltage: 21.6 to 26.4 V",
      "of rated, switched off: 0.48 V",
      "0.292 A",
      "confirm the ordering number with the maker",
      "molecular factor                  0.35  0.2      0.5      ESTIMATE",
      "24 VDC (code 5)",
  };
  Seen *seen = *state;
  see(seen, "XSA2-43V-5G", NULL);
  assert_int_equal(seen->code, 0);
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
    if (!strstr(seen->out, lines[i])) fail_msg("'%s' is not there", lines[i]);
  assert_null(strstr(seen->out, "apparent_power"));
}

static void every_sheet_fits(void **state) {
  for (int m = 0; m < xsa_model_count; m++)
    for (int v = 0; v < part_voltage_count; v++)
      for (int e = 0; e < part_entry_count; e++) {
        Part part = {&xsa_models[m],   true,  (FittingType)(e % 2), &part_voltages[v],
                     &part_entries[e], e % 2, "ABC"[e % 3]};
        char number[PART_NUMBER_SIZE];
        if (part.voltage->ac && !part.entry->ac) continue;
        see(*state, part_build(&part, number, sizeof number), NULL);
        assert_int_equal(((Seen *)*state)->code, 0);
        assert_fits(((Seen *)*state)->out);
      }
}

static void wrong_part_is_wrong_usage(void **state) {
  Seen *seen = *state;
  see(seen, "XSA1-32V-5G", NULL);
  assert_int_equal(seen->code, 2);
  assert_string_equal(seen->out, "");
  assert_non_null(strstr(seen->err, "size 1 has no 4.5 mm orifice"));
  assert_non_null(strstr(seen->err, "XSA2-32V-5G2"));
  see(seen, "--jsn", NULL);
  assert_int_equal(seen->code, 2);
  assert_non_null(strstr(seen->err, "unknown option '--jsn'"));
  see(seen, "XSA2-43", "XSA3-43");
  assert_int_equal(seen->code, 2);
  see(seen, "--help", NULL);
  assert_int_equal(seen->code, 0);
  assert_fits(seen->out);
}

static json_t *parsed(Seen *seen, const char *wanted) {
  see(seen, wanted ? wanted : "--json", wanted ? "--json" : NULL);
  assert_int_equal(seen->code, 0);
  json_t *document = json_loads(seen->out, 0, NULL);
  assert_non_null(document);
  return document;
}

static double figure(const json_t *sheet, const char *name) {
  size_t i;
  json_t *row;
  json_array_foreach(json_object_get(sheet, "figures"), i, row) {
    if (strcmp(json_string_value(json_object_get(row, "name")), name) == 0)
      return json_number_value(json_object_get(row, "value"));
  }
  return NAN;
}

static void json_says_the_same(void **state) {
  json_t *sheet = parsed(*state, "XSA3-43S-1DL2");
  assert_string_equal(json_string_value(json_object_get(sheet, "part")), "XSA3-43S-1DL2");
  assert_rel(figure(sheet, "max_operating_differential"), 0.3e6, 1e-9);
  assert_rel(figure(sheet, "reverse_pressure"), 0.15e6, 1e-9);
  assert_rel(figure(sheet, "temperature_max"), 333.15, 1e-9);
  assert_rel(figure(sheet, "internal_leakage"), 1.3e-9, 1e-9);
  assert_rel(figure(sheet, "apparent_power"), 12, 1e-9);
  assert_true(isnan(figure(sheet, "power")));
  assert_true(json_is_true(json_object_get(json_object_get(json_object_get(sheet, "flow"), "discharge"), "estimated")));
  assert_int_equal(json_array_size(json_object_get(sheet, "dimensions")), 1);
  json_decref(sheet);
  json_t *list = parsed(*state, NULL);
  assert_int_equal(json_array_size(json_object_get(list, "models")), xsa_model_count);
  json_decref(list);
}

static int call_on_full_disk(void *unused) {
  (void)unused;
  FILE *full = fopen("/dev/full", "w");
  if (!full) return 5;
  char *argv[] = {(char *)"catalog", NULL};
  dup2(fileno(full), 1);
  int code = command_catalog(1, argv);
  clearerr(stdout);
  fclose(full);
  return code;
}

static void a_full_disk_is_said(void **state) {
  Seen *seen = *state;
  assert_int_equal(with_output(call_on_full_disk, NULL, seen->out, seen->err, sizeof seen->out), 5);
}

int main(void) {
  static Seen seen;
  void *state = &seen;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_prestate(table_lists_every_model, state),
      cmocka_unit_test_prestate(pattern_picks_models, state),
      cmocka_unit_test_prestate(sheet_states_limits_with_their_source, state),
      cmocka_unit_test_prestate(every_sheet_fits, state),
      cmocka_unit_test_prestate(wrong_part_is_wrong_usage, state),
      cmocka_unit_test_prestate(json_says_the_same, state),
      cmocka_unit_test_prestate(a_full_disk_is_said, state),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
