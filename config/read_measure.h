/* The `measure` group: what the user asks to be told as one number. */
#ifndef XSAVAC_CONFIG_READ_MEASURE_H
#define XSAVAC_CONFIG_READ_MEASURE_H

#include "config/read_objects.h"
#include "sim/study.h"

/* After the schedule. Measures with findings are left out; one of the steady state makes the study want that. */
void read_measures(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study);

#endif
