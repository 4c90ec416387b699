/* Onto the border between settings that hold and settings that do not. */
#ifndef XSAVAC_SIM_OPTIMISE_BORDER_H
#define XSAVAC_SIM_OPTIMISE_BORDER_H

#include "sim/optimise/trial.h"

/* Of the way from a trial that holds to one that does not: the last that holds, next to one that does not, by regula falsi on the margin
   of what fails, by halves where it has no number. Always a trial that was run and holds. */
int border_find(Search *search, int holds, int fails);

/* From the best towards the nearest settings that are better and do not hold, and from an infeasible one onto the border near it. The
   best there is afterwards. */
int border_tighten(Search *search, int best);
int border_reach(Search *search, int fails, int best);

#endif
