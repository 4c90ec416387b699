/* One least-squares fit of a rise with given terms; for rise_fit(). Unknowns are pressures: the start, then what each term has let the
   pressure rise by the last row, so that all are of one size. */
#ifndef XSAVAC_SIM_LEAKTEST_RISE_SOLVE_H
#define XSAVAC_SIM_LEAKTEST_RISE_SOLVE_H

#include "sim/leaktest/rise_fit.h"

enum {
  RISE_START,
  RISE_BY_LEAK,
  RISE_BY_REST,
  RISE_UNKNOWNS_MAX = 5
}; /* then outgassing, virtual leak, ln of its time/span */

typedef struct {
  RiseTerms terms;
  int count;                                             /* unknowns */
  double x[RISE_UNKNOWNS_MAX], error[RISE_UNKNOWNS_MAX]; /* Pa; error: for a scatter of 1 Pa */
  double sum_of_squares;                                 /* Pa2 */
  double rcond; /* of the problem, columns scaled: near 0 two terms look alike */
  double durbin_watson;
} RiseSolution;

int rise_outgassing_place(RiseTerms terms); /* -1: not among them */
int rise_virtual_place(RiseTerms terms);

/* STATUS_NUMERICS: no convergence. */
Status rise_solve(const RiseData *data, const RiseQuestion *question, RiseTerms terms, RiseSolution *solution);

#endif
