/* A configuration as a tree of values, each knowing where it was written and how it is called. */
#ifndef XSAVAC_CONFIG_VALUE_H
#define XSAVAC_CONFIG_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "config/arena.h"
#include "sim/base/diagnostics.h"

typedef enum {
  VALUE_UNREADABLE, /* complained about already: to be passed over */
  VALUE_INTEGER,
  VALUE_FLOAT,
  VALUE_BOOL,
  VALUE_STRING,
  VALUE_GROUP,
  VALUE_LIST /* a list ( ) or an array [ ] */
} ValueKind;

typedef struct Value {
  ValueKind kind;
  const char *name;               /* NULL: a member of a list, or the root */
  const char *file;               /* or "--set PATH=VALUE" */
  int line;                       /* 0 with --set */
  double number;                  /* VALUE_INTEGER, VALUE_FLOAT; VALUE_BOOL: 0 or 1 */
  const char *text;               /* VALUE_STRING */
  struct Value *parent, *members; /* members[count] of a group or list */
  int count;
} Value;

enum { VALUE_PATH_SIZE = 256 };

/* NULL if the group has no such member. */
const Value *value_member(const Value *group, const char *name);

/* A copy of a tree that can be changed apart from it; texts are shared. False when out of memory. */
bool value_copy(Arena *arena, const Value *from, Value *to);

/* What an object is called: its group's name, or within a list its member `name` (or `model`); NULL if it has none fit
 * for a path. */
const char *value_label(const Value *object);

/* "elements.V1.part", "nodes.[3].volume" where a member of a list has no name; "" for the root. Returns path. */
char *value_path(const Value *value, char path[VALUE_PATH_SIZE]);

/* A value as a message shows it: 12, true, 'text', a group { }; returns text. */
enum { VALUE_WORDS_SIZE = 96 };
char *value_words(const Value *value, char words[VALUE_WORDS_SIZE]);

bool value_is_number(const Value *value);
bool value_from_set(const Value *value); /* given by --set, not by a file */

/* Findings about a value: its place and path stand in front. */
void value_error(Diagnostics *diagnostics, const Value *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void value_warning(Diagnostics *diagnostics, const Value *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
