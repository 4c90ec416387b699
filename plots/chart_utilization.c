/* What the utilization chart shows. Where it stands is in chart_utilization_script.c. */
#include "plots/chart_utilization.h"

#include <math.h>

static const double linear_up_to = 8;   /* used many times over: the limit itself would lie on the axis */
static const double linear_from = 0.05; /* used by less: all curves would lie on the axis */
static const double most_decades = 8;

double utilization_chart_worst(const UtilizationChart *chart, int curve, double *time_s) {
  const LimitRow *row = &run_limits(chart->frame.outcome)->rows[chart->curves[curve].row];
  bool known = row->when == LIMIT_WHEN_TRANSIENT && isfinite(row->time_s) && isfinite(row->utilization);
  *time_s = known ? row->time_s : NAN;
  return known ? row->utilization : NAN;
}

/* The greatest and the least positive utilization of a curve. */
static AxisRange extent(const UtilizationChart *chart, int curve) {
  const RunOutcome *outcome = chart->frame.outcome;
  double time_s, most = utilization_chart_worst(chart, curve, &time_s);
  AxisRange range = {INFINITY, isfinite(most) ? most : 0};
  for (int row = 0; row < outcome->transient->series.count; row++) {
    double u = utilization_at(outcome, &chart->curves[curve], row);
    if (!isfinite(u)) continue;
    range.to = fmax(range.to, u);
    if (u > 0) range.from = fmin(range.from, u);
  }
  return range;
}

static void choose_axis(UtilizationChart *chart) {
  double most = 0, least = INFINITY;
  for (int i = 0; i < chart->curve_count; i++) {
    AxisRange range = extent(chart, i);
    most = fmax(most, range.to);
    least = fmin(least, range.from);
  }
  chart->log = most > linear_up_to || most < linear_from;
  chart->range = (AxisRange){0, 1.12 * fmax(most, 1)};
  if (!chart->log) return;
  double bottom = fmax(least, fmin(most, 0.1) / 100);
  chart->range = (AxisRange){fmax(bottom, fmax(most, 1) * pow(10, -most_decades)) / 1.5, 2 * fmax(most, 1)};
}

bool utilization_chart_init(UtilizationChart *chart, const RunOutcome *outcome) {
  *chart = (UtilizationChart){.curve_count = 0};
  if (!outcome->transient || !time_frame_init(&chart->frame, outcome)) return true;
  chart->curve_count = utilization_curves(outcome, chart->curves);
  if (chart->curve_count < 0) return false;
  if (chart->curve_count > 0) choose_axis(chart);
  return true;
}
