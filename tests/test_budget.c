/* The leak budget against the network it is read from, published conversions, and closed forms. */
#include "models/constants.h"
#include "models/leak_law.h"
#include "tests/budget_run.h"

#define STEEL "surfaces = ( { material = \"stainless_steel_electropolished\"; area = 0.6; age = \"10 h\"; } ); "
#define RING  "seals = ( { material = \"FKM\"; length = 0.8; section = \"3.53 mm\"; } ); "
#define HE(rate)                                                                                                       \
  "rate = " rate "; reference = { gas = \"He\"; upstream = \"1 atm\"; downstream = \"0 Pa\"; temperature = "           \
  "\"20 degC\"; };"

/* --- the total is what the network says --- */

static double rows_in(const Budget *budget) {
  double sum = 0;
  for (int i = 0; i < budget->count; i++)
    sum += budget->rows[i].service_pa_m3_s;
  return sum;
}

static void test_total_is_what_the_pump_takes(void **state) {
  (void)state;
  BudgetRun *made =
      budget_run("gas = \"air\"; ambient = { humidity = 0.5; }; nodes = { a = { volume = 0.012; " STEEL RING
                 "joints = ( { kind = \"KF\"; count = 4; }, { kind = \"NPT\"; } ); }; room = { fixed = true; }; };"
                 "elements = { VENT = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"room\"; to = \"a\"; }; };"
                 "pumps = { P = { at = \"a\"; speed = 0.005; }; }; leaks = { weld = { at = \"a\"; " HE(
                     "3e-7") " }; };"
                             "analysis = { budget = { node = \"a\"; scope = \"gas_load\"; allowable = 1e-5; }; };");
  const Budget *budget = &made->run.budget;
  assert_rel(budget->total_pa_m3_s, 0.005 * budget_node_pa(made, "a"), 1e-9);
  assert_rel(budget->pumped_pa_m3_s, budget->total_pa_m3_s, 1e-9);
  assert_true(budget->closure <= 1e-9);
  assert_rel(rows_in(budget), budget->total_pa_m3_s, 1e-12);
  assert_rel(budget->margin_pa_m3_s, 1e-5 - budget->total_pa_m3_s, 1e-12);
  budget_run_free(made);
}

/* Several gases, each by its own balance; a line that brings gas and takes it away; gas that leaves by the seal. */
static void test_ledger_of_mixture_closes(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = { N2 = 0.9; He = 0.1; }; ambient = { humidity = 0.5; gas = { N2 = 0.79; O2 = 0.21; }; };"
      "nodes = { a = { volume = 0.001; " STEEL RING
      "joints = ( { kind = \"compression\"; count = 8; } ); }; vent = { fixed "
      "= true; gas = \"N2\"; }; }; elements = { T = { type = \"tube\"; from = \"a\"; to = \"vent\"; diameter = 0.001; "
      "length = 0.5; }; }; sources = { S = { at = \"a\"; flow = 0.01; }; };"
      "leaks = { l = { at = \"a\"; " HE("1e-6") " }; };"
                                                "analysis = { budget = { node = \"a\"; scope = \"gas_load\"; purity = "
                                                "{ gas = \"O2\"; fraction = \"1 ppm\"; }; }; };");
  const Budget *budget = &made->run.budget;
  assert_true(budget->closure <= 1e-6);
  assert_true(budget->total_pa_m3_s > 0);
  for (int i = 0; i < budget->count; i++)
    assert_string_not_equal(budget->rows[i].name, "S"); /* brings no O2 */
  /* O2 by its own partial pressure alone */
  const BudgetRow *ring = budget_row(made, "a.seals.[0]", MECHANISM_PERMEATION, "O2");
  assert_rel(ring->service.upstream_pa, 0.21 * (101325 - 1168.6), 1e-3);
  assert_rel(budget->allowable_pa_m3_s, 1e-6 * 0.01, 1e-3); /* of what the source supplies, the leaks beside it */
  budget_run_free(made);
}

/* All together: out is what the network's own flows say, for each gas that counts as the line's as well. */
static void test_ledger_of_single_gas_closes_with_back_flow(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = \"N2\"; ambient = { humidity = 0.5; }; nodes = { a = { volume = 0.001; " RING
      " }; vent = { fixed = true; }; };"
      "elements = { T = { type = \"tube\"; from = \"a\"; to = \"vent\"; diameter = 0.0002; length = 0.5; }; };"
      "sources = { S = { at = \"a\"; flow = 1e-3; }; }; analysis = { budget = { node = \"a\"; }; };");
  const Budget *budget = &made->run.budget;
  assert_true(budget->closure <= 1e-9);
  assert_true(budget_row(made, "a.seals.[0]", MECHANISM_PERMEATION, "H2O")->service_pa_m3_s > 0);
  for (int i = 0; i < budget->count; i++) /* N2 leaves by the seal: only flow into the node counts */
    assert_true(!budget->rows[i].gas || strcmp(budget->rows[i].gas->name, "N2") != 0);
  assert_string_equal(budget_status(budget), "not_judged");
  budget_run_free(made);
}

/* V dp/dt of a closed volume, by the pressures of the run. At 30 degC, so that the reference temperature is seen. */
static void test_total_is_the_slope_of_a_closed_volume(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = \"air\"; nodes = { a = { volume = 0.03; pressure = 1.0; temperature = \"30 degC\"; }; room = { fixed = "
      "true; }; };"
      "elements = { V = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"room\"; to = \"a\"; }; };"
      "leaks = { l = { at = \"a\"; " HE(
          "1e-6") " }; const = { at = \"a\"; rate = 1e-7; }; };"
                  "measure = { p1 = { pressure = \"a\"; at = 500; }; p2 = { pressure = \"a\"; at = 1500; }; };"
                  "analysis = { transient = { until = 2000.0; rtol = 1e-10; }; budget = { node = \"a\"; state = 1000; "
                  "rise = { pressure = 1.0; time = 600.0; }; }; };");
  const Budget *budget = &made->run.budget;
  double slope_pa_s = (made->run.measures[1].value - made->run.measures[0].value) / 1000;
  assert_rel(budget->time_s, 1000, 1e-12);
  assert_rel(budget->total_pa_m3_s, 0.03 * slope_pa_s * REFERENCE_TEMPERATURE_K / 303.15, 1e-6);
  assert_rel(budget->rise_pa_s, slope_pa_s, 1e-6);
  assert_rel(budget->allowable_pa_m3_s, 0.03 / 600 * REFERENCE_TEMPERATURE_K / 303.15, 1e-12);
  budget_run_free(made);
}

static void test_isolated_volume_of_a_steady_state(void **state) {
  (void)state;
  BudgetRun *made = budget_run("gas = \"air\"; nodes = { a = { volume = 1000.0; pressure = 1.0; }; };"
                               "leaks = { l = { at = \"a\"; " HE(
                                   "1e-9") " }; }; analysis = { budget = { node = \"a\"; allowable = 1e-10; }; };");
  const Budget *budget = &made->run.budget;
  assert_true(made->run.steady.isolated[0]);
  assert_rel(budget->stored_pa_m3_s, budget->total_pa_m3_s, 1e-12);
  assert_rel(budget->rise_pa_s, balance_rate_of_rise_pa_s(&made->reads.study.network, &made->run.steady, 0), 1e-12);
  assert_false(budget_passes(budget)); /* 3.7e-10 */
  RunOutcome outcome = run_outcome(&made->run);
  assert_false(outcome_passes(&outcome));
  budget_run_free(made);
}

/* At an event's own moment the states are those after it. */
static void test_moment_of_an_event_and_end(void **state) {
  (void)state;
  static const char line[] =
      "gas = \"air\"; nodes = { a = { volume = 1.0; pressure = 1.0; }; room = { fixed = true; }; };"
      "elements = { V = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"room\"; to = \"a\"; state = \"open\"; }; "
      "};"
      "schedule = ( { at = 0.01; close = [ \"V\" ]; } );"
      "analysis = { transient = { until = 0.02; }; budget = { node = \"a\"; state = %s; }; };";
  for (int i = 0; i < 2; i++) {
    char text[1000];
    snprintf(text, sizeof text, line, i ? "\"end\"" : "0.01");
    BudgetRun *made = budget_run(text);
    assert_rel(made->run.budget.time_s, i ? 0.02 : 0.01, 1e-12);
    assert_true(budget_row(made, "V", MECHANISM_SEAT, NULL)->service_pa_m3_s > 1e-9);
    budget_run_free(made);
  }
}

/* --- scaling --- */

static double viscous_factor(const Gas *gas) {
  const LeakReference he = {1e-4, gas_find("He"), 101325, 0, REFERENCE_TEMPERATURE_K};
  return leak_coefficients(&he, gas, REFERENCE_TEMPERATURE_K).viscous_m3_s_pa /
         leak_coefficients(&he, gas_find("He"), REFERENCE_TEMPERATURE_K).viscous_m3_s_pa;
}

static double molecular_factor(const Gas *gas) {
  const LeakReference he = {1e-9, gas_find("He"), 101325, 0, REFERENCE_TEMPERATURE_K};
  return leak_coefficients(&he, gas, REFERENCE_TEMPERATURE_K).molecular_m3_s /
         leak_coefficients(&he, gas_find("He"), REFERENCE_TEMPERATURE_K).molecular_m3_s;
}

static void test_factors_of_the_table_to_their_last_digit(void **state) {
  (void)state;
  FILE *file = fopen("tests/data/leak_gas_conversion_from_He.csv", "r");
  char line[200];
  int rows = 0;
  const double last_digit = 0.5e-4;
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file));
  for (; fgets(line, sizeof line, file); rows++) {
    char name[20];
    double viscous, molecular;
    assert_int_equal(sscanf(line, "%19[^,],%lf,%lf", name, &viscous, &molecular), 3);
    const Gas *gas = gas_find(name);
    assert_non_null(gas);
    assert_abs(viscous_factor(gas), viscous, last_digit);
    assert_abs(molecular_factor(gas), molecular, last_digit);
  }
  fclose(file);
  assert_int_equal(rows, 13);
}

/* A leak detector maker's manual (LACO), models/LAWS.md section 7. */
static void test_factors_of_a_detector_maker(void **state) {
  (void)state;
  static const struct {
    const char *gas;
    double viscous, molecular;
  } laco[] = {
      {"air", 1.08, 0.374}, {"N2", 1.12, 0.374}, {"Ar", 0.883, 0.316}, {"H2", 2.23, 1.41}, {"H2O", 2.09, 0.469}};
  for (size_t i = 0; i < sizeof laco / sizeof laco[0]; i++) {
    assert_rel(viscous_factor(gas_find(laco[i].gas)), laco[i].viscous, 0.02);
    assert_rel(molecular_factor(gas_find(laco[i].gas)), laco[i].molecular, 0.02);
  }
}

/* --- rows --- */

static const char catalogue_line[] =
    "gas = \"air\"; nodes = { a = { volume = 0.01; joints = ( { kind = \"CF\"; count = 5; } ); }; room = { fixed = "
    "true; }; };"
    "elements = { V = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"room\"; to = \"a\"; }; "
    "W = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"a\"; to = \"room\"; internal_leakage = 1e-10; }; };"
    "pumps = { P = { at = \"a\"; speed = 1.0; }; };"
    "leaks = { he = { at = \"a\"; " HE(
        "5e-9") " }; n2 = { at = \"a\"; rate = 1e-4; reference = { gas = \"N2\"; upstream = "
                "200000.0; downstream = 100000.0; temperature = 293.15; }; }; plain = { at = \"a\"; rate = 1e-9; }; };"
                "analysis = { budget = { node = \"a\"; allowable = 1.0; }; };";

static void test_service_and_acceptance_rates(void **state) {
  (void)state;
  BudgetRun *made = budget_run(catalogue_line);
  const double p = 101325, air_of_he = sqrt(4.002602 / 28.9652);
  /* test gas not stated: the air reading is the larger, and the smaller figure is what helium may show */
  const BudgetRow *seat = budget_row(made, "V", MECHANISM_SEAT, NULL);
  assert_rel(seat->reference_pa_m3_s, 1.3e-9, 1e-12);
  assert_rel(seat->service_pa_m3_s, 1.3e-9 * p / 0.1e6, 1e-6);
  assert_rel(seat->acceptance_pa_m3_s, 1.3e-9, 1e-9);
  assert_true(seat->upper_bound && seat->low_pa_m3_s == 0 && seat->high_pa_m3_s == seat->service_pa_m3_s);
  assert_non_null(strstr(seat->note, "upper bound"));
  const BudgetRow *measured = budget_row(made, "W", MECHANISM_SEAT, NULL);
  assert_rel(measured->service_pa_m3_s, 1e-10 * p / 0.1e6, 1e-6);
  assert_rel(measured->low_pa_m3_s, air_of_he * measured->service_pa_m3_s, 1e-3);
  assert_false(measured->upper_bound);
  const BudgetRow *he = budget_row(made, "he", MECHANISM_LEAK, NULL);
  assert_rel(he->service_pa_m3_s, 5e-9 * air_of_he, 1e-4);
  assert_rel(he->acceptance_pa_m3_s, 5e-9, 1e-9);
  assert_string_equal(he->scaling, "molecular");
  const BudgetRow *n2 = budget_row(made, "n2", MECHANISM_LEAK, NULL);
  double viscous = p * p / 3e10;
  assert_rel(n2->service_pa_m3_s, 1e-4 * viscous * viscous_factor(gas_find("air")) / viscous_factor(gas_find("N2")),
             1e-3);
  assert_rel(n2->acceptance_pa_m3_s, 1e-4 / viscous_factor(gas_find("N2")), 1e-6);
  const BudgetRow *joints = budget_row(made, "a.joints.[0]", MECHANISM_JOINT, NULL);
  assert_rel(joints->service_pa_m3_s, 5 * 1e-12 * air_of_he, 1e-4);
  assert_rel(joints->high_pa_m3_s, 10 * joints->service_pa_m3_s, 1e-9);
  assert_rel(joints->acceptance_pa_m3_s, 1e-12, 1e-9); /* of one */
  assert_rel(budget_row(made, "plain", MECHANISM_LEAK, NULL)->acceptance_pa_m3_s, 1e-9 / air_of_he, 1e-4);
  budget_run_free(made);
}

/* Of all combinations that a certificate may come in: a leak that shows what is accepted passes what is allowed, and no more. */
static void test_accepted_rate_lets_through_what_is_allowed(void **state) {
  (void)state;
  for (double rate = 1.3e-11; rate < 1e-2; rate *= 7) {
    char text[700];
    static const char line[] =
        "gas = \"%s\"; nodes = { a = { volume = 1.0; }; }; pumps = { P = { at = \"a\"; speed = 1.0; }; };"
        "leaks = { l = { at = \"a\"; rate = %.17g; reference = { gas = \"%s\"; upstream = 101325.0; "
        "downstream = 0.0; temperature = 293.15; }; }; }; analysis = { budget = { node = \"a\"; "
        "allowable = 1e3; }; };";
    snprintf(text, sizeof text, line, "N2", rate, "N2");
    BudgetRun *made = budget_run(text);
    const BudgetRow *row = budget_row(made, "l", MECHANISM_LEAK, NULL);
    double accepted = row->acceptance_pa_m3_s, allowed = row->allowed_pa_m3_s;
    budget_run_free(made);
    snprintf(text, sizeof text, line, "N2", accepted, "He");
    made = budget_run(text);
    assert_true(budget_row(made, "l", MECHANISM_LEAK, NULL)->service_pa_m3_s <= allowed * (1 + 1e-6));
    budget_run_free(made);
  }
}

static void test_every_row_has_a_source_and_bands_show(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = \"air\"; ambient = { humidity = 0.5; }; nodes = { a = { volume = 0.012; " STEEL RING
      "joints = ( { kind = \"KF\"; }, { kind = \"CF\"; }, { kind = \"weld\"; }, { kind = \"feedthrough\"; }, { kind = "
      "\"face_seal\"; }, { kind = \"compression\"; }, { kind = \"ISO_K\"; }, { kind = \"NPT\"; } ); }; r = { fixed = "
      "true; }; };"
      "elements = { V = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"r\"; to = \"a\"; }; T = { type = "
      "\"tube\"; from = "
      "\"r\"; to = \"a\"; diameter = 1e-4; length = 1.0; }; };"
      "pumps = { P = { at = \"a\"; speed = 0.005; }; }; leaks = { l = { at = \"a\"; rate = 1e-9; }; };"
      "sources = { S = { at = \"a\"; flow = 1e-6; }; }; analysis = { budget = { node = \"a\"; scope = \"gas_load\"; }; "
      "};");
  const Budget *budget = &made->run.budget;
  assert_int_equal(budget->count, 16);
  for (int i = 0; i < budget->count; i++) {
    const BudgetRow *row = &budget->rows[i];
    assert_true(row->source && row->source[0]);
    bool data = row->mechanism == MECHANISM_JOINT || row->mechanism == MECHANISM_OUTGASSING;
    if (data)
      assert_true(row->high_pa_m3_s >= 3 * row->service_pa_m3_s && row->low_pa_m3_s <= row->service_pa_m3_s / 3);
    if (row->mechanism == MECHANISM_PERMEATION) {
      assert_true(row->low_pa_m3_s < row->service_pa_m3_s && row->service_pa_m3_s < row->high_pa_m3_s);
      assert_non_null(strstr(row->note, "excludes permeation"));
    }
    assert_true(isnan(row->acceptance_pa_m3_s) == (row->acceptance_reason != NULL));
    assert_true(row->counted == (mechanism_part(row->mechanism) != PART_NEITHER));
  }
  /* d^2/(6 D): 3.53 mm flattened by a fifth, D of N2 2.2e-12 m2/s at 25 degC, less by exp(-E/R ...) at 20 degC */
  const BudgetRow *air = budget_row(made, "a.seals.[0]", MECHANISM_PERMEATION, "air");
  double d = PI / 4 * 3.53e-3 / 0.8, cold = exp(-50e3 / GAS_CONSTANT_J_MOL_K * (1 / 293.15 - 1 / 298.15));
  assert_rel(air->lag_s, d * d / (6 * 2.195e-12 * cold), 1e-2);
  assert_true(isnan(budget_row(made, "a.seals.[0]", MECHANISM_PERMEATION, "H2O")->lag_s));
  budget_run_free(made);
}

/* Air under a screw, in free-molecular flow out of it: q = C p, p = p0 exp(-C t/V). In a leak's scope it stands apart. */
static void test_trapped_volume(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = \"air\"; nodes = { a = { volume = 0.01; pressure = 0.0; }; t = { volume = 1e-7; pressure = 1000.0; }; };"
      "elements = { C = { type = \"conductance\"; value = 1e-9; from = \"t\"; to = \"a\"; }; };"
      "pumps = { P = { at = \"a\"; speed = 1.0; }; };"
      "analysis = { transient = { until = 100.0; }; budget = { node = \"a\"; state = 50; allowable = 1e-9; }; };");
  const BudgetRow *row = budget_row(made, "C", MECHANISM_TRAPPED, NULL);
  assert_rel(row->service_pa_m3_s, 1e-9 * 1000 * exp(-0.5), 1e-5);
  assert_false(row->counted);
  assert_rel(made->run.budget.gas_load_pa_m3_s, row->service_pa_m3_s, 1e-12);
  assert_true(made->run.budget.leak_pa_m3_s == 0 && budget_passes(&made->run.budget));
  budget_run_free(made);
}

/* --- the allowable --- */

static void test_pressure_to_hold_through_a_line(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = \"air\"; nodes = { a = { volume = 0.01; }; f = { volume = 0.001; }; }; elements = { C = { type = "
      "\"conductance\"; "
      "value = 0.02; from = \"a\"; to = \"f\"; }; }; pumps = { P = { at = \"f\"; speed = 0.005; ultimate = 0.5; }; };"
      "sources = { S = { at = \"a\"; flow = 1e-3; }; }; leaks = { l = { at = \"a\"; " HE(
          "1e-6") " }; m = { at = \"f\"; rate = "
                  "2e-4; }; };"
                  "analysis = { budget = { node = \"a\"; pressure = 2.0; safety = 4.0; }; };");
  /* at a: C (2 - pf) with C (2 - pf) + 2e-4 = S (pf - 0.5), less the source */
  double pf = (0.02 * 2 + 2e-4 + 0.005 * 0.5) / 0.025, taken = 0.02 * (2 - pf);
  assert_rel(made->run.budget.allowable_pa_m3_s, taken - 1e-3, 1e-9);
  assert_rel(made->run.budget.allowed_pa_m3_s, (taken - 1e-3) / 4, 1e-9);
  budget_run_free(made);
}

static void test_group_of_a_closed_line(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = \"air\"; nodes = { a = { volume = 0.01; pressure = 1.0; }; b = { volume = 0.02; pressure = 1.0; }; };"
      "elements = { C = { type = \"conductance\"; value = 0.02; from = \"a\"; to = \"b\"; }; };"
      "leaks = { l = { at = \"a\"; rate = 1e-6; }; m = { at = \"b\"; rate = 2e-6; }; };"
      "analysis = { transient = { until = 100.0; }; budget = { node = \"a\"; extent = \"group\"; state = \"end\"; rise "
      "= { pressure "
      "= 1.0; time = 1000.0; }; }; };");
  assert_rel(made->run.budget.total_pa_m3_s, 3e-6, 1e-12);
  assert_rel(made->run.budget.allowable_pa_m3_s, 0.03 / 1000, 1e-12);
  assert_rel(made->run.budget.rise_pa_s, 1e-4, 1e-9);
  budget_run_free(made);
}

/* --- allocation --- */

static void test_allocation_shares_out_what_is_left(void **state) {
  (void)state;
  static const char line[] =
      "gas = \"air\"; nodes = { a = { volume = 1.0; }; }; pumps = { P = { at = \"a\"; speed = 1.0; }; };"
      "leaks = { x = { at = \"a\"; " HE("1e-9") " }; y = { at = \"a\"; " HE(
          "3e-9") " }; z = { at = \"a\"; rate = 4e-9; }; };"
                  "analysis = { budget = { node = \"a\"; allowable = 1e-8; safety = 2.0; allocate = { method = \"%s\"; "
                  "open = ( \"x\", \"y\" "
                  "); }; }; };";
  for (int i = 0; i < 2; i++) {
    char text[1000];
    snprintf(text, sizeof text, line, i ? "weight" : "ratio");
    BudgetRun *made = budget_run(text);
    const Budget *budget = &made->run.budget;
    assert_int_equal(budget->allotment_count, 2);
    assert_rel(budget->fixed_pa_m3_s, 4e-9, 1e-12);
    assert_rel(budget->allocated_pa_m3_s, 1e-9, 1e-9);
    for (int k = 0; k < 2; k++) {
      const BudgetAllotment *allotment = &budget->allotments[k];
      bool y = strcmp(budget->rows[allotment->row].name, "y") == 0;
      assert_rel(allotment->allot_pa_m3_s, 1e-9 * (i ? 0.5 : y ? 0.75 : 0.25), 1e-9);
      assert_rel(allotment->acceptance_pa_m3_s, allotment->allot_pa_m3_s / molecular_factor(gas_find("air")), 1e-6);
    }
    budget_run_free(made);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_total_is_what_the_pump_takes),
      cmocka_unit_test(test_ledger_of_mixture_closes),
      cmocka_unit_test(test_ledger_of_single_gas_closes_with_back_flow),
      cmocka_unit_test(test_total_is_the_slope_of_a_closed_volume),
      cmocka_unit_test(test_isolated_volume_of_a_steady_state),
      cmocka_unit_test(test_moment_of_an_event_and_end),
      cmocka_unit_test(test_factors_of_the_table_to_their_last_digit),
      cmocka_unit_test(test_factors_of_a_detector_maker),
      cmocka_unit_test(test_service_and_acceptance_rates),
      cmocka_unit_test(test_accepted_rate_lets_through_what_is_allowed),
      cmocka_unit_test(test_every_row_has_a_source_and_bands_show),
      cmocka_unit_test(test_trapped_volume),
      cmocka_unit_test(test_pressure_to_hold_through_a_line),
      cmocka_unit_test(test_group_of_a_closed_line),
      cmocka_unit_test(test_allocation_shares_out_what_is_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
