#include "sim/sweep/sweep.h"

#include <limits.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/output_file.h"
#include "sim/sweep/row.h"
#include "sim/sweep/store.h"

enum { CHUNK_MOST = 16, CHUNKS_MOST = 1024, CHUNKS_A_THREAD = 4, POINTS_A_THREAD = 2 };

/* A block takes about so long: what is lost by a kill, and how often rows are written. */
static const double block_least_s = 0.25, block_most_s = 1;

typedef struct {
  const Study *study;
  const SweepHooks *hooks;
  PointPlan plan;
  Design design;
  Variable *variables;  /* [count] */
  bool *awaited;        /* [measures] those that are outputs */
  PointWorker *workers; /* [threads] */
  SweepCells *cells;    /* [threads] */
  int threads;
  RowText chunks[CHUNKS_MOST];
  uint64_t first, end, next;
  bool ended, out_of_memory;
} Sweep;

void sweep_range(uint64_t points, int shard, int shards, uint64_t *first, uint64_t *end) {
  uint64_t each = points / (uint64_t)shards, rest = points % (uint64_t)shards, k = (uint64_t)shard - 1;
  *first = k * each + (k < rest ? k : rest);
  *end = *first + each + (k < rest);
}

uint64_t sweep_chunk(uint64_t count, int threads) {
  uint64_t rows = count / ((uint64_t)threads * CHUNKS_A_THREAD), least = (count + CHUNKS_MOST - 1) / CHUNKS_MOST;
  rows = rows > CHUNK_MOST ? CHUNK_MOST : rows;
  return rows > least ? rows : least;
}

/* --- making and ending --- */

static void sweep_free(Sweep *sweep) {
  for (int t = 0; sweep->workers && t < sweep->threads; t++)
    point_worker_free(&sweep->workers[t]);
  for (int t = 0; sweep->cells && t < sweep->threads; t++)
    sweep_cells_free(&sweep->cells[t]);
  for (int i = 0; i < CHUNKS_MOST; i++)
    row_text_free(&sweep->chunks[i]);
  free(sweep->workers);
  free(sweep->cells);
  free(sweep->variables);
  free(sweep->awaited);
  design_free(&sweep->design);
}

static bool of_steady(const Study *study, const SweepOutput *output) {
  return output->kind == SWEEP_MEASURE ? study->measures.rows[output->measure].kind == MEASURE_AT_STEADY
                                       : study->budget.moment == BUDGET_AT_STEADY;
}

static bool is_budget(const SweepOutput *output) {
  return output->kind == SWEEP_BUDGET_TOTAL || output->kind == SWEEP_BUDGET_MARGIN;
}

static bool any_output(const Study *study, bool steady) {
  for (int o = 0; o < study->sweep.n_outputs; o++) {
    const SweepOutput *output = &study->sweep.outputs[o];
    if (output->kind != SWEEP_LIMIT && of_steady(study, output) == steady) return true;
  }
  return false;
}

static bool any_budget(const SweepRequest *request) {
  for (int o = 0; o < request->n_outputs; o++)
    if (is_budget(&request->outputs[o])) return true;
  return false;
}

/* A point costs what its outputs need and nothing else; limits are judged in whatever the file runs. */
static PointPlan plan_of(const Study *study, const Sweep *sweep) {
  bool limits = study->wants_limits;
  return (PointPlan){.source = &study->source,
                     .variables = sweep->variables,
                     .n_variables = study->sweep.count,
                     .wants_steady = study->wants_steady && (limits || any_output(study, true)),
                     .wants_transient = study->wants_transient && (limits || any_output(study, false)),
                     .wants_limits = limits,
                     .wants_budget = any_budget(&study->sweep),
                     .awaited = sweep->awaited};
}

/* Each solves the nominal line, which may take as long as a point: all at once. The first failure counts. */
static Status make_workers(Sweep *sweep, int threads, char *message, size_t size) {
  Status status = STATUS_OK;
  int failed = INT_MAX;
  sweep->threads = threads > 0 ? threads : omp_get_max_threads();
  sweep->workers = calloc((size_t)sweep->threads, sizeof *sweep->workers);
  sweep->cells = calloc((size_t)sweep->threads, sizeof *sweep->cells);
  if (!sweep->workers || !sweep->cells) return STATUS_MEMORY;
#pragma omp parallel for schedule(static, 1) num_threads(sweep->threads)
  for (int t = 0; t < sweep->threads; t++) {
    char why[SWEEP_MESSAGE_MAX] = "";
    Status made = point_worker_init(&sweep->workers[t], &sweep->plan, why, sizeof why);
    if (made == STATUS_OK) made = sweep_cells_init(&sweep->cells[t], sweep->study, why, sizeof why);
#pragma omp critical(sweep_workers)
    if (made != STATUS_OK && t < failed) failed = t, status = made, snprintf(message, size, "%s", why);
  }
  return status;
}

/* What no parameter row describes is only judged by reading it: its ends, or the first of its values, before anything runs. */
static Status try_reread(const Study *study, const SweepParameter *parameter, char *message, size_t size) {
  enum { TRIED_MOST = 64 };
  const DesignAxis *axis = &parameter->axis;
  bool range = axis->kind == AXIS_RANGE;
  uint64_t count = range ? 2 : axis->count < TRIED_MOST ? axis->count : TRIED_MOST;
  Status status = STATUS_OK;
  for (uint64_t i = 0; i < count && status == STATUS_OK; i++) {
    VaryValue value = {NAN, axis->kind == AXIS_CHOICE ? parameter->texts[i] : NULL};
    if (!value.text) value.number = !range ? axis->values[i] : i ? axis->to : axis->from;
    char set[2 * VARY_TEXT_MAX], why[VARY_MESSAGE_MAX];
    const char *sets[] = {variable_set_text(&parameter->variable, &value, set)};
    Study anew;
    status = study->source.make(study->source.context, sets, 1, &anew, why, sizeof why);
    if (status == STATUS_OK)
      study_free(&anew);
    else
      snprintf(message, size, "%s", why);
  }
  return status;
}

static Status try_all_reread(const Study *study, char *message, size_t size) {
  Status status = STATUS_OK;
  for (int i = 0; i < study->sweep.count && status == STATUS_OK; i++)
    if (study->sweep.parameters[i].variable.place == VARY_REREAD)
      status = try_reread(study, &study->sweep.parameters[i], message, size);
  return status;
}

static Status sweep_init(Sweep *sweep, const Study *study, const SweepSettings *settings, const SweepHooks *hooks,
                         char *message, size_t size) {
  const SweepRequest *request = &study->sweep;
  *sweep = (Sweep){.study = study, .hooks = hooks};
  snprintf(message, size, "out of memory");
  Status status = sweep_design(request, &sweep->design, message, size);
  if (status != STATUS_OK) return status;
  sweep->variables = calloc((size_t)request->count + 1, sizeof *sweep->variables);
  for (int i = 0; sweep->variables && i < request->count; i++)
    sweep->variables[i] = request->parameters[i].variable;
  sweep->awaited = calloc((size_t)study->measures.count + 1, sizeof *sweep->awaited);
  if (!sweep->variables || !sweep->awaited) return STATUS_MEMORY;
  for (int o = 0; o < request->n_outputs; o++)
    if (request->outputs[o].kind == SWEEP_MEASURE) sweep->awaited[request->outputs[o].measure] = true;
  status = try_all_reread(study, message, size);
  if (status != STATUS_OK) return status;
  sweep->plan = plan_of(study, sweep);
  sweep_range(sweep->design.points, settings->shard, settings->shards, &sweep->first, &sweep->end);
  sweep->next = sweep->first;
  return make_workers(sweep, settings->threads, message, size);
}

/* --- points --- */

static void run_point(Sweep *sweep, int thread, uint64_t index, RowText *text) {
  PointWorker *worker = &sweep->workers[thread];
  SweepCells *cells = &sweep->cells[thread];
  const SweepRequest *request = &sweep->study->sweep;
  double point[SWEEP_PARAMETERS_MOST];
  VaryValue values[SWEEP_PARAMETERS_MOST];
  design_point(&sweep->design, index, point);
  for (int i = 0; i < request->count; i++) {
    const SweepParameter *parameter = &request->parameters[i];
    bool choice = parameter->axis.kind == AXIS_CHOICE;
    values[i] = (VaryValue){choice ? NAN : point[i], choice ? parameter->texts[(size_t)point[i]] : NULL};
  }
  Status status = STATUS_OK;
  if (sweep_cells_begin(cells, values)) {
    status = point_run(worker, values);
    if (status == STATUS_OK) sweep_cells_solved(cells, worker);
  }
  if (status == STATUS_MEMORY) text->failed = true;
  sweep_row(cells, index, values, worker, status, text);
}

static bool goes_on(Sweep *sweep) {
  bool on;
#pragma omp critical(sweep_hooks)
  {
    if (sweep->hooks->proceed && !sweep->hooks->proceed(sweep->hooks->context, 0)) sweep->ended = true;
    on = !sweep->ended;
  }
  return on;
}

/* count rows from next on into chunks; false where it was ended: what is in the chunks is then not whole. */
static bool run_block(Sweep *sweep, uint64_t count) {
  uint64_t rows = sweep_chunk(count, sweep->threads);
  int chunks = (int)((count + rows - 1) / rows);
#pragma omp parallel for schedule(dynamic, 1) num_threads(sweep->threads)
  for (int c = 0; c < chunks; c++) {
    RowText *text = &sweep->chunks[c];
    text->length = 0;
    for (uint64_t i = (uint64_t)c * rows; i < count && i < (uint64_t)(c + 1) * rows && goes_on(sweep); i++)
      run_point(sweep, omp_get_thread_num(), sweep->next + i, text);
  }
  for (int c = 0; c < chunks; c++)
    sweep->out_of_memory = sweep->out_of_memory || sweep->chunks[c].failed;
  return !sweep->ended && !sweep->out_of_memory;
}

static Status write_block(Sweep *sweep, SweepStore *store, uint64_t count, char *message, size_t size) {
  Status status = STATUS_OK;
  uint64_t rows = sweep_chunk(count, sweep->threads);
  for (uint64_t c = 0; c * rows < count && status == STATUS_OK; c++)
    status = sweep_store_add(store, sweep->chunks[c].text, sweep->chunks[c].length, message, size);
  sweep->next += count;
  if (sweep->hooks->progress)
    sweep->hooks->progress(sweep->hooks->context, sweep->next - sweep->first, sweep->end - sweep->first, store->rows);
  return status;
}

static double clock_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static Status run_all(Sweep *sweep, SweepStore *store, char *message, size_t size) {
  uint64_t least = (uint64_t)sweep->threads * POINTS_A_THREAD, count = least;
  Status status = STATUS_OK;
  while (sweep->next < sweep->end && status == STATUS_OK) {
    double begun_s = clock_s();
    if (count > sweep->end - sweep->next) count = sweep->end - sweep->next;
    if (!run_block(sweep, count)) break;
    status = write_block(sweep, store, count, message, size);
    double took_s = clock_s() - begun_s;
    if (took_s < block_least_s && count < (uint64_t)CHUNK_MOST * CHUNKS_MOST / 2) count *= 2;
    if (took_s > block_most_s && count > least) count /= 2;
  }
  if (status != STATUS_OK || sweep->next == sweep->end) return status;
  if (sweep->out_of_memory) {
    snprintf(message, size, "out of memory");
    return STATUS_MEMORY;
  }
  snprintf(message, size, "ended by a signal after %llu of %llu points: --resume goes on from there",
           (unsigned long long)(sweep->next - sweep->first), (unsigned long long)(sweep->end - sweep->first));
  return STATUS_VIOLATED;
}

/* --- the whole --- */

static Status read_summary(const char *folder, const SweepSettings *settings, SweepSummary *summary, char *message,
                           size_t size) {
  char *path = output_path(folder, "sweep.csv");
  Status status = path ? sweep_summary_read(path, settings->threads, summary, message, size) : STATUS_MEMORY;
  if (status == STATUS_OK) summary->shard = settings->shard, summary->shards = settings->shards;
  free(path);
  return status;
}

static SweepIdentity identity_of(const Study *study, const SweepSettings *settings, uint64_t points) {
  SweepIdentity identity = {.shard = settings->shard, .shards = settings->shards, .points = points};
  snprintf(identity.sha256, sizeof identity.sha256, "%s", study->sha256);
  snprintf(identity.settings, sizeof identity.settings, "steady %d transient %d limits %d", study->wants_steady,
           study->wants_transient, study->wants_limits);
  return identity;
}

static Status carry_out(Sweep *sweep, const char *folder, const SweepSettings *settings, char *message, size_t size) {
  SweepIdentity identity = identity_of(sweep->study, settings, sweep->design.points);
  SweepStore store = {0};
  RowText header = {0};
  bool done;
  sweep_header(sweep->study, &header);
  Status status = header.failed ? STATUS_MEMORY : output_folder_make(folder, message, size);
  if (status == STATUS_OK)
    status = sweep_store_open(&store, folder, &identity, header.text, settings->resume, &done, message, size);
  row_text_free(&header);
  if (status != STATUS_OK || done) return status;
  sweep->next += store.rows;
  status = sweep->next > sweep->end ? STATUS_CONFIG : run_all(sweep, &store, message, size);
  if (sweep->next > sweep->end) snprintf(message, size, "%s holds more rows than the sweep has points", store.part);
  if (status == STATUS_OK) status = sweep_store_finish(&store, message, size);
  sweep_store_close(&store);
  return status;
}

Status sweep_run(const Study *study, const char *folder, const SweepSettings *settings, SweepHooks hooks,
                 SweepSummary *summary, char message[SWEEP_MESSAGE_MAX]) {
  Sweep *sweep = malloc(sizeof *sweep);
  *summary = (SweepSummary){0};
  if (!sweep) {
    snprintf(message, SWEEP_MESSAGE_MAX, "out of memory");
    return STATUS_MEMORY;
  }
  Status status = sweep_init(sweep, study, settings, &hooks, message, SWEEP_MESSAGE_MAX);
  if (status == STATUS_OK) status = carry_out(sweep, folder, settings, message, SWEEP_MESSAGE_MAX);
  sweep_free(sweep);
  free(sweep);
  if (status == STATUS_OK) status = read_summary(folder, settings, summary, message, SWEEP_MESSAGE_MAX);
  return status;
}
