/* A configuration file as one text: @include taken in, and for every line the file and line it came from. */
#ifndef XSAVAC_CONFIG_SOURCE_H
#define XSAVAC_CONFIG_SOURCE_H

#include "config/arena.h"
#include "config/sha256.h"
#include "sim/base/diagnostics.h"
#include "sim/base/status.h"

typedef struct {
  const char *file; /* in the arena */
  int line;         /* 0: a text without lines (--set) */
} SourceLine;

typedef struct {
  char *text; /* ends with a zero byte that does not count */
  size_t length, capacity;
  SourceLine *lines; /* [line_count]; line n of text is lines[n - 1] */
  int line_count, line_capacity;
} Source;

void source_free(Source *source); /* takes an empty one */

/* Reads a file and what it includes (nested, relative to the including file). Every file's bytes go into sha. Names of
   files are kept in the arena. STATUS_IO: the file itself cannot be read, why says it; STATUS_CONFIG: with findings;
   STATUS_MEMORY. */
Status source_read(Source *source, const char *file, Arena *arena, Sha256 *sha, char *why, size_t size,
                   Diagnostics *diagnostics);

/* A text from elsewhere; place stands for its file in findings. False when out of memory. */
bool source_from_text(Source *source, const char *text, const char *place);

SourceLine source_place(const Source *source, int line);

/* path as seen from the folder of file; in the arena, NULL when out of memory. */
const char *path_beside(Arena *arena, const char *file, const char *path, size_t length);

#endif
