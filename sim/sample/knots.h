/* A density that is linear between knots (and may jump at them): what uniform, triangular and table distributions are
   made of; and members with probabilities. Both fill the x, cumulative and density of a Distribution. */
#ifndef XSAVAC_SIM_SAMPLE_KNOTS_H
#define XSAVAC_SIM_SAMPLE_KNOTS_H

#include "sim/sample/distribution.h"

/* Knots of checked settings, cut at min and max and scaled to 1, with mean and sd. STATUS_CONFIG with a message: nothing
   is left between the cuts. What was allocated is the distribution's even after a failure. */
Status knots_init(Distribution *distribution, const DistributionSettings *settings, char *message, size_t size);
double knots_quantile(const Distribution *distribution, double u);
double knots_probability(const Distribution *distribution, double x);

/* The same for a discrete distribution. */
Status members_init(Distribution *distribution, const DistributionSettings *settings, char *message, size_t size);
double members_quantile(const Distribution *distribution, double u);
double members_probability(const Distribution *distribution, double x);

#endif
