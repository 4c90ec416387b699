#include "models/kernel_perry.h"

#include "models/kernel_pchip.h"

double perry_discharge(double pressure_ratio) {
  double x[PERRY_ROWS], y[PERRY_ROWS];
  for (int i = 0; i < PERRY_ROWS; i++) {
    x[i] = perry_table[i].pressure_ratio;
    y[i] = perry_table[i].cd;
  }
  return pchip_at(PERRY_ROWS, x, y, pressure_ratio);
}

PerryDeficit perry_deficit(double x) {
  const double steps = DEFICIT_NODES - 1;
  double inverse = 1 / (x + 0.5), t = x * inverse * steps;
  int i = (int)t;
  if (i > DEFICIT_NODES - 2) i = DEFICIT_NODES - 2;
  const double *a = perry_deficit_table[i], *b = perry_deficit_table[i + 1];
  double u = t - i, rise = b[0] - a[0], s0 = a[1] * (1 / steps), s1 = b[1] * (1 / steps);
  double c2 = 3 * rise - 2 * s0 - s1, c3 = s0 + s1 - 2 * rise;
  return (PerryDeficit){a[0] + u * (s0 + u * (c2 + u * c3)),
                        (s0 + u * (2 * c2 + 3 * u * c3)) * steps * 0.5 * inverse * inverse};
}
