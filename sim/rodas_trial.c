#include "sim/rodas_trial.h"

#include <float.h>
#include <math.h>

double rodas_tolerance(const RodasWork *work, int i, double y) {
  const RodasSettings *s = &work->settings;
  return (s->atol_each ? s->atol_each[i] : s->atol) + s->rtol * fabs(y);
}

int rodas_not_finite(const double *x, int n) {
  double poison = 0; /* 0 * x is NaN for infinity and NaN */
  for (int i = 0; i < n; i++)
    poison += 0 * x[i];
  if (poison == 0) return -1;
  int i = 0;
  while (isfinite(x[i]))
    i++;
  return i;
}

RodasOutcome rodas_evaluate(RodasWork *work, double t, const double *y) {
  const RodasProblem *problem = work->problem;
  work->worst = -1;
  work->evaluations++;
  if (!problem->evaluate(problem->context, t, y, work->f, work->jacobian)) return RODAS_NOT_ADMISSIBLE;
  if ((work->worst = rodas_not_finite(work->f, problem->n)) >= 0) return RODAS_NOT_FINITE;
  int bad = rodas_not_finite(work->jacobian, work->nonzeros);
  if (bad >= 0) work->worst = problem->row[bad];
  if (problem->piece) work->piece = problem->piece(problem->context);
  if (problem->n_flows > 0) problem->flows(problem->context, work->q_start);
  return bad >= 0 ? RODAS_NOT_FINITE : RODAS_OK;
}

bool rodas_evaluate_stage(RodasWork *work, double t, const double *y) {
  const RodasProblem *problem = work->problem;
  work->evaluations++;
  if (!problem->evaluate(problem->context, t, y, work->f_stage, NULL)) return false;
  if (problem->n_flows > 0) problem->flows(problem->context, work->q);
  return true;
}

/* df/dt and dq/dt by the one-sided difference of second order: the segment before t may have been another system. */
static bool time_slopes(RodasWork *work, double h) {
  const RodasProblem *problem = work->problem;
  double t = work->t, reach = t + fmax(1e-3 * h, 1e-12 * fabs(t)), d = reach - t;
  for (int k = 1; k <= 2; k++) {
    double weight = k == 1 ? 2 / d : -0.5 / d;
    if (!rodas_evaluate_stage(work, t + k * d, work->y)) return false;
    if (k == 1) {
      for (int i = 0; i < problem->n; i++)
        work->f_time[i] = -1.5 / d * work->f[i];
      for (int i = 0; i < problem->n_flows; i++)
        work->q_time[i] = -1.5 / d * work->q_start[i];
    }
    for (int i = 0; i < problem->n; i++)
      work->f_time[i] += weight * work->f_stage[i];
    for (int i = 0; i < problem->n_flows; i++)
      work->q_time[i] += weight * work->q[i];
  }
  return true;
}

static bool factor(RodasWork *work, double h) {
  const RodasProblem *problem = work->problem;
  double shift = 1 / (h * work->settings.table->gamma);
  for (int k = 0; k < work->nonzeros; k++)
    work->w[k] = -work->jacobian[k];
  for (int i = 0; i < problem->n; i++)
    if (work->diagonal[i] >= 0) work->w[work->diagonal[i]] += shift * problem->mass[i];
  work->factorisations++;
  return linear_factor(&work->linear, work->w, &work->worst);
}

/* out = sum weight_j u_j and, unless NULL, beside = sum other_j u_j. The number of stages is a constant where it is called, so that all
   stages go in one pass: four times as fast as a loop over them. */
static inline __attribute__((always_inline)) void sums(double *restrict out, const double *weight,
                                                       double *restrict beside, const double *other, double *const u[],
                                                       int count, int n) {
  for (int k = 0; k < n; k++) {
    double sum = weight[0] * u[0][k], sum_beside = beside ? other[0] * u[0][k] : 0;
#pragma GCC unroll 8
    for (int j = 1; j < count; j++) {
      sum += weight[j] * u[j][k];
      if (beside) sum_beside += other[j] * u[j][k];
    }
    out[k] = sum;
    if (beside) beside[k] = sum_beside;
  }
}

static inline __attribute__((always_inline)) void all_sums(double *restrict out, const double *weight,
                                                           double *restrict beside, const double *other,
                                                           double *const u[], int count, int n) {
  switch (count) {
  case 1:
    sums(out, weight, beside, other, u, 1, n);
    break;
  case 2:
    sums(out, weight, beside, other, u, 2, n);
    break;
  case 3:
    sums(out, weight, beside, other, u, 3, n);
    break;
  case 4:
    sums(out, weight, beside, other, u, 4, n);
    break;
  case 5:
    sums(out, weight, beside, other, u, 5, n);
    break;
  case 6:
    sums(out, weight, beside, other, u, 6, n);
    break;
  case 7:
    sums(out, weight, beside, other, u, 7, n);
    break;
  default:
    sums(out, weight, beside, other, u, 8, n);
  }
}

static void scaled(double *out, double scale, const double *weight, int count) {
  for (int j = 0; j < count; j++)
    out[j] = scale * weight[j];
}

void rodas_combine(double *restrict out, double scale, double *const u[], const double *weight, int count, int n) {
  double w[RODAS_STAGES_MAX];
  scaled(w, scale, weight, count);
  all_sums(out, w, NULL, NULL, u, count, n);
}

/* Stage i: its right side is built in u_i, which then becomes the solution. */
static bool stage(RodasWork *work, int i, double h) {
  const RodasProblem *problem = work->problem;
  const RodasTable *table = work->settings.table;
  double *u = work->u[i], *f = i == 0 ? work->f : work->f_stage, *q = i == 0 ? work->q_start : work->q;
  if (i > 0) {
    double c[RODAS_STAGES_MAX];
    scaled(c, 1 / h, table->c[i], i);
    all_sums(work->y_stage, table->a[i], u, c, work->u, i, problem->n);
    for (int k = 0; k < problem->n; k++)
      work->y_stage[k] += work->y[k];
    if (!rodas_evaluate_stage(work, work->t + table->alpha[i] * h, work->y_stage)) return false;
    for (int k = 0; k < problem->n; k++)
      u[k] = f[k] + problem->mass[k] * u[k];
  } else {
    for (int k = 0; k < problem->n; k++)
      u[k] = f[k];
  }
  if (!problem->autonomous && table->gamma_sum[i] != 0)
    for (int k = 0; k < problem->n; k++)
      u[k] += h * table->gamma_sum[i] * work->f_time[k];
  linear_solve(&work->linear, u);
  for (int k = 0; k < problem->n_flows; k++)
    work->flow_integral[k] += h * work->b[i] * q[k];
  return true;
}

/* A flow's integral as if it were a state of its own, z' = q(t, y): the method then gives
     h sum b_i q(stage i) + h dq/dy sum b_i u_i + h^2 dq/dt sum b_i gamma_i.
   Everything in a step being linear in f, df/dy and df/dt, a balance w.f + q = 0 that holds for every y (w.M y changes
   by what flows out) holds for the step to rounding: w.M (y_new - y) = -flow_integral. */
static void finish_flows(RodasWork *work, double h) {
  const RodasProblem *problem = work->problem;
  rodas_combine(work->y_stage, h, work->u, work->b, work->settings.table->stages, problem->n);
  problem->flows_along(problem->context, work->y_stage, work->q);
  for (int k = 0; k < problem->n_flows; k++)
    work->flow_integral[k] += work->q[k];
  if (problem->autonomous) return;
  for (int k = 0; k < problem->n_flows; k++)
    work->flow_integral[k] += h * h * work->b_gamma * work->q_time[k];
}

RodasOutcome rodas_trial(RodasWork *work, double h) {
  const RodasProblem *problem = work->problem;
  work->worst = -1;
  if (!factor(work, h)) return RODAS_SINGULAR;
  if (!problem->autonomous && !time_slopes(work, h)) return RODAS_NOT_ADMISSIBLE;
  for (int k = 0; k < problem->n_flows; k++)
    work->flow_integral[k] = 0;
  for (int i = 0; i < work->settings.table->stages; i++)
    if (!stage(work, i, h)) return RODAS_NOT_ADMISSIBLE;
  const double *last = work->u[work->settings.table->stages - 1];
  for (int k = 0; k < problem->n; k++)
    work->y_new[k] = work->y_stage[k] + last[k];
  /* each y_new contains each of its u, so that one look is enough */
  if ((work->worst = rodas_not_finite(work->y_new, problem->n)) >= 0) return RODAS_NOT_FINITE;
  if (problem->n_flows > 0) finish_flows(work, h);
  return rodas_not_finite(work->flow_integral, problem->n_flows) >= 0 ? RODAS_NOT_FINITE : RODAS_OK;
}
