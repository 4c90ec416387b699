/* How long the surfaces of a line have been under vacuum, as a run goes on. Their clock starts where their node falls below
   SURFACE_COUNTS_BELOW_PA and stands at 0 while it is above; a surface's age is added to it. Both crossings are moments of the run, to be
   stepped onto: from there on the equations are others. */
#ifndef XSAVAC_SIM_TRANSIENT_EXPOSURE_H
#define XSAVAC_SIM_TRANSIENT_EXPOSURE_H

#include "sim/network.h"

/* A node below the threshold counts as above it again only this far above it, or one that is held there would go to and fro. */
#define EXPOSURE_ENDS_AT 1.01

typedef struct {
  int node;
  double since_s; /* when it last fell below, in the time of the whole run; NAN: it is above */
} Exposed;

typedef struct {
  Exposed *nodes; /* [n_nodes] those with surfaces */
  int n_nodes;
  int *surfaces, *node_of; /* [n_surfaces] branches, and places in nodes */
  int n_surfaces;
  double base_s; /* the run's time at which the present segment began */
} Exposure;

/* p: pressures of all nodes at the start, time 0. False when out of memory; then the object is empty. */
bool exposure_init(Exposure *exposure, const Network *network, const double *p);

/* Puts every surface back to its age; takes an empty object. */
void exposure_free(Exposure *exposure, Network *network);

/* Sets every surface to where it is at a time of the segment. */
void exposure_place(const Exposure *exposure, Network *network, double segment_s);

/* Whether what surfaces give off changes with time now: the equations are not autonomous then. */
bool exposure_runs(const Exposure *exposure);

/* >= 0 where the i-th node (0 <= i < n_nodes) crosses the threshold, falling or rising: in units of the threshold. */
double exposure_excess(const Exposure *exposure, int i, const Network *network, const double *p);

/* Carries out the crossings that are due. True where there were any. */
bool exposure_turn(Exposure *exposure, const Network *network, double time_s, const double *p);

#endif
