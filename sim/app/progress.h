/* How far a run has come, on a terminal; and Ctrl-C, which ends it with what it has. */
#ifndef XSAVAC_SIM_APP_PROGRESS_H
#define XSAVAC_SIM_APP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  double until_s, shown_at_s; /* the run's end; when the line was last written, by the clock */
  double begun_s;             /* by the clock */
  int steps;
  bool visible, written;
} Progress;

/* Takes SIGINT and SIGTERM over; a second one, or one after progress_end(), ends the program as ever, but for a half-written file. */
Progress progress_begin(double until_s, bool quiet);
bool progress_step(void *progress, double time_s);               /* false: interrupted */
void progress_count(void *progress, size_t done, size_t of_all); /* of many runs, instead of steps */
/* The same where `before` of them were done by an earlier run. */
void progress_count_from(void *progress, size_t done, size_t of_all, size_t before);
void progress_end(Progress *progress);
bool progress_interrupted(void);

#endif
