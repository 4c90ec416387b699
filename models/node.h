/* A node: a volume, a junction without volume, or a boundary whose state does not change. */
#ifndef XSAVAC_MODELS_NODE_H
#define XSAVAC_MODELS_NODE_H

#include "models/component.h"

/* Whether a volume's gas keeps its temperature, keeps its heat to itself, or takes heat up from its wall. */
typedef enum { THERMAL_ISOTHERMAL, THERMAL_ADIABATIC, THERMAL_WALL } Thermal;

typedef struct {
  double volume_m3;   /* 0: a junction */
  double pressure_pa; /* initial, or the boundary's; NAN while not given */
  double temperature_k;
  bool fixed;
  int thermal;                         /* Thermal; of a volume */
  double film_w_m2_k, wall_m2, wall_k; /* of THERMAL_WALL; NAN while not given */
  GasBlend gas;
} NodeParams;

extern const ComponentType node_type;

#endif
