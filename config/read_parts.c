#include "config/read_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/joint.h"
#include "models/seal.h"
#include "models/surface.h"
#include "sim/ambient.h"

enum { LIST_SIZE = 200 };

/* "chamber.surfaces.[0]": its path without the section in front. */
static const char *part_name(const Value *part, char path[VALUE_PATH_SIZE]) {
  value_path(part, path);
  const char *dot = strchr(path, '.');
  return dot ? dot + 1 : path;
}

const Value *part_place(const Value *node, Section section, const char *name) {
  const Value *list = node ? value_member(node, section_key(section)) : NULL;
  char path[VALUE_PATH_SIZE];
  for (int i = 0; list && i < list->count; i++)
    if (strcmp(part_name(&list->members[i], path), name) == 0) return &list->members[i];
  return NULL;
}

/* --- reading --- */

/* A seal must know how everything that surrounds it gets through. */
static bool knows_outside(Reading *reading, const Value *part, const Seal *seal, const Network *network) {
  GasBlend outside;
  char list[LIST_SIZE] = "";
  const char *first = NULL;
  if (!ambient_at_seals(network, &outside)) return true; /* network_derive() says so */
  for (int i = 0; i < outside.n; i++) {
    PermeationBand band;
    size_t used = strlen(list);
    if (seal_permeability(seal, outside.gas[i], &band)) continue;
    snprintf(list + used, sizeof list - used, "%s%s", used ? ", " : "", outside.gas[i]->name);
    if (!first) first = outside.gas[i]->name;
  }
  if (!first) return true;
  value_error(
      reading->diagnostics, part,
      "no permeability of '%s' is known for what surrounds it: %s; it goes into gases = { %s = { permeability = "
      "...; }; }, in m2/s",
      seal_materials[seal->material], list, first);
  return false;
}

/* given, beside params, is what stands there before it is resolved. */
static bool read_part(Reading *reading, const Value *part, const ComponentType *type, const Network *network,
                      void *params, void *given) {
  char message[READING_MESSAGE_SIZE];
  component_defaults(type, params);
  ParamGroup group = {type->rows, type->row_count, params, NULL, section_key(type->section)};
  if (!read_params(reading, part, &group)) return false;
  memcpy(given, params, type->size);
  if (!type->resolve(params, &reading->component, message, sizeof message)) {
    value_error(reading->diagnostics, part, "%s", message);
    return false;
  }
  return type != &seal_type || knows_outside(reading, part, params, network);
}

static void read_list(Reading *reading, const Value *list, const ComponentType *type, Network *network, int number) {
  char path[VALUE_PATH_SIZE], words[VALUE_WORDS_SIZE];
  if (list->kind == VALUE_UNREADABLE) return;
  if (list->kind != VALUE_LIST) {
    value_error(reading->diagnostics, list, "%s is not understood, a list ( ) of groups is wanted",
                value_words(list, words));
    return;
  }
  char *params = malloc(2 * type->size), *given = params ? params + type->size : NULL;
  if (!params) reading->out_of_memory = true;
  for (int i = 0; i < list->count && !reading->out_of_memory; i++) {
    const Value *part = &list->members[i];
    if (!read_is_group(reading, part) || !read_part(reading, part, type, network, params, given) || number < 0)
      continue;
    int branch = network_add_branch(network, part_name(part, path), type, params, NETWORK_NOWHERE, number);
    if (branch < 0)
      reading->out_of_memory = true;
    else
      network_keep_given(network, branch, given);
  }
  free(params);
}

void read_parts(Reading *reading, const Value *node, Network *network, int number) {
  static const ComponentType *const types[] = {&surface_type, &seal_type, &joint_type};
  for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
    const Value *list = value_member(node, section_key(types[k]->section));
    if (list) read_list(reading, list, types[k], network, number);
  }
}
