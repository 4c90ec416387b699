/* Monotone piecewise cubic through given points (Fritsch, Carlson, SIAM J. Numer. Anal. 17 (1980) 238; slopes as in
   Fritsch, Butland 1984): continuous first derivative, no overshoot. Allocation-free; used when an element is prepared.
 */
#ifndef XSAVAC_MODELS_KERNEL_PCHIP_H
#define XSAVAC_MODELS_KERNEL_PCHIP_H

/* x[n] rising, y[n] -> slope[n]; n >= 3. */
void pchip_slopes(int n, const double *x, const double *y, double *slope);

/* The cubic at t, x[0] <= t <= x[n-1] (held constant outside). */
double pchip_at(int n, const double *x, const double *y, double t); /* n <= 64 */

#endif
