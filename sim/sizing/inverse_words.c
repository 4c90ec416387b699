/* What a search came to, in words. */
#include "sim/sizing/inverse_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output_number.h"

typedef struct {
  char text[64];
} Figure;

static Figure figure(double value, const char *unit) {
  Figure figure;
  if (strcmp(unit, "m") == 0)
    snprintf(figure.text, sizeof figure.text, "%s mm", number_text(1e3 * value, 6).text);
  else
    snprintf(figure.text, sizeof figure.text, "%s%s%.10s", number_text(value, 6).text, *unit ? " " : "", unit);
  return figure;
}

/* The scanned value whose figure comes nearest; NAN: none has one. */
static double nearest_reached(const InverseRequest *request, const InverseResult *result, double *x) {
  double nearest = NAN;
  for (int i = 0; i < INVERSE_SCAN; i++) {
    double y = result->y[i];
    if (isnan(y) || (!isnan(nearest) && fabs(y - request->target) >= fabs(nearest - request->target))) continue;
    nearest = y;
    *x = result->x[i];
  }
  return nearest;
}

static void tell_next(const Measure *measure, const InverseResult *result, char *text, size_t size) {
  text[0] = '\0';
  if (isfinite(result->next))
    snprintf(text, size, "; next size of the catalogue %s (%.150s): %.64s %s", figure(result->next, "m").text,
             result->next_models, measure->name, figure(result->next_reached, measure_unit(measure)).text);
  else if (result->bore && isfinite(result->value))
    snprintf(text, size, "; the catalogue has none so large");
}

void inverse_tell(const Study *study, InverseResult *result) {
  static const char *const senses[] = {"", "at most ", "at least "};
  const InverseRequest *request = &study->sizing.inverse;
  const Measure *measure = &study->measures.rows[request->measure];
  const char *unit = measure_unit(measure);
  double x = NAN, nearest = nearest_reached(request, result, &x);
  char wanted[160], range[160], next[400];
  snprintf(wanted, sizeof wanted, "%s %s%s", measure->name, senses[request->sense], figure(request->target, unit).text);
  snprintf(range, sizeof range, "%s to %s", figure(request->from, result->unit).text,
           figure(request->to, result->unit).text);
  tell_next(measure, result, next, sizeof next);
  Figure value = figure(result->value, result->unit), reached = figure(result->reached, unit);
  size_t size = sizeof result->words;
  if (result->outcome == INVERSE_FOUND)
    snprintf(result->words, size, "%s = %s: %s%s%s", request->path, value.text, wanted,
             result->crossings > 1 ? " (met more than once in the range; the first is told)" : "", next);
  else if (result->outcome == INVERSE_EDGE)
    snprintf(result->words, size, "%s = %s: there %s begins or ends to have a value (%s), which meets %s%s",
             request->path, value.text, measure->name, reached.text, wanted, next);
  else if (result->outcome == INVERSE_EVERYWHERE)
    snprintf(result->words, size, "%s: all of %s meets %s", request->path, range, wanted);
  else if (isnan(nearest))
    snprintf(result->words, size, "%s: nothing in %s gives %s: it has no value anywhere", request->path, range, wanted);
  else
    snprintf(result->words, size, "%s: nothing in %s gives %s; the nearest is %s at %s", request->path, range, wanted,
             figure(nearest, unit).text, figure(x, result->unit).text);
}
