/* An opening known only by its bore (models/LAWS.md section 6): choked flow = Cd times the ideal nozzle of the bore, ISO 6358
   shape below choking (b, m = 0.5), molecular flow = a factor times the aperture conductance of the bore, joined as
   kernel_restriction.h says. Coefficients of valves of the same maker: Cd 0.75 (0.6 to 0.95), b 0.4 (0.3 to 0.5),
   molecular factor 0.35 (0.2 to 0.5). */
#ifndef XSAVAC_MODELS_KERNEL_BORE_H
#define XSAVAC_MODELS_KERNEL_BORE_H

#include "models/flow.h"
#include "models/gas.h"

typedef struct {
  double area_m2, discharge, critical_ratio, molecular_factor;
  double effective_radius_m; /* of the area that the jet has */
  double inverse_subsonic;   /* 1/(1 - critical_ratio) */
} Bore;

/* 0 < discharge <= 1, 0 <= critical_ratio < 0.99, 0 < molecular_factor <= 1 and below discharge * W of the ideal nozzle
 * (1.5 at least). */
void bore_prepare(Bore *bore, double diameter_m, double discharge, double critical_ratio, double molecular_factor);
void kernel_bore(const Bore *bore, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
double bore_molecular_conductance_m3_s(const Bore *bore, const GasState *gas);

#endif
