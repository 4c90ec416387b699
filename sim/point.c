#include "sim/point.h"

#include <stdlib.h>
#include <string.h>

#include "models/pump.h"
#include "sim/steady_newton.h"

static void narrow(Study *study, const PointPlan *plan) {
  study->wants_steady = plan->wants_steady;
  study->wants_transient = plan->wants_transient;
  study->wants_limits = plan->wants_limits;
  study->wants_budget = study->wants_budget && plan->wants_budget;
  study->leak_test.wants_plan = study->leak_test.wants_fit = false;
}

static void prepare_run(Run *run, const PointPlan *plan) {
  run->keep_series = false;
  run->awaited = plan->awaited;
  run->laws_unchecked = true; /* a check that no point tells of; the line's own run has it */
  run->proceed = plan->proceed;
  run->context = plan->context;
}

static Status refuse(PointWorker *worker, Status status, const char *analysis, const char *message) {
  snprintf(worker->message, sizeof worker->message, "%s%s%.900s", analysis ? analysis : "", analysis ? ": " : "",
           message);
  return status;
}

static Status solve(PointWorker *worker) {
  Status status = run_solve(worker->run);
  if (status == STATUS_NUMERICS) return refuse(worker, status, worker->run->analysis, worker->run->message);
  return status == STATUS_MEMORY ? refuse(worker, status, NULL, "out of memory") : status;
}

/* --- the nominal line --- */

static bool branch_state(const Branch *branch) {
  return branch->type == &pump_type ? ((const Pump *)branch->params)->running : branch->open;
}

static void put_state(Branch *branch, bool state) {
  if (branch->type == &pump_type)
    pump_run(branch->params, state);
  else
    branch->open = state;
}

static bool remember_states(PointWorker *worker) {
  const Network *network = &worker->nominal.study.network;
  worker->states = malloc(((size_t)network->n_branches + 1) * sizeof *worker->states);
  for (int k = 0; worker->states && k < network->n_branches; k++)
    worker->states[k] = branch_state(&network->branches[k]);
  return worker->states != NULL;
}

static void put_states_back(PointWorker *worker) {
  Network *network = &worker->nominal.study.network;
  for (int k = 0; k < network->n_branches; k++)
    put_state(&network->branches[k], worker->states[k]);
}

static void take_pivots(PointWorker *worker) {
  Linear *linear = &worker->nominal.run.work.linear;
  int bad;
  linear_forget(linear);
  if (worker->matrix) linear_factor(linear, worker->matrix, &bad);
  linear->pivoted = false;
}

/* The last matrix of the nominal solution. */
static bool keep_matrix(PointWorker *worker) {
  const SteadyWork *work = &worker->nominal.run.work;
  size_t size = (size_t)work->linear.column_start[work->linear.n] * sizeof(double);
  bool factored = work->linear.numeric != NULL;
  worker->matrix = factored ? malloc(size) : NULL;
  if (worker->matrix) memcpy(worker->matrix, work->values, size);
  take_pivots(worker);
  return !factored || worker->matrix;
}

static Status solve_nominal(PointWorker *worker) {
  Run *run = &worker->nominal.run;
  size_t size = steady_pressures_size(&worker->nominal.study.network);
  worker->p_nominal = malloc(size);
  if (!worker->p_nominal) return STATUS_MEMORY;
  memcpy(worker->p_nominal, run->steady.p, size);
  Status status = run_solve(run);
  worker->nominal_solved = status == STATUS_OK;
  if (status == STATUS_OK && worker->nominal.study.wants_steady) memcpy(worker->p_nominal, run->steady.p, size);
  put_states_back(worker);
  return status == STATUS_MEMORY || !keep_matrix(worker) ? STATUS_MEMORY : STATUS_OK;
}

Status point_worker_init(PointWorker *worker, const PointPlan *plan, char *message, size_t size) {
  *worker = (PointWorker){.plan = plan};
  Status status = plan->source->make(plan->source->context, NULL, 0, &worker->nominal.study, message, size);
  if (status != STATUS_OK) return status;
  worker->study = &worker->nominal.study;
  worker->run = &worker->nominal.run;
  narrow(worker->study, plan);
  status = run_init(worker->run, worker->study);
  prepare_run(worker->run, plan);
  if (status == STATUS_OK && !remember_states(worker)) status = STATUS_MEMORY;
  if (status == STATUS_OK) status = solve_nominal(worker);
  if (status == STATUS_OK) return status;
  snprintf(message, size, "out of memory");
  point_worker_free(worker);
  return status;
}

static void drop_anew(PointWorker *worker) {
  run_free(&worker->anew.run);
  study_free(&worker->anew.study);
}

void point_worker_free(PointWorker *worker) {
  drop_anew(worker);
  run_free(&worker->nominal.run);
  study_free(&worker->nominal.study);
  free(worker->p_nominal);
  free(worker->states);
  free(worker->matrix);
  *worker = (PointWorker){0};
}

/* --- a point --- */

/* A point that needed pivots of its own leaves them behind. */
static void start_from_nominal(PointWorker *worker) {
  Run *run = &worker->nominal.run;
  if (run->work.linear.pivoted) take_pivots(worker);
  const Network *network = &worker->nominal.study.network;
  const size_t g = (size_t)network->n_gas;
  steady_initial(network, run->steady.p); /* boundaries and the ambient stand as this point has them */
  for (int i = 0; i < network->n_nodes; i++)
    if (run->work.system.free_of_node[i] >= 0)
      memcpy(run->steady.p + (size_t)i * g, worker->p_nominal + (size_t)i * g, g * sizeof(double));
}

static Status solve_anew(PointWorker *worker, const VaryValue *values) {
  const PointPlan *plan = worker->plan;
  char(*texts)[2 * VARY_TEXT_MAX] = malloc((size_t)(plan->n_variables + 1) * sizeof *texts);
  const char **sets = malloc((size_t)(plan->n_variables + 1) * sizeof *sets);
  Status status = texts && sets ? STATUS_OK : STATUS_MEMORY;
  for (int i = 0; status == STATUS_OK && i < plan->n_variables; i++)
    sets[i] = variable_set_text(&plan->variables[i], &values[i], texts[i]);
  drop_anew(worker);
  if (status == STATUS_OK)
    status = plan->source->make(plan->source->context, sets, plan->n_variables, &worker->anew.study, worker->message,
                                sizeof worker->message);
  free(sets);
  free(texts);
  if (status != STATUS_OK) return status;
  narrow(&worker->anew.study, plan);
  status = run_init(&worker->anew.run, &worker->anew.study);
  if (status != STATUS_OK) return refuse(worker, status, NULL, "out of memory");
  prepare_run(&worker->anew.run, plan);
  worker->study = &worker->anew.study;
  worker->run = &worker->anew.run;
  return solve(worker);
}

static VaryResult set_all(PointWorker *worker, const VaryValue *values) {
  const PointPlan *plan = worker->plan;
  for (int i = 0; i < plan->n_variables; i++)
    if (plan->variables[i].place == VARY_REREAD) return VARY_STRUCTURE;
  return variables_set(&worker->nominal.study.network, plan->variables, values, plan->n_variables, worker->message);
}

Status point_run(PointWorker *worker, const VaryValue *values) {
  Network *network = &worker->nominal.study.network;
  worker->study = &worker->nominal.study;
  worker->run = &worker->nominal.run;
  worker->message[0] = '\0';
  put_states_back(worker);
  VaryResult result = set_all(worker, values);
  if (result == VARY_REFUSED) return STATUS_CONFIG;
  if (result == VARY_STRUCTURE) return solve_anew(worker, values);
  if (!network_derive(network, worker->message, sizeof worker->message)) return STATUS_CONFIG;
  start_from_nominal(worker);
  return solve(worker);
}
