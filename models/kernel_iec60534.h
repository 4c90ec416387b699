/* Control valve by flow coefficient, gas (IEC 60534-2-1:2011):
     mdot [kg/h] = N6 Kv Y sqrt(x p1 rho1), N6 = 31.6, p in bar, rho1 in kg/m3; x = (p1 - p2)/p1 up to F x_T, F =
   gamma/1.4; Y = 1 - x/(3 F x_T). Kv in m3/h. Kv = 0.865 Cv; Av [m2] = 28e-6 Kv. kernel_restriction.h says how it is
   regular at x = 0 and joined to molecular flow. */
#ifndef XSAVAC_MODELS_KERNEL_IEC60534_H
#define XSAVAC_MODELS_KERNEL_IEC60534_H

#include "models/flow.h"
#include "models/gas.h"

#define IEC60534_DEFAULT_XT 0.7

typedef struct {
  double kv, xt;
  double molecular_air_m3_s; /* 0: not given */
  double effective_radius_m; /* of the ideal nozzle that chokes at the same flow of air */
} Iec60534;

double kv_from_cv(double cv);
double kv_from_av(double av_m2);

void iec60534_prepare(Iec60534 *law, double kv, double xt, double molecular_air_m3_s); /* 0.1 <= xt <= 0.9 */
void kernel_iec60534(const Iec60534 *law, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
double iec60534_molecular_conductance_m3_s(const Iec60534 *law, const GasState *gas);

#endif
