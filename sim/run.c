#include "sim/run.h"

#include <math.h>
#include <string.h>

#include "sim/results_verdict.h"

Status run_init(Run *run, const Study *study) {
  *run = (Run){.study = study};
  if (steady_work_init(&run->work, &study->network) && steady_result_init(&run->steady, &study->network)) return STATUS_OK;
  run_free(run);
  return STATUS_MEMORY;
}

Status run_solve(Run *run) {
  const Network *network = &run->study->network;
  Status status = steady_solve(&run->work, network, &run->study->steady, &run->steady);
  if (status != STATUS_OK) return status;
  if (!balance_of(network, &run->steady, &run->balance)) return STATUS_MEMORY;
  if (run->study->wants_limits && !limits_of_steady(network, &run->study->limits, &run->steady, &run->limits)) return STATUS_MEMORY;
  run->solved = true;
  return STATUS_OK;
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
  fprintf(stream, "%s: %s: elements.%s", file, row->status == LIMIT_FAIL ? "fail" : "warning", study->network.branches[row->branch].name);
  if (row->status == LIMIT_FAIL) /* the text opens with the element's own name */
    fprintf(stream, "%s", strchr(limit_failure_text(&outcome, row, text, sizeof text), ':'));
  else if (isfinite(row->utilization)) fprintf(stream, ": %s: %.3g %% of the limit", limit_check_words(row->check), 100 * row->utilization);
  else fprintf(stream, ": %s: %s", limit_check_words(row->check), row->reason);
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
