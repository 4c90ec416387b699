#include "config/read_objects.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/lexer.h"
#include "config/read_parts.h"
#include "models/nearest.h"

enum { NAME_LENGTH_MAX = 63, LIST_SIZE = 200, HINT_SIZE = 128 };

/* Keys of an object that say what it is and between which nodes it stands. supplies: flow goes from nowhere into
 * `first`. */
typedef struct {
  const char *first, *second;
  const char *usual_type; /* NULL: `type` has to be given */
  bool second_required, supplies;
  const char *own[6]; /* "name" counts in a list only */
} Ends;

static const Ends ends_of[SECTION_TOP_COUNT] = {
    [SECTION_NODES] = {NULL, NULL, "node", false, false, {"name", "surfaces", "seals", "joints", NULL}},
    [SECTION_ELEMENTS] = {"from", "to", NULL, true, false, {"name", "type", "from", "to", NULL}},
    [SECTION_PUMPS] = {"at", "exhaust", "pump", false, false, {"name", "type", "at", "exhaust", NULL}},
    [SECTION_SOURCES] = {"at", NULL, "source", false, true, {"name", "type", "at", NULL}},
    [SECTION_LEAKS] = {"at", NULL, "leak", false, true, {"name", "type", "at", NULL}},
};

typedef struct {
  Reading *reading;
  Network *network;
  ObjectPlaces *places;
  Names folded; /* node names in small letters */
  Section section;
} Objects;

void object_places_free(ObjectPlaces *places) {
  for (int s = 0; s < SECTION_COUNT; s++)
    names_free(&places->sections[s].names);
  *places = (ObjectPlaces){0};
}

/* A surface or seal is found by the node in front of its name. */
static const Value *place_in_node(const ObjectPlaces *places, Section section, const char *name) {
  char node[NAME_LENGTH_MAX + 1];
  snprintf(node, sizeof node, "%.*s", (int)strcspn(name, "."), name);
  return part_place(object_place(places, SECTION_NODES, node), section, name);
}

const Value *object_place(const ObjectPlaces *places, Section section, const char *name) {
  if (section >= SECTION_TOP_COUNT) return place_in_node(places, section, name);
  const SectionNames *in = &places->sections[section];
  int member = names_find(&in->names, name);
  return member < 0 ? NULL : &in->value->members[member];
}

/* --- names --- */

static const char *name_of(Objects *objects, const Value *object) {
  if (object->name) return object->name;
  const Value *name = value_member(object, "name");
  if (!name) {
    value_error(objects->reading->diagnostics, object, "lacks 'name': in a list every object carries its own");
    return NULL;
  }
  const char *text = read_text(objects->reading, name, NAME_LENGTH_MAX);
  if (!text || is_name(text, strlen(text))) return text;
  value_error(objects->reading->diagnostics, name,
              "'%s' is no name: a letter, then letters, digits, _ and - are wanted", text);
  return NULL;
}

static void place_words(const Value *value, const Value *from, char *words, size_t size) {
  if (value->line == 0)
    snprintf(words, size, "%.100s", value->file);
  else if (strcmp(value->file, from->file) == 0)
    snprintf(words, size, "line %d", value->line);
  else
    snprintf(words, size, "%.100s:%d", value->file, value->line);
}

static bool name_is_new(Objects *objects, const Value *object, const char *name, int member) {
  SectionNames *in = &objects->places->sections[objects->section];
  char words[HINT_SIZE];
  int first = names_find(&in->names, name);
  if (first >= 0) {
    place_words(&in->value->members[first], object, words, sizeof words);
    value_error(objects->reading->diagnostics, object, "the name is given twice, first in %s", words);
    return false;
  }
  if (!names_add(&in->names, name, member)) objects->reading->out_of_memory = true;
  return !objects->reading->out_of_memory;
}

/* Two nodes A and a make files and columns that some systems cannot tell apart. */
static void warn_of_case(Objects *objects, const Value *object, const char *name, int member) {
  char folded[NAME_LENGTH_MAX + 1];
  size_t length = strlen(name);
  for (size_t i = 0; i <= length; i++)
    folded[i] = (char)tolower((unsigned char)name[i]);
  int first = names_find(&objects->folded, folded);
  if (first >= 0)
    value_warning(objects->reading->diagnostics, object, "differs from node '%s' only in the case of its letters",
                  value_label(&object->parent->members[first]));
  else if (!names_add(&objects->folded, folded, member))
    objects->reading->out_of_memory = true;
}

/* --- nodes --- */

/* given, beside params, is what stands there before it is resolved. */
static bool read_parameters(Objects *objects, const Value *object, const ComponentType *type, void *params,
                            void *given) {
  const char *const *own = ends_of[objects->section].own + (object->name ? 1 : 0);
  char message[READING_MESSAGE_SIZE];
  component_defaults(type, params);
  ParamGroup group = {type->rows, type->row_count, params, own, section_key(objects->section)};
  if (!read_params(objects->reading, object, &group)) return false;
  memcpy(given, params, type->size);
  if (!type->resolve || type->resolve(params, &objects->reading->component, message, sizeof message)) return true;
  value_error(objects->reading->diagnostics, object, "%s", message);
  return false;
}

static void read_node(Objects *objects, const Value *object, const char *name, int member) {
  NodeParams params, given;
  int number = -1;
  warn_of_case(objects, object, name, member);
  if (strcmp(name, "ambient") == 0) {
    value_error(objects->reading->diagnostics, object, "'ambient' is the surroundings; a node needs another name");
  } else if (read_parameters(objects, object, &node_type, &params, &given)) {
    number = network_add_node(objects->network, name, &params);
    if (number < 0)
      objects->reading->out_of_memory = true;
    else
      network_keep_given_node(objects->network, number, &given);
  }
  read_parts(objects->reading, object, objects->network, number);
}

/* --- what stands between nodes --- */

static const ComponentType *complain_type(Objects *objects, const Value *at, const char *text) {
  char list[LIST_SIZE] = "", hint[HINT_SIZE];
  Nearest nearest = nearest_to(text ? text : "");
  for (const ComponentType *const *type = component_types; *type; type++) {
    if ((*type)->section != objects->section) continue;
    size_t length = strlen(list);
    snprintf(list + length, sizeof list - length, "%s%s", length ? ", " : "", (*type)->name);
    nearest_try(&nearest, (*type)->name);
  }
  if (text)
    value_error(objects->reading->diagnostics, at, "there is no type '%s'; legal: %s%s", text, list,
                nearest_hint(&nearest, hint, sizeof hint));
  else
    value_error(objects->reading->diagnostics, at, "lacks 'type'; legal: %s", list);
  return NULL;
}

static const ComponentType *read_type(Objects *objects, const Value *object) {
  const Value *given = value_member(object, "type");
  const char *usual = ends_of[objects->section].usual_type;
  if (!given) return usual ? component_find(objects->section, usual) : complain_type(objects, object, NULL);
  const char *text = read_text(objects->reading, given, NAME_LENGTH_MAX);
  const ComponentType *type = text ? component_find(objects->section, text) : NULL;
  return text && !type ? complain_type(objects, given, text) : type;
}

static void complain_node(Objects *objects, const Value *end, const char *name) {
  const Names *names = &objects->places->sections[SECTION_NODES].names;
  const Value *nodes = objects->places->sections[SECTION_NODES].value;
  char hint[HINT_SIZE] = "";
  if (objects->reading->hints_left > 0 && names->count > 0) {
    objects->reading->hints_left--;
    Nearest nearest = nearest_to(name);
    for (int i = 0; i < nodes->count; i++)
      if (value_label(&nodes->members[i])) nearest_try(&nearest, value_label(&nodes->members[i]));
    nearest_hint(&nearest, hint, sizeof hint);
  }
  if (strcmp(name, "ambient") == 0)
    snprintf(hint, sizeof hint, "; the surroundings are a node of their own: room = { fixed = true; }");
  value_error(objects->reading->diagnostics, end, "there is no node '%s'%s", name, hint);
}

/* False with a finding, or silently where the node has findings of its own. */
static bool read_end(Objects *objects, const Value *object, const char *key, bool required, int *node) {
  const Value *end = value_member(object, key);
  *node = NETWORK_NOWHERE;
  if (!end) {
    if (required) value_error(objects->reading->diagnostics, object, "lacks '%s', the name of a node", key);
    return !required;
  }
  const char *name = read_text(objects->reading, end, NAME_LENGTH_MAX);
  if (!name) return false;
  *node = network_find_node(objects->network, name);
  if (*node < 0 && names_find(&objects->places->sections[SECTION_NODES].names, name) < 0)
    complain_node(objects, end, name);
  return *node >= 0;
}

static bool read_ends(Objects *objects, const Value *object, int *from, int *to) {
  const Ends *ends = &ends_of[objects->section];
  int second = NETWORK_NOWHERE;
  bool good = read_end(objects, object, ends->first, true, from);
  if (ends->second) good = read_end(objects, object, ends->second, ends->second_required, &second) && good;
  *to = ends->supplies ? *from : second;
  if (ends->supplies) *from = NETWORK_NOWHERE;
  return good;
}

static void read_branch(Objects *objects, const Value *object, const char *name) {
  int from, to;
  bool good = read_ends(objects, object, &from, &to);
  const ComponentType *type = read_type(objects, object);
  if (!type) return;
  char *params = malloc(2 * type->size), *given = params ? params + type->size : NULL;
  if (!params) objects->reading->out_of_memory = true;
  if (!params || !read_parameters(objects, object, type, params, given)) good = false;
  int number = good ? network_add_branch(objects->network, name, type, params, from, to) : -1;
  if (good && number < 0) objects->reading->out_of_memory = true;
  if (number >= 0) network_keep_given(objects->network, number, given);
  free(params);
}

/* --- sections --- */

static void read_object(Objects *objects, const Value *object, int member) {
  if (!object->name && !read_is_group(objects->reading, object)) return;
  const char *name = name_of(objects, object);
  if (!name || !name_is_new(objects, object, name, member) || !read_is_group(objects->reading, object)) return;
  if (objects->section == SECTION_NODES)
    read_node(objects, object, name, member);
  else
    read_branch(objects, object, name);
}

static void read_section(Objects *objects, const Value *value) {
  char words[VALUE_WORDS_SIZE];
  if (value->kind == VALUE_UNREADABLE) return;
  if (value->kind != VALUE_GROUP && value->kind != VALUE_LIST) {
    value_error(objects->reading->diagnostics, value,
                "%s is not understood, a group { } or a list ( ) of groups is wanted", value_words(value, words));
    return;
  }
  objects->places->sections[objects->section].value = value;
  for (int i = 0; i < value->count && !objects->reading->out_of_memory; i++)
    read_object(objects, &value->members[i], i);
}

void read_objects(Reading *reading, const Value *root, Network *network, ObjectPlaces *places) {
  Objects objects = {.reading = reading, .network = network, .places = places};
  for (int section = 0; section < SECTION_TOP_COUNT; section++) {
    objects.section = (Section)section;
    const Value *value = value_member(root, section_key(objects.section));
    if (value) read_section(&objects, value);
  }
  names_free(&objects.folded);
}
