#include "sim/budget/combine.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

enum { SHIFTS = 16, POINTS_USUAL = 4096, SOBOL_MOST = 40 };

const char *budget_combination_word(BudgetCombination combination) {
  static const char *const words[] = {
#define X(id, word) word,
      BUDGET_COMBINATIONS(X)
#undef X
  };
  return words[combination];
}

static void add_up(const BudgetRow *rows, int count, BudgetFigure *combined) {
  double sum = 0, low = 0, high = 0, below = 0, above = 0;
  for (int i = 0; i < count; i++) {
    const BudgetRow *row = &rows[i];
    if (!row->counted) continue;
    sum += row->service_pa_m3_s;
    low += row->low_pa_m3_s;
    high += row->high_pa_m3_s;
    below += pow(row->service_pa_m3_s - row->low_pa_m3_s, 2);
    above += pow(row->high_pa_m3_s - row->service_pa_m3_s, 2);
  }
  combined[BUDGET_SUM] = (BudgetFigure){sum, low, high, 0};
  combined[BUDGET_WORST] = (BudgetFigure){high, low, high, 0};
  combined[BUDGET_RSS] = (BudgetFigure){sum + sqrt(above), fmax(sum - sqrt(below), 0), sum + sqrt(above), 0};
}

static bool is_uncertain(const BudgetRow *row) {
  return row->counted && row->low_pa_m3_s < row->high_pa_m3_s;
}

static double row_at(const BudgetRow *row, double u) {
  const double end_score = 1.959963984540054; /* of 97.5 % */
  if (row->upper_bound || !(row->low_pa_m3_s > 0)) return row->low_pa_m3_s + u * (row->high_pa_m3_s - row->low_pa_m3_s);
  double z = gsl_cdf_ugaussian_Pinv(u), end = z > 0 ? row->high_pa_m3_s : row->low_pa_m3_s;
  return row->service_pa_m3_s * exp(fabs(z) / end_score * log(end / row->service_pa_m3_s));
}

typedef struct {
  const BudgetRow *rows;
  int count, uncertain, points;
  double certain_pa_m3_s;
  gsl_rng *random;
  double *sums;              /* [points] */
  double *shift, *point, *u; /* [uncertain or SOBOL_MOST] */
} Draw;

static double sum_at(const Draw *draw) {
  double sum = draw->certain_pa_m3_s;
  for (int i = 0, d = 0; i < draw->count; i++)
    if (is_uncertain(&draw->rows[i])) sum += row_at(&draw->rows[i], draw->u[d++]);
  return sum;
}

/* Dimensions beyond Sobol's are plain random numbers. */
static bool draw_sums(Draw *draw) {
  int sobol = draw->uncertain < SOBOL_MOST ? draw->uncertain : SOBOL_MOST;
  gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)sobol);
  if (!sequence) return false;
  for (int d = 0; d < sobol; d++)
    draw->shift[d] = gsl_rng_uniform_pos(draw->random);
  for (int n = 0; n < draw->points; n++) {
    gsl_qrng_get(sequence, draw->point);
    for (int d = 0; d < draw->uncertain; d++) {
      double u = d < sobol ? fmod(draw->point[d] + draw->shift[d], 1) : gsl_rng_uniform_pos(draw->random);
      draw->u[d] = fmin(fmax(u, 1e-12), 1 - 1e-12);
    }
    draw->sums[n] = sum_at(draw);
  }
  gsl_qrng_free(sequence);
  gsl_sort(draw->sums, 1, (size_t)draw->points);
  return true;
}

/* Of sorted sums, each standing in the middle of its share of the probability. */
static double quantile_of(const Draw *draw, double quantile) {
  double place = quantile * draw->points - 0.5;
  int below = (int)fmin(fmax(floor(place), 0), draw->points - 2);
  return draw->sums[below] + (place - below) * (draw->sums[below + 1] - draw->sums[below]);
}

static bool draw_quantiles(Draw *draw, double quantile, BudgetFigure *figure) {
  double high[SHIFTS], low[SHIFTS];
  for (int k = 0; k < SHIFTS; k++) {
    if (!draw_sums(draw)) return false;
    high[k] = quantile_of(draw, quantile);
    low[k] = quantile_of(draw, 1 - quantile);
  }
  double mean = gsl_stats_mean(high, 1, SHIFTS);
  *figure = (BudgetFigure){mean, gsl_stats_mean(low, 1, SHIFTS), mean, gsl_stats_sd(high, 1, SHIFTS) / sqrt(SHIFTS)};
  return true;
}

static bool monte_carlo(const BudgetRow *rows, int count, double quantile, int points, BudgetFigure *figure) {
  Draw draw = {.rows = rows, .count = count, .points = points > 0 ? points : POINTS_USUAL};
  for (int i = 0; i < count; i++) {
    draw.uncertain += is_uncertain(&rows[i]);
    if (rows[i].counted && !is_uncertain(&rows[i])) draw.certain_pa_m3_s += rows[i].service_pa_m3_s;
  }
  *figure = (BudgetFigure){draw.certain_pa_m3_s, draw.certain_pa_m3_s, draw.certain_pa_m3_s, 0};
  if (draw.uncertain == 0) return true;
  size_t dimensions = (size_t)draw.uncertain + SOBOL_MOST;
  draw.random = gsl_rng_alloc(gsl_rng_mt19937);
  draw.sums = malloc((size_t)draw.points * sizeof(double));
  draw.shift = malloc(dimensions * sizeof(double));
  draw.point = malloc(dimensions * sizeof(double));
  draw.u = malloc(dimensions * sizeof(double));
  bool ok = draw.random && draw.sums && draw.shift && draw.point && draw.u;
  if (ok) gsl_rng_set(draw.random, 20);
  ok = ok && draw_quantiles(&draw, quantile, figure);
  if (draw.random) gsl_rng_free(draw.random);
  free(draw.sums);
  free(draw.shift);
  free(draw.point);
  free(draw.u);
  return ok;
}

bool budget_combine(const BudgetRow *rows, int count, double quantile, int points, BudgetFigure *combined) {
  add_up(rows, count, combined);
  return monte_carlo(rows, count, quantile, points, &combined[BUDGET_MONTE_CARLO]);
}
