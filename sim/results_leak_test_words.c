/* Tests of a budget in words. */
#include <math.h>
#include <stdio.h>

#include "sim/results_leak_test.h"

static const char *time_words(double seconds, char words[32]) {
  if (!isfinite(seconds))
    snprintf(words, 32, "never");
  else if (seconds < 300)
    snprintf(words, 32, "after %.3g s", seconds);
  else if (seconds < 7200)
    snprintf(words, 32, "after %.3g min", seconds / 60);
  else if (seconds < 172800)
    snprintf(words, 32, "after %.3g h", seconds / 3600);
  else
    snprintf(words, 32, "after %.3g days", seconds / 86400);
  return words;
}

static void rise_words(const LeakTest *test, char words[LEAK_TEST_WORDS]) {
  char seen[32], apart[32], half[32];
  const RisePlan *rise = &test->rise;
  int length = snprintf(
      words, LEAK_TEST_WORDS,
      "a leak of %.3g Pa m3/s into %.3g L rises %.3g Pa/min; the gauge sees it %s, tells it from outgassing %s",
      test->judged.leak_pa_m3_s, 1e3 * test->judged.volume_m3,
      60 * rise_pa_per_pa_m3(&test->judged) * test->judged.leak_pa_m3_s, time_words(rise->seen_after_s, seen),
      time_words(rise->apart_after_s, apart));
  if (test->judged.outgassing_pa_m3_s > 0 && rise->half_after_s > 0)
    snprintf(words + length, (size_t)(LEAK_TEST_WORDS - length), "; outgassing falls below it %s",
             time_words(rise->half_after_s, half));
}

static void method_words(const RunOutcome *outcome, TestMethod method, char words[LEAK_TEST_WORDS]) {
  const LeakTest *test = outcome->leak_test;
  const MethodLook *look = &test->methods[method];
  int length = snprintf(words, LEAK_TEST_WORDS, "sees leaks from %.2g Pa m3/s of He on: %d of %d rows",
                        look->plan.smallest_pa_m3_s, look->sees, look->of);
  if (look->missed_row >= 0)
    length += snprintf(words + length, (size_t)(LEAK_TEST_WORDS - length), ", not %s (%.2g)",
                       outcome->budget->rows[look->missed_row].name,
                       outcome->budget->rows[look->missed_row].acceptance_pa_m3_s);
  if (method == METHOD_SPRAY && isfinite(look->plan.response_s))
    snprintf(words + length, (size_t)(LEAK_TEST_WORDS - length), "; 90 %% of the signal after %.3g s%s",
             look->plan.response_s, test->speed_of_line ? " (speed of the line's gas)" : "");
}

static int figure_words(char *words, int length, const char *what, const RiseFigure *figure, const char *unit) {
  return length + snprintf(words + length, (size_t)(LEAK_TEST_WORDS - length), "%s %.3g %s (%.3g to %.3g)", what,
                           figure->value, unit, figure->low, figure->high);
}

static void fit_words(const RunOutcome *outcome, char words[LEAK_TEST_WORDS]) {
  const LeakTest *test = outcome->leak_test;
  const RiseFit *fit = &test->fit;
  if (!test->fitted) {
    snprintf(words, LEAK_TEST_WORDS, "no leak can be told: %s", test->message);
    return;
  }
  int length = figure_words(words, 0, "leak", &fit->leak_pa_m3_s, "Pa m3/s");
  if (fit->terms & RISE_OUTGASSING)
    length = figure_words(words, length, "; outgassing at 1 h", &fit->outgassing_pa_m3_s, "Pa m3/s");
  if (fit->terms & RISE_VIRTUAL) {
    length = figure_words(words, length, "; trapped volume", &fit->virtual_pa_m3_s, "Pa m3/s");
    length = figure_words(words, length, " emptying in", &fit->virtual_time_s, "s");
  }
  if (isfinite(test->of_allowable))
    length += snprintf(words + length, (size_t)(LEAK_TEST_WORDS - length), "; the leak is %.3g %% of what is allowed",
                       100 * test->of_allowable);
  if (isfinite(test->of_total))
    snprintf(words + length, (size_t)(LEAK_TEST_WORDS - length), ", %.3g times the budget's leaks", test->of_total);
}

static void doubt_words(const RiseFit *fit, char words[LEAK_TEST_WORDS]) {
  snprintf(words, LEAK_TEST_WORDS,
           "the rows call for no more terms than these; taken as %s the leak would lie between %.3g and %.3g Pa m3/s",
           rise_terms_words(fit->alternative_terms), fit->alternative_leak_pa_m3_s.low,
           fit->alternative_leak_pa_m3_s.high);
}

static void memory_words(const RiseFit *fit, char words[LEAK_TEST_WORDS]) {
  snprintf(words, LEAK_TEST_WORDS,
           "the residuals follow each other (Durbin-Watson %.2g, 2 where they do not): the curve is not of these terms "
           "alone, or readings hang together, and the intervals are too narrow",
           fit->durbin_watson);
}

bool leak_test_words(const RunOutcome *outcome, int number, char head[40], char words[LEAK_TEST_WORDS]) {
  const LeakTest *test = outcome->leak_test;
  const double follows = 1.5;
  int at = 0;
  if (!test) return false;
  if (test->rise.planned && at++ == number) return snprintf(head, 40, "Rate of rise"), rise_words(test, words), true;
  for (int method = 0; method < METHOD_COUNT; method++)
    if (test->methods[method].plan.planned && at++ == number) {
      static const char *const heads[] = {"Helium spray", "Sniffing", "Accumulation"};
      return snprintf(head, 40, "%s", heads[method]), method_words(outcome, (TestMethod)method, words), true;
    }
  if (!outcome->study->leak_test.wants_fit) return false;
  if (at++ == number) return snprintf(head, 40, "Measured"), fit_words(outcome, words), true;
  if (test->fitted && test->fit.alternative && at++ == number)
    return head[0] = '\0', doubt_words(&test->fit, words), true;
  if (test->fitted && test->fit.durbin_watson < follows && at++ == number)
    return head[0] = '\0', memory_words(&test->fit, words), true;
  return false;
}
