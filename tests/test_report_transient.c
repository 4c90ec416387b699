/* Runs through time in words and on the first screen, against a hand-made outcome. */
#include "sim/report_text.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"
#include "tests/check.h"
#include "tests/outcome.h"

static MadeOutcome *run_made(void) {
  MadeOutcome *made = outcome_made();
  outcome_run(made);
  return made;
}

/* --- words --- */

static void test_entry_words(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  const Network *network = &made->study.network;
  const ScheduleEntry *entries = made->study.schedule.entries;
  char text[400];
  assert_string_equal(schedule_entry_words(network, &entries[0], text, sizeof text), "open V1 at 1 s");
  assert_string_equal(schedule_entry_words(network, &entries[1], text, sizeof text),
                      "open VENT; close V1 when chamber below 10 Pa");
  Action many[9];
  for (int i = 0; i < 9; i++)
    many[i] = (Action){ACTION_OPEN, entries[0].actions[0].branch};
  ScheduleEntry entry = {.kind = ENTRY_AT, .time_s = 2, .actions = many, .n_actions = 9};
  assert_string_equal(schedule_entry_words(network, &entry, text, sizeof text),
                      "open V1, V1, V1, V1, V1, V1 and 3 more at 2 s");
  outcome_free(made);
}

static void test_figure_words(void **state) {
  (void)state;
  const struct {
    double value;
    const char *unit, *want;
  } cases[] = {{14.25, "s", "14.25 s"},
               {119.9, "s", "119.9 s"},
               {600, "s", "600 s = 10 min"},
               {7650, "s", "7650 s = 2.125 h"},
               {1209600, "s", "1.2096e+06 s = 14 d"},
               {101325, "Pa", "101325 Pa = 1013 mbar"},
               {-0.0, "Pa m3/s", "0 Pa m3/s"},
               {0.02, "Pa m3/s", "0.02 Pa m3/s = 0.2 mbar L/s"},
               {0.005, "m3/s", "0.005 m3/s = 5 L/s"},
               {1e-9, "kg/s", "1e-09 kg/s"},
               {NAN, "Pa", "-"},
               {INFINITY, "s", "-"}};
  char text[100];
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_string_equal(figure_words(cases[i].value, cases[i].unit, text, sizeof text), cases[i].want);
}

static void test_verdict(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  char text[400];
  assert_string_equal(verdict_word(&made->outcome), "PASS");
  assert_string_equal(
      verdict_text(&made->outcome, text, sizeof text),
      "all 3 limit checks hold, 1 in the warning band; tightest: V1 max operating differential, 95 % used "
      "at 1 s");
  made->limits.rows[MADE_DIFFERENTIAL].when = LIMIT_WHEN_STEADY;
  assert_non_null(strstr(verdict_text(&made->outcome, text, sizeof text), "95 % used in the steady state"));
  made->transient.complete = false;
  assert_string_equal(verdict_word(&made->outcome), "INCOMPLETE");
  assert_non_null(strstr(verdict_text(&made->outcome, text, sizeof text), "all 3 limit checks hold so far, "));
  outcome_fail(made);
  assert_string_equal(verdict_word(&made->outcome), "FAIL");
  outcome_free(made);
}

/* --- the first screen --- */

static void print_plain(const RunOutcome *outcome, FILE *stream) {
  report_text_print(outcome, "out/line", false, stream);
}

static void assert_screen(const char *text, int lines_max) {
  int lines = 0;
  for (const char *line = text; *line; lines++) {
    size_t length = strcspn(line, "\n");
    if (length > 100) fail_msg("%zu columns: %.*s", length, (int)length, line);
    line += length + (line[length] == '\n');
  }
  if (lines > lines_max) fail_msg("%d lines:\n%s", lines, text);
  assert_null(strstr(text, "nan"));
  assert_null(strstr(text, "inf "));
}

static void assert_says(const char *text, const char *wanted) {
  if (!strstr(text, wanted)) fail_msg("no '%s' in\n%s", wanted, text);
}

static void test_screen(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  char *text = outcome_printed(&made->outcome, print_plain);
  assert_screen(text, 50);
  assert_says(text, "\nMeasures, flow at 20 degC\n  t_rough    7650 s = 2.125 h ");
  assert_says(text, "  time until chamber below 10 Pa, since V1 changed\n");
  assert_says(text, "  never      - ");
  assert_says(text, "pressure of chamber, maximum, at 0 s\n");
  assert_says(text, "\nTransient  to 600 s = 10 min, 3 events; 123 steps, 4 rejected\n");
  assert_says(text, "\n  chamber    volume          12.75      0.1275         120  air 98 %, N2 1.96 %\n");
  assert_says(text, "           5  isolated"); /* of the steady state */
  assert_says(text, "\n           1 s  open V1\n       14.25 s  close V1; open VENT: chamber below 10 Pa\n");
  assert_says(text, "0.095 MPa   0.1 MPa       5 kPa      95 %  warn  1 s\n");
  assert_says(text, "\nBalance  in 3 = out 4.5 + stored -1.5 Pa m3 at 20 degC over the run, closed to 1e-16; the laws");
  assert_says(text, "\n         steady: in 0.375 = out 0.375 + stored 0 Pa m3/s");
  assert_says(text, "\nNote     never came: stop P1 5 s after the entry above it\n");
  assert_null(strstr(text, "conditional"));
  assert_null(strstr(text, "INCOMPLETE"));
  free(text);
  outcome_free(made);
}

static void test_screen_of_a_run_alone(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  outcome_conditional(made);
  made->outcome.steady = NULL;
  made->outcome.balance = NULL;
  made->transient.complete = false;
  made->transient.end_s = 123.5;
  Network *network = &made->study.network;
  network->branches[network_find_branch(network, SECTION_ELEMENTS, "V1")].open = false; /* its event opens it */
  char *text = outcome_printed(&made->outcome, print_plain);
  assert_screen(text, 45);
  assert_int_equal(strncmp(text, "INCOMPLETE  the run was ended at 123.5 s of 600 s: ", 51), 0);
  assert_says(text,
              "\nFAIL  1 of 3 limit checks fail\n      V1: max operating differential 0.15 MPa is 50 % over the limit "
              "of 0.1 MPa, at 1 s\n");
  assert_says(text, "\n  t_rough  * 7650 s");
  assert_says(text,
              "\n  * conditional from 1 s on: beyond its catalogue limit V1 (max operating differential) would not");
  assert_says(text, "\n  ~ open valves flow by estimate, no catalogue fact: discharge 0.75");
  assert_null(strstr(text, "Steady"));
  free(text);
  outcome_free(made);
}

/* Thirty valves pulsed in turn, the odd one forced open: eight lines, what the valves did on their own among them. */
static void test_screen_of_many_events(void **state) {
  (void)state;
  MadeOutcome *made = run_made();
  TransientEvent events[60], first = made->transient.events[0], *kept = made->transient.events;
  for (int i = 0; i < 60; i++) {
    events[i] = first;
    events[i].time_s = 1 + i / 2;
    snprintf(events[i].cause, sizeof events[i].cause, "event %d", i / 2);
  }
  events[51].kind = events[50].kind = EVENT_FORCED_OPEN;
  made->transient.events = events;
  made->transient.n_events = 60;
  char *text = outcome_printed(&made->outcome, print_plain);
  assert_screen(text, 52);
  assert_says(text, "\n          26 s  forced open V1, V1: event 25\n");
  assert_says(text, "\n           6 s  open V1, V1: event 5\n");
  assert_null(strstr(text, "event 6\n"));
  assert_says(text, "\n  46 more in events.csv\n");
  made->transient.events = kept;
  free(text);
  outcome_free(made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_entry_words),
      cmocka_unit_test(test_figure_words),
      cmocka_unit_test(test_verdict),
      cmocka_unit_test(test_screen),
      cmocka_unit_test(test_screen_of_a_run_alone),
      cmocka_unit_test(test_screen_of_many_events),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
