#include "sim/sizing/probability.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/sample/summary.h"
#include "sim/uncertainty/ensemble.h"

enum { VARIABLES_MAX = SIZING_ELEMENTS_MAX + UNCERTAINTY_PARAMETERS_MOST };

typedef enum { RUN_NOT_KEPT, RUN_KEPT, RUN_LOST } RunKept;

typedef struct {
  const Candidate *candidate;
  const SizingCase *sizing;
  const UncertaintyRequest *request;
  PointPlan plan;
  Variable variables[VARIABLES_MAX]; /* the parts, then the request's */
  char numbers[SIZING_ELEMENTS_MAX][PART_NUMBER_SIZE];
  Replicates points;
  unsigned char *kept; /* [samples] RunKept */
  Status status;
  char message[VARY_MESSAGE_MAX];
} Sampling;

static void plan_runs(Sampling *sampling, const PointPlan *like) {
  const SizingRequest *sizing = sampling->sizing->request;
  int n = sizing->n_elements;
  for (int i = 0; i < n; i++) {
    char path[VARY_TEXT_MAX];
    snprintf(path, sizeof path, "elements.%s.part", sizing->elements[i].name);
    sampling->variables[i] = variable_bind(&sampling->sizing->study->network, path);
    part_build(&sizing->elements[i].parts[sampling->candidate->pick[i]], sampling->numbers[i], PART_NUMBER_SIZE);
  }
  memcpy(sampling->variables + n, sampling->request->variables,
         (size_t)sampling->request->n_parameters * sizeof *sampling->variables);
  sampling->plan = *like;
  sampling->plan.variables = sampling->variables;
  sampling->plan.n_variables = n + sampling->request->n_parameters;
}

static bool run_one(const Sampling *sampling, PointWorker *worker, size_t i) {
  int n = sampling->sizing->request->n_elements;
  double numbers[UNCERTAINTY_PARAMETERS_MOST];
  VaryValue values[VARIABLES_MAX];
  Candidate at = {0};
  for (int k = 0; k < n; k++)
    values[k] = (VaryValue){NAN, sampling->numbers[k]};
  draw_values(sampling->request, &sampling->points, (Draw){.kind = DRAW_A}, i, numbers);
  for (int k = 0; k < sampling->request->n_parameters; k++)
    values[n + k] = (VaryValue){numbers[k], NULL};
  memcpy(at.pick, sampling->candidate->pick, sizeof at.pick);
  bool ok = candidate_judge(&at, sampling->sizing, worker, point_run(worker, values));
  sampling->kept[i] = at.status == CANDIDATE_NO_RESULT ? RUN_LOST
                      : at.status == CANDIDATE_FAIL    ? RUN_NOT_KEPT
                                                       : RUN_KEPT;
  candidate_free(&at);
  return ok;
}

static void fail(Sampling *sampling, Status status, const char *message) {
#pragma omp critical(sizing_probability)
  if (sampling->status == STATUS_OK) {
    sampling->status = status;
    snprintf(sampling->message, sizeof sampling->message, "%s", message);
  }
}

static void run_all(Sampling *sampling) {
#pragma omp parallel
  {
    PointWorker worker = {0};
    char message[VARY_MESSAGE_MAX] = "";
    Status status = point_worker_init(&worker, &sampling->plan, message, sizeof message);
    if (status != STATUS_OK) fail(sampling, status, message);
#pragma omp for schedule(dynamic, 8)
    for (size_t i = 0; i < sampling->request->samples; i++)
      if (status == STATUS_OK && !run_one(sampling, &worker, i)) fail(sampling, STATUS_MEMORY, "out of memory");
    point_worker_free(&worker);
  }
}

static void count(const Sampling *sampling, ProbabilityResult *result) {
  size_t hits[REPLICATES] = {0}, counted[REPLICATES] = {0};
  for (size_t i = 0; i < sampling->request->samples; i++) {
    hits[i % REPLICATES] += sampling->kept[i] == RUN_KEPT;
    counted[i % REPLICATES]++;
    result->kept += sampling->kept[i] == RUN_KEPT;
    result->lost += sampling->kept[i] == RUN_LOST;
  }
  Estimate share = share_estimate(hits, counted, REPLICATES);
  result->runs = sampling->request->samples;
  result->share = share.value;
  result->error = share.error;
}

static Status finish(Sampling *sampling, ProbabilityResult *result, char *message, size_t size) {
  Status status = sampling->status;
  if (status == STATUS_OK)
    count(sampling, result);
  else
    snprintf(message, size, "%s", sampling->message);
  free(sampling->kept);
  replicates_free(&sampling->points);
  free(sampling);
  return status;
}

Status probability_run(const Candidate *candidate, const SizingCase *sizing, const PointPlan *like,
                       ProbabilityResult *result, char *message, size_t size) {
  const UncertaintyRequest *request = &sizing->study->uncertainty;
  *result = (ProbabilityResult){.share = NAN, .error = NAN};
  if (request->n_parameters == 0) return STATUS_OK;
  Sampling *sampling = calloc(1, sizeof *sampling);
  if (!sampling) {
    snprintf(message, size, "out of memory");
    return STATUS_MEMORY;
  }
  *sampling = (Sampling){.candidate = candidate, .sizing = sizing, .request = request};
  plan_runs(sampling, like);
  sampling->kept = malloc(request->samples + 1);
  Status status =
      replicates_init(&sampling->points, REPLICATES, request->n_parameters, request->samples, request->seed);
  if (status == STATUS_OK && sampling->kept)
    run_all(sampling);
  else
    fail(sampling, STATUS_MEMORY, "out of memory");
  return finish(sampling, result, message, size);
}
