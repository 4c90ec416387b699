/* cmocka with a relative comparison that NaN fails: its own assert_float_equal casts to float and is absolute. */
#ifndef XSAVAC_TESTS_CHECK_H
#define XSAVAC_TESTS_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline void check_rel(double got, double want, double tol, const char *what, const char *file, int line) {
  double error = fabs(got - want), scale = fabs(want);
  if (!(error <= tol * scale)) {
    print_error("%s: got %.17g, want %.17g, off by %.3g of it, allowed %.3g\n", what, got, want,
                scale > 0 ? error / scale : INFINITY, tol);
    _fail(file, line);
  }
}

static inline void check_abs(double got, double want, double tol, const char *what, const char *file, int line) {
  if (!(fabs(got - want) <= tol)) {
    print_error("%s: got %.17g, want %.17g, allowed difference %.3g\n", what, got, want, tol);
    _fail(file, line);
  }
}

/* want = 0 passes only got = 0: name an absolute tolerance for that case. */
#define assert_rel(got, want, tol) check_rel(got, want, tol, #got, __FILE__, __LINE__)
#define assert_abs(got, want, tol) check_abs(got, want, tol, #got, __FILE__, __LINE__)

#endif
