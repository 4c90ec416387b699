/* What flow the valve model gives for a part at round pressures into vacuum, with the band of its estimates, against the bare aperture. */
#ifndef XSAVAC_SIM_APP_CATALOG_FLOW_H
#define XSAVAC_SIM_APP_CATALOG_FLOW_H

#include <jansson.h>
#include <stdio.h>

#include "models/part_number.h"
#include "sim/base/status.h"
#include "sim/curve.h"

typedef struct {
  Network network;
  ElementCurve curve;
  const Gas *gas;
} CatalogFlow;

/* part_text as the user wrote it; gas at 20 degC. On failure a message, and the object is empty. */
Status catalog_flow_init(CatalogFlow *flow, const Catalogue *catalogue, const char *part_text, const Gas *gas,
                         char *message, size_t size);
void catalog_flow_free(CatalogFlow *flow); /* takes an empty object */

void catalog_flow_print(const CatalogFlow *flow, FILE *stream);
json_t *catalog_flow_json(const CatalogFlow *flow); /* a new reference; SI */

#endif
