/* Further studies of a file that was read: its tree is kept, copied for every study and changed there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/overlay.h"
#include "config/reader_parts.h"

typedef struct {
  Document document;
  char file[]; /* as it was named */
} StudyTree;

static void first_error(const Diagnostics *diagnostics, char *message, size_t size) {
  for (int i = 0; i < diagnostics->count; i++) {
    const Diagnostic *row = &diagnostics->rows[i];
    if (row->severity != SEVERITY_ERROR) continue;
    snprintf(message, size, "%s%s%s", row->object ? row->object : "", row->object ? ": " : "", row->what);
    return;
  }
}

static Status set_all(Document *document, const char *const *sets, int count, Diagnostics *diagnostics) {
  for (int i = 0; i < count; i++) {
    if (overlay_check(sets[i], diagnostics) != STATUS_OK) continue;
    if (overlay_set(document, sets[i], diagnostics) == STATUS_MEMORY) return STATUS_MEMORY;
  }
  return STATUS_OK;
}

static Status read_changed(const StudyTree *tree, Document *copy, const char *const *sets, int count, Study *study,
                           Diagnostics *diagnostics) {
  if (!value_copy(&copy->arena, &tree->document.root, &copy->root)) return STATUS_MEMORY;
  Status status = set_all(copy, sets, count, diagnostics);
  Sha256 sha = sha256_start();
  if (status == STATUS_OK) status = reader_tree(&copy->root, tree->file, true, &sha, 0, study, diagnostics);
  return status == STATUS_OK && diagnostics->errors > 0 ? STATUS_CONFIG : status;
}

/* One at a time: UDUNITS-2 and libconfig keep state of their own. */
static Status make(const void *context, const char *const *sets, int count, Study *study, char *message, size_t size) {
  Document copy = {0};
  Diagnostics diagnostics = {0};
  Status status;
  *study = (Study){0};
  snprintf(message, size, "out of memory");
#pragma omp critical(study_tree)
  status = read_changed(context, &copy, sets, count, study, &diagnostics);
  if (status == STATUS_CONFIG) first_error(&diagnostics, message, size);
  if (status == STATUS_OK) message[0] = '\0';
  if (status != STATUS_OK) study_free(study);
  document_free(&copy);
  diagnostics_free(&diagnostics);
  return status;
}

static void release(void *context) {
  StudyTree *tree = context;
  document_free(&tree->document);
  free(tree);
}

bool study_keep_tree(Study *study, Document *document) {
  StudyTree *tree = malloc(sizeof *tree + strlen(study->file) + 1);
  if (!tree) return false;
  strcpy(tree->file, study->file);
  tree->document = *document;
  *document = (Document){0};
  study->source = (StudySource){tree, make, release};
  return true;
}
