#include "sim/disjoint.h"

#include <stdlib.h>

Disjoint disjoint_new(int n) {
  Disjoint sets = {malloc((size_t)(n + 1) * sizeof(int)), n};
  if (sets.parent) disjoint_reset(&sets);
  return sets;
}

void disjoint_free(Disjoint *sets) {
  free(sets->parent);
  sets->parent = NULL;
}

void disjoint_reset(Disjoint *sets) {
  for (int i = 0; i <= sets->n; i++)
    sets->parent[i] = i;
}

int disjoint_find(Disjoint *sets, int i) {
  while (sets->parent[i] != i)
    i = sets->parent[i] = sets->parent[sets->parent[i]];
  return i;
}

int disjoint_join(Disjoint *sets, int i, int j) {
  i = disjoint_find(sets, i);
  j = disjoint_find(sets, j);
  return sets->parent[j] = i;
}
