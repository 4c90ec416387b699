/* Restriction by sonic conductance C and critical pressure ratio b (ISO 6358-1:2013), scaled to any gas (models/LAWS.md
   section 6): mdot = C rho0 p1 sqrt(T0/T1) sqrt(M/M_air) psi(gamma)/psi(1.4) [1 - ((r - b)/(1 - b))^2]^m,  rho0 = 1.185
   kg/m3, T0 = 293.15 K, the bracket 1 below r = b. kernel_restriction.h says how it is regular at r = 1 and joined to
   molecular flow. */
#ifndef XSAVAC_MODELS_KERNEL_ISO6358_H
#define XSAVAC_MODELS_KERNEL_ISO6358_H

#include "models/flow.h"
#include "models/gas.h"
#include "models/kernel_restriction.h"

typedef struct {
  double sonic_conductance_m3_s_pa; /* C; 1 dm3/(s bar) = 1e-8 */
  double critical_ratio, exponent;  /* 0 <= b < 0.99; m = 0.5 unless given, 0.3 to 1 */
  double molecular_air_m3_s;        /* 0: not given */
  double effective_radius_m;        /* of the ideal nozzle with this C */
  double inverse_subsonic;          /* 1/(1 - b) */
} Iso6358;

void iso6358_prepare(Iso6358 *law, double sonic_conductance_m3_s_pa, double critical_ratio, double exponent,
                     double molecular_air_m3_s);
void kernel_iso6358(const Iso6358 *law, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
/* sqrt(1 - ((1 - e - b)/(1 - b))^2), 1 where choked; of 1/(1 - b). */
Shape iso6358_ellipse(double inverse_subsonic, double e);

double iso6358_molecular_conductance_m3_s(const Iso6358 *law, const GasState *gas);

#endif
