/* Flow of a mixture by a law made for one gas: in molecular flow each gas for itself, in viscous flow the mixture with its upstream
   composition, one law in between.

     q_i = v C_i (p1_i - p2_i) + rest x_i,  rest = Q - v C (P1 - P2)

   Q the law of the whole at the properties of both ends' gas together, C and C_i the molecular conductance of the mixture and of gas
   i, v = w y/(exp(y) - 1) with w the molecular share (1, falling as 1/delta) and y = 2 |rest|/(w C (P1 + P2)) the Peclet number against which
   diffusion dies out, x the composition of the end the rest comes from (models/LAWS.md section 2). */
#ifndef XSAVAC_SIM_MIXTURE_H
#define XSAVAC_SIM_MIXTURE_H

#include "sim/branch_flow.h"

/* slopes: d1 and d2 as well; else they are left as they are. */
void mixture_flow(const Network *network, const Branch *branch, const SpeciesPoint *at, FlowStart *start, bool slopes,
                  BranchFlow *flow);

#endif
