#include "config/read_uncertainty.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config/read_demand.h"
#include "config/read_varied.h"
#include "sim/sample/replicates.h"

enum { SAMPLES_LEAST = 4 * REPLICATES };

static const char *const uncertainty_keys[] = {"parameters", "correlations", "correlation", "samples", "seed",
                                               "outputs",    "require",      "indices",     "tornado", NULL};
static const char *const pair_keys[] = {"between", "value", NULL};

typedef struct {
  Reading *reading;
  const Value *root, *group;
  const Study *study;
  UncertaintyRequest *request;
  int correlation; /* CorrelationKind */
} Uncertain;

static bool complain(const Uncertain *uncertain, const Value *at, const char *what) {
  if (at->kind != VALUE_UNREADABLE) value_error(uncertain->reading->diagnostics, at, "%s", what);
  return false;
}

/* --- parameters --- */

/* A parameter may have a second spelling. */
static bool is_same(const Variable *a, const Variable *b) {
  if (a->row && b->row) return a->row == b->row && a->place == b->place && a->number == b->number;
  return strcmp(a->path, b->path) == 0;
}

static bool read_parameter(const Uncertain *uncertain, const Value *group) {
  UncertaintyRequest *request = uncertain->request;
  VariedPath varied;
  if (!read_varied_path(uncertain->reading, uncertain->root, group, &uncertain->study->network, distribution_keys,
                        &varied))
    return false;
  for (int i = 0; i < request->n_parameters; i++)
    if (is_same(&request->variables[i], &varied.variable))
      return complain(uncertain, value_member(group, "path"), "is given twice");
  Distribution distribution;
  if (!read_distribution(uncertain->reading, group, &varied.of, &distribution)) return false;
  const char *unit = dimension_unit(varied.of.dimension);
  request->variables[request->n_parameters] = varied.variable;
  request->distributions[request->n_parameters] = distribution;
  request->units[request->n_parameters++] = strcmp(unit, "1") == 0 ? "" : unit;
  return true;
}

static bool read_parameters(const Uncertain *uncertain) {
  const Value *list = value_member(uncertain->group, "parameters");
  UncertaintyRequest *request = uncertain->request;
  bool good = true;
  if (!list) return complain(uncertain, uncertain->group, "lacks 'parameters'");
  if (list->kind != VALUE_LIST || list->count < 1 || list->count > UNCERTAINTY_PARAMETERS_MOST)
    return complain(uncertain, list, "a list ( ) of 1 to 100 groups { path; distribution; ... } is wanted");
  size_t count = (size_t)list->count;
  request->variables = calloc(count, sizeof *request->variables);
  request->distributions = calloc(count, sizeof *request->distributions);
  request->units = calloc(count, sizeof *request->units);
  uncertain->reading->out_of_memory = !request->variables || !request->distributions || !request->units;
  for (size_t i = 0; i < count && !uncertain->reading->out_of_memory; i++)
    good = read_parameter(uncertain, &list->members[i]) && good;
  return good && !uncertain->reading->out_of_memory;
}

/* --- correlations --- */

static int parameter_named(const Uncertain *uncertain, const Value *text) {
  const UncertaintyRequest *request = uncertain->request;
  const char *path = read_text(uncertain->reading, text, VARY_TEXT_MAX - 1);
  for (int i = 0; path && i < request->n_parameters; i++)
    if (strcmp(request->variables[i].path, path) == 0) return i;
  if (path) complain(uncertain, text, "is the path of none of the parameters");
  return -1;
}

static bool read_pair(const Uncertain *uncertain, const Value *group, Correlation *pair) {
  if (!read_is_group(uncertain->reading, group) ||
      !read_keys(uncertain->reading, group, pair_keys, "analysis.uncertainty.correlations"))
    return false;
  const Value *between = value_member(group, "between"), *value = value_member(group, "value");
  if (!between || !value) return complain(uncertain, group, "needs 'between' and 'value'");
  if (between->kind != VALUE_LIST || between->count != 2)
    return complain(uncertain, between, "a list [ ] of two paths is wanted");
  pair->a = parameter_named(uncertain, &between->members[0]);
  pair->b = parameter_named(uncertain, &between->members[1]);
  bool good = read_quantity(uncertain->reading, value, DIM_NONE, NULL, &pair->value);
  if (good && !(fabs(pair->value) < 1)) good = complain(uncertain, value, "must be above -1 and below 1");
  if (good && pair->a >= 0 && pair->a == pair->b)
    good = complain(uncertain, between, "a parameter's correlation with itself is 1");
  return good && pair->a >= 0 && pair->b >= 0;
}

static bool make_copula(const Uncertain *uncertain, const Value *list, const Correlation *pairs) {
  UncertaintyRequest *request = uncertain->request;
  const char **names = calloc((size_t)request->n_parameters, sizeof *names);
  char message[READING_MESSAGE_SIZE];
  for (int i = 0; names && i < request->n_parameters; i++)
    names[i] = request->variables[i].path;
  Status status = names ? copula_init(&request->copula, request->n_parameters, (CorrelationKind)uncertain->correlation,
                                      pairs, list->count, names, message, sizeof message)
                        : STATUS_MEMORY;
  free(names);
  request->correlated = status == STATUS_OK;
  if (status == STATUS_MEMORY) uncertain->reading->out_of_memory = true;
  return status == STATUS_OK || (status == STATUS_CONFIG && complain(uncertain, list, message));
}

static bool read_correlations(Uncertain *uncertain) {
  static const ParamRow row = {.key = "correlation", .kind = PARAM_CHOICE, .choices = correlation_words};
  const Value *list = value_member(uncertain->group, "correlations"),
              *kind = value_member(uncertain->group, "correlation");
  bool good = !kind || read_value(uncertain->reading, kind, &row, &uncertain->correlation);
  if (!list) return good;
  if (list->kind != VALUE_LIST || list->count < 1)
    return complain(uncertain, list, "a list ( ) of groups { between; value; } is wanted");
  Correlation *pairs = calloc((size_t)list->count, sizeof *pairs);
  if (!pairs) uncertain->reading->out_of_memory = true;
  for (int i = 0; pairs && i < list->count; i++)
    good = read_pair(uncertain, &list->members[i], &pairs[i]) && good;
  if (good && pairs) good = make_copula(uncertain, list, pairs);
  free(pairs);
  return good;
}

/* --- what is told --- */

static void add_output(UncertaintyRequest *request, int measure) {
  for (int o = 0; o < request->n_outputs; o++)
    if (request->outputs[o] == measure) return;
  request->outputs[request->n_outputs++] = measure;
}

static bool read_outputs(const Uncertain *uncertain) {
  UncertaintyRequest *request = uncertain->request;
  const Value *list = value_member(uncertain->group, "outputs");
  bool good = true;
  request->outputs = calloc((size_t)uncertain->study->measures.count + 1, sizeof *request->outputs);
  if (!request->outputs) uncertain->reading->out_of_memory = true;
  if (uncertain->reading->out_of_memory) return false;
  if (list && list->kind != VALUE_LIST) return complain(uncertain, list, "a list [ ] of measures is wanted");
  for (int i = 0; !list && i < uncertain->study->measures.count; i++)
    add_output(request, i);
  for (int i = 0; list && i < list->count; i++) {
    int measure = read_measure_name(uncertain->reading, &list->members[i], uncertain->study);
    if (measure >= 0) add_output(request, measure);
    good = good && measure >= 0;
  }
  good = read_demands(uncertain->reading, value_member(uncertain->group, "require"), uncertain->study,
                      &request->demands, &request->n_demands) &&
         good;
  for (int i = 0; good && i < request->n_demands; i++)
    add_output(request, request->demands[i].measure);
  if (good && request->n_outputs == 0 && !uncertain->study->wants_limits)
    good = complain(uncertain, uncertain->group, "has nothing to tell: no measure and no analysis.limits is asked for");
  return good;
}

/* --- how --- */

typedef struct {
  int samples, seed;
  bool indices, tornado;
} Settings;

static const ParamRow setting_rows[] = {
    {.key = "samples",
     .kind = PARAM_COUNT,
     .offset = offsetof(Settings, samples),
     .min = SAMPLES_LEAST,
     .max = UNCERTAINTY_SAMPLES_MOST,
     .text = "runs of the sample, a multiple of 16; a power of two makes the best of them"},
    {.key = "seed",
     .kind = PARAM_COUNT,
     .offset = offsetof(Settings, seed),
     .min = 0,
     .max = 2147483647,
     .text = "another seed, another sample"},
    {.key = "indices",
     .kind = PARAM_FLAG,
     .offset = offsetof(Settings, indices),
     .text = "Sobol indices, at the cost of samples times (parameters + 1) more runs"},
    {.key = "tornado",
     .kind = PARAM_FLAG,
     .offset = offsetof(Settings, tornado),
     .text = "each parameter from its 5 % to its 95 % quantile, the others at their medians"},
};
enum { SETTING_ROWS = sizeof setting_rows / sizeof setting_rows[0] };

static bool read_settings(const Uncertain *uncertain) {
  UncertaintyRequest *request = uncertain->request;
  const Value *indices = value_member(uncertain->group, "indices"),
              *samples = value_member(uncertain->group, "samples");
  bool correlated = value_member(uncertain->group, "correlations") != NULL, good = true;
  Settings settings = {UNCERTAINTY_SAMPLES, 1, !correlated, true};
  for (int i = 0; i < SETTING_ROWS; i++) {
    const Value *value = value_member(uncertain->group, setting_rows[i].key);
    void *field = (char *)&settings + setting_rows[i].offset;
    if (value) good = read_value(uncertain->reading, value, &setting_rows[i], field) && good;
  }
  if (settings.samples % REPLICATES != 0)
    value_error(uncertain->reading->diagnostics, samples,
                "%d is no multiple of %d (so many replicates tell the errors); %d and %d are, %d is a power of two",
                settings.samples, REPLICATES, settings.samples / REPLICATES * REPLICATES,
                (settings.samples / REPLICATES + 1) * REPLICATES, 1 << (int)ceil(log2(settings.samples)));
  if (indices && settings.indices && correlated)
    complain(uncertain, indices,
             "Sobol indices hold for parameters that are independent of each other, not beside "
             "'correlations'");
  request->samples = (uint64_t)settings.samples, request->seed = (uint64_t)settings.seed;
  request->indices = settings.indices, request->tornado = settings.tornado;
  return good && settings.samples % REPLICATES == 0 && !(settings.indices && correlated);
}

void read_uncertainty(Reading *reading, const Value *root, Study *study) {
  const Value *analysis = value_member(root, "analysis");
  const Value *group = analysis ? value_member(analysis, "uncertainty") : NULL;
  Uncertain uncertain = {reading, root, group, study, &study->uncertainty, CORRELATION_RANK};
  if (!group || reading->line_alone || !read_is_group(reading, group)) return;
  bool good = read_keys(reading, group, uncertainty_keys, "analysis.uncertainty");
  good = read_settings(&uncertain) && good;
  bool parameters = read_parameters(&uncertain);
  good = parameters && good;
  if (parameters) good = read_correlations(&uncertain) && good;
  if (!reading->out_of_memory) good = read_outputs(&uncertain) && good;
  study->uncertainty.wanted = good && !reading->out_of_memory;
}
