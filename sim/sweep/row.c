#include "sim/sweep/row.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/sweep/columns.h"

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

void sweep_header(const Study *study, RowText *text) {
  char name[SWEEP_COLUMN_NAME_MAX];
  add(text, "index,status");
  for (int column = 0; column < sweep_column_count(study); column++) {
    add(text, ",");
    add_field(text, sweep_column_header(study, column, name));
  }
  add(text, ",reason\n");
}

/* --- rows --- */

static const char *status_word(const SweepCells *cells, Status status) {
  const Study *study = cells->study;
  if (cells->filtered >= 0) return "filtered";
  if (status != STATUS_OK) return "failed";
  if (study->wants_limits && cells->cell[sweep_column_of_limits(&study->sweep)] > 0) return "violated";
  return cells->lacks ? "no_value" : "ok";
}

static void add_reason(const SweepCells *cells, const PointWorker *worker, Status status, RowText *text) {
  char words[EXPRESSION_TEXT_MAX + 16];
  if (cells->filtered >= 0) {
    snprintf(words, sizeof words, "filter: %s", cells->study->sweep.filters[cells->filtered].text);
    add_field(text, words);
  } else if (status != STATUS_OK)
    add_field(text, worker->message);
  else if (cells->lacks)
    add_field(text, cells->why);
  else if (cells->conditional)
    add(text, "conditional: a valve failed its differential or reverse limit before");
}

void sweep_row(const SweepCells *cells, uint64_t index, const VaryValue *values, const PointWorker *worker,
               Status status, RowText *text) {
  char number[40];
  snprintf(number, sizeof number, "%llu,", (unsigned long long)index);
  add(text, number);
  add(text, status_word(cells, status));
  for (int column = 0; column < sweep_column_count(cells->study); column++) {
    if (column < cells->study->sweep.count && values[column].text)
      add(text, ","), add_field(text, values[column].text);
    else
      add_number(text, cells->cell[column]);
  }
  add(text, ",");
  add_reason(cells, worker, status, text);
  add(text, "\n");
}
