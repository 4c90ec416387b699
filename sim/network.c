#include "sim/network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "models/leak.h"
#include "models/source.h"
#include "models/surface.h"
#include "models/valve.h"

static GasBlend air(void) {
  return (GasBlend){.n = 1, .gas = {gas_find("air")}, .x = {1}};
}

Network network_empty(const Catalogue *catalogue) {
  Network network = {.catalogue = catalogue, .gas = air()};
  network.ambient = (Ambient){STANDARD_ATMOSPHERE_PA, REFERENCE_TEMPERATURE_K, 0, air()};
  return network;
}

void network_free(Network *network) {
  for (int i = 0; i <= network->n_nodes && network->nodes; i++)
    free(network->nodes[i].fractions);
  for (int i = 0; i < network->n_branches; i++) {
    free(network->branches[i].params);
    free(network->branches[i].given);
    free(network->branches[i].share);
  }
  free(network->nodes);
  free(network->branches);
  for (int s = 0; s < SECTION_COUNT; s++)
    names_free(&network->names[s]);
  *network = (Network){0};
}

/* One place is kept free behind the last node: the ambient node stands there. */
static bool room_for_node(Network *network) {
  if (network->n_nodes + 1 < network->node_capacity) return true;
  int capacity = network->node_capacity ? 2 * network->node_capacity : 32;
  Node *nodes = realloc(network->nodes, (size_t)capacity * sizeof *nodes);
  if (!nodes) return false;
  memset(nodes + network->node_capacity, 0, (size_t)(capacity - network->node_capacity) * sizeof *nodes);
  network->nodes = nodes;
  network->node_capacity = capacity;
  return true;
}

static bool room_for_branch(Network *network) {
  if (network->n_branches < network->branch_capacity) return true;
  int capacity = network->branch_capacity ? 2 * network->branch_capacity : 32;
  Branch *branches = realloc(network->branches, (size_t)capacity * sizeof *branches);
  if (!branches) return false;
  network->branches = branches;
  network->branch_capacity = capacity;
  return true;
}

int network_add_node(Network *network, const char *name, const NodeParams *params) {
  if (!room_for_node(network)) return -1;
  const char *owned = names_add(&network->names[SECTION_NODES], name, network->n_nodes);
  if (!owned) return -1;
  free(network->nodes[network->n_nodes].fractions); /* the ambient node's place, once derived */
  network->nodes[network->n_nodes] = (Node){.name = owned, .params = *params, .given = *params};
  return network->n_nodes++;
}

static int append(Network *network, Branch branch, const void *params) {
  if (!room_for_branch(network)) return -1;
  branch.params = malloc(branch.type->size);
  branch.given = malloc(branch.type->size);
  if (!branch.params || !branch.given) {
    free(branch.params);
    free(branch.given);
    return -1;
  }
  memcpy(branch.params, params, branch.type->size);
  memcpy(branch.given, params, branch.type->size);
  network->branches[network->n_branches] = branch;
  return network->n_branches++;
}

bool branch_is_valve(const Branch *branch) {
  return branch->type == &valve_type;
}

bool branch_is_supply(const Branch *branch) {
  Section section = branch->type->section;
  return section == SECTION_SOURCES || section == SECTION_LEAKS || section == SECTION_SURFACES ||
         section == SECTION_SEALS || section == SECTION_JOINTS;
}

int network_ageless_surface(const Network *network) {
  for (int k = 0; k < network->n_branches; k++)
    if (network->branches[k].type == &surface_type && !surface_has_age(network->branches[k].params)) return k;
  return -1;
}

static bool append_external_leak(Network *network, const Branch *valve) {
  LeakReference reference;
  if (!valve_external_leak(valve->params, &reference)) return true;
  Leak leak = leak_from_reference(&reference);
  Branch branch = {.name = valve->name,
                   .type = &leak_type,
                   .from = NETWORK_NOWHERE,
                   .to = valve->to,
                   .open = true,
                   .opening = 1,
                   .external = true};
  return append(network, branch, &leak) >= 0;
}

int network_add_branch(Network *network, const char *name, const ComponentType *type, const void *params, int from,
                       int to) {
  const char *owned = names_add(&network->names[type->section], name, network->n_branches);
  if (!owned) return -1;
  Branch branch = {.name = owned, .type = type, .from = from, .to = to, .open = true, .opening = 1};
  if (branch_is_valve(&branch)) branch.open = valve_initial_state(params) == VALVE_OPEN;
  int number = append(network, branch, params);
  if (number < 0) return -1;
  branch = network->branches[number];
  if (branch_is_valve(&branch) && !append_external_leak(network, &branch)) return -1;
  return number;
}

/* --- resolved anew --- */

void network_keep_given_node(Network *network, int number, const NodeParams *given) {
  network->nodes[number].given = *given;
}

void network_keep_given(Network *network, int number, const void *given) {
  Branch *branch = &network->branches[number];
  memcpy(branch->given, given, branch->type->size);
}

static ComponentContext context_of(const Network *network) {
  return (ComponentContext){network->catalogue, network->ambient.pressure_pa, network->ambient.temperature_k};
}

bool network_resolve_node(Network *network, int number, char *message, size_t size) {
  Node *node = &network->nodes[number];
  const ComponentContext context = context_of(network);
  node->params = node->given;
  return node_type.resolve(&node->params, &context, message, size);
}

/* A valve stands as its parameters say, and its external leakage, the branch behind it, follows it. */
static bool renew_valve(Network *network, int number, char *message, size_t size) {
  Branch *valve = &network->branches[number];
  bool had = number + 1 < network->n_branches && network->branches[number + 1].external;
  LeakReference reference;
  valve->open = valve_initial_state(valve->params) == VALVE_OPEN;
  if (valve_external_leak(valve->params, &reference) != had) {
    snprintf(message, size, "its external leakage comes or goes with the part");
    return false;
  }
  if (!had) return true;
  Leak leak = leak_from_reference(&reference);
  memcpy(network->branches[number + 1].params, &leak, sizeof leak);
  return true;
}

bool network_resolve_branch(Network *network, int number, bool *structure, char *message, size_t size) {
  Branch *branch = &network->branches[number];
  const ComponentContext context = context_of(network);
  *structure = false;
  memcpy(branch->params, branch->given, branch->type->size);
  if (branch->type->resolve && !branch->type->resolve(branch->params, &context, message, size)) return false;
  if (!branch_is_valve(branch)) return true;
  *structure = !renew_valve(network, number, message, size);
  return !*structure;
}

int network_find_node(const Network *network, const char *name) {
  return names_find(&network->names[SECTION_NODES], name);
}

int network_find_branch(const Network *network, Section section, const char *name) {
  return names_find(&network->names[section], name);
}

double network_total(const Network *network, const double *values, int index) {
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += values[index * network->n_gas + i];
  return sum;
}
