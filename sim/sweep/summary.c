#include "sim/sweep/summary.h"

#include <errno.h>
#include <math.h>
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

static Status read_stream(FILE *stream, const char *file, SweepSummary *summary, char *message, size_t size) {
  char *line = NULL;
  size_t capacity = 0;
  bool good = getline(&line, &capacity, stream) > 0 && read_header(line, summary);
  while (good && getline(&line, &capacity, stream) > 0)
    read_row(line, summary);
  free(line);
  if (good && !ferror(stream)) return STATUS_OK;
  snprintf(message, size, "%s: %s", file, good ? strerror(errno) : "is no table of a sweep");
  return STATUS_IO;
}

Status sweep_summary_read(const char *file, SweepSummary *summary, char *message, size_t size) {
  *summary = (SweepSummary){.shard = 1, .shards = 1, .column = calloc(SWEEP_COLUMNS_MOST, sizeof *summary->column)};
  FILE *stream = fopen(file, "rb");
  Status status = STATUS_OK;
  if (!summary->column)
    status = STATUS_MEMORY, snprintf(message, size, "out of memory");
  else if (!stream)
    status = STATUS_IO, snprintf(message, size, "%s: %s", file, strerror(errno));
  else
    status = read_stream(stream, file, summary, message, size);
  if (stream) fclose(stream);
  if (status != STATUS_OK) sweep_summary_free(summary);
  return status;
}
