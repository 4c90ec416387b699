#include "models/gas.h"

#include <math.h>
#include <string.h>

#include "models/constants.h"

const Gas *gas_find(const char *name) {
  for (int i = 0; i < gas_table_count; i++)
    if (strcmp(gas_table[i].name, name) == 0) return &gas_table[i];
  return NULL;
}

double gas_viscosity_pa_s(const Gas *gas, double temperature_k) {
  const double t0 = REFERENCE_TEMPERATURE_K, s = gas->sutherland_k;
  return gas->viscosity_20c_pa_s * pow(temperature_k / t0, 1.5) * (t0 + s) / (temperature_k + s);
}

double gas_psi(double gamma) {
  return sqrt(gamma) * pow(2 / (gamma + 1), (gamma + 1) / (2 * (gamma - 1)));
}

static GasState state_of(double temperature_k, double molar_mass, double viscosity, double gamma) {
  double v0 = sqrt(2 * GAS_CONSTANT_J_MOL_K * temperature_k / molar_mass);
  return (GasState){temperature_k, molar_mass, viscosity, gamma, v0, gas_psi(gamma)};
}

GasState gas_state(const Gas *gas, double temperature_k) {
  return state_of(temperature_k, gas->molar_mass_kg_mol, gas_viscosity_pa_s(gas, temperature_k), gas->gamma);
}

/* Wilke's weight of gas j in the viscosity of gas i. */
static double wilke_phi(const Gas *i, const Gas *j, double mu_i, double mu_j) {
  double mi = i->molar_mass_kg_mol, mj = j->molar_mass_kg_mol;
  double root = 1 + sqrt(mu_i / mu_j) * pow(mj / mi, 0.25);
  return root * root / sqrt(8 * (1 + mi / mj));
}

GasState gas_mixture_state(const Gas *const *gases, const double *x, int n, double temperature_k) {
  double molar_mass = 0, gamma = 0, viscosity = 0;
  for (int i = 0; i < n; i++) {
    molar_mass += x[i] * gases[i]->molar_mass_kg_mol;
    gamma += x[i] * gases[i]->gamma;
    if (x[i] <= 0) continue;
    double mu_i = gas_viscosity_pa_s(gases[i], temperature_k), weight = 0;
    for (int j = 0; j < n; j++)
      weight += x[j] * wilke_phi(gases[i], gases[j], mu_i, gas_viscosity_pa_s(gases[j], temperature_k));
    viscosity += x[i] * mu_i / weight;
  }
  return state_of(temperature_k, molar_mass, viscosity, gamma);
}

double gas_mean_speed_m_s(const GasState *gas) {
  return gas->v0_m_s * sqrt(4 / PI);
}

double gas_rarefaction(const GasState *gas, double radius_m, double pressure_pa) {
  return radius_m * pressure_pa / (gas->viscosity_pa_s * gas->v0_m_s);
}
