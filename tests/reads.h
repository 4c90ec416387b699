/* Studies read from texts: what a file says is what the study holds. */
#ifndef XSAVAC_TESTS_READS_H
#define XSAVAC_TESTS_READS_H

#include <unistd.h>

#include "config/reader.h"
#include "tests/check.h"

enum { PATH_SIZE = 4096 };

typedef struct {
  Study study;
  Diagnostics diagnostics;
  Status status;
} Reads;

static inline void scratch(char path[PATH_SIZE], const char *name) {
  snprintf(path, PATH_SIZE, "%s/config_%ld_%s", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getpid(), name);
}

static inline void write_file(const char *path, const char *text) {
  FILE *stream = fopen(path, "wb");
  assert_non_null(stream);
  assert_int_equal(fwrite(text, 1, strlen(text), stream), strlen(text));
  assert_int_equal(fclose(stream), 0);
}

static inline Reads read_with(const char *text, const char *const *sets) {
  char path[PATH_SIZE];
  Reads reads = {.status = STATUS_OK};
  int count = 0;
  while (sets && sets[count])
    count++;
  scratch(path, "study.cfg");
  write_file(path, text);
  reads.status = study_read(&(ReaderInput){path, sets, count}, &reads.study, &reads.diagnostics);
  unlink(path);
  if (reads.status != STATUS_OK) diagnostics_print(&reads.diagnostics, stderr);
  assert_int_equal(reads.status, STATUS_OK);
  assert_int_equal(reads.diagnostics.errors, 0);
  return reads;
}

static inline Reads read_text_of(const char *text) {
  return read_with(text, NULL);
}

static inline void reads_free(Reads *reads) {
  study_free(&reads->study);
  diagnostics_free(&reads->diagnostics);
}

static inline bool warned(const Reads *reads, const char *words) {
  for (int i = 0; i < reads->study.warning_count; i++)
    if (strstr(reads->study.warnings[i], words)) return true;
  return false;
}

#endif
