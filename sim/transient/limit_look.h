/* One check of one valve through a run: its worst moment so far, looked for at moments and within steps. Part of limit_watch. */
#ifndef XSAVAC_SIM_TRANSIENT_LIMIT_LOOK_H
#define XSAVAC_SIM_TRANSIENT_LIMIT_LOOK_H

#include "sim/limit_checks.h"
#include "sim/transient/step.h"

typedef struct {
  double time_s, utilization; /* NAN: the check never applied so far */
  ValveMoment moment;
} WorstMoment;

typedef struct {
  const Network *network;
  const LimitsSettings *settings;
  const Branch *branch;
  LimitCheck check;
  ValveMoment *moment; /* of the valve, its state given; pressures and flow are scratch */
  WorstMoment *worst;
} LimitLook;

/* Takes the moment where it is worse than what stands in *worst. */
void limit_look_moment(LimitLook *look, double time_s, const double *p);

/* The same for every moment of a step. port1, port2: what the total pressures stay within. True where something was taken. */
bool limit_look_step(LimitLook *look, const Step *step, PressureRange port1, PressureRange port2);

/* First moment of the step at which the limit is exceeded, knowing that it is by the one just taken. */
double limit_look_first_excess_s(LimitLook *look, const Step *step);

/* What a node's total pressure stays within during a step. */
PressureRange limit_look_range(const Network *network, const Step *step, int node);

/* The state of the valve that a check is for; no matter where it is for either. */
bool limit_look_wants_open(LimitCheck check);

#endif
