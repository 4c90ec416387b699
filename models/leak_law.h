/* A leak known by one rate under stated conditions, scaled to other gases, pressures and temperatures (models/LAWS.md section 7):
   molecular, proportional to (p1 - p2)/sqrt(M T), below 1e-7 Pa m3/s; viscous, to (p1^2 - p2^2)/(mu T), above 1e-5; between them the
   larger of both, because published thresholds conflict. As throughput at 293.15 K. */
#ifndef XSAVAC_MODELS_LEAK_LAW_H
#define XSAVAC_MODELS_LEAK_LAW_H

#include "models/component.h"

typedef struct {
  double rate_pa_m3_s;
  const Gas *gas; /* test gas; NULL: not stated, service takes the larger of the helium and the air reading */
  double upstream_pa, downstream_pa; /* upstream > downstream */
  double temperature_k;
} LeakReference;

typedef enum { LEAK_MOLECULAR, LEAK_VISCOUS, LEAK_LARGER } LeakScaling;

LeakScaling leak_scaling(const LeakReference *reference);
const char *leak_scaling_words(LeakScaling scaling);

/* Coefficients of the service law for one gas at a temperature: q = a (p1 - p2), and q = b (p1^2 - p2^2); the larger counts.
   Either is 0 where the scaling does not use it. */
typedef struct {
  double molecular_m3_s, viscous_m3_s_pa;
} LeakCoefficients;

LeakCoefficients leak_coefficients(const LeakReference *reference, const Gas *gas, double temperature_k);

/* Each gas by its own partial pressures; in viscous flow with the total pressure as carrier. Adds to flow. */
void leak_species(const LeakReference *reference, const SpeciesPoint *at, SpeciesFlow *flow);

#endif
