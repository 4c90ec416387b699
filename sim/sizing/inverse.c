#include "sim/sizing/inverse.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

#include "sim/sizing/candidate.h"
#include "sim/sizing/inverse_words.h"

static const double log_from_ratio = 4; /* ends further apart than this are scanned by equal ratios */
static const double root_tolerance = 1e-11, sensitivity_step = 1e-3;
enum { ITERATIONS_MAX = 120, HALVINGS_MAX = 60 };

typedef struct {
  const Study *study;
  const InverseRequest *request;
  Variable variable;
  PointPlan plan;
  PointWorker worker;
  InverseResult *result;
  Status status; /* of the whole search */
  bool solved;   /* some point was */
  char message[VARY_MESSAGE_MAX];
} Search;

const char *inverse_outcome_word(InverseOutcome outcome) {
  static const char *const words[] = {"found", "edge", "everywhere", "nowhere"};
  return words[outcome];
}

bool inverse_succeeds(const InverseResult *result) {
  return result->outcome != INVERSE_NOWHERE;
}

/* --- the measure at a value --- */

/* NAN: no value there. Values that the line refuses, and memory that is short, end the search. */
static double measure_at(Search *search, double x) {
  VaryValue value = {x, NULL};
  if (search->status != STATUS_OK) return NAN;
  Status status = point_run(&search->worker, &value);
  search->result->runs++;
  if (status == STATUS_CONFIG || status == STATUS_MEMORY) search->status = status;
  if (status != STATUS_OK) snprintf(search->message, sizeof search->message, "%s", search->worker.message);
  if (status != STATUS_OK) return NAN;
  search->solved = true;
  double y = search->worker.run->measures[search->request->measure].value;
  return isfinite(y) ? y : NAN;
}

/* At or below 0 where `max` is met, at or above 0 where `min` is. */
static double excess(const Search *search, double y) {
  return y - search->request->target;
}

static bool meets(const Search *search, double y) {
  double over = excess(search, y), slack = LIMIT_TOLERANCE * fabs(search->request->target);
  switch (search->request->sense) {
  case INVERSE_MAX:
    return over <= slack;
  case INVERSE_MIN:
    return over >= -slack;
  default:
    return fabs(over) <= slack;
  }
}

/* --- where it crosses the figure --- */

typedef struct {
  double low, high; /* of the value */
} Bracket;

static bool scan(Search *search) {
  InverseResult *result = search->result;
  double from = search->request->from, to = search->request->to;
  bool by_ratio = from > 0 && to / from > log_from_ratio;
  for (int i = 0; i < INVERSE_SCAN && search->status == STATUS_OK; i++) {
    double share = (double)i / (INVERSE_SCAN - 1);
    double x = by_ratio ? from * pow(to / from, share) : from + (to - from) * share;
    result->x[i] = i == INVERSE_SCAN - 1 ? to : x;
    result->y[i] = measure_at(search, result->x[i]);
  }
  return search->status == STATUS_OK;
}

/* From a to b, b included. */
static bool crosses(double a, double b) {
  return (a < 0 && b >= 0) || (a > 0 && b <= 0);
}

static bool find_bracket(const Search *search, Bracket *bracket) {
  InverseResult *result = search->result;
  for (int i = 0; i + 1 < INVERSE_SCAN; i++) {
    double here = excess(search, result->y[i]);
    if (!crosses(here, excess(search, result->y[i + 1])) && !(i == 0 && here == 0)) continue;
    if (result->crossings++ == 0) *bracket = (Bracket){result->x[i], result->x[i + 1]};
  }
  return result->crossings > 0;
}

/* Halves the way between a value with the measure and one without, until the figure lies between two with it, or nothing is left. */
static bool narrow_edge(Search *search, double with, double without, Bracket *bracket, double *edge) {
  double y_with = measure_at(search, with);
  for (int k = 0; k < HALVINGS_MAX && fabs(with - without) > root_tolerance * fabs(with); k++) {
    double middle = 0.5 * (with + without), y = measure_at(search, middle);
    if (isnan(y)) {
      without = middle;
      continue;
    }
    if (crosses(excess(search, y_with), excess(search, y))) {
      *bracket = (Bracket){fmin(with, middle), fmax(with, middle)};
      return true;
    }
    with = middle;
    y_with = y;
  }
  *edge = with;
  return false;
}

/* The first place where the measure gains or loses its value. */
static bool find_edge(Search *search, Bracket *bracket, double *edge) {
  const InverseResult *result = search->result;
  *edge = NAN;
  for (int i = 0; i + 1 < INVERSE_SCAN; i++) {
    bool left = isnan(result->y[i]), right = isnan(result->y[i + 1]);
    if (left == right) continue;
    double found;
    bool bracketed = left ? narrow_edge(search, result->x[i + 1], result->x[i], bracket, &found)
                          : narrow_edge(search, result->x[i], result->x[i + 1], bracket, &found);
    if (bracketed) search->result->crossings = 1;
    if (bracketed) return true;
    if (isnan(*edge)) *edge = found;
  }
  return false;
}

/* --- the root --- */

typedef struct {
  Search *search;
  bool lost; /* the measure has no value within the bracket */
} RootContext;

static double root_function(double x, void *parameters) {
  RootContext *context = parameters;
  double y = measure_at(context->search, x);
  if (isnan(y)) context->lost = true;
  return isnan(y) ? 0 : excess(context->search, y); /* 0 ends the search: lost tells */
}

static double find_root(Search *search, Bracket bracket) {
  RootContext context = {search, false};
  gsl_function function = {root_function, &context};
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
  if (!solver) {
    search->status = STATUS_MEMORY;
    return NAN;
  }
  int state = gsl_root_fsolver_set(solver, &function, bracket.low, bracket.high);
  for (int k = 0; k < ITERATIONS_MAX && state == GSL_SUCCESS && !context.lost; k++) {
    state = gsl_root_fsolver_iterate(solver);
    double low = gsl_root_fsolver_x_lower(solver), high = gsl_root_fsolver_x_upper(solver);
    if (gsl_root_test_interval(low, high, 0, root_tolerance) == GSL_SUCCESS) break;
  }
  double root = state == GSL_SUCCESS && !context.lost ? gsl_root_fsolver_root(solver) : NAN;
  gsl_root_fsolver_free(solver);
  return root;
}

/* --- what belongs to it --- */

static void reckon_sensitivity(Search *search) {
  InverseResult *result = search->result;
  const ParamRow *row = search->variable.row;
  double low = fmax(result->value * (1 - sensitivity_step), row->min);
  double high = fmin(result->value * (1 + sensitivity_step), row->max);
  if (!(high > low)) return;
  result->sensitivity = (measure_at(search, high) - measure_at(search, low)) / (high - low);
  result->elasticity = result->sensitivity * result->value / result->reached;
}

static bool is_bore(const Search *search) {
  const Variable *variable = &search->variable;
  if (variable->place != VARY_BRANCH) return false;
  const Branch *branch = &search->study->network.branches[variable->number];
  bool hole = branch_is_valve(branch) || strcmp(branch->type->name, "orifice") == 0;
  return hole && (strcmp(variable->row->key, "diameter") == 0 || strcmp(variable->row->key, "orifice") == 0);
}

/* Of what the sized valve may become; else of the whole catalogue. */
static const ValveModel *model_at(const Search *search, int i) {
  const SizingRequest *request = &search->study->sizing;
  int element = sizing_element_of(request, search->variable.number);
  if (element < 0)
    return i < catalogue_count(search->study->catalogue) ? catalogue_model(search->study->catalogue, i) : NULL;
  return i < request->elements[element].n_parts ? request->elements[element].parts[i].model : NULL;
}

static void find_next_size(Search *search) {
  InverseResult *result = search->result;
  const ValveModel *model;
  if (!result->bore || !isfinite(result->value)) return;
  for (int i = 0; (model = model_at(search, i)); i++) {
    double d_m = model->orifice_m;
    if (d_m >= result->value * (1 - LIMIT_TOLERANCE) && !(d_m >= result->next)) result->next = d_m;
  }
  if (isnan(result->next)) return;
  for (int i = 0; (model = model_at(search, i)); i++) {
    size_t used = strlen(result->next_models);
    if (model->orifice_m == result->next && used + 2 < sizeof result->next_models)
      snprintf(result->next_models + used, sizeof result->next_models - used, "%s%s", used ? ", " : "", model->name);
  }
  result->next_reached = measure_at(search, result->next);
  result->next_meets = search->request->sense == INVERSE_EQUALS ? false : meets(search, result->next_reached);
}

/* --- the whole search --- */

static void settle_without_root(Search *search, double edge) {
  InverseResult *result = search->result;
  bool all = true, any = false;
  for (int i = 0; i < INVERSE_SCAN; i++) {
    bool met = !isnan(result->y[i]) && meets(search, result->y[i]);
    all = all && met;
    any = any || met;
  }
  result->outcome = all ? INVERSE_EVERYWHERE : any && isfinite(edge) ? INVERSE_EDGE : INVERSE_NOWHERE;
  if (result->outcome != INVERSE_EDGE) return;
  result->value = edge;
  result->reached = measure_at(search, edge);
}

static void look(Search *search) {
  InverseResult *result = search->result;
  Bracket bracket;
  double edge = NAN;
  if (!scan(search)) return;
  bool bracketed = find_bracket(search, &bracket) || find_edge(search, &bracket, &edge);
  double root = bracketed ? find_root(search, bracket) : NAN;
  if (isnan(root)) {
    settle_without_root(search, edge);
    find_next_size(search);
    return;
  }
  result->outcome = INVERSE_FOUND;
  result->value = root;
  result->reached = measure_at(search, root);
  reckon_sensitivity(search);
  find_next_size(search);
}

static Status finish(Search *search, char *message, size_t size) {
  if (search->status == STATUS_OK && !search->solved) search->status = STATUS_NUMERICS;
  if (search->status == STATUS_MEMORY) snprintf(search->message, sizeof search->message, "out of memory");
  if (search->status == STATUS_OK)
    inverse_tell(search->study, search->result);
  else
    snprintf(message, size, "inverse: %s", search->message);
  return search->status;
}

Status inverse_run(const Study *study, bool (*proceed)(void *context, double time_s), void *context,
                   InverseResult *result, char *message, size_t size) {
  Search search = {.study = study, .request = &study->sizing.inverse, .result = result};
  *result = (InverseResult){
      .value = NAN, .reached = NAN, .sensitivity = NAN, .elasticity = NAN, .next = NAN, .next_reached = NAN};
  search.variable = variable_bind(&study->network, search.request->path);
  result->unit = variable_unit(&search.variable);
  result->bore = is_bore(&search);
  search.plan = sizing_plan(study, &search.variable, 1);
  search.plan.proceed = proceed;
  search.plan.context = context;
  message[0] = '\0';
  Status status = point_worker_init(&search.worker, &search.plan, message, size);
  if (status != STATUS_OK) return status;
  look(&search);
  point_worker_free(&search.worker);
  return finish(&search, message, size);
}
