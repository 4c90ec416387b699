/* One element between two nodes, in a line of some gases: what a mixture does in it. */
#ifndef XSAVAC_TESTS_BRANCH_BENCH_H
#define XSAVAC_TESTS_BRANCH_BENCH_H

#include "sim/branch_flow.h"
#include "tests/line.h"

enum { TUBE, ORIFICE, VALVE, KV, SLIT, CONDUCTANCE, KINDS };

const char *bench_kind_name(int kind);

/* "X" from "a" to "b", both fixed; gases in equal parts. No leakage, no further gas. Close it with line_close(). */
Line bench_new(int kind, const Gas *const *gases, int n, double temperature1_k, double temperature2_k);

/* p[2 n]: partial pressures at "a", then at "b". */
BranchFlow bench_flow(const Line *bench, const double *p);

double bench_entry(const BranchFlow *flow, int n, int end, int i, int j); /* dq_i/dp_j of end 1 or 2 */
double bench_largest(const BranchFlow *flow, int n);                      /* of both blocks, in magnitude */

#endif
