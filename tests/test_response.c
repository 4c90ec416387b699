/* Time until a figure has gone a share of its way to its last value, against closed forms. */
#include "tests/transient_line.h"

/* A volume behind a constant conductance: p = p0 + (p1 - p0) (1 - exp(-t/tau)). */
static const double volume_m3 = 2e-3, c_m3_s = 4e-4, tau_s = 5, low_pa = 3, high_pa = 103;

static TimedLine one_volume(double until_s, double from_pa, double to_pa, bool open) {
  TimedLine timed = timed_new(until_s);
  line_fixed(&timed.line, "supply", to_pa);
  line_volume(&timed.line, "chamber", volume_m3, from_pa);
  timed_gate(&timed, "V", "supply", "chamber", c_m3_s, open);
  return timed;
}

static int respond(TimedLine *timed, ProbeKind probe, const char *object, double reach, int since) {
  int number = timed_measure(timed, MEASURE_RESPONSE, probe, object, 0);
  timed->measures.rows[number].reach = reach;
  timed->measures.rows[number].since = since;
  return number;
}

static int valve(const TimedLine *timed, const char *name) {
  return network_find_branch(&timed->line.network, SECTION_ELEMENTS, name);
}

/* The way ends where the run does, a little short of p1. */
static double expected_s(double reach, double length_s) {
  return -tau_s * log(1 - reach * (1 - exp(-length_s / tau_s)));
}

static const double reaches[] = {0.001, 0.1, 0.5, 0.632120558828558, 0.9, 0.99, 0.999};
enum { REACHES = 7 };

static void test_exponential(void **state) {
  (void)state;
  for (int falls = 0; falls < 2; falls++)
    for (double until_s = 4; until_s < 1000; until_s *= 5) {
      TimedLine timed = one_volume(until_s, falls ? high_pa : low_pa, falls ? low_pa : high_pa, true);
      int number[REACHES];
      for (int i = 0; i < REACHES; i++)
        number[i] = respond(&timed, PROBE_PRESSURE, "chamber", reaches[i], -1);
      timed_run(&timed);
      for (int i = 0; i < REACHES; i++) {
        assert_rel(timed_value(&timed, number[i]), expected_s(reaches[i], until_s), 1e-4);
        assert_rel(timed.result.measures[number[i]].at_s, expected_s(reaches[i], until_s), 1e-4);
      }
      timed_free(&timed);
    }
}

/* From the last change on, through other events and after what went before. */
static void test_since(void **state) {
  (void)state;
  TimedLine timed = one_volume(60, low_pa, high_pa, false);
  line_volume(&timed.line, "aside", 1, 7);
  timed_gate(&timed, "W", "supply", "aside", 1e-6, false);
  timed_at(&timed, 2, ACTION_OPEN, "V");
  timed_at(&timed, 3, ACTION_OPEN, "W");
  timed_at(&timed, 9.7, ACTION_CLOSE, "W");
  int half = respond(&timed, PROBE_PRESSURE, "chamber", 0.5, valve(&timed, "V"));
  int most = respond(&timed, PROBE_PRESSURE, "chamber", 0.9, valve(&timed, "V"));
  int all = respond(&timed, PROBE_PRESSURE, "chamber", 0.5, -1);
  int after = respond(&timed, PROBE_PRESSURE, "chamber", 0.5, valve(&timed, "W"));
  timed_run(&timed);
  assert_rel(timed_value(&timed, half), expected_s(0.5, 58), 1e-4);
  assert_rel(timed.result.measures[half].at_s, 2 + expected_s(0.5, 58), 1e-4);
  assert_rel(timed_value(&timed, most), expected_s(0.9, 58), 1e-4);
  assert_rel(timed_value(&timed, all), 2 + expected_s(0.5, 58), 1e-4);
  assert_rel(timed_value(&timed, after), expected_s(0.5, 50.3), 1e-4);
  timed_free(&timed);
}

/* Closed again, the valve's last change is the closing: the way since then is what counts. */
static void test_last_change(void **state) {
  (void)state;
  TimedLine timed = one_volume(40, low_pa, high_pa, false);
  line_fixed(&timed.line, "dump", low_pa);
  timed_tube(&timed, "D", "chamber", "dump", c_m3_s, 0);
  timed_at(&timed, 1, ACTION_OPEN, "V");
  timed_at(&timed, 20, ACTION_CLOSE, "V");
  int fall = respond(&timed, PROBE_PRESSURE, "chamber", 0.9, valve(&timed, "V"));
  timed_run(&timed);
  assert_rel(timed_value(&timed, fall), expected_s(0.9, 20), 1e-4);
  timed_free(&timed);
}

/* A junction jumps as the valve opens: the jump is part of the way, which begins just before it. */
static void test_jump(void **state) {
  (void)state;
  TimedLine timed = timed_new(60);
  line_fixed(&timed.line, "supply", 100);
  line_junction(&timed.line, "middle");
  line_volume(&timed.line, "chamber", volume_m3, 0);
  timed_gate(&timed, "V", "supply", "middle", 2 * c_m3_s, false);
  timed_tube(&timed, "T", "middle", "chamber", 2 * c_m3_s, 0); /* in series c: middle stands halfway between */
  timed_at(&timed, 1, ACTION_OPEN, "V");
  int less = respond(&timed, PROBE_PRESSURE, "middle", 0.4, valve(&timed, "V"));
  int more = respond(&timed, PROBE_PRESSURE, "middle", 0.9, valve(&timed, "V"));
  /* from none through a burst to next to none: at once more than half way to the end */
  int flow = respond(&timed, PROBE_THROUGHPUT, "V", 0.5, valve(&timed, "V"));
  timed_run(&timed);
  double gone = 1 - exp(-59 / tau_s); /* of the chamber; the middle is at (1 + that)/2 */
  assert_abs(timed_value(&timed, less), 0, 1e-12);
  assert_rel(timed_value(&timed, more), -tau_s * log(1 - (0.9 * (1 + gone) - 1)), 1e-4);
  assert_abs(timed_value(&timed, flow), 0, 1e-12);
  timed_free(&timed);
}

static void assert_reason(const TimedLine *timed, int number, const char *words) {
  const MeasureResult *result = &timed->result.measures[number];
  assert_true(isnan(result->value) && isnan(result->at_s));
  if (!strstr(result->reason, words)) fail_msg("'%s' lacks '%s'", result->reason, words);
}

static void test_no_way(void **state) {
  (void)state;
  TimedLine timed = one_volume(10, high_pa, high_pa, true);
  line_volume(&timed.line, "shut", 1e-3, 0);
  timed_gate(&timed, "W", "supply", "shut", 1e-6, false);
  int still = respond(&timed, PROBE_PRESSURE, "chamber", 0.9, -1);
  int never = respond(&timed, PROBE_PRESSURE, "chamber", 0.9, valve(&timed, "W"));
  int nothing = respond(&timed, PROBE_FRACTION, "shut", 0.9, -1);
  timed.measures.rows[nothing].probe.gas = gas_find("air");
  timed_run(&timed);
  assert_reason(&timed, still, "pressure of chamber goes nowhere: 103 Pa, at the end 103 Pa");
  assert_reason(&timed, never, "W never changed its state during the run");
  assert_reason(&timed, nothing, "mole fraction of air in shut has no value at the end");
  timed_free(&timed);
}

static void test_words(void **state) {
  (void)state;
  TimedLine timed = one_volume(10, low_pa, high_pa, false);
  int number = respond(&timed, PROBE_PRESSURE, "chamber", 0.9, valve(&timed, "V"));
  char words[200];
  const Measure *measure = &timed.measures.rows[number];
  assert_string_equal(measure_unit(measure), "s");
  assert_string_equal(measure_words(&timed.line.network, measure, words, sizeof words),
                      "time until pressure of chamber has gone 90 % of its way to the end, since V changed");
  timed_free(&timed);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_exponential), cmocka_unit_test(test_since),
                                     cmocka_unit_test(test_last_change), cmocka_unit_test(test_jump),
                                     cmocka_unit_test(test_no_way),      cmocka_unit_test(test_words)};
  return cmocka_run_group_tests_name("response", tests, NULL, NULL);
}
