/* The two figures of ENGINE.md: is every molecule accounted for, and do the laws agree with the solution. */
#ifndef XSAVAC_SIM_TRANSIENT_LEDGER_H
#define XSAVAC_SIM_TRANSIENT_LEDGER_H

/* Amounts as pV at 293.15 K, Pa m3, all gases; in and out cross the line's border: boundaries, sources, leaks, pumps. */
typedef struct {
  double in_pa_m3, out_pa_m3, stored_pa_m3; /* from the integrator's own stage sums */
  double
      bookkeeping_error; /* |in - out - stored| / max(in, out, |stored|, rounding of what the line holds), worst gas */
  double
      law_error; /* the laws integrated again over the solution between the steps, against what each volume gained: worst
                       volume and gas, relative to what flowed through it */
  int worst_node; /* of law_error; -1: no volume */
} Ledger;

#endif
