#include "sim/run.h"

#include <math.h>
#include <string.h>

#include "sim/results_verdict.h"
#include "sim/steady_newton.h"

Status run_init(Run *run, const Study *study) {
  *run = (Run){.study = study};
  if (steady_work_init(&run->work, &study->network) && steady_result_init(&run->steady, &study->network))
    return STATUS_OK;
  run_free(run);
  return STATUS_MEMORY;
}

/* The ledger is reckoned apart from the solver: what it does not close is no result, whatever the solver thought. */
static Status steady_fail_ledger(const Network *network, const Balance *balance, SteadyResult *result) {
  snprintf(result->message, sizeof result->message,
           "node '%s': its balance, reckoned apart from the solver, is off by %.2g of what flows",
           balance->worst_node >= 0 ? network->nodes[balance->worst_node].name : "?", balance->relative_error);
  return STATUS_NUMERICS;
}

Status run_solve(Run *run) {
  const Network *network = &run->study->network;
  Status status = steady_solve(&run->work, network, &run->study->steady, &run->steady);
  if (status != STATUS_OK) return status;
  if (!balance_of(network, &run->steady, &run->balance)) return STATUS_MEMORY;
  if (!(run->balance.relative_error <= BALANCE_PROMISED))
    return steady_fail_ledger(network, &run->balance, &run->steady);
  if (run->study->wants_limits && !limits_of_steady(network, &run->study->limits, &run->steady, &run->limits))
    return STATUS_MEMORY;
  run->solved = true;
  return STATUS_OK;
}

/* A change that would matter to a valve: a tenth of an atmosphere within the horizon. */
static const double notable_change_pa = 1e4;

void run_warn(const Run *run, Study *study) {
  const Network *network = &run->study->network;
  for (int i = 0; run->solved && i < network->n_nodes; i++) {
    double rate = run->steady.isolated[i] ? balance_rate_of_rise_pa_s(network, &run->steady, i) : 0;
    if (fabs(rate) * run->study->steady.horizon_s < notable_change_pa) continue;
    study_warn(study,
               "node '%s' has no steady state: shut off, it %s by %.3g Pa/s; pressures and limits stand for its "
               "initial pressure",
               network->nodes[i].name, rate > 0 ? "rises" : "falls", fabs(rate));
  }
}

RunOutcome run_outcome(const Run *run) {
  RunOutcome outcome = {.study = run->study};
  if (!run->solved) return outcome;
  outcome.steady = &run->steady;
  outcome.balance = &run->balance;
  outcome.limits = run->study->wants_limits ? &run->limits : NULL;
  return outcome;
}

void run_free(Run *run) {
  steady_work_free(&run->work);
  steady_result_free(&run->steady);
  limit_table_free(&run->limits);
  *run = (Run){0};
}

static bool needs_no_simulation(LimitCheck check) {
  return check == LIMIT_FLUID || check == LIMIT_TEMPERATURE || check == LIMIT_INTERNAL_LEAKAGE ||
         check == LIMIT_EXTERNAL_LEAKAGE || check == LIMIT_COIL_VOLTAGE || check == LIMIT_LEAKAGE_VOLTAGE;
}

static void print_rule(const Study *study, const LimitRow *row, FILE *stream, const char *file) {
  RunOutcome outcome = {.study = study};
  char text[512];
  fprintf(stream, "%s: %s: elements.%s", file, row->status == LIMIT_FAIL ? "fail" : "warning",
          study->network.branches[row->branch].name);
  if (row->status == LIMIT_FAIL) /* the text opens with the element's own name */
    fprintf(stream, "%s", strchr(limit_failure_text(&outcome, row, text, sizeof text), ':'));
  else if (isfinite(row->utilization))
    fprintf(stream, ": %s: %.3g %% of the limit", limit_check_words(row->check), 100 * row->utilization);
  else
    fprintf(stream, ": %s: %s", limit_check_words(row->check), row->reason);
  fprintf(stream, " [%s]\n", row->source);
}

Status run_check_rules(const Study *study, FILE *stream, const char *file, bool *violated) {
  SteadyResult start;
  LimitTable table = {0};
  *violated = false;
  if (!steady_result_init(&start, &study->network)) return STATUS_MEMORY;
  bool ok = limits_of_steady(&study->network, &study->limits, &start, &table);
  for (int i = 0; ok && i < table.count; i++) {
    const LimitRow *row = &table.rows[i];
    if (!needs_no_simulation(row->check) || (row->status != LIMIT_FAIL && row->status != LIMIT_WARN)) continue;
    *violated = *violated || row->status == LIMIT_FAIL;
    print_rule(study, row, stream, file);
  }
  limit_table_free(&table);
  steady_result_free(&start);
  return ok ? STATUS_OK : STATUS_MEMORY;
}
