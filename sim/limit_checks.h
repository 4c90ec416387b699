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

bool limit_concerns(const Branch *branch); /* a valve with a catalogue row */

/* Of such a valve in the state it stands in; without flow, at 0 Pa. */
ValveMoment limit_moment(const Network *network, const Branch *branch);

/* True where no pressure, flow or state of the valve enters: one judgement holds for a whole run. */
bool limit_holds_always(LimitCheck check);

typedef struct {
  double value, limit, margin; /* as in LimitRow */
  double utilization;          /* NAN: not applicable, or judged without a number. INFINITY: a minimum at 0 Pa */
} LimitNumbers;

/* The numbers of a row, without text or allocation: what limit_judge() judges by. */
LimitNumbers limit_numbers(LimitCheck check, const ValveMoment *moment, const LimitsSettings *settings);
double limit_utilization(LimitCheck check, const ValveMoment *moment, const LimitsSettings *settings);

typedef struct {
  double low_pa, high_pa;
} PressureRange;

/* The moment with the pressures, out of both ranges, at which this check stands worst: each rises or falls with either throughout. */
ValveMoment limit_worst_corner(LimitCheck check, const ValveMoment *moment, PressureRange port1, PressureRange port2);

/* branch, when and time_s are the caller's to fill in. An infinite utilization fails and leaves no number in the row. */
LimitRow limit_judge(LimitCheck check, const ValveMoment *moment, const LimitsSettings *settings);

/* One row a check of every valve that limits concern, in file order; judge gives all but row.branch and the gases that `fluid` finds.
   False when out of memory. */
typedef LimitRow LimitJudge(void *context, int branch, LimitCheck check);
bool limit_table_fill(LimitTable *table, const Network *network, LimitJudge *judge, void *context);

/* Utilization of max_operating_differential and of reverse_pressure less 1, whatever the valve's state; -INFINITY where it has no such
   limit (a bare bore). */
double limit_differential_excess(const Branch *valve, const LimitsSettings *settings, double p1_pa, double p2_pa);
double limit_reverse_excess(const Branch *valve, const LimitsSettings *settings, double p1_pa, double p2_pa);

/* Which nodes share gas, with every valve thought open; boundaries end a part of the line but lend it their gas. */
typedef struct {
  Disjoint parts;
} GasReach;

bool gas_reach_init(GasReach *reach, const Network *network); /* false when out of memory */
void gas_reach_free(GasReach *reach);
void gas_reach_judge(GasReach *reach, const Network *network, const Branch *valve, LimitRow *row);

#endif
