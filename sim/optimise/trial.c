#include "sim/optimise/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/optimise/words.h"
#include "sim/sizing/candidate.h"

const Trial *search_trial(const Search *search, int trial) {
  return &search->combination->trials[trial];
}

int search_constraints(const Search *search) {
  return search->request->demands.n_requirements + 1;
}

double search_cost(const Search *search, int trial) {
  double value = search_trial(search, trial)->value;
  return search->request->maximise ? -value : value;
}

bool search_better(const Search *search, int a, int b) {
  const Trial *x = search_trial(search, a), *y = search_trial(search, b);
  if (x->holds != y->holds) return x->holds;
  if (x->holds) return search_cost(search, a) < search_cost(search, b);
  if (x->violation != y->violation) return x->violation < y->violation;
  return x->ran && !y->ran;
}

double search_distance(const Search *search, int a, int b) {
  const Trial *x = search_trial(search, a), *y = search_trial(search, b);
  double most = 0;
  for (int i = 0; i < search->n; i++)
    most = fmax(most, fabs(x->u[i] - y->u[i]));
  return most;
}

int search_left(const Search *search) {
  return search->request->evaluations - search->reserve - search->combination->count;
}

/* --- judging --- */

/* To the last bit for a figure, where the program elsewhere grants a bound 1e-9 of it: the best setting is not to be found beyond. */
static bool keeps(const Requirement *requirement, const RequirementResult *result) {
  return result->met && (requirement->kind == REQUIRE_LIMIT || !(result->margin < 0));
}

static double miss(double margin) {
  return isnan(margin) ? INFINITY : fmax(-margin, 0);
}

/* Of all rows together: what the worst leaves of its limit, no more than nothing where it fails. The row that fails, -1: none. */
static int worst_limit(const LimitTable *limits, double *margin) {
  int failed = -1;
  *margin = INFINITY;
  for (int i = 0; i < limits->count; i++) {
    const LimitRow *row = &limits->rows[i];
    if (row->status == LIMIT_NOT_APPLICABLE) continue;
    double room = 1 - row->utilization;
    if (row->status != LIMIT_FAIL) {
      *margin = fmin(*margin, fmax(room, 0));
      continue;
    }
    if (!isfinite(room)) room = NAN;
    if (failed < 0 || isnan(room) || room < *margin) *margin = room;
    failed = i;
    if (isnan(room)) return failed;
  }
  return failed;
}

static void judge_limits(const Search *search, Trial *trial, double *margin, char *text, size_t size) {
  const LimitTable *limits = &search->worker->run->limits;
  int failed = search->request->limits ? worst_limit(limits, margin) : -1;
  if (failed < 0) return;
  trial->holds = false;
  trial->violation = fmax(trial->violation, isnan(*margin) ? INFINITY : fmax(-*margin, LIMIT_TOLERANCE));
  reason_add_limit(search->worker->study, &limits->rows[failed], text, size);
}

static void judge_requirements(const Search *search, Trial *trial, double *required, double *margins, char *text,
                               size_t size) {
  const SizingRequest *demands = &search->request->demands;
  const PointWorker *worker = search->worker;
  const SizingCase sizing = {search->study, demands};
  bool met;
  RequirementResult results[OPTIMISE_REQUIREMENTS_MOST];
  requirements_judge(&sizing, NULL, worker->run->measures, &worker->run->limits,
                     worker->study->wants_budget ? &worker->run->budget : NULL, results, &met);
  for (int i = 0; i < demands->n_requirements; i++) {
    const Requirement *requirement = &demands->requirements[i];
    bool kept = keeps(requirement, &results[i]);
    required[i] = results[i].value, margins[i] = results[i].margin;
    if (kept && isnan(margins[i])) margins[i] = INFINITY; /* a limit that does not apply */
    if (kept) continue;
    trial->holds = false;
    trial->violation = fmax(trial->violation, miss(margins[i]));
    reason_add_requirement(search->study, requirement, &results[i], text, size);
  }
}

static void judge(const Search *search, Trial *trial, double *required, double *margins, char *text, size_t size) {
  const MeasureResult *measure = &search->worker->run->measures[search->request->measure];
  trial->ran = trial->holds = true;
  trial->value = isfinite(measure->value) ? measure->value : NAN;
  trial->conditional = measure->conditional;
  trial->violation = 0;
  if (isnan(trial->value)) {
    trial->holds = false;
    trial->violation = INFINITY;
    reason_add_measure(&search->study->measures.rows[search->request->measure], measure, text, size);
  }
  judge_requirements(search, trial, required, margins, text, size);
  judge_limits(search, trial, &margins[search->request->demands.n_requirements], text, size);
}

/* --- running --- */

static int find(const Search *search, const double *u) {
  const Combination *combination = search->combination;
  for (int k = 0; k < combination->count; k++)
    if (memcmp(combination->trials[k].u, u, (size_t)search->n * sizeof *u) == 0) return k;
  return -1;
}

static Status run_point(const Search *search, const double *u) {
  const OptimiseRequest *request = search->request;
  VaryValue values[OPTIMISE_PARAMETERS_MOST];
  for (int i = 0, k = 0; i < request->count; i++) {
    const SweepParameter *parameter = &request->parameters[i].axis;
    int member = search->combination->pick[i];
    values[i] = (VaryValue){NAN, NULL};
    if (optimise_is_free(&request->parameters[i]))
      values[i].number = optimise_number(&request->parameters[i], u[k++]);
    else if (parameter->texts)
      values[i].text = parameter->texts[member];
    else
      values[i].number = parameter->values[member];
  }
  return point_run(search->worker, values);
}

static bool was_interrupted(const Search *search) {
  const PointPlan *plan = search->worker->plan;
  return plan->proceed && !plan->proceed(plan->context, 0);
}

static void fill(const Search *search, Trial *trial, Status status, char *text, size_t size) {
  int n = search->request->demands.n_requirements;
  size_t at = (size_t)search->combination->count;
  double *required = search->combination->required + at * (size_t)n;
  double *margins = search->combination->margins + at * (size_t)(n + 1);
  for (int i = 0; i < n; i++)
    required[i] = margins[i] = NAN;
  margins[n] = INFINITY;
  text[0] = '\0';
  if (status == STATUS_OK) {
    judge(search, trial, required, margins, text, size);
    return;
  }
  trial->value = NAN;
  trial->violation = INFINITY;
  margins[n] = NAN;
  snprintf(text, size, "%.390s", search->worker->message);
}

int search_try(Search *search, const double *u) {
  Combination *combination = search->combination;
  Trial trial = {.phase = search->phase};
  char text[OPTIMISE_REASON_SIZE];
  for (int i = 0; i < search->n; i++)
    trial.u[i] = fmin(fmax(u[i], 0), 1) + 0.0; /* -0 is 0 */
  int known = find(search, trial.u);
  if (known >= 0 || search->status != STATUS_OK) return search->status == STATUS_OK ? known : -1;
  if (search_left(search) <= 0) {
    search->exhausted = true;
    return -1;
  }
  Status status = run_point(search, trial.u);
  if (was_interrupted(search)) status = search->status = STATUS_VIOLATED;
  if (status == STATUS_MEMORY) search->status = status;
  if (search->status != STATUS_OK) return -1;
  fill(search, &trial, status, text, sizeof text);
  if (!trial.holds) trial.reason = strdup(text);
  if (!trial.holds && !trial.reason) search->status = STATUS_MEMORY;
  if (search->status != STATUS_OK) return -1;
  combination->trials[combination->count] = trial;
  if (search->ran) search->ran(search->work);
  return combination->count++;
}
