/* What the node can bear, from the form in which the engineer has it. */
#ifndef XSAVAC_SIM_BUDGET_ALLOWABLE_H
#define XSAVAC_SIM_BUDGET_ALLOWABLE_H

#include "sim/budget/collect.h"

/* Sets budget->allowable_pa_m3_s and its basis in words. budget->rows must be there. As budget_reckon(). */
Status budget_allowable(Budget *budget, const BudgetView *view, SteadyWork *work, const SteadySettings *steady,
                        char *message, size_t size);

#endif
