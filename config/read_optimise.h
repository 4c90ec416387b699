/* The best setting of a few values: the `analysis.optimise` group. */
#ifndef XSAVAC_CONFIG_READ_OPTIMISE_H
#define XSAVAC_CONFIG_READ_OPTIMISE_H

#include "config/lookup.h"
#include "sim/study.h"

/* After the line, the measures and the budget. */
void read_optimise(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study);

#endif
