/* Runs through time whose course is known in closed form, all at default tolerances: every figure within 1e-5. */
#include "tests/check.h"
#include "tests/transient_line.h"

static const double close_enough = 1e-5;

static int rows(const TimedLine *timed) {
  return timed->result.series.count;
}

static double time_of(const TimedLine *timed, int row) {
  return timed->result.series.time_s[row];
}

/* ---- one volume ---- */

/* V = 10 L, S0 = 1 L/s, p_u = 1 Pa: 1e5 to 100 Pa takes 69.178 s (models/LAWS.md section 8). */
static void pump_down_to_an_ultimate_pressure(void **state) {
  (void)state;
  static const double levels_pa[] = {9.9e4, 1e4, 1e3, 100, 10, 2, 1.1},
                      times_s[] = {1e-3, 1, 30, 69.178, 150, 299.9, 300};
  enum { LEVELS = sizeof levels_pa / sizeof *levels_pa, TIMES = sizeof times_s / sizeof *times_s };
  TimedLine timed = timed_new(300);
  int until[LEVELS], at[TIMES];
  line_volume(&timed.line, "chamber", 0.01, 1e5);
  line_pump(&timed.line, "P", "chamber", 1e-3, 1);
  for (int i = 0; i < LEVELS; i++)
    until[i] = timed_until_below(&timed, "chamber", levels_pa[i], NULL);
  for (int i = 0; i < TIMES; i++)
    at[i] = timed_measure(&timed, MEASURE_AT_TIME, PROBE_PRESSURE, "chamber", times_s[i]);
  timed_run(&timed);
  assert_rel(timed_value(&timed, until[3]), 69.178, 1e-5);
  for (int i = 0; i < LEVELS; i++)
    assert_rel(timed_value(&timed, until[i]), 10 * log((1e5 - 1) / (levels_pa[i] - 1)), close_enough);
  for (int i = 0; i < TIMES; i++)
    assert_rel(timed_value(&timed, at[i]), 1 + (1e5 - 1) * exp(-times_s[i] / 10), close_enough);
  for (int i = 0; i < rows(&timed); i++) {
    double above = (1e5 - 1) * exp(-time_of(&timed, i) / 10);
    assert_rel(timed_p(&timed, i, "chamber"), 1 + above, close_enough);
    assert_abs(timed_q(&timed, i, "P"), 1e-3 * above, close_enough * 1e-3 * (1 + above));
  }
  timed_free(&timed);
}

/* To every decade from 1e5 down to 1e-5 Pa: 10 s ln 10 each. */
static void pump_down_over_ten_decades(void **state) {
  (void)state;
  TimedLine timed = timed_new(240);
  int until[10], at[10];
  line_volume(&timed.line, "chamber", 0.01, 1e5);
  line_pump(&timed.line, "P", "chamber", 1e-3, 0);
  for (int k = 0; k < 10; k++) {
    until[k] = timed_until_below(&timed, "chamber", 1e4 * pow(10, -k), NULL);
    at[k] = timed_measure(&timed, MEASURE_AT_TIME, PROBE_PRESSURE, "chamber", 24 * k);
  }
  timed_run(&timed);
  for (int k = 0; k < 10; k++) {
    assert_rel(timed_value(&timed, until[k]), (k + 1) * 10 * log(10), close_enough);
    assert_rel(timed_value(&timed, at[k]), 1e5 * exp(-2.4 * k), close_enough);
  }
  for (int i = 0; i < rows(&timed); i++) {
    assert_rel(timed_p(&timed, i, "chamber"), 1e5 * exp(-time_of(&timed, i) / 10), close_enough);
    assert_rel(timed_q(&timed, i, "P"), 100 * exp(-time_of(&timed, i) / 10), close_enough);
  }
  timed_free(&timed);
}

/* A hot volume holds less gas: through a conductance at 293.15 K its time constant is V 293.15/(T C); of a pump's volume flow at the
   inlet's temperature, V/S. */
static void hot_volumes(void **state) {
  (void)state;
  TimedLine timed = timed_new(50);
  NodeParams hot = {.volume_m3 = 0.01, .pressure_pa = 1e4, .temperature_k = 400};
  line_node(&timed.line, "oven", hot);
  line_node(&timed.line, "furnace", hot);
  line_fixed(&timed.line, "nothing", 0);
  line_conductance(&timed.line, "C", "oven", "nothing", 1e-3);
  line_pump(&timed.line, "P", "furnace", 1e-3, 0);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    assert_rel(timed_p(&timed, i, "oven"), 1e4 * exp(-time_of(&timed, i) / (10 * 293.15 / 400)), close_enough);
    assert_rel(timed_p(&timed, i, "furnace"), 1e4 * exp(-time_of(&timed, i) / 10), close_enough);
  }
  assert_rel(timed.result.ledger.stored_pa_m3,
             0.01 * (timed_final(&timed, "oven") - 1e4) * 293.15 / 400 +
                 0.01 * (timed_final(&timed, "furnace") - 1e4) * 293.15 / 400,
             1e-9);
  timed_free(&timed);
}

/* A closed chamber with a source: a straight line. */
static void rate_of_rise(void **state) {
  (void)state;
  TimedLine timed = timed_new(600);
  line_volume(&timed.line, "chamber", 0.012, 1e-3);
  line_source(&timed.line, "S", "chamber", 1e-7);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++)
    assert_rel(timed_p(&timed, i, "chamber"), 1e-3 + 1e-7 * time_of(&timed, i) / 0.012, 1e-12);
  assert_rel(timed.result.ledger.in_pa_m3, 6e-5, 1e-12);
  timed_free(&timed);
}

/* From a fixed supply through a choked restriction: Q = C rho0 R T0/M p1, and straight up to p = b p1. */
static void filled_through_a_choked_restriction(void **state) {
  (void)state;
  double c = 1e-9, supply_pa = 4e5, v = 1e-3; /* 0.1 dm3/(s bar) */
  double q = c * supply_pa * 1.185 * 8.31446261815324 * 293.15 / 0.0289655, choked_s = 0.4 * supply_pa * v / q;
  TimedLine timed = timed_new(choked_s);
  line_fixed(&timed.line, "supply", supply_pa);
  line_volume(&timed.line, "vessel", v, 0);
  line_element(&timed.line, "R", "iso6358", "supply", "vessel", "C", c, "b", 0.4, NULL);
  int mean = timed_measure(&timed, MEASURE_MEAN, PROBE_THROUGHPUT, "R", 0);
  timed_run(&timed);
  assert_rel(timed_value(&timed, mean), q, close_enough);
  for (int i = 1; i < rows(&timed); i++)
    assert_rel(timed_p(&timed, i, "vessel"), q * time_of(&timed, i) / v, close_enough);
  timed_free(&timed);
}

/* ---- viscous and molecular tubes ---- */

/* V p' = -K (p^2 - p2^2): to a boundary at p2 from above as p2 coth, from below as p2 tanh; to nothing as 1/(1/p0 + K t/V). */
static void viscous_tube(void **state) {
  (void)state;
  double v = 0.01, k = 1e-8, p2 = 2000, high = 1e5, low = 3;
  TimedLine timed = timed_new(1e4);
  line_volume(&timed.line, "above", v, high);
  line_volume(&timed.line, "below", v, low);
  line_volume(&timed.line, "emptied", v, high);
  line_fixed(&timed.line, "middle", p2);
  line_fixed(&timed.line, "nothing", 0);
  timed_tube(&timed, "T1", "above", "middle", 0, k);
  timed_tube(&timed, "T2", "middle", "below", 0, k);
  timed_tube(&timed, "T3", "emptied", "nothing", 0, k);
  int until = timed_until_below(&timed, "above", 2100, NULL), until_3 = timed_until_below(&timed, "emptied", 150, NULL);
  timed_run(&timed);
  double acoth = 0.5 * log((high + p2) / (high - p2)), part = k * p2 / v;
  for (int i = 0; i < rows(&timed); i++) {
    double t = time_of(&timed, i);
    assert_rel(timed_p(&timed, i, "above"), p2 / tanh(part * t + acoth), close_enough);
    assert_rel(timed_p(&timed, i, "below"), p2 * tanh(part * t + atanh(low / p2)), close_enough);
    assert_rel(timed_p(&timed, i, "emptied"), 1 / (1 / high + k * t / v), close_enough);
  }
  assert_rel(timed_value(&timed, until), (0.5 * log(4100.0 / 100) - acoth) / part, close_enough);
  assert_rel(timed_value(&timed, until_3), (1 / 150.0 - 1 / high) * v / k, close_enough);
  timed_free(&timed);
}

/* Two equal volumes through a viscous tube: the sum s stays, the difference falls as exp(-2 K s t/V). */
static void two_volumes_through_a_viscous_tube(void **state) {
  (void)state;
  double v = 0.01, k = 1e-8, s = 1e5 + 20;
  TimedLine timed = timed_new(30);
  line_volume(&timed.line, "a", v, 1e5);
  line_volume(&timed.line, "b", v, 20);
  timed_tube(&timed, "T", "a", "b", 0, k);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    double difference = (1e5 - 20) * exp(-2 * k * s * time_of(&timed, i) / v);
    assert_rel(timed_p(&timed, i, "a"), (s + difference) / 2, close_enough);
    assert_rel(timed_p(&timed, i, "b"), (s - difference) / 2, close_enough);
    assert_rel(timed_p(&timed, i, "a") + timed_p(&timed, i, "b"), s, 1e-11);
  }
  timed_free(&timed);
}

/* Viscous and molecular at once, V p' = -(C p + K p^2): 1/p = (1/p0 + K/C) exp(C t/V) - K/C, over eleven decades. */
static void tube_from_viscous_to_molecular(void **state) {
  (void)state;
  double v = 0.01, c = 1e-4, k = 1e-6;
  TimedLine timed = timed_new(2000);
  line_volume(&timed.line, "chamber", v, 1e5);
  line_fixed(&timed.line, "nothing", 0);
  timed_tube(&timed, "T", "chamber", "nothing", c, k);
  int until[5];
  for (int j = 0; j < 5; j++)
    until[j] = timed_until_below(&timed, "chamber", pow(10, 3 - 2 * j), NULL);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    double part = c * time_of(&timed, i) / v;
    assert_rel(timed_p(&timed, i, "chamber"), 1 / (exp(part) / 1e5 + k / c * expm1(part)), close_enough);
  }
  for (int j = 0; j < 5; j++) {
    double level = pow(10, 3 - 2 * j), want = v / c * log((1 / level + k / c) / (1e-5 + k / c));
    assert_rel(timed_value(&timed, until[j]), want, close_enough);
  }
  timed_free(&timed);
}

/* Each gas of a mixture by itself, as 1/sqrt(M). */
static void molecular_tube_with_a_mixture(void **state) {
  (void)state;
  double v = 0.01, c = 1e-3;
  TimedLine timed = timed_new(30);
  timed.line.network.gas =
      (GasBlend){.n = 3, .gas = {gas_find("N2"), gas_find("He"), gas_find("Ar")}, .x = {0.5, 0.3, 0.2}};
  line_volume(&timed.line, "chamber", v, 1);
  line_fixed(&timed.line, "nothing", 0);
  timed_molecular(&timed, "T", "chamber", "nothing", c);
  timed_run(&timed);
  const Series *series = &timed.result.series;
  for (int i = 0; i < rows(&timed); i++)
    for (int g = 0; g < 3; g++) {
      const Gas *gas = timed.line.network.gas.gas[g];
      double rate = c / v * sqrt(gas_find("N2")->molar_mass_kg_mol / gas->molar_mass_kg_mol);
      double want = timed.line.network.gas.x[g] * exp(-rate * time_of(&timed, i));
      assert_ptr_equal(timed.line.network.gases[g], gas);
      assert_rel(series->p[(i * series->n_nodes + 0) * 3 + g], want, close_enough);
    }
  timed_free(&timed);
}

/* ---- several volumes ---- */

/* The difference falls with C (1/V1 + 1/V2), the gas stays; the second from nothing at all. */
static void two_volumes_equalise(void **state) {
  (void)state;
  double v1 = 0.01, v2 = 0.03, c = 1e-3, p1 = 1e5, rate = c * (1 / v1 + 1 / v2), end = v1 * p1 / (v1 + v2);
  TimedLine timed = timed_new(100);
  line_volume(&timed.line, "a", v1, p1);
  line_volume(&timed.line, "b", v2, 0);
  line_conductance(&timed.line, "C", "a", "b", c);
  int until = timed_until_below(&timed, "a", 3e4, NULL);
  int mean = timed_measure(&timed, MEASURE_MEAN, PROBE_THROUGHPUT, "C", 0);
  timed_run(&timed);
  assert_rel(timed_value(&timed, until), log((p1 - end) / (3e4 - end)) / rate, close_enough);
  assert_rel(timed_value(&timed, mean), v2 * end / 100, close_enough); /* all of it has passed, in 100 s */
  for (int i = 0; i < rows(&timed); i++) {
    double share = exp(-rate * time_of(&timed, i)), gone = -expm1(-rate * time_of(&timed, i));
    assert_rel(timed_p(&timed, i, "a"), end + (p1 - end) * share, close_enough);
    if (time_of(&timed, i) > 0) assert_rel(timed_p(&timed, i, "b"), end * gone, close_enough);
    assert_rel(v1 * timed_p(&timed, i, "a") + v2 * timed_p(&timed, i, "b"), v1 * p1, 1e-11);
  }
  timed_free(&timed);
}

static void check_linear(const LinearLine *linear, double until_s) {
  TimedLine timed = timed_linear(linear, until_s);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    double want[LINEAR_MAX];
    char name[24];
    linear_pressures(linear, time_of(&timed, i), want);
    for (int j = 0; j < linear->n; j++) {
      snprintf(name, sizeof name, "v%d", j);
      if (time_of(&timed, i) > 0 || want[j] > 0) assert_rel(timed_p(&timed, i, name), want[j], close_enough);
    }
  }
  timed_free(&timed);
}

/* Rates from 0.003 to 1000 a second, volumes of 1 cm3 to 1 m3. */
static void chain_of_five_volumes(void **state) {
  (void)state;
  LinearLine chain = {.n = 5,
                      .n_joints = 5,
                      .volume_m3 = {1e-2, 1e-6, 1, 3e-4, 5e-2},
                      .start_pa = {1e5, 10, 3e3, 7e4, 1},
                      .joints = {{0, 1, 1e-3, 0}, {1, 2, 2e-3, 0}, {2, 3, 5e-3, 0}, {3, 4, 1e-3, 0}, {4, -1, 2e-2, 5}}};
  check_linear(&chain, 1000);
}

/* A ring with a diagonal, a boundary at nothing, one at 700 Pa, and a volume at a dead end. */
static void ring_of_volumes_with_a_dead_end(void **state) {
  (void)state;
  LinearLine ring = {.n = 5,
                     .n_joints = 8,
                     .volume_m3 = {1e-2, 2e-3, 5e-3, 1e-2, 1e-5},
                     .start_pa = {1e5, 1e-3, 3e3, 50, 10},
                     .joints = {{0, 1, 1e-3, 0},
                                {1, 2, 2e-4, 0},
                                {2, 3, 5e-3, 0},
                                {3, 0, 1e-3, 0},
                                {0, 2, 3e-4, 0},
                                {1, 4, 1e-6, 0},
                                {3, -1, 2e-3, 0},
                                {2, -1, 1e-5, 700}}};
  check_linear(&ring, 200);
}

/* Conductances in series over junctions, out of a volume: 1/C adds up, pressures divide; a junction at a dead end follows. */
static void junctions_between_conductances(void **state) {
  (void)state;
  enum { N = 30 };
  TimedLine timed = timed_new(200);
  char name[16], before[16] = "chamber";
  line_volume(&timed.line, "chamber", 0.01, 1e5);
  for (int i = 1; i < N; i++) {
    snprintf(name, sizeof name, "j%d", i);
    line_junction(&timed.line, name);
    line_conductance(&timed.line, name, before, name, 1e-3 * N);
    memcpy(before, name, sizeof before);
  }
  line_fixed(&timed.line, "nothing", 0);
  line_conductance(&timed.line, "last", before, "nothing", 1e-3 * N);
  line_junction(&timed.line, "blind");
  line_conductance(&timed.line, "side", "j10", "blind", 1e-9);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    double p = 1e5 * exp(-time_of(&timed, i) / 10);
    assert_rel(timed_p(&timed, i, "chamber"), p, close_enough);
    assert_rel(timed_p(&timed, i, "j10"), p * 20 / 30, close_enough);
    assert_rel(timed_p(&timed, i, "blind"), p * 20 / 30, close_enough);
    assert_rel(timed_q(&timed, i, "last"), 1e-3 * p, close_enough);
  }
  timed_free(&timed);
}

/* ---- measures and rows ---- */

/* A volume filled from another and pumped: p = k (exp(-slow t) - exp(-fast t)) has its maximum at ln(fast/slow)/(fast - slow). */
static void maximum_minimum_and_mean(void **state) {
  (void)state;
  double v = 0.01, c = 1e-4, s = 1e-3, p0 = 1e4, until = 1500;
  double half = (2 * c + s) / (2 * v), root = sqrt(half * half - c * s / (v * v)), slow = half - root,
         fast = half + root;
  double k = c * p0 / v / (fast - slow), top_s = log(fast / slow) / (fast - slow);
  TimedLine timed = timed_new(until);
  line_volume(&timed.line, "store", v, p0);
  line_volume(&timed.line, "pot", v, 0);
  line_conductance(&timed.line, "C", "store", "pot", c);
  line_pump(&timed.line, "P", "pot", s, 0);
  int top = timed_measure(&timed, MEASURE_MAX, PROBE_PRESSURE, "pot", 0);
  int top_q = timed_measure(&timed, MEASURE_MAX, PROBE_THROUGHPUT, "P", 0);
  int bottom = timed_measure(&timed, MEASURE_MIN, PROBE_PRESSURE, "pot", 0);
  int least = timed_measure(&timed, MEASURE_MIN, PROBE_PRESSURE, "store", 0);
  int mean = timed_measure(&timed, MEASURE_MEAN, PROBE_PRESSURE, "pot", 0);
  int mean_q = timed_measure(&timed, MEASURE_MEAN, PROBE_THROUGHPUT, "P", 0);
  int drop = timed_measure(&timed, MEASURE_MAX, PROBE_PRESSURE_DROP, "C", 0);
  int end = timed_measure(&timed, MEASURE_AT_END, PROBE_PRESSURE, "pot", 0);
  timed_run_without_series(&timed);
  double highest = k * (exp(-slow * top_s) - exp(-fast * top_s)), last = k * (exp(-slow * until) - exp(-fast * until));
  double area = k * (-expm1(-slow * until) / slow + expm1(-fast * until) / fast);
  assert_rel(timed_value(&timed, top), highest, close_enough);
  assert_rel(timed.result.measures[top].at_s, top_s, 1e-2); /* flat there: p is off by the square of this */
  assert_rel(timed_value(&timed, top_q), s * highest, close_enough);
  assert_true(timed_value(&timed, bottom) == 0 && timed.result.measures[bottom].at_s == 0);
  assert_rel(timed_value(&timed, least), timed_final(&timed, "store"), 1e-12);
  assert_true(timed.result.measures[least].at_s == until);
  assert_rel(timed_value(&timed, mean), area / until, close_enough);
  assert_rel(timed_value(&timed, mean_q), s * area / until, close_enough);
  assert_true(timed_value(&timed, drop) == p0);
  assert_rel(timed_value(&timed, end), last, close_enough);
  timed_free(&timed);
}

/* Rows at t_event + until 10^(-6 (1 - k/n)), k = 0..n, up to the next event (DESIGN section 4). */
static void rows_stand_where_they_should(void **state) {
  (void)state;
  TimedLine timed = timed_new(100);
  timed.settings.outputs = 60;
  line_volume(&timed.line, "chamber", 0.01, 1e5);
  line_fixed(&timed.line, "nothing", 0);
  timed_gate(&timed, "G", "chamber", "nothing", 1e-3, true);
  timed_at(&timed, 7, ACTION_CLOSE, "G");
  timed_at(&timed, 40, ACTION_OPEN, "G");
  timed_run(&timed);
  static const double begin_s[] = {0, 7, 40, 100};
  int row = 0;
  for (int event = 0; event < 3; event++) {
    while (row < rows(&timed) && time_of(&timed, row) <= begin_s[event])
      row++;
    for (int k = 0; k <= 60; k++) {
      double t = begin_s[event] + 100 * pow(10, -6 * (1 - k / 60.0));
      if (t >= begin_s[event + 1]) continue;
      assert_rel(time_of(&timed, row), t, 1e-15);
      assert_int_equal(timed.result.series.side[row++], 0);
    }
  }
  double p7 = 1e5 * exp(-0.7);
  for (int i = 0; i < rows(&timed); i++) {
    double t = time_of(&timed, i), want = t <= 7 ? 1e5 * exp(-t / 10) : t <= 40 ? p7 : p7 * exp(-(t - 40) / 10);
    assert_rel(timed_p(&timed, i, "chamber"), want, close_enough);
  }
  assert_true(timed_q(&timed, timed_row(&timed, 7, -1), "G") > 0 && timed_q(&timed, timed_row(&timed, 7, 1), "G") == 0);
  assert_true(timed_opening(&timed, timed_row(&timed, 40, -1), "G") == 0);
  assert_true(timed_opening(&timed, timed_row(&timed, 40, 1), "G") == 1);
  timed_free(&timed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pump_down_to_an_ultimate_pressure),
      cmocka_unit_test(pump_down_over_ten_decades),
      cmocka_unit_test(hot_volumes),
      cmocka_unit_test(rate_of_rise),
      cmocka_unit_test(filled_through_a_choked_restriction),
      cmocka_unit_test(viscous_tube),
      cmocka_unit_test(two_volumes_through_a_viscous_tube),
      cmocka_unit_test(tube_from_viscous_to_molecular),
      cmocka_unit_test(molecular_tube_with_a_mixture),
      cmocka_unit_test(two_volumes_equalise),
      cmocka_unit_test(chain_of_five_volumes),
      cmocka_unit_test(ring_of_volumes_with_a_dead_end),
      cmocka_unit_test(junctions_between_conductances),
      cmocka_unit_test(maximum_minimum_and_mean),
      cmocka_unit_test(rows_stand_where_they_should),
  };
  return cmocka_run_group_tests_name("transient, closed forms", tests, NULL, NULL);
}
