#include "sim/steady.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/isolated.h"
#include "sim/steady_groups.h"

/* Balances are pressed well below what is promised (1e-9), down to where rounding stops them. */
static const double wanted_balance = 1e-13, accepted_balance = 1e-10, promised_balance = 1e-9;

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
  work->held = calloc(nodes, 1);
  work->cluster_of_node = malloc(nodes * sizeof(int));
  bool ok = work->p_trial && work->p_start && work->p_keep && work->step && work->next && work->values && work->target && work->held && work->cluster_of_node &&
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
  free(work->held);
  free(work->cluster_of_node);
  *work = (SteadyWork){0};
}

bool steady_result_init(SteadyResult *result, const Network *network) {
  size_t nodes = (size_t)network->n_nodes + 1, g = (size_t)network->n_gas, branches = (size_t)network->n_branches + 1;
  *result = (SteadyResult){.p = calloc(nodes * g, sizeof(double)),
                           .q = calloc(branches * g, sizeof(double)),
                           .regime_bits = calloc(branches, 1),
                           .isolated = calloc(nodes, 1)};
  if (!result->p || !result->q || !result->regime_bits || !result->isolated) {
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

/* --- one Newton iteration --- */

static bool is_held(const SteadyWork *work, int unknown) {
  return work->held[work->system.node_of_free[unknown / work->system.n_gas]];
}

static double balance_of_unknown(const Evaluation *e, int u) {
  double scale = fmax(e->magnitude[u], 1e9 * 4 * DBL_EPSILON * e->steepness[u]);
  return fabs(e->into[u]) / fmax(scale, BALANCE_FLOOR_PA_M3_S);
}

/* Largest balance error of the nodes solved for, and where. */
static double worst_balance(const SteadyWork *work, const Evaluation *e, int *unknown) {
  double worst = 0;
  *unknown = -1;
  for (int u = 0; u < work->system.n; u++) {
    double error = is_held(work, u) ? 0 : balance_of_unknown(e, u);
    if (!(error > worst)) continue;
    worst = error;
    *unknown = u;
  }
  return worst;
}

/* What is left over in all, which the true path to the steady state never lets grow: with q_i rising in p_i and falling in p_j, and
   nothing made on the way, the sum of |dN/dt| contracts. The measure of the relaxation's steps. */
static double left_over(const SteadyWork *work, const Evaluation *e) {
  double sum = 0;
  for (int u = 0; u < work->system.n; u++) sum += is_held(work, u) ? 0 : fabs(e->into[u]);
  return sum;
}

/* Copies the Jacobian with held nodes as identity rows, and `shift` times each diagonal added: a pseudo time step, which keeps an
   M-matrix an M-matrix and shortens the step where the laws bend. */
static void prepare_matrix(SteadyWork *work, double shift) {
  const System *s = &work->system;
  for (int c = 0; c < s->n; c++)
    for (int k = s->column_start[c]; k < s->column_start[c + 1]; k++) {
      int r = s->row[k];
      double value = work->evaluation.values[k];
      if (is_held(work, r)) value = r == c ? 1 : 0;
      else if (r == c) value *= 1 + shift;
      work->values[k] = value;
    }
}

static bool newton_step(SteadyWork *work, double shift, int *bad_unknown) {
  prepare_matrix(work, shift);
  if (!linear_factor(&work->linear, work->values, bad_unknown)) return false;
  for (int u = 0; u < work->system.n; u++) work->step[u] = is_held(work, u) ? 0 : -work->evaluation.into[u];
  linear_solve(&work->linear, work->step);
  for (int u = 0; u < work->system.n; u++)
    if (!isfinite(work->step[u])) {
      *bad_unknown = u;
      return false;
    }
  return true;
}

static size_t pressures_size(const Network *network) {
  return (size_t)(network->n_nodes + 1) * (size_t)network->n_gas * sizeof(double);
}

/* Evaluates at p + factor step; false when that is no finite state. */
static bool try_step(SteadyWork *work, const Network *network, const double *p, double factor) {
  int g = network->n_gas, culprit;
  memcpy(work->p_trial, p, pressures_size(network));
  for (int u = 0; u < work->system.n; u++) work->p_trial[work->system.node_of_free[u / g] * g + u % g] += factor * work->step[u];
  return system_evaluate(&work->system, network, work->p_trial, &work->trial, &culprit);
}

static void take_step(SteadyWork *work, const Network *network, double *p) {
  memcpy(p, work->p_trial, pressures_size(network));
  Evaluation keep = work->evaluation;
  work->evaluation = work->trial;
  work->trial = keep;
}

/* --- failures, in words --- */

static const char *node_name(const SteadyWork *work, const Network *network, int unknown) {
  return network->nodes[work->system.node_of_free[unknown / work->system.n_gas]].name;
}

static Status fail_branch(const Network *network, SteadyResult *result, int branch) {
  snprintf(result->message, sizeof result->message, "%s '%s': its flow law gave no finite number at these pressures",
           network->branches[branch].type->name, network->branches[branch].name);
  return STATUS_NUMERICS;
}

static Status fail_singular(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown) {
  if (unknown < 0) snprintf(result->message, sizeof result->message, "out of memory in the linear solver");
  else
    snprintf(result->message, sizeof result->message,
             "node '%s': nothing determines its pressure in this state (every way out is shut)", node_name(work, network, unknown));
  return STATUS_NUMERICS;
}

static Status fail_balance(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown, double error) {
  const Evaluation *e = &work->evaluation;
  snprintf(result->message, sizeof result->message,
           "node '%s' would not close: %.3g Pa m3/s are left over of %.3g (relative %.2g) after %d iterations; its pressure stood at %.6g Pa",
           node_name(work, network, unknown), e->into[unknown], e->magnitude[unknown], error, result->iterations,
           result->p[work->system.node_of_free[unknown / work->system.n_gas] * network->n_gas + unknown % network->n_gas]);
  return STATUS_NUMERICS;
}

static double largest_pressure(const Network *network, const double *p) {
  double largest = 0;
  for (int i = 0; i < (network->n_nodes + 1) * network->n_gas; i++) largest = fmax(largest, p[i]);
  return largest;
}

/* The unknown furthest below 0 Pa by more than rounding; -1: none. */
static int most_negative(const SteadyWork *work, const Network *network, const double *p) {
  const double one_molecule_per_m3_pa = 4e-21;
  double lowest = -fmax(1e-12 * largest_pressure(network, p), one_molecule_per_m3_pa);
  int g = network->n_gas, unknown = -1;
  for (int u = 0; u < work->system.n; u++) {
    double value = p[work->system.node_of_free[u / g] * g + u % g];
    if (!(value < lowest)) continue;
    lowest = value;
    unknown = u;
  }
  return unknown;
}

/* A solution below 0 Pa is no state of a gas: something draws more than the line can give. */
static Status fail_negative(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown) {
  int g = network->n_gas, node = work->system.node_of_free[unknown / g];
  snprintf(result->message, sizeof result->message,
           "node '%s': its pressure would have to be %.4g Pa: more gas is drawn from it than the line can supply",
           network->nodes[node].name, result->p[node * g + unknown % g]);
  return STATUS_NUMERICS;
}

/* A hundred bar: beyond it no law here holds (ideal gas), and one ulp of pressure carries more than any leak. */
static const double highest_pressure_pa = 1e7;

static int too_high(const SteadyWork *work, const Network *network, const double *p) {
  int g = network->n_gas;
  for (int u = 0; u < work->system.n; u++)
    if (p[work->system.node_of_free[u / g] * g + u % g] > highest_pressure_pa) return u;
  return -1;
}

static Status fail_too_high(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown) {
  snprintf(result->message, sizeof result->message,
           "node '%s': its pressure would rise beyond %g Pa: gas is fed to it and has hardly a way out (closed valves, stopped pumps?)",
           node_name(work, network, unknown), highest_pressure_pa);
  return STATUS_NUMERICS;
}

static void drop_rounding_below_zero(const Network *network, double *p) {
  for (int i = 0; i < network->n_nodes * network->n_gas; i++) p[i] = fmax(p[i], 0);
}

/* --- the solution for the held nodes as they stand --- */

/* Size of a correction against the larger of the pressures before and after the full step. */
static double correction_size(const SteadyWork *work, const double *p, const double *correction) {
  int g = work->system.n_gas;
  double sum = 0;
  for (int u = 0; u < work->system.n; u++) {
    double before = p[work->system.node_of_free[u / g] * g + u % g];
    double scale = fmax(fabs(before), fabs(before + work->step[u]));
    double ratio = correction[u] == 0 ? 0 : correction[u] / scale;
    sum += ratio * ratio;
  }
  return sqrt(sum);
}

/* What the same factorisation would still correct at the trial point. */
static double next_correction(SteadyWork *work, const double *p) {
  for (int u = 0; u < work->system.n; u++) work->next[u] = is_held(work, u) ? 0 : -work->trial.into[u];
  linear_solve(&work->linear, work->next);
  return correction_size(work, p, work->next);
}

/* A step is good when what is left over in all has shrunk, or what would still be corrected after it (natural monotonicity: Deuflhard,
   Newton Methods for Nonlinear Problems, 2011, section 3.3; needs no common scale for flows that span twenty decades). */
static bool damped_step(SteadyWork *work, const Network *network, const double *p) {
  double size = correction_size(work, p, work->step), left = left_over(work, &work->evaluation);
  for (double factor = 1; factor > 1e-3; factor *= 0.5) {
    double shrink = 1 - 0.25 * factor;
    if (!try_step(work, network, p, factor)) continue;
    if (left_over(work, &work->trial) <= shrink * left || next_correction(work, p) <= shrink * size) return true;
  }
  return false;
}

/* Newton steps until the balance, pressed on below what is promised, stops falling. Returns the balance error reached. */
static double newton(SteadyWork *work, const Network *network, int steps, SteadyResult *result) {
  int unknown, bad;
  double error = worst_balance(work, &work->evaluation, &unknown);
  for (int k = 0, stale = 0; k < steps && error > wanted_balance && stale < 2; k++, result->iterations++) {
    if (!newton_step(work, 0, &bad)) break;
    if (error > accepted_balance ? !damped_step(work, network, result->p) : !try_step(work, network, result->p, 1)) break;
    double trial_error = worst_balance(work, &work->trial, &unknown);
    stale = error <= accepted_balance && trial_error > 0.5 * error ? stale + 1 : 0;
    if (error <= accepted_balance && trial_error > error) continue;
    take_step(work, network, result->p);
    error = trial_error;
  }
  return error;
}

/* Pseudo time steps whose length grows while the left-over does not: slow and sure, towards where Newton converges. Along the true
   path the left-over never grows, but it stands still while gas only moves within the line. */
static void relax(SteadyWork *work, const Network *network, int steps, SteadyResult *result, int *bad) {
  double shift = 1, lowest = left_over(work, &work->evaluation);
  for (int k = 0; k < steps && shift < 1e12; k++, result->iterations++) {
    bool stepped = newton_step(work, shift, bad) && try_step(work, network, result->p, 1);
    double left = stepped ? left_over(work, &work->trial) : INFINITY;
    if (left > 1.02 * lowest) {
      shift *= 5;
      continue;
    }
    take_step(work, network, result->p);
    lowest = fmin(lowest, left);
    shift /= 3;
  }
}

static bool settled(const SteadyWork *work, const Network *network, const SteadyResult *result, double error) {
  return error <= promised_balance && most_negative(work, network, result->p) < 0;
}

static bool evaluate_now(SteadyWork *work, const Network *network, const SteadyResult *result) {
  int culprit;
  return system_evaluate(&work->system, network, result->p, &work->evaluation, &culprit);
}

/* Newton from here if it closes the balance; else p stays as it is. */
static bool closed_by_newton(SteadyWork *work, const Network *network, SteadyResult *result) {
  memcpy(work->p_keep, result->p, pressures_size(network));
  if (newton(work, network, 10, result) <= promised_balance) return true;
  memcpy(result->p, work->p_keep, pressures_size(network));
  evaluate_now(work, network, result);
  return false;
}

/* Leaks that the factorisation lost beside wide joints are balanced group by group; what that moves is taken up by Newton, or by
   further rounds where its matrix is lost in rounding. If all ends worse than promised it is taken back. */
static bool settle_groups(SteadyWork *work, const Network *network, SteadyResult *result) {
  int unknown;
  if (!groups_needed(work)) return true;
  memcpy(work->p_start, result->p, pressures_size(network));
  bool closed = true;
  for (int k = 0; k < 12 && (groups_needed(work) || !closed); k++) {
    if (!groups_settle(work, network, result->p) || !evaluate_now(work, network, result)) return false;
    closed = closed_by_newton(work, network, result) || worst_balance(work, &work->evaluation, &unknown) <= promised_balance;
  }
  if (closed) return true;
  memcpy(result->p, work->p_start, pressures_size(network));
  return evaluate_now(work, network, result);
}

static Status solve_held(SteadyWork *work, const Network *network, const SteadySettings *settings, SteadyResult *result) {
  int culprit, unknown, bad = -1;
  if (!system_evaluate(&work->system, network, result->p, &work->evaluation, &culprit)) return fail_branch(network, result, culprit);
  memcpy(work->p_start, result->p, pressures_size(network));
  double error = newton(work, network, 50, result);
  for (int steps = 10; !settled(work, network, result, error) && result->iterations < settings->max_iterations; steps = 2 * steps < 1000 ? 2 * steps : 1000) {
    memcpy(result->p, work->p_start, pressures_size(network));
    if (!system_evaluate(&work->system, network, result->p, &work->evaluation, &culprit)) return fail_branch(network, result, culprit);
    relax(work, network, steps, result, &bad);
    memcpy(work->p_start, result->p, pressures_size(network));
    error = newton(work, network, 50, result);
  }
  if (too_high(work, network, result->p) >= 0)
    return fail_too_high(work, network, result, too_high(work, network, result->p));
  if (settled(work, network, result, error)) {
    if (!settle_groups(work, network, result)) return STATUS_MEMORY;
    drop_rounding_below_zero(network, result->p);
    return STATUS_OK;
  }
  if (error <= promised_balance) return fail_negative(work, network, result, most_negative(work, network, result->p));
  if (bad >= 0 && error >= 0.5) return fail_singular(work, network, result, bad);
  error = worst_balance(work, &work->evaluation, &unknown);
  return fail_balance(work, network, result, unknown, error);
}

/* --- isolated clusters keep their gas --- */

static double weight_of(const Network *network, int node) {
  return network->nodes[node].params.volume_m3 / network->nodes[node].params.temperature_k;
}

/* Sets target[representative] to the cluster's amount sum p V/T per gas, from the initial state. */
static void remember_amounts(SteadyWork *work, const Network *network) {
  int g = network->n_gas;
  memset(work->target, 0, (size_t)(network->n_nodes + 1) * (size_t)g * sizeof(double));
  for (int i = 0; i < network->n_nodes; i++) {
    int c = work->cluster_of_node[i];
    if (c < 0) continue;
    for (int j = 0; j < g; j++)
      work->target[c * g + j] += weight_of(network, i) * network->nodes[i].params.pressure_pa * network->nodes[i].fractions[j];
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
    if (work->cluster_of_node[i] >= 0 && work->cluster_of_node[i] != i && network->nodes[i].params.volume_m3 > 0) return true;
  return false;
}

static void set_held_to_initial(SteadyWork *work, const Network *network, double *p) {
  for (int i = 0; i < network->n_nodes; i++)
    for (int j = 0; work->held[i] && j < network->n_gas; j++)
      p[i * network->n_gas + j] = network->nodes[i].params.pressure_pa * network->nodes[i].fractions[j];
}

Status steady_solve(SteadyWork *work, const Network *network, const SteadySettings *settings, SteadyResult *result) {
  result->iterations = 0;
  result->message[0] = '\0';
  steady_initial(network, work->target);
  if (!isolated_find(network, work->target, settings->horizon_s, work->cluster_of_node)) return STATUS_MEMORY;
  hold_clusters(work, network, result);
  set_held_to_initial(work, network, result->p);
  remember_amounts(work, network);
  Status status = solve_held(work, network, settings, result);
  bool shared = shared_cluster(work, network);
  for (int k = 0; k < 40 && shared && status == STATUS_OK; k++) {
    double correction = restore_amounts(work, network, result->p);
    status = solve_held(work, network, settings, result);
    if (correction < 1e-14) break;
  }
  size_t g = (size_t)network->n_gas;
  memcpy(result->q, work->evaluation.q, (size_t)network->n_branches * g * sizeof(double));
  memcpy(result->regime_bits, work->evaluation.regime_bits, (size_t)network->n_branches);
  return status;
}
