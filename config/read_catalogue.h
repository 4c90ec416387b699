/* Catalogues of the user's own valves: libconfig files with valves = ( { model = "..."; ... }, ... ). */
#ifndef XSAVAC_CONFIG_READ_CATALOGUE_H
#define XSAVAC_CONFIG_READ_CATALOGUE_H

#include "config/document.h"
#include "config/reading.h"

/* Adds the rows of every file that `catalogue` names (a text or a list of texts, relative to the file it stands in).
   Texts of rows are copied; the files' bytes go into sha. */
void read_catalogues(Reading *reading, const Value *root, Catalogue *catalogue, Sha256 *sha);

#endif
