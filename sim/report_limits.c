#include "sim/report_limits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/report_table.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"

enum { LIMITS_SHOWN = 5, SOURCE_END = 110 };

const char *report_colour(bool colour, LimitStatus status) {
  static const char *const colours[] = {
      [LIMIT_PASS] = "\033[32m", [LIMIT_WARN] = "\033[33m", [LIMIT_FAIL] = "\033[1;31m"};
  return colour && status != LIMIT_NOT_APPLICABLE ? colours[status] : "";
}

/* A difference of temperatures is in kelvin. */
static NumberText margin_text(const LimitRow *row, const char *unit) {
  if (strcmp(unit, "K") != 0) return number_readable(row->margin, unit);
  NumberText text = number_readable(row->margin, "");
  if (isfinite(row->margin)) strncat(text.text, " K", sizeof text.text - strlen(text.text) - 1);
  return text;
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

static const char *short_words(LimitCheck check) {
  return check == LIMIT_TEMPERATURE ? "temperature from mid-range" : limit_check_words(check);
}

static const char *short_name(const RunOutcome *outcome, const LimitRow *row, char *text) {
  return report_name(outcome->study->network.branches[row->branch].name, report_name_width(outcome), text);
}

static void status_word(const LimitRow *row, bool colour, FILE *stream) {
  fprintf(stream, "  %s%-4s%s", report_colour(colour, row->status), limit_status_name(row->status),
          colour ? "\033[0m" : "");
}

/* The source gets what is left of the line. */
static void steady_line(const RunOutcome *outcome, const LimitRow *row, bool place_only, bool colour, FILE *stream) {
  const char *unit = limit_check_unit(row->check), *source = row->source ? row->source : "";
  char name[REPORT_NAME_SIZE], figures[REPORT_LINE_SIZE];
  int used = snprintf(figures, sizeof figures, "  %-*s %-26s %11s %11s %9s", report_name_width(outcome),
                      short_name(outcome, row, name), short_words(row->check), number_readable(row->value, unit).text,
                      number_readable(row->limit, unit).text, number_ratio(row->utilization).text);
  int room = SOURCE_END - used - 8;
  fputs(figures, stream);
  status_word(row, colour, stream);
  fprintf(stream, "  %.*s\n", room > 0 ? room : 0, place_only ? place_of(source) : source);
}

/* Nine columns at most. */
static NumberText used_text(double utilization) {
  if (!(utilization >= 1000)) return number_ratio(utilization);
  NumberText text = number_text(utilization, 2);
  strncat(text.text, " x", sizeof text.text - strlen(text.text) - 1);
  return text;
}

/* The moment in place of the source. A throughput's unit stands with the check: three times it would not fit. */
static void run_line(const RunOutcome *outcome, const LimitRow *row, bool colour, FILE *stream) {
  const char *unit = limit_check_unit(row->check);
  bool throughput = strcmp(unit, "Pa m3/s") == 0;
  char name[REPORT_NAME_SIZE], check[64], when[48];
  snprintf(check, sizeof check, "%s%s", short_words(row->check), throughput ? ", Pa m3/s" : "");
  if (throughput) unit = "";
  fprintf(stream, "  %-*s %-26s %11s %9s %11s %9s", report_name_width(outcome), short_name(outcome, row, name), check,
          number_readable(row->value, unit).text, number_readable(row->limit, unit).text, margin_text(row, unit).text,
          used_text(row->utilization).text);
  status_word(row, colour, stream);
  limit_when_words(row, when, sizeof when);
  fprintf(stream, "%s%s\n", when[0] ? "  " : "", strncmp(when, "at ", 3) == 0 ? when + 3 : when); /* under 'when' */
}

/* The note of a row whose number needs one, once where several rows share it. A failure without a number has said it in
   the verdict. brief: where every line counts, a passing row goes without. */
static void limit_note(const LimitRow *row, const LimitRow *before, bool brief, FILE *stream) {
  bool wanted = row->reason[0] && isfinite(row->utilization) &&
                (row->status != LIMIT_PASS || (!brief && row->check == LIMIT_REVERSE_PRESSURE));
  if (wanted && !(before && strcmp(before->reason, row->reason) == 0)) report_wrapped(stream, "      ", row->reason);
}

/* The document that all shown rows cite stands in the heading. */
static bool one_document(const LimitTable *table, const int *order, int shown) {
  for (int i = 0; i < shown; i++)
    if (!same_document(&table->rows[order[0]], &table->rows[order[i]])) return false;
  return true;
}

static void print_heading(const RunOutcome *outcome, const LimitRow *first, bool one, FILE *stream) {
  fprintf(stream, "\n%-*s %-26s", report_name_width(outcome) + 2, "Limits", "the tightest");
  if (outcome->transient)
    fprintf(stream, " %11s %9s %11s %9s        when\n", "value", "limit", "margin", "used");
  else
    fprintf(stream, " %11s %11s %9s        %s%.*s\n", "value", "limit", "used", one ? "in " : "source",
            one ? (int)strcspn(first->source, ",") : 0, one ? first->source : "");
}

static void print_rest(const RunOutcome *outcome, const LimitCounts *counts, int shown, FILE *stream) {
  char more[32] = "";
  if (counts->judged > shown) snprintf(more, sizeof more, "%d more and ", counts->judged - shown);
  if (counts->judged > shown || counts->not_applicable)
    fprintf(stream, "  %s%d not applicable in limits.csv%s\n", more, counts->not_applicable,
            outcome->transient ? ", with notes and sources" : "");
}

void report_print_limits(const RunOutcome *outcome, bool colour, FILE *stream) {
  const LimitTable *table = outcome->limits;
  LimitCounts counts = limit_counts(table);
  int *order = limits_by_tightness(table);
  int shown = counts.judged < LIMITS_SHOWN ? counts.judged : LIMITS_SHOWN;
  if (order && shown > 0) {
    bool one = one_document(table, order, shown);
    print_heading(outcome, &table->rows[order[0]], one, stream);
    for (int i = 0; i < shown; i++) {
      const LimitRow *row = &table->rows[order[i]];
      if (outcome->transient)
        run_line(outcome, row, colour, stream);
      else
        steady_line(outcome, row, one, colour, stream);
      limit_note(row, i > 0 ? &table->rows[order[i - 1]] : NULL, outcome->transient != NULL, stream);
    }
    print_rest(outcome, &counts, shown, stream);
  }
  free(order);
}
