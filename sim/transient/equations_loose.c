/* Junctions that no equation determines. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/branch_flow.h"
#include "sim/disjoint.h"
#include "sim/transient/equations.h"

/* A way out this much weaker than the ways within a group is lost in the rounding of those. */
static const double lost_beside = 1e-13;

typedef struct {
  int a, b; /* free nodes; n_free: volumes, boundaries, what is tied to nothing */
  double slope_m3_s;
} Tie;

typedef struct {
  Tie *ties;
  double *steepest; /* [n_free + 1] among the ties within each set */
  Disjoint sets;
} Loose;

static bool loose_init(Loose *loose, const Equations *eq) {
  *loose = (Loose){.ties = malloc(((size_t)eq->network->n_branches + 1) * sizeof(Tie)),
                   .steepest = malloc(((size_t)eq->system.n_free + 1) * sizeof(double)),
                   .sets = disjoint_new(eq->system.n_free + 1)};
  return loose->ties && loose->steepest && loose->sets.parent;
}

static void loose_free(Loose *loose) {
  free(loose->ties);
  free(loose->steepest);
  disjoint_free(&loose->sets);
}

static int end_of(const Equations *eq, int node) {
  int u = node >= 0 ? eq->system.free_of_node[node] : -1;
  return u < 0 || eq->own_mass[u * eq->width] > 0 ? eq->system.n_free : u;
}

static int by_slope_falling(const void *x, const void *y) {
  const Tie *a = x, *b = y;
  if (a->slope_m3_s != b->slope_m3_s) return a->slope_m3_s < b->slope_m3_s ? 1 : -1;
  return a->a != b->a ? a->a - b->a : a->b - b->b;
}

/* How a gas's flow answers to its pressure at either end of the branch. */
static int gather(const Equations *eq, const double *p, int gas, Tie *ties) {
  int count = 0, d = gas * eq->system.n_gas + gas;
  for (int k = 0; k < eq->network->n_branches; k++) {
    const Branch *branch = &eq->network->branches[k];
    Tie tie = {end_of(eq, branch->from), end_of(eq, branch->to), 0};
    if (tie.a == tie.b) continue;
    BranchFlow flow;
    branch_flow(eq->network, branch, p, &flow);
    tie.slope_m3_s = fmax(fabs(flow.d1[d]), fabs(flow.d2[d]));
    if (tie.slope_m3_s > 0) ties[count++] = tie;
  }
  qsort(ties, (size_t)count, sizeof *ties, by_slope_falling);
  return count;
}

static void join(Loose *loose, const Equations *eq, int count, double lost) {
  int ground = eq->system.n_free;
  for (int i = 0; i <= ground; i++)
    loose->steepest[i] = 0;
  for (int k = 0; k < count; k++) {
    const Tie *tie = &loose->ties[k];
    int a = disjoint_find(&loose->sets, tie->a), b = disjoint_find(&loose->sets, tie->b);
    int bottom = disjoint_find(&loose->sets, ground);
    double within = fmax(a == bottom ? 0 : loose->steepest[a], b == bottom ? 0 : loose->steepest[b]);
    if (a == b || tie->slope_m3_s < lost * within) continue;
    double steepest = fmax(tie->slope_m3_s, fmax(loose->steepest[a], loose->steepest[b]));
    loose->steepest[disjoint_join(&loose->sets, a, b)] = steepest;
  }
}

static void hold(Loose *loose, Equations *eq, int gas) {
  int ground = disjoint_find(&loose->sets, eq->system.n_free);
  for (int u = 0; u < eq->system.n_free; u++) {
    int k = u * eq->width + gas;
    bool loose_one = eq->own_mass[u * eq->width] == 0 && disjoint_find(&loose->sets, u) == u && u != ground;
    eq->mass[k] = loose_one ? EQUATIONS_LOOSE_M3 : eq->own_mass[k];
    eq->book_mass[k] = eq->mass[k];
  }
}

bool equations_hold_loose(Equations *eq, const double *p, bool beside_others) {
  Loose loose;
  bool ok = loose_init(&loose, eq);
  if (ok && eq->width > eq->system.n_gas)
    for (int u = 0; u < eq->system.n_free; u++)
      eq->mass[u * eq->width + eq->system.n_gas] = eq->own_mass[u * eq->width + eq->system.n_gas];
  for (int i = 0; ok && i < eq->system.n_gas; i++) {
    disjoint_reset(&loose.sets);
    join(&loose, eq, gather(eq, p, i, loose.ties), beside_others ? lost_beside : 0);
    hold(&loose, eq, i);
  }
  loose_free(&loose);
  return ok;
}
