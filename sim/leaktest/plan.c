#include "sim/leaktest/plan.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

#include "models/constants.h"

static const double year_s = 365.25 * 86400, shortest_s = 1e-3;

PlanSettings plan_settings_empty(void) {
  return (PlanSettings){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
}

/* --- rate of rise --- */

/* The information of (start, leak, outgassing) in evenly spaced readings, leak and outgassing by their rise at the end; the error of the
   leak is the second diagonal of its inverse. */
double rise_leak_error_pa_m3_s(const Rise *expected, double duration_s, double readings, double scatter_pa) {
  int n = (int)fmax(readings, 3);
  bool out = expected->outgassing_pa_m3_s > 0;
  double whole_s = rise_outgassing_s(expected, duration_s), ll = 0, oo = 0, lo = 0, l = 0, o = 0;
  for (int i = 0; i < n; i++) {
    double by_leak = (double)i / (n - 1);
    double by_out = out ? rise_outgassing_s(expected, by_leak * duration_s) / whole_s : 0;
    l += by_leak, o += by_out, ll += by_leak * by_leak, oo += by_out * by_out, lo += by_leak * by_out;
  }
  ll -= l * l / n, oo -= o * o / n, lo -= l * o / n; /* the start taken out */
  double information = out ? ll - lo * lo / oo : ll;
  if (!(information > 1e-12 * ll)) return INFINITY;
  return scatter_pa / sqrt(information) / (rise_pa_per_pa_m3(expected) * duration_s);
}

typedef struct {
  const Rise *expected;
  double readings, scatter_pa;
  double net_pa_m3_s; /* of the leak, less what the walking zero could pass for */
} Apart;

static const double errors_apart = 3; /* standard errors that a leak must stand above nothing */

/* Falls with time; below zero once the leak stands out. In logarithms, because it spans decades. */
static double not_apart(double ln_time, void *context) {
  const Apart *apart = context;
  double error = rise_leak_error_pa_m3_s(apart->expected, exp(ln_time), apart->readings, apart->scatter_pa);
  return isfinite(error) ? log(errors_apart * error / apart->net_pa_m3_s) : 100;
}

static double root_of(gsl_function *function, double low, double high) {
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  if (!solver) return NAN;
  int status = gsl_root_fsolver_set(solver, function, low, high);
  for (int k = 0; k < 200 && status == GSL_SUCCESS; k++) {
    gsl_root_fsolver_iterate(solver);
    if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver), 1e-9, 0) ==
        GSL_SUCCESS)
      break;
  }
  double root = status == GSL_SUCCESS ? gsl_root_fsolver_root(solver) : NAN;
  gsl_root_fsolver_free(solver);
  return root;
}

/* A reading is wrong by up to half a step, evenly: standard deviation step/sqrt(12). Never before the rise is a step: readings on one
   step are wrong together, and averaging them tells nothing. */
static double apart_after(const Rise *expected, const PlanSettings *settings, double seen_after_s) {
  double drift = isnan(settings->gauge_drift_pa_s) ? 0 : settings->gauge_drift_pa_s;
  Apart apart = {expected, settings->readings, settings->gauge_resolution_pa / sqrt(12),
                 expected->leak_pa_m3_s - drift / rise_pa_per_pa_m3(expected)};
  if (!(apart.net_pa_m3_s > 0)) return INFINITY;
  gsl_function function = {not_apart, &apart};
  double low = log(shortest_s), high = log(year_s);
  if (not_apart(low, &apart) <= 0) return fmax(shortest_s, seen_after_s);
  if (not_apart(high, &apart) > 0) return INFINITY;
  return fmax(exp(root_of(&function, low, high)), seen_after_s);
}

/* Two readings apart by the rise: each wrong by half a step, the zero walked between them. */
static double seen_after(const Rise *expected, const PlanSettings *settings) {
  double drift = isnan(settings->gauge_drift_pa_s) ? 0 : settings->gauge_drift_pa_s;
  double net = rise_pa_per_pa_m3(expected) * expected->leak_pa_m3_s - drift;
  return net > 0 ? settings->gauge_resolution_pa / net : INFINITY;
}

/* Outgassing at t is amount ((t + b)/1 h)^-decay: equal to the leak where that is so. */
static double half_after(const Rise *expected) {
  const double hour_s = 3600, offset_s = 60;
  double begin_s = expected->age_s + offset_s, ratio = expected->outgassing_pa_m3_s / expected->leak_pa_m3_s;
  if (ratio * pow(begin_s / hour_s, -expected->decay) <= 1) return 0;
  if (expected->decay <= 0) return INFINITY;
  return hour_s * pow(ratio, 1 / expected->decay) - begin_s;
}

RisePlan rise_plan(const Rise *expected, const PlanSettings *settings) {
  bool planned = settings->gauge_resolution_pa > 0 && expected->leak_pa_m3_s > 0 && expected->volume_m3 > 0;
  if (!planned) return (RisePlan){false, NAN, NAN, NAN};
  double seen_s = seen_after(expected, settings);
  return (RisePlan){true, seen_s, apart_after(expected, settings, seen_s), half_after(expected)};
}

/* --- helium and tracer methods --- */

const char *test_method_name(TestMethod method) {
  static const char *const names[] = {"spray", "sniffing", "accumulation"};
  return names[method];
}

const char *test_method_words(TestMethod method) {
  static const char *const words[] = {
      "larger of sensitivity and wandering of the background, over the share of gas that reaches the detector and of "
      "helium at the leak",
      "resolution (or wandering of the ambient tracer) times the sniffer's flow, over the share its nozzle catches",
      "resolution times ambient pressure times the hood's volume over the time"};
  return words[method];
}

/* What a leak from fill to ambient would pass from 1 atm to vacuum, if molecular. */
static double as_acceptance(double outward, double fill_pa, const PlanRoom *room) {
  return fill_pa > room->pressure_pa ? outward * STANDARD_ATMOSPHERE_PA / (fill_pa - room->pressure_pa) : INFINITY;
}

/* A volume emptied by a pump answers as 1 - exp(-t S/V). */
static const double time_constants_to_90 = 2.302585092994046;

static MethodPlan plan_spray(const PlanSettings *s, double volume_m3) {
  if (!(s->sensitivity_pa_m3_s > 0)) return (MethodPlan){false, NAN, NAN};
  double noise = isnan(s->background_pa_m3_s) ? 0 : s->background_pa_m3_s * s->background_swing;
  double signal = fmax(s->sensitivity_pa_m3_s, noise);
  return (MethodPlan){true, signal / (s->detector_share * s->spray_share),
                      s->helium_speed_m3_s > 0 ? time_constants_to_90 * volume_m3 / s->helium_speed_m3_s : NAN};
}

static MethodPlan plan_sniff(const PlanSettings *s, const PlanRoom *room) {
  if (!(s->sniffer_flow_pa_m3_s > 0)) return (MethodPlan){false, NAN, NAN};
  double swing = isnan(s->background_swing) ? 0 : s->background_swing;
  double change = fmax(s->sniffer_resolution, swing * s->sniffer_ambient);
  double outward = change * s->sniffer_flow_pa_m3_s / s->sniffer_catches;
  return (MethodPlan){true, as_acceptance(outward, s->sniffer_fill_pa, room), NAN};
}

static MethodPlan plan_hood(const PlanSettings *s, const PlanRoom *room) {
  if (!(s->hood_volume_m3 > 0)) return (MethodPlan){false, NAN, NAN};
  double at_reference = REFERENCE_TEMPERATURE_K / room->temperature_k; /* throughput counts gas at 293.15 K */
  double outward = s->hood_resolution * room->pressure_pa * s->hood_volume_m3 * at_reference / s->hood_time_s;
  return (MethodPlan){true, as_acceptance(outward, s->hood_fill_pa, room), s->hood_time_s};
}

MethodPlan method_plan(TestMethod method, const PlanSettings *settings, const PlanRoom *room, double volume_m3) {
  if (method == METHOD_SPRAY) return plan_spray(settings, volume_m3);
  return method == METHOD_SNIFF ? plan_sniff(settings, room) : plan_hood(settings, room);
}
