#include "sim/results_leak_test.h"

#include <math.h>

#include "sim/results_json.h"

/* --- JSON --- */

static json_t *rise_json(const LeakTest *test) {
  json_t *object = json_object();
  const Rise *judged = &test->judged;
  const char *never = "never: the zero of the gauge walks faster, or outgassing does not flatten";
  bool ok = object && results_put_number(object, "volume_m3", judged->volume_m3, NULL) &&
            results_put_number(object, "temperature_K", judged->temperature_k, NULL) &&
            results_put_number(object, "leak_judged_Pa_m3_s", judged->leak_pa_m3_s, NULL) &&
            results_put_number(object, "leak_expected_Pa_m3_s", test->expected.leak.leak_pa_m3_s, NULL) &&
            results_put_number(object, "outgassing_expected_Pa_m3_s",
                               judged->outgassing_pa_m3_s * pow((judged->age_s + 60) / 3600, -judged->decay), NULL) &&
            results_put_number(object, "seen_after_s", test->rise.seen_after_s, never) &&
            results_put_number(object, "apart_after_s", test->rise.apart_after_s, never) &&
            results_put_number(object, "outgassing_below_leak_after_s", test->rise.half_after_s, never);
  return results_whole(object, ok);
}

static json_t *method_json(const RunOutcome *outcome, TestMethod method) {
  const MethodLook *look = &outcome->leak_test->methods[method];
  json_t *object = json_object();
  bool ok = object && results_put(object, "method", json_string(test_method_name(method))) &&
            results_put_number(object, "smallest_He_Pa_m3_s", look->plan.smallest_pa_m3_s, NULL) &&
            results_put_number(object, "response_s", look->plan.response_s, "no pumping speed is known") &&
            results_put(object, "rows_seen", json_integer(look->sees)) &&
            results_put(object, "rows_of_helium", json_integer(look->of)) &&
            results_put(object, "how", json_string(test_method_words(method)));
  if (look->missed_row >= 0)
    ok = ok && results_put(object, "smallest_missed", results_text(outcome->budget->rows[look->missed_row].name));
  return results_whole(object, ok);
}

static json_t *test_json(const RunOutcome *outcome) {
  const LeakTest *test = outcome->leak_test;
  json_t *object = json_object(), *methods = json_array();
  bool ok = object && methods;
  if (ok && test->rise.planned) ok = results_put(object, "rate_of_rise", rise_json(test));
  for (int method = 0; ok && method < METHOD_COUNT; method++)
    if (test->methods[method].plan.planned)
      ok = json_array_append_new(methods, method_json(outcome, (TestMethod)method)) == 0;
  ok = ok && results_put(object, "methods", methods);
  return results_whole(object, ok);
}

static bool put_figure(json_t *object, const char *key, const RiseFigure *figure) {
  json_t *inner = json_object();
  bool ok = inner && results_put_number(inner, "value", figure->value, NULL) &&
            results_put_number(inner, "low", figure->low, NULL) &&
            results_put_number(inner, "high", figure->high, NULL) &&
            results_put_number(inner, "standard_error", figure->error, NULL);
  return results_put(object, key, results_whole(inner, ok)) && ok;
}

static bool put_terms(json_t *object, const RiseFit *fit) {
  bool ok = put_figure(object, "start_Pa", &fit->start_pa) && put_figure(object, "leak_Pa_m3_s", &fit->leak_pa_m3_s);
  if (fit->terms & RISE_OUTGASSING) ok = ok && put_figure(object, "outgassing_1h_Pa_m3_s", &fit->outgassing_pa_m3_s);
  if (fit->terms & RISE_VIRTUAL)
    ok = ok && put_figure(object, "virtual_Pa_m3_s", &fit->virtual_pa_m3_s) &&
         put_figure(object, "virtual_time_s", &fit->virtual_time_s);
  if (fit->alternative)
    ok = ok && results_put(object, "alternative_terms", json_string(rise_terms_words(fit->alternative_terms))) &&
         put_figure(object, "alternative_leak_Pa_m3_s", &fit->alternative_leak_pa_m3_s);
  return ok;
}

static json_t *measured_json(const RunOutcome *outcome) {
  const LeakTest *test = outcome->leak_test;
  const MeasuredRise *measured = &outcome->study->leak_test.measured;
  const RiseFit *fit = &test->fit;
  json_t *object = json_object();
  bool ok = object && results_put(object, "file", results_text(measured->file)) &&
            results_put(object, "rows", json_integer(measured->count)) &&
            results_put_number(object, "span_s", measured->time_s[measured->count - 1] - measured->time_s[0], NULL);
  if (ok && !test->fitted) return results_whole(object, results_put_number(object, "leak_Pa_m3_s", NAN, test->message));
  ok = ok && results_put(object, "terms", json_string(rise_terms_words(fit->terms))) &&
       results_put_number(object, "level", measured->level, NULL) && put_terms(object, fit) &&
       results_put_number(object, "scatter_Pa", fit->scatter_pa, NULL) &&
       results_put_number(object, "durbin_watson", fit->durbin_watson, NULL) &&
       results_put_number(object, "chance_probability", fit->f_probability, "no terms were compared") &&
       results_put_number(object, "of_budget_leaks", test->of_total, "the budget has no leaks") &&
       results_put_number(object, "of_allowable", test->of_allowable, "no allowable is given");
  return results_whole(object, ok);
}

bool results_put_leak_test(json_t *budget, const RunOutcome *outcome) {
  bool ok = true;
  if (!outcome->leak_test) return true;
  if (outcome->study->leak_test.wants_plan) ok = results_put(budget, "test", test_json(outcome));
  if (outcome->study->leak_test.wants_fit) ok = ok && results_put(budget, "measured", measured_json(outcome));
  return ok;
}

/* --- CSV --- */

bool rise_is_known(const RunOutcome *outcome) {
  return outcome->leak_test && outcome->leak_test->expected.leak.volume_m3 > 0;
}

bool rise_is_measured(const RunOutcome *outcome) {
  return rise_is_known(outcome) && outcome->study->leak_test.wants_fit;
}

static void print_cell(FILE *stream, double value) {
  if (isfinite(value))
    fprintf(stream, ",%.9g", value);
  else
    fputc(',', stream);
}

void csv_rise(const RunOutcome *outcome, FILE *stream) {
  enum { ROWS = 200 };
  const LeakTest *test = outcome->leak_test;
  const ExpectedRise *expected = &test->expected;
  bool judged = !isnan(outcome->budget->allowed_pa_m3_s);
  fputs(
      "time_s,p_leak_Pa,p_leak_low_Pa,p_leak_high_Pa,p_outgassing_Pa,p_outgassing_low_Pa,p_outgassing_high_Pa,p_sum_Pa,"
      "p_sum_low_Pa,p_sum_high_Pa,p_allowable_Pa,p_fit_Pa\n",
      stream);
  for (int i = 0; i <= ROWS; i++) {
    double t = test->duration_s * i / ROWS, leak[3], out[3];
    for (int curve = RISE_CURVE_LOW; curve <= RISE_CURVE_HIGH; curve++) {
      leak[curve] = expected_leak_pa(expected, (RiseCurve)curve, t);
      out[curve] = expected_outgassing_pa(expected, (RiseCurve)curve, t);
    }
    fprintf(stream, "%.9g,%.9g,%.9g,%.9g,%.9g,%.9g,%.9g,%.9g,%.9g,%.9g", t, leak[1], leak[0], leak[2], out[1], out[0],
            out[2], leak[1] + out[1], leak[0] + out[0], leak[2] + out[2]);
    print_cell(stream, judged ? rise_pa_per_pa_m3(&expected->leak) * outcome->budget->allowed_pa_m3_s * t : NAN);
    print_cell(stream, test->fitted ? rise_pressure_pa(&test->fit.rise, t) : NAN);
    fputc('\n', stream);
  }
}

void csv_rise_measured(const RunOutcome *outcome, FILE *stream) {
  const LeakTest *test = outcome->leak_test;
  const MeasuredRise *measured = &outcome->study->leak_test.measured;
  fputs("time_s,p_measured_Pa,p_fit_Pa,residual_Pa\n", stream);
  for (int i = 0; i < measured->count; i++) {
    double t = measured->time_s[i] - measured->time_s[0];
    double fit = test->fitted ? rise_pressure_pa(&test->fit.rise, t) : NAN;
    fprintf(stream, "%.9g,%.9g", t, measured->pressure_pa[i]);
    print_cell(stream, fit);
    print_cell(stream, measured->pressure_pa[i] - fit);
    fputc('\n', stream);
  }
}
