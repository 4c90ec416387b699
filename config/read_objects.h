/* The line itself: nodes, and the elements, pumps, sources and leaks between them. */
#ifndef XSAVAC_CONFIG_READ_OBJECTS_H
#define XSAVAC_CONFIG_READ_OBJECTS_H

#include "config/reading.h"
#include "sim/network.h"

/* Where each object of a section stands in the file, for findings that come later. */
typedef struct {
  Names names;        /* name -> member of value */
  const Value *value; /* NULL: the file has no such section */
} SectionNames;

typedef struct {
  SectionNames sections[SECTION_COUNT];
} ObjectPlaces;

void object_places_free(ObjectPlaces *places); /* takes an empty one */

/* Reads all sections of root into network; what has findings is left out. */
void read_objects(Reading *reading, const Value *root, Network *network, ObjectPlaces *places);

/* The value an object was read from; NULL if there is none of the name. */
const Value *object_place(const ObjectPlaces *places, Section section, const char *name);

#endif
