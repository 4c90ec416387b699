/* The two figures of ENGINE.md: is every molecule accounted for, and do the laws agree with the solution. */
#ifndef XSAVAC_SIM_TRANSIENT_LEDGER_H
#define XSAVAC_SIM_TRANSIENT_LEDGER_H

#include "sim/rodas.h"
#include "sim/transient/equations.h"
#include "sim/transient/step.h"

/* Amounts as pV at 293.15 K, Pa m3, all gases; in and out cross the line's border: boundaries, sources, leaks, pumps. */
typedef struct {
  double in_pa_m3, out_pa_m3, stored_pa_m3; /* from the integrator's own stage sums */
  double bookkeeping_error; /* |in - out - stored| / max(in, out, |stored|, what rounding and atol leave), worst gas */
  double
      law_error; /* the laws integrated again over the solution within the steps, against what each volume gained: worst
                       volume and gas, relative to what flowed through it, or a tenth of what its pressure carries */
  int worst_node; /* of law_error; -1: no volume, or not compared */
} Ledger;

typedef struct {
  double rtol;
  bool compares;
  long steps;
  double *y_first;  /* [n] at the start of the run */
  FlowStart *start; /* [n_branches] of its own evaluations */
  double *in, *out; /* [n_gas] across the border */
  double *laws, *gained, *through,
      *carried; /* [n] integrals of into, M dy, sum |q| and of what an ulp of pressure carries */
} LedgerWork;

/* compares: law_error is wanted, which takes three evaluations of the laws more a step. False when out of memory. */
bool ledger_work_init(LedgerWork *work, const Equations *equations, const double *y, double rtol, bool compares);
void ledger_work_free(LedgerWork *work);

/* Books the integrator's last step. False: a law failed inside the step. */
bool ledger_step(LedgerWork *work, Equations *equations, const RodasWork *rodas, const Step *step);

Ledger ledger_close(const LedgerWork *work, const Equations *equations, const double *y);

#endif
