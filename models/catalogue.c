#include "models/catalogue.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "models/catalogue_row.h"
#include "models/nearest.h"

enum { LONGEST_NAME = 63 };

/* A user's row and the letters its texts point to. */
typedef struct {
  ValveModel model;
  char text[];
} OwnedRow;

struct Catalogue {
  const ValveModel **models; /* shipped rows first, then the owned */
  int count, capacity;
};

static bool catalogue_reserve(Catalogue *catalogue, int count) {
  if (count <= catalogue->capacity) return true;
  int capacity = 2 * count;
  const ValveModel **models = realloc(catalogue->models, (size_t)capacity * sizeof *models);
  if (!models) return false;
  catalogue->models = models;
  catalogue->capacity = capacity;
  return true;
}

Catalogue *catalogue_new(void) {
  Catalogue *catalogue = calloc(1, sizeof *catalogue);
  if (!catalogue || !catalogue_reserve(catalogue, xsa_model_count)) {
    free(catalogue);
    return NULL;
  }
  for (int i = 0; i < xsa_model_count; i++)
    catalogue->models[catalogue->count++] = &xsa_models[i];
  return catalogue;
}

void catalogue_free(Catalogue *catalogue) {
  if (!catalogue) return;
  for (int i = xsa_model_count; i < catalogue->count; i++)
    free((void *)catalogue->models[i]);
  free(catalogue->models);
  free(catalogue);
}

int catalogue_count(const Catalogue *catalogue) {
  return catalogue->count;
}

const ValveModel *catalogue_model(const Catalogue *catalogue, int index) {
  return index >= 0 && index < catalogue->count ? catalogue->models[index] : NULL;
}

const ValveModel *catalogue_find_model(const Catalogue *catalogue, const char *name) {
  for (int i = 0; i < catalogue->count; i++)
    if (strcasecmp(catalogue->models[i]->name, name) == 0) return catalogue->models[i];
  return NULL;
}

const char *catalogue_nearest(const Catalogue *catalogue, const char *name) {
  Nearest nearest = nearest_to(name);
  for (int i = 0; i < catalogue->count; i++)
    nearest_try(&nearest, catalogue->models[i]->name);
  return nearest.best;
}

/* Greedy with one point of return: the last star takes one letter more. Linear in practice, no recursion. */
bool catalogue_pattern_match(const char *pattern, const char *name) {
  const char *star = NULL, *resume = NULL;
  while (*name) {
    if (*pattern == '*') {
      star = pattern++;
      resume = name;
    } else if (*pattern == '?' || tolower((unsigned char)*pattern) == tolower((unsigned char)*name)) {
      pattern++;
      name++;
    } else if (star) {
      pattern = star + 1;
      name = ++resume;
    } else {
      return false;
    }
  }
  while (*pattern == '*')
    pattern++;
  return *pattern == '\0';
}

int catalogue_match(const Catalogue *catalogue, const char *pattern, const ValveModel **found, int capacity) {
  int count = 0;
  for (int i = 0; i < catalogue->count; i++) {
    if (!catalogue_pattern_match(pattern, catalogue->models[i]->name)) continue;
    if (count < capacity) found[count] = catalogue->models[i];
    count++;
  }
  return count;
}

static bool name_check(const Catalogue *catalogue, const char *name, char *message, size_t size) {
  size_t length = strlen(name);
  bool clean = length > 0 && length <= LONGEST_NAME;
  for (size_t i = 0; i < length && clean; i++)
    clean =
        (isgraph((unsigned char)name[i]) || (name[i] == ' ' && i > 0 && i + 1 < length)) && !strchr("*?\"\\", name[i]);
  const ValveModel *taken = clean ? catalogue_find_model(catalogue, name) : NULL;
  if (!clean)
    snprintf(message, size, "model '%.80s': a name is 1 to %d printing characters, none of * ? \" \\", name,
             LONGEST_NAME);
  else if (taken)
    snprintf(message, size, "model %s: the name is taken (%s)", name, taken->source);
  return clean && !taken;
}

static ValveModel *row_copy(const ValveModel *model) {
  ValveModel row = *model;
  size_t length = 0;
  for (const CatalogueField *f = catalogue_fields; f < catalogue_fields + catalogue_field_count; f++)
    if (f->form == FIELD_TEXT && *catalogue_field_text(&row, f)) length += strlen(*catalogue_field_text(&row, f)) + 1;
  OwnedRow *owned = malloc(sizeof *owned + length);
  if (!owned) return NULL;
  owned->model = row;
  owned->model.series = NULL; /* a copy of a shipped row is the user's word, not the document's */
  char *end = owned->text;
  for (const CatalogueField *f = catalogue_fields; f < catalogue_fields + catalogue_field_count; f++) {
    if (f->form != FIELD_TEXT || !*catalogue_field_text(&row, f)) continue;
    size_t n = strlen(*catalogue_field_text(&row, f)) + 1;
    *catalogue_field_text(&owned->model, f) = memcpy(end, *catalogue_field_text(&row, f), n);
    end += n;
  }
  return &owned->model;
}

bool catalogue_add(Catalogue *catalogue, const ValveModel *model, char *message, size_t size) {
  if (!name_check(catalogue, model->name ? model->name : "", message, size)) return false;
  ValveModel *owned = catalogue_reserve(catalogue, catalogue->count + 1) ? row_copy(model) : NULL;
  if (!owned) snprintf(message, size, "model %s: out of memory", model->name);
  if (!owned || !catalogue_row_settle(owned, message, size)) {
    free(owned);
    return false;
  }
  catalogue->models[catalogue->count++] = owned;
  return true;
}

const char *valve_fact_name(ValveFact fact) {
  static const char *const names[VALVE_FACT_COUNT] = {
#define X(id, words) words,
      VALVE_FACTS(X)
#undef X
  };
  return names[fact];
}

const char *valve_source(const ValveModel *model, ValveFact fact) {
  return model->series ? model->series->sources[fact] : model->source;
}

const char *fitting_type_words(FittingType fitting) {
  return fitting == FITTING_FACE_SEAL ? "face seal fitting" : "compression fitting";
}

const ValveOutline *valve_outline(const ValveModel *model, FittingType fitting) {
  for (int i = 0; model->series && i < model->series->outline_count; i++) {
    const ValveOutline *outline = &model->series->outlines[i];
    if (outline->fitting == fitting && catalogue_pattern_match(outline->models, model->name)) return outline;
  }
  return NULL;
}
