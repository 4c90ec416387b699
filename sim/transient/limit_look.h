/* One check of one valve through a run: its worst moment so far, looked for at moments and within steps. Part of limit_watch. */
#ifndef XSAVAC_SIM_TRANSIENT_LIMIT_LOOK_H
#define XSAVAC_SIM_TRANSIENT_LIMIT_LOOK_H

#include "sim/limit_checks.h"
#include "sim/transient/step.h"

typedef struct {
  double time_s, utilization; /* NAN: the check never applied so far */
  ValveMoment moment;
} WorstMoment;

/* What the pressures of a run can be off by; boundaries are exact, and so are volumes at 0 s. */
typedef struct {
  double rtol, atol_pa;
} LimitTolerance;

/* However loose the run, a limit is no looser than this. */
#define LIMIT_DOUBT_MAX 1e-5

typedef struct {
  const Network *network;
  const LimitsSettings *settings;
  const LimitTolerance *tolerance;
  const Branch *branch;
  LimitCheck check;
  ValveMoment *moment; /* of the valve, its state given; pressures and flow are scratch */
  WorstMoment *worst;
} LimitLook;

/* Takes the moment where it is worse than what stands in *worst. A flow through an open valve counts here only between two boundaries;
   elsewhere back_flow.h follows it. */
void limit_look_moment(LimitLook *look, double time_s, const double *p);

/* The same for a moment made elsewhere. True where it was taken. */
bool limit_look_offer(LimitLook *look, double time_s, const ValveMoment *moment);

/* Through the valve, all gases, pV at 293.15 K, Pa m3/s; and what an error of the pressures makes of it. doubt may be NULL. */
double limit_look_flow(const LimitLook *look, const double *p, double *doubt_pa_m3_s);

/* What the total pressures at a valve's ports and their difference p1 - p2 stay within during a step. */
typedef struct {
  PressureRange port1, port2, drop;
} StepRanges;

StepRanges step_ranges(const Network *network, const Branch *branch, const Step *step);

/* By the pressures alone no gas can flow from port 2 to port 1 within the step. */
bool limit_look_surely_forward(const LimitLook *look, const StepRanges *ranges);

/* limit_look_moment() for every moment of a step; not of LIMIT_FLOW_DIRECTION. True where something was taken. */
bool limit_look_step(LimitLook *look, const Step *step, const StepRanges *ranges);

/* Whether the limit is exceeded at the worst moment by more than the pressures can be off. */
bool limit_look_exceeds(const LimitLook *look);

/* First moment of the step at which the limit is exceeded, knowing that it is by the one just taken. */
double limit_look_first_excess_s(LimitLook *look, const Step *step);

/* The state of the valve that a check is for; no matter where it is for either. */
bool limit_look_wants_open(LimitCheck check);

#endif
