/* What follows from the network's parameters: the gases that can occur, what each node starts with and each branch supplies. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/leak.h"
#include "models/pump.h"
#include "models/source.h"
#include "sim/network.h"
#include "sim/runs.h"
#include "sim/transpiration.h"

static int gas_number(const Network *network, const Gas *gas) {
  for (int i = 0; i < network->n_gas; i++)
    if (network->gases[i] == gas) return i;
  return -1;
}

static bool gases_add(Network *network, const GasBlend *blend) {
  for (int i = 0; i < blend->n; i++) {
    if (gas_number(network, blend->gas[i]) >= 0) continue;
    if (network->n_gas == GAS_MAX) return false;
    network->gases[network->n_gas++] = blend->gas[i];
  }
  return true;
}

/* What comes back out of a pump that has an ultimate pressure of its own for a gas. */
static bool pump_gases_add(Network *network, const Pump *pump) {
  bool fits = true;
  for (int i = 0; i < pump->gas_ultimate_pa.n; i++)
    if (pump->gas_ultimate_pa.value[i] > 0)
      fits = fits && gases_add(network, &(GasBlend){.n = 1, .gas = {pump->gas_ultimate_pa.gas[i]}, .x = {1}});
  return fits;
}

/* A leak with a reference draws from the ambient; one without is a rate that comes from nowhere in particular. */
static bool draws_from_ambient(const Branch *branch) {
  return branch->type == &leak_type && ((const Leak *)branch->params)->has_reference;
}

static bool uses_ambient(const Network *network) {
  for (int i = 0; i < network->n_branches; i++)
    if (draws_from_ambient(&network->branches[i])) return true;
  return false;
}

static bool collect_gases(Network *network) {
  network->n_gas = 0;
  bool fits = gases_add(network, &network->gas);
  for (int i = 0; i < network->n_nodes; i++)
    fits = fits && gases_add(network, &network->nodes[i].params.gas);
  for (int i = 0; i < network->n_branches; i++)
    if (network->branches[i].type == &source_type)
      fits = fits && gases_add(network, &((const Source *)network->branches[i].params)->gas);
    else if (network->branches[i].type == &pump_type)
      fits = fits && pump_gases_add(network, network->branches[i].params);
  return fits && (!uses_ambient(network) || gases_add(network, &network->ambient.gas));
}

static void spread(const Network *network, const GasBlend *blend, double *fractions) {
  memset(fractions, 0, (size_t)network->n_gas * sizeof *fractions);
  for (int i = 0; i < blend->n; i++)
    fractions[gas_number(network, blend->gas[i])] += blend->x[i];
}

static bool derive_node(Network *network, Node *node) {
  free(node->fractions);
  node->fractions = malloc((size_t)network->n_gas * sizeof *node->fractions);
  if (!node->fractions) return false;
  spread(network, node->params.gas.n ? &node->params.gas : &network->gas, node->fractions);
  return true;
}

static bool derive_ambient_node(Network *network) {
  if (!uses_ambient(network)) return true;
  Node *node = &network->nodes[network->n_nodes];
  node->name = "ambient";
  node->params = (NodeParams){.pressure_pa = network->ambient.pressure_pa,
                              .temperature_k = network->ambient.temperature_k,
                              .fixed = true,
                              .gas = network->ambient.gas};
  return derive_node(network, node);
}

/* What a branch supplies by itself: a source its gas, a constant leak the line's gas (DESIGN section 4), a pump its ultimate
   pressure of line gas. */
static const GasBlend *supply_of(const Network *network, const Branch *branch) {
  if (branch->type == &source_type) {
    const Source *source = branch->params;
    return source->gas.n ? &source->gas : &network->gas;
  }
  return branch->type == &leak_type || branch->type == &pump_type ? &network->gas : NULL;
}

void branch_place_temperature(const Network *network, Branch *branch) {
  double t1 = branch->from >= 0 ? network->nodes[branch->from].params.temperature_k : NAN;
  double t2 = branch->to >= 0 ? network->nodes[branch->to].params.temperature_k : NAN;
  if (isnan(t1)) t1 = t2;
  branch->mean_temperature_k = isnan(t2) ? t1 : 0.5 * (t1 + t2);
  branch->gas = gas_state(network->gases[0], branch->mean_temperature_k);
  transpiration_derive(branch, t1, isnan(t2) ? t1 : t2);
}

static bool derive_branch(Network *network, Branch *branch) {
  if (branch->type == &leak_type) branch->from = draws_from_ambient(branch) ? network->n_nodes : NETWORK_NOWHERE;
  branch_place_temperature(network, branch);
  const GasBlend *supply = supply_of(network, branch);
  free(branch->share);
  branch->share = NULL;
  if (!supply) return true;
  branch->share = malloc((size_t)network->n_gas * sizeof *branch->share);
  if (!branch->share) return false;
  spread(network, supply, branch->share);
  return true;
}

static bool derive_all(Network *network) {
  bool ok = derive_ambient_node(network);
  for (int i = 0; i < network->n_nodes; i++)
    ok = ok && derive_node(network, &network->nodes[i]);
  for (int i = 0; i < network->n_branches; i++)
    ok = ok && derive_branch(network, &network->branches[i]);
  return ok && runs_derive(network);
}

bool network_derive(Network *network, char *message, size_t size) {
  if (network->n_nodes == 0) {
    snprintf(message, size, "the line has no nodes");
    return false;
  }
  if (!collect_gases(network)) {
    snprintf(message, size, "more than %d different gases", GAS_MAX);
    return false;
  }
  spread(network, &network->gas, network->line_fractions);
  if (derive_all(network)) return true;
  snprintf(message, size, "out of memory");
  return false;
}
