#include "sim/sample/knots.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double width(const Distribution *d, int i) {
  return d->x[i + 1] - d->x[i];
}

/* Area of interval i. */
static double area(const Distribution *d, int i) {
  return (d->density[2 * i] + d->density[2 * i + 1]) / 2 * width(d, i);
}

/* Density at x within interval i. */
static double density_at(const Distribution *d, int i, double x) {
  double t = (x - d->x[i]) / width(d, i);
  return (1 - t) * d->density[2 * i] + t * d->density[2 * i + 1];
}

/* Simpson's rule is exact: the moments' integrands are at most cubic within an interval. */
static double moment(const Distribution *d, double about, int power) {
  double sum = 0;
  for (int i = 0; i + 1 < d->count; i++) {
    double left = d->x[i], right = d->x[i + 1], middle = (left + right) / 2;
    double middle_density = (d->density[2 * i] + d->density[2 * i + 1]) / 2;
    sum += width(d, i) / 6 *
           (d->density[2 * i] * pow(left - about, power) + 4 * middle_density * pow(middle - about, power) +
            d->density[2 * i + 1] * pow(right - about, power));
  }
  return sum;
}

static Status allocate(Distribution *d, int count) {
  d->count = count;
  d->x = calloc((size_t)count, sizeof *d->x);
  d->cumulative = calloc((size_t)count, sizeof *d->cumulative);
  d->density = calloc(2 * (size_t)count, sizeof *d->density);
  return d->x && d->cumulative && d->density ? STATUS_OK : STATUS_MEMORY;
}

static void set_knots(Distribution *d, const double *x, const double *density) {
  for (int i = 0; i < d->count; i++)
    d->x[i] = x[i];
  for (int i = 0; density && i + 1 < d->count; i++)
    d->density[2 * i] = density[i], d->density[2 * i + 1] = density[i + 1];
}

/* Density from cumulative probabilities: constant between knots. */
static void set_steps(Distribution *d, const DistributionSettings *s) {
  set_knots(d, s->values, NULL);
  for (int i = 0; i + 1 < d->count; i++)
    d->density[2 * i] = d->density[2 * i + 1] = (s->probabilities[i + 1] - s->probabilities[i]) / width(d, i);
}

static Status fill(Distribution *d, const DistributionSettings *s) {
  bool at_an_end = s->mode == s->low || s->mode == s->high;
  int knots = s->kind == DISTRIBUTION_UNIFORM ? 2 : s->kind == DISTRIBUTION_TRIANGULAR ? (at_an_end ? 2 : 3) : s->count;
  if (allocate(d, knots) != STATUS_OK) return STATUS_MEMORY;
  if (s->kind == DISTRIBUTION_UNIFORM)
    set_knots(d, (double[]){s->low, s->high}, (double[]){1, 1});
  else if (s->kind == DISTRIBUTION_TRIANGULAR && at_an_end)
    set_knots(d, (double[]){s->low, s->high}, s->mode == s->low ? (double[]){1, 0} : (double[]){0, 1});
  else if (s->kind == DISTRIBUTION_TRIANGULAR)
    set_knots(d, (double[]){s->low, s->mode, s->high}, (double[]){0, 1, 0});
  else if (s->kind == DISTRIBUTION_CUMULATIVE)
    set_steps(d, s);
  else
    set_knots(d, s->values, s->probabilities);
  return STATUS_OK;
}

/* Intervals outside go, the ones that hold a cut are shortened. */
static void cut(Distribution *d, double min, double max) {
  int kept = 0;
  for (int i = 0; i + 1 < d->count; i++) {
    double left = fmax(d->x[i], min), right = fmin(d->x[i + 1], max);
    if (!(left < right)) continue;
    double left_density = density_at(d, i, left), right_density = density_at(d, i, right);
    d->x[kept] = left;
    d->density[2 * kept] = left_density, d->density[2 * kept + 1] = right_density;
    d->x[++kept] = right;
  }
  d->count = kept ? kept + 1 : 0;
}

static double total(const Distribution *d) {
  double sum = 0;
  for (int i = 0; i + 1 < d->count; i++)
    sum += area(d, i);
  return sum;
}

Status knots_init(Distribution *d, const DistributionSettings *s, char *message, size_t size) {
  if (fill(d, s) != STATUS_OK) return STATUS_MEMORY;
  cut(d, s->min, s->max);
  double all = total(d);
  if (!(all > 0)) {
    snprintf(message, size, "min = %g, max = %g: nothing of the distribution lies between them", s->min, s->max);
    return STATUS_CONFIG;
  }
  for (int i = 0; i + 1 < d->count; i++) {
    d->density[2 * i] /= all, d->density[2 * i + 1] /= all;
    d->cumulative[i + 1] = d->cumulative[i] + area(d, i);
  }
  d->cumulative[d->count - 1] = 1;
  d->min = d->x[0], d->max = d->x[d->count - 1];
  d->mean = d->x[0] + moment(d, d->x[0], 1);
  d->sd = sqrt(moment(d, d->mean, 2));
  return STATUS_OK;
}

/* The last knot, not the end, at or below which the table has `wanted` or less. */
static int interval_of(const double *table, int count, double wanted) {
  int low = 0, high = count - 1;
  while (high - low > 1) {
    int middle = (low + high) / 2;
    if (table[middle] <= wanted)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* The root of f t + slope t^2 / 2 = part in the form that does not cancel. */
double knots_quantile(const Distribution *d, double u) {
  int i = interval_of(d->cumulative, d->count, u);
  double part = u - d->cumulative[i], f = d->density[2 * i];
  if (!(part > 0)) return d->x[i];
  double slope = (d->density[2 * i + 1] - f) / width(d, i);
  double root = sqrt(fmax(f * f + 2 * slope * part, 0)); /* below 0 by rounding at the very end of an interval */
  return fmin(d->x[i] + 2 * part / (f + root), d->x[i + 1]);
}

double knots_probability(const Distribution *d, double x) {
  if (x <= d->min) return 0;
  if (x >= d->max) return 1;
  int i = interval_of(d->x, d->count, x);
  return d->cumulative[i] + (d->density[2 * i] + density_at(d, i, x)) / 2 * (x - d->x[i]);
}

Status members_init(Distribution *d, const DistributionSettings *s, char *message, size_t size) {
  if (allocate(d, s->count) != STATUS_OK) return STATUS_MEMORY;
  double sum = 0, mean = 0, variance = 0;
  d->count = 0;
  for (int i = 0; i < s->count; i++) {
    if (s->values[i] < s->min || s->values[i] > s->max || s->probabilities[i] == 0) continue;
    d->x[d->count] = s->values[i], d->density[d->count] = s->probabilities[i];
    sum += d->density[d->count++];
  }
  if (!(sum > 0)) {
    snprintf(message, size, "min = %g, max = %g: no value lies between them", s->min, s->max);
    return STATUS_CONFIG;
  }
  for (int i = 0; i < d->count; i++) {
    d->density[i] /= sum;
    d->cumulative[i] = d->density[i] + (i ? d->cumulative[i - 1] : 0);
    mean += d->density[i] * d->x[i];
  }
  for (int i = 0; i < d->count; i++)
    variance += d->density[i] * (d->x[i] - mean) * (d->x[i] - mean);
  d->cumulative[d->count - 1] = 1;
  d->min = d->x[0], d->max = d->x[d->count - 1], d->mean = mean, d->sd = sqrt(variance);
  return STATUS_OK;
}

double members_quantile(const Distribution *d, double u) {
  int i = 0;
  while (i + 1 < d->count && d->cumulative[i] < u)
    i++;
  return d->x[i];
}

double members_probability(const Distribution *d, double x) {
  double p = 0;
  for (int i = 0; i < d->count && d->x[i] <= x; i++)
    p = d->cumulative[i];
  return p;
}
