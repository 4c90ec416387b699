/* Flow backwards through an open valve, told from what the integration errs by. Part of limit_watch. */
#ifndef XSAVAC_SIM_TRANSIENT_BACK_FLOW_H
#define XSAVAC_SIM_TRANSIENT_BACK_FLOW_H

#include "sim/transient/limit_look.h"

/* A contiguous time of flow backwards. It is real once more has flowed back in it than pressures that err explain. */
typedef struct {
  bool running;
  double amount_pa_m3; /* flowed back so far, pV at 293.15 K */
  double time_s;       /* of its largest flow, which stands in moment */
  ValveMoment moment;
} BackFlow;

/* Follows it through a step with the valve open; look: of LIMIT_FLOW_DIRECTION. True where *look->worst has become worse. */
bool back_flow_step(BackFlow *back, LimitLook *look, const Step *step, const StepRanges *ranges);

#endif
