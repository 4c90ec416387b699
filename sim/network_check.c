/* Structural findings over the whole network. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "models/leak.h"
#include "models/pump.h"
#include "sim/disjoint.h"
#include "sim/network.h"

typedef struct {
  NetworkFinding *rows;
  int capacity, count;
} Findings;

static void find(Findings *findings, Section section, const char *name, const char *format, ...) {
  if (findings->count < findings->capacity) {
    NetworkFinding *row = &findings->rows[findings->count];
    *row = (NetworkFinding){.section = section, .name = name};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(row->what, sizeof row->what, format, arguments);
    va_end(arguments);
  }
  findings->count++;
}

static bool is_free(const Network *network, int node) {
  return node >= 0 && node < network->n_nodes && !network->nodes[node].params.fixed;
}

/* Whether the branch's flow depends on the pressures at its ends, in some state of it. */
static bool has_law(const Branch *branch) {
  const ComponentType *type = branch->type;
  if (type->section == SECTION_SOURCES || type->section == SECTION_SURFACES) return false;
  if (type == &leak_type) return ((const Leak *)branch->params)->has_reference;
  return type->symmetric || type->molecular_conductance_m3_s || type->species;
}

static void check_branch(const Network *network, const Branch *branch, Findings *findings) {
  if (branch->external) return;
  Section section = branch->type->section;
  if (section == SECTION_ELEMENTS) {
    if (branch->from == branch->to)
      find(findings, section, branch->name, "connects node '%s' with itself", network->nodes[branch->from].name);
    return;
  }
  int at = section == SECTION_PUMPS ? branch->from : branch->to;
  if (at >= 0 && at < network->n_nodes && network->nodes[at].params.fixed)
    find(findings, section, branch->name,
         "stands at '%s', a boundary (fixed = true): it would change nothing there; give it a node of its own",
         network->nodes[at].name);
  if (section == SECTION_PUMPS && branch->to < 0 && pump_looks_at_exhaust(branch->params))
    find(findings, section, branch->name,
         "compression and stopped_conductance act against the exhaust, and none is given; name an exhaust node or drop "
         "them");
  if (section == SECTION_PUMPS && branch->to == branch->from)
    find(findings, section, branch->name, "its exhaust is its own inlet '%s'", network->nodes[at].name);
}

static void mark_anchor(const Network *network, Disjoint *groups, char *anchored, int node) {
  if (is_free(network, node)) anchored[disjoint_find(groups, node)] = 1;
}

/* Nodes joined by laws must hold a volume, a boundary, a pump or a leak somewhere: else nothing sets their pressure. */
static void check_junctions(const Network *network, Disjoint *groups, char *anchored, int *flows, Findings *findings) {
  for (int i = 0; i < network->n_branches; i++) {
    const Branch *b = &network->branches[i];
    if (has_law(b) && is_free(network, b->from) && is_free(network, b->to)) disjoint_join(groups, b->from, b->to);
  }
  for (int i = 0; i < network->n_branches; i++) {
    const Branch *b = &network->branches[i];
    if (!has_law(b)) {
      if (is_free(network, b->from)) flows[disjoint_find(groups, b->from)]++;
      if (is_free(network, b->to)) flows[disjoint_find(groups, b->to)]++;
    } else if (!is_free(network, b->from) || !is_free(network, b->to)) {
      mark_anchor(network, groups, anchored, b->from);
      mark_anchor(network, groups, anchored, b->to);
    }
  }
  for (int i = 0; i < network->n_nodes; i++)
    if (network->nodes[i].params.volume_m3 > 0) mark_anchor(network, groups, anchored, i);
  for (int i = 0; i < network->n_nodes; i++) {
    int group = disjoint_find(groups, i);
    if (!is_free(network, i) || anchored[group]) continue;
    find(findings, SECTION_NODES, network->nodes[i].name,
         flows[group] ? "no law can close this junction: only fixed flows meet here; give it a volume or an element "
                        "whose flow depends on pressure"
                      : "nothing sets the pressure of this junction: it is joined to no volume, boundary or pump");
  }
}

int network_check(const Network *network, NetworkFinding *rows, int capacity) {
  Findings findings = {rows, capacity, 0};
  for (int i = 0; i < network->n_branches; i++)
    check_branch(network, &network->branches[i], &findings);
  Disjoint groups = disjoint_new(network->n_nodes);
  char *anchored = calloc((size_t)network->n_nodes + 1, 1);
  int *flows = calloc((size_t)network->n_nodes + 1, sizeof *flows);
  if (groups.parent && anchored && flows) check_junctions(network, &groups, anchored, flows, &findings);
  disjoint_free(&groups);
  free(anchored);
  free(flows);
  return findings.count;
}
