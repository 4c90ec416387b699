/* Latin hypercube with random access: in every dimension each of the n strata of (0, 1) holds exactly one of the n
   points (McKay, Beckman, Conover, Technometrics 21 (1979) 239). The stratum is a keyed permutation of the index (a
   generalised Feistel cipher with cycle walking: Black, Rogaway, CT-RSA 2002), the place in it a hash, so that a point is a function of (seed, index) alone. */
#ifndef XSAVAC_SIM_SAMPLE_LATIN_H
#define XSAVAC_SIM_SAMPLE_LATIN_H

#include <stddef.h>
#include <stdint.h>

#include "sim/base/status.h"

#define LATIN_POINTS_MOST ((uint64_t)1 << 31)

typedef struct {
  uint64_t points;
  int dimensions;
  uint64_t rows, columns; /* the cipher's domain: rows * columns >= points */
  uint64_t *keys;         /* [dimensions], owned */
} LatinHypercube;

/* points from 1 to LATIN_POINTS_MOST and dimensions >= 1, otherwise STATUS_USAGE; STATUS_MEMORY. */
Status latin_init(LatinHypercube *latin, int dimensions, uint64_t points, uint64_t seed);
void latin_free(LatinHypercube *latin); /* takes an empty object */

/* u[dimensions], each in (0, 1). index < points. */
void latin_point(const LatinHypercube *latin, uint64_t index, double *u);

#endif
