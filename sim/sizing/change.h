/* Where nothing fits: which single change would bring a candidate in, each tried by a run, and what holds the nearest one back. */
#ifndef XSAVAC_SIM_SIZING_CHANGE_H
#define XSAVAC_SIM_SIZING_CHANGE_H

#include "sim/sizing/candidate.h"

/* Tries two valves in parallel for each that is sized, wider tubes, faster pumps, and more time; into candidate->changes. STATUS_OK,
   STATUS_MEMORY, STATUS_CONFIG with a message. */
Status changes_try(Candidate *candidate, const SizingCase *sizing, const PointPlan *like, char *message, size_t size);

/* Of a candidate that fails by a requirement: the element or pump whose size moves it most; by a limit: the valve. Into text, "" where
   nothing does. The same. */
Status limiting_find(const Candidate *candidate, const SizingCase *sizing, const PointPlan *like, char *text,
                     size_t text_size, char *message, size_t size);

/* The line with the candidate's parts and a second valve beside that of the element, run and judged into at, whose pick is set; done the
   same as the first by the schedule. Figures of the valve's flow are those of both together. */
Status candidate_run_doubled(Candidate *at, const SizingCase *sizing, const PointPlan *like, int element, char *message,
                             size_t size);

/* --- what a line can have more of --- */

typedef struct {
  Variable variable;
  const char *name; /* of the element or pump */
  const char *what; /* "diameter", "speed" */
  double value;     /* as it stands */
} Sizeable;

enum { SIZEABLES_MAX = 64 };

/* Tubes and orifices by their diameter, pumps by their speed; with valves also those by their orifice. found[SIZEABLES_MAX]; returns how
   many. */
int sizeables_find(const SizingCase *sizing, const Candidate *candidate, bool valves, Sizeable *found);

/* The variables of a run with a candidate's parts and one more: variables[n_elements + 1], values likewise, numbers for their texts. */
void sizeable_plan(const SizingCase *sizing, const Candidate *candidate, const Sizeable *sizeable, double value,
                   Variable *variables, VaryValue *values, char numbers[SIZING_ELEMENTS_MAX][PART_NUMBER_SIZE]);

#endif
