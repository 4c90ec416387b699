#include "config/read_size.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_LENGTH_MAX = 63, LINE_SIZE = 256, CHOICES_MAX = 24 };

static const Target valve_target = {1u << SECTION_ELEMENTS, true, "valve", "a valve is wanted"};

/* What the group says beside element, candidates, require and inverse; -1: not given. */
typedef struct {
  int rank, fitting, voltage, entry;
} Choices;

static const char *const fitting_words[] = {"face seal", "compression", NULL};

typedef struct {
  Lookup lookup;
  const Value *root, *group;
  Study *study;
  Choices choices;
} Sizing;

static Diagnostics *findings(const Sizing *sizing) {
  return sizing->lookup.reading->diagnostics;
}

static bool read_choices(Sizing *sizing) {
  static const char *const own[] = {"element", "candidates", "require", "inverse", NULL};
  const char *voltages[CHOICES_MAX] = {NULL}, *entries[CHOICES_MAX] = {NULL};
  for (int i = 0; i < part_voltage_count && i + 1 < CHOICES_MAX; i++)
    voltages[i] = part_voltages[i].words;
  for (int i = 0; i < part_entry_count && i + 1 < CHOICES_MAX; i++)
    entries[i] = part_entries[i].code;
  const ParamRow rows[] = {
      {.key = "rank", .kind = PARAM_CHOICE, .offset = offsetof(Choices, rank), .choices = sizing_rank_words},
      {.key = "fitting", .kind = PARAM_CHOICE, .offset = offsetof(Choices, fitting), .choices = fitting_words},
      {.key = "voltage", .kind = PARAM_CHOICE, .offset = offsetof(Choices, voltage), .choices = voltages},
      {.key = "entry", .kind = PARAM_CHOICE, .offset = offsetof(Choices, entry), .choices = entries},
  };
  sizing->choices = (Choices){-1, -1, -1, -1};
  return read_params(sizing->lookup.reading, sizing->group,
                     &(ParamGroup){rows, sizeof rows / sizeof rows[0], &sizing->choices, own, "analysis.size"});
}

/* --- which models --- */

static bool find_models(const Sizing *sizing, const Value *pattern, const ValveModel **found, int *count) {
  const Catalogue *catalogue = sizing->study->catalogue;
  const ValveModel *matched[SIZING_CANDIDATES_MAX];
  const char *text = read_text(sizing->lookup.reading, pattern, NAME_LENGTH_MAX);
  if (!text) return false;
  int n = catalogue_match(catalogue, text, matched, SIZING_CANDIDATES_MAX);
  if (n == 0) {
    const char *nearest = catalogue_nearest(catalogue, text);
    value_error(findings(sizing), pattern, "no model of the catalogue matches '%s'%s%s%s", text,
                nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    return false;
  }
  if (n > SIZING_CANDIDATES_MAX) {
    value_error(findings(sizing), pattern, "'%s' matches %d models, more than %d", text, n, SIZING_CANDIDATES_MAX);
    return false;
  }
  for (int i = 0; i < n; i++) {
    bool known = false;
    for (int k = 0; k < *count; k++)
      known = known || found[k] == matched[i];
    if (!known && *count < SIZING_CANDIDATES_MAX) found[(*count)++] = matched[i];
  }
  return true;
}

/* In the catalogue's order, whatever the order of the patterns. */
static void sort_models(const Catalogue *catalogue, const ValveModel **found, int count) {
  int n = 0;
  for (int i = 0; i < catalogue_count(catalogue) && n < count; i++)
    for (int k = n; k < count; k++)
      if (found[k] == catalogue_model(catalogue, i)) {
        const ValveModel *model = found[k];
        found[k] = found[n];
        found[n++] = model;
        break;
      }
}

static bool read_candidates(const Sizing *sizing, const ValveModel **found, int *count) {
  const Value *value = value_member(sizing->group, "candidates");
  bool good = true;
  *count = 0;
  if (!value) {
    value_error(findings(sizing), sizing->group, "lacks 'candidates', a pattern of model names such as \"XSA*\"");
    return false;
  }
  if (value->kind != VALUE_LIST) return find_models(sizing, value, found, count);
  for (int i = 0; i < value->count; i++)
    good = find_models(sizing, &value->members[i], found, count) && good;
  if (value->count == 0) value_error(findings(sizing), value, "is an empty list: there is nothing to choose from");
  sort_models(sizing->study->catalogue, found, *count);
  return good && value->count > 0;
}

/* --- which valves --- */

/* A measured figure of one valve would be that of every candidate. */
static bool check_own_figures(const Sizing *sizing, const Value *name) {
  static const char *const flows[] = {"C", "S", "kv", "cv", "av", "molecular_conductance", NULL};
  static const char *const leaks[] = {"internal_leakage", "external_leakage", NULL};
  const Value *object = object_place(sizing->lookup.places, SECTION_ELEMENTS, name->text);
  bool good = true;
  for (int i = 0; object && flows[i]; i++) {
    if (!value_member(object, flows[i])) continue;
    value_error(findings(sizing), name, "'%s' has a measured flow, '%s', which would be every candidate's; drop it",
                name->text, flows[i]);
    good = false;
  }
  for (int i = 0; object && leaks[i]; i++)
    if (value_member(object, leaks[i]))
      value_warning(findings(sizing), name, "the measured %s of '%s' stands for every candidate", leaks[i], name->text);
  return good;
}

static bool has_part(const Sizing *sizing, const Value *name, int branch) {
  const Branch *valve = &sizing->study->network.branches[branch];
  if (branch_is_valve(valve) && valve_model(valve->params)) return true;
  value_error(findings(sizing), name,
              "'%s' is a bore without a part; candidates take a part's place: give it any part of the catalogue",
              name->text);
  return false;
}

static bool is_twice(const Sizing *sizing, const Value *name, int branch) {
  for (int i = 0; i < sizing->study->sizing.n_elements; i++) {
    if (sizing->study->sizing.elements[i].branch != branch) continue;
    value_error(findings(sizing), name, "'%s' is named twice", name->text);
    return true;
  }
  return false;
}

/* Fitting, voltage and entry of the part it has, unless the group says otherwise. */
static bool part_of(const Sizing *sizing, const Part *like, const ValveModel *model, Part *part) {
  const Choices *choices = &sizing->choices;
  *part = (Part){.model = model};
  if (!model->series) return true; /* a user's model: its name is its number */
  *part = *like;
  part->model = model;
  if (choices->fitting >= 0) part->fitting_given = true, part->fitting = (FittingType)choices->fitting;
  if (choices->voltage >= 0) part->voltage = &part_voltages[choices->voltage];
  if (choices->entry >= 0) part->entry = &part_entries[choices->entry];
  return !part->voltage || !part->voltage->ac || !part->entry || part->entry->ac;
}

static bool add_parts(const Sizing *sizing, SizingElement *element, const ValveModel **models, int count) {
  const Branch *valve = &sizing->study->network.branches[element->branch];
  const Part *like = valve_part(valve->params);
  element->parts = calloc((size_t)count + 1, sizeof *element->parts);
  if (!element->parts) sizing->lookup.reading->out_of_memory = true;
  for (int i = 0; element->parts && i < count; i++) {
    Part *part = &element->parts[i];
    if (part_of(sizing, like, models[i], part)) continue;
    value_error(findings(sizing), sizing->group,
                "electrical entry %s (%s) is made for DC only, and %s is %s; %s is for AC", part->entry->code,
                part->entry->words, element->name, part->voltage->words, part->entry->instead);
    return false;
  }
  element->n_parts = count;
  return element->parts != NULL;
}

static bool read_element(Sizing *sizing, const Value *name, const ValveModel **models, int count) {
  SizingRequest *request = &sizing->study->sizing;
  Section section;
  int branch = lookup_object(&sizing->lookup, name, &valve_target, &section);
  if (branch < 0 || !has_part(sizing, name, branch) || is_twice(sizing, name, branch)) return false;
  if (!check_own_figures(sizing, name)) return false;
  if (request->n_elements == SIZING_ELEMENTS_MAX) {
    value_error(findings(sizing), name, "more than %d valves to size together", SIZING_ELEMENTS_MAX);
    return false;
  }
  SizingElement *element = &request->elements[request->n_elements++];
  *element = (SizingElement){.branch = branch};
  snprintf(element->name, sizeof element->name, "%s", name->text);
  return add_parts(sizing, element, models, count);
}

static bool check_count(const Sizing *sizing, const Value *value) {
  int together = sizing_together(&sizing->study->sizing);
  if (together <= SIZING_TOGETHER_MAX) return true;
  value_error(findings(sizing), value, "%d combinations of candidates, more than %d; a narrower pattern is wanted",
              together, SIZING_TOGETHER_MAX);
  return false;
}

static bool read_elements(Sizing *sizing) {
  const ValveModel *models[SIZING_CANDIDATES_MAX];
  const Value *value = value_member(sizing->group, "element");
  int count;
  if (!value && value_member(sizing->group, "inverse")) return true;
  if (!value) value_error(findings(sizing), sizing->group, "lacks 'element', the valve to size");
  bool good = read_candidates(sizing, models, &count) && value;
  if (!value) return false;
  if (value->kind != VALUE_LIST) return read_element(sizing, value, models, count) && good;
  for (int i = 0; i < value->count; i++)
    good = read_element(sizing, &value->members[i], models, count) && good;
  if (value->count == 0) value_error(findings(sizing), value, "is an empty list: no valve to size");
  return good && value->count > 0 && check_count(sizing, value);
}

/* --- the whole group --- */

/* Judged wherever the line is followed: without a run through time in a steady state, found for it in any case. */
static void decide_runs(Study *study) {
  if (!study->wants_transient) study->wants_steady = true;
  study->sizing.wants_steady = study->wants_steady;
  study->sizing.wants_transient = study->wants_transient;
  study->wants_size = true;
}

void read_size(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study) {
  const Value *analysis = value_member(root, "analysis");
  const Value *group = analysis && analysis->kind == VALUE_GROUP ? value_member(analysis, "size") : NULL;
  if (!group || reading->line_alone || !read_is_group(reading, group)) return;
  Sizing sizing = {{reading, &study->network, places}, root, group, study, {0}};
  bool good = read_choices(&sizing);
  if (good) study->sizing.rank = sizing.choices.rank >= 0 ? (SizingRank)sizing.choices.rank : SIZING_RANK_POWER;
  read_elements(&sizing);
  const Value *require = value_member(group, "require"), *inverse = value_member(group, "inverse");
  if (require) read_requirements(&sizing.lookup, root, require, study, &study->sizing);
  if (inverse) read_inverse(&sizing.lookup, inverse, study, &study->sizing.inverse);
  decide_runs(study);
}
