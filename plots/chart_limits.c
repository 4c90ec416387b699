#include "plots/chart_limits.h"

#include <math.h>
#include <stdlib.h>

#include "sim/results_verdict.h"

static const double smallest_drawn = 1e-3; /* a bar below this says no more than its number does */

static bool is_drawn(const LimitRow *row) {
  if (row->status == LIMIT_NOT_APPLICABLE) return false;
  return isfinite(row->utilization) || row->status != LIMIT_PASS;
}

static int by_row(const void *a, const void *b) {
  return ((const ChartBar *)a)->row - ((const ChartBar *)b)->row;
}

/* The tightest rows, back in the order of the table, one valve under the other. */
static void choose(LimitsChart *chart, const LimitTable *table, const int *order) {
  for (int i = 0; i < table->count; i++) {
    const LimitRow *row = &table->rows[order[i]];
    if (!is_drawn(row)) continue;
    if (chart->count < CHART_BARS_MAX)
      chart->bars[chart->count++] = (ChartBar){.row = order[i], .number = isfinite(row->utilization)};
    else
      chart->left_out++;
  }
  qsort(chart->bars, (size_t)chart->count, sizeof chart->bars[0], by_row);
}

static void place(LimitsChart *chart, const LimitTable *table) {
  double at = 0;
  for (int i = 0; i < chart->count; i++) {
    ChartBar *bar = &chart->bars[i];
    bar->heading = i == 0 || table->rows[bar->row].branch != table->rows[chart->bars[i - 1].row].branch;
    at += bar->heading ? (i ? 2.4 : 2) : 1;
    bar->place = at;
  }
  chart->bottom = at + 0.7;
}

static void choose_axis(LimitsChart *chart, const LimitTable *table) {
  double most = 1, least = 1;
  for (int i = 0; i < chart->count; i++) {
    double u = table->rows[chart->bars[i].row].utilization;
    if (!chart->bars[i].number) continue;
    most = fmax(most, u);
    if (u >= smallest_drawn) least = fmin(least, u);
  }
  chart->log_axis = most / least > 100;
  chart->axis_from = chart->log_axis ? pow(10, floor(log10(least) - 1e-9)) : 0;
  /* room to the right of the longest bar for its number */
  chart->axis_to = chart->log_axis ? most * pow(most / chart->axis_from, 0.25) : 1.25 * most;
}

bool limits_chart_init(LimitsChart *chart, const RunOutcome *outcome) {
  *chart = (LimitsChart){.outcome = outcome};
  const LimitTable *table = outcome->limits;
  if (!table || table->count == 0) return true;
  int *order = limits_by_tightness(table);
  if (!order) return false;
  choose(chart, table, order);
  free(order);
  place(chart, table);
  choose_axis(chart, table);
  return true;
}
