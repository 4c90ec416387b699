/* What the rows of a sweep.csv amount to; read back from the file, so that one that was resumed or merged is told as one that was not. */
#ifndef XSAVAC_SIM_SWEEP_SUMMARY_H
#define XSAVAC_SIM_SWEEP_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

#include "sim/base/status.h"

enum { SWEEP_COLUMNS_MOST = 320, SWEEP_NAME_MAX = 300, SWEEP_REASON_MAX = 400 };

typedef struct {
  char name[SWEEP_NAME_MAX]; /* with its unit */
  uint64_t count;            /* values in it */
  double low, high;
  uint64_t low_row, high_row; /* index of the points */
} SweepColumn;

typedef struct SweepSummary {
  uint64_t points, failed, no_value, violated,
      filtered; /* failed: no result; no_value: some output never reached; violated: limits fail; filtered: left out */
  uint64_t first_failed; /* index */
  char first_reason[SWEEP_REASON_MAX];
  int shard, shards;
  int columns;         /* numeric ones: inputs, outputs, derived, limits */
  SweepColumn *column; /* owned */
} SweepSummary;

void sweep_summary_free(SweepSummary *summary); /* takes an empty one */

/* threads 0: as many as the machine has; the summary does not depend on it. STATUS_IO with a message where the file cannot be read or is no
   sweep. */
Status sweep_summary_read(const char *file, int threads, SweepSummary *summary, char *message, size_t size);

#endif
