/* Hand-made runs through time for charts: as many volumes, valves and events as a picture can be asked to show. */
#ifndef XSAVAC_TESTS_TRANSIENT_MADE_H
#define XSAVAC_TESTS_TRANSIENT_MADE_H

#include "sim/results.h"

enum { MADE_RUN_MEASURES = 4 };

typedef struct {
  Study study;
  TransientResult run;
  MeasureResult measures[MADE_RUN_MEASURES];
  LimitTable limits;
  RunOutcome outcome;
} MadeRun;

/* Boundary room at 101325 Pa, then volumes n1, n2, ... and junctions j1, j2, ... ; valves V1, V2, ... (XSA1-12V-5G, closed), Vi from room
   to volume i (the last volume where i goes on); pump P1 at n1, running. */
MadeRun *run_made(int volumes, int junctions, int valves, double until_s);
void made_run_free(MadeRun *made);

/* In the order of time. name: a valve or P1. */
void run_event(MadeRun *made, double time_s, EventKind kind, const char *name);

/* The series: n rows evenly and n rows evenly in log time over each stretch between events, both sides of every event; the states follow
   from the events. p_pa(node, time): node as numbered in the network. Also fills the state at the end. */
void run_rows(MadeRun *made, int n, double (*p_pa)(int node, double time_s));

/* "n1 below threshold": reached at at_s, or never (NAN). */
void run_threshold(MadeRun *made, const char *name, int node, double threshold_pa, double at_s);

/* A row of the run's limit table, judged at that utilization. */
void run_limit(MadeRun *made, const char *valve, LimitCheck check, double utilization, double time_s);

#endif
