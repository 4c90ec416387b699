#include "sim/sweep/summary.h"

#include <errno.h>
#include <math.h>
#include <omp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sweep_summary_free(SweepSummary *summary) {
  free(summary->column);
  *summary = (SweepSummary){0};
}

/* The field at `at` made a text of its own, without its quotes; returns where the next begins, NULL at the end of the line. */
static char *take_field(char *at, char **field) {
  char *out = at;
  *field = at;
  if (*at != '"') {
    char *end = strpbrk(at, ",\n");
    bool more = end && *end == ',';
    if (end) *end = '\0';
    return more ? end + 1 : NULL;
  }
  for (at++; *at && !(*at == '"' && at[1] != '"'); at++, out++) {
    if (*at == '"') at++;
    *out = *at;
  }
  bool more = *at == '"' && at[1] == ',';
  *out = '\0';
  return more ? at + 2 : NULL;
}

static bool read_header(char *line, SweepSummary *summary) {
  char *field, *at = line;
  int place = 0;
  while (at) {
    at = take_field(at, &field);
    if ((place == 0 && strcmp(field, "index") != 0) || (place == 1 && strcmp(field, "status") != 0)) return false;
    if (place >= 2 && at && summary->columns < SWEEP_COLUMNS_MOST) {
      SweepColumn *column = &summary->column[summary->columns++];
      *column = (SweepColumn){.low = INFINITY, .high = -INFINITY};
      snprintf(column->name, sizeof column->name, "%s", field);
    }
    place++;
  }
  return place > 3;
}

static void take_value(SweepColumn *column, const char *field, uint64_t index) {
  char *end;
  double value = strtod(field, &end);
  if (end == field || *end) return;
  column->count++;
  if (value < column->low) column->low = value, column->low_row = index;
  if (value > column->high) column->high = value, column->high_row = index;
}

static void read_row(char *line, SweepSummary *summary) {
  char *field, *at = take_field(line, &field), *status = NULL;
  uint64_t index = strtoull(field, NULL, 10);
  if (at) at = take_field(at, &status);
  if (!status) return;
  summary->points++;
  bool failed = strcmp(status, "failed") == 0;
  summary->no_value += strcmp(status, "no_value") == 0;
  summary->violated += strcmp(status, "violated") == 0;
  summary->filtered += strcmp(status, "filtered") == 0;
  for (int c = 0; at && c < summary->columns; c++) {
    at = take_field(at, &field);
    take_value(&summary->column[c], field, index);
  }
  if (failed && summary->failed++ == 0) {
    summary->first_failed = index;
    if (at) take_field(at, &field), snprintf(summary->first_reason, sizeof summary->first_reason, "%s", field);
  }
}

/* --- a block of lines, in parallel --- */

enum { SLICES = 16, BLOCK_BYTES = 1 << 21 }; /* whatever the number of threads */

typedef struct {
  SweepSummary parts[SLICES];
  int threads;
  char *text; /* [BLOCK_BYTES + 1] */
} Blocks;

static void blocks_free(Blocks *blocks) {
  for (int k = 0; k < SLICES; k++)
    sweep_summary_free(&blocks->parts[k]);
  free(blocks->text);
}

static bool blocks_init(Blocks *blocks, int columns, int threads) {
  *blocks = (Blocks){.threads = threads > 0 ? threads : omp_get_max_threads(), .text = malloc(BLOCK_BYTES + 1)};
  bool ok = blocks->text != NULL;
  for (int k = 0; k < SLICES; k++) {
    blocks->parts[k] = (SweepSummary){.columns = columns, .column = calloc((size_t)columns + 1, sizeof(SweepColumn))};
    ok = ok && blocks->parts[k].column;
  }
  return ok;
}

static void begin_part(SweepSummary *part) {
  part->points = part->failed = part->no_value = part->violated = part->filtered = 0;
  for (int c = 0; c < part->columns; c++)
    part->column[c].count = 0, part->column[c].low = INFINITY, part->column[c].high = -INFINITY;
}

/* Rows that come after those the whole has. */
static void add_part(SweepSummary *whole, const SweepSummary *part) {
  if (whole->failed == 0 && part->failed > 0) {
    whole->first_failed = part->first_failed;
    memcpy(whole->first_reason, part->first_reason, sizeof whole->first_reason);
  }
  whole->points += part->points, whole->failed += part->failed, whole->no_value += part->no_value;
  whole->violated += part->violated, whole->filtered += part->filtered;
  for (int c = 0; c < whole->columns; c++) {
    SweepColumn *to = &whole->column[c];
    const SweepColumn *from = &part->column[c];
    to->count += from->count;
    if (from->low < to->low) to->low = from->low, to->low_row = from->low_row;
    if (from->high > to->high) to->high = from->high, to->high_row = from->high_row;
  }
}

static void read_lines(char *text, char *end, SweepSummary *part) {
  begin_part(part);
  while (text < end) {
    char *stop = memchr(text, '\n', (size_t)(end - text));
    if (stop) *stop = '\0';
    read_row(text, part);
    text = stop ? stop + 1 : end;
  }
}

/* length bytes of whole lines, the byte behind them 0. */
static void read_block(Blocks *blocks, size_t length, SweepSummary *whole) {
  char *begin[SLICES + 1];
  for (int k = 0; k <= SLICES; k++) {
    char *at = blocks->text + length / SLICES * (size_t)k;
    char *stop = k == 0 || k == SLICES ? NULL : memchr(at, '\n', length - (size_t)(at - blocks->text));
    begin[k] = k == 0 ? blocks->text : stop ? stop + 1 : blocks->text + length;
  }
#pragma omp parallel for schedule(dynamic, 1) num_threads(blocks->threads)
  for (int k = 0; k < SLICES; k++)
    read_lines(begin[k], begin[k + 1], &blocks->parts[k]);
  for (int k = 0; k < SLICES; k++)
    add_part(whole, &blocks->parts[k]);
}

/* False: a line longer than a block, which no sweep writes. */
static bool read_rows(FILE *stream, Blocks *blocks, SweepSummary *summary) {
  size_t kept = 0, got;
  do {
    got = fread(blocks->text + kept, 1, BLOCK_BYTES - kept, stream);
    size_t length = kept + got, whole = length;
    while (got > 0 && whole > 0 && blocks->text[whole - 1] != '\n')
      whole--;
    if (got > 0 && whole == 0 && length == BLOCK_BYTES) return false;
    char behind = blocks->text[whole];
    blocks->text[whole] = '\0';
    if (whole > 0) read_block(blocks, whole, summary);
    blocks->text[whole] = behind;
    kept = length - whole;
    memmove(blocks->text, blocks->text + whole, kept);
  } while (got > 0);
  return true;
}

static Status read_stream(FILE *stream, const char *file, int threads, SweepSummary *summary, char *message,
                          size_t size) {
  char *line = NULL;
  size_t capacity = 0;
  bool good = getline(&line, &capacity, stream) > 0 && read_header(line, summary);
  free(line);
  Blocks blocks;
  bool roomy = blocks_init(&blocks, summary->columns, threads);
  if (good && roomy) good = read_rows(stream, &blocks, summary);
  blocks_free(&blocks);
  if (good && roomy && !ferror(stream)) return STATUS_OK;
  snprintf(message, size, "%s: %s", file, !roomy ? "out of memory" : good ? strerror(errno) : "is no table of a sweep");
  return roomy ? STATUS_IO : STATUS_MEMORY;
}

Status sweep_summary_read(const char *file, int threads, SweepSummary *summary, char *message, size_t size) {
  *summary = (SweepSummary){.shard = 1, .shards = 1, .column = calloc(SWEEP_COLUMNS_MOST, sizeof *summary->column)};
  FILE *stream = fopen(file, "rb");
  Status status = STATUS_OK;
  if (!summary->column)
    status = STATUS_MEMORY, snprintf(message, size, "out of memory");
  else if (!stream)
    status = STATUS_IO, snprintf(message, size, "%s: %s", file, strerror(errno));
  else
    status = read_stream(stream, file, threads, summary, message, size);
  if (stream) fclose(stream);
  if (status != STATUS_OK) sweep_summary_free(summary);
  return status;
}
