/* SHA-256 (FIPS 180-4): the fingerprint of a study's input. */
#ifndef XSAVAC_CONFIG_SHA256_H
#define XSAVAC_CONFIG_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_HEX_SIZE = 65 };

typedef struct {
  uint32_t state[8];
  uint64_t length; /* bytes taken in */
  unsigned char block[64];
} Sha256;

Sha256 sha256_start(void);
void sha256_add(Sha256 *sha, const void *bytes, size_t count);

/* Writes 64 lower-case hexadecimal digits and their end. The running sum is not changed: more may be added. */
void sha256_hex(const Sha256 *sha, char text[SHA256_HEX_SIZE]);

#endif
