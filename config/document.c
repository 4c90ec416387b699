#include "config/document.h"

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

#include "config/plain_text.h"
#include "config/source.h"
#include "config/syntax.h"

typedef struct {
  Arena *arena;
  const Source *source;
  Diagnostics *diagnostics;
  bool out_of_memory;
} Conversion;

void document_free(Document *document) {
  arena_free(&document->arena);
  *document = (Document){0};
}

static void convert(Conversion *conversion, const config_setting_t *setting, Value *value);

static void convert_members(Conversion *conversion, const config_setting_t *setting, Value *value) {
  int count = config_setting_length(setting);
  value->members = arena_alloc(conversion->arena, (size_t)count * sizeof *value->members);
  if (!value->members) {
    conversion->out_of_memory = true;
    return;
  }
  value->count = count;
  for (int i = 0; i < count && !conversion->out_of_memory; i++) {
    const config_setting_t *member = config_setting_get_elem(setting, (unsigned)i);
    /* libconfig does not look at what malloc() gives: a member or a name that is not there says that memory ran out */
    conversion->out_of_memory = !member || (value->kind == VALUE_GROUP && !config_setting_name(member));
    value->members[i].parent = value;
    if (!conversion->out_of_memory) convert(conversion, member, &value->members[i]);
  }
}

/* Strings come with their escapes resolved, so a byte that is not plain can only come from one: syntax_check() has
 * refused it. */
static void convert_string(Conversion *conversion, const config_setting_t *setting, Value *value) {
  const char *text = config_setting_get_string(setting);
  if (text && strcmp(text, SYNTAX_UNREADABLE) == 0) return;
  value->kind = VALUE_STRING;
  value->text = text ? arena_text(conversion->arena, text, strlen(text)) : NULL;
  if (!value->text) conversion->out_of_memory = true;
}

static const char *name_of(Conversion *conversion, const config_setting_t *setting) {
  const char *name = config_setting_name(setting);
  if (!name) return NULL;
  const char *copy = arena_text(conversion->arena, name, strlen(name));
  if (!copy) conversion->out_of_memory = true;
  return copy ? copy : "";
}

static void convert_scalar(const config_setting_t *setting, Value *value) {
  switch (config_setting_type(setting)) {
  case CONFIG_TYPE_INT:
    value->kind = VALUE_INTEGER;
    value->number = config_setting_get_int(setting);
    break;
  case CONFIG_TYPE_FLOAT:
    value->kind = VALUE_FLOAT;
    value->number = config_setting_get_float(setting);
    break;
  case CONFIG_TYPE_BOOL:
    value->kind = VALUE_BOOL;
    value->number = config_setting_get_bool(setting);
    break;
  default:
    break;
  }
}

/* Depth is bounded by syntax_check(). */
static void convert(Conversion *conversion, const config_setting_t *setting, Value *value) {
  SourceLine place = source_place(conversion->source, (int)config_setting_source_line(setting));
  value->name = name_of(conversion, setting);
  value->file = place.file;
  value->line = place.line;
  if (config_setting_type(setting) == CONFIG_TYPE_STRING) {
    convert_string(conversion, setting, value);
  } else if (config_setting_is_aggregate(setting)) {
    value->kind = config_setting_is_group(setting) ? VALUE_GROUP : VALUE_LIST;
    convert_members(conversion, setting, value);
  } else {
    convert_scalar(setting, value);
  }
}

/* An error of libconfig's here means that syntax_check() let something pass: said in its own words. */
static bool parse(Conversion *conversion, const char *text, Value *root) {
  config_t config;
  config_init(&config);
  conversion->out_of_memory = !config_root_setting(&config);
  bool parsed = !conversion->out_of_memory && config_read_string(&config, text) == CONFIG_TRUE;
  if (parsed) {
    convert(conversion, config_root_setting(&config), root);
  } else if (!conversion->out_of_memory) {
    SourceLine place = source_place(conversion->source, config_error_line(&config));
    diagnostics_add(conversion->diagnostics, SEVERITY_ERROR, place.file, place.line, NULL, "libconfig: %s",
                    config_error_text(&config));
  }
  config_destroy(&config);
  return parsed && !conversion->out_of_memory;
}

static Status parse_source(Arena *arena, const Source *source, Value *root, bool *readable, Diagnostics *diagnostics) {
  Conversion conversion = {arena, source, diagnostics, false};
  int errors = diagnostics->errors;
  SyntaxResult checked = syntax_check(source, diagnostics);
  *root = (Value){.kind = VALUE_GROUP};
  *readable = checked.text && parse(&conversion, checked.text, root);
  free(checked.text);
  if (checked.out_of_memory || conversion.out_of_memory) return STATUS_MEMORY;
  root->file = source_place(source, 1).file;
  root->line = 0;
  return diagnostics->errors > errors ? STATUS_CONFIG : STATUS_OK;
}

Status document_read(Document *document, const char *file, Sha256 *sha, bool *readable, Diagnostics *diagnostics) {
  *document = (Document){0};
  *readable = false;
  Source source;
  Status status = source_read(&source, file, &document->arena, sha, document->why, sizeof document->why, diagnostics);
  if (status == STATUS_OK) status = parse_source(&document->arena, &source, &document->root, readable, diagnostics);
  source_free(&source);
  return status;
}

Status document_parse(Arena *arena, const char *text, const char *place, Value *root, Diagnostics *diagnostics) {
  Source source;
  bool readable;
  if (!source_from_text(&source, text, place)) return STATUS_MEMORY;
  Status status = parse_source(arena, &source, root, &readable, diagnostics);
  source_free(&source);
  return status;
}
