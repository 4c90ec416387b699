/* The ledger of a steady state, reckoned from pressures and flows alone: shares no code with the solver. */
#ifndef XSAVAC_SIM_BALANCE_H
#define XSAVAC_SIM_BALANCE_H

#include "sim/steady.h"

typedef struct {
  double
      relative_error; /* largest |net into node|/max(sum |q|, 1e9 * 4 eps p sum |dq/dp|) over nodes that settle, per gas (ENGINE.md) */
  int worst_node; /* -1: no node to judge */
  /* over the whole line, all gases, Pa m3/s */
  double in_pa_m3_s, out_pa_m3_s; /* across the line's border: boundaries, sources, leaks, pumps */
  double stored_pa_m3_s;          /* net gain of isolated volumes */
  double ledger_relative_error;   /* |in - out - stored| / max(in, out, ulp scale as above) */
} Balance;

/* False when out of memory. */
bool balance_of(const Network *network, const SteadyResult *result, Balance *balance);

/* How fast the pressure of an isolated volume changes by what it gains or loses: what its name 'isolated' leaves out. */
double balance_rate_of_rise_pa_s(const Network *network, const SteadyResult *result, int node);

#endif
