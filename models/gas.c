#include "models/gas.h"

#include <math.h>
#include <string.h>

#include "models/constants.h"

const Gas *gas_find(const char *name) {
  for (int i = 0; i < gas_table_count; i++)
    if (strcmp(gas_table[i].name, name) == 0) return &gas_table[i];
  return NULL;
}

int gas_row(const Gas *gas) {
  return (int)(gas - gas_table);
}

/* Sutherland's rise of a viscosity from 20 degC; the power is the same for every gas. */
static double warmed_viscosity_pa_s(const Gas *gas, double temperature_k, double power) {
  const double t0 = REFERENCE_TEMPERATURE_K, s = gas->sutherland_k;
  return gas->viscosity_20c_pa_s * power * (t0 + s) / (temperature_k + s);
}

static double sutherland_power(double temperature_k) {
  return pow(temperature_k / REFERENCE_TEMPERATURE_K, 1.5);
}

double gas_viscosity_pa_s(const Gas *gas, double temperature_k) {
  return warmed_viscosity_pa_s(gas, temperature_k, sutherland_power(temperature_k));
}

double gas_psi(double gamma) {
  return sqrt(gamma) * pow(2 / (gamma + 1), (gamma + 1) / (2 * (gamma - 1)));
}

void gas_set_gamma(GasState *gas, double gamma) {
  gas->gamma = gamma;
  gas->psi = gas_psi(gamma);
  gas->fanno = fanno_of(gamma, gas->psi);
}

void gas_complete(GasState *gas) {
  gas->warm = REFERENCE_TEMPERATURE_K / gas->temperature_k;
  gas->rarefaction_per_pa_m = 1 / (gas->viscosity_pa_s * gas->v0_m_s);
  gas_set_gamma(gas, gas->gamma);
}

static GasState state_of(double temperature_k, double molar_mass, double viscosity, double gamma) {
  double v0 = sqrt(2 * GAS_CONSTANT_J_MOL_K * temperature_k / molar_mass);
  GasState gas = {.temperature_k = temperature_k,
                  .molar_mass_kg_mol = molar_mass,
                  .viscosity_pa_s = viscosity,
                  .gamma = gamma,
                  .v0_m_s = v0};
  gas_complete(&gas);
  return gas;
}

GasState gas_state(const Gas *gas, double temperature_k) {
  return state_of(temperature_k, gas->molar_mass_kg_mol, gas_viscosity_pa_s(gas, temperature_k), gas->gamma);
}

typedef struct {
  double mu[GAS_MAX], phi[GAS_MAX * GAS_MAX];
  double weight[GAS_MAX]; /* sum of x_j phi_ij: of gas i among the others */
} Wilke;

/* phi_ij = (1 + u_i/u_j)^2/sqrt(8 (1 + M_i/M_j)) with u = sqrt(mu) M^(-1/4); phi_ji = phi_ij mu_j M_i/(mu_i M_j). */
static void wilke_phi(Wilke *wilke, const Gas *const *gases, int n) {
  double u[GAS_MAX];
  for (int i = 0; i < n; i++)
    u[i] = sqrt(wilke->mu[i] / sqrt(gases[i]->molar_mass_kg_mol));
  for (int i = 0; i < n; i++) {
    wilke->phi[i * n + i] = 1;
    for (int j = i + 1; j < n; j++) {
      double masses = gases[i]->molar_mass_kg_mol / gases[j]->molar_mass_kg_mol, root = 1 + u[i] / u[j];
      double phi = root * root / sqrt(8 * (1 + masses));
      wilke->phi[i * n + j] = phi;
      wilke->phi[j * n + i] = phi * masses * wilke->mu[j] / wilke->mu[i];
    }
  }
}

static double wilke_viscosity(Wilke *wilke, const Gas *const *gases, const double *x, int n, double temperature_k) {
  double power = sutherland_power(temperature_k), viscosity = 0;
  for (int i = 0; i < n; i++)
    wilke->mu[i] = warmed_viscosity_pa_s(gases[i], temperature_k, power);
  wilke_phi(wilke, gases, n);
  for (int i = 0; i < n; i++) {
    wilke->weight[i] = 0;
    for (int j = 0; j < n; j++)
      wilke->weight[i] += x[j] * wilke->phi[i * n + j];
    viscosity += x[i] * wilke->mu[i] / wilke->weight[i];
  }
  return viscosity;
}

static GasState mixture(const Gas *const *gases, const double *x, int n, double temperature_k, Wilke *wilke) {
  double molar_mass = 0, gamma = 0;
  for (int i = 0; i < n; i++) {
    molar_mass += x[i] * gases[i]->molar_mass_kg_mol;
    gamma += x[i] * gases[i]->gamma;
  }
  return state_of(temperature_k, molar_mass, wilke_viscosity(wilke, gases, x, n, temperature_k), gamma);
}

GasState gas_mixture_state(const Gas *const *gases, const double *x, int n, double temperature_k) {
  Wilke wilke;
  return mixture(gases, x, n, temperature_k, &wilke);
}

/* Wilke's formula does not change when all amounts grow alike, so that its slopes at fixed sum are those of x itself. */
GasState gas_mixture_slopes(const Gas *const *gases, const double *x, int n, double temperature_k,
                            MixtureSlopes *slopes) {
  Wilke wilke;
  GasState mix = mixture(gases, x, n, temperature_k, &wilke);
  double part[GAS_MAX];
  for (int i = 0; i < n; i++)
    part[i] = x[i] * wilke.mu[i] / (wilke.weight[i] * wilke.weight[i]);
  for (int k = 0; k < n; k++) {
    double slope = wilke.mu[k] / wilke.weight[k];
    for (int i = 0; i < n; i++)
      slope -= part[i] * wilke.phi[i * n + k];
    slopes->ln_viscosity[k] = slope / mix.viscosity_pa_s;
    slopes->ln_v0[k] = -0.5 * (gases[k]->molar_mass_kg_mol / mix.molar_mass_kg_mol - 1);
    slopes->gamma[k] = gases[k]->gamma - mix.gamma;
  }
  return mix;
}

double gas_mean_speed_m_s(const GasState *gas) {
  return gas->v0_m_s * sqrt(4 / PI);
}

double gas_rarefaction(const GasState *gas, double radius_m, double pressure_pa) {
  return radius_m * pressure_pa * gas->rarefaction_per_pa_m;
}
