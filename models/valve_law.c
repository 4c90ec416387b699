#include "models/valve_law.h"

#include <stdio.h>

#include "models/constants.h"
#include "models/kernel_pipe.h"
#include "models/restriction_check.h"

static GasState air_at_20c(void) {
  return gas_state(gas_find("air"), REFERENCE_TEMPERATURE_K);
}

static double bore_area_m2(double bore_m) {
  return PI * bore_m * bore_m / 4;
}

static double air_aperture_m3_s(double bore_m) {
  GasState air = air_at_20c();
  return bore_area_m2(bore_m) * gas_mean_speed_m_s(&air) / 4;
}

static void prepare(ValveLaw *law, const ValveCoefficients *c, double molecular_m3_s) {
  law->basis = c->basis;
  switch (c->basis) {
  case VALVE_FLOW_ESTIMATE:
    bore_prepare(&law->as.bore, c->bore_m, c->discharge, c->critical_b, molecular_m3_s / air_aperture_m3_s(c->bore_m));
    break;
  case VALVE_FLOW_ISO6358:
    iso6358_prepare(&law->as.iso, c->sonic_m3_s_pa, c->critical_b, c->subsonic_m, molecular_m3_s);
    break;
  case VALVE_FLOW_IEC60534:
    iec60534_prepare(&law->as.iec, c->kv, c->xt, molecular_m3_s);
    break;
  }
}

/* The estimate of the molecular conductance goes with the opening's size: with a measured flow that is its effective area, not its bore. */
static double molecular_of(const ValveCoefficients *c) {
  if (c->molecular_m3_s == c->molecular_m3_s) return c->molecular_m3_s;
  if (c->basis == VALVE_FLOW_ESTIMATE) return c->molecular_factor * air_aperture_m3_s(c->bore_m);
  ValveLaw sized;
  prepare(&sized, c, 0);
  double radius_m = c->basis == VALVE_FLOW_ISO6358 ? sized.as.iso.effective_radius_m : sized.as.iec.effective_radius_m;
  return c->molecular_factor / c->usual_discharge * air_aperture_m3_s(2 * radius_m);
}

bool valve_law_prepare(ValveLaw *law, const ValveCoefficients *coefficients, char *message, size_t size) {
  double molecular_m3_s = molecular_of(coefficients);
  prepare(law, coefficients, molecular_m3_s);
  GasState air = air_at_20c();
  const double inlet_pa = 1e6;
  Flow choked;
  valve_law_flow(law, &air, inlet_pa, 0, &choked);
  double ideal = ideal_choked_m3_s(bore_area_m2(coefficients->bore_m), &air) * inlet_pa;
  if (choked.q_pa_m3_s > ideal * (1 + 1e-3)) {
    snprintf(message, size,
             "the measured figure passes %.4g times the ideal choked flow of its %.4g mm orifice: no valve does that; "
             "check value and unit",
             choked.q_pa_m3_s / ideal, 1e3 * coefficients->bore_m);
    return false;
  }
  return restriction_plausible(molecular_m3_s, choked.q_pa_m3_s / inlet_pa, message, size);
}

void valve_law_flow(const ValveLaw *law, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  switch (law->basis) {
  case VALVE_FLOW_ESTIMATE:
    kernel_bore(&law->as.bore, gas, p1_pa, p2_pa, flow);
    break;
  case VALVE_FLOW_ISO6358:
    kernel_iso6358(&law->as.iso, gas, p1_pa, p2_pa, flow);
    break;
  case VALVE_FLOW_IEC60534:
    kernel_iec60534(&law->as.iec, gas, p1_pa, p2_pa, flow);
    break;
  }
}

double valve_law_molecular_m3_s(const ValveLaw *law, const GasState *gas) {
  switch (law->basis) {
  case VALVE_FLOW_ESTIMATE:
    return bore_molecular_conductance_m3_s(&law->as.bore, gas);
  case VALVE_FLOW_ISO6358:
    return iso6358_molecular_conductance_m3_s(&law->as.iso, gas);
  case VALVE_FLOW_IEC60534:
    return iec60534_molecular_conductance_m3_s(&law->as.iec, gas);
  }
  return 0;
}
