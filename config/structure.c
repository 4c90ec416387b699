#include "config/structure.h"

#include <stdio.h>
#include <stdlib.h>

#include "sim/transpiration.h"

enum { FINDINGS_MAX = 100, MESSAGE_SIZE = 256 };

static const Value *place_of(const ObjectPlaces *places, Section section, const char *name, const Value *root) {
  const Value *value = object_place(places, section, name);
  return value ? value : root;
}

/* What is found at a node may follow from an element that could not be read; what is found at an element cannot. */
static void report_findings(Reading *reading, const Value *root, const Network *network, const ObjectPlaces *places,
                            bool whole) {
  NetworkFinding *findings = malloc(FINDINGS_MAX * sizeof *findings);
  if (!findings) {
    reading->out_of_memory = true;
    return;
  }
  int count = network_check(network, findings, FINDINGS_MAX);
  for (int i = 0; i < count && i < FINDINGS_MAX; i++)
    if (whole || findings[i].section != SECTION_NODES)
      value_error(reading->diagnostics, place_of(places, findings[i].section, findings[i].name, root), "%s",
                  findings[i].what);
  if (count > FINDINGS_MAX)
    value_error(reading->diagnostics, root, "and %d findings more of this kind", count - FINDINGS_MAX);
  free(findings);
}

static void warn_of_unconnected(Reading *reading, const Value *root, const Network *network,
                                const ObjectPlaces *places) {
  unsigned char *connected = calloc((size_t)network->n_nodes + 1, 1);
  if (!connected) {
    reading->out_of_memory = true;
    return;
  }
  for (int i = 0; i < network->n_branches; i++) {
    const Branch *branch = &network->branches[i];
    if (branch->from >= 0 && branch->from < network->n_nodes) connected[branch->from] = 1;
    if (branch->to >= 0 && branch->to < network->n_nodes) connected[branch->to] = 1;
  }
  for (int i = 0; i < network->n_nodes; i++)
    if (!connected[i])
      value_warning(reading->diagnostics, place_of(places, SECTION_NODES, network->nodes[i].name, root),
                    "is connected to nothing");
  free(connected);
}

/* Said once: at the first element whose law has no molecular flow to move by its ends' temperatures. A given conductance or flow is
   what it is. */
static void warn_of_temperatures(Reading *reading, const Value *root, const Network *network,
                                 const ObjectPlaces *places) {
  for (int i = 0; i < network->n_branches; i++) {
    const Branch *branch = &network->branches[i];
    if (branch->type->section != SECTION_ELEMENTS || !branch->type->radius_m || transpiration_acts(branch)) continue;
    double from_k = network->nodes[branch->from].params.temperature_k,
           to_k = network->nodes[branch->to].params.temperature_k;
    if (from_k == to_k) continue;
    value_warning(reading->diagnostics, place_of(places, SECTION_ELEMENTS, branch->name, root),
                  "joins nodes at %.6g K and %.6g K without a molecular conductance: thermal transpiration is left out",
                  from_k, to_k);
    return;
  }
}

void structure_check(Reading *reading, const Value *root, Network *network, const ObjectPlaces *places) {
  char message[MESSAGE_SIZE];
  bool whole = reading->diagnostics->errors == reading->errors_before;
  if (!value_member(root, "nodes")) {
    diagnostics_add(reading->diagnostics, SEVERITY_ERROR, root->file, 0, NULL, "lacks 'nodes'");
    return;
  }
  if (network->n_nodes > 0) report_findings(reading, root, network, places, whole);
  if (reading->diagnostics->errors > reading->errors_before) return;
  if (!network_derive(network, message, sizeof message)) {
    value_error(reading->diagnostics, value_member(root, "nodes"), "%s", message);
    return;
  }
  warn_of_unconnected(reading, root, network, places);
  warn_of_temperatures(reading, root, network, places);
}
