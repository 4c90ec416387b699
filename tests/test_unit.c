/* Under the quantities: numbers, the table of units, UDUNITS; and texts that mean harm. */
#include "tests/check.h"

#include <pthread.h>

#include "config/quantity.h"
#include "config/quantity_number.h"
#include "config/unit_udunits.h"
#include "tests/capture.h"

/* strtod in the C locale is the reference, to the last bit. */
static void numbers_are_the_nearest_double(void **state) {
  (void)state;
  static const char *const texts[] = {
      "0",
      "1",
      "-1",
      "+1",
      ".5",
      "5.",
      "0.1",
      "1e-9",
      "1.3e-9",
      "1E5",
      "1e+5",
      "0e9",
      "000123.45",
      "4.9e-324",
      "2.2250738585072011e-308",
      "-0.001",
      "1e22",
      "1e308",
      "0.00",
      "1.7976931348623157e308",
      "9007199254740993",
      "123456789012345678901234567890",
      "0.1000000000000000055511151231257827021181583404541015625",
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    const char *at = texts[i], *fault = NULL;
    double value = NAN;
    assert_true(quantity_number(&at, &value, &fault));
    assert_int_equal(*at, '\0');
    check_rel(value, strtod(texts[i], NULL), 0, texts[i], __FILE__, __LINE__);
  }
  const char *at = "5e L", *fault = NULL;
  double value = NAN;
  assert_true(quantity_number(&at, &value, &fault) && value == 5);
  assert_string_equal(at, "e L");
}

static void the_table_is_sound(void **state) {
  (void)state;
  for (size_t i = 0; i < unit_table_count; i++) {
    const UnitRow *row = &unit_table[i];
    Unit unit;
    char message[400];
    assert_true(isfinite(row->scale) && row->scale > 0);
    for (size_t j = 0; j < i; j++) /* one name, one meaning: only the micron has two */
      assert_true(strcmp(unit_table[j].name, row->name) != 0 || strncmp(row->name, "micron", 6) == 0);
    assert_true(unit_parse(row->name, &row->powers, &unit, message, sizeof message));
    check_rel(unit.scale, row->scale, 0, row->name, __FILE__, __LINE__); /* no row hides another */
    assert_true(unit_powers_equal(&unit.powers, &row->powers));
    assert_true(unit.gauge == row->gauge);
    assert_int_equal(unit.foreign[0], '\0');
  }
}

/* The rows against an independent authority: every name that UDUNITS knows in the same dimension has the same size. */
static void the_table_agrees_with_udunits(void **state) {
  (void)state;
  static const char *const names[] = {"Pa",     "bar",     "torr", "atm", "psi", "mmHg", "inHg", "m",      "inch",
                                      "ft",     "mil",     "yd",   "L",   "cc",  "min",  "h",    "day",    "week",
                                      "kelvin", "celsius", "mol",  "g",   "t",   "lb",   "N",    "kgf",    "lbf",
                                      "J",      "V",       "A",    "ohm", "W",   "Hz",   "rad",  "degree", "percent"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char message[400];
    Unit ours, theirs;
    assert_true(unit_parse(names[i], NULL, &ours, message, sizeof message));
    bool known = unit_from_udunits(names[i], &theirs);
    if (!known || !unit_powers_equal(&ours.powers, &theirs.powers)) print_error("%s: ", names[i]);
    assert_true(known);
    assert_true(unit_powers_equal(&ours.powers, &theirs.powers));
    check_rel(theirs.scale, ours.scale, 2e-6, names[i], __FILE__, __LINE__); /* its torr and mmHg are one unit */
    assert_rel(theirs.offset, ours.offset, 1e-12);
  }
}

static int parse_a_furlong(void *message) {
  double si;
  return quantity_parse("1 furlong", DIM_LENGTH, NULL, &si, message, 400);
}

static void udunits_without_its_database_is_silent(void **state) {
  (void)state;
  char message[400], out[400], err[400];
  setenv("UDUNITS2_XML_PATH", "/nonexistent/udunits2.xml", 1);
  int known = with_output(parse_a_furlong, message, out, err, sizeof out);
  unsetenv("UDUNITS2_XML_PATH");
  assert_false(known);
  assert_string_equal(message, "\"1 furlong\": unknown unit 'furlong'");
  assert_string_equal(out, "");
  assert_string_equal(err, "");
}

static void *parse_many(void *wrong) {
  for (int i = 0; i < 5; i++) {
    double si = 0;
    char message[400];
    if (!quantity_parse("2 furlong", DIM_LENGTH, NULL, &si, message, sizeof message) || fabs(si - 402.336) > 1e-2)
      ++*(int *)wrong;
    if (quantity_parse("2 frlong", DIM_LENGTH, NULL, &si, message, sizeof message)) ++*(int *)wrong;
  }
  return NULL;
}

static void threads_do_not_meet_in_udunits(void **state) {
  (void)state;
  pthread_t threads[4];
  int wrong[4] = {0};
  for (int i = 0; i < 4; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, parse_many, &wrong[i]), 0);
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    assert_int_equal(wrong[i], 0);
  }
}

/* Long and hostile texts: one short line that says so, nothing that reaches the terminal raw. */
static void hostile_texts_stay_in_their_buffers(void **state) {
  (void)state;
  static char text[5000];
  static const char *const pieces[] = {"(", "m", "9", "\x80", "µ", "1/", "- ", "k", "\x1b[31m", "²", "m-9 ", "(G)"};
  for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
    for (size_t length = 0; length < sizeof text - 10; length = 2 * length + 1) {
      snprintf(text, sizeof text, "5 ");
      for (size_t n = 2; n + strlen(pieces[i]) < length; n += strlen(pieces[i]))
        strcpy(text + n, pieces[i]);
      double si = 0;
      char message[120] = "";
      if (quantity_parse(text, DIM_PRESSURE, NULL, &si, message, sizeof message)) continue;
      assert_true(message[0] == '"' && strlen(message) < sizeof message);
      assert_null(strchr(message, '\x1b'));
      char tiny[4];
      assert_false(quantity_parse(text, DIM_PRESSURE, NULL, &si, tiny, sizeof tiny));
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_the_nearest_double), cmocka_unit_test(the_table_is_sound),
      cmocka_unit_test(the_table_agrees_with_udunits),  cmocka_unit_test(udunits_without_its_database_is_silent),
      cmocka_unit_test(threads_do_not_meet_in_udunits), cmocka_unit_test(hostile_texts_stay_in_their_buffers),
  };
  return cmocka_run_group_tests_name("unit", tests, NULL, NULL);
}
