/* What candidates must do: analysis.size.require. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/read_demand.h"
#include "config/read_size.h"
#include "models/nearest.h"
#include "sim/output_number.h"
#include "sim/sizing/sizing.h"

enum { NAME_LENGTH_MAX = 63, HINT_SIZE = 128, LIST_SIZE = 500 };

typedef struct {
  const Lookup *lookup;
  const Value *root;
  const Study *study;
} Requiring;

static Diagnostics *findings(const Lookup *lookup) {
  return lookup->reading->diagnostics;
}

/* --- measures --- */

bool read_measure_figure(const Lookup *lookup, const Value *value, const Measure *measure, double *si) {
  Reading *reading = lookup->reading;
  return read_quantity(reading, value, measure_dimension(measure), &reading->quantities, si) &&
         read_range(reading, value, *si, measure_dimension(measure), -1e12, 1e12);
}

/* --- one requirement --- */

static const char *const kind_keys[] = {
    [REQUIRE_MEASURE] = "measure", [REQUIRE_LIMIT] = "limit", [REQUIRE_FACT] = "fact"};
enum { KIND_COUNT = 3 };

static const Value *read_kind(const Requiring *requiring, const Value *group, RequirementKind *kind) {
  const Value *found = NULL;
  for (int k = 0; k < KIND_COUNT; k++) {
    const Value *value = value_member(group, kind_keys[k]);
    if (value && found) {
      value_error(findings(requiring->lookup), group, "'%s' and '%s' are both given; one of the two is wanted",
                  found->name, value->name);
      return NULL;
    }
    if (value) *kind = (RequirementKind)k, found = value;
  }
  if (!found) value_error(findings(requiring->lookup), group, "lacks what is required: 'measure', 'limit' or 'fact'");
  return found;
}

/* The place of a word in a list of count words; -1 with a finding. */
static int read_word(const Requiring *requiring, const Value *value, const char *(*word_of)(int), int count) {
  const char *text = read_text(requiring->lookup->reading, value, NAME_LENGTH_MAX);
  char list[LIST_SIZE] = "", hint[HINT_SIZE];
  if (!text) return -1;
  Nearest nearest = nearest_to(text);
  for (int i = 0; i < count; i++) {
    size_t length = strlen(list);
    if (strcmp(word_of(i), text) == 0) return i;
    nearest_try(&nearest, word_of(i));
    snprintf(list + length, sizeof list - length, "%s%s", i ? ", " : "", word_of(i));
  }
  value_error(findings(requiring->lookup), value, "'%s' is none of: %s%s", text, list,
              nearest_hint(&nearest, hint, sizeof hint));
  return -1;
}

static const char *limit_word(int i) {
  return i == SIZING_EVERY_LIMIT ? "every" : limit_check_name((LimitCheck)i);
}

static const char *fact_word(int i) {
  return sizing_facts[i].word;
}

static bool read_bound(const Requiring *requiring, const Value *value, const Requirement *requirement, double *si) {
  Reading *reading = requiring->lookup->reading;
  if (requirement->kind == REQUIRE_MEASURE)
    return read_measure_figure(requiring->lookup, value, &requiring->study->measures.rows[requirement->measure], si);
  Dimension dimension = sizing_facts[requirement->fact].dimension;
  return read_quantity(reading, value, dimension, &reading->quantities, si) &&
         read_range(reading, value, *si, dimension, 0, 1e9);
}

/* `margin` of a limit, min or max of all else. */
static bool refuse_key(const Requiring *requiring, const Value *group, const char *key, const char *kind) {
  const Value *value = value_member(group, key);
  if (value) value_error(findings(requiring->lookup), value, "does not go with '%s'", kind);
  return !value;
}

static bool read_margin(const Requiring *requiring, const Value *group, Requirement *requirement) {
  Reading *reading = requiring->lookup->reading;
  const Value *margin = value_member(group, "margin");
  double share;
  bool good = refuse_key(requiring, group, "min", "limit");
  good = refuse_key(requiring, group, "max", "limit") && good;
  if (!margin) {
    value_error(reading->diagnostics, group, "lacks 'margin', the share of the limit that is to stay unused");
    return false;
  }
  if (!read_quantity(reading, margin, DIM_FRACTION, &reading->quantities, &share) ||
      !read_range(reading, margin, share, DIM_FRACTION, 0, 1))
    return false;
  requirement->max = 1 - share;
  return good;
}

static void complain_apart(const Requiring *requiring, const Value *at, const char *what,
                           const Requirement *requirement, double low, double high) {
  const char *unit = requirement_unit(requiring->study, requirement);
  value_error(findings(requiring->lookup), at, "%s: %s at least %s and at most %s", what,
              requirement_name(requiring->study, requirement), number_readable(low, unit).text,
              number_readable(high, unit).text);
}

static bool read_bounds(const Requiring *requiring, const Value *group, Requirement *requirement) {
  const Value *min = value_member(group, "min"), *max = value_member(group, "max");
  bool good = refuse_key(requiring, group, "margin", kind_keys[requirement->kind]);
  if (!min && !max) {
    value_error(findings(requiring->lookup), group, "lacks 'min' or 'max'");
    return false;
  }
  if (min) good = read_bound(requiring, min, requirement, &requirement->min) && good;
  if (max) good = read_bound(requiring, max, requirement, &requirement->max) && good;
  if (!good || !(requirement->min > requirement->max)) return good;
  complain_apart(requiring, group, "contradicts itself", requirement, requirement->min, requirement->max);
  return false;
}

static bool read_subject(const Requiring *requiring, const Value *subject, Requirement *requirement) {
  int number = requirement->kind == REQUIRE_MEASURE
                   ? read_measure_name(requiring->lookup->reading, subject, requiring->study)
               : requirement->kind == REQUIRE_LIMIT ? read_word(requiring, subject, limit_word, SIZING_EVERY_LIMIT + 1)
                                                    : read_word(requiring, subject, fact_word, SIZING_FACT_COUNT);
  requirement->measure = requirement->limit = number;
  if (requirement->kind == REQUIRE_FACT && number >= 0) requirement->fact = (SizingFact)number;
  return number >= 0;
}

static bool read_requirement(const Requiring *requiring, const Value *group, Requirement *requirement) {
  static const char *const keys[] = {"measure", "limit", "fact", "min", "max", "margin", NULL};
  *requirement = (Requirement){.min = NAN, .max = NAN};
  if (!read_is_group(requiring->lookup->reading, group)) return false;
  bool good = read_keys(requiring->lookup->reading, group, keys, "analysis.size.require");
  const Value *subject = read_kind(requiring, group, &requirement->kind);
  if (!subject || !read_subject(requiring, subject, requirement)) return false;
  bool bounds = requirement->kind == REQUIRE_LIMIT ? read_margin(requiring, group, requirement)
                                                   : read_bounds(requiring, group, requirement);
  return bounds && good;
}

/* --- all of them --- */

static bool same_subject(const Requirement *a, const Requirement *b) {
  if (a->kind != b->kind) return false;
  return a->kind == REQUIRE_FACT ? a->fact == b->fact : a->measure == b->measure;
}

/* Two that no value can meet together. */
static bool check_together(const Requiring *requiring, const Value *list, const SizingRequest *request) {
  bool good = true;
  char what[40];
  for (int i = 0; i < request->n_requirements; i++)
    for (int k = 0; k < i; k++) {
      const Requirement *a = &request->requirements[k], *b = &request->requirements[i];
      if (!same_subject(a, b) || !(a->min > b->max || b->min > a->max)) continue;
      double low = a->min > b->max ? a->min : b->min, high = a->min > b->max ? b->max : a->max;
      snprintf(what, sizeof what, "contradicts require.[%d]", k);
      complain_apart(requiring, &list->members[i], what, a, low, high);
      good = false;
    }
  return good;
}

bool read_requirements(const Lookup *lookup, const Value *root, const Value *list, const Study *study,
                       SizingRequest *request) {
  const Requiring requiring = {lookup, root, study};
  char words[VALUE_WORDS_SIZE];
  bool good = true;
  if (list->kind == VALUE_UNREADABLE) return false;
  if (list->kind != VALUE_LIST) {
    value_error(findings(lookup), list, "%s is not understood, a list ( ) of groups is wanted",
                value_words(list, words));
    return false;
  }
  request->requirements = calloc((size_t)list->count + 1, sizeof *request->requirements);
  if (!request->requirements) lookup->reading->out_of_memory = true;
  for (int i = 0; i < list->count && request->requirements; i++)
    good = read_requirement(&requiring, &list->members[i], &request->requirements[i]) && good;
  if (good && request->requirements) request->n_requirements = list->count;
  return good && request->requirements && check_together(&requiring, list, request);
}
