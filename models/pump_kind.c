#include "models/pump_kind.h"

#include <math.h>
#include <string.h>

static const double n2_kg_mol = 28.0135e-3;

static bool is_reference(const Gas *gas) {
  return strcmp(gas->name, "N2") == 0 || strcmp(gas->name, "air") == 0;
}

PumpFactor pump_kind_factor(const PumpKind *kind, const Gas *gas) {
  if (kind == &pump_kinds[0] || is_reference(gas)) return (PumpFactor){1, 1, 1};
  for (const PumpGasFactor *row = kind->factors; row->gas; row++)
    if (strcmp(row->gas, gas->name) == 0) return row->factor;
  double value = pow(n2_kg_mol / gas->molar_mass_kg_mol, kind->rest_power);
  return (PumpFactor){value, kind->rest_low * value, kind->rest_high * value};
}

double pump_kind_back_fraction(const PumpKind *kind, double compression_n2, const Gas *gas) {
  double root = sqrt(gas->molar_mass_kg_mol / n2_kg_mol);
  return kind->back_flow == BACK_FLOW_STAGES ? pow(compression_n2, -root) : fmin(1, 1 / (compression_n2 * root));
}
