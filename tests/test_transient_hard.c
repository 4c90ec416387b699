/* Lines that are hard on an integrator, with real laws and at default tolerances, and lines that come to rest. */
#include "models/pump.h"
#include "tests/check.h"
#include "tests/transient_line.h"

/* 10 bar behind a closed valve, 1e-6 Pa beyond a tube: all that is in the store stays in the line, and it comes to rest. */
static void ten_bar_into_high_vacuum(void **state) {
  (void)state;
  TimedLine timed = timed_new(600);
  Line *line = &timed.line;
  line_volume(line, "store", 1e-3, 1e6);
  line_junction(line, "outlet");
  line_volume(line, "chamber", 3e-3, 1e-6);
  line_element(line, "V", "valve", "store", "outlet", "diameter", 3e-3, NULL);
  line_element(line, "L", "tube", "outlet", "chamber", "diameter", 4e-3, "length", 0.3, NULL);
  timed_at(&timed, 1, ACTION_OPEN, "V");
  timed_run(&timed);
  assert_true(timed_p(&timed, timed_row(&timed, 1, -1), "chamber") == 1e-6);
  assert_true(timed_p(&timed, timed_row(&timed, 1, -1), "store") == 1e6);
  assert_rel(timed_final(&timed, "store"), (1e3 + 3e-9) / 4e-3, 1e-9);
  assert_rel(timed_final(&timed, "chamber"), (1e3 + 3e-9) / 4e-3, 1e-9);
  timed_free(&timed);
}

/* A junction behind an open law that nothing else leaves, from any pressure to any other: it takes the volume's. */
static void dead_ends_take_the_pressure_before_them(void **state) {
  (void)state;
  static const double pressures_pa[] = {0, 1e-6, 1e-3, 1, 100, 1e4, 42438, 101325, 1e6};
  enum { COUNT = sizeof pressures_pa / sizeof *pressures_pa };
  for (int i = 0; i < COUNT * COUNT; i++) {
    TimedLine timed = timed_new(10);
    Line *line = &timed.line;
    double before = pressures_pa[i / COUNT];
    NodeParams junction = {.pressure_pa = pressures_pa[i % COUNT], .temperature_k = 293.15};
    line_volume(line, "v", 0.01, before);
    line_node(line, "j1", junction);
    line_node(line, "j2", junction);
    line_node(line, "j3", junction);
    line_element(line, "V", "valve", "v", "j1", "part", "XSA2-43", NULL);
    line_element(line, "T", "tube", "j1", "j2", "diameter", 6e-3, "length", 0.5, NULL);
    line_element(line, "R", "iso6358", "v", "j3", "C", 1e-8, NULL);
    timed_at(&timed, 1, ACTION_OPEN, "V");
    snprintf(timed.where, sizeof timed.where, "%g Pa, %g Pa: ", before, junction.pressure_pa);
    timed_run(&timed);
    int row = timed_row(&timed, 1, 1);
    double p = timed_p(&timed, row, "v");
    assert_abs(p, before, 1e-7 * before + 1e-8); /* but for leaks */
    assert_abs(timed_p(&timed, row, "j1"), p,
               1e-6 * p + 1e-3); /* what leaks in there must get away through the valve */
    assert_abs(timed_p(&timed, row, "j2"), p, 1e-6 * p + 1e-3);
    assert_abs(timed_p(&timed, row, "j3"), p, 1e-6 * p + 1e-12);
    timed_free(&timed);
  }
}

/* A leak test that takes a day: what comes in is there, though one tube carries 1e5 times more at the least difference. */
static void two_volumes_over_a_wide_tube(void **state) {
  (void)state;
  TimedLine timed = timed_new(86400);
  line_volume(&timed.line, "a", 0.1, 101325);
  line_volume(&timed.line, "b", 0.01, 101325);
  line_element(&timed.line, "T", "tube", "a", "b", "diameter", 0.1, "length", 1.0, NULL);
  line_source(&timed.line, "S", "b", 1e-6);
  timed_run(&timed);
  double want = 1e-6 * 86400,
         got = 0.1 * (timed_final(&timed, "a") - 101325) + 0.01 * (timed_final(&timed, "b") - 101325);
  assert_rel(got, want, 1e-7); /* 1e-12 of the pressures */
  timed_free(&timed);
}

/* Helium and nitrogen change places over a junction; air, the line's gas, is nowhere. */
static void gases_change_places(void **state) {
  (void)state;
  for (double p = 1e5; p > 1e-3; p /= 1e3) {
    TimedLine timed = timed_new(1000);
    NodeParams a = {.volume_m3 = 1e-3,
                    .pressure_pa = p,
                    .temperature_k = 293.15,
                    .gas = {.n = 1, .gas = {gas_find("He")}, .x = {1}}};
    NodeParams b = {.volume_m3 = 2e-3,
                    .pressure_pa = 2 * p,
                    .temperature_k = 293.15,
                    .gas = {.n = 1, .gas = {gas_find("N2")}, .x = {1}}};
    line_node(&timed.line, "a", a);
    line_node(&timed.line, "b", b);
    line_junction(&timed.line, "j");
    line_element(&timed.line, "T1", "tube", "a", "j", "diameter", 4e-3, "length", 0.3, NULL);
    line_element(&timed.line, "T2", "tube", "j", "b", "diameter", 6e-3, "length", 0.3, NULL);
    timed_run(&timed);
    const Network *network = &timed.line.network;
    const double *end = timed.result.final.p, want[] = {0, p * 1e-3, 2 * p * 2e-3}; /* air, He, N2 */
    for (int g = 0; g < network->n_gas; g++)
      assert_abs(1e-3 * end[g] + 2e-3 * end[network->n_gas + g], want[g], 1e-10 * p * 1e-3);
    timed_free(&timed);
  }
}

/* A manifold without volume, wide, between closed valves and a pump that has stopped: only leaks are left to set its pressure, and one
   ulp of it carries more through the manifold. */
static void manifold_closed_off_but_for_leaks(void **state) {
  (void)state;
  static const double others_pa[] = {1, 1e3, 1.5e4, 1e5}, bores_m[] = {0.025, 0.05, 0.1};
  for (int i = 0; i < 12; i++) {
    TimedLine timed = timed_new(100);
    Line *line = &timed.line;
    line_volume(line, "chamber", 4e-3, 1180);
    line_volume(line, "other", 0.04, others_pa[i % 4]);
    line_junction(line, "m1");
    line_junction(line, "m2");
    line_element(line, "V1", "valve", "chamber", "m1", "part", "XSA1-22", "state", 1, NULL);
    line_element(line, "V2", "valve", "m1", "other", "part", "XSA2-43", NULL);
    line_element(line, "M", "tube", "m1", "m2", "diameter", bores_m[i / 4], "length", 0.2, NULL);
    line_pump(line, "P", "m2", 6e-3, 0);
    timed_at(&timed, 1, ACTION_CLOSE, "V1");
    timed_at(&timed, 2, ACTION_STOP, "P");
    snprintf(timed.where, sizeof timed.where, "%g Pa, bore %g m: ", others_pa[i % 4], bores_m[i / 4]);
    timed_run(&timed);
    double chamber = timed_final(&timed, "chamber"), other = timed_final(&timed, "other"),
           m = timed_final(&timed, "m1");
    double middle =
        (chamber + other) / 2; /* both seats leak alike; the bodies' 1e-11 Pa m3/s raise it by about 1 kPa */
    assert_true(m >= middle && m <= middle + 1200);
    assert_rel(timed_final(&timed, "m2"), m, 1e-6);
    timed_free(&timed);
  }
}

/* A mixture with air leaking into a dead end: what leaks in is far less than one ulp of the total pressure carries. */
static void dead_end_in_a_mixture(void **state) {
  (void)state;
  static const double starts_pa[] = {3e3, 3e5}, stores_pa[] = {100, 1e5, 1e6};
  for (int i = 0; i < 6; i++) {
    TimedLine timed = timed_new(10);
    Line *line = &timed.line;
    timed.line.network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("He")}, .x = {0.9, 0.1}};
    line_volume(line, "v", 1e-3, starts_pa[i % 2]);
    line_junction(line, "j");
    line_volume(line, "store", 1e-2, stores_pa[i / 2]);
    line_element(line, "V", "valve", "v", "j", "part", "XSA3-32", "state", 1, NULL);
    line_element(line, "T", "tube", "v", "store", "diameter", 4e-3, "length", 0.3, NULL);
    snprintf(timed.where, sizeof timed.where, "%g Pa, %g Pa: ", starts_pa[i % 2], stores_pa[i / 2]);
    timed_run(&timed);
    assert_rel(timed_final(&timed, "j"), timed_final(&timed, "v"), 1e-6);
    timed_free(&timed);
  }
}

/* A short wide tube is a throttle too: without an end to its bend the integrator stands still beside rest for ever. */
static void a_tiny_volume_behind_a_short_wide_tube(void **state) {
  (void)state;
  static const double volumes_m3[] = {1e-6, 3e-6, 1e-5}, stores_pa[] = {1e3, 35e3, 1e5};
  for (int i = 0; i < 9; i++) {
    TimedLine timed = timed_new(965);
    Line *line = &timed.line;
    line_volume(line, "store", 0.069, stores_pa[i % 3]);
    line_volume(line, "tiny", volumes_m3[i / 3], 0.46);
    line_element(line, "T", "tube", "store", "tiny", "diameter", 0.0589, "length", 0.01766, NULL);
    line_pump(line, "P", "store", 2e-4, 2e-3);
    snprintf(timed.where, sizeof timed.where, "%g m3, %g Pa: ", volumes_m3[i / 3], stores_pa[i % 3]);
    timed_run(&timed);
    assert_true(timed.result.steps < 1000);
    assert_rel(timed_final(&timed, "tiny"), timed_final(&timed, "store"), 1e-5);
    timed_free(&timed);
  }
}

/* A turbo pump's speed bends at every point of its curve; between the steps the small volume before it is as right as at their ends. */
static TimedLine over_a_curve(double volume_m3, double rtol) {
  TimedLine timed = timed_new(100);
  Line *line = &timed.line;
  timed.settings.rtol = rtol;
  line_volume(line, "chamber", volume_m3, 20);
  line_volume(line, "inlet", 2e-4, 1);
  line_element(line, "L1", "tube", "chamber", "inlet", "diameter", 9.4e-3, "length", 0.2, NULL);
  line_pump(line, "P", "inlet", 0.05, 5e-6);
  Pump *pump = line->network.branches[network_find_branch(&line->network, SECTION_PUMPS, "P")].params;
  pump->speed_m3_s = NAN;
  pump->curve = (Curve){4, {0.1, 1, 10, 1000}, {0.05, 0.04, 0.01, 1e-3}};
  char message[NETWORK_MESSAGE_MAX];
  assert_true(pump_type.resolve(pump, &(ComponentContext){line->catalogue, 101325, 293.15}, message, sizeof message));
  timed_run(&timed);
  return timed;
}

static void pump_curve_between_steps(void **state) {
  (void)state;
  for (double volume_m3 = 0.02; volume_m3 < 0.05; volume_m3 *= 1.1) {
    TimedLine got = over_a_curve(volume_m3, 1e-6), want = over_a_curve(volume_m3, 1e-9);
    assert_int_equal(got.result.series.count, want.result.series.count);
    for (int i = 0; i < got.result.series.count; i++)
      assert_rel(timed_p(&got, i, "inlet"), timed_p(&want, i, "inlet"), 8e-6);
    timed_free(&got);
    timed_free(&want);
  }
}

/* Two junctions with a wide tube between them, fed between closed valves: beside that tube the seats' leaks are lost in rounding, and at rest
   they would hold 1e10 Pa. Until a valve opens they hold what a fitting of 1 cm3 does, and fill it. */
static void fed_between_closed_valves(void **state) {
  (void)state;
  const double flow = 1e-4, fitting_m3 = 1e-6;
  TimedLine timed = timed_new(20);
  Line *line = &timed.line;
  line_volume(line, "left", 0.01, 1000);
  line_junction(line, "a");
  line_junction(line, "b");
  line_volume(line, "right", 0.01, 1000);
  line_element(line, "V1", "valve", "left", "a", "part", "XSA2-32", NULL);
  line_element(line, "T", "tube", "a", "b", "diameter", 0.04, "length", 0.2, NULL);
  line_element(line, "V2", "valve", "b", "right", "part", "XSA2-32", NULL);
  line_source(line, "S", "b", flow);
  timed_at(&timed, 10, ACTION_OPEN, "V2");
  timed_run(&timed);
  int row = timed_row(&timed, 10, -1);
  assert_rel(timed_p(&timed, row, "b"), 101325 + flow * 10 / fitting_m3, 1e-4);
  assert_rel(timed_final(&timed, "b"), timed_final(&timed, "right"), 1e-3);
  assert_true(timed.result.loose_node >= 0);
  timed_free(&timed);
}

/* A junction between two closed valves, at once at the chamber's pressure as one of them begins to open: a condition on it is landed on within
   1e-11 s, where the junction settled anew does not meet it any more. It was landed on for ever. */
static bool stop_in_time(void *context, double now_s) {
  (void)now_s;
  return --*(int *)context > 0;
}

static void a_condition_on_a_junction_behind_an_opening_valve(void **state) {
  (void)state;
  for (double threshold_pa = 40; threshold_pa < 500; threshold_pa += 30) {
    TimedLine timed = timed_new(2.01);
    Line *line = &timed.line;
    int moments = 5000;
    line_volume(line, "store", 2e-5, 1.8);
    line_junction(line, "between");
    line_volume(line, "chamber", 6e-3, 28);
    line_element(line, "A", "valve", "store", "between", "part", "XSA2-32", NULL);
    line_element(line, "B", "valve", "between", "chamber", "part", "XSA1-12V-5G", "stroke", 0.1, NULL);
    timed_at(&timed, 2, ACTION_OPEN, "B");
    timed_when(&timed, PROBE_PRESSURE, "between", true, threshold_pa, ACTION_CLOSE, "A");
    TransientRequest request = {
        .schedule = &timed.schedule, .settings = &timed.settings, .proceed = stop_in_time, .context = &moments};
    char message[NETWORK_MESSAGE_MAX];
    assert_true(network_derive(&line->network, message, sizeof message));
    assert_int_equal(transient_run(&line->network, &request, &timed.result), STATUS_OK);
    assert_true(timed.result.complete);
    assert_event(&timed, 1, 2, EVENT_CLOSE, "A");
    timed_free(&timed);
  }
}

/* What feeds a junction that a closed valve closes off fills nothing but a fitting. */
static void a_fed_junction_that_is_closed_off(void **state) {
  (void)state;
  TimedLine timed = timed_new(30);
  Line *line = &timed.line;
  line_junction(line, "inlet");
  line_volume(line, "chamber", 6e-3, 1);
  line_element(line, "A", "valve", "inlet", "chamber", "part", "XSA1-12V-5G", NULL);
  line_source(line, "MFC", "inlet", 0.18);
  line_pump(line, "P", "chamber", 0.01, 0.1);
  TransientRequest request = {.settings = &timed.settings};
  char message[NETWORK_MESSAGE_MAX];
  assert_true(network_derive(&line->network, message, sizeof message));
  assert_int_equal(transient_run(&line->network, &request, &timed.result), STATUS_NUMERICS);
  assert_non_null(
      strstr(timed.result.message, "junction 'inlet' rises above 1000 bar: what flows in has nowhere to go (give it"));
  timed_free(&timed);
}

static TimedLine line_with_something_small(double volume_m3) {
  TimedLine timed = timed_new(60);
  Line *line = &timed.line;
  line_volume(line, "chamber", 0.012, 101325);
  if (volume_m3 > 0)
    line_volume(line, "small", volume_m3, 1e-6);
  else
    line_junction(line, "small");
  line_volume(line, "foreline", 1e-3, 1);
  line_element(line, "V", "valve", "chamber", "small", "part", "XSA3-32", NULL);
  line_element(line, "R", "iso6358", "small", "foreline", "C", 5e-8, "molecular_conductance", 1e-3, NULL);
  line_pump(line, "P", "foreline", 5e-3, 0.1);
  timed_at(&timed, 1, ACTION_OPEN, "V");
  timed_run(&timed);
  return timed;
}

/* A volume of 1e-9 m3 behind the valve does what none there does, but for its gas: 1e-7 of the chamber's. */
static void a_tiny_volume_behind_an_opening_valve(void **state) {
  (void)state;
  TimedLine with = line_with_something_small(1e-9), without = line_with_something_small(0);
  assert_int_equal(with.result.series.count, without.result.series.count);
  for (int i = 0; i < with.result.series.count; i++) {
    assert_true(with.result.series.time_s[i] == without.result.series.time_s[i]);
    assert_rel(timed_p(&with, i, "chamber"), timed_p(&without, i, "chamber"), 1e-5);
    if (with.result.series.time_s[i] > 1.01)
      assert_rel(timed_p(&with, i, "small"), timed_p(&without, i, "small"),
                 1e-5); /* as the valve leaves choking, between steps */
  }
  timed_free(&with);
  timed_free(&without);
}

/* Nothing but seat and body leaks for a year: straight lines, the pressure beyond being that of the air outside. */
static void all_closed_for_a_year(void **state) {
  (void)state;
  const double year_s = 31557600;
  TimedLine timed = timed_new(year_s);
  Line *line = &timed.line;
  line_volume(line, "chamber", 0.012, 1e-3);
  line_junction(line, "between");
  line_fixed(line, "room", 101325);
  line_volume(line, "tight", 1e-3, 0.01);
  line_element(line, "VENT", "valve", "room", "chamber", "part", "XSA1-12", NULL);
  line_element(line, "V1", "valve", "chamber", "between", "part", "XSA2-43", NULL);
  timed_gate(&timed, "G", "between", "tight", 1, false);
  timed_run(&timed);
  int first = 0, last = timed.result.series.count - 1;
  double into = timed_q(&timed, first, "VENT") - timed_q(&timed, first, "V1");
  for (int k = 0; k < line->network.n_branches; k++)
    if (line->network.branches[k].external && line->network.branches[k].to == 0)
      into += timed.result.series.q[first * line->network.n_branches + k];
  assert_true(into > 1e-10 && into < 1e-6);
  for (int i = first; i <= last; i++)
    assert_rel(timed_p(&timed, i, "tight"), 0.01, 1e-14);
  double rise = timed_final(&timed, "chamber") - 1e-3;
  assert_rel(rise, into * year_s / 0.012, 1e-4); /* 3 Pa against 1 atm outside */
  timed_free(&timed);
}

/* Every gate closed and nothing that leaks: not a bit moves, whether a node has a volume or not. */
static void closed_off_nodes_keep_their_pressure(void **state) {
  (void)state;
  TimedLine timed = timed_new(31557600);
  line_volume(&timed.line, "a", 0.01, 123.4);
  line_junction(&timed.line, "j");
  line_junction(&timed.line, "k");
  line_fixed(&timed.line, "nothing", 0);
  timed_gate(&timed, "G1", "a", "j", 1e-3, false);
  line_conductance(&timed.line, "C", "j", "k", 1e-3);
  timed_gate(&timed, "G2", "k", "nothing", 1e-3, true);
  timed_at(&timed, 1e3, ACTION_CLOSE, "G2");
  timed_at(&timed, 1e7, ACTION_OPEN, "G1");
  timed_at(&timed, 2e7, ACTION_CLOSE, "G1");
  timed_run(&timed);
  for (int i = 0; i < timed.result.series.count; i++) {
    double t = timed.result.series.time_s[i];
    bool filled = t > 1e7 || (t == 1e7 && timed.result.series.side[i] > 0);
    assert_rel(timed_p(&timed, i, "a"), 123.4, 1e-13);
    assert_abs(timed_p(&timed, i, "j"), filled ? 123.4 : 0, 1e-9);
    assert_abs(timed_p(&timed, i, "k"), filled ? 123.4 : 0, 1e-9);
  }
  timed_free(&timed);
}

static void check_rests_at_steady(TimedLine *timed) {
  timed_run_without_series(timed);
  schedule_apply_all(&timed->schedule, &timed->line.network);
  assert_int_equal(line_solve(&timed->line), STATUS_OK);
  for (int i = 0; i < timed->line.network.n_nodes; i++) {
    const char *name = timed->line.network.nodes[i].name;
    double got = timed_final(timed, name), want = line_pressure(&timed->line, name);
    if (!(fabs(got - want) <= 1e-6 * want + 1e-12)) fail_msg("'%s': %.12g Pa, steady %.12g", name, got, want);
  }
}

/* Ten hours: the base pressure. */
static void pumped_to_its_base_pressure(void **state) {
  (void)state;
  TimedLine timed = timed_new(36000);
  Line *line = &timed.line;
  line_volume(line, "chamber", 0.05, 101325);
  line_junction(line, "flange");
  line_volume(line, "foreline", 1e-3, 101325);
  line_fixed(line, "room", 101325);
  line_element(line, "VENT", "valve", "room", "chamber", "part", "XSA1-22", NULL);
  line_element(line, "V1", "valve", "chamber", "flange", "part", "XSA2-43", NULL);
  line_element(line, "L1", "tube", "flange", "foreline", "diameter", 16e-3, "length", 1.5, NULL);
  line_pump(line, "P1", "foreline", 4e-3, 1e-3);
  line_source(line, "gas load", "chamber", 1e-6);
  timed_at(&timed, 1, ACTION_OPEN, "V1");
  check_rests_at_steady(&timed);
  timed_free(&timed);
}

/* Twenty stations on one header, opened one after the other. */
static void twenty_stations(void **state) {
  (void)state;
  TimedLine timed = timed_new(20000);
  Line *line = &timed.line;
  char station[16], valve[16], tap[16], before[16] = "pump";
  line_volume(line, "pump", 2e-3, 101325);
  line_pump(line, "P", "pump", 0.02, 0.5);
  for (int i = 0; i < 20; i++) {
    snprintf(station, sizeof station, "s%d", i), snprintf(valve, sizeof valve, "V%d", i);
    snprintf(tap, sizeof tap, "t%d", i);
    line_volume(line, station, 2e-3, 101325);
    line_junction(line, tap);
    char header[16], source[16];
    snprintf(header, sizeof header, "h%d", i), snprintf(source, sizeof source, "q%d", i);
    line_element(line, header, "tube", tap, before, "diameter", 0.025, "length", 0.3, NULL);
    line_element(line, valve, "valve", station, tap, "part", "XSA2-43", NULL);
    line_source(line, source, station, 1e-5 * (i + 1));
    memcpy(before, tap, sizeof before);
    timed_at(&timed, 1 + 0.5 * i, ACTION_OPEN, valve);
  }
  check_rests_at_steady(&timed);
  assert_int_equal(timed.result.n_events, 20);
  timed_free(&timed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ten_bar_into_high_vacuum),
      cmocka_unit_test(dead_ends_take_the_pressure_before_them),
      cmocka_unit_test(manifold_closed_off_but_for_leaks),
      cmocka_unit_test(dead_end_in_a_mixture),
      cmocka_unit_test(two_volumes_over_a_wide_tube),
      cmocka_unit_test(gases_change_places),
      cmocka_unit_test(a_tiny_volume_behind_an_opening_valve),
      cmocka_unit_test(pump_curve_between_steps),
      cmocka_unit_test(fed_between_closed_valves),
      cmocka_unit_test(a_fed_junction_that_is_closed_off),
      cmocka_unit_test(a_condition_on_a_junction_behind_an_opening_valve),
      cmocka_unit_test(a_tiny_volume_behind_a_short_wide_tube),
      cmocka_unit_test(all_closed_for_a_year),
      cmocka_unit_test(closed_off_nodes_keep_their_pressure),
      cmocka_unit_test(pumped_to_its_base_pressure),
      cmocka_unit_test(twenty_stations),
  };
  return cmocka_run_group_tests_name("transient, hard lines", tests, NULL, NULL);
}
