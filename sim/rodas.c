#include "sim/rodas.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/rodas_trial.h"

RodasSettings rodas_settings_default(void) {
  return (RodasSettings){.table = &rodas5p, .rtol = 1e-6, .atol = 1e-12, .h_max = INFINITY, .h_min = 1e-30};
}

const char *rodas_outcome_words(RodasOutcome outcome) {
  static const char *const words[] = {
#define X(id, text) text,
      RODAS_OUTCOMES(X)
#undef X
  };
  return words[outcome];
}

/* -1: complete; otherwise the row with mass whose diagonal is missing. */
static int find_diagonal(const RodasProblem *problem, int *diagonal) {
  for (int j = 0; j < problem->n; j++) {
    diagonal[j] = -1;
    for (int k = problem->column_start[j]; k < problem->column_start[j + 1] && problem->mass[j] > 0; k++)
      if (problem->row[k] == j) diagonal[j] = k;
    if (problem->mass[j] > 0 && diagonal[j] < 0) return j;
  }
  return -1;
}

/* The arrays of a work object, cut from one block. */
static bool allocate(RodasWork *work, int n, int nonzeros, int n_flows) {
  double **of_state[] = {&work->y, &work->y_start, &work->y_new, &work->y_stage,
                         &work->f, &work->f_stage, &work->f_time};
  double **of_matrix[] = {&work->jacobian, &work->w},
         **of_flows[] = {&work->flow_integral, &work->q_start, &work->q, &work->q_time};
  enum {
    SINGLE = sizeof of_state / sizeof *of_state,
    STATES = SINGLE + RODAS_STAGES_MAX + RODAS_DENSE_MAX,
    FLOWS = sizeof of_flows / sizeof *of_flows
  };
  double *next = work->memory =
      calloc(STATES * (size_t)n + 2 * (size_t)nonzeros + FLOWS * (size_t)n_flows + 1, sizeof *next);
  work->diagonal = malloc(((size_t)n + 1) * sizeof *work->diagonal);
  if (!next || !work->diagonal) return false;
  for (int i = 0; i < SINGLE; i++)
    *of_state[i] = next, next += n;
  for (int i = 0; i < RODAS_STAGES_MAX; i++)
    work->u[i] = next, next += n;
  for (int i = 0; i < RODAS_DENSE_MAX; i++)
    work->dense[i] = next, next += n;
  for (int i = 0; i < 2; i++)
    *of_matrix[i] = next, next += nonzeros;
  for (int i = 0; i < FLOWS; i++)
    *of_flows[i] = next, next += n_flows;
  return true;
}

static RodasOutcome give_up(RodasWork *work, RodasOutcome outcome, int worst) {
  rodas_free(work);
  work->worst = worst;
  return outcome;
}

RodasOutcome rodas_init(RodasWork *work, const RodasProblem *problem, const RodasSettings *settings) {
  *work = (RodasWork){.problem = problem, .settings = *settings, .worst = -1};
  work->nonzeros = problem->n > 0 ? problem->column_start[problem->n] : 0;
  if (!allocate(work, problem->n, work->nonzeros, problem->n_flows)) return give_up(work, RODAS_MEMORY, -1);
  int missing = find_diagonal(problem, work->diagonal);
  if (missing >= 0) return give_up(work, RODAS_STRUCTURE, missing);
  if (!linear_init(&work->linear, problem->n, problem->column_start, problem->row))
    return give_up(work, RODAS_MEMORY, -1);
  rodas_table_weights(settings->table, work->b);
  for (int i = 0; i < settings->table->stages; i++)
    work->b_gamma += work->b[i] * settings->table->gamma_sum[i];
  return RODAS_OK;
}

void rodas_free(RodasWork *work) {
  linear_free(&work->linear);
  free(work->memory);
  free(work->diagonal);
  *work = (RodasWork){0};
}

void rodas_forget_pivots(RodasWork *work) {
  if (work->linear.numeric) klu_free_numeric(&work->linear.numeric, &work->linear.common);
}

void rodas_start(RodasWork *work, double t, const double *y, double h) {
  size_t size = (size_t)work->problem->n * sizeof *y;
  rodas_forget_pivots(work);
  if (size > 0) memmove(work->y, y, size);
  memcpy(work->y_start, work->y, size);
  work->t = work->t_start = t;
  work->h_used = work->h_accepted = 0, work->h_next = h;
  work->evaluated = work->dense_ready = false, work->growing = true;
  for (int i = 0; i < work->problem->n_flows; i++)
    work->flow_integral[i] = 0;
}

static void prepare_dense(RodasWork *work) {
  const RodasTable *table = work->settings.table;
  if (work->dense_ready) return;
  for (int d = 0; d < table->n_dense; d++)
    rodas_combine(work->dense[d], 1, work->u, table->dense[d], table->stages, work->problem->n);
  work->dense_ready = true;
}

/* Unknown i at theta of a step between two states. */
static inline double on_dense(const RodasWork *work, int i, double theta, const double *from, const double *to) {
  double rest = 1 - theta, d0 = work->dense[0][i], d1 = work->dense[1][i], d2 = work->dense[2][i];
  return rest * from[i] + theta * (to[i] + rest * (d0 + theta * (d1 + theta * d2)));
}

/* And h times its rate of change there. */
static inline double dense_change(const RodasWork *work, int i, double theta, const double *from, const double *to) {
  double rest = 1 - theta, d0 = work->dense[0][i], d1 = work->dense[1][i], d2 = work->dense[2][i];
  return to[i] - from[i] + (rest - theta) * (d0 + theta * (d1 + theta * d2)) + theta * rest * (d1 + 2 * theta * d2);
}

/* At theta of the step just tried; NAN: refused there. */
static double miss_at(RodasWork *work, double theta, double h) {
  const RodasProblem *problem = work->problem;
  double *y = work->y_stage, *miss = work->f_stage, largest = 0;
  for (int i = 0; i < problem->n; i++)
    y[i] = on_dense(work, i, theta, work->y, work->y_new);
  if (!rodas_evaluate_stage(work, work->t + theta * h, y)) return NAN;
  for (int i = 0; i < problem->n; i++)
    miss[i] -= problem->mass[i] * dense_change(work, i, theta, work->y, work->y_new) / h;
  linear_solve(&work->linear, miss);
  for (int i = 0; i < problem->n; i++)
    largest = fmax(largest, fabs(miss[i]) / fmax(rodas_tolerance(work, i, y[i]), DBL_MIN));
  return largest;
}

double rodas_miss_within(RodasWork *work, double h) {
  prepare_dense(work);
  double early = miss_at(work, 0.25, h), late = miss_at(work, 0.75, h);
  return isnan(early) || isnan(late) ? NAN : fmax(early, late);
}

void rodas_dense(RodasWork *work, double t, double *y) {
  int n = work->problem->n;
  if (t == work->t || work->h_used == 0 || t == work->t_start) {
    memcpy(y, t == work->t_start ? work->y_start : work->y, (size_t)n * sizeof *y);
    return;
  }
  prepare_dense(work);
  double theta = (t - work->t_start) / work->h_used;
  for (int i = 0; i < n; i++)
    y[i] = on_dense(work, i, theta, work->y_start, work->y);
}
