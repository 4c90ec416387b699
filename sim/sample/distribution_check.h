/* What a distribution must satisfy before it is built. */
#ifndef XSAVAC_SIM_SAMPLE_DISTRIBUTION_CHECK_H
#define XSAVAC_SIM_SAMPLE_DISTRIBUTION_CHECK_H

#include "sim/sample/distribution.h"

/* False with a message where a setting is missing or not legal. */
bool distribution_check(const DistributionSettings *settings, char *message, size_t size);

#endif
