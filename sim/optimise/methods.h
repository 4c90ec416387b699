/* How the best setting is looked for. GSL's error handler is off. */
#ifndef XSAVAC_SIM_OPTIMISE_METHODS_H
#define XSAVAC_SIM_OPTIMISE_METHODS_H

#include "sim/optimise/trial.h"

/* One free number: a scan of the range, onto the border of what is required, then Brent's minimisation (GSL) between. start: its place.
   The best trial by search_better(); -1 where nothing could be run. *converged, *valleys as in Combination. */
int line_search(Search *search, double start, bool *converged, int *valleys);

/* Several: a Sobol design, then the simplex of Nelder and Mead (GSL, nmsimplex2) on an augmented Lagrangian of what is required, again and
   again from where it ended until nothing moves, then onto the border. start[n]. */
int box_search(Search *search, const double *start, bool *converged);

/* What the combination tells of its best, found by a few runs about it; the nearest where nothing holds. */
void search_conclude(Search *search);

/* The better of the trials numbered from `first` on; -1: none. */
int search_best(const Search *search, int first);

#endif
