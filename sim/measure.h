/* What the user asks to be told as one number: the `measure` group of DESIGN section 4. */
#ifndef XSAVAC_SIM_MEASURE_H
#define XSAVAC_SIM_MEASURE_H

#include "sim/probe.h"

typedef enum {
  MEASURE_CROSSING, /* time = ...: when the condition first holds, counted from the start or from `since` */
  MEASURE_AT_TIME,
  MEASURE_AT_END,
  MEASURE_AT_STEADY,
  MEASURE_MAX, /* over the whole run, on the continuous solution */
  MEASURE_MIN,
  MEASURE_MEAN,     /* over time */
  MEASURE_RESPONSE, /* time = ..., reach = 0.9: until the probe has gone that share of its way to its value at the end */
} MeasureKind;

enum { MEASURE_NAME_MAX = 64, MEASURE_REASON_MAX = 160 };

typedef struct {
  char name[MEASURE_NAME_MAX];
  MeasureKind kind;
  Probe probe;         /* of all kinds; a crossing's equals condition.probe */
  Condition condition; /* of a crossing */
  double time_s;       /* of MEASURE_AT_TIME */
  int since;    /* looked for from this branch's first change of state on, counted from its last one before it; of a
                          response: from its last one; -1: from the start */
  double reach; /* of a response: share of the way, which begins at the start or just before `since` changed */
} Measure;

typedef struct {
  Measure *rows;
  int count, capacity;
} MeasureList;

bool measure_list_add(MeasureList *list, const Measure *measure); /* false when out of memory */
void measure_list_free(MeasureList *list);
bool measure_list_needs(const MeasureList *list,
                        bool steady); /* some measure looks at the steady state / at the transient */

typedef struct {
  double value;     /* NAN: reason says why */
  double at_s;      /* when: of a crossing, response, maximum, minimum, value at a time or the end; NAN: no moment */
  bool conditional; /* comes after a valve failed its differential or reverse limit (DESIGN section 5) */
  char reason
      [MEASURE_REASON_MAX]; /* why there is no value; of one that looks to the end of a run cut short: how far it looked; else "" */
} MeasureResult;

const char *measure_unit(const Measure *measure); /* "s" for a crossing or response, else the probe's */

/* "time until chamber below 10 Pa, since V1 changed": what is measured, in words; returns text. */
char *measure_words(const Network *network, const Measure *measure, char *text, size_t size);

#endif
