/* Charts of runs through time: what they show, where it stands, and that gnuplot draws it. */
#include <unistd.h>

#include "plots/chart.h"
#include "plots/chart_pumpdown.h"
#include "plots/chart_utilization.h"
#include "sim/app/write_results.h"
#include "sim/limit_checks.h"
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

/* Pumped within 5 s, shut off at 600 s, then it rises. */
static double leak_test(int node, double t) {
  return node == 0 ? 101325 : 1e5 * exp(-t) + 0.01 + (t > 600 ? 1e-4 * (t - 600) : 0);
}

static double pulse(int node, double t) {
  return node == 0 ? 101325 : t < 300 ? 1 : 1 + 50 * exp(-(t - 300) / 10);
}

static double nothing(int node, double t) {
  (void)node, (void)t;
  return 0;
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

/* --- the time axis --- */

static TimeAxis axis_of(double until_s, double event_s, double (*p_pa)(int, double)) {
  MadeRun *made = run_made(1, 0, 1, until_s);
  TimeAxis axis;
  if (event_s > 0) run_event(made, event_s, EVENT_OPEN, "V1");
  run_rows(made, 200, p_pa);
  assert_true(time_axis_init(&axis, &made->run));
  run_free(made);
  return axis;
}

static void test_time_axis(void **state) {
  (void)state;
  TimeAxis plain = axis_of(60, 1, pumped), hidden = axis_of(36000, 0.5, fast_then_slow);
  assert_false(plain.log);
  assert_string_equal(plain.unit, "s");
  assert_rel(time_axis_share(&plain, 15), 0.25, 1e-12);
  assert_true(hidden.log);
  assert_string_equal(hidden.unit, "s");
  assert_rel(hidden.from_s, 0.1, 1e-9);
  assert_abs(time_axis_share(&hidden, 0), 0, 0); /* what comes before the axis stands at its edge */
  assert_rel(time_axis_share(&hidden, sqrt(0.1 * 36000)), 0.5, 1e-9);
  /* the rise after 600 s is what the line is run for: a logarithmic axis would squeeze it */
  assert_false(axis_of(1200, 600, leak_test).log);
  assert_true(axis_of(1200, 0, leak_test).log);
  assert_false(axis_of(600, 300, pulse).log);
}

static void test_time_units(void **state) {
  (void)state;
  static const struct {
    double until_s;
    const char *unit;
    double unit_s;
  } cases[] = {{0.01, "ms", 1e-3}, {600, "s", 1}, {1800, "min", 60}, {36000, "h", 3600}, {3.15e7, "d", 86400}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    TimeAxis axis = axis_of(cases[i].until_s, 0, spread);
    assert_false(axis.log);
    assert_string_equal(axis.unit, cases[i].unit);
    assert_rel(axis.unit_s, cases[i].unit_s, 1e-12);
  }
}

/* --- events --- */

static const double width = FRAME_RIGHT - FRAME_LEFT;

static EventMarks marks_of(const MadeRun *made) {
  TimeAxis axis = {.to_s = made->run.end_s, .unit_s = 1, .unit = "s"};
  EventMarks marks;
  event_marks_init(&marks, &made->outcome, &axis, width);
  return marks;
}

static void assert_mark(const EventMarks *marks, int mark, const char *label, const char *words) {
  char text[EVENT_TEXT_SIZE + 160];
  assert_string_equal(event_mark_label(marks, mark, text, sizeof text), label);
  assert_string_equal(event_mark_words(marks, mark, text, sizeof text), words);
}

static void test_event_words(void **state) {
  (void)state;
  MadeRun *made = run_made(1, 0, 3, 600);
  run_event(made, 100, EVENT_OPEN, "V1");
  run_event(made, 100, EVENT_OPEN, "V2");
  run_event(made, 100, EVENT_STOP, "P1");
  run_event(made, 300, EVENT_OPEN, "V3"); /* a pulse of 10 ms: one mark, both its moments */
  run_event(made, 300.01, EVENT_CLOSE, "V3");
  run_event(made, 500, EVENT_HELD_SHUT, "V1");
  snprintf(made->run.events[5].cause, sizeof made->run.events[5].cause, "n1 below 10 Pa");
  EventMarks marks = marks_of(made);
  assert_int_equal(marks.count, 3);
  assert_false(marks.numbered);
  assert_int_equal(marks.rows, 1);
  assert_mark(&marks, 0, "open V1, V2; stop P1", "100 s  open V1, V2; stop P1");
  assert_mark(&marks, 1, "open V3; close V3", "300 to 300.01 s  open V3; close V3");
  assert_mark(&marks, 2, "V1 held shut", "500 s  V1 held shut (n1 below 10 Pa)");
  run_free(made);
}

/* Whatever the events: every mark is spoken for once, labels of a row keep apart, none leaves the panel. */
static void assert_labels_apart(const EventMarks *marks) {
  double ends[EVENT_ROWS_MAX] = {-1, -1, -1};
  int next = 0;
  char text[EVENT_TEXT_SIZE];
  for (int i = 0; i < marks->count; i++) {
    const EventMark *mark = &marks->marks[i];
    if (mark->row < 0) continue;
    double half = 0.5 * 6 * (double)strlen(event_mark_label(marks, i, text, sizeof text));
    assert_true(mark->row < marks->rows && mark->row < EVENT_ROWS_MAX);
    if (!(mark->label_at - half > ends[mark->row])) fail_msg("%s runs into the label before it", text);
    assert_true(mark->label_at - half > -1 && mark->label_at + half < width + 1);
    ends[mark->row] = mark->label_at + half;
    assert_int_equal(next, i);
    next = mark->label_last + 1;
  }
  assert_int_equal(next, marks->count);
}

static void test_event_labels(void **state) {
  (void)state;
  unsigned seed = 12345;
  for (int count = 0; count <= 400; count = count * 3 / 2 + 1) {
    MadeRun *made = run_made(1, 0, 3, 600);
    double time_s = 0;
    for (int i = 0; i < count; i++) {
      seed = seed * 1103515245u + 12345u;
      time_s += 600.0 / (count + 1) * (i % 7 ? 0.2 + 1.2 * ((seed >> 16) % 1000) / 1000 : 0); /* some at one time */
      run_event(made, fmin(time_s, 600), i % 2 ? EVENT_CLOSE : EVENT_OPEN, i % 3 ? "V1" : "V3");
    }
    EventMarks marks = marks_of(made);
    assert_true(marks.numbered || count < 30);
    assert_labels_apart(&marks);
    run_free(made);
  }
}

/* --- curves, lanes, failures --- */

static PumpdownChart *chart_of(const MadeRun *made) {
  PumpdownChart *chart = malloc(sizeof *chart);
  assert_true(pumpdown_chart_init(chart, &made->outcome));
  return chart;
}

static void test_curves(void **state) {
  (void)state;
  MadeRun *made = run_made(4, 0, 0, 60);
  run_rows(made, 50, mixed);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->curve_count, 4); /* n1 with n2, n3, n4, room */
  assert_string_equal(chart->curves[0].name, "n1, n2");
  assert_string_equal(chart->curves[2].name, "n4");
  assert_true(chart->curves[3].boundary);
  assert_int_equal(chart->nodes_left_out, 0);
  assert_int_equal(chart->lane_count, 0);
  assert_true(chart->p_pa.from < 5 && chart->p_pa.from > 1); /* 0 Pa does not stretch the axis */
  assert_true(chart->p_pa.to > 101325);
  free(chart);
  run_free(made);
}

static void test_many_curves(void **state) {
  (void)state;
  MadeRun *made = run_made(12, 3, 0, 60);
  run_threshold(made, "t_7", 7, 10, NAN);
  run_rows(made, 50, spread);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->curve_count, PRESSURE_CURVES_MAX);
  assert_int_equal(chart->nodes_left_out, 12 + 3 - PRESSURE_CURVES_MAX);
  bool watched = false;
  for (int i = 0; i < chart->curve_count; i++) {
    watched = watched || chart->curves[i].node == 7;
    assert_true(chart->curves[i].node >= 1 &&
                chart->curves[i].node <= 12); /* volumes before junctions and boundaries */
    if (i > 0) assert_true(chart->curves[i].node > chart->curves[i - 1].node);
  }
  assert_true(watched);
  assert_int_equal(chart->threshold_count, 1);
  free(chart);
  run_free(made);
}

static void test_nothing_to_draw(void **state) {
  (void)state;
  MadeRun *made = run_made(2, 0, 0, 60);
  run_rows(made, 50, nothing);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->curve_count, 0);
  free(chart);
  made->run.end_s = 0; /* ended before its first step */
  chart = chart_of(made);
  assert_int_equal(chart->curve_count, 0);
  free(chart);
  made->outcome.transient = NULL;
  chart = chart_of(made);
  assert_int_equal(chart->curve_count, 0);
  free(chart);
  run_free(made);
}

static void test_lanes(void **state) {
  (void)state;
  MadeRun *made = run_made(2, 0, 15, 600);
  char name[16];
  for (int i = 15; i > 1; i--) { /* V1 never moves */
    snprintf(name, sizeof name, "V%d", i);
    run_event(made, 10.0 * (16 - i), EVENT_OPEN, name);
  }
  run_rows(made, 10, pumped);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->lane_count, PUMPDOWN_LANES_MAX);
  assert_int_equal(chart->lanes_left_out, 14 - PUMPDOWN_LANES_MAX);
  assert_string_equal(made->study.network.branches[chart->lanes[0]].name, "V15"); /* the first that changes */
  free(chart);
  run_free(made);
}

static void test_failures(void **state) {
  (void)state;
  MadeRun *made = run_made(1, 0, 12, 100);
  char name[16];
  for (int i = 1; i <= 12; i++) {
    snprintf(name, sizeof name, "V%d", i);
    run_limit(made, name, LIMIT_REVERSE_PRESSURE, i <= 10 ? 1 + 0.1 * i : 0.5, 5.0 * i);
  }
  made->limits.rows[3].when = LIMIT_WHEN_STEADY; /* no moment of this run */
  run_rows(made, 50, pumped);
  PumpdownChart *chart = chart_of(made);
  assert_int_equal(chart->failure_count, PUMPDOWN_FAILURES_MAX);
  assert_int_equal(chart->failures_left_out, 1);
  assert_int_equal(chart->failures[0].row, 9); /* the worst first */
  assert_rel(chart->failures[0].at, 0.5 * width, 1e-12);
  free(chart);
  run_free(made);
}

/* --- utilization --- */

static void test_utilization_rows(void **state) {
  (void)state;
  MadeRun *made = run_made(2, 0, 8, 60);
  UtilizationCurve curves[UTILIZATION_CURVES_MAX];
  char name[16];
  assert_int_equal(utilization_curves(&made->outcome, curves), 0); /* no series yet */
  for (int i = 1; i <= 8; i++) {
    snprintf(name, sizeof name, "V%d", i);
    run_limit(made, name, LIMIT_REVERSE_PRESSURE, 0.9 - 0.01 * i, 1);
  }
  run_limit(made, "V1", LIMIT_MIN_OPERATING_PRESSURE, 0.3, 2);
  run_limit(made, "V1", LIMIT_WITHSTAND_PRESSURE, 0.009, 2); /* hardly used */
  run_limit(made, "V1", LIMIT_FLUID, 2, 0);                  /* no pressure enters */
  run_rows(made, 20, pumped);
  assert_int_equal(utilization_curves(&made->outcome, curves), 6);
  for (int i = 0; i < 3; i++)
    assert_int_equal(curves[i].row, i);
  assert_int_equal(curves[3].check, LIMIT_MIN_OPERATING_PRESSURE); /* many valves alike do not crowd it out */
  assert_int_equal(curves[4].row, 3);
  assert_true(utilization_is_known(&made->outcome));
  made->limits.count = 0;
  assert_false(utilization_is_known(&made->outcome));
  run_free(made);
}

static void test_utilization_at(void **state) {
  (void)state;
  MadeRun *made = run_made(1, 0, 1, 60);
  run_event(made, 10, EVENT_OPEN, "V1");
  run_event(made, 20, EVENT_CLOSE, "V1");
  run_limit(made, "V1", LIMIT_MAX_OPERATING_DIFFERENTIAL, 0.125, 20);
  run_limit(made, "V1", LIMIT_MIN_OPERATING_PRESSURE, 0.05, 20);
  run_rows(made, 20, pumped);
  UtilizationCurve curves[UTILIZATION_CURVES_MAX];
  assert_int_equal(utilization_curves(&made->outcome, curves), 2);
  const Series *series = &made->run.series;
  const Branch *valve = &made->study.network.branches[curves[0].branch];
  int open = 0;
  for (int row = 0; row < series->count; row++) {
    double t = series->time_s[row], u = utilization_at(&made->outcome, &curves[0], row);
    bool is_open = (t > 10 && t < 20) || (t == 10 && series->side[row] > 0) || (t == 20 && series->side[row] < 0);
    open += is_open;
    if (!is_open)
      assert_true(isnan(u)); /* a closed valve has no differential to judge */
    else
      assert_rel(u, 1 + limit_differential_excess(valve, &made->study.limits, 101325, pumped(1, t)), 1e-12);
    assert_true(isfinite(utilization_at(&made->outcome, &curves[1], row)));
  }
  assert_int_equal(open, 42);
  char *csv = outcome_printed(&made->outcome, csv_utilization);
  const char *head = "time_s,V1_max_operating_differential,V1_min_operating_pressure\n0,,";
  assert_int_equal(strncmp(csv, head, strlen(head)), 0);
  assert_null(strstr(csv, "nan"));
  free(csv);
  run_free(made);
}

static void test_utilization_axis(void **state) {
  (void)state;
  static const struct {
    double utilization;
    bool log;
  } cases[] = {{0.5, false}, {3, false}, {100, true}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    MadeRun *made = run_made(1, 0, 1, 60);
    run_limit(made, "V1", LIMIT_WITHSTAND_PRESSURE, cases[i].utilization, 20);
    run_rows(made, 20, pumped);
    UtilizationChart chart;
    assert_true(utilization_chart_init(&chart, &made->outcome));
    assert_int_equal(chart.curve_count, 1);
    assert_int_equal(chart.log, cases[i].log);
    assert_true(chart.range.to > fmax(1, cases[i].utilization));
    if (chart.log) assert_true(chart.range.from > 0);
    run_free(made);
  }
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
  run_free(made);
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
    run_free(made);
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
  run_free(made);
}

/* --- the report --- */

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
      cmocka_unit_test(test_time_axis),
      cmocka_unit_test(test_time_units),
      cmocka_unit_test(test_event_words),
      cmocka_unit_test(test_event_labels),
      cmocka_unit_test(test_curves),
      cmocka_unit_test(test_many_curves),
      cmocka_unit_test(test_nothing_to_draw),
      cmocka_unit_test(test_lanes),
      cmocka_unit_test(test_failures),
      cmocka_unit_test(test_utilization_rows),
      cmocka_unit_test(test_utilization_at),
      cmocka_unit_test(test_utilization_axis),
      cmocka_unit_test(test_picture_of_everything),
      cmocka_unit_test(test_hard_pictures),
      cmocka_unit_test(test_old_files_go),
      cmocka_unit_test(test_report),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
