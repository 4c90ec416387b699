#include "models/kernel_clausing.h"

#include <math.h>

#include "models/kernel_pchip.h"

static double row_excess(const ClausingRow *row) {
  return 1 / row->transmission - 1 - 0.375 * row->length_over_radius;
}

/* e/l falls from 1/8 smoothly over five decades: interpolated on logarithmic axes. Beyond the table e would go on as
   0.28 ln l; it is held, which is below 0.03 % of 1/W. */
double clausing_excess(double length_over_radius) {
  double l = length_over_radius;
  const ClausingRow *last = &clausing_table[CLAUSING_ROWS - 1];
  if (l <= clausing_table[0].length_over_radius) return l / 8;
  if (l >= last->length_over_radius) return row_excess(last);
  double x[CLAUSING_ROWS], y[CLAUSING_ROWS];
  for (int i = 0; i < CLAUSING_ROWS; i++) {
    x[i] = log(clausing_table[i].length_over_radius);
    y[i] = log(row_excess(&clausing_table[i]) / clausing_table[i].length_over_radius);
  }
  return l * exp(pchip_at(CLAUSING_ROWS, x, y, log(l)));
}

double clausing_transmission(double length_over_radius) {
  return 1 / (1 + 0.375 * length_over_radius + clausing_excess(length_over_radius));
}
