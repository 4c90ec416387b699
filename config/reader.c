#include "config/reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/document.h"
#include "config/overlay.h"
#include "config/read_analysis.h"
#include "config/read_budget.h"
#include "config/read_catalogue.h"
#include "config/read_measure.h"
#include "config/read_objects.h"
#include "config/read_optimise.h"
#include "config/read_schedule.h"
#include "config/read_size.h"
#include "config/read_sweep.h"
#include "config/read_top.h"
#include "config/read_uncertainty.h"
#include "config/reader_parts.h"
#include "config/remarks.h"
#include "config/structure.h"

enum { HINTS_MAX = 50 };

static char *copy_of(const char *text) {
  char *copy = malloc(strlen(text) + 1);
  return copy ? strcpy(copy, text) : NULL;
}

static const char *base_name(const char *file) {
  const char *slash = strrchr(file, '/');
  return slash && slash[1] ? slash + 1 : file;
}

/* What the study carries of its input, whatever stands in it. */
static bool study_begin(Study *study, const char *file) {
  *study = (Study){.file = copy_of(file), .catalogue = catalogue_new()};
  study->network = network_empty(study->catalogue);
  return study->file && study->catalogue;
}

static bool keep_warnings(Study *study, const Diagnostics *diagnostics) {
  study->warnings = calloc((size_t)diagnostics->count + 1, sizeof *study->warnings);
  if (!study->warnings) return false;
  for (int i = 0; i < diagnostics->count; i++) {
    const Diagnostic *row = &diagnostics->rows[i];
    size_t size = strlen(row->what) + (row->object ? strlen(row->object) : 0) + 3;
    char *text = malloc(size);
    if (!text) return false;
    snprintf(text, size, "%s%s%s", row->object ? row->object : "", row->object ? ": " : "", row->what);
    study->warnings[study->warning_count++] = text;
  }
  return true;
}

/* The order matters: pressures need the ambient, parts the catalogues, elements the nodes, what is done and measured the line. */
static void read_root(Reading *reading, const Value *root, Study *study, Sha256 *sha) {
  ObjectPlaces places = {0};
  Network *network = &study->network;
  read_ambient(reading, root, &network->ambient);
  read_catalogues(reading, root, study->catalogue, sha);
  const char *title = read_title(reading, root);
  study->title = copy_of(title ? title : base_name(study->file));
  read_line_gas(reading, root, &network->gas);
  read_objects(reading, root, network, &places);
  read_analysis(reading, root, study);
  read_top_keys(reading, root);
  if (!study->title) reading->out_of_memory = true;
  if (!reading->out_of_memory) structure_check(reading, root, network, &places);
  if (!reading->out_of_memory) read_schedule(reading, root, &places, study);
  if (!reading->out_of_memory) read_measures(reading, root, &places, study);
  reading->line_has_findings = reading->diagnostics->errors > reading->errors_before;
  if (!reading->out_of_memory) read_budget(reading, root, &places, study);
  if (!reading->out_of_memory) read_uncertainty(reading, root, study);
  if (!reading->out_of_memory) read_sweep(reading, root, study);
  if (!reading->out_of_memory) read_size(reading, root, &places, study);
  if (!reading->out_of_memory) read_optimise(reading, root, &places, study);
  if (!reading->out_of_memory) remarks(reading, &places, study);
  object_places_free(&places);
}

static Status apply_sets(Document *document, const ReaderInput *input, Sha256 *sha, Diagnostics *diagnostics) {
  for (int i = 0; i < input->set_count; i++) {
    sha256_add(sha, "--set ", 6);
    sha256_add(sha, input->sets[i], strlen(input->sets[i]) + 1);
    if (overlay_set(document, input->sets[i], diagnostics) == STATUS_MEMORY) return STATUS_MEMORY;
  }
  return STATUS_OK;
}

Status reader_tree(const Value *root, const char *file, bool line_alone, Sha256 *sha, int errors_before, Study *study,
                   Diagnostics *diagnostics) {
  if (!study_begin(study, file)) return STATUS_MEMORY;
  Reading reading = {.diagnostics = diagnostics,
                     .component = {.catalogue = study->catalogue},
                     .errors_before = errors_before,
                     .line_alone = line_alone,
                     .hints_left = HINTS_MAX};
  read_root(&reading, root, study, sha);
  return reading.out_of_memory || diagnostics->out_of_memory ? STATUS_MEMORY : STATUS_OK;
}

static Status read_document(const ReaderInput *input, Study *study, Document *document, Diagnostics *diagnostics) {
  Sha256 sha = sha256_start();
  int errors = diagnostics->errors;
  bool readable;
  Status status = document_read(document, input->file, &sha, &readable, diagnostics);
  if (status == STATUS_IO)
    diagnostics_add(diagnostics, SEVERITY_ERROR, input->file, 0, NULL, "cannot be read: %s", document->why);
  if (!readable) return status;
  if (apply_sets(document, input, &sha, diagnostics) == STATUS_MEMORY) return STATUS_MEMORY;
  status = reader_tree(&document->root, input->file, false, &sha, errors, study, diagnostics);
  sha256_hex(&sha, study->sha256);
  return status;
}

static Status check_sets(const ReaderInput *input, Diagnostics *diagnostics) {
  Status status = STATUS_OK;
  for (int i = 0; i < input->set_count; i++)
    if (overlay_check(input->sets[i], diagnostics) != STATUS_OK) status = STATUS_USAGE;
  return status;
}

Status study_read(const ReaderInput *input, Study *study, Diagnostics *diagnostics) {
  *study = (Study){0};
  int errors = diagnostics->errors;
  Status status = check_sets(input, diagnostics);
  if (status != STATUS_OK) return status;
  Document document = {0};
  status = read_document(input, study, &document, diagnostics);
  if (status == STATUS_OK && diagnostics->errors > errors) status = STATUS_CONFIG;
  if (status == STATUS_OK && !keep_warnings(study, diagnostics)) status = STATUS_MEMORY;
  if (status == STATUS_OK && !study_keep_tree(study, &document)) status = STATUS_MEMORY;
  document_free(&document);
  if (status != STATUS_OK) study_free(study);
  return status;
}
