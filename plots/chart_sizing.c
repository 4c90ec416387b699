/* The script of the candidate matrix: what stands in the places of plots/templates/sizing.gp. */
#include "plots/chart_sizing.h"

#include <stdlib.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/template.h"
#include "sim/results_size.h"

enum { NAME_SIZE = 320, NAME_SHOWN = 34 };

static const SizingResult *sizing_of(const void *context) {
  return ((const SizingChart *)context)->outcome->sizing;
}

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_rows(const void *context, FILE *stream) {
  fprintf(stream, "%d", sizing_matrix_rows(sizing_of(context)));
}

static void print_columns(const void *context, FILE *stream) {
  fprintf(stream, "%d", sizing_matrix_columns(sizing_of(context)));
}

static void print_title(const void *context, FILE *stream) {
  const char *title = ((const SizingChart *)context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

static void print_subtitle(const void *context, FILE *stream) {
  char text[600];
  gnuplot_quoted(stream, sizing_verdict_text(((const SizingChart *)context)->outcome, text, sizeof text));
}

static void print_colour(const void *context, FILE *stream) {
  fputs(sizing_of(context)->choice >= 0 ? "ink" : "fail_colour", stream);
}

static void print_note(const void *context, FILE *stream) {
  const SizingResult *sizing = sizing_of(context);
  char text[300];
  int left = sizing->count - sizing_matrix_rows(sizing);
  snprintf(text, sizeof text, "Those that fit in their order, by %s; then the others, the nearest first.%s",
           sizing_order_words(sizing), left > 0 ? " Only the first are drawn: sizing.csv has them all." : "");
  gnuplot_quoted(stream, text);
}

static void print_foot(const void *context, FILE *stream) {
  (void)context;
  gnuplot_quoted(stream, "Limits: the most used of the valves that are sized, or one that fails anywhere. Corners: "
                         "runs at the ends of the "
                         "bands of estimated coefficients.");
}

static void heading_line(int column, const char *text, int from_top, const char *font, FILE *stream) {
  fputs("set label ", stream);
  gnuplot_quoted(stream, text);
  fprintf(stream, " at first %d, screen 1 - %d / height center font '%s' textcolor rgb ink\n", column + 1, from_top,
          font);
}

/* On two lines: what, and how much of it. */
static void print_headings(const void *context, FILE *stream) {
  const RunOutcome *outcome = ((const SizingChart *)context)->outcome;
  char text[NAME_SIZE];
  for (int k = 0; k < sizing_matrix_columns(outcome->sizing); k++) {
    sizing_matrix_heading(outcome, k, text, sizeof text);
    char *second = strstr(text, " at "), *comma = strstr(text, ", ");
    if (comma && (!second || comma < second)) second = comma;
    if (second) *second = '\0';
    heading_line(k, text, 85, "sans-serif:Bold,10", stream);
    if (second) heading_line(k, second + 1, 100, "sans-serif,10", stream);
  }
}

static void print_names(const void *context, FILE *stream) {
  const SizingResult *sizing = sizing_of(context);
  const Candidate **order = sizing_shown_order(sizing);
  char name[NAME_SIZE];
  for (int i = 0; order && i < sizing_matrix_rows(sizing); i++) {
    candidate_models(sizing->request, order[i], name, sizeof name);
    if (strlen(name) > NAME_SHOWN) strcpy(name + NAME_SHOWN - 3, "...");
    fputs("set ytics add (", stream);
    gnuplot_quoted(stream, name);
    fprintf(stream, " %d)\n", i + 1);
  }
  free(order);
}

void sizing_chart_print(const SizingChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {
      {"LOOK", print_look},
      {"ROWS", print_rows},
      {"COLUMNS", print_columns},
      {"TITLE", print_title},
      {"COLOUR", print_colour},
      {"SUBTITLE", print_subtitle},
      {"FOOT", print_foot},
      {"NOTE", print_note},
      {"HEADINGS", print_headings},
      {"NAMES", print_names},
      {NULL, NULL},
  };
  template_print(plot_template_sizing, places, chart, stream);
}
