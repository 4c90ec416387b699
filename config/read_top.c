#include "config/read_top.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TITLE_LENGTH_MAX = 200 };

static const char *const top_keys[] = {"title",   "gas",   "ambient",  "catalogue", "nodes",    "elements", "pumps",
                                       "sources", "leaks", "analysis", "measure",   "schedule", NULL};
static const char *const analysis_keys[] = {"steady", "limits",      "transient", "budget", "size",
                                            "sweep",  "uncertainty", "drive",     NULL};

static bool is_key(const char *const *keys, const char *name) {
  for (; *keys; keys++)
    if (strcmp(*keys, name) == 0) return true;
  return false;
}

static void check_keys(Reading *reading, const Value *group, const char *const *keys, const char *scope) {
  for (int i = 0; i < group->count; i++)
    if (!read_unavailable(reading, &group->members[i], scope) && !is_key(keys, group->members[i].name))
      read_unknown(reading, &group->members[i], keys);
}

void read_top_keys(Reading *reading, const Value *root) {
  check_keys(reading, root, top_keys, "");
}

/* --- ambient --- */

static const ParamRow ambient_rows[] = {
    {.key = "temperature",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TEMPERATURE,
     .offset = offsetof(Ambient, temperature_k),
     .min = 50,
     .max = 1500,
     .text = "temperature of the surroundings; nodes start at it"},
    {.key = "pressure",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Ambient, pressure_pa),
     .min = 1e-9,
     .max = 1e8,
     .text = "pressure of the surroundings, absolute; gauge pressures count from it, nodes start at it"},
    {.key = "gas",
     .kind = PARAM_GAS,
     .offset = offsetof(Ambient, gas),
     .text = "gas of the surroundings; leaks draw from it"},
    {.key = "humidity",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_FRACTION,
     .offset = offsetof(Ambient, humidity),
     .min = 0,
     .max = 1,
     .text = "relative humidity of the surroundings"},
};

/* Counted from itself a pressure says nothing: a gauge value shows by changing with what it is counted from. */
static bool is_gauge(const Value *pressure) {
  QuantityContext low = {1e5}, high = {2e5};
  char message[READING_MESSAGE_SIZE];
  double a, b;
  return pressure && pressure->kind == VALUE_STRING &&
         quantity_parse(pressure->text, DIM_PRESSURE, &high, &b, message, sizeof message) &&
         (!quantity_parse(pressure->text, DIM_PRESSURE, &low, &a, message, sizeof message) || a != b);
}

void read_ambient(Reading *reading, const Value *root, Ambient *ambient) {
  static const int row_count = (int)(sizeof ambient_rows / sizeof ambient_rows[0]);
  const Value *group = value_member(root, "ambient");
  const Value *pressure = group ? value_member(group, "pressure") : NULL;
  reading->quantities.ambient_pressure_pa = ambient->pressure_pa;
  if (group) read_params(reading, group, &(ParamGroup){ambient_rows, row_count, ambient, NULL, "ambient"});
  if (is_gauge(pressure)) {
    char words[VALUE_WORDS_SIZE];
    value_error(reading->diagnostics, pressure,
                "%s is a gauge pressure, and those count from this one; an absolute pressure is wanted",
                value_words(pressure, words));
    ambient->pressure_pa = reading->quantities.ambient_pressure_pa;
  }
  reading->quantities.ambient_pressure_pa = ambient->pressure_pa;
  reading->component.ambient_pressure_pa = ambient->pressure_pa;
  reading->component.ambient_temperature_k = ambient->temperature_k;
}

void read_line_gas(Reading *reading, const Value *root, GasBlend *gas) {
  const Value *value = value_member(root, "gas");
  if (value) read_blend(reading, value, gas);
}

const char *read_title(Reading *reading, const Value *root) {
  const Value *value = value_member(root, "title");
  return value ? read_text(reading, value, TITLE_LENGTH_MAX) : NULL;
}

/* --- analysis --- */

typedef struct {
  double horizon_s;
  int states;
} SteadyRequest;

typedef struct {
  double margin;
  int differential, behaviour;
} LimitsRequest;

static const char *const state_choices[] = {"file", "final", NULL};
static const char *const differential_choices[] = {
    [DIFFERENTIAL_CATALOGUE] = "catalogue", [DIFFERENTIAL_ABSOLUTE] = "absolute", NULL};
static const char *const behaviour_choices[] = {
    [BEHAVIOUR_COMMANDED] = "commanded", [BEHAVIOUR_PHYSICAL] = "physical", NULL};

static const ParamRow steady_rows[] = {
    {.key = "states",
     .kind = PARAM_CHOICE,
     .offset = offsetof(SteadyRequest, states),
     .choices = state_choices,
     .text = "states of valves and pumps: as in the file, or as they stand after the whole schedule"},
    {.key = "horizon",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TIME,
     .offset = offsetof(SteadyRequest, horizon_s),
     .min = 1e-3,
     .max = 1e12,
     .text = "volumes that need longer than this to settle keep their pressure and are marked isolated"},
};

static const ParamRow limits_rows[] = {
    {.key = "margin",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_FRACTION,
     .offset = offsetof(LimitsRequest, margin),
     .min = 0,
     .max = 1,
     .text = "warn from a utilization of 1 - margin"},
    {.key = "differential",
     .kind = PARAM_CHOICE,
     .offset = offsetof(LimitsRequest, differential),
     .choices = differential_choices,
     .text = "differentials in the catalogue's terms (atmosphere counts 0.1 MPa), or as they are"},
    {.key = "behaviour",
     .kind = PARAM_CHOICE,
     .offset = offsetof(LimitsRequest, behaviour),
     .choices = behaviour_choices,
     .text = "valves do as commanded, or as they can within their limits"},
};

static void read_steady(Reading *reading, const Value *group, Study *study) {
  static const int row_count = (int)(sizeof steady_rows / sizeof steady_rows[0]);
  SteadyRequest request = {study->steady.horizon_s, study->steady_final_states};
  read_params(reading, group, &(ParamGroup){steady_rows, row_count, &request, NULL, "analysis.steady"});
  study->steady.horizon_s = request.horizon_s;
  study->steady_final_states = request.states == 1;
  study->wants_steady = true;
}

/* Limits are judged in steady states, so that one is found for them in any case. */
static void read_limits(Reading *reading, const Value *group, Study *study) {
  static const int row_count = (int)(sizeof limits_rows / sizeof limits_rows[0]);
  LimitsRequest request = {study->limits.margin, (int)study->limits.differential, (int)study->limits.behaviour};
  const Value *behaviour = value_member(group, "behaviour");
  if (behaviour) read_unavailable(reading, behaviour, "analysis.limits");
  read_params(reading, group, &(ParamGroup){limits_rows, row_count, &request, NULL, "analysis.limits"});
  study->limits =
      (LimitsSettings){request.margin, (DifferentialTerms)request.differential, (LimitsBehaviour)request.behaviour};
  study->wants_limits = study->wants_steady = true;
}

void read_analysis(Reading *reading, const Value *root, Study *study) {
  const Value *analysis = value_member(root, "analysis");
  study->steady = steady_settings_default();
  study->limits = limits_settings_default();
  if (!analysis) {
    diagnostics_add(reading->diagnostics, SEVERITY_WARNING, root->file, 0, "analysis",
                    "is not given: the file is checked and nothing more");
    return;
  }
  if (!read_is_group(reading, analysis)) return;
  check_keys(reading, analysis, analysis_keys, "analysis");
  const Value *steady = value_member(analysis, "steady"), *limits = value_member(analysis, "limits");
  if (steady) read_steady(reading, steady, study);
  if (limits) read_limits(reading, limits, study);
}
