/* Verdicts of runs through time as a user gets them: exit codes, limit rows, what is said beside the numbers, and what stays on disk. */
#include "config/reader.h"
#include "sim/app/commands.h"
#include "sim/output_number.h"
#include "sim/results_json.h"
#include "sim/run.h"
#include "tests/capture.h"
#include "tests/json_look.h"
#include "tests/outcome.h"

enum { TEXT_SIZE = 1 << 20 };

typedef struct {
  char *folder, file[200], out[TEXT_SIZE], err[TEXT_SIZE];
  json_t *results; /* NULL: none came */
  int code;
} Seen;

typedef struct {
  int argc;
  char **argv;
} Arguments;

static int call(void *arguments) {
  return command_study(((Arguments *)arguments)->argc, ((Arguments *)arguments)->argv);
}

static void write_text(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
}

static Seen *seen_new(void) {
  Seen *seen = calloc(1, sizeof *seen);
  assert_non_null(seen);
  seen->folder = folder_made();
  snprintf(seen->file, sizeof seen->file, "%s/line.txt", seen->folder);
  return seen;
}

static void seen_free(Seen *seen) {
  json_decref(seen->results);
  folder_remove(seen->folder);
  free(seen);
}

static void see(Seen *seen, const char *text) {
  char *argv[] = {(char *)"run", seen->file, (char *)"--json", (char *)"--no-render", (char *)"-o", seen->folder};
  Arguments arguments = {6, argv};
  write_text(seen->file, text);
  seen->code = with_output(call, &arguments, seen->out, seen->err, TEXT_SIZE);
  json_decref(seen->results);
  seen->results = seen->out[0] ? json_loads(seen->out, 0, NULL) : NULL;
}

static const json_t *row_of(const Seen *seen, const char *check) {
  const json_t *row;
  size_t i;
  json_array_foreach(at(seen->results, "limits"), i, row) if (strcmp(words(row, "check"), check) == 0) return row;
  fail_msg("no row of %s: %s", check, seen->err);
  return NULL;
}

static bool warns(const json_t *results, const char *of) {
  const json_t *warning;
  size_t i;
  json_array_foreach(at(results, "warnings"), i, warning) if (strstr(json_string_value(warning), of)) return true;
  return false;
}

/* --- flow backwards --- */

/* 0.1 Pa m3/s into a volume that hangs at atmosphere by a one-way valve: out through it, though by 2e-7 of the pressure alone. */
static void test_purge_backwards(void **state) {
  (void)state;
  Seen *seen = seen_new();
  see(seen,
      "gas = \"N2\"; nodes = { a = { fixed = true; pressure = \"1 atm\"; }; b = { volume = \"2 L\"; pressure = \"1 "
      "atm\"; }; };"
      "elements = { V = { type = \"valve\"; part = \"XSA2-43V-5G\"; from = \"a\"; to = \"b\"; state = \"open\"; }; };"
      "sources = { s = { at = \"b\"; flow = \"0.1 Pa m3/s\"; }; };"
      "analysis = { transient = { until = \"3000 s\"; }; limits = { }; };");
  assert_int_equal(seen->code, 1);
  assert_string_equal(words(row_of(seen, "flow_direction"), "status"), "fail");
  assert_rel(number(row_of(seen, "flow_direction"), "value"), 0.1, 1e-3);
  seen_free(seen);
}

/* Vented to atmosphere and left there: level with it but for the error of the run, at any tolerance. */
static void test_vented(void **state) {
  (void)state;
  static const char *const rtols[] = {"1e-3", "1e-4", "1e-6", "1e-8"};
  Seen *seen = seen_new();
  for (int i = 0; i < 4; i++) {
    char text[1000];
    snprintf(
        text, sizeof text,
        "nodes = { room = { fixed = true; pressure = \"1 atm\"; }; c = { volume = \"12 L\"; pressure = \"10 Pa\"; }; };"
        "elements = { V = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"room\"; to = \"c\"; }; };"
        "schedule = ( { at = \"1 s\"; open = [ \"V\" ]; } );"
        "analysis = { transient = { until = \"3000 s\"; rtol = %s; }; limits = { }; };",
        rtols[i]);
    see(seen, text);
    assert_int_equal(seen->code, 0);
    assert_true(number(row_of(seen, "flow_direction"), "value") == 0);
  }
  seen_free(seen);
}

/* --- how closely a limit is held --- */

static void test_loose_run(void **state) {
  (void)state;
  Seen *seen = seen_new();
  see(seen, "gas = \"N2\"; ambient = { gas = \"N2\"; }; nodes = { a = { volume = \"10 L\"; pressure = 102225; };"
            "v = { fixed = true; pressure = 0; }; };"
            "elements = { V = { type = \"valve\"; part = \"XSA2-43V-5G\"; from = \"a\"; to = \"v\"; }; };"
            "schedule = ( { at = 0; open = \"V\"; } );"
            "analysis = { transient = { until = \"1 s\"; rtol = 1e-2; }; limits = { }; };");
  assert_int_equal(seen->code, 1);
  assert_rel(number(row_of(seen, "max_operating_differential"), "utilization"), 1.009, 1e-9);
  seen_free(seen);
}

static void test_ratio_beside_its_limit(void **state) {
  (void)state;
  assert_string_equal(number_ratio(1).text, "100 %");
  assert_string_equal(number_ratio(1.00002).text, "100.002 %");
  assert_string_equal(number_ratio(0.9998).text, "99.98 %");
  assert_string_equal(number_ratio(1 + 2e-9).text, ">100 %");
  assert_string_equal(number_ratio(0.87).text, "87 %");
}

/* --- behaviour = "physical" --- */

static void test_never_opens(void **state) {
  (void)state;
  Seen *seen = seen_new();
  see(seen, "gas = \"N2\"; nodes = { a = { fixed = true; pressure = \"0.2 MPa(G)\"; }; b = { volume = \"10 L\"; "
            "pressure = \"10 Pa\"; }; };"
            "elements = { V = { type = \"valve\"; part = \"XSA2-43V-5G\"; from = \"a\"; to = \"b\"; }; };"
            "schedule = ( { at = \"1 s\"; open = [ \"V\" ]; } );"
            "analysis = { steady = { }; transient = { until = \"60 s\"; }; limits = { behaviour = \"physical\"; }; };");
  assert_int_equal(seen->code, 1);
  assert_rel(number(row_of(seen, "max_operating_differential"), "utilization"), 3, 1e-3);
  assert_rel(number(row_of(seen, "max_operating_differential"), "when/time_s"), 1, 1e-12);
  assert_true(warns(seen->results, "valves stand as commanded"));
  seen_free(seen);
}

/* Held shut at 1 s, it opens where its differential comes down to the limit, and not before, at any tolerance. */
static void test_opens_at_its_limit(void **state) {
  (void)state;
  static const char *const rtols[] = {"1e-2", "1e-6"};
  Seen *seen = seen_new();
  for (int i = 0; i < 2; i++) {
    char text[1000];
    snprintf(text, sizeof text,
             "gas = \"N2\"; ambient = { gas = \"N2\"; };"
             "nodes = { a = { volume = \"10 L\"; pressure = \"0.05 MPa(G)\"; }; b = { volume = \"10 L\"; pressure = "
             "\"0 Pa\"; }; };"
             "elements = { V = { type = \"valve\"; part = \"XSA2-43V-5G\"; from = \"a\"; to = \"b\"; }; };"
             "pumps = { P = { at = \"a\"; speed = \"1 L/s\"; }; };"
             "schedule = ( { at = \"1 s\"; open = [ \"V\" ]; } );"
             "measure = { p = { pressure = \"a\"; at = \"max\"; }; };"
             "analysis = { transient = { until = \"20 s\"; rtol = %s; }; limits = { behaviour = \"physical\"; }; };",
             rtols[i]);
    see(seen, text);
    assert_int_equal(seen->code, 1);
    assert_rel(number(row_of(seen, "max_operating_differential"), "when/time_s"), 1, 1e-12);
    const json_t *opened = json_array_get(at(seen->results, "transient/events"), 2);
    assert_string_equal(words(opened, "what"), "open");
    /* p = 151325 Pa exp(-t S/V) down to 101325 Pa, where b stands at nothing but the valve's leaks */
    assert_rel(number(opened, "time_s"), 10 * log(151325.0 / 101325), i == 0 ? 2e-2 : 1e-5);
  }
  seen_free(seen);
}

/* Forced open where its reverse pressure comes to the limit, 10 s after the start, however loose the run. */
static void test_bursts_in_a_loose_run(void **state) {
  (void)state;
  Seen *seen = seen_new();
  see(seen,
      "gas = \"N2\"; ambient = { gas = \"N2\"; };"
      "nodes = { a = { volume = \"1 L\"; pressure = \"10 Pa\"; }; b = { volume = \"1 L\"; pressure = \"10 Pa\"; }; };"
      "elements = { V = { type = \"valve\"; part = \"XSA2-43V-5G\"; from = \"a\"; to = \"b\"; }; };"
      "sources = { s = { at = \"b\"; flow = \"5 Pa m3/s\"; }; };"
      "analysis = { transient = { until = \"12 s\"; rtol = 1e-2; }; limits = { behaviour = \"physical\"; }; };");
  assert_int_equal(seen->code, 1);
  const json_t *forced = json_array_get(at(seen->results, "transient/events"), 0);
  assert_string_equal(words(forced, "what"), "forced open");
  assert_rel(number(forced, "time_s"), 0.5 * 101325 / 5000, 1e-4);
  assert_rel(number(row_of(seen, "reverse_pressure"), "utilization"), 1.00002, 1e-7);
  seen_free(seen);
}

/* --- more events than rows --- */

static void test_series_of_events(void **state) {
  (void)state;
  enum { EVENTS = 10050 };
  Seen *seen = seen_new();
  char *text = malloc(64 * EVENTS + 1000);
  int n = sprintf(
      text, "gas = \"N2\"; nodes = { a = { volume = \"1 L\"; pressure = \"1 atm\"; }; b = { volume = \"2 L\"; pressure "
            "= \"1 Pa\"; }; };"
            "elements = { V = { type = \"valve\"; diameter = \"0.1 mm\"; from = \"a\"; to = \"b\"; }; }; schedule = (");
  for (int i = 0; i < EVENTS; i++)
    n += sprintf(text + n, "%s{ at = %g; %s = \"V\"; }", i ? "," : "", 1 + i * 0.01, i % 2 ? "close" : "open");
  sprintf(text + n, "); analysis = { transient = { until = \"200 s\"; outputs = 1; }; };");
  char *argv[] = {(char *)"run", seen->file, (char *)"--quiet", (char *)"--no-render", (char *)"-o", seen->folder};
  Arguments arguments = {6, argv};
  write_text(seen->file, text);
  assert_int_equal(with_output(call, &arguments, seen->out, seen->err, TEXT_SIZE), 0);
  char *rows = folder_file(seen->folder, "transient.csv"), *last = NULL;
  int count = 0;
  for (char *line = strtok(rows, "\n"); line; line = strtok(NULL, "\n"), count++)
    last = line;
  assert_int_equal(count, 1 + SERIES_ROWS_MAX);
  assert_int_equal(strncmp(last, "200,", 4), 0);
  free(rows);
  free(text);
  seen_free(seen);
}

/* --- a run that was ended --- */

static bool stop_at(void *context, double time_s) {
  return time_s < *(double *)context;
}

static const char ended_text[] =
    "gas = \"N2\"; nodes = { a = { volume = \"1 L\"; pressure = \"1000 Pa\"; }; };"
    "pumps = { P = { at = \"a\"; speed = \"0.01 L/s\"; }; };"
    "measure = { t = { time = \"a\"; below = \"1 Pa\"; }; last = { pressure = \"a\"; at = \"end\"; };"
    "  top = { pressure = \"a\"; at = \"max\"; }; middle = { pressure = \"a\"; at = \"mean\"; };"
    "  early = { time = \"a\"; below = \"999 Pa\"; }; late = { pressure = \"a\"; at = \"900 s\"; }; };"
    "analysis = { transient = { until = \"1000 s\"; }; };";

static void test_ended_early(void **state) {
  (void)state;
  Seen *seen = seen_new();
  Study study = {0};
  Diagnostics diagnostics = {0};
  ReaderInput input = {seen->file, NULL, 0};
  Run run;
  double stop_s = 50;
  write_text(seen->file, ended_text);
  assert_int_equal(study_read(&input, &study, &diagnostics), STATUS_OK);
  assert_int_equal(run_init(&run, &study), STATUS_OK);
  run.proceed = stop_at;
  run.context = &stop_s;
  assert_int_equal(run_solve(&run), STATUS_OK);
  run_warn(&run, &study);
  RunOutcome outcome = run_outcome(&run);
  json_t *results = results_json(&outcome);
  assert_string_equal(words(results, "transient/status"), "incomplete");
  assert_true(warns(results, "ended by a signal at ") && warns(results, " s of 1000 s"));
  static const char *const kept[] = {"last", "top", "middle"};
  for (int i = 0; i < 3; i++) {
    char path[60];
    snprintf(path, sizeof path, "measures/%s/value", kept[i]);
    assert_true(number(results, path) > 100);
    snprintf(path, sizeof path, "measures/%s/reason", kept[i]);
    assert_int_equal(strncmp(words(results, path), "up to ", 6), 0);
  }
  assert_int_equal(strncmp(words(results, "measures/t/reason"), "not reached before the run was ended at ", 40), 0);
  assert_int_equal(strncmp(words(results, "measures/late/reason"), "the run was ended at ", 21), 0);
  assert_null(at(results, "measures/early/reason"));
  json_decref(results);
  run_free(&run);
  diagnostics_free(&diagnostics);
  study_free(&study);
  seen_free(seen);
}

/* Books that do not close are said, with the figures and the node. */
static void test_ledger_warnings(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  outcome_run(made);
  Run run = {.study = &made->study, .transient = made->transient, .solved = true};
  made->study.wants_steady = false;
  made->study.wants_transient = true;
  made->study.transient.rtol = 1e-6;
  run.transient.complete = true;
  run.transient.loose_node = -1;
  run.transient.ledger = (Ledger){.bookkeeping_error = 0.9e-9, .law_error = 0.9e-5, .worst_node = 1};
  int before = made->study.warning_count;
  run_warn(&run, &made->study);
  assert_int_equal(made->study.warning_count, before);
  run.transient.ledger = (Ledger){.bookkeeping_error = 2e-9, .law_error = 3e-5, .worst_node = 1};
  run.transient.loose_node = 2;
  run_warn(&run, &made->study);
  assert_int_equal(made->study.warning_count, before + 3);
  assert_non_null(strstr(made->study.warnings[before], "junction"));
  assert_non_null(strstr(made->study.warnings[before + 1], "2e-09"));
  assert_non_null(strstr(made->study.warnings[before + 2], "node 'chamber'"));
  assert_non_null(strstr(made->study.warnings[before + 2], "3e-05"));
  outcome_free(made);
}

static void test_transient_not_asked_for(void **state) {
  (void)state;
  Seen *seen = seen_new();
  char *argv[] = {(char *)"transient", seen->file}, want[300];
  Arguments arguments = {2, argv};
  write_text(seen->file, "nodes = { a = { volume = \"1 L\"; }; };\n\nanalysis = { steady = { }; };\n");
  assert_int_equal(with_output(call, &arguments, seen->out, seen->err, TEXT_SIZE), 3);
  snprintf(want, sizeof want, "%s:3: error: analysis: lacks 'transient' with its 'until'\n", seen->file);
  assert_non_null(strstr(seen->err, want));
  seen_free(seen);
}

/* --- what an earlier run left --- */

static void test_failed_run_leaves_nothing(void **state) {
  (void)state;
  Seen *seen = seen_new();
  see(seen, ended_text);
  assert_int_equal(seen->code, 0);
  assert_true(folder_count(seen->folder) > 5);
  char path[300];
  snprintf(path, sizeof path, "%s/notes.csv", seen->folder);
  write_text(path, "mine");
  see(seen, "gas = \"N2\"; nodes = { a = { volume = \"1 L\"; pressure = \"10 Pa\"; }; out = { fixed = true; pressure = "
            "0; }; };"
            "elements = { F = { type = \"fixed_flow\"; flow = \"1 Pa m3/s\"; from = \"a\"; to = \"out\"; }; };"
            "analysis = { transient = { until = \"10 s\"; }; };");
  assert_int_equal(seen->code, 4);
  assert_int_equal(folder_count(seen->folder), 2); /* the line and the notes */
  seen_free(seen);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_purge_backwards),
      cmocka_unit_test(test_vented),
      cmocka_unit_test(test_loose_run),
      cmocka_unit_test(test_ratio_beside_its_limit),
      cmocka_unit_test(test_never_opens),
      cmocka_unit_test(test_opens_at_its_limit),
      cmocka_unit_test(test_bursts_in_a_loose_run),
      cmocka_unit_test(test_series_of_events),
      cmocka_unit_test(test_ended_early),
      cmocka_unit_test(test_ledger_warnings),
      cmocka_unit_test(test_transient_not_asked_for),
      cmocka_unit_test(test_failed_run_leaves_nothing),
  };
  return cmocka_run_group_tests_name("verdicts", tests, NULL, NULL);
}
