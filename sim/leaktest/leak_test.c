#include "sim/leaktest/leak_test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/surface.h"
#include "sim/budget/extent.h"

LeakTestSettings leak_test_settings_empty(void) {
  return (LeakTestSettings){
      .plan = plan_settings_empty(),
      .measured = {.resolution_pa = NAN, .level = 0.95, .decay = NAN, .age_s = NAN, .terms = RISE_AUTO},
      .volume_m3 = NAN,
      .temperature_k = NAN,
      .duration_s = NAN};
}

void leak_test_settings_free(LeakTestSettings *settings) {
  free(settings->measured.file);
  free(settings->measured.time_s);
  free(settings->measured.pressure_pa);
  *settings = leak_test_settings_empty();
}

/* --- what is expected --- */

/* The volume that the rise is in: the node's, or all that belongs to its budget; temperature by what it holds. */
static bool place(const LeakTestSettings *settings, const Budget *budget, const Network *network, Rise *rise) {
  const Node *node = &network->nodes[budget->settings->node];
  *rise = (Rise){.volume_m3 = node->params.volume_m3, .temperature_k = node->params.temperature_k};
  if (budget->settings->extent == BUDGET_EXTENT_GROUP) {
    unsigned char *member = calloc((size_t)network->n_nodes + 1, 1);
    if (!member || !extent_of(network, budget->settings->node, false, member)) {
      free(member);
      return false;
    }
    rise->volume_m3 = 0;
    for (int i = 0; i < network->n_nodes; i++)
      if (member[i]) rise->volume_m3 += network->nodes[i].params.volume_m3;
    free(member);
  }
  if (!isnan(settings->volume_m3)) rise->volume_m3 = settings->volume_m3;
  if (!isnan(settings->temperature_k)) rise->temperature_k = settings->temperature_k;
  return true;
}

/* A surface's flow at the budget's moment is where its curve begins. */
static void add_surface(ExpectedRise *expected, const BudgetRow *row, const Surface *surface) {
  if (expected->surfaces == LEAK_TEST_SURFACES_MAX || !(row->service_pa_m3_s > 0)) return;
  Rise rise = expected->leak;
  rise.leak_pa_m3_s = rise.start_pa = 0;
  rise.decay = surface->used_decay;
  rise.age_s = surface_has_age(surface) ? surface->age_s : 0;
  rise.outgassing_pa_m3_s = row->service_pa_m3_s * pow((rise.age_s + 60) / 3600, rise.decay);
  int i = expected->surfaces++;
  expected->surface[i].rise = rise;
  expected->surface[i].low_share = row->low_pa_m3_s / row->service_pa_m3_s;
  expected->surface[i].high_share = row->high_pa_m3_s / row->service_pa_m3_s;
}

static void expect(const Budget *budget, const Network *network, ExpectedRise *expected) {
  expected->leak.start_pa = 0;
  for (int i = 0; i < budget->count; i++) {
    const BudgetRow *row = &budget->rows[i];
    if (mechanism_part(row->mechanism) == PART_LEAK) {
      expected->leak.leak_pa_m3_s += row->service_pa_m3_s;
      expected->leak_low_pa_m3_s += row->low_pa_m3_s;
      expected->leak_high_pa_m3_s += row->high_pa_m3_s;
    }
    if (row->mechanism == MECHANISM_OUTGASSING) add_surface(expected, row, network->branches[row->branch].params);
  }
}

double expected_leak_pa(const ExpectedRise *expected, RiseCurve curve, double time_s) {
  double flow = curve == RISE_CURVE_MEAN  ? expected->leak.leak_pa_m3_s
                : curve == RISE_CURVE_LOW ? expected->leak_low_pa_m3_s
                                          : expected->leak_high_pa_m3_s;
  return rise_pa_per_pa_m3(&expected->leak) * flow * time_s;
}

double expected_outgassing_pa(const ExpectedRise *expected, RiseCurve curve, double time_s) {
  double sum = 0;
  for (int i = 0; i < expected->surfaces; i++) {
    double share = curve == RISE_CURVE_MEAN  ? 1
                   : curve == RISE_CURVE_LOW ? expected->surface[i].low_share
                                             : expected->surface[i].high_share;
    sum += share * rise_pressure_pa(&expected->surface[i].rise, time_s);
  }
  return sum;
}

/* One law for all surfaces together: that of the one which gives off the most. */
static void join_surfaces(const ExpectedRise *expected, Rise *rise) {
  double most = 0, flow = 0, begin;
  rise->decay = 0, rise->age_s = 0, rise->outgassing_pa_m3_s = 0;
  for (int i = 0; i < expected->surfaces; i++) {
    const Rise *one = &expected->surface[i].rise;
    double now = one->outgassing_pa_m3_s * pow((one->age_s + 60) / 3600, -one->decay);
    flow += now;
    if (!(now > most)) continue;
    most = now;
    rise->decay = one->decay, rise->age_s = one->age_s;
  }
  begin = (rise->age_s + 60) / 3600;
  rise->outgassing_pa_m3_s = flow * pow(begin, rise->decay);
}

/* --- planning --- */

static void fill_in(const Budget *budget, LeakTest *test) {
  PlanSettings *plan = &test->plan;
  bool known = budget->pumped_pa_m3_s > 0 && budget->pressure_pa > 0;
  test->speed_of_line = isnan(plan->helium_speed_m3_s) && known;
  if (test->speed_of_line) plan->helium_speed_m3_s = budget->pumped_pa_m3_s / budget->pressure_pa;
}

static MethodLook look_with(TestMethod method, const LeakTest *test, const Budget *budget, const Network *network) {
  PlanRoom room = {network->ambient.pressure_pa, network->ambient.temperature_k};
  MethodLook look = {.missed_row = -1};
  double smallest_missed = INFINITY;
  look.plan = method_plan(method, &test->plan, &room, test->expected.leak.volume_m3);
  for (int i = 0; look.plan.planned && i < budget->count; i++) {
    double acceptance = budget->rows[i].acceptance_pa_m3_s;
    if (isnan(acceptance)) continue;
    look.of++;
    if (acceptance >= look.plan.smallest_pa_m3_s)
      look.sees++;
    else if (acceptance < smallest_missed)
      smallest_missed = acceptance, look.missed_row = i;
  }
  return look;
}

static double duration_of(const LeakTestSettings *settings, const RisePlan *rise) {
  const double shortest_s = 60, longest_s = 86400;
  if (!isnan(settings->duration_s)) return settings->duration_s;
  const MeasuredRise *measured = &settings->measured;
  if (measured->count > 1) return measured->time_s[measured->count - 1] - measured->time_s[0];
  if (!rise->planned) return 600;
  double needed = fmax(isfinite(rise->seen_after_s) ? rise->seen_after_s : 0,
                       isfinite(rise->apart_after_s) ? rise->apart_after_s : 0);
  return fmin(fmax(2 * needed, shortest_s), longest_s);
}

static void plan_tests(LeakTest *test, const LeakTestSettings *settings, const Budget *budget, const Network *network) {
  test->plan = settings->plan;
  fill_in(budget, test);
  test->judged.leak_pa_m3_s =
      isnan(budget->allowed_pa_m3_s) ? test->expected.leak.leak_pa_m3_s : budget->allowed_pa_m3_s;
  test->rise = rise_plan(&test->judged, &test->plan);
  for (int method = 0; method < METHOD_COUNT; method++)
    test->methods[method] = look_with((TestMethod)method, test, budget, network);
}

/* --- a measured rise --- */

static void fit_measured(LeakTest *test, const LeakTestSettings *settings, const Budget *budget) {
  const MeasuredRise *measured = &settings->measured;
  const double unknown_decay = 1; /* of unbaked metal */
  RiseData data = {measured->time_s, measured->pressure_pa, measured->count};
  bool surfaces = test->expected.surfaces > 0;
  RiseQuestion question = {.volume_m3 = test->expected.leak.volume_m3,
                           .temperature_k = test->expected.leak.temperature_k,
                           .decay = !isnan(measured->decay) ? measured->decay
                                    : surfaces              ? test->judged.decay
                                                            : unknown_decay,
                           .age_s = !isnan(measured->age_s) ? measured->age_s : test->judged.age_s,
                           .terms = measured->terms,
                           .level = measured->level,
                           .resolution_pa = !isnan(measured->resolution_pa) ? measured->resolution_pa
                                            : !isnan(settings->plan.gauge_resolution_pa)
                                                ? settings->plan.gauge_resolution_pa
                                                : 0};
  test->fitted = rise_fit(&data, &question, &test->fit, test->message) == STATUS_OK;
  test->of_total = test->of_allowable = NAN;
  if (!test->fitted) return;
  if (budget->leak_pa_m3_s > 0) test->of_total = test->fit.leak_pa_m3_s.value / budget->leak_pa_m3_s;
  if (budget->allowed_pa_m3_s > 0) test->of_allowable = test->fit.leak_pa_m3_s.value / budget->allowed_pa_m3_s;
}

Status leak_test_reckon(LeakTest *test, const LeakTestSettings *settings, const Budget *budget,
                        const Network *network) {
  *test = (LeakTest){0};
  if (!place(settings, budget, network, &test->expected.leak)) return STATUS_MEMORY;
  expect(budget, network, &test->expected);
  test->judged = test->expected.leak;
  join_surfaces(&test->expected, &test->judged);
  plan_tests(test, settings, budget, network);
  test->duration_s = duration_of(settings, &test->rise);
  if (settings->wants_fit) fit_measured(test, settings, budget);
  return STATUS_OK;
}
