/* Ducts that are not round: a number of parallel round tubes, and what rarefied flow passes beyond them.

   The tubes have the duct's whole area A, so that choking, acceleration and turbulent inertia are right, and of a
   section with hydraulic radius R_h = 2 A/perimeter and laminar radius R_e = sqrt(8 Gamma/A) (Gamma the laminar shape
   integral, mdot = Gamma rho/mu dp/dz) the radius R = R_e^2/R_h and the length L R_e^2/R_h^2. Then
     laminar       is exact, R^2/L kept;
     turbulent     is f L/D_h with f at the Reynolds number that makes laminar friction 64/Re (O. C. Jones, J. Fluids
                   Eng. 98 (1976) 173: smooth ducts within 5 %);
     slip          is exact for an even wall stress: the wall's perimeter counts;
     molecular     is Knudsen's (4/3) A cbar/4 D_h/L.
   What the section passes beyond that is a sum of terms w (1 + a delta)^(-3/4) in parallel, integrated over pressure:
     the exact long-duct molecular flow, a factor K >= 1 on Knudsen's; its surplus fades with a = 7 + 15 ((K-1) 1.5)^2;
     the surplus slip of an uneven wall stress, 1.018 (mean square/square of the mean - 1), fading beyond delta 100;
     both reduced by the molecular end resistance 1 + end_gain e (e: Clausing's of the round tube of equal L/R_h).
   Constants from the linearised BGK equation solved by random walks and from molecular Monte Carlo (values in
   tests/test_ducts.c): long rectangles of 1:1 to 1:100 and annuli of 0.3 and more within 3 %, thinner rods 5 %; short
   ones, molecular, within 1.5 %, slits wider than 1:20 5 %. Short ducts between molecular and choked have the ends of
   round tubes: about 10 % (estimate) where L/R_h < 5. */
#ifndef XSAVAC_MODELS_KERNEL_DUCT_H
#define XSAVAC_MODELS_KERNEL_DUCT_H

#include "models/flow.h"
#include "models/gas.h"
#include "models/kernel_pipe.h"

typedef struct {
  double area_m2, hydraulic_radius_m, laminar_radius_m;
  double molecular_gain;       /* K */
  double end_gain;             /* on Clausing's e, for a long duct */
  double slip_gain, slip_rise; /* surplus slip; the delta at which it appears, 0: at once */
} DuctSection;

/* What flows beside the tubes: weight (1 + rate delta)^(-3/4), in aperture conductances of the area. */
typedef struct {
  double weight, rate;
} DuctTerm;

enum { DUCT_TERMS = 3 };

typedef struct {
  Pipe pipe;
  double count; /* of pipes in parallel */
  int terms;
  DuctTerm term[DUCT_TERMS];
} Duct;

/* along: length, roughness, bends, entrance, ends and run as of the duct itself; its diameter is not read. */
void duct_prepare(Duct *duct, const DuctSection *section, const PipeGeometry *along);

/* Pipes that fill an area, and one term that makes the molecular transmission (of that area) up to the one given. */
void duct_prepare_pipes(Duct *duct, double area_m2, const PipeGeometry *pipe, double transmission, double rate);

void kernel_duct(const Duct *duct, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
void kernel_duct_from(const Duct *duct, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start, bool slopes,
                      Flow *flow); /* as kernel_pipe_from() */

double duct_molecular_conductance_m3_s(const Duct *duct, const GasState *gas); /* as pipe_molecular_conductance_m3_s */

#endif
