#include "sim/balance.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "models/constants.h"

typedef struct {
  double net, magnitude; /* of one gas at one node */
} Account;

static void book(Account *account, double q) {
  account->net += q;
  account->magnitude += fabs(q);
}

static void book_branch(const Network *network, const SteadyResult *result, int k, Account *accounts) {
  const Branch *branch = &network->branches[k];
  int g = network->n_gas;
  for (int i = 0; i < g; i++) {
    double q = result->q[k * g + i];
    if (branch->from >= 0) book(&accounts[branch->from * g + i], -q);
    if (branch->to >= 0) book(&accounts[branch->to * g + i], q);
  }
}

static void add_to_side(Balance *balance, double into_line) {
  if (into_line > 0)
    balance->in_pa_m3_s += into_line;
  else
    balance->out_pa_m3_s -= into_line;
}

/* What crosses the border of the nodes that are solved for; from one boundary straight to another it enters and leaves at once. */
static void add_border(const Network *network, const SteadyResult *result, Balance *balance) {
  int g = network->n_gas;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    bool from_inside =
        branch->from >= 0 && branch->from < network->n_nodes && !network->nodes[branch->from].params.fixed;
    bool to_inside = branch->to >= 0 && branch->to < network->n_nodes && !network->nodes[branch->to].params.fixed;
    if (from_inside && to_inside) continue;
    for (int i = 0; i < g && !from_inside && !to_inside; i++) {
      balance->in_pa_m3_s += fabs(result->q[k * g + i]);
      balance->out_pa_m3_s += fabs(result->q[k * g + i]);
    }
    if (from_inside == to_inside) continue;
    for (int i = 0; i < g; i++)
      add_to_side(balance, to_inside ? result->q[k * g + i] : -result->q[k * g + i]);
  }
}

static void judge_nodes(const Network *network, const SteadyResult *result, const Account *accounts, Balance *balance,
                        double *ulp) {
  int g = network->n_gas;
  for (int i = 0; i < network->n_nodes; i++) {
    if (network->nodes[i].params.fixed) continue;
    for (int j = 0; j < g; j++) {
      const Account *account = &accounts[i * g + j];
      double rounding = 4 * DBL_EPSILON * result->steepness[i * g + j]; /* of the pressures the node is joined to */
      *ulp += rounding;
      if (result->isolated[i]) {
        balance->stored_pa_m3_s += account->net;
        continue;
      }
      double error = fabs(account->net) / fmax(fmax(account->magnitude, 1e9 * rounding), BALANCE_FLOOR_PA_M3_S);
      if (balance->worst_node >= 0 && !(error > balance->relative_error)) continue;
      balance->relative_error = error;
      balance->worst_node = i;
    }
  }
}

bool balance_of(const Network *network, const SteadyResult *result, Balance *balance) {
  *balance = (Balance){.worst_node = -1};
  Account *accounts = calloc((size_t)(network->n_nodes + 1) * (size_t)network->n_gas, sizeof *accounts);
  if (!accounts) return false;
  for (int k = 0; k < network->n_branches; k++)
    book_branch(network, result, k, accounts);
  double ulp = 0;
  judge_nodes(network, result, accounts, balance, &ulp);
  add_border(network, result, balance);
  double left_over = balance->in_pa_m3_s - balance->out_pa_m3_s - balance->stored_pa_m3_s;
  double scale = fmax(fmax(balance->in_pa_m3_s, balance->out_pa_m3_s), 1e9 * ulp);
  balance->ledger_relative_error = fabs(left_over) / fmax(scale, BALANCE_FLOOR_PA_M3_S);
  free(accounts);
  return true;
}

double balance_rate_of_rise_pa_s(const Network *network, const SteadyResult *result, int node) {
  const NodeParams *params = &network->nodes[node].params;
  double net = 0;
  for (int k = 0; k < network->n_branches; k++)
    for (int i = 0; i < network->n_gas; i++) {
      if (network->branches[k].to == node) net += result->q[k * network->n_gas + i];
      if (network->branches[k].from == node) net -= result->q[k * network->n_gas + i];
    }
  return params->volume_m3 > 0 ? net * params->temperature_k / REFERENCE_TEMPERATURE_K / params->volume_m3 : 0;
}
