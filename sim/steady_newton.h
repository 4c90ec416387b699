/* Steps towards balance from the pressures in a result: damped Newton, and a relaxation for where it swings. Nodes marked held in the
   work keep their pressures. */
#ifndef XSAVAC_SIM_STEADY_NEWTON_H
#define XSAVAC_SIM_STEADY_NEWTON_H

#include "sim/steady.h"

/* Balance errors as ENGINE measures them: pressed on below what is promised, down to where rounding stops them. */
#define BALANCE_WANTED   1e-13
#define BALANCE_ACCEPTED 1e-10
#define BALANCE_PROMISED 1e-9

bool steady_is_held(const SteadyWork *work, int unknown);
size_t steady_pressures_size(const Network *network);

/* Largest balance error of the nodes solved for, and where. */
double steady_worst_balance(const SteadyWork *work, const Evaluation *evaluation, int *unknown);

/* work->evaluation must stand at result->p, before and after. Returns the balance error reached. */
double steady_newton(SteadyWork *work, const Network *network, int steps, SteadyResult *result);

/* *bad: an unknown without a pivot, if the matrix was singular. */
void steady_relax(SteadyWork *work, const Network *network, int steps, SteadyResult *result, int *bad);

#endif
