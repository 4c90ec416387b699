/* One value by its parameter row. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/reading.h"
#include "models/nearest.h"
#include "models/part_number.h"

enum { WORDS_SIZE = 160, CHOICES_SIZE = 500 };

static bool refuse(Reading *reading, const Value *value, const char *wanted) {
  char words[VALUE_WORDS_SIZE];
  if (value->kind != VALUE_UNREADABLE)
    value_error(reading->diagnostics, value, "%s is not understood, %s is wanted", value_words(value, words), wanted);
  return false;
}

bool read_is_group(Reading *reading, const Value *value) {
  return value->kind == VALUE_GROUP || refuse(reading, value, "a group { }");
}

const char *read_text(Reading *reading, const Value *value, size_t length_max) {
  if (value->kind != VALUE_STRING) {
    refuse(reading, value, "a text in quotes");
    return NULL;
  }
  size_t length = strlen(value->text);
  if (length > 0 && length <= length_max) return value->text;
  value_error(reading->diagnostics, value, "the text has %zu letters; legal 1 to %zu", length, length_max);
  return NULL;
}

/* --- quantities --- */

static const char *unit_of(Dimension dimension) {
  const char *unit = dimension_unit(dimension);
  return strcmp(unit, "1") == 0 ? "" : unit;
}

static char *number_words(double si, Dimension dimension, char *words, size_t size) {
  const char *unit = unit_of(dimension);
  snprintf(words, size, "%.6g%s%s", si, *unit ? " " : "", unit);
  return words;
}

static char *range_words(Dimension dimension, double min, double max, char *words, size_t size) {
  char low[WORDS_SIZE / 3], high[WORDS_SIZE / 3];
  number_words(min, dimension, low, sizeof low);
  number_words(max, dimension, high, sizeof high);
  if (isinf(min) || isnan(min))
    snprintf(words, size, "up to %s", high);
  else if (isinf(max) || isnan(max))
    snprintf(words, size, "from %s", low);
  else
    snprintf(words, size, "%s to %s", low, high);
  return words;
}

bool read_range(Reading *reading, const Value *value, double si, Dimension dimension, double min, double max) {
  if (!(si < min) && !(si > max)) return true;
  char range[WORDS_SIZE], number[WORDS_SIZE], words[VALUE_WORDS_SIZE];
  range_words(dimension, min, max, range, sizeof range);
  if (value->kind == VALUE_STRING) { /* without the quotes: a quantity as it was written */
    size_t length = strlen(value_words(value, words));
    words[length - 1] = '\0';
  }
  value_error(reading->diagnostics, value, "%s is out of range; legal %s",
              value->kind == VALUE_STRING ? words + 1 : number_words(si, dimension, number, sizeof number), range);
  return false;
}

static bool refuse_quantity(Reading *reading, const Value *value, Dimension dimension) {
  char wanted[WORDS_SIZE];
  const char *unit = unit_of(dimension), *words = dimension_words(dimension);
  if (dimension == DIM_NONE)
    snprintf(wanted, sizeof wanted, "a number");
  else if (!*unit)
    snprintf(wanted, sizeof wanted, "a %s (a number)", words);
  else
    snprintf(wanted, sizeof wanted, "%s %s (a number in %s, or a text with a unit)",
             strchr("aeiou", *words) ? "an" : "a", words, unit);
  return refuse(reading, value, wanted);
}

bool read_quantity(Reading *reading, const Value *value, Dimension dimension, const QuantityContext *context,
                   double *si) {
  char message[READING_MESSAGE_SIZE];
  if (value_is_number(value)) {
    *si = value->number;
    return true;
  }
  if (value->kind != VALUE_STRING) return refuse_quantity(reading, value, dimension);
  if (quantity_parse(value->text, dimension, context, si, message, sizeof message)) return true;
  value_error(reading->diagnostics, value, "%s", message);
  return false;
}

/* Counted from itself a pressure says nothing: a gauge value shows by changing with what it is counted from. */
bool read_is_gauge(const Value *value) {
  QuantityContext low = {1e5}, high = {2e5};
  char message[READING_MESSAGE_SIZE];
  double a, b;
  return value->kind == VALUE_STRING && quantity_parse(value->text, DIM_PRESSURE, &high, &b, message, sizeof message) &&
         (!quantity_parse(value->text, DIM_PRESSURE, &low, &a, message, sizeof message) || a != b);
}

static bool read_ranged(Reading *reading, const Value *value, const ParamRow *row, double *field) {
  double si;
  if (!read_quantity(reading, value, row->dimension, &reading->quantities, &si)) return false;
  if (!read_range(reading, value, si, row->dimension, row->min, row->max)) return false;
  *field = si;
  return true;
}

/* The gas is the name of the group the value stands in. */
static bool read_figure(Reading *reading, const Value *value, const ParamRow *row, GasFigures *figures) {
  const Gas *gas = gas_find(value->parent->name);
  double figure;
  if (!gas || figures->n == GAS_TABLE_MAX || !read_ranged(reading, value, row, &figure)) return false;
  figures->gas[figures->n] = gas;
  figures->value[figures->n++] = figure;
  return true;
}

static bool read_count(Reading *reading, const Value *value, const ParamRow *row, int *field) {
  if (!value_is_number(value) || value->number != floor(value->number)) return refuse(reading, value, "a whole number");
  if (!read_range(reading, value, value->number, DIM_NONE, row->min, row->max)) return false;
  *field = (int)value->number;
  return true;
}

/* --- words --- */

static bool read_flag(Reading *reading, const Value *value, bool *field) {
  if (value->kind != VALUE_BOOL) return refuse(reading, value, "true or false");
  *field = value->number != 0;
  return true;
}

static bool read_choice(Reading *reading, const Value *value, const ParamRow *row, int *field) {
  char list[CHOICES_SIZE] = "", words[VALUE_WORDS_SIZE], hint[WORDS_SIZE];
  if (value->kind == VALUE_STRING)
    for (int i = 0; row->choices[i]; i++)
      if (strcmp(row->choices[i], value->text) == 0) {
        *field = i;
        return true;
      }
  for (int i = 0; row->choices[i]; i++) {
    size_t length = strlen(list);
    snprintf(list + length, sizeof list - length, "%s%s", i ? ", " : "", row->choices[i]);
  }
  if (value->kind == VALUE_UNREADABLE) return false;
  Nearest nearest = nearest_to(value->kind == VALUE_STRING ? value->text : "");
  for (int i = 0; row->choices[i]; i++)
    nearest_try(&nearest, row->choices[i]);
  value_error(reading->diagnostics, value, "%s is none of: %s%s", value_words(value, words), list,
              nearest_hint(&nearest, hint, sizeof hint));
  return false;
}

static bool read_part(Reading *reading, const Value *value, char *field) {
  char message[READING_MESSAGE_SIZE];
  Part part;
  const char *text = read_text(reading, value, PART_TEXT_MAX - 1);
  if (!text) return false;
  if (!part_decode(reading->component.catalogue, text, &part, message, sizeof message)) {
    value_error(reading->diagnostics, value, "%s", message);
    return false;
  }
  strcpy(field, text);
  return true;
}

bool read_value(Reading *reading, const Value *value, const ParamRow *row, void *field) {
  switch (row->kind) {
  case PARAM_QUANTITY:
    return read_ranged(reading, value, row, field);
  case PARAM_COUNT:
    return read_count(reading, value, row, field);
  case PARAM_FLAG:
    return read_flag(reading, value, field);
  case PARAM_CHOICE:
    return read_choice(reading, value, row, field);
  case PARAM_PART:
    return read_part(reading, value, field);
  case PARAM_GAS:
    return read_blend(reading, value, field);
  case PARAM_CURVE:
    return read_curve(reading, value, row, field);
  case PARAM_PER_GAS:
    return read_figure(reading, value, row, field);
  }
  return false;
}
