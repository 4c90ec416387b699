/* The catalogue limits of DESIGN section 5, valve by valve, at pressures set by boundaries. */
#include "sim/limits.h"
#include "tests/line.h"

typedef struct {
  Line line;
  LimitTable table;
} Case;

/* One valve between two boundaries. */
static Case valve_between(const char *part, int open, double p1_pa, double p2_pa, LimitsSettings settings) {
  Case c = {.line = line_new()};
  line_fixed(&c.line, "in", p1_pa), line_fixed(&c.line, "out", p2_pa);
  line_element(&c.line, "V", "valve", "in", "out", "part", part, "state", open, NULL);
  assert_int_equal(line_solve(&c.line), STATUS_OK);
  assert_true(limits_of_steady(&c.line.network, &settings, &c.line.result, &c.table));
  return c;
}

static void case_close(Case *c) {
  limit_table_free(&c->table);
  line_close(&c->line);
}

static const LimitRow *row_of(const Case *c, LimitCheck check) {
  for (int i = 0; i < c->table.count; i++)
    if (c->table.rows[i].check == check) return &c->table.rows[i];
  fail_msg("no row for %s", limit_check_name(check));
  return NULL;
}

/* The catalogue's note 1: 0.3 MPa is 0.2 MPa(G) against vacuum; and a 0.1 MPa valve opens against atmosphere. */
static void test_differential_in_catalogue_terms(void **state) {
  (void)state;
  static const struct {
    const char *part;
    double p1_pa, utilization;
    LimitStatus status;
  } cases[] = {
      {"XSA1-22", 301325, 1.0, LIMIT_WARN},       {"XSA2-43", 101325, 1.0, LIMIT_WARN},
      {"XSA2-43", 101325 * 0.8, 0.8, LIMIT_PASS}, {"XSA2-43", 102325, 1.01, LIMIT_FAIL},
      {"XSA1-12", 101325, 0.125, LIMIT_PASS},     {"XSA3-43", 311325, 0.31 / 0.3, LIMIT_FAIL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Case c = valve_between(cases[i].part, 1, cases[i].p1_pa, 0, limits_settings_default());
    const LimitRow *row = row_of(&c, LIMIT_MAX_OPERATING_DIFFERENTIAL);
    assert_rel(row->utilization, cases[i].utilization, 1e-12);
    assert_int_equal(row->status, cases[i].status);
    case_close(&c);
  }
}

static void test_differential_in_absolute_terms(void **state) {
  (void)state;
  LimitsSettings settings = limits_settings_default();
  settings.differential = DIFFERENTIAL_ABSOLUTE;
  Case c = valve_between("XSA2-43", 1, 101325, 0, settings);
  assert_rel(row_of(&c, LIMIT_MAX_OPERATING_DIFFERENTIAL)->value, 101325, 1e-15);
  assert_int_equal(row_of(&c, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_FAIL);
  case_close(&c);
}

/* Which of the two a state is judged by. */
static void test_open_and_closed(void **state) {
  (void)state;
  Case closed = valve_between("XSA2-43", 0, 101325, 151325, limits_settings_default());
  assert_int_equal(row_of(&closed, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_NOT_APPLICABLE);
  assert_rel(row_of(&closed, LIMIT_REVERSE_PRESSURE)->utilization, 1, 1e-12);
  assert_int_equal(row_of(&closed, LIMIT_REVERSE_PRESSURE)->status, LIMIT_WARN);
  assert_string_equal(row_of(&closed, LIMIT_REVERSE_PRESSURE)->reason, "");
  case_close(&closed);
  Case open = valve_between("XSA2-43", 1, 101325, 1000, limits_settings_default());
  assert_int_equal(row_of(&open, LIMIT_REVERSE_PRESSURE)->status, LIMIT_NOT_APPLICABLE);
  case_close(&open);
}

/* XSA2-43 (0.05 MPa) cannot hold atmosphere at port 2 against vacuum at port 1; said to be an extrapolation. */
static void test_reverse_against_vacuum_is_extrapolated(void **state) {
  (void)state;
  Case c = valve_between("XSA2-43", 0, 1e-3, 101325, limits_settings_default());
  const LimitRow *row = row_of(&c, LIMIT_REVERSE_PRESSURE);
  assert_rel(row->value, 0.1e6, 1e-7);
  assert_int_equal(row->status, LIMIT_FAIL);
  assert_non_null(strstr(row->reason, "extrapolated by force balance"));
  assert_string_equal(row->source, "CAT.ES140-7A, Specifications, note 2");
  case_close(&c);
}

static void test_gauge_limits_use_ambient(void **state) {
  (void)state;
  Case c = {.line = line_new()};
  c.line.network.ambient.pressure_pa = 90000;
  line_fixed(&c.line, "in", 1090000), line_fixed(&c.line, "out", 1600000);
  line_element(&c.line, "V", "valve", "in", "out", "part", "XSA2-22", "state", 0, NULL);
  assert_int_equal(line_solve(&c.line), STATUS_OK);
  LimitsSettings settings = limits_settings_default();
  assert_true(limits_of_steady(&c.line.network, &settings, &c.line.result, &c.table));
  assert_rel(row_of(&c, LIMIT_MAX_OPERATING_PRESSURE)->utilization, 1.0, 1e-12);
  assert_int_equal(row_of(&c, LIMIT_MAX_OPERATING_PRESSURE)->status, LIMIT_WARN);
  assert_rel(row_of(&c, LIMIT_WITHSTAND_PRESSURE)->value, 1.51e6, 1e-12);
  assert_int_equal(row_of(&c, LIMIT_WITHSTAND_PRESSURE)->status, LIMIT_FAIL);
  case_close(&c);
}

static void test_minimum_pressure(void **state) {
  (void)state;
  Case low = valve_between("XSA1-12", 0, 101325, 5e-7, limits_settings_default());
  assert_rel(row_of(&low, LIMIT_MIN_OPERATING_PRESSURE)->utilization, 2, 1e-12);
  assert_int_equal(row_of(&low, LIMIT_MIN_OPERATING_PRESSURE)->status, LIMIT_FAIL);
  case_close(&low);
  Case at = valve_between("XSA1-12", 0, 101325, 1e-6, limits_settings_default());
  assert_int_equal(row_of(&at, LIMIT_MIN_OPERATING_PRESSURE)->status, LIMIT_WARN);
  case_close(&at);
  Case perfect = valve_between("XSA1-12", 0, 101325, 0, limits_settings_default());
  assert_int_equal(row_of(&perfect, LIMIT_MIN_OPERATING_PRESSURE)->status, LIMIT_NOT_APPLICABLE);
  case_close(&perfect);
}

static LimitStatus status_at(LimitCheck check, const char *gas, double fraction, double temperature_k) {
  Case c = {.line = line_new()};
  const Gas *second = gas_find(gas);
  GasBlend blend = fraction < 1 ? (GasBlend){.n = 2, .gas = {second, gas_find("N2")}, .x = {fraction, 1 - fraction}}
                                : (GasBlend){.n = 1, .gas = {second}, .x = {1}};
  line_node(&c.line, "in",
            (NodeParams){.pressure_pa = 1e5, .temperature_k = temperature_k, .fixed = true, .gas = blend});
  line_fixed(&c.line, "out", 10);
  line_element(&c.line, "V", "valve", "in", "out", "part", "XSA1-12", "state", 0, NULL);
  assert_int_equal(line_solve(&c.line), STATUS_OK);
  LimitsSettings settings = limits_settings_default();
  assert_true(limits_of_steady(&c.line.network, &settings, &c.line.result, &c.table));
  LimitStatus status = row_of(&c, check)->status;
  case_close(&c);
  return status;
}

static void test_fluid(void **state) {
  (void)state;
  static const char *const pass[] = {"air", "N2", "He", "Ne", "Ar", "Kr", "Xe"}, *const warn[] = {"CO2", "SF6", "CF4"},
                           *const refuse[] = {"H2", "H2O", "O2"};
  for (size_t i = 0; i < 7; i++)
    assert_int_equal(status_at(LIMIT_FLUID, pass[i], 1, 293.15), LIMIT_PASS);
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(status_at(LIMIT_FLUID, warn[i], 1, 293.15), LIMIT_WARN);
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(status_at(LIMIT_FLUID, refuse[i], 1, 293.15), LIMIT_FAIL);
  assert_int_equal(status_at(LIMIT_FLUID, "O2", 0.21, 293.15), LIMIT_PASS);
  assert_int_equal(status_at(LIMIT_FLUID, "O2", 0.25, 293.15), LIMIT_FAIL);
}

static void test_temperature(void **state) {
  (void)state;
  assert_int_equal(status_at(LIMIT_TEMPERATURE, "air", 1, 293.15), LIMIT_PASS);
  assert_int_equal(status_at(LIMIT_TEMPERATURE, "air", 1, 273.15 + 58), LIMIT_WARN);
  assert_int_equal(status_at(LIMIT_TEMPERATURE, "air", 1, 273.15 + 60), LIMIT_WARN);
  assert_int_equal(status_at(LIMIT_TEMPERATURE, "air", 1, 273.15 + 61), LIMIT_FAIL);
  assert_int_equal(status_at(LIMIT_TEMPERATURE, "air", 1, 273.15 + 4), LIMIT_FAIL);
}

/* Open with port 2 the higher: far more than the seat leak runs backwards. Closed: only the seat leak, whatever the direction. */
static void test_flow_direction(void **state) {
  (void)state;
  Case open = valve_between("XSA2-43", 1, 1000, 2000, limits_settings_default());
  assert_int_equal(row_of(&open, LIMIT_FLOW_DIRECTION)->status, LIMIT_FAIL);
  case_close(&open);
  Case closed = valve_between("XSA2-43", 0, 1000, 2000, limits_settings_default());
  assert_int_equal(row_of(&closed, LIMIT_FLOW_DIRECTION)->status, LIMIT_PASS);
  case_close(&closed);
}

static Case valve_with(const char *key, double value, const char *part) {
  Case c = {.line = line_new()};
  line_fixed(&c.line, "in", 1e5), line_fixed(&c.line, "out", 1);
  line_element(&c.line, "V", "valve", "in", "out", "part", part, key, value, NULL);
  assert_int_equal(line_solve(&c.line), STATUS_OK);
  LimitsSettings settings = limits_settings_default();
  assert_true(limits_of_steady(&c.line.network, &settings, &c.line.result, &c.table));
  return c;
}

static void check_given(const char *key, double value, const char *part, LimitCheck check, double utilization,
                        LimitStatus status) {
  Case c = valve_with(key, value, part);
  assert_rel(row_of(&c, check)->utilization, utilization, 1e-9);
  assert_int_equal(row_of(&c, check)->status, status);
  case_close(&c);
}

static void test_given_figures(void **state) {
  (void)state;
  check_given("internal_leakage", 2.6e-9, "XSA2-43V-5G", LIMIT_INTERNAL_LEAKAGE, 2, LIMIT_FAIL);
  check_given("external_leakage", 6.5e-12, "XSA2-43V-5G", LIMIT_EXTERNAL_LEAKAGE, 0.5, LIMIT_PASS);
  check_given("supply_voltage", 21.6, "XSA2-43V-5G", LIMIT_COIL_VOLTAGE, 1, LIMIT_WARN);
  check_given("supply_voltage", 26.5, "XSA2-43V-5G", LIMIT_COIL_VOLTAGE, 2.5 / 2.4, LIMIT_FAIL);
  check_given("leakage_voltage", 0.6, "XSA2-43V-5G", LIMIT_LEAKAGE_VOLTAGE, 0.6 / 0.48, LIMIT_FAIL);
  check_given("leakage_voltage", 4, "XSA2-43V-1D", LIMIT_LEAKAGE_VOLTAGE, 0.8, LIMIT_PASS);
  Case none = valve_between("XSA2-43", 0, 1e5, 1, limits_settings_default());
  assert_int_equal(row_of(&none, LIMIT_COIL_VOLTAGE)->status, LIMIT_NOT_APPLICABLE);
  assert_int_equal(row_of(&none, LIMIT_INTERNAL_LEAKAGE)->status, LIMIT_NOT_APPLICABLE);
  case_close(&none);
}

static void test_every_check_stands_once_with_a_source(void **state) {
  (void)state;
  Case c = valve_between("XSA3-32", 0, 1e5, 1, limits_settings_default());
  assert_int_equal(c.table.count, LIMIT_CHECK_COUNT);
  for (int i = 0; i < c.table.count; i++) {
    assert_int_equal(c.table.rows[i].check, i);
    assert_non_null(strstr(c.table.rows[i].source, "CAT.ES140-7A"));
  }
  case_close(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_differential_in_catalogue_terms),
      cmocka_unit_test(test_differential_in_absolute_terms),
      cmocka_unit_test(test_open_and_closed),
      cmocka_unit_test(test_reverse_against_vacuum_is_extrapolated),
      cmocka_unit_test(test_gauge_limits_use_ambient),
      cmocka_unit_test(test_minimum_pressure),
      cmocka_unit_test(test_fluid),
      cmocka_unit_test(test_temperature),
      cmocka_unit_test(test_flow_direction),
      cmocka_unit_test(test_given_figures),
      cmocka_unit_test(test_every_check_stands_once_with_a_source),
  };
  return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
