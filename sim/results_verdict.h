/* The verdict in words and the order of the limits, shared by the first screen, the charts and the report. */
#ifndef XSAVAC_SIM_RESULTS_VERDICT_H
#define XSAVAC_SIM_RESULTS_VERDICT_H

#include "sim/results.h"

typedef struct {
  int judged, failed, warned, not_applicable; /* judged: pass, warn and fail */
} LimitCounts;

LimitCounts limit_counts(const LimitTable *table);

/* Rows by how near they are to being a problem: fail, warn, pass, not applicable; within each by falling utilization.
   order[count] is owned by the caller; NULL when out of memory (or count 0). */
int *limits_by_tightness(const LimitTable *table);

/* "max operating pressure (G)": the check's name for reading. */
const char *limit_check_words(LimitCheck check);

/* Each returns text. */
/* FAIL; else INCOMPLETE where a run was ended early; else PASS, or DONE where nothing was judged. */
const char *verdict_word(const RunOutcome *outcome);

char *verdict_text(const RunOutcome *outcome, char *text, size_t size); /* without PASS or FAIL in front */
char *limit_failure_text(const RunOutcome *outcome, const LimitRow *row, char *text,
                         size_t size); /* what fails and by how much */

#endif
