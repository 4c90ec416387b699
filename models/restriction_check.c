#include "models/restriction_check.h"

#include <stdio.h>

bool restriction_plausible(double molecular_m3_s, double choked_m3_s, char *message, size_t size) {
  const double sharp_orifice = 0.7; /* W 1 molecular, 0.8414 * 1.716 choked; any longer way in lowers the first more */
  if (molecular_m3_s <= sharp_orifice * choked_m3_s) return true;
  snprintf(message, size,
           "molecular conductance %.4g L/s is above 0.7 of the choked flow per pressure, %.4g L/s (air, 20 degC): no "
           "opening "
           "does that",
           1e3 * molecular_m3_s, 1e3 * choked_m3_s);
  return false;
}
