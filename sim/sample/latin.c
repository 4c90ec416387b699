#include "sim/sample/latin.h"

#include <math.h>
#include <stdlib.h>

#include "sim/sample/hash.h"

enum { ROUNDS = 8 };

Status latin_init(LatinHypercube *latin, int dimensions, uint64_t points, uint64_t seed) {
  *latin = (LatinHypercube){0};
  if (dimensions < 1 || points < 1 || points > LATIN_POINTS_MOST) return STATUS_USAGE;
  uint64_t *keys = malloc((size_t)dimensions * sizeof *keys);
  if (!keys) return STATUS_MEMORY;
  for (int d = 0; d < dimensions; d++)
    keys[d] = hash_key(seed, (uint64_t)d, points);
  uint64_t rows = (uint64_t)ceil(sqrt((double)points));
  *latin = (LatinHypercube){points, dimensions, rows, (points + rows - 1) / rows, keys};
  return STATUS_OK;
}

void latin_free(LatinHypercube *latin) {
  free(latin->keys);
  *latin = (LatinHypercube){0};
}

/* A number below `limit` (at most 2^32), without the bias and the time of a remainder. */
static inline uint64_t scaled(uint64_t hash, uint64_t limit) {
  return (hash >> 32) * limit >> 32;
}

/* A round of the cipher needs less mixing than a random number. */
static inline uint64_t round_hash(uint64_t half, uint64_t key) {
  uint64_t x = (half ^ key) * 0xbf58476d1ce4e5b9u;
  return (x ^ x >> 32) * 0x94d049bb133111ebu;
}

static uint64_t stratum(const LatinHypercube *latin, uint64_t key, uint64_t index) {
  const uint64_t rows = latin->rows, columns = latin->columns;
  do { /* a number that falls beyond the last point is enciphered again, until one falls within */
    uint64_t row = index / columns, column = index - row * columns;
    for (int i = 0; i < ROUNDS; i += 2) {
      row += scaled(round_hash(column, key + (uint64_t)i * 0x9e3779b97f4a7c15u), rows);
      if (row >= rows) row -= rows;
      column += scaled(round_hash(row, key - (uint64_t)(i + 1) * 0x9e3779b97f4a7c15u), columns);
      if (column >= columns) column -= columns;
    }
    index = row * columns + column;
  } while (index >= latin->points);
  return index;
}

void latin_point(const LatinHypercube *latin, uint64_t index, double *u) {
  for (int d = 0; d < latin->dimensions; d++) {
    uint64_t key = latin->keys[d];
    /* 20 bits: with 31 of the stratum the sum is exact and stays in its stratum */
    double place = ((double)(hash_mix(key ^ index) >> 44) + 0.5) * 0x1p-20;
    u[d] = ((double)stratum(latin, key, index) + place) / (double)latin->points;
  }
}
