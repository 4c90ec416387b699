/* A probability distribution as a file gives it, in SI. */
#ifndef XSAVAC_CONFIG_READ_DISTRIBUTION_H
#define XSAVAC_CONFIG_READ_DISTRIBUTION_H

#include "config/reading.h"
#include "sim/sample/distribution.h"

/* What a distribution's values are: their dimension and legal range (both ends included). */
typedef struct {
  Dimension dimension;
  double min, max;
} DistributionOf;

/* Every key that a distribution may have; NULL-ended. */
extern const char *const distribution_keys[];

/* The members of a group that are its distribution; false with findings. The caller's to free after true. */
bool read_distribution(Reading *reading, const Value *group, const DistributionOf *of, Distribution *distribution);

#endif
