/* Sobol' indices: which share of an output's variance goes with a parameter alone (first order), and which with it and everything it
   acts together with (total). Two independent matrices of points, A and B, and for each parameter AB: A with that parameter's column
   taken from B.
     first order   mean (y_B - m)(y_AB - y_A) / V   Saltelli et al., Comput. Phys. Commun. 181 (2010) 259, centred on the mean m
     total         mean (y_A - y_AB)^2 / (2 V)      Jansen, Comput. Phys. Commun. 117 (1999) 35
   with V the variance of y_A and y_B together. They hold for parameters that are independent of each other. */
#ifndef XSAVAC_SIM_SAMPLE_SOBOL_INDICES_H
#define XSAVAC_SIM_SAMPLE_SOBOL_INDICES_H

#include "sim/sample/summary.h"

typedef struct {
  Estimate first, total; /* values NAN: the output does not vary, or nothing is left to look at */
  size_t count;          /* rows that all three have a value in; the others are left out whole */
} SobolIndex;

/* a[n], b[n], ab[n]: outputs, NAN where there is none; row i belongs to replicate i % replicates. */
SobolIndex sobol_index(const double *a, const double *b, const double *ab, size_t n, int replicates);

#endif
