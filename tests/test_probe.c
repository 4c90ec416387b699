/* The effective pumping speed of a node against conductances in series. */
#include "sim/run.h"
#include "tests/reads.h"

/* 3 L/s of conductance before a pump of 6 L/s, at 40 degC: a conductance element is throughput at 20 degC per pascal, 3 L/s times
   313.15/293.15 as volume, a pump's speed is volume as it is; in series 1/(1/C + 1/S). By two ways out their sum. */
static void test_speed_is_that_of_conductances_in_series(void **state) {
  (void)state;
  Reads reads =
      read_with("gas = \"air\"; ambient = { temperature = \"40 degC\"; };\n"
                "nodes = { a = { volume = \"12 L\"; }; j = { }; b = { volume = \"1 L\"; }; empty = { fixed = true; "
                "pressure = 0.0; }; };\n"
                "elements = { C1 = { type = \"conductance\"; from = \"a\"; to = \"j\"; value = \"3 L/s\"; };\n"
                "             C2 = { type = \"conductance\"; from = \"empty\"; to = \"b\"; value = \"5 L/s\"; }; };\n"
                "pumps = { P = { at = \"j\"; speed = \"6 L/s\"; }; Q = { at = \"b\"; speed = \"1 L/s\"; }; };\n"
                "sources = { S = { at = \"a\"; flow = \"1 sccm\"; }; T = { at = \"b\"; flow = \"1 sccm\"; }; };\n"
                "measure = { s = { pumping_speed = \"a\"; at = \"steady\"; }; two = { pumping_speed = \"b\"; at = "
                "\"steady\"; };\n"
                "            none = { pumping_speed = \"empty\"; at = \"steady\"; }; later = { pumping_speed = \"a\"; "
                "at = \"10 s\"; }; };\n"
                "analysis = { steady = { }; transient = { until = \"20 s\"; }; };\n",
                NULL);
  Run run;
  assert_int_equal(run_init(&run, &reads.study), STATUS_OK);
  assert_int_equal(run_solve(&run), STATUS_OK);
  double warm = 313.15 / 293.15, series = 1 / (1 / (3e-3 * warm) + 1 / 6e-3);
  assert_rel(run.measures[0].value, series, 1e-9);
  assert_rel(run.measures[1].value, 5e-3 * warm + 1e-3, 1e-9);
  assert_true(isnan(run.measures[2].value) && run.measures[2].reason[0]);
  assert_rel(run.measures[3].value, series, 1e-6);
  run_free(&run);
  reads_free(&reads);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_speed_is_that_of_conductances_in_series)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
