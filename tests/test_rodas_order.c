/* The integrator's coefficients against the order conditions, and the orders it shows. */
#include <gsl/gsl_linalg.h>

#include "tests/check.h"
#include "tests/rodas_case.h"

enum { MOST = RODAS_STAGES_MAX };

typedef struct {
  int n;
  double alpha[MOST][MOST], beta[MOST][MOST], omega[MOST][MOST]; /* omega = beta^-1 */
  double gamma[MOST][MOST];
} Untransformed;

static void invert(int n, double in[MOST][MOST], double out[MOST][MOST]) {
  gsl_matrix *m = gsl_matrix_alloc((size_t)n, (size_t)n);
  gsl_matrix_view result = gsl_matrix_view_array_with_tda(&out[0][0], (size_t)n, (size_t)n, MOST);
  gsl_permutation *p = gsl_permutation_alloc((size_t)n);
  int sign;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      gsl_matrix_set(m, (size_t)i, (size_t)j, in[i][j]);
  gsl_linalg_LU_decomp(m, p, &sign);
  gsl_linalg_LU_invert(m, p, &result.matrix);
  gsl_permutation_free(p), gsl_matrix_free(m);
}

static Untransformed untransformed(const RodasTable *table) {
  Untransformed x = {.n = table->stages};
  double inverse[MOST][MOST];
  for (int i = 0; i < x.n; i++)
    for (int j = 0; j < x.n; j++)
      inverse[i][j] = (i == j ? 1 / table->gamma : 0) - table->c[i][j];
  invert(x.n, inverse, x.gamma);
  for (int i = 0; i < x.n; i++)
    for (int j = 0; j < x.n; j++) {
      for (int k = 0; k < x.n; k++)
        x.alpha[i][j] += table->a[i][k] * x.gamma[k][j];
      x.beta[i][j] = x.alpha[i][j] + x.gamma[i][j];
    }
  invert(x.n, x.beta, x.omega);
  return x;
}

static void times(int n, double m[MOST][MOST], const double v[MOST], double out[MOST]) {
  for (int i = 0; i < n; i++) {
    out[i] = 0;
    for (int j = 0; j < n; j++)
      out[i] += m[i][j] * v[j];
  }
}

/* sum b_i x_i y_i */
static double dot(int n, const double b[MOST], const double x[MOST], const double y[MOST]) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += b[i] * x[i] * (y ? y[i] : 1);
  return sum;
}

static void check_trees_of_5(Untransformed *x, const double b[MOST], const double alpha[MOST], const double beta[MOST],
                             double tol) {
  int n = x->n;
  double alpha2[MOST], alpha3[MOST], joint[MOST], product[MOST], again[MOST], twice[MOST];
  for (int i = 0; i < n; i++)
    alpha2[i] = alpha[i] * alpha[i], alpha3[i] = alpha2[i] * alpha[i];
  assert_abs(dot(n, b, alpha2, alpha2), 1.0 / 5, tol);
  times(n, x->alpha, beta, joint);
  assert_abs(dot(n, b, alpha2, joint), 1.0 / 10, tol);
  assert_abs(dot(n, b, joint, joint), 1.0 / 20, tol);
  times(n, x->alpha, alpha2, product);
  assert_abs(dot(n, b, alpha, product), 1.0 / 15, tol);
  times(n, x->beta, beta, product), times(n, x->alpha, product, again);
  assert_abs(dot(n, b, alpha, again), 1.0 / 30, tol);
  times(n, x->beta, alpha3, product);
  assert_abs(dot(n, b, product, NULL), 1.0 / 20, tol);
  for (int i = 0; i < n; i++)
    product[i] = alpha[i] * joint[i];
  times(n, x->beta, product, again);
  assert_abs(dot(n, b, again, NULL), 1.0 / 40, tol);
  times(n, x->beta, alpha2, product), times(n, x->beta, product, again);
  assert_abs(dot(n, b, again, NULL), 1.0 / 60, tol);
  times(n, x->beta, beta, product), times(n, x->beta, product, again), times(n, x->beta, again, twice);
  assert_abs(dot(n, b, twice, NULL), 1.0 / 120, tol);
}

/* The trees of order 1 to `order` for y(t + theta h) with weights b (Hairer and Wanner II, section IV.7), and up to order 4 those
   with one omega that index 1 adds (section VI.4). */
static void check_trees(Untransformed *x, const double b[MOST], double theta, int order, double tol) {
  int n = x->n;
  double one[MOST] = {1, 1, 1, 1, 1, 1, 1, 1}, alpha[MOST], beta[MOST], alpha2[MOST], alpha3[MOST], product[MOST],
         again[MOST];
  times(n, x->alpha, one, alpha), times(n, x->beta, one, beta);
  for (int i = 0; i < n; i++)
    alpha2[i] = alpha[i] * alpha[i], alpha3[i] = alpha2[i] * alpha[i];
  double t2 = theta * theta, t3 = t2 * theta, t4 = t3 * theta;
  assert_abs(dot(n, b, one, NULL), theta, tol);
  assert_abs(dot(n, b, beta, NULL), t2 / 2, tol);
  assert_abs(dot(n, b, alpha2, NULL), t3 / 3, tol);
  times(n, x->beta, beta, product);
  assert_abs(dot(n, b, product, NULL), t3 / 6, tol);
  times(n, x->omega, alpha2, product);
  assert_abs(dot(n, b, product, NULL), t2, tol);
  if (order < 4) return;
  assert_abs(dot(n, b, alpha3, NULL), t4 / 4, tol);
  times(n, x->alpha, beta, product);
  assert_abs(dot(n, b, alpha, product), t4 / 8, tol);
  times(n, x->beta, alpha2, product);
  assert_abs(dot(n, b, product, NULL), t4 / 12, tol);
  times(n, x->beta, beta, product), times(n, x->beta, product, again);
  assert_abs(dot(n, b, again, NULL), t4 / 24, tol);
  times(n, x->omega, alpha3, product);
  assert_abs(dot(n, b, product, NULL), t3, tol);
  if (order >= 5) check_trees_of_5(x, b, alpha, beta, tol);
}

/* b of y + theta (y_new - y) + theta (1 - theta) (d_0 + theta (d_1 + theta d_2)) */
static void dense_weights(const RodasTable *table, Untransformed *x, double theta, double b[MOST]) {
  int last = table->stages - 1;
  for (int j = 0; j < MOST; j++)
    b[j] = 0;
  for (int i = 0; i <= last; i++) {
    double inside = table->dense[0][i] + theta * (table->dense[1][i] + theta * table->dense[2][i]);
    double m = theta * ((i == last ? 1 : table->a[last][i]) + (1 - theta) * inside);
    for (int j = 0; j <= last; j++)
      b[j] += m * x->gamma[i][j];
  }
}

static void check_table(const RodasTable *table, double tol) {
  Untransformed x = untransformed(table);
  int last = table->stages - 1;
  double b[MOST], direct[MOST], embedded[MOST] = {0};
  rodas_table_weights(table, b);
  dense_weights(table, &x, 1, direct);
  for (int i = 0; i <= last; i++) {
    double alpha = 0, gamma = 0;
    for (int j = 0; j <= last; j++) {
      alpha += x.alpha[i][j], gamma += x.gamma[i][j];
      embedded[j] += table->a[last][i] * x.gamma[i][j];
    }
    assert_abs(alpha, table->alpha[i], tol);
    assert_abs(gamma, table->gamma_sum[i], tol);
    assert_abs(b[i], direct[i], tol);
    assert_abs(b[i], x.beta[last][i], tol); /* stiffly accurate */
    for (int j = 0; j < last; j++)
      assert_true(table->a[last - 1][j] == table->a[last][j] || j == last - 1);
  }
  assert_true(table->a[last][last - 1] == 1);
  check_trees(&x, b, 1, table->order, tol);
  check_trees(&x, embedded, 1, table->order - 1, tol);
  for (double theta = 0.1; theta < 1; theta += 0.2) {
    dense_weights(table, &x, theta, direct);
    check_trees(&x, direct, theta, table->order - 1, tol);
  }
}

static void coefficients(void **state) {
  (void)state;
  check_table(&rodas4, 1e-13);
  check_table(&rodas5p, 1e-12);
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
  double h = table->order == 4 ? known->h : 4 * known->h; /* or all that is left to see is rounding */
  Errors wide = errors_with(known, table, h), narrow = errors_with(known, table, h / 2);
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
  static const RodasTable *const tables[] = {&rodas4, &rodas5p};
  for (int i = 0; i < 2; i++) {
    int order = tables[i]->order;
    check_order(&nonlinear, tables[i], order, order == 4 ? 4 : 4.5);
    check_order(&index_1, tables[i], order, order - 1);
    check_order(&kaps_dae, tables[i], order, order - 1);
    check_order(&kaps_stiff, tables[i], order, order - 1);
  }
  check_order(&prothero, &rodas4, 1, 3);
  check_order(&prothero, &rodas5p, 3, 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(coefficients),
      cmocka_unit_test(orders),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
