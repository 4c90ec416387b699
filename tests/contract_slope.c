/* Contract checks on the derivatives: against finite differences, and their continuity. */
#include "tests/contract.h"

static double flow_at(const Case *c, int end, double p1, double p2, double step) {
  return end == 1 ? case_flow(c, p1 + step, p2).q_pa_m3_s : case_flow(c, p1, p2 + step).q_pa_m3_s;
}

/* Central difference with Richardson's correction: error h^4. */
static double difference(const Case *c, int end, double p1, double p2, double h) {
  double wide = (flow_at(c, end, p1, p2, h) - flow_at(c, end, p1, p2, -h)) / (2 * h);
  double narrow = (flow_at(c, end, p1, p2, h / 2) - flow_at(c, end, p1, p2, -h / 2)) / h;
  return (4 * narrow - wide) / 3;
}

/* The laws are cubics in places, their second derivative steps: the best of several widths counts. */
static void derivative_at(const Case *c, int end, double p1, double p2) {
  Flow f = case_flow(c, p1, p2);
  double got = end == 1 ? f.dq_dp1_m3_s : f.dq_dp2_m3_s, p = end == 1 ? p1 : p2, up = fmax(p1, p2), best = HUGE_VAL,
         best_difference = 0;
  double scale = fmax(fabs(got), fabs(f.q_pa_m3_s) / p);
  double widest = fmin(1e-3 * p, 0.2 * fabs(p1 - p2));
  for (double h = widest; h > 1e-8 * up * fmin(1, p / up) && h >= 1e-5 * widest && best > 1e-6; h *= 0.2) {
    double d = difference(c, end, p1, p2, h), off = fabs(d - got) / scale;
    if (off < best) best = off, best_difference = d;
  }
  if (!(best <= 1e-6))
    case_fault(c, best, p1, p2, "dq/dp%d = %.12g, difference %.12g, q/p %.6g", end, got, best_difference,
               f.q_pa_m3_s / p);
}

void check_derivative(const Case *c) {
  static const double ratios[] = {1e-4, 0.03, 0.2, 0.37, 0.47, 0.53, 0.62, 0.77, 0.9, 0.97, 0.9953, 0.9991, 0.9999};
  for (int k = 0; k <= 120; k++) {
    double p = pow(10, -8 + 15.0 * k / 120);
    for (int r = k % 2; r < 13; r += 2) {
      derivative_at(c, 1, p, ratios[r] * p);
      derivative_at(c, 2, p, ratios[r] * p);
      if (k % 4 == 0) derivative_at(c, 1, ratios[r] * p, p), derivative_at(c, 2, ratios[r] * p, p);
    }
    derivative_at(c, 1, p, 0);
  }
}

/* --- continuity: a way through (p1, p2) with a parameter t --- */

typedef struct {
  const Case *c;
  double fixed;
  void (*point)(double fixed, double t, double *p1, double *p2);
  int end; /* whose derivative */
} Way;

static void raise_p1(double fixed, double t, double *p1, double *p2) { /* t = ln p1 */
  *p1 = exp(t), *p2 = fixed;
}
static void raise_ratio(double fixed, double t, double *p1, double *p2) { /* t = p2/p1 */
  *p1 = fixed, *p2 = t * fixed;
}
static void raise_both(double fixed, double t, double *p1, double *p2) { /* t = ln p1, fixed = p2/p1 */
  *p1 = exp(t), *p2 = fixed * *p1;
}

typedef struct {
  double t, p1, p2, slope, scale;
} Step;

static Step step_at(const Way *way, double t) {
  Step s = {.t = t};
  way->point(way->fixed, t, &s.p1, &s.p2);
  Flow f = case_flow(way->c, s.p1, s.p2);
  s.slope = way->end == 1 ? f.dq_dp1_m3_s : f.dq_dp2_m3_s;
  s.scale = fmax(fmax(fabs(f.dq_dp1_m3_s), fabs(f.dq_dp2_m3_s)), fabs(f.q_pa_m3_s) / fmax(s.p1, s.p2));
  return s;
}

/* Near equal pressures a wide bore's resistance is that of Stokes flow, over a pressure difference that may lie below
   the last digits of the pressures: the slope steps there from one number to the next. True where the slope one part in
   1e7 off is another than at rest. */
static bool core_is_unresolved(const Way *way, const Step *at) {
  double up = fmax(at->p1, at->p2);
  if (fabs(at->p1 - at->p2) > 1e-8 * up) return false;
  double rest = case_flow(way->c, up, up).dq_dp1_m3_s, off = case_flow(way->c, up, up * (1 - 1e-7)).dq_dp1_m3_s;
  return fabs(rest - off) > 0.01 * rest;
}

/* Halves the interval towards the larger change. A change that is still there between neighbouring numbers is a jump.
 */
static void look_closer(const Way *way, Step a, Step b) {
  double scale = fmax(a.scale, b.scale);
  for (int i = 0; i < 60; i++) {
    double middle = 0.5 * (a.t + b.t);
    if (fabs(b.slope - a.slope) < 2e-6 * scale) return;
    if (!(middle > a.t && middle < b.t)) break;
    Step m = step_at(way, middle);
    if (fabs(m.slope - a.slope) > fabs(b.slope - m.slope))
      b = m;
    else
      a = m;
    scale = fmax(a.scale, b.scale);
  }
  if (core_is_unresolved(way, &b)) return;
  case_fault(way->c, fabs(b.slope - a.slope) / scale, b.p1, b.p2,
             "dq/dp%d jumps from %.9g to %.9g (scale %.3g) between t = %.17g and %.17g", way->end, a.slope, b.slope,
             scale, a.t, b.t);
}

/* Steps of the slope that its neighbours do not explain are looked at closer. */
static void walk(const Way *way, double from, double to, int n) {
  Step s[4] = {{0}};
  for (int k = 0; k <= n; k++) {
    memmove(s, s + 1, 3 * sizeof *s);
    s[3] = step_at(way, from + (to - from) * k / n);
    if (k < 3) continue;
    double before = s[1].slope - s[0].slope, here = s[2].slope - s[1].slope, after = s[3].slope - s[2].slope,
           scale = fmax(s[1].scale, s[2].scale);
    double odd = fabs(here - 0.5 * (before + after));
    if (fabs(here) > 2e-6 * scale && odd > 0.05 * fabs(here)) look_closer(way, s[1], s[2]);
  }
}

static void walk_both_slopes(const Case *c, double fixed, void (*point)(double, double, double *, double *),
                             double from, double to, int n) {
  for (int end = 1; end <= 2; end++)
    walk(&(Way){c, fixed, point, end}, from, to, n);
}

void check_continuous_slope(const Case *c) {
  static const double low_pressures[] = {0, 1e-4, 1, 1e3, 101325},
                      high_pressures[] = {1e-5, 1e-2, 1, 30, 1e3, 2e4, 1e5, 1e6}, ratios[] = {0.2, 0.7, 0.999};
  for (int i = 0; i < 5; i++)
    walk_both_slopes(c, low_pressures[i], raise_p1, log(1e-8), log(1e7), 1500);
  for (int i = 0; i < 8; i++) {
    walk_both_slopes(c, high_pressures[i], raise_ratio, 1e-7, 1.2, 601);
    walk_both_slopes(c, high_pressures[i], raise_ratio, 0.9985, 1.0015, 501);
  }
  for (int i = 0; i < 3; i++)
    walk_both_slopes(c, ratios[i], raise_both, log(1e-8), log(1e7), 1500);
}
