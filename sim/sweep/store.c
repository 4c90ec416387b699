#include "sim/sweep/store.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/output_file.h"
#include "sim/version.h"

static const char part_name[] = "sweep.csv.part", state_name[] = "sweep.state", whole_name[] = "sweep.csv";

static Status fail(const char *path, char *message, size_t size) {
  snprintf(message, size, "%s: %s", path, strerror(errno));
  return STATUS_IO;
}

/* --- identity --- */

static json_t *identity_json(const SweepIdentity *identity) {
  return json_pack("{s:s, s:s, s:s, s:i, s:i, s:I, s:s}", "program", "xsavac", "version", XSAVAC_VERSION, "sha256",
                   identity->sha256, "shard", identity->shard, "shards", identity->shards, "points",
                   (json_int_t)identity->points, "settings", identity->settings);
}

Status sweep_identity_write(const char *folder, const SweepIdentity *identity, char *message, size_t size) {
  OutputFile output;
  json_t *document = identity_json(identity);
  Status status = document ? output_open(&output, folder, state_name, message, size) : STATUS_MEMORY;
  if (!document) snprintf(message, size, "out of memory");
  if (status == STATUS_OK) {
    if (json_dumpf(document, output.stream, JSON_INDENT(2)) == 0 && fputc('\n', output.stream) != EOF)
      status = output_commit(&output, message, size);
    else
      status = fail(output.path, message, size), output_discard(&output);
  }
  json_decref(document);
  return status;
}

static bool take_text(const json_t *document, const char *key, char *text, size_t size) {
  const char *value = json_string_value(json_object_get(document, key));
  if (!value || strlen(value) >= size) return false;
  strcpy(text, value);
  return true;
}

bool sweep_identity_read(const char *folder, SweepIdentity *identity) {
  char *path = output_path(folder, state_name), version[64];
  json_t *document = path ? json_load_file(path, 0, NULL) : NULL;
  *identity = (SweepIdentity){0};
  bool good = document && take_text(document, "version", version, sizeof version) &&
              strcmp(version, XSAVAC_VERSION) == 0 &&
              take_text(document, "sha256", identity->sha256, sizeof identity->sha256) &&
              take_text(document, "settings", identity->settings, sizeof identity->settings);
  identity->shard = (int)json_integer_value(json_object_get(document, "shard"));
  identity->shards = (int)json_integer_value(json_object_get(document, "shards"));
  identity->points = (uint64_t)json_integer_value(json_object_get(document, "points"));
  json_decref(document);
  free(path);
  return good && identity->shard > 0;
}

static bool same(const SweepIdentity *a, const SweepIdentity *b) {
  return strcmp(a->sha256, b->sha256) == 0 && strcmp(a->settings, b->settings) == 0 && a->shard == b->shard &&
         a->shards == b->shards && a->points == b->points;
}

/* --- rows that are there --- */

/* Counts whole lines after the header and cuts off what follows the last of them. False where the header is another; one that the disk
   had no room for is written again. */
static bool keep_whole_rows(FILE *stream, const char *header, uint64_t *rows) {
  enum { PIECE = 1 << 16 };
  char *piece = malloc(PIECE);
  size_t length = strlen(header), got = piece && length < PIECE ? fread(piece, 1, length, stream) : 0;
  off_t at = (off_t)length, whole = at;
  bool good = piece && length < PIECE && memcmp(piece, header, got) == 0;
  *rows = 0;
  if (good && got < length) {
    free(piece);
    return fseeko(stream, 0, SEEK_SET) == 0 && fputs(header, stream) != EOF && fflush(stream) == 0;
  }
  while (good && (got = fread(piece, 1, PIECE, stream)) > 0) {
    for (size_t i = 0; i < got; i++)
      if (piece[i] == '\n') ++*rows, whole = at + (off_t)i + 1;
    at += (off_t)got;
  }
  free(piece);
  return good && fflush(stream) == 0 && ftruncate(fileno(stream), whole) == 0 && fseeko(stream, whole, SEEK_SET) == 0;
}

/* --- the store --- */

static Status paths(SweepStore *store, const char *folder, char *message, size_t size) {
  *store = (SweepStore){.part = output_path(folder, part_name),
                        .state = output_path(folder, state_name),
                        .whole = output_path(folder, whole_name)};
  if (store->part && store->state && store->whole) return STATUS_OK;
  snprintf(message, size, "out of memory");
  sweep_store_close(store);
  return STATUS_MEMORY;
}

static Status begin(SweepStore *store, const char *folder, const SweepIdentity *identity, const char *header,
                    char *message, size_t size) {
  unlink(store->whole);
  Status status = sweep_identity_write(folder, identity, message, size);
  if (status != STATUS_OK) return status;
  store->stream = fopen(store->part, "wb");
  if (!store->stream || fputs(header, store->stream) == EOF || fflush(store->stream) != 0)
    return fail(store->part, message, size);
  return STATUS_OK;
}

static Status go_on(SweepStore *store, const char *header, char *message, size_t size) {
  store->stream = fopen(store->part, "r+b");
  if (!store->stream) return fail(store->part, message, size);
  if (keep_whole_rows(store->stream, header, &store->rows)) return STATUS_OK;
  if (ferror(store->stream)) return fail(store->part, message, size);
  snprintf(message, size, "%s: is not a part of this sweep; without --resume it begins anew", store->part);
  return STATUS_CONFIG;
}

Status sweep_store_open(SweepStore *store, const char *folder, const SweepIdentity *identity, const char *header,
                        bool resume, bool *done, char *message, size_t size) {
  SweepIdentity found;
  *done = false;
  Status status = paths(store, folder, message, size);
  if (status != STATUS_OK) return status;
  bool part = access(store->part, F_OK) == 0, whole = access(store->whole, F_OK) == 0;
  if (!resume || (!part && !whole)) {
    status = begin(store, folder, identity, header, message, size);
  } else if (!sweep_identity_read(folder, &found) || !same(&found, identity)) {
    snprintf(message, size,
             "--resume: the rows in %s are of another configuration, shard or version; without --resume the sweep "
             "begins anew",
             folder);
    status = STATUS_CONFIG;
  } else if (part) {
    status = go_on(store, header, message, size);
  } else {
    *done = true;
  }
  if (status != STATUS_OK || *done) {
    char *kept = *done ? store->whole : NULL;
    if (kept) store->whole = NULL;
    sweep_store_close(store);
    free(kept);
  }
  return status;
}

Status sweep_store_add(SweepStore *store, const char *rows, size_t length, char *message, size_t size) {
  if (fwrite(rows, 1, length, store->stream) == length && fflush(store->stream) == 0) return STATUS_OK;
  return fail(store->part, message, size);
}

Status sweep_store_finish(SweepStore *store, char *message, size_t size) {
  bool written = fflush(store->stream) == 0 && fclose(store->stream) == 0;
  store->stream = NULL;
  Status status = written && rename(store->part, store->whole) == 0 ? STATUS_OK : fail(store->whole, message, size);
  sweep_store_close(store);
  return status;
}

void sweep_store_close(SweepStore *store) {
  if (store->stream) fclose(store->stream);
  free(store->part);
  free(store->state);
  free(store->whole);
  *store = (SweepStore){0};
}

void sweep_store_remove(const char *folder) {
  static const char *const names[] = {part_name, state_name, whole_name};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char *path = output_path(folder, names[i]);
    if (path) unlink(path);
    free(path);
  }
}
