/* Poiseuille coefficient G(delta) of a long round tube at any rarefaction, and its integral: the friction of every tube
   law. mdot = (pi R^3/(L v0)) * integral of G dp; G(0) = 8/(3 sqrt(pi)), G -> delta/4 + 1.018 for large delta. */
#ifndef XSAVAC_MODELS_KERNEL_POISEUILLE_H
#define XSAVAC_MODELS_KERNEL_POISEUILLE_H

typedef struct {
  double delta, inverse_width, integral, g, c1, c2, c3; /* the last row has no cubic but its slope in c1 */
} PoiseuilleRow;

enum { POISEUILLE_ROWS = 70 }; /* 0, then four an octave from 2^-10 to 2^7 */
extern const PoiseuilleRow poiseuille_table[POISEUILLE_ROWS];

typedef struct {
  double g, dg; /* dg = dG/ddelta */
} Poiseuille;

/* Any delta >= 0. Continuous with its first derivative. */
Poiseuille poiseuille_at(double delta);

/* Integral of this G from delta2 to delta1, exact, without the cancellation when they are close. */
double poiseuille_between(double delta1, const Poiseuille *at1, double delta2, const Poiseuille *at2);

#endif
