#include "models/permeation.h"

#include <math.h>
#include <string.h>

#include "models/air.h"
#include "models/constants.h"

/* Activation energy: recalled, not confirmed; published ones for O2 and H2O in elastomers reach from 18 to 51 kJ/mol
   (https://meridian.allenpress.com/jiest/article-abstract/38/2/43/185591). */
static const double energy_j_mol = 50e3, energy_low_j_mol = 40e3, energy_high_j_mol = 60e3;

static double warming(double energy, double from_k, double to_k) {
  return exp(-energy / GAS_CONSTANT_J_MOL_K * (1 / to_k - 1 / from_k));
}

PermeationBand permeation_at(PermeationBand band, double from_k, double to_k) {
  double a = warming(energy_low_j_mol, from_k, to_k), b = warming(energy_high_j_mol, from_k, to_k);
  return (PermeationBand){band.value * warming(energy_j_mol, from_k, to_k), band.low * fmin(a, b),
                          band.high * fmax(a, b)};
}

static const PermeationRow *row_of(const char *material, const char *gas) {
  for (int i = 0; i < permeation_row_count; i++)
    if (strcmp(permeation_rows[i].material, material) == 0 && strcmp(permeation_rows[i].gas, gas) == 0)
      return &permeation_rows[i];
  return NULL;
}

static bool band_of_row(const PermeationRow *row, double temperature_k, PermeationBand *band) {
  if (!row) return false;
  PermeationBand at_row = {sqrt(row->low_m2_s * row->high_m2_s), row->low_m2_s, row->high_m2_s};
  *band = permeation_at(at_row, row->temperature_k, temperature_k);
  return true;
}

/* By mole fractions, as every part goes by its own partial pressure. */
static bool band_of_parts(const char *material, double temperature_k, PermeationBand *band) {
  GasBlend air = air_parts();
  PermeationBand part;
  *band = (PermeationBand){0, 0, 0};
  for (int i = 0; i < air.n; i++) {
    if (!band_of_row(row_of(material, air.gas[i]->name), temperature_k, &part)) return false;
    band->value += air.x[i] * part.value;
    band->low += air.x[i] * part.low;
    band->high += air.x[i] * part.high;
  }
  return true;
}

bool permeation_of(const char *material, const Gas *gas, double temperature_k, PermeationBand *band) {
  PermeationBand parts;
  bool is_air = strcmp(gas->name, "air") == 0, by_parts = is_air && band_of_parts(material, temperature_k, &parts);
  bool listed = band_of_row(row_of(material, gas->name), temperature_k, band);
  if (!by_parts) return listed;
  if (!listed) *band = parts;
  band->value = parts.value;
  return true;
}

const char *permeation_source(const char *material, const Gas *gas) {
  const PermeationRow *row = row_of(material, gas->name);
  if (row) return row->source;
  PermeationBand band;
  return permeation_of(material, gas, REFERENCE_TEMPERATURE_K, &band) ? "by mole fractions of the rows of its parts"
                                                                      : NULL;
}

bool diffusivity_of(const char *material, const Gas *gas, double temperature_k, PermeationBand *band) {
  const char *name = strcmp(gas->name, "air") == 0 ? "N2" : gas->name;
  for (int i = 0; i < diffusivity_row_count; i++) {
    const DiffusivityRow *row = &diffusivity_rows[i];
    if (strcmp(row->material, material) != 0 || strcmp(row->gas, name) != 0) continue;
    PermeationBand at_row = {sqrt(row->low_m2_s * row->high_m2_s), row->low_m2_s, row->high_m2_s};
    *band = permeation_at(at_row, row->temperature_k, temperature_k);
    return true;
  }
  return false;
}
