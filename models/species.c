#include "models/species.h"

#include <string.h>

void species_zero(const SpeciesPoint *at, SpeciesFlow *flow) {
  size_t n = (size_t)at->n_gas;
  if (n == 1) { /* as in most lines */
    flow->q[0] = flow->d1[0] = flow->d2[0] = 0;
    return;
  }
  memset(flow->q, 0, n * sizeof *flow->q);
  memset(flow->d1, 0, n * n * sizeof *flow->d1);
  memset(flow->d2, 0, n * n * sizeof *flow->d2);
}

void species_add_linear(const SpeciesPoint *at, SpeciesFlow *flow, int i, double conductance_m3_s) {
  int diagonal = i * at->n_gas + i;
  flow->q[i] += conductance_m3_s * (at->p1_pa[i] - at->p2_pa[i]);
  flow->d1[diagonal] += conductance_m3_s;
  flow->d2[diagonal] -= conductance_m3_s;
}
