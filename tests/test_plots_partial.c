/* The chart of the gases in one node: which node, which gases, which axes, and the picture drawn by gnuplot. */
#include <unistd.h>

#include "plots/chart.h"
#include "plots/chart_partial.h"
#include "sim/app/write_results.h"
#include "tests/check.h"
#include "tests/outcome.h"
#include "tests/transient_made.h"

enum { ROWS = 1001 };

typedef double Course(int node, int gas, double time_s);

/* --- runs of several gases --- */

/* A made run of that many of: N2, O2, Ar, He, ... */
static MadeRun *mixed_run(int volumes, int gases, double until_s) {
  MadeRun *made = run_made(volumes, 0, 1, until_s);
  Network *network = &made->study.network;
  static const char *const names[] = {"N2", "O2", "Ar", "He", "H2", "CO2", "Ne", "Kr", "Xe", "SF6", "CF4"};
  char message[200];
  network->gas = (GasBlend){.n = gases};
  for (int i = 0; i < gases; i++) {
    network->gas.gas[i] = gas_find(names[i]);
    network->gas.x[i] = 1.0 / gases;
    assert_non_null(network->gas.gas[i]);
  }
  network->ambient.gas = network->gas;
  if (!network_derive(network, message, sizeof message)) fail_msg("%s", message);
  assert_int_equal(network->n_gas, gases);
  steady_result_free(&made->run.final);
  assert_true(steady_result_init(&made->run.final, network));
  return made;
}

static void fill(MadeRun *made, Course *course) {
  Network *network = &made->study.network;
  size_t pressures = (size_t)(network->n_nodes * network->n_gas);
  double *p = calloc(pressures, sizeof *p), *q = calloc((size_t)(network->n_branches * network->n_gas), sizeof *q);
  made->run.series = series_new(network);
  for (int row = 0; row < ROWS; row++) {
    double time_s = made->run.end_s * row / (ROWS - 1);
    for (int i = 0; i < network->n_nodes; i++)
      for (int gas = 0; gas < network->n_gas; gas++)
        p[i * network->n_gas + gas] = course(i, gas, time_s);
    assert_true(series_add(&made->run.series, network, time_s, 0, 0, p, q));
  }
  memcpy(made->run.final.p, p, pressures * sizeof *p);
  free(p);
  free(q);
}

/* --- courses, by the number of the gas --- */

/* Two gases alike, the third a trace; room (node 0) as the volumes. */
static double halves(int node, int gas, double time_s) {
  (void)node;
  return gas < 2 ? 100 * exp(-time_s / 30) : 1e-3;
}

/* O2 falls from a fifth to 2 ppm of N2. */
static double purged(int node, int gas, double time_s) {
  (void)node;
  return gas == 0 ? 1e5 : gas == 1 ? 0.2 + 2e4 * exp(-time_s / 5) : gas == 2 ? 1e-3 : 1e-6;
}

/* O2 comes in as a jump, from 0 Pa through 1e-11 Pa in one row. */
static double comes_in(int node, int gas, double time_s) {
  (void)node;
  return gas == 0 ? 1 : time_s <= 0 ? 0 : time_s < 3 ? 1e-11 : 1e-4;
}

static double nothing(int node, int gas, double time_s) {
  (void)node, (void)gas;
  return time_s > 20 && time_s < 40 && gas < 2 ? 1 : 0;
}

static double one_each(int node, int gas, double time_s) {
  (void)node, (void)time_s;
  return pow(10, -0.5 * gas);
}

/* --- measures --- */

static void measure_gas(MadeRun *made, const char *name, ProbeKind kind, int node, const char *gas, double threshold,
                        double at_s) {
  run_threshold(made, name, node, threshold, at_s);
  Measure *measure = &made->study.measures.rows[made->study.measures.count - 1];
  measure->probe = (Probe){kind, node, gas ? gas_find(gas) : NULL};
  measure->condition.probe = measure->probe;
}

static PartialChart chart_of(MadeRun *made, Course *course) {
  PartialChart chart;
  fill(made, course);
  partial_chart_init(&chart, &made->outcome);
  return chart;
}

static const char *gas_at(const MadeRun *made, const PartialChart *chart, int i) {
  return made->study.network.gases[chart->gases[i]]->name;
}

/* --- what is shown --- */

static void test_first_volume(void **state) {
  (void)state;
  MadeRun *made = mixed_run(2, 3, 60);
  PartialChart chart = chart_of(made, halves);
  assert_int_equal(chart.node, 1); /* node 0 is the room */
  assert_int_equal(chart.gas_count, 3);
  assert_string_equal(gas_at(made, &chart, 0), "Ar"); /* the rarest is the lowest */
  assert_false(chart.share_log);                      /* halves are seen best on a linear axis */
  assert_true(chart.share.from == 0 && chart.share.to == 1);
  assert_rel(partial_chart_share(&chart, 0, 0), 100 / 200.001, 1e-12);
  assert_true(chart.p_pa.from < 1e-3 && chart.p_pa.from > 1e-4 && chart.p_pa.to > 200);
  made_run_free(made);
}

static void test_gas_that_is_looked_for(void **state) {
  (void)state;
  MadeRun *made = mixed_run(3, 4, 60);
  measure_gas(made, "p_total", PROBE_PRESSURE, 1, NULL, 10, 5); /* of all gases: no reason to draw this node */
  measure_gas(made, "t_room", PROBE_FRACTION, 0, "O2", 1e-5, NAN);
  measure_gas(made, "t_10ppm", PROBE_FRACTION, 2, "O2", 1e-5, 50);
  measure_gas(made, "t_1Pa", PROBE_PRESSURE, 2, "O2", 1, 45);
  PartialChart chart = chart_of(made, purged);
  assert_int_equal(chart.node, 2); /* a boundary's never changes */
  assert_int_equal(chart.gas_count, 3);
  assert_string_equal(gas_at(made, &chart, 0), "O2"); /* before the rarer Ar; He never makes a part in 1e9 */
  assert_string_equal(gas_at(made, &chart, 1), "Ar");
  assert_string_equal(gas_at(made, &chart, 2), "N2");
  assert_true(chart.share_log);
  assert_true(chart.share.from < 2e-6 && chart.share.from > 2e-7);
  assert_int_equal(chart.shares.count, 1);
  assert_int_equal(chart.pressures.count, 1);
  assert_string_equal(made->study.measures.rows[chart.shares.measures[0]].name, "t_10ppm");
  assert_string_equal(made->study.measures.rows[chart.pressures.measures[0]].name, "t_1Pa");
  made_run_free(made);
}

static void test_condition_on_a_gas(void **state) {
  (void)state;
  MadeRun *made = mixed_run(3, 3, 60);
  Probe probe = {PROBE_FRACTION, 3, gas_find("Ar")};
  ScheduleEntry entry = {.kind = ENTRY_WHEN, .condition = {probe, true, 1e-5}};
  entry.actions = &(Action){ACTION_OPEN, 0};
  entry.n_actions = 1;
  assert_true(schedule_add(&made->study.schedule, &entry));
  PartialChart chart = chart_of(made, purged);
  assert_int_equal(chart.node, 3);
  assert_string_equal(gas_at(made, &chart, 0), "Ar");
  made_run_free(made);
}

/* The main gas stays on top, also where it is the one that is looked for. */
static void test_main_gas_looked_for(void **state) {
  (void)state;
  MadeRun *made = mixed_run(1, 3, 60);
  measure_gas(made, "t_pure", PROBE_FRACTION, 1, "N2", 0.99, 20);
  PartialChart chart = chart_of(made, purged);
  assert_string_equal(gas_at(made, &chart, 2), "N2");
  assert_int_equal(chart.shares.count, 0); /* its share is not the height of a boundary */
  made_run_free(made);
}

static void test_what_passes_at_once_stretches_no_axis(void **state) {
  (void)state;
  MadeRun *made = mixed_run(1, 2, 2000);
  PartialChart chart = chart_of(made, comes_in);
  assert_true(chart.p_pa.from > 1e-5);
  assert_true(chart.share_log && chart.share.from > 1e-5);
  made_run_free(made);
}

static void test_nothing_to_draw(void **state) {
  (void)state;
  MadeRun *made = mixed_run(1, 1, 60);
  assert_int_equal(chart_of(made, halves).gas_count, 0); /* one gas */
  made_run_free(made);
  made = mixed_run(1, 4, 60);
  PartialChart chart = chart_of(made, one_each);
  assert_int_equal(chart.gas_count, 4);
  made->run.end_s = 0; /* ended before its first step */
  partial_chart_init(&chart, &made->outcome);
  assert_int_equal(chart.gas_count, 0);
  made->outcome.transient = NULL;
  partial_chart_init(&chart, &made->outcome);
  assert_int_equal(chart.gas_count, 0);
  made_run_free(made);
}

static void test_many_gases(void **state) {
  (void)state;
  MadeRun *made = mixed_run(1, 11, 60);
  measure_gas(made, "t_CF4", PROBE_FRACTION, 1, "CF4", 1e-5, NAN); /* the rarest */
  PartialChart chart = chart_of(made, one_each);
  assert_int_equal(chart.gas_count, PARTIAL_GASES_MAX);
  assert_int_equal(chart.gases_left_out, 3);
  assert_string_equal(gas_at(made, &chart, 0), "CF4");
  assert_string_equal(gas_at(made, &chart, 1), "Ne");
  assert_string_equal(gas_at(made, &chart, 7), "N2");
  made_run_free(made);
}

/* --- pictures --- */

/* The script runs on its own and has nothing to say. */
static char *drawn(MadeRun *made) {
  char *folder = folder_made(), message[600], command[700], said[200] = "";
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  snprintf(command, sizeof command, "cd %s && gnuplot partial.gp 2>&1", folder);
  FILE *stream = popen(command, "r");
  if (fgets(said, sizeof said, stream)) fail_msg("partial.gp: %s", said);
  assert_int_equal(pclose(stream), 0);
  char *svg = folder_file(folder, "partial.svg");
  assert_non_null(svg);
  assert_null(strstr(svg, "nan"));
  assert_non_null(strstr(svg, "</svg>"));
  folder_remove(folder);
  return svg;
}

static void test_pictures(void **state) {
  (void)state;
  if (system("gnuplot --version >/dev/null 2>&1") != 0) skip();
  static const struct {
    Course *course;
    int gases;
    const char *says[4];
  } cases[] = {
      {purged,
       3,
       {"O2  3.229 ppm", "10 ppm  t_10ppm: 50 s", "partial pressures in n1, Pa", "the lowest, O2, is as high"}},
      {halves, 3, {"mole fraction", "total  ", "N2  ", "Ar  "}},
      {one_each, 11, {"3 more gases are not drawn", "N2  68", "H2  ", "t_10ppm: not reached"}},
      {nothing, 3, {"total  0 Pa", "N2  -", "N2  0 Pa", "O2  -"}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    MadeRun *made = mixed_run(1, cases[i].gases, 60);
    run_event(made, 20, EVENT_OPEN, "V1");
    if (cases[i].course != halves && cases[i].course != nothing)
      measure_gas(made, "t_10ppm", PROBE_FRACTION, 1, "O2", 1e-5, cases[i].course == purged ? 50 : NAN);
    fill(made, cases[i].course);
    char *svg = drawn(made);
    for (int k = 0; k < 4; k++)
      if (!strstr(svg, cases[i].says[k])) fail_msg("picture %zu lacks: %s", i, cases[i].says[k]);
    free(svg);
    made_run_free(made);
  }
}

static void test_old_files_go(void **state) {
  (void)state;
  MadeRun *made = mixed_run(1, 2, 60);
  fill(made, halves);
  char *folder = folder_made(), message[600];
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  char *script = folder_file(folder, "partial.gp");
  assert_non_null(script);
  free(script);
  made->outcome.transient = NULL;
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  assert_null(folder_file(folder, "partial.gp"));
  folder_remove(folder);
  made_run_free(made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_first_volume),       cmocka_unit_test(test_gas_that_is_looked_for),
      cmocka_unit_test(test_condition_on_a_gas), cmocka_unit_test(test_main_gas_looked_for),
      cmocka_unit_test(test_nothing_to_draw),    cmocka_unit_test(test_what_passes_at_once_stretches_no_axis),
      cmocka_unit_test(test_many_gases),         cmocka_unit_test(test_pictures),
      cmocka_unit_test(test_old_files_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
