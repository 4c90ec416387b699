/* The rows that a run through time writes down. */
#ifndef XSAVAC_SIM_TRANSIENT_SERIES_H
#define XSAVAC_SIM_TRANSIENT_SERIES_H

#include <stdbool.h>

enum { SERIES_ROWS_MAX = 20000 };

typedef struct {
  int n_nodes, n_gas, n_branches; /* of one row */
  int count, capacity;
  double *time_s;    /* [count] never falls; the two sides of an event have the same time */
  double *p;         /* [count * n_nodes * n_gas] partial pressures, Pa */
  double *q;         /* [count * n_branches * n_gas] throughputs, Pa m3/s */
  double *opening;   /* [count * n_branches] 0 closed to 1 open; pumps: 0 stopped, 1 running; others 1 */
  signed char *side; /* [count] -1 before an event, +1 after it, 0 a row between */
  bool capped;       /* rows between events were thinned to stay within SERIES_ROWS_MAX */
} Series;

void series_free(Series *series); /* takes an empty one */

#endif
