/* Friction of a round tube against its laminar value (Churchill, Chem. Eng. 84(24) (1977) 91: one formula for laminar,
 * transition, rough). */
#ifndef XSAVAC_MODELS_KERNEL_FRICTION_H
#define XSAVAC_MODELS_KERNEL_FRICTION_H

typedef struct {
  double ratio, slope; /* f/(64/Re) >= 1, and its derivative in Re */
} Friction;

Friction friction_over_laminar(double reynolds, double roughness_over_diameter);

#endif
