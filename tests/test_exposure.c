/* Surfaces through a run: their clock starts as the node falls through 1e4 Pa, stops as it rises again, and starts anew. */
#include "models/constants.h"
#include "sim/transient/transient.h"
#include "tests/reads.h"

#define SURFACE(age)                                                                                                   \
  "surfaces = ( { material = \"other\"; rate = 1e-3; decay = 0.9; gas = \"air\"; area = 1.0; age = " age "; } );"

static double load(double t_s) {
  return 1e-3 * pow((t_s + 60) / 3600, -0.9);
}

static TransientResult solved(Reads *reads) {
  Study *study = &reads->study;
  const TransientRequest request = {
      .schedule = &study->schedule, .measures = &study->measures, .settings = &study->transient};
  TransientResult result;
  if (transient_run(&study->network, &request, &result) != STATUS_OK) fail_msg("%s", result.message);
  assert_true(result.ledger.bookkeeping_error < 1e-9);
  assert_true(result.ledger.law_error < 1e-5);
  return result;
}

static double measured(const Reads *reads, const TransientResult *result, const char *name) {
  for (int i = 0; i < reads->study.measures.count; i++)
    if (strcmp(reads->study.measures.rows[i].name, name) == 0) return result->measures[i].value;
  fail_msg("no measure '%s'", name);
  return NAN;
}

/* Closed off from the start, below 1e4 Pa: p = p0 + (A q1h/V) integral of ((t + age + 60 s)/1 h)^-0.9. */
static void test_closed_volume(void **state) {
  (void)state;
  Reads reads = read_text_of("nodes = { a = { volume = 1.0; pressure = 1.0; " SURFACE(
      "600.0") " }; };"
               "measure = { p = { pressure = \"a\"; at = 5e4; }; q = { throughput = \"a.surfaces.[0]\"; at = "
               "2e4; }; }; analysis = { transient = { until = 1e5; }; };");
  TransientResult run = solved(&reads);
  double gained = 1e-3 * 3600 / 0.1 * (pow((5e4 + 660) / 3600, 0.1) - pow(660 / 3600.0, 0.1));
  assert_rel(measured(&reads, &run, "p"), 1 + gained, 1e-6);
  assert_rel(measured(&reads, &run, "q"), load(2e4 + 600), 1e-9);
  transient_result_free(&run);
  reads_free(&reads);
}

/* Pumped from atmosphere, vented and pumped again: the load is constant above 1e4 Pa, and falls from each crossing on. */
static void test_cycle(void **state) {
  (void)state;
  Reads reads = read_text_of("nodes = { a = { volume = \"10 L\"; pressure = 1e5; " SURFACE(
      "0.0") " }; room = { fixed = true; }; };"
             "elements = { VENT = { type = \"valve\"; diameter = \"2 mm\"; from = \"room\"; to = \"a\"; }; };"
             "pumps = { P = { at = \"a\"; speed = \"1 L/s\"; }; };"
             "schedule = ( { at = 3000; open = [ \"VENT\" ]; stop = [ \"P\" ]; }, { at = 3100; close = [ \"VENT\" ]; "
             "start = [ "
             "\"P\" ]; } );"
             "measure = { t1 = { time = \"a\"; below = 1e4; }; p2 = { pressure = \"a\"; at = 3100; };"
             "q_air = { throughput = \"a.surfaces.[0]\"; at = 10; }; q1 = { throughput = \"a.surfaces.[0]\"; at = "
             "1000; };"
             "q_vent = { throughput = \"a.surfaces.[0]\"; at = 3090; }; q2 = { throughput = \"a.surfaces.[0]\"; at = "
             "4000; }; };"
             "analysis = { transient = { until = 4000; }; };");
  TransientResult run = solved(&reads);
  double rest = load(0) / 1e-3, fell = 10 * log((1e5 - rest) / (1e4 - rest));
  assert_rel(measured(&reads, &run, "t1"), fell, 1e-6);
  assert_rel(measured(&reads, &run, "q_air"), load(0), 1e-12);
  assert_rel(measured(&reads, &run, "q1"), load(1000 - fell), 1e-6);
  assert_rel(measured(&reads, &run, "q_vent"), load(0), 1e-12);
  double fell_again = 10 * log((measured(&reads, &run, "p2") - rest) / (1e4 - rest));
  assert_rel(measured(&reads, &run, "q2"), load(900 - fell_again), 1e-6);
  transient_result_free(&run);
  reads_free(&reads);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_closed_volume), cmocka_unit_test(test_cycle)};
  return cmocka_run_group_tests_name("exposure", tests, NULL, NULL);
}
