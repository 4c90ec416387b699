#include "models/kernel_poiseuille.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const double slip_constant =
    1.018; /* G = delta/4 + 1.018 + c/delta beyond the table (models/LAWS.md section 3) */

/* The row at or below delta, from the exponent and the two leading bits of the mantissa: no logarithm, no search. */
static int row_of(double delta) {
  uint64_t bits;
  memcpy(&bits, &delta, sizeof bits);
  int row = (int)(bits >> 50) - (int)(UINT64_C(0x3F50000000000000) >> 50) + 1; /* 2^-10 is row 1 */
  return row < 0 ? 0 : row;
}

static Poiseuille beyond_table(double delta) {
  const PoiseuilleRow *last = &poiseuille_table[POISEUILLE_ROWS - 1];
  double c = (last->g - last->delta / 4 - slip_constant) * last->delta;
  double step = delta - last->delta;
  return (Poiseuille){delta / 4 + slip_constant + c / delta, 0.25 - c / (delta * delta),
                      last->integral + step * (delta + last->delta) / 8 + slip_constant * step +
                          c * log(delta / last->delta)};
}

Poiseuille poiseuille_at(double delta) {
  if (delta >= poiseuille_table[POISEUILLE_ROWS - 1].delta) return beyond_table(delta);
  int row = delta < poiseuille_table[1].delta ? 0 : row_of(delta);
  const PoiseuilleRow *a = &poiseuille_table[row];
  double x = delta - a->delta, t = x * a->inverse_width;
  return (Poiseuille){a->g + t * (a->c1 + t * (a->c2 + t * a->c3)),
                      (a->c1 + t * (2 * a->c2 + 3 * t * a->c3)) * a->inverse_width,
                      a->integral + x * (a->g + t * (a->c1 / 2 + t * (a->c2 * (1.0 / 3) + t * a->c3 / 4)))};
}

double poiseuille_between(double delta1, const Poiseuille *at1, double delta2, const Poiseuille *at2) {
  double step = delta1 - delta2;
  if (fabs(step) > 1e-3 * delta1) return at1->integral - at2->integral;
  return step * ((at1->g + at2->g) / 2 - step * (at1->dg - at2->dg) / 12); /* exact for a cubic */
}
