/* The integrator's coefficients against the order conditions, and the orders it shows. */
#include <gsl/gsl_linalg.h>

#include "tests/check.h"
#include "tests/rodas_case.h"

typedef struct {
  double alpha[6][6], beta[6][6], omega[6][6]; /* omega = beta^-1 */
  double gamma[6][6];
} Untransformed;

static void invert(double in[6][6], double out[6][6]) {
  gsl_matrix *m = gsl_matrix_alloc(6, 6);
  gsl_matrix_view result = gsl_matrix_view_array(&out[0][0], 6, 6);
  gsl_permutation *p = gsl_permutation_alloc(6);
  int sign;
  for (size_t i = 0; i < 36; i++)
    gsl_matrix_set(m, i / 6, i % 6, in[i / 6][i % 6]);
  gsl_linalg_LU_decomp(m, p, &sign);
  gsl_linalg_LU_invert(m, p, &result.matrix);
  gsl_permutation_free(p), gsl_matrix_free(m);
}

static Untransformed untransformed(const RodasTable *table) {
  Untransformed x = {0};
  double inverse[6][6];
  for (int i = 0; i < 6; i++)
    for (int j = 0; j < 6; j++)
      inverse[i][j] = (i == j ? 1 / table->gamma : 0) - table->c[i][j];
  invert(inverse, x.gamma);
  for (int i = 0; i < 6; i++)
    for (int j = 0; j < 6; j++) {
      for (int k = 0; k < 6; k++)
        x.alpha[i][j] += table->a[i][k] * x.gamma[k][j];
      x.beta[i][j] = x.alpha[i][j] + x.gamma[i][j];
    }
  invert(x.beta, x.omega);
  return x;
}

static void times(double m[6][6], const double v[6], double out[6]) {
  for (int i = 0; i < 6; i++) {
    out[i] = 0;
    for (int j = 0; j < 6; j++)
      out[i] += m[i][j] * v[j];
  }
}

static double dot(const double a[6], const double b[6]) {
  double sum = 0;
  for (int i = 0; i < 6; i++)
    sum += a[i] * b[i];
  return sum;
}

/* The trees of order 1 to `order` for y(t + theta h) with weights b (Hairer and Wanner II, section IV.7), and those
   with one omega that index 1 adds (section VI.4). */
static void check_trees(Untransformed *x, const double b[6], double theta, int order, double tol) {
  double one[6] = {1, 1, 1, 1, 1, 1}, alpha[6], beta[6], alpha2[6], alpha3[6], product[6], again[6];
  times(x->alpha, one, alpha), times(x->beta, one, beta);
  for (int i = 0; i < 6; i++)
    alpha2[i] = alpha[i] * alpha[i], alpha3[i] = alpha2[i] * alpha[i];
  double t2 = theta * theta, t3 = t2 * theta, t4 = t3 * theta;
  assert_abs(dot(b, one), theta, tol);
  assert_abs(dot(b, beta), t2 / 2, tol);
  assert_abs(dot(b, alpha2), t3 / 3, tol);
  times(x->beta, beta, product);
  assert_abs(dot(b, product), t3 / 6, tol);
  times(x->omega, alpha2, product);
  assert_abs(dot(b, product), t2, tol);
  if (order < 4) return;
  assert_abs(dot(b, alpha3), t4 / 4, tol);
  times(x->alpha, beta, product);
  for (int i = 0; i < 6; i++)
    product[i] *= alpha[i];
  assert_abs(dot(b, product), t4 / 8, tol);
  times(x->beta, alpha2, product);
  assert_abs(dot(b, product), t4 / 12, tol);
  times(x->beta, beta, product), times(x->beta, product, again);
  assert_abs(dot(b, again), t4 / 24, tol);
  times(x->omega, alpha3, product);
  assert_abs(dot(b, product), t3, tol);
}

/* b of y + theta (y_new - y) + theta (1 - theta) (d_0 + theta d_1) */
static void dense_weights(const RodasTable *table, Untransformed *x, double theta, double b[6]) {
  for (int j = 0; j < 6; j++)
    b[j] = 0;
  for (int i = 0; i < 6; i++) {
    double m =
        theta * ((i == 5 ? 1 : table->a[5][i]) + (1 - theta) * (table->dense[0][i] + theta * table->dense[1][i]));
    for (int j = 0; j < 6; j++)
      b[j] += m * x->gamma[i][j];
  }
}

static void check_table(const RodasTable *table) {
  Untransformed x = untransformed(table);
  double b[6], direct[6], embedded[6] = {0};
  rodas_table_weights(table, b);
  dense_weights(table, &x, 1, direct);
  for (int i = 0; i < 6; i++) {
    double alpha = 0, gamma = 0;
    for (int j = 0; j < 6; j++) {
      alpha += x.alpha[i][j], gamma += x.gamma[i][j];
      embedded[j] += table->a[5][i] * x.gamma[i][j];
    }
    assert_abs(alpha, table->alpha[i], 1e-13);
    assert_abs(gamma, table->gamma_sum[i], 1e-13);
    assert_abs(b[i], direct[i], 1e-13);
    assert_abs(b[i], x.beta[5][i], 1e-13); /* stiffly accurate */
    for (int j = 0; j < 5; j++)
      assert_true(table->a[4][j] == table->a[5][j] || j == 4);
  }
  assert_true(table->a[5][4] == 1);
  check_trees(&x, b, 1, 4, 1e-13);
  check_trees(&x, embedded, 1, 3, 1e-13);
  for (double theta = 0.1; theta < 1; theta += 0.2) {
    dense_weights(table, &x, theta, direct);
    check_trees(&x, direct, theta, 3, 1e-13);
  }
}

static void coefficients(void **state) {
  (void)state;
  check_table(&rodas4);
  check_table(&rodas4p);
  check_table(&rodas4p2);
}

/* ---- orders ---- */

/* y1' = y1 y2, y2' = -y1^2; y1 = 1 / cosh t, y2 = -tanh t */
static bool circle(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t;
  f[0] = y[0] * y[1], f[1] = -y[0] * y[0];
  if (jacobian) jacobian[0] = y[1], jacobian[1] = -2 * y[0], jacobian[2] = y[0], jacobian[3] = 0;
  return true;
}

static void circle_exact(double t, double *y) {
  y[0] = 1 / cosh(t), y[1] = -tanh(t);
}

/* y' = z, 0 = z^3 + z - g(t) y - r(t) with y = sin t + 2, z = cos t; depends on time in the algebraic row. */
static bool pendant(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context;
  double z = cos(t), rest = z * z * z + z - (sin(t) + 2) * (sin(t) + 2);
  f[0] = y[1], f[1] = y[1] * y[1] * y[1] + y[1] - y[0] * y[0] - rest;
  if (jacobian) jacobian[0] = 0, jacobian[1] = -2 * y[0], jacobian[2] = 1, jacobian[3] = 3 * y[1] * y[1] + 1;
  return true;
}

static void pendant_exact(double t, double *y) {
  y[0] = sin(t) + 2, y[1] = cos(t);
}

/* Kaps: y1' = -(m + 2) y1 + m y2^2, y2' = y1 - y2 - y2^2; y1 = exp(-2 t), y2 = exp(-t), whatever m; m = 1e8 here, or
 * its limit. */
static const double kaps_m = 1e8;

static bool kaps(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t;
  f[0] = -(kaps_m + 2) * y[0] + kaps_m * y[1] * y[1], f[1] = y[0] - y[1] - y[1] * y[1];
  if (jacobian)
    jacobian[0] = -(kaps_m + 2), jacobian[1] = 1, jacobian[2] = 2 * kaps_m * y[1], jacobian[3] = -1 - 2 * y[1];
  return true;
}

static bool kaps_limit(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t;
  f[0] = y[1] * y[1] - y[0], f[1] = y[0] - y[1] - y[1] * y[1];
  if (jacobian) jacobian[0] = -1, jacobian[1] = 1, jacobian[2] = 2 * y[1], jacobian[3] = -1 - 2 * y[1];
  return true;
}

static void kaps_exact(double t, double *y) {
  y[0] = exp(-2 * t), y[1] = exp(-t);
}

/* Prothero and Robinson: y' = l (y - sin t) + cos t, y = sin t; order reduction shows here. */
static bool robinson(void *context, double t, const double *y, double *f, double *jacobian) {
  double l = *(double *)context;
  f[0] = l * (y[0] - sin(t)) + cos(t);
  if (jacobian) jacobian[0] = l;
  return true;
}

static void robinson_exact(double t, double *y) {
  y[0] = sin(t);
}

typedef struct {
  const char *name;
  int n;
  double mass[2];
  Evaluate *evaluate;
  void (*exact)(double t, double *y);
  void *context;
  bool autonomous;
  double h;
} Known;

typedef struct {
  double end, dense; /* largest error at the end, and anywhere inside the steps */
} Errors;

static Errors errors_with(const Known *known, const RodasTable *table, double h) {
  Case c;
  Errors errors = {0};
  double y[2], want[2];
  open_case(&c, known->n, known->mass, known->evaluate, known->context, known->autonomous, fixed_steps(table, h));
  known->exact(0, y);
  rodas_start(&c.work, 0, y, h);
  while (c.work.t < 1) {
    assert_int_equal(rodas_step(&c.work, 1), RODAS_OK);
    for (int k = 1; k < 8; k++) {
      double t = c.work.t_start + c.work.h_used * k / 8;
      rodas_dense(&c.work, t, y), known->exact(t, want);
      for (int i = 0; i < known->n; i++)
        errors.dense = fmax(errors.dense, fabs(y[i] - want[i]));
    }
  }
  known->exact(1, want);
  for (int i = 0; i < known->n; i++)
    errors.end = fmax(errors.end, fabs(c.work.y[i] - want[i]));
  close_case(&c);
  return errors;
}

static void check_order(const Known *known, const RodasTable *table, double order, double dense_order) {
  Errors wide = errors_with(known, table, known->h), narrow = errors_with(known, table, known->h / 2);
  double end = log2(wide.end / narrow.end), dense = log2(wide.dense / narrow.dense);
  print_message("%-8s %-22s order %.2f (error %.1e), dense output %.2f (%.1e)\n", table->name, known->name, end,
                narrow.end, dense, narrow.dense);
  assert_true(end > order - 0.25 && dense > dense_order - 0.25);
}

static double very_stiff = -1e4;
static const Known nonlinear = {"nonlinear ODE", 2, {1, 1}, circle, circle_exact, NULL, true, 1.0 / 32};
static const Known index_1 = {"index 1, time in it", 2, {1, 0}, pendant, pendant_exact, NULL, false, 1.0 / 128};
static const Known kaps_stiff = {"Kaps, stiff", 2, {1, 1}, kaps, kaps_exact, NULL, true, 1.0 / 32};
static const Known kaps_dae = {"Kaps, index 1", 2, {0, 1}, kaps_limit, kaps_exact, NULL, true, 1.0 / 32};
static const Known prothero = {"Prothero-Robinson", 1, {1}, robinson, robinson_exact, &very_stiff, false, 1.0 / 32};

static void orders(void **state) {
  (void)state;
  static const RodasTable *const tables[] = {&rodas4, &rodas4p, &rodas4p2};
  for (int i = 0; i < 3; i++) {
    check_order(&nonlinear, tables[i], 4, 4);
    check_order(&index_1, tables[i], 4, 3);
    check_order(&kaps_dae, tables[i], 4, 3);
    check_order(&kaps_stiff, tables[i], 4, 3);
  }
  check_order(&prothero, &rodas4, 1, 3);
  check_order(&prothero, &rodas4p, 3, 3);
  check_order(&prothero, &rodas4p2, 3, 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(coefficients),
      cmocka_unit_test(orders),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
