/* analysis.uncertainty: parameters with their distributions, correlations, and what is to be told of the measures. */
#ifndef XSAVAC_CONFIG_READ_UNCERTAINTY_H
#define XSAVAC_CONFIG_READ_UNCERTAINTY_H

#include "config/reading.h"
#include "sim/study.h"

/* After the measures; passed over where the line alone is read. */
void read_uncertainty(Reading *reading, const Value *root, Study *study);

#endif
