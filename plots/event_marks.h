/* Events along a time axis: which share a mark, and where their labels stand without running into one another. */
#ifndef XSAVAC_PLOTS_EVENT_MARKS_H
#define XSAVAC_PLOTS_EVENT_MARKS_H

#include "plots/time_axis.h"
#include "sim/results.h"

enum { EVENT_MARKS_MAX = 320, EVENT_ROWS_MAX = 3, EVENT_TEXT_SIZE = 200 };

/* Events so near to one another that one line stands for them. */
typedef struct {
  int first, last; /* events */
  double at;       /* from the panel's left edge, in units of the picture */
  double label_at; /* centre of the label */
  int row;         /* of the label, counted from the panel; -1: none, an earlier label speaks for it */
  int label_last;  /* mark up to which a numbered label speaks */
} EventMark;

typedef struct {
  const RunOutcome *outcome;
  EventMark marks[EVENT_MARKS_MAX];
  int count;
  bool numbered; /* the labels are numbers, counted from 1; their words stand in a list */
  int rows;      /* of labels */
} EventMarks;

/* width: of the panel, in units of the picture. */
void event_marks_init(EventMarks *marks, const RunOutcome *outcome, const TimeAxis *axis, double width);

/* Each returns text. */
char *event_mark_label(const EventMarks *marks, int mark, char *text, size_t size); /* "open V1", or "7" */
char *event_mark_words(const EventMarks *marks, int mark, char *text,
                       size_t size); /* "12.5 s  open V1, V2; start P1 (chamber below 10 Pa)" */

#endif
