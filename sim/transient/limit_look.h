/* One check of one valve through a run: its worst moment so far, looked for at moments and within steps. Part of limit_watch. */
#ifndef XSAVAC_SIM_TRANSIENT_LIMIT_LOOK_H
#define XSAVAC_SIM_TRANSIENT_LIMIT_LOOK_H

#include "sim/limit_checks.h"
#include "sim/transient/step.h"

typedef struct {
  double time_s, utilization; /* NAN: the check never applied so far */
  ValveMoment moment;
} WorstMoment;

/* What the pressures of a run can be off by; boundaries are exact. */
typedef struct {
  double rtol, atol_pa;
} LimitTolerance;

typedef struct {
  const Network *network;
  const LimitsSettings *settings;
  const LimitTolerance *tolerance;
  const Branch *branch;
  LimitCheck check;
  ValveMoment *moment; /* of the valve, its state given; pressures and flow are scratch */
  WorstMoment *worst;
} LimitLook;

/* Takes the moment where it is worse than what stands in *worst. */
void limit_look_moment(LimitLook *look, double time_s, const double *p);

/* What the total pressures at a valve's ports and their difference p1 - p2 stay within during a step. */
typedef struct {
  PressureRange port1, port2, drop;
} StepRanges;

StepRanges step_ranges(const Network *network, const Branch *branch, const Step *step);

/* The same for every moment of a step. True where something was taken. */
bool limit_look_step(LimitLook *look, const Step *step, const StepRanges *ranges);

/* Whether the limit is exceeded at the worst moment by more than the pressures can be off. */
bool limit_look_exceeds(const LimitLook *look);

/* First moment of the step at which the limit is exceeded, knowing that it is by the one just taken. */
double limit_look_first_excess_s(LimitLook *look, const Step *step);

/* The state of the valve that a check is for; no matter where it is for either. */
bool limit_look_wants_open(LimitCheck check);

#endif
