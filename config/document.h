/* A configuration file read into a tree of values, and the values given beside it (--set) put in their places. */
#ifndef XSAVAC_CONFIG_DOCUMENT_H
#define XSAVAC_CONFIG_DOCUMENT_H

#include "config/arena.h"
#include "config/sha256.h"
#include "config/value.h"
#include "sim/base/status.h"

enum { DOCUMENT_WHY_SIZE = 160 };

typedef struct {
  Arena arena;                 /* everything in the tree */
  Value root;                  /* a group; its file is the file read, its line 0 */
  char why[DOCUMENT_WHY_SIZE]; /* STATUS_IO: why the file cannot be read */
} Document;

void document_free(Document *document); /* takes an empty one */

/* STATUS_OK; STATUS_IO when the file itself cannot be read, without a finding: document->why says it; STATUS_CONFIG
   with findings: the tree may still be there, without what was wrong (readable), so that the rest can be looked through
   in the same pass; STATUS_MEMORY. The caller frees document in any case. */
Status document_read(Document *document, const char *file, Sha256 *sha, bool *readable, Diagnostics *diagnostics);

/* Reads a text such as "value = { a = 1 };" into root (parent NULL); place stands for its file. The tree lives in
 * arena. */
Status document_parse(Arena *arena, const char *text, const char *place, Value *root, Diagnostics *diagnostics);

#endif
