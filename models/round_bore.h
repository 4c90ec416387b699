/* What tube and orifice share: a round bore on the pipe kernel. Their parameter structs begin with it, so that these serve as the types'
   functions. */
#ifndef XSAVAC_MODELS_ROUND_BORE_H
#define XSAVAC_MODELS_ROUND_BORE_H

#include "models/component.h"
#include "models/kernel_pipe.h"

typedef struct {
  double diameter_m, length_m;
  PipeGeometry geometry; /* resolved; ends as the network joins them */
  Pipe pipe;
} RoundBore;

double round_bore_m(const void *self);
double round_bore_radius_m(const void *self);
double round_bore_molecular_m3_s(const void *self, const GasState *gas);
void round_bore_flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
void round_bore_flow_from(const void *self, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start,
                          bool slopes, Flow *flow);

#endif
