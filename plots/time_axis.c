#include "plots/time_axis.h"

#include <math.h>

static const double hidden_share = 0.02;   /* of a linear axis: what lies in it cannot be told apart */
static const double long_stretch = 0.2;    /* of the run: a stretch between events that must stay readable ... */
static const double least_width = 0.125;   /* ... and does so on this share of the axis */
static const double visible_decades = 0.1; /* of travel of all curves together */
static const double most_decades = 7;      /* of time */

double series_pressure_pa(const Series *series, int row, int node) {
  double sum = 0;
  for (int i = 0; i < series->n_gas; i++)
    sum += series->p[((size_t)row * (size_t)series->n_nodes + (size_t)node) * (size_t)series->n_gas + (size_t)i];
  return sum;
}

double time_axis_share(const TimeAxis *axis, double time_s) {
  double t = fmin(fmax(time_s, axis->from_s), axis->to_s);
  return axis->log ? log(t / axis->from_s) / log(axis->to_s / axis->from_s)
                   : (t - axis->from_s) / (axis->to_s - axis->from_s);
}

/* --- linear or logarithmic --- */

typedef struct {
  double all, hidden;  /* decades of pressure that all curves travel; those within the hidden share */
  double first_seen_s; /* when they have travelled as much as an eye sees */
} Travel;

static double log_pressure(const Series *series, int row, int node) {
  const double least_pa = 1e-9; /* what happens below is no reason for an axis */
  return log10(fmax(series_pressure_pa(series, row, node), least_pa));
}

static Travel travel_of(const Series *series, double end_s) {
  Travel travel = {.first_seen_s = end_s};
  for (int row = 1; row < series->count; row++) {
    double step = 0;
    for (int node = 0; node < series->n_nodes; node++)
      step += fabs(log_pressure(series, row, node) - log_pressure(series, row - 1, node));
    travel.all += step;
    if (series->time_s[row] <= hidden_share * end_s) travel.hidden += step;
    if (travel.all >= visible_decades && series->time_s[row] > 0)
      travel.first_seen_s = fmin(travel.first_seen_s, series->time_s[row]);
  }
  return travel;
}

/* Every long stretch between events, and from the last one to the end, keeps its width. */
static bool stretches_stay(const TransientResult *run, const TimeAxis *axis) {
  double last_s = 0;
  for (int i = 0; i <= run->n_events; i++) {
    double next_s = i < run->n_events ? run->events[i].time_s : axis->to_s;
    bool is_long = next_s - last_s >= long_stretch * axis->to_s;
    if (is_long && time_axis_share(axis, next_s) - time_axis_share(axis, last_s) < least_width) return false;
    last_s = next_s;
  }
  return true;
}

static bool choose_log(TimeAxis *axis, const TransientResult *run) {
  Travel travel = travel_of(&run->series, axis->to_s);
  if (!(travel.hidden > 0.5 * travel.all) || travel.all < 10 * visible_decades) return false;
  double from_s = travel.first_seen_s;
  for (int i = 0; i < run->n_events; i++)
    if (run->events[i].time_s > 0) from_s = fmin(from_s, run->events[i].time_s);
  from_s = fmax(from_s / 3, axis->to_s * pow(10, -most_decades));
  TimeAxis log_axis = {.from_s = pow(10, floor(log10(from_s))), .to_s = axis->to_s, .log = true};
  if (log_axis.to_s < 100 * log_axis.from_s || !stretches_stay(run, &log_axis)) return false;
  *axis = log_axis;
  return true;
}

/* --- units --- */

static void choose_unit(TimeAxis *axis) {
  static const struct {
    double up_to_s, unit_s;
    const char *unit;
  } rows[] = {{0.3, 1e-3, "ms"}, {900, 1, "s"}, {3 * 3600, 60, "min"}, {4 * 86400, 3600, "h"}, {INFINITY, 86400, "d"}};
  int i = 0;
  while (axis->to_s > rows[i].up_to_s)
    i++;
  axis->unit_s = axis->log ? 1 : rows[i].unit_s;
  axis->unit = axis->log ? "s" : rows[i].unit;
}

bool time_axis_init(TimeAxis *axis, const TransientResult *run) {
  *axis = (TimeAxis){.to_s = run->end_s};
  if (run->series.count < 2 || !(run->end_s > 0)) return false;
  choose_log(axis, run);
  choose_unit(axis);
  return true;
}
