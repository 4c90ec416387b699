/* The panel of valve and pump states under the pressures of the pump-down chart. */
#include <math.h>
#include <string.h>

#include "plots/chart_pumpdown_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"

enum { LANE_LETTERS = 13 };

static bool is_pump(const PumpdownChart *chart, int lane) {
  return chart->frame.outcome->study->network.branches[chart->lanes[lane]].type->section == SECTION_PUMPS;
}

static void state_row(const PumpdownChart *chart, int lane, double from_s, double to_s, FILE *stream) {
  const TimeAxis *axis = &chart->frame.axis;
  fprintf(stream, "%s,%s,%d,%d\n", number_text(fmax(from_s, axis->from_s) / axis->unit_s, 9).text,
          number_text(fmax(to_s, axis->from_s) / axis->unit_s, 9).text, lane + 1, is_pump(chart, lane));
}

static void lane_rows(const PumpdownChart *chart, int lane, FILE *stream) {
  const Series *series = &chart->frame.outcome->transient->series;
  double from_s = NAN;
  for (int row = 0; row < series->count; row++) {
    bool on = series->opening[(size_t)row * (size_t)series->n_branches + (size_t)chart->lanes[lane]] > 0;
    if (on && isnan(from_s)) from_s = series->time_s[row];
    if (!on && !isnan(from_s)) {
      state_row(chart, lane, from_s, series->time_s[row], stream);
      from_s = NAN;
    }
  }
  if (!isnan(from_s)) state_row(chart, lane, from_s, series->time_s[series->count - 1], stream);
}

void pumpdown_print_states(const void *context, FILE *stream) {
  const PumpdownChart *chart = context;
  if (chart->lane_count == 0) return;
  fputs("# from, to, lane, whether a pump: when valves are open and pumps run\n$states << EOD\n", stream);
  for (int i = 0; i < chart->lane_count; i++)
    lane_rows(chart, i, stream);
  fputs("EOD\n", stream);
}

static void print_lane_names(const PumpdownChart *chart, FILE *stream) {
  for (int i = 0; i < chart->lane_count; i++) {
    char text[LANE_LETTERS + 8];
    const char *name = chart->frame.outcome->study->network.branches[chart->lanes[i]].name;
    snprintf(text, sizeof text, "%.*s%s", LANE_LETTERS, name, strlen(name) > LANE_LETTERS ? "..." : "");
    fputs("  set label ", stream);
    gnuplot_quoted(stream, text);
    fprintf(stream,
            " at graph 0, first %d right offset character -0.8, 0 font 'sans-serif,10' textcolor rgb ink noenhanced\n",
            i + 1);
  }
}

static const char *kinds_words(const PumpdownChart *chart) {
  int pumps = 0;
  for (int i = 0; i < chart->lane_count; i++)
    pumps += is_pump(chart, i);
  return pumps == 0 ? "open" : pumps == chart->lane_count ? "running" : "open, running";
}

void pumpdown_print_state_panel(const void *context, FILE *stream) {
  const PumpdownChart *chart = context;
  if (chart->lane_count == 0) return;
  fputs("\n  # --- states ---\n  unset logscale y\n  unset ytics\n", stream);
  fputs("  set tmargin at screen pixels(states_top)\n  set bmargin at screen pixels(states_top + states_height)\n",
        stream);
  fprintf(stream, "  set yrange [%d.6:0.4]\n  ", chart->lane_count);
  time_frame_print_tics(&chart->frame, true, stream);
  fputc('\n', stream);
  time_frame_print_lines(&chart->frame, stream);
  print_lane_names(chart, stream);
  fprintf(stream,
          "  set label 'filled: %s' at screen (panel_right + 8) / width, screen pixels(states_top + 12) left \\\n"
          "    font 'sans-serif,10' textcolor rgb faint\n",
          kinds_words(chart));
  fputs("  plot $states using (($1 + $2) / 2):3:1:2:($3 - 0.32):($3 + 0.32):($4 > 0 ? 0x009E73 : 0x00558C) with "
        "boxxyerror \\\n"
        "    linecolor rgb variable fillstyle solid 1.0 border notitle\n",
        stream);
  fputs("  unset label\n  unset arrow\n  unset object\n", stream);
}
