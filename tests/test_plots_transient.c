/* What the charts of a run through time show: curves, states, failures, utilization. */
#include "plots/chart_pumpdown.h"
#include "plots/chart_utilization.h"
#include "sim/limit_checks.h"
#include "tests/check.h"
#include "tests/outcome.h"
#include "tests/transient_made.h"

/* --- courses of pressure --- */

static double pumped(int node, double t) {
  return node == 0 ? 101325 : 1e5 * exp(-t / (10.0 + node)) + 0.1 * node;
}

static double nothing(int node, double t) {
  (void)node, (void)t;
  return 0;
}

/* 1 and 2 the same, 3 empty until 10 s, the others apart. */
static double mixed(int node, double t) {
  if (node == 3) return t < 10 ? 0 : 5;
  return node == 0 ? 101325 : 100.0 * (node == 2 ? 1 : node);
}

static double spread(int node, double t) {
  (void)t;
  return node == 0 ? 101325 : pow(10, 0.2 * node);
}

/* --- curves, lanes, failures --- */

static const double width = FRAME_RIGHT - FRAME_LEFT;

static PumpdownChart *chart_of(const MadeRun *made) {
  PumpdownChart *chart = malloc(sizeof *chart);
  assert_true(pumpdown_chart_init(chart, &made->outcome));
  return chart;
}

static void test_curves(void **state) {
  (void)state;
  MadeRun *made = run_made(4, 0, 0, 60);
  run_rows(made, 50, mixed);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->curve_count, 4); /* n1 with n2, n3, n4, room */
  assert_string_equal(chart->curves[0].name, "n1, n2");
  assert_int_equal(chart->curves[0].alike, 1);
  assert_string_equal(chart->curves[2].name, "n4");
  assert_true(chart->curves[3].boundary);
  assert_int_equal(chart->nodes_left_out, 0);
  assert_int_equal(chart->lane_count, 0);
  assert_true(chart->p_pa.from < 5 && chart->p_pa.from > 1); /* 0 Pa does not stretch the axis */
  assert_true(chart->p_pa.to > 101325);
  free(chart);
  made_run_free(made);
}

static void test_many_curves(void **state) {
  (void)state;
  MadeRun *made = run_made(12, 3, 0, 60);
  run_threshold(made, "t_7", 7, 10, NAN);
  run_rows(made, 50, spread);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->curve_count, PRESSURE_CURVES_MAX);
  assert_int_equal(chart->nodes_left_out, 12 + 3 - PRESSURE_CURVES_MAX);
  bool watched = false;
  for (int i = 0; i < chart->curve_count; i++) {
    watched = watched || chart->curves[i].node == 7;
    assert_true(chart->curves[i].node >= 1 &&
                chart->curves[i].node <= 12); /* volumes before junctions and boundaries */
    if (i > 0) assert_true(chart->curves[i].node > chart->curves[i - 1].node);
  }
  assert_true(watched);
  assert_int_equal(chart->thresholds.count, 1);
  free(chart);
  made_run_free(made);
}

static void test_nothing_to_draw(void **state) {
  (void)state;
  MadeRun *made = run_made(2, 0, 0, 60);
  run_rows(made, 50, nothing);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->curve_count, 0);
  free(chart);
  made->run.end_s = 0; /* ended before its first step */
  chart = chart_of(made);
  assert_int_equal(chart->curve_count, 0);
  free(chart);
  made->outcome.transient = NULL;
  chart = chart_of(made);
  assert_int_equal(chart->curve_count, 0);
  free(chart);
  made_run_free(made);
}

static void test_lanes(void **state) {
  (void)state;
  MadeRun *made = run_made(2, 0, 15, 600);
  char name[16];
  for (int i = 15; i > 1; i--) { /* V1 never moves */
    snprintf(name, sizeof name, "V%d", i);
    run_event(made, 10.0 * (16 - i), EVENT_OPEN, name);
  }
  run_rows(made, 10, pumped);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->lane_count, PUMPDOWN_LANES_MAX);
  assert_int_equal(chart->lanes_left_out, 14 - PUMPDOWN_LANES_MAX);
  assert_string_equal(made->study.network.branches[chart->lanes[0]].name, "V15"); /* the first that changes */
  free(chart);
  made_run_free(made);
}

static void test_failures(void **state) {
  (void)state;
  MadeRun *made = run_made(1, 0, 12, 100);
  char name[16];
  for (int i = 1; i <= 12; i++) {
    snprintf(name, sizeof name, "V%d", i);
    run_limit(made, name, LIMIT_REVERSE_PRESSURE, i <= 10 ? 1 + 0.1 * i : 0.5, 5.0 * i);
  }
  made->limits.rows[3].when = LIMIT_WHEN_STEADY; /* no moment of this run */
  run_rows(made, 50, pumped);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->failure_count, PUMPDOWN_FAILURES_MAX);
  assert_int_equal(chart->failures_left_out, 1);
  assert_int_equal(chart->failures[0].row, 9); /* the worst first */
  assert_rel(chart->failures[0].at, 0.5 * width, 1e-12);
  free(chart);
  made_run_free(made);
}

/* --- utilization --- */

static void test_utilization_rows(void **state) {
  (void)state;
  MadeRun *made = run_made(2, 0, 8, 60);
  UtilizationCurve curves[UTILIZATION_CURVES_MAX];
  char name[16];
  assert_int_equal(utilization_curves(&made->outcome, curves), 0); /* no series yet */
  for (int i = 1; i <= 8; i++) {
    snprintf(name, sizeof name, "V%d", i);
    run_limit(made, name, LIMIT_REVERSE_PRESSURE, 0.9 - 0.01 * i, 1);
  }
  run_limit(made, "V1", LIMIT_MIN_OPERATING_PRESSURE, 0.3, 2);
  run_limit(made, "V1", LIMIT_WITHSTAND_PRESSURE, 0.009, 2); /* hardly used */
  run_limit(made, "V1", LIMIT_FLUID, 2, 0);                  /* no pressure enters */
  run_rows(made, 20, pumped);
  assert_int_equal(utilization_curves(&made->outcome, curves), 6);
  for (int i = 0; i < 3; i++)
    assert_int_equal(curves[i].row, i);
  assert_int_equal(curves[3].check, LIMIT_MIN_OPERATING_PRESSURE); /* many valves alike do not crowd it out */
  assert_int_equal(curves[4].row, 3);
  assert_true(utilization_is_known(&made->outcome));
  made->limits.count = 0;
  assert_false(utilization_is_known(&made->outcome));
  made_run_free(made);
}

static void test_utilization_at(void **state) {
  (void)state;
  MadeRun *made = run_made(1, 0, 1, 60);
  run_event(made, 10, EVENT_OPEN, "V1");
  run_event(made, 20, EVENT_CLOSE, "V1");
  run_limit(made, "V1", LIMIT_MAX_OPERATING_DIFFERENTIAL, 0.125, 20);
  run_limit(made, "V1", LIMIT_MIN_OPERATING_PRESSURE, 0.05, 20);
  run_rows(made, 20, pumped);
  UtilizationCurve curves[UTILIZATION_CURVES_MAX];
  assert_int_equal(utilization_curves(&made->outcome, curves), 2);
  const Series *series = &made->run.series;
  const Branch *valve = &made->study.network.branches[curves[0].branch];
  int open = 0;
  for (int row = 0; row < series->count; row++) {
    double t = series->time_s[row], u = utilization_at(&made->outcome, &curves[0], row);
    bool is_open = (t >= 10 && t < 20) || (t == 20 && series->side[row] < 0); /* it opens against what stands before */
    open += is_open;
    if (!is_open)
      assert_true(isnan(u)); /* a closed valve has no differential to judge */
    else
      assert_rel(u, 1 + limit_differential_excess(valve, &made->study.limits, 101325, pumped(1, t)), 1e-12);
    assert_true(isfinite(utilization_at(&made->outcome, &curves[1], row)));
  }
  assert_int_equal(open, 43);
  char *csv = outcome_printed(&made->outcome, csv_utilization);
  const char *head = "time_s,V1_max_operating_differential,V1_min_operating_pressure\n0,,";
  assert_int_equal(strncmp(csv, head, strlen(head)), 0);
  assert_null(strstr(csv, "nan"));
  free(csv);
  made_run_free(made);
}

static void test_utilization_axis(void **state) {
  (void)state;
  static const struct {
    double utilization;
    bool log;
  } cases[] = {{0.5, false}, {3, false}, {100, true}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    MadeRun *made = run_made(1, 0, 1, 60);
    run_limit(made, "V1", LIMIT_WITHSTAND_PRESSURE, cases[i].utilization, 20);
    run_rows(made, 20, pumped);
    UtilizationChart chart;
    assert_true(utilization_chart_init(&chart, &made->outcome));
    assert_int_equal(chart.curve_count, 1);
    assert_int_equal(chart.log, cases[i].log);
    assert_true(chart.range.to > fmax(1, cases[i].utilization));
    if (chart.log) assert_true(chart.range.from > 0);
    made_run_free(made);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_curves),          cmocka_unit_test(test_many_curves),
      cmocka_unit_test(test_nothing_to_draw), cmocka_unit_test(test_lanes),
      cmocka_unit_test(test_failures),        cmocka_unit_test(test_utilization_rows),
      cmocka_unit_test(test_utilization_at),  cmocka_unit_test(test_utilization_axis),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
