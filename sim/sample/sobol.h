/* Sobol's sequence with random access: any point on its own, without a state.
   The sequence is GSL's (Bratley, Fox, ACM TOMS 14 (1988) 88; up to 40 dimensions, 2^30 points), with the point at the
   origin in front that GSL leaves out: point n + 1 here is GSL's n-th, so that 2^m points from 0 are a (t, m, s)-net
   (why that matters: Owen, 'On dropping the first Sobol' point', 2020).
   A seed other than 0 scrambles it: a random linear scramble and a digital shift in each dimension (Matousek,
   J. Complexity 14 (1998) 527). The net stays a net, every coordinate is uniform over (0, 1), and replicates with
   different seeds give an honest error. */
#ifndef XSAVAC_SIM_SAMPLE_SOBOL_H
#define XSAVAC_SIM_SAMPLE_SOBOL_H

#include <stddef.h>
#include <stdint.h>

#include "sim/base/status.h"

enum { SOBOL_BITS = 30, SOBOL_DIMENSIONS_MOST = 40 };

typedef struct {
  int dimensions;
  uint64_t (*directions)[SOBOL_BITS]; /* [dimensions], owned: what each digit of the index flips, of 52 bits */
  uint64_t *shift;                    /* [dimensions], owned */
} SobolSequence;

/* 1 <= dimensions <= SOBOL_DIMENSIONS_MOST, otherwise STATUS_USAGE; STATUS_MEMORY. Empty after a failure. */
Status sobol_init(SobolSequence *sequence, int dimensions, uint64_t seed);
void sobol_free(SobolSequence *sequence); /* takes an empty object */

/* u[dimensions], each in (0, 1): the sequence's number plus 2^-53. index < 2^30. */
void sobol_point(const SobolSequence *sequence, uint64_t index, double *u);

#endif
