#include "sim/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/results_verdict.h"
#include "sim/steady_newton.h"
#include "sim/transient/equations.h"

Status run_init(Run *run, Study *study) {
  *run = (Run){.study = study, .keep_series = true};
  run->measures = calloc((size_t)study->measures.count + 1, sizeof *run->measures);
  if (run->measures && steady_work_init(&run->work, &study->network) &&
      steady_result_init(&run->steady, &study->network))
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

static Status steady_of(Run *run) {
  const Network *network = &run->study->network;
  Status status = steady_solve(&run->work, network, &run->study->steady, &run->steady);
  if (status != STATUS_OK) return status;
  if (!balance_of(network, &run->steady, &run->balance)) return STATUS_MEMORY;
  if (run->balance.relative_error <= BALANCE_PROMISED) return STATUS_OK;
  return steady_fail_ledger(network, &run->balance, &run->steady);
}

/* --- the budget, in whichever state it is asked for --- */

static Status reckon_budget(Run *run, const BudgetState *state, char *message, size_t size) {
  budget_free(&run->budget);
  return budget_reckon(&run->budget, &run->study->budget, state, &run->work, &run->study->steady, message, size);
}

static Status budget_of_steady(Run *run) {
  const Study *study = run->study;
  if (!study->wants_budget || study->budget.moment != BUDGET_AT_STEADY) return STATUS_OK;
  const BudgetState state = {&study->network, run->steady.p, run->steady.q, run->steady.isolated, NAN};
  Status status = reckon_budget(run, &state, run->budget_message, sizeof run->budget_message);
  if (status == STATUS_NUMERICS) run->analysis = "budget", run->message = run->budget_message;
  return status;
}

static Status budget_of_moment(void *context, const Network *network, double time_s, const double *p, const double *q,
                               char *message, size_t size) {
  const BudgetState state = {network, p, q, NULL, time_s};
  return reckon_budget(context, &state, message, size);
}

static double budget_look_s(const Study *study) {
  return study->budget.moment == BUDGET_AT_END ? INFINITY : study->budget.time_s;
}

static Status solve_steady(Run *run) {
  Status status = steady_of(run);
  if (status == STATUS_NUMERICS) run->analysis = "steady", run->message = run->steady.message;
  return status == STATUS_OK ? budget_of_steady(run) : status;
}

static bool ends_early(const Run *run) {
  const Study *study = run->study;
  bool looked_on = study->wants_limits || study->wants_budget || run->keep_series;
  return !looked_on && !(study->wants_steady && study->steady_final_states);
}

static Status solve_transient(Run *run) {
  Study *study = run->study;
  const TransientRequest request = {
      .schedule = &study->schedule,
      .measures = &study->measures,
      .settings = &study->transient,
      .limits = study->wants_limits ? &study->limits : NULL,
      .keep_series = run->keep_series,
      .laws_unchecked = run->laws_unchecked,
      .awaited = ends_early(run) ? run->awaited : NULL,
      .proceed = run->proceed,
      .context = run->context,
      .look = study->wants_budget && study->budget.moment != BUDGET_AT_STEADY ? budget_of_moment : NULL,
      .look_context = run,
      .look_s = budget_look_s(study)};
  Status status = transient_run(&study->network, &request, &run->transient);
  if (status == STATUS_NUMERICS) run->analysis = "transient", run->message = run->transient.message;
  return status;
}

/* In the states that the whole schedule leaves, and from the pressures to which the run has brought the volumes. */
static Status solve_final(Run *run) {
  if (run->study->wants_transient) run->work.initial = run->transient.final.p;
  schedule_apply_all(&run->study->schedule, &run->study->network);
  return solve_steady(run);
}

/* --- measures and limits over all analyses --- */

static bool assumes_too_much(const LimitTable *table) {
  for (int i = 0; i < table->count; i++) {
    const LimitRow *row = &table->rows[i];
    bool moves = row->check == LIMIT_MAX_OPERATING_DIFFERENTIAL || row->check == LIMIT_REVERSE_PRESSURE;
    if (moves && row->status == LIMIT_FAIL) return true;
  }
  return false;
}

static MeasureResult measure_of_steady(const Run *run, const Measure *measure, bool conditional) {
  MeasureResult result = {.value = NAN, .at_s = NAN, .conditional = conditional};
  if (run->study->wants_steady) result.value = probe_value(&run->study->network, run->steady.p, &measure->probe);
  if (isnan(result.value))
    snprintf(result.reason, sizeof result.reason, "%s",
             run->study->wants_steady
                 ? measure->probe.kind == PROBE_FRACTION || measure->probe.kind == PROBE_PUMPING_SPEED
                       ? "it has no value where there is no gas"
                       : "it has no value where there is no pressure drop"
                 : "it needs the steady state, which was not asked for");
  return result;
}

static void gather_measures(Run *run, bool conditional) {
  const MeasureList *list = &run->study->measures;
  for (int i = 0; i < list->count; i++) {
    if (list->rows[i].kind == MEASURE_AT_STEADY)
      run->measures[i] = measure_of_steady(run, &list->rows[i], conditional);
    else if (run->study->wants_transient)
      run->measures[i] = run->transient.measures[i];
    else
      run->measures[i] =
          (MeasureResult){.value = NAN, .at_s = NAN, .reason = "it needs the transient, which was not asked for"};
  }
}

static bool gather_limits(Run *run, LimitTable *of_steady) {
  const Study *study = run->study;
  if (!study->wants_limits) return true;
  if (study->wants_steady && !limits_of_steady(&study->network, &study->limits, &run->steady, of_steady)) return false;
  const LimitTable *of_transient = &run->transient.limits;
  if (!study->wants_transient) return limits_worst_of(of_steady, of_steady, &run->limits);
  return limits_worst_of(of_transient, study->wants_steady ? of_steady : of_transient, &run->limits);
}

static Status gather(Run *run) {
  LimitTable of_steady = {0};
  bool ok = gather_limits(run, &of_steady);
  bool too_much = assumes_too_much(&of_steady);
  if (ok) gather_measures(run, too_much);
  run->budget.conditional = run->study->budget.moment == BUDGET_AT_STEADY
                                ? too_much
                                : run->budget.time_s >= run->transient.conditional_from_s;
  limit_table_free(&of_steady);
  return ok ? STATUS_OK : STATUS_MEMORY;
}

/* --- tests of the budget --- */

static bool wants_leak_test(const Run *run) {
  const Study *study = run->study;
  return study->wants_budget && run->budget.filled && (study->leak_test.wants_plan || study->leak_test.wants_fit);
}

static Status plan_leak_test(Run *run) {
  if (!wants_leak_test(run)) return STATUS_OK;
  return leak_test_reckon(&run->leak_test, &run->study->leak_test, &run->budget, &run->study->network);
}

Status run_solve(Run *run) {
  const Study *study = run->study;
  bool final = study->steady_final_states;
  transient_result_free(&run->transient);
  limit_table_free(&run->limits);
  budget_free(&run->budget); /* where its moment is not reached it is not that of the run before */
  run->solved = false;
  Status status = study->wants_steady && !final ? solve_steady(run) : STATUS_OK;
  if (status == STATUS_OK && study->wants_transient) status = solve_transient(run);
  if (status == STATUS_OK && study->wants_steady && final) status = solve_final(run);
  if (status == STATUS_OK) status = gather(run);
  if (status == STATUS_OK) status = plan_leak_test(run);
  run->solved = status == STATUS_OK;
  return status;
}

/* A change that would matter to a valve: a tenth of an atmosphere within the horizon. */
static const double notable_change_pa = 1e4;

static void warn_of_isolated(const Run *run, Study *study) {
  const Network *network = &run->study->network;
  for (int i = 0; i < network->n_nodes; i++) {
    double rate = run->steady.isolated[i] ? balance_rate_of_rise_pa_s(network, &run->steady, i) : 0;
    if (fabs(rate) * run->study->steady.horizon_s < notable_change_pa) continue;
    study_warn(study,
               "node '%s' has no steady state: shut off, it %s by %.3g Pa/s; pressures and limits stand for its "
               "initial pressure",
               network->nodes[i].name, rate > 0 ? "rises" : "falls", fabs(rate));
  }
}

static void warn_of_ledger(const Ledger *ledger, Study *study) {
  const double law_told =
      1e-6; /* what the solution within a step, a degree below that at its ends, lets the laws be checked to */
  double law_promised = fmax(10 * study->transient.rtol, law_told);
  if (!(ledger->bookkeeping_error <= BALANCE_PROMISED))
    study_warn(study,
               "transient: gas in, out and stored differ by %.2g of it, more than %.2g: judge its figures by that",
               ledger->bookkeeping_error, BALANCE_PROMISED);
  if (ledger->worst_node >= 0 && !(ledger->law_error <= law_promised))
    study_warn(study,
               "transient: node '%s': the laws over the run differ by %.2g from what it gained, more than %.2g: "
               "a smaller rtol tells more",
               study->network.nodes[ledger->worst_node].name, ledger->law_error, law_promised);
}

static void warn_of_transient(const TransientResult *transient, Study *study) {
  if (!transient->complete)
    study_warn(study, "transient: ended by a signal at %.6g s of %.6g s: its figures cover no more than that",
               transient->end_s, study->transient.until_s);
  if (transient->loose_node >= 0)
    study_warn(study,
               "node '%s': closed off on every side for a time; what it holds then counts as that of a fitting, %g cm3",
               study->network.nodes[transient->loose_node].name, 1e6 * EQUATIONS_LOOSE_M3);
  warn_of_ledger(&transient->ledger, study);
}

void run_warn(const Run *run, Study *study) {
  if (!run->solved) return;
  if (study->wants_steady) warn_of_isolated(run, study);
  if (study->wants_transient) warn_of_transient(&run->transient, study);
  if (study->wants_steady && study->wants_limits && study->limits.behaviour == BEHAVIOUR_PHYSICAL)
    study_warn(study, "steady: valves stand as commanded; limits.behaviour = \"physical\" is of the transient alone");
}

RunOutcome run_outcome(const Run *run) {
  RunOutcome outcome = {.study = run->study};
  if (!run->solved) return outcome;
  if (run->study->wants_steady) outcome.steady = &run->steady, outcome.balance = &run->balance;
  if (run->study->wants_transient) outcome.transient = &run->transient;
  if (run->study->measures.count > 0) outcome.measures = run->measures;
  if (run->study->wants_limits) outcome.limits = &run->limits;
  if (run->study->wants_budget) outcome.budget = &run->budget;
  if (wants_leak_test(run)) outcome.leak_test = &run->leak_test;
  return outcome;
}

void run_free(Run *run) {
  steady_work_free(&run->work);
  steady_result_free(&run->steady);
  transient_result_free(&run->transient);
  limit_table_free(&run->limits);
  budget_free(&run->budget);
  free(run->measures);
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
