/* The data sheet of one valve or ordering number: as text for people, as JSON for programs. */
#ifndef XSAVAC_SIM_APP_CATALOG_SHEET_H
#define XSAVAC_SIM_APP_CATALOG_SHEET_H

#include <jansson.h>
#include <stdio.h>

#include "models/part_number.h"

void catalog_sheet_print(const Part *part, FILE *stream);
json_t *catalog_sheet_json(const Part *part); /* a new reference; SI */

#endif
