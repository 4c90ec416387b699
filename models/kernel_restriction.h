/* What measured restrictions have in common: flow = unit * p_upstream * phi(e), e = 1 - p2/p1, regular at e = 0, and
   joined to molecular flow.

   The published formulas rise as sqrt(e). Without a molecular conductance they are used at all pressures, and below
   e = REGULAR_BELOW they are replaced by the parabola through zero with the same value and slope there, so that the
   slope at equal pressures is finite; that holds for viscous flow only. With a molecular conductance C given the formula is
   held below the linear theory at small differences, molecular plus Sampson's creeping flow through a hole of its
   effective area (Phil. Trans. R. Soc. A 182 (1891) 449): a formula made for air lines does not know that rarefied gas
   creeps. Into vacuum the joint follows the rise of a thin orifice's W(delta) (Varoutis et al., J. Vac. Sci. Technol. A 26
   (2008) 228) within 7 % of the step from molecular to choked. */
#ifndef XSAVAC_MODELS_KERNEL_RESTRICTION_H
#define XSAVAC_MODELS_KERNEL_RESTRICTION_H

#include "models/flow.h"
#include "models/gas.h"

#define REGULAR_BELOW 1e-3

typedef struct {
  double value, slope; /* phi and dphi/de */
} Shape;

typedef Shape (*ShapeOf)(const void *law, const GasState *gas, double e);

/* Shared by the laws. unit_m3_s below is q/p1 at phi = 1. */
typedef struct {
  const void *law;
  ShapeOf shape;
  double choked_above;                       /* e from which phi is constant */
  double molecular_m3_s, effective_radius_m; /* of this gas at its temperature; 0: not given */
} Restriction;

void restriction_flow(const Restriction *restriction, const GasState *gas, double unit_m3_s, double p1_pa, double p2_pa,
                      Flow *flow);

/* A conductance stated for air at 20 degC, for this gas at its temperature. */
double restriction_molecular_m3_s(double molecular_air_m3_s, const GasState *gas);

#endif
