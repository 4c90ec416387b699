/* Marks on the pressures of the pump-down chart: thresholds of time measures, failed limits. */
#include <math.h>

#include "plots/chart_pumpdown_parts.h"

void pumpdown_print_thresholds(const void *context, FILE *stream) {
  const PumpdownChart *chart = context;
  thresholds_print(&chart->thresholds, &chart->frame,
                   &(ThresholdPanel){.range = chart->p_pa, .log = true, .height = PUMPDOWN_PANEL}, stream);
}

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
