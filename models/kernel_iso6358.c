#include "models/kernel_iso6358.h"

#include <math.h>

#include "models/constants.h"
#include "models/kernel_restriction.h"

static const double reference_density_kg_m3 = 1.185, air_molar_mass_kg_mol = 0.0289655,
                    air_psi = 0.6847314563772704; /* ISO 8778 reference atmosphere */
static const double ideal_c_m3_s_pa_m2 =
    0.1992e-2; /* C of 1 m2 ideal nozzle: 0.1992 dm3/(s bar) per mm2 (models/LAWS.md section 6) */

void iso6358_prepare(Iso6358 *law, double sonic_conductance_m3_s_pa, double critical_ratio, double exponent,
                     double molecular_air_m3_s) {
  double area = sonic_conductance_m3_s_pa / ideal_c_m3_s_pa_m2;
  *law = (Iso6358){sonic_conductance_m3_s_pa, critical_ratio,  exponent,
                   molecular_air_m3_s,        sqrt(area / PI), 1 / (1 - critical_ratio)};
}

static Shape power_shape(double inverse_subsonic, double exponent, double e) {
  double u = e * inverse_subsonic, y = 1 - u;
  if (y <= 0) return (Shape){1, 0};
  double base = u * (2 - u), value = exponent == 0.5 ? sqrt(base) : pow(base, exponent);
  return (Shape){value, exponent * value / base * 2 * y * inverse_subsonic};
}

Shape iso6358_ellipse(double inverse_subsonic, double e) {
  return power_shape(inverse_subsonic, 0.5, e);
}

static Shape iso_shape(const void *self, const GasState *gas, double e) {
  const Iso6358 *law = self;
  (void)gas;
  return power_shape(law->inverse_subsonic, law->exponent, e);
}

void kernel_iso6358(const Iso6358 *law, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  double kg_s_pa = law->sonic_conductance_m3_s_pa * reference_density_kg_m3 *
                   sqrt(REFERENCE_TEMPERATURE_K / gas->temperature_k) *
                   sqrt(gas->molar_mass_kg_mol / air_molar_mass_kg_mol) * gas->psi / air_psi;
  double unit = kg_s_pa * GAS_CONSTANT_J_MOL_K * REFERENCE_TEMPERATURE_K / gas->molar_mass_kg_mol;
  Restriction restriction = {law, iso_shape, 1 - law->critical_ratio,
                             restriction_molecular_m3_s(law->molecular_air_m3_s, gas), law->effective_radius_m};
  restriction_flow(&restriction, gas, unit, p1_pa, p2_pa, flow);
}

double iso6358_molecular_conductance_m3_s(const Iso6358 *law, const GasState *gas) {
  return restriction_molecular_m3_s(law->molecular_air_m3_s, gas);
}
