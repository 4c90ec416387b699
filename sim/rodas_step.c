#include <float.h>
#include <math.h>
#include <string.h>

#include "sim/rodas_trial.h"

enum { SHRINK_MOST = 6, GROW_MOST = 5, GROW_MOST_AT_FIRST = 100, REJECTIONS_TO_SETTLE = 3, REJECTIONS_TO_LOOK = 10 };

static const double safety = 0.9, trust = 0.9, safety_again = 0.75; /* again: after a rejection */

/* An unknown that follows others at once, as a small volume before a pump does, is out by far more in the embedded solution than in the
   step. What another stage would leave of the difference is the better measure there (Hairer and Wanner II, section IV.8); but not while
   something moves that the next step no longer has: a valve on its way, or at first, when steps still grow and unknowns settle. */
static bool damps(const RodasWork *work, double h) {
  return work->settings.table->embedded_share < 1 && work->problem->autonomous && h <= 2 * work->h_accepted;
}

/* It went where it was going. One that still settles does not, and its difference is an error. */
static bool follows(const RodasWork *work, int i, double h) {
  if (work->problem->mass[i] == 0) return true;
  double going = h * work->f[i] / work->problem->mass[i], went = work->y_new[i] - work->y[i];
  return fabs(going - went) <= 0.25 * fmax(fabs(going), fabs(went));
}

static double *left_by_another_stage(RodasWork *work, double h) {
  const RodasTable *table = work->settings.table;
  const double *difference = work->u[table->stages - 1], *mass = work->problem->mass;
  double *left = work->f_stage, shift = 1 / (h * table->gamma);
  for (int i = 0; i < work->problem->n; i++)
    left[i] = shift * mass[i] * difference[i];
  linear_solve(&work->linear, left);
  return left;
}

/* The largest error of a step in units of its tolerance, and whose it is. */
static double step_error(RodasWork *work, double h) {
  const RodasTable *table = work->settings.table;
  const double *difference = work->u[table->stages - 1], *left = damps(work, h) ? left_by_another_stage(work, h) : NULL;
  double largest = 0;
  for (int i = 0; i < work->problem->n; i++) {
    double tolerance = rodas_tolerance(work, i, fmax(fabs(work->y[i]), fabs(work->y_new[i])));
    double error = fabs(difference[i]);
    if (left && follows(work, i, h)) error = fmax(table->embedded_share * error, fabs(left[i]));
    double ratio = error / fmax(tolerance, DBL_MIN);
    if (ratio > largest) largest = ratio, work->worst = i;
  }
  return largest;
}

/* Changes the unknown that moves fastest by 1 % of the largest (both in units of their tolerance), or so that it errs by a tenth of its
   tolerance, as (h lambda)^order of what it moves within 1/lambda: lambda tells how fast the movement itself changes. */
static double first_step(const RodasWork *work, double remaining) {
  const RodasProblem *problem = work->problem;
  double *speed = work->f_stage, *change = work->y_stage, size = 0, fastest = 0, turning = 0;
  for (int i = 0; i < problem->n; i++) {
    speed[i] = problem->mass[i] > 0 ? work->f[i] / problem->mass[i] : 0;
    change[i] = 0;
  }
  for (int j = 0; j < problem->n; j++)
    for (int k = problem->column_start[j]; k < problem->column_start[j + 1]; k++)
      change[problem->row[k]] += work->jacobian[k] * speed[j];
  for (int i = 0; i < problem->n; i++) {
    double tolerance = fmax(rodas_tolerance(work, i, work->y[i]), DBL_MIN);
    size = fmax(size, fabs(work->y[i]) / tolerance);
    fastest = fmax(fastest, fabs(speed[i]) / tolerance);
    if (problem->mass[i] > 0) turning = fmax(turning, fabs(change[i] / problem->mass[i]) / tolerance);
  }
  if (!(fastest * remaining > 0.01 * size)) return remaining;
  double lambda = turning / fastest, least = 0.01 * fmax(size, 1) / fastest;
  if (!(lambda > 0)) return least;
  return fmin(fmax(least, pow(fmin(0.1 * lambda / fastest, 1), 1.0 / work->settings.table->order) / lambda), remaining);
}

static double shortest_step(const RodasWork *work) {
  return fmax(work->settings.h_min, 16 * DBL_EPSILON * fabs(work->t));
}

/* The estimate of a method of order k falls with h^k. */
static double root(const RodasWork *work, double x) {
  return work->settings.table->order == 4 ? sqrt(sqrt(x)) : pow(x, 1.0 / work->settings.table->order);
}

/* Predictive control (Gustafsson; Hairer and Wanner II, section IV.8): the step before is looked at as well, and where errors have been
   falling a step grows a little further than this one's alone allows. */
static void propose(RodasWork *work, double h, double error, bool was_rejected, bool was_cut) {
  double shrink = root(work, error) / safety;
  if (work->h_accepted > 0)
    shrink = fmax(trust * shrink, work->h_accepted / h * root(work, error * error / work->error_accepted) / safety);
  double next = h / fmin(SHRINK_MOST, fmax(shrink, 1.0 / (work->growing ? GROW_MOST_AT_FIRST : GROW_MOST)));
  if (was_rejected) next = fmin(next, h);
  work->h_next = was_cut ? fmax(next, work->h_next) : next;
  work->h_accepted = h;
  work->error_accepted = fmax(error, 1e-2);
}

static void accept(RodasWork *work, double t, double h) {
  double *y = work->y;
  work->t = t, work->y = work->y_new, work->y_new = y;
  work->h_used = h;
  work->evaluated = true;
  work->steps++;
}

/* A step from one smooth piece of the laws to another. What it misses within falls with h^2. */
static RodasOutcome judge_within(RodasWork *work, double h, double *error) {
  const double allowed = 3;
  double miss = rodas_miss_within(work, h) / allowed;
  if (miss <= 1) return RODAS_OK;
  if (isnan(miss)) return RODAS_NOT_ADMISSIBLE;
  *error = pow(miss, 0.5 * work->settings.table->order);
  return RODAS_TOO_SMALL;
}

/* One trial, judged. RODAS_TOO_SMALL: its error is too large. The equations must stand at the end too: they are
   evaluated there with the Jacobian that the next step needs anyway. */
static RodasOutcome attempt(RodasWork *work, double t, double h, bool looks, double *error) {
  unsigned piece = work->piece;
  work->dense_ready = false;
  RodasOutcome outcome = rodas_trial(work, h);
  if (outcome != RODAS_OK) return outcome;
  *error = step_error(work, h);
  if (!(*error <= 1)) return RODAS_TOO_SMALL;
  work->evaluated = false;
  outcome = rodas_evaluate(work, t, work->y_new);
  return outcome == RODAS_OK && looks && work->piece != piece ? judge_within(work, h, error) : outcome;
}

static RodasOutcome evaluate_start(RodasWork *work) {
  if (work->evaluated) return RODAS_OK;
  RodasOutcome outcome = rodas_evaluate(work, work->t, work->y);
  work->evaluated = outcome == RODAS_OK;
  return outcome;
}

/* A step is accepted with its algebraic rows open by what the tolerance allows; where a law bends within the tolerance (an orifice
   near equal pressures) that is more than any later step can make good, however short. They are closed by Newton then. */
static void settle_again(RodasWork *work) {
  size_t size = (size_t)work->problem->n * sizeof *work->y;
  if (rodas_settle_algebraic(work, work->t, work->y) != RODAS_OK) memcpy(work->y, work->y_start, size);
  memcpy(work->y_start, work->y, size);
  work->evaluated = false;
}

RodasOutcome rodas_step(RodasWork *work, double t_end) {
  if (!(t_end > work->t)) return RODAS_OK;
  RodasOutcome outcome = evaluate_start(work);
  if (outcome != RODAS_OK) return outcome;
  int rejections = 0;
  double remaining = t_end - work->t, h = work->h_next > 0 ? work->h_next : first_step(work, remaining), error = 0;
  work->t_start = work->t, work->h_used = 0, work->dense_ready = false;
  memcpy(work->y_start, work->y, (size_t)work->problem->n * sizeof *work->y);
  h = fmin(fmax(h, shortest_step(work)), work->settings.h_max);
  for (bool rejected = false;; rejected = true) {
    bool cut = h * (1 + 1e-6) >= remaining; /* no sliver of a step is left over */
    bool shortest = fmin(h, remaining) <= shortest_step(work);
    double t = cut ? t_end : work->t + h;
    if (cut) work->h_next = h;
    h = t - work->t;                                           /* as t tells it: rounding does not add up */
    bool looks = !shortest && rejections < REJECTIONS_TO_LOOK; /* it must not keep a run from going on */
    if ((outcome = attempt(work, t, h, looks, &error)) == RODAS_OK) {
      propose(work, h, error, rejected, cut && h < work->h_next);
      accept(work, t, h);
      return RODAS_OK;
    }
    work->rejected++, work->growing = false;
    int worst = work->worst;
    if (shortest) return work->worst = worst, outcome;
    if (++rejections == REJECTIONS_TO_SETTLE) settle_again(work);
    if (!work->evaluated && evaluate_start(work) != RODAS_OK) return RODAS_NOT_FINITE;
    work->worst = worst;
    double without_error = work->h_accepted > 0 ? 0.5 : 0.1; /* the first step is a guess */
    h *= outcome == RODAS_TOO_SMALL ? fmax(1.0 / SHRINK_MOST, safety_again / root(work, error)) : without_error;
    h = fmax(h, shortest_step(work));
  }
}

RodasOutcome rodas_redo(RodasWork *work, double t_end) {
  double h_next = work->h_next;
  work->t = work->t_start;
  memcpy(work->y, work->y_start, (size_t)work->problem->n * sizeof *work->y);
  work->evaluated = false, work->h_used = 0;
  for (int i = 0; i < work->problem->n_flows; i++)
    work->flow_integral[i] = 0;
  work->h_next = t_end - work->t;
  RodasOutcome outcome = rodas_step(work, t_end);
  if (outcome == RODAS_OK && work->t == t_end) work->h_next = h_next;
  return outcome;
}
