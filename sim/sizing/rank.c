/* The order of those that fit. What is not known comes last; figures alike to the last digits are alike. */
#include <math.h>
#include <stdlib.h>

#include "sim/sizing/candidate.h"

static const double alike = 1e-12; /* sums of the same figures in another order */

typedef double Key(const Candidate *candidate); /* the smaller the better */

static double by_power(const Candidate *candidate) {
  return candidate->power;
}

static double by_weight(const Candidate *candidate) {
  return candidate->weight_kg;
}

static double by_size(const Candidate *candidate) {
  return candidate->area_m2;
}

static double by_margin(const Candidate *candidate) {
  return -candidate->least_margin;
}

enum { KEYS = 4 };

static Key *const orders[SIZING_RANK_COUNT][KEYS] = {
    [SIZING_RANK_POWER] = {by_power, by_size, by_weight, by_margin},
    [SIZING_RANK_WEIGHT] = {by_weight, by_power, by_size, by_margin},
    [SIZING_RANK_SIZE] = {by_size, by_power, by_weight, by_margin},
    [SIZING_RANK_MARGIN] = {by_margin, by_power, by_size, by_weight},
};

static int compare(double a, double b) {
  if (isnan(a) || isnan(b)) return isnan(a) - isnan(b);
  if (fabs(a - b) <= alike * fmax(fabs(a), fabs(b))) return 0;
  return a < b ? -1 : 1;
}

/* Alike in all keys, the one of the lower number: candidates stand in the catalogue's order. */
static bool is_better(const Candidate *a, const Candidate *b, SizingRank rank) {
  for (int k = 0; k < KEYS; k++) {
    int order = compare(orders[rank][k](a), orders[rank][k](b));
    if (order != 0) return order < 0;
  }
  return a < b;
}

static bool fits(const Candidate *candidate) {
  return candidate->status == CANDIDATE_PASS || candidate->status == CANDIDATE_WARN;
}

bool candidates_rank(const SizingRequest *request, Candidate *candidates, int count, int *choice) {
  int *order = malloc(((size_t)count + 1) * sizeof *order), n = 0;
  if (!order) return false;
  for (int i = 0; i < count; i++) {
    candidates[i].place = 0;
    if (!fits(&candidates[i])) continue;
    int at = n++;
    for (; at > 0 && is_better(&candidates[i], &candidates[order[at - 1]], request->rank); at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
  for (int i = 0; i < n; i++)
    candidates[order[i]].place = i + 1;
  *choice = n > 0 ? order[0] : -1;
  free(order);
  return true;
}
