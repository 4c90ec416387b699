/* Probability distributions of one parameter: quantile function, probabilities, mean and standard deviation.
   Normal probabilities and their inverses are GSL's; uniform, triangular and table distributions are one thing inside, a
   density that is linear between knots, so that cutting one (min, max) gives another of the same kind, exactly. */
#ifndef XSAVAC_SIM_SAMPLE_DISTRIBUTION_H
#define XSAVAC_SIM_SAMPLE_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/status.h"

/* name, what it is made of (the fields of DistributionSettings that it reads) */
#define DISTRIBUTIONS(X)                                                                                               \
  X(NORMAL, "normal", "mean, sd")                                                                                      \
  X(LOGNORMAL, "lognormal", "mean, sd: of the quantity itself, not of its logarithm")                                  \
  X(UNIFORM, "uniform", "low, high")                                                                                   \
  X(TRIANGULAR, "triangular", "low, mode, high")                                                                       \
  X(CUMULATIVE, "cumulative", "values with the probability of staying at or below each, 0 to 1; linear between")       \
  X(DENSITY, "density", "values with the density at each, to any scale; linear between")                               \
  X(DISCRETE, "discrete", "values with the probability of each")

typedef enum {
#define X(id, word, made_of) DISTRIBUTION_##id,
  DISTRIBUTIONS(X)
#undef X
      DISTRIBUTION_COUNT
} DistributionKind;
extern const char *const distribution_words[DISTRIBUTION_COUNT];
extern const char *const distribution_made_of[DISTRIBUTION_COUNT];

typedef struct {
  DistributionKind kind;
  double mean, sd;
  double low, mode, high;
  int count;                   /* of the next two */
  const double *values;        /* [count], rising; borrowed until distribution_init returns */
  const double *probabilities; /* [count], or densities */
  double min, max;             /* cut here, the rest scaled to 1; -INFINITY and INFINITY: not cut */
} DistributionSettings;

/* Nothing set, not cut: start from this. */
DistributionSettings distribution_settings(DistributionKind kind);

/* A lognormal by its median and the factor that holds 68 % of it (median / factor to median * factor; above 1). */
DistributionSettings distribution_by_factor(double median, double factor);

typedef struct {
  DistributionKind kind;
  double center, spread; /* NORMAL, LOGNORMAL: of the quantity, of its logarithm */
  double p_min, p_max;   /* NORMAL, LOGNORMAL: probability below the cuts... */
  double q_min, q_max;   /* ...and above them, each exact in its own tail */
  double min, max;       /* ends of the support; infinite where there is none */
  double mean, sd;       /* as cut */
  int count;             /* knots, or members of DISCRETE */
  double *x;             /* [count], owned */
  double *cumulative;    /* [count], owned: probability up to x; DISCRETE: including x */
  double *density;       /* [2 (count - 1)], owned: at both ends of each interval; DISCRETE [count]: probabilities */
} Distribution;

/* STATUS_CONFIG with a message (key = value: what is wrong), STATUS_MEMORY; the distribution is then empty. */
Status distribution_init(Distribution *distribution, const DistributionSettings *settings, char *message, size_t size);
void distribution_free(Distribution *distribution); /* takes an empty object */

/* The value that is not exceeded with probability u, 0 < u < 1. */
double distribution_quantile(const Distribution *distribution, double u);

/* The same at a standard normal score z, u = P(Z <= z): keeps its precision in the upper tail. */
double distribution_at_score(const Distribution *distribution, double z);

/* Probability of a value at or below x. */
double distribution_probability(const Distribution *distribution, double x);

#endif
