/* Why a steady state could not be found or is no state of a gas, in words that name the node or element. All return STATUS_NUMERICS
   and write result->message. */
#ifndef XSAVAC_SIM_STEADY_FAILURE_H
#define XSAVAC_SIM_STEADY_FAILURE_H

#include "sim/steady.h"

Status steady_fail_branch(const Network *network, SteadyResult *result, int branch);
Status steady_fail_singular(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown);
Status steady_fail_balance(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown,
                           double error);
Status steady_fail_negative(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown);
Status steady_fail_too_high(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown);

/* The unknown furthest below 0 Pa by more than rounding, and one above what any law here holds for; -1: none. */
int steady_most_negative(const SteadyWork *work, const Network *network, const double *p);
int steady_too_high(const SteadyWork *work, const Network *network, const double *p);

#endif
