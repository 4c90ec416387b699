/* Parameter sets for the contract tests. */
#include "models/constants.h"
#include "tests/contract.h"

enum { RANDOM_SETS = 16, ATTEMPTS = 400 };

typedef struct {
  const ComponentType *type;
  Findings *findings;
  SubjectVisit visit;
  void *context;
  const Catalogue *catalogue;
  int number, accepted;
  char message[256]; /* why the last set was refused */
} Tour;

typedef struct {
  double low, high;
} Range;

/* What a vacuum line is built of. The bounds of the rows themselves come on top, one at a time. */
static Range engineering_range(const ParamRow *row) {
  Range r = {row->min, row->max};
  switch (row->dimension) {
  case DIM_LENGTH:
    r = row->min > 0 ? (Range){1e-4, 1} : (Range){1e-8, 1e-5};
    break; /* a size; a roughness or thickness */
  case DIM_PRESSURE:
    r = row->min > 0 ? (Range){1e3, 1e6} : (Range){1e-3, 1e3};
    break;
  case DIM_THROUGHPUT:
    r = (Range){1e-10, 1e-3};
    break;
  case DIM_AREA:
    r = (Range){1e-8, 1e-3};
    break;
  case DIM_CONDUCTANCE:
    r = (Range){1e-7, 1};
    break;
  case DIM_SONIC_CONDUCTANCE:
    r = (Range){1e-11, 1e-6};
    break;
  case DIM_FRACTION:
    r = (Range){0.05, 1};
    break;
  case DIM_NONE:
    r = row->max > 100 ? (Range){1e-3, 30} : r;
    break; /* Kv, Cv, a count */
  default:
    break;
  }
  r.low = fmax(r.low, row->min > 0 ? row->min : 1e-6 * row->max);
  r.high = fmin(r.high, row->max);
  if (!(r.low < r.high)) r = (Range){row->min > 0 ? row->min : 1e-6 * row->max, row->max};
  return r;
}

static double *quantity_of(const Tour *tour, void *params, int row) {
  return (double *)((char *)params + tour->type->rows[row].offset);
}

static bool is_quantity(const Tour *tour, int row) {
  return tour->type->rows[row].kind == PARAM_QUANTITY;
}

/* Required, or needed by the type's own rules: a bare valve's bore, a pump's speed, the conditions of a leak. */
static bool is_needed(const Tour *tour, int row) {
  static const char *const needed[][2] = {{"valve", "diameter"},
                                          {"pump", "speed"},
                                          {"leak", "reference.upstream"},
                                          {"leak", "reference.temperature"},
                                          {"seal", "length"}};
  if (tour->type->rows[row].required) return true;
  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
    if (strcmp(tour->type->name, needed[i][0]) == 0 && strcmp(tour->type->rows[row].key, needed[i][1]) == 0)
      return true;
  return false;
}

static double between(const ParamRow *row, double share) {
  Range r = engineering_range(row);
  return r.low * pow(r.high / r.low, share);
}

static void set_middle(const Tour *tour, void *params) {
  component_defaults(tour->type, params);
  for (int i = 0; i < tour->type->row_count; i++) {
    const ParamRow *row = &tour->type->rows[i];
    if (is_quantity(tour, i) && is_needed(tour, i)) *quantity_of(tour, params, i) = between(row, 0.5);
    if (row->kind == PARAM_GAS)
      *(GasBlend *)((char *)params + row->offset) = (GasBlend){.n = 1, .gas = {gas_find("He")}, .x = {1}};
  }
}

static void describe(const Tour *tour, const void *params, char *words, size_t size) {
  size_t at = (size_t)snprintf(words, size, "%s", tour->type->name);
  for (int i = 0; i < tour->type->row_count && at < size; i++) {
    const ParamRow *row = &tour->type->rows[i];
    const char *field = (const char *)params + row->offset;
    double value = row->kind == PARAM_QUANTITY ? *(const double *)field : NAN;
    if (row->kind == PARAM_PART && *field) at += (size_t)snprintf(words + at, size - at, " %s=%s", row->key, field);
    if (!isnan(value) && (is_needed(tour, i) || value != row->fallback))
      at += (size_t)snprintf(words + at, size - at, " %s=%.10g", row->key, value);
  }
}

static void visit_subject(Tour *tour, const char *extra, void *params, bool whole) {
  Subject subject = {.type = tour->type, .params = params, .whole = whole};
  describe(tour, params, subject.words, sizeof subject.words);
  strncat(subject.words, extra, sizeof subject.words - strlen(subject.words) - 1);
  tour->visit(&subject, tour->number++, tour->findings, tour->context);
}

/* As a part of a run: cut off at either end or at both, or ending at a wider bore. A disc of a bore is no part of a
 * run. */
static void show_cut(Tour *tour, void *params, int cut) {
  static const BoreEnds cuts[] = {{0, 1, 50}, {1, 0, 50}, {0.36, 0.75, 0}, {0, 0, 30}};
  double own = 2 * tour->type->length_m(params) / tour->type->bore_m(params);
  if (own < 0.1) return;
  BoreEnds ends = cuts[cut % 4];
  ends.run_length_over_radius = fmax(ends.run_length_over_radius, own);
  tour->type->join(params, &ends);
  char words[80];
  snprintf(words, sizeof words, " (in a run: shares %g, %g, L/R %g)", ends.share_1, ends.share_2,
           ends.run_length_over_radius);
  visit_subject(tour, words, params, false);
}

/* Resolves a set and shows it round; a bore that can be part of a run also as such a part. */
static void show(Tour *tour, void *params) {
  ComponentContext context = {tour->catalogue, STANDARD_ATMOSPHERE_PA, REFERENCE_TEMPERATURE_K};
  tour->message[0] = '\0';
  if (tour->type->resolve && !tour->type->resolve(params, &context, tour->message, sizeof tour->message)) {
    assert_true(tour->message[0] != '\0');
    return;
  }
  tour->accepted++;
  bool first = tour->number == 0;
  visit_subject(tour, "", params, true);
  for (int cut = tour->number, n = first ? 4 : 1; tour->type->join && n > 0; cut++, n--)
    show_cut(tour, params, cut);
}

static void show_bounds(Tour *tour, void *params) {
  for (int i = 0; i < tour->type->row_count; i++)
    for (int end = 0; end < 2 && is_quantity(tour, i); end++) {
      set_middle(tour, params);
      *quantity_of(tour, params, i) = end ? tour->type->rows[i].max : tour->type->rows[i].min;
      show(tour, params);
    }
}

/* Needed values anywhere in their ranges, and about two of the others: a valve refuses most combinations of measured
 * figures. */
static void show_random(Tour *tour, void *params) {
  uint64_t state = 1;
  int wanted = tour->accepted + RANDOM_SETS;
  for (int k = 0; k < ATTEMPTS && tour->accepted < wanted; k++) {
    set_middle(tour, params);
    for (int i = 0; i < tour->type->row_count; i++) {
      double share = contract_random(&state), coin = contract_random(&state);
      if (is_quantity(tour, i) && (is_needed(tour, i) || coin * tour->type->row_count < 2))
        *quantity_of(tour, params, i) = between(&tour->type->rows[i], share);
    }
    show(tour, params);
  }
  if (tour->accepted < wanted) fail_msg("%s: only %d parameter sets accepted", tour->type->name, tour->accepted);
}

/* Measured figures of a bore of 10 mm, each with what goes with it at its bounds. */
static void show_measured(Tour *tour, void *params) {
  static const struct {
    const char *key[4];
    double value[4];
  } sets[] = {
      {{"C", "m", "b", "molecular"}, {1e-7, 0.1, 0.05, 0.3}},
      {{"C", "m", "b", "molecular"}, {1e-9, 1, 0.95, 0.005}},
      {{"C", "molecular_conductance"}, {1e-8, 4e-4}},
      {{"S", "m", "molecular"}, {4e-5, 0.5, 0.1}},
      {{"kv", "xT", "molecular"}, {1.5, 0.1, 0.1}},
      {{"kv", "xT", "molecular_conductance"}, {0.02, 0.9, 1e-5}},
      {{"cv", "xT", "molecular"}, {1, 0.7, 0.1}},
      {{"av", "xT", "molecular"}, {2e-5, 0.3, 0.1}},
  };
  for (size_t i = 0; strcmp(tour->type->name, "valve") == 0 && i < sizeof sets / sizeof sets[0]; i++) {
    int before = tour->accepted;
    set_middle(tour, params);
    for (int k = 0; k < 4 && sets[i].key[k]; k++)
      *(double *)((char *)params + component_row(tour->type, sets[i].key[k])->offset) = sets[i].value[k];
    show(tour, params);
    if (tour->accepted == before) fail_msg("valve: measured set %zu: %s", i, tour->message);
  }
}

static void show_parts(Tour *tour, void *params) {
  const ParamRow *row = component_row(tour->type, "part");
  for (int i = 0; row && row->kind == PARAM_PART && i < xsa_model_count; i++) {
    component_defaults(tour->type, params);
    snprintf((char *)params + row->offset, PART_TEXT_MAX, "%s", xsa_models[i].name);
    show(tour, params);
  }
}

void contract_each_subject(const ComponentType *type, Findings *findings, SubjectVisit visit, void *context) {
  Catalogue *catalogue = catalogue_new();
  assert_non_null(catalogue);
  Tour tour = {.type = type, .findings = findings, .visit = visit, .context = context, .catalogue = catalogue};
  void *params = malloc(type->size);
  assert_non_null(params);
  set_middle(&tour, params);
  show(&tour, params);
  show_bounds(&tour, params);
  show_random(&tour, params);
  show_measured(&tour, params);
  show_parts(&tour, params);
  free(params);
  catalogue_free(catalogue);
}
