#include "config/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "config/plain_text.h"

enum { WHAT_SIZE = 1024, LABEL_MAX = 63 };

const Value *value_member(const Value *group, const char *name) {
  if (group->kind != VALUE_GROUP) return NULL;
  for (int i = 0; i < group->count; i++)
    if (strcmp(group->members[i].name, name) == 0) return &group->members[i];
  return NULL;
}

bool value_copy(Arena *arena, const Value *from, Value *to) {
  *to = *from;
  if (from->count == 0) return true;
  to->members = arena_alloc(arena, (size_t)from->count * sizeof *to->members);
  if (!to->members) return false;
  for (int i = 0; i < from->count; i++) {
    if (!value_copy(arena, &from->members[i], &to->members[i])) return false;
    to->members[i].parent = to;
  }
  return true;
}

const char *value_label(const Value *object) {
  if (object->name) return object->name;
  const Value *name = value_member(object, "name");
  if (!name) name = value_member(object, "model");
  return name && name->kind == VALUE_STRING && strlen(name->text) <= LABEL_MAX ? name->text : NULL;
}

static size_t path_into(const Value *value, char *path, size_t size) {
  if (!value->parent) return 0;
  size_t length = path_into(value->parent, path, size);
  const char *label = value_label(value), *dot = length ? "." : "";
  int added = label ? snprintf(path + length, size - length, "%s%s", dot, label)
                    : snprintf(path + length, size - length, "%s[%td]", dot, value - value->parent->members);
  length += (size_t)added;
  return length < size ? length : size - 1;
}

char *value_path(const Value *value, char path[VALUE_PATH_SIZE]) {
  path[0] = '\0';
  path_into(value, path, VALUE_PATH_SIZE);
  return path;
}

char *value_words(const Value *value, char words[VALUE_WORDS_SIZE]) {
  char clipped[CLIP_SIZE];
  switch (value->kind) {
  case VALUE_INTEGER:
  case VALUE_FLOAT:
    snprintf(words, VALUE_WORDS_SIZE, "%.9g", value->number);
    break;
  case VALUE_BOOL:
    snprintf(words, VALUE_WORDS_SIZE, value->number != 0 ? "true" : "false");
    break;
  case VALUE_STRING:
    snprintf(words, VALUE_WORDS_SIZE, "'%s'", plain_text_clip(value->text, strlen(value->text), clipped));
    break;
  case VALUE_GROUP:
    snprintf(words, VALUE_WORDS_SIZE, "a group { }");
    break;
  case VALUE_LIST:
    snprintf(words, VALUE_WORDS_SIZE, "a list ( )");
    break;
  default:
    snprintf(words, VALUE_WORDS_SIZE, "this");
    break;
  }
  return words;
}

bool value_is_number(const Value *value) {
  return value->kind == VALUE_INTEGER || value->kind == VALUE_FLOAT;
}

bool value_from_set(const Value *value) {
  return value->line == 0 && value->parent;
}

static void report(Diagnostics *diagnostics, Severity severity, const Value *at, const char *format,
                   va_list arguments) {
  char what[WHAT_SIZE], path[VALUE_PATH_SIZE];
  vsnprintf(what, sizeof what, format, arguments);
  value_path(at, path);
  diagnostics_add(diagnostics, severity, at->file, at->line, path[0] ? path : NULL, "%s", what);
}

void value_error(Diagnostics *diagnostics, const Value *at, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  report(diagnostics, SEVERITY_ERROR, at, format, arguments);
  va_end(arguments);
}

void value_warning(Diagnostics *diagnostics, const Value *at, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  report(diagnostics, SEVERITY_WARNING, at, format, arguments);
  va_end(arguments);
}
