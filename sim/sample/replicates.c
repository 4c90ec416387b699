#include "sim/sample/replicates.h"

#include <stdbool.h>

#include "sim/sample/hash.h"

Status replicates_init(Replicates *replicates, int count, int dimensions, uint64_t points, uint64_t seed) {
  *replicates = (Replicates){.count = count, .dimensions = dimensions, .points = points};
  Status status =
      count >= 1 && count <= REPLICATES && points > 0 && points % (uint64_t)count == 0 ? STATUS_OK : STATUS_USAGE;
  uint64_t each = status == STATUS_OK ? points / (uint64_t)count : 0;
  bool sobol = dimensions <= SOBOL_DIMENSIONS_MOST;
  if (sobol && each > (uint64_t)1 << SOBOL_BITS) status = STATUS_USAGE;
  for (int r = 0; r < count && status == STATUS_OK; r++) {
    uint64_t own = hash_key(seed, (uint64_t)r, 0) | 1; /* never 0, which would not scramble */
    status = sobol ? sobol_init(&replicates->sobol[r], dimensions, own)
                   : latin_init(&replicates->latin[r], dimensions, each, own);
  }
  if (status != STATUS_OK) replicates_free(replicates);
  return status;
}

void replicates_free(Replicates *replicates) {
  for (int r = 0; r < REPLICATES; r++)
    sobol_free(&replicates->sobol[r]), latin_free(&replicates->latin[r]);
  *replicates = (Replicates){0};
}

void replicates_point(const Replicates *replicates, uint64_t index, double *u) {
  uint64_t replicate = index % (uint64_t)replicates->count, own = index / (uint64_t)replicates->count;
  if (replicates->dimensions <= SOBOL_DIMENSIONS_MOST)
    sobol_point(&replicates->sobol[replicate], own, u);
  else
    latin_point(&replicates->latin[replicate], own, u);
}
