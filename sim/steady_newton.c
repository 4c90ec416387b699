#include "sim/steady_newton.h"

#include <float.h>
#include <math.h>
#include <string.h>

bool steady_is_held(const SteadyWork *work, int unknown) {
  return work->held[work->system.node_of_free[unknown / work->system.n_gas]];
}

static double balance_of_unknown(const Evaluation *e, int u) {
  double scale = fmax(e->magnitude[u], 1e9 * 4 * DBL_EPSILON * e->steepness[u]);
  return fabs(e->into[u]) / fmax(scale, BALANCE_FLOOR_PA_M3_S);
}

double steady_worst_balance(const SteadyWork *work, const Evaluation *e, int *unknown) {
  double worst = 0;
  *unknown = -1;
  for (int u = 0; u < work->system.n; u++) {
    double error = steady_is_held(work, u) ? 0 : balance_of_unknown(e, u);
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
  for (int u = 0; u < work->system.n; u++)
    sum += steady_is_held(work, u) ? 0 : fabs(e->into[u]);
  return sum;
}

/* What a node's flows amount to per pascal: the pseudo capacity of a node whose every way in is choked has no slope of its own. */
static double capacity_of(const SteadyWork *work, const double *p, int u, double diagonal) {
  int g = work->system.n_gas;
  double pressure = fabs(p[work->system.node_of_free[u / g] * g + u % g]);
  return fmax(fabs(diagonal), work->evaluation.magnitude[u] / (pressure + 1));
}

/* Copies the Jacobian with held nodes as identity rows, and `shift` times each node's capacity on the diagonal: a pseudo time step, which
   keeps an M-matrix an M-matrix and shortens the step where the laws bend. */
static void prepare_matrix(SteadyWork *work, const double *p, double shift) {
  const System *s = &work->system;
  for (int c = 0; c < s->n; c++)
    for (int k = s->column_start[c]; k < s->column_start[c + 1]; k++) {
      int r = s->row[k];
      double value = work->evaluation.values[k];
      if (steady_is_held(work, r))
        value = r == c ? 1 : 0;
      else if (r == c && shift > 0)
        value -= shift * capacity_of(work, p, r, value);
      work->values[k] = value;
    }
}

static bool newton_step(SteadyWork *work, const double *p, double shift, int *bad_unknown) {
  prepare_matrix(work, p, shift);
  if (!linear_factor(&work->linear, work->values, bad_unknown)) return false;
  for (int u = 0; u < work->system.n; u++)
    work->step[u] = steady_is_held(work, u) ? 0 : -work->evaluation.into[u];
  linear_solve(&work->linear, work->step);
  for (int u = 0; u < work->system.n; u++)
    if (!isfinite(work->step[u])) {
      *bad_unknown = u;
      return false;
    }
  return true;
}

size_t steady_pressures_size(const Network *network) {
  return (size_t)(network->n_nodes + 1) * (size_t)network->n_gas * sizeof(double);
}

/* Evaluates at p + factor step; false when that is no finite state. */
static bool try_step(SteadyWork *work, const Network *network, const double *p, double factor) {
  int g = network->n_gas, culprit;
  memcpy(work->p_trial, p, steady_pressures_size(network));
  for (int u = 0; u < work->system.n; u++)
    work->p_trial[work->system.node_of_free[u / g] * g + u % g] += factor * work->step[u];
  return system_evaluate(&work->system, network, work->p_trial, &work->trial, &culprit);
}

static void take_step(SteadyWork *work, const Network *network, double *p) {
  memcpy(p, work->p_trial, steady_pressures_size(network));
  Evaluation keep = work->evaluation;
  work->evaluation = work->trial;
  work->trial = keep;
  memcpy(work->trial.start, work->evaluation.start, (size_t)network->n_branches * sizeof *keep.start);
}
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
  for (int u = 0; u < work->system.n; u++)
    work->next[u] = steady_is_held(work, u) ? 0 : -work->trial.into[u];
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
double steady_newton(SteadyWork *work, const Network *network, int steps, SteadyResult *result) {
  int unknown, bad;
  double error = steady_worst_balance(work, &work->evaluation, &unknown);
  for (int k = 0, stale = 0; k < steps && error > BALANCE_WANTED && stale < 2; k++, result->iterations++) {
    if (!newton_step(work, result->p, 0, &bad)) break;
    if (error > BALANCE_ACCEPTED ? !damped_step(work, network, result->p) : !try_step(work, network, result->p, 1))
      break;
    double trial_error = steady_worst_balance(work, &work->trial, &unknown);
    stale = error <= BALANCE_ACCEPTED && trial_error > 0.5 * error ? stale + 1 : 0;
    if (error <= BALANCE_ACCEPTED && trial_error > error) continue;
    take_step(work, network, result->p);
    error = trial_error;
  }
  return error;
}

/* Pseudo time steps whose length grows while the left-over does not: slow and sure, towards where Newton converges. Along the true
   path the left-over never grows, but it stands still while gas only moves within the line. */
void steady_relax(SteadyWork *work, const Network *network, int steps, SteadyResult *result, int *bad) {
  double shift = 1, lowest = left_over(work, &work->evaluation);
  for (int k = 0; k < steps && shift < 1e12; k++, result->iterations++) {
    bool stepped = newton_step(work, result->p, shift, bad) && try_step(work, network, result->p, 1);
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
