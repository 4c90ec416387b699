/* From the bands of rows to one figure, four ways:
   sum          the plain sum of the service rates; its band the sums of the low and the high ends.
   worst        every row at its high end at once.
   rss          the sum, plus the root of the squares of what each row's high end lies above its service rate (and less that of the
                low ends): rows independent, bands small beside the sum; with bands of a factor 10 it is a rule, no probability.
   monte_carlo  a quantile of the sum over independent rows: a row between low and high is lognormal to either side of its service
                rate, its median, with 2.5 % outside each end; a maker's maximum is uniform from 0 up to it. Sobol points under 16
                random shifts (of fixed seed); the value is their mean, the error its standard error. */
#ifndef XSAVAC_SIM_BUDGET_COMBINE_H
#define XSAVAC_SIM_BUDGET_COMBINE_H

#include "sim/budget/budget.h"

/* Over the counted rows into combined[BUDGET_COMBINATION_COUNT]. points: of each shift (0: as many as are usual). False when out of
   memory. */
bool budget_combine(const BudgetRow *rows, int count, double quantile, int points, BudgetFigure *combined);

#endif
