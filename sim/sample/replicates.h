/* Random points of the unit cube in independent replicates, for results with an honest error: each replicate is a
   quasi-random set of its own (Sobol scrambled under its own seed; above 40 dimensions a Latin hypercube), and the
   spread of what each of them finds is the error of what they find together (L'Ecuyer, Lemieux, 'Recent advances in
   randomized quasi-Monte Carlo methods', 2002). Points are dealt in turn: point i belongs to replicate i % count, so
   that a first part of the points is a first part of every replicate. Each point is a function of (settings, index). */
#ifndef XSAVAC_SIM_SAMPLE_REPLICATES_H
#define XSAVAC_SIM_SAMPLE_REPLICATES_H

#include "sim/sample/latin.h"
#include "sim/sample/sobol.h"

/* 16: the error of an error is 18 %, and 4096 points still leave 256 in each. */
enum { REPLICATES = 16 };

typedef struct {
  int count, dimensions;
  uint64_t points; /* of all together, a multiple of count */
  SobolSequence sobol[REPLICATES];
  LatinHypercube latin[REPLICATES];
} Replicates;

/* count from 1 to REPLICATES; points a multiple of it, at most 2^30 (Latin: 2^31) in each; otherwise STATUS_USAGE.
   STATUS_MEMORY. A power of two in each replicate makes the best of Sobol. */
Status replicates_init(Replicates *replicates, int count, int dimensions, uint64_t points, uint64_t seed);
void replicates_free(Replicates *replicates); /* takes an empty object */

/* u[dimensions], each in (0, 1). index < points. */
void replicates_point(const Replicates *replicates, uint64_t index, double *u);

#endif
