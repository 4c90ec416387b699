/* What the curve's chart shows and where: regimes, ranges, files. The script itself is in chart_curve_script.c. */
#include "plots/chart_curve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plots/gnuplot.h"
#include "sim/curve_output.h"
#include "sim/output_file.h"

/* --- regimes --- */

/* Where the regime of the lower pressure ends, found by halving on the logarithmic scale. */
static double border(const ElementCurve *curve, double low_pa, double high_pa) {
  Regime below = element_curve_point(curve, low_pa).regime.regime;
  for (int i = 0; i < 20; i++) {
    double middle = sqrt(low_pa * high_pa);
    if (element_curve_point(curve, middle).regime.regime == below)
      low_pa = middle;
    else
      high_pa = middle;
  }
  return high_pa;
}

static void find_spans(CurveChart *chart) {
  const ElementCurve *curve = chart->curve;
  const CurvePoint *points = curve->points;
  chart->spans[chart->span_count++] = (RegimeSpan){points[0].regime.regime, points[0].inlet_pa, points[0].inlet_pa, 0};
  for (int i = 1; i < curve->range.points; i++) {
    RegimeSpan *last = &chart->spans[chart->span_count - 1];
    bool same = points[i].regime.regime == last->regime;
    last->to_pa = same ? points[i].inlet_pa : border(curve, points[i - 1].inlet_pa, points[i].inlet_pa);
    if (same) continue;
    if (chart->span_count == CURVE_SPANS_MAX) return;
    chart->spans[chart->span_count++] = (RegimeSpan){points[i].regime.regime, last->to_pa, points[i].inlet_pa, 0};
  }
}

/* Names stand over the middle of their stretch; one that would run into its neighbour goes a row higher. */
static void place_names(CurveChart *chart) {
  const double letter = 0.0105; /* of the chart's width */
  double ends[2] = {-INFINITY, -INFINITY}, span = log(chart->curve->range.to_pa / chart->curve->range.from_pa);
  for (int i = 0; i < chart->span_count; i++) {
    RegimeSpan *s = &chart->spans[i];
    double middle = log(sqrt(s->from_pa * s->to_pa) / chart->curve->range.from_pa) / span;
    double half = 0.5 * letter * (double)strlen(regime_name(s->regime));
    s->row = middle - half < ends[0] + letter;
    ends[s->row] = middle + half;
  }
}

/* --- ranges --- */

static void take(AxisRange *range, double value) {
  if (!(value > 0)) return;
  range->from = fmin(range->from, value);
  range->to = fmax(range->to, value);
}

/* A limit far from the curve would press the curve flat. */
static bool take_near(AxisRange *range, double value) {
  bool near = value > range->from / 30 && value < range->to * 30;
  if (near) take(range, value);
  return near;
}

/* By so much at least, to so large a ratio at least, and so that a line's label finds room between the outermost line
 * and the frame. */
static void widen(AxisRange *range, double by, double least_ratio) {
  double ratio = range->to / range->from, more = fmax(fmax(by, sqrt(least_ratio / ratio)), pow(ratio, 0.08));
  range->from /= more;
  range->to *= more;
}

static bool find_ranges(CurveChart *chart) {
  const ElementCurve *curve = chart->curve;
  AxisRange c = {INFINITY, 0}, q = {INFINITY, 0};
  for (int i = 0; i < curve->range.points; i++) {
    const CurvePoint *point = &curve->points[i];
    double difference = point->inlet_pa - point->outlet_pa;
    const double flows[] = {point->q_pa_m3_s, point->q_low_pa_m3_s, point->q_high_pa_m3_s};
    for (int k = 0; k < 3; k++)
      take(&q, flows[k]), take(&c, flows[k] / difference);
  }
  if (!(c.to > 0)) return false;
  chart->molecular_shown = take_near(&c, curve->limits.molecular_m3_s);
  chart->ideal_choked_shown = take_near(&c, curve->limits.ideal_choked_m3_s);
  widen(&c, 1.35, 5);
  widen(&q, 1.5, 10);
  chart->conductance_m3_s = c;
  chart->q_pa_m3_s = q;
  return true;
}

bool curve_chart_init(CurveChart *chart, const ElementCurve *curve, const char *line) {
  *chart = (CurveChart){.curve = curve, .line = line};
  if (!find_ranges(chart)) return false;
  find_spans(chart);
  place_names(chart);
  return true;
}

/* --- files --- */

static void forget(const ElementCurve *curve, const char *folder, const char *ending) {
  char name[CURVE_TEXT_SIZE];
  char *path = output_path(folder, curve_file_name(curve, ending, name, sizeof name));
  if (path) unlink(path);
  free(path);
}

static Status script_write(const CurveChart *chart, const char *folder, char *message, size_t size) {
  char name[CURVE_TEXT_SIZE];
  OutputFile output;
  Status status = output_open(&output, folder, curve_file_name(chart->curve, ".gp", name, sizeof name), message, size);
  if (status != STATUS_OK) return status;
  curve_chart_print(chart, output.stream);
  return output_commit(&output, message, size);
}

Status curve_chart_write(const ElementCurve *curve, const char *line, const char *folder, bool render, char *message,
                         size_t size) {
  CurveChart chart;
  char name[CURVE_TEXT_SIZE], why[256] = "";
  message[0] = '\0';
  forget(curve, folder, ".svg");
  forget(curve, folder, ".png");
  if (!curve_chart_init(&chart, curve, line)) {
    forget(curve, folder, ".gp");
    snprintf(message, size, "no chart: at none of these pressures the flow runs from inlet to outlet");
    return STATUS_OK;
  }
  Status status = script_write(&chart, folder, message, size);
  if (status != STATUS_OK || !render) return status;
  curve_file_name(curve, "", name, sizeof name);
  if (!gnuplot_render(folder, name, why, sizeof why))
    snprintf(message, size, "chart %s not rendered: %s; its script %s/%s.gp is there", name, why, folder, name);
  return STATUS_OK;
}
