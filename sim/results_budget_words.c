#include <math.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/results_budget.h"

bool budget_is_known(const RunOutcome *outcome) {
  return outcome->budget && outcome->budget->filled;
}

static const char *node_of(const RunOutcome *outcome) {
  return outcome->study->network.nodes[outcome->study->budget.node].name;
}

char *budget_verdict_words(const RunOutcome *outcome, char *text, size_t size) {
  const Budget *budget = outcome->budget;
  text[0] = '\0';
  if (!budget) return text;
  const char *node = node_of(outcome), *kind = budget_combination_word(outcome->study->budget.combine);
  if (!budget->filled)
    snprintf(text, size, "leak budget of %s not judged: the run was ended before its moment", node);
  else if (isnan(budget->allowable_pa_m3_s))
    snprintf(text, size, "leak budget of %s not judged: no allowable is given", node);
  else if (budget->allowed_pa_m3_s > 0)
    snprintf(text, size, "leak budget of %s %s%s: %s (%s) of %s Pa m3/s allowed, %s used", node,
             budget_passes(budget) ? "holds" : "exceeded", budget->conditional ? " (conditional)" : "",
             number_text(budget->judged_pa_m3_s, 3).text, kind, number_text(budget->allowed_pa_m3_s, 3).text,
             number_ratio(budget->judged_pa_m3_s / budget->allowed_pa_m3_s).text);
  else
    snprintf(text, size, "leak budget of %s exceeded: nothing is left for leaks (%s Pa m3/s: %s)", node,
             number_text(budget->allowed_pa_m3_s, 3).text, budget->allowable_basis);
  return text;
}

char *budget_title_words(const RunOutcome *outcome, char *text, size_t size) {
  const Budget *budget = outcome->budget;
  char when[80] = "steady state";
  if (outcome->study->budget.moment != BUDGET_AT_STEADY)
    snprintf(when, sizeof when, "at %s s of the run", number_text(budget->time_s, 6).text);
  const AllowableSettings *allowable = &outcome->study->budget.allowable;
  bool pure = allowable->form == ALLOWABLE_PURITY;
  snprintf(text, size, "Leak budget of %s, %s, %s%s%s%s", node_of(outcome), when,
           number_readable(budget->pressure_pa, "Pa").text, pure ? ", of " : "",
           pure ? allowable->purity_gas->name : "", pure ? " alone" : "");
  return text;
}

char *budget_combination_words(const RunOutcome *outcome, char *text, size_t size) {
  const BudgetFigure *figures = outcome->budget->combined;
  snprintf(text, size, "sum %s, worst case %s, root sum square %s, Monte Carlo %s %% quantile %s +- %s",
           number_text(figures[BUDGET_SUM].value_pa_m3_s, 4).text,
           number_text(figures[BUDGET_WORST].value_pa_m3_s, 4).text,
           number_text(figures[BUDGET_RSS].value_pa_m3_s, 4).text,
           number_text(100 * outcome->study->budget.quantile, 4).text,
           number_text(figures[BUDGET_MONTE_CARLO].value_pa_m3_s, 4).text,
           number_text(figures[BUDGET_MONTE_CARLO].error_pa_m3_s, 1).text);
  return text;
}

char *budget_ledger_words(const RunOutcome *outcome, char *text, size_t size) {
  const Budget *budget = outcome->budget;
  snprintf(text, size, "in %s = out %s (pumps at the node %s) + stored %s Pa m3/s, closed to %s",
           number_text(budget->in_pa_m3_s, 6).text, number_text(budget->out_pa_m3_s, 6).text,
           number_text(budget->pumped_pa_m3_s, 6).text, number_text(budget->stored_pa_m3_s, 6).text,
           number_text(budget->closure, 2).text);
  return text;
}

char *budget_row_words(const BudgetRow *row, char *text, size_t size) {
  if (row->gas)
    snprintf(text, size, "%s, %s", mechanism_words(row->mechanism), row->gas->name);
  else if (row->mechanism == MECHANISM_JOINT)
    snprintf(text, size, "%d %.*s", row->count, (int)strcspn(row->note, ";"), row->note);
  else
    snprintf(text, size, "%s", mechanism_words(row->mechanism));
  return text;
}
