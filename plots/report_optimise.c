/* The optimisation in report.html: the best setting, how sure it is, what is required, and every combination's best. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/report_parts.h"
#include "plots/template.h"
#include "sim/optimise/results_optimise.h"
#include "sim/output_number.h"

enum { TEXT_SIZE = 1200 };

static void parameters_table(const OptimiseResult *result, FILE *stream) {
  const Combination *best = &result->combinations[result->best];
  char text[TEXT_SIZE];
  html_table(stream, "Best settings", NULL, "parameter|#best|range|#measure at -1 %|#measure at +1 %");
  for (int i = 0; i < result->request->count; i++) {
    const OptimiseParameter *parameter = &result->request->parameters[i];
    const DesignAxis *axis = &parameter->axis.axis;
    bool free = optimise_is_free(parameter);
    fputs("<tr>", stream);
    html_cell(stream, parameter->axis.variable.path);
    html_cell(stream, optimise_setting_words(result, best, best->best, i, text, sizeof text));
    if (free)
      snprintf(text, sizeof text, "%s to %s %s", number_text(axis->from, 6).text, number_text(axis->to, 6).text,
               parameter->axis.unit);
    else
      snprintf(text, sizeof text, "%d choices", (int)axis->count);
    html_cell(stream, text);
    for (int side = 0; side < 2; side++)
      html_cell(stream, free ? optimise_flat_words(result, i, side, text, sizeof text) : "");
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

static void requirements_table(const OptimiseResult *result, FILE *stream) {
  const SizingRequest *demands = &result->request->demands;
  const Combination *best = &result->combinations[result->best];
  size_t n = (size_t)demands->n_requirements, at = (size_t)best->best;
  char text[TEXT_SIZE];
  if (n == 0) return;
  html_table(stream, "What was required of it", NULL, "requirement|#value|room|holds it back");
  for (size_t i = 0; i < n; i++) {
    const char *unit = requirement_unit(result->study, &demands->requirements[i]);
    fputs("<tr>", stream);
    html_cell(stream, optimise_constraint_words(result, (int)i, text, sizeof text));
    html_cell(stream, number_readable(best->required[at * n + i], unit).text);
    html_cell(stream, optimise_margin_words(best->margins[at * (n + 1) + i], text, sizeof text));
    html_cell(stream, best->active[i] ? "yes" : "");
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

static void combinations_table(const OptimiseResult *result, FILE *stream) {
  int *order = result->count > 1 ? optimise_order(result) : NULL;
  const char *unit = measure_unit(&result->study->measures.rows[result->request->measure]);
  char text[TEXT_SIZE];
  if (!order) return;
  html_table(stream, "Every combination at its best", NULL, "#value|settings|#runs|converged|why not");
  for (int i = 0; i < result->count; i++) {
    const Combination *combination = &result->combinations[order[i]];
    int trial = combination->best >= 0 ? combination->best : combination->nearest;
    if (trial < 0) continue;
    fputs("<tr>", stream);
    html_cell(stream, number_readable(combination->best >= 0 ? combination->trials[trial].value : NAN, unit).text);
    html_cell(stream, optimise_settings_words(result, combination, trial, text, sizeof text));
    html_number_cell(stream, combination->count, 6);
    html_cell(stream, combination->converged ? "yes" : "no");
    html_cell(stream, combination->trials[trial].reason);
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
  free(order);
}

void report_html_optimise(const RunOutcome *outcome, FILE *stream) {
  const OptimiseResult *result = outcome->optimise;
  char text[TEXT_SIZE];
  if (!result) return;
  fputs("<section>\n<h2>Optimisation</h2>\n<p>", stream);
  html_text(stream, optimise_verdict_words(result, text, sizeof text));
  fprintf(stream, "; %d runs of the line</p>\n", result->runs);
  for (int i = 0; optimise_remark(result, i, text, sizeof text); i++) {
    fputs("<p>", stream);
    html_text(stream, text);
    fputs("</p>\n", stream);
  }
  fputs("</section>\n", stream);
  if (result->best >= 0) parameters_table(result, stream);
  if (result->best >= 0) requirements_table(result, stream);
  combinations_table(result, stream);
}
