/* The equations of a line in which some volumes have a heat balance. */
#ifndef XSAVAC_SIM_TRANSIENT_HEAT_EQUATIONS_H
#define XSAVAC_SIM_TRANSIENT_HEAT_EQUATIONS_H

#include "sim/transient/equations.h"

typedef struct HeatEquations {
  System wide;               /* structure with n_gas + 1 unknowns a node */
  int *nodes, n_nodes;       /* [n_nodes] with a heat balance */
  int *branches, n_branches; /* [n_branches] at one of them: their gas state moves with its temperature */
  unsigned char *touched;    /* [network's n_branches] 1: among them */
  double *slopes;            /* [n_free * (n_gas + 1)^2] of pressures and temperature in the unknowns of each node */
  double *temperature_k;     /* [network's n_nodes] before the run */
} HeatEquations;

/* NULL when out of memory. */
HeatEquations *heat_equations_new(const Network *network);
void heat_equations_free(HeatEquations *heat, Network *network); /* puts the temperatures back; takes NULL */

void heat_equations_spread(const Equations *equations, const double *y, double *p);

/* As RodasProblem.evaluate; p and temperatures stand. */
bool heat_equations_evaluate(Equations *equations, const double *y, double *f, double *jacobian);

#endif
