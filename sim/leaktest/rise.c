#include "sim/leaktest/rise.h"

#include <math.h>

#include "models/constants.h"

static const double hour_s = 3600, offset_s = 60; /* of the outgassing law */

double rise_pa_per_pa_m3(const Rise *rise) {
  return rise->temperature_k / (REFERENCE_TEMPERATURE_K * rise->volume_m3);
}

/* Integral of ((s + b)/h)^-a from 0 to t = b (b/h)^-a expm1((1-a) ln(1 + t/b))/(1-a): exact to rounding for short times and for a near
   1, where it goes over into the logarithm. */
double rise_outgassing_s(const Rise *rise, double time_s) {
  double begin_s = rise->age_s + offset_s, power = 1 - rise->decay, log = log1p(time_s / begin_s);
  double grown = fabs(power * log) < 1e-12 ? log : expm1(power * log) / power;
  return begin_s * pow(begin_s / hour_s, -rise->decay) * grown;
}

double rise_virtual_s(const Rise *rise, double time_s) {
  return rise->virtual_time_s > 0 ? -rise->virtual_time_s * expm1(-time_s / rise->virtual_time_s) : 0;
}

double rise_pressure_pa(const Rise *rise, double time_s) {
  double amount = rise->leak_pa_m3_s * time_s;
  if (rise->outgassing_pa_m3_s != 0) amount += rise->outgassing_pa_m3_s * rise_outgassing_s(rise, time_s);
  if (rise->virtual_pa_m3_s != 0) amount += rise->virtual_pa_m3_s * rise_virtual_s(rise, time_s);
  return rise->start_pa + rise_pa_per_pa_m3(rise) * amount;
}
