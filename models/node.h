/* A node: a volume, a junction without volume, or a boundary whose state does not change. */
#ifndef XSAVAC_MODELS_NODE_H
#define XSAVAC_MODELS_NODE_H

#include "models/component.h"

typedef struct {
  double volume_m3;   /* 0: a junction */
  double pressure_pa; /* initial, or the boundary's; NAN while not given */
  double temperature_k;
  bool fixed;
  GasBlend gas;
} NodeParams;

extern const ComponentType node_type;

#endif
