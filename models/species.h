/* Helpers for laws that act on each gas by itself (species laws). */
#ifndef XSAVAC_MODELS_SPECIES_H
#define XSAVAC_MODELS_SPECIES_H

#include "models/component.h"

/* Sets q and both derivative blocks to zero. */
void species_zero(const SpeciesPoint *at, SpeciesFlow *flow);

/* Adds q_i = c (p1_i - p2_i) for gas i. */
void species_add_linear(const SpeciesPoint *at, SpeciesFlow *flow, int i, double conductance_m3_s);

#endif
