/* The schedule: when entries fire, what they do to lines whose course is known in closed form, rows on both sides, strokes. */
#include "tests/check.h"
#include "tests/transient_line.h"

#include "models/pump.h"

static const double close_enough = 1e-5;

static double time_of(const TimedLine *timed, int row) {
  return timed->result.series.time_s[row];
}

/* A gate between two boundaries: something to act on that changes no volume. */
static void add_flag(TimedLine *timed, const char *name) {
  if (network_find_node(&timed->line.network, "flag 1") < 0) {
    line_fixed(&timed->line, "flag 1", 1e5);
    line_fixed(&timed->line, "flag 2", 0);
  }
  timed_gate(timed, name, "flag 1", "flag 2", 1, false);
}

/* V = 10 L; through gate G, or the pump P, 1 L/s to nothing: p falls by e in 10 s. */
static TimedLine gated_chamber(double until_s, bool open) {
  TimedLine timed = timed_new(until_s);
  line_volume(&timed.line, "chamber", 0.01, 1e5);
  line_fixed(&timed.line, "nothing", 0);
  timed_gate(&timed, "G", "chamber", "nothing", 1e-3, open);
  return timed;
}

static TimedLine pumped_chamber(double until_s) {
  TimedLine timed = timed_new(until_s);
  line_volume(&timed.line, "chamber", 0.01, 1e5);
  line_pump(&timed.line, "P", "chamber", 1e-3, 0);
  return timed;
}

/* ---- times ---- */

static void times_in_any_order(void **state) {
  (void)state;
  TimedLine timed = gated_chamber(40, false);
  timed_at(&timed, 20, ACTION_CLOSE, "G");
  timed_at(&timed, 10, ACTION_OPEN, "G");
  timed_at(&timed, 40, ACTION_OPEN, "G");
  timed_at(&timed, 41, ACTION_CLOSE, "G");
  timed_run(&timed);
  for (int i = 0; i < timed.result.series.count; i++)
    assert_rel(timed_p(&timed, i, "chamber"), 1e5 * exp(-fmin(fmax(time_of(&timed, i) - 10, 0), 10) / 10),
               close_enough);
  assert_int_equal(timed.result.n_events, 3);
  assert_event(&timed, 0, 10, EVENT_OPEN, "G");
  assert_event(&timed, 1, 20, EVENT_CLOSE, "G");
  assert_event(&timed, 2, 40, EVENT_OPEN, "G"); /* at the end, not after it */
  assert_int_equal(timed.result.n_unfired, 1);
  assert_int_equal(timed.result.unfired[0], 3);
  assert_true(timed_q(&timed, timed_row(&timed, 10, -1), "G") == 0);
  assert_rel(timed_q(&timed, timed_row(&timed, 10, 1), "G"), 100, 1e-12);
  assert_rel(timed.result.ledger.out_pa_m3, 1e3 * -expm1(-1), close_enough);
  timed_free(&timed);
}

/* All at one moment, in the order of the file: two rows, and a gate that is opened and closed passes nothing. */
static void several_at_one_moment(void **state) {
  (void)state;
  TimedLine timed = gated_chamber(20, false);
  add_flag(&timed, "F");
  timed_at(&timed, 4, ACTION_OPEN, "F");
  timed_at(&timed, 5, ACTION_OPEN, "G");
  timed_after(&timed, 0, ACTION_CLOSE, "F");
  timed_after(&timed, 0, ACTION_CLOSE, "G");
  timed_at(&timed, 5, ACTION_OPEN, "F");
  timed_also(&timed, ACTION_CLOSE, "F");
  timed_run(&timed);
  static const char *const names[] = {"F", "G", "F", "G", "F", "F"};
  static const EventKind kinds[] = {EVENT_OPEN, EVENT_OPEN, EVENT_CLOSE, EVENT_CLOSE, EVENT_OPEN, EVENT_CLOSE};
  assert_int_equal(timed.result.n_events, 6);
  for (int i = 0; i < 6; i++)
    assert_event(&timed, i, i == 0 ? 4 : 5, kinds[i], names[i]);
  int at_five = 0;
  for (int i = 0; i < timed.result.series.count; i++) {
    assert_rel(timed_p(&timed, i, "chamber"), 1e5, 1e-14);
    at_five += time_of(&timed, i) == 5;
  }
  assert_int_equal(at_five, 2);
  timed_free(&timed);
}

/* ---- conditions ---- */

/* Met within 1e-6 of the threshold on the row before the event, over nine decades. */
static void thresholds_are_met(void **state) {
  (void)state;
  TimedLine timed = pumped_chamber(230);
  char name[16];
  for (int k = 0; k < 9; k++) {
    snprintf(name, sizeof name, "F%d", k);
    add_flag(&timed, name);
    timed_when(&timed, PROBE_PRESSURE, "chamber", true, 1e4 * pow(10, -k), ACTION_OPEN, name);
  }
  timed_run(&timed);
  assert_int_equal(timed.result.n_events, 9);
  for (int k = 0; k < 9; k++) {
    snprintf(name, sizeof name, "F%d", k);
    assert_event(&timed, k, 10 * log(10) * (k + 1), EVENT_OPEN, name);
    int row = timed_row(&timed, timed.result.events[k].time_s, -1);
    assert_rel(timed_p(&timed, row, "chamber"), 1e4 * pow(10, -k), 1e-6);
    assert_true(timed_p(&timed, row, "chamber") <= 1e4 * pow(10, -k));
  }
  timed_free(&timed);
}

/* Every kind of figure: chamber - C1 - junction - C2 - nothing, and a tube C + K p beside it between boundaries of its own. */
static void conditions_on_every_figure(void **state) {
  (void)state;
  double c1 = 4e-3, c2 = 4e-3 / 3, rate = 0.1, k = 1e-8; /* in series 1e-3 m3/s */
  TimedLine timed = timed_new(150);
  line_volume(&timed.line, "chamber", 0.01, 1e5);
  line_volume(&timed.line, "other", 0.01, 1e5);
  line_junction(&timed.line, "junction");
  line_fixed(&timed.line, "nothing", 0);
  line_conductance(&timed.line, "C1", "chamber", "junction", c1);
  line_conductance(&timed.line, "C2", "junction", "nothing", c2);
  timed_tube(&timed, "T", "other", "nothing", 1e-4, k);
  add_flag(&timed, "F");
  double kg_per_pa_m3 = gas_find("air")->molar_mass_kg_mol / (8.31446261815324 * 293.15);
  timed_when(&timed, PROBE_THROUGHPUT, "C1", true, 1e-3 * 2e4, ACTION_OPEN, "F");
  timed_when(&timed, PROBE_PRESSURE_DROP, "C1", true, 1e3 / 4, ACTION_CLOSE, "F");
  timed_when(&timed, PROBE_PRESSURE, "junction", true, 0.75 * 300, ACTION_OPEN, "F");
  timed_when(&timed, PROBE_MASS_FLOW, "C2", true, 1e-3 * 90 * kg_per_pa_m3, ACTION_CLOSE, "F");
  timed_when(&timed, PROBE_CONDUCTANCE, "T", true, 1e-4 + k * 4200, ACTION_OPEN, "F");
  timed_run(&timed);
  static const double pressures[] = {2e4, 1e3, 300, 90};
  assert_int_equal(timed.result.n_events, 5);
  for (int i = 0; i < 4; i++) {
    double got_s = timed.result.events[i].time_s;
    assert_event(&timed, i, log(1e5 / pressures[i]) / rate, i % 2 ? EVENT_CLOSE : EVENT_OPEN, "F");
    assert_rel(timed_p(&timed, timed_row(&timed, got_s, -1), "chamber"), pressures[i], 1e-6);
  }
  /* V p' = -(C p + K p^2) */
  assert_event(&timed, 4, 0.01 / 1e-4 * log((1 / 4200.0 + k / 1e-4) / (1e-5 + k / 1e-4)), EVENT_OPEN, "F");
  assert_rel(timed_p(&timed, timed_row(&timed, timed.result.events[4].time_s, -1), "other"), 4200, 1e-6);
  timed_free(&timed);
}

/* Pump, wait, pump, let in, and so on: every duration in closed form. */
static void conditions_and_delays_in_a_chain(void **state) {
  (void)state;
  TimedLine timed = pumped_chamber(400);
  line_fixed(&timed.line, "supply", 100);
  timed_gate(&timed, "IN", "supply", "chamber", 1e-4, false);
  timed_when(&timed, PROBE_PRESSURE, "chamber", true, 1e3, ACTION_STOP, "P");
  timed_after(&timed, 5, ACTION_START, "P");
  timed_when(&timed, PROBE_PRESSURE, "chamber", true, 10, ACTION_STOP, "P");
  timed_after(&timed, 2.5, ACTION_OPEN, "IN");
  timed_when(&timed, PROBE_PRESSURE, "chamber", false, 50, ACTION_START, "P");
  timed_also(&timed, ACTION_CLOSE, "IN");
  timed_after(&timed, 30, ACTION_STOP, "P");
  timed_run(&timed);
  double t1 = 10 * log(100), t2 = t1 + 5, t3 = t2 + 10 * log(100), t4 = t3 + 2.5, t5 = t4 + 100 * log(90 / 50.0);
  assert_int_equal(timed.result.n_events, 7);
  assert_event(&timed, 0, t1, EVENT_STOP, "P");
  assert_event(&timed, 1, t2, EVENT_START, "P");
  assert_event(&timed, 2, t3, EVENT_STOP, "P");
  assert_event(&timed, 3, t4, EVENT_OPEN, "IN");
  assert_event(&timed, 4, t5, EVENT_START, "P");
  assert_event(&timed, 5, t5, EVENT_CLOSE, "IN");
  assert_event(&timed, 6, t5 + 30, EVENT_STOP, "P");
  const TransientEvent *events = timed.result.events; /* a delay counts from the event itself */
  assert_rel(events[1].time_s - events[0].time_s, 5, 1e-12);
  assert_rel(events[3].time_s - events[2].time_s, 2.5, 1e-12);
  for (int i = 0; i < timed.result.series.count; i++) {
    double t = time_of(&timed, i), want;
    if (t <= events[0].time_s)
      want = 1e5 * exp(-t / 10);
    else if (t <= events[2].time_s)
      want = 1e3 * exp(-fmax(t - t2, 0) / 10);
    else if (t <= events[4].time_s)
      want = 100 - 90 * exp(-fmax(t - t4, 0) / 100);
    else
      want = 50 * exp(-fmin(t - t5, 30) / 10);
    assert_rel(timed_p(&timed, i, "chamber"), want, close_enough);
  }
  assert_false(timed.result.open[network_find_branch(&timed.line.network, SECTION_PUMPS, "P")]);
  timed_free(&timed);
}

static void true_already_fires_at_once(void **state) {
  (void)state;
  TimedLine timed = gated_chamber(30, false);
  add_flag(&timed, "F");
  timed_when(&timed, PROBE_PRESSURE, "chamber", true, 2e5, ACTION_OPEN, "F");
  timed_when(&timed, PROBE_PRESSURE, "chamber", true, 1e5, ACTION_CLOSE, "F"); /* equal is enough */
  timed_at(&timed, 3, ACTION_OPEN, "G");
  timed_when(&timed, PROBE_PRESSURE, "chamber", false, 5e4, ACTION_OPEN, "F");
  timed_run(&timed);
  assert_int_equal(timed.result.n_events, 4);
  assert_event(&timed, 0, 0, EVENT_OPEN, "F");
  assert_event(&timed, 1, 0, EVENT_CLOSE, "F");
  assert_true(timed.result.events[2].time_s == 3 && timed.result.events[3].time_s == 3);
  timed_free(&timed);
}

/* Nor does anything that waits for it; a pressure that only comes near in the end says so. */
static void what_never_fires(void **state) {
  (void)state;
  TimedLine timed = pumped_chamber(100);
  add_flag(&timed, "F");
  timed_when(&timed, PROBE_PRESSURE, "chamber", false, 1.1e5, ACTION_OPEN, "F");
  timed_after(&timed, 1, ACTION_CLOSE, "F");
  timed_when(&timed, PROBE_PRESSURE, "chamber", true, 1e4, ACTION_OPEN, "F");
  int until = timed_until_below(&timed, "chamber", 1, NULL), since = timed_until_below(&timed, "chamber", 1e3, "F");
  timed_run(&timed);
  assert_int_equal(timed.result.n_events, 0);
  assert_int_equal(timed.result.n_unfired, 3);
  for (int i = 0; i < 3; i++)
    assert_int_equal(timed.result.unfired[i], i);
  assert_true(isnan(timed.result.measures[until].value) && isnan(timed.result.measures[since].value));
  assert_non_null(strstr(timed.result.measures[until].reason, "never reached: chamber came no nearer than 4.53999 Pa"));
  assert_non_null(strstr(timed.result.measures[since].reason, "F never changed"));
  timed_free(&timed);
}

/* ---- short pulses ---- */

/* 10 ms at 300 s of 600 s: what comes in is C (p_supply - p) over 10 ms. */
static void pulse_is_not_skipped(void **state) {
  (void)state;
  for (int with_pump = 0; with_pump < 2; with_pump++) {
    TimedLine timed = timed_new(600);
    line_volume(&timed.line, "chamber", 1e-3, 1);
    line_fixed(&timed.line, "supply", 1e5);
    timed_gate(&timed, "G", "supply", "chamber", 1e-6, false);
    if (with_pump) line_pump(&timed.line, "P", "chamber", 1e-4, 0.5); /* falls by e in 10 s, to 0.5 Pa */
    timed_at(&timed, 300, ACTION_OPEN, "G");
    timed_at(&timed, 300.01, ACTION_CLOSE, "G");
    int end = timed_measure(&timed, MEASURE_AT_END, PROBE_PRESSURE, "chamber", 0);
    int top = timed_measure(&timed, MEASURE_MAX, PROBE_PRESSURE, "chamber", 0);
    int later = timed_measure(&timed, MEASURE_AT_TIME, PROBE_PRESSURE, "chamber", 310.01);
    timed_run(&timed);
    double rate = with_pump ? 1e-3 + 0.1 : 1e-3, rest = with_pump ? (1e-3 * 1e5 + 0.1 * 0.5) / rate : 1e5;
    double before = with_pump ? 0.5 + 0.5 * exp(-30) : 1, peak = rest + (before - rest) * exp(-rate * 0.01);
    assert_rel(timed_value(&timed, top), peak, close_enough);
    assert_rel(timed_value(&timed, top) - before, peak - before, close_enough);
    assert_rel(timed_value(&timed, later), with_pump ? 0.5 + (peak - 0.5) * exp(-1) : peak, close_enough);
    assert_rel(timed_value(&timed, end), with_pump ? 0.5 : peak, close_enough);
    if (!with_pump) assert_rel(timed.result.ledger.in_pa_m3, 1e-3 * (peak - 1), close_enough);
    timed_free(&timed);
  }
}

/* Twenty of them, and a condition that comes to hold within the eleventh. */
static void train_of_pulses(void **state) {
  (void)state;
  TimedLine timed = timed_new(700);
  line_volume(&timed.line, "chamber", 1e-3, 0);
  line_fixed(&timed.line, "supply", 1e5);
  timed_gate(&timed, "G", "supply", "chamber", 1e-6, false);
  add_flag(&timed, "F");
  double each = 1e-5, threshold = 1e5 * -expm1(-10.5 * each); /* 1e5 (1 - exp(-n each)) after n pulses */
  timed_when(&timed, PROBE_PRESSURE, "chamber", false, threshold, ACTION_OPEN, "F");
  for (int k = 1; k <= 20; k++) {
    timed_at(&timed, 30 * k, ACTION_OPEN, "G");
    timed_after(&timed, 0.01, ACTION_CLOSE, "G");
  }
  timed_run(&timed);
  assert_int_equal(timed.result.n_events, 41);
  assert_rel(timed_final(&timed, "chamber"), 1e5 * -expm1(-20 * each), close_enough);
  for (int k = 1; k <= 20; k++)
    assert_rel(timed_p(&timed, timed_row(&timed, 30 * k + 0.01, 1), "chamber"), 1e5 * -expm1(-k * each), close_enough);
  assert_event(&timed, 21, 330.005, EVENT_OPEN, "F");
  assert_rel(timed.result.events[21].time_s - 330, 0.005, 1e-4);
  assert_rel(timed_p(&timed, timed_row(&timed, timed.result.events[21].time_s, -1), "chamber"), threshold, 1e-6);
  timed_free(&timed);
}

/* ---- strokes ---- */

/* Molecular flow of a bare bore from 1e-5 Pa to nothing: V p' = -share(t) C p, so that ln p falls by C/V times the area under the open
   share. Returns C/V. */
static double stroked_chamber(TimedLine *timed, double until_s, double bore_m, bool open) {
  *timed = timed_new(until_s);
  line_volume(&timed->line, "chamber", 0.01, 1e-5);
  line_fixed(&timed->line, "nothing", 0);
  line_element(&timed->line, "V", "valve", "chamber", "nothing", "diameter", bore_m, "stroke", 4.0, "state", (int)open,
               NULL);
  const Branch *valve = &timed->line.network.branches[0];
  GasState air = gas_state(gas_find("air"), 293.15);
  return valve->type->molecular_conductance_m3_s(valve->params, &air) / 0.01;
}

static void valve_opens_over_its_stroke(void **state) {
  (void)state;
  TimedLine timed;
  double rate = stroked_chamber(&timed, 20, 5e-3, false);
  timed_at(&timed, 1, ACTION_OPEN, "V");
  int mean = timed_measure(&timed, MEASURE_MEAN, PROBE_THROUGHPUT, "V", 0);
  int half = timed_until_below(&timed, "chamber", 1e-5 * exp(-rate), "V"); /* area 1 s: sqrt(8 s2) after it began */
  timed_run(&timed);
  for (int i = 0; i < timed.result.series.count; i++) {
    double t = fmax(time_of(&timed, i) - 1, 0), share = fmin(t / 4, 1), area = t < 4 ? t * t / 8 : t - 2;
    assert_rel(timed_p(&timed, i, "chamber"), 1e-5 * exp(-rate * area), close_enough);
    assert_abs(timed_opening(&timed, i, "V"), share, 1e-12);
    assert_abs(timed_q(&timed, i, "V"), share * rate * 0.01 * timed_p(&timed, i, "chamber"), 1e-9 * rate * 1e-7);
  }
  assert_rel(timed_value(&timed, half), sqrt(8), close_enough);
  assert_rel(timed_value(&timed, mean), 0.01 * (1e-5 - timed_final(&timed, "chamber")) / 20, close_enough);
  assert_int_equal(timed.result.n_events, 1);
  timed_free(&timed);
}

/* q = C p0 s/4 exp(-C s^2/(8 V)), s s after it began: highest at sqrt(4 V/C), before it is open. */
static void throughput_within_a_stroke(void **state) {
  (void)state;
  TimedLine timed;
  double rate = stroked_chamber(&timed, 20, 15e-3, false), top_s = sqrt(4 / rate), unit = rate * 1e-7 / 4;
  timed_at(&timed, 1, ACTION_OPEN, "V");
  int top = timed_measure(&timed, MEASURE_MAX, PROBE_THROUGHPUT, "V", 0);
  int above = timed_until(&timed, PROBE_THROUGHPUT, "V", false, unit * exp(-rate / 8), "V");
  add_flag(&timed, "F");
  timed_when(&timed, PROBE_THROUGHPUT, "V", false, unit * 1.5 * exp(-rate * 2.25 / 8), ACTION_OPEN, "F");
  timed_run(&timed);
  assert_true(top_s < 4);
  assert_rel(timed_value(&timed, top), unit * top_s * exp(-0.5), close_enough);
  assert_rel(timed_value(&timed, above), 1, close_enough);
  assert_event(&timed, 1, 2.5, EVENT_OPEN, "F");
  timed_free(&timed);
}

/* A valve that closes on a small drained volume: d' = r - k (1 - t/4) d of the pressure difference leaves r sqrt(pi 4/(2 k)) erf() when it
   is shut, the flow of the last moments that no longer follows; afterwards it grows straight. */
static void valve_closes_on_a_drained_volume(void **state) {
  (void)state;
  for (double r = 1e-8; r < 2e-6; r *= 10) {
    TimedLine timed = timed_new(6);
    Line *line = &timed.line;
    line_volume(line, "small", 1e-5, 1e-5);
    line_volume(line, "store", 1, 1e-5);
    line_fixed(line, "nothing", 0);
    line_element(line, "V", "valve", "store", "small", "diameter", 5e-3, "stroke", 4.0, "state", 1, NULL);
    line_fixed_flow(line, "F", "small", "nothing", r * 1e-5);
    timed_at(&timed, 1, ACTION_CLOSE, "V");
    timed_run(&timed);
    const Branch *valve = &line->network.branches[0];
    GasState air = gas_state(gas_find("air"), 293.15);
    double k = valve->type->molecular_conductance_m3_s(valve->params, &air) / 1e-5 * (1 + 1e-5);
    double shut = r / k * exp(-2 * k) + r * sqrt(acos(-1) * 4 / (2 * k)) * erf(sqrt(2 * k));
    for (int i = 0; i < timed.result.series.count; i++) {
      double t = time_of(&timed, i), p = timed_p(&timed, i, "store");
      if (t >= 5) assert_rel(timed_p(&timed, i, "small"), p - shut - r * (t - 5), close_enough);
    }
    timed_free(&timed);
  }
}

/* Told to close when it is half open, it turns round where it is; and the other way. Areas: 0.5 s up, 0.5 s down; 3 s, then 0.75 of
   open after closing for 1 s: 0.875 s down, 0.875 s up. */
static void valve_turns_round_within_its_stroke(void **state) {
  (void)state;
  for (int open = 0; open < 2; open++) {
    TimedLine timed;
    double rate = stroked_chamber(&timed, 10, 5e-3, open), area = open ? 3 + 2 * 0.875 + 5 : 1;
    timed_at(&timed, 3, open ? ACTION_CLOSE : ACTION_OPEN, "V");
    timed_at(&timed, open ? 4 : 5, open ? ACTION_OPEN : ACTION_CLOSE, "V");
    int top = timed_measure(&timed, MEASURE_MAX, PROBE_THROUGHPUT, "V", 0);
    timed_run(&timed);
    double turned_s = open ? 4 : 5;
    assert_rel(timed_final(&timed, "chamber"), 1e-5 * exp(-rate * area), close_enough);
    assert_rel(timed_opening(&timed, timed_row(&timed, turned_s, -1), "V"), open ? 0.75 : 0.5, 1e-12);
    assert_rel(timed_opening(&timed, timed_row(&timed, turned_s, 1), "V"), open ? 0.75 : 0.5, 1e-12);
    assert_true(timed_opening(&timed, timed.result.series.count - 1, "V") == open);
    if (!open) assert_rel(timed_value(&timed, top), 0.5 * rate * 1e-7 * exp(-rate * 0.5), close_enough);
    timed_free(&timed);
  }
}

/* ---- pumps and measures since ---- */

static void pump_that_stands_at_first(void **state) {
  (void)state;
  TimedLine timed = pumped_chamber(60);
  int pump = network_find_branch(&timed.line.network, SECTION_PUMPS, "P");
  pump_run(timed.line.network.branches[pump].params, false);
  timed_at(&timed, 10, ACTION_START, "P");
  timed_at(&timed, 30, ACTION_STOP, "P");
  timed_run(&timed);
  for (int i = 0; i < timed.result.series.count; i++)
    assert_rel(timed_p(&timed, i, "chamber"), 1e5 * exp(-fmin(fmax(time_of(&timed, i) - 10, 0), 20) / 10),
               close_enough);
  assert_false(((const Pump *)timed.line.network.branches[pump].params)->running); /* as it was */
  assert_true(timed_opening(&timed, timed_row(&timed, 10, -1), "P") == 0);
  assert_true(timed_opening(&timed, timed_row(&timed, 10, 1), "P") == 1);
  timed_free(&timed);
}

/* Counted from the last change before the crossing; not looked for before the first. */
static void time_since_a_change(void **state) {
  (void)state;
  TimedLine timed = gated_chamber(100, false);
  line_volume(&timed.line, "low", 1, 5);
  timed_at(&timed, 10, ACTION_OPEN, "G");
  timed_at(&timed, 20, ACTION_CLOSE, "G");
  timed_at(&timed, 50, ACTION_OPEN, "G");
  timed_at(&timed, 55, ACTION_OPEN, "G"); /* no change */
  int first = timed_until_below(&timed, "chamber", 5e4, "G"), second = timed_until_below(&timed, "chamber", 1e4, "G");
  int start = timed_until_below(&timed, "chamber", 1e4, NULL), at_once = timed_until_below(&timed, "low", 10, "G");
  timed_run(&timed);
  assert_rel(timed_value(&timed, first), 10 * log(2), close_enough);
  assert_rel(timed_value(&timed, second), 10 * (log(10) - 1), close_enough);
  assert_rel(timed_value(&timed, start), 50 + 10 * (log(10) - 1), close_enough);
  assert_rel(timed.result.measures[second].at_s, 50 + 10 * (log(10) - 1), close_enough);
  assert_true(timed_value(&timed, at_once) == 0 && timed.result.measures[at_once].at_s == 10);
  timed_free(&timed);
}

/* ---- the run as such ---- */

static bool until_twenty(void *context, double time_s) {
  (void)context;
  return time_s < 20;
}

static void ended_early(void **state) {
  (void)state;
  TimedLine timed = pumped_chamber(1000);
  TransientRequest request = {.settings = &timed.settings, .keep_series = true, .proceed = until_twenty};
  char message[NETWORK_MESSAGE_MAX];
  assert_true(network_derive(&timed.line.network, message, sizeof message));
  assert_int_equal(transient_run(&timed.line.network, &request, &timed.result), STATUS_OK);
  const Series *series = &timed.result.series;
  assert_false(timed.result.complete);
  assert_true(timed.result.end_s >= 20 && timed.result.end_s < 1000);
  assert_true(series->time_s[series->count - 1] == timed.result.end_s);
  assert_rel(timed_final(&timed, "chamber"), 1e5 * exp(-timed.result.end_s / 10), close_enough);
  assert_true(timed.result.ledger.bookkeeping_error <= 1e-9);
  timed_free(&timed);
}

static void same_run_twice(void **state) {
  (void)state;
  TimedLine timed = gated_chamber(100, false);
  line_volume(&timed.line, "store", 0.02, 1e3);
  timed_tube(&timed, "T", "store", "chamber", 1e-5, 1e-9);
  timed_at(&timed, 10, ACTION_OPEN, "G");
  timed_when(&timed, PROBE_PRESSURE, "chamber", true, 1e4, ACTION_CLOSE, "G");
  timed_run(&timed);
  Series first = timed.result.series;
  timed.result.series = (Series){0};
  timed_run(&timed);
  const Series *second = &timed.result.series;
  assert_int_equal(first.count, second->count);
  assert_memory_equal(first.time_s, second->time_s, (size_t)first.count * sizeof *first.time_s);
  assert_memory_equal(first.p, second->p, (size_t)(first.count * first.n_nodes) * sizeof *first.p);
  series_free(&first);
  timed_free(&timed);
}

/* Without the laws' second look nothing but that look's figure is missing. */
static void laws_unchecked(void **state) {
  (void)state;
  TimedLine timed = gated_chamber(100, false);
  timed_at(&timed, 10, ACTION_OPEN, "G");
  timed_run_without_series(&timed);
  double checked_pa = timed_final(&timed, "chamber"), stored = timed.result.ledger.stored_pa_m3;
  assert_true(timed.result.ledger.law_error > 0);
  transient_result_free(&timed.result);
  TransientRequest request = {.schedule = &timed.schedule, .settings = &timed.settings, .laws_unchecked = true};
  assert_int_equal(transient_run(&timed.line.network, &request, &timed.result), STATUS_OK);
  const Ledger *ledger = &timed.result.ledger;
  assert_true(timed_final(&timed, "chamber") == checked_pa && ledger->stored_pa_m3 == stored);
  assert_true(ledger->worst_node == -1 && ledger->law_error == 0);
  assert_true(ledger->bookkeeping_error > 0 && ledger->bookkeeping_error <= 1e-9);
  timed_free(&timed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(times_in_any_order),
      cmocka_unit_test(several_at_one_moment),
      cmocka_unit_test(thresholds_are_met),
      cmocka_unit_test(conditions_on_every_figure),
      cmocka_unit_test(conditions_and_delays_in_a_chain),
      cmocka_unit_test(true_already_fires_at_once),
      cmocka_unit_test(what_never_fires),
      cmocka_unit_test(pulse_is_not_skipped),
      cmocka_unit_test(train_of_pulses),
      cmocka_unit_test(valve_opens_over_its_stroke),
      cmocka_unit_test(throughput_within_a_stroke),
      cmocka_unit_test(valve_closes_on_a_drained_volume),
      cmocka_unit_test(valve_turns_round_within_its_stroke),
      cmocka_unit_test(pump_that_stands_at_first),
      cmocka_unit_test(time_since_a_change),
      cmocka_unit_test(ended_early),
      cmocka_unit_test(same_run_twice),
      cmocka_unit_test(laws_unchecked),
  };
  return cmocka_run_group_tests_name("transient, events", tests, NULL, NULL);
}
