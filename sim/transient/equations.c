#include "sim/transient/equations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "sim/branch_flow.h"
#include "sim/disjoint.h"
#include "sim/transient/heat.h"
#include "sim/transient/heat_equations.h"

static int free_node(const Equations *eq, int node) {
  return node >= 0 ? eq->system.free_of_node[node] : -1;
}

void equations_tolerate(Equations *eq, const double *y) {
  const double part_of_total = 1e-9;
  int g = eq->system.n_gas;
  for (int u = 0; u < eq->system.n_free; u++) {
    double total = 0;
    for (int i = 0; i < g; i++)
      total += fmax(y[u * eq->width + i], 0);
    for (int i = 0; i < eq->width; i++) {
      bool junction = g > 1 && eq->mass[u * eq->width + i] == 0;
      eq->tolerance_pa[u * eq->width + i] = -eq->least_pa + (junction ? part_of_total * total : 0);
    }
  }
}

int equations_node(const Equations *eq, int unknown) {
  return eq->system.node_of_free[unknown / eq->width];
}

int equations_gas(const Equations *eq, int unknown) {
  int i = unknown % eq->width;
  return i < eq->system.n_gas ? i : -1;
}

int equations_unknown(const Equations *eq, int u, int gas) {
  return u * eq->width + gas;
}

void equations_spread(const Equations *eq, const double *y, double *p) {
  int g = eq->system.n_gas;
  if (eq->heat) {
    heat_equations_spread(eq, y, p);
    return;
  }
  const int *node = eq->system.node_of_free, n = eq->system.n_free;
  if (g == 1) /* as in most lines: without a call */
    for (int u = 0; u < n; u++)
      p[node[u]] = y[u];
  else
    for (int u = 0; u < n; u++)
      memcpy(p + node[u] * g, y + u * g, (size_t)g * sizeof *p);
}

void equations_gather(const Equations *eq, const double *p, double *y) {
  int g = eq->system.n_gas;
  for (int u = 0; u < eq->system.n_free; u++) {
    int node = eq->system.node_of_free[u];
    if (node_has_heat(&eq->network->nodes[node]))
      heat_state(eq->network, node, p + node * g, y + u * eq->width);
    else
      memcpy(y + u * eq->width, p + node * g, (size_t)g * sizeof *y);
  }
}

void equations_gather_junctions(const Equations *eq, const double *p, double *y) {
  for (int k = 0; k < eq->n; k++)
    if (eq->mass[k] == 0) y[k] = p[equations_node(eq, k) * eq->system.n_gas + equations_gas(eq, k)];
}

/* Of several gases a trace in a junction may stand below 0 by what rounding of the total leaves of it: a thousandth of its tolerance. */
static double least_of(const Equations *eq, int i) {
  return eq->system.n_gas > 1 ? eq->least_pa - 1e-3 * fmax(eq->tolerance_pa[i] + eq->least_pa, 0) : eq->least_pa;
}

static bool admissible(Equations *eq, const double *y) {
  double worst = 0;
  for (int i = 0; i < eq->n; i++) {
    if (y[i] >= eq->least_pa) continue;
    double beyond = least_of(eq, i) - y[i];
    if (beyond > worst) worst = beyond, eq->lowest = i;
  }
  return worst <= 0;
}

void equations_place(const Equations *eq, double segment_s) {
  if (eq->strokes.count > 0) strokes_place(&eq->strokes, eq->network, segment_s);
  if (eq->exposure.n_surfaces > 0) exposure_place(&eq->exposure, eq->network, segment_s);
}

static bool evaluate(void *context, double t, const double *y, double *f, double *jacobian) {
  Equations *eq = context;
  const System *system = &eq->system;
  if (!admissible(eq, y)) return false;
  equations_place(eq, t);
  equations_spread(eq, y, eq->p);
  if (eq->heat) return heat_equations_evaluate(eq, y, f, jacobian);
  Evaluation here = eq->evaluation; /* straight to where it is wanted */
  here.into = f;
  if (!jacobian) return system_flows(system, eq->network, eq->p, &here, &eq->culprit);
  here.values = jacobian;
  return system_evaluate(system, eq->network, eq->p, &here, &eq->culprit);
}

static void flows(void *context, double *q) {
  const Equations *eq = context;
  const int g = eq->system.n_gas, *border = eq->border, n = eq->n_counted;
  const double *of_branch = eq->evaluation.q;
  if (g == 1)
    for (int b = 0; b < n; b++)
      q[b] = of_branch[border[b]];
  else
    for (int b = 0; b < n; b++)
      memcpy(q + b * g, of_branch + border[b] * g, (size_t)g * sizeof *q);
}

static void add_along(const Equations *eq, const double *slope, const double *direction, double *dq) {
  int w = eq->width;
  for (int i = 0; i < eq->system.n_gas; i++)
    for (int j = 0; j < w; j++)
      dq[i] += slope[i * w + j] * direction[j];
}

static void flows_along(void *context, const double *direction, double *dq) {
  const Equations *eq = context;
  int g = eq->system.n_gas, w = eq->width;
  for (int b = 0; b < eq->n_counted; b++) {
    const Branch *branch = &eq->network->branches[eq->border[b]];
    int from = free_node(eq, branch->from), to = free_node(eq, branch->to);
    for (int i = 0; i < g; i++)
      dq[b * g + i] = 0;
    if (from >= 0) add_along(eq, eq->slope + 2 * b * w * w, direction + from * w, dq + b * g);
    if (to >= 0) add_along(eq, eq->slope + (2 * b + 1) * w * w, direction + to * w, dq + b * g);
  }
}

/* Laws bend where an end ceases to be sonic, where a flow ceases to be choked or turbulent, where it turns, and where a curve has a point. */
static unsigned piece_of(const Equations *eq, int k) {
  const Evaluation *e = &eq->evaluation;
  const Branch *branch = &eq->network->branches[k];
  unsigned piece = 8 * e->regime_bits[k] + 2 * (unsigned)e->start[k].sonic + (e->q[k * eq->system.n_gas] < 0);
  if (!branch->type->piece) return piece;
  SpeciesPoint at = branch_species_point(eq->network, branch, eq->p);
  return piece + 32 * (unsigned)branch->type->piece(branch->params, &at);
}

static unsigned piece(void *context) {
  const Equations *eq = context;
  unsigned number = 0;
  for (int k = 0; k < eq->network->n_branches; k++)
    number = 1000003 * number + piece_of(eq, k);
  return number;
}

static void find_border(Equations *eq) {
  for (int k = 0; k < eq->network->n_branches; k++) {
    const Branch *branch = &eq->network->branches[k];
    bool from = free_node(eq, branch->from) >= 0, to = free_node(eq, branch->to) >= 0;
    eq->border_of_branch[k] = from != to ? eq->n_border : -1;
    if (from != to) eq->border[eq->n_border++] = k;
  }
  eq->n_counted = eq->n_border;
  for (int k = 0; k < eq->network->n_branches; k++) {
    const Branch *branch = &eq->network->branches[k];
    if (!branch_is_valve(branch) || free_node(eq, branch->from) < 0 || free_node(eq, branch->to) < 0) continue;
    eq->border_of_branch[k] = eq->n_counted;
    eq->border[eq->n_counted++] = k;
  }
}

static void keep_slopes(Equations *eq) {
  int blocks = eq->n_counted;
  for (int k = 0; k < eq->network->n_branches; k++) {
    const Branch *branch = &eq->network->branches[k];
    eq->affine[k] = branch->type->affine && branch->type->affine(branch->params);
    eq->slope_of_branch[k] = eq->border_of_branch[k] < 0 && eq->affine[k] ? blocks++ : eq->border_of_branch[k];
  }
  eq->evaluation.slope_of_branch = eq->slope_of_branch;
  eq->evaluation.slopes = eq->slope;
  eq->evaluation.affine = eq->affine;
  eq->evaluation.constant = eq->constant;
}

static void set_masses(Equations *eq) {
  for (int k = 0; k < eq->n; k++) {
    const Node *node = &eq->network->nodes[equations_node(eq, k)];
    bool energy = equations_gas(eq, k) < 0, own = node_has_heat(node);
    double amount_m3 =
        own ? node->params.volume_m3 : node->params.volume_m3 * REFERENCE_TEMPERATURE_K / node->params.temperature_k;
    eq->own_mass[k] = energy && !own ? 1 : amount_m3;
    eq->book_mass[k] = energy ? 0 : eq->own_mass[k];
    eq->mass[k] = 1; /* rodas_init() looks up the diagonal of every row that may ever have a mass */
  }
}

static bool allocate(Equations *eq, const Network *network) {
  size_t g = (size_t)network->n_gas, n = (size_t)eq->n + 1, branches = (size_t)network->n_branches + 1;
  size_t w = (size_t)eq->width;
  eq->p = calloc(((size_t)network->n_nodes + 1) * g, sizeof(double));
  eq->mass = calloc(n, sizeof(double));
  eq->own_mass = calloc(n, sizeof(double));
  eq->book_mass = calloc(n, sizeof(double));
  eq->tolerance_pa = calloc(n, sizeof(double));
  eq->border = calloc(branches, sizeof(int));
  eq->border_of_branch = calloc(branches, sizeof(int));
  eq->slope = calloc(branches * 2 * w * w, sizeof(double));
  eq->affine = calloc(branches, sizeof(bool));
  eq->constant = calloc(branches * g, sizeof(double));
  eq->slope_of_branch = calloc(branches, sizeof(int));
  return eq->p && eq->mass && eq->own_mass && eq->book_mass && eq->tolerance_pa && eq->border && eq->border_of_branch &&
         eq->slope && eq->affine && eq->constant && eq->slope_of_branch &&
         evaluation_init(&eq->evaluation, &eq->system, network);
}

static void set_problem(Equations *eq) {
  const System *structure = eq->heat ? &eq->heat->wide : &eq->system;
  eq->problem = (RodasProblem){.n = eq->n,
                               .column_start = structure->column_start,
                               .row = structure->row,
                               .mass = eq->mass,
                               .evaluate = evaluate,
                               .n_flows = eq->n_counted * eq->network->n_gas,
                               .flows = flows,
                               .flows_along = flows_along,
                               .piece = piece,
                               .context = eq,
                               .autonomous = true};
}

bool equations_init(Equations *eq, Network *network, double atol_pa) {
  *eq = (Equations){.network = network, .least_pa = -atol_pa, .culprit = -1, .width = network->n_gas};
  if (!system_init(&eq->system, network)) return false;
  bool ok = true;
  if (network_has_heat(network)) {
    eq->width++;
    eq->heat = heat_equations_new(network);
    ok = eq->heat != NULL;
  }
  eq->n = eq->system.n_free * eq->width;
  if (!ok || !allocate(eq, network)) {
    equations_free(eq);
    return false;
  }
  find_border(eq);
  if (!eq->heat) keep_slopes(eq);
  set_masses(eq);
  set_problem(eq);
  return true;
}

void equations_free(Equations *eq) {
  heat_equations_free(eq->heat, eq->network);
  system_free(&eq->system);
  evaluation_free(&eq->evaluation);
  strokes_free(&eq->strokes);
  exposure_free(&eq->exposure, eq->network);
  free(eq->p);
  free(eq->mass);
  free(eq->own_mass);
  free(eq->book_mass);
  free(eq->tolerance_pa);
  free(eq->border);
  free(eq->border_of_branch);
  free(eq->slope);
  free(eq->affine);
  free(eq->constant);
  free(eq->slope_of_branch);
  *eq = (Equations){0};
}
