#include "sim/leaktest/rise_solve.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>

int rise_outgassing_place(RiseTerms terms) {
  return terms & RISE_OUTGASSING ? RISE_BY_REST : -1;
}

int rise_virtual_place(RiseTerms terms) {
  if (!(terms & RISE_VIRTUAL)) return -1;
  return terms & RISE_OUTGASSING ? RISE_BY_REST + 1 : RISE_BY_REST;
}

typedef struct {
  const RiseData *data;
  RiseTerms terms;
  Rise law;
  double span_s, outgassing_s; /* outgassing's integral over the span */
  double first_pa, unit_pa;    /* pressures are reckoned from the first, in units of the largest change */
} Problem;

/* --- shapes: 0 at the first row, 1 at the last --- */

static double outgassing_shape(const Problem *problem, double t) {
  return rise_outgassing_s(&problem->law, t) / problem->outgassing_s;
}

/* And its derivative in the logarithm of the time constant. */
static double virtual_shape(const Problem *problem, double t, double ln_ratio, double *slope) {
  double rate = exp(-ln_ratio) / problem->span_s, end = rate * problem->span_s, now = rate * t;
  double whole = -expm1(-end), part = -expm1(-now);
  *slope = (-now * exp(-now) * whole + part * end * exp(-end)) / (whole * whole);
  return part / whole;
}

static double time_of(const Problem *problem, int i) {
  return problem->data->time_s[i] - problem->data->time_s[0];
}

static int residuals(const gsl_vector *x, void *context, gsl_vector *f) {
  const Problem *problem = context;
  int out = rise_outgassing_place(problem->terms), trap = rise_virtual_place(problem->terms);
  double slope;
  for (int i = 0; i < problem->data->count; i++) {
    double t = time_of(problem, i), y = (problem->data->pressure_pa[i] - problem->first_pa) / problem->unit_pa;
    double model = gsl_vector_get(x, RISE_START) + gsl_vector_get(x, RISE_BY_LEAK) * t / problem->span_s;
    if (out > 0) model += gsl_vector_get(x, (size_t)out) * outgassing_shape(problem, t);
    if (trap > 0)
      model += gsl_vector_get(x, (size_t)trap) * virtual_shape(problem, t, gsl_vector_get(x, (size_t)trap + 1), &slope);
    gsl_vector_set(f, (size_t)i, model - y);
  }
  return GSL_SUCCESS;
}

static int jacobian(const gsl_vector *x, void *context, gsl_matrix *j) {
  const Problem *problem = context;
  int out = rise_outgassing_place(problem->terms), trap = rise_virtual_place(problem->terms);
  for (size_t i = 0; i < (size_t)problem->data->count; i++) {
    double t = time_of(problem, (int)i), slope;
    gsl_matrix_set(j, i, RISE_START, 1);
    gsl_matrix_set(j, i, RISE_BY_LEAK, t / problem->span_s);
    if (out > 0) gsl_matrix_set(j, i, (size_t)out, outgassing_shape(problem, t));
    if (trap < 0) continue;
    gsl_matrix_set(j, i, (size_t)trap, virtual_shape(problem, t, gsl_vector_get(x, (size_t)trap + 1), &slope));
    gsl_matrix_set(j, i, (size_t)trap + 1, gsl_vector_get(x, (size_t)trap) * slope);
  }
  return GSL_SUCCESS;
}

/* --- the fit --- */

static Problem problem_of(const RiseData *data, const RiseQuestion *question, RiseTerms terms) {
  Problem problem = {.data = data, .terms = terms, .first_pa = data->pressure_pa[0]};
  problem.law = (Rise){.decay = question->decay, .age_s = question->age_s};
  problem.span_s = time_of(&problem, data->count - 1);
  problem.outgassing_s = rise_outgassing_s(&problem.law, problem.span_s);
  for (int i = 0; i < data->count; i++)
    problem.unit_pa = fmax(problem.unit_pa, fabs(data->pressure_pa[i] - problem.first_pa));
  if (problem.unit_pa == 0) problem.unit_pa = 1;
  return problem;
}

static double durbin_watson(const gsl_vector *f) {
  double steps = 0, sum = 0;
  for (size_t i = 0; i < f->size; i++) {
    double now = gsl_vector_get(f, i), before = i ? gsl_vector_get(f, i - 1) : now;
    steps += (now - before) * (now - before);
    sum += now * now;
  }
  return sum > 0 ? steps / sum : 2;
}

static void take(const Problem *problem, gsl_multifit_nlinear_workspace *work, const gsl_matrix *covariance,
                 RiseSolution *solution) {
  const gsl_vector *x = gsl_multifit_nlinear_position(work), *f = gsl_multifit_nlinear_residual(work);
  int trap = rise_virtual_place(problem->terms);
  double sum;
  gsl_blas_ddot(f, f, &sum);
  solution->sum_of_squares = sum * problem->unit_pa * problem->unit_pa;
  solution->durbin_watson = durbin_watson(f);
  gsl_multifit_nlinear_rcond(&solution->rcond, work);
  for (int k = 0; k < solution->count; k++) {
    bool logarithm = trap > 0 && k == trap + 1;
    solution->x[k] = gsl_vector_get(x, (size_t)k) * (logarithm ? 1 : problem->unit_pa);
    solution->error[k] = sqrt(gsl_matrix_get(covariance, (size_t)k, (size_t)k)) / (logarithm ? problem->unit_pa : 1);
  }
  solution->x[RISE_START] += problem->first_pa;
}

/* From one start; a virtual leak's time is tried from several by the caller. */
static Status solve_from(Problem *problem, double ln_ratio, RiseSolution *solution) {
  size_t n = (size_t)problem->data->count, p = (size_t)solution->count;
  gsl_multifit_nlinear_parameters settings = gsl_multifit_nlinear_default_parameters();
  gsl_multifit_nlinear_fdf fdf = {.f = residuals, .df = jacobian, .n = n, .p = p, .params = problem};
  gsl_multifit_nlinear_workspace *work = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &settings, n, p);
  gsl_vector *start = gsl_vector_calloc(p);
  gsl_matrix *covariance = gsl_matrix_alloc(p, p);
  Status status = work && start && covariance ? STATUS_OK : STATUS_MEMORY;
  if (status == STATUS_OK) {
    int why;
    gsl_vector_set(start, RISE_BY_LEAK, 0.5);
    if (rise_virtual_place(problem->terms) > 0)
      gsl_vector_set(start, p - 2, 0.5), gsl_vector_set(start, p - 1, ln_ratio);
    int code = gsl_multifit_nlinear_init(start, &fdf, work);
    if (code == GSL_SUCCESS) code = gsl_multifit_nlinear_driver(200, 1e-10, 1e-10, 0, NULL, NULL, &why, work);
    /* no progress: it stands at the minimum to rounding */
    status = code == GSL_SUCCESS || code == GSL_ENOPROG ? STATUS_OK : STATUS_NUMERICS;
    gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(work), 0, covariance);
    take(problem, work, covariance, solution);
    for (int k = 0; k < solution->count; k++)
      if (!isfinite(solution->x[k]) || !isfinite(solution->error[k])) status = STATUS_NUMERICS;
  }
  gsl_matrix_free(covariance);
  gsl_vector_free(start);
  gsl_multifit_nlinear_free(work);
  return status;
}

Status rise_solve(const RiseData *data, const RiseQuestion *question, RiseTerms terms, RiseSolution *solution) {
  static const double starts[] = {-3, -1.5, 0}; /* ln of time constant over span */
  Problem problem = problem_of(data, question, terms);
  bool trap = terms & RISE_VIRTUAL;
  int count = RISE_BY_REST + (terms & RISE_OUTGASSING ? 1 : 0) + (trap ? 2 : 0);
  Status best = STATUS_NUMERICS;
  gsl_error_handler_t *before = gsl_set_error_handler_off();
  for (int k = 0; k < (trap ? 3 : 1) && best != STATUS_MEMORY; k++) {
    RiseSolution one = {.terms = terms, .count = count};
    Status status = solve_from(&problem, starts[k], &one);
    if (status == STATUS_MEMORY) best = status;
    if (status != STATUS_OK || (best == STATUS_OK && !(one.sum_of_squares < solution->sum_of_squares))) continue;
    *solution = one;
    best = STATUS_OK;
  }
  gsl_set_error_handler(before);
  return best;
}
