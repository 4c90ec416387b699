/* What stands in the two panels of the chart of partial pressures: curves, stack, thresholds, names. */
#include <math.h>

#include "plots/chart_partial_parts.h"
#include "plots/side_names.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_series.h"

static const PartialChart *chart_of(const void *context) {
  return context;
}

static const Network *network_of(const PartialChart *chart) {
  return &chart->frame.outcome->study->network;
}

static const Series *series_of(const PartialChart *chart) {
  return &chart->frame.outcome->transient->series;
}

static const char *gas_name(const PartialChart *chart, int i) {
  return network_of(chart)->gases[chart->gases[i]]->name;
}

/* The main gas has the first colour, up there where the stack ends. */
static int colour_of(const PartialChart *chart, int i) {
  return chart->gas_count - i;
}

/* The stack fills its panel: events stand before it, and labels before them. */
void partial_print_events(const void *context, FILE *stream) {
  const TimeFrame *frame = &chart_of(context)->frame;
  fputs("$events << EOD\n", stream);
  for (int i = 0; i < frame->marks.count; i++) {
    double at_s = frame->outcome->transient->events[frame->marks.marks[i].first].time_s;
    NumberText at = number_text(fmax(at_s, frame->axis.from_s) / frame->axis.unit_s, 9);
    fprintf(stream, "%s,0\n%s,1\n\n", at.text, at.text);
  }
  fputs("EOD\n", stream);
}

/* --- thresholds --- */

void partial_print_p_thresholds(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  thresholds_print(&chart->pressures, &chart->frame,
                   &(ThresholdPanel){.range = chart->p_pa, .log = true, .height = PARTIAL_PANEL}, stream);
}

void partial_print_share_thresholds(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  thresholds_print(
      &chart->shares, &chart->frame,
      &(ThresholdPanel){.range = chart->share, .log = chart->share_log, .filled = true, .height = PARTIAL_STACK},
      stream);
}

/* --- curves --- */

void partial_print_total(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  char column[400];
  snprintf(column, sizeof column, "p_%s_Pa", network_of(chart)->nodes[chart->node].name);
  gnuplot_quoted(stream, column);
}

void partial_print_columns(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  char column[400];
  for (int i = 0; i < chart->gas_count; i++) {
    fputs(":(column(", stream);
    gnuplot_quoted(stream, series_gas_column(network_of(chart), chart->node, chart->gases[i], column, sizeof column));
    fputs("))", stream);
  }
}

/* The total first, wide and pale, so that the gas that it consists of lies on it. */
void partial_print_curves(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  fputs("  $rows using (line(since($1), above($2))):(drawn_low) with lines linecolor rgb 0xC8C8C8 linewidth 6 notitle",
        stream);
  for (int i = chart->gas_count - 1; i >= 0; i--)
    fprintf(stream,
            ", \\\n  $rows using (line(since($1), above($%d))):(drawn_low) with lines linecolor rgb gas_colour[%d] "
            "linewidth 2.2 notitle",
            i + 3, colour_of(chart, i));
}

/* part($3 + $4, $2): of the lowest `count` gases. */
static void print_part(int count, FILE *stream) {
  if (count == 0) fputs("share_from", stream);
  for (int i = 0; i < count; i++)
    fprintf(stream, "%s$%d%s", i ? " + " : "part(", i + 3, i + 1 == count ? ", $2)" : "");
}

void partial_print_bands(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  for (int i = 0; i < chart->gas_count; i++) {
    fprintf(stream, "%s  $rows using ($2 > 0 ? band(since($1), ", i ? ", \\\n" : "");
    print_part(i, stream);
    fputs(", ", stream);
    print_part(i + 1, stream);
    fprintf(stream,
            ") : NaN):(drawn_low):(drawn_high) with filledcurves fillcolor rgb gas_colour[%d] fillstyle solid 0.85 "
            "noborder notitle",
            colour_of(chart, i));
  }
  if (chart->frame.marks.count)
    fputs(", \\\n  $events using 1:($2 > 0 ? share_to : share_from) with lines linecolor rgb 0xFFFFFF linewidth 1 "
          "notitle",
          stream);
}

/* --- names --- */

static void print_name(const char *name, const char *value, const char *panel_top, double place, int colour,
                       FILE *stream) {
  char text[2 * NUMBER_TEXT_SIZE];
  snprintf(text, sizeof text, "%s  %s", name, value);
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fprintf(stream, " at screen (panel_right + 8) / width, screen pixels(%s + ", panel_top);
  time_frame_number(place, stream);
  fputs(") left font 'sans-serif,11' noenhanced textcolor rgb ", stream);
  if (colour == 0)
    fputs("faint\n", stream);
  else
    fprintf(stream, "gas_colour[%d]\n", colour);
}

static double p_place(const PartialChart *chart, double p) {
  AxisRange range = chart->p_pa;
  return p > range.from ? PARTIAL_PANEL * log(range.to / p) / log(range.to / range.from) : PARTIAL_PANEL;
}

void partial_print_p_names(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  const Series *series = series_of(chart);
  int last = series->count - 1, n = chart->gas_count;
  SideName names[PARTIAL_GASES_MAX + 1];
  double total = fmax(series_pressure_pa(series, last, chart->node), 0);
  for (int i = 0; i < n; i++) {
    double share = partial_chart_share(chart, last, chart->gases[i]), p = isnan(share) ? 0 : share * total;
    names[i] = (SideName){i, p, p_place(chart, p)};
  }
  names[n] = (SideName){n, total * (1 + 1e-9), p_place(chart, total) - SIDE_NAME_HEIGHT};
  side_names_spread(names, n + 1, PARTIAL_PANEL);
  for (int i = 0; i <= n; i++) {
    int gas = names[i].curve;
    print_name(gas == n ? "total" : gas_name(chart, gas), number_readable(names[i].end, "Pa").text, "top",
               names[i].place, gas == n ? 0 : colour_of(chart, gas), stream);
  }
}

/* From the stack's top. */
static double share_place(const PartialChart *chart, double share) {
  AxisRange range = chart->share;
  double x = fmin(fmax(share, range.from), range.to);
  return PARTIAL_STACK * (chart->share_log ? log(range.to / x) / log(range.to / range.from) : range.to - x);
}

void partial_print_share_names(const void *context, FILE *stream) {
  const PartialChart *chart = chart_of(context);
  int last = series_of(chart)->count - 1;
  SideName names[PARTIAL_GASES_MAX];
  double sum = 0;
  for (int i = 0; i < chart->gas_count; i++) {
    double share = partial_chart_share(chart, last, chart->gases[i]), below = share_place(chart, sum);
    sum += isnan(share) ? 0 : share;
    names[i] = (SideName){i, i, 0.5 * (below + share_place(chart, sum))};
  }
  side_names_spread(names, chart->gas_count, PARTIAL_STACK);
  for (int i = 0; i < chart->gas_count; i++) {
    double share = partial_chart_share(chart, last, chart->gases[names[i].curve]);
    print_name(gas_name(chart, names[i].curve), number_readable(share, "1").text, "stack_top", names[i].place,
               colour_of(chart, names[i].curve), stream);
  }
}
