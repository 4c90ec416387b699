/* `require` of an uncertainty: what measures have to keep, and with which probability; and measures by their names. */
#ifndef XSAVAC_CONFIG_READ_DEMAND_H
#define XSAVAC_CONFIG_READ_DEMAND_H

#include "config/reading.h"
#include "sim/study.h"

/* The number of the measure that a text names; -1 with a finding, or silently where that measure has findings of its own. */
int read_measure_name(Reading *reading, const Value *text, const Study *study);

/* The dimension of a measure's values. */
Dimension measure_dimension(const Measure *measure);

/* A list of { measure; min; max; probability; }; false with findings. *demands is the caller's to free either way. */
bool read_demands(Reading *reading, const Value *list, const Study *study, MeasureDemand **demands, int *count);

#endif
