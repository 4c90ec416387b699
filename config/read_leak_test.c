#include "config/read_leak_test.h"

#include <math.h>
#include <string.h>

#include "config/rise_file.h"
#include "config/source.h"
#include "models/air.h"

enum { PATH_LENGTH_MAX = 4000 };

#define QUANTITY(name, in, field, of, low, high, words)                                                                \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = of, .offset = offsetof(in, field), .fallback = NAN, .min = low,  \
    .max = high, .text = words                                                                                         \
  }

typedef struct {
  double volume_m3, temperature_k, duration_s;
  PlanSettings plan;
} TestRequest;

static const ParamRow test_rows[] = {
    QUANTITY("volume", TestRequest, volume_m3, DIM_VOLUME, 1e-12, 1e6,
             "that the rise is in (the node's, or its group's)"),
    QUANTITY("duration", TestRequest, duration_s, DIM_TIME, 1e-3, 1e9,
             "of the expected curve (twice what the gauge needs)"),
    QUANTITY("gauge.resolution", TestRequest, plan.gauge_resolution_pa, DIM_PRESSURE, 1e-15, 1e6,
             "smallest step that the gauge shows"),
    QUANTITY("gauge.drift", TestRequest, plan.gauge_drift_pa_s, DIM_PRESSURE_RATE, 0, 1e6,
             "how fast its zero may walk"),
    QUANTITY("gauge.readings", TestRequest, plan.readings, DIM_NONE, 8, 1e6, "readings in a test, evenly spread (60)"),
    QUANTITY("detector.sensitivity", TestRequest, plan.sensitivity_pa_m3_s, DIM_THROUGHPUT, 1e-20, 1,
             "smallest helium flow that the detector shows"),
    QUANTITY("detector.background", TestRequest, plan.background_pa_m3_s, DIM_THROUGHPUT, 0, 1,
             "helium flow that it shows with nothing sprayed"),
    QUANTITY("detector.swing", TestRequest, plan.background_swing, DIM_FRACTION, 0, 1,
             "share by which a background wanders (0.1)"),
    QUANTITY("detector.share", TestRequest, plan.detector_share, DIM_FRACTION, 1e-6, 1,
             "of the line's gas that reaches the detector (1)"),
    QUANTITY("detector.speed", TestRequest, plan.helium_speed_m3_s, DIM_CONDUCTANCE, 1e-12, 1e3,
             "helium pumping speed at the node (that of the line's gas in the budget's state)"),
    QUANTITY("detector.helium", TestRequest, plan.spray_share, DIM_FRACTION, 1e-6, 1, "helium in what is sprayed (1)"),
    QUANTITY("sniffer.flow", TestRequest, plan.sniffer_flow_pa_m3_s, DIM_THROUGHPUT, 1e-12, 1e3,
             "what the nozzle draws"),
    QUANTITY("sniffer.resolution", TestRequest, plan.sniffer_resolution, DIM_FRACTION, 1e-15, 1,
             "smallest change of the tracer's mole fraction that it shows"),
    QUANTITY("sniffer.catches", TestRequest, plan.sniffer_catches, DIM_FRACTION, 1e-3, 1,
             "share of the leak that the nozzle draws in (1)"),
    QUANTITY("sniffer.fill", TestRequest, plan.sniffer_fill_pa, DIM_PRESSURE, 1, 1e8, "tracer pressure in the line"),
    QUANTITY("sniffer.ambient", TestRequest, plan.sniffer_ambient, DIM_FRACTION, 0, 1,
             "mole fraction of the tracer in the room (helium in air)"),
    QUANTITY("accumulation.volume", TestRequest, plan.hood_volume_m3, DIM_VOLUME, 1e-9, 1e6, "free volume of the hood"),
    QUANTITY("accumulation.time", TestRequest, plan.hood_time_s, DIM_TIME, 1, 1e9, "how long it gathers"),
    QUANTITY("accumulation.resolution", TestRequest, plan.hood_resolution, DIM_FRACTION, 1e-15, 1,
             "smallest change of the tracer's mole fraction that the detector shows"),
    QUANTITY("accumulation.fill", TestRequest, plan.hood_fill_pa, DIM_PRESSURE, 1, 1e8, "tracer pressure in the line"),
};

typedef struct {
  double volume_m3, temperature_k, resolution_pa, level, decay, age_s;
  int terms;
} MeasuredRequest;

static const char *const terms_choices[] = {[RISE_LEAK] = "leak",
                                            [RISE_OUTGASSING] = "leak+outgassing",
                                            [RISE_VIRTUAL] = "leak+virtual",
                                            [RISE_BOTH] = "leak+outgassing+virtual",
                                            [RISE_AUTO] = "auto",
                                            NULL};

static const ParamRow measured_rows[] = {
    QUANTITY("volume", MeasuredRequest, volume_m3, DIM_VOLUME, 1e-12, 1e6,
             "that was shut off (the node's, or its group's)"),
    QUANTITY("temperature", MeasuredRequest, temperature_k, DIM_TEMPERATURE, 50, 1500, "of its gas (the node's)"),
    QUANTITY("resolution", MeasuredRequest, resolution_pa, DIM_PRESSURE, 0, 1e6, "smallest step of the gauge"),
    QUANTITY("level", MeasuredRequest, level, DIM_FRACTION, 0.5, 0.9999, "of the intervals (0.95)"),
    QUANTITY("decay", MeasuredRequest, decay, DIM_NONE, 0, 3, "exponent of the outgassing's fall (the surfaces')"),
    QUANTITY("age", MeasuredRequest, age_s, DIM_TIME, 0, 1e12, "time under vacuum before the test (the surfaces')"),
    {.key = "terms",
     .kind = PARAM_CHOICE,
     .offset = offsetof(MeasuredRequest, terms),
     .choices = terms_choices,
     .text = "what the rise is made of; auto: the fewest terms that further ones do not improve upon"},
};
#undef QUANTITY

/* --- test --- */

static bool lacks(Reading *reading, const Value *group, const char *inner, const char *key, double value) {
  if (!isnan(value)) return false;
  value_error(reading->diagnostics, value_member(group, inner), "lacks '%s'", key);
  return true;
}

static void fill_above(Reading *reading, const Value *group, const char *inner, double fill_pa, double room_pa) {
  if (isnan(fill_pa) || fill_pa > room_pa) return;
  value_error(reading->diagnostics, value_member(value_member(group, inner), "fill"),
              "%.6g Pa is not above ambient, %.6g Pa: nothing would come out to be found", fill_pa, room_pa);
}

/* What a method cannot do without. */
static void check_methods(Reading *reading, const Value *group, const PlanSettings *plan, double room_pa) {
  if (value_member(group, "gauge")) lacks(reading, group, "gauge", "resolution", plan->gauge_resolution_pa);
  if (value_member(group, "detector")) lacks(reading, group, "detector", "sensitivity", plan->sensitivity_pa_m3_s);
  if (value_member(group, "sniffer")) {
    lacks(reading, group, "sniffer", "flow", plan->sniffer_flow_pa_m3_s);
    lacks(reading, group, "sniffer", "resolution", plan->sniffer_resolution);
    lacks(reading, group, "sniffer", "fill", plan->sniffer_fill_pa);
    fill_above(reading, group, "sniffer", plan->sniffer_fill_pa, room_pa);
  }
  if (value_member(group, "accumulation")) {
    lacks(reading, group, "accumulation", "volume", plan->hood_volume_m3);
    lacks(reading, group, "accumulation", "time", plan->hood_time_s);
    lacks(reading, group, "accumulation", "resolution", plan->hood_resolution);
    lacks(reading, group, "accumulation", "fill", plan->hood_fill_pa);
    fill_above(reading, group, "accumulation", plan->hood_fill_pa, room_pa);
  }
}

static double given_or(double given, double usual) {
  return isnan(given) ? usual : given;
}

static void fill_usual(PlanSettings *plan) {
  plan->readings = given_or(plan->readings, 60);
  plan->background_swing = given_or(plan->background_swing, 0.1);
  plan->detector_share = given_or(plan->detector_share, 1);
  plan->spray_share = given_or(plan->spray_share, 1);
  plan->sniffer_catches = given_or(plan->sniffer_catches, 1);
  plan->sniffer_ambient = given_or(plan->sniffer_ambient, AIR_HELIUM_FRACTION);
}

static void read_test(Reading *reading, const Value *group, Study *study) {
  static const int row_count = (int)(sizeof test_rows / sizeof test_rows[0]);
  LeakTestSettings *test = &study->leak_test;
  TestRequest request = {NAN, NAN, NAN, plan_settings_empty()};
  test->wants_plan = true;
  if (!read_params(reading, group, &(ParamGroup){test_rows, row_count, &request, NULL, "analysis.budget.test"})) return;
  check_methods(reading, group, &request.plan, study->network.ambient.pressure_pa);
  fill_usual(&request.plan);
  test->plan = request.plan;
  test->volume_m3 = request.volume_m3;
  test->duration_s = request.duration_s;
}

/* --- measured --- */

static void read_measured_file(Reading *reading, const Value *group, MeasuredRise *measured) {
  const Value *named = value_member(group, "file");
  Arena arena = {0};
  if (!named) {
    value_error(reading->diagnostics, group, "lacks 'file', the measured times and pressures");
    return;
  }
  const char *path = read_text(reading, named, PATH_LENGTH_MAX);
  const char *file = path ? path_beside(&arena, value_from_set(named) ? "" : named->file, path, strlen(path)) : NULL;
  RiseRows rows = {0};
  if (path && !file) reading->out_of_memory = true;
  if (file) rise_file_read(reading, named, file, &rows);
  measured->file = file ? strdup(file) : NULL;
  measured->time_s = rows.time_s;
  measured->pressure_pa = rows.pressure_pa;
  measured->count = rows.count;
  arena_free(&arena);
}

static void read_measured(Reading *reading, const Value *group, Study *study) {
  static const int row_count = (int)(sizeof measured_rows / sizeof measured_rows[0]);
  static const char *const own[] = {"file", NULL};
  LeakTestSettings *test = &study->leak_test;
  MeasuredRequest request = {NAN, NAN, NAN, 0.95, NAN, NAN, RISE_AUTO};
  test->wants_fit = true;
  if (!read_is_group(reading, group)) return;
  read_measured_file(reading, group, &test->measured);
  if (!read_params(reading, group, &(ParamGroup){measured_rows, row_count, &request, own, "analysis.budget.measured"}))
    return;
  if (!isnan(request.volume_m3)) test->volume_m3 = request.volume_m3;
  test->temperature_k = request.temperature_k;
  test->measured.resolution_pa = request.resolution_pa;
  test->measured.level = request.level;
  test->measured.decay = request.decay;
  test->measured.age_s = request.age_s;
  test->measured.terms = (RiseTerms)request.terms;
}

/* A rise is in a volume. */
static void check_volume(Reading *reading, const Value *group, const Study *study) {
  int node = study->budget.node;
  bool alone = study->budget.extent == BUDGET_EXTENT_NODE;
  if (node < 0 || !alone || !isnan(study->leak_test.volume_m3) || study->network.nodes[node].params.volume_m3 > 0)
    return;
  value_error(reading->diagnostics, group,
              "lacks 'volume': the budget's node, '%s', has none that a pressure could rise in",
              study->network.nodes[node].name);
}

void read_leak_test(Reading *reading, const Value *budget, Study *study) {
  const Value *test = value_member(budget, "test"), *measured = value_member(budget, "measured");
  if (reading->line_alone) return;
  if (test) read_test(reading, test, study);
  if (measured) read_measured(reading, measured, study);
  bool gauge = test && value_member(test, "gauge");
  if (gauge || measured) check_volume(reading, measured ? measured : test, study);
}
