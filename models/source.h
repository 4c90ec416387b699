#ifndef XSAVAC_MODELS_SOURCE_H
#define XSAVAC_MODELS_SOURCE_H

#include "models/component.h"

typedef struct {
  double flow_pa_m3_s;
  GasBlend gas; /* n = 0: the line's gas */
} Source;

extern const ComponentType source_type;

#endif
