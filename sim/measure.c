#include "sim/measure.h"

#include <stdio.h>
#include <stdlib.h>

bool measure_list_add(MeasureList *list, const Measure *measure) {
  if (list->count == list->capacity) {
    int capacity = list->capacity ? 2 * list->capacity : 8;
    Measure *rows = realloc(list->rows, (size_t)capacity * sizeof *rows);
    if (!rows) return false;
    list->rows = rows;
    list->capacity = capacity;
  }
  list->rows[list->count++] = *measure;
  return true;
}

void measure_list_free(MeasureList *list) {
  free(list->rows);
  *list = (MeasureList){0};
}

bool measure_list_needs(const MeasureList *list, bool steady) {
  for (int i = 0; i < list->count; i++)
    if ((list->rows[i].kind == MEASURE_AT_STEADY) == steady) return true;
  return false;
}

const char *measure_unit(const Measure *measure) {
  bool time = measure->kind == MEASURE_CROSSING || measure->kind == MEASURE_RESPONSE;
  return time ? "s" : probe_rows[measure->probe.kind].unit;
}

static char *time_words(const Network *network, const Measure *measure, char *text, size_t size) {
  const char *since = measure->since >= 0 ? network->branches[measure->since].name : "";
  char words[200], figure[160];
  if (measure->kind == MEASURE_CROSSING)
    condition_words(network, &measure->condition, words, sizeof words);
  else
    snprintf(words, sizeof words, "%s has gone %.6g %% of its way to the end",
             probe_words(network, &measure->probe, figure, sizeof figure), 100 * measure->reach);
  snprintf(text, size, "time until %s%s%s%s", words, *since ? ", since " : "", since, *since ? " changed" : "");
  return text;
}

char *measure_words(const Network *network, const Measure *measure, char *text, size_t size) {
  static const char *const when[] = {[MEASURE_AT_END] = "at the end",
                                     [MEASURE_AT_STEADY] = "in the steady state",
                                     [MEASURE_MAX] = "maximum",
                                     [MEASURE_MIN] = "minimum",
                                     [MEASURE_MEAN] = "mean over time"};
  char words[160], moment[64];
  if (measure->kind == MEASURE_CROSSING || measure->kind == MEASURE_RESPONSE)
    return time_words(network, measure, text, size);
  snprintf(moment, sizeof moment, "%s", when[measure->kind] ? when[measure->kind] : "");
  if (measure->kind == MEASURE_AT_TIME) snprintf(moment, sizeof moment, "at %.6g s", measure->time_s);
  snprintf(text, size, "%s, %s", probe_words(network, &measure->probe, words, sizeof words), moment);
  return text;
}
