/* What follows from the network's parameters: the gases that can occur, what each node starts with and each branch supplies. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/joint.h"
#include "models/leak.h"
#include "models/pump.h"
#include "models/seal.h"
#include "models/source.h"
#include "models/surface.h"
#include "sim/ambient.h"
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
static bool leaks_from_ambient(const Branch *branch) {
  if (branch->type == &leak_type) return ((const Leak *)branch->params)->has_reference;
  return branch->type == &joint_type;
}

static bool draws_from_ambient(const Branch *branch) {
  return leaks_from_ambient(branch) || branch->type == &seal_type;
}

static bool any_branch(const Network *network, bool (*is)(const Branch *)) {
  for (int i = 0; i < network->n_branches; i++)
    if (is(&network->branches[i])) return true;
  return false;
}

static bool is_seal(const Branch *branch) {
  return branch->type == &seal_type;
}

/* Air comes through a leak as the species that it is; through seals by its parts. */
static bool ambient_gases_add(Network *network) {
  const GasBlend *gas = &network->ambient.gas;
  bool plain_air = gas->n == 1 && gas->gas[0] == gas_find("air");
  bool wanted = any_branch(network, leaks_from_ambient) || (any_branch(network, is_seal) && !plain_air);
  return !wanted || gases_add(network, gas);
}

/* What surfaces and seals bring: gases of their own in a line of several, else counted as the line's. */
static bool part_gases_add(Network *network) {
  GasBlend outside;
  bool sealed = any_branch(network, is_seal), fits = !sealed || ambient_at_seals(network, &outside);
  if (network->n_gas == 1) return fits;
  for (int i = 0; i < network->n_branches; i++)
    if (network->branches[i].type == &surface_type)
      fits = fits && gases_add(network, &((const Surface *)network->branches[i].params)->emits);
  return fits && (!sealed || gases_add(network, &outside));
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
  return fits && ambient_gases_add(network) && part_gases_add(network);
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

/* What leaks draw: humid where the line knows water vapour. Where seals alone look at it only its total counts, and what is no gas of
   the line stands as its first. */
static bool spread_ambient(const Network *network, double *fractions) {
  GasBlend outside;
  bool humid = gas_number(network, gas_find("H2O")) >= 0;
  if (!ambient_blend(&network->ambient, humid, false, &outside)) return false;
  memset(fractions, 0, (size_t)network->n_gas * sizeof *fractions);
  for (int i = 0; i < outside.n; i++) {
    int gas = gas_number(network, outside.gas[i]);
    fractions[gas < 0 ? 0 : gas] += outside.x[i];
  }
  return true;
}

static bool derive_ambient_node(Network *network) {
  if (!any_branch(network, draws_from_ambient)) return true;
  Node *node = &network->nodes[network->n_nodes];
  node->name = "ambient";
  node->params = (NodeParams){.pressure_pa = network->ambient.pressure_pa,
                              .temperature_k = network->ambient.temperature_k,
                              .fixed = true,
                              .gas = network->ambient.gas};
  free(node->fractions);
  node->fractions = malloc((size_t)network->n_gas * sizeof *node->fractions);
  return node->fractions && spread_ambient(network, node->fractions);
}

/* What a branch supplies by itself: a source its gas, a surface its own, a constant leak the line's gas (DESIGN section 4), a pump its
   ultimate pressure of line gas. */
static const GasBlend *supply_of(const Network *network, const Branch *branch) {
  if (branch->type == &source_type) {
    const Source *source = branch->params;
    return source->gas.n ? &source->gas : &network->gas;
  }
  if (branch->type == &surface_type && network->n_gas > 1) return &((const Surface *)branch->params)->emits;
  return branch->type == &leak_type || branch->type == &pump_type || branch->type == &surface_type ? &network->gas
                                                                                                   : NULL;
}

void branch_place_temperature(const Network *network, Branch *branch) {
  double t1 = branch->from >= 0 ? network->nodes[branch->from].params.temperature_k : NAN;
  double t2 = branch->to >= 0 ? network->nodes[branch->to].params.temperature_k : NAN;
  if (isnan(t1)) t1 = t2;
  branch->mean_temperature_k = isnan(t2) ? t1 : 0.5 * (t1 + t2);
  if (branch->gas_of != network->gases[0] || branch->gas.temperature_k != branch->mean_temperature_k)
    branch->gas = gas_state(network->gases[0], branch->mean_temperature_k);
  branch->gas_of = network->gases[0];
  transpiration_derive(branch, t1, isnan(t2) ? t1 : t2);
}

/* share: the gases of the line outside; what permeates of others counts as the line's. */
static bool derive_seal(const Network *network, const Branch *branch) {
  Seal *seal = branch->params;
  GasBlend outside;
  if (!ambient_at_seals(network, &outside)) return false;
  seal_place(seal, network->nodes[branch->to].params.temperature_k);
  seal->rest_m3_s = 0;
  memset(branch->share, 0, (size_t)network->n_gas * sizeof *branch->share);
  for (int i = 0; i < outside.n; i++) {
    int gas = gas_number(network, outside.gas[i]);
    if (gas >= 0)
      branch->share[gas] += outside.x[i];
    else
      seal->rest_m3_s += outside.x[i] * seal->conductance_m3_s[gas_row(outside.gas[i])];
  }
  return true;
}

static bool derive_branch(Network *network, Branch *branch) {
  if (branch->type->section == SECTION_LEAKS || draws_from_ambient(branch))
    branch->from = draws_from_ambient(branch) ? network->n_nodes : NETWORK_NOWHERE;
  branch_place_temperature(network, branch);
  const GasBlend *supply = supply_of(network, branch);
  free(branch->share);
  branch->share = NULL;
  if (!supply && !is_seal(branch)) return true;
  branch->share = malloc((size_t)network->n_gas * sizeof *branch->share);
  if (!branch->share) return false;
  if (is_seal(branch)) return derive_seal(network, branch);
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
