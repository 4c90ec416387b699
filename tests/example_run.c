#include "tests/example_run.h"

#include "sim/app/commands.h"
#include "tests/capture.h"
#include "tests/outcome.h"

enum { TEXT_SIZE = 1 << 20 };

typedef struct {
  int argc;
  char **argv;
} Arguments;

static int call(void *arguments) {
  return command_study(((Arguments *)arguments)->argc, ((Arguments *)arguments)->argv);
}

static void assert_files(const char *folder) {
  static const char *const names[] = {"results.json", "transient.csv", "events.csv",     "measures.csv",
                                      "limits.csv",   "pumpdown.gp",   "utilization.gp", "report.html"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char *text = folder_file(folder, names[i]);
    if (!text || !*text) fail_msg("%s is not there or empty", names[i]);
    free(text);
  }
}

/* ENGINE.md: bookkeeping 1e-9, laws 10 rtol at the default rtol of 1e-6. */
static void assert_balance(const json_t *results) {
  assert_string_equal(words(results, "transient/status"), "complete");
  assert_true(number(results, "transient/balance/relative_error") <= 1e-9);
  assert_true(number(results, "transient/balance/law_relative_error") <= 1e-5);
  assert_int_equal(json_array_size(at(results, "transient/unfired")), 0);
}

Example example_run(const char *name, const char *set, int code) {
  char file[200], *text = malloc(TEXT_SIZE), *errors = malloc(TEXT_SIZE);
  Example example = {.folder = folder_made()};
  char *argv[] = {(char *)"run", file,           (char *)"--json", (char *)"--no-render",
                  (char *)"-o",  example.folder, (char *)"--set",  (char *)set};
  Arguments arguments = {set ? 8 : 6, argv};
  snprintf(file, sizeof file, "config/examples/%s.cfg", name);
  int got = with_output(call, &arguments, text, errors, TEXT_SIZE);
  if (got != code) fail_msg("%s: exit code %d, not %d: %s", name, got, code, errors);
  assert_string_equal(errors, "");
  example.results = json_loads(text, 0, NULL);
  assert_non_null(example.results);
  json_nulls(example.results);
  assert_files(example.folder);
  assert_balance(example.results);
  free(text);
  free(errors);
  return example;
}

void example_free(Example *example) {
  json_decref(example->results);
  folder_remove(example->folder);
}

double example_measured(const Example *example, const char *name) {
  char path[100];
  snprintf(path, sizeof path, "measures/%s/value", name);
  return number(example->results, path);
}

bool example_is_conditional(const Example *example, const char *name) {
  char path[100];
  snprintf(path, sizeof path, "measures/%s/conditional", name);
  return at(example->results, path) != NULL;
}

void assert_events(const Example *example, const char *want) {
  char got[4000] = "";
  const json_t *event;
  size_t i;
  json_array_foreach(at(example->results, "transient/events"), i, event) {
    size_t length = strlen(got);
    snprintf(got + length, sizeof got - length, "%s%s %s", i ? ", " : "", words(event, "element"),
             words(event, "what"));
  }
  assert_string_equal(got, want);
}

double example_event_time_s(const Example *example, int i) {
  char path[100];
  snprintf(path, sizeof path, "transient/events/%d/time_s", i);
  return number(example->results, path);
}

static const json_t *limit_row(const Example *example, const char *element, const char *check) {
  const json_t *row;
  size_t i;
  json_array_foreach(at(example->results, "limits"), i, row) {
    if (strcmp(words(row, "element"), element) == 0 && strcmp(words(row, "check"), check) == 0) return row;
  }
  fail_msg("no limit row %s %s", element, check);
  return NULL;
}

void assert_limit(const Example *example, const char *element, const char *check, const char *status,
                  double utilization, double tol) {
  const json_t *row = limit_row(example, element, check);
  assert_string_equal(words(row, "status"), status);
  assert_rel(number(row, "utilization"), utilization, tol);
}

double example_limit_time_s(const Example *example, const char *element, const char *check) {
  const json_t *row = limit_row(example, element, check);
  assert_string_equal(words(row, "when/analysis"), "transient");
  return number(row, "when/time_s");
}
