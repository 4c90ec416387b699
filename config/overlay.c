#include "config/overlay.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/lexer.h"
#include "config/number.h"
#include "config/plain_text.h"
#include "models/component.h"
#include "models/nearest.h"

enum { STEP_MAX = 64, PATH_DEPTH_MAX = 16, HINT_SIZE = 128 };

typedef struct {
  Document *document;
  Diagnostics *diagnostics;
  const char *place; /* "--set PATH=VALUE", in the arena */
  const char *path;  /* what is left of it */
  bool out_of_memory;
} Overlay;

/* --- the path --- */

static bool index_step(const char *step, size_t length) {
  if (length < 3 || step[0] != '[' || step[length - 1] != ']' || length > 9) return false;
  for (size_t i = 1; i + 1 < length; i++)
    if (!isdigit((unsigned char)step[i])) return false;
  return true;
}

static size_t step_length(const char *path) {
  return strcspn(path, ".=");
}

static const char *path_fault(const char *set) {
  if (plain_text_fault(set, strlen(set), false)) return "it holds characters that are not plain text";
  const char *equals = strchr(set, '=');
  if (!equals || equals == set) return "PATH=VALUE is wanted, such as elements.L1.diameter=12 mm";
  const char *at = set;
  for (int depth = 1;; depth++) {
    size_t length = step_length(at);
    while (at[length] == '=' && length > 0 && at[length - 1] == ' ')
      length--;
    if (depth > PATH_DEPTH_MAX || length >= STEP_MAX) return "the path is too long";
    if (!is_name(at, length) && !index_step(at, length))
      return "a path is names and [numbers] with dots between, such as elements.L1.diameter or nodes.[0].volume";
    at += step_length(at);
    if (*at == '=') break;
    at++;
  }
  return at[1 + strspn(at + 1, " \t")] ? NULL : "the value is missing";
}

Status overlay_check(const char *set, Diagnostics *diagnostics) {
  const char *fault = path_fault(set);
  char clipped[CLIP_SIZE];
  if (!fault) return STATUS_OK;
  diagnostics_add(diagnostics, SEVERITY_ERROR, NULL, 0, NULL, "--set %s: %s",
                  plain_text_clip(set, strlen(set), clipped), fault);
  return STATUS_USAGE;
}

/* The next step of the path into step; false at the end. */
static bool next_step(Overlay *overlay, char step[STEP_MAX]) {
  const char *path = overlay->path;
  if (*path == '.') path++;
  size_t length = step_length(path), letters = length;
  if (*path == '=') return false;
  while (letters > 0 && path[letters - 1] == ' ')
    letters--;
  memcpy(step, path, letters);
  step[letters] = '\0';
  overlay->path = path + length;
  return true;
}

/* --- the place --- */

static void complain(const Overlay *overlay, const Value *at, const char *step, const char *what, const char *hint) {
  char path[VALUE_PATH_SIZE];
  value_path(at, path);
  diagnostics_add(overlay->diagnostics, SEVERITY_ERROR, overlay->place, 0, path[0] ? path : NULL, "%s%s%s%s%s",
                  step ? "there is no '" : "", step ? step : "", step ? "'" : "", what, hint);
}

static Value *named_member(const Value *parent, const char *step) {
  for (int i = 0; i < parent->count; i++) {
    const char *label = value_label(&parent->members[i]);
    if (label && strcmp(label, step) == 0) return &parent->members[i];
  }
  return NULL;
}

static void complain_missing(const Overlay *overlay, const Value *at, const char *step) {
  char hint[HINT_SIZE];
  Nearest nearest = nearest_to(step);
  for (int i = 0; i < at->count; i++)
    if (value_label(&at->members[i])) nearest_try(&nearest, value_label(&at->members[i]));
  if (*step == '[')
    snprintf(hint, sizeof hint, "; it has %d members, the first is [0]", at->count);
  else
    nearest_hint(&nearest, hint, sizeof hint);
  complain(overlay, at, step, " here", hint);
}

/* Objects are not made by --set: a mistyped name would become a new one. */
static bool holds_objects(const Value *value) {
  if (!value->parent || value->parent->parent) return false;
  for (int section = 0; section < SECTION_TOP_COUNT; section++)
    if (strcmp(value->name, section_key((Section)section)) == 0) return true;
  return false;
}

static void adopt(Value *value) {
  for (int i = 0; i < value->count; i++)
    value->members[i].parent = value;
}

/* A new member of a group; what it is stays open. The group's members move. */
static Value *add_member(Overlay *overlay, Value *group, const char *name) {
  Arena *arena = &overlay->document->arena;
  Value *members = arena_alloc(arena, (size_t)(group->count + 1) * sizeof *members);
  const char *copy = arena_text(arena, name, strlen(name));
  if (!members || !copy) {
    overlay->out_of_memory = true;
    return NULL;
  }
  if (group->count) memcpy(members, group->members, (size_t)group->count * sizeof *members);
  for (int i = 0; i < group->count; i++)
    adopt(&members[i]);
  Value *added = &members[group->count];
  *added = (Value){.kind = VALUE_GROUP, .name = copy, .file = overlay->place, .parent = group};
  group->members = members;
  group->count++;
  return added;
}

static Value *member_at(Overlay *overlay, Value *at, const char *step) {
  if (at->kind != VALUE_GROUP && at->kind != VALUE_LIST) {
    char words[VALUE_WORDS_SIZE], what[VALUE_WORDS_SIZE + 32];
    snprintf(what, sizeof what, " here: this is %s", value_words(at, words));
    if (at->kind != VALUE_UNREADABLE) complain(overlay, at, step, what, "");
    return NULL;
  }
  Value *found = NULL;
  if (*step == '[') {
    int index = atoi(step + 1);
    if (index < at->count) found = &at->members[index];
  } else {
    found = named_member(at, step);
    if (!found && at->kind == VALUE_GROUP && !holds_objects(at)) return add_member(overlay, at, step);
  }
  if (!found) complain_missing(overlay, at, step);
  return found;
}

static Value *find_place(Overlay *overlay) {
  char step[STEP_MAX];
  Value *at = &overlay->document->root;
  while (at && next_step(overlay, step))
    at = member_at(overlay, at, step);
  return at;
}

/* --- the value --- */

static bool is_literal(const char *text) {
  Lexer lexer = lexer_start(text, strlen(text));
  Token token = lexer_next(&lexer), after = lexer_next(&lexer);
  char message[8];
  if (token.kind == TOKEN_STRING || token_is(&token, '{') || token_is(&token, '(') || token_is(&token, '['))
    return true;
  if (after.kind != TOKEN_END) return false;
  if (token.kind == TOKEN_BOOL) return true;
  bool numeric = strspn(text, "+-0123456789.eE") == strlen(text);
  return token.kind == TOKEN_NUMBER && (numeric || number_check(token.start, token.length, message, sizeof message));
}

static Status read_literal(Overlay *overlay, const char *text, Value *value) {
  Arena *arena = &overlay->document->arena;
  static const char front[] = "value = ";
  char *setting = arena_alloc(arena, strlen(front) + strlen(text) + 2);
  if (!setting) return STATUS_MEMORY;
  strcat(strcpy(setting, front), text);
  Value root;
  Status status = document_parse(arena, setting, overlay->place, &root, overlay->diagnostics);
  if (status != STATUS_OK) return status;
  if (root.count != 1) {
    diagnostics_add(overlay->diagnostics, SEVERITY_ERROR, overlay->place, 0, NULL, "one value is wanted after '='");
    return STATUS_CONFIG;
  }
  *value = root.members[0];
  return STATUS_OK;
}

static Status read_value(Overlay *overlay, const char *text, Value *value) {
  Arena *arena = &overlay->document->arena;
  text += strspn(text, " \t");
  size_t length = strlen(text);
  while (length > 0 && text[length - 1] == ' ')
    length--;
  char *trimmed = arena_text(arena, text, length);
  if (!trimmed) return STATUS_MEMORY;
  if (is_literal(trimmed)) return read_literal(overlay, trimmed, value);
  *value = (Value){.kind = VALUE_STRING, .text = trimmed};
  return STATUS_OK;
}

static char *place_text(Arena *arena, const char *set) {
  static const char option[] = "--set ";
  char *place = arena_alloc(arena, strlen(option) + strlen(set) + 1);
  return place ? strcat(strcpy(place, option), set) : NULL;
}

Status overlay_set(Document *document, const char *set, Diagnostics *diagnostics) {
  Overlay overlay = {document, diagnostics, place_text(&document->arena, set), set, false};
  if (!overlay.place) return STATUS_MEMORY;
  Value given;
  Status status = read_value(&overlay, strchr(set, '=') + 1, &given);
  if (status != STATUS_OK) return status;
  Value *at = find_place(&overlay);
  if (!at) return overlay.out_of_memory ? STATUS_MEMORY : STATUS_CONFIG;
  given.name = at->name;
  given.parent = at->parent;
  given.file = overlay.place;
  given.line = 0;
  *at = given;
  adopt(at);
  return STATUS_OK;
}
