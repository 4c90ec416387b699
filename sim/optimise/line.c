#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <math.h>
#include <string.h>

#include "sim/optimise/border.h"
#include "sim/optimise/methods.h"

enum { SCAN_MOST = 25, SCAN_LEAST = 7, VALLEYS_FOLLOWED = 3, ITERATIONS_MAX = 100 };
static const double towards_end = 0.2; /* where the end of a bracket is lowest: so much of the way to it is left */

typedef struct {
  int trials[SCAN_MOST + 2]; /* by rising place */
  int count;
} Scan;

static double place(const Search *search, int trial) {
  return search_trial(search, trial)->u[0];
}

int search_best(const Search *search, int first) {
  int best = -1;
  for (int k = first; k < search->combination->count; k++)
    if (best < 0 || search_better(search, k, best)) best = k;
  return best;
}

/* --- the scan --- */

static void scan_add(const Search *search, Scan *scan, int trial) {
  int at = 0;
  if (trial < 0) return;
  while (at < scan->count && place(search, scan->trials[at]) < place(search, trial))
    at++;
  if (at < scan->count && scan->trials[at] == trial) return;
  memmove(scan->trials + at + 1, scan->trials + at, (size_t)(scan->count - at) * sizeof *scan->trials);
  scan->trials[at] = trial;
  scan->count++;
}

static void scan_run(Search *search, double start, Scan *scan) {
  int points = search->request->evaluations / 3;
  points = points > SCAN_MOST ? SCAN_MOST : points < SCAN_LEAST ? SCAN_LEAST : points;
  search->phase = OPTIMISE_SCAN;
  scan_add(search, scan, search_try(search, &start));
  for (int i = 0; i < points; i++) {
    double u = (double)i / (points - 1);
    scan_add(search, scan, search_try(search, &u));
  }
}

/* --- between two places --- */

typedef struct {
  Search *search;
  bool of_violation; /* what is made small: the violation, where nothing holds */
  double high;       /* stands for what has no figure, or does not hold */
  bool lost;
} Objective;

/* GSL wants a finite number: what does not hold is above all that does. */
static double figure_of(const Objective *objective, int trial) {
  const Trial *found = search_trial(objective->search, trial);
  if (objective->of_violation) return fmin(found->violation, objective->high);
  if (found->holds) return search_cost(objective->search, trial);
  return objective->high;
}

static double objective_at(double u, void *context) {
  Objective *objective = context;
  int trial = objective->lost ? -1 : search_try(objective->search, &u);
  if (trial < 0) objective->lost = true;
  return objective->lost ? objective->high : figure_of(objective, trial);
}

/* a < m < b with m lowest: Brent's method. */
static void minimise_inside(Objective *objective, int a, int m, int b) {
  Search *search = objective->search;
  gsl_function function = {objective_at, objective};
  gsl_min_fminimizer *solver = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
  if (!solver) {
    search->status = STATUS_MEMORY;
    return;
  }
  int state =
      gsl_min_fminimizer_set_with_values(solver, &function, place(search, m), figure_of(objective, m), place(search, a),
                                         figure_of(objective, a), place(search, b), figure_of(objective, b));
  for (int k = 0; k < ITERATIONS_MAX && state == GSL_SUCCESS && !objective->lost; k++) {
    state = gsl_min_fminimizer_iterate(solver);
    double low = gsl_min_fminimizer_x_lower(solver), high = gsl_min_fminimizer_x_upper(solver);
    if (gsl_min_test_interval(low, high, search->request->tolerance, 0) == GSL_SUCCESS) break;
  }
  gsl_min_fminimizer_free(solver);
}

/* The lowest of three that stand in a row, then between them; an end that is lowest is gone towards until something beside it is lower
   still, or nothing is left between. */
static void minimise_between(Objective *objective, int a, int m, int b) {
  Search *search = objective->search;
  for (int k = 0; k < ITERATIONS_MAX && !objective->lost; k++) {
    double at_a = figure_of(objective, a), at_m = figure_of(objective, m), at_b = figure_of(objective, b);
    if (m != a && m != b && at_m < at_a && at_m < at_b) {
      minimise_inside(objective, a, m, b);
      return;
    }
    int end = at_a <= at_b ? a : b, other = m != end ? m : end == a ? b : a;
    if (fabs(place(search, other) - place(search, end)) <= search->request->tolerance) return;
    double u = place(search, end) + towards_end * (place(search, other) - place(search, end));
    int next = search_try(search, &u);
    if (next < 0) return;
    if (end == a)
      b = other;
    else
      a = other;
    m = next;
  }
}

/* --- valleys --- */

static bool is_valley(const Search *search, const Scan *scan, int i) {
  int here = scan->trials[i];
  if (!search_trial(search, here)->holds) return false;
  bool left = i > 0 && search_better(search, scan->trials[i - 1], here);
  bool flat = i > 0 && search_trial(search, scan->trials[i - 1])->holds &&
              search_cost(search, scan->trials[i - 1]) == search_cost(search, here);
  bool right = i + 1 < scan->count && search_better(search, scan->trials[i + 1], here);
  return !left && !flat && !right;
}

/* The neighbour in the scan, or the border where that one does not hold. */
static int end_of(Search *search, const Scan *scan, int i, int step) {
  int k = i + step;
  if (k < 0 || k >= scan->count) return scan->trials[i];
  return search_trial(search, scan->trials[k])->holds ? scan->trials[k]
                                                      : border_find(search, scan->trials[i], scan->trials[k]);
}

static double highest_cost(const Search *search) {
  double low = INFINITY, high = -INFINITY;
  for (int k = 0; k < search->combination->count; k++) {
    double cost = search_cost(search, k);
    if (isfinite(cost)) low = fmin(low, cost), high = fmax(high, cost);
  }
  return high >= low ? high + (high - low) + fabs(high) + 1 : 1;
}

static void follow(Search *search, const Scan *scan, int i) {
  int a = end_of(search, scan, i, -1), b = end_of(search, scan, i, +1);
  search->phase = OPTIMISE_SEARCH;
  Objective objective = {.search = search, .high = highest_cost(search)};
  minimise_between(&objective, a, scan->trials[i], b);
}

/* Of the scan's valleys the best first. */
static int follow_all(Search *search, const Scan *scan) {
  bool done[SCAN_MOST + 2] = {false};
  int followed = 0;
  for (; followed < VALLEYS_FOLLOWED; followed++) {
    int next = -1;
    for (int i = 0; i < scan->count; i++)
      if (!done[i] && is_valley(search, scan, i) &&
          (next < 0 || search_better(search, scan->trials[i], scan->trials[next])))
        next = i;
    if (next < 0 || search->status != STATUS_OK) break;
    done[next] = true;
    follow(search, scan, next);
  }
  return followed;
}

/* Where nothing holds: the least violation about the scan's least, which may come to hold. */
static void look_for_hold(Search *search, Scan *scan) {
  int best = -1;
  for (int i = 0; i < scan->count; i++)
    if (best < 0 || search_better(search, scan->trials[i], scan->trials[best])) best = i;
  if (best < 0 || search_trial(search, scan->trials[best])->holds) return;
  if (isinf(search_trial(search, scan->trials[best])->violation)) return;
  int a = scan->trials[best > 0 ? best - 1 : best], b = scan->trials[best + 1 < scan->count ? best + 1 : best];
  Objective objective = {.search = search, .of_violation = true, .high = 1e100};
  search->phase = OPTIMISE_SEARCH;
  minimise_between(&objective, a, scan->trials[best], b);
  int found = search_best(search, 0);
  if (found >= 0 && search_trial(search, found)->holds) scan_add(search, scan, found);
}

int line_search(Search *search, double start, bool *converged, int *valleys) {
  Scan scan = {.count = 0};
  scan_run(search, start, &scan);
  look_for_hold(search, &scan);
  *valleys = follow_all(search, &scan);
  *converged = !search->exhausted && search->status == STATUS_OK;
  return search_best(search, 0);
}
