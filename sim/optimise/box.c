/* Several free numbers. What is required stands in an augmented Lagrangian (Hestenes, Powell, Rockafellar; Nocedal, Wright, 'Numerical
   Optimization', 2nd ed., section 17.4): smooth where the constraints are, so that a simplex follows them, where a bare penalty or a wall
   makes it collapse onto the border. Its answer is near the border only: the last step goes onto it, on the side that holds. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/optimise/border.h"
#include "sim/optimise/methods.h"
#include "sim/sample/sobol.h"

enum {
  BORDER_RESERVE = 40,
  ROUNDS_MAX = 12,
  ITERATIONS_MAX = 2000,
  POINTS_PER_NUMBER = 12,
  CONSTRAINTS_MOST = OPTIMISE_REQUIREMENTS_MOST + 1
};
static const double without_figure = 1e30, first_step = 0.15, step_least = 5, rho_first = 10, rho_growth = 5,
                    violation_small = 1e-6, slope_outside = 1e-3;

typedef struct {
  Search *search;
  bool of_violation;    /* where nothing holds yet: it alone */
  double origin, scale; /* of the cost */
  int n_constraints;
  double lambda[CONSTRAINTS_MOST], rho;
  bool lost, held; /* held: of_violation has found what holds */
} Lagrangian;

/* --- the function --- */

/* Rising, with its zero at zero: far from the border a constraint must not drown the rest. */
static double constraint_at(const Lagrangian *lagrangian, int trial, int c) {
  const Combination *combination = lagrangian->search->combination;
  return asinh(-combination->margins[(size_t)trial * (size_t)lagrangian->n_constraints + (size_t)c]);
}

static double terms_of(const Lagrangian *lagrangian, int trial) {
  double sum = 0;
  for (int c = 0; c < lagrangian->n_constraints; c++) {
    double g = constraint_at(lagrangian, trial, c);
    double t = fmax(0, lagrangian->lambda[c] + lagrangian->rho * g);
    sum += (t * t - lagrangian->lambda[c] * lagrangian->lambda[c]) / (2 * lagrangian->rho);
  }
  return sum;
}

static double figure_of(Lagrangian *lagrangian, int trial) {
  const Search *search = lagrangian->search;
  const Trial *found = search_trial(search, trial);
  if (lagrangian->of_violation) {
    lagrangian->held = lagrangian->held || found->holds;
    return isinf(found->violation) ? without_figure : asinh(found->violation);
  }
  if (isnan(found->value) || isinf(found->violation)) return without_figure;
  return asinh((search_cost(search, trial) - lagrangian->origin) / lagrangian->scale) + terms_of(lagrangian, trial);
}

static double lagrangian_at(const gsl_vector *x, void *context) {
  Lagrangian *lagrangian = context;
  double u[OPTIMISE_PARAMETERS_MOST], outside = 0;
  for (int i = 0; i < lagrangian->search->n; i++) {
    u[i] = gsl_vector_get(x, (size_t)i);
    outside += fmax(0, fmax(-u[i], u[i] - 1));
  }
  int trial = lagrangian->lost ? -1 : search_try(lagrangian->search, u);
  if (trial < 0) lagrangian->lost = true;
  return lagrangian->lost ? without_figure : figure_of(lagrangian, trial) + slope_outside * outside;
}

/* --- one simplex --- */

static void iterate(Lagrangian *lagrangian, gsl_multimin_fminimizer *solver) {
  double tolerance = 0.5 * lagrangian->search->request->tolerance;
  for (int k = 0; k < ITERATIONS_MAX && !lagrangian->lost && !lagrangian->held; k++) {
    if (gsl_multimin_fminimizer_iterate(solver) != GSL_SUCCESS) return;
    if (gsl_multimin_test_size(gsl_multimin_fminimizer_size(solver), tolerance) == GSL_SUCCESS) return;
  }
}

/* From u[n], which is moved to where it ends. */
static void simplex(Lagrangian *lagrangian, double *u, double step) {
  Search *search = lagrangian->search;
  size_t n = (size_t)search->n;
  gsl_multimin_function function = {lagrangian_at, n, lagrangian};
  gsl_multimin_fminimizer *solver = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
  gsl_vector *x = gsl_vector_alloc(n), *steps = gsl_vector_alloc(n);
  if (solver && x && steps) {
    for (size_t i = 0; i < n; i++) {
      gsl_vector_set(x, i, u[i]);
      gsl_vector_set(steps, i, u[i] + step <= 1 ? step : -step); /* into the box */
    }
    if (gsl_multimin_fminimizer_set(solver, &function, x, steps) == GSL_SUCCESS) iterate(lagrangian, solver);
    for (size_t i = 0; i < n; i++)
      u[i] = fmin(fmax(gsl_vector_get(solver->x, i), 0), 1);
  } else
    search->status = STATUS_MEMORY;
  if (solver) gsl_multimin_fminimizer_free(solver);
  gsl_vector_free(x);
  gsl_vector_free(steps);
}

/* --- the start --- */

static int design_points(const Search *search) {
  int points = POINTS_PER_NUMBER * search->n, most = search->request->evaluations / 4;
  return points < most ? points : most;
}

static void run_design(Search *search, const double *start) {
  SobolSequence sobol;
  double u[OPTIMISE_PARAMETERS_MOST];
  search->phase = OPTIMISE_SCAN;
  search_try(search, start);
  if (sobol_init(&sobol, search->n, search->request->seed) != STATUS_OK) {
    search->status = STATUS_MEMORY;
    return;
  }
  for (int i = 1; i <= design_points(search); i++) { /* point 0 is a corner of the box */
    sobol_point(&sobol, (uint64_t)i, u);
    search_try(search, u);
  }
  sobol_free(&sobol);
}

/* The cost's own spread: from its best to its median. */
static void take_scale(Lagrangian *lagrangian, int best) {
  const Search *search = lagrangian->search;
  double *costs = malloc((size_t)search->combination->count * sizeof *costs);
  size_t n = 0;
  lagrangian->origin = search_cost(search, best);
  lagrangian->scale = 0;
  if (!costs) {
    lagrangian->search->status = STATUS_MEMORY;
    return;
  }
  for (int k = 0; k < search->combination->count; k++)
    if (!isnan(search_cost(search, k))) costs[n++] = fabs(search_cost(search, k) - lagrangian->origin);
  gsl_sort(costs, 1, n);
  if (n > 0) lagrangian->scale = costs[n / 2];
  if (!(lagrangian->scale > 0)) lagrangian->scale = fabs(lagrangian->origin) > 0 ? fabs(lagrangian->origin) : 1;
  free(costs);
}

/* --- rounds --- */

/* Multipliers after a round that ended at a trial; the worst violation there. */
static double renew_multipliers(Lagrangian *lagrangian, int trial, double before) {
  double worst = 0;
  for (int c = 0; c < lagrangian->n_constraints; c++) {
    double g = constraint_at(lagrangian, trial, c);
    worst = fmax(worst, g);
    lagrangian->lambda[c] = fmax(0, lagrangian->lambda[c] + lagrangian->rho * g);
  }
  if (worst > violation_small && worst > 0.25 * before) lagrangian->rho *= rho_growth;
  return worst;
}

static double moved(const Search *search, const double *a, const double *b) {
  double most = 0;
  for (int i = 0; i < search->n; i++)
    most = fmax(most, fabs(a[i] - b[i]));
  return most;
}

/* Until a round that begins anew where the one before it ended comes back to it, with nothing violated. */
static bool run_rounds(Lagrangian *lagrangian, double *u, int *last) {
  Search *search = lagrangian->search;
  double step = first_step, violated = INFINITY, tolerance = search->request->tolerance;
  for (int round = 0; round < ROUNDS_MAX; round++) {
    double before[OPTIMISE_PARAMETERS_MOST];
    memcpy(before, u, sizeof before);
    simplex(lagrangian, u, step);
    int trial = lagrangian->lost ? -1 : search_try(search, u);
    if (trial < 0 || isinf(search_trial(search, trial)->violation)) return false;
    *last = trial;
    violated = renew_multipliers(lagrangian, trial, violated);
    double way = moved(search, before, u);
    if (round > 0 && way <= 2 * tolerance && violated <= violation_small) return true;
    step = fmin(first_step, fmax(2 * way, step_least * tolerance));
  }
  return false;
}

/* Where nothing holds, towards what does. */
static void look_for_hold(Search *search, int best) {
  double u[OPTIMISE_PARAMETERS_MOST];
  Lagrangian lagrangian = {.search = search, .of_violation = true};
  memcpy(u, search_trial(search, best)->u, sizeof u);
  if (!search_trial(search, best)->holds) simplex(&lagrangian, u, first_step);
}

/* A bound that is near is tried itself. */
static void try_bounds(Search *search, int best) {
  double u[OPTIMISE_PARAMETERS_MOST];
  memcpy(u, search_trial(search, best)->u, sizeof u);
  for (int i = 0; i < search->n; i++) {
    double kept = u[i], near = 10 * search->request->tolerance;
    if (u[i] != 0 && u[i] != 1 && (u[i] < near || u[i] > 1 - near)) u[i] = u[i] < near ? 0 : 1;
    int trial = u[i] == kept ? -1 : search_try(search, u);
    if (trial < 0 || !search_better(search, trial, best))
      u[i] = kept;
    else
      best = trial;
  }
}

static int finish(Search *search, int last) {
  int best = search_best(search, 0);
  if (best < 0 || !search_trial(search, best)->holds) return best;
  if (last >= 0) best = border_reach(search, last, best);
  try_bounds(search, best);
  return border_tighten(search, search_best(search, 0));
}

static int search_from_best(Search *search, bool *converged) {
  int best = search_best(search, 0), last = -1;
  double u[OPTIMISE_PARAMETERS_MOST];
  if (best < 0) return best;
  look_for_hold(search, best);
  best = search_best(search, 0);
  if (isinf(search_trial(search, best)->violation)) return best;
  Lagrangian lagrangian = {.search = search, .n_constraints = search_constraints(search), .rho = rho_first};
  take_scale(&lagrangian, best);
  memcpy(u, search_trial(search, best)->u, sizeof u);
  *converged = search->status == STATUS_OK && run_rounds(&lagrangian, u, &last);
  return last;
}

int box_search(Search *search, const double *start, bool *converged) {
  int kept = search->reserve;
  *converged = false;
  search->reserve +=
      search->request->evaluations < 5 * BORDER_RESERVE ? search->request->evaluations / 5 : BORDER_RESERVE;
  run_design(search, start);
  search->phase = OPTIMISE_SEARCH;
  int last = search_from_best(search, converged);
  search->reserve = kept;
  int best = search->status == STATUS_OK ? finish(search, last) : -1;
  return best;
}
