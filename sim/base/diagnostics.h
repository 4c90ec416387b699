/* Findings about a user's file, collected in one pass: `file:line: error|warning: object: what, value, unit, legal range`. */
#ifndef XSAVAC_SIM_BASE_DIAGNOSTICS_H
#define XSAVAC_SIM_BASE_DIAGNOSTICS_H

#include <stdbool.h>
#include <stdio.h>

typedef enum { SEVERITY_WARNING, SEVERITY_ERROR } Severity;

typedef struct {
  Severity severity;
  char *file;   /* owned; NULL: no place in a file (e.g. a --set) */
  int line;     /* 0: unknown */
  char *object; /* owned; NULL: none */
  char *what;   /* owned */
} Diagnostic;

typedef struct {
  Diagnostic *rows;
  int count, capacity, errors;
  bool out_of_memory; /* a finding was lost; counts as an error */
} Diagnostics;

void diagnostics_free(Diagnostics *diagnostics); /* takes an empty list */
void diagnostics_add(Diagnostics *diagnostics, Severity severity, const char *file, int line, const char *object,
                     const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Sorted by file (in order of first mention) and line, one a line. */
void diagnostics_print(Diagnostics *diagnostics, FILE *stream);

#endif
