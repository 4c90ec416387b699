/* Runs through time in results.json and the tables, against a hand-made outcome. */
#include "sim/app/write_results.h"
#include "sim/results_csv.h"
#include "sim/results_series.h"
#include "tests/check.h"
#include "tests/json_look.h"
#include "tests/outcome.h"

static MadeOutcome *run_made(void) {
  MadeOutcome *made = outcome_made();
  outcome_run(made);
  return made;
}

/* --- results.json --- */

static void test_json_keys(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  json_t *document = results_json(&made->outcome);
  assert_string_equal(keys(document), "program version input title status steady transient measures limits warnings");
  assert_string_equal(keys(at(document, "transient")),
                      "status end_s series events unfired final balance steps rejected");
  assert_string_equal(keys(at(document, "transient/events/0")), "time_s what element cause");
  assert_string_equal(keys(at(document, "transient/final")), "nodes elements pumps");
  assert_string_equal(keys(at(document, "transient/final/nodes")), "room chamber junction tank");
  assert_string_equal(keys(at(document, "transient/final/nodes/tank")), "pressure_Pa temperature_K partial_Pa");
  assert_string_equal(keys(at(document, "transient/final/elements/V1")),
                      "state throughput_Pa_m3_s partial_Pa_m3_s estimated estimates");
  assert_true(json_is_true(at(document, "transient/final/elements/VENT/estimated"))); /* closed in the file, opened */
  assert_string_equal(keys(at(document, "transient/final/elements/C1")), "throughput_Pa_m3_s partial_Pa_m3_s");
  assert_string_equal(keys(at(document, "transient/final/pumps/P1")),
                      "state throughput_Pa_m3_s inlet_pressure_Pa partial_Pa_m3_s");
  assert_string_equal(keys(at(document, "transient/balance")),
                      "relative_error law_relative_error worst_node in_Pa_m3 out_Pa_m3 stored_Pa_m3");
  assert_string_equal(keys(at(document, "measures")), "t_rough never q_mean peak base");
  assert_string_equal(keys(at(document, "measures/t_rough")), "value unit at_s what");
  assert_string_equal(keys(at(document, "measures/never")), "value unit at_s reason what");
  assert_string_equal(keys(at(document, "measures/q_mean")), "value unit at_s at_reason what");
  assert_string_equal(keys(at(document, "limits/0/when")), "analysis time_s");
  assert_string_equal(keys(at(document, "limits/1/when")), "analysis");
  json_decref(document);
  outcome_free(made);
}

static void test_json_values(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  json_t *document = results_json(&made->outcome);
  assert_string_equal(words(document, "transient/status"), "complete");
  assert_string_equal(words(document, "transient/series"), "transient.csv");
  assert_rel(number(document, "transient/end_s"), 600, 1e-15);
  assert_int_equal(json_array_size(at(document, "transient/events")), 3);
  assert_rel(number(document, "transient/events/1/time_s"), 14.25, 1e-15);
  assert_string_equal(words(document, "transient/events/1/what"), "close");
  assert_string_equal(words(document, "transient/events/2/element"), "VENT");
  assert_string_equal(words(document, "transient/events/2/cause"), "chamber below 10 Pa");
  assert_string_equal(words(document, "transient/unfired/0"), "stop P1 5 s after the entry above it");
  assert_rel(number(document, "transient/final/nodes/chamber/pressure_Pa"), 12.75, 1e-15);
  assert_rel(number(document, "transient/final/nodes/chamber/partial_Pa/N2"), 0.25, 1e-15);
  assert_string_equal(words(document, "transient/final/elements/VENT/state"), "open"); /* closed in the file */
  assert_string_equal(words(document, "transient/final/elements/V1/state"), "closed");
  assert_rel(number(document, "transient/final/elements/VENT/throughput_Pa_m3_s"), 0.75, 1e-15);
  assert_string_equal(words(document, "transient/final/pumps/P1/state"), "running");
  assert_rel(number(document, "transient/final/pumps/P1/inlet_pressure_Pa"), 8, 1e-15);
  assert_rel(number(document, "transient/balance/relative_error"), 1e-16, 1e-15);
  assert_rel(number(document, "transient/balance/law_relative_error"), 2.5e-7, 1e-15);
  assert_string_equal(words(document, "transient/balance/worst_node"), "chamber");
  assert_rel(number(document, "transient/balance/stored_Pa_m3"), -1.5, 1e-15);
  assert_int_equal(json_integer_value(at(document, "transient/steps")), 123);
  assert_rel(number(document, "measures/t_rough/value"), 7650, 1e-15);
  assert_string_equal(words(document, "measures/t_rough/unit"), "s");
  assert_rel(number(document, "measures/t_rough/at_s"), 7651, 1e-15);
  assert_string_equal(words(document, "measures/t_rough/what"), "time until chamber below 10 Pa, since V1 changed");
  assert_true(json_is_null(at(document, "measures/never/value")));
  assert_string_equal(words(document, "measures/never/reason"),
                      "never reached: chamber came no nearer than 12.5 Pa, at 600 s");
  assert_string_equal(words(document, "measures/q_mean/at_reason"), "a mean has no moment");
  assert_string_equal(words(document, "limits/0/when/analysis"), "transient");
  assert_rel(number(document, "limits/0/when/time_s"), 1, 1e-15);
  assert_string_equal(words(document, "limits/1/when/analysis"), "steady");
  assert_string_equal(words(document, "limits/2/when/analysis"), "transient"); /* holds always: the run's */
  json_decref(document);
  outcome_free(made);
}

static void test_json_marks(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  outcome_conditional(made);
  made->transient.complete = false;
  made->transient.series.capped = true;
  json_t *document = results_json(&made->outcome);
  assert_string_equal(words(document, "transient/status"), "incomplete");
  assert_true(json_is_true(at(document, "transient/series_capped")));
  assert_rel(number(document, "transient/conditional_from_s"), 1, 1e-15);
  assert_true(json_is_true(at(document, "measures/t_rough/conditional")));
  assert_null(at(document, "measures/peak/conditional"));
  json_decref(document);
  outcome_free(made);
}

static void test_json_has_no_nan(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  made->transient.ledger = (Ledger){.bookkeeping_error = NAN, .law_error = NAN, .worst_node = -1};
  made->transient.series.count = 0;
  made->measures[MADE_NEVER].reason[0] = '\0';
  json_t *document = results_json(&made->outcome);
  assert_non_null(document);
  assert_true(json_nulls(document) >= 8);
  assert_string_equal(words(document, "transient/series_reason"), "no series was kept");
  assert_string_equal(words(document, "measures/never/reason"), "no value");
  json_decref(document);
  outcome_free(made);
}

/* --- tables --- */

static void assert_printed(const RunOutcome *outcome, void (*print)(const RunOutcome *, FILE *), const char *want) {
  char *text = outcome_printed(outcome, print);
  assert_string_equal(text, want);
  free(text);
}

static void test_csv_tables(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  outcome_conditional(made);
  assert_printed(&made->outcome, csv_events,
                 "time_s,what,element,cause\n"
                 "1,open,V1,at 1 s\n"
                 "14.25,close,V1,chamber below 10 Pa\n"
                 "14.25,open,VENT,chamber below 10 Pa\n");
  assert_printed(&made->outcome, csv_measures,
                 "measure,value,unit,at_s,conditional,reason,what\n"
                 "t_rough,7650,s,7651,1,,\"time until chamber below 10 Pa, since V1 changed\"\n"
                 "never,,s,,0,\"never reached: chamber came no nearer than 12.5 Pa, at 600 s\","
                 "time until chamber below 0.001 Pa\n"
                 "q_mean,0.125,Pa m3/s,,0,,\"throughput of V1, mean over time\"\n"
                 "peak,100000,Pa,0,0,,\"pressure of chamber, maximum\"\n"
                 "base,120,Pa,,0,,\"pressure of chamber, in the steady state\"\n");
  assert_printed(&made->outcome, csv_limits,
                 "element,check,value,limit,unit,margin,utilization,status,reason,analysis,source,time_s\n"
                 "V1,max_operating_differential,150000,100000,Pa,-50000,1.5,fail,,transient,\"CAT, note 1\",1\n"
                 "VENT,reverse_pressure,0,500000,Pa,500000,0,pass,\"a, \"\"quoted\"\" note\",steady,\"CAT, note 2\",\n"
                 "V1,fluid,,,,,,pass,,transient,CAT,\n"
                 "V1,coil_voltage,,,V,,,not_applicable,no supply voltage,transient,CAT,\n");
  outcome_free(made);
}

static void test_csv_series(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  assert_printed(&made->outcome, csv_transient,
                 "time_s,p_room_Pa,p_chamber_Pa,p_junction_Pa,p_tank_Pa,"
                 "q_V1_Pa_m3_s,q_VENT_Pa_m3_s,q_C1_Pa_m3_s,q_P1_Pa_m3_s,q_MFC_Pa_m3_s,"
                 "q_V1.external_Pa_m3_s,q_VENT.external_Pa_m3_s,state_V1,state_VENT,state_P1,"
                 "p_room_air_Pa,p_room_N2_Pa,p_chamber_air_Pa,p_chamber_N2_Pa,p_junction_air_Pa,p_junction_N2_Pa,"
                 "p_tank_air_Pa,p_tank_N2_Pa\n"
                 "0,100000,100000.25,0,0,0,0,0,0,0,0,0,0,0,1,100000,0,100000,0.25,0,0,0,0\n"
                 "1,100000,100000.25,0,0,0,0,0,0,0,0,0,0,0,1,100000,0,100000,0.25,0,0,0,0\n"
                 "1,100000,100000.25,0,0,0.5,0,0,0,0,0,0,1,0,1,100000,0,100000,0.25,0,0,0,0\n"
                 "600,100000,12.75,0,0,1e-09,0,0,0,0,0,0,0,0,1,100000,0,12.5,0.25,0,0,0,0\n");
  outcome_free(made);
}

/* A pump and a source called V1, a node called chamber_N2: every column keeps a name of its own. */
static void test_csv_names_are_unique(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  Network *network = &made->study.network;
  const Branch *p1 = &network->branches[network_find_branch(network, SECTION_PUMPS, "P1")];
  const Branch *mfc = &network->branches[network_find_branch(network, SECTION_SOURCES, "MFC")];
  NodeParams node = {.volume_m3 = 1, .pressure_pa = 1, .temperature_k = 293.15};
  assert_true(network_add_branch(network, "V1", p1->type, p1->params, 1, NETWORK_NOWHERE) >= 0);
  mfc = &network->branches[network_find_branch(network, SECTION_SOURCES, "MFC")];
  assert_true(network_add_branch(network, "V1", mfc->type, mfc->params, NETWORK_NOWHERE, 1) >= 0);
  assert_true(network_add_node(network, "chamber_N2", &node) >= 0);
  made->transient.series.count = 0; /* the header alone */
  char *text = outcome_printed(&made->outcome, csv_transient);
  const char *wanted[] = {
      ",q_V1_Pa_m3_s,",   ",q_pumps.V1_Pa_m3_s,", ",q_sources.V1_Pa_m3_s,",  ",state_V1,",
      ",state_pumps.V1,", ",p_chamber_N2_Pa,",    ",p_nodes.chamber_N2_Pa,", ",p_chamber_N2_N2_Pa\n"};
  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
    const char *found = strstr(text, wanted[i]);
    if (!found) fail_msg("no %s in %s", wanted[i], text);
    assert_null(strstr(found + 1, wanted[i]));
  }
  free(text);
  outcome_free(made);
}

static void assert_there(const char *folder, const char *name, bool there) {
  char *text = folder_file(folder, name);
  if ((text != NULL) != there) fail_msg("%s %s", name, there ? "is missing" : "is left from an earlier run");
  free(text);
}

static void test_stale_tables_go(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  char *folder = folder_made(), message[500];
  const char *tables[] = {"transient.csv", "events.csv", "measures.csv"};
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  for (int i = 0; i < 3; i++)
    assert_there(folder, tables[i], true);
  assert_there(folder, "nodes.csv", true);
  made->outcome.transient = NULL;
  made->outcome.measures = NULL;
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  for (int i = 0; i < 3; i++)
    assert_there(folder, tables[i], false);
  folder_remove(folder);
  outcome_free(made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_json_keys),
      cmocka_unit_test(test_json_values),
      cmocka_unit_test(test_json_marks),
      cmocka_unit_test(test_json_has_no_nan),
      cmocka_unit_test(test_csv_tables),
      cmocka_unit_test(test_csv_series),
      cmocka_unit_test(test_csv_names_are_unique),
      cmocka_unit_test(test_stale_tables_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
