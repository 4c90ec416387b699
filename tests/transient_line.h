/* A line and its run through time, built from C, with laws whose course is known in closed form. */
#ifndef XSAVAC_TESTS_TRANSIENT_LINE_H
#define XSAVAC_TESTS_TRANSIENT_LINE_H

#include "sim/transient/transient.h"
#include "tests/line.h"

typedef struct {
  Line line;
  Schedule schedule;
  MeasureList measures;
  TransientSettings settings;
  TransientResult result;
  char where[48]; /* stands before what a failed run says */
} TimedLine;

TimedLine timed_new(double until_s); /* default tolerances and outputs */
void timed_free(TimedLine *timed);

/* Test-only laws. tube: q = c (p1 - p2) + k (p1 |p1| - p2 |p2|); gate: the same, with a state, tight while closed; molecular: each gas
   by itself, c at the mass of N2 and as 1/sqrt(M). */
void timed_tube(TimedLine *timed, const char *name, const char *from, const char *to, double c_m3_s, double k_m3_s_pa);
void timed_gate(TimedLine *timed, const char *name, const char *from, const char *to, double c_m3_s, bool open);
void timed_molecular(TimedLine *timed, const char *name, const char *from, const char *to, double c_m3_s);

/* Entries of the schedule, one action each; also() gives the last one another. */
void timed_at(TimedLine *timed, double time_s, ActionKind kind, const char *name);
void timed_after(TimedLine *timed, double time_s, ActionKind kind, const char *name);
void timed_when(TimedLine *timed, ProbeKind probe, const char *object, bool below, double threshold, ActionKind kind,
                const char *name);
void timed_also(TimedLine *timed, ActionKind kind, const char *name);

/* Numbers in result.measures. since: NULL: from the start. time_s: of MEASURE_AT_TIME. */
int timed_until(TimedLine *timed, ProbeKind probe, const char *object, bool below, double threshold, const char *since);
int timed_until_below(TimedLine *timed, const char *node, double threshold_pa, const char *since);
int timed_measure(TimedLine *timed, MeasureKind kind, ProbeKind probe, const char *object, double time_s);
double timed_value(const TimedLine *timed, int measure); /* fails the test where there is none */

/* Runs and checks what holds in every run: it finishes, both ledgers close, rows in order, nothing below -atol, both sides of every
   event, states put back. */
void timed_run(TimedLine *timed);
void timed_run_without_series(TimedLine *timed);

/* What a row of the series holds, all gases together. */
double timed_p(const TimedLine *timed, int row, const char *node);
double timed_q(const TimedLine *timed, int row, const char *branch);
double timed_opening(const TimedLine *timed, int row, const char *branch);
int timed_row(const TimedLine *timed, double time_s,
              int side); /* the first such row; fails the test where there is none */
double timed_final(const TimedLine *timed, const char *node);
void assert_event(const TimedLine *timed, int event, double time_s, EventKind kind, const char *branch);

/* Volumes at constant conductances, by the eigenvectors of their matrix: M p' = -K p + b. */
enum { LINEAR_MAX = 8 };
typedef struct {
  int n, n_joints;
  double volume_m3[LINEAR_MAX], start_pa[LINEAR_MAX];
  struct {
    int from, to; /* to = -1: a boundary at boundary_pa */
    double c_m3_s, boundary_pa;
  } joints[2 * LINEAR_MAX];
} LinearLine;

void linear_pressures(const LinearLine *linear, double time_s, double *p); /* p[n] */
TimedLine timed_linear(const LinearLine *linear, double until_s);          /* the same line: volumes v0, v1, ... */

#endif
