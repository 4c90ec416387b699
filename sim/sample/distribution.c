#include "sim/sample/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/sample/distribution_check.h"
#include "sim/sample/knots.h"

const char *const distribution_words[DISTRIBUTION_COUNT] = {
#define X(id, word, made_of) word,
    DISTRIBUTIONS(X)
#undef X
};
const char *const distribution_made_of[DISTRIBUTION_COUNT] = {
#define X(id, word, made_of) made_of,
    DISTRIBUTIONS(X)
#undef X
};

DistributionSettings distribution_settings(DistributionKind kind) {
  return (DistributionSettings){
      .kind = kind, .mean = NAN, .sd = NAN, .low = NAN, .mode = NAN, .high = NAN, .min = -INFINITY, .max = INFINITY};
}

DistributionSettings distribution_by_factor(double median, double factor) {
  DistributionSettings settings = distribution_settings(DISTRIBUTION_LOGNORMAL);
  double variance = log(factor) * log(factor);
  settings.mean = median * exp(variance / 2);
  settings.sd = settings.mean * sqrt(expm1(variance));
  return settings;
}

static bool is_normal(const Distribution *d) {
  return d->kind == DISTRIBUTION_NORMAL || d->kind == DISTRIBUTION_LOGNORMAL;
}

/* A value's standard score, and the value at one. */
static double score_of(const Distribution *d, double x) {
  if (d->kind == DISTRIBUTION_NORMAL) return (x - d->center) / d->spread;
  return x > 0 ? (log(x) - d->center) / d->spread : -INFINITY;
}

static double value_at(const Distribution *d, double z) {
  double x = d->center + d->spread * z;
  return d->kind == DISTRIBUTION_NORMAL ? x : exp(x);
}

/* Mean and sd of a cut normal or lognormal by Gauss-Legendre over the scores that matter, each weighted relative to the
   densest one: the closed forms lose their digits in the tails. */
static double weighted(const Distribution *d, const gsl_integration_glfixed_table *table, double about, int power) {
  double from = score_of(d, d->min), to = score_of(d, d->max), densest = fmin(fmax(0, from), to), sum = 0;
  double shift = d->kind == DISTRIBUTION_LOGNORMAL ? 2 * d->spread : 0, reach = 12;
  from = fmax(from, densest - reach), to = fmin(to, densest + reach + shift);
  int panels = (int)ceil((to - from) / 0.25);
  for (int i = 0; i < panels; i++)
    for (size_t k = 0; k < table->n; k++) {
      double z, weight;
      gsl_integration_glfixed_point(from + (to - from) * i / panels, from + (to - from) * (i + 1) / panels, k, &z,
                                    &weight, table);
      sum += weight * exp((densest - z) * (densest + z) / 2) * pow(value_at(d, z) - about, power);
    }
  return sum;
}

static Status cut_moments(Distribution *d) {
  gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(16);
  if (!table) return STATUS_MEMORY;
  double all = weighted(d, table, 0, 0), about = value_at(d, fmin(fmax(0, score_of(d, d->min)), score_of(d, d->max)));
  d->mean = about + weighted(d, table, about, 1) / all;
  d->sd = sqrt(weighted(d, table, d->mean, 2) / all);
  gsl_integration_glfixed_table_free(table);
  return STATUS_OK;
}

static Status init_normal(Distribution *d, const DistributionSettings *s, char *message, size_t size) {
  double ratio = s->sd / s->mean, variance = log1p(ratio * ratio);
  bool plain = d->kind == DISTRIBUTION_NORMAL;
  d->center = plain ? s->mean : log(s->mean) - variance / 2;
  d->spread = plain ? s->sd : sqrt(variance);
  d->min = plain ? s->min : fmax(s->min, 0), d->max = s->max;
  d->p_min = gsl_cdf_ugaussian_P(score_of(d, d->min)), d->p_max = gsl_cdf_ugaussian_P(score_of(d, d->max));
  d->q_min = gsl_cdf_ugaussian_Q(score_of(d, d->min)), d->q_max = gsl_cdf_ugaussian_Q(score_of(d, d->max));
  if (!(d->p_min < d->p_max || d->q_min > d->q_max)) {
    snprintf(message, size, "min = %g, max = %g: nothing of the distribution lies between them", s->min, s->max);
    return STATUS_CONFIG;
  }
  d->mean = s->mean, d->sd = s->sd;
  bool whole = d->p_min == 0 && d->q_max == 0;
  return whole ? STATUS_OK : cut_moments(d);
}

Status distribution_init(Distribution *d, const DistributionSettings *s, char *message, size_t size) {
  *d = (Distribution){.kind = s->kind};
  if (!distribution_check(s, message, size)) return STATUS_CONFIG;
  Status status = is_normal(d)                       ? init_normal(d, s, message, size)
                  : s->kind == DISTRIBUTION_DISCRETE ? members_init(d, s, message, size)
                                                     : knots_init(d, s, message, size);
  if (status == STATUS_MEMORY) snprintf(message, size, "out of memory");
  if (status != STATUS_OK) distribution_free(d);
  return status;
}

void distribution_free(Distribution *d) {
  free(d->x);
  free(d->cumulative);
  free(d->density);
  *d = (Distribution){0};
}

/* p below, q = 1 - p above: whichever is smaller has the digits. */
static double normal_quantile(const Distribution *d, double p, double q) {
  double below = d->p_min * q + d->p_max * p, above = d->q_min * q + d->q_max * p;
  double z = below < above ? gsl_cdf_ugaussian_Pinv(below) : gsl_cdf_ugaussian_Qinv(above);
  return fmin(fmax(value_at(d, z), d->min), d->max); /* a cut is met but for rounding */
}

double distribution_quantile(const Distribution *d, double u) {
  if (is_normal(d)) return normal_quantile(d, u, 1 - u);
  return d->kind == DISTRIBUTION_DISCRETE ? members_quantile(d, u) : knots_quantile(d, u);
}

double distribution_at_score(const Distribution *d, double z) {
  if (!is_normal(d)) return distribution_quantile(d, gsl_cdf_ugaussian_P(z));
  if (d->p_min == 0 && d->q_max == 0) return value_at(d, z);
  return normal_quantile(d, gsl_cdf_ugaussian_P(z), gsl_cdf_ugaussian_Q(z));
}

double distribution_probability(const Distribution *d, double x) {
  if (d->kind == DISTRIBUTION_DISCRETE) return members_probability(d, x);
  if (!is_normal(d)) return knots_probability(d, x);
  if (x <= d->min) return 0;
  if (x >= d->max) return 1;
  double z = score_of(d, x);
  if (d->p_min < 0.5) return (gsl_cdf_ugaussian_P(z) - d->p_min) / (d->p_max - d->p_min);
  return (d->q_min - gsl_cdf_ugaussian_Q(z)) / (d->q_min - d->q_max);
}
