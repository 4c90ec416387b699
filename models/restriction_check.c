#include "models/restriction_check.h"

#include <stdio.h>

bool restriction_plausible(double molecular_m3_s, double choked_m3_s, char *message, size_t size) {
  if (molecular_m3_s <= choked_m3_s) return true;
  snprintf(message, size,
           "molecular conductance %.4g L/s is above the choked flow per pressure, %.4g L/s (air, 20 degC): no opening "
           "does that",
           1e3 * molecular_m3_s, 1e3 * choked_m3_s);
  return false;
}
