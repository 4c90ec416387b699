/* One catalogue limit judged at one moment of one valve's life; and the gases that a valve can see. */
#ifndef XSAVAC_SIM_LIMIT_CHECKS_H
#define XSAVAC_SIM_LIMIT_CHECKS_H

#include "sim/disjoint.h"
#include "sim/limits.h"

typedef struct {
  const Valve *valve;
  const ValveModel *model;
  bool open;
  double p1_pa, p2_pa, q_pa_m3_s;
  bool fixed2; /* port 2 is a boundary */
  double temperature1_k, temperature2_k, ambient_temperature_k, ambient_pressure_pa;
} ValveMoment;

LimitRow limit_judge(LimitCheck check, const ValveMoment *moment, const LimitsSettings *settings);

/* Which nodes share gas, with every valve thought open; boundaries end a part of the line but lend it their gas. */
typedef struct {
  Disjoint parts;
} GasReach;

bool gas_reach_init(GasReach *reach, const Network *network); /* false when out of memory */
void gas_reach_free(GasReach *reach);
void gas_reach_judge(GasReach *reach, const Network *network, const Branch *valve, LimitRow *row);

#endif
