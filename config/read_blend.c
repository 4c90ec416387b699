/* Gases and tables: the values that have members. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/plain_text.h"
#include "config/reading.h"
#include "models/nearest.h"

enum { NAMES_SIZE = 200 };

/* Mole fractions are written with a few digits: their sum may be off by this much, and is then made 1. */
static const double fraction_slack = 1e-6;

static void complain_gas(Reading *reading, const Value *value, const char *name) {
  char known[NAMES_SIZE] = "", hint[NAMES_SIZE], clipped[CLIP_SIZE];
  Nearest nearest = nearest_to(name);
  for (int i = 0; i < gas_table_count; i++) {
    size_t length = strlen(known);
    snprintf(known + length, sizeof known - length, "%s%s", i ? ", " : "", gas_table[i].name);
    nearest_try(&nearest, gas_table[i].name);
  }
  nearest_hint(&nearest, hint, sizeof hint);
  value_error(reading->diagnostics, value, "the gas '%s' is not known%s%s%s",
              plain_text_clip(name, strlen(name), clipped), hint, *hint ? "" : "; known: ", *hint ? "" : known);
}

const Gas *read_gas(Reading *reading, const Value *value, const char *name) {
  const Gas *gas = gas_find(name);
  if (!gas) complain_gas(reading, value, name);
  return gas;
}

static bool read_fraction(Reading *reading, const Value *value, GasBlend *blend) {
  const Gas *gas = read_gas(reading, value, value->name);
  double x;
  if (!gas) return false;
  if (!read_quantity(reading, value, DIM_FRACTION, &reading->quantities, &x)) return false;
  if (!(x > 0) || x > 1 + fraction_slack) {
    value_error(reading->diagnostics, value, "the mole fraction %g is out of range; legal above 0, up to 1", x);
    return false;
  }
  if (blend->n == GAS_MAX) {
    value_error(reading->diagnostics, value, "one gas too many; legal up to %d in a mixture", GAS_MAX);
    return false;
  }
  blend->gas[blend->n] = gas;
  blend->x[blend->n++] = x;
  return true;
}

static bool read_fractions(Reading *reading, const Value *group, GasBlend *blend) {
  bool good = true;
  double sum = 0;
  for (int i = 0; i < group->count; i++)
    good = read_fraction(reading, &group->members[i], blend) && good;
  for (int i = 0; i < blend->n; i++)
    sum += blend->x[i];
  if (!good) return false;
  if (!(fabs(sum - 1) <= fraction_slack)) {
    value_error(reading->diagnostics, group, "the mole fractions add up to %.9g, not to 1", sum);
    return false;
  }
  for (int i = 0; i < blend->n; i++)
    blend->x[i] /= sum;
  return true;
}

bool read_blend(Reading *reading, const Value *value, GasBlend *blend) {
  GasBlend read = {.n = 0};
  char words[VALUE_WORDS_SIZE];
  if (value->kind == VALUE_UNREADABLE) return false;
  if (value->kind == VALUE_GROUP) {
    if (!read_fractions(reading, value, &read)) return false;
  } else if (value->kind == VALUE_STRING) {
    const Gas *gas = read_gas(reading, value, value->text);
    if (!gas) return false;
    read = (GasBlend){.n = 1, .gas = {gas}, .x = {1}};
  } else {
    value_error(reading->diagnostics, value,
                "%s is not understood, a gas such as \"N2\" or a group of mole fractions is wanted",
                value_words(value, words));
    return false;
  }
  *blend = read;
  return true;
}

/* --- curves --- */

static bool read_point(Reading *reading, const Value *pair, const ParamRow *row, double *x, double *y) {
  if (pair->kind == VALUE_UNREADABLE) return false;
  if (pair->kind != VALUE_LIST || pair->count != 2) {
    value_error(reading->diagnostics, pair, "a pair (%s, %s) is wanted", dimension_words(row->dimension),
                dimension_words(row->dimension_y));
    return false;
  }
  const Value *first = &pair->members[0], *second = &pair->members[1];
  bool good = read_quantity(reading, first, row->dimension, &reading->quantities, x) &&
              read_range(reading, first, *x, row->dimension, row->min, row->max);
  return read_quantity(reading, second, row->dimension_y, &reading->quantities, y) &&
         read_range(reading, second, *y, row->dimension_y, row->min_y, row->max_y) && good;
}

bool read_curve(Reading *reading, const Value *value, const ParamRow *row, Curve *curve) {
  Curve read = {.n = 0};
  bool good = true;
  if (value->kind == VALUE_UNREADABLE) return false;
  if (value->kind != VALUE_LIST || value->count == 0 || value->count > CURVE_MAX) {
    value_error(reading->diagnostics, value, "a list of 1 to %d pairs is wanted: ( (%s, %s), ... )", CURVE_MAX,
                dimension_words(row->dimension), dimension_words(row->dimension_y));
    return false;
  }
  for (int i = 0; i < value->count; i++)
    good = read_point(reading, &value->members[i], row, &read.x[i], &read.y[i]) && good;
  read.n = value->count;
  if (good) *curve = read;
  return good;
}
