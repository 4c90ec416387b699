/* What is to be sized: the `analysis.size` group. */
#ifndef XSAVAC_CONFIG_READ_SIZE_H
#define XSAVAC_CONFIG_READ_SIZE_H

#include "config/lookup.h"
#include "sim/study.h"

/* After the line and the measures. */
void read_size(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study);

/* The parts of it; each false with findings. */
bool read_requirements(const Lookup *lookup, const Value *root, const Value *list, const Study *study,
                       SizingRequest *request);
bool read_inverse(const Lookup *lookup, const Value *group, const Study *study, InverseRequest *inverse);

/* A figure of the measure: a number in its unit or a text with a unit. */
bool read_measure_figure(const Lookup *lookup, const Value *value, const Measure *measure, double *si);

#endif
