/* How often a candidate does its work, where analysis.uncertainty says how the line's parameters are distributed: its samples, with the
   candidate's parts in their places. */
#ifndef XSAVAC_SIM_SIZING_PROBABILITY_H
#define XSAVAC_SIM_SIZING_PROBABILITY_H

#include "sim/sizing/candidate.h"

/* Nothing where the study has no distributions. The result does not depend on the number of threads. STATUS_OK, STATUS_MEMORY, STATUS_CONFIG
   with a message. */
Status probability_run(const Candidate *candidate, const SizingCase *sizing, const PointPlan *like,
                       ProbabilityResult *result, char *message, size_t size);

#endif
