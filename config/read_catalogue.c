#include "config/read_catalogue.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/source.h"

enum { TEXT_LENGTH_MAX = 400, LIST_SIZE = 400, PATH_LENGTH_MAX = 4000 };

static const char *const file_keys[] = {"valves", NULL};

static const CatalogueField *field_of(const char *key) {
  for (int i = 0; i < catalogue_field_count; i++)
    if (strcmp(catalogue_fields[i].key, key) == 0) return &catalogue_fields[i];
  return NULL;
}

static void complain_unknown(Reading *reading, const Value *value) {
  const char *keys[128];
  int count = 0;
  for (; count < catalogue_field_count && count < 127; count++)
    keys[count] = catalogue_fields[count].key;
  keys[count] = NULL;
  read_unknown(reading, value, keys);
}

/* A row holds gauge pressures as gauge, so the ambient pressure that a file's pressure was counted with is taken off
 * again. */
static bool read_number(Reading *reading, const Value *value, const CatalogueField *field, double *held) {
  QuantityContext none = {0};
  bool difference = field->form == FIELD_DIFFERENCE;
  double si;
  if (!read_quantity(reading, value, field->dimension, difference ? &none : &reading->quantities, &si)) return false;
  *held = field->form == FIELD_GAUGE ? si - reading->quantities.ambient_pressure_pa : si;
  if (field->form != FIELD_GAUGE) return read_range(reading, value, *held, field->dimension, field->min, field->max);
  if (*held >= field->min && *held <= field->max) return true;
  value_error(reading->diagnostics, value,
              "%.6g Pa(G) is out of range; legal %.6g Pa(G) to %.6g Pa(G), counted from %.6g Pa", *held, field->min,
              field->max, reading->quantities.ambient_pressure_pa);
  return false;
}

static bool read_field(Reading *reading, const Value *value, ValveModel *model) {
  const CatalogueField *field = field_of(value->name);
  if (!field) {
    complain_unknown(reading, value);
    return false;
  }
  if (field->form == FIELD_TEXT) {
    const char *text = read_text(reading, value, TEXT_LENGTH_MAX);
    *catalogue_field_text(model, field) = text;
    return text != NULL;
  }
  if (field->form != FIELD_FLAG) return read_number(reading, value, field, catalogue_field_number(model, field));
  ParamRow row = {.kind = PARAM_FLAG};
  return read_value(reading, value, &row, catalogue_field_flag(model, field));
}

static bool check_required(Reading *reading, const Value *group) {
  char list[LIST_SIZE] = "";
  for (int i = 0; i < catalogue_field_count; i++) {
    size_t length = strlen(list);
    if (catalogue_fields[i].required && !value_member(group, catalogue_fields[i].key))
      snprintf(list + length, sizeof list - length, "%s'%s'", length ? ", " : "", catalogue_fields[i].key);
  }
  if (*list) value_error(reading->diagnostics, group, "lacks %s", list);
  return !*list;
}

static void read_model(Reading *reading, const Value *group, Catalogue *catalogue) {
  ValveModel model = valve_model_empty();
  char message[READING_MESSAGE_SIZE];
  if (!read_is_group(reading, group)) return;
  bool good = check_required(reading, group);
  for (int i = 0; i < group->count; i++)
    good = read_field(reading, &group->members[i], &model) && good;
  if (good && !catalogue_add(catalogue, &model, message, sizeof message))
    value_error(reading->diagnostics, group, "%s", message);
}

static void read_models(Reading *reading, const Value *root, Catalogue *catalogue) {
  const Value *valves = value_member(root, "valves");
  for (int i = 0; i < root->count; i++)
    if (&root->members[i] != valves) read_unknown(reading, &root->members[i], file_keys);
  if (!valves)
    diagnostics_add(reading->diagnostics, SEVERITY_ERROR, root->file, 0, NULL, "lacks 'valves', the list of models");
  else if (valves->kind != VALUE_LIST && valves->kind != VALUE_UNREADABLE)
    value_error(reading->diagnostics, valves, "a list ( { model = ...; }, ... ) is wanted");
  for (int i = 0; valves && valves->kind == VALUE_LIST && i < valves->count; i++)
    read_model(reading, &valves->members[i], catalogue);
}

static void read_file(Reading *reading, const Value *named, const char *file, Catalogue *catalogue, Sha256 *sha) {
  Document document;
  bool readable;
  Status status = document_read(&document, file, sha, &readable, reading->diagnostics);
  if (status == STATUS_MEMORY) reading->out_of_memory = true;
  if (status == STATUS_IO) value_error(reading->diagnostics, named, "'%.200s' cannot be read: %s", file, document.why);
  if (readable) read_models(reading, &document.root, catalogue);
  document_free(&document);
}

static void read_named(Reading *reading, const Value *value, Catalogue *catalogue, Sha256 *sha) {
  Arena arena = {0};
  const char *path = read_text(reading, value, PATH_LENGTH_MAX);
  const char *file = path ? path_beside(&arena, value_from_set(value) ? "" : value->file, path, strlen(path)) : NULL;
  if (path && !file) reading->out_of_memory = true;
  if (file) read_file(reading, value, file, catalogue, sha);
  arena_free(&arena);
}

void read_catalogues(Reading *reading, const Value *root, Catalogue *catalogue, Sha256 *sha) {
  const Value *value = value_member(root, "catalogue");
  if (!value) return;
  if (value->kind != VALUE_LIST) {
    read_named(reading, value, catalogue, sha);
    return;
  }
  for (int i = 0; i < value->count; i++)
    read_named(reading, &value->members[i], catalogue, sha);
}
