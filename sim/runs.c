#include "sim/runs.h"

#include <math.h>
#include <stdlib.h>

#include "sim/disjoint.h"

/* The bores that meet at one node. */
typedef struct {
  int ends;
  double largest_m, second_m; /* second counts a repeat of the largest */
  int branch[2];              /* the first two */
} Meeting;

static double bore_of(const Branch *branch) {
  return branch->type->bore_m ? branch->type->bore_m(branch->params) : 0;
}

static double bore_at(const Branch *branch, int end) {
  return branch->type->end_bore_m ? branch->type->end_bore_m(branch->params, end) : bore_of(branch);
}

static void meet(Meeting *meeting, int number, double bore_m) {
  if (meeting->ends < 2) meeting->branch[meeting->ends] = number;
  meeting->ends++;
  if (bore_m > meeting->largest_m) {
    meeting->second_m = meeting->largest_m;
    meeting->largest_m = bore_m;
  } else if (bore_m > meeting->second_m)
    meeting->second_m = bore_m;
}

static bool is_junction(const Network *network, int node) {
  return node < network->n_nodes && !network->nodes[node].params.fixed && network->nodes[node].params.volume_m3 == 0;
}

static bool same_bore(double a, double b) {
  return fabs(a - b) <= 1e-6 * a;
}

static double share_at(const Network *network, const Meeting *meetings, int node, double bore_m) {
  if (!is_junction(network, node)) return 1;
  const Meeting *m = &meetings[node];
  double other = m->largest_m > bore_m ? m->largest_m : m->second_m;
  if (other <= bore_m || same_bore(other, bore_m)) return 0;
  return 1 - bore_m * bore_m / (other * other);
}

/* Whether the element can be part of a run across this node: it has a length, and here the bore that it is reckoned in. */
static bool goes_on(const Branch *branch, int node) {
  return branch->type->length_m && same_bore(bore_at(branch, branch->from == node ? 1 : 2), bore_of(branch));
}

/* Joins the tubes of one bore that alone meet end to end at junctions, and adds up their lengths. */
static void find_runs(const Network *network, const Meeting *meetings, Disjoint *runs, double *length_m) {
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *b = &network->branches[k];
    length_m[k] = b->type->length_m ? b->type->length_m(b->params) : 0;
  }
  for (int i = 0; i < network->n_nodes; i++) {
    const Meeting *m = &meetings[i];
    if (!is_junction(network, i) || m->ends != 2 || m->branch[0] == m->branch[1]) continue;
    const Branch *a = &network->branches[m->branch[0]], *b = &network->branches[m->branch[1]];
    if (!goes_on(a, i) || !goes_on(b, i) || !same_bore(bore_of(a), bore_of(b))) continue;
    int x = disjoint_find(runs, m->branch[0]), y = disjoint_find(runs, m->branch[1]);
    if (x == y) continue;
    double both = length_m[x] + length_m[y];
    length_m[disjoint_join(runs, x, y)] = both;
  }
}

static void tell(Network *network, const Meeting *meetings, Disjoint *runs, const double *length_m) {
  for (int k = 0; k < network->n_branches; k++) {
    Branch *b = &network->branches[k];
    if (!b->type->join) continue;
    BoreEnds ends = {share_at(network, meetings, b->from, bore_at(b, 1)),
                     share_at(network, meetings, b->to, bore_at(b, 2)), 0};
    if (b->type->length_m) ends.run_length_over_radius = length_m[disjoint_find(runs, k)] / (0.5 * bore_of(b));
    b->type->join(b->params, &ends);
  }
}

/* Other elements, pumps and leaks at a junction have no bore that could differ, but they end a run. */
bool runs_derive(Network *network) {
  Meeting *meetings = calloc((size_t)network->n_nodes + 1, sizeof *meetings);
  double *length_m = malloc(((size_t)network->n_branches + 1) * sizeof *length_m);
  Disjoint runs = disjoint_new(network->n_branches);
  bool ok = meetings && length_m && runs.parent;
  for (int k = 0; ok && k < network->n_branches; k++) {
    const Branch *b = &network->branches[k];
    if (branch_is_supply(b)) continue;
    if (b->from >= 0) meet(&meetings[b->from], k, bore_at(b, 1));
    if (b->to >= 0) meet(&meetings[b->to], k, bore_at(b, 2));
  }
  if (ok) {
    find_runs(network, meetings, &runs, length_m);
    tell(network, meetings, &runs, length_m);
  }
  disjoint_free(&runs);
  free(length_m);
  free(meetings);
  return ok;
}
