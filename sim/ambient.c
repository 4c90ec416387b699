#include "sim/ambient.h"

#include <string.h>

#include "models/air.h"

double ambient_vapour_pa(const Ambient *ambient) {
  return ambient->humidity > 0 ? ambient->humidity * water_saturation_pa(ambient->temperature_k) : 0;
}

static bool add(GasBlend *blend, const Gas *gas, double x) {
  for (int i = 0; i < blend->n; i++)
    if (blend->gas[i] == gas) {
      blend->x[i] += x;
      return true;
    }
  if (blend->n == GAS_MAX) return false;
  blend->gas[blend->n] = gas;
  blend->x[blend->n++] = x;
  return true;
}

static bool is_air(const Gas *gas) {
  return strcmp(gas->name, "air") == 0;
}

bool ambient_blend(const Ambient *ambient, bool humid, bool in_parts, GasBlend *blend) {
  double vapour = humid ? ambient_vapour_pa(ambient) / ambient->pressure_pa : 0, dry = 1 - vapour;
  const GasBlend air = air_parts();
  bool fits = true;
  blend->n = 0;
  for (int i = 0; i < ambient->gas.n; i++) {
    double x = dry * ambient->gas.x[i];
    bool split = in_parts && is_air(ambient->gas.gas[i]);
    if (!split) fits = add(blend, ambient->gas.gas[i], x) && fits;
    for (int k = 0; split && k < air.n; k++)
      fits = add(blend, air.gas[k], x * air.x[k]) && fits;
  }
  return vapour > 0 ? add(blend, gas_find("H2O"), vapour) && fits : fits;
}

static bool holds_air(const GasBlend *blend) {
  for (int i = 0; i < blend->n; i++)
    if (is_air(blend->gas[i])) return true;
  return false;
}

bool ambient_at_seals(const Network *network, GasBlend *blend) {
  return ambient_blend(&network->ambient, true, !holds_air(&network->gas), blend);
}
