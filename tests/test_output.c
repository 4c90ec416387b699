/* Numbers as text, CSV fields, the first screen, and files that appear whole or not at all. */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/output_file.h"
#include "sim/output_number.h"
#include "sim/report_text.h"
#include "sim/results_csv.h"
#include "sim/results_verdict.h"
#include "tests/check.h"
#include "tests/outcome.h"

static char *field_text(const char *text) {
  char *got = NULL;
  size_t size;
  FILE *stream = open_memstream(&got, &size);
  csv_field(stream, text);
  fclose(stream);
  return got;
}

static void test_csv_quotes_only_where_needed(void **state) {
  (void)state;
  const char *const pairs[][2] = {
      {"plain text", "plain text"}, {"a,b", "\"a,b\""}, {"a\"b", "\"a\"\"b\""}, {"a\nb", "\"a\nb\""}, {"", ""}};
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    char *got = field_text(pairs[i][0]);
    assert_string_equal(got, pairs[i][1]);
    free(got);
  }
}

static void test_numbers(void **state) {
  (void)state;
  assert_string_equal(number_text(1.0 / 3, 9).text, "0.333333333");
  assert_string_equal(number_text(NAN, 9).text, "");
  assert_string_equal(number_text(INFINITY, 9).text, "");
  assert_string_equal(number_readable(80000, "Pa").text, "0.08 MPa");
  assert_string_equal(number_readable(293.15, "K").text, "20 degC");
  assert_string_equal(number_readable(1.3e-9, "Pa m3/s").text, "1.3e-09 Pa m3/s");
  assert_string_equal(number_readable(NAN, "Pa").text, "-");
  assert_string_equal(number_ratio(0.95).text, "95 %");
  assert_string_equal(number_ratio(23.4).text, "23.4 times");
  const char *with_comma[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"};
  for (int i = 0; i < 3; i++) {
    if (!setlocale(LC_NUMERIC, with_comma[i])) continue;
    assert_string_equal(number_text(0.5, 9).text, "0.5");
    assert_string_equal(number_fixed(12.25, 1).text, "12.2");
  }
  setlocale(LC_NUMERIC, "C");
}

/* --- the first screen --- */

static void print_plain(const RunOutcome *outcome, FILE *stream) {
  report_text_print(outcome, "out/line", false, stream);
}

static void print_coloured(const RunOutcome *outcome, FILE *stream) {
  report_text_print(outcome, "out/line", true, stream);
}

static void assert_screen(const char *text, int lines_max) {
  int lines = 0;
  for (const char *line = text; *line; lines++) {
    size_t length = strcspn(line, "\n"), columns = 0;
    for (size_t i = 0; i < length; i++)
      columns += ((unsigned char)line[i] & 0xC0) != 0x80;
    if (columns > 110) fail_msg("%zu columns: %.*s", columns, (int)length, line);
    line += length + (line[length] == '\n');
  }
  if (lines > lines_max) fail_msg("%d lines", lines);
  assert_null(strstr(text, "nan"));
}

static void test_text_pass(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  char *text = outcome_printed(&made->outcome, print_plain);
  assert_screen(text, 40);
  assert_non_null(strstr(text, "\nPASS  all 3 limit checks hold, 1 in the warning band; tightest: V1 max operating "
                               "differential, 95 %\n      used\n"));
  assert_non_null(strstr(text, "isolated: keeps its gas"));
  assert_non_null(strstr(text, "discharge 0.75 (0.6 to 0.95)"));
  assert_non_null(strstr(text, "V1       ~ chamber > junction"));
  assert_non_null(strstr(text, "Results  out/line\n"));
  assert_null(strchr(text, '\x1b')); /* neither colour nor what a warning smuggles in */
  free(text);
  outcome_free(made);
}

static void test_text_fail(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  outcome_fail(made);
  char *text = outcome_printed(&made->outcome, print_plain),
       *coloured = outcome_printed(&made->outcome, print_coloured);
  assert_screen(text, 40);
  assert_non_null(strstr(text, "\nFAIL  1 of 3 limit checks fail\n      V1: max operating differential 0.15 MPa is 50 "
                               "% over the limit of 0.1 MPa\n"));
  assert_non_null(strstr(coloured, "\x1b[1;31mFAIL\x1b[0m"));
  free(text);
  free(coloured);
  outcome_free(made);
}

static void test_failure_words(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  char text[300];
  int v1 = made->limits.rows[0].branch;
  const struct {
    LimitRow row;
    const char *want;
  } cases[] = {
      {{.branch = v1, .check = LIMIT_REVERSE_PRESSURE, .value = 2e5, .limit = 5e4},
       "V1: reverse pressure 0.2 MPa is 4 times the limit of 0.05 MPa"},
      {{.branch = v1, .check = LIMIT_TEMPERATURE, .value = 350.15, .limit = 333.15},
       "V1: temperature 77 degC is 17 K over the limit of 60 degC"},
      {{.branch = v1, .check = LIMIT_COIL_VOLTAGE, .value = 20, .limit = 21.6},
       "V1: coil voltage 20 V is 7.41 % below the limit of 21.6 V"},
      {{.branch = v1, .check = LIMIT_MIN_OPERATING_PRESSURE, .value = 1e-9, .limit = 1e-6},
       "V1: min operating pressure 1e-09 Pa is far below the limit of 1e-06 Pa"},
      {{.branch = v1, .check = LIMIT_FLUID, .value = NAN, .limit = NAN, .reason = "H2O"}, "V1: fluid: H2O"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_string_equal(limit_failure_text(&made->outcome, &cases[i].row, text, sizeof text), cases[i].want);
  outcome_free(made);
}

static void test_text_wraps_and_counts(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  free(made->study.title);
  made->study.title = calloc(1, 400);
  for (int i = 0; i < 39; i++)
    strcat(made->study.title, "b\xc3\xbcrste ");
  LimitRow rows[8];
  for (int i = 0; i < 8; i++) {
    rows[i] = made->limits.rows[MADE_DIFFERENTIAL];
    rows[i].status = LIMIT_FAIL;
    rows[i].source = "A user's catalogue, edition of a year long gone, page 17, table 4, with all its notes and more";
  }
  LimitTable many = {rows, 8, 8};
  made->outcome.limits = &many;
  char *text = outcome_printed(&made->outcome, print_plain);
  assert_screen(text, 50);
  assert_non_null(strstr(text, "      3 more in limits.csv\n"));
  free(text);
  outcome_free(made);
}

/* Forty volumes in a row, with long names. */
static void build_long_line(Study *study, SteadyResult *steady) {
  const ComponentType *type = component_find(SECTION_ELEMENTS, "conductance");
  double value = 1e-3;
  char name[60], message[200];
  *study = (Study){.title = strdup("long"), .file = strdup("long.cfg"), .catalogue = catalogue_new()};
  study->network = network_empty(study->catalogue);
  for (int i = 0; i < 40; i++) {
    NodeParams node = {.volume_m3 = 1e-3, .pressure_pa = 1e5, .temperature_k = 293.15};
    snprintf(name, sizeof name, "a_volume_with_a_long_name_%d", i);
    network_add_node(&study->network, name, &node);
    snprintf(name, sizeof name, "a_conductance_with_a_long_name_%d", i);
    if (i > 0) network_add_branch(&study->network, name, type, &value, i - 1, i);
  }
  assert_true(network_derive(&study->network, message, sizeof message));
  assert_true(steady_result_init(steady, &study->network));
}

static void test_text_of_a_long_line(void **state) {
  (void)state;
  Study study;
  SteadyResult steady;
  build_long_line(&study, &steady);
  RunOutcome outcome = {.study = &study, .steady = &steady};
  char *text = outcome_printed(&outcome, print_plain);
  assert_screen(text, 40);
  assert_non_null(strstr(text, "\n  29 more in nodes.csv\n"));
  assert_non_null(strstr(text, "\n  26 more in elements.csv\n"));
  assert_non_null(strstr(text, "..name_12")); /* cut names keep their ends */
  assert_non_null(strstr(text, "DONE  no limit judged: analysis.limits was not asked for"));
  free(text);
  steady_result_free(&steady);
  study_free(&study);
}

/* --- files --- */

static Status write_file(const char *folder, const char *name, const char *text, char *message, size_t size) {
  OutputFile output;
  Status status = output_open(&output, folder, name, message, size);
  if (status != STATUS_OK) return status;
  fputs(text, output.stream);
  return output_commit(&output, message, size);
}

static void test_file_appears_whole(void **state) {
  (void)state;
  char *folder = folder_made(), message[300];
  OutputFile output;
  assert_int_equal(write_file(folder, "a.txt", "old", message, sizeof message), STATUS_OK);
  assert_int_equal(output_open(&output, folder, "a.txt", message, sizeof message), STATUS_OK);
  fputs("new", output.stream);
  fflush(output.stream);
  char *text = folder_file(folder, "a.txt");
  assert_string_equal(text, "old");
  free(text);
  assert_int_equal(output_commit(&output, message, sizeof message), STATUS_OK);
  text = folder_file(folder, "a.txt");
  assert_string_equal(text, "new");
  free(text);
  assert_int_equal(output_open(&output, folder, "a.txt", message, sizeof message), STATUS_OK);
  output_discard(&output);
  assert_int_equal(folder_count(folder), 1);
  folder_remove(folder);
}

/* In a process of its own, where no file may grow beyond 4 KiB: what a full disk looks like. */
static void test_file_full_disk(void **state) {
  (void)state;
  char *folder = folder_made();
  pid_t child = fork();
  if (child == 0) {
    char message[300] = "";
    struct rlimit limit = {4096, 4096};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    char *big = calloc(1, 100001);
    memset(big, 'x', 100000);
    bool told = write_file(folder, "a.txt", big, message, sizeof message) == STATUS_IO && strstr(message, "a.txt") &&
                strstr(message, ": ");
    free(big);
    _exit(told ? 0 : 1);
  }
  int result;
  waitpid(child, &result, 0);
  assert_true(WIFEXITED(result) && WEXITSTATUS(result) == 0);
  assert_int_equal(folder_count(folder), 0);
  folder_remove(folder);
}

static void test_file_nowhere(void **state) {
  (void)state;
  char *folder = folder_made(), message[600], path[300];
  assert_int_equal(write_file(folder, "plain", "x", message, sizeof message), STATUS_OK);
  snprintf(path, sizeof path, "%s/plain", folder);
  assert_int_equal(write_file(path, "a.txt", "x", message, sizeof message), STATUS_IO);
  assert_non_null(strstr(message, "plain/a.txt"));
  assert_non_null(strstr(message, strerror(ENOTDIR)));
  snprintf(path, sizeof path, "%s/plain/deeper/still", folder);
  assert_int_equal(output_folder_make(path, message, sizeof message), STATUS_IO);
  assert_non_null(strstr(message, "/plain"));
  assert_int_equal(mkdir((snprintf(path, sizeof path, "%s/taken", folder), path), 0777), 0);
  assert_int_equal(write_file(folder, "taken", "x", message, sizeof message), STATUS_IO); /* a folder has the name */
  assert_int_equal(folder_count(folder), 2);
  folder_remove(folder);
}

static void test_folder_with_parents(void **state) {
  (void)state;
  char *folder = folder_made(), message[300], path[300];
  snprintf(path, sizeof path, "%s/a//b/c/", folder);
  assert_int_equal(output_folder_make(path, message, sizeof message), STATUS_OK);
  assert_int_equal(output_folder_make(path, message, sizeof message), STATUS_OK);
  assert_int_equal(access(path, W_OK), 0);
  for (const char *const *end = (const char *const[]){"a/b/c", "a/b", "a", NULL}; *end; end++) {
    snprintf(path, sizeof path, "%s/%s", folder, *end);
    assert_int_equal(rmdir(path), 0);
  }
  assert_int_equal(output_folder_make("", message, sizeof message), STATUS_IO);
  folder_remove(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_csv_quotes_only_where_needed),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_text_pass),
      cmocka_unit_test(test_text_fail),
      cmocka_unit_test(test_failure_words),
      cmocka_unit_test(test_text_wraps_and_counts),
      cmocka_unit_test(test_text_of_a_long_line),
      cmocka_unit_test(test_file_appears_whole),
      cmocka_unit_test(test_file_full_disk),
      cmocka_unit_test(test_file_nowhere),
      cmocka_unit_test(test_folder_with_parents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
