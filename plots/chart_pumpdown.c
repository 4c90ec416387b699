/* What the pump-down chart shows. Where it stands is in chart_pumpdown_script.c. */
#include "plots/chart_pumpdown.h"

#include <math.h>
#include <stdlib.h>

#include "sim/results_utilization.h"
#include "sim/results_verdict.h"

static const double least_pa = 1e-12;  /* below what any gauge reads: an axis stops here */
static const double most_decades = 15; /* of the pressure axis */
static const double threshold_decades =
    2.5; /* a threshold farther than this from every curve would press the curves flat */

/* --- the pressure axis --- */

static void find_range(PumpdownChart *chart, const Series *series) {
  AxisRange range = {INFINITY, 0};
  for (int i = 0; i < chart->curve_count; i++)
    for (int row = 0; row < series->count; row++) {
      double p = series_pressure_pa(series, row, chart->curves[i].node);
      range.to = fmax(range.to, p);
      if (p > least_pa) range.from = fmin(range.from, p);
    }
  range.from = fmin(fmax(range.from, range.to * pow(10, -most_decades)), range.to);
  chart->p_pa = range;
}

static void widen_range(PumpdownChart *chart) {
  const double least_ratio = 10;
  double ratio = chart->p_pa.to / chart->p_pa.from;
  double more = fmax(fmax(1.4, pow(ratio, 0.05)), sqrt(least_ratio / ratio));
  chart->p_pa = (AxisRange){chart->p_pa.from / more, chart->p_pa.to * more};
}

/* --- thresholds --- */

static bool is_drawn(const PumpdownChart *chart, int node) {
  for (int i = 0; i < chart->curve_count; i++)
    if (chart->curves[i].node == node) return true;
  return false;
}

static void take_thresholds(PumpdownChart *chart, const RunOutcome *outcome) {
  AxisRange range = chart->p_pa;
  double near = pow(10, threshold_decades);
  for (int i = 0; outcome->measures && i < outcome->study->measures.count; i++) {
    const Measure *measure = &outcome->study->measures.rows[i];
    double p = measure->condition.threshold;
    if (!threshold_is_of(measure, PROBE_PRESSURE, measure->probe.object, NULL)) continue;
    if (!is_drawn(chart, measure->probe.object) || chart->thresholds.count == THRESHOLDS_MAX) continue;
    if (!(p > range.from / near && p < range.to * near)) continue;
    thresholds_add(&chart->thresholds, i);
    chart->p_pa.from = fmin(chart->p_pa.from, p);
    chart->p_pa.to = fmax(chart->p_pa.to, p);
  }
}

/* --- states --- */

/* The row at which a branch first changes, series->count where it never does. */
static int first_change(const Series *series, int branch) {
  const double *opening = series->opening + branch;
  for (int row = 1; row < series->count; row++)
    if ((opening[(size_t)row * (size_t)series->n_branches] > 0) != (opening[0] > 0)) return row;
  return series->count;
}

typedef struct {
  int branch, row;
} Change;

static int by_row(const void *a, const void *b) {
  const Change *x = a, *y = b;
  return x->row != y->row ? (x->row > y->row) - (x->row < y->row) : x->branch - y->branch;
}

static bool take_lanes(PumpdownChart *chart, const Series *series) {
  Change *changes = malloc((size_t)series->n_branches * sizeof *changes + 1);
  int count = 0;
  if (!changes) return false;
  for (int k = 0; k < series->n_branches; k++) {
    int row = first_change(series, k);
    if (row < series->count) changes[count++] = (Change){k, row};
  }
  qsort(changes, (size_t)count, sizeof *changes, by_row);
  chart->lane_count = count < PUMPDOWN_LANES_MAX ? count : PUMPDOWN_LANES_MAX;
  chart->lanes_left_out = count - chart->lane_count;
  for (int i = 0; i < chart->lane_count; i++)
    chart->lanes[i] = changes[i].branch;
  free(changes);
  return true;
}

/* --- failed limits --- */

static bool take_failures(PumpdownChart *chart) {
  const LimitTable *table = run_limits(chart->frame.outcome);
  if (!table || table->count == 0) return true;
  int *order = limits_by_tightness(table);
  if (!order) return false;
  for (int i = 0; i < table->count; i++) {
    const LimitRow *row = &table->rows[order[i]];
    if (row->status != LIMIT_FAIL || row->when != LIMIT_WHEN_TRANSIENT || !isfinite(row->time_s)) continue;
    if (chart->failure_count < PUMPDOWN_FAILURES_MAX)
      chart->failures[chart->failure_count++] = (FailureMark){order[i], time_frame_place(&chart->frame, row->time_s)};
    else
      chart->failures_left_out++;
  }
  free(order);
  return true;
}

bool pumpdown_chart_init(PumpdownChart *chart, const RunOutcome *outcome) {
  *chart = (PumpdownChart){.curve_count = 0};
  if (!time_frame_init(&chart->frame, outcome)) return true;
  const Series *series = &outcome->transient->series;
  int count = pressure_curves_choose(outcome, chart->curves, &chart->nodes_left_out);
  if (count < 0 || !take_lanes(chart, series) || !take_failures(chart)) return false;
  chart->curve_count = count;
  if (count == 0) return true;
  find_range(chart, series);
  take_thresholds(chart, outcome);
  widen_range(chart);
  return true;
}
