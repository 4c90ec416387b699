/* The line as a whole, once its objects are read. */
#ifndef XSAVAC_CONFIG_STRUCTURE_H
#define XSAVAC_CONFIG_STRUCTURE_H

#include "config/read_objects.h"

/* Derives the network and reports what is wrong or odd about its structure. With findings already, only what cannot
   follow from them. */
void structure_check(Reading *reading, const Value *root, Network *network, const ObjectPlaces *places);

#endif
