/* What stands beside the line in a file: title, gas, ambient. */
#ifndef XSAVAC_CONFIG_READ_TOP_H
#define XSAVAC_CONFIG_READ_TOP_H

#include "config/reading.h"
#include "sim/network.h"

/* First of all: gauge pressures anywhere count from ambient.pressure. Also fills reading's quantities and component
 * context. */
void read_ambient(Reading *reading, const Value *root, Ambient *ambient);

void read_line_gas(Reading *reading, const Value *root, GasBlend *gas);

/* The title in the file, else NULL. */
const char *read_title(Reading *reading, const Value *root);

/* Findings for keys at the top that nobody reads. */
void read_top_keys(Reading *reading, const Value *root);

#endif
