#include "sim/optimise/optimise.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/optimise/methods.h"

const char *optimise_phase_word(OptimisePhase phase) {
  static const char *const words[] = {
#define X(id, word) word,
      OPTIMISE_PHASES(X)
#undef X
  };
  return words[phase];
}

typedef struct {
  PointPlan plan;
  Variable variables[OPTIMISE_PARAMETERS_MOST];
  OptimiseResult *result;
  OptimiseHooks hooks;
  size_t done;   /* runs */
  Status status; /* the first that ends it */
  char message[VARY_MESSAGE_MAX];
} Work;

static void fail(Work *work, Status status, const char *message) {
#pragma omp critical(optimise_fail)
  if (work->status == STATUS_OK) {
    work->status = status;
    snprintf(work->message, sizeof work->message, "%s", message);
  }
}

double optimise_number_at(const OptimiseResult *result, const Combination *combination, int trial, int parameter) {
  int free[OPTIMISE_PARAMETERS_MOST], n = optimise_free(result->request, free);
  for (int i = 0; i < n; i++)
    if (free[i] == parameter)
      return optimise_number(&result->request->parameters[parameter], combination->trials[trial].u[i]);
  return NAN;
}

/* --- one combination --- */

static void tell_run(void *context) {
  Work *work = context;
  size_t most = (size_t)work->result->count * (size_t)work->result->request->evaluations;
#pragma omp critical(optimise_progress)
  work->hooks.progress(work->hooks.context, ++work->done, most);
}

static void find_setting(Search *search, const double *start) {
  Combination *combination = search->combination;
  combination->converged = true;
  search->reserve = 2 * search->n;
  if (search->n == 0)
    search_try(search, start);
  else if (search->n == 1)
    line_search(search, start[0], &combination->converged, &combination->valleys);
  else
    box_search(search, start, &combination->converged);
}

static void place_start(const Search *search, double *start) {
  for (int i = 0; i < search->n; i++) {
    const OptimiseParameter *parameter = &search->request->parameters[search->free[i]];
    start[i] = isnan(parameter->start) ? 0.5 : optimise_place(parameter, parameter->start);
  }
}

static void run_combination(Work *work, PointWorker *worker, Combination *combination) {
  const OptimiseResult *result = work->result;
  double start[OPTIMISE_PARAMETERS_MOST] = {0};
  Search search = {.study = result->study, .request = result->request, .worker = worker, .combination = combination};
  if (work->hooks.progress) search.ran = tell_run, search.work = work;
  search.n = optimise_free(result->request, search.free);
  place_start(&search, start);
  find_setting(&search, start);
  if (search.status == STATUS_OK) search_conclude(&search);
  if (search.status == STATUS_MEMORY) fail(work, search.status, "out of memory");
  if (search.status == STATUS_VIOLATED)
    fail(work, search.status, "ended by a signal: nothing is told of a part of the search");
}

/* --- all of them --- */

static void run_all(Work *work) {
  OptimiseResult *result = work->result;
#pragma omp parallel if (result->count > 1)
  {
    PointWorker worker = {0};
    char message[VARY_MESSAGE_MAX] = "";
    Status status = point_worker_init(&worker, &work->plan, message, sizeof message);
    if (status != STATUS_OK) fail(work, status, message);
#pragma omp for schedule(dynamic)
    for (int i = 0; i < result->count; i++)
      if (status == STATUS_OK) run_combination(work, &worker, &result->combinations[i]);
    point_worker_free(&worker);
  }
}

static double cost_of(const OptimiseResult *result, const Combination *combination) {
  double value = combination->trials[combination->best].value;
  return result->request->maximise ? -value : value;
}

static void compare(OptimiseResult *result) {
  for (int i = 0; i < result->count; i++) {
    const Combination *combination = &result->combinations[i];
    result->runs += combination->count;
    if (combination->best < 0) continue;
    if (result->best < 0 || cost_of(result, combination) < cost_of(result, &result->combinations[result->best]))
      result->best = i;
  }
  for (int i = 0; i < result->count && result->best < 0; i++) {
    const Combination *combination = &result->combinations[i];
    if (combination->nearest < 0) continue;
    const Combination *other = result->nearest < 0 ? NULL : &result->combinations[result->nearest];
    if (!other || combination->trials[combination->nearest].violation < other->trials[other->nearest].violation)
      result->nearest = i;
  }
}

/* A line that no setting can solve is a failure of the numerics, one that none can be read in of the file. */
static Status check_any_ran(const OptimiseResult *result, char *message, size_t size) {
  const char *reason = NULL;
  for (int i = 0; i < result->count; i++)
    for (int k = 0; k < result->combinations[i].count; k++) {
      const Trial *trial = &result->combinations[i].trials[k];
      if (trial->ran) return STATUS_OK;
      if (!reason) reason = trial->reason;
    }
  snprintf(message, size, "none of %d settings could be run; the first: %s", result->runs, reason ? reason : "");
  return STATUS_NUMERICS;
}

static bool combination_init(Combination *combination, const OptimiseRequest *request, int number) {
  size_t runs = (size_t)request->evaluations, n = (size_t)request->demands.n_requirements;
  combination->best = combination->nearest = combination->beyond = -1;
  optimise_pick(request, number, combination->pick);
  combination->trials = calloc(runs, sizeof *combination->trials);
  combination->required = calloc(runs * n + 1, sizeof *combination->required);
  combination->margins = calloc(runs * (n + 1), sizeof *combination->margins);
  combination->active = calloc(n + 1, sizeof *combination->active);
  return combination->trials && combination->required && combination->margins && combination->active;
}

static bool result_init(OptimiseResult *result, const Study *study) {
  bool good = true;
  *result = (OptimiseResult){.study = study, .request = &study->optimise, .best = -1, .nearest = -1};
  result->count = optimise_combinations(result->request);
  result->combinations = calloc((size_t)result->count, sizeof *result->combinations);
  if (!result->combinations) result->count = 0;
  for (int i = 0; i < result->count; i++)
    good = combination_init(&result->combinations[i], result->request, i) && good;
  return good && result->combinations;
}

static void plan(Work *work, const Study *study, OptimiseHooks hooks) {
  const OptimiseRequest *request = &study->optimise;
  bool budget = false;
  for (int i = 0; i < request->count; i++)
    work->variables[i] = request->parameters[i].axis.variable;
  for (int i = 0; i < request->demands.n_requirements; i++)
    budget = budget || request->demands.requirements[i].kind == REQUIRE_BUDGET;
  work->plan = (PointPlan){.source = &study->source,
                           .variables = work->variables,
                           .n_variables = request->count,
                           .wants_steady = request->wants_steady,
                           .wants_transient = request->wants_transient,
                           .wants_limits = optimise_looks_at_limits(request),
                           .wants_budget = budget,
                           .proceed = hooks.proceed,
                           .context = hooks.context};
}

Status optimise_run(const Study *study, OptimiseHooks hooks, OptimiseResult *result, char *message, size_t size) {
  Work *work = calloc(1, sizeof *work);
  bool good = result_init(result, study) && work;
  Status status = good ? STATUS_OK : STATUS_MEMORY;
  snprintf(message, size, "%s", good ? "" : "out of memory");
  if (good) {
    work->result = result;
    work->hooks = hooks;
    plan(work, study, hooks);
    gsl_error_handler_t *before = gsl_set_error_handler_off(); /* one for all threads */
    run_all(work);
    gsl_set_error_handler(before);
    status = work->status;
    snprintf(message, size, "%s", work->message);
  }
  if (status == STATUS_OK) compare(result);
  if (status == STATUS_OK) status = check_any_ran(result, message, size);
  if (status != STATUS_OK) optimise_result_free(result);
  free(work);
  return status;
}

void optimise_result_free(OptimiseResult *result) {
  for (int i = 0; i < result->count; i++) {
    Combination *combination = &result->combinations[i];
    for (int k = 0; k < combination->count; k++)
      free(combination->trials[k].reason);
    free(combination->trials);
    free(combination->required);
    free(combination->margins);
    free(combination->active);
  }
  free(result->combinations);
  *result = (OptimiseResult){.best = -1, .nearest = -1};
}
