/* What a user sees of a budget: exit code, document, tables and first screen of the shipped examples. */
#include "sim/app/commands.h"
#include "sim/results_verdict.h"
#include "tests/budget_run.h"
#include "tests/capture.h"
#include "tests/json_look.h"
#include "tests/outcome.h"

enum { TEXT_SIZE = 1 << 20 };

typedef struct {
  int argc;
  char **argv;
} Arguments;

static int call(void *arguments) {
  return command_study(((Arguments *)arguments)->argc, ((Arguments *)arguments)->argv);
}

static char *run_example(const char *name, const char *option, char *folder, int code) {
  char file[200], *text = malloc(TEXT_SIZE), *errors = malloc(TEXT_SIZE);
  char *argv[] = {(char *)"budget", file, (char *)"--no-render", (char *)"-o", folder, (char *)option};
  snprintf(file, sizeof file, "config/examples/%s.cfg", name);
  assert_int_equal(with_output(call, &(Arguments){option ? 6 : 5, argv}, text, errors, TEXT_SIZE), code);
  free(errors);
  return text;
}

static const struct {
  const char *name, *status, *judged;
  int code;
} examples[] = {{"gas_cabinet", "pass", "sum", 0},
                {"loadlock_budget", "fail", "monte_carlo", 1},
                {"uhv_chamber", "pass", "sum", 0}};

static void test_document_and_files_of_the_examples(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
    char *folder = folder_made(), *text = run_example(examples[i].name, "--json", folder, examples[i].code);
    json_t *results = json_loads(text, 0, NULL);
    const json_t *budget = at(results, "budget");
    double sum = 0;
    json_nulls(results);
    assert_string_equal(words(budget, "status"), examples[i].status);
    assert_string_equal(words(budget, "combinations/judged"), examples[i].judged);
    assert_true(number(budget, "ledger/closure_relative_error") <= 1e-6);
    for (size_t k = 0; k < json_array_size(at(budget, "rows")); k++) {
      const json_t *row = json_array_get(at(budget, "rows"), k);
      if (json_is_number(at(row, "share"))) sum += number(row, "service_Pa_m3_s");
      assert_true(words(row, "source")[0]);
      assert_true(number(row, "low_Pa_m3_s") <= number(row, "high_Pa_m3_s"));
    }
    assert_rel(sum, number(budget, "total_Pa_m3_s"), 1e-12);
    assert_rel(number(budget, "margin"), number(budget, "allowed_Pa_m3_s") - number(budget, "judged_Pa_m3_s"), 1e-9);
    static const char *const files[] = {"budget.csv", "allocation.csv", "budget.gp", "budget_waterfall.gp"};
    for (size_t k = 0; k < sizeof files / sizeof files[0]; k++) {
      char *content = folder_file(folder, files[k]);
      assert_non_null(content);
      free(content);
    }
    json_decref(results);
    free(text);
    folder_remove(folder);
  }
}

static void test_first_screen(void **state) {
  (void)state;
  char *folder = folder_made(), *text = run_example("uhv_chamber", NULL, folder, 0);
  assert_non_null(strstr(text, "PASS  leak budget of chamber holds: "));
  assert_non_null(strstr(text, "Leak budget of chamber, steady state, "));
  assert_non_null(strstr(text, "VENT                   seat leak         1.581e-09    23.8 %    99.1 %  maximum"));
  assert_non_null(strstr(text, "(the scope judged)"));
  free(text);
  folder_remove(folder);
}

/* Through a valve over its differential: what comes after is marked, in the document and in the verdict. */
static void test_budget_after_a_failed_limit_is_conditional(void **state) {
  (void)state;
  BudgetRun *made = budget_run(
      "gas = \"air\"; nodes = { a = { volume = 0.01; pressure = 1.0; }; r = { fixed = true; pressure = \"0.9 MPa(G)\"; "
      "}; };"
      "elements = { V = { type = \"valve\"; part = \"XSA2-43V-5G\"; from = \"r\"; to = \"a\"; state = \"open\"; }; };"
      "schedule = ( { at = 0.01; close = [ \"V\" ]; } ); leaks = { l = { at = \"a\"; rate = 1e-9; }; };"
      "analysis = { transient = { until = 0.02; }; limits = { }; budget = { node = \"a\"; state = \"end\"; allowable = "
      "1e-3; }; };");
  RunOutcome outcome = run_outcome(&made->run);
  char text[800];
  assert_true(made->run.budget.conditional);
  assert_non_null(strstr(verdict_text(&outcome, text, sizeof text), "(conditional)"));
  budget_run_free(made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_document_and_files_of_the_examples),
      cmocka_unit_test(test_first_screen),
      cmocka_unit_test(test_budget_after_a_failed_limit_is_conditional),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
