#include "models/kernel_iec60534.h"

#include <math.h>

#include "models/constants.h"
#include "models/kernel_fanno.h"
#include "models/kernel_restriction.h"

static const double n6 = 31.6, seconds_per_hour = 3600, bar_pa = 1e5;

double kv_from_cv(double cv) {
  return 0.865 * cv;
}

double kv_from_av(double av_m2) {
  return av_m2 / 28e-6;
}

/* mdot/(p1 sqrt(M/(R T))) at Y sqrt(x) = 1, an area. */
static double coefficient_m2(const Iec60534 *law) {
  return n6 * law->kv / seconds_per_hour / sqrt(bar_pa);
}

void iec60534_prepare(Iec60534 *law, double kv, double xt, double molecular_air_m3_s) {
  *law = (Iec60534){kv, xt, molecular_air_m3_s, 0};
  double choked = 2.0 / 3 * sqrt(xt); /* of mdot/(p1 sqrt(M/(R T))), which the ideal nozzle has at psi times its area */
  law->effective_radius_m = sqrt(coefficient_m2(law) * choked / gas_psi(1.4) / PI);
}

static double choked_x(const Iec60534 *law, const GasState *gas) {
  return gas->gamma / 1.4 * law->xt;
}

static Shape iec_shape(const void *self, const GasState *gas, double x) {
  double limit = choked_x(self, gas);
  if (x >= limit) return (Shape){2.0 / 3 * sqrt(limit), 0};
  double root = sqrt(x);
  return (Shape){root * (1 - x / (3 * limit)), 0.5 * (1 - x / limit) / root};
}

void kernel_iec60534(const Iec60534 *law, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  double rt_over_m = GAS_CONSTANT_J_MOL_K * gas->temperature_k / gas->molar_mass_kg_mol;
  double unit = coefficient_m2(law) * sqrt(rt_over_m) * REFERENCE_TEMPERATURE_K / gas->temperature_k;
  Restriction restriction = {law, iec_shape, choked_x(law, gas),
                             restriction_molecular_m3_s(law->molecular_air_m3_s, gas), law->effective_radius_m};
  restriction_flow(&restriction, gas, unit, p1_pa, p2_pa, flow);
}

double iec60534_molecular_conductance_m3_s(const Iec60534 *law, const GasState *gas) {
  return restriction_molecular_m3_s(law->molecular_air_m3_s, gas);
}
