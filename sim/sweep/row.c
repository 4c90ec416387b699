#include "sim/sweep/row.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void row_text_free(RowText *text) {
  free(text->text);
  *text = (RowText){0};
}

void row_text_add(RowText *text, const char *piece, size_t length) {
  if (!text->failed && text->length + length + 1 > text->capacity) {
    size_t capacity = 2 * (text->length + length + 1);
    char *larger = realloc(text->text, capacity);
    text->failed = !larger;
    if (larger) text->text = larger, text->capacity = capacity;
  }
  if (text->failed) return;
  memcpy(text->text + text->length, piece, length);
  text->length += length;
  text->text[text->length] = '\0';
}

static void add(RowText *text, const char *piece) {
  row_text_add(text, piece, strlen(piece));
}

/* RFC 4180: quoted where a comma, a quote or an end of line is in it. */
static void add_field(RowText *text, const char *field) {
  if (!strpbrk(field, ",\"\r\n")) {
    add(text, field);
    return;
  }
  add(text, "\"");
  for (; *field; field++) {
    char letter = *field == '\n' || *field == '\r' ? ' ' : *field;
    if (letter == '"') row_text_add(text, &letter, 1);
    row_text_add(text, &letter, 1);
  }
  add(text, "\"");
}

static void add_number(RowText *text, double value) {
  char number[40];
  row_text_add(text, ",", 1);
  if (isfinite(value)) row_text_add(text, number, (size_t)snprintf(number, sizeof number, "%.9g", value));
}

/* --- header --- */

/* "_Pa_m3_s" of "Pa m3/s"; nothing of "1". */
static void add_unit(RowText *text, const char *unit) {
  bool gap = true;
  if (!*unit || strcmp(unit, "1") == 0) return;
  for (; *unit; unit++) {
    bool letter = isalnum((unsigned char)*unit) || *unit == '-';
    if (letter && gap) row_text_add(text, "_", 1);
    if (letter) row_text_add(text, unit, 1);
    gap = !letter;
  }
}

static void output_header(const Study *study, const SweepOutput *output, RowText *text) {
  add(text, ",");
  if (output->measure >= 0) {
    const Measure *measure = &study->measures.rows[output->measure];
    add(text, measure->name);
    add_unit(text, measure_unit(measure));
    return;
  }
  add(text, "limits.");
  add(text, study->network.branches[output->branch].name);
  add(text, ".");
  add(text, limit_check_name(output->check));
}

void sweep_header(const Study *study, RowText *text) {
  const SweepRequest *request = &study->sweep;
  add(text, "index,status");
  for (int i = 0; i < request->count; i++) {
    add(text, ",");
    add_field(text, request->parameters[i].variable.path);
    add_unit(text, request->parameters[i].unit);
  }
  for (int o = 0; o < request->n_outputs; o++)
    output_header(study, &request->outputs[o], text);
  if (study->wants_limits) add(text, ",limits_failed,tightest_utilization");
  add(text, ",reason\n");
}

/* --- rows --- */

static double limit_value(const LimitTable *table, const SweepOutput *output) {
  for (int i = 0; i < table->count; i++)
    if (table->rows[i].branch == output->branch && table->rows[i].check == output->check)
      return table->rows[i].utilization;
  return NAN;
}

typedef struct {
  bool conditional;
  const char *no_value, *why; /* the first measure without a value */
} Outputs;

static Outputs add_outputs(const Study *study, const PointWorker *worker, bool solved, RowText *text) {
  Outputs seen = {false, NULL, NULL};
  for (int o = 0; o < study->sweep.n_outputs; o++) {
    const SweepOutput *output = &study->sweep.outputs[o];
    if (!solved)
      add(text, ",");
    else if (output->measure < 0)
      add_number(text, limit_value(&worker->run->limits, output));
    else {
      const MeasureResult *result = &worker->run->measures[output->measure];
      add_number(text, result->value);
      seen.conditional = seen.conditional || result->conditional;
      if (isnan(result->value) && !seen.no_value)
        seen.no_value = study->measures.rows[output->measure].name, seen.why = result->reason;
    }
  }
  return seen;
}

static int count_failed(const LimitTable *table, double *tightest) {
  int failed = 0;
  *tightest = NAN;
  for (int i = 0; i < table->count; i++) {
    failed += table->rows[i].status == LIMIT_FAIL;
    if (table->rows[i].status != LIMIT_NOT_APPLICABLE) *tightest = fmax(*tightest, table->rows[i].utilization);
  }
  return failed;
}

/* Before the point's outputs are known its status is not: it is put in its place afterwards. */
void sweep_row(const Study *study, uint64_t index, const VaryValue *values, const PointWorker *worker, Status status,
               RowText *text) {
  RowText *row = text;
  char number[40];
  double tightest = NAN;
  bool solved = status == STATUS_OK;
  int failed = solved && study->wants_limits ? count_failed(&worker->run->limits, &tightest) : 0;
  bool lacks = false;
  for (int o = 0; solved && o < study->sweep.n_outputs; o++)
    lacks = lacks || (study->sweep.outputs[o].measure >= 0 &&
                      isnan(worker->run->measures[study->sweep.outputs[o].measure].value));
  snprintf(number, sizeof number, "%llu,%s", (unsigned long long)index,
           !solved  ? "failed"
           : failed ? "violated"
           : lacks  ? "no_value"
                    : "ok");
  add(row, number);
  for (int i = 0; i < study->sweep.count; i++) {
    if (values[i].text)
      add(row, ","), add_field(row, values[i].text);
    else
      add_number(row, values[i].number);
  }
  Outputs seen = add_outputs(study, worker, solved, row);
  if (study->wants_limits && solved) {
    snprintf(number, sizeof number, ",%d", failed);
    add(row, number);
    add_number(row, tightest);
  } else if (study->wants_limits) {
    add(row, ",,");
  }
  add(row, ",");
  if (!solved)
    add_field(row, worker->message);
  else if (seen.no_value) {
    char words[MEASURE_NAME_MAX + MEASURE_REASON_MAX + 4];
    snprintf(words, sizeof words, "%s: %s", seen.no_value, seen.why);
    add_field(row, words);
  } else if (seen.conditional) {
    add(row, "conditional: a valve failed its differential or reverse limit before");
  }
  add(row, "\n");
}
