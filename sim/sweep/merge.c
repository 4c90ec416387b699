/* Shards of one sweep put together. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/output_file.h"
#include "sim/sweep/store.h"
#include "sim/sweep/sweep.h"

enum { LIST_SIZE = 300 };

typedef struct {
  const char *folder;
  SweepIdentity identity;
} Shard;

static int by_shard(const void *a, const void *b) {
  return ((const Shard *)a)->identity.shard - ((const Shard *)b)->identity.shard;
}

static bool is_whole(const char *folder) {
  char *path = output_path(folder, "sweep.csv");
  bool whole = path && access(path, R_OK) == 0;
  free(path);
  return whole;
}

static Status read_shards(const char *const *folders, int count, Shard *shards, char *message, size_t size) {
  for (int i = 0; i < count; i++) {
    shards[i].folder = folders[i];
    if (access(folders[i], F_OK) != 0) {
      snprintf(message, size, "%s: %s", folders[i], strerror(errno));
      return STATUS_IO;
    }
    if (!sweep_identity_read(folders[i], &shards[i].identity)) {
      snprintf(message, size, "%s: holds no sweep of this version", folders[i]);
      return STATUS_CONFIG;
    }
    if (!is_whole(folders[i])) {
      snprintf(message, size, "%s: shard %d of %d is not whole: finish it with --resume", folders[i],
               shards[i].identity.shard, shards[i].identity.shards);
      return STATUS_CONFIG;
    }
  }
  qsort(shards, (size_t)count, sizeof *shards, by_shard);
  return STATUS_OK;
}

static bool alike(const SweepIdentity *a, const SweepIdentity *b) {
  return strcmp(a->sha256, b->sha256) == 0 && strcmp(a->settings, b->settings) == 0 && a->shards == b->shards &&
         a->points == b->points;
}

/* All of one design, each once: says which are missing. */
static Status check_shards(const Shard *shards, int count, char *message, size_t size) {
  char list[LIST_SIZE] = "";
  for (int i = 1; i < count; i++) {
    if (!alike(&shards[i].identity, &shards[0].identity)) {
      snprintf(message, size, "%s and %s are of different sweeps: another configuration, design or number of shards",
               shards[0].folder, shards[i].folder);
      return STATUS_CONFIG;
    }
    if (shards[i].identity.shard != shards[i - 1].identity.shard) continue;
    snprintf(message, size, "%s and %s are both shard %d", shards[i - 1].folder, shards[i].folder,
             shards[i].identity.shard);
    return STATUS_CONFIG;
  }
  for (int k = 1, i = 0; k <= shards[0].identity.shards; k++) {
    size_t length = strlen(list);
    if (i < count && shards[i].identity.shard == k)
      i++;
    else if (length < LIST_SIZE - 16)
      snprintf(list + length, LIST_SIZE - length, "%s%d", length ? ", " : "", k);
  }
  if (!*list) return STATUS_OK;
  snprintf(message, size, "of %d shards these are missing: %s", shards[0].identity.shards, list);
  return STATUS_CONFIG;
}

/* The rows of one shard behind those before it; the header stands once. False where the rows are not the shard's. */
static bool append_rows(FILE *in, bool with_header, const SweepIdentity *identity, FILE *out) {
  char *line = NULL;
  size_t capacity = 0;
  uint64_t first, end;
  sweep_range(identity->points, identity->shard, identity->shards, &first, &end);
  ssize_t length = getline(&line, &capacity, in);
  bool good = length > 0 && (!with_header || fwrite(line, 1, (size_t)length, out) == (size_t)length);
  while (good && (length = getline(&line, &capacity, in)) > 0) {
    good = first < end && strtoull(line, NULL, 10) == first++ && line[length - 1] == '\n' &&
           fwrite(line, 1, (size_t)length, out) == (size_t)length;
  }
  free(line);
  return good && first == end;
}

static Status join(const Shard *shards, int count, FILE *out, char *message, size_t size) {
  for (int i = 0; i < count; i++) {
    char *path = output_path(shards[i].folder, "sweep.csv");
    FILE *in = path ? fopen(path, "rb") : NULL;
    bool good = in && append_rows(in, i == 0, &shards[i].identity, out);
    if (!good)
      snprintf(message, size, "%s/sweep.csv: its rows are not those of shard %d", shards[i].folder,
               shards[i].identity.shard);
    if (in) fclose(in);
    free(path);
    if (!good) return ferror(out) ? STATUS_IO : STATUS_CONFIG;
  }
  return STATUS_OK;
}

static Status write_joined(const Shard *shards, int count, const char *folder, char *message, size_t size) {
  OutputFile output;
  Status status = output_folder_make(folder, message, size);
  if (status == STATUS_OK) status = output_open(&output, folder, "sweep.csv", message, size);
  if (status != STATUS_OK) return status;
  status = join(shards, count, output.stream, message, size);
  if (status == STATUS_CONFIG) {
    output_discard(&output);
    return status;
  }
  status = output_commit(&output, message, size); /* which tells why a write failed */
  SweepIdentity whole = shards[0].identity;
  whole.shard = whole.shards = 1;
  return status == STATUS_OK ? sweep_identity_write(folder, &whole, message, size) : status;
}

Status sweep_merge(const char *const *folders, int count, const char *folder, SweepSummary *summary,
                   char message[SWEEP_MESSAGE_MAX]) {
  Shard *shards = calloc((size_t)count, sizeof *shards);
  *summary = (SweepSummary){0};
  snprintf(message, SWEEP_MESSAGE_MAX, "out of memory");
  Status status = shards ? read_shards(folders, count, shards, message, SWEEP_MESSAGE_MAX) : STATUS_MEMORY;
  if (status == STATUS_OK) status = check_shards(shards, count, message, SWEEP_MESSAGE_MAX);
  if (status == STATUS_OK) status = write_joined(shards, count, folder, message, SWEEP_MESSAGE_MAX);
  char *path = status == STATUS_OK ? output_path(folder, "sweep.csv") : NULL;
  if (path) status = sweep_summary_read(path, 0, summary, message, SWEEP_MESSAGE_MAX);
  free(path);
  free(shards);
  return status;
}
