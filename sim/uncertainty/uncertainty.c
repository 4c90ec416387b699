#include "sim/uncertainty/uncertainty.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- shares --- */

typedef struct {
  size_t hits[REPLICATES], counted[REPLICATES];
} Count;

static void count(Count *into, size_t i, bool hit) {
  into->counted[i % REPLICATES]++;
  into->hits[i % REPLICATES] += hit;
}

static Share share_of(const Count *found) {
  Share share = {share_estimate(found->hits, found->counted, REPLICATES), 0, 0};
  for (int r = 0; r < REPLICATES; r++)
    share.hits += found->hits[r], share.counted += found->counted[r];
  return share;
}

static bool carried_out(const SampleBlock *samples, size_t i) {
  return samples->status[i] == SAMPLE_COMPLETE || samples->status[i] == SAMPLE_NO_VALUE;
}

static double output(const SampleBlock *samples, int o, size_t i) {
  return samples->outputs[(size_t)o * samples->n + i];
}

static LimitStatus limit_status(const SampleBlock *samples, int l, size_t i) {
  return (LimitStatus)samples->limits[(size_t)l * samples->n + i];
}

/* --- what the samples tell --- */

static int output_of(const UncertaintyRequest *request, int measure) {
  for (int o = 0; o < request->n_outputs; o++)
    if (request->outputs[o] == measure) return o;
  return -1;
}

static void count_samples(UncertaintyResult *result) {
  const SampleBlock *samples = &result->samples;
  size_t by_status[SAMPLE_FAILED + 1] = {0};
  Count lost = {{0}, {0}};
  for (size_t i = 0; i < samples->n; i++) {
    by_status[samples->status[i]]++;
    result->conditional += samples->conditional[i];
    count(&lost, i, !carried_out(samples, i));
  }
  result->complete = by_status[SAMPLE_COMPLETE], result->no_value = by_status[SAMPLE_NO_VALUE];
  result->refused = by_status[SAMPLE_REFUSED], result->failed = by_status[SAMPLE_FAILED];
  result->not_carried_out = share_of(&lost);
}

static bool look_at_output(UncertaintyResult *result, int o) {
  const SampleBlock *samples = &result->samples;
  Count without = {{0}, {0}};
  for (size_t i = 0; i < samples->n; i++)
    if (carried_out(samples, i)) count(&without, i, isnan(output(samples, o, i)));
  result->outputs[o].without_value = share_of(&without);
  return summary_init(&result->outputs[o].summary, samples->outputs + (size_t)o * samples->n, samples->n, REPLICATES);
}

static void look_at_demand(UncertaintyResult *result, int d) {
  const MeasureDemand *demand = &result->request->demands[d];
  int o = output_of(result->request, demand->measure);
  Count kept = {{0}, {0}};
  for (size_t i = 0; i < result->samples.n; i++)
    if (carried_out(&result->samples, i)) count(&kept, i, demand_is_kept(demand, output(&result->samples, o, i)));
  result->demands[d].kept = share_of(&kept);
  result->demands[d].violated = result->demands[d].kept.share.value < demand->probability;
}

static void look_at_limit(UncertaintyResult *result, const LimitRow *row, int l) {
  const SampleBlock *samples = &result->samples;
  Count held = {{0}, {0}};
  LimitShare *share = &result->limits[l];
  *share = (LimitShare){.branch = row->branch, .check = row->check};
  for (size_t i = 0; i < samples->n; i++) {
    LimitStatus status = limit_status(samples, l, i);
    if (!carried_out(samples, i)) continue;
    if (status == LIMIT_NOT_APPLICABLE)
      share->not_applicable++;
    else
      count(&held, i, status != LIMIT_FAIL);
  }
  share->held = share_of(&held);
}

static bool keeps_all(const UncertaintyResult *result, size_t i) {
  const UncertaintyRequest *request = result->request;
  for (int l = 0; l < result->n_limits; l++)
    if (limit_status(&result->samples, l, i) == LIMIT_FAIL) return false;
  for (int d = 0; d < request->n_demands; d++) {
    double value = output(&result->samples, output_of(request, request->demands[d].measure), i);
    if (!demand_is_kept(&request->demands[d], value)) return false;
  }
  return true;
}

static bool look_at_samples(UncertaintyResult *result, const Ensemble *ensemble) {
  Count all = {{0}, {0}};
  bool good = true;
  count_samples(result);
  for (int o = 0; o < result->request->n_outputs; o++)
    good = good && look_at_output(result, o);
  for (int d = 0; d < result->request->n_demands; d++)
    look_at_demand(result, d);
  for (int l = 0; l < result->n_limits; l++)
    look_at_limit(result, &ensemble->limits[l], l);
  for (size_t i = 0; i < result->samples.n; i++)
    if (carried_out(&result->samples, i)) count(&all, i, keeps_all(result, i));
  result->all_kept = share_of(&all);
  return good;
}

/* --- indices --- */

static void look_at_mixed(UncertaintyResult *result, const SampleBlock *b, const SampleBlock *mixed, int parameter) {
  const UncertaintyRequest *request = result->request;
  for (int o = 0; o < request->n_outputs; o++) {
    size_t at = (size_t)o * b->n;
    result->indices[o * request->n_parameters + parameter] =
        sobol_index(result->samples.outputs + at, b->outputs + at, mixed->outputs + at, b->n, REPLICATES);
  }
}

static Status find_indices(UncertaintyResult *result, Ensemble *ensemble) {
  SampleBlock b = {0};
  Status status = ensemble_run(ensemble, (Draw){DRAW_B, -1}, result->samples.n, &b);
  for (int i = 0; i < result->request->n_parameters && status == STATUS_OK; i++) {
    SampleBlock mixed = {0};
    status = ensemble_run(ensemble, (Draw){DRAW_MIXED, i}, result->samples.n, &mixed);
    if (status == STATUS_OK) look_at_mixed(result, &b, &mixed, i);
    sample_block_free(&mixed);
  }
  sample_block_free(&b);
  return status;
}

/* --- tornado --- */

/* Without a value at one end comes first: nothing moves a measure further. */
static int compare_swings(const void *a, const void *b) {
  const TornadoRow *x = a, *y = b;
  double swing_x = isnan(x->swing) ? INFINITY : fabs(x->swing), swing_y = isnan(y->swing) ? INFINITY : fabs(y->swing);
  if (swing_x != swing_y) return swing_x > swing_y ? -1 : 1;
  return x->parameter - y->parameter;
}

static TornadoRow tornado_row(const UncertaintyResult *result, const SampleBlock *runs, int o, int parameter) {
  size_t low = 1 + 2 * (size_t)parameter, high = low + 1;
  TornadoRow row = {.parameter = parameter,
                    .low_input = result->inputs[parameter][0],
                    .high_input = result->inputs[parameter][1],
                    .low = output(runs, o, low),
                    .high = output(runs, o, high)};
  row.swing = row.high - row.low;
  const char *reason = isnan(row.low) ? runs->reasons[low] : isnan(row.high) ? runs->reasons[high] : "";
  snprintf(row.reason, sizeof row.reason, "%s", reason ? reason : "");
  return row;
}

static Status find_tornado(UncertaintyResult *result, Ensemble *ensemble) {
  const UncertaintyRequest *request = result->request;
  int k = request->n_parameters;
  SampleBlock runs = {0};
  Status status = ensemble_run(ensemble, (Draw){DRAW_TORNADO, -1}, 2 * (size_t)k + 1, &runs);
  for (int o = 0; o < request->n_outputs && status == STATUS_OK; o++) {
    result->base[o] = output(&runs, o, 0);
    for (int i = 0; i < k; i++)
      result->tornado[o * k + i] = tornado_row(result, &runs, o, i);
    qsort(result->tornado + o * k, (size_t)k, sizeof *result->tornado, compare_swings);
  }
  sample_block_free(&runs);
  return status;
}

/* --- the whole --- */

static bool result_init(UncertaintyResult *result, const Ensemble *ensemble) {
  const UncertaintyRequest *request = ensemble->request;
  size_t outputs = (size_t)request->n_outputs, cells = outputs * (size_t)request->n_parameters;
  result->n_limits = ensemble->n_limits;
  result->outputs = calloc(outputs + 1, sizeof *result->outputs);
  result->demands = calloc((size_t)request->n_demands + 1, sizeof *result->demands);
  result->limits = calloc((size_t)ensemble->n_limits + 1, sizeof *result->limits);
  result->inputs = calloc((size_t)request->n_parameters, sizeof *result->inputs);
  if (request->indices) result->indices = calloc(cells + 1, sizeof *result->indices);
  if (request->tornado) result->tornado = calloc(cells + 1, sizeof *result->tornado);
  if (request->tornado) result->base = calloc(outputs + 1, sizeof *result->base);
  for (int i = 0; result->inputs && i < request->n_parameters; i++)
    for (int end = 0; end < 2; end++)
      result->inputs[i][end] = distribution_quantile(&request->distributions[i], tornado_probabilities[end]);
  return result->outputs && result->demands && result->limits && result->inputs &&
         (result->indices || !request->indices) && ((result->tornado && result->base) || !request->tornado);
}

/* The reason of the first stands for all. */
static Status check_any(const UncertaintyResult *result, char *message, size_t size) {
  if (result->complete + result->no_value > 0) return STATUS_OK;
  snprintf(message, size, "none of %zu samples could be carried out; the first: %s", result->samples.n,
           result->samples.reasons[0]);
  return STATUS_NUMERICS;
}

static Status run_all(UncertaintyResult *result, Ensemble *ensemble, char *message, size_t size) {
  const UncertaintyRequest *request = ensemble->request;
  Status status = result_init(result, ensemble) ? STATUS_OK : STATUS_MEMORY;
  if (status == STATUS_OK)
    status = ensemble_run(ensemble, (Draw){DRAW_A, -1}, (size_t)request->samples, &result->samples);
  if (status == STATUS_OK && !look_at_samples(result, ensemble)) status = STATUS_MEMORY;
  if (status == STATUS_OK) status = check_any(result, message, size);
  if (status == STATUS_OK && request->indices) status = find_indices(result, ensemble);
  if (status == STATUS_OK && request->tornado) status = find_tornado(result, ensemble);
  if (status == STATUS_MEMORY) snprintf(message, size, "out of memory");
  if (status == STATUS_VIOLATED)
    snprintf(message, size, "ended by a signal after %zu of %zu runs: nothing is told of a part of them",
             ensemble->runs_done, ensemble->runs_planned);
  return status;
}

Status uncertainty_run(const Study *study, int threads, EnsembleHooks hooks, UncertaintyResult *result, char *message,
                       size_t size) {
  Ensemble ensemble;
  *result = (UncertaintyResult){.study = study, .request = &study->uncertainty};
  Status status = ensemble_init(&ensemble, study, threads, hooks, message, size);
  if (status != STATUS_OK) return status;
  status = run_all(result, &ensemble, message, size);
  result->runs = ensemble.runs_done;
  result->points = ensemble.points;
  ensemble.points = (Replicates){0};
  ensemble_free(&ensemble);
  if (status != STATUS_OK) uncertainty_result_free(result);
  return status;
}

void uncertainty_result_free(UncertaintyResult *result) {
  sample_block_free(&result->samples);
  replicates_free(&result->points);
  free(result->outputs);
  free(result->demands);
  free(result->limits);
  free(result->indices);
  free(result->base);
  free(result->tornado);
  free(result->inputs);
  *result = (UncertaintyResult){0};
}

bool uncertainty_passes(const UncertaintyResult *result) {
  for (int d = 0; d < result->request->n_demands; d++)
    if (result->demands[d].violated) return false;
  return true;
}

void uncertainty_inputs(const UncertaintyResult *result, size_t i, double *values) {
  draw_values(result->request, &result->points, (Draw){DRAW_A, -1}, i, values);
}
