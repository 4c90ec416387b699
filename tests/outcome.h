/* A small line with a hand-made steady state and limit table: every number in it is known. */
#ifndef XSAVAC_TESTS_OUTCOME_H
#define XSAVAC_TESTS_OUTCOME_H

#include "sim/results.h"

/* Nodes: room 100 kPa (boundary), chamber 12 L at 100 Pa air + 20 Pa N2, junction at 60 Pa air + 20 Pa N2, tank
   isolated at 5 Pa air. V1 (XSA2-43V-5G, open) chamber > junction, VENT (XSA1-12V-5G, closed) room > chamber, C1
   (conductance) junction > tank, P1 at junction, MFC (N2) into chamber. Limits: V1 differential warns at 0.95, VENT
   reverse pressure passes at 0, V1 fluid has no number, V1 coil voltage is not applicable. */
typedef struct {
  Study study;
  SteadyResult steady;
  Balance balance;
  LimitTable limits;
  TransientResult transient;
  MeasureResult measures[5];
  RunOutcome outcome;
} MadeOutcome;

MadeOutcome *outcome_made(void);
void outcome_free(MadeOutcome *made);

enum { MADE_DIFFERENTIAL, MADE_REVERSE, MADE_FLUID, MADE_COIL, MADE_LIMITS }; /* rows of the limit table */

void outcome_fail(MadeOutcome *made); /* the differential fails at 1.5 */

enum { MADE_ROUGH, MADE_NEVER, MADE_MEAN, MADE_PEAK, MADE_STEADY, MADE_MEASURES }; /* rows of the measures */

/* Adds a run of 600 s beside the steady state: V1 opens at 1 s and closes at 14.25 s, when the chamber comes below 10 Pa, where VENT
   opens; the entry that would stop P1 5 s later never comes. Four rows: 0 s, both sides of 1 s, 600 s. Nothing is conditional. The
   differential is at its worst at 1 s. Five measures, of which NEVER has no value. */
void outcome_run(MadeOutcome *made);

void outcome_conditional(MadeOutcome *made); /* outcome_fail() from 1 s of the run on; ROUGH is marked */

/* What print writes, as an owned string. */
char *outcome_printed(const RunOutcome *outcome, void (*print)(const RunOutcome *, FILE *));

/* An empty folder of its own, owned path; folder_remove() takes it away with its files and frees the path. */
char *folder_made(void);
void folder_remove(char *folder);
char *folder_file(const char *folder, const char *name); /* a file's text, owned; NULL: no such file */
int folder_count(const char *folder);                    /* entries, hidden ones too */

#endif
