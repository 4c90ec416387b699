#include "config/read_analysis.h"

#include <string.h>

static const char *const analysis_keys[] = {"steady", "limits",      "transient", "budget", "size",
                                            "sweep",  "uncertainty", "optimise",  "drive",  NULL};

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

static const ParamRow transient_rows[] = {
    {.key = "until",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TIME,
     .offset = offsetof(TransientSettings, until_s),
     .required = true,
     .min = 1e-12,
     .max = 1e12,
     .text = "end of the run"},
    {.key = "outputs",
     .kind = PARAM_COUNT,
     .offset = offsetof(TransientSettings, outputs),
     .min = 1,
     .max = 20000,
     .text = "rows of the series after each event"},
    {.key = "rtol",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_NONE,
     .offset = offsetof(TransientSettings, rtol),
     .min = 1e-10,
     .max = 1e-2,
     .text = "relative tolerance"},
    {.key = "atol",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(TransientSettings, atol_pa),
     .min = 1e-20,
     .max = 1,
     .text = "absolute tolerance of pressures"},
};

static void read_steady(Reading *reading, const Value *group, Study *study) {
  static const int row_count = (int)(sizeof steady_rows / sizeof steady_rows[0]);
  SteadyRequest request = {study->steady.horizon_s, study->steady_final_states};
  read_params(reading, group, &(ParamGroup){steady_rows, row_count, &request, NULL, "analysis.steady"});
  study->steady.horizon_s = request.horizon_s;
  study->steady_final_states = request.states == 1;
  study->wants_steady = true;
}

static void read_transient(Reading *reading, const Value *group, Study *study) {
  static const int row_count = (int)(sizeof transient_rows / sizeof transient_rows[0]);
  read_params(reading, group, &(ParamGroup){transient_rows, row_count, &study->transient, NULL, "analysis.transient"});
  study->wants_transient = true;
}

/* Limits are judged wherever the line is followed: without a run through time in a steady state, found for them in any case. */
static void read_limits(Reading *reading, const Value *group, Study *study) {
  static const int row_count = (int)(sizeof limits_rows / sizeof limits_rows[0]);
  LimitsRequest request = {study->limits.margin, (int)study->limits.differential, (int)study->limits.behaviour};
  read_params(reading, group, &(ParamGroup){limits_rows, row_count, &request, NULL, "analysis.limits"});
  study->limits =
      (LimitsSettings){request.margin, (DifferentialTerms)request.differential, (LimitsBehaviour)request.behaviour};
  study->wants_limits = true;
  if (study->wants_transient) return;
  study->wants_steady = true;
  if (study->limits.behaviour == BEHAVIOUR_PHYSICAL && value_member(group, "behaviour"))
    value_warning(reading->diagnostics, value_member(group, "behaviour"),
                  "'physical' changes nothing without analysis.transient: a steady state stands as commanded");
}

void read_analysis(Reading *reading, const Value *root, Study *study) {
  const Value *analysis = value_member(root, "analysis");
  study->steady = steady_settings_default();
  study->transient = transient_settings_default();
  study->limits = limits_settings_default();
  if (!analysis) {
    diagnostics_add(reading->diagnostics, SEVERITY_WARNING, root->file, 0, "analysis",
                    "is not given: the file is checked and nothing more");
    return;
  }
  if (!read_is_group(reading, analysis)) return;
  if (analysis->file && root->file && strcmp(analysis->file, root->file) == 0) study->analysis_line = analysis->line;
  read_keys(reading, analysis, analysis_keys, "analysis");
  const Value *steady = value_member(analysis, "steady"), *limits = value_member(analysis, "limits"),
              *transient = value_member(analysis, "transient");
  if (transient) read_transient(reading, transient, study);
  if (steady) read_steady(reading, steady, study);
  if (limits) read_limits(reading, limits, study);
}
