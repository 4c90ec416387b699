/* `path` of a parameter that samples change: bound to the line, with the dimension and the legal range of its values. */
#ifndef XSAVAC_CONFIG_READ_VARIED_H
#define XSAVAC_CONFIG_READ_VARIED_H

#include "config/read_distribution.h"
#include "sim/vary.h"

typedef struct {
  Variable variable;
  DistributionOf of;
  const Value
      *nominal; /* by read_varied_any(): what the file has there where no parameter row describes it; NULL: nothing */
} VariedPath;

/* group: { path = "elements.L1.diameter"; ... }; further: its other keys, NULL-ended. Of a value that no parameter row describes the
   dimension is that of the units it is written with, in its place or in the group; its range is only known to whoever reads it.
   False with a finding; silently where the line has findings of its own that may be the reason. */
bool read_varied_path(Reading *reading, const Value *root, const Value *group, const Network *network,
                      const char *const *further, VariedPath *varied);

/* The same for any value that a point of a sweep may have: words, parts and gases too. of.dimension is DIM_NONE for them. scope: of the
   group's keys, for what is not available yet. */
bool read_varied_any(Reading *reading, const Value *root, const Value *group, const Network *network,
                     const char *const *further, const char *scope, VariedPath *varied);

#endif
