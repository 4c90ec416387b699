#include "config/read_measure.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "config/read_probe.h"
#include "models/nearest.h"

enum { HINT_SIZE = 128 };

static const Target mover_target = {(1u << SECTION_ELEMENTS) | (1u << SECTION_PUMPS), true, "valve or pump",
                                    "a valve or pump is wanted"};

/* Beside those of probe_rows. */
static const char *const own_keys[] = {"time", "below", "above", "reach", "since", "at", "gas", NULL};

static const struct {
  const char *word;
  MeasureKind kind;
} moments[] = {{"steady", MEASURE_AT_STEADY},
               {"end", MEASURE_AT_END},
               {"max", MEASURE_MAX},
               {"min", MEASURE_MIN},
               {"mean", MEASURE_MEAN}};
enum { MOMENT_COUNT = sizeof moments / sizeof moments[0] };

typedef struct {
  Lookup lookup;
  Study *study;
} Measures;

/* Keys of the language that this kind of measure has no use for. */
static bool refuse_beside(Reading *reading, const Value *group, const char *key, const char *measured) {
  const Value *value = value_member(group, key);
  if (value) value_error(reading->diagnostics, value, "does not go with '%s'", measured);
  return value == NULL;
}

static bool read_measure_keys(Reading *reading, const Value *group) {
  const char *keys[PROBE_KEYS_MAX];
  probe_keys(own_keys, keys);
  return read_keys(reading, group, keys, "measure");
}

/* --- time = ... --- */

static bool is_scheduled(const Schedule *schedule, int branch) {
  for (int i = 0; i < schedule->count; i++)
    for (int k = 0; k < schedule->entries[i].n_actions; k++)
      if (schedule->entries[i].actions[k].branch == branch) return true;
  return false;
}

static bool read_since(const Measures *measures, const Value *since, Measure *measure) {
  Section section;
  measure->since = -1;
  if (!since) return true;
  measure->since = lookup_object(&measures->lookup, since, &mover_target, &section);
  if (measure->since < 0) return false;
  const Study *study = measures->study;
  bool own_accord = section == SECTION_ELEMENTS && study->limits.behaviour == BEHAVIOUR_PHYSICAL;
  if (!own_accord && !is_scheduled(&study->schedule, measure->since))
    value_warning(measures->lookup.reading->diagnostics, since, "'%s' is not in the schedule, it never changes",
                  since->text);
  return true;
}

/* The share of a way that is never quite gone, or gone at once, tells nothing. */
static bool read_reach(const Measures *measures, const Value *group, const Value *reach, Measure *measure) {
  Reading *reading = measures->lookup.reading;
  bool good = refuse_beside(reading, group, "below", "reach");
  good = refuse_beside(reading, group, "above", "reach") && good;
  measure->kind = MEASURE_RESPONSE;
  return read_quantity(reading, reach, DIM_FRACTION, &reading->quantities, &measure->reach) &&
         read_range(reading, reach, measure->reach, DIM_FRACTION, 0.001, 0.999) && good;
}

static bool read_end_of_time(const Measures *measures, const Value *group, Measure *measure) {
  const Value *reach = value_member(group, "reach");
  if (reach) return read_reach(measures, group, reach, measure);
  measure->kind = MEASURE_CROSSING;
  measure->condition.probe = measure->probe;
  if (value_member(group, "below") || value_member(group, "above"))
    return read_threshold(&measures->lookup, group, measure->probe.kind, &measure->condition);
  value_error(measures->lookup.reading->diagnostics, group, "lacks 'below', 'above' or 'reach'");
  return false;
}

static bool read_time(const Measures *measures, const Value *group, Measure *measure) {
  const Lookup *lookup = &measures->lookup;
  const Value *object = value_member(group, "time"), *below = value_member(group, "below");
  bool good = read_measure_keys(lookup->reading, group);
  good = refuse_beside(lookup->reading, group, "at", "time") && good;
  for (int i = 0; i < PROBE_KIND_COUNT; i++)
    good = refuse_beside(lookup->reading, group, probe_rows[i].key, "time") && good;
  good = read_since(measures, value_member(group, "since"), measure) && good;
  if (!read_probe_of_any(lookup, object, value_member(group, "gas"), below ? below : value_member(group, "above"),
                         &measure->probe))
    return false;
  if (!read_end_of_time(measures, group, measure)) return false;
  warn_of_boundary(lookup, object, &measure->probe);
  return good;
}

/* --- a figure, at = ... --- */

static bool complain_word(Reading *reading, const Value *at) {
  char list[HINT_SIZE] = "", words[VALUE_WORDS_SIZE], hint[HINT_SIZE];
  Nearest nearest = nearest_to(at->text);
  for (int i = 0; i < MOMENT_COUNT; i++) {
    size_t length = strlen(list);
    snprintf(list + length, sizeof list - length, "%s, ", moments[i].word);
    nearest_try(&nearest, moments[i].word);
  }
  value_error(reading->diagnostics, at, "%s is none of: %sor a time%s", value_words(at, words), list,
              nearest_hint(&nearest, hint, sizeof hint));
  return false;
}

static bool read_moment_time(const Measures *measures, const Value *at, Measure *measure) {
  Reading *reading = measures->lookup.reading;
  double until_s = measures->study->transient.until_s;
  measure->kind = MEASURE_AT_TIME;
  if (!read_quantity(reading, at, DIM_TIME, &reading->quantities, &measure->time_s)) return false;
  if (!read_range(reading, at, measure->time_s, DIM_TIME, 0, 1e12)) return false;
  if (!measures->study->wants_transient || !(until_s > 0) || measure->time_s <= until_s) return true;
  value_error(reading->diagnostics, at, "%.6g s is after the end of the run, analysis.transient.until = %.6g s",
              measure->time_s, until_s);
  return false;
}

static bool read_moment(const Measures *measures, const Value *group, Measure *measure) {
  Reading *reading = measures->lookup.reading;
  const Value *at = value_member(group, "at");
  if (!at) {
    value_error(reading->diagnostics, group, "lacks 'at': steady, end, max, min, mean or a time");
    return false;
  }
  for (int i = 0; at->kind == VALUE_STRING && i < MOMENT_COUNT; i++)
    if (strcmp(at->text, moments[i].word) == 0) {
      measure->kind = moments[i].kind;
      return true;
    }
  if (at->kind == VALUE_STRING && isalpha((unsigned char)*at->text)) return complain_word(reading, at);
  return read_moment_time(measures, at, measure);
}

static bool read_figure(const Measures *measures, const Value *group, Measure *measure) {
  const Lookup *lookup = &measures->lookup;
  ProbeKind kind;
  bool good = read_measure_keys(lookup->reading, group);
  const Value *object = read_probe_key(lookup, group, "'time'", &kind);
  if (!object) return false;
  for (const char *const *key = (const char *const[]){"below", "above", "reach", "since", NULL}; *key; key++)
    good = refuse_beside(lookup->reading, group, *key, object->name) && good;
  good = read_moment(measures, group, measure) && good;
  return read_probe(lookup, object, kind, value_member(group, "gas"), &measure->probe) && good;
}

/* --- the group --- */

static bool check_asked(const Measures *measures, const Value *group, const Measure *measure) {
  Study *study = measures->study;
  if (measure->kind == MEASURE_AT_STEADY) study->wants_steady = true;
  if (measure->kind == MEASURE_AT_STEADY || study->wants_transient) return true;
  value_error(measures->lookup.reading->diagnostics, group, "needs analysis.transient, which is not given");
  return false;
}

static void read_measure(const Measures *measures, const Value *group) {
  Measure measure = {.since = -1};
  if (!read_is_group(measures->lookup.reading, group)) return;
  bool time = value_member(group, "time") != NULL;
  bool good = time ? read_time(measures, group, &measure) : read_figure(measures, group, &measure);
  if (!good || !check_asked(measures, group, &measure)) return;
  snprintf(measure.name, sizeof measure.name, "%s", group->name);
  if (!measure_list_add(&measures->study->measures, &measure)) measures->lookup.reading->out_of_memory = true;
}

void read_measures(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study) {
  const Value *group = value_member(root, "measure");
  Measures measures = {{reading, &study->network, places}, study};
  if (!group || !read_is_group(reading, group)) return;
  for (int i = 0; i < group->count && !reading->out_of_memory; i++)
    read_measure(&measures, &group->members[i]);
}
