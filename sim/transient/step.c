#include "sim/transient/step.h"

#include <math.h>

double step_time_s(const Step *step, double fraction) {
  if (fraction >= 1) return step->t_end_s;
  return step->t_start_s + fraction * (step->t_end_s - step->t_start_s);
}

static double place(int k) {
  return (double)k / STEP_QUARTERS;
}

const double *step_quarter(const Step *step, int k) {
  return step->moving ? step->at(step->context, place(k)) : step->quarter[k];
}

const double *step_pressures(const Step *step, double fraction) {
  int k = (int)(fraction * STEP_QUARTERS);
  return fraction == place(k) ? step_quarter(step, k) : step->at(step->context, fraction);
}

static double number_or_nothing(double value) {
  return isnan(value) ? -INFINITY : value;
}

static double figure_at(const Step *step, StepFigure *figure, void *context, double fraction) {
  return number_or_nothing(figure(context, step->at(step->context, fraction)));
}

typedef struct {
  double value, fraction;
} Peak;

static double notably_above(double value) {
  const double gain_wanted = 1e-12; /* less is rounding */
  return isfinite(value) ? value + gain_wanted * fabs(value) : value;
}

typedef struct {
  const Step *step;
  StepFigure *figure;
  void *context;
  double f[STEP_QUARTERS + 1];
} Search;

static double search_at(const Search *search, double fraction) {
  return figure_at(search->step, search->figure, search->context, fraction);
}

/* Golden section between two quarters, until the ends of what is left tell nothing more. */
static Peak refine(const Search *search, int from, int to) {
  const double golden = 0.6180339887498949;
  double low = place(from), high = place(to), at_low = search->f[from], at_high = search->f[to];
  double a = high - golden * (high - low), b = low + golden * (high - low);
  double at_a = search_at(search, a), at_b = search_at(search, b);
  for (int i = 0; i < 60 && fmax(at_a, at_b) > notably_above(fmin(at_low, at_high)); i++) {
    if (at_a >= at_b) {
      high = b, at_high = at_b, b = a, at_b = at_a;
      a = high - golden * (high - low), at_a = search_at(search, a);
    } else {
      low = a, at_low = at_a, a = b, at_a = at_b;
      b = low + golden * (high - low), at_b = search_at(search, b);
    }
  }
  return at_a >= at_b ? (Peak){at_a, a} : (Peak){at_b, b};
}

/* Whether a peak beside a quarter within the step may be above a value: it stands beside the highest, not above the steeper flank. */
static bool may_peak_within(const Search *search, int k, double value) {
  const double *f = search->f;
  if (f[k] < f[k - 1] || f[k] < f[k + 1]) return false;
  return f[k] + fmax(f[k] - f[k - 1], f[k] - f[k + 1]) > value;
}

/* The same at an end that is above its neighbour: a peak between them shows at a point close by, and is not above the end by more than
   the figure moves in the whole step. */
static bool may_peak_at_end(const Search *search, int k, double value) {
  const double nearby = 1 / 1024.0, *f = search->f;
  int to = k == 0 ? 1 : -1;
  double lowest = fmin(fmin(fmin(f[0], f[1]), fmin(f[2], f[3])), f[4]);
  if (f[k] < f[k + to] || !(f[k] + (f[k] - lowest) > value)) return false;
  return search_at(search, place(k) + to * nearby) > notably_above(f[k]);
}

static void look_for_peaks(const Search *search, Peak *best) {
  for (int k = 0; k <= STEP_QUARTERS; k++) {
    bool end = k == 0 || k == STEP_QUARTERS;
    double wanted = notably_above(best->value);
    if (!(end ? may_peak_at_end(search, k, wanted) : may_peak_within(search, k, wanted))) continue;
    Peak peak = refine(search, k > 0 ? k - 1 : 0, k < STEP_QUARTERS ? k + 1 : k);
    if (peak.value > best->value) *best = peak;
  }
}

static Peak highest_quarter(Search *search, double floor) {
  Peak best = {floor, NAN};
  for (int k = 0; k <= STEP_QUARTERS; k++) {
    search->f[k] = number_or_nothing(search->figure(search->context, step_quarter(search->step, k)));
    if (search->f[k] > best.value) best = (Peak){search->f[k], place(k)};
  }
  return best;
}

double step_maximum_above(const Step *step, StepFigure *figure, void *context, double floor, double *fraction) {
  Search search = {step, figure, context, {0}};
  Peak best = highest_quarter(&search, floor);
  look_for_peaks(&search, &best);
  *fraction = isnan(best.fraction) ? 0 : best.fraction;
  return isnan(best.fraction) ? NAN : best.value;
}

double step_maximum(const Step *step, StepFigure *figure, void *context, double *fraction) {
  return step_maximum_above(step, figure, context, -INFINITY, fraction);
}

double step_crossing_between(const Step *step, StepFigure *figure, void *context, double before, double after) {
  for (int i = 0; i < 60; i++) {
    double middle = before + (after - before) / 2;
    if (!(middle > before && middle < after)) break;
    if (figure_at(step, figure, context, middle) >= 0)
      after = middle;
    else
      before = middle;
  }
  return after;
}

bool step_crossing(const Step *step, StepFigure *figure, void *context, double quarters[STEP_QUARTERS + 1],
                   double *fraction) {
  int k = 0;
  while (k <= STEP_QUARTERS && !((quarters[k] = figure(context, step_quarter(step, k))) >= 0))
    k++;
  if (k > STEP_QUARTERS) return false;
  *fraction = k == 0 ? 0 : step_crossing_between(step, figure, context, place(k - 1), place(k));
  return true;
}
