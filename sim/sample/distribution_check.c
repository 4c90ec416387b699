#include "sim/sample/distribution_check.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

typedef struct {
  char *text;
  size_t size;
} Message;

static bool wrong(Message message, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool wrong(Message message, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message.text, message.size, format, arguments);
  va_end(arguments);
  return false;
}

static bool given(const char *key, double value, Message message) {
  return isfinite(value) || wrong(message, "%s must be given, as a finite number", key);
}

static bool check_spread(const DistributionSettings *s, Message message) {
  if (!given("mean", s->mean, message) || !given("sd", s->sd, message)) return false;
  if (!(s->sd > 0)) return wrong(message, "sd = %g: must be above 0", s->sd);
  if (s->kind == DISTRIBUTION_LOGNORMAL && !(s->mean > 0))
    return wrong(message, "mean = %g: a lognormal quantity has a mean above 0", s->mean);
  return true;
}

static bool check_ends(const DistributionSettings *s, Message message) {
  bool peaked = s->kind == DISTRIBUTION_TRIANGULAR;
  if (!given("low", s->low, message) || !given("high", s->high, message)) return false;
  if (peaked && !given("mode", s->mode, message)) return false;
  if (!(s->low < s->high)) return wrong(message, "low = %g, high = %g: low must be below high", s->low, s->high);
  if (peaked && !(s->low <= s->mode && s->mode <= s->high))
    return wrong(message, "mode = %g: must lie from low = %g to high = %g", s->mode, s->low, s->high);
  return true;
}

static bool check_values(const DistributionSettings *s, Message message) {
  int least = s->kind == DISTRIBUTION_DISCRETE ? 1 : 2;
  if (s->count < least)
    return wrong(message, "%d value%s: needs %d or more", s->count, s->count == 1 ? "" : "s", least);
  for (int i = 0; i < s->count; i++) {
    if (!isfinite(s->values[i]) || !isfinite(s->probabilities[i]))
      return wrong(message, "value %d of %d and what belongs to it must be finite", i + 1, s->count);
    if (i > 0 && !(s->values[i] > s->values[i - 1]))
      return wrong(message, "value %d of %d: %g after %g: values must rise", i + 1, s->count, s->values[i],
                   s->values[i - 1]);
  }
  return true;
}

static bool check_cumulative(const DistributionSettings *s, Message message) {
  const double *p = s->probabilities;
  if (p[0] != 0 || p[s->count - 1] != 1)
    return wrong(message, "cumulative probability runs from %g to %g: must run from 0 to 1", p[0], p[s->count - 1]);
  for (int i = 1; i < s->count; i++)
    if (p[i] < p[i - 1])
      return wrong(message, "cumulative probability %d of %d: %g after %g: must not fall", i + 1, s->count, p[i],
                   p[i - 1]);
  return true;
}

/* What nothing forbids below 0; a discrete distribution's probabilities make up 1. */
static bool check_weights(const DistributionSettings *s, Message message) {
  const char *word = s->kind == DISTRIBUTION_DISCRETE ? "probability" : "density";
  double sum = 0;
  for (int i = 0; i < s->count; i++) {
    if (s->probabilities[i] < 0)
      return wrong(message, "%s %d of %d: %g: must not be below 0", word, i + 1, s->count, s->probabilities[i]);
    sum += s->probabilities[i];
  }
  if (s->kind == DISTRIBUTION_DISCRETE && !(fabs(sum - 1) <= 1e-6))
    return wrong(message, "the probabilities add up to %.9g: must be 1", sum);
  if (!(sum > 0)) return wrong(message, "every density is 0");
  return true;
}

bool distribution_check(const DistributionSettings *s, char *text, size_t size) {
  Message message = {text, size};
  if (isnan(s->min) || isnan(s->max)) return wrong(message, "min and max must be numbers");
  if (!(s->min < s->max)) return wrong(message, "min = %g, max = %g: min must be below max", s->min, s->max);
  switch (s->kind) {
  case DISTRIBUTION_NORMAL:
  case DISTRIBUTION_LOGNORMAL:
    return check_spread(s, message);
  case DISTRIBUTION_UNIFORM:
  case DISTRIBUTION_TRIANGULAR:
    return check_ends(s, message);
  case DISTRIBUTION_CUMULATIVE:
    return check_values(s, message) && check_cumulative(s, message);
  default:
    return check_values(s, message) && check_weights(s, message);
  }
}
