/* analysis.budget.allocate: how the allowable is shared out, and among which rows. */
#ifndef XSAVAC_CONFIG_READ_ALLOCATE_H
#define XSAVAC_CONFIG_READ_ALLOCATE_H

#include "config/lookup.h"
#include "sim/budget/budget.h"

bool read_allocate(const Lookup *lookup, const Value *group, BudgetSettings *budget);

#endif
