#include "config/read_optimise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config/read_demand.h"
#include "config/read_size.h"
#include "config/read_sweep_parts.h"

static const char *const parameter_keys[] = {"from", "to", "scale", "start", "values", NULL};
static const char *const own_keys[] = {"minimise", "maximise", "parameters", "require", NULL};

typedef struct {
  Reading *reading;
  const Value *root, *group;
  const ObjectPlaces *places;
  Study *study;
  OptimiseRequest *request;
} Optimising;

static bool complain(const Optimising *optimising, const Value *at, const char *what) {
  if (at->kind != VALUE_UNREADABLE) value_error(optimising->reading->diagnostics, at, "%s", what);
  return false;
}

/* --- settings --- */

typedef struct {
  bool limits;
  int evaluations, seed;
  double tolerance;
} Settings;

static const ParamRow setting_rows[] = {
    {.key = "limits",
     .kind = PARAM_FLAG,
     .offset = offsetof(Settings, limits),
     .text = "a setting that fails a catalogue limit is not allowed"},
    {.key = "evaluations",
     .kind = PARAM_COUNT,
     .offset = offsetof(Settings, evaluations),
     .min = OPTIMISE_EVALUATIONS_LEAST,
     .max = OPTIMISE_EVALUATIONS_MOST,
     .text = "runs of the line at most, for every combination of choices"},
    {.key = "tolerance",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_FRACTION,
     .offset = offsetof(Settings, tolerance),
     .min = 1e-7,
     .max = 0.1,
     .text = "of the numbers, as a share of their ranges"},
    {.key = "seed",
     .kind = PARAM_COUNT,
     .offset = offsetof(Settings, seed),
     .min = 0,
     .max = 2147483647,
     .text = "another seed, another design to start from"},
};

static bool read_settings(const Optimising *optimising) {
  static const int count = (int)(sizeof setting_rows / sizeof setting_rows[0]);
  OptimiseRequest *request = optimising->request;
  Settings settings = {true, OPTIMISE_EVALUATIONS, 0, 1e-4};
  bool good = read_params(optimising->reading, optimising->group,
                          &(ParamGroup){setting_rows, count, &settings, own_keys, "analysis.optimise"});
  request->limits = settings.limits, request->evaluations = settings.evaluations;
  request->tolerance = settings.tolerance, request->seed = (uint64_t)settings.seed;
  return good;
}

/* --- the objective --- */

static bool read_objective(const Optimising *optimising) {
  const Value *least = value_member(optimising->group, "minimise"), *most = value_member(optimising->group, "maximise");
  if (least && most)
    return complain(optimising, optimising->group,
                    "'minimise' and 'maximise' are both given; one of the two is wanted");
  if (!least && !most)
    return complain(optimising, optimising->group, "lacks what is wanted: 'minimise' or 'maximise', a measure's name");
  optimising->request->maximise = most != NULL;
  optimising->request->measure = read_measure_name(optimising->reading, most ? most : least, optimising->study);
  return optimising->request->measure >= 0;
}

/* --- parameters --- */

/* Twice one parameter by two spellings is once too often. */
static bool is_new(const Optimising *optimising, const Value *group, const Variable *variable) {
  const OptimiseRequest *request = optimising->request;
  for (int i = 0; i < request->count; i++) {
    const Variable *other = &request->parameters[i].axis.variable;
    bool same = variable->row && other->row ? variable->row == other->row && variable->place == other->place &&
                                                  variable->number == other->number
                                            : strcmp(variable->path, other->path) == 0;
    if (same) return complain(optimising, value_member(group, "path"), "is given twice");
  }
  return true;
}

/* What asks for many runs itself is not part of the line that is run. */
static bool is_of_line(const Optimising *optimising, const Value *group, const Variable *variable) {
  static const char *const apart[] = {"analysis.optimise", "analysis.size", "analysis.sweep", "analysis.uncertainty"};
  for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
    if (strncmp(variable->path, apart[i], strlen(apart[i])) == 0)
      return complain(optimising, value_member(group, "path"), "is no part of the line that is run");
  return true;
}

/* Where the file gives a value within the range, the search starts there. */
static void start_from_file(const Network *network, OptimiseParameter *parameter) {
  const Variable *variable = &parameter->axis.variable;
  const DesignAxis *axis = &parameter->axis.axis;
  if (!isnan(parameter->start) || !variable->row || variable->row->kind != PARAM_QUANTITY) return;
  const void *given = variable->place == VARY_NODE ? (const void *)&network->nodes[variable->number].given
                                                   : network->branches[variable->number].given;
  double number = *(const double *)((const char *)given + variable->row->offset);
  if (number >= axis->from && number <= axis->to) parameter->start = number;
}

static bool check_range(const Optimising *optimising, const Value *group, const OptimiseParameter *parameter) {
  const DesignAxis *axis = &parameter->axis.axis;
  const ParamRow *row = parameter->axis.variable.row;
  const char *unit = parameter->axis.unit, *gap = *unit ? " " : "";
  Diagnostics *diagnostics = optimising->reading->diagnostics;
  if (row && row->kind == PARAM_COUNT)
    return complain(optimising, value_member(group, "from"),
                    "a whole number is chosen from 'values', not from a range");
  if (!(axis->from < axis->to)) {
    value_error(diagnostics, group, "'from' is %.6g%s%s and 'to' %.6g%s%s; 'to' has to be the larger", axis->from, gap,
                unit, axis->to, gap, unit);
    return false;
  }
  if (axis->scale == SCALE_LOG && !(axis->from > 0))
    return complain(optimising, value_member(group, "from"), "a logarithmic scale needs an end above 0");
  if (isnan(parameter->start) || (parameter->start >= axis->from && parameter->start <= axis->to)) return true;
  value_error(diagnostics, value_member(group, "start"), "%.6g%s%s is outside of 'from' %.6g%s%s to 'to' %.6g%s%s",
              parameter->start, gap, unit, axis->from, gap, unit, axis->to, gap, unit);
  return false;
}

static bool read_parameter(const Optimising *optimising, const Value *group, OptimiseParameter *parameter) {
  SweepRequest any = {.design = DESIGN_SOBOL}; /* of which a range needs no count */
  parameter->start = NAN;
  const Swept swept = {optimising->reading,
                       optimising->root,
                       group,
                       optimising->study,
                       &any,
                       parameter_keys,
                       "analysis.optimise.parameters",
                       &parameter->start};
  if (!read_sweep_parameter(&swept, group, &parameter->axis)) return false;
  bool good =
      is_new(optimising, group, &parameter->axis.variable) && is_of_line(optimising, group, &parameter->axis.variable);
  if (!good || !optimise_is_free(parameter)) return good;
  if (!check_range(optimising, group, parameter)) return false;
  start_from_file(&optimising->study->network, parameter);
  return true;
}

static bool read_parameters(const Optimising *optimising) {
  const Value *list = value_member(optimising->group, "parameters");
  OptimiseRequest *request = optimising->request;
  bool good = true;
  if (!list) return complain(optimising, optimising->group, "lacks 'parameters'");
  if (list->kind != VALUE_LIST || list->count < 1 || list->count > OPTIMISE_PARAMETERS_MOST)
    return complain(optimising, list,
                    "a list ( ) of 1 to 12 groups { path; from; to; } or { path; values; } is wanted");
  request->parameters = calloc((size_t)list->count, sizeof *request->parameters);
  if (!request->parameters) optimising->reading->out_of_memory = true;
  for (int i = 0; i < list->count && !optimising->reading->out_of_memory; i++) {
    good = read_parameter(optimising, &list->members[i], &request->parameters[request->count]) && good;
    request->count++; /* whatever became of it is freed with the request */
  }
  return good && !optimising->reading->out_of_memory;
}

static bool check_runs(const Optimising *optimising) {
  const OptimiseRequest *request = optimising->request;
  const Value *list = value_member(optimising->group, "parameters");
  int combinations = optimise_combinations(request);
  if (combinations > OPTIMISE_COMBINATIONS_MOST)
    return complain(optimising, list, "the choices have more than 1000 combinations: each would be optimised");
  if ((int64_t)combinations * request->evaluations <= OPTIMISE_RUNS_MOST) return true;
  value_error(optimising->reading->diagnostics, optimising->group,
              "%d combinations of up to %d evaluations each are more than %d runs of the line", combinations,
              request->evaluations, OPTIMISE_RUNS_MOST);
  return false;
}

/* --- what is required --- */

static bool read_demanded(const Optimising *optimising) {
  const Value *list = value_member(optimising->group, "require");
  const Lookup lookup = {optimising->reading, &optimising->study->network, optimising->places};
  SizingRequest *demands = &optimising->request->demands;
  bool good = true;
  if (!list) return true;
  if (list->kind == VALUE_LIST && list->count > OPTIMISE_REQUIREMENTS_MOST)
    return complain(optimising, list, "more than 64 requirements");
  good = read_requirements(&lookup, optimising->root, list, optimising->study, demands);
  for (int i = 0; list->kind == VALUE_LIST && i < list->count; i++)
    if (value_member(&list->members[i], "fact"))
      good = complain(optimising, &list->members[i],
                      "'fact' goes with analysis.size alone; 'measure', 'limit' or 'budget' is wanted");
  return good;
}

/* --- the whole group --- */

/* Judged wherever the line is followed: without a run through time in a steady state. */
static void decide_runs(Study *study) {
  if (!study->wants_transient) study->wants_steady = true;
  study->optimise.wants_steady = study->wants_steady;
  study->optimise.wants_transient = study->wants_transient;
}

void read_optimise(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study) {
  const Value *analysis = value_member(root, "analysis");
  const Value *group = analysis && analysis->kind == VALUE_GROUP ? value_member(analysis, "optimise") : NULL;
  if (!group || reading->line_alone || !read_is_group(reading, group)) return;
  const Optimising optimising = {reading, root, group, places, study, &study->optimise};
  bool good = read_settings(&optimising);
  good = read_objective(&optimising) && good;
  bool parameters = read_parameters(&optimising);
  good = parameters && good;
  if (!reading->out_of_memory) good = read_demanded(&optimising) && good;
  if (parameters && good) good = check_runs(&optimising);
  study->optimise.wanted = good && !reading->out_of_memory;
  decide_runs(study);
}
