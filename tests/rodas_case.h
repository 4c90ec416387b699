/* Small problems with a full Jacobian for the integrator's tests. */
#ifndef XSAVAC_TESTS_RODAS_CASE_H
#define XSAVAC_TESTS_RODAS_CASE_H

#include "sim/rodas.h"

enum { N_MAX = 3 };

/* A problem with a full Jacobian, df_i/dy_j at jacobian[j * n + i]. */
typedef struct {
  RodasProblem problem;
  RodasWork work;
  int start[N_MAX + 1], row[N_MAX * N_MAX];
  double mass[N_MAX];
} Case;

typedef bool Evaluate(void *context, double t, const double *y, double *f, double *jacobian);

/* mass[n] is copied. */
void open_case(Case *c, int n, const double *mass, Evaluate *evaluate, void *context, bool autonomous,
               RodasSettings settings);
void close_case(Case *c);

RodasSettings tolerances(double rtol, double atol);
RodasSettings fixed_steps(const RodasTable *table, double h); /* every error passes: the steps are all h */
void run_to(RodasWork *work, double t_end);

#endif
