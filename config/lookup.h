/* Objects of the line by the names that other parts of a file call them by. */
#ifndef XSAVAC_CONFIG_LOOKUP_H
#define XSAVAC_CONFIG_LOOKUP_H

#include "config/read_objects.h"

typedef struct {
  Reading *reading;
  const Network *network;     /* derived, unless there are findings already: n_gas is 0 then */
  const ObjectPlaces *places; /* what has findings of its own is no unknown name */
} Lookup;

/* What a name may stand for. */
typedef struct {
  unsigned sections;  /* 1u << SECTION_..., searched in that order; a node comes before all others */
  bool with_states;   /* of elements only those that open and close */
  const char *noun;   /* "valve" */
  const char *wanted; /* "a valve is wanted": said of a name that stands for something else */
} Target;

/* The number of the node or branch that a text names, and its section. -1 with a finding, or silently where the object has findings
   of its own. */
int lookup_object(const Lookup *lookup, const Value *text, const Target *target, Section *section);

#endif
