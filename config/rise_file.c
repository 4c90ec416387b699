#include "config/rise_file.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/file_text.h"
#include "config/plain_text.h"
#include "config/quantity.h"

enum { FINDINGS_MAX = 20, CELLS_MAX = 4, CELL_SIZE = 64, ROWS_LEAST = 8, TIME = 0, PRESSURE = 1 };

typedef struct {
  Reading *reading;
  const char *file;
  RiseRows *rows;
  int capacity, line, findings;
  double unit[2]; /* SI of one */
  double last_s;  /* in SI; -INFINITY before the first row */
  bool headed, rowed;
} RiseFile;

static void complain(RiseFile *in, const char *what, const char *text) {
  if (in->findings++ >= FINDINGS_MAX) return;
  char clipped[CLIP_SIZE];
  diagnostics_add(in->reading->diagnostics, SEVERITY_ERROR, in->file, in->line, NULL, "%s%s%s", what, text ? ": " : "",
                  text ? plain_text_clip(text, strlen(text), clipped) : "");
}

/* --- cells --- */

static char separator_of(const char *line) {
  if (strchr(line, ';')) return ';';
  if (strchr(line, '\t')) return '\t';
  return strchr(line, ',') ? ',' : ' ';
}

static void trim(const char *from, size_t length, char cell[CELL_SIZE]) {
  while (length > 0 && isspace((unsigned char)*from))
    from++, length--;
  while (length > 0 && isspace((unsigned char)from[length - 1]))
    length--;
  if (length >= CELL_SIZE) length = CELL_SIZE - 1;
  memcpy(cell, from, length);
  cell[length] = '\0';
}

/* Returns how many there are, of which CELLS_MAX at most are kept. */
static int split(const char *line, char separator, char cells[CELLS_MAX][CELL_SIZE]) {
  int count = 0;
  for (const char *at = line; at;) {
    if (separator == ' ') at += strspn(at, " ");
    const char *end = strchr(at, separator);
    size_t length = end ? (size_t)(end - at) : strlen(at);
    if (separator == ' ' && length == 0) break;
    if (count < CELLS_MAX) trim(at, length, cells[count]);
    count++;
    at = end ? end + 1 : NULL;
  }
  return count;
}

/* --- the first line: names with units --- */

/* "min" of "t [min]" and "t (min)", "s" of "time_s"; "" for none. */
static void unit_of(const char *cell, char unit[CELL_SIZE]) {
  const char *open = strpbrk(cell, "[("), *under = strrchr(cell, '_');
  unit[0] = '\0';
  if (open)
    trim(open + 1, strcspn(open + 1, "])"), unit);
  else if (under)
    trim(under + 1, strlen(under + 1), unit);
}

static void read_unit(RiseFile *in, const char *cell, int column) {
  static const Dimension dimensions[] = {DIM_TIME, DIM_PRESSURE};
  char unit[CELL_SIZE], text[CELL_SIZE + 4], message[READING_MESSAGE_SIZE];
  unit_of(cell, unit);
  if (!unit[0]) {
    complain(in,
             column == TIME ? "the column of times has no unit, such as time_s or t [min]"
                            : "the column of pressures has no unit, such as p_Pa or p [mbar]",
             cell);
    return;
  }
  snprintf(text, sizeof text, "1 %s", unit);
  if (!quantity_parse(text, dimensions[column], NULL, &in->unit[column], message, sizeof message))
    complain(in, message, NULL);
}

static void read_head(RiseFile *in, const char *line) {
  char cells[CELLS_MAX][CELL_SIZE], separator = separator_of(line);
  if (separator == ' ' && strpbrk(line, "[(")) separator = ']'; /* "t [min] p [mbar]" */
  int count = split(line, separator, cells);
  in->headed = true;
  if (separator == ']' && count == 3 && !cells[2][0]) count = 2;
  if (count != 2) {
    complain(in, "two columns are wanted, time and pressure", line);
    return;
  }
  read_unit(in, cells[TIME], TIME);
  read_unit(in, cells[PRESSURE], PRESSURE);
}

/* --- rows --- */

static bool read_number(RiseFile *in, char *cell, bool comma, double *number) {
  char *end, *decimal = comma ? strchr(cell, ',') : NULL;
  if (!cell[0]) {
    complain(in, "a value is missing", NULL);
    return false;
  }
  if (decimal) *decimal = '.';
  *number = strtod(cell, &end);
  bool plain = strspn(cell, "+-0123456789.eE") == strlen(cell) && end != cell && !*end && isfinite(*number);
  if (!plain) complain(in, "is no number", cell);
  return plain;
}

static bool keep(RiseFile *in, double time_s, double pressure_pa) {
  RiseRows *rows = in->rows;
  if (rows->count == in->capacity) {
    int capacity = in->capacity ? 2 * in->capacity : 256;
    double *times = realloc(rows->time_s, (size_t)capacity * sizeof *times);
    if (times) rows->time_s = times;
    double *pressures = realloc(rows->pressure_pa, (size_t)capacity * sizeof *pressures);
    if (pressures) rows->pressure_pa = pressures;
    in->reading->out_of_memory = !times || !pressures;
    if (in->reading->out_of_memory) return false;
    in->capacity = capacity;
  }
  rows->time_s[rows->count] = time_s;
  rows->pressure_pa[rows->count++] = pressure_pa;
  return true;
}

static void read_row(RiseFile *in, const char *line) {
  char cells[CELLS_MAX][CELL_SIZE], separator = separator_of(line), words[120];
  bool comma = separator == ';' || separator == '\t';
  double value[2];
  int count = split(line, separator, cells);
  in->rowed = true;
  if (count != 2) {
    complain(in,
             count < 2 ? "a value is missing; two columns are wanted, time and pressure"
                       : "two columns are wanted, time and pressure",
             line);
    return;
  }
  bool time = read_number(in, cells[TIME], comma, &value[TIME]);
  if (!read_number(in, cells[PRESSURE], comma, &value[PRESSURE]) || !time) return;
  double time_s = value[TIME] * in->unit[TIME], pressure_pa = value[PRESSURE] * in->unit[PRESSURE];
  if (!(time_s > in->last_s)) {
    snprintf(words, sizeof words, "time %s: %.9g s after %.9g s", time_s == in->last_s ? "is repeated" : "falls",
             time_s, in->last_s);
    complain(in, words, NULL);
  } else if (pressure_pa < 0) {
    snprintf(words, sizeof words, "pressure %.6g Pa is below 0", pressure_pa);
    complain(in, words, NULL);
  }
  in->last_s = time_s;
  keep(in, time_s, pressure_pa);
}

static void read_line(RiseFile *in, char *line) {
  char *comment = strchr(line, '#');
  if (comment) *comment = '\0';
  line += strspn(line, " \t\r");
  size_t length = strlen(line);
  while (length > 0 && isspace((unsigned char)line[length - 1]))
    line[--length] = '\0';
  if (!length) return;
  bool names = isalpha((unsigned char)*line) || *line == '"';
  if (names && !in->headed && !in->rowed)
    read_head(in, line);
  else
    read_row(in, line);
}

/* --- the file --- */

static void warn_of_gaps(RiseFile *in) {
  const RiseRows *rows = in->rows;
  const double notable = 10; /* mean steps */
  double mean_s = rows->count > 1 ? (rows->time_s[rows->count - 1] - rows->time_s[0]) / (rows->count - 1) : 0;
  for (int i = 1; i < rows->count; i++) {
    double step_s = rows->time_s[i] - rows->time_s[i - 1];
    if (!(step_s > notable * mean_s)) continue;
    diagnostics_add(in->reading->diagnostics, SEVERITY_WARNING, in->file, 0, NULL,
                    "nothing was read for %.6g s after %.6g s, where %.3g s is usual", step_s, rows->time_s[i - 1],
                    mean_s);
    return;
  }
}

bool rise_file_read(Reading *reading, const Value *named, const char *file, RiseRows *rows) {
  FileText text;
  char message[READING_MESSAGE_SIZE];
  *rows = (RiseRows){0};
  if (!file_text_read(&text, file, false, &reading->out_of_memory, message, sizeof message)) {
    if (!reading->out_of_memory) value_error(reading->diagnostics, named, "'%.200s' cannot be read: %s", file, message);
    return false;
  }
  RiseFile in = {.reading = reading, .file = file, .rows = rows, .unit = {1, 1}, .last_s = -INFINITY};
  for (char *at = text.bytes, *end; at && !reading->out_of_memory; at = end) {
    end = strchr(at, '\n');
    if (end) *end++ = '\0';
    in.line++;
    read_line(&in, at);
  }
  file_text_free(&text);
  if (in.findings > FINDINGS_MAX)
    diagnostics_add(reading->diagnostics, SEVERITY_ERROR, file, 0, NULL, "and %d findings more",
                    in.findings - FINDINGS_MAX);
  if (!in.findings && rows->count < ROWS_LEAST)
    value_error(reading->diagnostics, named, "'%.200s' has %d rows; at least %d are wanted", file, rows->count,
                ROWS_LEAST);
  if (!in.findings) warn_of_gaps(&in);
  return !in.findings && rows->count >= ROWS_LEAST && !reading->out_of_memory;
}
