/* Candidates at the ends of the bands that their estimated coefficients have (models/LAWS.md section 6): a choice may hold at nominal and
   nowhere else. Every combination of ends for up to CORNER_COEFFICIENTS_MAX coefficients; beyond, those of one valve move together, from all
   low to all high. Only the coefficients of the valves that are sized; one that the file gives, or the catalogue states as measured, stays. */
#ifndef XSAVAC_SIM_SIZING_CORNERS_H
#define XSAVAC_SIM_SIZING_CORNERS_H

#include "sim/sizing/candidate.h"

enum { CORNER_COEFFICIENTS_MAX = 3 };

/* Into candidate->corner; one that fits and fails at a corner is warned of. STATUS_OK, STATUS_MEMORY, STATUS_CONFIG with a message. */
Status corners_run(Candidate *candidate, const SizingCase *sizing, const PointPlan *like, char *message, size_t size);

#endif
