/* Every transient example as a user runs it: exit code, files, balance, the order of events, and the main answers
   against a calculation by hand, within the tolerance that such a calculation has. */
#include "tests/example_run.h"

/* --- the examples --- */

static void test_loadlock(void **state) {
  (void)state;
  Example run = example_run("loadlock", NULL, 0);
  assert_events(&run, "ROUGH open, ROUGH close, VENT open, VENT close, ROUGH open");
  /* t = V integral dp/(p S): above 1 kPa S = 3.4 L/s (pump 5 L/s behind a valve, 4.2 choked): 12/3.4 ln(101) = 16.3
     s. Below, S from Q = 8.77e-6 (p1^2 - p2^2) + 1.55e-4 (p1 - p2) of the tube with the pump behind it, 2.9, 1.84,
     0.98, 0.40, 0.19 L/s at 1000, 300, 100, 30, 10 Pa (less the walls' 3e-4): 6.4 + 10.3 + 25 + 51 s. */
  assert_rel(example_measured(&run, "t_rough"), 109, 0.2);
  /* 3e-4 Pa m3/s into 12 L for 60 s */
  assert_rel(example_measured(&run, "p_held") - example_measured(&run, "p_hold"), 1.5, 1e-3);
  /* Constant below p2/p1 = b = 0.4, then an ellipse: t = V/C (b + (1 - b) asin((r - b)/(1 - b))), r = 0.1/0.101325,
     with C = 0.1992 * 0.75 * pi mm2 = 0.4694 dm3/(s bar), as pV 0.468 L/s: 12/0.468 * 1.217 */
  assert_rel(example_measured(&run, "t_vent"), 31.2, 0.05);
  /* pump 1 + 3e-4/5e-3 Pa; tube 3e-4/(1.55e-4 + 8.77e-6 (p1 + p2)) = 1.6 Pa; valve 3e-4/1.5e-3 = 0.2 Pa */
  assert_rel(example_measured(&run, "p_base"), 2.9, 0.1);
  /* ROUGH lifts against atmosphere over the pumped line: all of its 0.1 MPa but the 1 Pa in the line */
  assert_limit(&run, "ROUGH", "max_operating_differential", "warn", 1, 1e-4);
  assert_rel(example_limit_time_s(&run, "ROUGH", "max_operating_differential"), 1, 1e-9);
  assert_limit(&run, "VENT", "max_operating_differential", "pass", 0.125, 1e-3);
  example_free(&run);
}

static void test_turbo_interlock(void **state) {
  (void)state;
  Example run = example_run("turbo_interlock", NULL, 0);
  assert_events(&run, "BACK open, TURBO start, ROUGH open, BACK close, ROUGH close, BACK open, GATE open, SCROLL stop, "
                      "GATE close, BACK close, TURBO stop");
  /* 40 L/3.58 L/s (pump 5 behind a choked valve, 4.2) ln(101) = 51.6 s to 1 kPa; then S = 3.4, 2.7, 1.04 L/s at
     1000, 100, 20 Pa (the hose goes as p, the pump loses its last pascal): 30.6 + 42.8 s */
  assert_rel(example_measured(&run, "t_cross"), 125, 0.15);
  /* 41.5 L through the pump's curve: 5 L/s at 20 Pa, 10 at 10, 50 at 1, and 67 behind the gate's 325 from 0.1 Pa
     on; down to 1e-3 over a base of 1.8e-4: 4.1 + 4.75 + 1.65 + 3.6 s */
  assert_rel(example_measured(&run, "t_high"), 14.1, 0.15);
  assert_rel(example_measured(&run, "p_base"), 1e-5 / (67e-3 * 325 / (67 + 325)), 0.02);
  /* 10 cm3/s of air fill foreline and exhaust from 1 Pa */
  assert_rel(example_measured(&run, "t_react"), 49 * 2.2e-3 / (10e-6 * 101325), 0.02);
  assert_rel(example_measured(&run, "p_safe"), 1.8e-4 + 1e-5 / 40e-3 * (2400 - example_event_time_s(&run, 8)), 0.01);
  /* the foreline alone goes on filling: 200 s */
  const double reverse_pa = 0.1e6 * (1 - exp(-(2400 - 1800.0) / 200));
  assert_limit(&run, "ROUGH", "reverse_pressure", "pass", reverse_pa / 150e3, 1e-3);
  assert_limit(&run, "ROUGH", "max_operating_differential", "pass", 1. / 3, 1e-4);
  example_free(&run);
}

static void test_gas_inlet(void **state) {
  (void)state;
  Example run = example_run("gas_inlet", NULL, 0);
  assert_events(&run, "INLET open, FINAL open, INLET close");
  const double mfc_pa_m3_s = 50 * 1.8124e-3;
  /* Choked up to p2/p1 = 0.4: 3 mm passes C = 0.1992 * 0.75 * 7.07 mm2 = 1.056 dm3/(s bar) of air, argon 0.903
     times as much (sqrt(28.97/39.95) psi(5/3)/psi(1.4)): 0.951 L/s * 301 kPa = 286.6 Pa m3/s into 20 cm3 */
  assert_rel(example_measured(&run, "t_fill"), 20e-6 * 1e5 / 286.6, 0.05);
  assert_rel(example_measured(&run, "p_stored"), 1 + mfc_pa_m3_s * 2 / 5e-6, 1e-3);
  assert_rel(example_measured(&run, "q_burst"), 0.4694e-3 * 0.9972 * 0.903 * example_measured(&run, "p_stored"), 0.05);
  /* 0.181 Pa m3 would make 3.63 Pa in 50 L; the outlet empties in 5e-6/0.423e-3 = 11.8 ms, the pump takes 167 ms:
     two exponentials peak at 0.0710^0.0764 = 0.817 of it */
  assert_rel(example_measured(&run, "p_burst"), 0.817 * 3.63, 0.05);
  assert_rel(example_measured(&run, "p_process"), mfc_pa_m3_s / 0.3, 0.01);
  assert_rel(example_measured(&run, "p_low"), 301325 - mfc_pa_m3_s * 30 / 20e-6, 1e-3);
  assert_limit(&run, "INLET", "max_operating_differential", "warn", 1, 1e-4);
  example_free(&run);
}

static void test_manifold(void **state) {
  (void)state;
  Example run = example_run("manifold", NULL, 0);
  assert_int_equal(json_array_size(at(run.results, "transient/events")), 60);
  for (int i = 1; i < 60; i++)
    assert_true(example_event_time_s(&run, i) >= example_event_time_s(&run, i - 1));
  /* 2 L: the valve's 1.07 L/s down to 1 kPa, then the quarter-inch tube, Q = 1.25e-6 p^2 + 4.7e-5 p: 0.38 L/s at
     300 Pa, 0.17 at 100: 4.85 + 4.9 + 4.7 + 9.2 s */
  assert_rel(example_measured(&run, "t_first"), 23.7, 0.1);
  assert_rel(example_measured(&run, "t_all"), 20 * 23.7, 0.1);
  assert_true(example_measured(&run, "t_last") > example_measured(&run, "t_first"));
  /* 1.07 L/s of atmosphere over the pump's 30 L/s */
  assert_rel(example_measured(&run, "p_header"), 1.07 * 101325 / 30, 0.1);
  /* all twenty from 100 to 2 Pa over the pump's 1 Pa: tube (a sixth below the sum above at 2 to 10 Pa) and valve
     pass 0.164, 0.072, 0.046, 0.038, 0.037 L/s each at 100, 30, 10, 3, 2 Pa, and lose 3 to 8 % to the header: 27 +
     44 + 75 + 38 s */
  assert_rel(example_measured(&run, "t_near"), 184, 0.15);
  assert_true(example_measured(&run, "t_far") > example_measured(&run, "t_near"));
  assert_limit(&run, "V20", "max_operating_differential", "pass", 1. / 3, 1e-3);
  example_free(&run);
}

static void test_leak(void **state) {
  (void)state;
  Example run = example_run("leak_test", NULL, 0);
  assert_events(&run, "ISO close");
  /* viscous from helium to air, the larger of the two readings: eta_He/eta_air = 19.6/18.2 = 1.08 */
  const double leak_pa_m3_s = 1.08 * 5e-7;
  assert_rel((example_measured(&run, "p_end") - example_measured(&run, "p_shut")) * 30e-3 / 600, leak_pa_m3_s, 0.02);
  /* valve 1.14 L/s; tube 12.1 d^3/L = 0.50 L/s with its ends 1/(1 + 4d/(3L)) 0.473; station 50: in series 0.332 L/s
     */
  assert_rel(example_measured(&run, "p_shut"), leak_pa_m3_s / 0.332e-3, 0.05);
  assert_rel(example_measured(&run, "t_5mpa"), (5e-3 - leak_pa_m3_s / 0.332e-3) * 30e-3 / leak_pa_m3_s, 0.05);
  example_free(&run);
}

static void test_reverse_pressure(void **state) {
  (void)state;
  Example run = example_run("reverse_pressure", NULL, 1);
  assert_events(&run, "DRY stop");
  /* 0.1992 * 0.84 * 0.785 mm2 = 0.131 dm3/(s bar), N2 1.017 times as much: 24.1 Pa m3/s choked, over 20 L/s */
  assert_rel(example_measured(&run, "p_run"), 24.1 / 20e-3, 0.02);
  /* 2 L * 181.3 kPa/24.1 Pa m3/s = 15.0 s, times the integral of Q(0)/Q(r) dr to r = 0.835 with Perry's
     coefficients: 1, 1.05, 1.14, 1.27, 1.70 at r = 0, 0.26, 0.53, 0.68, 0.835: 0.956 */
  assert_rel(example_measured(&run, "t_burst"), 14.4, 0.05);
  assert_rel(example_measured(&run, "p_end"), 181325, 1e-4);
  assert_limit(&run, "A", "reverse_pressure", "fail", 80e3 / 50e3, 1e-3);
  assert_limit(&run, "B", "reverse_pressure", "pass", 80e3 / 150e3, 1e-3);
  assert_limit(&run, "C", "reverse_pressure", "pass", 80e3 / 200e3, 1e-3);
  assert_limit(&run, "D", "reverse_pressure", "pass", 180e3 / 500e3, 1e-3);
  assert_limit(&run, "E", "reverse_pressure", "fail", 180e3 / 50e3, 1e-3);
  assert_false(example_is_conditional(&run, "p_run"));
  assert_true(example_is_conditional(&run, "t_burst") && example_is_conditional(&run, "p_end"));
  example_free(&run);
}

/* --- what the files' comments say of their variants --- */

static void test_weaker_valve_on_the_bypass(void **state) {
  (void)state;
  Example run = example_run("turbo_interlock", "elements.ROUGH.part=XSA2-43V-5G", 1);
  assert_limit(&run, "ROUGH", "reverse_pressure", "fail", 0.1e6 * (1 - exp(-600 / 200.)) / 50e3, 1e-3);
  example_free(&run);
}

static void test_all_stations_at_once(void **state) {
  (void)state;
  char set[400] = "schedule=( { at = \"1 s\"; open = [ \"V1\"";
  for (int i = 2; i <= 20; i++)
    snprintf(set + strlen(set), sizeof set - strlen(set), ", \"V%d\"", i);
  strcat(set, " ]; } )");
  Example run = example_run("manifold", set, 0);
  /* the pump's 30 L/s behind twenty times 1.07: 0.92 of the flow of a single one, below 1 kPa the tubes as before */
  assert_rel(example_measured(&run, "t_last"), 27, 0.15);
  example_free(&run);
}

/* E lifts when the foreline is 0.05 MPa above its vacuum: 2 L * 49.5 kPa/24.0 Pa m3/s after the trip. Its chamber
   then takes the burst, and A never sees it. */
static void test_burst_with_physical_valves(void **state) {
  (void)state;
  Example run = example_run("reverse_pressure", "analysis.limits.behaviour=physical", 1);
  assert_string_equal(words(run.results, "transient/events/1/element"), "E");
  assert_string_equal(words(run.results, "transient/events/1/what"), "forced open");
  assert_rel(example_event_time_s(&run, 1), 10 + 2e-3 * 49.5e3 / 24.0, 0.01);
  assert_true(number(run.results, "transient/final/nodes/foreline/pressure_Pa") < 151325);
  assert_false(example_is_conditional(&run, "p_end"));
  example_free(&run);
}

/* The large valve and the small one pass 0.1992 * 0.75 * (28.27 + 7.07) mm2 = 5.28 L/s, choked: at the pump's 15 L/s they make 8 kPa of 8
   * 15/5.28 = 22.7 kPa. The small one alone comes there in 12 L/1.056 L/s ln(101.3/22.7) = 17 s, both go on to 100 Pa in 12/5.28 ln(227) =
   12.3 s and a little more where the pipe slows them. */
static void test_optimise(void **state) {
  (void)state;
  Example run = example_run("optimise", NULL, 0);
  assert_string_equal(words(run.results, "optimise/parameters/1/value"), "XSA1-22V-5G");
  assert_rel(number(run.results, "optimise/parameters/0/value"), 22.7e3, 0.06);
  assert_rel(number(run.results, "optimise/value"), 29.3, 0.05);
  assert_true(number(run.results, "optimise/requirements/0/value") <= 8000);
  assert_rel(number(run.results, "optimise/requirements/0/value"), 8000, 1e-6);
  assert_string_equal(words(run.results, "optimise/active/0"), "p_pump at most 8000 Pa = 80 mbar");
  example_free(&run);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_loadlock),
      cmocka_unit_test(test_turbo_interlock),
      cmocka_unit_test(test_gas_inlet),
      cmocka_unit_test(test_manifold),
      cmocka_unit_test(test_leak),
      cmocka_unit_test(test_reverse_pressure),
      cmocka_unit_test(test_weaker_valve_on_the_bypass),
      cmocka_unit_test(test_all_stations_at_once),
      cmocka_unit_test(test_burst_with_physical_valves),
      cmocka_unit_test(test_optimise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
