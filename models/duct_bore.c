#include "models/duct_bore.h"

#include <math.h>
#include <stdio.h>

#include "models/constants.h"

void duct_bore_prepare(DuctBore *bore, const DuctSection *section, double bend_angle_rad, double bend_k) {
  bore->section = *section;
  bore->geometry = pipe_geometry(0, bore->length_m);
  bore->geometry.roughness_m = bore->roughness_m;
  bore->geometry.bend_angle_rad = bend_angle_rad;
  bore->geometry.bend_k = bend_k;
  duct_prepare(&bore->duct, &bore->section, &bore->geometry);
}

bool duct_bore_wall_is_known(const DuctBore *bore, const DuctSection *section, char *message, size_t size) {
  double diameter_m = 2 * section->hydraulic_radius_m;
  if (bore->roughness_m <= 0.1 * diameter_m) return true;
  snprintf(message, size, "roughness %g m is more than a tenth of the hydraulic diameter %g m: that is another bore",
           bore->roughness_m, diameter_m);
  return false;
}

void duct_bore_join(void *self, const BoreEnds *ends) {
  DuctBore *bore = self;
  bore->geometry.end_share_1 = ends->share_1;
  bore->geometry.end_share_2 = ends->share_2;
  bore->geometry.run_length_over_radius = ends->run_length_over_radius;
  duct_prepare(&bore->duct, &bore->section, &bore->geometry);
}

double duct_bore_radius_m(const void *self) {
  return ((const DuctBore *)self)->section.hydraulic_radius_m;
}

double duct_bore_m(const void *self) {
  return sqrt(4 * ((const DuctBore *)self)->section.area_m2 / PI);
}

double duct_bore_length_m(const void *self) {
  return ((const DuctBore *)self)->length_m * 0.5 * duct_bore_m(self) / duct_bore_radius_m(self);
}

double duct_bore_molecular_m3_s(const void *self, const GasState *gas) {
  return duct_molecular_conductance_m3_s(&((const DuctBore *)self)->duct, gas) * REFERENCE_TEMPERATURE_K /
         gas->temperature_k;
}

void duct_bore_flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  kernel_duct(&((const DuctBore *)self)->duct, gas, p1_pa, p2_pa, flow);
}

void duct_bore_flow_from(const void *self, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start,
                         bool slopes, Flow *flow) {
  kernel_duct_from(&((const DuctBore *)self)->duct, gas, p1_pa, p2_pa, start, slopes, flow);
}
