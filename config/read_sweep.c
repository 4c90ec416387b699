#include "config/read_sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/read_sweep_parts.h"

static const char *const sweep_keys[] = {"parameters", "design",  "count",  "samples", "seed",
                                         "outputs",    "derived", "filter", NULL};
static const char *const design_choices[] = {
    [DESIGN_GRID] = "grid", [DESIGN_LIST] = "list", [DESIGN_SOBOL] = "sobol", [DESIGN_LHS] = "lhs", NULL};
static const ParamRow design_row = {.key = "design", .kind = PARAM_CHOICE, .choices = design_choices};
static const ParamRow seed_row = {.key = "seed", .kind = PARAM_COUNT, .min = 0, .max = 2147483647};

static bool complain(const Swept *swept, const Value *at, const char *what) {
  if (at->kind != VALUE_UNREADABLE) value_error(swept->reading->diagnostics, at, "%s", what);
  return false;
}

/* --- parameters --- */

static bool is_new(const Swept *swept, const Value *group, const char *path) {
  const SweepRequest *request = swept->request;
  for (int i = 0; i < request->count; i++)
    if (strcmp(request->parameters[i].variable.path, path) == 0)
      return complain(swept, value_member(group, "path"), "is given twice");
  return true;
}

static bool read_parameters(const Swept *swept) {
  const Value *list = value_member(swept->group, "parameters");
  SweepRequest *request = swept->request;
  bool good = true;
  if (!list) return complain(swept, swept->group, "lacks 'parameters'");
  if (list->kind != VALUE_LIST || list->count < 1 || list->count > SWEEP_PARAMETERS_MOST)
    return complain(swept, list,
                    "a list ( ) of 1 to 40 groups { path; from; to; count; } or { path; values; } is wanted");
  request->parameters = calloc((size_t)list->count, sizeof *request->parameters);
  swept->reading->out_of_memory = !request->parameters;
  for (int i = 0; i < list->count && !swept->reading->out_of_memory; i++) {
    SweepParameter *parameter = &request->parameters[request->count];
    bool one = read_sweep_parameter(swept, &list->members[i], parameter) &&
               is_new(swept, &list->members[i], parameter->variable.path);
    request->count++; /* whatever became of it is freed with the request */
    good = good && one;
  }
  return good && !swept->reading->out_of_memory;
}

/* --- outputs --- */

static int measure_named(const MeasureList *list, const char *name) {
  for (int i = 0; i < list->count; i++)
    if (strcmp(list->rows[i].name, name) == 0) return i;
  return -1;
}

/* "limits.V1.max_operating_differential" */
static bool limit_named(const Swept *swept, const char *text, SweepOutput *output) {
  const Network *network = &swept->study->network;
  char name[VARY_TEXT_MAX];
  const char *dot = strncmp(text, "limits.", 7) == 0 ? strrchr(text, '.') : NULL;
  if (!dot || dot - text < 8) return false;
  snprintf(name, sizeof name, "%.*s", (int)(dot - text - 7), text + 7);
  int branch = network_find_branch(network, SECTION_ELEMENTS, name);
  for (int check = 0; branch >= 0 && check < LIMIT_CHECK_COUNT; check++)
    if (strcmp(limit_check_name((LimitCheck)check), dot + 1) == 0) {
      *output = (SweepOutput){.kind = SWEEP_LIMIT, .branch = branch, .check = (LimitCheck)check};
      return branch_is_valve(&network->branches[branch]);
    }
  return false;
}

/* "budget.total", "budget.margin" */
static bool budget_named(const char *text, SweepOutput *output) {
  *output = (SweepOutput){.kind = strcmp(text, "budget.margin") == 0 ? SWEEP_BUDGET_MARGIN : SWEEP_BUDGET_TOTAL};
  return output->kind == SWEEP_BUDGET_MARGIN || strcmp(text, "budget.total") == 0;
}

static bool read_limit(const Swept *swept, const Value *value) {
  return swept->study->wants_limits || complain(swept, value, "needs analysis.limits, which is not given");
}

static bool read_budget_output(const Swept *swept, const Value *value, const SweepOutput *output) {
  if (!swept->study->wants_budget) return complain(swept, value, "needs analysis.budget, which is not given");
  if (output->kind == SWEEP_BUDGET_TOTAL || swept->study->budget.allowable.form != ALLOWABLE_NONE) return true;
  return complain(swept, value, "needs an allowable, which analysis.budget does not give");
}

static bool is_given(const SweepRequest *request, const SweepOutput *output) {
  for (int i = 0; i < request->n_outputs; i++) {
    const SweepOutput *other = &request->outputs[i];
    if (other->kind == output->kind && other->measure == output->measure && other->branch == output->branch &&
        other->check == output->check)
      return true;
  }
  return false;
}

static bool read_output(const Swept *swept, const Value *value) {
  SweepRequest *request = swept->request;
  const char *text = read_text(swept->reading, value, VARY_TEXT_MAX - 1);
  SweepOutput output = {.measure = text ? measure_named(&swept->study->measures, text) : -1};
  bool good;
  if (!text) return false;
  if (output.measure >= 0)
    good = true;
  else if (limit_named(swept, text, &output))
    good = read_limit(swept, value);
  else if (budget_named(text, &output))
    good = read_budget_output(swept, value, &output);
  else
    return complain(swept, value,
                    "is none of the measures, nor a limit such as limits.V1.reverse_pressure, nor budget.total or "
                    "budget.margin");
  if (good && is_given(request, &output)) return complain(swept, value, "is given twice");
  if (good) request->outputs[request->n_outputs++] = output;
  return good;
}

static bool read_outputs(const Swept *swept) {
  const Value *list = value_member(swept->group, "outputs");
  SweepRequest *request = swept->request;
  int all = swept->study->measures.count, count = list ? list->count : all;
  bool good = true;
  if (list && (list->kind != VALUE_LIST || list->count < 1 || list->count > SWEEP_OUTPUTS_MOST))
    return complain(swept, list, "a list [ ] of 1 to 256 names of measures and limits is wanted");
  if (!list && all > SWEEP_OUTPUTS_MOST)
    return complain(swept, swept->group, "there are more than 256 measures: 'outputs' says which are wanted");
  request->outputs = calloc((size_t)count + 1, sizeof *request->outputs);
  swept->reading->out_of_memory = !request->outputs;
  for (int i = 0; i < count && request->outputs; i++) {
    if (list)
      good = read_output(swept, &list->members[i]) && good;
    else
      request->outputs[request->n_outputs++] = (SweepOutput){.measure = i};
  }
  if (!list && all == 0 && !swept->study->wants_limits)
    return complain(swept, swept->group, "has nothing to tell: neither measures nor analysis.limits are given");
  return good && request->outputs;
}

/* --- design --- */

static bool is_sampled(const SweepRequest *request) {
  return request->design == DESIGN_SOBOL || request->design == DESIGN_LHS;
}

/* Without a number of its own a sampled design has as many points as the grid of its parameters' counts. */
static bool count_as_grid(const Swept *swept) {
  SweepRequest *request = swept->request;
  request->samples = 1;
  for (int i = 0; i < request->count; i++) {
    uint64_t count = request->parameters[i].axis.count;
    if (!count) return complain(swept, swept->group, "lacks 'count', the number of points");
    request->samples = request->samples > LATIN_POINTS_MOST / count ? LATIN_POINTS_MOST + 1 : request->samples * count;
  }
  return true;
}

static bool read_count(const Swept *swept) {
  static const ParamRow row = {.key = "count", .kind = PARAM_COUNT, .min = 1, .max = 2147483647};
  const Value *count = value_member(swept->group, "count");
  SweepRequest *request = swept->request;
  int number = 0;
  if (!count) count = value_member(swept->group, "samples");
  if (count && !is_sampled(request)) return complain(swept, count, "goes with design = \"sobol\" or \"lhs\" alone");
  if (count && !read_value(swept->reading, count, &row, &number)) return false;
  request->samples = (uint64_t)number;
  return true;
}

static bool read_design(const Swept *swept) {
  const Value *design = value_member(swept->group, "design"), *seed = value_member(swept->group, "seed");
  int kind = DESIGN_GRID, number = 0;
  bool good = !design || read_value(swept->reading, design, &design_row, &kind);
  swept->request->design = (DesignKind)kind;
  good = good && read_count(swept);
  if (seed && !read_value(swept->reading, seed, &seed_row, &number)) return false;
  swept->request->seed = (uint64_t)number;
  return good;
}

/* What each axis lacks at its own line, then what the whole cannot be. */
static bool check_design(const Swept *swept) {
  const SweepRequest *request = swept->request;
  const Value *list = value_member(swept->group, "parameters");
  char message[READING_MESSAGE_SIZE];
  bool good = true;
  for (int i = 0; i < request->count; i++) {
    if (design_axis_check(&request->parameters[i].axis, request->design, message, sizeof message)) continue;
    good = complain(swept, &list->members[i], message);
  }
  Design design;
  bool own = value_member(swept->group, "count") || value_member(swept->group, "samples");
  if (!good || (is_sampled(request) && !own && !count_as_grid(swept))) return false;
  Status status = sweep_design(request, &design, message, sizeof message);
  if (status == STATUS_OK) swept->request->points = design.points, design_free(&design);
  if (status == STATUS_MEMORY) swept->reading->out_of_memory = true;
  return status == STATUS_OK || complain(swept, swept->group, message);
}

void read_sweep(Reading *reading, const Value *root, Study *study) {
  const Value *analysis = value_member(root, "analysis");
  const Value *group = analysis && analysis->kind == VALUE_GROUP ? value_member(analysis, "sweep") : NULL;
  if (!group || reading->line_alone) return;
  const Swept swept = {reading, root, group, study, &study->sweep, sweep_axis_keys, "analysis.sweep.parameters", NULL};
  study->sweep.wanted = true;
  if (!read_is_group(reading, group)) return;
  bool good = read_keys(reading, group, sweep_keys, "analysis.sweep");
  good = read_design(&swept) && good;
  good = read_parameters(&swept) && good;
  good = read_outputs(&swept) && good;
  read_sweep_formulas(&swept, good);
  if (good) check_design(&swept);
}
