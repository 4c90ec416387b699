#include "sim/steady.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/isolated.h"
#include "sim/steady_failure.h"
#include "sim/steady_groups.h"
#include "sim/steady_newton.h"

SteadySettings steady_settings_default(void) {
  return (SteadySettings){.horizon_s = 365.25 * 86400, .max_iterations = 2000};
}

bool steady_work_init(SteadyWork *work, const Network *network) {
  *work = (SteadyWork){0};
  if (!system_init(&work->system, network)) return false;
  size_t n = (size_t)work->system.n + 1, nodes = (size_t)network->n_nodes + 1;
  work->p_trial = malloc(nodes * (size_t)network->n_gas * sizeof(double));
  work->p_start = malloc(nodes * (size_t)network->n_gas * sizeof(double));
  work->p_keep = malloc(nodes * (size_t)network->n_gas * sizeof(double));
  work->step = malloc(n * sizeof(double));
  work->next = malloc(n * sizeof(double));
  work->values = malloc(((size_t)work->system.column_start[work->system.n] + 1) * sizeof(double));
  work->target = malloc(nodes * (size_t)network->n_gas * sizeof(double));
  work->first = malloc(nodes * (size_t)network->n_gas * sizeof(double));
  work->held = calloc(nodes, 1);
  work->cluster_of_node = malloc(nodes * sizeof(int));
  bool ok = work->p_trial && work->p_start && work->p_keep && work->step && work->next && work->values &&
            work->target && work->first && work->held && work->cluster_of_node &&
            evaluation_init(&work->evaluation, &work->system, network) &&
            evaluation_init(&work->trial, &work->system, network) &&
            linear_init(&work->linear, work->system.n, work->system.column_start, work->system.row);
  if (!ok) steady_work_free(work);
  return ok;
}

void steady_work_free(SteadyWork *work) {
  linear_free(&work->linear);
  evaluation_free(&work->evaluation);
  evaluation_free(&work->trial);
  system_free(&work->system);
  free(work->p_trial);
  free(work->p_start);
  free(work->p_keep);
  free(work->step);
  free(work->next);
  free(work->values);
  free(work->target);
  free(work->first);
  free(work->held);
  free(work->cluster_of_node);
  *work = (SteadyWork){0};
}

bool steady_result_init(SteadyResult *result, const Network *network) {
  size_t nodes = (size_t)network->n_nodes + 1, g = (size_t)network->n_gas, branches = (size_t)network->n_branches + 1;
  *result = (SteadyResult){.p = calloc(nodes * g, sizeof(double)),
                           .q = calloc(branches * g, sizeof(double)),
                           .regime_bits = calloc(branches, 1),
                           .steepness = calloc(nodes * g, sizeof(double)),
                           .isolated = calloc(nodes, 1)};
  if (!result->p || !result->q || !result->regime_bits || !result->steepness || !result->isolated) {
    steady_result_free(result);
    return false;
  }
  steady_initial(network, result->p);
  return true;
}

void steady_result_free(SteadyResult *result) {
  free(result->p);
  free(result->q);
  free(result->regime_bits);
  free(result->steepness);
  free(result->isolated);
  *result = (SteadyResult){0};
}

void steady_initial(const Network *network, double *p) {
  for (int i = 0; i <= network->n_nodes; i++) {
    const Node *node = &network->nodes[i];
    for (int g = 0; g < network->n_gas; g++)
      p[i * network->n_gas + g] = node->fractions ? node->params.pressure_pa * node->fractions[g] : 0;
  }
}

/* --- the solution for the held nodes as they stand --- */

static void drop_rounding_below_zero(const Network *network, double *p) {
  for (int i = 0; i < network->n_nodes * network->n_gas; i++)
    p[i] = fmax(p[i], 0);
}

static bool settled(const SteadyWork *work, const Network *network, const SteadyResult *result, double error) {
  return error <= BALANCE_PROMISED && steady_most_negative(work, network, result->p) < 0;
}

static bool evaluate_now(SteadyWork *work, const Network *network, const SteadyResult *result) {
  int culprit;
  return system_evaluate(&work->system, network, result->p, &work->evaluation, &culprit);
}

/* Newton from here if it closes the balance; else p stays as it is. */
static bool closed_by_newton(SteadyWork *work, const Network *network, SteadyResult *result) {
  memcpy(work->p_keep, result->p, steady_pressures_size(network));
  if (steady_newton(work, network, 10, result) <= BALANCE_PROMISED) return true;
  memcpy(result->p, work->p_keep, steady_pressures_size(network));
  evaluate_now(work, network, result);
  return false;
}

/* Leaks that the factorisation lost beside wide joints are balanced group by group; what that moves is taken up by Newton, or by
   further rounds where its matrix is lost in rounding. If all ends worse than promised it is taken back. */
static bool settle_groups(SteadyWork *work, const Network *network, SteadyResult *result) {
  int unknown;
  if (!groups_needed(work)) return true;
  memcpy(work->p_start, result->p, steady_pressures_size(network));
  bool closed = true, moved;
  for (int k = 0; k < 12 && (groups_needed(work) || !closed); k++) {
    memcpy(work->p_keep, result->p, steady_pressures_size(network));
    if (!groups_settle(work, network, result->p, &moved)) return false;
    if (!moved && closed) { /* what is left open is less than an ulp of a pressure carries */
      memcpy(result->p, work->p_keep, steady_pressures_size(network));
      break;
    }
    if (!evaluate_now(work, network, result)) {
      closed = false;
      break;
    }
    closed = closed_by_newton(work, network, result) ||
             steady_worst_balance(work, &work->evaluation, &unknown) <= BALANCE_PROMISED;
  }
  if (closed && steady_most_negative(work, network, result->p) < 0 && steady_too_high(work, network, result->p) < 0)
    return true;
  memcpy(result->p, work->p_start, steady_pressures_size(network));
  return evaluate_now(work, network, result);
}

static Status solve_held(SteadyWork *work, const Network *network, const SteadySettings *settings,
                         SteadyResult *result) {
  int culprit, unknown, bad = -1;
  if (!system_evaluate(&work->system, network, result->p, &work->evaluation, &culprit))
    return steady_fail_branch(network, result, culprit);
  memcpy(work->p_start, result->p, steady_pressures_size(network));
  double error = steady_newton(work, network, 50, result);
  for (int steps = 10; !settled(work, network, result, error) && result->iterations < settings->max_iterations;
       steps = 2 * steps < 1000 ? 2 * steps : 1000) {
    memcpy(result->p, work->p_start, steady_pressures_size(network));
    if (!system_evaluate(&work->system, network, result->p, &work->evaluation, &culprit))
      return steady_fail_branch(network, result, culprit);
    steady_relax(work, network, steps, result, &bad);
    memcpy(work->p_start, result->p, steady_pressures_size(network));
    error = steady_newton(work, network, 50, result);
  }
  if (steady_too_high(work, network, result->p) >= 0)
    return steady_fail_too_high(work, network, result, steady_too_high(work, network, result->p));
  if (settled(work, network, result, error)) {
    if (!settle_groups(work, network, result)) return STATUS_MEMORY;
    drop_rounding_below_zero(network, result->p);
    return STATUS_OK;
  }
  if (error <= BALANCE_PROMISED)
    return steady_fail_negative(work, network, result, steady_most_negative(work, network, result->p));
  if (bad >= 0 && error >= 0.5) return steady_fail_singular(work, network, result, bad);
  error = steady_worst_balance(work, &work->evaluation, &unknown);
  return steady_fail_balance(work, network, result, unknown, error);
}

/* --- isolated clusters keep their gas --- */

static double weight_of(const Network *network, int node) {
  return network->nodes[node].params.volume_m3 / network->nodes[node].params.temperature_k;
}

/* Sets target[representative] to the cluster's amount sum p V/T per gas, from the initial state. */
static void remember_amounts(SteadyWork *work, const Network *network, const double *initial) {
  int g = network->n_gas;
  memset(work->target, 0, (size_t)(network->n_nodes + 1) * (size_t)g * sizeof(double));
  for (int i = 0; i < network->n_nodes; i++) {
    int c = work->cluster_of_node[i];
    if (c < 0) continue;
    for (int j = 0; j < g; j++)
      work->target[c * g + j] += weight_of(network, i) * initial[i * g + j];
  }
}

/* Moves each representative's pressure by what its cluster lacks; returns the largest relative correction. */
static double restore_amounts(SteadyWork *work, const Network *network, double *p) {
  int g = network->n_gas;
  double largest = 0;
  for (int c = 0; c < network->n_nodes; c++) {
    if (work->cluster_of_node[c] != c || weight_of(network, c) == 0) continue;
    for (int j = 0; j < g; j++) {
      double have = 0, weight = 0, want = work->target[c * g + j];
      for (int i = 0; i < network->n_nodes; i++) {
        if (work->cluster_of_node[i] != c) continue;
        have += weight_of(network, i) * p[i * g + j];
        weight += weight_of(network, i);
      }
      if (want > 0) largest = fmax(largest, fabs(want - have) / want);
      p[c * g + j] = fmax(0, p[c * g + j] + (want - have) / weight);
    }
  }
  return largest;
}

/* Where the cluster is one volume it simply keeps its pressure; else a start near the common one. */
static void hold_clusters(SteadyWork *work, const Network *network, SteadyResult *result) {
  for (int i = 0; i <= network->n_nodes; i++) {
    int c = work->cluster_of_node[i];
    work->held[i] = c == i;
    result->isolated[i] = c >= 0 && (c == i || network->nodes[i].params.volume_m3 > 0);
  }
}

static bool shared_cluster(const SteadyWork *work, const Network *network) {
  for (int i = 0; i < network->n_nodes; i++)
    if (work->cluster_of_node[i] >= 0 && work->cluster_of_node[i] != i && network->nodes[i].params.volume_m3 > 0)
      return true;
  return false;
}

static void set_held(const SteadyWork *work, const Network *network, const double *initial, double *p) {
  for (int i = 0; i < network->n_nodes; i++)
    for (int j = 0; work->held[i] && j < network->n_gas; j++)
      p[i * network->n_gas + j] = initial[i * network->n_gas + j];
}

/* One common pressure in every node that moves: far from any single node's truth, but without steep walls between neighbours. */
static void start_level(const SteadyWork *work, const Network *network, double pressure_pa, double *p) {
  for (int i = 0; i < network->n_nodes; i++)
    for (int j = 0; j < network->n_gas && work->system.free_of_node[i] >= 0 && !work->held[i]; j++)
      p[i * network->n_gas + j] = pressure_pa * network->line_fractions[j];
}

/* From the start given; failing that, from level starts. The first failure's words are kept. */
static Status solve_from_anywhere(SteadyWork *work, const Network *network, const SteadySettings *settings,
                                  SteadyResult *result) {
  static const double levels_pa[] = {1e4, 1, 1e6};
  char first[NETWORK_MESSAGE_MAX];
  Status status = solve_held(work, network, settings, result);
  memcpy(first, result->message, sizeof first);
  for (size_t k = 0; k < sizeof levels_pa / sizeof levels_pa[0] && status == STATUS_NUMERICS; k++) {
    start_level(work, network, levels_pa[k], result->p);
    result->iterations = 0;
    status = solve_held(work, network, settings, result);
  }
  if (status == STATUS_NUMERICS) memcpy(result->message, first, sizeof first);
  return status;
}

static void forget(SteadyWork *work, const Network *network) {
  evaluation_forget(&work->evaluation, network);
  evaluation_forget(&work->trial, network);
}

Status steady_solve(SteadyWork *work, const Network *network, const SteadySettings *settings, SteadyResult *result) {
  forget(work, network);
  result->iterations = 0;
  result->message[0] = '\0';
  const double *initial = work->initial ? work->initial : work->first;
  if (!work->initial) steady_initial(network, work->first);
  if (!isolated_find(network, initial, settings->horizon_s, work->cluster_of_node)) return STATUS_MEMORY;
  hold_clusters(work, network, result);
  set_held(work, network, initial, result->p);
  remember_amounts(work, network, initial);
  Status status = solve_from_anywhere(work, network, settings, result);
  bool shared = shared_cluster(work, network);
  for (int k = 0; k < 40 && shared && status == STATUS_OK; k++) {
    double correction = restore_amounts(work, network, result->p);
    status = solve_held(work, network, settings, result);
    if (correction < 1e-14) break;
  }
  size_t g = (size_t)network->n_gas;
  memcpy(result->q, work->evaluation.q, (size_t)network->n_branches * g * sizeof(double));
  memcpy(result->regime_bits, work->evaluation.regime_bits, (size_t)network->n_branches);
  for (size_t u = 0; u < (size_t)work->system.n; u++)
    result->steepness[(size_t)work->system.node_of_free[u / g] * g + u % g] = work->evaluation.steepness[u];
  return status;
}

Status steady_solve_beside(SteadyWork *work, const Network *network, const unsigned char *held,
                           const SteadySettings *settings, SteadyResult *result) {
  forget(work, network);
  result->iterations = 0;
  result->message[0] = '\0';
  memcpy(work->held, held, (size_t)network->n_nodes + 1);
  for (int i = 0; i <= network->n_nodes; i++)
    work->cluster_of_node[i] = held[i] ? i : -1;
  return solve_from_anywhere(work, network, settings, result);
}
