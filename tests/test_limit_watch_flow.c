/* Limits over every moment: flow backwards, what an error of the run explains, temperatures that move. */
#include "tests/limit_rig.h"

/* --- flow --- */

static void test_flow_direction(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  b.valve->open = true;
  rig_hold(&b, IN, 100), rig_bend(&b, OUT, 99, 0.5, -10);
  rig_run(&b, 0, 1);
  assert_true(rig_row(&b, LIMIT_FLOW_DIRECTION)->value == 0);
  assert_int_equal(rig_row(&b, LIMIT_FLOW_DIRECTION)->status, LIMIT_PASS);
  rig_bend(&b, OUT, 101, 0.4, -30); /* backwards from 0.217 to 0.583 only */
  rig_run(&b, 1, 2);
  const LimitRow *row = rig_row(&b, LIMIT_FLOW_DIRECTION);
  assert_rel(row->value, -rig_flow(&b, 0.4), 1e-10);
  assert_rel(row->time_s, 1.4, 1e-5);
  assert_int_equal(row->status, LIMIT_FAIL);
  static const double ends[] = {0.04, 0.97}; /* no cubic: a flow's peak in an end quarter shows nowhere but close by */
  for (int i = 0; i < 2; i++) {
    rig_bend(&b, OUT, 102 + i, ends[i], -1.5);
    rig_run(&b, 2 + i, 3 + i);
    row = rig_row(&b, LIMIT_FLOW_DIRECTION);
    assert_rel(row->value, -rig_flow(&b, ends[i]), 1e-10);
    assert_rel(row->time_s, 2 + i + ends[i], 1e-4);
  }
  rig_close(&b);
}

/* The pressures stand, the valve moves: the flow is that of its opening at each moment, wherever the engine has left it. */
static void test_flow_direction_in_a_stroke(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  b.valve->open = true;
  rig_hold(&b, IN, 100), rig_bend(&b, OUT, 130, 0, -30);
  b.opening[0] = 0, b.opening[1] = 1;
  rig_moment(&b, 0, 0);
  b.valve->opening = 1;
  rig_step(&b, 0, 1);
  double worst = 0;
  for (int i = 0; i <= 10000; i++)
    worst = fmax(worst, -rig_flow(&b, i / 10000.0));
  assert_true(worst > 0);
  const LimitRow *row = rig_row(&b, LIMIT_FLOW_DIRECTION);
  assert_rel(row->value, worst, 1e-7);
  assert_true(row->value >= worst);
  assert_rel(row->value, -rig_flow(&b, row->time_s), 1e-12);
  rig_close(&b);
}

/* Argon behind, air before, nearly equal totals, molecular flow: the lighter gas wins, against the total pressure. */
static void test_flow_direction_of_a_mixture(void **state) {
  (void)state;
  Rig b;
  memset(&b, 0, sizeof b);
  b.line = line_new();
  line_node(&b.line, "in",
            (NodeParams){.volume_m3 = 1e-3,
                         .pressure_pa = 1,
                         .temperature_k = 293.15,
                         .gas = {.n = 1, .gas = {gas_find("Ar")}, .x = {1}}});
  line_volume(&b.line, "out", 1e-3, 1);
  line_element(&b.line, "V", "valve", "in", "out", "part", "XSA2-43", NULL);
  rig_start(&b);
  assert_int_equal(b.line.network.n_gas, 2);
  b.valve->open = true;
  b.coefficient[IN * 2 + 1][0] = 1.0001e-3, b.coefficient[OUT * 2][0] = 1e-3;
  rig_run(&b, 0, 1);
  const LimitRow *row = rig_row(&b, LIMIT_FLOW_DIRECTION);
  assert_true(row->value > 0);
  assert_rel(row->value, -rig_flow(&b, 0), 1e-15);
  b.coefficient[OUT * 2][1] = 2e-8,
                      b.coefficient[OUT * 2][2] = -2e-8; /* 5e-9 Pa more at mid-step, still below port 1 */
  rig_step(&b, 1, 2);
  row = rig_row(&b, LIMIT_FLOW_DIRECTION);
  assert_rel(row->time_s, 1.5, 1e-3);
  assert_rel(row->value, -rig_flow(&b, 0.5), 1e-9);
  rig_close(&b);
}

/* Rarefied gas creeps to the warmer end: backwards although port 1 is the higher. */
static void test_flow_direction_by_transpiration(void **state) {
  (void)state;
  Rig b;
  memset(&b, 0, sizeof b);
  b.line = line_new();
  line_volume(&b.line, "in", 1e-3, 1);
  b.line.network.nodes[IN].params.temperature_k = 333.15;
  line_volume(&b.line, "out", 1e-3, 1);
  line_element(&b.line, "V", "valve", "in", "out", "part", "XSA2-43", NULL);
  rig_start(&b);
  b.valve->open = true;
  rig_hold(&b, IN, 1.03e-3), rig_bend(&b, OUT, 1e-3, 0.6, -1e-4);
  rig_step(&b, 0, 1);
  const LimitRow *row = rig_row(&b, LIMIT_FLOW_DIRECTION);
  assert_true(row->value > 0);
  assert_rel(row->value, -rig_flow(&b, 0.6), 1e-9);
  rig_close(&b);
}

/* --- what a run can tell --- */

/* Level with atmosphere but for the integrator's error: no differential exceeded. */
static void test_error_is_no_violation(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  limit_watch_set_tolerance(b.watch, 1e-6, 1e-12);
  b.valve->open = true;
  rig_hold(&b, IN, 101325 * (1 + 5e-7)), rig_hold(&b, OUT, 0);
  rig_run(&b, 1, 2);
  const LimitRow *row = rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
  assert_int_equal(row->status, LIMIT_WARN);
  assert_non_null(strstr(row->reason, "tolerance of the run (1e-06)"));
  assert_true(row->utilization > 1 + 1e-9);
  assert_true(limit_watch_conditional_from_s(b.watch) == INFINITY);
  rig_close(&b);
}

static void test_more_than_error_is_a_violation(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  limit_watch_set_tolerance(b.watch, 1e-6, 1e-12);
  b.valve->open = true;
  rig_hold(&b, IN, 101325 * (1 + 3e-6)), rig_hold(&b, OUT, 0);
  rig_run(&b, 1, 2);
  assert_int_equal(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_FAIL);
  assert_rel(limit_watch_conditional_from_s(b.watch), 1, 1e-15);
  rig_close(&b);
}

/* A loose run does not loosen a limit, and at 0 s the file's pressures stand. */
static void test_doubt_has_an_end(void **state) {
  (void)state;
  static const struct {
    double excess, t_s;
    LimitStatus want;
  } cases[] = {{5e-6, 1, LIMIT_WARN}, {2e-5, 1, LIMIT_FAIL}, {5e-6, 0, LIMIT_FAIL}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Rig b;
    rig_valve(&b, "XSA2-43");
    limit_watch_set_tolerance(b.watch, 1e-2, 1e-12);
    b.valve->open = true;
    rig_hold(&b, IN, 101325 * (1 + cases[i].excess)), rig_hold(&b, OUT, 0);
    rig_run(&b, cases[i].t_s, 2);
    const LimitRow *row = rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
    assert_int_equal(row->status, cases[i].want);
    assert_int_equal(row->reason[0] != 0, cases[i].want == LIMIT_WARN);
    rig_close(&b);
  }
}

static double flow_row(Rig *b) {
  return rig_row(b, LIMIT_FLOW_DIRECTION)->value;
}

/* Two volumes of 1 L at 1 atm, level but for 3e-7: 10 rtol p V = 2.03e-3 Pa m3 may flow back by error, however often. */
static void test_swing_is_no_flow_back(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  limit_watch_set_tolerance(b.watch, 1e-6, 1e-12);
  b.valve->open = true;
  rig_hold(&b, IN, 101325), rig_hold(&b, OUT, 101325 * (1 + 3e-7));
  for (int i = 0; i < 12; i++) {
    static const double passed[] = {-1e-3, -0.9e-3, 1e-3};
    b.passed_pa_m3[0] = passed[i % 3];
    rig_run(&b, i, i + 1);
  }
  assert_true(flow_row(&b) == 0);
  for (int i = 12; i < 18; i++) { /* closed in between */
    b.valve->open = i % 2;
    b.passed_pa_m3[0] = i % 2 ? -1.9e-3 : -1e-9;
    rig_run(&b, i, i + 1);
  }
  assert_true(flow_row(&b) == 0);
  assert_int_equal(rig_row(&b, LIMIT_FLOW_DIRECTION)->status, LIMIT_PASS);
  rig_close(&b);
}

/* The pressures tell no flow: what passed does, once it is more than error. */
static void test_slow_flow_back(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  limit_watch_set_tolerance(b.watch, 1e-6, 1e-12);
  b.valve->open = true;
  rig_hold(&b, IN, 101325), rig_hold(&b, OUT, 101325 * (1 + 3e-7));
  for (int i = 0; i < 3; i++) {
    b.passed_pa_m3[0] = i == 1 ? -1e-3 : -0.8e-3;
    rig_run(&b, i, i + 1);
    if (i < 2) assert_true(flow_row(&b) == 0);
  }
  assert_rel(flow_row(&b), 1e-3, 1e-12);
  assert_rel(rig_row(&b, LIMIT_FLOW_DIRECTION)->time_s, 2, 1e-12);
  assert_int_equal(rig_row(&b, LIMIT_FLOW_DIRECTION)->status, LIMIT_FAIL);
  rig_close(&b);
}

/* In vacuum a little is much; and there the pressures tell the peak. */
static void test_flow_back_in_vacuum(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  limit_watch_set_tolerance(b.watch, 1e-6, 1e-12);
  b.valve->open = true;
  rig_hold(&b, IN, 1e-3), rig_bend(&b, OUT, 2e-3, 0.4, -1e-4);
  b.passed_pa_m3[0] = -1e-7;
  rig_run(&b, 0, 1);
  assert_rel(flow_row(&b), -rig_flow(&b, 0.4), 1e-9);
  assert_rel(rig_row(&b, LIMIT_FLOW_DIRECTION)->time_s, 0.4, 1e-4);
  rig_close(&b);
}

/* A boundary's pressure is what the file says. */
static void test_boundary_has_no_error(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  limit_watch_set_tolerance(b.watch, 1e-6, 1e-12);
  b.line.network.nodes[IN].params.fixed = true;
  b.valve->open = true;
  rig_hold(&b, IN, 101325 * (1 + 5e-7)), rig_hold(&b, OUT, 0);
  rig_run(&b, 0, 1);
  assert_int_equal(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_FAIL);
  rig_close(&b);
}

/* --- temperatures that move --- */

static void test_temperature_over_time(void **state) {
  (void)state;
  Rig b;
  memset(&b, 0, sizeof b);
  b.line = line_new();
  line_node(&b.line, "in",
            (NodeParams){.volume_m3 = 1e-3, .pressure_pa = 1e5, .temperature_k = 293.15, .thermal = THERMAL_ADIABATIC});
  line_volume(&b.line, "out", 1e-3, 1e5);
  line_element(&b.line, "V", "valve", "in", "out", "part", "XSA2-43", NULL);
  rig_start(&b);
  b.warming_k = 60; /* the range ends at 60 degC = 40 K above */
  rig_hold(&b, IN, 1e5), rig_hold(&b, OUT, 1e5);
  rig_run(&b, 0, 10);
  const LimitRow *row = rig_row(&b, LIMIT_TEMPERATURE);
  assert_rel(row->value, 353.15, 1e-12);
  assert_rel(row->time_s, 5, 1e-6);
  assert_int_equal(row->status, LIMIT_FAIL);
  assert_int_equal(row->when, LIMIT_WHEN_TRANSIENT);
  rig_close(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_flow_direction),
      cmocka_unit_test(test_flow_direction_in_a_stroke),
      cmocka_unit_test(test_flow_direction_of_a_mixture),
      cmocka_unit_test(test_flow_direction_by_transpiration),
      cmocka_unit_test(test_error_is_no_violation),
      cmocka_unit_test(test_more_than_error_is_a_violation),
      cmocka_unit_test(test_boundary_has_no_error),
      cmocka_unit_test(test_doubt_has_an_end),
      cmocka_unit_test(test_swing_is_no_flow_back),
      cmocka_unit_test(test_slow_flow_back),
      cmocka_unit_test(test_flow_back_in_vacuum),
      cmocka_unit_test(test_temperature_over_time),
  };
  return cmocka_run_group_tests_name("limit_watch_flow", tests, NULL, NULL);
}
