#include "plots/threshold_marks.h"

#include <math.h>

#include "plots/template.h"
#include "sim/output_number.h"

static const double label_height = 15; /* in the units of the picture */

bool threshold_is_of(const Measure *measure, ProbeKind kind, int node, const Gas *gas) {
  const Probe *probe = &measure->probe;
  return measure->kind == MEASURE_CROSSING && probe->kind == kind && probe->object == node && probe->gas == gas;
}

void thresholds_add(Thresholds *thresholds, int measure) {
  if (thresholds->count < THRESHOLDS_MAX) thresholds->measures[thresholds->count++] = measure;
}

static double threshold_of(const TimeFrame *frame, int measure) {
  return frame->outcome->study->measures.rows[measure].condition.threshold;
}

static bool is_reached(const MeasureResult *result) {
  return isfinite(result->value) && isfinite(result->at_s);
}

static void print_crossing(const TimeFrame *frame, int measure, FILE *stream) {
  const MeasureResult *result = &frame->outcome->measures[measure];
  if (!is_reached(result)) return;
  fputs("  set label '' at first ", stream);
  time_frame_number(fmax(result->at_s, frame->axis.from_s) / frame->axis.unit_s, stream);
  fputs(", first ", stream);
  time_frame_number(threshold_of(frame, measure), stream);
  fputs(" front point pointtype 7 pointsize 0.9 linecolor rgb ink\n", stream);
}

static void words_of(const RunOutcome *outcome, int i, char *text, size_t size) {
  const Measure *measure = &outcome->study->measures.rows[i];
  const MeasureResult *result = &outcome->measures[i];
  NumberText threshold = number_readable(measure->condition.threshold, probe_rows[measure->probe.kind].unit);
  if (isfinite(result->value))
    snprintf(text, size, "%s  %s: %s%s", threshold.text, measure->name, number_readable(result->value, "s").text,
             result->conditional ? " (conditional)" : "");
  else
    snprintf(text, size, "%s  %s: not reached", threshold.text, measure->name);
}

/* Beside its crossing, on the side where there is more room; left where it was not reached. */
static void print_label(const TimeFrame *frame, int measure, bool below, FILE *stream) {
  const MeasureResult *result = &frame->outcome->measures[measure];
  char text[200];
  double at = is_reached(result) ? time_frame_place(frame, result->at_s) : 0;
  bool right = at < 0.6 * (FRAME_RIGHT - FRAME_LEFT);
  words_of(frame->outcome, measure, text, sizeof text);
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at screen (panel_left + ", stream);
  time_frame_number(at + (right ? 10 : -10), stream);
  fputs(") / width, first ", stream);
  time_frame_number(threshold_of(frame, measure), stream);
  fprintf(stream, " %s offset character 0, %s front boxed font 'sans-serif,10' textcolor rgb ink noenhanced\n",
          right ? "left" : "right", below ? "-0.65" : "0.65");
}

static void print_line(double at, bool front, FILE *stream) {
  fputs("  set arrow from graph 0, first ", stream);
  time_frame_number(at, stream);
  fputs(" to graph 1, first ", stream);
  time_frame_number(at, stream);
  fprintf(stream, " nohead%s linecolor rgb %s linewidth 1 dashtype (6, 9)\n", front ? " front" : "",
          front ? "ink" : "faint");
}

/* In the units of the picture. */
static double distance(const ThresholdPanel *panel, double a, double b) {
  AxisRange range = panel->range;
  double share = panel->log ? log(a / b) / log(range.to / range.from) : (a - b) / (range.to - range.from);
  return panel->height * fabs(share);
}

void thresholds_print(const Thresholds *thresholds, const TimeFrame *frame, const ThresholdPanel *panel, FILE *stream) {
  for (int i = 0; i < thresholds->count; i++) {
    double at = threshold_of(frame, thresholds->measures[i]);
    bool below = false;
    for (int k = 0; k < i; k++)
      below = below != (distance(panel, at, threshold_of(frame, thresholds->measures[k])) < 2 * label_height);
    print_line(at, panel->filled, stream);
    print_label(frame, thresholds->measures[i], below, stream);
    print_crossing(frame, thresholds->measures[i], stream);
  }
}
