/* The budget's charts: the Pareto of its rows with the cumulative line and their bands, and the way from the allowable to the margin. */
#ifndef XSAVAC_PLOTS_CHART_BUDGET_H
#define XSAVAC_PLOTS_CHART_BUDGET_H

#include "sim/results.h"

enum { CHART_BUDGET_MAX = 16 }; /* rows drawn by themselves; the rest stand as one */

typedef struct {
  const RunOutcome *outcome;
  int count; /* counted rows drawn: the first of budget.csv */
  int rest;  /* counted rows that flow and are not drawn by themselves */
  double rest_pa_m3_s, rest_low_pa_m3_s, rest_high_pa_m3_s;
  bool judged; /* there is an allowable above 0 */
} BudgetChart;

void budget_chart_init(BudgetChart *chart, const RunOutcome *outcome); /* count 0: nothing to draw */

void budget_chart_print(const BudgetChart *chart, FILE *stream);    /* budget.gp */
void waterfall_chart_print(const BudgetChart *chart, FILE *stream); /* budget_waterfall.gp */

#endif
