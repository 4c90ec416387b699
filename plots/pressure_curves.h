/* Which nodes of a run a chart draws: few enough to be read, and none that cannot be told apart. */
#ifndef XSAVAC_PLOTS_PRESSURE_CURVES_H
#define XSAVAC_PLOTS_PRESSURE_CURVES_H

#include "sim/results.h"

enum { PRESSURE_CURVES_MAX = 8 };

typedef struct {
  int node;
  bool boundary;
  int alike;      /* nodes whose pressures cannot be told apart from it, not drawn themselves */
  char name[160]; /* with theirs: "chamber, manifold" */
} PressureCurve;

/* Volumes that a measure or a condition looks at first, then the volumes farthest from what is drawn already, then junctions likewise,
   then boundaries if there are one or two; nothing that stays at 0 Pa. Writes up to PRESSURE_CURVES_MAX and returns how many, -1 when
   out of memory. left_out: nodes that are none of them, boundaries not counted. */
int pressure_curves_choose(const RunOutcome *outcome, PressureCurve *curves, int *left_out);

#endif
