#include "sim/sample/sobol.h"

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "sim/sample/hash.h"

/* GSL keeps its direction numbers to itself. Its n-th point differs from the one before by the direction of n's lowest
   zero digit, so the first directions can be read off its output; the others follow from the recurrence that the first
   ones satisfy, V_j = (V_{j-d} >> d) ^ (V_{j-i} for each tap i of the dimension's primitive polynomial). */
enum { OUT_BITS = 52, SEEN = 14, DEGREE_MOST = 8 };

typedef struct {
  int degree;
  unsigned taps; /* bit i - 1: V_{j-i} takes part */
} Recurrence;

static uint64_t next_direction(const uint64_t *directions, int j, Recurrence recurrence) {
  uint64_t next = directions[j - recurrence.degree] >> recurrence.degree;
  for (int i = 1; i <= recurrence.degree; i++)
    if (recurrence.taps >> (i - 1) & 1) next ^= directions[j - i];
  return next;
}

static bool satisfied(const uint64_t *directions, Recurrence recurrence) {
  for (int j = recurrence.degree; j < SEEN; j++)
    if (next_direction(directions, j, recurrence) != directions[j]) return false;
  return true;
}

static bool continue_directions(uint64_t *directions) {
  Recurrence recurrence = {.degree = 0};
  for (int degree = 1; degree <= DEGREE_MOST && !recurrence.degree; degree++)
    for (unsigned taps = 0; taps < 1u << degree && !recurrence.degree; taps++)
      if (satisfied(directions, (Recurrence){degree, taps})) recurrence = (Recurrence){degree, taps};
  if (!recurrence.degree) return false;
  for (int j = SEEN; j < SOBOL_BITS; j++)
    directions[j] = next_direction(directions, j, recurrence);
  return true;
}

static void read_directions(SobolSequence *sequence, const gsl_qrng *generator) {
  double u[SOBOL_DIMENSIONS_MOST], before[SOBOL_DIMENSIONS_MOST] = {0};
  for (unsigned n = 0, j = 0; j < SEEN; n++) {
    gsl_qrng_get(generator, u);
    bool first = n == (1u << j) - 1; /* the first point with digit j */
    for (int d = 0; d < sequence->dimensions; d++) {
      if (first)
        sequence->directions[d][j] = (uint64_t)ldexp(u[d], SOBOL_BITS) ^ (uint64_t)ldexp(before[d], SOBOL_BITS);
      before[d] = u[d];
    }
    j += first;
  }
}

/* Digit r of the result, from the highest, is digit r of the direction plus a random sum of the digits above it. */
static uint64_t scrambled(uint64_t direction, uint64_t seed, int dimension) {
  uint64_t out = 0;
  for (int r = 0; r < OUT_BITS; r++) {
    uint64_t all = ((uint64_t)1 << SOBOL_BITS) - 1, own = r < SOBOL_BITS ? (uint64_t)1 << (SOBOL_BITS - 1 - r) : 0;
    uint64_t above = all & ~(own ? 2 * own - 1 : 0);
    uint64_t row = own | (above & hash_key(seed, (uint64_t)dimension, (uint64_t)r));
    out = out << 1 | (uint64_t)__builtin_parityll(row & direction);
  }
  return out;
}

static void finish_directions(SobolSequence *sequence, uint64_t seed) {
  for (int d = 0; d < sequence->dimensions; d++) {
    for (int j = 0; j < SOBOL_BITS; j++) {
      uint64_t direction = sequence->directions[d][j];
      sequence->directions[d][j] = seed ? scrambled(direction, seed, d) : direction << (OUT_BITS - SOBOL_BITS);
    }
    sequence->shift[d] = seed ? hash_key(seed, (uint64_t)d, OUT_BITS) >> (64 - OUT_BITS) : 0;
  }
}

Status sobol_init(SobolSequence *sequence, int dimensions, uint64_t seed) {
  *sequence = (SobolSequence){0};
  if (dimensions < 1 || dimensions > SOBOL_DIMENSIONS_MOST) return STATUS_USAGE;
  gsl_qrng *generator = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)dimensions);
  *sequence = (SobolSequence){dimensions, calloc((size_t)dimensions, sizeof *sequence->directions),
                              calloc((size_t)dimensions, sizeof *sequence->shift)};
  bool good = generator && sequence->directions && sequence->shift;
  Status status = good ? STATUS_OK : STATUS_MEMORY;
  if (good) {
    read_directions(sequence, generator);
    for (int d = 0; d < dimensions; d++)
      if (!continue_directions(sequence->directions[d])) status = STATUS_NUMERICS;
    finish_directions(sequence, seed);
  }
  gsl_qrng_free(generator);
  if (status != STATUS_OK) sobol_free(sequence);
  return status;
}

void sobol_free(SobolSequence *sequence) {
  free(sequence->directions);
  free(sequence->shift);
  *sequence = (SobolSequence){0};
}

void sobol_point(const SobolSequence *sequence, uint64_t index, double *u) {
  uint64_t gray = index ^ index >> 1;
  for (int d = 0; d < sequence->dimensions; d++) {
    uint64_t x = sequence->shift[d];
    for (uint64_t digits = gray; digits; digits &= digits - 1)
      x ^= sequence->directions[d][__builtin_ctzll(digits)];
    u[d] = ((double)x + 0.5) * 0x1p-52;
  }
}
