/* The curve for people: a table of round pressures and what it is read against. */
#include <math.h>
#include <string.h>

#include "models/constants.h"
#include "sim/curve_output.h"
#include "sim/output_number.h"
#include "sim/report_table.h"

static NumberText or_dash(double value, int digits) {
  NumberText number = number_text(value, digits);
  if (!number.text[0]) strcpy(number.text, "-");
  return number;
}

static void table_head(const ElementCurve *curve, FILE *stream) {
  fprintf(stream, "\n%10s %11s", "inlet Pa", "Pa m3/s");
  if (curve->corner_count) fprintf(stream, " %10s %10s", "low", "high");
  fprintf(stream, " %11s %9s", "sccm", "L/s");
  if (branch_is_valve(&curve->element)) fprintf(stream, " %9s", "/aperture");
  fprintf(stream, " %9s  %s\n", "Kn", "regime");
}

static void table_row(const ElementCurve *curve, double inlet_pa, FILE *stream) {
  CurvePoint point = element_curve_point(curve, inlet_pa);
  const char *regime = regime_name(point.regime.regime);
  fprintf(stream, "%10s %11s", number_text(inlet_pa, 4).text, or_dash(point.q_pa_m3_s, 5).text);
  if (curve->corner_count)
    fprintf(stream, " %10s %10s", or_dash(point.q_low_pa_m3_s, 3).text, or_dash(point.q_high_pa_m3_s, 3).text);
  fprintf(stream, " %11s %9s", or_dash(point.q_pa_m3_s / SCCM_PA_M3_S, 5).text,
          or_dash(point.conductance_m3_s * 1e3, 4).text);
  if (branch_is_valve(&curve->element))
    fprintf(stream, " %9s", or_dash(point.conductance_m3_s / curve->limits.aperture_m3_s, 3).text);
  fprintf(stream, " %9s  %s\n", or_dash(point.regime.knudsen, 3).text, *regime ? regime : "-");
}

/* A round pressure close to an end says nothing that the end does not. */
static bool is_inside(const CurveRange *range, double pressure_pa) {
  return pressure_pa > range->from_pa * 1.001 && pressure_pa < range->to_pa / 1.001;
}

/* Decades, and 2 and 5 between them where the range has fewer than three. */
static void print_table(const ElementCurve *curve, FILE *stream) {
  const CurveRange *range = &curve->range;
  bool fine = range->to_pa / range->from_pa < 999;
  table_head(curve, stream);
  table_row(curve, range->from_pa, stream);
  for (int decade = (int)floor(log10(range->from_pa)); decade <= (int)ceil(log10(range->to_pa)); decade++)
    for (int digit = 1; digit <= 5; digit++) {
      double round = digit * pow(10, decade);
      if ((digit == 1 || (fine && (digit == 2 || digit == 5))) && is_inside(range, round))
        table_row(curve, round, stream);
    }
  table_row(curve, range->to_pa, stream);
}

static void print_limits(const ElementCurve *curve, FILE *stream) {
  char text[CURVE_TEXT_SIZE] = "";
  const CurveLimits *limits = &curve->limits;
  size_t used = 0;
  if (isfinite(limits->molecular_m3_s))
    used += (size_t)snprintf(text, sizeof text, "free-molecular conductance %s L/s",
                             number_text(limits->molecular_m3_s * 1e3, 4).text);
  if (isfinite(limits->aperture_m3_s) && branch_is_valve(&curve->element))
    used += (size_t)snprintf(text + used, sizeof text - used, "%sbare aperture of its bore %s L/s", used ? "; " : "",
                             number_text(limits->aperture_m3_s * 1e3, 4).text);
  if (isfinite(limits->ideal_choked_m3_s))
    used += (size_t)snprintf(text + used, sizeof text - used, "%sideal choked nozzle of its bore %s L/s of inlet gas",
                             used ? "; " : "", number_text(limits->ideal_choked_m3_s * 1e3, 4).text);
  if (used) report_wrapped(stream, "Limits   ", text);
}

static void print_estimates(const ElementCurve *curve, FILE *stream) {
  char words[CURVE_TEXT_SIZE], text[CURVE_TEXT_SIZE + 64];
  if (!curve->corner_count) return;
  snprintf(text, sizeof text, "no catalogue figure: %s; low and high span these bands",
           curve_estimate_words(curve, words, sizeof words));
  report_wrapped(stream, "Estimate ", text);
}

static void print_closed(const ElementCurve *curve, FILE *stream) {
  char text[CURVE_TEXT_SIZE];
  LeakReference leak;
  if (!branch_is_valve(&curve->element)) return;
  if (valve_seat_leak(curve->element.params, &leak))
    snprintf(text, sizeof text, "not drawn: the seat leaks %s Pa m3/s, stated for %s to %s at %s, test gas %s",
             number_text(leak.rate_pa_m3_s, 4).text, number_readable(leak.upstream_pa, "Pa").text,
             number_readable(leak.downstream_pa, "Pa").text, number_readable(leak.temperature_k, "K").text,
             leak.gas ? leak.gas->name : "not named");
  else
    snprintf(text, sizeof text, "not drawn: no seat leak is known, closed means tight");
  report_wrapped(stream, "Closed   ", text);
}

/* A bore that ends at a junction lacks the loss of a free end: the figures are those of this place in the line. */
static void print_place(const ElementCurve *curve, FILE *stream) {
  char text[CURVE_TEXT_SIZE] = "";
  const int ends[2] = {curve->element.from, curve->element.to};
  size_t used = 0;
  for (int i = 0; i < 2 && curve->element.type->join; i++) {
    const NodeParams *node = &curve->network->nodes[ends[i]].params;
    if (node->fixed || node->volume_m3 > 0) continue;
    used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? " and " : "",
                             network_node_name(curve->network, ends[i]));
  }
  if (!used) return;
  snprintf(text + used, sizeof text - used, ": at a junction an end counts as far as the bore changes there");
  report_wrapped(stream, "Joined   ", text);
}

void curve_print_text(const ElementCurve *curve, const char *folder, FILE *stream) {
  char element[CURVE_TEXT_SIZE], words[CURVE_TEXT_SIZE], gas[CURVE_TEXT_SIZE], text[4 * CURVE_TEXT_SIZE],
      name[CURVE_TEXT_SIZE];
  curve_parameter_words(curve, words, sizeof words);
  snprintf(text, sizeof text, "%s  %s; %s%s%s", curve->element.name,
           curve_element_words(curve, element, sizeof element), words, *words ? "; " : "",
           curve_gas_words(curve, gas, sizeof gas));
  report_wrapped(stream, "", text);
  print_table(curve, stream);
  fputs("           Pa m3/s is pV flow at 20 degC; sccm counts gas at 0 degC\n\n", stream);
  print_estimates(curve, stream);
  print_limits(curve, stream);
  print_closed(curve, stream);
  print_place(curve, stream);
  if (!folder) return;
  snprintf(text, sizeof text, "%s/%s", folder, curve_file_name(curve, ".csv", name, sizeof name));
  report_wrapped(stream, "Results  ", text);
}
