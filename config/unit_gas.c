#include "config/unit_gas.h"

#include <math.h>
#include <stddef.h>

#include "models/constants.h"

static const UnitPowers joule_per_mol = {{2, 1, -2, 0, -1}}, kg_per_mol = {{0, 1, 0, 0, -1}};

static bool leads(const UnitPowers *from, const UnitPowers *to, const GasBridge *bridge) {
  for (int i = 0; i < UNIT_BASES; i++)
    if (to->of[i] - from->of[i] != bridge->rt * joule_per_mol.of[i] + bridge->molar_mass * kg_per_mol.of[i])
      return false;
  return true;
}

bool gas_bridge(const UnitPowers *from, const UnitPowers *to, GasBridge *bridge) {
  static const GasBridge known[] = {{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, -1}, {-1, 1}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (leads(from, to, &known[i])) return *bridge = known[i], true;
  return false;
}

double gas_bridge_factor(const GasBridge *bridge, const Gas *gas, double temperature_k) {
  double factor = pow(GAS_CONSTANT_J_MOL_K * temperature_k, bridge->rt);
  return bridge->molar_mass ? factor * pow(gas->molar_mass_kg_mol, bridge->molar_mass) : factor;
}

double leak_gas_factor(const Gas *from, const Gas *to, LeakFlow flow) {
  if (flow == LEAK_FLOW_MOLECULAR) return sqrt(from->molar_mass_kg_mol / to->molar_mass_kg_mol);
  return gas_viscosity_pa_s(from, REFERENCE_TEMPERATURE_K) / gas_viscosity_pa_s(to, REFERENCE_TEMPERATURE_K);
}
