#include "sim/vary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/part_number.h"

/* --- binding --- */

/* What stands behind the section's key: "elements." of "elements.L1.diameter"; NULL: another section. */
static const char *behind_key(const char *path, Section section) {
  const char *key = section_key(section);
  size_t length = strlen(key);
  return strncmp(path, key, length) == 0 && path[length] == '.' ? path + length + 1 : NULL;
}

/* The parameter whose key is the rest of the path, where a point may change it alone: texts that decide on the structure (gases, curves)
   and what makes a node a volume, a junction or a boundary are not among them. */
static const ParamRow *row_of(const ComponentType *type, const char *key) {
  const ParamRow *row = component_row(type, key);
  if (!row || row->kind == PARAM_GAS || row->kind == PARAM_CURVE || row->kind == PARAM_PER_GAS) return NULL;
  return type == &node_type && strcmp(row->key, "fixed") == 0 ? NULL : row;
}

/* A name ends at a dot; names of surfaces and seals hold two of their own. */
static bool name_of(const char *rest, int dots, char name[VARY_TEXT_MAX], const char **key) {
  const char *end = rest;
  for (int i = 0; i <= dots; i++) {
    end = strchr(i == 0 ? end : end + 1, '.');
    if (!end) return false;
  }
  snprintf(name, VARY_TEXT_MAX, "%.*s", (int)(end - rest), rest);
  *key = end + 1;
  return true;
}

static bool bind_node(const Network *network, const char *rest, Variable *variable) {
  char name[VARY_TEXT_MAX];
  const char *key;
  if (!name_of(rest, 0, name, &key)) return false;
  int number = network_find_node(network, name);
  const ParamRow *row = number < 0 ? NULL : row_of(&node_type, key);
  if (!row) return false;
  if (strcmp(row->key, "volume") == 0 && !(network->nodes[number].params.volume_m3 > 0)) return false;
  variable->place = VARY_NODE, variable->number = number, variable->row = row;
  return true;
}

static bool bind_branch(const Network *network, Section section, const char *rest, int dots, Variable *variable) {
  char name[VARY_TEXT_MAX];
  const char *key;
  if (!name_of(rest, dots, name, &key)) return false;
  int number = network_find_branch(network, section, name);
  const ParamRow *row = number < 0 ? NULL : row_of(network->branches[number].type, key);
  if (!row) return false;
  variable->place = VARY_BRANCH, variable->number = number, variable->row = row;
  return true;
}

Variable variable_bind(const Network *network, const char *path) {
  Variable variable = {.place = VARY_REREAD};
  snprintf(variable.path, sizeof variable.path, "%s", path);
  for (int s = SECTION_NODES + 1; s < SECTION_COUNT; s++) {
    bool part = s >= SECTION_TOP_COUNT;
    const char *rest = behind_key(path, part ? SECTION_NODES : (Section)s);
    if (rest && bind_branch(network, (Section)s, rest, part ? 2 : 0, &variable)) return variable;
  }
  const char *rest = behind_key(path, SECTION_NODES);
  if (rest) bind_node(network, rest, &variable);
  return variable;
}

const char *variable_unit(const Variable *variable) {
  if (!variable->row || variable->row->kind != PARAM_QUANTITY) return "";
  const char *unit = dimension_unit(variable->row->dimension);
  return strcmp(unit, "1") == 0 ? "" : unit;
}

/* --- setting --- */

static bool refuse(char message[VARY_MESSAGE_MAX], const Variable *variable, const char *what) {
  snprintf(message, VARY_MESSAGE_MAX, "%s: %s", variable->path, what);
  return false;
}

static bool set_number(const Variable *variable, double number, void *field, char message[VARY_MESSAGE_MAX]) {
  const ParamRow *row = variable->row;
  char what[VARY_MESSAGE_MAX / 2];
  if (!(number >= row->min && number <= row->max)) {
    const char *unit = dimension_unit(row->dimension);
    unit = strcmp(unit, "1") == 0 ? "" : unit;
    snprintf(what, sizeof what, "%.6g %s is out of range; legal %.6g %s to %.6g %s", number, unit, row->min, unit,
             row->max, unit);
    return refuse(message, variable, what);
  }
  if (row->kind == PARAM_QUANTITY)
    *(double *)field = number;
  else if (number == floor(number))
    *(int *)field = (int)number;
  else
    return refuse(message, variable, "a whole number is wanted");
  return true;
}

static bool set_choice(const Variable *variable, const char *text, int *field, char message[VARY_MESSAGE_MAX]) {
  for (int i = 0; variable->row->choices[i]; i++)
    if (strcmp(variable->row->choices[i], text) == 0) {
      *field = i;
      return true;
    }
  return refuse(message, variable, "is none of the choices");
}

static bool set_part(const Network *network, const Variable *variable, const char *text, char *field,
                     char message[VARY_MESSAGE_MAX]) {
  Part part;
  char what[VARY_MESSAGE_MAX / 2];
  if (strlen(text) >= PART_TEXT_MAX) return refuse(message, variable, "the part number is too long");
  if (!part_decode(network->catalogue, text, &part, what, sizeof what)) return refuse(message, variable, what);
  strcpy(field, text);
  return true;
}

static bool set_field(const Network *network, const Variable *variable, const VaryValue *value, void *field,
                      char message[VARY_MESSAGE_MAX]) {
  switch (variable->row->kind) {
  case PARAM_QUANTITY:
  case PARAM_COUNT:
    return value->text ? refuse(message, variable, "a number is wanted")
                       : set_number(variable, value->number, field, message);
  case PARAM_CHOICE:
    return value->text ? set_choice(variable, value->text, field, message)
                       : refuse(message, variable, "a word is wanted");
  case PARAM_PART:
    return value->text ? set_part(network, variable, value->text, field, message)
                       : refuse(message, variable, "a part number is wanted");
  case PARAM_FLAG:
    if (!value->text || (strcmp(value->text, "true") != 0 && strcmp(value->text, "false") != 0))
      return refuse(message, variable, "true or false is wanted");
    *(bool *)field = strcmp(value->text, "true") == 0;
    return true;
  default:
    return refuse(message, variable, "cannot change alone");
  }
}

static bool put(Network *network, const Variable *variable, const VaryValue *value, char message[VARY_MESSAGE_MAX]) {
  bool of_node = variable->place == VARY_NODE;
  void *given = of_node ? (void *)&network->nodes[variable->number].given : network->branches[variable->number].given;
  return set_field(network, variable, value, (char *)given + variable->row->offset, message);
}

static VaryResult resolve(Network *network, const Variable *variable, char message[VARY_MESSAGE_MAX]) {
  bool structure = false;
  char what[VARY_MESSAGE_MAX / 2];
  bool good = variable->place == VARY_NODE
                  ? network_resolve_node(network, variable->number, what, sizeof what)
                  : network_resolve_branch(network, variable->number, &structure, what, sizeof what);
  if (!good) refuse(message, variable, what);
  return good ? VARY_DONE : structure ? VARY_STRUCTURE : VARY_REFUSED;
}

/* All stand in their places before any is resolved: several may belong to one object and go together only. */
VaryResult variables_set(Network *network, const Variable *variables, const VaryValue *values, int count,
                         char message[VARY_MESSAGE_MAX]) {
  VaryResult worst = VARY_DONE;
  for (int i = 0; i < count; i++)
    if (!put(network, &variables[i], &values[i], message)) return VARY_REFUSED;
  for (int i = 0; i < count && worst != VARY_REFUSED; i++) {
    VaryResult result = resolve(network, &variables[i], message);
    if (result != VARY_DONE) worst = result;
  }
  return worst;
}

char *variable_set_text(const Variable *variable, const VaryValue *value, char set[2 * VARY_TEXT_MAX]) {
  if (value->text)
    snprintf(set, 2 * VARY_TEXT_MAX, "%s=%s", variable->path, value->text);
  else
    snprintf(set, 2 * VARY_TEXT_MAX, "%s=%.17g", variable->path, value->number);
  return set;
}
