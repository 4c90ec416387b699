/* The files of a sweep under way: sweep.csv.part, whose rows grow in order, and sweep.state, which says of what they are. */
#ifndef XSAVAC_SIM_SWEEP_STORE_H
#define XSAVAC_SIM_SWEEP_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/base/status.h"

/* Of what the rows are: two sweeps whose identities agree give the same rows. */
typedef struct {
  char sha256[65]; /* of the configuration, as Study has it */
  int shard, shards;
  uint64_t points;    /* of the whole design */
  char settings[256]; /* what of the command line bears on the rows: which analyses run */
} SweepIdentity;

typedef struct {
  FILE *stream;
  char *part, *state, *whole; /* owned: paths */
  uint64_t rows;              /* already there */
} SweepStore;

/* Opens the folder's rows for going on. resume: keeps the whole rows of an interrupted sweep of the same identity (a torn last one is cut
   off); STATUS_CONFIG where they are of another. Without, or where there is nothing, begins anew with header. done: sweep.csv is whole
   already (resume alone); the store is then closed. */
Status sweep_store_open(SweepStore *store, const char *folder, const SweepIdentity *identity, const char *header,
                        bool resume, bool *done, char *message, size_t size);

Status sweep_store_add(SweepStore *store, const char *rows, size_t length, char *message, size_t size);

/* Whole: under its final name, the state beside it kept for merge. */
Status sweep_store_finish(SweepStore *store, char *message, size_t size);
void sweep_store_close(SweepStore *store); /* what is there stays; takes an empty one */

/* The identity beside the rows in a folder. False where there is none, or it is damaged. */
bool sweep_identity_read(const char *folder, SweepIdentity *identity);
Status sweep_identity_write(const char *folder, const SweepIdentity *identity, char *message, size_t size);

void sweep_store_remove(const char *folder); /* all its files */

#endif
