/* analysis.sweep: parameters, design and outputs. */
#ifndef XSAVAC_CONFIG_READ_SWEEP_H
#define XSAVAC_CONFIG_READ_SWEEP_H

#include "config/reading.h"
#include "sim/study.h"

/* After the line, the measures and the other analyses. */
void read_sweep(Reading *reading, const Value *root, Study *study);

#endif
