/* Every valve against its limits over every moment of a run: the worst moment of each check, located on the continuous solution. */
#ifndef XSAVAC_SIM_TRANSIENT_LIMIT_WATCH_H
#define XSAVAC_SIM_TRANSIENT_LIMIT_WATCH_H

#include "sim/limits.h"
#include "sim/transient/step.h"

typedef struct LimitWatch LimitWatch;

/* NULL when out of memory. network and settings must outlive it. */
LimitWatch *limit_watch_new(const Network *network, const LimitsSettings *settings);
void limit_watch_free(LimitWatch *watch); /* takes NULL */

/* What the pressures given from here on can be off by (0: nothing). What exceeds its limit by less, 1e-5 of the pressures at most, is a
   warning that says so, but not at 0 s; and flow backwards that such an error explains is none (back_flow.h). */
void limit_watch_set_tolerance(LimitWatch *watch, double rtol, double atol_pa);

/* The line at one moment, in the states it stands in: at the start and on both sides of every event. */
void limit_watch_moment(LimitWatch *watch, double time_s, const double *p);

/* A step during which no state changed (a stroke goes on: the valve counts as open from its first movement to its last). May leave moving
   valves anywhere within their step. */
void limit_watch_step(LimitWatch *watch, const Step *step);

/* A valve that is told to open and stays shut (physical behaviour): its differential at that moment is judged as if it had opened. */
void limit_watch_attempt(LimitWatch *watch, int branch, double time_s, const double *p);

/* When a differential or reverse limit was first exceeded by a valve in the state that the limit is for; INFINITY: never. */
double limit_watch_conditional_from_s(const LimitWatch *watch);

/* One row a check of every valve that has a catalogue row, in file order, with when = transient and the time of its worst moment, the
   first of equals; when = always for what holds always. A check that never applied has the time of the first moment. False when out of
   memory. At least one moment must have been given. */
bool limit_watch_table(LimitWatch *watch, LimitTable *table);

#endif
