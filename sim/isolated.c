#include "sim/isolated.h"

#include <math.h>
#include <stdlib.h>

#include "sim/disjoint.h"

typedef struct {
  int a, b; /* nodes; b = n_nodes + 1 stands for every boundary */
  double conductance_m3_s;
} Link;

static int by_conductance_falling(const void *x, const void *y) {
  const Link *a = x, *b = y;
  if (a->conductance_m3_s != b->conductance_m3_s) return a->conductance_m3_s < b->conductance_m3_s ? 1 : -1;
  return a->a != b->a ? a->a - b->a : a->b - b->b;
}

/* The molecular conductance of the gas that sees most; 0 where the law has none. */
static double molecular_of(const Network *network, const Branch *branch) {
  double best = 0;
  for (int i = 0; i < network->n_gas && branch->open && branch->type->molecular_conductance_m3_s; i++) {
    GasState gas = network->n_gas == 1 ? branch->gas : gas_state(network->gases[i], branch->mean_temperature_k);
    best = fmax(best, branch->type->molecular_conductance_m3_s(branch->params, &gas));
  }
  return best;
}

/* The steepest any gas sees in the branch at these pressures; never less than its molecular conductance, and that alone where it is
   enough: who joins whatever the volumes joins among all such in any order. */
static double conductance_of(const Network *network, const Branch *branch, const double *p, double enough) {
  double best = molecular_of(network, branch);
  if (best > enough) return best;
  BranchFlow flow;
  branch_flow(network, branch, p, &flow);
  for (int i = 0; i < network->n_gas; i++) {
    int d = i * network->n_gas + i;
    best = fmax(best, fmax(fabs(flow.d1[d]), fabs(flow.d2[d])));
  }
  return best;
}

static int ground_or_node(const Network *network, int node) {
  bool is_free = node >= 0 && node < network->n_nodes && !network->nodes[node].params.fixed;
  return is_free ? node : network->n_nodes + 1;
}

static int gather_links(const Network *network, const double *p, double horizon_s, Link *links) {
  int count = 0;
  double all_m3 = 0;
  for (int i = 0; i < network->n_nodes; i++)
    all_m3 += network->nodes[i].params.volume_m3;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    Link link = {ground_or_node(network, branch->from), ground_or_node(network, branch->to), 0};
    if (link.a == link.b) continue;
    link.conductance_m3_s = conductance_of(network, branch, p, all_m3 / horizon_s);
    if (link.conductance_m3_s > 0) links[count++] = link;
  }
  return count;
}

static double volume_of(const Network *network, int node) {
  if (node > network->n_nodes) return INFINITY;
  return node < network->n_nodes ? network->nodes[node].params.volume_m3 : 0;
}

/* Strong links first: two clusters that level out within the horizon are one from then on. */
static void join_clusters(const Link *links, int count, double horizon_s, Disjoint *sets, double *volume) {
  for (int k = 0; k < count; k++) {
    int a = disjoint_find(sets, links[k].a), b = disjoint_find(sets, links[k].b);
    if (a == b || fmin(volume[a], volume[b]) > horizon_s * links[k].conductance_m3_s) continue;
    double both = volume[a] + volume[b];
    volume[disjoint_join(sets, a, b)] = both;
  }
}

/* The largest volume of each cluster stands for it. */
static void name_clusters(const Network *network, Disjoint *sets, int *largest, int *cluster_of_node) {
  int ground = disjoint_find(sets, network->n_nodes + 1);
  for (int i = 0; i <= network->n_nodes + 1; i++)
    largest[i] = -1;
  for (int i = 0; i < network->n_nodes; i++) {
    int set = disjoint_find(sets, i);
    if (largest[set] < 0 || volume_of(network, i) > volume_of(network, largest[set])) largest[set] = i;
  }
  for (int i = 0; i < network->n_nodes; i++) {
    int set = disjoint_find(sets, i);
    cluster_of_node[i] = set == ground || network->nodes[i].params.fixed ? -1 : largest[set];
  }
  cluster_of_node[network->n_nodes] = -1;
}

bool isolated_find(const Network *network, const double *p, double horizon_s, int *cluster_of_node) {
  size_t n = (size_t)network->n_nodes + 2;
  Link *links = malloc(((size_t)network->n_branches + 1) * sizeof *links);
  double *volume = malloc(n * sizeof *volume);
  int *largest = malloc(n * sizeof *largest);
  Disjoint sets = disjoint_new((int)n);
  bool ok = links && volume && largest && sets.parent;
  if (ok) {
    int count = gather_links(network, p, horizon_s, links);
    qsort(links, (size_t)count, sizeof *links, by_conductance_falling);
    for (int i = 0; i <= network->n_nodes + 1; i++)
      volume[i] = volume_of(network, i);
    join_clusters(links, count, horizon_s, &sets, volume);
    name_clusters(network, &sets, largest, cluster_of_node);
  }
  free(links);
  free(volume);
  free(largest);
  disjoint_free(&sets);
  return ok;
}
