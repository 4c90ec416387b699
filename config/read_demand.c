#include "config/read_demand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/nearest.h"

enum { HINT_SIZE = 128 };

static const char *const demand_keys[] = {"measure", "min", "max", "probability", NULL};

int read_measure_name(Reading *reading, const Value *text, const Study *study) {
  const char *name = read_text(reading, text, MEASURE_NAME_MAX - 1);
  const MeasureList *list = &study->measures;
  char hint[HINT_SIZE];
  if (!name) return -1;
  const Value *root = text;
  while (root->parent)
    root = root->parent;
  const Value *group = value_member(root, "measure");
  Nearest nearest = nearest_to(name);
  for (int i = 0; i < list->count; i++) {
    if (strcmp(list->rows[i].name, name) == 0) return i;
    nearest_try(&nearest, list->rows[i].name);
  }
  if (group && group->kind == VALUE_GROUP && value_member(group, name)) return -1; /* it has findings of its own */
  value_error(reading->diagnostics, text, "there is no measure '%s'%s", name,
              nearest_hint(&nearest, hint, sizeof hint));
  return -1;
}

Dimension measure_dimension(const Measure *measure) {
  bool time = measure->kind == MEASURE_CROSSING || measure->kind == MEASURE_RESPONSE;
  return time ? DIM_TIME : probe_rows[measure->probe.kind].dimension;
}

static bool read_bound(Reading *reading, const Value *group, const char *key, Dimension dimension, double *bound) {
  const Value *value = value_member(group, key);
  return !value || read_quantity(reading, value, dimension, &reading->quantities, bound);
}

static bool read_probability(Reading *reading, const Value *group, double *probability) {
  const Value *value = value_member(group, "probability");
  return !value || (read_quantity(reading, value, DIM_FRACTION, NULL, probability) &&
                    read_range(reading, value, *probability, DIM_FRACTION, 0, 1));
}

static bool read_demand(Reading *reading, const Value *group, const Study *study, MeasureDemand *demand) {
  *demand = (MeasureDemand){-1, -INFINITY, INFINITY, NAN};
  if (!read_is_group(reading, group)) return false;
  bool good = read_keys(reading, group, demand_keys, "analysis.uncertainty.require");
  const Value *name = value_member(group, "measure");
  if (!name) value_error(reading->diagnostics, group, "lacks 'measure'");
  if (!name || (demand->measure = read_measure_name(reading, name, study)) < 0) return false;
  Dimension dimension = measure_dimension(&study->measures.rows[demand->measure]);
  good = read_bound(reading, group, "min", dimension, &demand->min) && good;
  good = read_bound(reading, group, "max", dimension, &demand->max) && good;
  good = read_probability(reading, group, &demand->probability) && good;
  if (!good) return false;
  if (isinf(demand->min) && isinf(demand->max))
    value_error(reading->diagnostics, group, "lacks 'min' or 'max'");
  else if (demand->min > demand->max)
    value_error(reading->diagnostics, group, "'min' is above 'max': nothing can keep it");
  else
    return true;
  return false;
}

bool read_demands(Reading *reading, const Value *list, const Study *study, MeasureDemand **demands, int *count) {
  bool good = true;
  *demands = NULL, *count = 0;
  if (!list) return true;
  if (list->kind != VALUE_LIST) {
    value_error(reading->diagnostics, list, "a list ( ) of groups { measure; min; max; } is wanted");
    return false;
  }
  *demands = calloc((size_t)list->count + 1, sizeof **demands);
  if (!*demands) reading->out_of_memory = true;
  for (int i = 0; *demands && i < list->count; i++)
    good = read_demand(reading, &list->members[i], study, &(*demands)[(*count)++]) && good;
  return good && *demands;
}
