/* A sweep carried out: a row for every point of the design, written in the design's order whatever the number of threads, in memory that
   does not grow with the points. */
#ifndef XSAVAC_SIM_SWEEP_SWEEP_H
#define XSAVAC_SIM_SWEEP_SWEEP_H

#include "sim/study.h"
#include "sim/sweep/summary.h"

typedef struct {
  int shard, shards; /* 1 of 1: the whole design; points are dealt out in contiguous ranges */
  bool resume;       /* go on with what an interrupted sweep left in the folder */
  int threads;       /* 0: as many as the machine has */
} SweepSettings;

/* Asked between points, from several threads, one at a time; false: end here. NULL: never. */
typedef struct {
  bool (*proceed)(void *context, double time_s);
  void (*progress)(void *context, size_t done, size_t of_all, size_t before); /* before: done by an earlier run */
  void *context;
} SweepHooks;

enum { SWEEP_MESSAGE_MAX = 1200 };

/* Writes folder/sweep.csv, which has that name only once it is whole; until then sweep.csv.part and sweep.state beside it. STATUS_OK:
   summary is of the rows. STATUS_VIOLATED: ended by proceed, with what there is left to go on from. STATUS_CONFIG: the folder holds the
   rows of another configuration, or a point cannot be made at all. STATUS_IO, STATUS_MEMORY. Each with a message. */
Status sweep_run(const Study *study, const char *folder, const SweepSettings *settings, SweepHooks hooks,
                 SweepSummary *summary, char message[SWEEP_MESSAGE_MAX]);

/* Joins the sweeps of all shards of one design, folders in any order, into folder/sweep.csv, byte for byte that of the sweep in one piece.
   STATUS_CONFIG with a message: shards of different configurations, missing, not whole or given twice. STATUS_IO, STATUS_MEMORY. */
Status sweep_merge(const char *const *folders, int count, const char *folder, SweepSummary *summary,
                   char message[SWEEP_MESSAGE_MAX]);

/* First and one past the last point of a shard. */
void sweep_range(uint64_t points, int shard, int shards, uint64_t *first, uint64_t *end);

/* Rows that a thread takes at a time of the count of a block: few enough that all threads have some to the end, where points are slow one. */
uint64_t sweep_chunk(uint64_t count, int threads);

#endif
