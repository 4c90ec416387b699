/* The checks of DESIGN section 5, one function a check. */
#include "sim/limit_checks.h"

#include <math.h>
#include <stdio.h>

#include "models/constants.h"

static LimitRow row_of(LimitCheck check, const ValveMoment *m, ValveFact fact) {
  return (LimitRow){.check = check,
                    .value = NAN,
                    .limit = NAN,
                    .margin = NAN,
                    .utilization = NAN,
                    .status = LIMIT_NOT_APPLICABLE,
                    .source = valve_source(m->model, fact)};
}

static void judge(LimitRow *row, double utilization, const LimitsSettings *settings) {
  row->utilization = utilization;
  row->status = utilization > 1 + 1e-9 ? LIMIT_FAIL : utilization >= 1 - settings->margin ? LIMIT_WARN : LIMIT_PASS;
}

static void not_applicable(LimitRow *row, const char *reason) {
  row->status = LIMIT_NOT_APPLICABLE;
  snprintf(row->reason, sizeof row->reason, "%s", reason);
}

static void judge_maximum(LimitRow *row, double value, double limit, const LimitsSettings *settings) {
  row->value = value;
  row->limit = limit;
  if (isnan(limit)) {
    not_applicable(row, "the catalogue row states no such limit");
    return;
  }
  row->margin = limit - value;
  judge(row, value / limit, settings);
}

static double difference(const LimitsSettings *settings, double high_pa, double low_pa) {
  if (settings->differential == DIFFERENTIAL_ABSOLUTE) return high_pa - low_pa;
  return limits_catalogue_pressure_pa(high_pa) - limits_catalogue_pressure_pa(low_pa);
}

static LimitRow max_operating_differential(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_MAX_OPERATING_DIFFERENTIAL, m, VALVE_FACT_MAX_OPERATING_DIFFERENTIAL);
  judge_maximum(&row, difference(settings, m->p1_pa, m->p2_pa), m->model->max_operating_differential_pa, settings);
  if (!m->open) {
    row.utilization = row.margin = NAN;
    not_applicable(&row, "closed: judged when opening and while open");
  }
  return row;
}

/* The document states this limit for port 1 at atmosphere; elsewhere the same difference is our reading by force balance. */
static LimitRow reverse_pressure(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_REVERSE_PRESSURE, m, VALVE_FACT_REVERSE_PRESSURE);
  judge_maximum(&row, difference(settings, m->p2_pa, m->p1_pa), m->model->reverse_pressure_pa_gauge, settings);
  if (m->open) {
    row.utilization = row.margin = NAN;
    not_applicable(&row, "open: judged while closed");
  } else if (row.status != LIMIT_NOT_APPLICABLE && m->p2_pa > m->p1_pa &&
             fabs(m->p1_pa - STANDARD_ATMOSPHERE_PA) > 0.02 * STANDARD_ATMOSPHERE_PA)
    snprintf(row.reason, sizeof row.reason,
             "extrapolated by force balance: the catalogue states it for port 1 at atmosphere, here %.4g Pa(abs)",
             m->p1_pa);
  return row;
}

static LimitRow max_operating_pressure(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_MAX_OPERATING_PRESSURE, m, VALVE_FACT_MAX_OPERATING_PRESSURE);
  judge_maximum(&row, m->p1_pa - m->ambient_pressure_pa, m->model->max_operating_pa_gauge, settings);
  return row;
}

static LimitRow withstand_pressure(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_WITHSTAND_PRESSURE, m, VALVE_FACT_WITHSTAND_PRESSURE);
  judge_maximum(&row, fmax(m->p1_pa, m->p2_pa) - m->ambient_pressure_pa, m->model->withstand_pa_gauge, settings);
  return row;
}

static LimitRow min_operating_pressure(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_MIN_OPERATING_PRESSURE, m, VALVE_FACT_MIN_OPERATING_PRESSURE);
  row.value = m->p2_pa;
  row.limit = m->model->min_operating_pa_abs;
  if (isnan(row.limit))
    not_applicable(&row, "the catalogue row states no such limit");
  else if (m->p2_pa <= 0 && m->fixed2)
    not_applicable(&row, "port 2 stands at a boundary of 0 Pa, a perfect vacuum");
  else {
    row.margin = row.value - row.limit;
    judge(&row, m->p2_pa > 0 ? row.limit / row.value : INFINITY, settings);
    if (m->p2_pa <= 0) {
      row.utilization = NAN;
      snprintf(row.reason, sizeof row.reason, "port 2 stands at 0 Pa");
    }
  }
  return row;
}

/* A range has no zero to take a ratio from: utilization is the distance from mid-range over half the range. */
static LimitRow temperature(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_TEMPERATURE, m, VALVE_FACT_TEMPERATURE);
  double low = m->model->temperature_min_k, high = m->model->temperature_max_k;
  if (isnan(low) || isnan(high)) {
    not_applicable(&row, "the catalogue row states no such limit");
    return row;
  }
  const double seen[] = {m->temperature1_k, m->temperature2_k, m->ambient_temperature_k};
  double middle = 0.5 * (low + high), worst = seen[0];
  for (int i = 1; i < 3; i++)
    if (fabs(seen[i] - middle) > fabs(worst - middle)) worst = seen[i];
  row.value = worst;
  row.limit = worst > middle ? high : low;
  row.margin = worst > middle ? high - worst : worst - low;
  judge(&row, fabs(worst - middle) / (0.5 * (high - low)), settings);
  snprintf(row.reason, sizeof row.reason, "range %.4g to %.4g K, fluid and ambient; utilization counts from mid-range",
           low, high);
  return row;
}

static LimitRow fluid(const ValveMoment *m, const LimitsSettings *settings) {
  (void)settings;
  LimitRow row = row_of(LIMIT_FLUID, m, VALVE_FACT_FLUID);
  row.status = LIMIT_PASS;
  if (!m->model->air_inert_gas_only) not_applicable(&row, "the catalogue row does not restrict the gas");
  return row;
}

/* A closed valve passes its seat leak and nothing else, whichever way. */
static LimitRow flow_direction(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_FLOW_DIRECTION, m, VALVE_FACT_FLOW_DIRECTION);
  if (!m->model->one_way) {
    not_applicable(&row, "the catalogue row does not restrict the direction");
    return row;
  }
  if (!m->open) {
    row.status = LIMIT_PASS;
    snprintf(row.reason, sizeof row.reason, "closed: only the seat leak passes");
    return row;
  }
  judge_maximum(&row, fmax(0, -m->q_pa_m3_s), m->model->internal_leakage_pa_m3_s, settings);
  return row;
}

static LimitRow leakage(LimitCheck check, const ValveMoment *m, ValveFact fact, double measured, double limit,
                        const LimitsSettings *settings) {
  LimitRow row = row_of(check, m, fact);
  if (isnan(measured)) {
    row.limit = limit;
    not_applicable(&row, "no measured figure is given for this valve");
  } else
    judge_maximum(&row, measured, limit, settings);
  return row;
}

static LimitRow internal_leakage(const ValveMoment *m, const LimitsSettings *settings) {
  return leakage(LIMIT_INTERNAL_LEAKAGE, m, VALVE_FACT_INTERNAL_LEAKAGE, valve_measured_internal_leak_pa_m3_s(m->valve),
                 m->model->internal_leakage_pa_m3_s, settings);
}

static LimitRow external_leakage(const ValveMoment *m, const LimitsSettings *settings) {
  return leakage(LIMIT_EXTERNAL_LEAKAGE, m, VALVE_FACT_EXTERNAL_LEAKAGE, valve_measured_external_leak_pa_m3_s(m->valve),
                 m->model->external_leakage_pa_m3_s, settings);
}

static LimitRow coil_voltage(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_COIL_VOLTAGE, m, VALVE_FACT_COIL_VOLTAGE);
  const PartVoltage *rated = valve_part(m->valve)->voltage;
  row.value = valve_supply_voltage_v(m->valve);
  double tolerance = m->model->voltage_tolerance;
  if (isnan(row.value))
    not_applicable(&row, "no supply voltage is given for this valve");
  else if (!rated || isnan(tolerance))
    not_applicable(&row, "the part names no rated voltage");
  else {
    row.limit = rated->volts * (row.value >= rated->volts ? 1 + tolerance : 1 - tolerance);
    row.margin = tolerance * rated->volts - fabs(row.value - rated->volts);
    judge(&row, fabs(row.value - rated->volts) / (tolerance * rated->volts), settings);
    snprintf(row.reason, sizeof row.reason, "rated %s, +-%g %%; utilization counts the deviation", rated->words,
             100 * tolerance);
  }
  return row;
}

static LimitRow leakage_voltage(const ValveMoment *m, const LimitsSettings *settings) {
  LimitRow row = row_of(LIMIT_LEAKAGE_VOLTAGE, m, VALVE_FACT_LEAKAGE_VOLTAGE);
  const PartVoltage *rated = valve_part(m->valve)->voltage;
  double value = valve_leakage_voltage_v(m->valve);
  if (isnan(value))
    not_applicable(&row, "no leakage voltage is given for this valve");
  else if (!rated)
    not_applicable(&row, "the part names no rated voltage");
  else
    judge_maximum(&row, value, rated->volts * (rated->ac ? m->model->leakage_voltage_ac : m->model->leakage_voltage_dc),
                  settings);
  return row;
}

LimitRow limit_judge(LimitCheck check, const ValveMoment *moment, const LimitsSettings *settings) {
  static LimitRow (*const checks[LIMIT_CHECK_COUNT])(const ValveMoment *, const LimitsSettings *) = {
      [LIMIT_MAX_OPERATING_DIFFERENTIAL] = max_operating_differential,
      [LIMIT_REVERSE_PRESSURE] = reverse_pressure,
      [LIMIT_MAX_OPERATING_PRESSURE] = max_operating_pressure,
      [LIMIT_WITHSTAND_PRESSURE] = withstand_pressure,
      [LIMIT_MIN_OPERATING_PRESSURE] = min_operating_pressure,
      [LIMIT_TEMPERATURE] = temperature,
      [LIMIT_FLUID] = fluid,
      [LIMIT_FLOW_DIRECTION] = flow_direction,
      [LIMIT_INTERNAL_LEAKAGE] = internal_leakage,
      [LIMIT_EXTERNAL_LEAKAGE] = external_leakage,
      [LIMIT_COIL_VOLTAGE] = coil_voltage,
      [LIMIT_LEAKAGE_VOLTAGE] = leakage_voltage,
  };
  return checks[check](moment, settings);
}
