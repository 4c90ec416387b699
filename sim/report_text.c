#include "sim/report_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/report_table.h"
#include "sim/results_verdict.h"

enum { FAILURES_SHOWN = 5, LIMITS_SHOWN = 5, WARNINGS_SHOWN = 4 };

static const char *colour_of(bool colour, LimitStatus status) {
  static const char *const colours[] = {
      [LIMIT_PASS] = "\033[32m", [LIMIT_WARN] = "\033[33m", [LIMIT_FAIL] = "\033[1;31m"};
  return colour && status != LIMIT_NOT_APPLICABLE ? colours[status] : "";
}

static void print_verdict(const RunOutcome *outcome, bool colour, FILE *stream) {
  char text[REPORT_LINE_SIZE], label[40];
  bool pass = outcome_passes(outcome);
  report_wrapped(stream, "", outcome->study->title ? outcome->study->title : "");
  verdict_text(outcome, text, sizeof text);
  snprintf(label, sizeof label, "%s%s%s  ", colour_of(colour, pass ? LIMIT_PASS : LIMIT_FAIL), verdict_word(outcome),
           colour ? "\033[0m" : "");
  report_wrapped(stream, label, text);
  if (pass) return;
  int *order = limits_by_tightness(outcome->limits), failed = limit_counts(outcome->limits).failed;
  for (int i = 0; order && i < failed && i < FAILURES_SHOWN; i++)
    report_wrapped(stream, "      ", limit_failure_text(outcome, &outcome->limits->rows[order[i]], text, sizeof text));
  if (failed > FAILURES_SHOWN) fprintf(stream, "      %d more in limits.csv\n", failed - FAILURES_SHOWN);
  free(order);
}

/* What follows the document's name: a source reads "document, place". */
static const char *place_of(const char *source) {
  const char *comma = source ? strstr(source, ", ") : NULL;
  return comma ? comma + 2 : "";
}

static bool same_document(const LimitRow *a, const LimitRow *b) {
  if (!a->source || !b->source) return false;
  size_t length = strcspn(a->source, ",");
  return length == strcspn(b->source, ",") && strncmp(a->source, b->source, length) == 0;
}

/* The source gets what is left of the line. */
static void limit_line(const RunOutcome *outcome, const LimitRow *row, bool place_only, bool colour, FILE *stream) {
  const char *unit = limit_check_unit(row->check), *source = row->source ? row->source : "";
  const char *check = row->check == LIMIT_TEMPERATURE ? "temperature from mid-range" : limit_check_words(row->check);
  int width = report_name_width(&outcome->study->network);
  char name[REPORT_NAME_SIZE], figures[REPORT_LINE_SIZE];
  int used = snprintf(figures, sizeof figures, "  %-*s %-26s %11s %11s %9s", width,
                      report_name(outcome->study->network.branches[row->branch].name, width, name), check,
                      number_readable(row->value, unit).text, number_readable(row->limit, unit).text,
                      number_ratio(row->utilization).text);
  int room = REPORT_COLUMNS - used - 8;
  fprintf(stream, "%s  %s%-4s%s  %.*s\n", figures, colour_of(colour, row->status), limit_status_name(row->status),
          colour ? "\033[0m" : "", room > 0 ? room : 0, place_only ? place_of(source) : source);
}

/* The note of a row whose number needs one, once where several rows share it. A failure without a number has said it in
   the verdict. */
static void limit_note(const LimitRow *row, const LimitRow *before, FILE *stream) {
  bool wanted = row->reason[0] && isfinite(row->utilization) &&
                (row->status != LIMIT_PASS || row->check == LIMIT_REVERSE_PRESSURE);
  if (wanted && !(before && strcmp(before->reason, row->reason) == 0)) report_wrapped(stream, "      ", row->reason);
}

/* The document that all shown rows cite stands in the heading. */
static void print_limits(const RunOutcome *outcome, bool colour, FILE *stream) {
  const LimitTable *table = outcome->limits;
  LimitCounts counts = limit_counts(table);
  int *order = limits_by_tightness(table);
  int shown = counts.judged < LIMITS_SHOWN ? counts.judged : LIMITS_SHOWN;
  if (!order || shown == 0) {
    free(order);
    return;
  }
  const LimitRow *first = &table->rows[order[0]];
  bool one_document = true;
  for (int i = 0; i < shown; i++)
    one_document = one_document && same_document(first, &table->rows[order[i]]);
  fprintf(stream, "\n%-*s %-26s %11s %11s %9s        %s%.*s\n", report_name_width(&outcome->study->network) + 2,
          "Limits", "the tightest", "value", "limit", "used", one_document ? "in " : "source",
          one_document ? (int)strcspn(first->source, ",") : 0, one_document ? first->source : "");
  for (int i = 0; i < shown; i++) {
    limit_line(outcome, &table->rows[order[i]], one_document, colour, stream);
    limit_note(&table->rows[order[i]], i > 0 ? &table->rows[order[i - 1]] : NULL, stream);
  }
  char more[32] = "";
  if (counts.judged > shown) snprintf(more, sizeof more, "%d more and ", counts.judged - shown);
  if (counts.judged > shown || counts.not_applicable)
    fprintf(stream, "  %s%d not applicable in limits.csv\n", more, counts.not_applicable);
  free(order);
}

static void print_balance(const RunOutcome *outcome, FILE *stream) {
  const Balance *balance = outcome->balance;
  const Network *network = &outcome->study->network;
  char text[REPORT_LINE_SIZE];
  snprintf(text, sizeof text, "Balance  in %s = out %s + stored %s Pa m3/s, closed to %s; node error %s%s%s",
           number_text(balance->in_pa_m3_s, 5).text, number_text(balance->out_pa_m3_s, 5).text,
           number_text(balance->stored_pa_m3_s, 5).text, number_text(balance->ledger_relative_error, 2).text,
           number_text(balance->relative_error, 2).text, balance->worst_node >= 0 ? " at " : "",
           balance->worst_node >= 0 ? network->nodes[balance->worst_node].name : "");
  fputc('\n', stream);
  report_wrapped(stream, "", text);
}

static void print_warnings(const RunOutcome *outcome, FILE *stream) {
  const Study *study = outcome->study;
  for (int i = 0; i < study->warning_count && i < WARNINGS_SHOWN; i++)
    report_wrapped(stream, "Warning  ", study->warnings[i]);
  if (study->warning_count > WARNINGS_SHOWN)
    fprintf(stream, "         %d more warnings in results.json\n", study->warning_count - WARNINGS_SHOWN);
}

void report_text_print(const RunOutcome *outcome, const char *folder, bool colour, FILE *stream) {
  print_verdict(outcome, colour, stream);
  if (outcome->steady) report_print_steady(outcome, stream);
  if (outcome->limits) print_limits(outcome, colour, stream);
  if (outcome->balance) print_balance(outcome, stream);
  print_warnings(outcome, stream);
  if (folder) report_wrapped(stream, "Results  ", folder);
}
