#include "models/kernel_poiseuille.h"

#include <math.h>
#include <stdbool.h>
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

static bool beyond_table(double delta) {
  return delta >= poiseuille_table[POISEUILLE_ROWS - 1].delta;
}

/* c of the law beyond the table, which joins it at its last row. */
static double beyond_part(void) {
  const PoiseuilleRow *last = &poiseuille_table[POISEUILLE_ROWS - 1];
  return (last->g - last->delta / 4 - slip_constant) * last->delta;
}

static const PoiseuilleRow *row_at(double delta) {
  return &poiseuille_table[delta < poiseuille_table[1].delta ? 0 : row_of(delta)];
}

Poiseuille poiseuille_at(double delta) {
  if (beyond_table(delta)) {
    double inverse = 1 / delta, part = beyond_part() * inverse;
    return (Poiseuille){delta / 4 + slip_constant + part, 0.25 - part * inverse};
  }
  const PoiseuilleRow *a = row_at(delta);
  double t = (delta - a->delta) * a->inverse_width;
  return (Poiseuille){a->g + t * (a->c1 + t * (a->c2 + t * a->c3)),
                      (a->c1 + t * (2 * a->c2 + 3 * t * a->c3)) * a->inverse_width};
}

/* From delta2 to delta1, both beyond the table. */
static double between_beyond(double delta1, double delta2) {
  double step = delta1 - delta2;
  return step * ((delta1 + delta2) / 8 + slip_constant) + beyond_part() * log(delta1 / delta2);
}

/* From 0. */
static double integral_at(double delta) {
  const PoiseuilleRow *last = &poiseuille_table[POISEUILLE_ROWS - 1];
  if (beyond_table(delta)) return last->integral + between_beyond(delta, last->delta);
  const PoiseuilleRow *a = row_at(delta);
  double x = delta - a->delta, t = x * a->inverse_width;
  return a->integral + x * (a->g + t * (a->c1 / 2 + t * (a->c2 * (1.0 / 3) + t * a->c3 / 4)));
}

double poiseuille_between(double delta1, const Poiseuille *at1, double delta2, const Poiseuille *at2) {
  double step = delta1 - delta2;
  if (fabs(step) <= 1e-3 * delta1)
    return step * ((at1->g + at2->g) / 2 - step * (at1->dg - at2->dg) / 12); /* exact for a cubic */
  if (beyond_table(delta1) && beyond_table(delta2)) return between_beyond(delta1, delta2);
  return integral_at(delta1) - integral_at(delta2);
}
