#include "sim/transpiration.h"

#include <math.h>

/* Twice the exponent G_T/G_P of long tubes: linearised S-model equation, diffuse walls, solved for this program (G_P as in
   models/LAWS.md section 3, and G_T equal to the heat that a pressure gradient carries). Within 0.005, and 3 % where it is small;
   9.4/delta^2 in the end, the thermal slip of 1.175. */
static const double up = 11.6, down_1 = 13.85, down_2 = 7.27, down_3 = 11.6 / 9.4;

Transpiration transpiration_at(double root, double delta_per_pa, double p_pa) {
  double delta = delta_per_pa * fmax(p_pa, 0);
  double below = 1 / (1 + delta * (down_1 + delta * (down_2 + delta * down_3))), w = (1 + up * delta) * below;
  double slope = (up - w * (down_1 + delta * (2 * down_2 + delta * 3 * down_3))) * below;
  return (Transpiration){1 + (root - 1) * w, p_pa >= 0 ? (root - 1) * slope * delta_per_pa : 0};
}

static bool has_molecular_flow(const Branch *branch) {
  const ComponentType *type = branch->type;
  return type->section == SECTION_ELEMENTS && type->radius_m && type->molecular_conductance_m3_s &&
         type->molecular_conductance_m3_s(branch->params, &branch->gas) > 0;
}

void transpiration_derive(Branch *branch, double temperature1_k, double temperature2_k) {
  branch->root_1 = branch->root_2 = branch->throat_1 = branch->throat_2 = 1;
  if (temperature1_k == temperature2_k) return;
  double root_1 = sqrt(branch->mean_temperature_k / temperature1_k);
  double root_2 = sqrt(branch->mean_temperature_k / temperature2_k);
  if (branch->type->throttles) branch->throat_1 = root_1, branch->throat_2 = root_2;
  if (has_molecular_flow(branch)) branch->root_1 = root_1, branch->root_2 = root_2;
}
