/* Limits over every moment, on steps made by hand: polynomial pressures, whose worst moments are known in closed form. */
#include "tests/limit_rig.h"

/* --- where the worst moment lies --- */

/* XSA2-43 against 0.1 MPa in the catalogue's terms: below atmosphere m(p) = 0.1 MPa (p/101325 Pa - 1). */
static void test_maximum_within_a_step(void **state) {
  (void)state;
  static const double places[] = {0.003, 0.07, 0.2, 0.37, 0.5, 0.61, 0.8, 0.93, 0.999};
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    Rig b;
    rig_valve(&b, "XSA2-43");
    b.valve->open = true;
    rig_bend(&b, IN, 90000, places[i], -30000), rig_hold(&b, OUT, 1000);
    rig_run(&b, 5, 7);
    const LimitRow *row = rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
    assert_rel(row->utilization, 89000 / 101325.0, 1e-12);
    assert_rel(row->value, 0.1e6 * 89000 / 101325, 1e-12);
    assert_abs(row->time_s, 5 + 2 * places[i], 1e-5);
    assert_int_equal(row->when, LIMIT_WHEN_TRANSIENT);
    assert_int_equal(row->status, LIMIT_PASS);
    assert_true(limit_watch_conditional_from_s(b.watch) == INFINITY);
    rig_close(&b);
  }
}

static void test_differential_in_absolute_terms(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  b.settings.differential = DIFFERENTIAL_ABSOLUTE;
  b.valve->open = true;
  rig_bend(&b, IN, 103325, 0.37, -30000), rig_hold(&b, OUT, 2000);
  rig_run(&b, 0, 1);
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 1.01325, 1e-12);
  assert_int_equal(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_FAIL);
  assert_rel(limit_watch_conditional_from_s(b.watch), 0.37 - sqrt((1325 - 1e-4) / 30000), 1e-10);
  rig_close(&b);
}

/* One number a step: the higher of two steps counts, wherever it comes; of equals the first. */
static void test_worst_of_several_steps(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  b.valve->open = true;
  rig_hold(&b, OUT, 0);
  static const double tops[] = {50000, 80000, 80000, 30000};
  for (int i = 0; i < 4; i++) {
    rig_bend(&b, IN, tops[i], 0.4, -20000);
    rig_run(&b, i, i + 1);
  }
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 80000 / 101325.0, 1e-12);
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->time_s, 1.4, 1e-5);
  rig_close(&b);
}

/* The pressure before an event is in no step that the valve is open in: the moment on its far side alone shows it. */
static void test_maximum_at_one_side_of_an_event(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_hold(&b, IN, 70000), rig_hold(&b, OUT, 0);
  rig_run(&b, 0, 3);
  b.valve->open = true;
  rig_moment(&b, 3, 0);
  rig_hold(&b, IN, 40000); /* a junction has jumped */
  rig_run(&b, 3, 6);
  const LimitRow *row = rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
  assert_rel(row->utilization, 70000 / 101325.0, 1e-12);
  assert_rel(row->time_s, 3, 1e-15);
  rig_close(&b);
}

/* Closed against 0.2 MPa(G) for an hour, open for 10 ms at 0.3 of its differential. */
static void test_short_spell_and_both_states(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_hold(&b, IN, 301325), rig_hold(&b, OUT, 0);
  rig_run(&b, 0, 3600);
  rig_hold(&b, IN, 30397.5);
  rig_run(&b, 3600, 3601);
  b.valve->open = true;
  rig_run(&b, 3601, 3601.01);
  b.valve->open = false;
  rig_bend(&b, IN, 50000, 0.5, 1000), rig_bend(&b, OUT, 70265, 0.3, -5000);
  rig_run(&b, 3601.01, 3605);
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 0.3, 1e-12);
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->time_s, 3601, 1e-15);
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_PRESSURE)->value, 2e5, 1e-12);
  assert_rel(rig_row(&b, LIMIT_WITHSTAND_PRESSURE)->value, 2e5, 1e-12);
  /* d(p2 - p1)/dx = -10000 (x - 0.3) - 2000 (x - 0.5) = 0 at x = 1/3 */
  double top = 70265 - 5000 / 900.0 - 50000 - 1000 / 36.0;
  const LimitRow *reverse = rig_row(&b, LIMIT_REVERSE_PRESSURE);
  assert_rel(reverse->utilization, 0.1e6 * top / 101325 / 0.05e6, 1e-12);
  assert_rel(reverse->time_s, 3601.01 + 3.99 / 3, 1e-8);
  assert_non_null(strstr(reverse->reason, "extrapolated"));
  rig_close(&b);
}

static void test_minimum_over_time(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA1-12");
  rig_hold(&b, IN, 1000), rig_bend(&b, OUT, 4e-7, 0.83, 1e-3);
  rig_run(&b, 0, 10);
  const LimitRow *row = rig_row(&b, LIMIT_MIN_OPERATING_PRESSURE);
  assert_rel(row->utilization, 2.5, 1e-9);
  assert_rel(row->value, 4e-7, 1e-9);
  assert_rel(row->time_s, 8.3, 1e-4);
  assert_int_equal(row->status, LIMIT_FAIL);
  rig_close(&b);
}

/* At 0 Pa a minimum is infinitely missed: first time, no number, and nothing after it is worse. */
static void test_minimum_at_nothing(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA1-12");
  rig_hold(&b, IN, 1000), rig_hold(&b, OUT, 1e-3);
  rig_run(&b, 0, 10);
  rig_hold(&b, OUT, 0);
  rig_run(&b, 10, 20), rig_run(&b, 20, 30);
  const LimitRow *row = rig_row(&b, LIMIT_MIN_OPERATING_PRESSURE);
  assert_int_equal(row->status, LIMIT_FAIL);
  assert_true(isnan(row->utilization));
  assert_string_equal(row->reason, "port 2 stands at 0 Pa");
  assert_rel(row->time_s, 10, 1e-15);
  rig_close(&b);
}

/* Noise in the last bits neither moves the worst moment nor costs a search. */
static void test_rounding_is_no_maximum(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  b.valve->open = true;
  rig_hold(&b, OUT, 0), rig_hold(&b, IN, 80000);
  rig_run(&b, 0, 1);
  rig_bend(&b, IN, 80000 * (1 + 4e-16), 0.5, -2e-11);
  rig_run(&b, 1, 2);
  assert_true(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->time_s == 0);
  rig_close(&b);
}

static double pseudo_random(unsigned *seed) { /* Numerical Recipes' quick generator, for figures that need no quality */
  *seed = *seed * 1664525u + 1013904223u;
  return *seed / 4294967296.0;
}

/* Cubics at random, across atmosphere and its kink: never below what 4000 samples see, and met at the moment that is told. */
static void test_against_dense_samples(void **state) {
  (void)state;
  static const LimitCheck checks[] = {LIMIT_MAX_OPERATING_DIFFERENTIAL, LIMIT_REVERSE_PRESSURE,
                                      LIMIT_MAX_OPERATING_PRESSURE, LIMIT_WITHSTAND_PRESSURE,
                                      LIMIT_MIN_OPERATING_PRESSURE};
  enum { SAMPLES = 4000, LINES = 120, CHECKS = sizeof checks / sizeof checks[0] };
  unsigned seed = 1;
  for (int i = 0; i < LINES; i++) {
    Rig b;
    rig_valve(&b, "XSA2-43");
    b.valve->open = i % 2;
    for (int entry = 0; entry < NODES; entry++) {
      double a = pseudo_random(&seed), c = pseudo_random(&seed), d = pseudo_random(&seed);
      double *k = b.coefficient[entry], scale = 8e4 * (d - 0.5);
      a = 2 * a - 0.5, c = 2 * c - 0.5; /* extremes, within the step or outside */
      k[0] = 60000 + 80000 * d, k[1] = scale * a * c, k[2] = -scale * (a + c) / 2, k[3] = scale / 3;
    }
    rig_run(&b, 0, 1);
    double best[CHECKS];
    for (int c = 0; c < CHECKS; c++)
      best[c] = -INFINITY;
    ValveMoment look = limit_moment(&b.line.network, b.valve);
    for (int s = 0; s <= SAMPLES; s++) {
      look.p1_pa = rig_value(&b, IN, s / (double)SAMPLES), look.p2_pa = rig_value(&b, OUT, s / (double)SAMPLES);
      for (int c = 0; c < CHECKS; c++)
        best[c] = fmax(best[c], limit_utilization(checks[c], &look, &b.settings));
    }
    for (int c = 0; c < CHECKS; c++) {
      const LimitRow *row = rig_row(&b, checks[c]);
      if (best[c] == -INFINITY) continue; /* not of this state */
      assert_true(row->utilization >= best[c] - 1e-9 * fabs(best[c]));
      look.p1_pa = rig_value(&b, IN, row->time_s), look.p2_pa = rig_value(&b, OUT, row->time_s);
      assert_rel(row->utilization, limit_utilization(checks[c], &look, &b.settings), 1e-14);
    }
    rig_close(&b);
  }
}

/* --- when the run stops being what the valve would do --- */

static void test_conditional_from(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_move(&b, IN, 90000, 40000, 0), rig_hold(&b, OUT, 0);
  rig_run(&b, 0, 1); /* closed: no differential */
  assert_true(limit_watch_conditional_from_s(b.watch) == INFINITY);
  b.valve->open = true;
  rig_move(&b, IN, 90000, 20000, 0);
  rig_run(&b, 10, 12);
  assert_rel(limit_watch_conditional_from_s(b.watch), 10 + 2 * (11325 + 1e-4) / 20000, 1e-12);
  rig_run(&b, 12, 14); /* once more, later */
  assert_rel(limit_watch_conditional_from_s(b.watch), 10 + 2 * (11325 + 1e-4) / 20000, 1e-12);
  rig_close(&b);
}

/* Beyond the limit between two quarters, within it at every quarter. */
static void test_conditional_between_quarters(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  b.valve->open = true;
  rig_bend(&b, IN, 101425, 0.3, -1e6), rig_hold(&b, OUT, 0);
  rig_run(&b, 0, 1);
  assert_rel(limit_watch_conditional_from_s(b.watch), 0.29, 1e-7);
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 1.001, 1e-12);
  rig_close(&b);
}

static void test_conditional_by_reverse_pressure(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_hold(&b, IN, 101325), rig_move(&b, OUT, 101325, 100000, 0);
  rig_run(&b, 0, 1);
  assert_rel(limit_watch_conditional_from_s(b.watch), 0.5, 2e-9);
  assert_int_equal(rig_row(&b, LIMIT_REVERSE_PRESSURE)->status, LIMIT_FAIL);
  assert_string_equal(rig_row(&b, LIMIT_REVERSE_PRESSURE)->reason, "");
  rig_close(&b);
}

/* At an event the moment itself is beyond the limit. */
static void test_conditional_from_an_event(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_hold(&b, IN, 201325), rig_hold(&b, OUT, 0);
  rig_run(&b, 0, 4);
  b.valve->open = true;
  rig_run(&b, 4, 5);
  assert_rel(limit_watch_conditional_from_s(b.watch), 4, 1e-15);
  rig_close(&b);
  rig_valve(&b, "XSA2-43"); /* and by the step alone */
  b.valve->open = true;
  rig_move(&b, IN, 201325, 1000, 0), rig_hold(&b, OUT, 0);
  rig_step(&b, 4, 5);
  assert_rel(limit_watch_conditional_from_s(b.watch), 4, 1e-15);
  rig_close(&b);
}

/* Held shut, as behaviour = physical has it: what it was asked to do is judged, though it never opened. */
static void test_attempt(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_hold(&b, IN, 201325), rig_hold(&b, OUT, 0);
  limit_watch_attempt(b.watch, (int)(b.valve - b.line.network.branches), 0, rig_pressures(&b, 0));
  rig_run(&b, 0, 4);
  assert_int_equal(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_FAIL);
  assert_rel(rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 2, 1e-12);
  rig_close(&b);
}

/* --- rows --- */

static void test_what_never_applied(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_hold(&b, IN, 101325), rig_hold(&b, OUT, 10);
  rig_run(&b, 2, 3);
  const LimitRow *row = rig_row(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
  assert_int_equal(row->status, LIMIT_NOT_APPLICABLE);
  assert_string_equal(row->reason, "never open during the run");
  assert_true(isnan(row->utilization) && isnan(row->value));
  assert_rel(row->time_s, 2, 1e-15);
  row = rig_row(&b, LIMIT_FLOW_DIRECTION);
  assert_int_equal(row->status, LIMIT_PASS);
  assert_string_equal(row->reason, "never open during the run: only the seat leak passes");
  rig_close(&b);
  rig_valve(&b, "XSA2-43");
  b.valve->open = true;
  rig_hold(&b, IN, 101325), rig_hold(&b, OUT, 10);
  rig_run(&b, 2, 3);
  row = rig_row(&b, LIMIT_REVERSE_PRESSURE);
  assert_int_equal(row->status, LIMIT_NOT_APPLICABLE);
  assert_string_equal(row->reason, "never closed during the run");
  rig_close(&b);
}

static void test_what_holds_always(void **state) {
  (void)state;
  Rig b;
  rig_valve(&b, "XSA2-43");
  rig_hold(&b, IN, 101325), rig_hold(&b, OUT, 10);
  rig_run(&b, 0, 1);
  for (int check = 0; check < LIMIT_CHECK_COUNT; check++) {
    const LimitRow *row = rig_row(&b, (LimitCheck)check);
    assert_int_equal(row->when, limit_holds_always(row->check) ? LIMIT_WHEN_ALWAYS : LIMIT_WHEN_TRANSIENT);
    assert_non_null(strstr(row->source, "CAT.ES140-7A"));
    assert_ptr_equal(&b.line.network.branches[row->branch], b.valve);
  }
  assert_int_equal(rig_row(&b, LIMIT_TEMPERATURE)->status, LIMIT_PASS);
  assert_int_equal(rig_row(&b, LIMIT_FLUID)->status, LIMIT_PASS);
  rig_close(&b);
}

/* Of two valves and a bare bore: the rows of the two, in file order, each with its own worst moment. */
static void test_rows_in_file_order(void **state) {
  (void)state;
  Rig b;
  memset(&b, 0, sizeof b);
  b.line = line_new();
  line_volume(&b.line, "in", 1e-3, 1e5), line_volume(&b.line, "out", 1e-3, 1e5);
  line_element(&b.line, "BARE", "valve", "in", "out", "diameter", 1e-3, NULL);
  line_element(&b.line, "V", "valve", "in", "out", "part", "XSA1-12", NULL);
  line_element(&b.line, "W", "valve", "out", "in", "part", "XSA2-43", NULL);
  rig_start(&b);
  rig_hold(&b, IN, 1e5), rig_bend(&b, OUT, 9e4, 0.3, -100);
  for (int k = 0; k < b.line.network.n_branches; k++)
    if (branch_is_valve(&b.line.network.branches[k])) b.line.network.branches[k].open = true;
  rig_run(&b, 0, 1);
  assert_true(limit_watch_table(b.watch, &b.table));
  assert_int_equal(b.table.count, 2 * LIMIT_CHECK_COUNT);
  const LimitRow *v = &b.table.rows[LIMIT_MAX_OPERATING_DIFFERENTIAL];
  const LimitRow *w = &b.table.rows[LIMIT_CHECK_COUNT + LIMIT_MAX_OPERATING_DIFFERENTIAL];
  assert_string_equal(b.line.network.branches[v->branch].name, "V");
  assert_string_equal(b.line.network.branches[w->branch].name, "W");
  assert_rel(v->time_s, 1, 1e-15);
  assert_rel(w->time_s, 0.3, 1e-4);
  rig_close(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_maximum_within_a_step),        cmocka_unit_test(test_differential_in_absolute_terms),
      cmocka_unit_test(test_worst_of_several_steps),       cmocka_unit_test(test_maximum_at_one_side_of_an_event),
      cmocka_unit_test(test_short_spell_and_both_states),  cmocka_unit_test(test_minimum_over_time),
      cmocka_unit_test(test_minimum_at_nothing),           cmocka_unit_test(test_rounding_is_no_maximum),
      cmocka_unit_test(test_against_dense_samples),        cmocka_unit_test(test_conditional_from),
      cmocka_unit_test(test_conditional_between_quarters), cmocka_unit_test(test_conditional_by_reverse_pressure),
      cmocka_unit_test(test_conditional_from_an_event),    cmocka_unit_test(test_attempt),
      cmocka_unit_test(test_what_never_applied),           cmocka_unit_test(test_what_holds_always),
      cmocka_unit_test(test_rows_in_file_order),
  };
  return cmocka_run_group_tests_name("limit_watch", tests, NULL, NULL);
}
