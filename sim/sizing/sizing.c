#include "sim/sizing/sizing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/sizing/candidate.h"
#include "sim/sizing/change.h"
#include "sim/sizing/corners.h"
#include "sim/sizing/probability.h"

enum { PATH_SIZE = 128 };

typedef struct {
  SizingCase sizing;
  PointPlan plan;
  Variable parts[SIZING_ELEMENTS_MAX];
  SizingResult *result;
  Status status; /* the first that is worse than a candidate without a solution */
  char message[VARY_MESSAGE_MAX];
} SizingWork;

/* --- the line of a candidate --- */

static void plan_candidates(SizingWork *work, const Study *study, const SizingRequest *request) {
  for (int i = 0; i < request->n_elements; i++) {
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "elements.%s.part", request->elements[i].name);
    work->parts[i] = variable_bind(&study->network, path);
  }
  work->plan = sizing_plan(study, work->parts, request->n_elements);
}

static Status run_candidate(const SizingWork *work, PointWorker *worker, Candidate *candidate) {
  const SizingRequest *request = work->sizing.request;
  char numbers[SIZING_ELEMENTS_MAX][PART_NUMBER_SIZE];
  VaryValue values[SIZING_ELEMENTS_MAX];
  for (int i = 0; i < request->n_elements; i++)
    values[i].text = part_build(&request->elements[i].parts[candidate->pick[i]], numbers[i], PART_NUMBER_SIZE);
  Status status = point_run(worker, values);
  return candidate_judge(candidate, &work->sizing, worker, status) ? STATUS_OK : STATUS_MEMORY;
}

/* --- all of them --- */

static void fail(SizingWork *work, Status status, const char *message) {
#pragma omp critical(sizing_fail)
  if (work->status == STATUS_OK) {
    work->status = status;
    snprintf(work->message, sizeof work->message, "%s", message);
  }
}

/* Each thread has a worker of its own; what a candidate comes to depends on the candidate alone (sim/point.h). */
static void run_all(SizingWork *work) {
  SizingResult *result = work->result;
#pragma omp parallel
  {
    PointWorker worker = {0};
    char message[VARY_MESSAGE_MAX] = "";
    Status status = point_worker_init(&worker, &work->plan, message, sizeof message);
    if (status != STATUS_OK) fail(work, status, message);
#pragma omp for schedule(dynamic)
    for (int i = 0; i < result->count; i++)
      if (status == STATUS_OK && run_candidate(work, &worker, &result->candidates[i]) != STATUS_OK)
        fail(work, STATUS_MEMORY, "out of memory");
    point_worker_free(&worker);
  }
}

/* Apart from the candidates themselves: each has variables of its own. */
static void run_corners(SizingWork *work) {
  SizingResult *result = work->result;
#pragma omp parallel for schedule(dynamic)
  for (int i = 0; i < result->count; i++) {
    char message[VARY_MESSAGE_MAX] = "";
    Status status = corners_run(&result->candidates[i], &work->sizing, &work->plan, message, sizeof message);
    if (status != STATUS_OK) fail(work, status, message);
  }
}

static void run_probability(SizingWork *work) {
  SizingResult *result = work->result;
  char message[VARY_MESSAGE_MAX] = "";
  if (result->choice < 0) return;
  Status status = probability_run(&result->candidates[result->choice], &work->sizing, &work->plan, &result->probability,
                                  message, sizeof message);
  if (status != STATUS_OK) fail(work, status, message);
}

/* --- where nothing fits --- */

static double nearness(const Candidate *candidate) {
  return isnan(candidate->least_margin) ? -INFINITY : candidate->least_margin;
}

/* How many are nearer than a candidate, or as near and before it. */
static int nearer_than(const SizingResult *result, int candidate) {
  double near = nearness(&result->candidates[candidate]);
  int count = 0;
  for (int i = 0; i < result->count; i++) {
    double other = nearness(&result->candidates[i]);
    count += other > near || (other == near && i < candidate);
  }
  return count;
}

static void look_for_changes(SizingWork *work) {
  SizingResult *result = work->result;
#pragma omp parallel for schedule(dynamic)
  for (int i = 0; i < result->count; i++) {
    char message[VARY_MESSAGE_MAX] = "";
    if (nearer_than(result, i) >= SIZING_CHANGED_MAX) continue;
    Status status = changes_try(&result->candidates[i], &work->sizing, &work->plan, message, sizeof message);
    if (status != STATUS_OK) fail(work, status, message);
  }
  for (int i = 0; i < result->count; i++)
    if (nearer_than(result, i) == 0) result->nearest = i;
  char message[VARY_MESSAGE_MAX] = "";
  Status status = limiting_find(&result->candidates[result->nearest], &work->sizing, &work->plan, result->limiting,
                                sizeof result->limiting, message, sizeof message);
  if (status != STATUS_OK) fail(work, status, message);
}

static bool candidates_init(SizingResult *result, const SizingRequest *request) {
  result->request = request;
  result->choice = result->nearest = -1;
  result->count = sizing_together(request);
  result->candidates = calloc((size_t)result->count + 1, sizeof *result->candidates);
  for (int i = 0; result->candidates && i < result->count; i++)
    sizing_pick(request, i, result->candidates[i].pick);
  return result->candidates != NULL;
}

/* A line that no candidate can solve is a failure of the numerics, not of the candidates. */
static void check_any_solved(SizingWork *work) {
  SizingResult *result = work->result;
  for (int i = 0; i < result->count; i++)
    if (result->candidates[i].status != CANDIDATE_NO_RESULT) return;
  if (result->count > 0) fail(work, STATUS_NUMERICS, result->candidates[0].reasons[0]);
}

static void size_all(SizingWork *work) {
  SizingResult *result = work->result;
  run_all(work);
  if (work->status == STATUS_OK) check_any_solved(work);
  if (work->status == STATUS_OK) run_corners(work);
  if (work->status != STATUS_OK) return;
  if (!candidates_rank(result->request, result->candidates, result->count, &result->choice))
    fail(work, STATUS_MEMORY, "out of memory");
  if (work->status == STATUS_OK && result->choice < 0) look_for_changes(work);
  if (work->status == STATUS_OK) run_probability(work);
}

Status sizing_run(const Study *study, bool (*proceed)(void *context, double time_s), void *context,
                  SizingResult *result, char *message, size_t size) {
  const SizingRequest *request = &study->sizing;
  SizingWork *work = calloc(1, sizeof *work);
  *result = (SizingResult){.choice = -1, .nearest = -1};
  message[0] = '\0';
  if (!work || !candidates_init(result, request)) {
    free(work);
    sizing_result_free(result);
    snprintf(message, size, "out of memory");
    return STATUS_MEMORY;
  }
  *work = (SizingWork){.sizing = {study, request}, .result = result};
  plan_candidates(work, study, request);
  work->plan.proceed = proceed;
  work->plan.context = context;
  if (result->count > 0) size_all(work);
  Status status = work->status;
  if (status != STATUS_OK) snprintf(message, size, "%s", work->message);
  result->searched = request->inverse.wanted;
  if (status == STATUS_OK && result->searched)
    status = inverse_run(study, proceed, context, &result->inverse, message, size);
  if (status != STATUS_OK) sizing_result_free(result);
  free(work);
  return status;
}

bool sizing_fits(const SizingResult *result) {
  return (result->count == 0 || result->choice >= 0) && (!result->searched || inverse_succeeds(&result->inverse));
}

void sizing_result_free(SizingResult *result) {
  for (int i = 0; i < result->count; i++)
    candidate_free(&result->candidates[i]);
  free(result->candidates);
  *result = (SizingResult){.choice = -1, .nearest = -1};
}

PointPlan sizing_plan(const Study *study, const Variable *variables, int count) {
  return (PointPlan){.source = &study->source,
                     .variables = variables,
                     .n_variables = count,
                     .wants_steady = study->sizing.wants_steady,
                     .wants_transient = study->sizing.wants_transient,
                     .wants_limits = true};
}
