#include "models/kernel_friction.h"

#include <math.h>

static double power12(double x) {
  double x3 = x * x * x;
  return x3 * x3 * x3 * x3;
}

static double power16(double x) {
  double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  return x8 * x8;
}

/* f = 8 [(8/Re)^12 + (A + B)^-1.5]^(1/12). Below Re 800 the second term is less than 1e-15 of the first. */
Friction friction_over_laminar(double reynolds, double roughness_over_diameter) {
  if (reynolds < 800) return (Friction){1, 0};
  double l = 0.9 * log(reynolds / 7), smooth_part = 1; /* smooth_part: of q = (7/Re)^0.9 + 0.27 roughness */
  if (roughness_over_diameter > 0) {
    double smooth = exp(-l), q = smooth + 0.27 * roughness_over_diameter;
    smooth_part = smooth / q;
    l = -log(q);
  }
  double a = power16(2.457 * l), b = power16(37530 / reynolds), sum = a + b;
  double y = power12(reynolds / 8) / (sum * sqrt(sum));
  double dln_sum = 16 * (a * 0.9 * smooth_part / l - b) / sum;
  double ratio = exp(log(1 + y) / 12);
  return (Friction){ratio, ratio * y / (12 * (1 + y)) * (12 - 1.5 * dln_sum) / reynolds};
}
