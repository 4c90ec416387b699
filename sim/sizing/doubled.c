/* Two valves of one kind side by side. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/sizing/change.h"

/* A flow of the valve in a condition is that of both: each has half of it. */
static bool is_its_flow(const Probe *probe, int branch) {
  bool flow = probe->kind == PROBE_THROUGHPUT || probe->kind == PROBE_MASS_FLOW || probe->kind == PROBE_CONDUCTANCE;
  return flow && probe->object == branch;
}

static bool act_on_both(ScheduleEntry *entry, int branch, int second) {
  for (int i = 0; i < entry->n_actions; i++) {
    if (entry->actions[i].branch != branch) continue;
    Action *actions = realloc(entry->actions, ((size_t)entry->n_actions + 1) * sizeof *actions);
    if (!actions) return false;
    entry->actions = actions;
    actions[entry->n_actions] = actions[i];
    actions[entry->n_actions++].branch = second;
    return true;
  }
  return true;
}

static bool double_valve(Study *study, int branch, char *message, size_t size) {
  char name[SIZING_NAME_MAX + 16];
  Network *network = &study->network;
  const Branch first = network->branches[branch];
  snprintf(name, sizeof name, "%.*s (second)", SIZING_NAME_MAX - 1, first.name);
  snprintf(message, size, "out of memory");
  int second = network_add_branch(network, name, first.type, first.params, first.from, first.to);
  if (second < 0) return false;
  network_keep_given(network, second, first.given);
  network->branches[second].open = first.open;
  network->branches[second].opening = first.opening;
  for (int i = 0; i < study->schedule.count; i++) {
    ScheduleEntry *entry = &study->schedule.entries[i];
    if (is_its_flow(&entry->condition.probe, branch)) entry->condition.threshold *= 0.5;
    if (!act_on_both(entry, branch, second)) return false;
  }
  for (int i = 0; i < study->measures.count; i++) {
    Measure *measure = &study->measures.rows[i];
    if (measure->kind == MEASURE_CROSSING && is_its_flow(&measure->condition.probe, branch))
      measure->condition.threshold *= 0.5;
  }
  return network_derive(network, message, size);
}

static void add_flows(const Study *study, int branch, MeasureResult *measures) {
  for (int i = 0; i < study->measures.count; i++) {
    MeasureKind kind = study->measures.rows[i].kind;
    if (kind != MEASURE_CROSSING && kind != MEASURE_RESPONSE && is_its_flow(&study->measures.rows[i].probe, branch))
      measures[i].value *= 2;
  }
}

static Status make_line(const Candidate *at, const SizingCase *sizing, int element, Study *study, int *branch,
                        char *message, size_t size) {
  const SizingRequest *request = sizing->request;
  const StudySource *source = &sizing->study->source;
  char texts[SIZING_ELEMENTS_MAX][2 * VARY_TEXT_MAX], number[PART_NUMBER_SIZE];
  const char *sets[SIZING_ELEMENTS_MAX];
  for (int i = 0; i < request->n_elements; i++) {
    snprintf(texts[i], sizeof texts[i], "elements.%s.part=%s", request->elements[i].name,
             part_build(&request->elements[i].parts[at->pick[i]], number, sizeof number));
    sets[i] = texts[i];
  }
  Status status = source->make(source->context, sets, request->n_elements, study, message, size);
  if (status != STATUS_OK) return status;
  *branch = network_find_branch(&study->network, SECTION_ELEMENTS, request->elements[element].name);
  if (double_valve(study, *branch, message, size)) return STATUS_OK;
  study_free(study);
  return STATUS_MEMORY;
}

Status candidate_run_doubled(Candidate *at, const SizingCase *sizing, const PointPlan *like, int element, char *message,
                             size_t size) {
  Study study;
  int branch;
  Run run;
  Status status = make_line(at, sizing, element, &study, &branch, message, size);
  if (status != STATUS_OK) return status;
  study.wants_steady = like->wants_steady, study.wants_transient = like->wants_transient;
  study.wants_limits = like->wants_limits;
  bool ok = run_init(&run, &study) == STATUS_OK;
  if (ok) {
    run.keep_series = false, run.proceed = like->proceed, run.context = like->context;
    PointWorker worker = {.study = &study, .run = &run};
    status = run_solve(&run);
    if (status == STATUS_OK) add_flows(&study, branch, run.measures);
    if (status == STATUS_NUMERICS) snprintf(worker.message, sizeof worker.message, "%s", run.message);
    ok = candidate_judge(at, sizing, &worker, status);
    run_free(&run);
  }
  study_free(&study);
  if (!ok) snprintf(message, size, "out of memory");
  return ok ? STATUS_OK : STATUS_MEMORY;
}
