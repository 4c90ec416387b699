/* Where studies come from: whoever has a line's description makes as many studies of it as are asked for, with values set. config/ makes
   them from a file, a C program from whatever it likes. */
#ifndef XSAVAC_SIM_STUDY_SOURCE_H
#define XSAVAC_SIM_STUDY_SOURCE_H

#include <stddef.h>

#include "sim/base/status.h"

struct Study;

typedef struct StudySource {
  void *context; /* NULL: there is no source */
  /* A study of the line alone (no sweep, size or uncertainty), with sets[count] "PATH=VALUE" on top, the caller's to free. STATUS_CONFIG:
     message says what is wrong. May be called from several threads. */
  Status (*make)(const void *context, const char *const *sets, int count, struct Study *study, char *message,
                 size_t size);
  void (*release)(void *context);
} StudySource;

#endif
