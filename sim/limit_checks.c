/* The checks of DESIGN section 5 put into words, one function a check; their numbers are limit_numbers(). */
#include "sim/limit_checks.h"

#include <math.h>
#include <stdio.h>

#include "models/constants.h"

bool limit_concerns(const Branch *branch) {
  return branch_is_valve(branch) && valve_model(branch->params);
}

ValveMoment limit_moment(const Network *network, const Branch *branch) {
  const NodeParams *n1 = &network->nodes[branch->from].params, *n2 = &network->nodes[branch->to].params;
  return (ValveMoment){.valve = branch->params,
                       .model = valve_model(branch->params),
                       .open = branch->open,
                       .fixed2 = n2->fixed,
                       .temperature1_k = n1->temperature_k,
                       .temperature2_k = n2->temperature_k,
                       .ambient_temperature_k = network->ambient.temperature_k,
                       .ambient_pressure_pa = network->ambient.pressure_pa};
}

bool limit_holds_always(LimitCheck check) {
  switch (check) {
  case LIMIT_TEMPERATURE:
  case LIMIT_FLUID:
  case LIMIT_INTERNAL_LEAKAGE:
  case LIMIT_EXTERNAL_LEAKAGE:
  case LIMIT_COIL_VOLTAGE:
  case LIMIT_LEAKAGE_VOLTAGE:
    return true;
  default:
    return false;
  }
}

/* --- an excess has no state: each is asked of a valve as if it stood in the state that it is judged in --- */

static double excess(LimitCheck check, bool open, const Branch *valve, const LimitsSettings *settings, double p1_pa,
                     double p2_pa) {
  if (!limit_concerns(valve)) return -INFINITY;
  const ValveMoment moment = {
      .valve = valve->params, .model = valve_model(valve->params), .open = open, .p1_pa = p1_pa, .p2_pa = p2_pa};
  double utilization = limit_utilization(check, &moment, settings);
  return isnan(utilization) ? -INFINITY : utilization - 1;
}

double limit_differential_excess(const Branch *valve, const LimitsSettings *settings, double p1_pa, double p2_pa) {
  return excess(LIMIT_MAX_OPERATING_DIFFERENTIAL, true, valve, settings, p1_pa, p2_pa);
}

double limit_reverse_excess(const Branch *valve, const LimitsSettings *settings, double p1_pa, double p2_pa) {
  return excess(LIMIT_REVERSE_PRESSURE, false, valve, settings, p1_pa, p2_pa);
}

/* --- what a row says beside its numbers --- */

static void say(LimitRow *row, const char *reason) {
  snprintf(row->reason, sizeof row->reason, "%s", reason);
}

static void any_limit(const ValveMoment *m, LimitRow *row) {
  (void)m;
  if (isnan(row->limit)) say(row, "the catalogue row states no such limit");
}

static void max_operating_differential(const ValveMoment *m, LimitRow *row) {
  if (m->open)
    any_limit(m, row);
  else
    say(row, "closed: judged when opening and while open");
}

/* The document states this limit for port 1 at atmosphere; elsewhere the same difference is our reading by force balance. */
static void reverse_pressure(const ValveMoment *m, LimitRow *row) {
  any_limit(m, row);
  if (m->open)
    say(row, "open: judged while closed");
  else if (!isnan(row->limit) && m->p2_pa > m->p1_pa &&
           fabs(m->p1_pa - STANDARD_ATMOSPHERE_PA) > 0.02 * STANDARD_ATMOSPHERE_PA)
    snprintf(row->reason, sizeof row->reason,
             "extrapolated by force balance: the catalogue states it for port 1 at atmosphere, here %.4g Pa(abs)",
             m->p1_pa);
}

static void min_operating_pressure(const ValveMoment *m, LimitRow *row) {
  any_limit(m, row);
  if (isnan(row->limit) || m->p2_pa > 0) return;
  say(row, m->fixed2 ? "port 2 stands at a boundary of 0 Pa, a perfect vacuum" : "port 2 stands at 0 Pa");
}

static void temperature(const ValveMoment *m, LimitRow *row) {
  any_limit(m, row);
  if (isnan(row->limit)) return;
  snprintf(row->reason, sizeof row->reason,
           "range %.4g to %.4g K, fluid and ambient; utilization counts from mid-range", m->model->temperature_min_k,
           m->model->temperature_max_k);
}

/* The rule alone: which gases come to the valve is gas_reach_judge()'s to say. */
static void fluid(const ValveMoment *m, LimitRow *row) {
  if (m->model->air_inert_gas_only)
    row->status = LIMIT_PASS;
  else
    say(row, "the catalogue row does not restrict the gas");
}

/* A closed valve passes its seat leak and nothing else, whichever way. */
static void flow_direction(const ValveMoment *m, LimitRow *row) {
  if (!m->model->one_way)
    say(row, "the catalogue row does not restrict the direction");
  else if (m->open)
    any_limit(m, row);
  else {
    row->status = LIMIT_PASS;
    say(row, "closed: only the seat leak passes");
  }
}

static void any_leakage(const ValveMoment *m, LimitRow *row) {
  if (isnan(row->value))
    say(row, "no measured figure is given for this valve");
  else
    any_limit(m, row);
}

static void coil_voltage(const ValveMoment *m, LimitRow *row) {
  if (isnan(row->value))
    say(row, "no supply voltage is given for this valve");
  else if (isnan(row->limit))
    say(row, "the part names no rated voltage");
  else
    snprintf(row->reason, sizeof row->reason, "rated %s, +-%g %%; utilization counts the deviation",
             valve_part(m->valve)->voltage->words, 100 * m->model->voltage_tolerance);
}

static void leakage_voltage(const ValveMoment *m, LimitRow *row) {
  if (isnan(row->value))
    say(row, "no leakage voltage is given for this valve");
  else if (!valve_part(m->valve)->voltage)
    say(row, "the part names no rated voltage");
  else
    any_limit(m, row);
}

static const struct {
  void (*words)(const ValveMoment *moment, LimitRow *row);
  ValveFact fact;
} rows[LIMIT_CHECK_COUNT] = {
    [LIMIT_MAX_OPERATING_DIFFERENTIAL] = {max_operating_differential, VALVE_FACT_MAX_OPERATING_DIFFERENTIAL},
    [LIMIT_REVERSE_PRESSURE] = {reverse_pressure, VALVE_FACT_REVERSE_PRESSURE},
    [LIMIT_MAX_OPERATING_PRESSURE] = {any_limit, VALVE_FACT_MAX_OPERATING_PRESSURE},
    [LIMIT_WITHSTAND_PRESSURE] = {any_limit, VALVE_FACT_WITHSTAND_PRESSURE},
    [LIMIT_MIN_OPERATING_PRESSURE] = {min_operating_pressure, VALVE_FACT_MIN_OPERATING_PRESSURE},
    [LIMIT_TEMPERATURE] = {temperature, VALVE_FACT_TEMPERATURE},
    [LIMIT_FLUID] = {fluid, VALVE_FACT_FLUID},
    [LIMIT_FLOW_DIRECTION] = {flow_direction, VALVE_FACT_FLOW_DIRECTION},
    [LIMIT_INTERNAL_LEAKAGE] = {any_leakage, VALVE_FACT_INTERNAL_LEAKAGE},
    [LIMIT_EXTERNAL_LEAKAGE] = {any_leakage, VALVE_FACT_EXTERNAL_LEAKAGE},
    [LIMIT_COIL_VOLTAGE] = {coil_voltage, VALVE_FACT_COIL_VOLTAGE},
    [LIMIT_LEAKAGE_VOLTAGE] = {leakage_voltage, VALVE_FACT_LEAKAGE_VOLTAGE},
};

static void set_status(LimitRow *row, double utilization, const LimitsSettings *settings) {
  row->status = utilization > 1 + LIMIT_TOLERANCE     ? LIMIT_FAIL
                : utilization >= 1 - settings->margin ? LIMIT_WARN
                                                      : LIMIT_PASS;
  if (isfinite(utilization)) row->utilization = utilization;
}

LimitRow limit_judge(LimitCheck check, const ValveMoment *moment, const LimitsSettings *settings) {
  LimitNumbers numbers = limit_numbers(check, moment, settings);
  LimitRow row = {.check = check,
                  .value = numbers.value,
                  .limit = numbers.limit,
                  .margin = numbers.margin,
                  .utilization = NAN,
                  .status = LIMIT_NOT_APPLICABLE,
                  .source = valve_source(moment->model, rows[check].fact)};
  rows[check].words(moment, &row);
  if (!isnan(numbers.utilization)) set_status(&row, numbers.utilization, settings);
  return row;
}
