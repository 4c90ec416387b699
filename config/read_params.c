/* A group of values by parameter rows. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "config/reading.h"
#include "models/nearest.h"

enum { KEY_SIZE = 160, LIST_SIZE = 400, ROWS_MAX = 64 };

/* One group being read; a dotted key's inner group ("reference.gas") is read with its prefix ("reference."). */
typedef struct {
  Reading *reading;
  const ParamGroup *into;
  const Value *given[ROWS_MAX]; /* the value each row was read from */
  bool good;
} Params;

static bool in_list(const char *const *list, const char *key) {
  for (; list && *list; list++)
    if (strcmp(*list, key) == 0) return true;
  return false;
}

/* What follows in a row's key after the parts of `key`, a * standing for any one part; NULL: it begins in another way. */
static const char *after_parts(const char *pattern, const char *key) {
  while (*key) {
    size_t part = strcspn(key, "."), wanted = strcspn(pattern, ".");
    bool same = (wanted == 1 && *pattern == '*') || (wanted == part && strncmp(pattern, key, part) == 0);
    if (!same) return NULL;
    key += part, pattern += wanted;
    if (*key == '.' && *pattern != '.') return NULL;
    if (*key == '.') key++, pattern++;
  }
  return pattern;
}

static bool is_key(const char *pattern, const char *key) {
  const char *rest = after_parts(pattern, key);
  return rest && !*rest;
}

static int row_index(const ParamGroup *into, const char *key) {
  for (int i = 0; i < into->row_count; i++)
    if (is_key(into->rows[i].key, key) || (into->rows[i].alias && is_key(into->rows[i].alias, key))) return i;
  return -1;
}

static bool is_prefix(const ParamGroup *into, const char *key) {
  for (int i = 0; i < into->row_count; i++) {
    const char *rest = after_parts(into->rows[i].key, key);
    if (rest && *rest == '.') return true;
  }
  return false;
}

/* Whether the members of the group of the prefix are called after gases. */
static bool is_per_gas(const ParamGroup *into, const char *prefix) {
  for (int i = 0; i < into->row_count; i++) {
    const char *rest = *prefix ? after_parts(into->rows[i].key, prefix) : NULL;
    if (rest && *rest == '*') return true;
  }
  return false;
}

/* The candidate a user may have meant within the group of the prefix: the next part of a row's key. */
static void try_key(Nearest *nearest, const char *key, const char *prefix, char scratch[KEY_SIZE]) {
  const char *rest = after_parts(key, prefix);
  if (!rest) return;
  snprintf(scratch, KEY_SIZE, "%.*s", (int)strcspn(rest, "."), rest);
  nearest_try(nearest, scratch);
}

static void complain_unknown(Params *params, const Value *value, const char *prefix) {
  const ParamGroup *into = params->into;
  char hint[KEY_SIZE], scratch[2 * ROWS_MAX][KEY_SIZE];
  Nearest nearest = nearest_to(value->name);
  for (int i = 0; i < into->row_count; i++) {
    try_key(&nearest, into->rows[i].key, prefix, scratch[2 * i]);
    if (into->rows[i].alias) try_key(&nearest, into->rows[i].alias, prefix, scratch[2 * i + 1]);
  }
  for (const char *const *own = into->own; own && *own && !*prefix; own++)
    nearest_try(&nearest, *own);
  value_error(params->reading->diagnostics, value, "unknown key%s", nearest_hint(&nearest, hint, sizeof hint));
}

void read_unknown(Reading *reading, const Value *value, const char *const *candidates) {
  char hint[KEY_SIZE];
  Nearest nearest = nearest_to(value->name);
  for (; *candidates; candidates++)
    nearest_try(&nearest, *candidates);
  value_error(reading->diagnostics, value, "unknown key%s", nearest_hint(&nearest, hint, sizeof hint));
}

bool read_keys(Reading *reading, const Value *group, const char *const *keys, const char *scope) {
  bool good = true;
  for (int i = 0; i < group->count; i++) {
    const Value *member = &group->members[i];
    bool unavailable = read_unavailable(reading, member, scope);
    if (!unavailable && in_list(keys, member->name)) continue;
    if (!unavailable) read_unknown(reading, member, keys);
    good = false;
  }
  return good;
}

static void read_row(Params *params, const Value *value, int index) {
  const ParamRow *row = &params->into->rows[index];
  const Value *before = row->kind == PARAM_PER_GAS ? NULL : params->given[index];
  params->given[index] = value;
  if (before) {
    value_error(params->reading->diagnostics, value, "is the same as '%s' given beside it; one of the two is wanted",
                before->name);
    params->good = false;
  } else {
    params->good = read_value(params->reading, value, row, (char *)params->into->params + row->offset) && params->good;
  }
}

static void read_members(Params *params, const Value *group, const char *prefix);

static void read_inner(Params *params, const Value *value, char key[KEY_SIZE]) {
  if (!read_is_group(params->reading, value)) {
    params->good = false;
    return;
  }
  strcat(key, ".");
  read_members(params, value, key);
}

/* A word by its row, or a group of further rows in its place: thermal = "adiabatic", thermal = { h; area; }. */
static void read_word_or_inner(Params *params, const Value *value, int index, char key[KEY_SIZE]) {
  if (value->kind != VALUE_GROUP) {
    read_row(params, value, index);
  } else if (value->count > 0) {
    read_inner(params, value, key);
  } else {
    value_error(params->reading->diagnostics, value, "is an empty group");
    params->good = false;
  }
}

static void read_member(Params *params, const Value *value, const char *prefix) {
  char key[KEY_SIZE];
  snprintf(key, sizeof key, "%s%s", prefix, value->name);
  int index = row_index(params->into, key);
  bool inner = is_prefix(params->into, key);
  if (is_per_gas(params->into, prefix) && !read_gas(params->reading, value, value->name)) {
    params->good = false;
  } else if (index >= 0 && inner) {
    read_word_or_inner(params, value, index, key);
  } else if (index >= 0) {
    read_row(params, value, index);
  } else if (inner) {
    read_inner(params, value, key);
  } else if (*prefix || !in_list(params->into->own, value->name)) {
    params->good = false;
    if (*prefix || !read_unavailable(params->reading, value, params->into->scope))
      complain_unknown(params, value, prefix);
  }
}

static void read_members(Params *params, const Value *group, const char *prefix) {
  for (int i = 0; i < group->count; i++)
    read_member(params, &group->members[i], prefix);
}

static void check_required(Params *params, const Value *group) {
  char list[LIST_SIZE] = "";
  for (int i = 0; i < params->into->row_count; i++) {
    const ParamRow *row = &params->into->rows[i];
    size_t length = strlen(list);
    if (!row->required || params->given[i]) continue;
    const char *unit = dimension_unit(row->dimension);
    bool quantity = row->kind == PARAM_QUANTITY && strcmp(unit, "1") != 0;
    snprintf(list + length, sizeof list - length, "%s'%s'%s%s%s", length ? ", " : "", row->key, quantity ? " (in " : "",
             quantity ? unit : "", quantity ? ", or a text with a unit)" : "");
  }
  if (!*list) return;
  value_error(params->reading->diagnostics, group, "lacks %s", list);
  params->good = false;
}

bool read_params(Reading *reading, const Value *group, const ParamGroup *into) {
  Params params = {.reading = reading, .into = into, .good = true};
  assert(into->row_count <= ROWS_MAX);
  if (!read_is_group(reading, group)) return false;
  read_members(&params, group, "");
  check_required(&params, group);
  return params.good;
}
