/* Random numbers without a state: a hash of (seed, place), so that any point of a design can be had on its own. The
   mixing is splitmix64's (Steele, Lea, Flood, OOPSLA 2014). */
#ifndef XSAVAC_SIM_SAMPLE_HASH_H
#define XSAVAC_SIM_SAMPLE_HASH_H

#include <stdint.h>

static inline uint64_t hash_mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/* 64 random bits for a place (a, b) under a seed. */
static inline uint64_t hash_key(uint64_t seed, uint64_t a, uint64_t b) {
  return hash_mix(hash_mix(hash_mix(seed) ^ a) ^ b);
}

#endif
