#include "config/read_varied.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/nearest.h"
#include "models/node.h"

enum { KEYS_MOST = 32, HINT_SIZE = 128 };

/* --- the place in the file --- */

static const Value *member_of(const Value *parent, const char *step, size_t length) {
  if (*step == '[') {
    char *end;
    unsigned long index = strtoul(step + 1, &end, 10);
    bool whole = isdigit((unsigned char)step[1]) && end == step + length - 1 && *end == ']';
    return whole && index < (unsigned long)parent->count ? &parent->members[index] : NULL;
  }
  for (int i = 0; i < parent->count; i++) {
    const char *label = value_label(&parent->members[i]);
    if (label && strlen(label) == length && strncmp(label, step, length) == 0) return &parent->members[i];
  }
  return NULL;
}

/* NULL where the path leads to no value; *deepest is then how far it leads, *rest what follows there. */
static const Value *value_at(const Value *root, const char *path, const Value **deepest, const char **rest) {
  const Value *at = root;
  while (*path) {
    size_t length = strcspn(path, ".");
    *deepest = at, *rest = path;
    at = member_of(at, path, length);
    if (!at) return NULL;
    path += length + (path[length] == '.');
  }
  return at;
}

static void try_rows(Nearest *nearest, const Value *at, const Network *network, const char *path) {
  const ComponentType *type = NULL;
  for (int i = 0; i < network->n_branches && at->name; i++)
    if (strcmp(network->branches[i].name, at->name) == 0) type = network->branches[i].type;
  if (strncmp(path, "nodes.", 6) == 0) type = &node_type;
  for (int r = 0; type && r < type->row_count; r++)
    nearest_try(nearest, type->rows[r].key);
}

static bool complain_nowhere(Reading *reading, const Value *path, const Network *network, const Value *deepest,
                             const char *rest) {
  char hint[HINT_SIZE], place[VALUE_PATH_SIZE], step[HINT_SIZE];
  snprintf(step, sizeof step, "%.*s", (int)strcspn(rest, "."), rest);
  Nearest nearest = nearest_to(step);
  for (int i = 0; i < deepest->count; i++)
    if (value_label(&deepest->members[i])) nearest_try(&nearest, value_label(&deepest->members[i]));
  try_rows(&nearest, deepest, network, path->text);
  value_path(deepest, place);
  value_error(reading->diagnostics, path, "'%.200s' names nothing: there is no '%s' in %s%s", path->text, step,
              *place ? place : "the file", nearest_hint(&nearest, hint, sizeof hint));
  return false;
}

/* --- its dimension --- */

/* DIM_COUNT where no unit is written. */
static Dimension written_dimension(const Value *value) {
  Unit unit;
  double number;
  char message[READING_MESSAGE_SIZE];
  if (value->kind == VALUE_LIST) return value->count ? written_dimension(&value->members[0]) : DIM_COUNT;
  if (value->kind != VALUE_STRING) return DIM_COUNT;
  if (!quantity_read(value->text, NULL, &number, &unit, message, sizeof message) || unit.bare) return DIM_COUNT;
  Dimension dimension = quantity_kind(&unit.powers);
  return dimension == DIM_NONE ? DIM_FRACTION : dimension;
}

static Dimension dimension_without_row(const Value *group, const Value *nominal) {
  Dimension dimension = written_dimension(nominal);
  static const char *const keys[] = {"mean", "median", "min", "mode", "max", "values", "from", "to"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0] && dimension == DIM_COUNT; i++)
    if (value_member(group, keys[i])) dimension = written_dimension(value_member(group, keys[i]));
  return dimension == DIM_COUNT ? DIM_NONE : dimension;
}

static bool take_from_file(Reading *reading, const Value *root, const Value *group, const Network *network,
                           VariedPath *varied) {
  const Value *path = value_member(group, "path"), *deepest = root;
  const char *rest = path->text;
  const Value *nominal = value_at(root, path->text, &deepest, &rest);
  bool findings = reading->line_has_findings;
  if (!nominal && findings && deepest->parent) return false;
  if (!nominal) return complain_nowhere(reading, path, network, deepest, rest);
  if (strncmp(path->text, "analysis.uncertainty", 20) == 0 ||
      !(value_is_number(nominal) || written_dimension(nominal) != DIM_COUNT)) {
    value_error(reading->diagnostics, path, "'%.200s' is no quantity that can vary", path->text);
    return false;
  }
  varied->of = (DistributionOf){dimension_without_row(group, nominal), -INFINITY, INFINITY};
  return true;
}

/* --- the path --- */

static bool check_keys(Reading *reading, const Value *group, const char *const *further, const char *scope) {
  const char *keys[KEYS_MOST] = {"path"};
  int count = 1;
  while (*further && count < KEYS_MOST - 1)
    keys[count++] = *further++;
  return read_keys(reading, group, keys, scope);
}

bool read_varied_path(Reading *reading, const Value *root, const Value *group, const Network *network,
                      const char *const *further, VariedPath *varied) {
  if (!read_is_group(reading, group)) return false;
  bool good = check_keys(reading, group, further, "analysis.uncertainty.parameters");
  const Value *path = value_member(group, "path");
  if (!path) value_error(reading->diagnostics, group, "lacks 'path', such as \"elements.L1.diameter\"");
  if (!path || !read_text(reading, path, VARY_TEXT_MAX - 1)) return false;
  varied->variable = variable_bind(network, path->text);
  const ParamRow *row = varied->variable.row;
  if (!row) return take_from_file(reading, root, group, network, varied) && good;
  varied->of = (DistributionOf){row->dimension, row->min, row->max};
  if (row->kind == PARAM_QUANTITY) return good;
  value_error(reading->diagnostics, path, "'%.200s' is no quantity that can vary", path->text);
  return false;
}

/* --- any value --- */

/* A key that the object could have, though the file does not give it: "nodes.chamber.gas". */
static bool is_possible_key(const Network *network, const Value *object, const char *key) {
  const ComponentType *type = NULL;
  const char *section = object->parent && !object->parent->parent ? NULL : object->parent ? object->parent->name : NULL;
  const char *name = value_label(object);
  if (!section || !name) return false;
  if (strcmp(section, section_key(SECTION_NODES)) == 0) type = &node_type;
  for (int s = SECTION_NODES + 1; s < SECTION_TOP_COUNT && !type; s++) {
    int number = strcmp(section, section_key((Section)s)) == 0 ? network_find_branch(network, (Section)s, name) : -1;
    if (number >= 0) type = network->branches[number].type;
  }
  return type && component_row(type, key);
}

bool read_varied_any(Reading *reading, const Value *root, const Value *group, const Network *network,
                     const char *const *further, const char *scope, VariedPath *varied) {
  if (!read_is_group(reading, group)) return false;
  bool good = check_keys(reading, group, further, scope);
  const Value *path = value_member(group, "path"), *deepest = root;
  if (!path) value_error(reading->diagnostics, group, "lacks 'path', such as \"elements.L1.diameter\"");
  if (!path || !read_text(reading, path, VARY_TEXT_MAX - 1)) return false;
  varied->variable = variable_bind(network, path->text);
  const ParamRow *row = varied->variable.row;
  varied->nominal = NULL;
  varied->of =
      row ? (DistributionOf){row->dimension, row->min, row->max} : (DistributionOf){DIM_NONE, -INFINITY, INFINITY};
  if (row) return good;
  const char *rest = path->text;
  const Value *nominal = value_at(root, path->text, &deepest, &rest);
  bool findings = reading->line_has_findings;
  if (!nominal && !is_possible_key(network, deepest, rest)) {
    if (findings && deepest->parent) return false;
    return complain_nowhere(reading, path, network, deepest, rest);
  }
  varied->nominal = nominal;
  if (nominal) varied->of.dimension = dimension_without_row(group, nominal);
  return good;
}
