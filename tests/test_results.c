/* Regimes, results.json and the tables, against a hand-made outcome. */
#include "models/constants.h"
#include "sim/regime.h"
#include "sim/results_csv.h"
#include "tests/check.h"
#include "tests/json_look.h"
#include "tests/outcome.h"

/* --- regime --- */

static void test_regime_thresholds(void **state) {
  (void)state;
  assert_int_equal(regime_of_knudsen(0.5000001), REGIME_MOLECULAR);
  assert_int_equal(regime_of_knudsen(0.5), REGIME_TRANSITIONAL);
  assert_int_equal(regime_of_knudsen(0.01), REGIME_TRANSITIONAL);
  assert_int_equal(regime_of_knudsen(0.0099999), REGIME_VISCOUS);
  assert_string_equal(regime_name(REGIME_CHOKED), "choked");
}

static void test_regime_of_branches(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  const Network *network = &made->study.network;
  const Branch *v1 = &network->branches[network_find_branch(network, SECTION_ELEMENTS, "V1")];
  const Branch *vent = &network->branches[network_find_branch(network, SECTION_ELEMENTS, "VENT")];
  const Branch *c1 = &network->branches[network_find_branch(network, SECTION_ELEMENTS, "C1")];
  /* mean 100 Pa of 80 % air and 20 % N2 at 20 degC in a bore of 6 mm: Kn = sqrt(pi)/4 mu v0/(R p) */
  double x[] = {0.8, 0.2};
  GasState gas = gas_mixture_state(network->gases, x, 2, 293.15);
  double knudsen = sqrt(PI) / 4 * gas.viscosity_pa_s * gas.v0_m_s / (3e-3 * 100);
  BranchRegime answer = branch_regime(network, v1, made->steady.p, 0);
  assert_rel(answer.knudsen, knudsen, 1e-12);
  assert_rel(answer.knudsen, 0.0109, 0.05); /* lambda of air is 66 um at 100 Pa */
  assert_int_equal(answer.regime, REGIME_TRANSITIONAL);
  assert_int_equal(branch_regime(network, v1, made->steady.p, 2).regime, REGIME_TURBULENT);
  assert_int_equal(branch_regime(network, v1, made->steady.p, 3).regime, REGIME_CHOKED);
  answer = branch_regime(network, vent, made->steady.p,
                         1); /* a seat leak of 1.3e-9 Pa m3/s is molecular, whatever the bits say */
  assert_int_equal(answer.regime, REGIME_MOLECULAR);
  assert_true(isnan(answer.knudsen));
  assert_non_null(answer.knudsen_reason);
  answer = branch_regime(network, c1, made->steady.p, 0);
  assert_int_equal(answer.regime, REGIME_NONE);
  assert_non_null(answer.regime_reason);
  double empty[10] = {0};
  assert_string_equal(branch_regime(network, v1, empty, 0).knudsen_reason, "no gas at either end");
  outcome_free(made);
}

/* --- results.json --- */

static void test_json_keys(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  json_t *document = results_json(&made->outcome);
  assert_string_equal(keys(document), "program version input title status steady limits warnings");
  assert_string_equal(keys(at(document, "input")), "file sha256");
  assert_string_equal(keys(at(document, "steady")), "nodes elements pumps sources leaks balance");
  assert_string_equal(keys(at(document, "steady/nodes")), "room chamber junction tank");
  assert_string_equal(keys(at(document, "steady/nodes/chamber")), "pressure_Pa temperature_K partial_Pa");
  assert_string_equal(keys(at(document, "steady/nodes/tank")),
                      "pressure_Pa temperature_K partial_Pa isolated rate_of_rise_Pa_s");
  assert_string_equal(keys(at(document, "steady/elements")), "V1 VENT C1");
  assert_string_equal(
      keys(at(document, "steady/elements/V1")),
      "state throughput_Pa_m3_s conductance_m3_s mass_flow_kg_s regime knudsen partial_Pa_m3_s estimated estimates");
  assert_string_equal(
      keys(at(document, "steady/elements/VENT")),
      "state throughput_Pa_m3_s conductance_m3_s mass_flow_kg_s regime knudsen knudsen_reason partial_Pa_m3_s");
  assert_string_equal(keys(at(document, "steady/elements/C1")),
                      "throughput_Pa_m3_s conductance_m3_s mass_flow_kg_s regime "
                      "regime_reason knudsen knudsen_reason partial_Pa_m3_s");
  assert_string_equal(keys(at(document, "steady/leaks")), "V1.external VENT.external");
  assert_string_equal(keys(at(document, "steady/balance")),
                      "relative_error worst_node in_Pa_m3_s out_Pa_m3_s stored_Pa_m3_s ledger_relative_error");
  assert_string_equal(keys(at(document, "limits/0")),
                      "element check value limit unit margin utilization status when source");
  assert_string_equal(keys(at(document, "limits/3")),
                      "element check value limit unit margin utilization status reason when source");
  json_decref(document);
  outcome_free(made);
}

static void test_json_values(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  json_t *document = results_json(&made->outcome);
  assert_string_equal(words(document, "status"), "pass");
  assert_string_equal(words(document, "title"), "Load 'lock' <b> & @LOOK@ `date`");
  assert_rel(number(document, "steady/nodes/chamber/pressure_Pa"), 120, 1e-15);
  assert_rel(number(document, "steady/nodes/chamber/partial_Pa/N2"), 20, 1e-15);
  assert_rel(number(document, "steady/elements/V1/throughput_Pa_m3_s"), 0.375, 1e-15);
  assert_rel(number(document, "steady/elements/V1/conductance_m3_s"), 0.375 / 40, 1e-15);
  double rt = 8.31446261815324 * 293.15;
  double mass = 0.125 * gas_find("air")->molar_mass_kg_mol / rt + 0.25 * gas_find("N2")->molar_mass_kg_mol / rt;
  assert_rel(number(document, "steady/elements/V1/mass_flow_kg_s"), mass, 1e-12);
  assert_rel(number(document, "steady/elements/V1/estimates/discharge/high"), 0.95, 1e-15);
  assert_rel(number(document, "steady/elements/VENT/conductance_m3_s"), 1.5e-9 / (1e5 - 120), 1e-15);
  assert_string_equal(words(document, "steady/elements/VENT/regime"), "molecular");
  assert_rel(number(document, "steady/pumps/P1/speed_m3_s"), 0.375 / 80, 1e-15);
  assert_rel(number(document, "steady/pumps/P1/inlet_pressure_Pa"), 80, 1e-15);
  assert_rel(number(document, "steady/sources/MFC/partial_Pa_m3_s/N2"), 0.25, 1e-15);
  assert_rel(number(document, "steady/leaks/V1.external/throughput_Pa_m3_s"), 1.25e-11, 1e-15);
  assert_string_equal(words(document, "steady/balance/worst_node"), "chamber");
  assert_rel(number(document, "limits/0/utilization"), 0.95, 1e-15);
  assert_string_equal(words(document, "limits/0/when/analysis"), "steady");
  assert_string_equal(words(document, "limits/2/reason"), "judged without a number");
  json_decref(document);
  outcome_free(made);
}

static void test_json_equal_pressures(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  memcpy(made->steady.p + 4, made->steady.p + 2, 2 * sizeof(double));
  json_t *document = results_json(&made->outcome);
  assert_true(json_is_null(at(document, "steady/elements/V1/conductance_m3_s")));
  assert_string_equal(words(document, "steady/elements/V1/conductance_reason"), "no pressure difference");
  json_decref(document);
  outcome_free(made);
}

static void test_json_has_no_nan(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  memset(made->steady.p, 0, 10 * sizeof(double)); /* an empty line: no Knudsen number, no speed, no conductance */
  made->balance.worst_node = -1;
  made->steady.q[0] = NAN;
  json_t *document = results_json(&made->outcome);
  assert_non_null(document);
  assert_true(json_nulls(document) > 10);
  json_decref(document);
  outcome_free(made);
}

static void test_json_reads_back(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  made->steady.p[2] = 100.0 / 3;
  char *text = NULL;
  size_t size;
  FILE *stream = open_memstream(&text, &size);
  assert_true(results_print_json(&made->outcome, stream));
  fclose(stream);
  json_t *document = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
  assert_non_null(document);
  assert_true(number(document, "steady/nodes/chamber/partial_Pa/air") == 100.0 / 3);
  assert_null(strstr(text, "NaN"));
  assert_int_equal(text[strlen(text) - 1], '\n');
  json_decref(document);
  free(text);
  outcome_free(made);
}

static void test_json_takes_any_bytes(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  free(made->study.title);
  made->study.title = strdup("caf\xe9 \xc3\xa9 \xed\xa0\x80 \xf0\x9f\x98\x80 \xc3");
  json_t *document = results_json(&made->outcome);
  assert_string_equal(words(document, "title"), "caf? \xc3\xa9 ??? \xf0\x9f\x98\x80 ?");
  json_decref(document);
  outcome_free(made);
}

static void test_status_follows_limits(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  assert_true(outcome_passes(&made->outcome)); /* a warning passes */
  outcome_fail(made);
  assert_false(outcome_passes(&made->outcome));
  json_t *document = results_json(&made->outcome);
  assert_string_equal(words(document, "status"), "fail");
  json_decref(document);
  made->outcome.limits = NULL;
  assert_true(outcome_passes(&made->outcome));
  document = results_json(&made->outcome);
  assert_null(at(document, "limits"));
  json_decref(document);
  outcome_free(made);
}

/* --- CSV --- */

static void assert_printed(const RunOutcome *outcome, void (*print)(const RunOutcome *, FILE *), const char *want) {
  char *text = outcome_printed(outcome, print);
  assert_string_equal(text, want);
  free(text);
}

static void test_csv_text(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  const RunOutcome *outcome = &made->outcome;
  assert_printed(outcome, csv_nodes,
                 "node,kind,pressure_Pa,temperature_K,isolated,partial_air_Pa,partial_N2_Pa\n"
                 "room,boundary,100000,293.15,0,100000,0\n"
                 "chamber,volume,120,293.15,0,100,20\n"
                 "junction,junction,80,293.15,0,60,20\n"
                 "tank,volume,5,303.15,1,5,0\n");
  assert_printed(outcome, csv_limits,
                 "element,check,value,limit,unit,margin,utilization,status,reason,analysis,source,time_s\n"
                 "V1,max_operating_differential,95000,100000,Pa,5000,0.95,warn,,steady,\"CAT, note 1\",\n"
                 "VENT,reverse_pressure,0,500000,Pa,500000,0,pass,\"a, \"\"quoted\"\" note\",steady,\"CAT, note 2\",\n"
                 "V1,fluid,,,,,,pass,,steady,CAT,\n"
                 "V1,coil_voltage,,,V,,,not_applicable,no supply voltage,steady,CAT,\n");
  assert_printed(outcome, csv_supplies,
                 "supply,kind,at,throughput_Pa_m3_s,mass_flow_kg_s,throughput_air_Pa_m3_s,throughput_N2_Pa_m3_s\n"
                 "V1.external,leak,junction,1.25e-11,1.48548051e-16,1.25e-11,0\n"
                 "VENT.external,leak,chamber,0,0,0,0\n"
                 "MFC,source,chamber,0.25,2.87331538e-06,0,0.25\n");
  char *text = outcome_printed(outcome, csv_elements);
  assert_non_null(strstr(
      text, "element,type,from,to,state,throughput_Pa_m3_s,conductance_m3_s,mass_flow_kg_s,regime,knudsen,estimated,"
            "throughput_air_Pa_m3_s,throughput_N2_Pa_m3_s\nV1,valve,chamber,junction,open,0.375,0.009375,"));
  assert_non_null(
      strstr(text, "\nVENT,valve,room,chamber,closed,1.5e-09,1.50180216e-14,1.78257662e-14,molecular,,0,1.5e-09,0\n"));
  assert_non_null(strstr(text, "\nC1,conductance,junction,tank,,0,0,0,,,0,0,0\n"));
  free(text);
  outcome_free(made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_regime_thresholds),
      cmocka_unit_test(test_regime_of_branches),
      cmocka_unit_test(test_json_keys),
      cmocka_unit_test(test_json_values),
      cmocka_unit_test(test_json_equal_pressures),
      cmocka_unit_test(test_json_has_no_nan),
      cmocka_unit_test(test_json_reads_back),
      cmocka_unit_test(test_json_takes_any_bytes),
      cmocka_unit_test(test_status_follows_limits),
      cmocka_unit_test(test_csv_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
