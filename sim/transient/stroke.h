/* Valves on their way between closed and open. */
#ifndef XSAVAC_SIM_TRANSIENT_STROKE_H
#define XSAVAC_SIM_TRANSIENT_STROKE_H

#include "sim/network.h"

typedef struct {
  int branch;
  bool opening;
  double stop_s;         /* when it counts as done */
  double start_s, end_s; /* in the time of the whole run; start_s: when it would have begun at the far end */
} Stroke;

typedef struct {
  Stroke *rows;
  int count, capacity;
  double base_s; /* the run's time at which the present segment began */
} Strokes;

void strokes_free(Strokes *strokes);

/* Begins to open or close a valve at a time, from where it stands; at once where its stroke takes no time. False when out of memory. */
bool strokes_begin(Strokes *strokes, Network *network, int branch, bool opening, double time_s);

/* Sets every moving valve to where it is at a time of the segment. */
void strokes_place(const Strokes *strokes, Network *network, double segment_s);

/* Ends those that are due. True where there were any. */
bool strokes_finish(Strokes *strokes, Network *network, double time_s);

double strokes_next_end_s(const Strokes *strokes); /* INFINITY: none moves */

#endif
