#include "sim/budget/extent.h"

#include "sim/disjoint.h"

static bool is_free(const Network *network, int node) {
  return node >= 0 && node < network->n_nodes && !network->nodes[node].params.fixed;
}

bool extent_of(const Network *network, int node, bool across_pumps, unsigned char *member) {
  Disjoint sets = disjoint_new(network->n_nodes + 1);
  if (!sets.parent) return false;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    Section section = branch->type->section;
    bool joins = section == SECTION_ELEMENTS ? branch->open : across_pumps && section == SECTION_PUMPS;
    if (joins && is_free(network, branch->from) && is_free(network, branch->to))
      disjoint_join(&sets, branch->from, branch->to);
  }
  for (int i = 0; i <= network->n_nodes; i++)
    member[i] = disjoint_find(&sets, i) == disjoint_find(&sets, node);
  disjoint_free(&sets);
  return true;
}
