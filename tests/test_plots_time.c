/* The time axis and the marks of events that the charts of a run share. */
#include "plots/time_frame.h"
#include "tests/check.h"
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
  made_run_free(made);
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
  made_run_free(made);
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
    made_run_free(made);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_time_axis),
      cmocka_unit_test(test_time_units),
      cmocka_unit_test(test_event_words),
      cmocka_unit_test(test_event_labels),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
