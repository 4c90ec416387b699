/* Tests of a budget through the real reader: what is expected, planned and measured fits together, and the units of leaks. */
#include "config/quantity.h"
#include "sim/results_leak_test.h"
#include "tests/budget_run.h"

static const char line[] =
    "gas = \"N2\";\n"
    "nodes = { c = { volume = \"20 L\"; pressure = \"1 Pa\"; temperature = \"40 degC\";\n"
    "  surfaces = ( { material = \"stainless_steel\"; treatment = \"unbaked\"; area = \"0.4 m2\"; age = \"2 h\"; },\n"
    "               { material = \"aluminium\"; treatment = \"unbaked\"; area = \"0.1 m2\"; age = \"5 h\"; } ); }; };\n"
    "pumps = { P = { at = \"c\"; speed = \"10 L/s\"; }; };\n"
    "leaks = { small = { at = \"c\"; rate = \"2e-9 Pa m3/s\"; reference = { gas = \"He\"; upstream = \"1 atm\";\n"
    "            temperature = \"20 degC\"; }; };\n"
    "          large = { at = \"c\"; rate = \"3e-7 Pa m3/s\"; }; };\n"
    "analysis = { budget = { node = \"c\"; allowable = \"1e-6 Pa m3/s\"; safety = 2.0;\n"
    "  test = { duration = \"10 min\"; gauge = { resolution = \"1 mPa\"; };\n"
    "           detector = { sensitivity = \"1e-9 Pa m3/s\"; }; }; }; };\n";

static const LeakTest *test_of(const BudgetRun *made) {
  return &made->run.leak_test;
}

/* The slope of the expected rise at the start is what the budget says flows in: leaks and outgassing, T/293.15 over V. */
static void test_expected_rise_begins_as_the_budget(void **state) {
  (void)state;
  BudgetRun *made = budget_run(line);
  const ExpectedRise *expected = &test_of(made)->expected;
  double unit = 313.15 / 293.15 / 0.02, t = 1e-3;
  assert_int_equal(expected->surfaces, 2);
  assert_rel(expected_leak_pa(expected, RISE_CURVE_MEAN, t) / t, unit * made->run.budget.leak_pa_m3_s, 1e-12);
  double load = made->run.budget.gas_load_pa_m3_s - made->run.budget.leak_pa_m3_s;
  assert_rel(expected_outgassing_pa(expected, RISE_CURVE_MEAN, t) / t, unit * load, 1e-6);
  assert_true(expected_outgassing_pa(expected, RISE_CURVE_LOW, 600) <
              expected_outgassing_pa(expected, RISE_CURVE_MEAN, 600));
  assert_true(expected_outgassing_pa(expected, RISE_CURVE_HIGH, 600) >
              expected_outgassing_pa(expected, RISE_CURVE_MEAN, 600));
  budget_run_free(made);
}

/* The gauge must see what is allowed after the safety factor: 5e-7 Pa m3/s; the detector by the speed of the pump, 20 L/10 L/s ln 10. */
static void test_plan_is_of_what_is_allowed(void **state) {
  (void)state;
  BudgetRun *made = budget_run(line);
  const LeakTest *test = test_of(made);
  assert_rel(test->judged.leak_pa_m3_s, 5e-7, 1e-12);
  assert_rel(test->rise.seen_after_s, 1e-3 / (5e-7 * 313.15 / 293.15 / 0.02), 1e-12);
  assert_true(test->speed_of_line);
  /* throughput is counted at 20 degC: the speed in L/s of gas at 40 degC is 10, of its throughput 10 * 293.15/313.15 */
  assert_rel(test->methods[METHOD_SPRAY].plan.response_s, log(10) * 0.02 / (0.01 * 293.15 / 313.15), 1e-6);
  /* a detector that shows 1e-9 sees both: the helium figures of the leaks are above it */
  assert_int_equal(test->methods[METHOD_SPRAY].of, 2);
  assert_int_equal(test->methods[METHOD_SPRAY].sees, 2);
  assert_false(test->methods[METHOD_SNIFF].plan.planned);
  budget_run_free(made);
}

static void test_example_finds_its_leak(void **state) {
  (void)state;
  Study study;
  Diagnostics diagnostics = {0};
  Run run;
  ReaderInput input = {"config/examples/rate_of_rise.cfg", NULL, 0};
  assert_int_equal(study_read(&input, &study, &diagnostics), STATUS_OK);
  assert_int_equal(run_init(&run, &study), STATUS_OK);
  assert_int_equal(run_solve(&run), STATUS_OK);
  const RiseFit *fit = &run.leak_test.fit;
  assert_true(run.leak_test.fitted);
  assert_int_equal(fit->terms, RISE_OUTGASSING);
  assert_true(fit->leak_pa_m3_s.low < 3.4e-7 && 3.4e-7 < fit->leak_pa_m3_s.high);
  assert_true(fit->outgassing_pa_m3_s.low < 1.5e-6 && 1.5e-6 < fit->outgassing_pa_m3_s.high);
  assert_rel(fit->scatter_pa, 2e-4, 0.2);
  assert_rel(run.leak_test.of_allowable, fit->leak_pa_m3_s.value / 1e-6, 1e-12);
  RunOutcome outcome = run_outcome(&run);
  json_t *document = results_json(&outcome);
  const json_t *budget = json_object_get(document, "budget"), *measured = json_object_get(budget, "measured");
  assert_rel(json_real_value(json_object_get(json_object_get(measured, "leak_Pa_m3_s"), "value")),
             fit->leak_pa_m3_s.value, 0);
  assert_int_equal(json_integer_value(json_object_get(measured, "rows")), 181);
  assert_int_equal(json_array_size(json_object_get(json_object_get(budget, "test"), "methods")), 2);
  json_decref(document);
  run_free(&run);
  study_free(&study);
  diagnostics_free(&diagnostics);
}

/* leak_unit_conversion.csv, 1 Pa m3/s at 20 degC in each unit, to its last digit. */
static void test_units_of_leaks(void **state) {
  (void)state;
  static const struct {
    const char *unit;
    double of_one;
  } rows[] = {{"mbar L/s", 10},    {"Torr L/s", 7.5006168},  {"atm cm3/s", 9.8692327}, {"bar cm3/s", 10},
              {"sccm", 551.75458}, {"mol/s", 0.00041027581}, {"slm", 0.55175458},      {"Pa L/s", 1000}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char text[64], message[256];
    double si = NAN;
    snprintf(text, sizeof text, "1 %s", rows[i].unit);
    if (!quantity_parse(text, DIM_THROUGHPUT, NULL, &si, message, sizeof message)) fail_msg("%s", message);
    assert_rel(1 / si, rows[i].of_one, 2e-8);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_expected_rise_begins_as_the_budget),
      cmocka_unit_test(test_plan_is_of_what_is_allowed),
      cmocka_unit_test(test_example_finds_its_leak),
      cmocka_unit_test(test_units_of_leaks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
