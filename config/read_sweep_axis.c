/* One parameter of a sweep: a range, or values. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/read_sweep_parts.h"
#include "config/read_varied.h"

const char *const sweep_axis_keys[] = {"from", "to", "count", "scale", "values", NULL};
static const char *const scale_choices[] = {[SCALE_LINEAR] = "lin", [SCALE_LOG] = "log", NULL};
static const ParamRow scale_row = {.key = "scale", .kind = PARAM_CHOICE, .choices = scale_choices};
static const ParamRow count_row = {.key = "count", .kind = PARAM_COUNT, .min = 1, .max = 2147483647};

static bool complain(const Swept *swept, const Value *at, const char *what) {
  if (at->kind != VALUE_UNREADABLE) value_error(swept->reading->diagnostics, at, "%s", what);
  return false;
}

static bool is_sampled(const Swept *swept) {
  return swept->request->design == DESIGN_SOBOL || swept->request->design == DESIGN_LHS;
}

/* --- numbers --- */

static bool takes_numbers(const Variable *variable) {
  return !variable->row || variable->row->kind == PARAM_QUANTITY || variable->row->kind == PARAM_COUNT;
}

/* In SI, within the range that is known. Counts have no dimension. */
static bool read_number(const Swept *swept, const Value *value, const VariedPath *varied, double *number) {
  const ParamRow *row = varied->variable.row;
  Dimension dimension = row && row->kind == PARAM_COUNT ? DIM_NONE : varied->of.dimension;
  if (!read_quantity(swept->reading, value, dimension, &swept->reading->quantities, number)) return false;
  if (!row) return true;
  if (row->kind == PARAM_COUNT && *number != floor(*number)) return complain(swept, value, "a whole number is wanted");
  return read_range(swept->reading, value, *number, dimension, row->min, row->max);
}

/* --- from, to, count, scale --- */

static bool read_ends(const Swept *swept, const Value *group, const VariedPath *varied, DesignAxis *axis) {
  const Value *from = value_member(group, "from"), *to = value_member(group, "to");
  if (!from || !to) return complain(swept, group, "lacks 'values', or 'from' and 'to'");
  bool good = read_number(swept, from, varied, &axis->from);
  return read_number(swept, to, varied, &axis->to) && good;
}

static bool read_levels(const Swept *swept, const Value *group, DesignAxis *axis) {
  const Value *count = value_member(group, "count");
  int levels = 0;
  if (!count && is_sampled(swept)) return true;
  if (!count) return complain(swept, group, "lacks 'count', the number of values from 'from' to 'to'");
  if (!read_value(swept->reading, count, &count_row, &levels)) return false;
  axis->count = (uint64_t)levels;
  return true;
}

/* Not given it is what the file has there, where that is a quantity within the range. */
static bool read_start(const Swept *swept, const Value *group, const VariedPath *varied, const DesignAxis *axis) {
  const Value *start = swept->start ? value_member(group, "start") : NULL, *nominal = varied->nominal;
  char message[READING_MESSAGE_SIZE];
  double number = NAN;
  if (!swept->start) return true;
  if (start) return read_number(swept, start, varied, swept->start);
  if (nominal && value_is_number(nominal)) number = nominal->number;
  if (nominal && nominal->kind == VALUE_STRING &&
      !quantity_parse(nominal->text, varied->of.dimension, &swept->reading->quantities, &number, message,
                      sizeof message))
    number = NAN;
  if (number >= axis->from && number <= axis->to) *swept->start = number;
  return true;
}

static bool read_range_axis(const Swept *swept, const Value *group, const VariedPath *varied, DesignAxis *axis) {
  const Value *scale = value_member(group, "scale");
  int kind = SCALE_LINEAR;
  axis->kind = AXIS_RANGE;
  if (!takes_numbers(&varied->variable))
    return complain(swept, value_member(group, "path"), "is no quantity: it takes 'values', a list [ ] of words");
  bool good = read_ends(swept, group, varied, axis);
  good = read_levels(swept, group, axis) && good;
  good = read_start(swept, group, varied, axis) && good;
  if (scale && !read_value(swept->reading, scale, &scale_row, &kind)) return false;
  axis->scale = (AxisScale)kind;
  return good;
}

/* --- values --- */

/* A word as it would stand in the file; checked by the parameter's row where there is one. */
static char *read_word(const Swept *swept, const Value *value, const Variable *variable) {
  char scratch[PART_TEXT_MAX];
  if (variable->row && !read_value(swept->reading, value, variable->row, scratch)) return NULL;
  const char *text = value->kind == VALUE_STRING ? value->text : value->number != 0 ? "true" : "false";
  if (value->kind != VALUE_STRING && value->kind != VALUE_BOOL) {
    complain(swept, value, "a word or a number is wanted");
    return NULL;
  }
  if (strlen(text) >= VARY_TEXT_MAX) {
    complain(swept, value, "is too long");
    return NULL;
  }
  char *copy = strdup(text);
  if (!copy) swept->reading->out_of_memory = true;
  return copy;
}

/* A quantity by how it is written, where the path alone does not tell: all numbers, or all words. */
static bool are_numbers(const Value *list, const VariedPath *varied) {
  if (varied->variable.row) return takes_numbers(&varied->variable);
  for (int i = 0; i < list->count; i++) {
    char message[READING_MESSAGE_SIZE];
    double number;
    const Value *value = &list->members[i];
    bool quantity = value->kind == VALUE_STRING &&
                    quantity_parse(value->text, varied->of.dimension, NULL, &number, message, sizeof message);
    if (!value_is_number(value) && !quantity) return false;
  }
  return true;
}

static bool read_values(const Swept *swept, const Value *list, const VariedPath *varied, SweepParameter *parameter) {
  bool good = true, numbers;
  if (list->kind != VALUE_LIST || list->count < 1)
    return complain(swept, list, "a list [ ] of one value or more is wanted");
  numbers = are_numbers(list, varied);
  parameter->axis.kind = numbers ? AXIS_VALUES : AXIS_CHOICE;
  parameter->axis.count = (uint64_t)list->count;
  parameter->values = calloc((size_t)list->count, sizeof *parameter->values);
  parameter->texts = numbers ? NULL : calloc((size_t)list->count, sizeof *parameter->texts);
  swept->reading->out_of_memory = !parameter->values || (!numbers && !parameter->texts);
  for (int i = 0; i < list->count && !swept->reading->out_of_memory; i++) {
    if (numbers)
      good = read_number(swept, &list->members[i], varied, &parameter->values[i]) && good;
    else
      good = (parameter->texts[i] = read_word(swept, &list->members[i], &varied->variable)) && good;
  }
  parameter->axis.values = parameter->values;
  return good;
}

bool read_sweep_parameter(const Swept *swept, const Value *group, SweepParameter *parameter) {
  VariedPath varied;
  static const char *const range_keys[] = {"from", "to", "count", "scale", "start"};
  if (!read_varied_any(swept->reading, swept->root, group, &swept->study->network, swept->keys, swept->scope, &varied))
    return false;
  parameter->variable = varied.variable;
  const Value *values = value_member(group, "values");
  for (size_t i = 0; values && i < (swept->start ? 5 : 4); i++)
    if (value_member(group, range_keys[i]))
      return complain(swept, value_member(group, range_keys[i]), "does not go with 'values'");
  bool good = values ? read_values(swept, values, &varied, parameter)
                     : read_range_axis(swept, group, &varied, &parameter->axis);
  bool quantity = good && parameter->axis.kind != AXIS_CHOICE;
  const char *unit = quantity ? dimension_unit(varied.of.dimension) : "1";
  if (varied.variable.row && varied.variable.row->kind != PARAM_QUANTITY) unit = "1";
  snprintf(parameter->unit, sizeof parameter->unit, "%s", strcmp(unit, "1") == 0 ? "" : unit);
  return good;
}
