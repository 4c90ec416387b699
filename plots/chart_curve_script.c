/* The script of the curve's chart: what stands in the places of plots/templates/curve.gp. */
#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "models/constants.h"
#include "plots/chart_curve.h"
#include "plots/template.h"
#include "sim/curve_output.h"
#include "sim/output_number.h"

/* in the units of the picture, which is 1000 wide */
enum { TOP = 96, PANELS = 616, AXIS_HEIGHT = 70, FOOT_HEIGHT = 15, NAME_HEIGHT = 15 };
enum { FOOT_TEXT = 165, FOOT_LINES = 8 };

static const CurveChart *chart_of(const void *context) {
  return context;
}

static void print_number(double value, FILE *stream) {
  NumberText number = number_text(value, 9);
  fputs(number.text[0] ? number.text : "NaN", stream);
}

/* --- what stands below the panels --- */

typedef struct {
  char lines[FOOT_LINES][2 * CURVE_TEXT_SIZE];
  int count;
} Foot;

static void foot_add(Foot *foot, const char *text) {
  for (int i = 0; i < foot->count; i++)
    if (strcmp(foot->lines[i], text) == 0) return;
  if (foot->count == FOOT_LINES) return;
  snprintf(foot->lines[foot->count++], sizeof foot->lines[0], "%.*s%s", FOOT_TEXT, text, strlen(text) > FOOT_TEXT ? "..." : "");
}

static Foot foot_of(const CurveChart *chart) {
  const ElementCurve *curve = chart->curve;
  Foot foot = {.count = 0};
  char words[CURVE_TEXT_SIZE], text[2 * CURVE_TEXT_SIZE];
  if (chart->line) {
    snprintf(text, sizeof text, "From the line: %.200s", chart->line);
    foot_add(&foot, text);
  }
  if (isfinite(curve->points[0].regime.knudsen))
    foot_add(&foot, "Kn: mean free path over bore, at the mean of both pressures: molecular above 0.5, viscous below 0.01. "
                    "Choked: the outlet pressure no longer counts.");
  if (curve->corner_count) {
    snprintf(text, sizeof text, "Estimate, no catalogue figure: %s; the band spans all of them.",
             curve_estimate_words(curve, words, sizeof words));
    foot_add(&foot, text);
  }
  for (int i = 0; i < curve->estimate_count && curve->corner_count; i++) {
    snprintf(text, sizeof text, "%s: %s", curve->estimates[i].key, curve->estimates[i].figure.source);
    foot_add(&foot, text);
  }
  snprintf(text, sizeof text, "Law: %s", curve->element.type->source);
  foot_add(&foot, text);
  return foot;
}

static double height_of(const CurveChart *chart) {
  return TOP + PANELS + AXIS_HEIGHT + FOOT_HEIGHT * (foot_of(chart).count + 0.5);
}

static void print_foot(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  Foot foot = foot_of(chart);
  for (int i = 0; i < foot.count; i++) {
    fputs(i ? "  set label " : "set label ", stream);
    gnuplot_quoted(stream, foot.lines[i]);
    fprintf(stream, " at screen 0.015, screen pixels(%d) font 'sans-serif,9' textcolor rgb faint noenhanced\n",
            TOP + PANELS + AXIS_HEIGHT + FOOT_HEIGHT * i);
  }
}

/* --- axes --- */

static void print_label(double value, FILE *stream) {
  int decade = (int)lround(log10(value));
  bool round = fabs(value / pow(10, decade) - 1) < 1e-6;
  if (round && (decade < -3 || decade > 4)) fprintf(stream, "'10^{%d}' ", decade);
  else fprintf(stream, "'%s' ", number_text(value, 6).text);
  print_number(value, stream);
}

/* Which digits get a label, fewer the more decades there are. */
static bool has_label(int digit, int decade, double decades) {
  int step = (int)ceil(decades / 9);
  if (digit == 1) return decade % step == 0;
  if (decades > 2.2) return false;
  return digit == 2 || digit == 5 || (decades < 1.2 && (digit == 3 || digit == 7));
}

/* set axis ('0.1' 0.1, '' 0.2 1, ...): unlabelled tics between where they can be told apart. */
static void print_tics(const char *axis, const char *look, bool labels, AxisRange range, FILE *stream) {
  double decades = log10(range.to / range.from);
  const char *between = "";
  fprintf(stream, "set %s (", axis);
  for (int decade = (int)floor(log10(range.from)); decade <= (int)ceil(log10(range.to)); decade++)
    for (int digit = 1; digit <= 9; digit++) {
      double value = digit * pow(10, decade);
      bool label = has_label(digit, decade, decades);
      if (value < range.from * (1 - 1e-9) || value > range.to * (1 + 1e-9) || (!label && decades > 10)) continue;
      fputs(between, stream);
      if (label && labels) print_label(value, stream);
      else fputs("'' ", stream), print_number(value, stream), fputs(label ? "" : " 1", stream);
      between = ", ";
    }
  fprintf(stream, ") %s", look);
}

static void print_xtics(const void *context, FILE *stream) {
  const CurveRange *range = &chart_of(context)->curve->range;
  print_tics("xtics", "font 'sans-serif,11' nomirror textcolor rgb ink", true, (AxisRange){range->from_pa, range->to_pa}, stream);
}

static void print_xtics_bare(const void *context, FILE *stream) {
  const CurveRange *range = &chart_of(context)->curve->range;
  print_tics("xtics", "nomirror", false, (AxisRange){range->from_pa, range->to_pa}, stream);
}

static AxisRange times(AxisRange range, double factor) {
  return (AxisRange){range.from * factor, range.to * factor};
}

static void print_conductance_tics(const void *context, FILE *stream) {
  print_tics("ytics", "font 'sans-serif,11' nomirror textcolor rgb ink", true, times(chart_of(context)->conductance_m3_s, 1e3), stream);
}

static void print_q_tics(const void *context, FILE *stream) {
  print_tics("ytics", "font 'sans-serif,11' nomirror textcolor rgb ink", true, chart_of(context)->q_pa_m3_s, stream);
}

static void print_sccm_tics(const void *context, FILE *stream) {
  print_tics("y2tics", "font 'sans-serif,10' nomirror textcolor rgb faint", true, times(chart_of(context)->q_pa_m3_s, 1 / SCCM_PA_M3_S), stream);
}

static void print_conductance_from(const void *context, FILE *stream) {
  print_number(1e3 * chart_of(context)->conductance_m3_s.from, stream);
}

static void print_conductance_to(const void *context, FILE *stream) {
  print_number(1e3 * chart_of(context)->conductance_m3_s.to, stream);
}

static void print_q_from(const void *context, FILE *stream) {
  print_number(chart_of(context)->q_pa_m3_s.from, stream);
}

static void print_q_to(const void *context, FILE *stream) {
  print_number(chart_of(context)->q_pa_m3_s.to, stream);
}

static void print_pressure_from(const void *context, FILE *stream) {
  print_number(chart_of(context)->curve->range.from_pa, stream);
}

static void print_pressure_to(const void *context, FILE *stream) {
  print_number(chart_of(context)->curve->range.to_pa, stream);
}

/* --- regimes --- */

static void print_regimes(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  for (int i = 0; i < chart->span_count; i++) {
    const RegimeSpan *span = &chart->spans[i];
    if (span->regime == REGIME_NONE) continue;
    fprintf(stream, "set object rectangle from first %s, graph 0 to first %s, graph 1 behind fillcolor rgb tint[%d] fillstyle solid noborder\n",
            number_text(span->from_pa, 9).text, number_text(span->to_pa, 9).text, (int)span->regime + 1);
  }
}

static void print_names(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  const char *indent = "";
  for (int i = 0; i < chart->span_count; i++) {
    const RegimeSpan *span = &chart->spans[i];
    if (span->regime == REGIME_NONE) continue;
    fprintf(stream, "%sset label '%s' at first %s, screen pixels(%d) center font 'sans-serif,11' textcolor rgb ink\n", indent,
            regime_name(span->regime), number_text(sqrt(span->from_pa * span->to_pa), 9).text, TOP - 10 - NAME_HEIGHT * span->row);
    indent = "  ";
  }
}

/* --- curves --- */

static void print_band(const CurveChart *chart, const char *factor, const char *title, FILE *stream) {
  if (!chart->curve->corner_count) return;
  fprintf(stream,
          "csv using (column('p_inlet_Pa')):(%s * column('q_low_Pa_m3_s')):(%s * column('q_high_Pa_m3_s')) with filledcurves \\\n"
          "      fillcolor rgb curve_colour fillstyle transparent solid 0.2 noborder %s, \\\n    ",
          factor, factor, title);
}

static void print_conductance_band(const void *context, FILE *stream) {
  print_band(chart_of(context), "1e3 / (column('p_inlet_Pa') - outlet)", "notitle", stream);
}

static void print_q_band(const void *context, FILE *stream) {
  print_band(chart_of(context), "1", "title 'band of the estimate, no catalogue figure'", stream);
}

static void print_conductance_limits(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  if (chart->molecular_shown)
    fputs("1e3 * molecular with lines linecolor rgb molecular_colour linewidth 1.2 dashtype (9, 5) notitle, \\\n    ", stream);
  if (chart->ideal_choked_shown)
    fputs("1e3 * ideal_choked * x / (x - outlet) with lines linecolor rgb choked_colour linewidth 1.2 dashtype (4, 3) notitle, \\\n    ", stream);
}

static void print_q_limits(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  if (chart->molecular_shown)
    fputs("molecular * (x - outlet) with lines linecolor rgb molecular_colour linewidth 1.2 dashtype (9, 5) \\\n"
          "      title 'free-molecular limit', \\\n    ", stream);
  if (chart->ideal_choked_shown)
    fputs("ideal_choked * x with lines linecolor rgb choked_colour linewidth 1.2 dashtype (4, 3) \\\n"
          "      title 'ideal choked flow of the bore', \\\n    ", stream);
}

/* Each on the side where the curve is away from it: below the molecular limit at high, above the choked one at low pressure. */
static void print_limit_labels(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  const CurveLimits *limits = &chart->curve->limits;
  if (chart->molecular_shown)
    fprintf(stream,
            "set label 'free-molecular limit  %s L/s' at graph 0.99, first 1e3 * molecular right offset character 0, -0.65 \\\n"
            "    font 'sans-serif,10' textcolor rgb molecular_colour front\n",
            number_text(1e3 * limits->molecular_m3_s, 4).text);
  if (chart->ideal_choked_shown)
    fprintf(stream,
            "  set label 'ideal choked flow of the bore  %s L/s' at graph 0.01, first 1e3 * ideal_choked left \\\n"
            "    offset character 0, 0.6 font 'sans-serif,10' textcolor rgb choked_colour front\n",
            number_text(1e3 * limits->ideal_choked_m3_s, 4).text);
  if (!chart->curve->corner_count) return;
  const CurvePoint *last = &chart->curve->points[chart->curve->range.points - 1];
  fputs("  set label 'shaded: estimate, no catalogue figure' at graph 0.99, first ", stream);
  print_number(1e3 * last->q_low_pa_m3_s / (last->inlet_pa - last->outlet_pa), stream);
  fputs(" right \\\n    offset character 0, -0.75 font 'sans-serif,10' textcolor rgb curve_colour front\n", stream);
}

/* --- words and numbers --- */

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_height(const void *context, FILE *stream) {
  print_number(height_of(context), stream);
}

static void print_top(const void *context, FILE *stream) {
  (void)context;
  fprintf(stream, "%d", TOP);
}

static void print_csv(const void *context, FILE *stream) {
  char name[CURVE_TEXT_SIZE];
  fputs(curve_file_name(chart_of(context)->curve, "", name, sizeof name), stream);
}

static void print_outlet(const void *context, FILE *stream) {
  print_number(chart_of(context)->curve->range.outlet_pa, stream);
}

static void print_molecular(const void *context, FILE *stream) {
  print_number(chart_of(context)->curve->limits.molecular_m3_s, stream);
}

static void print_ideal_choked(const void *context, FILE *stream) {
  print_number(chart_of(context)->curve->limits.ideal_choked_m3_s, stream);
}

static void print_sccm(const void *context, FILE *stream) {
  (void)context;
  print_number(SCCM_PA_M3_S, stream);
}

static void print_title(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  char words[CURVE_TEXT_SIZE], text[2 * CURVE_TEXT_SIZE];
  snprintf(text, sizeof text, "%s  %s", chart->curve->element.name, curve_element_words(chart->curve, words, sizeof words));
  gnuplot_quoted(stream, text);
}

static void print_subtitle(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  char parameters[CURVE_TEXT_SIZE], gas[CURVE_TEXT_SIZE], text[2 * CURVE_TEXT_SIZE];
  curve_parameter_words(chart->curve, parameters, sizeof parameters);
  snprintf(text, sizeof text, "%.110s%s%s", parameters, *parameters ? "; " : "", curve_gas_words(chart->curve, gas, sizeof gas));
  gnuplot_quoted(stream, text);
}

void curve_chart_print(const CurveChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"HEIGHT", print_height},
      {"TOP", print_top},
      {"CSV", print_csv},
      {"OUTLET", print_outlet},
      {"MOLECULAR", print_molecular},
      {"IDEAL_CHOKED", print_ideal_choked},
      {"SCCM", print_sccm},
      {"PRESSURE_FROM", print_pressure_from},
      {"PRESSURE_TO", print_pressure_to},
      {"XTICS", print_xtics},
      {"XTICS_BARE", print_xtics_bare},
      {"REGIMES", print_regimes},
      {"CONDUCTANCE_FROM", print_conductance_from},
      {"CONDUCTANCE_TO", print_conductance_to},
      {"CONDUCTANCE_TICS", print_conductance_tics},
      {"CONDUCTANCE_BAND", print_conductance_band},
      {"CONDUCTANCE_LIMITS", print_conductance_limits},
      {"Q_FROM", print_q_from},
      {"Q_TO", print_q_to},
      {"Q_TICS", print_q_tics},
      {"SCCM_TICS", print_sccm_tics},
      {"Q_BAND", print_q_band},
      {"Q_LIMITS", print_q_limits},
      {"NAMES", print_names},
      {"LIMIT_LABELS", print_limit_labels},
      {"TITLE", print_title},
      {"SUBTITLE", print_subtitle},
      {"FOOT", print_foot},
      {NULL, NULL},
  };
  template_print(plot_template_curve, places, chart, stream);
}
