#include "models/leak_law.h"

#include <math.h>

#include "models/species.h"

/* Between these the published thresholds of molecular and viscous leaks conflict (PHYSICS.md section 7). */
static const double molecular_below_pa_m3_s = 1e-7, viscous_above_pa_m3_s = 1e-5;

LeakScaling leak_scaling(const LeakReference *reference) {
  if (reference->rate_pa_m3_s <= molecular_below_pa_m3_s) return LEAK_MOLECULAR;
  return reference->rate_pa_m3_s >= viscous_above_pa_m3_s ? LEAK_VISCOUS : LEAK_LARGER;
}

const char *leak_scaling_words(LeakScaling scaling) {
  static const char *const words[] = {"molecular", "viscous", "larger of molecular and viscous"};
  return words[scaling];
}

static LeakCoefficients read_as(const LeakReference *reference, const Gas *test_gas, const Gas *gas, double t) {
  LeakScaling scaling = leak_scaling(reference);
  double pu = reference->upstream_pa, pd = reference->downstream_pa, rate = reference->rate_pa_m3_s;
  LeakCoefficients c = {0, 0};
  if (scaling != LEAK_VISCOUS)
    c.molecular_m3_s = rate / (pu - pd) * sqrt(test_gas->molar_mass_kg_mol * reference->temperature_k /
                                               (gas->molar_mass_kg_mol * t));
  if (scaling != LEAK_MOLECULAR)
    c.viscous_m3_s_pa = rate / (pu * pu - pd * pd) * gas_viscosity_pa_s(test_gas, reference->temperature_k) *
                        reference->temperature_k / (gas_viscosity_pa_s(gas, t) * t);
  return c;
}

LeakCoefficients leak_coefficients(const LeakReference *reference, const Gas *gas, double temperature_k) {
  if (reference->gas) return read_as(reference, reference->gas, gas, temperature_k);
  LeakCoefficients helium = read_as(reference, gas_find("He"), gas, temperature_k);
  LeakCoefficients air = read_as(reference, gas_find("air"), gas, temperature_k);
  return (LeakCoefficients){fmax(helium.molecular_m3_s, air.molecular_m3_s),
                            fmax(helium.viscous_m3_s_pa, air.viscous_m3_s_pa)};
}

/* b (p1_i P1 - p2_i P2): the viscous law with each side's own composition. Odd below 0 Pa, so that it dissipates there. */
static void add_viscous(const SpeciesPoint *at, SpeciesFlow *flow, int i, double b) {
  int n = at->n_gas;
  double c1 = fabs(at->total1_pa), c2 = fabs(at->total2_pa);
  double s1 = at->total1_pa < 0 ? -1 : 1, s2 = at->total2_pa < 0 ? -1 : 1;
  flow->q[i] += b * (at->p1_pa[i] * c1 - at->p2_pa[i] * c2);
  flow->d1[i * n + i] += b * c1;
  flow->d2[i * n + i] -= b * c2;
  for (int j = 0; j < n; j++) {
    flow->d1[i * n + j] += b * at->p1_pa[i] * s1;
    flow->d2[i * n + j] -= b * at->p2_pa[i] * s2;
  }
}

void leak_species(const LeakReference *reference, const SpeciesPoint *at, SpeciesFlow *flow) {
  double t = 0.5 * (at->temperature1_k + at->temperature2_k);
  double carrier = fabs(at->total1_pa) + fabs(at->total2_pa); /* (P1^2 - P2^2)/(P1 - P2) */
  for (int i = 0; i < at->n_gas; i++) {
    LeakCoefficients c = leak_coefficients(reference, at->gases[i], t);
    if (c.viscous_m3_s_pa * carrier > c.molecular_m3_s) add_viscous(at, flow, i, c.viscous_m3_s_pa);
    else species_add_linear(at, flow, i, c.molecular_m3_s);
  }
}
