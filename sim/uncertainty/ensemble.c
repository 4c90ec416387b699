#include "sim/uncertainty/ensemble.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

const double tornado_probabilities[2] = {0.05, 0.95};

const char *sample_status_word(SampleStatus status) {
  static const char *const words[] = {[SAMPLE_COMPLETE] = "ok",
                                      [SAMPLE_NO_VALUE] = "no_value",
                                      [SAMPLE_REFUSED] = "refused",
                                      [SAMPLE_FAILED] = "failed"};
  return words[status];
}

/* --- values --- */

static void draw_uniform(int k, const Replicates *points, Draw draw, size_t index, double *u) {
  double both[2 * UNCERTAINTY_PARAMETERS_MOST];
  if (draw.kind == DRAW_TORNADO) {
    for (int i = 0; i < k; i++)
      u[i] = 0.5;
    if (index > 0) u[(index - 1) / 2] = tornado_probabilities[(index - 1) % 2];
    return;
  }
  replicates_point(points, index, both);
  memcpy(u, draw.kind == DRAW_B ? both + k : both, (size_t)k * sizeof *u);
  if (draw.kind == DRAW_MIXED) u[draw.parameter] = both[k + draw.parameter];
}

void draw_values(const UncertaintyRequest *request, const Replicates *points, Draw draw, size_t index, double *values) {
  double u[UNCERTAINTY_PARAMETERS_MOST], scores[UNCERTAINTY_PARAMETERS_MOST];
  bool correlated = request->correlated && draw.kind != DRAW_TORNADO;
  draw_uniform(request->n_parameters, points, draw, index, u);
  if (correlated) copula_scores(&request->copula, u, scores);
  for (int i = 0; i < request->n_parameters; i++)
    values[i] = correlated ? distribution_at_score(&request->distributions[i], scores[i])
                           : distribution_quantile(&request->distributions[i], u[i]);
}

/* --- one run --- */

static void keep_reason(SampleBlock *block, size_t i, SampleStatus status, const char *reason) {
  block->status[i] = (unsigned char)status;
  block->reasons[i] = strdup(reason);
}

static void keep_outputs(const Ensemble *ensemble, const PointWorker *worker, SampleBlock *block, size_t i) {
  const UncertaintyRequest *request = ensemble->request;
  char reason[MEASURE_NAME_MAX + MEASURE_REASON_MAX + 4] = "";
  for (int o = 0; o < request->n_outputs; o++) {
    const MeasureResult *result = &worker->run->measures[request->outputs[o]];
    block->outputs[(size_t)o * block->n + i] = result->value;
    block->conditional[i] = block->conditional[i] || result->conditional;
    if (isnan(result->value) && !reason[0])
      snprintf(reason, sizeof reason, "%s: %s", ensemble->study->measures.rows[request->outputs[o]].name,
               result->reason);
  }
  if (reason[0]) keep_reason(block, i, SAMPLE_NO_VALUE, reason);
  for (int l = 0; l < block->n_limits && l < worker->run->limits.count; l++)
    block->limits[(size_t)l * block->n + i] = (unsigned char)worker->run->limits.rows[l].status;
}

static Status run_one(const Ensemble *ensemble, PointWorker *worker, Draw draw, SampleBlock *block, size_t i) {
  double numbers[UNCERTAINTY_PARAMETERS_MOST];
  VaryValue values[UNCERTAINTY_PARAMETERS_MOST];
  draw_values(ensemble->request, &ensemble->points, draw, i, numbers);
  for (int k = 0; k < ensemble->request->n_parameters; k++)
    values[k] = (VaryValue){numbers[k], NULL};
  Status status = point_run(worker, values);
  if (status == STATUS_OK) keep_outputs(ensemble, worker, block, i);
  if (status == STATUS_CONFIG) keep_reason(block, i, SAMPLE_REFUSED, worker->message);
  if (status == STATUS_NUMERICS) keep_reason(block, i, SAMPLE_FAILED, worker->message);
  bool lost = block->status[i] != SAMPLE_COMPLETE && !block->reasons[i];
  return status == STATUS_MEMORY || lost ? STATUS_MEMORY : STATUS_OK;
}

/* --- many --- */

void sample_block_free(SampleBlock *block) {
  for (size_t i = 0; block->reasons && i < block->n; i++)
    free(block->reasons[i]);
  free(block->outputs);
  free(block->limits);
  free(block->conditional);
  free(block->status);
  free(block->reasons);
  *block = (SampleBlock){0};
}

static bool block_init(SampleBlock *block, const Ensemble *ensemble, size_t n) {
  int n_outputs = ensemble->request->n_outputs, n_limits = ensemble->n_limits;
  *block = (SampleBlock){.n = n, .n_outputs = n_outputs, .n_limits = n_limits};
  size_t cells = n * (size_t)n_outputs, judged = n * (size_t)n_limits;
  block->outputs = malloc((cells + 1) * sizeof *block->outputs);
  block->limits = malloc(judged + 1);
  block->conditional = calloc(n, sizeof *block->conditional);
  block->status = calloc(n, 1);
  block->reasons = calloc(n, sizeof *block->reasons);
  if (!block->outputs || !block->limits || !block->conditional || !block->status || !block->reasons) return false;
  for (size_t i = 0; i < cells; i++)
    block->outputs[i] = NAN;
  memset(block->limits, LIMIT_NOT_APPLICABLE, judged);
  return true;
}

/* Whether a run that came back was one to the end; said to whoever looks on. */
static bool count_run(Ensemble *ensemble) {
  bool goes_on;
#pragma omp critical(ensemble_hooks)
  {
    const EnsembleHooks *hooks = &ensemble->hooks;
    ensemble->runs_done++;
    if (hooks->proceed && !hooks->proceed(hooks->context, 0)) ensemble->ended = true;
    if (hooks->progress) hooks->progress(hooks->context, ensemble->runs_done, ensemble->runs_planned);
    goes_on = !ensemble->ended;
  }
  return goes_on;
}

Status ensemble_run(Ensemble *ensemble, Draw draw, size_t n, SampleBlock *block) {
  Status worst = block_init(block, ensemble, n) ? STATUS_OK : STATUS_MEMORY;
#pragma omp parallel for schedule(dynamic, 8) num_threads(ensemble->threads)
  for (size_t i = 0; i < n; i++) {
    Status so_far;
#pragma omp atomic read
    so_far = worst;
    if (so_far != STATUS_OK) continue;
    Status status = run_one(ensemble, &ensemble->workers[omp_get_thread_num()], draw, block, i);
    if (status == STATUS_OK && !count_run(ensemble)) status = STATUS_VIOLATED;
    if (status == STATUS_OK) continue;
#pragma omp atomic write
    worst = status;
  }
  if (worst != STATUS_OK) sample_block_free(block);
  return worst;
}

/* --- the whole --- */

/* What a point runs: no more than the outputs and the limits look at. */
static Status narrow_plan(Ensemble *ensemble) {
  const Study *study = ensemble->study;
  const UncertaintyRequest *request = ensemble->request;
  PointPlan *plan = &ensemble->plan;
  plan->awaited = ensemble->awaited = calloc((size_t)study->measures.count + 1, sizeof *ensemble->awaited);
  if (!ensemble->awaited) return STATUS_MEMORY;
  plan->wants_limits = study->wants_limits;
  plan->wants_steady = study->wants_limits && study->wants_steady;
  plan->wants_transient = study->wants_limits && study->wants_transient;
  for (int o = 0; o < request->n_outputs; o++) {
    bool steady = study->measures.rows[request->outputs[o]].kind == MEASURE_AT_STEADY;
    plan->wants_steady = plan->wants_steady || steady;
    plan->wants_transient = plan->wants_transient || !steady;
    ensemble->awaited[request->outputs[o]] = true;
  }
  return STATUS_OK;
}

static Status init_workers(Ensemble *ensemble, char *message, size_t size) {
  Status worst = STATUS_OK;
  ensemble->workers = calloc((size_t)ensemble->threads, sizeof *ensemble->workers);
  if (!ensemble->workers) {
    snprintf(message, size, "out of memory");
    return STATUS_MEMORY;
  }
#pragma omp parallel for schedule(static, 1) num_threads(ensemble->threads)
  for (int t = 0; t < ensemble->threads; t++) {
    char why[VARY_MESSAGE_MAX];
    Status status = point_worker_init(&ensemble->workers[t], &ensemble->plan, why, sizeof why);
    if (status == STATUS_OK) continue;
#pragma omp critical(ensemble_workers)
    {
      worst = status;
      snprintf(message, size, "%s", why);
    }
  }
  return worst;
}

/* Samples change numbers, never which valves there are. */
static Status keep_limits(Ensemble *ensemble) {
  const LimitTable *table = &ensemble->workers[0].nominal.run.limits;
  ensemble->limits = malloc(((size_t)table->count + 1) * sizeof *ensemble->limits);
  if (!ensemble->limits) return STATUS_MEMORY;
  if (table->count) memcpy(ensemble->limits, table->rows, (size_t)table->count * sizeof *ensemble->limits);
  ensemble->n_limits = table->count;
  return STATUS_OK;
}

static size_t plan_runs(const UncertaintyRequest *request) {
  size_t k = (size_t)request->n_parameters, n = (size_t)request->samples;
  return n + (request->indices ? (k + 1) * n : 0) + (request->tornado ? 2 * k + 1 : 0);
}

Status ensemble_init(Ensemble *ensemble, const Study *study, int threads, EnsembleHooks hooks, char *message,
                     size_t size) {
  const UncertaintyRequest *request = &study->uncertainty;
  int columns = request->n_parameters * (request->indices ? 2 : 1);
  *ensemble = (Ensemble){.study = study, .request = request, .hooks = hooks};
  ensemble->plan = (PointPlan){.source = &study->source,
                               .variables = request->variables,
                               .n_variables = request->n_parameters,
                               .proceed = hooks.proceed,
                               .context = hooks.context};
  ensemble->threads = threads > 0 ? threads : omp_get_num_procs();
  ensemble->runs_planned = plan_runs(request);
  Status status = narrow_plan(ensemble);
  if (status == STATUS_OK)
    status = replicates_init(&ensemble->points, REPLICATES, columns, request->samples, request->seed);
  if (status != STATUS_OK) snprintf(message, size, "out of memory");
  if (status == STATUS_OK) status = init_workers(ensemble, message, size);
  if (status == STATUS_OK) status = keep_limits(ensemble);
  if (status != STATUS_OK) ensemble_free(ensemble);
  return status;
}

void ensemble_free(Ensemble *ensemble) {
  for (int t = 0; ensemble->workers && t < ensemble->threads; t++)
    point_worker_free(&ensemble->workers[t]);
  free(ensemble->workers);
  free(ensemble->limits);
  free(ensemble->awaited);
  replicates_free(&ensemble->points);
  *ensemble = (Ensemble){0};
}
