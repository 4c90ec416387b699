#include "sim/budget/budget.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/air.h"
#include "models/constants.h"
#include "sim/budget/accept.h"
#include "sim/budget/allocate.h"
#include "sim/budget/allowable.h"
#include "sim/budget/combine.h"
#include "sim/budget/extent.h"

BudgetSettings budget_settings_default(void) {
  return (BudgetSettings){.node = -1, .time_s = NAN, .safety = 1, .quantile = 0.95};
}

void budget_free(Budget *budget) {
  free(budget->rows);
  free(budget->allotments);
  *budget = (Budget){0};
}

bool budget_passes(const Budget *budget) {
  return isnan(budget->allowable_pa_m3_s) || budget->judged_pa_m3_s <= budget->allowed_pa_m3_s;
}

const char *budget_status(const Budget *budget) {
  if (isnan(budget->allowable_pa_m3_s)) return "not_judged";
  return budget_passes(budget) ? "pass" : "fail";
}

/* --- what counts --- */

/* Under a purity one gas alone, also where it comes as a part of `air`. */
static void weigh(BudgetView *view, const AllowableSettings *allowable) {
  const GasBlend air = air_parts();
  view->counted_gas = allowable->form == ALLOWABLE_PURITY ? allowable->purity_gas : NULL;
  for (int i = 0; i < view->network->n_gas; i++) {
    const Gas *gas = view->network->gases[i];
    view->weight[i] = !view->counted_gas || gas == view->counted_gas ? 1 : 0;
    for (int k = 0; view->weight[i] == 0 && gas == gas_find("air") && k < air.n; k++)
      if (air.gas[k] == view->counted_gas) view->weight[i] = air.x[k];
  }
}

static bool mark_members(const BudgetSettings *settings, const Network *network, unsigned char *member) {
  if (settings->extent == BUDGET_EXTENT_GROUP) return extent_of(network, settings->node, false, member);
  member[settings->node] = 1;
  return true;
}

/* --- the ledger --- */

static bool stores(const BudgetState *state, const unsigned char *member) {
  if (!state->keeps) return true;
  for (int i = 0; i < state->network->n_nodes; i++)
    if (member[i] && state->keeps[i]) return true;
  return false;
}

static void keep_ledger(Budget *budget, const BudgetView *view, const BudgetState *state) {
  const Network *network = view->network;
  double net = 0;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (view_side(view, branch) == 0) continue;
    bool seal = branch->type->section == SECTION_SEALS;
    Crossing crossing =
        seal ? view_seal_crossing(view, branch) : view_crossing(view, branch, state->q + k * network->n_gas);
    net += crossing.in_pa_m3_s - crossing.out_pa_m3_s;
    budget->out_pa_m3_s += crossing.out_pa_m3_s;
    if (branch->type->section == SECTION_PUMPS) budget->pumped_pa_m3_s += crossing.out_pa_m3_s;
  }
  for (int i = 0; i < budget->count; i++)
    budget->in_pa_m3_s += budget->rows[i].service_pa_m3_s;
  budget->stored_pa_m3_s = stores(state, view->member) ? net : 0;
  double other = budget->out_pa_m3_s + budget->stored_pa_m3_s, scale = fmax(budget->in_pa_m3_s, budget->out_pa_m3_s);
  budget->closure = fabs(budget->in_pa_m3_s - other) / fmax(scale, BALANCE_FLOOR_PA_M3_S);
}

static double rise_of(const Budget *budget, const BudgetView *view) {
  double capacity = 0;
  for (int i = 0; i < view->network->n_nodes; i++)
    if (view->member[i])
      capacity += view->network->nodes[i].params.volume_m3 / view->network->nodes[i].params.temperature_k;
  return capacity > 0 ? budget->stored_pa_m3_s / (capacity * REFERENCE_TEMPERATURE_K) : NAN;
}

/* --- order, totals, shares --- */

static int rank_of(const BudgetRow *row) {
  return row->counted ? 0 : mechanism_part(row->mechanism) != PART_NEITHER ? 1 : 2;
}

static int compare_rows(const void *a, const void *b) {
  const BudgetRow *x = a, *y = b;
  if (rank_of(x) != rank_of(y)) return rank_of(x) - rank_of(y);
  if (x->service_pa_m3_s != y->service_pa_m3_s) return x->service_pa_m3_s > y->service_pa_m3_s ? -1 : 1;
  if (x->branch != y->branch) return x->branch - y->branch;
  return x->gas && y->gas ? strcmp(x->gas->name, y->gas->name) : 0;
}

static void total_up(Budget *budget) {
  bool load = budget->settings->scope == BUDGET_SCOPE_GAS_LOAD;
  for (int i = 0; i < budget->count; i++) {
    BudgetRow *row = &budget->rows[i];
    BudgetPart part = mechanism_part(row->mechanism);
    row->counted = part == PART_LEAK || (part == PART_LOAD && load);
    if (part == PART_LEAK) budget->leak_pa_m3_s += row->service_pa_m3_s;
    if (part != PART_NEITHER) budget->gas_load_pa_m3_s += row->service_pa_m3_s;
  }
  budget->total_pa_m3_s = load ? budget->gas_load_pa_m3_s : budget->leak_pa_m3_s;
  if (budget->count > 1) qsort(budget->rows, (size_t)budget->count, sizeof *budget->rows, compare_rows);
  double sum = 0;
  for (int i = 0; i < budget->count && budget->total_pa_m3_s > 0; i++) {
    BudgetRow *row = &budget->rows[i];
    if (!row->counted) continue;
    sum += row->service_pa_m3_s;
    row->share = row->service_pa_m3_s / budget->total_pa_m3_s;
    row->cumulative = fmin(sum / budget->total_pa_m3_s, 1); /* rounding */
  }
}

/* --- verdict --- */

static void judge(Budget *budget) {
  const BudgetSettings *settings = budget->settings;
  budget->judged_pa_m3_s = budget->combined[settings->combine].value_pa_m3_s;
  budget->allowed_pa_m3_s = budget->allowable_pa_m3_s / settings->safety;
  budget->margin_pa_m3_s = budget->allowed_pa_m3_s - budget->judged_pa_m3_s;
}

/* Every row may let through what it is down for; where that is too much in all, so much less in equal ratio. */
static void accept_rows(Budget *budget, const BudgetView *view) {
  double ratio = 1;
  if (budget->judged_pa_m3_s > budget->allowed_pa_m3_s)
    ratio = fmax(budget->allowed_pa_m3_s, 0) / budget->judged_pa_m3_s;
  for (int i = 0; i < budget->count; i++) {
    BudgetRow *row = &budget->rows[i];
    bool leaks = mechanism_part(row->mechanism) != PART_NEITHER;
    if (leaks) row->allowed_pa_m3_s = row->service_pa_m3_s * (row->counted ? ratio : 1);
    row->acceptance_pa_m3_s =
        accept_helium_pa_m3_s(row, view, row->allowed_pa_m3_s, &row->acceptance, &row->acceptance_reason);
  }
}

static Status reckon(Budget *budget, const BudgetView *view, const BudgetState *state, SteadyWork *work,
                     const SteadySettings *steady, char *message, size_t size) {
  const BudgetSettings *settings = budget->settings;
  Status status = budget_collect(budget, view);
  if (status != STATUS_OK) return status;
  keep_ledger(budget, view, state);
  budget->rise_pa_s = rise_of(budget, view);
  total_up(budget);
  status = budget_allowable(budget, view, work, steady, message, size);
  if (status != STATUS_OK) return status;
  if (!budget_combine(budget->rows, budget->count, settings->quantile, 0, budget->combined)) return STATUS_MEMORY;
  judge(budget);
  accept_rows(budget, view);
  return budget_allocate(budget, view) ? STATUS_OK : STATUS_MEMORY;
}

Status budget_reckon(Budget *budget, const BudgetSettings *settings, const BudgetState *state, SteadyWork *work,
                     const SteadySettings *steady, char *message, size_t size) {
  const Network *network = state->network;
  unsigned char *member = calloc((size_t)network->n_nodes + 1, 1);
  *budget = (Budget){.filled = true, .time_s = state->time_s, .settings = settings};
  budget->pressure_pa = network_total(network, state->p, settings->node);
  BudgetView view = {.network = network, .p = state->p, .solved_q = state->q, .member = member};
  weigh(&view, &settings->allowable);
  Status status = member && mark_members(settings, network, member) ? STATUS_OK : STATUS_MEMORY;
  if (status == STATUS_OK) status = reckon(budget, &view, state, work, steady, message, size);
  free(member);
  return status;
}
