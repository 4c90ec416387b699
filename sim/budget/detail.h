/* What stands beside a row's service rate: its reference, conditions, law, band and source. */
#ifndef XSAVAC_SIM_BUDGET_DETAIL_H
#define XSAVAC_SIM_BUDGET_DETAIL_H

#include "models/valve.h"
#include "sim/budget/collect.h"

BudgetRow budget_row_empty(void);

/* Fills a row that has its branch, mechanism, service rate and, of permeation, its gas. */
void budget_detail(BudgetRow *row, const BudgetView *view);

/* The leak behind a row: of a seat, body, joint or user's leak with its reference, at `each` one. A constant leak stands as one of the
   line's gas from ambient pressure. False: the row is no leak. */
bool budget_row_leak(const BudgetRow *row, const BudgetView *view, LeakReference *reference);

#endif
