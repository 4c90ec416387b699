#include "sim/base/diagnostics.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void diagnostics_free(Diagnostics *diagnostics) {
  for (int i = 0; i < diagnostics->count; i++) {
    free(diagnostics->rows[i].file);
    free(diagnostics->rows[i].object);
    free(diagnostics->rows[i].what);
  }
  free(diagnostics->rows);
  *diagnostics = (Diagnostics){0};
}

static char *copy_of(const char *text) {
  char *copy = malloc(strlen(text) + 1);
  return copy ? strcpy(copy, text) : NULL;
}

static char *formatted(const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  char *text = length < 0 ? NULL : malloc((size_t)length + 1);
  if (text) vsnprintf(text, (size_t)length + 1, format, arguments);
  return text;
}

static bool room_for_one(Diagnostics *diagnostics) {
  if (diagnostics->count < diagnostics->capacity) return true;
  int capacity = diagnostics->capacity ? 2 * diagnostics->capacity : 16;
  Diagnostic *rows = realloc(diagnostics->rows, (size_t)capacity * sizeof *rows);
  if (!rows) return false;
  diagnostics->rows = rows;
  diagnostics->capacity = capacity;
  return true;
}

static void give_up(Diagnostics *diagnostics, Diagnostic *row) {
  free(row->file);
  free(row->object);
  free(row->what);
  if (!diagnostics->out_of_memory) diagnostics->errors++;
  diagnostics->out_of_memory = true;
}

void diagnostics_add(Diagnostics *diagnostics, Severity severity, const char *file, int line, const char *object,
                     const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Diagnostic row = {severity, file ? copy_of(file) : NULL, line, object ? copy_of(object) : NULL,
                    formatted(format, arguments)};
  va_end(arguments);
  if ((file && !row.file) || (object && !row.object) || !row.what || !room_for_one(diagnostics)) {
    give_up(diagnostics, &row);
    return;
  }
  diagnostics->rows[diagnostics->count++] = row;
  if (severity == SEVERITY_ERROR) diagnostics->errors++;
}

/* --- printing --- */

typedef struct {
  int file_rank, line, number;
} Rank;

static int rank_compare(const void *a, const void *b) {
  const Rank *x = a, *y = b;
  if (x->file_rank != y->file_rank) return x->file_rank < y->file_rank ? -1 : 1;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static bool same_file(const Diagnostic *a, const Diagnostic *b) {
  return a->file && b->file ? strcmp(a->file, b->file) == 0 : !a->file && !b->file;
}

/* The rank of a file is the number of the first row that names it; rows of one file mostly follow each other. Few files
   differ, and only their first rows are looked at. */
static void ranks_fill(const Diagnostics *diagnostics, Rank *ranks, int *firsts) {
  int first_count = 0;
  for (int i = 0; i < diagnostics->count; i++) {
    const Diagnostic *rows = diagnostics->rows;
    int k = 0;
    while (k < first_count && !same_file(&rows[firsts[k]], &rows[i]))
      k++;
    if (k == first_count) firsts[first_count++] = i;
    ranks[i] = (Rank){firsts[k], rows[i].line, i};
  }
}

/* Without memory for it they stay in the order they were found in. */
static void diagnostics_sort(Diagnostics *diagnostics) {
  size_t count = (size_t)diagnostics->count;
  Rank *ranks = malloc((count + 1) * sizeof *ranks);
  int *firsts = malloc((count + 1) * sizeof *firsts);
  Diagnostic *sorted = malloc((count + 1) * sizeof *sorted);
  if (ranks && firsts && sorted && count) {
    ranks_fill(diagnostics, ranks, firsts);
    qsort(ranks, count, sizeof *ranks, rank_compare);
    for (size_t i = 0; i < count; i++)
      sorted[i] = diagnostics->rows[ranks[i].number];
    memcpy(diagnostics->rows, sorted, count * sizeof *sorted);
  }
  free(ranks);
  free(firsts);
  free(sorted);
}

static void diagnostic_print(const Diagnostic *row, FILE *stream) {
  if (row->file) fprintf(stream, "%s:", row->file);
  if (row->file && row->line > 0) fprintf(stream, "%d:", row->line);
  fprintf(stream, "%s%s: ", row->file ? " " : "", row->severity == SEVERITY_ERROR ? "error" : "warning");
  if (row->object) fprintf(stream, "%s: ", row->object);
  fprintf(stream, "%s\n", row->what);
}

void diagnostics_print(Diagnostics *diagnostics, FILE *stream) {
  diagnostics_sort(diagnostics);
  for (int i = 0; i < diagnostics->count; i++)
    diagnostic_print(&diagnostics->rows[i], stream);
  if (diagnostics->out_of_memory) fputs("error: out of memory: not every finding could be kept\n", stream);
}
