/* `fluid` judges the gases supplied to the part of the line a valve stands in: initial fillings, sources and boundaries. */
#include <stdio.h>
#include <string.h>

#include "models/source.h"
#include "sim/limit_checks.h"

/* Air's share, rounded up as users write it (0.2095). */
static const double oxygen_in_air = 0.21;

static bool is_free(const Network *network, int node) {
  return node >= 0 && node < network->n_nodes && !network->nodes[node].params.fixed;
}

bool gas_reach_init(GasReach *reach, const Network *network) {
  reach->parts = disjoint_new(network->n_nodes + 1);
  if (!reach->parts.parent) return false;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (is_free(network, branch->from) && is_free(network, branch->to))
      disjoint_join(&reach->parts, branch->from, branch->to);
  }
  return true;
}

void gas_reach_free(GasReach *reach) {
  disjoint_free(&reach->parts);
}

typedef struct {
  GasSuitability worst;
  const Gas *named[GAS_MAX];
  int count;
} Verdict;

static void add_gas(Verdict *verdict, const Gas *gas, double fraction) {
  GasSuitability suitability = gas->suitability;
  if (strcmp(gas->name, "O2") == 0 && fraction <= oxygen_in_air * (1 + 1e-6)) suitability = GAS_ALLOWED;
  if (suitability == GAS_ALLOWED) return;
  if (suitability > verdict->worst) verdict->worst = suitability;
  for (int i = 0; i < verdict->count; i++)
    if (verdict->named[i] == gas) return;
  verdict->named[verdict->count++] = gas;
}

static void list_names(const Verdict *verdict, char *text, size_t size) {
  text[0] = '\0';
  for (int i = 0; i < verdict->count; i++) {
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s%s", used ? ", " : "", verdict->named[i]->name);
  }
}

static void add_fractions(Verdict *verdict, const Network *network, const double *fractions) {
  for (int i = 0; i < network->n_gas; i++)
    if (fractions[i] > 0) add_gas(verdict, network->gases[i], fractions[i]);
}

static bool in_part(GasReach *reach, const Network *network, int node, int end) {
  if (node == end) return true;
  return is_free(network, node) && is_free(network, end) &&
         disjoint_find(&reach->parts, node) == disjoint_find(&reach->parts, end);
}

/* Supplies within the part of the line that one port looks into. */
static void add_part(GasReach *reach, const Network *network, int end, Verdict *verdict) {
  for (int i = 0; i < network->n_nodes; i++) {
    const NodeParams *node = &network->nodes[i].params;
    if (in_part(reach, network, i, end) && node->pressure_pa > 0 && (node->volume_m3 > 0 || node->fixed))
      add_fractions(verdict, network, network->nodes[i].fractions);
  }
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (branch->type == &source_type && in_part(reach, network, branch->to, end))
      add_fractions(verdict, network, branch->share);
    int other = in_part(reach, network, branch->from, end) ? branch->to
                : in_part(reach, network, branch->to, end) ? branch->from
                                                           : -1;
    if (other >= 0 && other < network->n_nodes && network->nodes[other].params.fixed &&
        network->nodes[other].params.pressure_pa > 0)
      add_fractions(verdict, network, network->nodes[other].fractions);
  }
}

void gas_reach_judge(GasReach *reach, const Network *network, const Branch *valve, LimitRow *row) {
  if (row->status == LIMIT_NOT_APPLICABLE) return;
  Verdict verdict = {.worst = GAS_ALLOWED};
  add_part(reach, network, valve->from, &verdict);
  add_part(reach, network, valve->to, &verdict);
  if (verdict.worst == GAS_ALLOWED) return;
  bool refused = verdict.worst == GAS_REFUSED;
  row->status = refused ? LIMIT_FAIL : LIMIT_WARN;
  char names[96];
  list_names(&verdict, names, sizeof names);
  snprintf(row->reason, sizeof row->reason,
           refused ? "%s: not a fluid of this valve (air or inert gas)"
                   : "%s: not named by the catalogue (air or inert gas); confirm with the maker",
           names);
}
