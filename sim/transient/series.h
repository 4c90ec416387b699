/* The rows that a run through time writes down. */
#ifndef XSAVAC_SIM_TRANSIENT_SERIES_H
#define XSAVAC_SIM_TRANSIENT_SERIES_H

#include "sim/network.h"

enum { SERIES_ROWS_MAX = 20000 };

typedef struct {
  int n_nodes, n_gas, n_branches; /* of one row */
  int count, capacity;
  double *time_s;        /* [count] never falls; the two sides of an event have the same time */
  double *p;             /* [count * n_nodes * n_gas] partial pressures, Pa */
  double *q;             /* [count * n_branches * n_gas] throughputs, Pa m3/s */
  double *temperature_k; /* [count * n_nodes]; NULL where no volume has a heat balance */
  double *opening;       /* [count * n_branches] 0 closed to 1 open; pumps: 0 stopped, 1 running; others 1 */
  signed char *side;     /* [count] -1 before an event, +1 after it, 0 a row between */
  bool capped;           /* rows between events were thinned to stay within SERIES_ROWS_MAX, or rows were left out */
  bool full;             /* hardly a row between events is left to thin: each new row takes the place of the last */
  bool has_heat;
  int keep_every; /* of the rows between events; doubles with every thinning */
} Series;

Series series_new(const Network *network);
void series_free(Series *series); /* takes an empty one */

/* Adds a row in the states the branches stand in. p[(n_nodes + 1) * n_gas], q[n_branches * n_gas]. number: of a row between events, to
   thin them evenly. What was added last always stands. False when out of memory. */
bool series_add(Series *series, const Network *network, double time_s, int side, int number, const double *p,
                const double *q);

#endif
