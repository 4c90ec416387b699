#include "config/source.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/file_text.h"
#include "config/lexer.h"
#include "config/plain_text.h"

enum { DEPTH_MAX = 16, FILES_MAX = 1000, FAULTS_MAX = 10, MESSAGE_SIZE = 160 };

/* The files being read, the innermost first. */
typedef struct Including {
  const struct Including *outer;
  const char *file;
  int depth;
  dev_t device;
  ino_t number;
} Including;

typedef struct {
  Source *source;
  Arena *arena;
  Sha256 *sha;
  Diagnostics *diagnostics;
  int files;
  bool out_of_memory;
} Expansion;

void source_free(Source *source) {
  free(source->text);
  free(source->lines);
  *source = (Source){0};
}

SourceLine source_place(const Source *source, int line) {
  if (source->line_count == 0) return (SourceLine){NULL, 0};
  if (line < 1) line = 1;
  return source->lines[line > source->line_count ? source->line_count - 1 : line - 1];
}

const char *path_beside(Arena *arena, const char *file, const char *path, size_t length) {
  const char *slash = strrchr(file, '/');
  size_t folder = *path == '/' || !slash ? 0 : (size_t)(slash - file) + 1;
  char *joined = arena_alloc(arena, folder + length + 1);
  if (!joined) return NULL;
  memcpy(joined, file, folder);
  memcpy(joined + folder, path, length);
  return joined;
}

/* --- the text and its lines --- */

static bool line_add(Source *source, SourceLine line) {
  if (source->line_count == source->line_capacity) {
    int capacity = source->line_capacity ? 2 * source->line_capacity : 256;
    SourceLine *lines = realloc(source->lines, (size_t)capacity * sizeof *lines);
    if (!lines) return false;
    source->lines = lines;
    source->line_capacity = capacity;
  }
  source->lines[source->line_count++] = line;
  return true;
}

static bool text_append(Source *source, const char *text, size_t length) {
  if (source->length + length + 1 > source->capacity) {
    size_t capacity = 2 * (source->length + length) + 1024;
    char *bigger = realloc(source->text, capacity);
    if (!bigger) return false;
    source->text = bigger;
    source->capacity = capacity;
  }
  memcpy(source->text + source->length, text, length);
  source->length += length;
  source->text[source->length] = '\0';
  return true;
}

/* A piece of a file that begins a line of source. Leaves source at the beginning of a line. */
static bool piece_append(Source *source, const char *piece, size_t length, SourceLine from) {
  const char *end = piece + length;
  bool ok = text_append(source, piece, length);
  if (length > 0 && end[-1] != '\n') ok = ok && text_append(source, "\n", 1);
  for (const char *at = piece; ok && at < end; from.line++) {
    ok = line_add(source, from);
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    at = newline ? newline + 1 : end;
  }
  return ok;
}

bool source_from_text(Source *source, const char *text, const char *place) {
  *source = (Source){0};
  bool ok = text_append(source, text, strlen(text)) && line_add(source, (SourceLine){place, 0});
  if (!ok) source_free(source);
  return ok;
}

/* --- including --- */

static void complain(Expansion *expansion, const char *file, int line, const char *what, const char *why) {
  diagnostics_add(expansion->diagnostics, SEVERITY_ERROR, file, line, NULL, "%s%s", what, why);
}

static int line_of(const char *text, const char *at) {
  int line = 1;
  for (; text < at; text++)
    line += *text == '\n';
  return line;
}

/* All that is not plain text, one finding a line; with a zero byte it is no text at all. */
static bool check_plain(Expansion *expansion, const char *file, const FileText *text) {
  char message[MESSAGE_SIZE];
  const char *at = text->bytes, *end = at + text->length, *fault = memchr(at, '\0', text->length);
  if (fault) at = fault;
  for (int found = 0; found < FAULTS_MAX; found++) {
    fault = plain_text_fault(at, (size_t)(end - at), true);
    if (!fault) return found == 0;
    complain(expansion, file, line_of(text->bytes, fault), plain_text_fault_words(fault, message, sizeof message), "");
    at = memchr(fault, '\n', (size_t)(end - fault));
    if (!at || *fault == '\0') break;
  }
  return false;
}

static void expand(Expansion *expansion, const char *file, FileText *text, const Including *here);

static bool includes_itself(const Including *here, const FileText *text) {
  for (; here; here = here->outer)
    if (here->device == text->device && here->number == text->number) return true;
  return false;
}

static void include_opened(Expansion *expansion, const char *file, FileText *text, const Including *here, int line) {
  char what[MESSAGE_SIZE], limit[32];
  snprintf(what, sizeof what, "@include \"%.100s\": ", file);
  snprintf(limit, sizeof limit, "%d", here->depth == DEPTH_MAX ? DEPTH_MAX : FILES_MAX);
  if (includes_itself(here, text)) {
    complain(expansion, here->file, line, what, "the file includes itself");
  } else if (here->depth == DEPTH_MAX || expansion->files == FILES_MAX) {
    strcat(what, here->depth == DEPTH_MAX ? "nested deeper than " : "more files than ");
    complain(expansion, here->file, line, what, limit);
  } else if (expansion->source->length + text->length > (size_t)FILE_TEXT_MAX_MIB << 20) {
    complain(expansion, here->file, line, what, "with its includes the file is too large (over 64 MiB)");
  } else {
    Including inner = {here, file, here->depth + 1, text->device, text->number};
    expand(expansion, file, text, &inner);
  }
}

/* The path as written, escapes taken out; cut where it is longer than any path may be. */
static size_t include_target(const Token *token, char *target, size_t size) {
  const char *path;
  size_t length, n = 0;
  include_path(token, &path, &length);
  for (size_t i = 0; i < length && n < size; i++) {
    if (path[i] == '\\' && i + 1 < length) i++;
    target[n++] = path[i];
  }
  return n;
}

static void include(Expansion *expansion, const Token *token, const Including *here) {
  char target[4096], message[MESSAGE_SIZE], what[MESSAGE_SIZE];
  size_t length = include_target(token, target, sizeof target);
  const char *file = path_beside(expansion->arena, here->file, target, length);
  FileText text;
  if (!file) {
    expansion->out_of_memory = true;
  } else if (file_text_read(&text, file, false, &expansion->out_of_memory, message, sizeof message)) {
    include_opened(expansion, file, &text, here, token->line);
    file_text_free(&text);
  } else if (!expansion->out_of_memory) {
    snprintf(what, sizeof what, "@include \"%.100s\" cannot be read: ", file);
    complain(expansion, here->file, token->line, what, message);
  }
}

static void append(Expansion *expansion, const char *from, const char *to, const char *file, int line) {
  if (!piece_append(expansion->source, from, (size_t)(to - from), (SourceLine){file, line}))
    expansion->out_of_memory = true;
}

/* A byte order mark that some editors write says nothing here. */
static void blank_byte_order_mark(FileText *text) {
  if (text->length >= 3 && memcmp(text->bytes, "\xef\xbb\xbf", 3) == 0) memset(text->bytes, ' ', 3);
}

static void expand(Expansion *expansion, const char *file, FileText *text, const Including *here) {
  expansion->files++;
  sha256_add(expansion->sha, text->bytes, text->length);
  blank_byte_order_mark(text);
  if (!check_plain(expansion, file, text)) return;
  Lexer lexer = lexer_start(text->bytes, text->length);
  const char *copied = text->bytes, *end = text->bytes + text->length;
  int line = 1;
  for (Token token = lexer_next(&lexer); token.kind != TOKEN_END; token = lexer_next(&lexer)) {
    if (token.kind == TOKEN_OPEN_COMMENT)
      complain(expansion, file, token.line, "a comment /* begins here and never ends", "");
    if (token.kind != TOKEN_INCLUDE) continue;
    append(expansion, copied, token.start, file, line);
    include(expansion, &token, here);
    if (expansion->out_of_memory) return;
    copied = lexer.at;
    line = token.line;
  }
  append(expansion, copied, end, file, line);
}

Status source_read(Source *source, const char *file, Arena *arena, Sha256 *sha, char *why, size_t size,
                   Diagnostics *diagnostics) {
  *source = (Source){0};
  Expansion expansion = {source, arena, sha, diagnostics, 0, false};
  FileText text;
  int errors = diagnostics->errors;
  const char *name = arena_text(arena, file, strlen(file));
  if (!name) return STATUS_MEMORY;
  if (!file_text_read(&text, file, true, &expansion.out_of_memory, why, size))
    return expansion.out_of_memory ? STATUS_MEMORY : STATUS_IO;
  Including outermost = {NULL, name, 0, text.device, text.number};
  expand(&expansion, name, &text, &outermost);
  file_text_free(&text);
  if (!expansion.out_of_memory && source->line_count == 0)
    expansion.out_of_memory = !text_append(source, "", 0) || !line_add(source, (SourceLine){name, 1});
  if (expansion.out_of_memory) return STATUS_MEMORY;
  return diagnostics->errors > errors ? STATUS_CONFIG : STATUS_OK;
}
