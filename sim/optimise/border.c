#include "sim/optimise/border.h"

#include <math.h>
#include <string.h>

static const double border_tolerance = 1e-9; /* of the ranges */
enum { STEPS_MAX = 80, TARGETS_MAX = 4 };

/* --- one segment --- */

typedef struct {
  Search *search;
  int holds, fails, constraint; /* constraint: of the margin that is followed; -1: none has a number */
  double along[OPTIMISE_PARAMETERS_MOST], from[OPTIMISE_PARAMETERS_MOST];
  double t_holds, t_fails;
} Segment;

static double margin_of(const Search *search, int trial, int constraint) {
  return search->combination->margins[(size_t)trial * (size_t)search_constraints(search) + (size_t)constraint];
}

/* What fails worst at the end that fails. */
static int constraint_of(const Search *search, int fails) {
  int worst = -1;
  if (isinf(search_trial(search, fails)->violation)) return -1;
  for (int c = 0; c < search_constraints(search); c++)
    if (margin_of(search, fails, c) < 0 && (worst < 0 || margin_of(search, fails, c) < margin_of(search, fails, worst)))
      worst = c;
  return worst;
}

static int try_at(const Segment *segment, double t) {
  double u[OPTIMISE_PARAMETERS_MOST];
  for (int i = 0; i < segment->search->n; i++)
    u[i] = segment->from[i] + t * segment->along[i];
  return search_try(segment->search, u);
}

/* Where the line through both ends is 0; the ends' weights are Illinois' (Dowell, Jarratt, BIT 11 (1971) 168). */
static double guess(const Segment *segment, double inside, double outside, bool halve) {
  double middle = 0.5 * (segment->t_holds + segment->t_fails);
  if (halve || !(inside >= 0) || !(outside < 0) || isinf(inside) || inside - outside <= 0) return middle;
  return segment->t_holds + (segment->t_fails - segment->t_holds) * inside / (inside - outside);
}

/* The setting found moves one of the ends there. Returns whether it holds. */
static bool move_end(Segment *segment, int trial, double t) {
  bool holds = search_trial(segment->search, trial)->holds;
  if (holds)
    segment->holds = trial, segment->t_holds = t;
  else
    segment->fails = trial, segment->t_fails = t;
  return holds;
}

static void close_in(Segment *segment, double length) {
  const Search *search = segment->search;
  double inside = NAN, outside = NAN;
  int same = 0; /* steps on one side: above 0 it holds */
  for (int k = 0; k < STEPS_MAX && length * (segment->t_fails - segment->t_holds) > border_tolerance; k++) {
    int c = segment->constraint;
    if (k == 0 && c >= 0) inside = margin_of(search, segment->holds, c), outside = margin_of(search, segment->fails, c);
    double t = guess(segment, inside, outside, c < 0 || k % 4 == 3);
    if (!(t > segment->t_holds && t < segment->t_fails)) t = 0.5 * (segment->t_holds + segment->t_fails);
    if (!(t > segment->t_holds && t < segment->t_fails)) return;
    int trial = try_at(segment, t);
    if (trial < 0) return;
    bool holds = move_end(segment, trial, t);
    same = holds ? (same > 0 ? same + 1 : 1) : (same < 0 ? same - 1 : -1);
    if (c < 0) continue;
    if (holds)
      inside = margin_of(search, trial, c);
    else
      outside = margin_of(search, trial, c);
    if (same > 1) outside *= 0.5;
    if (same < -1) inside *= 0.5;
  }
}

int border_find(Search *search, int holds, int fails) {
  Segment segment = {.search = search, .holds = holds, .fails = fails, .t_fails = 1};
  OptimisePhase before = search->phase;
  segment.constraint = constraint_of(search, fails);
  for (int i = 0; i < search->n; i++) {
    segment.from[i] = search_trial(search, holds)->u[i];
    segment.along[i] = search_trial(search, fails)->u[i] - segment.from[i];
  }
  search->phase = OPTIMISE_BORDER;
  close_in(&segment, search_distance(search, holds, fails));
  search->phase = before;
  return segment.holds;
}

/* --- several --- */

/* The nearest to a trial that does (not) hold, further than the last one that was tried; fails: and is better, were it to hold. */
static int nearest_to_trial(const Search *search, int trial, bool holds, double beyond) {
  int nearest = -1;
  for (int k = 0; k < search->combination->count; k++) {
    double distance = search_distance(search, trial, k);
    const Trial *other = search_trial(search, k);
    if (other->holds != holds || !other->ran || !(distance > beyond)) continue;
    if (!holds && !(search_cost(search, k) < search_cost(search, trial))) continue;
    if (nearest < 0 || distance < search_distance(search, trial, nearest)) nearest = k;
  }
  return nearest;
}

int border_tighten(Search *search, int best) {
  double beyond = 2 * border_tolerance;
  for (int k = 0; k < TARGETS_MAX && search_left(search) > 0; k++) {
    int target = nearest_to_trial(search, best, false, beyond);
    if (target < 0) return best;
    beyond = search_distance(search, best, target);
    int found = border_find(search, best, target);
    if (search_better(search, found, best)) best = found;
  }
  return best;
}

int border_reach(Search *search, int fails, int best) {
  int holds = nearest_to_trial(search, fails, true, -1);
  if (holds < 0 || search_trial(search, fails)->holds) return best;
  int found = border_find(search, holds, fails);
  return search_better(search, found, best) ? found : best;
}
