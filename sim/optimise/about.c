/* About the best setting: how flat it is, what holds it back, whether a range ends there. */
#include <math.h>
#include <string.h>

#include "sim/optimise/methods.h"

enum { LOOKS_MAX = 20 };
static const double look_share = 0.01;
static const double beside =
    1e-3; /* of the ranges: so near the best a setting that is better tells what holds it back */

static void look_beside(Search *search, int i) {
  Combination *combination = search->combination;
  const OptimiseParameter *parameter = &search->request->parameters[search->free[i]];
  Flatness *flat = &combination->flat[search->free[i]];
  double u[OPTIMISE_PARAMETERS_MOST], at = search_trial(search, combination->best)->u[i];
  double number = optimise_number(parameter, at);
  for (int side = 0; side < 2; side++) {
    memcpy(u, search_trial(search, combination->best)->u, sizeof u);
    u[i] = optimise_place(parameter, number + (side ? look_share : -look_share) * fabs(number));
    flat->number[side] = optimise_number(parameter, u[i]);
    flat->trial[side] = u[i] == at ? -1 : search_try(search, u);
  }
}

static void look_about(Search *search) {
  search->reserve = 0;
  search->phase = OPTIMISE_LOOK;
  for (int i = 0; i < search->n; i++)
    look_beside(search, i);
}

static void find_bounds(const Search *search) {
  Combination *combination = search->combination;
  double near = search->request->tolerance;
  for (int i = 0; i < search->n; i++) {
    double u = search_trial(search, combination->best)->u[i];
    combination->bound[search->free[i]] = u <= near ? BOUND_LOWER : u >= 1 - near ? BOUND_UPPER : BOUND_NONE;
  }
}

/* What fails right beside the best, where the measure would be better or has no value. */
static void find_active(const Search *search) {
  Combination *combination = search->combination;
  double best = search_cost(search, combination->best);
  for (int k = 0; k < combination->count; k++) {
    double distance = search_distance(search, k, combination->best);
    const Trial *trial = search_trial(search, k);
    if (trial->holds || distance > beside || search_cost(search, k) >= best) continue;
    for (int c = 0; c < search_constraints(search); c++) {
      double margin = combination->margins[(size_t)k * (size_t)search_constraints(search) + (size_t)c];
      combination->active[c] = combination->active[c] || margin < 0 || isnan(margin);
    }
    if (combination->beyond < 0 || distance < search_distance(search, combination->beyond, combination->best))
      combination->beyond = k;
  }
}

static void forget_looks(Combination *combination) {
  for (int i = 0; i < OPTIMISE_PARAMETERS_MOST; i++)
    combination->flat[i] = (Flatness){{NAN, NAN}, {-1, -1}};
}

/* Where 1 % beside the best is better after all, the search has not come to its end: that one is the best, and said not to be converged. */
void search_conclude(Search *search) {
  Combination *combination = search->combination;
  int best = search_best(search, 0);
  combination->nearest = best;
  if (best < 0 || !search_trial(search, best)->holds) return;
  for (int pass = 0; combination->best != best && search->status == STATUS_OK; pass++) {
    combination->best = best;
    combination->converged = combination->converged && pass == 0;
    forget_looks(combination);
    if (pass < LOOKS_MAX) look_about(search);
    best = search_best(search, 0);
  }
  find_bounds(search);
  find_active(search);
}
