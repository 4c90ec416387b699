/* The examples of several gases as a user runs them, against a calculation by hand, and the closed forms behind
   them. */
#include "models/constants.h"
#include "models/pump.h"
#include "tests/example_run.h"
#include "tests/outcome.h"
#include "tests/transient_line.h"

static void assert_chart_of(const Example *example, const char *column) {
  char *script = folder_file(example->folder, "partial.gp");
  if (!script || !strstr(script, column)) fail_msg("partial.gp does not draw %s", column);
  free(script);
}

/* --- purge.cfg --- */

static const double x_air = 0.2095, p_low = 5e3, p_high = 90e3;

/* What ideal mixing leaves of the oxygen after n cycles with nitrogen that holds x_nitrogen of it. */
static double x_left(int n, double x_nitrogen) {
  return x_nitrogen + (x_air - x_nitrogen) * pow(p_low / p_high, n);
}

/* How long the chamber has been filling from p_low when its oxygen comes down from x_before to x. */
static double fill_time_s(double x_before, double x, double q_pa_m3_s) {
  const double volume = 25e-3, x_nitrogen = 1e-6;
  double p = p_low * (x_before - x_nitrogen) / (x - x_nitrogen);
  return volume * (p - p_low) / q_pa_m3_s;
}

static void test_purge(void **state) {
  (void)state;
  Example run = example_run("purge", NULL, 0);
  assert_events(&run, "ROUGH open, FILL open, ROUGH close, ROUGH open, FILL close, FILL open, ROUGH close, ROUGH open, "
                      "FILL close, FILL open, ROUGH close, ROUGH open, FILL close, FILL open, ROUGH close, FILL close");
  /* Through real valves too: they let nothing diffuse against their streams. */
  assert_rel(example_measured(&run, "x_O2"), x_left(4, 1e-6), 1e-5);
  assert_rel(example_measured(&run, "x_Ar"), 0.0093 * pow(p_low / p_high, 4), 1e-5);
  /* 2 mm: C = 0.1992 * 0.75 * pi mm2 = 0.4694 dm3/(s bar), choked up to 0.4 of 201 kPa, N2 1.017 times as much */
  const double q_fill = 0.4694e-3 * 0.9972 * 1.017 * 201325;
  assert_rel(example_measured(&run, "t_fill"), 25e-3 * (p_high - p_low) / q_fill, 0.02);
  const double t_2 = example_event_time_s(&run, 5), t_3 = example_event_time_s(&run, 9),
               t_4 = example_event_time_s(&run, 13);
  assert_rel(example_measured(&run, "t_1000ppm") - t_2, fill_time_s(x_left(1, 1e-6), 1000e-6, q_fill), 0.02);
  assert_rel(example_measured(&run, "t_100ppm") - t_3, fill_time_s(x_left(2, 1e-6), 100e-6, q_fill), 0.02);
  assert_rel(example_measured(&run, "t_10ppm") - t_4, fill_time_s(x_left(3, 1e-6), 10e-6, q_fill), 0.02);
  /* The pump's 3 L/s stand behind the choked 6 mm valve, 4.22 L/s (1 - ((r - 0.4)/0.6)^2)^0.5 at r = 0.87: 2.6 L/s,
     less what the tube takes */
  assert_rel(t_2 - example_event_time_s(&run, 3), 25e-3 * log(p_high / p_low) / 2.6e-3, 0.05);
  assert_chart_of(&run, "p_chamber_O2_Pa");
  assert_limit(&run, "ROUGH", "max_operating_differential", "pass", 1. / 3, 1e-3);
  assert_limit(&run, "FILL", "max_operating_differential", "pass", (100e3 + 100e3 * (1 - p_low / 101325)) / 800e3,
               1e-4);
  example_free(&run);
}

static void test_purge_with_worse_nitrogen(void **state) {
  (void)state;
  Example run = example_run("purge", "nodes.bottle.gas={ N2 = 0.99998; O2 = \"20 ppm\"; }", 0);
  assert_true(json_is_null(at(run.results, "measures/t_10ppm/value")));
  assert_rel(example_measured(&run, "x_O2"), x_left(4, 20e-6), 1e-5);
  example_free(&run);
}

/* --- helium_spray.cfg --- */

/* 4 um and 10 mm, helium from p at 20 degC: Poiseuille's pi d^4 p^2/(256 eta L) and slip, 1.018/1.505 of the molecular
   pi d^3 c/(12 L) p, with c = sqrt(8 R T/(pi M)) = 1245 m/s. At the low end molecular flow adds a little more. */
static double leak_pa_m3_s(double p) {
  const double d = 4e-6, length = 10e-3, eta = 19.6e-6, c = 1245;
  return PI * pow(d, 4) * p * p / (256 * eta * length) + 1.018 / 1.505 * PI * pow(d, 3) * c / (12 * length) * p;
}

/* Share of the way after t of two volumes in a row, by their time constants. */
static double two_volumes(double t, double slow_s, double fast_s) {
  return 1 - (slow_s * exp(-t / slow_s) - fast_s * exp(-t / fast_s)) / (slow_s - fast_s);
}

static void test_helium_spray(void **state) {
  (void)state;
  Example run = example_run("helium_spray", NULL, 0);
  assert_events(&run, "SAMPLE open, BACK close, SPRAY open, AIR close, AIR open, SPRAY close, SPRAY open, AIR close");
  assert_chart_of(&run, "p_detector_He_Pa");
  const double q = example_measured(&run, "q_leak"), settled = example_measured(&run, "p_settled");
  assert_rel(q, leak_pa_m3_s(101325), 0.1);
  assert_rel(example_measured(&run, "q_read"), q, 1e-5); /* all of it arrives */
  assert_rel(settled, q / 2e-3 + 1e-9, 1e-5);
  /* In air 5.2 ppm of a viscous flow that is slower by the viscosities, and of slip by the masses */
  const double viscous = 0.53 * q * 19.6 / 18.2, slip = 0.47 * q / sqrt(28.97 / 4.0026);
  assert_rel(example_measured(&run, "p_background"), 1e-9 + 5.2e-6 * (viscous + slip) / 2e-3, 0.2);
  /* The chamber 80/40 = 2 s; foreline and detector 0.6 L behind valve (1.14 L/s air, 3.07 He) and detector, 2 L/s:
     about 0.45 s */
  assert_rel(example_measured(&run, "p_passing") / settled, two_volumes(2, 2, 0.45), 0.05);
  assert_rel(two_volumes(example_measured(&run, "t_90"), 2, 0.45), 0.9, 0.01);
  example_free(&run);
}

static void test_helium_spray_with_a_smaller_pump(void **state) {
  (void)state;
  Example run = example_run("helium_spray", "pumps.TURBO.gases.He.speed=20 L/s", 0);
  double settled = example_measured(&run, "p_settled");
  assert_rel(settled, example_measured(&run, "q_leak") / 2e-3, 2e-4); /* after ten times its 4 s */
  assert_rel(two_volumes(example_measured(&run, "t_90"), 4, 0.45), 0.9, 0.01);
  example_free(&run);
}

/* --- closed forms --- */

static void volume_with(TimedLine *timed, const char *name, double volume_m3, double pressure_pa, GasBlend gas) {
  line_node(&timed->line, name,
            (NodeParams){.volume_m3 = volume_m3, .pressure_pa = pressure_pa, .temperature_k = 293.15, .gas = gas});
}

static void pump_resolve(Pump *pump) {
  char message[256];
  if (!pump_type.resolve(pump, &(ComponentContext){NULL, 101325, 293.15}, message, sizeof message))
    fail_msg("%s", message);
}

static Pump *pump_of(TimedLine *timed, const char *name) {
  Network *network = &timed->line.network;
  return network->branches[network_find_branch(network, SECTION_PUMPS, name)].params;
}

/* A pump into the chamber lets nothing back: the nitrogen's stream mixes with what is there and takes nothing away. */
static void nitrogen_feed(TimedLine *timed) {
  Network *network = &timed->line.network;
  volume_with(timed, "bottle", 1000, 2e5, (GasBlend){1, {gas_find("N2")}, {1}});
  line_pump(&timed->line, "FEED", "bottle", 2e-3, 0);
  pump_run(pump_of(timed, "FEED"), false);
  network->branches[network_find_branch(network, SECTION_PUMPS, "FEED")].to = network_find_node(network, "chamber");
}

/* x = x_0 (p_low/p_high)^n, whatever the speeds, from a chamber that begins at p_high. */
static void test_dilution(void **state) {
  (void)state;
  enum { CYCLES = 6 };
  static const double low = 8e3, high = 1.2e5;
  TimedLine timed = timed_new(400);
  timed.line.network.gas = (GasBlend){1, {gas_find("N2")}, {1}};
  volume_with(&timed, "chamber", 10e-3, high, (GasBlend){2, {gas_find("N2"), gas_find("O2")}, {1 - x_air, x_air}});
  line_pump(&timed.line, "DRAIN", "chamber", 1e-3, 0);
  nitrogen_feed(&timed);
  for (int i = 0; i < CYCLES; i++) {
    timed_when(&timed, PROBE_PRESSURE, "chamber", true, low, ACTION_STOP, "DRAIN");
    timed_also(&timed, ACTION_START, "FEED");
    timed_when(&timed, PROBE_PRESSURE, "chamber", false, high, ACTION_STOP, "FEED");
    if (i < CYCLES - 1) timed_also(&timed, ACTION_START, "DRAIN");
  }
  int x = timed_measure(&timed, MEASURE_AT_END, PROBE_FRACTION, "chamber", 0);
  timed.measures.rows[x].probe.gas = gas_find("O2");
  timed_run(&timed);
  assert_int_equal(timed.result.n_events, 4 * CYCLES - 1);
  assert_rel(timed_value(&timed, x), x_air * pow(low / high, CYCLES), 1e-5);
  timed_free(&timed);
}

/* Swept with nitrogen under the pump: the total stands still at Q/S + p_u, and each trace falls as exp(-S_i t/V). */
static void test_traces_under_a_sweep(void **state) {
  (void)state;
  static const double volume = 20e-3, speed = 5e-3, sweep = 0.1, ultimate = 2, trace = 1e-4, time_s = 30;
  static const struct {
    const char *gas;
    double factor;
  } traces[] = {{"He", 1.7}, {"O2", 1}, {"H2", 0.6}};
  TimedLine timed = timed_new(2 * time_s);
  const double p = sweep / speed + ultimate;
  GasBlend gas = {
      4, {gas_find("N2"), gas_find("He"), gas_find("O2"), gas_find("H2")}, {1 - 3 * trace, trace, trace, trace}};
  timed.line.network.gas = (GasBlend){1, {gas_find("N2")}, {1}};
  volume_with(&timed, "chamber", volume, p, gas);
  line_pump(&timed.line, "P", "chamber", speed, ultimate);
  line_source(&timed.line, "SWEEP", "chamber", sweep);
  Pump *pump = pump_of(&timed, "P");
  int at_time[3];
  for (int i = 0; i < 3; i++) {
    pump->gas_factor.gas[i] = gas_find(traces[i].gas);
    pump->gas_factor.value[i] = traces[i].factor;
    at_time[i] = timed_measure(&timed, MEASURE_AT_TIME, PROBE_PRESSURE, "chamber", time_s);
    timed.measures.rows[at_time[i]].probe.gas = gas_find(traces[i].gas);
  }
  pump->gas_factor.n = 3;
  pump_resolve(pump);
  timed_run(&timed);
  for (int i = 0; i < 3; i++)
    assert_rel(timed_value(&timed, at_time[i]), trace * p * exp(-traces[i].factor * speed * time_s / volume), 1e-5);
  timed_free(&timed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_purge),        cmocka_unit_test(test_purge_with_worse_nitrogen),
      cmocka_unit_test(test_helium_spray), cmocka_unit_test(test_helium_spray_with_a_smaller_pump),
      cmocka_unit_test(test_dilution),     cmocka_unit_test(test_traces_under_a_sweep),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
