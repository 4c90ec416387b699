/* Inside the integrator: one step tried, without judgement of its error. */
#ifndef XSAVAC_SIM_RODAS_TRIAL_H
#define XSAVAC_SIM_RODAS_TRIAL_H

#include "sim/rodas.h"

/* From (t, y) with f and jacobian there: fills u, y_new, flow_integral. RODAS_OK, _NOT_ADMISSIBLE, _NOT_FINITE or
 * _SINGULAR. */
RodasOutcome rodas_trial(RodasWork *work, double h);

/* evaluate() with a Jacobian at (t, y[n]), into f and jacobian. RODAS_OK, _NOT_ADMISSIBLE or _NOT_FINITE. */
RodasOutcome rodas_evaluate(RodasWork *work, double t, const double *y);

/* evaluate() without one, into f_stage, and the flows into q. False: not admissible. */
bool rodas_evaluate_stage(RodasWork *work, double t, const double *y);

/* The pivots of another system may be bad ones here, and the last bits would depend on what was solved before. */
void rodas_forget_pivots(RodasWork *work);

/* out[n] = scale sum_j weight_j u_j[n], j < count. */
void rodas_combine(double *restrict out, double scale, double *const u[], const double *weight, int count, int n);

/* By how much the dense output of the step just tried, from y to y_new, misses the equations within it, in units of the tolerance; NaN:
   they refuse it there. f_stage and y_stage are used. */
double rodas_miss_within(RodasWork *work, double h);

double rodas_tolerance(const RodasWork *work, int i, double y);

int rodas_not_finite(const double *x, int n); /* index of the first value that is no finite number, -1: all are */

#endif
