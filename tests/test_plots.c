/* Charts, report.html and the folder as a whole. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plots/chart.h"
#include "plots/chart_limits.h"
#include "plots/template.h"
#include "sim/app/write_results.h"
#include "tests/check.h"
#include "tests/outcome.h"

/* --- templates and escapes --- */

static void print_word(const void *context, FILE *stream) {
  fputs(context, stream);
}

static char *filled(const char *text, const char *word) {
  static const TemplatePlace places[] = {{"WORD", print_word}, {NULL, NULL}};
  char *got = NULL;
  size_t size;
  FILE *stream = open_memstream(&got, &size);
  template_print(text, places, word, stream);
  fclose(stream);
  return got;
}

static void test_template(void **state) {
  (void)state;
  const char *const cases[][3] = {
      {"a @WORD@ b", "x", "a x b"},          {"@WORD@@WORD@", "x", "xx"},    {"a@b.c @ @@ @X", "x", "a@b.c @ @@ @X"},
      {"@OTHER@ @png", "x", "@OTHER@ @png"}, {"@WORD@", "@WORD@", "@WORD@"}, {"", "x", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char *got = filled(cases[i][0], cases[i][1]);
    assert_string_equal(got, cases[i][2]);
    free(got);
  }
}

static char *escaped(void (*escape)(FILE *, const char *), const char *text) {
  char *got = NULL;
  size_t size;
  FILE *stream = open_memstream(&got, &size);
  escape(stream, text);
  fclose(stream);
  return got;
}

static void test_escapes(void **state) {
  (void)state;
  char *got = escaped(gnuplot_quoted, "it's `date` \"x\"\n@y \\n");
  assert_string_equal(got, "'it''s `date` \"x\" @y \\n'");
  free(got);
  got = escaped(html_text, "<b a='1'>\"x\" & y\x1b");
  assert_string_equal(got, "&lt;b a=&#39;1&#39;&gt;&quot;x&quot; &amp; y ");
  free(got);
}

/* --- what the chart shows --- */

static void test_chart_rows(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  LimitsChart chart;
  assert_true(limits_chart_init(&chart, &made->outcome));
  assert_int_equal(chart.count, 2); /* neither what is not applicable nor a pass without a number */
  assert_int_equal(chart.bars[0].row, MADE_DIFFERENTIAL);
  assert_int_equal(chart.bars[1].row, MADE_REVERSE);
  assert_true(chart.bars[0].heading && chart.bars[1].heading);
  assert_false(chart.log_axis);
  made->limits.rows[MADE_FLUID].status = LIMIT_FAIL; /* a failure is shown, number or not */
  made->limits.rows[MADE_REVERSE].utilization = 0.004;
  assert_true(limits_chart_init(&chart, &made->outcome));
  assert_int_equal(chart.count, 3);
  assert_false(chart.bars[2].number);
  assert_true(chart.log_axis);
  assert_rel(chart.axis_from, 1e-3, 1e-12);
  made->limits.count = 0;
  assert_true(limits_chart_init(&chart, &made->outcome));
  assert_int_equal(chart.count, 0);
  outcome_free(made);
}

static void test_chart_keeps_the_tightest(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  enum { MANY = 200 };
  LimitRow *rows = calloc(MANY, sizeof *rows);
  for (int i = 0; i < MANY; i++) {
    rows[i] = made->limits.rows[MADE_DIFFERENTIAL];
    rows[i].status = LIMIT_PASS;
    rows[i].utilization = 0.001 * ((i * 7) % MANY);
  }
  LimitTable many = {rows, MANY, MANY};
  made->outcome.limits = &many;
  LimitsChart chart;
  assert_true(limits_chart_init(&chart, &made->outcome));
  assert_int_equal(chart.count, CHART_BARS_MAX);
  assert_int_equal(chart.left_out, MANY - CHART_BARS_MAX);
  for (int i = 0; i < chart.count; i++) {
    assert_true(rows[chart.bars[i].row].utilization > 0.001 * (MANY - CHART_BARS_MAX - 1));
    if (i > 0) assert_true(chart.bars[i].row > chart.bars[i - 1].row);
  }
  free(rows);
  outcome_free(made);
}

/* --- the folder --- */

static bool exists(const char *folder, const char *name) {
  char path[600];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return access(path, F_OK) == 0;
}

static bool gnuplot_is_there(void) {
  return system("gnuplot --version >/dev/null 2>&1") == 0;
}

static void assert_contains(const char *folder, const char *name, const char *want) {
  char *text = folder_file(folder, name);
  if (!text) fail_msg("no %s", name);
  if (text && !strstr(text, want)) fail_msg("%s lacks: %s", name, want);
  free(text);
}

static void test_folder_without_pictures(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  char *folder = folder_made(), message[600] = "x";
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  assert_string_equal(message, "");
  const char *const names[] = {"results.json", "nodes.csv",  "elements.csv", "pumps.csv",
                               "supplies.csv", "limits.csv", "limits.gp",    "report.html"};
  for (size_t i = 0; i < 8; i++)
    assert_true(exists(folder, names[i]));
  assert_int_equal(folder_count(folder), 8);
  assert_contains(folder, "limits.gp", "set label 'Load ''lock'' <b> & @LOOK@ `date`'");
  assert_contains(folder, "report.html", "Load &#39;lock&#39; &lt;b&gt; &amp; @LOOK@ `date`");
  assert_contains(folder, "report.html", "&lt;hot&gt;");
  assert_contains(folder, "report.html",
                  "discharge</td><td class=\"n\">0.75</td><td class=\"n\">0.6</td><td class=\"n\">0.95</td>");
  assert_contains(folder, "report.html", "0000007</code>");
  char *html = folder_file(folder, "report.html");
  assert_null(strstr(html, "<hot>"));
  assert_null(strstr(html, "nan"));
  assert_null(strstr(html, "http://")); /* self-contained: no picture, nothing from elsewhere */
  free(html);
  folder_remove(folder);
  outcome_free(made);
}

static void test_pictures(void **state) {
  (void)state;
  if (!gnuplot_is_there()) skip();
  MadeOutcome *made = outcome_made();
  made->limits.rows[MADE_FLUID].status = LIMIT_FAIL;
  char *folder = folder_made(), message[600], command[300];
  assert_int_equal(results_write(&made->outcome, folder, true, message, sizeof message), STATUS_OK);
  assert_string_equal(message, "");
  assert_true(exists(folder, "limits.svg") && exists(folder, "limits.png"));
  assert_int_equal(folder_count(folder), 10);
  assert_contains(folder, "limits.svg", "Load 'lock' &lt;b> &amp; @LOOK@ `date`");
  assert_contains(folder, "limits.svg", "0.950  warn");
  assert_contains(folder, "report.html", "<svg");
  snprintf(command, sizeof command, "cd %s && rm limits.svg limits.png && gnuplot limits.gp 2>&1", folder);
  FILE *said = popen(command, "r");
  assert_int_equal(fgetc(said), EOF); /* the script stands on its own and has nothing to say */
  assert_int_equal(pclose(said), 0);
  assert_true(exists(folder, "limits.svg") && exists(folder, "limits.png"));
  /* what an earlier run left does not stay beside new figures */
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  assert_false(exists(folder, "limits.svg") || exists(folder, "limits.png"));
  made->outcome.limits = NULL;
  assert_int_equal(results_write(&made->outcome, folder, true, message, sizeof message), STATUS_OK);
  assert_false(exists(folder, "limits.csv") || exists(folder, "limits.gp"));
  folder_remove(folder);
  outcome_free(made);
}

/* With PATH set to where a gnuplot of that text stands (NULL: none at all). */
static void assert_warns(const char *gnuplot, const char *want) {
  MadeOutcome *made = outcome_made();
  char *folder = folder_made(), *tools = folder_made(), *path = strdup(getenv("PATH")), message[600];
  char file[300];
  snprintf(file, sizeof file, "%s/gnuplot", tools);
  FILE *script = gnuplot ? fopen(file, "w") : NULL;
  if (script) {
    fputs(gnuplot, script);
    fclose(script);
    chmod(file, 0755);
  }
  setenv("PATH", tools, 1);
  ChartFiles rendered = {{true}};
  Status status = charts_write(&made->outcome, folder, true, &rendered, message, sizeof message);
  setenv("PATH", path, 1);
  assert_int_equal(status, STATUS_OK);
  assert_false(rendered.rendered[CHART_LIMITS]);
  if (!strstr(message, want)) fail_msg("%s", message);
  assert_true(exists(folder, "limits.gp"));
  assert_int_equal(folder_count(folder), 1);
  free(path);
  folder_remove(tools);
  folder_remove(folder);
  outcome_free(made);
}

static void test_no_gnuplot(void **state) {
  (void)state;
  assert_warns(NULL, "gnuplot is not installed");
  assert_warns("#!/bin/sh\nexit 1\n", "gnuplot failed");
  assert_warns("#!/bin/sh\nexit 0\n", "no whole picture");
  assert_warns("#!/bin/sh\nkill -ALRM $$\n", "took longer");
  /* half a picture, as a full disk leaves it */
  assert_warns("#!/bin/sh\np=${3#*\\'}; p=${p%\\'}; echo '<svg' >${p}limits.svg; echo x >${p}limits.png\n",
               "no whole picture");
}

/* In a process of its own, where no file may grow beyond 1 KiB: a run that cannot be written says so and leaves no
   piece. */
static void test_full_disk(void **state) {
  (void)state;
  char *folder = folder_made();
  pid_t child = fork();
  if (child == 0) {
    MadeOutcome *made = outcome_made();
    char message[600] = "";
    struct rlimit limit = {1024, 1024};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    Status status = results_write(&made->outcome, folder, true, message, sizeof message);
    outcome_free(made);
    _exit(status == STATUS_IO && strstr(message, folder) ? 0 : 1);
  }
  int result;
  waitpid(child, &result, 0);
  assert_true(WIFEXITED(result) && WEXITSTATUS(result) == 0);
  assert_int_equal(folder_count(folder), 0); /* nor the small tables that went through whole */
  folder_remove(folder);
}

static void test_unwritable(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  char message[600];
  assert_int_equal(results_write(&made->outcome, "/dev/null/out", false, message, sizeof message), STATUS_IO);
  assert_non_null(strstr(message, "/dev/null"));
  outcome_free(made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_template),
      cmocka_unit_test(test_escapes),
      cmocka_unit_test(test_chart_rows),
      cmocka_unit_test(test_chart_keeps_the_tightest),
      cmocka_unit_test(test_folder_without_pictures),
      cmocka_unit_test(test_pictures),
      cmocka_unit_test(test_no_gnuplot),
      cmocka_unit_test(test_full_disk),
      cmocka_unit_test(test_unwritable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
