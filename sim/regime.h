/* Flow regime and Knudsen number of a branch, for the results (models/LAWS.md: Kn = lambda/D = sqrt(pi)/(4 delta); molecular
   above 0.5, viscous below 0.01). */
#ifndef XSAVAC_SIM_REGIME_H
#define XSAVAC_SIM_REGIME_H

#include "sim/network.h"

#define REGIMES(X)                                                                                                     \
  X(NONE, "")                                                                                                          \
  X(MOLECULAR, "molecular")                                                                                            \
  X(TRANSITIONAL, "transitional")                                                                                      \
  X(VISCOUS, "viscous")                                                                                                \
  X(TURBULENT, "turbulent")                                                                                            \
  X(CHOKED, "choked")

typedef enum {
#define X(id, words) REGIME_##id,
  REGIMES(X)
#undef X
      REGIME_COUNT
} Regime;

enum { REGIME_BIT_CHOKED = 1, REGIME_BIT_TURBULENT = 2 }; /* Evaluation.regime_bits */

typedef struct {
  Regime regime;              /* REGIME_NONE: regime_reason says why */
  double knudsen;             /* at the mean of both end pressures; NAN: knudsen_reason says why */
  const char *regime_reason;  /* constant text; NULL where there is a regime */
  const char *knudsen_reason; /* likewise */
} BranchRegime;

const char *regime_name(Regime regime);
Regime regime_of_knudsen(double knudsen);

/* p[(n_nodes + 1) * n_gas]. A closed valve's regime is that of its seat leak. */
BranchRegime branch_regime(const Network *network, const Branch *branch, const double *p, unsigned char regime_bits);

#endif
