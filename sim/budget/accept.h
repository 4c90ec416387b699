/* What a helium leak detector may read of a row: the rate under the row's own reference conditions, in helium, at which the row lets
   through what it is allowed (PHYSICS section 7: allowed service rate over the largest applicable factor). */
#ifndef XSAVAC_SIM_BUDGET_ACCEPT_H
#define XSAVAC_SIM_BUDGET_ACCEPT_H

#include "sim/budget/collect.h"

/* Service rate over the rate of helium, of one leak; where the test gas of the row is not stated the larger of the helium and the air
   reading, so that the smaller figure is asked for. The scaling is the row's own and that of the accepted rate, whichever is stricter.
   NAN with *reason where helium cannot tell: outgassing, permeation, virtual leaks, nothing flowing in. */
double accept_helium_pa_m3_s(const BudgetRow *row, const BudgetView *view, double allowed_pa_m3_s,
                             BudgetConditions *conditions, const char **reason);

#endif
