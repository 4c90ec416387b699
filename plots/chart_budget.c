#include "plots/chart_budget.h"

#include <math.h>

#include "gen/plot_templates.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_budget.h"
#include "sim/results_verdict.h"

enum { ROW_HEIGHT = 26, ABOVE = 106, BELOW = 96, LABEL_SIZE = 200 };

void budget_chart_init(BudgetChart *chart, const RunOutcome *outcome) {
  *chart = (BudgetChart){.outcome = outcome};
  if (!budget_is_known(outcome)) return;
  const Budget *budget = outcome->budget;
  chart->judged = budget->allowed_pa_m3_s > 0;
  for (int i = 0; i < budget->count; i++) {
    const BudgetRow *row = &budget->rows[i];
    if (!row->counted || !(row->service_pa_m3_s > 0)) continue;
    if (chart->count < CHART_BUDGET_MAX) {
      chart->count++;
      continue;
    }
    chart->rest++;
    chart->rest_pa_m3_s += row->service_pa_m3_s;
    chart->rest_low_pa_m3_s += row->low_pa_m3_s;
    chart->rest_high_pa_m3_s += row->high_pa_m3_s;
  }
}

static const Budget *budget_of(const void *context) {
  return ((const BudgetChart *)context)->outcome->budget;
}

static int bars(const BudgetChart *chart) {
  return chart->count + (chart->rest > 0);
}

static void number(double value, FILE *stream) {
  fputs(number_text(value, 9).text, stream);
}

/* --- places of both templates --- */

static void print_look(const void *context, FILE *stream) {
  (void)context;
  fputs(plot_template_look, stream);
}

static void print_title(const void *context, FILE *stream) {
  const char *title = ((const BudgetChart *)context)->outcome->study->title;
  gnuplot_quoted(stream, title ? title : "");
}

static void print_subtitle(const void *context, FILE *stream) {
  const RunOutcome *outcome = ((const BudgetChart *)context)->outcome;
  char text[300], line[360];
  snprintf(line, sizeof line, "%s; flow at 20 degC", budget_title_words(outcome, text, sizeof text));
  gnuplot_quoted(stream, line);
}

static void print_verdict(const void *context, FILE *stream) {
  char text[400];
  gnuplot_quoted(stream, budget_verdict_words(((const BudgetChart *)context)->outcome, text, sizeof text));
}

static void print_colour(const void *context, FILE *stream) {
  fputs(budget_passes(budget_of(context)) ? "ink" : "fail_colour", stream);
}

static void print_count(const void *context, FILE *stream) {
  fprintf(stream, "%d", ((const BudgetChart *)context)->count);
}

static void print_allowed(const void *context, FILE *stream) {
  const BudgetChart *chart = context;
  if (chart->judged)
    number(budget_of(context)->allowed_pa_m3_s, stream);
  else
    fputs("NaN", stream);
}

/* --- the Pareto --- */

static void print_height(const void *context, FILE *stream) {
  fprintf(stream, "%d", ABOVE + BELOW + ROW_HEIGHT * bars(context));
}

static void print_bars(const void *context, FILE *stream) {
  fprintf(stream, "%d", bars(context));
}

/* Rows a thousandth of the whole need no room of their own. */
static void print_axis(const void *context, FILE *stream) {
  const BudgetChart *chart = context;
  const Budget *budget = budget_of(context);
  double most = budget->total_pa_m3_s, least = budget->total_pa_m3_s;
  for (int i = 0; i < chart->count; i++) {
    most = fmax(most, budget->rows[i].high_pa_m3_s);
    least = fmin(least, budget->rows[i].service_pa_m3_s);
  }
  if (chart->judged) most = fmax(most, budget->allowed_pa_m3_s);
  least = fmax(least, 1e-5 * budget->total_pa_m3_s);
  fputs("axis_from = ", stream);
  number(pow(10, floor(log10(least) - 0.3)), stream);
  fputs("\naxis_to = ", stream);
  number(pow(10, ceil(log10(most) + 0.3)), stream);
}

static void row_label(const BudgetRow *row, char *label, size_t size) {
  char words[80];
  snprintf(label, size, "%s  %s", row->name, budget_row_words(row, words, sizeof words));
}

static void print_names(const void *context, FILE *stream) {
  const BudgetChart *chart = context;
  char label[LABEL_SIZE];
  for (int i = 0; i < bars(chart); i++) {
    if (i < chart->count)
      row_label(&budget_of(context)->rows[i], label, sizeof label);
    else
      snprintf(label, sizeof label, "%d more rows", chart->rest);
    fputs("set ytics add (", stream);
    gnuplot_quoted(stream, label);
    fprintf(stream, " %d)\n", i + 1);
  }
}

static void print_rest(const void *context, FILE *stream) {
  const BudgetChart *chart = context;
  fputs("$rest << EOD\nplace,service,low,high,cumulative\n", stream);
  if (chart->rest > 0)
    fprintf(stream, "%d,%s,%s,%s,1\n", chart->count + 1, number_text(chart->rest_pa_m3_s, 9).text,
            number_text(chart->rest_low_pa_m3_s, 9).text, number_text(chart->rest_high_pa_m3_s, 9).text);
  fputs("EOD", stream);
}

static const char *const shared_note =
    "Bar: service rate. Whisker: band of the data (at the left edge it goes on below); 'max': a maker's upper bound.";

static void print_note(const void *context, FILE *stream) {
  (void)context;
  gnuplot_quoted(stream, shared_note);
}

void budget_chart_print(const BudgetChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {{"LOOK", print_look},         {"TITLE", print_title},
                                         {"SUBTITLE", print_subtitle}, {"VERDICT", print_verdict},
                                         {"COLOUR", print_colour},     {"HEIGHT", print_height},
                                         {"BARS", print_bars},         {"COUNT", print_count},
                                         {"AXIS", print_axis},         {"NAMES", print_names},
                                         {"REST", print_rest},         {"ALLOWED", print_allowed},
                                         {"NOTE", print_note},         {NULL, NULL}};
  template_print(plot_template_budget, places, chart, stream);
}

/* --- the waterfall --- */

enum { STEPS_SHOWN = 10 };

/* Told of every step: its place from the top, and between which levels it stands. */
typedef void StepVisit(FILE *stream, int place, const char *name, double from, double to, const char *kind);

static void print_step(FILE *stream, int place, const char *name, double from, double to, const char *kind) {
  fprintf(stream, "%d,\"%s\",%s,%s,%s\n", place, name, number_text(from, 9).text, number_text(to, 9).text, kind);
}

/* From the allowable down: safety, the largest rows, the rest, what the bands add, and what is left. */
static int walk(const BudgetChart *chart, StepVisit *step, FILE *stream) {
  const Budget *budget = chart->outcome->budget;
  int place = 1, shown = chart->count < STEPS_SHOWN ? chart->count : STEPS_SHOWN;
  double level = budget->allowable_pa_m3_s, sum = 0;
  char label[LABEL_SIZE];
  step(stream, place++, "allowable", 0, level, "whole");
  if (budget->settings->safety > 1) {
    step(stream, place++, "safety factor", level, budget->allowed_pa_m3_s, "step");
    level = budget->allowed_pa_m3_s;
  }
  for (int i = 0; i < shown; i++) {
    row_label(&budget->rows[i], label, sizeof label);
    step(stream, place++, label, level, level - budget->rows[i].service_pa_m3_s, "step");
    level -= budget->rows[i].service_pa_m3_s;
    sum += budget->rows[i].service_pa_m3_s;
  }
  if (budget->total_pa_m3_s - sum > 1e-12 * budget->total_pa_m3_s) {
    step(stream, place++, "all others", level, level - (budget->total_pa_m3_s - sum), "step");
    level -= budget->total_pa_m3_s - sum;
  }
  if (budget->judged_pa_m3_s != budget->total_pa_m3_s) {
    snprintf(label, sizeof label, "bands (%s)", budget_combination_word(budget->settings->combine));
    step(stream, place++, label, level, level - (budget->judged_pa_m3_s - budget->total_pa_m3_s), "step");
  }
  step(stream, place, "margin", 0, budget->margin_pa_m3_s, budget->margin_pa_m3_s < 0 ? "short" : "left");
  return place;
}

static void no_step(FILE *stream, int place, const char *name, double from, double to, const char *kind) {
  (void)stream, (void)place, (void)name, (void)from, (void)to, (void)kind;
}

static void print_steps(const void *context, FILE *stream) {
  fputs("$steps << EOD\nplace,name,from,to,kind\n", stream);
  walk(context, print_step, stream);
  fputs("EOD", stream);
}

static void print_step_name(FILE *stream, int place, const char *name, double from, double to, const char *kind) {
  (void)from, (void)to, (void)kind;
  fputs("set ytics add (", stream);
  gnuplot_quoted(stream, name);
  fprintf(stream, " %d)\n", place);
}

static void print_step_names(const void *context, FILE *stream) {
  walk(context, print_step_name, stream);
}

static void print_step_count(const void *context, FILE *stream) {
  fprintf(stream, "%d", walk(context, no_step, NULL));
}

static void print_step_height(const void *context, FILE *stream) {
  fprintf(stream, "%d", ABOVE + BELOW + ROW_HEIGHT * walk(context, no_step, NULL));
}

void waterfall_chart_print(const BudgetChart *chart, FILE *stream) {
  static const TemplatePlace places[] = {{"LOOK", print_look},         {"TITLE", print_title},
                                         {"SUBTITLE", print_subtitle}, {"VERDICT", print_verdict},
                                         {"COLOUR", print_colour},     {"HEIGHT", print_step_height},
                                         {"BARS", print_step_count},   {"STEPS", print_steps},
                                         {"NAMES", print_step_names},  {NULL, NULL}};
  template_print(plot_template_budget_waterfall, places, chart, stream);
}
