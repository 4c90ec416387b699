/* Limits over every moment, on steps made by hand: polynomial pressures, whose worst moments are known in closed form. */
#include "sim/transient/limit_watch.h"

#include "sim/branch_flow.h"
#include "sim/limit_checks.h"
#include "tests/line.h"

enum { IN, OUT, NODES, DEGREE = 3, GASES = 2 };

/* One valve V between two volumes, and pressures that move as told. */
typedef struct {
  Line line;
  Branch *valve;
  LimitsSettings settings;
  LimitWatch *watch;
  LimitTable table;
  double coefficient[NODES * GASES][DEGREE + 1]; /* of pressure over the fraction of the step */
  double row[STEP_QUARTERS + 2][(NODES + 1) * GASES];
  double opening[2]; /* at start and end of the step; NAN: the valve does not move */
} Bench;

static void bench_start(Bench *b) {
  char message[200];
  if (!network_derive(&b->line.network, message, sizeof message)) fail_msg("%s", message);
  b->valve = &b->line.network.branches[network_find_branch(&b->line.network, SECTION_ELEMENTS, "V")];
  b->settings = limits_settings_default();
  b->opening[0] = b->opening[1] = NAN;
  b->watch = limit_watch_new(&b->line.network, &b->settings);
  assert_non_null(b->watch);
}

static void bench_valve(Bench *b, const char *part) {
  memset(b, 0, sizeof *b);
  b->line = line_new();
  line_volume(&b->line, "in", 1e-3, 1e5), line_volume(&b->line, "out", 1e-3, 1e5);
  line_element(&b->line, "V", "valve", "in", "out", "part", part, NULL);
  bench_start(b);
}

static void bench_close(Bench *b) {
  limit_table_free(&b->table);
  limit_watch_free(b->watch);
  line_close(&b->line);
}

static void move(Bench *b, int node, double c0, double c1, double c2) {
  double *c = b->coefficient[node * b->line.network.n_gas];
  c[0] = c0, c[1] = c1, c[2] = c2, c[3] = 0;
}

static void hold(Bench *b, int node, double p_pa) {
  move(b, node, p_pa, 0, 0);
}

/* A parabola with its top or bottom at a fraction. */
static void bend(Bench *b, int node, double extreme_pa, double at, double curvature_pa) {
  move(b, node, extreme_pa + curvature_pa * at * at, -2 * curvature_pa * at, curvature_pa);
}

static double value_at(const Bench *b, int entry, double x) {
  const double *c = b->coefficient[entry];
  return c[0] + x * (c[1] + x * (c[2] + x * c[3]));
}

static void fill(const Bench *b, double fraction, double *row) {
  for (int i = 0; i < NODES * b->line.network.n_gas; i++)
    row[i] = value_at(b, i, fraction);
}

static const double *at(void *context, double fraction) {
  Bench *b = context;
  fill(b, fraction, b->row[STEP_QUARTERS + 1]);
  if (!isnan(b->opening[0])) b->valve->opening = b->opening[0] + fraction * (b->opening[1] - b->opening[0]);
  return b->row[STEP_QUARTERS + 1];
}

static Step step_of(Bench *b, double t_start_s, double t_end_s) {
  Step step = {.t_start_s = t_start_s, .t_end_s = t_end_s, .at = at, .context = b, .moving = !isnan(b->opening[0])};
  for (int k = 0; k <= STEP_QUARTERS; k++) {
    fill(b, k / (double)STEP_QUARTERS, b->row[k]);
    step.quarter[k] = b->row[k];
  }
  return step;
}

static void moment(Bench *b, double time_s, double fraction) {
  limit_watch_moment(b->watch, time_s, at(b, fraction));
}

static void step(Bench *b, double t_start_s, double t_end_s) {
  Step made = step_of(b, t_start_s, t_end_s);
  limit_watch_step(b->watch, &made);
}

/* As the engine does: both ends of what happens without an event are moments. */
static void run(Bench *b, double t_start_s, double t_end_s) {
  moment(b, t_start_s, 0);
  step(b, t_start_s, t_end_s);
  moment(b, t_end_s, 1);
}

static const LimitRow *row_of(Bench *b, LimitCheck check) {
  limit_table_free(&b->table);
  assert_true(limit_watch_table(b->watch, &b->table));
  assert_int_equal(b->table.count, LIMIT_CHECK_COUNT);
  assert_int_equal(b->table.rows[check].check, check);
  return &b->table.rows[check];
}

/* --- where the worst moment lies --- */

/* XSA2-43 against 0.1 MPa in the catalogue's terms: below atmosphere m(p) = 0.1 MPa (p/101325 Pa - 1). */
static void test_maximum_within_a_step(void **state) {
  (void)state;
  static const double places[] = {0.003, 0.07, 0.2, 0.37, 0.5, 0.61, 0.8, 0.93, 0.999};
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    Bench b;
    bench_valve(&b, "XSA2-43");
    b.valve->open = true;
    bend(&b, IN, 90000, places[i], -30000), hold(&b, OUT, 1000);
    run(&b, 5, 7);
    const LimitRow *row = row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
    assert_rel(row->utilization, 89000 / 101325.0, 1e-12);
    assert_rel(row->value, 0.1e6 * 89000 / 101325, 1e-12);
    assert_abs(row->time_s, 5 + 2 * places[i], 1e-5);
    assert_int_equal(row->when, LIMIT_WHEN_TRANSIENT);
    assert_int_equal(row->status, LIMIT_PASS);
    assert_true(limit_watch_conditional_from_s(b.watch) == INFINITY);
    bench_close(&b);
  }
}

static void test_differential_in_absolute_terms(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  b.settings.differential = DIFFERENTIAL_ABSOLUTE;
  b.valve->open = true;
  bend(&b, IN, 103325, 0.37, -30000), hold(&b, OUT, 2000);
  run(&b, 0, 1);
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 1.01325, 1e-12);
  assert_int_equal(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_FAIL);
  assert_rel(limit_watch_conditional_from_s(b.watch), 0.37 - sqrt((1325 - 1e-4) / 30000), 1e-10);
  bench_close(&b);
}

/* One number a step: the higher of two steps counts, wherever it comes; of equals the first. */
static void test_worst_of_several_steps(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  b.valve->open = true;
  hold(&b, OUT, 0);
  static const double tops[] = {50000, 80000, 80000, 30000};
  for (int i = 0; i < 4; i++) {
    bend(&b, IN, tops[i], 0.4, -20000);
    run(&b, i, i + 1);
  }
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 80000 / 101325.0, 1e-12);
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->time_s, 1.4, 1e-5);
  bench_close(&b);
}

/* The pressure before an event is in no step that the valve is open in: the moment on its far side alone shows it. */
static void test_maximum_at_one_side_of_an_event(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  hold(&b, IN, 70000), hold(&b, OUT, 0);
  run(&b, 0, 3);
  b.valve->open = true;
  moment(&b, 3, 0);
  hold(&b, IN, 40000); /* a junction has jumped */
  run(&b, 3, 6);
  const LimitRow *row = row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
  assert_rel(row->utilization, 70000 / 101325.0, 1e-12);
  assert_rel(row->time_s, 3, 1e-15);
  bench_close(&b);
}

/* Closed against 0.2 MPa(G) for an hour, open for 10 ms at 0.3 of its differential. */
static void test_short_spell_and_both_states(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  hold(&b, IN, 301325), hold(&b, OUT, 0);
  run(&b, 0, 3600);
  hold(&b, IN, 30397.5);
  run(&b, 3600, 3601);
  b.valve->open = true;
  run(&b, 3601, 3601.01);
  b.valve->open = false;
  bend(&b, IN, 50000, 0.5, 1000), bend(&b, OUT, 70265, 0.3, -5000);
  run(&b, 3601.01, 3605);
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 0.3, 1e-12);
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->time_s, 3601, 1e-15);
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_PRESSURE)->value, 2e5, 1e-12);
  assert_rel(row_of(&b, LIMIT_WITHSTAND_PRESSURE)->value, 2e5, 1e-12);
  /* d(p2 - p1)/dx = -10000 (x - 0.3) - 2000 (x - 0.5) = 0 at x = 1/3 */
  double top = 70265 - 5000 / 900.0 - 50000 - 1000 / 36.0;
  const LimitRow *reverse = row_of(&b, LIMIT_REVERSE_PRESSURE);
  assert_rel(reverse->utilization, 0.1e6 * top / 101325 / 0.05e6, 1e-12);
  assert_rel(reverse->time_s, 3601.01 + 3.99 / 3, 1e-8);
  assert_non_null(strstr(reverse->reason, "extrapolated"));
  bench_close(&b);
}

static void test_minimum_over_time(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA1-12");
  hold(&b, IN, 1000), bend(&b, OUT, 4e-7, 0.83, 1e-3);
  run(&b, 0, 10);
  const LimitRow *row = row_of(&b, LIMIT_MIN_OPERATING_PRESSURE);
  assert_rel(row->utilization, 2.5, 1e-9);
  assert_rel(row->value, 4e-7, 1e-9);
  assert_rel(row->time_s, 8.3, 1e-4);
  assert_int_equal(row->status, LIMIT_FAIL);
  bench_close(&b);
}

/* At 0 Pa a minimum is infinitely missed: first time, no number, and nothing after it is worse. */
static void test_minimum_at_nothing(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA1-12");
  hold(&b, IN, 1000), hold(&b, OUT, 1e-3);
  run(&b, 0, 10);
  hold(&b, OUT, 0);
  run(&b, 10, 20), run(&b, 20, 30);
  const LimitRow *row = row_of(&b, LIMIT_MIN_OPERATING_PRESSURE);
  assert_int_equal(row->status, LIMIT_FAIL);
  assert_true(isnan(row->utilization));
  assert_string_equal(row->reason, "port 2 stands at 0 Pa");
  assert_rel(row->time_s, 10, 1e-15);
  bench_close(&b);
}

/* Noise in the last bits neither moves the worst moment nor costs a search. */
static void test_rounding_is_no_maximum(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  b.valve->open = true;
  hold(&b, OUT, 0), hold(&b, IN, 80000);
  run(&b, 0, 1);
  bend(&b, IN, 80000 * (1 + 4e-16), 0.5, -2e-11);
  run(&b, 1, 2);
  assert_true(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->time_s == 0);
  bench_close(&b);
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
    Bench b;
    bench_valve(&b, "XSA2-43");
    b.valve->open = i % 2;
    for (int entry = 0; entry < NODES; entry++) {
      double a = pseudo_random(&seed), c = pseudo_random(&seed), d = pseudo_random(&seed);
      double *k = b.coefficient[entry], scale = 8e4 * (d - 0.5);
      a = 2 * a - 0.5, c = 2 * c - 0.5; /* extremes, within the step or outside */
      k[0] = 60000 + 80000 * d, k[1] = scale * a * c, k[2] = -scale * (a + c) / 2, k[3] = scale / 3;
    }
    run(&b, 0, 1);
    double best[CHECKS];
    for (int c = 0; c < CHECKS; c++)
      best[c] = -INFINITY;
    ValveMoment look = limit_moment(&b.line.network, b.valve);
    for (int s = 0; s <= SAMPLES; s++) {
      look.p1_pa = value_at(&b, IN, s / (double)SAMPLES), look.p2_pa = value_at(&b, OUT, s / (double)SAMPLES);
      for (int c = 0; c < CHECKS; c++)
        best[c] = fmax(best[c], limit_utilization(checks[c], &look, &b.settings));
    }
    for (int c = 0; c < CHECKS; c++) {
      const LimitRow *row = row_of(&b, checks[c]);
      if (best[c] == -INFINITY) continue; /* not of this state */
      assert_true(row->utilization >= best[c] - 1e-9 * fabs(best[c]));
      look.p1_pa = value_at(&b, IN, row->time_s), look.p2_pa = value_at(&b, OUT, row->time_s);
      assert_rel(row->utilization, limit_utilization(checks[c], &look, &b.settings), 1e-14);
    }
    bench_close(&b);
  }
}

/* --- flow --- */

static double flow_at(Bench *b, double fraction) {
  BranchFlow flow;
  branch_flow(&b->line.network, b->valve, at(b, fraction), &flow);
  double sum = 0;
  for (int i = 0; i < b->line.network.n_gas; i++)
    sum += flow.q[i];
  return sum;
}

static void test_flow_direction(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  b.valve->open = true;
  hold(&b, IN, 100), bend(&b, OUT, 99, 0.5, -10);
  run(&b, 0, 1);
  assert_true(row_of(&b, LIMIT_FLOW_DIRECTION)->value == 0);
  assert_int_equal(row_of(&b, LIMIT_FLOW_DIRECTION)->status, LIMIT_PASS);
  bend(&b, OUT, 101, 0.4, -30); /* backwards from 0.217 to 0.583 only */
  run(&b, 1, 2);
  const LimitRow *row = row_of(&b, LIMIT_FLOW_DIRECTION);
  assert_rel(row->value, -flow_at(&b, 0.4), 1e-10);
  assert_rel(row->time_s, 1.4, 1e-5);
  assert_int_equal(row->status, LIMIT_FAIL);
  static const double ends[] = {0.04, 0.97}; /* no cubic: a flow's peak in an end quarter shows nowhere but close by */
  for (int i = 0; i < 2; i++) {
    bend(&b, OUT, 102 + i, ends[i], -1.5);
    run(&b, 2 + i, 3 + i);
    row = row_of(&b, LIMIT_FLOW_DIRECTION);
    assert_rel(row->value, -flow_at(&b, ends[i]), 1e-10);
    assert_rel(row->time_s, 2 + i + ends[i], 1e-4);
  }
  bench_close(&b);
}

/* The pressures stand, the valve moves: the flow is that of its opening at each moment, wherever the engine has left it. */
static void test_flow_direction_in_a_stroke(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  b.valve->open = true;
  hold(&b, IN, 100), bend(&b, OUT, 130, 0, -30);
  b.opening[0] = 0, b.opening[1] = 1;
  moment(&b, 0, 0);
  b.valve->opening = 1;
  step(&b, 0, 1);
  double worst = 0;
  for (int i = 0; i <= 10000; i++)
    worst = fmax(worst, -flow_at(&b, i / 10000.0));
  assert_true(worst > 0);
  const LimitRow *row = row_of(&b, LIMIT_FLOW_DIRECTION);
  assert_rel(row->value, worst, 1e-7);
  assert_true(row->value >= worst);
  assert_rel(row->value, -flow_at(&b, row->time_s), 1e-12);
  bench_close(&b);
}

/* Argon behind, air before, nearly equal totals, molecular flow: the lighter gas wins, against the total pressure. */
static void test_flow_direction_of_a_mixture(void **state) {
  (void)state;
  Bench b;
  memset(&b, 0, sizeof b);
  b.line = line_new();
  line_node(&b.line, "in",
            (NodeParams){.volume_m3 = 1e-3,
                         .pressure_pa = 1,
                         .temperature_k = 293.15,
                         .gas = {.n = 1, .gas = {gas_find("Ar")}, .x = {1}}});
  line_volume(&b.line, "out", 1e-3, 1);
  line_element(&b.line, "V", "valve", "in", "out", "part", "XSA2-43", NULL);
  bench_start(&b);
  assert_int_equal(b.line.network.n_gas, 2);
  b.valve->open = true;
  b.coefficient[IN * 2 + 1][0] = 1.0001e-3, b.coefficient[OUT * 2][0] = 1e-3;
  run(&b, 0, 1);
  const LimitRow *row = row_of(&b, LIMIT_FLOW_DIRECTION);
  assert_true(row->value > 0);
  assert_rel(row->value, -flow_at(&b, 0), 1e-15);
  b.coefficient[OUT * 2][1] = 2e-8,
                      b.coefficient[OUT * 2][2] = -2e-8; /* 5e-9 Pa more at mid-step, still below port 1 */
  step(&b, 1, 2);
  row = row_of(&b, LIMIT_FLOW_DIRECTION);
  assert_rel(row->time_s, 1.5, 1e-3);
  assert_rel(row->value, -flow_at(&b, 0.5), 1e-9);
  bench_close(&b);
}

/* --- when the run stops being what the valve would do --- */

static void test_conditional_from(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  move(&b, IN, 90000, 40000, 0), hold(&b, OUT, 0);
  run(&b, 0, 1); /* closed: no differential */
  assert_true(limit_watch_conditional_from_s(b.watch) == INFINITY);
  b.valve->open = true;
  move(&b, IN, 90000, 20000, 0);
  run(&b, 10, 12);
  assert_rel(limit_watch_conditional_from_s(b.watch), 10 + 2 * (11325 + 1e-4) / 20000, 1e-12);
  run(&b, 12, 14); /* once more, later */
  assert_rel(limit_watch_conditional_from_s(b.watch), 10 + 2 * (11325 + 1e-4) / 20000, 1e-12);
  bench_close(&b);
}

/* Beyond the limit between two quarters, within it at every quarter. */
static void test_conditional_between_quarters(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  b.valve->open = true;
  bend(&b, IN, 101425, 0.3, -1e6), hold(&b, OUT, 0);
  run(&b, 0, 1);
  assert_rel(limit_watch_conditional_from_s(b.watch), 0.29, 1e-7);
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 1.001, 1e-12);
  bench_close(&b);
}

static void test_conditional_by_reverse_pressure(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  hold(&b, IN, 101325), move(&b, OUT, 101325, 100000, 0);
  run(&b, 0, 1);
  assert_rel(limit_watch_conditional_from_s(b.watch), 0.5, 2e-9);
  assert_int_equal(row_of(&b, LIMIT_REVERSE_PRESSURE)->status, LIMIT_FAIL);
  assert_string_equal(row_of(&b, LIMIT_REVERSE_PRESSURE)->reason, "");
  bench_close(&b);
}

/* At an event the moment itself is beyond the limit. */
static void test_conditional_from_an_event(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  hold(&b, IN, 201325), hold(&b, OUT, 0);
  run(&b, 0, 4);
  b.valve->open = true;
  run(&b, 4, 5);
  assert_rel(limit_watch_conditional_from_s(b.watch), 4, 1e-15);
  bench_close(&b);
  bench_valve(&b, "XSA2-43"); /* and by the step alone */
  b.valve->open = true;
  move(&b, IN, 201325, 1000, 0), hold(&b, OUT, 0);
  step(&b, 4, 5);
  assert_rel(limit_watch_conditional_from_s(b.watch), 4, 1e-15);
  bench_close(&b);
}

/* Held shut, as behaviour = physical has it: what it was asked to do is judged, though it never opened. */
static void test_attempt(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  hold(&b, IN, 201325), hold(&b, OUT, 0);
  limit_watch_attempt(b.watch, (int)(b.valve - b.line.network.branches), 0, at(&b, 0));
  run(&b, 0, 4);
  assert_int_equal(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->status, LIMIT_FAIL);
  assert_rel(row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL)->utilization, 2, 1e-12);
  bench_close(&b);
}

/* --- rows --- */

static void test_what_never_applied(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  hold(&b, IN, 101325), hold(&b, OUT, 10);
  run(&b, 2, 3);
  const LimitRow *row = row_of(&b, LIMIT_MAX_OPERATING_DIFFERENTIAL);
  assert_int_equal(row->status, LIMIT_NOT_APPLICABLE);
  assert_string_equal(row->reason, "never open during the run");
  assert_true(isnan(row->utilization) && isnan(row->value));
  assert_rel(row->time_s, 2, 1e-15);
  row = row_of(&b, LIMIT_FLOW_DIRECTION);
  assert_int_equal(row->status, LIMIT_PASS);
  assert_string_equal(row->reason, "never open during the run: only the seat leak passes");
  bench_close(&b);
  bench_valve(&b, "XSA2-43");
  b.valve->open = true;
  hold(&b, IN, 101325), hold(&b, OUT, 10);
  run(&b, 2, 3);
  row = row_of(&b, LIMIT_REVERSE_PRESSURE);
  assert_int_equal(row->status, LIMIT_NOT_APPLICABLE);
  assert_string_equal(row->reason, "never closed during the run");
  bench_close(&b);
}

static void test_what_holds_always(void **state) {
  (void)state;
  Bench b;
  bench_valve(&b, "XSA2-43");
  hold(&b, IN, 101325), hold(&b, OUT, 10);
  run(&b, 0, 1);
  for (int check = 0; check < LIMIT_CHECK_COUNT; check++) {
    const LimitRow *row = row_of(&b, (LimitCheck)check);
    assert_int_equal(row->when, limit_holds_always(row->check) ? LIMIT_WHEN_ALWAYS : LIMIT_WHEN_TRANSIENT);
    assert_non_null(strstr(row->source, "CAT.ES140-7A"));
    assert_ptr_equal(&b.line.network.branches[row->branch], b.valve);
  }
  assert_int_equal(row_of(&b, LIMIT_TEMPERATURE)->status, LIMIT_PASS);
  assert_int_equal(row_of(&b, LIMIT_FLUID)->status, LIMIT_PASS);
  bench_close(&b);
}

/* Of two valves and a bare bore: the rows of the two, in file order, each with its own worst moment. */
static void test_rows_in_file_order(void **state) {
  (void)state;
  Bench b;
  memset(&b, 0, sizeof b);
  b.line = line_new();
  line_volume(&b.line, "in", 1e-3, 1e5), line_volume(&b.line, "out", 1e-3, 1e5);
  line_element(&b.line, "BARE", "valve", "in", "out", "diameter", 1e-3, NULL);
  line_element(&b.line, "V", "valve", "in", "out", "part", "XSA1-12", NULL);
  line_element(&b.line, "W", "valve", "out", "in", "part", "XSA2-43", NULL);
  bench_start(&b);
  hold(&b, IN, 1e5), bend(&b, OUT, 9e4, 0.3, -100);
  for (int k = 0; k < b.line.network.n_branches; k++)
    if (branch_is_valve(&b.line.network.branches[k])) b.line.network.branches[k].open = true;
  run(&b, 0, 1);
  assert_true(limit_watch_table(b.watch, &b.table));
  assert_int_equal(b.table.count, 2 * LIMIT_CHECK_COUNT);
  const LimitRow *v = &b.table.rows[LIMIT_MAX_OPERATING_DIFFERENTIAL];
  const LimitRow *w = &b.table.rows[LIMIT_CHECK_COUNT + LIMIT_MAX_OPERATING_DIFFERENTIAL];
  assert_string_equal(b.line.network.branches[v->branch].name, "V");
  assert_string_equal(b.line.network.branches[w->branch].name, "W");
  assert_rel(v->time_s, 1, 1e-15);
  assert_rel(w->time_s, 0.3, 1e-4);
  bench_close(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_maximum_within_a_step),
      cmocka_unit_test(test_differential_in_absolute_terms),
      cmocka_unit_test(test_worst_of_several_steps),
      cmocka_unit_test(test_maximum_at_one_side_of_an_event),
      cmocka_unit_test(test_short_spell_and_both_states),
      cmocka_unit_test(test_minimum_over_time),
      cmocka_unit_test(test_minimum_at_nothing),
      cmocka_unit_test(test_rounding_is_no_maximum),
      cmocka_unit_test(test_against_dense_samples),
      cmocka_unit_test(test_flow_direction),
      cmocka_unit_test(test_flow_direction_in_a_stroke),
      cmocka_unit_test(test_flow_direction_of_a_mixture),
      cmocka_unit_test(test_conditional_from),
      cmocka_unit_test(test_conditional_between_quarters),
      cmocka_unit_test(test_conditional_by_reverse_pressure),
      cmocka_unit_test(test_conditional_from_an_event),
      cmocka_unit_test(test_attempt),
      cmocka_unit_test(test_what_never_applied),
      cmocka_unit_test(test_what_holds_always),
      cmocka_unit_test(test_rows_in_file_order),
  };
  return cmocka_run_group_tests_name("limit_watch", tests, NULL, NULL);
}
