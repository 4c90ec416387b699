#include "sim/report_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/optimise/results_optimise.h"
#include "sim/output_number.h"
#include "sim/report_budget.h"
#include "sim/report_limits.h"
#include "sim/report_size.h"
#include "sim/report_table.h"
#include "sim/report_transient.h"
#include "sim/results_budget.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"
#include "sim/sweep/results_sweep.h"
#include "sim/uncertainty/results_uncertainty.h"

enum { FAILURES_SHOWN = 5, WARNINGS_SHOWN = 4, UNFIRED_SHOWN = 4 };

static void print_verdict(const RunOutcome *outcome, bool colour, FILE *stream) {
  char text[REPORT_LINE_SIZE], label[40];
  bool pass = outcome_passes(outcome);
  report_wrapped(stream, "", outcome->study->title ? outcome->study->title : "");
  verdict_text(outcome, text, sizeof text);
  snprintf(label, sizeof label, "%s%s%s  ", report_colour(colour, pass ? LIMIT_PASS : LIMIT_FAIL),
           verdict_word(outcome), colour ? "\033[0m" : "");
  report_wrapped(stream, label, text);
  if (pass || !outcome->limits) return;
  int *order = limits_by_tightness(outcome->limits), failed = limit_counts(outcome->limits).failed;
  for (int i = 0; order && i < failed && i < FAILURES_SHOWN; i++)
    report_wrapped(stream, "      ", limit_failure_text(outcome, &outcome->limits->rows[order[i]], text, sizeof text));
  if (failed > FAILURES_SHOWN) fprintf(stream, "      %d more in limits.csv\n", failed - FAILURES_SHOWN);
  free(order);
}

static const char *node_name(const RunOutcome *outcome, int node) {
  return node >= 0 ? outcome->study->network.nodes[node].name : "";
}

static void print_balance_of_run(const RunOutcome *outcome, FILE *stream) {
  const Ledger *ledger = &outcome->transient->ledger;
  char text[REPORT_LINE_SIZE], laws[NUMBER_TEXT_SIZE + 200] = "no volume for the laws";
  if (ledger->worst_node >= 0)
    snprintf(laws, sizeof laws, "the laws integrated again agree to %s, worst at %s",
             number_text(ledger->law_error, 2).text, node_name(outcome, ledger->worst_node));
  snprintf(text, sizeof text, "in %s = out %s + stored %s Pa m3 at 20 degC over the run, closed to %s; %s",
           number_text(ledger->in_pa_m3, 7).text, number_text(ledger->out_pa_m3, 7).text,
           number_text(ledger->stored_pa_m3, 7).text, number_text(ledger->bookkeeping_error, 2).text, laws);
  report_wrapped(stream, "Balance  ", text);
}

static void print_balance_of_steady(const RunOutcome *outcome, FILE *stream) {
  const Balance *balance = outcome->balance;
  char text[REPORT_LINE_SIZE];
  snprintf(text, sizeof text, "%sin %s = out %s + stored %s Pa m3/s, closed to %s; node error %s%s%s",
           outcome->transient ? "steady: " : "", number_text(balance->in_pa_m3_s, 5).text,
           number_text(balance->out_pa_m3_s, 5).text, number_text(balance->stored_pa_m3_s, 5).text,
           number_text(balance->ledger_relative_error, 2).text, number_text(balance->relative_error, 2).text,
           balance->worst_node >= 0 ? " at " : "", node_name(outcome, balance->worst_node));
  report_wrapped(stream, outcome->transient ? "         " : "Balance  ", text);
}

static void print_balance(const RunOutcome *outcome, FILE *stream) {
  if (!outcome->balance && !outcome->transient) return;
  fputc('\n', stream);
  if (outcome->transient) print_balance_of_run(outcome, stream);
  if (outcome->balance) print_balance_of_steady(outcome, stream);
}

/* What the schedule asked for and the run never came to. */
static void print_unfired(const RunOutcome *outcome, FILE *stream) {
  const TransientResult *transient = outcome->transient;
  char entry_text[REPORT_LINE_SIZE - 20], text[REPORT_LINE_SIZE];
  for (int i = 0; i < transient->n_unfired && i < UNFIRED_SHOWN; i++) {
    const ScheduleEntry *entry = &outcome->study->schedule.entries[transient->unfired[i]];
    schedule_entry_words(&outcome->study->network, entry, entry_text, sizeof entry_text);
    snprintf(text, sizeof text, "never came: %s", entry_text);
    report_wrapped(stream, "Note     ", text);
  }
  if (transient->n_unfired > UNFIRED_SHOWN)
    fprintf(stream, "         %d more entries never came, see results.json\n", transient->n_unfired - UNFIRED_SHOWN);
  if (transient->series.capped)
    fprintf(stream, "Note     transient.csv is thinned between events to %d rows\n", transient->series.count);
}

static void print_warnings(const RunOutcome *outcome, FILE *stream) {
  const Study *study = outcome->study;
  for (int i = 0; i < study->warning_count && i < WARNINGS_SHOWN; i++)
    report_wrapped(stream, "Warning  ", study->warnings[i]);
  if (study->warning_count > WARNINGS_SHOWN)
    fprintf(stream, "         %d more warnings in results.json\n", study->warning_count - WARNINGS_SHOWN);
}

/* An early end and an assumption that failed come before every figure that they touch. */
static void print_incomplete(const RunOutcome *outcome, bool colour, FILE *stream) {
  char text[REPORT_LINE_SIZE], label[40];
  if (!incomplete_words(outcome, text, sizeof text)[0]) return;
  snprintf(label, sizeof label, "%sINCOMPLETE%s  ", report_colour(colour, LIMIT_WARN), colour ? "\033[0m" : "");
  report_wrapped(stream, label, text);
}

void report_text_print(const RunOutcome *outcome, const char *folder, bool colour, FILE *stream) {
  print_incomplete(outcome, colour, stream);
  print_verdict(outcome, colour, stream);
  if (outcome->optimise) report_print_optimise(outcome, stream);
  if (outcome->sizing) report_print_size(outcome, colour, stream);
  if (outcome->measures) report_print_measures(outcome, stream);
  report_print_conditional(outcome, stream);
  if (outcome->transient) report_print_transient(outcome, stream);
  if (outcome->steady) report_print_steady(outcome, stream);
  if (outcome->limits) report_print_limits(outcome, colour, stream);
  if (budget_is_known(outcome)) report_print_budget(outcome, stream);
  if (outcome->uncertainty) report_print_uncertainty(outcome, stream);
  if (outcome->sweep) report_print_sweep(outcome->sweep, stream);
  print_balance(outcome, stream);
  if (outcome->transient) print_unfired(outcome, stream);
  print_warnings(outcome, stream);
  if (folder) report_wrapped(stream, "Results  ", folder);
}
