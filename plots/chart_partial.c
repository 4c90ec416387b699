/* What the chart of partial pressures shows. Where it stands is in chart_partial_script.c. */
#include "plots/chart_partial.h"

#include <math.h>

static const double least_pa = 1e-12;        /* below what any gauge reads: an axis stops here */
static const double least_share = 1e-9;      /* a gas that never makes as much is drawn only if it is looked for */
static const double trace_share = 0.01;      /* a linear stack hides less */
static const double most_decades = 15;       /* of the pressure axis */
static const double threshold_decades = 2.5; /* a threshold farther than this would press the curves flat */
static const double passing = 0.002;         /* of the time axis: what lasts no longer stretches no axis */

static const Series *series_of(const PartialChart *chart) {
  return &chart->frame.outcome->transient->series;
}

static double partial_pa(const Series *series, int row, int node, int gas) {
  return series->p[((size_t)row * (size_t)series->n_nodes + (size_t)node) * (size_t)series->n_gas + (size_t)gas];
}

double partial_chart_share(const PartialChart *chart, int row, int gas) {
  const Series *series = series_of(chart);
  double total = series_pressure_pa(series, row, chart->node);
  return total > 0 ? fmax(partial_pa(series, row, chart->node, gas), 0) / total : NAN;
}

/* --- the node, and the gas that is looked for in it --- */

static bool takes(const Probe *probe, const Network *network, int *node, const Gas **gas) {
  if (!probe->gas || probe_rows[probe->kind].of != PROBE_OF_NODE || network->nodes[probe->object].params.fixed)
    return false;
  *node = probe->object;
  *gas = probe->gas;
  return true;
}

/* -1: no node that could change. */
static int choose_node(const Study *study, const Gas **gas) {
  const Network *network = &study->network;
  int node = -1;
  *gas = NULL;
  for (int i = 0; i < study->measures.count; i++)
    if (takes(&study->measures.rows[i].probe, network, &node, gas)) return node;
  for (int i = 0; i < study->schedule.count; i++)
    if (study->schedule.entries[i].kind == ENTRY_WHEN &&
        takes(&study->schedule.entries[i].condition.probe, network, &node, gas))
      return node;
  for (int i = network->n_nodes - 1; i >= 0; i--) {
    const NodeParams *params = &network->nodes[i].params;
    if (!params->fixed && params->volume_m3 > 0) node = i;
  }
  return node;
}

/* --- the gases --- */

typedef double Figure(const PartialChart *chart, int row, int gas);

static double pressure_of(const PartialChart *chart, int row, int gas) {
  return partial_pa(series_of(chart), row, chart->node, gas);
}

static double width_of(const PartialChart *chart, int row) {
  const double *t = series_of(chart)->time_s + row;
  return row + 1 < series_of(chart)->count
             ? time_axis_share(&chart->frame.axis, t[1]) - time_axis_share(&chart->frame.axis, t[0])
             : 0;
}

/* How much of the time axis has a value from `least` up to `level`. */
static double width_below(const PartialChart *chart, Figure *figure, int gas, double least, double level) {
  double width = 0;
  for (int row = 0; row < series_of(chart)->count; row++) {
    double value = figure(chart, row, gas);
    if (value >= least && value < level) width += width_of(chart, row);
  }
  return width;
}

/* The lowest value that an eye sees: a gas that comes in rises through all decades at once. */
static double lowest_seen(const PartialChart *chart, Figure *figure, int gas, double least, double most) {
  double low = log(least), high = log(fmax(most, least));
  for (int i = 0; i < 30; i++) {
    double middle = 0.5 * (low + high);
    if (width_below(chart, figure, gas, least, exp(middle)) > passing)
      high = middle;
    else
      low = middle;
  }
  return exp(low);
}

typedef struct {
  int gas;
  double most, mean; /* mole fraction */
} GasShare;

static GasShare share_of(const PartialChart *chart, int gas) {
  GasShare share = {.gas = gas};
  int rows = 0;
  for (int row = 0; row < series_of(chart)->count; row++) {
    double x = partial_chart_share(chart, row, gas);
    if (isnan(x)) continue;
    share.most = fmax(share.most, x);
    share.mean += x;
    rows++;
  }
  if (rows) share.mean /= rows;
  return share;
}

/* The greatest first. */
static int sorted_shares(const PartialChart *chart, const Gas *sought, GasShare *shares) {
  int count = 0;
  for (int gas = 0; gas < series_of(chart)->n_gas; gas++) {
    GasShare share = share_of(chart, gas);
    bool is_sought = chart->frame.outcome->study->network.gases[gas] == sought;
    if (!(share.most > (is_sought ? 0 : least_share))) continue;
    int at = count++;
    for (; at > 0 && shares[at - 1].mean < share.mean; at--)
      shares[at] = shares[at - 1];
    shares[at] = share;
  }
  return count;
}

/* To the place after all others. */
static void move_last(GasShare *shares, int count, int from) {
  GasShare moved = shares[from];
  for (int i = from; i + 1 < count; i++)
    shares[i] = shares[i + 1];
  shares[count - 1] = moved;
}

static int place_of(const Network *network, const GasShare *shares, int count, const Gas *gas) {
  for (int i = 0; i < count; i++)
    if (network->gases[shares[i].gas] == gas) return i;
  return -1;
}

/* --- axes --- */

static void find_pressures(PartialChart *chart) {
  const Series *series = series_of(chart);
  AxisRange range = {INFINITY, 0};
  for (int row = 0; row < series->count; row++)
    range.to = fmax(range.to, series_pressure_pa(series, row, chart->node));
  double least = fmax(least_pa, range.to * pow(10, -most_decades));
  for (int i = 0; i < chart->gas_count; i++)
    range.from = fmin(range.from, lowest_seen(chart, pressure_of, chart->gases[i], least, range.to));
  chart->p_pa = range;
}

static bool is_near(double value, AxisRange range) {
  double near = pow(10, threshold_decades);
  return value > range.from / near && value < range.to * near;
}

static void take_pressure_thresholds(PartialChart *chart) {
  const RunOutcome *outcome = chart->frame.outcome;
  AxisRange range = chart->p_pa;
  for (int i = 0; outcome->measures && i < outcome->study->measures.count; i++) {
    const Measure *measure = &outcome->study->measures.rows[i];
    double p = measure->condition.threshold;
    if (!threshold_is_of(measure, PROBE_PRESSURE, chart->node, measure->probe.gas) || !is_near(p, range)) continue;
    thresholds_add(&chart->pressures, i);
    chart->p_pa.from = fmin(chart->p_pa.from, p);
    chart->p_pa.to = fmax(chart->p_pa.to, p);
  }
}

/* Only the lowest gas of the stack is as high as its mole fraction. */
static void take_share_thresholds(PartialChart *chart) {
  const RunOutcome *outcome = chart->frame.outcome;
  const Gas *lowest = outcome->study->network.gases[chart->gases[0]];
  for (int i = 0; outcome->measures && i < outcome->study->measures.count; i++)
    if (threshold_is_of(&outcome->study->measures.rows[i], PROBE_FRACTION, chart->node, lowest))
      thresholds_add(&chart->shares, i);
}

static double least_threshold(const PartialChart *chart) {
  double least = INFINITY;
  for (int i = 0; i < chart->shares.count; i++)
    least = fmin(least, chart->frame.outcome->study->measures.rows[chart->shares.measures[i]].condition.threshold);
  return least;
}

/* Logarithmic where what is looked for, else the second of the gases, would not be seen. shares: the greatest first. */
static void choose_share_axis(PartialChart *chart, const GasShare *shares, bool sought) {
  int gas = sought ? chart->gases[0] : shares[1].gas;
  double least = fmin(lowest_seen(chart, partial_chart_share, gas, least_share, 1), least_threshold(chart));
  chart->share_log = (sought ? least : shares[1].most) < trace_share;
  chart->share = (AxisRange){0, 1};
  if (chart->share_log) chart->share.from = fmax(least / 2, least_share);
}

static void widen_pressures(PartialChart *chart) {
  double more = fmax(1.4, pow(chart->p_pa.to / chart->p_pa.from, 0.05));
  chart->p_pa = (AxisRange){chart->p_pa.from / more, chart->p_pa.to * more};
}

void partial_chart_init(PartialChart *chart, const RunOutcome *outcome) {
  const Gas *gas;
  GasShare shares[GAS_MAX];
  *chart = (PartialChart){.gas_count = 0};
  if (!time_frame_init(&chart->frame, outcome)) return;
  chart->node = choose_node(outcome->study, &gas);
  int count = chart->node >= 0 ? sorted_shares(chart, gas, shares) : 0;
  if (count < 2) return;
  int sought = gas ? place_of(&outcome->study->network, shares, count, gas) : -1;
  if (sought > 0) move_last(shares, count, sought);
  chart->gas_count = count < PARTIAL_GASES_MAX ? count : PARTIAL_GASES_MAX;
  chart->gases_left_out = count - chart->gas_count;
  if (sought > 0) shares[chart->gas_count - 1] = shares[count - 1];
  for (int i = 0; i < chart->gas_count; i++)
    chart->gases[i] = shares[chart->gas_count - 1 - i].gas;
  take_share_thresholds(chart);
  choose_share_axis(chart, shares, sought > 0);
  find_pressures(chart);
  take_pressure_thresholds(chart);
  widen_pressures(chart);
}
