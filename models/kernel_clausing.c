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
  int piece = 0;
  while (l > clausing_table[piece + 1].length_over_radius)
    piece++;
  int first = piece > 0 ? piece - 1 : 0, after = piece + 3 < CLAUSING_ROWS ? piece + 3 : CLAUSING_ROWS;
  double x[4], y[4]; /* the piece and its neighbours, which is all that the interpolation looks at */
  for (int i = first; i < after; i++) {
    x[i - first] = log(clausing_table[i].length_over_radius);
    y[i - first] = log(row_excess(&clausing_table[i]) / clausing_table[i].length_over_radius);
  }
  return l * exp(pchip_at(after - first, x, y, log(l)));
}

double clausing_transmission(double length_over_radius) {
  return 1 / (1 + 0.375 * length_over_radius + clausing_excess(length_over_radius));
}
