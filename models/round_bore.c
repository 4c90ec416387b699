#include "models/round_bore.h"

#include "models/constants.h"

double round_bore_m(const void *self) {
  return ((const RoundBore *)self)->diameter_m;
}

double round_bore_radius_m(const void *self) {
  return 0.5 * round_bore_m(self);
}

double round_bore_molecular_m3_s(const void *self, const GasState *gas) {
  return pipe_molecular_conductance_m3_s(&((const RoundBore *)self)->pipe, gas) * REFERENCE_TEMPERATURE_K /
         gas->temperature_k;
}

void round_bore_flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  kernel_pipe(&((const RoundBore *)self)->pipe, gas, p1_pa, p2_pa, flow);
}

void round_bore_flow_from(const void *self, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start,
                          bool slopes, Flow *flow) {
  kernel_pipe_from(&((const RoundBore *)self)->pipe, gas, p1_pa, p2_pa, start, slopes, flow);
}
