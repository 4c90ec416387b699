#include <float.h>
#include <math.h>
#include <string.h>

#include "sim/rodas_trial.h"

enum { ITERATIONS_MAX = 60 };

/* -df/dy of the algebraic rows and columns; the rows with mass read: this unknown does not move. */
static bool factor(RodasWork *work) {
  const RodasProblem *problem = work->problem;
  for (int j = 0; j < problem->n; j++)
    for (int k = problem->column_start[j]; k < problem->column_start[j + 1]; k++) {
      bool algebraic = problem->mass[j] == 0 && problem->mass[problem->row[k]] == 0;
      work->w[k] = algebraic ? -work->jacobian[k] : k == work->diagonal[j] ? 1 : 0;
    }
  work->factorisations++;
  return linear_factor(&work->linear, work->w, &work->worst);
}

/* step[n] = correction for the residuals f; its largest entry in units of a millionth of the tolerance at y, NaN if not
   finite. */
static double correction(RodasWork *work, const double *f, const double *y, double *step) {
  const RodasProblem *problem = work->problem;
  for (int i = 0; i < problem->n; i++)
    step[i] = problem->mass[i] == 0 ? f[i] : 0;
  linear_solve(&work->linear, step);
  int bad = rodas_not_finite(step, problem->n);
  if (bad >= 0) return work->worst = bad, NAN;
  double largest = 0;
  for (int i = 0; i < problem->n; i++) {
    double unit = fmax(1e-6 * rodas_tolerance(work, i, y[i]), 64 * DBL_EPSILON * fabs(y[i]));
    double size = fabs(step[i]) / fmax(unit, DBL_MIN);
    if (size > largest) largest = size, work->worst = i;
  }
  return largest;
}

/* Goes as far along step as the equations allow and Deuflhard's natural test asks (the correction that the old Jacobian
   would make next has shrunk, in the same units); f and Jacobian are then of the new y. False: no such point; y stands. */
static bool advance(RodasWork *work, double t, double *y, const double *step, double size) {
  const RodasProblem *problem = work->problem;
  for (double part = 1; part > 1e-9; part /= 2) {
    for (int i = 0; i < problem->n; i++)
      work->y_stage[i] = problem->mass[i] == 0 ? y[i] + part * step[i] : y[i];
    work->evaluations++;
    if (!problem->evaluate(problem->context, t, work->y_stage, work->f_stage, work->jacobian)) continue;
    if (!(correction(work, work->f_stage, y, work->u[1]) <= (1 - part / 4) * size)) continue;
    memcpy(y, work->y_stage, (size_t)problem->n * sizeof *y);
    memcpy(work->f, work->f_stage, (size_t)problem->n * sizeof *y);
    return true;
  }
  return false;
}

static bool has_algebraic(const RodasProblem *problem) {
  for (int i = 0; i < problem->n; i++)
    if (problem->mass[i] == 0) return true;
  return false;
}

RodasOutcome rodas_settle_algebraic(RodasWork *work, double t, double *y) {
  if (!has_algebraic(work->problem)) return RODAS_OK;
  work->evaluated = work->dense_ready = false;
  rodas_forget_pivots(work);
  RodasOutcome outcome = rodas_evaluate(work, t, y);
  if (outcome != RODAS_OK) return outcome;
  for (int iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
    if ((work->worst = rodas_not_finite(work->f, work->problem->n)) >= 0) return RODAS_NOT_FINITE;
    if (rodas_not_finite(work->jacobian, work->nonzeros) >= 0) return RODAS_NOT_FINITE;
    if (!factor(work)) return RODAS_SINGULAR;
    double size = correction(work, work->f, y, work->u[0]);
    if (!isfinite(size)) return RODAS_NOT_FINITE;
    int worst = work->worst;
    if (size <= 1) return RODAS_OK;
    if (advance(work, t, y, work->u[0], size)) continue;
    /* where rounding keeps it from closing further, within the tolerance is closed */
    work->worst = worst;
    return size <= 1e6 ? RODAS_OK : RODAS_NOT_SETTLED;
  }
  return RODAS_NOT_SETTLED;
}
