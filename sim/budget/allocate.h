/* What each open row may leak: the allowed total less the fixed rows, shared out. */
#ifndef XSAVAC_SIM_BUDGET_ALLOCATE_H
#define XSAVAC_SIM_BUDGET_ALLOCATE_H

#include "sim/budget/collect.h"

/* Fills budget->allotments by settings->allocate, where there is an allowable. An object of several rows shares its weight among them as
   they leak. False when out of memory. */
bool budget_allocate(Budget *budget, const BudgetView *view);

#endif
