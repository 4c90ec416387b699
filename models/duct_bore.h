/* What the ducts that are not smooth and round share, on the duct kernel. Their parameter structs begin with it, so
   that these serve as the types' functions. */
#ifndef XSAVAC_MODELS_DUCT_BORE_H
#define XSAVAC_MODELS_DUCT_BORE_H

#include "models/component.h"
#include "models/kernel_duct.h"

typedef struct {
  double length_m, roughness_m;
  DuctSection section;   /* resolved */
  PipeGeometry geometry; /* resolved; ends as the network joins them */
  Duct duct;
} DuctBore;

/* A free-standing duct of a section; bend_k: all bends in velocity heads. */
void duct_bore_prepare(DuctBore *bore, const DuctSection *section, double bend_angle_rad, double bend_k);

/* False with a message for a roughness beyond what friction laws know. */
bool duct_bore_wall_is_known(const DuctBore *bore, const DuctSection *section, char *message, size_t size);

double duct_bore_m(const void *self);        /* of the round bore of equal area */
double duct_bore_length_m(const void *self); /* as many radii of that bore as the duct has hydraulic radii */
double duct_bore_radius_m(const void *self); /* hydraulic: twice area over perimeter */
double duct_bore_molecular_m3_s(const void *self, const GasState *gas);
void duct_bore_flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
void duct_bore_flow_from(const void *self, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start,
                         bool slopes, Flow *flow);
void duct_bore_join(void *self, const BoreEnds *ends);

#endif
