/* What stands within a node: surfaces that outgas and seals that leak through. */
#ifndef XSAVAC_CONFIG_READ_PARTS_H
#define XSAVAC_CONFIG_READ_PARTS_H

#include "config/reading.h"
#include "sim/network.h"
/* Reads both lists of a node as branches that end in it: "chamber.surfaces.[0]". number < 0: for the findings alone, as the node is left
   out. */
void read_parts(Reading *reading, const Value *node, Network *network, int number);

/* Where a surface or seal stands, by the node it is in; NULL: nowhere. */
const Value *part_place(const Value *node, Section section, const char *name);

#endif
