/* The script of what is required against the orifice: what stands in the places of plots/templates/sizing_bore.gp. */
#include <math.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/chart_sizing.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_size.h"

enum { NAMED_SIZES_MAX = 8, LINE = 14, HEAD = 66 };

/* Sizes of the candidates, each once, rising. */
typedef struct {
  int count;
  double orifice_m[SIZING_CANDIDATES_MAX];
} Sizes;

static const SizingResult *sizing_of(const void *context) {
  return ((const SizingChart *)context)->outcome->sizing;
}

static double orifice_of(const SizingResult *sizing, int candidate) {
  return sizing->request->elements[0].parts[sizing->candidates[candidate].pick[0]].model->orifice_m;
}

static Sizes sizes_of(const SizingResult *sizing) {
  Sizes sizes = {0};
  for (int i = 0; i < sizing->count && sizes.count < SIZING_CANDIDATES_MAX; i++) {
    double d = orifice_of(sizing, i);
    int at = 0;
    while (at < sizes.count && sizes.orifice_m[at] < d)
      at++;
    if (at < sizes.count && sizes.orifice_m[at] == d) continue;
    memmove(sizes.orifice_m + at + 1, sizes.orifice_m + at, (size_t)(sizes.count - at) * sizeof(double));
    sizes.orifice_m[at] = d;
    sizes.count++;
  }
  return sizes;
}

/* The requirements that are measures, up to BORE_PANELS_MAX. */
static int panels_of(const SizingResult *sizing, int panels[BORE_PANELS_MAX]) {
  int count = 0;
  for (int i = 0; i < sizing->request->n_requirements && count < BORE_PANELS_MAX; i++)
    if (sizing->request->requirements[i].kind == REQUIRE_MEASURE) panels[count++] = i;
  return count;
}

static bool fits(const Candidate *candidate) {
  return candidate->place > 0;
}

/* Any one of that size will do: their flow is the same. */
static const Candidate *of_size(const SizingResult *sizing, double orifice_m) {
  const Candidate *found = NULL;
  for (int i = 0; i < sizing->count; i++)
    if (orifice_of(sizing, i) == orifice_m && (!found || (fits(&sizing->candidates[i]) && !fits(found))))
      found = &sizing->candidates[i];
  return found;
}

static int most_of_one_size(const SizingResult *sizing, const Sizes *sizes) {
  int most = 0;
  for (int k = 0; k < sizes->count; k++) {
    int count = 0;
    for (int i = 0; i < sizing->count; i++)
      count += orifice_of(sizing, i) == sizes->orifice_m[k];
    most = count > most ? count : most;
  }
  return most;
}

/* --- places --- */

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_panels(const void *context, FILE *stream) {
  int panels[BORE_PANELS_MAX];
  fprintf(stream, "%d", panels_of(sizing_of(context), panels));
}

static void print_above(const void *context, FILE *stream) {
  Sizes sizes = sizes_of(sizing_of(context));
  int lines = sizes.count <= NAMED_SIZES_MAX ? most_of_one_size(sizing_of(context), &sizes) : 0;
  fprintf(stream, "%d.0", HEAD + LINE * (lines + 1));
}

static void print_number(double value, FILE *stream) {
  fputs(number_text(value, 9).text, stream);
}

/* $sizes: orifice, then the value of every panel and whether one of that size fits. */
static void print_sizes(const void *context, FILE *stream) {
  const SizingResult *sizing = sizing_of(context);
  Sizes sizes = sizes_of(sizing);
  int panels[BORE_PANELS_MAX], count = panels_of(sizing, panels);
  fputs("$sizes << EOD\nmm,fits", stream);
  for (int i = 0; i < count; i++)
    fprintf(stream, ",v%d", i + 1);
  for (int k = 0; k < sizes.count; k++) {
    const Candidate *candidate = of_size(sizing, sizes.orifice_m[k]);
    fputc('\n', stream);
    print_number(1e3 * sizes.orifice_m[k], stream);
    fprintf(stream, ",%d", fits(candidate));
    for (int i = 0; i < count; i++) {
      fputc(',', stream);
      print_number(candidate->requirements[panels[i]].value, stream);
    }
  }
  fputs("\nEOD", stream);
}

static void print_from(const void *context, FILE *stream) {
  print_number(1e3 * sizing_of(context)->bore.orifice_m[0], stream);
}

static void print_to(const void *context, FILE *stream) {
  print_number(1e3 * sizing_of(context)->bore.orifice_m[BORE_POINTS - 1], stream);
}

static void print_tics(const void *context, FILE *stream) {
  Sizes sizes = sizes_of(sizing_of(context));
  fputc('(', stream);
  for (int k = 0; k < sizes.count; k++) {
    fprintf(stream, "%s'%s' ", k ? ", " : "", number_text(1e3 * sizes.orifice_m[k], 4).text);
    print_number(1e3 * sizes.orifice_m[k], stream);
  }
  fputc(')', stream);
}

static void print_title(const void *context, FILE *stream) {
  const char *title = ((const SizingChart *)context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

static void print_subtitle(const void *context, FILE *stream) {
  char text[600];
  gnuplot_quoted(stream, sizing_verdict_text(((const SizingChart *)context)->outcome, text, sizeof text));
}

/* The models of a size above the uppermost panel, one below the other. */
static void print_marks(const void *context, FILE *stream) {
  const SizingResult *sizing = sizing_of(context);
  Sizes sizes = sizes_of(sizing);
  for (int k = 0; k < sizes.count && sizes.count <= NAMED_SIZES_MAX; k++) {
    int line = 0;
    for (int i = 0; i < sizing->count; i++) {
      if (orifice_of(sizing, i) != sizes.orifice_m[k]) continue;
      const Part *part = &sizing->request->elements[0].parts[sizing->candidates[i].pick[0]];
      fputs("  set label ", stream);
      gnuplot_quoted(stream, part->model->name);
      fputs(" at first ", stream);
      print_number(1e3 * sizes.orifice_m[k], stream);
      fprintf(stream, ", screen pixels(above - 14 - %d) center font 'sans-serif%s,10' textcolor rgb %s\n",
              LINE * line++, i == sizing->choice ? ":Bold" : "", fits(&sizing->candidates[i]) ? "ink" : "fail_colour");
    }
  }
}

static void bound_line(const char *word, double bound, const char *unit, FILE *stream) {
  if (isnan(bound)) return;
  char text[120];
  snprintf(text, sizeof text, "%s %s", word, number_readable(bound, unit).text);
  fputs("  set arrow from graph 0, first ", stream);
  print_number(bound, stream);
  fputs(" to graph 1, first ", stream);
  print_number(bound, stream);
  fputs(" nohead back dashtype 2 linewidth 1.5 linecolor rgb fail_colour\n  set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at graph 0.005, first ", stream);
  print_number(bound, stream);
  fputs(" left offset character 0, 0.6 font 'sans-serif,10' textcolor rgb fail_colour\n", stream);
}

/* Values of one sign over more than a decade stand on a logarithmic axis. */
static bool is_log(const SizingResult *sizing, int requirement) {
  double least = INFINITY, most = -INFINITY;
  for (int k = 0; k < BORE_POINTS; k++) {
    double value = sizing->bore.values[requirement * BORE_POINTS + k];
    if (isnan(value)) continue;
    least = fmin(least, value), most = fmax(most, value);
  }
  return least > 0 && most > 10 * least;
}

/* What is required must be in the picture, however far from it all candidates are. */
static void print_range(const Requirement *asked, FILE *stream) {
  double low = fmin(asked->min, asked->max), high = fmax(asked->min, asked->max); /* one alone where the other is NAN */
  fputs("  set autoscale y\n", stream);
  if (low > 0)
    fprintf(stream, "  set yrange [* < %s : %s < *]\n", number_text(0.93 * low, 9).text,
            number_text(1.07 * high, 9).text);
}

static void print_panel(const RunOutcome *outcome, int panel, int requirement, FILE *stream) {
  const Requirement *asked = &outcome->sizing->request->requirements[requirement];
  const char *unit = requirement_unit(outcome->study, asked);
  char text[200];
  snprintf(text, sizeof text, "%s, %s", requirement_name(outcome->study, asked), unit);
  fprintf(stream, "  set tmargin at screen pixels(top_of(%d))\n  set bmargin at screen pixels(top_of(%d) + panel)\n",
          panel, panel);
  fputs(is_log(outcome->sizing, requirement) ? "  set logscale y\n" : "  unset logscale y\n", stream);
  fputs("  set format y '%.4g'\n", stream);
  print_range(asked, stream);
  bound_line("at most", asked->max, unit, stream);
  bound_line("at least", asked->min, unit, stream);
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fprintf(stream,
          " at screen 0.022, screen pixels(top_of(%d) + panel / 2) center rotate font 'sans-serif:Bold,11' textcolor "
          "rgb ink\n",
          panel);
  fprintf(stream,
          "  plot 'sizing_bore.csv' using (1e3 * column('orifice_m')):(column('require_%d')) with lines linewidth 2.2 "
          "linecolor rgb "
          "pass_colour, \\\n"
          "       $sizes using (column('mm')):(column('v%d')):(column('fits') == 1 ? pass_colour : fail_colour) with "
          "points pointtype 7 "
          "pointsize 1 linecolor rgb variable, \\\n"
          "       '' using (column('mm')):(column('v%d')):(sprintf('%%.4g%%s', column('v%d'), column('fits') == 1 ? '' "
          ": '  rejected')) "
          "with labels left boxed offset character 0.8, 0.8 font 'sans-serif,10' textcolor rgb ink\n"
          "  unset label\n  unset arrow\n",
          requirement + 1, panel + 1, panel + 1, panel + 1);
}

static void print_drawn(const void *context, FILE *stream) {
  const RunOutcome *outcome = ((const SizingChart *)context)->outcome;
  int panels[BORE_PANELS_MAX], count = panels_of(outcome->sizing, panels);
  for (int i = 0; i < count; i++)
    print_panel(outcome, i, panels[i], stream);
}

void sizing_bore_chart_print(const SizingChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},         {"PANELS", print_panels}, {"ABOVE", print_above},
      {"SIZES", print_sizes},       {"FROM", print_from},     {"TO", print_to},
      {"TICS", print_tics},         {"TITLE", print_title},   {"MARKS", print_marks},
      {"SUBTITLE", print_subtitle}, {"DRAWN", print_drawn},   {NULL, NULL},
  };
  template_print(plot_template_sizing_bore, places, chart, stream);
}
