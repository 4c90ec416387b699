#include "config/read_distribution.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_MOST = 10000 };

const char *const distribution_keys[] = {"distribution", "mean",       "sd",  "median", "factor",
                                         "min",          "mode",       "max", "values", "density",
                                         "probability",  "cumulative", NULL};

/* A distribution's word in a file, the keys that it must have, and those that it may have beside them. */
typedef struct {
  const char *word;
  const char *must[4], *may[6]; /* NULL-ended */
} Form;

static const char *const words[] = {"normal", "lognormal", "uniform", "triangular", "table", NULL};
enum { FORM_NORMAL, FORM_LOGNORMAL, FORM_UNIFORM, FORM_TRIANGULAR, FORM_TABLE };

static const Form forms[] = {
    [FORM_NORMAL] = {"normal", {"mean", "sd", NULL}, {"min", "max", NULL}},
    [FORM_LOGNORMAL] = {"lognormal", {NULL}, {"mean", "sd", "median", "factor", "min", "max"}},
    [FORM_UNIFORM] = {"uniform", {"min", "max", NULL}, {NULL}},
    [FORM_TRIANGULAR] = {"triangular", {"min", "mode", "max", NULL}, {NULL}},
    [FORM_TABLE] = {"table", {"values", NULL}, {"density", "probability", "cumulative", "min", "max", NULL}},
};

typedef struct {
  Reading *reading;
  const Value *group;
  const DistributionOf *of;
  const Form *form;
  DistributionSettings settings;
  double *values, *probabilities; /* [settings.count] owned */
  bool good;
} Place;

static bool complain(Place *place, const Value *at, const char *what) {
  if (at->kind != VALUE_UNREADABLE) value_error(place->reading->diagnostics, at, "%s", what);
  return place->good = false;
}

/* --- which keys --- */

static bool in_form(const char *const *keys, size_t most, const char *key) {
  for (size_t i = 0; i < most && keys[i]; i++)
    if (strcmp(keys[i], key) == 0) return true;
  return false;
}

static void check_keys(Place *place) {
  const Form *form = place->form;
  char what[160];
  for (const char *const *key = distribution_keys + 1; *key; key++) {
    const Value *value = value_member(place->group, *key);
    bool must = in_form(form->must, 4, *key);
    if (!value && must) {
      snprintf(what, sizeof what, "lacks '%s', which a %s distribution needs", *key, form->word);
      complain(place, place->group, what);
    } else if (value && !must && !in_form(form->may, 6, *key)) {
      snprintf(what, sizeof what, "does not go with a %s distribution", form->word);
      complain(place, value, what);
    }
  }
}

/* --- single values --- */

static Dimension difference_of(Dimension dimension) {
  return dimension == DIM_TEMPERATURE ? DIM_TEMPERATURE_DIFFERENCE : dimension;
}

/* Leaves si as it is where the key is not given. */
static void take(Place *place, const char *key, double *si) {
  const Value *value = value_member(place->group, key);
  double given;
  if (!value) return;
  if (read_quantity(place->reading, value, place->of->dimension, &place->reading->quantities, &given) &&
      read_range(place->reading, value, given, place->of->dimension, place->of->min, place->of->max))
    *si = given;
  else
    place->good = false;
}

static void take_spread(Place *place) {
  const Value *value = value_member(place->group, "sd");
  double given;
  if (!value) return;
  if (place->of->dimension == DIM_PRESSURE && read_is_gauge(value)) {
    complain(place, value, "a difference of pressures is wanted, not a gauge pressure");
  } else if (!read_quantity(place->reading, value, difference_of(place->of->dimension), &place->reading->quantities,
                            &given)) {
    place->good = false;
  } else if (!(given > 0)) {
    complain(place, value, "must be above 0");
  } else {
    place->settings.sd = given;
  }
}

static void take_cuts(Place *place) {
  take(place, "min", &place->settings.min);
  take(place, "max", &place->settings.max);
}

/* --- the forms --- */

static void take_factor(Place *place) {
  double median = NAN, factor = NAN;
  const Value *given = value_member(place->group, "factor");
  take(place, "median", &median);
  if (!read_quantity(place->reading, given, DIM_NONE, NULL, &factor)) {
    place->good = false;
  } else if (!(factor > 1)) {
    complain(place, given, "must be above 1: median / factor to median * factor hold 68 %");
  } else if (place->good && !(median > 0)) {
    complain(place, value_member(place->group, "median"), "a lognormal quantity has a median above 0");
  } else if (place->good) {
    double min = place->settings.min, max = place->settings.max;
    place->settings = distribution_by_factor(median, factor);
    place->settings.min = min, place->settings.max = max;
  }
}

static void take_lognormal(Place *place) {
  const Value *mean = value_member(place->group, "mean"), *sd = value_member(place->group, "sd"),
              *median = value_member(place->group, "median"), *factor = value_member(place->group, "factor");
  if ((mean && sd && !median && !factor) || (median && factor && !mean && !sd)) {
    take_cuts(place);
    take(place, "mean", &place->settings.mean);
    take_spread(place);
    if (median) take_factor(place);
    return;
  }
  complain(place, place->group, "a lognormal distribution needs 'mean' and 'sd', or 'median' and 'factor'");
}

static void take_ends(Place *place) {
  take(place, "min", &place->settings.low);
  take(place, "max", &place->settings.high);
  take(place, "mode", &place->settings.mode);
  const DistributionSettings *s = &place->settings;
  if (!place->good) return;
  if (!(s->low < s->high))
    complain(place, value_member(place->group, "max"), "must be above 'min'");
  else if (place->form == &forms[FORM_TRIANGULAR] && !(s->mode >= s->low && s->mode <= s->high))
    complain(place, value_member(place->group, "mode"), "must lie from 'min' to 'max'");
}

/* --- tables --- */

static double *take_list(Place *place, const Value *list, const DistributionOf *of) {
  if (list->kind != VALUE_LIST || list->count < 1 || list->count > TABLE_MOST) {
    complain(place, list, "a list [ ] of 1 to 10000 values is wanted");
    return NULL;
  }
  double *numbers = calloc((size_t)list->count, sizeof *numbers);
  if (!numbers) place->reading->out_of_memory = true, place->good = false;
  for (int i = 0; numbers && i < list->count; i++)
    if (!read_quantity(place->reading, &list->members[i], of->dimension, &place->reading->quantities, &numbers[i]) ||
        !read_range(place->reading, &list->members[i], numbers[i], of->dimension, of->min, of->max))
      place->good = false;
  return numbers;
}

static void take_table(Place *place) {
  static const struct {
    const char *key;
    DistributionKind kind;
    DistributionOf of;
  } columns[] = {{"cumulative", DISTRIBUTION_CUMULATIVE, {DIM_FRACTION, 0, 1}},
                 {"density", DISTRIBUTION_DENSITY, {DIM_NONE, 0, INFINITY}},
                 {"probability", DISTRIBUTION_DISCRETE, {DIM_FRACTION, 0, 1}}};
  const Value *values = value_member(place->group, "values"), *column = NULL;
  int found = 0, kind = 0;
  for (int i = 0; i < 3; i++)
    if (value_member(place->group, columns[i].key))
      found++, kind = i, column = value_member(place->group, columns[i].key);
  if (found != 1) {
    complain(place, place->group, "a table needs one of 'cumulative', 'density' or 'probability' beside 'values'");
    return;
  }
  place->settings.kind = columns[kind].kind;
  take_cuts(place);
  place->values = values ? take_list(place, values, place->of) : NULL;
  place->probabilities = take_list(place, column, &columns[kind].of);
  if (place->good && values->count != column->count) complain(place, column, "has not as many members as 'values'");
  if (!place->good) return;
  place->settings.values = place->values;
  place->settings.probabilities = place->probabilities;
  place->settings.count = values->count;
}

static void take_form(Place *place, int form) {
  static const DistributionKind kinds[] = {DISTRIBUTION_NORMAL, DISTRIBUTION_LOGNORMAL, DISTRIBUTION_UNIFORM,
                                           DISTRIBUTION_TRIANGULAR, DISTRIBUTION_CUMULATIVE};
  place->form = &forms[form];
  place->settings = distribution_settings(kinds[form]);
  check_keys(place);
  if (form == FORM_NORMAL) {
    take(place, "mean", &place->settings.mean);
    take_spread(place);
    take_cuts(place);
  } else if (form == FORM_LOGNORMAL) {
    take_lognormal(place);
  } else if (form == FORM_TABLE) {
    take_table(place);
  } else {
    take_ends(place);
  }
}

bool read_distribution(Reading *reading, const Value *group, const DistributionOf *of, Distribution *distribution) {
  static const ParamRow row = {.key = "distribution", .kind = PARAM_CHOICE, .choices = words};
  Place place = {.reading = reading, .group = group, .of = of, .good = true};
  const Value *word = value_member(group, "distribution");
  char message[READING_MESSAGE_SIZE];
  int form;
  if (!word) return complain(&place, group, "lacks 'distribution': normal, lognormal, uniform, triangular or table");
  if (!read_value(reading, word, &row, &form)) return false;
  take_form(&place, form);
  Status status =
      place.good ? distribution_init(distribution, &place.settings, message, sizeof message) : STATUS_CONFIG;
  if (status == STATUS_MEMORY) reading->out_of_memory = true;
  if (status == STATUS_CONFIG && place.good) complain(&place, group, message);
  free(place.values);
  free(place.probabilities);
  return status == STATUS_OK;
}
