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
  snprintf(foot->lines[foot->count++], sizeof foot->lines[0], "%.*s%s", FOOT_TEXT, text,
           strlen(text) > FOOT_TEXT ? "..." : "");
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
    foot_add(&foot,
             "Kn: mean free path over bore, at the mean of both pressures: molecular above 0.5, viscous below 0.01. "
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

static AxisRange times(AxisRange range, double factor) {
  return (AxisRange){range.from * factor, range.to * factor};
}

static AxisRange pressures_of(const CurveChart *chart) {
  return (AxisRange){chart->curve->range.from_pa, chart->curve->range.to_pa};
}

#define TIC_LOOK "font 'sans-serif,11' nomirror textcolor rgb ink"

static void print_xtics(const void *context, FILE *stream) {
  log_tics_print(&(LogTics){"xtics", TIC_LOOK, true, 10}, pressures_of(context), stream);
}

static void print_xtics_bare(const void *context, FILE *stream) {
  log_tics_print(&(LogTics){"xtics", "nomirror", false, 10}, pressures_of(context), stream);
}

static void print_conductance_tics(const void *context, FILE *stream) {
  log_tics_print(&(LogTics){"ytics", TIC_LOOK, true, 5}, times(chart_of(context)->conductance_m3_s, 1e3), stream);
}

static void print_q_tics(const void *context, FILE *stream) {
  log_tics_print(&(LogTics){"ytics", TIC_LOOK, true, 3}, chart_of(context)->q_pa_m3_s, stream);
}

static void print_sccm_tics(const void *context, FILE *stream) {
  log_tics_print(&(LogTics){"y2tics", "font 'sans-serif,10' nomirror textcolor rgb faint", true, 3},
                 times(chart_of(context)->q_pa_m3_s, 1 / SCCM_PA_M3_S), stream);
}

/* --- regimes --- */

static void print_regimes(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  for (int i = 0; i < chart->span_count; i++) {
    const RegimeSpan *span = &chart->spans[i];
    if (span->regime == REGIME_NONE) continue;
    fprintf(stream,
            "set object rectangle from first %s, graph 0 to first %s, graph 1 behind fillcolor rgb tint[%d] fillstyle "
            "solid noborder\n",
            number_text(span->from_pa, 9).text, number_text(span->to_pa, 9).text, (int)span->regime + 1);
  }
}

static void print_names(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  const char *indent = "";
  for (int i = 0; i < chart->span_count; i++) {
    const RegimeSpan *span = &chart->spans[i];
    if (span->regime == REGIME_NONE) continue;
    fprintf(stream, "%sset label '%s' at first %s, screen pixels(%d) center font 'sans-serif,11' textcolor rgb ink\n",
            indent, regime_name(span->regime), number_text(sqrt(span->from_pa * span->to_pa), 9).text,
            TOP - 10 - NAME_HEIGHT * span->row);
    indent = "  ";
  }
}

/* --- curves --- */

static void print_band(const CurveChart *chart, const char *factor, const char *title, FILE *stream) {
  if (!chart->curve->corner_count) return;
  fprintf(stream,
          "csv using (column('p_inlet_Pa')):(%s * column('q_low_Pa_m3_s')):(%s * column('q_high_Pa_m3_s')) with "
          "filledcurves \\\n"
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
    fputs("1e3 * molecular with lines linecolor rgb molecular_colour linewidth 1.2 dashtype (9, 5) notitle, \\\n    ",
          stream);
  if (chart->ideal_choked_shown)
    fputs("1e3 * ideal_choked * x / (x - outlet) with lines linecolor rgb choked_colour linewidth 1.2 dashtype (4, 3) "
          "notitle, \\\n    ",
          stream);
}

static void print_q_limits(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  if (chart->molecular_shown)
    fputs("molecular * (x - outlet) with lines linecolor rgb molecular_colour linewidth 1.2 dashtype (9, 5) \\\n"
          "      title 'free-molecular limit', \\\n    ",
          stream);
  if (chart->ideal_choked_shown)
    fputs("ideal_choked * x with lines linecolor rgb choked_colour linewidth 1.2 dashtype (4, 3) \\\n"
          "      title 'ideal choked flow of the bore', \\\n    ",
          stream);
}

static void print_molecular_label(const CurveChart *chart, FILE *stream) {
  fprintf(stream,
          "set label 'free-molecular limit  %s L/s' at graph 0.99, first 1e3 * molecular right offset character 0, "
          "-0.65 \\\n"
          "    font 'sans-serif,10' textcolor rgb molecular_colour front\n",
          number_text(1e3 * chart->curve->limits.molecular_m3_s, 4).text);
}

static void print_choked_label(const CurveChart *chart, FILE *stream) {
  fprintf(stream,
          "  set label 'ideal choked flow of the bore  %s L/s' at graph 0.01, first 1e3 * ideal_choked left \\\n"
          "    offset character 0, 0.6 font 'sans-serif,10' textcolor rgb choked_colour front\n",
          number_text(1e3 * chart->curve->limits.ideal_choked_m3_s, 4).text);
}

static void print_band_label(const CurveChart *chart, FILE *stream) {
  const CurvePoint *last = &chart->curve->points[chart->curve->range.points - 1];
  fputs("  set label 'shaded: estimate, no catalogue figure' at graph 0.99, first ", stream);
  print_number(1e3 * last->q_low_pa_m3_s / (last->inlet_pa - last->outlet_pa), stream);
  fputs(" right \\\n    offset character 0, -0.75 font 'sans-serif,10' textcolor rgb curve_colour front\n", stream);
}

/* Each on the side where the curve is away from it: below the molecular limit at high, above the choked one at low
 * pressure. */
static void print_limit_labels(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  if (chart->molecular_shown) print_molecular_label(chart, stream);
  if (chart->ideal_choked_shown && chart->curve->range.outlet_pa == 0) print_choked_label(chart, stream);
  if (chart->curve->corner_count) print_band_label(chart, stream);
}

/* --- words and numbers --- */

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_csv(const void *context, FILE *stream) {
  char name[CURVE_TEXT_SIZE];
  fputs(curve_file_name(chart_of(context)->curve, "", name, sizeof name), stream);
}

static void print_numbers(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  const CurveRange *range = &chart->curve->range;
  const struct {
    const char *name;
    double value;
  } rows[] = {{"height", height_of(chart)},
              {"top", TOP},
              {"pressure_from", range->from_pa},
              {"pressure_to", range->to_pa},
              {"outlet", range->outlet_pa},
              {"conductance_from", 1e3 * chart->conductance_m3_s.from},
              {"conductance_to", 1e3 * chart->conductance_m3_s.to},
              {"q_from", chart->q_pa_m3_s.from},
              {"q_to", chart->q_pa_m3_s.to},
              {"molecular", chart->curve->limits.molecular_m3_s},
              {"ideal_choked", chart->curve->limits.ideal_choked_m3_s},
              {"sccm", SCCM_PA_M3_S}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    fprintf(stream, "%s%s = 1.0 * ", i ? "\n" : "", rows[i].name); /* gnuplot divides whole numbers without remainder */
    print_number(rows[i].value, stream);
  }
}

static void print_title(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  char words[CURVE_TEXT_SIZE], text[2 * CURVE_TEXT_SIZE];
  snprintf(text, sizeof text, "%s  %s", chart->curve->element.name,
           curve_element_words(chart->curve, words, sizeof words));
  gnuplot_quoted(stream, text);
}

static void print_subtitle(const void *context, FILE *stream) {
  const CurveChart *chart = chart_of(context);
  char parameters[CURVE_TEXT_SIZE], gas[CURVE_TEXT_SIZE], text[2 * CURVE_TEXT_SIZE];
  curve_parameter_words(chart->curve, parameters, sizeof parameters);
  snprintf(text, sizeof text, "%.110s%s%s", parameters, *parameters ? "; " : "",
           curve_gas_words(chart->curve, gas, sizeof gas));
  gnuplot_quoted(stream, text);
}

void curve_chart_print(const CurveChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"CSV", print_csv},
      {"NUMBERS", print_numbers},
      {"REGIMES", print_regimes},
      {"XTICS", print_xtics},
      {"XTICS_BARE", print_xtics_bare},
      {"CONDUCTANCE_TICS", print_conductance_tics},
      {"CONDUCTANCE_BAND", print_conductance_band},
      {"CONDUCTANCE_LIMITS", print_conductance_limits},
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
