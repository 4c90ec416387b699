/* The catalogue limits of DESIGN section 5, valve by valve, at pressures set by boundaries. */
#include "sim/limit_checks.h"
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

/* --- the number alone, and without a state --- */

/* One number whoever asks for it. */
static void test_utilization_is_that_of_the_row(void **state) {
  (void)state;
  static const double pressures[] = {0, 1e-7, 1e-6, 10, 101324, 101325, 101326, 4e5, 2e6};
  enum { N = sizeof pressures / sizeof pressures[0] };
  LimitsSettings settings = limits_settings_default();
  Case c = valve_with("supply_voltage", 25, "XSA2-43V-5G");
  ValveMoment m = limit_moment(&c.line.network, &c.line.network.branches[row_of(&c, LIMIT_COIL_VOLTAGE)->branch]);
  for (int i = 0; i < N * N * 4; i++) {
    m.p1_pa = pressures[i % N], m.p2_pa = pressures[i / N % N], m.open = i / N / N % 2,
    m.q_pa_m3_s = 1e-9 * (i % 7 - 3);
    settings.differential = i / N / N / 2 ? DIFFERENTIAL_ABSOLUTE : DIFFERENTIAL_CATALOGUE;
    for (int check = 0; check < LIMIT_CHECK_COUNT; check++) {
      LimitRow row = limit_judge((LimitCheck)check, &m, &settings);
      double number = limit_utilization((LimitCheck)check, &m, &settings);
      if (isfinite(number))
        assert_true(row.utilization == number);
      else
        assert_true(isnan(row.utilization));
      if (number == INFINITY) assert_int_equal(row.status, LIMIT_FAIL);
    }
  }
  case_close(&c);
}

static void test_minimum_at_no_pressure_is_infinite(void **state) {
  (void)state;
  Case c = valve_between("XSA1-12", 0, 101325, 1, limits_settings_default());
  LimitsSettings settings = limits_settings_default();
  ValveMoment m = limit_moment(&c.line.network, &c.line.network.branches[c.table.rows[0].branch]);
  assert_true(isnan(limit_utilization(LIMIT_MIN_OPERATING_PRESSURE, &m, &settings))); /* a boundary */
  m.fixed2 = false;
  assert_true(limit_utilization(LIMIT_MIN_OPERATING_PRESSURE, &m, &settings) == INFINITY);
  case_close(&c);
}

/* A user's row may state a minimum of 0 Pa: everything holds it, 0 Pa too. */
static void test_limit_of_nothing(void **state) {
  (void)state;
  Case c = valve_between("XSA1-12", 0, 101325, 1, limits_settings_default());
  LimitsSettings settings = limits_settings_default();
  ValveMoment m = limit_moment(&c.line.network, &c.line.network.branches[c.table.rows[0].branch]);
  ValveModel model = *m.model;
  model.min_operating_pa_abs = 0;
  m.model = &model, m.fixed2 = false;
  assert_int_equal(limit_judge(LIMIT_MIN_OPERATING_PRESSURE, &m, &settings).status, LIMIT_PASS);
  case_close(&c);
}

static void test_excess_has_no_state(void **state) {
  (void)state;
  for (int open = 0; open < 2; open++) {
    Case c = valve_between("XSA2-43", open, 101325, 1, limits_settings_default());
    LimitsSettings settings = limits_settings_default();
    const Branch *valve = &c.line.network.branches[c.table.rows[0].branch];
    assert_abs(limit_differential_excess(valve, &settings, 101325, 0), 0, 1e-15);
    assert_rel(limit_differential_excess(valve, &settings, 201325, 0), 1, 1e-12);
    assert_rel(limit_reverse_excess(valve, &settings, 101325, 201325), 1, 1e-12);
    assert_rel(limit_reverse_excess(valve, &settings, 101325, 101325), -1, 1e-12);
    settings.differential = DIFFERENTIAL_ABSOLUTE;
    assert_rel(limit_differential_excess(valve, &settings, 101325, 0), 0.01325, 1e-12);
    case_close(&c);
  }
}

static void test_excess_without_a_limit(void **state) {
  (void)state;
  Line line = line_new();
  line_fixed(&line, "in", 1e6), line_fixed(&line, "out", 0);
  line_element(&line, "BARE", "valve", "in", "out", "diameter", 1e-3, NULL);
  line_element(&line, "L", "tube", "in", "out", "diameter", 1e-3, "length", 1.0, NULL);
  LimitsSettings settings = limits_settings_default();
  for (int k = 0; k < line.network.n_branches; k++) {
    assert_true(limit_differential_excess(&line.network.branches[k], &settings, 1e6, 0) == -INFINITY);
    assert_true(limit_reverse_excess(&line.network.branches[k], &settings, 0, 1e6) == -INFINITY);
  }
  line_close(&line);
}

/* --- several analyses --- */

static void test_when(void **state) {
  (void)state;
  Case c = valve_between("XSA2-43", 1, 101325, 1, limits_settings_default());
  for (int i = 0; i < c.table.count; i++)
    assert_int_equal(c.table.rows[i].when,
                     limit_holds_always(c.table.rows[i].check) ? LIMIT_WHEN_ALWAYS : LIMIT_WHEN_STEADY);
  assert_int_equal(row_of(&c, LIMIT_FLUID)->when, LIMIT_WHEN_ALWAYS);
  assert_int_equal(row_of(&c, LIMIT_REVERSE_PRESSURE)->when, LIMIT_WHEN_STEADY);
  case_close(&c);
}

static void test_worst_of_two_tables(void **state) {
  (void)state;
  enum { N = 8 };
  /* by status, then by utilization; a number misses where there is none to tell */
  static const struct {
    LimitStatus a, b;
    double ua, ub;
    bool second;
  } cases[N] = {
      {LIMIT_PASS, LIMIT_WARN, 0.5, 0.2, true},           {LIMIT_FAIL, LIMIT_WARN, 1.1, 0.95, false},
      {LIMIT_PASS, LIMIT_PASS, 0.3, 0.4, true},           {LIMIT_PASS, LIMIT_PASS, 0.4, 0.4, false},
      {LIMIT_NOT_APPLICABLE, LIMIT_PASS, NAN, NAN, true}, {LIMIT_PASS, LIMIT_NOT_APPLICABLE, 0, NAN, false},
      {LIMIT_FAIL, LIMIT_FAIL, 1e9, NAN, true},           {LIMIT_PASS, LIMIT_PASS, NAN, 0, true},
  };
  LimitRow a[N], b[N];
  for (int i = 0; i < N; i++) {
    a[i] = (LimitRow){.branch = i, .status = cases[i].a, .utilization = cases[i].ua, .when = LIMIT_WHEN_TRANSIENT};
    b[i] = (LimitRow){.branch = i, .status = cases[i].b, .utilization = cases[i].ub, .when = LIMIT_WHEN_STEADY};
  }
  LimitTable first = {a, N, N}, second = {b, N, N}, none = {0}, out = {0};
  assert_true(limits_worst_of(&first, &second, &out));
  assert_int_equal(out.count, N);
  for (int i = 0; i < N; i++)
    assert_int_equal(out.rows[i].when, cases[i].second ? LIMIT_WHEN_STEADY : LIMIT_WHEN_TRANSIENT);
  limit_table_free(&out);
  assert_true(limits_worst_of(&none, &second, &out));
  assert_int_equal(out.count, N);
  assert_int_equal(out.rows[0].when, LIMIT_WHEN_STEADY);
  limit_table_free(&out);
  assert_true(limits_worst_of(&none, &none, &out));
  assert_int_equal(out.count, 0);
  limit_table_free(&out);
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
      cmocka_unit_test(test_utilization_is_that_of_the_row),
      cmocka_unit_test(test_minimum_at_no_pressure_is_infinite),
      cmocka_unit_test(test_limit_of_nothing),
      cmocka_unit_test(test_excess_has_no_state),
      cmocka_unit_test(test_excess_without_a_limit),
      cmocka_unit_test(test_when),
      cmocka_unit_test(test_worst_of_two_tables),
  };
  return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
