/* Sweeps with derived columns, filters and budget figures: rows against closed forms and against each other. */
#include "sim/sweep/cells.h"
#include "sim/sweep/columns.h"
#include "sim/sweep/sweep.h"
#include "tests/reads.h"

enum { COLUMNS_MOST = 20, ROWS_MOST = 40, FIELD_SIZE = 200 };

typedef char Field[FIELD_SIZE];

typedef struct {
  Field head[COLUMNS_MOST], rows[ROWS_MOST][COLUMNS_MOST];
  int columns, count;
  SweepSummary summary;
} Table;

static int fields_of(const char *line, Field *fields) {
  int count = 0;
  bool quoted = false;
  size_t length = 0;
  for (; *line && *line != '\n'; line++) {
    if (*line == '"') {
      quoted = !quoted;
    } else if (*line == ',' && !quoted) {
      fields[count++][length] = '\0', length = 0;
    } else {
      fields[count][length++] = *line;
    }
  }
  fields[count][length] = '\0';
  return count + 1;
}

static void remove_files(const char *folder) {
  static const char *const names[] = {"sweep.csv", "sweep.state"};
  char path[PATH_SIZE + 16];
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  rmdir(folder);
}

static void sweep(const char *text, Table *table) {
  char folder[PATH_SIZE], path[PATH_SIZE + 16], message[SWEEP_MESSAGE_MAX] = "", line[4000];
  Reads reads = read_with(text, NULL);
  SweepSettings settings = {.shard = 1, .shards = 1, .threads = 2};
  scratch(folder, "sweep_formulas");
  Status status = sweep_run(&reads.study, folder, &settings, (SweepHooks){0}, &table->summary, message);
  if (status != STATUS_OK) fail_msg("%s", message);
  snprintf(path, sizeof path, "%s/sweep.csv", folder);
  FILE *stream = fopen(path, "rb");
  assert_non_null(stream);
  assert_non_null(fgets(line, sizeof line, stream));
  table->columns = fields_of(line, table->head);
  table->count = 0;
  while (fgets(line, sizeof line, stream)) {
    assert_true(table->count < ROWS_MOST);
    assert_int_equal(fields_of(line, table->rows[table->count++]), table->columns);
  }
  fclose(stream);
  remove_files(folder);
  reads_free(&reads);
}

static const char *text_at(const Table *table, int row, const char *head) {
  for (int c = 0; c < table->columns; c++)
    if (strcmp(table->head[c], head) == 0) return table->rows[row][c];
  fail_msg("there is no column %s", head);
  return NULL;
}

static double at(const Table *table, int row, const char *head) {
  const char *text = text_at(table, row, head);
  return *text ? strtod(text, NULL) : NAN;
}

#define assert_text(table, row, head, want) assert_string_equal(text_at(table, row, head), want)

/* What is printed has nine digits. */
static const double printed = 1e-8;

/* --- columns computed from a row --- */

static const char tube[] =
    "gas = \"N2\"; nodes = { a = { volume = 1.0; }; b = { fixed = true; pressure = 10.0; }; };\n"
    "elements = { C-1 = { type = \"conductance\"; from = \"a\"; to = \"b\"; value = 0.01; }; };\n"
    "sources = { S = { at = \"a\"; flow = 0.1; }; };\n"
    "measure = { p = { pressure = \"a\"; at = \"steady\"; }; };\n"
    "analysis = { steady = { }; sweep = { parameters = (\n"
    "  { path = \"elements.C-1.value\"; from = 0.01; to = 0.04; count = 4; },\n"
    "  { path = \"sources.S.flow\"; values = [ 0.1, 0.2, 0.3 ]; } );\n"
    "  %s }; };\n";

/* The pressure behind a conductance is that before it and flow / conductance. */
static void test_derived(void **state) {
  (void)state;
  char text[2000];
  Table table;
  snprintf(text, sizeof text, tube,
           "derived = { rise = { value = \"p - 10\"; unit = \"Pa\"; }; back = \"rise * 'elements.C-1.value'\";\n"
           " given = \"sources.S.flow\"; q = { value = \"'elements.C-1.value' * rise\"; unit = \"Pa m3/s\"; };\n"
           " error = \"back / given - 1\"; of_one = \"1 / (sources.S.flow - 0.2)\"; };");
  sweep(text, &table);
  assert_int_equal(table.count, 12);
  for (int i = 0; i < 12; i++) {
    double c = 0.01 * (1 + i / 3), q = 0.1 * (1 + i % 3);
    assert_rel(at(&table, i, "rise_Pa"), q / c, 1e-7);
    assert_rel(at(&table, i, "back"), q, 1e-7);
    assert_rel(at(&table, i, "q_Pa_m3_s"), q, 1e-7);
    assert_rel(at(&table, i, "given"), q, printed);
    assert_abs(at(&table, i, "error"), 0, 1e-7);
    assert_text(&table, i, "status", i % 3 == 1 ? "no_value" : "ok");
    assert_text(&table, i, "reason", i % 3 == 1 ? "of_one: no finite value of 1 / (sources.S.flow - 0.2)" : "");
    if (i % 3 == 1)
      assert_text(&table, i, "of_one", "");
    else
      assert_rel(at(&table, i, "of_one"), 1 / (q - 0.2), printed);
  }
  assert_int_equal(table.summary.no_value, 4);
  sweep_summary_free(&table.summary);
}

/* --- filters --- */

static void test_filters(void **state) {
  (void)state;
  char text[2000];
  Table table;
  snprintf(text, sizeof text, tube,
           "derived = { wide = \"'elements.C-1.value' > 0.025\"; rise = \"p - 10\"; };\n"
           " filter = [ \"!wide || sources.S.flow > 0.15\", \"rise < 12\" ];");
  sweep(text, &table);
  assert_int_equal(table.count, 12);
  int left_out = 0;
  for (int i = 0; i < 12; i++) {
    double c = 0.01 * (1 + i / 3), q = 0.1 * (1 + i % 3);
    bool by_inputs = c > 0.025 && q < 0.15, by_outputs = !by_inputs && !(q / c < 12);
    left_out += by_inputs || by_outputs;
    assert_rel(at(&table, i, "elements.C-1.value_m3_s"), c, printed);
    assert_rel(at(&table, i, "sources.S.flow_Pa_m3_s"), q, printed);
    assert_text(&table, i, "status", by_inputs || by_outputs ? "filtered" : "ok");
    if (by_inputs) assert_text(&table, i, "reason", "filter: !wide || sources.S.flow > 0.15");
    if (by_outputs) assert_text(&table, i, "reason", "filter: rise < 12");
    if (by_inputs || by_outputs) {
      assert_text(&table, i, "p_Pa", "");
      assert_text(&table, i, "wide", "");
      assert_text(&table, i, "rise", "");
    } else {
      assert_rel(at(&table, i, "rise"), q / c, 1e-7);
    }
  }
  assert_int_equal(table.summary.filtered, left_out);
  assert_true(left_out > 4 && left_out < 10);
  sweep_summary_free(&table.summary);
}

/* What a filter over inputs leaves out is not solved: here it could not be. Nor does one over outputs hide what failed. */
static void test_filter_spares_what_cannot_be(void **state) {
  (void)state;
  static const char line[] =
      "gas = \"N2\"; nodes = { a = { volume = 1.0; }; b = { fixed = true; pressure = 10.0; }; };\n"
      "elements = { L = { type = \"tube\"; from = \"a\"; to = \"b\"; diameter = 0.01; length = 1.0; }; };\n"
      "measure = { p = { pressure = \"a\"; at = \"steady\"; }; };\n"
      "analysis = { steady = { }; sweep = { parameters = (\n"
      "  { path = \"elements.L.diameter\"; values = [ 0.004, 0.006, 0.03, 0.04 ]; },\n"
      "  { path = \"elements.L.roughness\"; values = [ 0.0, 0.009 ]; } ); filter = \"%s\"; }; };\n";
  char text[2000];
  Table table;
  snprintf(text, sizeof text, line, "p > 0");
  sweep(text, &table);
  int failed = (int)table.summary.failed;
  assert_true(failed > 0);
  assert_int_equal(table.summary.filtered, 0);
  sweep_summary_free(&table.summary);
  snprintf(text, sizeof text, line, "elements.L.roughness == 0");
  sweep(text, &table);
  assert_int_equal(table.summary.failed, 0);
  assert_int_equal(table.summary.filtered, 4);
  for (int i = 0; i < 8; i++)
    assert_text(&table, i, "status", i % 2 ? "filtered" : "ok");
  sweep_summary_free(&table.summary);
}

/* What is asked before a point is solved: filters over inputs and what follows from them, and no other. */
static void test_filters_that_are_asked_first(void **state) {
  (void)state;
  static const char *const formulas[] = {
      "filter = \"'elements.C-1.value' > 0.025\";",
      "derived = { twice = \"2 * 'elements.C-1.value'\"; again = \"2 * twice\"; }; filter = [ \"p > 1e9\", \"again > "
      "0.1\" ];",
      "filter = \"'elements.C-1.value' > 0.025 && p > 0\";",
      "derived = { of_p = \"'elements.C-1.value' + 0 * p\"; }; filter = \"of_p > 0.025\";"};
  for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
    char text[2000], message[500] = "";
    snprintf(text, sizeof text, tube, formulas[i]);
    Reads reads = read_with(text, NULL);
    SweepCells cells;
    assert_int_equal(sweep_cells_init(&cells, &reads.study, message, sizeof message), STATUS_OK);
    assert_int_equal(sweep_cells_begin(&cells, (VaryValue[]){{0.02, NULL}, {0.1, NULL}}), i >= 2);
    assert_true(sweep_cells_begin(&cells, (VaryValue[]){{0.03, NULL}, {0.1, NULL}}));
    sweep_cells_free(&cells);
    reads_free(&reads);
  }
}

/* A filter that cannot be told leaves its row in. */
static void test_filter_without_a_value(void **state) {
  (void)state;
  char text[2000];
  Table table;
  snprintf(text, sizeof text, tube, "filter = [ \"1 / (sources.S.flow - 0.2) > 0\" ];");
  sweep(text, &table);
  for (int i = 0; i < 12; i++) {
    static const char *const words[] = {"filtered", "no_value", "ok"};
    assert_text(&table, i, "status", words[i % 3]);
    assert_int_equal(isnan(at(&table, i, "p_Pa")), i % 3 == 0);
    if (i % 3 == 1) assert_text(&table, i, "reason", "filter: no finite value of 1 / (sources.S.flow - 0.2) > 0");
  }
  sweep_summary_free(&table.summary);
}

/* A time that never comes: neither below a bound nor above it. */
static void test_never_reached(void **state) {
  (void)state;
  Table table;
  sweep("gas = \"N2\"; nodes = { a = { volume = 1.0; pressure = 1000.0; }; b = { fixed = true; pressure = 10.0; }; };\n"
        "elements = { C = { type = \"conductance\"; from = \"a\"; to = \"b\"; value = 0.01; }; };\n"
        "measure = { t = { time = \"a\"; below = 100.0; }; };\n"
        "analysis = { transient = { until = 200.0; }; sweep = { parameters = (\n"
        "  { path = \"elements.C.value\"; values = [ 0.001, 0.02, 0.1 ]; } );\n"
        "  derived = { t_min = { value = \"t / 60\"; unit = \"min\"; }; }; filter = \"t_min < 1\"; }; };\n",
        &table);
  assert_text(&table, 0, "status", "no_value");
  assert_text(&table, 1, "status", "filtered"); /* 120 s */
  assert_text(&table, 2, "status", "ok");
  assert_text(&table, 0, "t_min_min", "");
  assert_int_equal(strncmp(text_at(&table, 0, "reason"), "t: never reached", 16), 0);
  assert_rel(at(&table, 2, "t_min_min"), log(990.0 / 90.0) / 0.1 / 60, 1e-4);
  sweep_summary_free(&table.summary);
}

/* --- the budget --- */

/* A leak given as a service rate is all of the budget. */
static void budget_of(const char *when) {
  static const char line[] =
      "gas = \"N2\"; nodes = { a = { volume = 1.0; pressure = 1.0; }; b = { fixed = true; pressure = 0.0; }; };\n"
      "elements = { C = { type = \"conductance\"; from = \"a\"; to = \"b\"; value = 0.1; }; };\n"
      "leaks = { weld = { at = \"a\"; rate = 1e-6; }; };\n"
      "analysis = { steady = { }; transient = { until = 10.0; };\n"
      "  budget = { node = \"a\"; allowable = 4e-6; state = %s; }; sweep = { parameters = (\n"
      "  { path = \"leaks.weld.rate\"; from = 1e-6; to = 8e-6; count = 8; }, { path = \"nodes.a.volume\"; values = [ "
      "1.0, "
      "2.0 ]; } );\n"
      "  outputs = [ \"budget.total\", \"budget.margin\" ]; derived = { used = \"budget.total / 4e-6\"; };\n"
      "  filter = \"budget.margin > -3.5e-6\"; }; };\n";
  char text[2000];
  Table table;
  snprintf(text, sizeof text, line, when);
  sweep(text, &table);
  assert_int_equal(table.count, 16);
  for (int i = 0; i < 16; i++) {
    double rate = 1e-6 * (1 + i / 2);
    assert_text(&table, i, "status", rate > 7.5e-6 ? "filtered" : "ok");
    if (rate > 7.5e-6) continue;
    assert_rel(at(&table, i, "budget.total_Pa_m3_s"), rate, 1e-8);
    assert_abs(at(&table, i, "budget.margin_Pa_m3_s"), 4e-6 - rate, 1e-14);
    assert_rel(at(&table, i, "used"), rate / 4e-6, 1e-8);
  }
  sweep_summary_free(&table.summary);
}

static void test_budget(void **state) {
  (void)state;
  budget_of("\"steady\"");
  budget_of("\"end\"");
  budget_of("5.0");
}

/* A run that ends before the budget's moment has none, and not that of the run before. */
static void test_budget_that_is_not_reached(void **state) {
  (void)state;
  Reads reads = read_text_of(
      "gas = \"N2\"; nodes = { a = { volume = 1.0; pressure = 1.0; }; b = { fixed = true; pressure = 0.0; }; };\n"
      "elements = { C = { type = \"conductance\"; from = \"a\"; to = \"b\"; value = 0.1; }; };\n"
      "leaks = { weld = { at = \"a\"; rate = 1e-6; }; };\n"
      "analysis = { transient = { until = 10.0; }; budget = { node = \"a\"; allowable = 4e-6; state = 5.0; }; };\n");
  Run run;
  assert_int_equal(run_init(&run, &reads.study), STATUS_OK);
  assert_int_equal(run_solve(&run), STATUS_OK);
  assert_true(run.budget.filled);
  reads.study.transient.until_s = 2;
  assert_int_equal(run_solve(&run), STATUS_OK);
  assert_false(run.budget.filled);
  run_free(&run);
  reads_free(&reads);
}

/* --- what C programs give --- */

static void test_formula_that_nobody_read(void **state) {
  (void)state;
  char text[2000], message[500] = "";
  snprintf(text, sizeof text, tube, "derived = { x = \"p * 2\"; };");
  Reads reads = read_with(text, NULL);
  SweepCells cells;
  assert_int_equal(sweep_cells_init(&cells, &reads.study, message, sizeof message), STATUS_OK);
  sweep_cells_free(&cells);
  memcpy(reads.study.sweep.derived[0].text, "y * 2", 6);
  assert_int_equal(sweep_cells_init(&cells, &reads.study, message, sizeof message), STATUS_CONFIG);
  assert_string_equal(message, "y * 2: uses a name that is no column");
  sweep_cells_free(&cells);
  reads_free(&reads);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_derived),
      cmocka_unit_test(test_filters),
      cmocka_unit_test(test_filter_spares_what_cannot_be),
      cmocka_unit_test(test_filters_that_are_asked_first),
      cmocka_unit_test(test_filter_without_a_value),
      cmocka_unit_test(test_never_reached),
      cmocka_unit_test(test_budget),
      cmocka_unit_test(test_budget_that_is_not_reached),
      cmocka_unit_test(test_formula_that_nobody_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
