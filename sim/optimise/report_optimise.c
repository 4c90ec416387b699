/* What the first screen says of an optimisation. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/optimise/results_optimise.h"
#include "sim/output_number.h"
#include "sim/report_table.h"

enum { COMBINATIONS_SHOWN = 8, TEXT_SIZE = 200 };

static void print_parameters(const OptimiseResult *result, FILE *stream) {
  const Combination *combination = &result->combinations[result->best];
  const char *name = result->study->measures.rows[result->request->measure].name;
  char head[2][TEXT_SIZE], text[2][TEXT_SIZE], setting[VARY_TEXT_MAX];
  snprintf(head[0], TEXT_SIZE, "%.40s at -1 %%", name);
  snprintf(head[1], TEXT_SIZE, "%.40s at +1 %%", name);
  fprintf(stream, "  %-30s %-20s %-22s %s\n", "parameter", "best", head[0], head[1]);
  for (int i = 0; i < result->request->count; i++) {
    const OptimiseParameter *parameter = &result->request->parameters[i];
    fprintf(stream, "  %-30s %-20s ", parameter->axis.variable.path,
            optimise_setting_words(result, combination, combination->best, i, setting, sizeof setting));
    for (int side = 0; side < 2; side++)
      optimise_flat_words(result, i, side, text[side], TEXT_SIZE);
    if (optimise_is_free(parameter))
      fprintf(stream, "%-22s %s\n", text[0], text[1]);
    else
      fputs("chosen\n", stream);
  }
}

static void print_required(const OptimiseResult *result, const Combination *combination, int trial, FILE *stream) {
  const SizingRequest *demands = &result->request->demands;
  for (int i = 0; i < demands->n_requirements; i++) {
    char words[300], text[REPORT_LINE_SIZE];
    size_t n = (size_t)demands->n_requirements;
    double value = combination->required[(size_t)trial * n + (size_t)i],
           margin = combination->margins[(size_t)trial * (n + 1) + (size_t)i];
    const char *unit = requirement_unit(result->study, &demands->requirements[i]);
    char left[80];
    optimise_margin_words(margin, left, sizeof left);
    snprintf(text, sizeof text, "%s: %s%s%s, %s%s", optimise_constraint_words(result, i, words, sizeof words),
             isnan(value) ? "no value" : number_text(value, 6).text, strcmp(unit, "1") == 0 ? "" : " ",
             strcmp(unit, "1") == 0 ? "" : unit, left, combination->active[i] ? "; it holds the measure back" : "");
    report_wrapped(stream, "  required  ", text);
  }
}

static void print_combinations(const OptimiseResult *result, FILE *stream) {
  int *order = optimise_order(result), shown = result->count < COMBINATIONS_SHOWN ? result->count : COMBINATIONS_SHOWN;
  const char *unit = measure_unit(&result->study->measures.rows[result->request->measure]);
  char text[REPORT_LINE_SIZE], settings[700], label[40];
  for (int i = 0; order && result->count > 1 && i < shown; i++) {
    const Combination *combination = &result->combinations[order[i]];
    int trial = combination->best >= 0 ? combination->best : combination->nearest;
    if (trial < 0) continue;
    snprintf(label, sizeof label, "  %d. ", i + 1);
    optimise_settings_words(result, combination, trial, settings, sizeof settings);
    if (combination->best >= 0)
      snprintf(text, sizeof text, "%s %s with %s%s", number_text(combination->trials[trial].value, 6).text,
               strcmp(unit, "1") == 0 ? "" : unit, settings, combination->converged ? "" : " (not converged)");
    else
      snprintf(text, sizeof text, "does not hold: %.200s; nearest with %s", combination->trials[trial].reason,
               settings);
    report_wrapped(stream, label, text);
  }
  report_cut_line(stream, result->count - shown, "results.json");
  free(order);
}

void report_print_optimise(const RunOutcome *outcome, FILE *stream) {
  const OptimiseResult *result = outcome->optimise;
  char text[REPORT_LINE_SIZE];
  fputc('\n', stream);
  snprintf(text, sizeof text, "%d runs of the line%s", result->runs, result->best < 0 ? "; nothing holds" : "");
  report_wrapped(stream, "Optimise ", text);
  if (result->best >= 0) {
    const Combination *best = &result->combinations[result->best];
    print_parameters(result, stream);
    print_required(result, best, best->best, stream);
  }
  for (int i = 0; optimise_remark(result, i, text, sizeof text); i++)
    report_wrapped(stream, "  Note      ", text);
  print_combinations(result, stream);
}
