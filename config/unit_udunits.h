/* Units that the table lacks, from UDUNITS-2 ("furlong"). */
#ifndef XSAVAC_CONFIG_UNIT_UDUNITS_H
#define XSAVAC_CONFIG_UNIT_UDUNITS_H

#include <stdbool.h>

#include "config/unit_parse.h"

/* False if UDUNITS does not know the name (letters only), if it has no place in UnitPowers (candela, decibel), or if
   UDUNITS cannot find its database. Reads that database at every call (some milliseconds) and keeps nothing. Thread
   safe; says nothing on standard error. */
bool unit_from_udunits(const char *name, Unit *unit);

#endif
