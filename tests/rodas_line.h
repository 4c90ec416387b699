/* Gas lines with laws of their own for the integrator's tests: volumes and junctions joined by
   q = (c + k (p1 + p2) / 2) (p1 - p2), one pump q = s (p - p_ultimate), a gas load on each node. State: pressures. */
#ifndef XSAVAC_TESTS_RODAS_LINE_H
#define XSAVAC_TESTS_RODAS_LINE_H

#include "sim/rodas.h"

typedef struct {
  int n, n_joints;
  double *volume_m3;                           /* [n], 0: junction */
  double *load_pa_m3_s;                        /* [n] */
  int *from, *to;                              /* [n_joints] */
  double *c_m3_s, *k_m3_s_pa;                  /* [n_joints] */
  double *slope_from, *slope_to;               /* [n_joints] at the last Jacobian */
  double *q;                                   /* [n_joints + 1], the pump's last */
  int pump_node;                               /* -1: none */
  double pump_m3_s, p_ultimate_pa, p_least_pa; /* states below p_least are refused */
  int *column_start, *row, *place; /* place[4 * joint]: from-from, from-to, to-from, to-to; then the pump's */
} RodasLine;

/* Nodes and joints without values; exits when out of memory. Fill them in, rodas_line_connect(), then integrate. */
RodasLine rodas_line_new(int n, int n_joints);
void rodas_line_free(RodasLine *line);
void rodas_line_connect(RodasLine *line);         /* derives the structure from from, to */
RodasProblem rodas_line_problem(RodasLine *line); /* flows: those of q */

/* The common problem of the benchmarks: n volumes of 1e-4 m3 behind each other, tubes of 10 mm x 0.1 m, air at 293 K,
 * the pump at the end. */
RodasLine rodas_line_chain(int n);

#endif
