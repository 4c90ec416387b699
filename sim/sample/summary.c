#include "sim/sample/summary.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

const double summary_probabilities[SUMMARY_QUANTILES] = {0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975};

/* A quantile with less than this many values of a replicate beyond it is its outermost value, whose spread tells nothing. */
static const double least_beyond = 1;

double replicates_error(const double *found, int replicates) {
  for (int r = 0; r < replicates; r++)
    if (!isfinite(found[r])) return NAN;
  if (replicates < 2) return NAN;
  double spread = gsl_stats_sd(found, 1, (size_t)replicates);
  return gsl_cdf_tdist_Pinv(0.975, replicates - 1) * spread / sqrt(replicates);
}

/* Those of one replicate (replicate < 0: all) that there are, in rising order. Returns their number. */
static size_t gather(const double *values, size_t n, int replicates, int replicate, double *sorted) {
  size_t count = 0;
  size_t step = replicate < 0 ? 1 : (size_t)replicates;
  for (size_t i = replicate < 0 ? 0 : (size_t)replicate; i < n; i += step)
    if (!isnan(values[i])) sorted[count++] = values[i];
  gsl_sort(sorted, 1, count);
  return count;
}

static double quantile(const double *sorted, size_t count, double p) {
  return count ? gsl_stats_quantile_from_sorted_data(sorted, 1, count, p) : NAN;
}

typedef struct {
  double mean[REPLICATES], sd[REPLICATES], quantiles[SUMMARY_QUANTILES][REPLICATES];
} Alone;

static void look_at_replicate(Alone *alone, int r, const double *sorted, size_t count) {
  alone->mean[r] = count ? gsl_stats_mean(sorted, 1, count) : NAN;
  alone->sd[r] = count > 1 ? gsl_stats_sd(sorted, 1, count) : NAN;
  for (int k = 0; k < SUMMARY_QUANTILES; k++) {
    double p = summary_probabilities[k], beyond = fmin(p, 1 - p) * (double)count;
    alone->quantiles[k][r] = beyond >= least_beyond ? quantile(sorted, count, p) : NAN;
  }
}

bool summary_init(Summary *summary, const double *values, size_t n, int replicates) {
  Alone alone;
  double *sorted = malloc((n + 1) * sizeof *sorted);
  *summary = (Summary){0};
  if (!sorted) return false;
  for (int r = 0; r < replicates; r++)
    look_at_replicate(&alone, r, sorted, gather(values, n, replicates, r, sorted));
  size_t count = summary->count = gather(values, n, replicates, -1, sorted);
  summary->least = count ? sorted[0] : NAN;
  summary->most = count ? sorted[count - 1] : NAN;
  summary->mean = (Estimate){count ? gsl_stats_mean(sorted, 1, count) : NAN, replicates_error(alone.mean, replicates)};
  summary->sd = (Estimate){count > 1 ? gsl_stats_sd(sorted, 1, count) : NAN, replicates_error(alone.sd, replicates)};
  for (int k = 0; k < SUMMARY_QUANTILES; k++)
    summary->quantiles[k] =
        (Estimate){quantile(sorted, count, summary_probabilities[k]), replicates_error(alone.quantiles[k], replicates)};
  free(sorted);
  return true;
}

Estimate share_estimate(const size_t *hits, const size_t *counted, int replicates) {
  size_t hit = 0, all = 0;
  double alone[REPLICATES];
  for (int r = 0; r < replicates; r++) {
    hit += hits[r], all += counted[r];
    alone[r] = counted[r] ? (double)hits[r] / (double)counted[r] : NAN;
  }
  if (all == 0) return (Estimate){NAN, NAN};
  bool edge = hit == 0 || hit == all;
  return (Estimate){(double)hit / (double)all,
                    edge ? 1 - pow(0.05, 1 / (double)all) : replicates_error(alone, replicates)};
}
