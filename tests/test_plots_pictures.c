/* The pictures and the page of a run through time, drawn by gnuplot and read back. */
#include <unistd.h>

#include "plots/chart.h"
#include "plots/svg_inline.h"
#include "sim/app/write_results.h"
#include "tests/check.h"
#include "tests/outcome.h"
#include "tests/transient_made.h"

/* --- courses of pressure --- */

static double pumped(int node, double t) {
  return node == 0 ? 101325 : 1e5 * exp(-t / (10.0 + node)) + 0.1 * node;
}

static double fast_then_slow(int node, double t) {
  return node == 0 ? 101325 : 1e5 * exp(-t / 3) + 1 / (1 + t);
}

static double pulse(int node, double t) {
  return node == 0 ? 101325 : t < 300 ? 1 : 1 + 50 * exp(-(t - 300) / 10);
}

/* 1 and 2 the same, 3 empty until 10 s, the others apart. */
static double mixed(int node, double t) {
  if (node == 3) return t < 10 ? 0 : 5;
  return node == 0 ? 101325 : 100.0 * (node == 2 ? 1 : node);
}

static double spread(int node, double t) {
  (void)t;
  return node == 0 ? 101325 : pow(10, 0.2 * node);
}

/* --- pictures --- */

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

/* The script runs on its own and has nothing to say. */
static void assert_draws(const char *folder, const char *name) {
  char command[700], said[200] = "", picture[64];
  snprintf(command, sizeof command, "cd %s && rm -f %s.svg %s.png && gnuplot %s.gp 2>&1", folder, name, name, name);
  FILE *stream = popen(command, "r");
  if (fgets(said, sizeof said, stream)) fail_msg("%s.gp: %s", name, said);
  assert_int_equal(pclose(stream), 0);
  snprintf(picture, sizeof picture, "%s.svg", name);
  assert_true(exists(folder, picture));
  char *svg = folder_file(folder, picture);
  assert_null(strstr(svg, "nan"));
  assert_non_null(strstr(svg, "</svg>"));
  free(svg);
}

static char *written(MadeRun *made) {
  char *folder = folder_made(), message[600];
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  assert_string_equal(message, "");
  return folder;
}

static void test_picture_of_everything(void **state) {
  (void)state;
  if (!gnuplot_is_there()) skip();
  MadeRun *made = run_made(3, 1, 4, 100);
  free(made->study.title);
  made->study.title = strdup("It's `date` <b> _x_ ^y^ {z} @TOP@");
  run_event(made, 10, EVENT_OPEN, "V1");
  run_event(made, 40, EVENT_CLOSE, "V1");
  run_event(made, 60, EVENT_STOP, "P1");
  run_threshold(made, "t_rough", 1, 5000, 33);
  run_threshold(made, "t_never", 2, 0.01, NAN);
  made->measures[0].conditional = true;
  run_limit(made, "V1", LIMIT_MAX_OPERATING_DIFFERENTIAL, 1.5, 10);
  run_limit(made, "V2", LIMIT_REVERSE_PRESSURE, 0.5, 0);
  made->run.conditional_from_s = 10;
  made->run.complete = false;
  made->study.transient.until_s = 600;
  run_rows(made, 100, pumped);
  char *folder = written(made);
  assert_draws(folder, "pumpdown");
  assert_draws(folder, "utilization");
  assert_contains(folder, "pumpdown.svg", "It's `date` &lt;b> _x_ ^y^ {z} @TOP@");
  const char *const words[] = {"FAIL, INCOMPLETE: the run was ended at 100 s of 600 s",
                               "t_rough: 33 s (conditional)",
                               "t_never: not reached",
                               "conditional from 10 s on",
                               "5 kPa  t_rough: 33 s",
                               "A  V1: max operating differential",
                               "open V1",
                               "stop P1",
                               "filled: open, running",
                               "pressure, Pa",
                               "time, s"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    assert_contains(folder, "pumpdown.svg", words[i]);
  assert_contains(folder, "utilization.svg", "V1  150 % at 10 s");
  assert_contains(folder, "utilization.svg", "warn from 0.9");
  folder_remove(folder);
  made_run_free(made);
}

/* What is hard on a picture: one curve, twelve, thirty events, nothing that moves, a pulse, pressures of 0 Pa. */
static void test_hard_pictures(void **state) {
  (void)state;
  if (!gnuplot_is_there()) skip();
  static const struct {
    int volumes, valves, events;
    double until_s;
    double (*p_pa)(int, double);
  } cases[] = {
      {1, 0, 0, 60, pumped},  {12, 3, 0, 60, spread}, {2, 3, 30, 300, pumped},          {3, 2, 0, 3e7, spread},
      {1, 1, 2, 600, pulse},  {4, 1, 0, 60, mixed},   {1, 1, 1, 36000, fast_then_slow}, {1, 1, 400, 60, pumped},
      {2, 1, 1, 1e-3, pumped}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    MadeRun *made = run_made(cases[i].volumes, 0, cases[i].valves, cases[i].until_s);
    for (int k = 0; k < cases[i].events; k++)
      run_event(made, cases[i].events == 2 ? 300 + 0.01 * k : cases[i].until_s * (k + 1) / (cases[i].events + 2),
                k % 2 ? EVENT_CLOSE : EVENT_OPEN, "V1");
    run_rows(made, 20, cases[i].p_pa);
    char *folder = written(made);
    assert_draws(folder, "pumpdown");
    folder_remove(folder);
    made_run_free(made);
  }
}

static void test_old_files_go(void **state) {
  (void)state;
  MadeRun *made = run_made(1, 0, 1, 60);
  run_limit(made, "V1", LIMIT_WITHSTAND_PRESSURE, 0.5, 20);
  run_rows(made, 20, pumped);
  char *folder = written(made), message[600];
  const char *const names[] = {"pumpdown.gp", "utilization.gp", "utilization.csv", "transient.csv"};
  for (size_t i = 0; i < 4; i++)
    assert_true(exists(folder, names[i]));
  made->outcome.transient = NULL;
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  for (size_t i = 0; i < 4; i++)
    assert_false(exists(folder, names[i]));
  assert_true(exists(folder, "limits.gp"));
  folder_remove(folder);
  made_run_free(made);
}

/* --- the report --- */

static void test_svg_inline(void **state) {
  (void)state;
  char *got = NULL;
  size_t size;
  FILE *stream = open_memstream(&got, &size);
  svg_inline_print("<svg id=\"a\"><g id='b'><use href='#b'/><text fill='url(#a)'> id='c' #d</text></svg>", "x", stream);
  fclose(stream);
  assert_string_equal(got,
                      "<svg id=\"x-a\"><g id='x-b'><use href='#x-b'/><text fill='url(#x-a)'> id='c' #d</text></svg>");
  free(got);
}

static void test_report(void **state) {
  (void)state;
  MadeOutcome *made = outcome_made();
  outcome_run(made);
  outcome_conditional(made);
  char *folder = folder_made(), message[600];
  bool draws = gnuplot_is_there();
  assert_int_equal(results_write(&made->outcome, folder, draws, message, sizeof message), STATUS_OK);
  assert_string_equal(message, "");
  const char *const words[] = {"<h2>Measures</h2>",
                               "<h2>Events</h2>",
                               "<h2>Balance of the run</h2>",
                               "<h2>Catalogue limits, at the worst moment</h2>",
                               "Never came: stop P1 5 s after the entry above it",
                               "conditional from 1 s on",
                               "<td>t_rough</td>",
                               "7650 s = 2.125 h",
                               "never reached: chamber came no nearer than 12.5 Pa",
                               "<td class=\"n\">14.25</td><td>V1</td><td>close</td><td>chamber below 10 Pa</td>",
                               "<td>at 1 s</td>",
                               "Pressures at the end, 600 s"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    assert_contains(folder, "report.html", words[i]);
  if (draws) assert_contains(folder, "report.html", "<h2>The run through time</h2>");
  char *html = folder_file(folder, "report.html");
  assert_null(strstr(html, "nan"));
  assert_null(strstr(html, ">inf"));
  free(html);
  made->transient.complete = false;
  made->transient.end_s = 15;
  assert_int_equal(results_write(&made->outcome, folder, false, message, sizeof message), STATUS_OK);
  assert_contains(folder, "report.html", "the run was ended at 15 s of 600 s");
  folder_remove(folder);
  outcome_free(made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_picture_of_everything),
      cmocka_unit_test(test_hard_pictures),
      cmocka_unit_test(test_old_files_go),
      cmocka_unit_test(test_svg_inline),
      cmocka_unit_test(test_report),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
