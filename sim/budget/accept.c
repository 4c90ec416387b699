#include "sim/budget/accept.h"

#include <math.h>
#include <stdio.h>

#include "sim/budget/detail.h"

/* A rate that leak_scaling() reads as it is named. */
static double rate_read_as(LeakScaling scaling) {
  static const double rates[] = {[LEAK_MOLECULAR] = 1e-8, [LEAK_LARGER] = 1e-6, [LEAK_VISCOUS] = 1e-4};
  return rates[scaling];
}

static double factor(const BudgetRow *row, const BudgetView *view, LeakReference reference, LeakScaling scaling) {
  reference.rate_pa_m3_s = rate_read_as(scaling);
  return view_leak_into(view, &view->network->branches[row->branch], &reference) / reference.rate_pa_m3_s;
}

static const char *why_not(BudgetMechanism mechanism) {
  switch (mechanism) {
  case MECHANISM_OUTGASSING:
    return "gas given off by a surface: no helium comes through it";
  case MECHANISM_TRAPPED:
    return "gas already inside: no helium comes from a trapped volume";
  case MECHANISM_PERMEATION:
    return "helium permeates the seal itself, faster than what it stands for: its reading says nothing of this row";
  default:
    return "no leak";
  }
}

double accept_helium_pa_m3_s(const BudgetRow *row, const BudgetView *view, double allowed_pa_m3_s,
                             BudgetConditions *conditions, const char **reason) {
  LeakReference reference;
  *reason = NULL;
  if (!budget_row_leak(row, view, &reference)) {
    *reason = why_not(row->mechanism);
  } else if (!(allowed_pa_m3_s > 0)) {
    *reason = row->service_pa_m3_s > 0 ? "nothing is left for it" : "nothing flows into the node by it";
  } else {
    LeakScaling scaling = leak_scaling(&reference);
    if (reference.gas) reference.gas = gas_find("He");
    double each = allowed_pa_m3_s / (row->count > 0 ? row->count : 1), largest = factor(row, view, reference, scaling);
    LeakReference accepted = {.rate_pa_m3_s =
                                  each / largest * (1 - 1e-9)}; /* at a threshold rounding must not decide */
    largest = fmax(largest, factor(row, view, reference, leak_scaling(&accepted)));
    *conditions = (BudgetConditions){.upstream_pa = reference.upstream_pa,
                                     .downstream_pa = reference.downstream_pa,
                                     .temperature_k = reference.temperature_k};
    snprintf(conditions->gas, sizeof conditions->gas, "He");
    if (largest > 0) return each / largest;
    *reason = "nothing flows into the node by it";
  }
  return NAN;
}
