/* An elastomer or plastic seal between the surroundings and a node: every gas permeates by its own partial pressure on either side,
   Q_i = K_i(T) (A/d) (p_i,out - p_i,in) 293.15/273.15 as throughput at 293.15 K (models/LAWS.md section 7). */
#ifndef XSAVAC_MODELS_SEAL_H
#define XSAVAC_MODELS_SEAL_H

#include "models/component.h"
#include "models/permeation.h"

typedef struct {
  int material; /* place in seal_materials */
  double length_m, section_m, squeeze, groove_depth_m, groove_width_m, area_over_path_m;
  double temperature_k;        /* NAN: its node's */
  GasFigures gas_permeability; /* m2/s at 25 degC */
  /* resolved */
  double shape_m;                         /* A/d */
  double path_m;                          /* d of an O-ring: the width it is flattened to; NAN: not known */
  double at_k;                            /* what the conductances hold for */
  double conductance_m3_s[GAS_TABLE_MAX]; /* of each gas of gas_table at at_k; 0 where it is not known */
  double
      rest_m3_s; /* what permeates of gases that the line does not have, per pascal of the surroundings' total: counts as
                       the line's gas */
} Seal;

extern const ComponentType seal_type;

/* Renews what follows from the temperature: the seal's own, or that of its node. */
void seal_place(void *seal, double node_k);

/* K (A/d) 293.15/273.15 of one gas at at_k, with its band. False: not known, and it does not pass. */
bool seal_conductance(const Seal *seal, const Gas *gas, PermeationBand *m3_s);

/* How long a gas takes to come through after it is first there, d^2/(6 D), by the seal's path. False: not known. */
bool seal_lag(const Seal *seal, const Gas *gas, PermeationBand *lag_s);

/* Where the figure of one gas is from. */
const char *seal_source(const Seal *seal, const Gas *gas);

/* K of one gas at at_k, m2/s. */
bool seal_permeability(const Seal *seal, const Gas *gas, PermeationBand *m2_s);

#endif
