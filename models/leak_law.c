#include "models/leak_law.h"

#include <math.h>

#include "models/species.h"

/* Between these the published thresholds of molecular and viscous leaks conflict (models/LAWS.md section 7). */
static const double molecular_below_pa_m3_s = 1e-7, viscous_above_pa_m3_s = 1e-5;

LeakScaling leak_scaling(const LeakReference *reference) {
  if (reference->rate_pa_m3_s <= molecular_below_pa_m3_s) return LEAK_MOLECULAR;
  return reference->rate_pa_m3_s >= viscous_above_pa_m3_s ? LEAK_VISCOUS : LEAK_LARGER;
}

const char *leak_scaling_words(LeakScaling scaling) {
  static const char *const words[] = {"molecular", "viscous", "larger of molecular and viscous"};
  return words[scaling];
}

/* Tested with either gas: either law reads the larger rate out of it, the heavier or the more viscous of them. */
static LeakCoefficients read_as(const LeakReference *reference, const Gas *test_gas, const Gas *or_gas, const Gas *gas,
                                double t) {
  LeakScaling scaling = leak_scaling(reference);
  double pu = reference->upstream_pa, pd = reference->downstream_pa, rate = reference->rate_pa_m3_s;
  LeakCoefficients c = {0, 0};
  if (scaling != LEAK_VISCOUS)
    c.molecular_m3_s = rate / (pu - pd) *
                       sqrt(fmax(test_gas->molar_mass_kg_mol, or_gas->molar_mass_kg_mol) * reference->temperature_k /
                            (gas->molar_mass_kg_mol * t));
  if (scaling != LEAK_MOLECULAR)
    c.viscous_m3_s_pa = rate / (pu * pu - pd * pd) *
                        fmax(gas_viscosity_pa_s(test_gas, reference->temperature_k),
                             gas_viscosity_pa_s(or_gas, reference->temperature_k)) *
                        reference->temperature_k / (gas_viscosity_pa_s(gas, t) * t);
  return c;
}

LeakCoefficients leak_coefficients(const LeakReference *reference, const Gas *gas, double temperature_k) {
  if (reference->gas) return read_as(reference, reference->gas, reference->gas, gas, temperature_k);
  return read_as(reference, gas_helium, gas_air, gas, temperature_k);
}

/* b (p1_i P1 - p2_i P2) (1 - a/(b (P1 + P2))): the viscous law with each side's own composition, less what the molecular law has
   counted; for one gas both together are the larger law exactly, and in a mixture neither steps where the other takes over. Odd below
   0 Pa, so that it dissipates there. */
static void add_viscous(const SpeciesPoint *at, SpeciesFlow *flow, int i, double a, double b) {
  int n = at->n_gas;
  double c1 = fabs(at->total1_pa), c2 = fabs(at->total2_pa), carrier = c1 + c2;
  double s1 = at->total1_pa < 0 ? -1 : 1, s2 = at->total2_pa < 0 ? -1 : 1;
  double whole = b * (at->p1_pa[i] * c1 - at->p2_pa[i] * c2), share = 1 - a / (b * carrier),
         slope = a / (b * carrier * carrier);
  flow->q[i] += share * whole;
  flow->d1[i * n + i] += share * b * c1;
  flow->d2[i * n + i] -= share * b * c2;
  for (int j = 0; j < n; j++) {
    flow->d1[i * n + j] += s1 * (share * b * at->p1_pa[i] + slope * whole);
    flow->d2[i * n + j] += s2 * (-share * b * at->p2_pa[i] + slope * whole);
  }
}

void leak_species(const LeakReference *reference, const SpeciesPoint *at, SpeciesFlow *flow) {
  double t = 0.5 * (at->temperature1_k + at->temperature2_k);
  double carrier = fabs(at->total1_pa) + fabs(at->total2_pa); /* (P1^2 - P2^2)/(P1 - P2) */
  for (int i = 0; i < at->n_gas; i++) {
    LeakCoefficients c = leak_coefficients(reference, at->gases[i], t);
    species_add_linear(at, flow, i, c.molecular_m3_s);
    if (c.viscous_m3_s_pa * carrier > c.molecular_m3_s) add_viscous(at, flow, i, c.molecular_m3_s, c.viscous_m3_s_pa);
  }
}
