/* Disjoint sets over 0..n-1 (union by halving paths). */
#ifndef XSAVAC_SIM_DISJOINT_H
#define XSAVAC_SIM_DISJOINT_H

typedef struct {
  int *parent; /* NULL: out of memory */
  int n;
} Disjoint;

Disjoint disjoint_new(int n);
void disjoint_free(Disjoint *sets);
void disjoint_reset(Disjoint *sets);
int disjoint_find(Disjoint *sets, int i);
int disjoint_join(Disjoint *sets, int i, int j); /* returns the joined set's representative */

#endif
