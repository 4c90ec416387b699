/* The numbers of the checks of DESIGN section 5, one function a check. Each names value and limit wherever it knows them, and a margin
   and a utilization only where the check applies. */
#include <math.h>

#include "sim/limit_checks.h"

static const LimitNumbers unknown = {NAN, NAN, NAN, NAN};

/* A limit of 0 is held by 0 and by nothing above it. */
static double share(double value, double limit) {
  return limit == 0 && value == 0 ? 0 : value / limit;
}

static LimitNumbers maximum(double value, double limit) {
  return (LimitNumbers){value, limit, limit - value, share(value, limit)};
}

static LimitNumbers only_where(bool applies, LimitNumbers numbers) {
  return applies ? numbers : (LimitNumbers){numbers.value, numbers.limit, NAN, NAN};
}

static double difference(const LimitsSettings *settings, double high_pa, double low_pa) {
  if (settings->differential == DIFFERENTIAL_ABSOLUTE) return high_pa - low_pa;
  return limits_catalogue_difference_pa(high_pa, low_pa);
}

static LimitNumbers minimum_pressure(const ValveMoment *m) {
  double value = m->p2_pa, limit = m->model->min_operating_pa_abs;
  if (isnan(limit) || (value <= 0 && m->fixed2)) return (LimitNumbers){value, limit, NAN, NAN};
  double utilization = value > 0 ? limit / value : limit > 0 ? INFINITY : 0;
  return (LimitNumbers){value, limit, value - limit, utilization};
}

/* A range has no zero to take a ratio from: utilization is the distance from mid-range over half the range. */
static LimitNumbers temperature(const ValveMoment *m) {
  double low = m->model->temperature_min_k, high = m->model->temperature_max_k;
  if (isnan(low) || isnan(high)) return unknown;
  const double seen[] = {m->temperature1_k, m->temperature2_k, m->ambient_temperature_k};
  double middle = 0.5 * (low + high), worst = seen[0];
  for (int i = 1; i < 3; i++)
    if (fabs(seen[i] - middle) > fabs(worst - middle)) worst = seen[i];
  return (LimitNumbers){worst, worst > middle ? high : low, worst > middle ? high - worst : worst - low,
                        share(fabs(worst - middle), 0.5 * (high - low))};
}

static LimitNumbers flow_direction(const ValveMoment *m) {
  if (!m->model->one_way || !m->open) return unknown;
  return maximum(fmax(0, -m->q_pa_m3_s), m->model->internal_leakage_pa_m3_s);
}

static LimitNumbers coil_voltage(const ValveMoment *m) {
  const PartVoltage *rated = valve_part(m->valve)->voltage;
  double value = valve_supply_voltage_v(m->valve), tolerance = m->model->voltage_tolerance;
  if (isnan(value) || !rated || isnan(tolerance)) return (LimitNumbers){value, NAN, NAN, NAN};
  double deviation = fabs(value - rated->volts), allowed = tolerance * rated->volts;
  return (LimitNumbers){value, rated->volts * (value >= rated->volts ? 1 + tolerance : 1 - tolerance),
                        allowed - deviation, share(deviation, allowed)};
}

static LimitNumbers leakage_voltage(const ValveMoment *m) {
  const PartVoltage *rated = valve_part(m->valve)->voltage;
  double value = valve_leakage_voltage_v(m->valve);
  if (isnan(value) || !rated) return (LimitNumbers){value, NAN, NAN, NAN};
  return maximum(value, rated->volts * (rated->ac ? m->model->leakage_voltage_ac : m->model->leakage_voltage_dc));
}

LimitNumbers limit_numbers(LimitCheck check, const ValveMoment *m, const LimitsSettings *settings) {
  const ValveModel *model = m->model;
  switch (check) {
  case LIMIT_MAX_OPERATING_DIFFERENTIAL:
    return only_where(m->open, maximum(difference(settings, m->p1_pa, m->p2_pa), model->max_operating_differential_pa));
  case LIMIT_REVERSE_PRESSURE:
    return only_where(!m->open, maximum(difference(settings, m->p2_pa, m->p1_pa), model->reverse_pressure_pa_gauge));
  case LIMIT_MAX_OPERATING_PRESSURE:
    return maximum(m->p1_pa - m->ambient_pressure_pa, model->max_operating_pa_gauge);
  case LIMIT_WITHSTAND_PRESSURE:
    return maximum(fmax(m->p1_pa, m->p2_pa) - m->ambient_pressure_pa, model->withstand_pa_gauge);
  case LIMIT_MIN_OPERATING_PRESSURE:
    return minimum_pressure(m);
  case LIMIT_TEMPERATURE:
    return temperature(m);
  case LIMIT_FLOW_DIRECTION:
    return flow_direction(m);
  case LIMIT_INTERNAL_LEAKAGE:
    return maximum(valve_measured_internal_leak_pa_m3_s(m->valve), model->internal_leakage_pa_m3_s);
  case LIMIT_EXTERNAL_LEAKAGE:
    return maximum(valve_measured_external_leak_pa_m3_s(m->valve), model->external_leakage_pa_m3_s);
  case LIMIT_COIL_VOLTAGE:
    return coil_voltage(m);
  case LIMIT_LEAKAGE_VOLTAGE:
    return leakage_voltage(m);
  case LIMIT_FLUID:
  case LIMIT_CHECK_COUNT:
    break;
  }
  return unknown;
}

double limit_utilization(LimitCheck check, const ValveMoment *moment, const LimitsSettings *settings) {
  return limit_numbers(check, moment, settings).utilization;
}

ValveMoment limit_worst_corner(LimitCheck check, const ValveMoment *moment, PressureRange port1, PressureRange port2) {
  static const struct {
    bool rises1, rises2; /* with the pressure at that port */
  } sense[LIMIT_CHECK_COUNT] = {
      [LIMIT_MAX_OPERATING_DIFFERENTIAL] = {true, false}, [LIMIT_REVERSE_PRESSURE] = {false, true},
      [LIMIT_MAX_OPERATING_PRESSURE] = {true, true},      [LIMIT_WITHSTAND_PRESSURE] = {true, true},
      [LIMIT_MIN_OPERATING_PRESSURE] = {false, false},    [LIMIT_FLOW_DIRECTION] = {false, true}};
  ValveMoment corner = *moment;
  corner.p1_pa = sense[check].rises1 ? port1.high_pa : port1.low_pa;
  corner.p2_pa = sense[check].rises2 ? port2.high_pa : port2.low_pa;
  return corner;
}
