#include "sim/budget/allowable.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "sim/budget/extent.h"

/* --- a pressure rise --- */

/* Sum of V/T over the nodes, as throughput at 293.15 K per pascal a second. */
static double capacity_m3(const BudgetView *view) {
  double sum = 0;
  for (int i = 0; i < view->network->n_nodes; i++)
    if (view->member[i])
      sum += view->network->nodes[i].params.volume_m3 * REFERENCE_TEMPERATURE_K /
             view->network->nodes[i].params.temperature_k;
  return sum;
}

static void by_rise(Budget *budget, const BudgetView *view) {
  const AllowableSettings *given = &budget->settings->allowable;
  double volume = capacity_m3(view);
  budget->allowable_pa_m3_s = volume * given->rise_pa / given->rise_s;
  snprintf(budget->allowable_basis, sizeof budget->allowable_basis,
           "a rise of %.4g Pa in %.4g s over %.4g L%s: V dp/dt", given->rise_pa, given->rise_s, 1e3 * volume,
           budget->settings->extent == BUDGET_EXTENT_GROUP ? " of the closed group" : "");
}

/* --- a purity --- */

/* All gases that leave the nodes. */
static double leaving(const BudgetView *view) {
  double sum = 0;
  for (int k = 0; k < view->network->n_branches; k++)
    for (int i = 0; i < view->network->n_gas; i++)
      sum += fmax(-view_side(view, &view->network->branches[k]) * view->solved_q[k * view->network->n_gas + i], 0);
  return sum;
}

static void by_purity(Budget *budget, const BudgetView *view) {
  const AllowableSettings *given = &budget->settings->allowable;
  double purge = leaving(view), brought = 0;
  for (int i = 0; i < budget->count; i++)
    if (mechanism_part(budget->rows[i].mechanism) == PART_NEITHER) brought += budget->rows[i].service_pa_m3_s;
  budget->allowable_pa_m3_s = given->purity_fraction * purge - brought;
  snprintf(budget->allowable_basis, sizeof budget->allowable_basis,
           "%.4g ppm of %s in a purge of %.4g Pa m3/s, less the %.3g that it brings itself",
           1e6 * given->purity_fraction, given->purity_gas->name, purge, brought);
}

/* --- a pressure to hold --- */

static void set_pressure(const BudgetView *view, int node, double pressure_pa, double *p) {
  const Network *network = view->network;
  double total = network_total(network, p, node);
  for (int i = 0; i < network->n_gas; i++) {
    double share = total > 0 ? p[node * network->n_gas + i] / total : network->line_fractions[i];
    p[node * network->n_gas + i] = share * pressure_pa;
  }
}

/* What the pumps and the line take from the nodes, less what they and the sources bring. */
static double taken_away(const BudgetView *view, const double *p) {
  double sum = 0;
  for (int k = 0; k < view->network->n_branches; k++) {
    const Branch *branch = &view->network->branches[k];
    bool sealed = branch->type->closes && !branch->open;
    bool own = branch_is_supply(branch) && branch->type->section != SECTION_SOURCES;
    if (sealed || own || view_side(view, branch) == 0) continue;
    BranchFlow flow;
    branch_throughput(view->network, branch, p, &flow);
    for (int i = 0; i < view->network->n_gas; i++)
      sum -= view_side(view, branch) * flow.q[i];
  }
  return sum;
}

static Status solve_at(const BudgetView *view, const BudgetSettings *settings, SteadyWork *work,
                       const SteadySettings *steady, SteadyResult *result) {
  const Network *network = view->network;
  unsigned char *held = malloc((size_t)network->n_nodes + 1);
  if (!held || !extent_of(network, settings->node, true, held)) {
    free(held);
    return STATUS_MEMORY;
  }
  for (int i = 0; i <= network->n_nodes; i++)
    held[i] = i == settings->node || !held[i];
  memcpy(result->p, view->p, ((size_t)network->n_nodes + 1) * (size_t)network->n_gas * sizeof(double));
  set_pressure(view, settings->node, settings->allowable.pressure_pa, result->p);
  Status status = steady_solve_beside(work, network, held, steady, result);
  free(held);
  return status;
}

static Status by_pressure(Budget *budget, const BudgetView *view, SteadyWork *work, const SteadySettings *steady,
                          char *message, size_t size) {
  SteadyResult result;
  if (!steady_result_init(&result, view->network)) return STATUS_MEMORY;
  Status status = solve_at(view, budget->settings, work, steady, &result);
  if (status == STATUS_OK) budget->allowable_pa_m3_s = taken_away(view, result.p);
  if (status == STATUS_NUMERICS) snprintf(message, size, "%s", result.message);
  snprintf(budget->allowable_basis, sizeof budget->allowable_basis,
           "what the line's pumps take from '%s' at %.4g Pa, less what sources and line bring; gases in the shares "
           "of the state",
           view->network->nodes[budget->settings->node].name, budget->settings->allowable.pressure_pa);
  steady_result_free(&result);
  return status;
}

Status budget_allowable(Budget *budget, const BudgetView *view, SteadyWork *work, const SteadySettings *steady,
                        char *message, size_t size) {
  budget->allowable_pa_m3_s = NAN;
  switch (budget->settings->allowable.form) {
  case ALLOWABLE_THROUGHPUT:
    budget->allowable_pa_m3_s = budget->settings->allowable.throughput_pa_m3_s;
    snprintf(budget->allowable_basis, sizeof budget->allowable_basis, "given as a throughput");
    return STATUS_OK;
  case ALLOWABLE_RISE:
    by_rise(budget, view);
    return STATUS_OK;
  case ALLOWABLE_PURITY:
    by_purity(budget, view);
    return STATUS_OK;
  case ALLOWABLE_PRESSURE:
    return by_pressure(budget, view, work, steady, message, size);
  default:
    snprintf(budget->allowable_basis, sizeof budget->allowable_basis, "none is given: nothing is judged");
    return STATUS_OK;
  }
}
