/* Random numbers for tests: the same on every machine. */
#ifndef XSAVAC_TESTS_RANDOM_H
#define XSAVAC_TESTS_RANDOM_H

#include <math.h>
#include <stdint.h>

typedef struct {
  uint64_t state;
} Random;

static inline double uniform(Random *random) { /* splitmix64: the same numbers on every machine */
  uint64_t z = random->state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static inline int below(Random *random, int n) {
  return (int)(uniform(random) * n);
}

static inline double decades(Random *random, double low, double high) {
  return low * pow(high / low, uniform(random));
}

#endif
