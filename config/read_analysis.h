/* What is asked of the line: the `analysis` group. */
#ifndef XSAVAC_CONFIG_READ_ANALYSIS_H
#define XSAVAC_CONFIG_READ_ANALYSIS_H

#include "config/reading.h"
#include "sim/study.h"

void read_analysis(Reading *reading, const Value *root, Study *study);

#endif
