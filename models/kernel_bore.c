#include "models/kernel_bore.h"

#include <math.h>

#include "models/constants.h"
#include "models/kernel_iso6358.h"
#include "models/kernel_restriction.h"

void bore_prepare(Bore *bore, double diameter_m, double discharge, double critical_ratio, double molecular_factor) {
  *bore = (Bore){PI * diameter_m * diameter_m / 4, discharge, critical_ratio, molecular_factor,
                 sqrt(PI * diameter_m * diameter_m / 4 * discharge / PI), 1 / (1 - critical_ratio)};
}

static Shape bore_shape(const void *self, const GasState *gas, double e) {
  const Bore *bore = self;
  (void)gas;
  return iso6358_ellipse(bore->inverse_subsonic, e);
}

void kernel_bore(const Bore *bore, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  double aperture = bore->area_m2 * gas->v0_m_s / (2 * sqrt(PI));
  Restriction restriction = {bore, bore_shape, 1 - bore->critical_ratio, bore->molecular_factor * aperture,
                             bore->effective_radius_m};
  restriction_flow(&restriction, gas, bore->discharge * aperture * gas->warm * sqrt(2 * PI) * gas->psi, p1_pa, p2_pa, flow);
}

double bore_molecular_conductance_m3_s(const Bore *bore, const GasState *gas) {
  return bore->molecular_factor * bore->area_m2 * gas_mean_speed_m_s(gas) / 4;
}
