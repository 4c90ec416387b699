/* The configuration reader: a file and what is set beside it, into a study ready to run. */
#ifndef XSAVAC_CONFIG_READER_H
#define XSAVAC_CONFIG_READER_H

#include "sim/base/diagnostics.h"
#include "sim/base/status.h"
#include "sim/study.h"

typedef struct {
  const char *file;
  const char *const *sets; /* [set_count] "PATH=VALUE" */
  int set_count;
} ReaderInput;

/* Everything that is wrong is collected in diagnostics, and warnings beside it.
   STATUS_OK: study is derived and checked, to be freed with study_free(). Otherwise study is empty:
   STATUS_USAGE: a set is no PATH=VALUE; STATUS_IO: the file itself cannot be read; STATUS_CONFIG: something in it is
   wrong; STATUS_MEMORY. */
Status study_read(const ReaderInput *input, Study *study, Diagnostics *diagnostics);

#endif
