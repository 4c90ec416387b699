#include "sim/results_utilization.h"

#include <math.h>
#include <stdlib.h>

#include "sim/limit_checks.h"
#include "sim/results_csv.h"
#include "sim/results_verdict.h"

static const double least_told = 0.01; /* a limit used by less is told only where none is used by more */

const LimitTable *run_limits(const RunOutcome *outcome) {
  const TransientResult *run = outcome->transient;
  return run && run->limits.count > 0 ? &run->limits : outcome->limits;
}

/* Judged over the run and used by so much. */
static bool is_told(const LimitRow *row, double least) {
  bool used = row->utilization >= least || row->status == LIMIT_FAIL;
  return row->status != LIMIT_NOT_APPLICABLE && used && !limit_holds_always(row->check);
}

static bool is_taken(const UtilizationCurve *curves, int count, int row) {
  for (int i = 0; i < count; i++)
    if (curves[i].row == row) return true;
  return false;
}

static int taken_of(const UtilizationCurve *curves, int count, LimitCheck check) {
  int taken = 0;
  for (int i = 0; i < count; i++)
    taken += curves[i].check == check;
  return taken;
}

/* Takes rows in their order until there are enough; most: of one check. */
static int take(const LimitTable *table, const int *order, double least, int most, UtilizationCurve *curves,
                int count) {
  for (int i = 0; i < table->count && count < UTILIZATION_CURVES_MAX; i++) {
    const LimitRow *row = &table->rows[order[i]];
    if (!is_told(row, least) || is_taken(curves, count, order[i])) continue;
    if (taken_of(curves, count, row->check) >= most) continue;
    curves[count++] = (UtilizationCurve){order[i], row->branch, row->check};
  }
  return count;
}

/* Many valves alike would fill the list with one check. */
int utilization_curves(const RunOutcome *outcome, UtilizationCurve *curves) {
  const LimitTable *table = run_limits(outcome);
  if (!outcome->transient || outcome->transient->series.count == 0 || !table || table->count == 0) return 0;
  int *order = limits_by_tightness(table);
  if (!order) return -1;
  int count = take(table, order, least_told, UTILIZATION_CURVES_MAX / 2, curves, 0);
  count = take(table, order, least_told, UTILIZATION_CURVES_MAX, curves, count);
  if (count == 0) count = take(table, order, 0, 1, curves, 0);
  free(order);
  return count;
}

bool utilization_is_known(const RunOutcome *outcome) {
  UtilizationCurve curves[UTILIZATION_CURVES_MAX];
  return utilization_curves(outcome, curves) > 0;
}

static double total(const double *values, int row, int per_row, int index, int n_gas) {
  double sum = 0;
  for (int i = 0; i < n_gas; i++)
    sum += values[((size_t)row * (size_t)per_row + (size_t)index) * (size_t)n_gas + (size_t)i];
  return sum;
}

static bool is_open(const Series *series, int row, int branch) {
  return series->opening[(size_t)row * (size_t)series->n_branches + (size_t)branch] > 0;
}

/* A valve opens against the pressures that stand before it opens. */
static bool is_opening(const Series *series, int row, int branch) {
  for (int next = row + 1; next < series->count && series->time_s[next] == series->time_s[row]; next++)
    if (is_open(series, next, branch)) return true;
  return false;
}

double utilization_at(const RunOutcome *outcome, const UtilizationCurve *curve, int series_row) {
  const Series *series = &outcome->transient->series;
  const Branch *branch = &outcome->study->network.branches[curve->branch];
  ValveMoment moment = limit_moment(&outcome->study->network, branch);
  moment.open = is_open(series, series_row, curve->branch) ||
                (curve->check == LIMIT_MAX_OPERATING_DIFFERENTIAL && is_opening(series, series_row, curve->branch));
  moment.p1_pa = total(series->p, series_row, series->n_nodes, branch->from, series->n_gas);
  moment.p2_pa = total(series->p, series_row, series->n_nodes, branch->to, series->n_gas);
  moment.q_pa_m3_s = total(series->q, series_row, series->n_branches, curve->branch, series->n_gas);
  return limit_utilization(curve->check, &moment, &outcome->study->limits);
}

char *utilization_column(const RunOutcome *outcome, const UtilizationCurve *curve, char *text, size_t size) {
  snprintf(text, size, "%s_%s", outcome->study->network.branches[curve->branch].name, limit_check_name(curve->check));
  return text;
}

void csv_utilization(const RunOutcome *outcome, FILE *stream) {
  UtilizationCurve curves[UTILIZATION_CURVES_MAX];
  int count = utilization_curves(outcome, curves);
  char text[400];
  fputs("time_s", stream);
  for (int i = 0; i < count; i++) {
    fputc(',', stream);
    csv_field(stream, utilization_column(outcome, &curves[i], text, sizeof text));
  }
  for (int row = 0; row < outcome->transient->series.count; row++) {
    fputc('\n', stream);
    csv_number(stream, outcome->transient->series.time_s[row]);
    for (int i = 0; i < count; i++) {
      fputc(',', stream);
      csv_number(stream, utilization_at(outcome, &curves[i], row));
    }
  }
  fputc('\n', stream);
}
