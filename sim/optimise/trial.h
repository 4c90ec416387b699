/* One combination of choices under search: settings that were run, judged and kept. A setting is a place u[n] in the box [0, 1]^n of its
   free numbers; what it comes to depends on the place alone, so that one that was run is never run again. */
#ifndef XSAVAC_SIM_OPTIMISE_TRIAL_H
#define XSAVAC_SIM_OPTIMISE_TRIAL_H

#include "sim/optimise/optimise.h"
#include "sim/point.h"

typedef struct {
  const Study *study;
  const OptimiseRequest *request;
  PointWorker *worker;
  Combination *combination; /* its trials grow */
  int n, free[OPTIMISE_PARAMETERS_MOST];
  int reserve; /* evaluations that are kept back from whoever asks now */
  OptimisePhase phase;
  bool exhausted;          /* some setting was refused for want of evaluations */
  void (*ran)(void *work); /* told of every run */
  void *work;
  Status status; /* STATUS_OK, STATUS_MEMORY; STATUS_VIOLATED: ended by a signal */
} Search;

/* Runs the setting, or finds it among those that were run; places beyond the box count as on its edge. The trial's number; -1: no
   evaluation is left, or status is no longer STATUS_OK. */
int search_try(Search *search, const double *u);

const Trial *search_trial(const Search *search, int trial);

/* What is made small: the measure, or its negative where it is made large. NAN without a value. */
double search_cost(const Search *search, int trial);

/* Deb's rule: what holds comes before what does not; of two that hold the smaller cost, of two that do not the smaller violation
   (Deb, Comput. Methods Appl. Mech. Engrg. 186 (2000) 311). */
bool search_better(const Search *search, int a, int b);

/* The largest difference of coordinates. */
double search_distance(const Search *search, int a, int b);

/* Evaluations that are left beside the reserve. */
int search_left(const Search *search);

/* The number of constraints: the requirements and, last, all catalogue limits together. */
int search_constraints(const Search *search);

#endif
