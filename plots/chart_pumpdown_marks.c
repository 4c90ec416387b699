/* Marks on the pressures of the pump-down chart: thresholds of time measures, failed limits. */
#include <math.h>
#include <string.h>

#include "plots/chart_pumpdown_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"

/* --- thresholds of time measures --- */

static void print_crossing(const PumpdownChart *chart, int i, FILE *stream) {
  const MeasureResult *result = &chart->frame.outcome->measures[i];
  const TimeAxis *axis = &chart->frame.axis;
  if (!isfinite(result->value) || !isfinite(result->at_s)) return;
  fputs("  set label '' at first ", stream);
  time_frame_number(fmax(result->at_s, axis->from_s) / axis->unit_s, stream);
  fputs(", first ", stream);
  time_frame_number(chart->frame.outcome->study->measures.rows[i].condition.threshold, stream);
  fputs(" front point pointtype 7 pointsize 0.9 linecolor rgb ink\n", stream);
}

static void threshold_text(const RunOutcome *outcome, int i, char *text, size_t size) {
  const Measure *measure = &outcome->study->measures.rows[i];
  const MeasureResult *result = &outcome->measures[i];
  NumberText threshold = number_readable(measure->condition.threshold, "Pa");
  if (isfinite(result->value))
    snprintf(text, size, "%s  %s: %s%s", threshold.text, measure->name, number_readable(result->value, "s").text,
             result->conditional ? " (conditional)" : "");
  else
    snprintf(text, size, "%s  %s: not reached", threshold.text, measure->name);
}

/* Beside its crossing, on the side where there is more room; left where it was not reached. */
static void print_threshold_label(const PumpdownChart *chart, int i, bool below, FILE *stream) {
  const RunOutcome *outcome = chart->frame.outcome;
  const MeasureResult *result = &outcome->measures[i];
  char text[200];
  bool reached = isfinite(result->value) && isfinite(result->at_s);
  double at = reached ? time_frame_place(&chart->frame, result->at_s) : 0;
  bool right = at < 0.6 * (FRAME_RIGHT - FRAME_LEFT);
  threshold_text(outcome, i, text, sizeof text);
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at screen (panel_left + ", stream);
  time_frame_number(at + (right ? 10 : -10), stream);
  fputs(") / width, first ", stream);
  time_frame_number(outcome->study->measures.rows[i].condition.threshold, stream);
  fprintf(stream, " %s offset character 0, %s front boxed font 'sans-serif,10' textcolor rgb ink noenhanced\n",
          right ? "left" : "right", below ? "-0.65" : "0.65");
}

void pumpdown_print_thresholds(const void *context, FILE *stream) {
  const PumpdownChart *chart = context;
  const Measure *rows = chart->frame.outcome->study->measures.rows;
  double decades = log(chart->p_pa.to / chart->p_pa.from);
  for (int i = 0; i < chart->threshold_count; i++) {
    double p = rows[chart->thresholds[i]].condition.threshold;
    bool below = false;
    for (int k = 0; k < i; k++)
      below = below != (fabs(log(p / rows[chart->thresholds[k]].condition.threshold)) / decades * PUMPDOWN_PANEL <
                        2 * PUMPDOWN_LABEL);
    fputs("  set arrow from graph 0, first ", stream);
    time_frame_number(p, stream);
    fputs(" to graph 1, first ", stream);
    time_frame_number(p, stream);
    fputs(" nohead linecolor rgb faint linewidth 1 dashtype (6, 9)\n", stream);
    print_threshold_label(chart, chart->thresholds[i], below, stream);
    print_crossing(chart, chart->thresholds[i], stream);
  }
}

/* --- failed limits --- */

/* A letter at the foot of each one's line, above those of lines too near to stand beside it. */
void pumpdown_print_failures(const void *context, FILE *stream) {
  const PumpdownChart *chart = context;
  const double apart = 16, row_height = 0.045;
  int rows[PUMPDOWN_FAILURES_MAX] = {0};
  for (int i = 0; i < chart->failure_count; i++) {
    double x = (FRAME_LEFT + chart->failures[i].at) / 1000;
    for (int k = 0; k < i; k++)
      if (fabs(chart->failures[k].at - chart->failures[i].at) < apart && rows[k] >= rows[i]) rows[i] = rows[k] + 1;
    fputs("  set arrow from screen ", stream);
    time_frame_number(x, stream);
    fputs(", graph 0 to screen ", stream);
    time_frame_number(x, stream);
    fputs(", graph 1 nohead linecolor rgb fail_colour linewidth 1.6 dashtype (6, 8)\n", stream);
    fprintf(stream, "  set label '%c' at screen ", 'A' + i);
    time_frame_number(x, stream);
    fputs(", graph ", stream);
    time_frame_number(0.03 + row_height * rows[i], stream);
    fputs(" center front boxed font 'sans-serif:Bold,11' textcolor rgb fail_colour\n", stream);
  }
}
