/* Values changed in place against the file read anew with them, and points against each other. */
#include "config/reader.h"
#include "sim/point.h"
#include "sim/steady_newton.h"
#include "tests/check.h"

static const char *const files[] = {"config/examples/loadlock.cfg",  "config/examples/turbo_interlock.cfg",
                                    "config/examples/gas_inlet.cfg", "config/examples/leak_test.cfg",
                                    "config/examples/purge.cfg",     "config/examples/helium_spray.cfg",
                                    "config/examples/vent_heat.cfg", "config/examples/reverse_pressure.cfg"};
enum { FILE_COUNT = sizeof files / sizeof files[0] };

static void read_file(const char *file, Study *study) {
  Diagnostics diagnostics = {0};
  ReaderInput input = {file, NULL, 0};
  Status status = study_read(&input, study, &diagnostics);
  if (status != STATUS_OK) diagnostics_print(&diagnostics, stderr);
  diagnostics_free(&diagnostics);
  assert_int_equal(status, STATUS_OK);
}

/* --- in place against read anew --- */

/* Flows of two networks of one structure at the same made-up pressures: equal to the last bit. */
static void same_flows(const Network *a, const Network *b, const char *path) {
  SteadyWork work_a, work_b;
  int culprit;
  assert_int_equal(a->n_branches, b->n_branches);
  assert_int_equal(a->n_gas, b->n_gas);
  assert_true(steady_work_init(&work_a, a) && steady_work_init(&work_b, b));
  double *p = calloc((size_t)(a->n_nodes + 1) * (size_t)a->n_gas, sizeof *p);
  double *start = calloc((size_t)(a->n_nodes + 1) * (size_t)a->n_gas, sizeof *p);
  steady_initial(a, p);
  steady_initial(b, start);
  if (memcmp(p, start, steady_pressures_size(a)) != 0) fail_msg("%s: initial pressures differ", path);
  for (int i = 0; i < (a->n_nodes + 1) * a->n_gas; i++)
    p[i] = 0.7 * p[i] + 10.0 * (i + 1);
  assert_true(system_evaluate(&work_a.system, a, p, &work_a.evaluation, &culprit));
  assert_true(system_evaluate(&work_b.system, b, p, &work_b.evaluation, &culprit));
  size_t size = (size_t)(a->n_branches * a->n_gas) * sizeof(double);
  if (memcmp(work_a.evaluation.q, work_b.evaluation.q, size) != 0) fail_msg("%s: flows differ", path);
  free(p);
  free(start);
  steady_work_free(&work_a);
  steady_work_free(&work_b);
}

/* Returns 1 where the value was taken both ways. */
static int compare(const Study *study, Network *changing, const char *path, VaryValue value) {
  Variable variable = variable_bind(changing, path);
  char message[VARY_MESSAGE_MAX] = "", why[512] = "", set[2 * VARY_TEXT_MAX], derived[256];
  const char *sets[] = {variable_set_text(&variable, &value, set)};
  Study anew;
  assert_int_not_equal(variable.place, VARY_REREAD);
  VaryResult result = variables_set(changing, &variable, &value, 1, message);
  Status status = study->source.make(study->source.context, sets, 1, &anew, why, sizeof why);
  if (result == VARY_STRUCTURE) {
    assert_int_equal(status, STATUS_OK);
    study_free(&anew);
    return 0;
  }
  if ((result == VARY_DONE) != (status == STATUS_OK)) fail_msg("%s: in place '%s', anew '%s'", path, message, why);
  if (result == VARY_REFUSED) return 0;
  assert_true(network_derive(changing, derived, sizeof derived));
  same_flows(changing, &anew.network, path);
  study_free(&anew);
  return 1;
}

static int try_row(const Study *study, const char *object, const ParamRow *row, const void *given) {
  char path[VARY_TEXT_MAX + 64], message[256];
  VaryValue value = {.number = NAN};
  const void *field = (const char *)given + row->offset;
  snprintf(path, sizeof path, "%s.%s", object, row->key);
  if (row->kind == PARAM_QUANTITY) value.number = 1.0625 * *(const double *)field;
  if (row->kind == PARAM_COUNT) value.number = *(const int *)field + 1;
  if (row->kind == PARAM_CHOICE) value.text = row->choices[0];
  if (row->kind == PARAM_PART && *(const char *)field) value.text = "XSA1-22";
  if (isnan(value.number) && !value.text) return 0;
  if (strcmp(row->key, "volume") == 0 && value.number == 0) return 0;
  Study changing;
  assert_int_equal(study->source.make(study->source.context, NULL, 0, &changing, message, sizeof message), STATUS_OK);
  int compared = compare(study, &changing.network, path, value);
  study_free(&changing);
  return compared;
}

static int try_rows(const Study *study, const char *section, const char *name, const ComponentType *type,
                    const void *given) {
  char object[VARY_TEXT_MAX / 2];
  int compared = 0;
  snprintf(object, sizeof object, "%s.%s", section, name);
  for (int r = 0; r < type->row_count; r++)
    if (!strchr(type->rows[r].key, '*')) compared += try_row(study, object, &type->rows[r], given);
  return compared;
}

static void test_in_place_is_read_anew(void **state) {
  (void)state;
  int compared = 0;
  for (int f = 0; f < FILE_COUNT; f++) {
    Study study;
    read_file(files[f], &study);
    for (int i = 0; i < study.network.n_nodes; i++)
      compared += try_rows(&study, "nodes", study.network.nodes[i].name, &node_type, &study.network.nodes[i].given);
    for (int k = 0; k < study.network.n_branches; k++) {
      const Branch *branch = &study.network.branches[k];
      bool part = branch->type->section >= SECTION_TOP_COUNT;
      if (!branch->external)
        compared += try_rows(&study, part ? "nodes" : section_key(branch->type->section), branch->name, branch->type,
                             branch->given);
    }
    study_free(&study);
  }
  print_message("%d values changed in place and read anew\n", compared);
  assert_true(compared > 150);
}

/* --- points --- */

enum { POINTS = 12 };

static void run_points(const PointPlan *plan, const int *order, double results[POINTS][8]) {
  static const double bores_m[POINTS] = {4e-3, 5e-3, 6e-3, 9e-3, 9.4e-3, 11e-3, 2e-3, 1e-3, 16e-3, 30e-3, 7e-3, 8e-3};
  PointWorker worker;
  char message[512];
  assert_int_equal(point_worker_init(&worker, plan, message, sizeof message), STATUS_OK);
  for (int i = 0; i < POINTS; i++) {
    VaryValue values[] = {{bores_m[order[i]], NULL}, {NAN, order[i] % 2 ? "XSA1-22" : "XSA2-43V-5G"}};
    assert_int_equal(point_run(&worker, values), STATUS_OK);
    for (int m = 0; m < worker.study->measures.count && m < 8; m++)
      results[order[i]][m] = worker.run->measures[m].value;
  }
  point_worker_free(&worker);
}

static void test_points_know_nothing_of_each_other(void **state) {
  (void)state;
  Study study;
  read_file("config/examples/loadlock.cfg", &study);
  Variable variables[] = {variable_bind(&study.network, "elements.L1.diameter"),
                          variable_bind(&study.network, "elements.ROUGH.part")};
  PointPlan plan = {&study.source, variables, 2, true, true, true, NULL, NULL, false, NULL};
  int forward[POINTS], backward[POINTS];
  double first[POINTS][8] = {{0}}, second[POINTS][8] = {{0}};
  for (int i = 0; i < POINTS; i++)
    forward[i] = i, backward[i] = POINTS - 1 - i;
  run_points(&plan, forward, first);
  run_points(&plan, backward, second);
  assert_memory_equal(first, second, sizeof first);
  study_free(&study);
}

static void test_what_no_row_describes_is_read_anew(void **state) {
  (void)state;
  Study study, anew;
  char message[512];
  read_file("config/examples/loadlock.cfg", &study);
  Variable variables[] = {variable_bind(&study.network, "measure.t_rough.below"),
                          variable_bind(&study.network, "nodes.chamber.volume")};
  assert_int_equal(variables[0].place, VARY_REREAD);
  assert_int_equal(variables[1].place, VARY_NODE);
  PointPlan plan = {&study.source, variables, 2, true, true, true, NULL, NULL, false, NULL};
  PointWorker worker;
  assert_int_equal(point_worker_init(&worker, &plan, message, sizeof message), STATUS_OK);
  VaryValue values[] = {{20, NULL}, {0.01, NULL}};
  assert_int_equal(point_run(&worker, values), STATUS_OK);
  const char *sets[] = {"measure.t_rough.below=20", "nodes.chamber.volume=10 L"};
  assert_int_equal(study.source.make(study.source.context, sets, 2, &anew, message, sizeof message), STATUS_OK);
  Run run;
  assert_int_equal(run_init(&run, &anew), STATUS_OK);
  assert_int_equal(run_solve(&run), STATUS_OK);
  assert_true(run.measures[0].value == worker.run->measures[0].value);
  run_free(&run);
  study_free(&anew);
  point_worker_free(&worker);
  study_free(&study);
}

/* A run that only waits for measures ends once they are known; what is known does not depend on it. */
static void test_runs_end_once_all_is_known(void **state) {
  (void)state;
  Study study;
  char message[512];
  read_file("config/examples/loadlock.cfg", &study);
  assert_string_equal(study.measures.rows[0].name, "t_rough");
  Variable variable = variable_bind(&study.network, "nodes.chamber.volume");
  VaryValue value = {0.01, NULL};
  bool awaited[8] = {true}, of_the_end[8] = {true, true};
  const bool *const lists[] = {NULL, awaited, of_the_end};
  double values[3], end_s[3];
  for (int k = 0; k < 3; k++) {
    PointPlan plan = {.source = &study.source, .variables = &variable, .n_variables = 1, .wants_transient = true};
    plan.awaited = lists[k];
    PointWorker worker;
    assert_int_equal(point_worker_init(&worker, &plan, message, sizeof message), STATUS_OK);
    assert_int_equal(point_run(&worker, &value), STATUS_OK);
    values[k] = worker.run->measures[0].value, end_s[k] = worker.run->transient.end_s;
    if (k == 2) assert_false(isnan(worker.run->measures[1].value)); /* p_hold, at 181 s */
    point_worker_free(&worker);
  }
  assert_true(values[1] == values[0] && values[2] == values[0]);
  assert_true(end_s[0] == 600 && end_s[1] > values[0] && end_s[1] < 181 && end_s[2] >= 181 && end_s[2] < 241);
  study_free(&study);
}

/* Every value of a steady line, one at a time: the point's flows are those of the line read with it. */
static void same_steady(const Study *study, const char *path, double number) {
  char set[2 * VARY_TEXT_MAX], message[512];
  Variable variable = variable_bind(&study->network, path);
  VaryValue value = {number, NULL};
  const char *sets[] = {variable_set_text(&variable, &value, set)};
  PointPlan plan = {&study->source, &variable, 1, true, false, false, NULL, NULL, false, NULL};
  PointWorker worker;
  Study anew;
  Run run;
  assert_int_equal(variable.place == VARY_REREAD, false);
  assert_int_equal(point_worker_init(&worker, &plan, message, sizeof message), STATUS_OK);
  if (point_run(&worker, &value) != STATUS_OK) fail_msg("%s: %s", sets[0], worker.message);
  assert_int_equal(study->source.make(study->source.context, sets, 1, &anew, message, sizeof message), STATUS_OK);
  anew.wants_steady = true, anew.wants_transient = anew.wants_limits = false;
  assert_int_equal(run_init(&run, &anew), STATUS_OK);
  assert_int_equal(run_solve(&run), STATUS_OK);
  for (int i = 0; i < anew.network.n_nodes; i++)
    assert_rel(network_total(&anew.network, worker.run->steady.p, i), network_total(&anew.network, run.steady.p, i),
               1e-9);
  run_free(&run);
  study_free(&anew);
  point_worker_free(&worker);
}

static void test_points_are_the_lines_read_with_their_values(void **state) {
  (void)state;
  static const struct {
    const char *file, *path;
    double number;
  } rows[] = {{"config/examples/leak_test.cfg", "nodes.chamber.pressure", 250},
              {"config/examples/loadlock.cfg", "nodes.room.pressure", 90e3},
              {"config/examples/loadlock.cfg", "pumps.P1.ultimate", 3},
              {"config/examples/turbo_interlock.cfg", "nodes.chamber.volume", 0.03},
              {"config/examples/gas_cabinet.cfg", "nodes.bottle.pressure", 250e3},
              {"config/examples/uhv_chamber.cfg", "nodes.supply.pressure", 150e3},
              {"config/examples/uhv_chamber.cfg", "nodes.chamber.joints.[0].count", 30},
              {"config/examples/rate_of_rise.cfg", "nodes.chamber.surfaces.[0].area", 0.8}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    Study study;
    read_file(rows[i].file, &study);
    if (variable_bind(&study.network, rows[i].path).place != VARY_REREAD)
      same_steady(&study, rows[i].path, rows[i].number);
    else
      fail_msg("%s: %s is not bound", rows[i].file, rows[i].path);
    study_free(&study);
  }
}

static void test_refused_values_say_why(void **state) {
  (void)state;
  Study study;
  char message[512];
  read_file("config/examples/loadlock.cfg", &study);
  Variable variables[] = {variable_bind(&study.network, "elements.L1.diameter"),
                          variable_bind(&study.network, "elements.ROUGH.part")};
  PointPlan plan = {&study.source, variables, 2, true, false, false, NULL, NULL, false, NULL};
  PointWorker worker;
  assert_int_equal(point_worker_init(&worker, &plan, message, sizeof message), STATUS_OK);
  VaryValue wide[] = {{100, NULL}, {NAN, "XSA1-22"}}, part[] = {{0.01, NULL}, {NAN, "XSA9-99"}};
  assert_int_equal(point_run(&worker, wide), STATUS_CONFIG);
  assert_string_equal(worker.message, "elements.L1.diameter: 100 m is out of range; legal 1e-06 m to 10 m");
  assert_int_equal(point_run(&worker, part), STATUS_CONFIG);
  assert_non_null(strstr(worker.message, "elements.ROUGH.part: XSA9-99"));
  VaryValue good[] = {{0.01, NULL}, {NAN, "XSA1-22"}};
  assert_int_equal(point_run(&worker, good), STATUS_OK);
  point_worker_free(&worker);
  study_free(&study);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_in_place_is_read_anew),
      cmocka_unit_test(test_points_know_nothing_of_each_other),
      cmocka_unit_test(test_what_no_row_describes_is_read_anew),
      cmocka_unit_test(test_runs_end_once_all_is_known),
      cmocka_unit_test(test_points_are_the_lines_read_with_their_values),
      cmocka_unit_test(test_refused_values_say_why),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
