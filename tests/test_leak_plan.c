/* Planned tests against hand reckoning. */
#include "sim/leaktest/plan.h"
#include "tests/check.h"

static const PlanRoom room = {101325, 293.15};

static void test_rise_without_outgassing(void **state) {
  (void)state;
  /* 1e-7 Pa m3/s into 10 L: 1e-5 Pa/s. A gauge with steps of 1e-3 Pa sees it after 100 s; with its zero walking at 6e-6 Pa/s after 250 */
  Rise rise = {.volume_m3 = 0.01, .temperature_k = 293.15, .leak_pa_m3_s = 1e-7};
  PlanSettings settings = plan_settings_empty();
  settings.gauge_resolution_pa = 1e-3, settings.readings = 61;
  RisePlan plan = rise_plan(&rise, &settings);
  assert_true(plan.planned);
  assert_rel(plan.seen_after_s, 100, 1e-12);
  assert_abs(plan.half_after_s, 0, 0);
  settings.gauge_drift_pa_s = 6e-6;
  assert_rel(rise_plan(&rise, &settings).seen_after_s, 250, 1e-12);
  settings.gauge_drift_pa_s = 1e-5;
  assert_true(isinf(rise_plan(&rise, &settings).seen_after_s));
  /* slope of n evenly spaced readings over T: error s/(T sqrt(n (n+1)/(12 (n-1)))); a third of 1e-5 Pa/s at
     T = 3 s/(1e-5 sqrt(61 * 62/(12 * 60))) */
  double s = 1e-3 / sqrt(12), want_s = 3 * s / (1e-5 * sqrt(61.0 * 62 / (12 * 60)));
  assert_true(want_s < 100);
  assert_rel(plan.apart_after_s, 100, 1e-12);             /* not before the first step is seen */
  settings.gauge_drift_pa_s = NAN, settings.readings = 9; /* few readings: the slope's own error counts */
  want_s = 3 * s / (1e-5 * sqrt(9.0 * 10 / (12 * 8)));
  assert_rel(rise_plan(&rise, &settings).apart_after_s, fmax(want_s, 100), 1e-6);
  settings.gauge_drift_pa_s = 2e-5; /* walks faster than the leak fills */
  assert_true(isinf(rise_plan(&rise, &settings).apart_after_s));
}

static void test_rise_with_outgassing(void **state) {
  (void)state;
  /* 1e-6 at one hour, falling as 1/t: equal to a leak of 1e-7 after ten hours of age, so after 10 h less the hour it had and the 60 s */
  Rise rise = {.volume_m3 = 0.01,
               .temperature_k = 293.15,
               .leak_pa_m3_s = 1e-7,
               .outgassing_pa_m3_s = 1e-6,
               .decay = 1,
               .age_s = 3600};
  PlanSettings settings = plan_settings_empty();
  settings.gauge_resolution_pa = 1e-3, settings.readings = 61;
  RisePlan plan = rise_plan(&rise, &settings);
  assert_rel(plan.half_after_s, 36000 - 3660, 1e-12);
  Rise alone = rise;
  alone.outgassing_pa_m3_s = 0;
  assert_true(plan.apart_after_s > 3 * rise_plan(&alone, &settings).apart_after_s);
  /* at that time the error is a third of the leak */
  assert_rel(rise_leak_error_pa_m3_s(&rise, plan.apart_after_s, 61, 1e-3 / sqrt(12)), 1e-7 / 3, 1e-6);
  rise.decay = 0; /* does not flatten: never apart */
  assert_true(isinf(rise_plan(&rise, &settings).apart_after_s));
  assert_true(isinf(rise_plan(&rise, &settings).half_after_s));
}

static void test_spray(void **state) {
  (void)state;
  PlanSettings s = plan_settings_empty();
  s.sensitivity_pa_m3_s = 5e-13, s.background_pa_m3_s = 1e-10, s.background_swing = 0.1;
  s.detector_share = 0.5, s.spray_share = 1, s.helium_speed_m3_s = 0.002;
  MethodPlan plan = method_plan(METHOD_SPRAY, &s, &room, 0.02);
  assert_rel(plan.smallest_pa_m3_s, 2e-11, 1e-12); /* 1e-11 of wandering over half the gas */
  assert_rel(plan.response_s, 10 * log(10), 1e-12);
  s.background_pa_m3_s = NAN;
  assert_rel(method_plan(METHOD_SPRAY, &s, &room, 0.02).smallest_pa_m3_s, 1e-12, 1e-12);
  s.sensitivity_pa_m3_s = NAN;
  assert_false(method_plan(METHOD_SPRAY, &s, &room, 0.02).planned);
}

static void test_sniffing(void **state) {
  (void)state;
  /* 0.3 ppm of 60 sccm: 1 sccm = 1.8124e-3 Pa m3/s at 20 degC; filled to 2 atm the leak has 1 atm across it */
  PlanSettings s = plan_settings_empty();
  s.sniffer_flow_pa_m3_s = 60 * 1.8124e-3, s.sniffer_resolution = 3e-7, s.sniffer_catches = 1;
  s.sniffer_fill_pa = 2 * 101325, s.sniffer_ambient = 5.24e-6, s.background_swing = 0.01;
  assert_rel(method_plan(METHOD_SNIFF, &s, &room, 0.02).smallest_pa_m3_s, 3e-7 * 60 * 1.8124e-3, 1e-12);
  s.background_swing = 0.1; /* 5.24 ppm wandering by a tenth is more than the instrument's step */
  assert_rel(method_plan(METHOD_SNIFF, &s, &room, 0.02).smallest_pa_m3_s, 5.24e-7 * 60 * 1.8124e-3, 1e-12);
  s.sniffer_fill_pa = 1.5 * 101325; /* half the difference: a leak must be twice as large to be seen */
  assert_rel(method_plan(METHOD_SNIFF, &s, &room, 0.02).smallest_pa_m3_s, 2 * 5.24e-7 * 60 * 1.8124e-3, 1e-12);
}

static void test_accumulation(void **state) {
  (void)state;
  /* 1 ppm in 100 L of air after an hour: 1e-6 * 101325 * 0.1/3600 */
  PlanSettings s = plan_settings_empty();
  s.hood_volume_m3 = 0.1, s.hood_time_s = 3600, s.hood_resolution = 1e-6, s.hood_fill_pa = 2 * 101325;
  MethodPlan plan = method_plan(METHOD_HOOD, &s, &room, 0.02);
  assert_rel(plan.smallest_pa_m3_s, 1e-6 * 101325 * 0.1 / 3600, 1e-12);
  assert_rel(plan.response_s, 3600, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rise_without_outgassing),
      cmocka_unit_test(test_rise_with_outgassing),
      cmocka_unit_test(test_spray),
      cmocka_unit_test(test_sniffing),
      cmocka_unit_test(test_accumulation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
