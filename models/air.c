#include "models/air.h"

#include <math.h>

#include "models/constants.h"

GasBlend air_parts(void) {
  static const double n2 = 0.78084, o2 = 0.20946, ar = 0.00934;
  double sum = n2 + o2 + ar;
  return (GasBlend){
      .n = 3, .gas = {gas_find("N2"), gas_find("O2"), gas_find("Ar")}, .x = {n2 / sum, o2 / sum, ar / sum}};
}

double water_saturation_pa(double temperature_k) {
  double t = temperature_k - ZERO_CELSIUS_K;
  return 611.21 * exp((18.678 - t / 234.5) * t / (257.14 + t));
}
