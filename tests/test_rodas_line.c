/* The integrator on gas lines whose answer is known otherwise: closed forms, the matrix exponential, GSL's integrators,
 * balances. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_odeiv2.h>

#include "tests/check.h"
#include "tests/rodas_line.h"

static RodasWork work_with(const RodasProblem *problem, const RodasTable *table, double rtol) {
  RodasWork work;
  RodasSettings settings = rodas_settings_default();
  settings.rtol = rtol, settings.table = table;
  assert_int_equal(rodas_init(&work, problem, &settings), RODAS_OK);
  return work;
}

static void run_to(RodasWork *work, double t_end) {
  while (work->t < t_end)
    assert_int_equal(rodas_step(work, t_end), RODAS_OK);
}

static double below(void *context, double t, const double *p) {
  (void)t;
  return *(double *)context - p[0];
}

/* Time at which the pressure of node 0 has fallen to a threshold. */
static double time_to(RodasWork *work, double threshold_pa, double t_end) {
  bool landed = false;
  double t;
  while (work->t < t_end && !landed) {
    assert_int_equal(rodas_step(work, t_end), RODAS_OK);
    if (rodas_event_time(work, below, &threshold_pa, &t))
      assert_int_equal(rodas_land(work, below, &threshold_pa, t, 1e-9 * threshold_pa, &landed), RODAS_OK);
  }
  assert_true(landed);
  return work->t;
}

/* V = 10 L, S = 1 L/s, ultimate pressure 1 Pa: from 1e5 to 100 Pa in (V/S) ln((1e5 - 1) / (100 - 1)) = 69.178 s. */
static void pump_down_to_the_ultimate_pressure(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(1, 0);
  line.volume_m3[0] = 0.01, line.pump_node = 0, line.pump_m3_s = 0.001, line.p_ultimate_pa = 1;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-6);
  double p = 1e5, want = 10 * log((1e5 - 1) / 99);
  assert_rel(want, 69.178, 1e-5);
  rodas_start(&work, 0, &p, 0);
  assert_rel(time_to(&work, 100, 1000), want, 1e-6);
  run_to(&work, 400); /* 40 time constants: the ultimate pressure */
  assert_rel(work.y[0], 1, 1e-8);
  rodas_free(&work), rodas_line_free(&line);
}

/* 12 decades: 1e5 Pa to 1e-7 Pa. */
static void twelve_decades(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(1, 0);
  line.volume_m3[0] = 1, line.pump_node = 0, line.pump_m3_s = 1, line.p_least_pa = 0;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-6);
  double p = 1e5;
  rodas_start(&work, 0, &p, 0);
  assert_rel(time_to(&work, 1e-7, 100), 12 * log(10), 1e-6);
  assert_rel(work.y[0], 1e-7, 1e-8);
  rodas_free(&work), rodas_line_free(&line);
}

/* Two volumes over two constant conductances and a junction without volume: the difference decays with
   C (1/V1 + 1/V2), 1/C = 1/C1 + 1/C2; the junction's pressure divides as the conductances do. */
static void two_volumes_over_a_junction(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(3, 2);
  double c1 = 1e-3, c2 = 4e-3, v1 = 0.01, v2 = 0.02, p[] = {1e5, 12345, 1}, c = c1 * c2 / (c1 + c2);
  line.volume_m3[0] = v1, line.volume_m3[2] = v2;
  line.to[0] = 1, line.from[1] = 1, line.to[1] = 2, line.c_m3_s[0] = c1, line.c_m3_s[1] = c2;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  for (int k = 0; k < 2; k++) {
    RodasWork work = work_with(&problem, k == 0 ? &rodas4 : &rodas5p, 1e-8);
    double y[3];
    memcpy(y, p, sizeof y);
    assert_int_equal(rodas_settle_algebraic(&work, 0, y), RODAS_OK);
    assert_rel(y[1], (c1 * p[0] + c2 * p[2]) / (c1 + c2), 1e-14);
    rodas_start(&work, 0, y, 0);
    run_to(&work, 7);
    double mean = (v1 * p[0] + v2 * p[2]) / (v1 + v2), difference = (p[0] - p[2]) * exp(-c * (1 / v1 + 1 / v2) * 7);
    double p1 = mean + difference * v2 / (v1 + v2), p2 = mean - difference * v1 / (v1 + v2);
    assert_rel(work.y[0], p1, 1e-8);
    assert_rel(work.y[2], p2, 1e-8);
    assert_rel(work.y[1], (c1 * p1 + c2 * p2) / (c1 + c2), 1e-8);
    assert_rel(v1 * work.y[0] + v2 * work.y[2], v1 * p[0] + v2 * p[2], 1e-14); /* no gas is lost */
    rodas_free(&work);
  }
  rodas_line_free(&line);
}

/* Through a viscous tube into nothing: V p' = -K p^2 / 2, p = p0 / (1 + K p0 t / (2 V)). A volume of 1e30 m3 is
 * nothing. */
static void viscous_pump_down(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(2, 1);
  double v = 0.01, k = 1e-5, p[] = {1e5, 0};
  line.volume_m3[0] = v, line.volume_m3[1] = 1e30, line.to[0] = 1, line.k_m3_s_pa[0] = k, line.p_least_pa = 0;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-10);
  rodas_start(&work, 0, p, 0);
  for (double t = 1e-3; t < 2e6; t *= 10) {
    run_to(&work, t);
    assert_rel(work.y[0], p[0] / (1 + k * p[0] * t / (2 * v)), 1e-8);
  }
  rodas_free(&work), rodas_line_free(&line);
}

/* 30 volumes over 29 constant conductances, unlike each other, against exp(A t) p0. */
static void chain_against_the_matrix_exponential(void **state) {
  (void)state;
  enum { N = 30 };
  RodasLine line = rodas_line_chain(N);
  double p[N], t_end = 0.7;
  for (int i = 0; i < N; i++)
    p[i] = 1e5 / (1 + i), line.volume_m3[i] *= 1 + 0.5 * sin(i), line.load_pa_m3_s[i] = 0;
  for (int e = 0; e < N - 1; e++)
    line.k_m3_s_pa[e] = 0, line.c_m3_s[e] *= 1 + 0.5 * cos(3 * e);
  line.p_ultimate_pa = 0;
  gsl_matrix *a = gsl_matrix_calloc(N, N), *exponential = gsl_matrix_alloc(N, N);
  for (int e = 0; e < N - 1; e++)
    for (int side = 0; side < 2; side++) {
      size_t i = (size_t)(e + side), j = (size_t)(e + 1 - side);
      double rate = line.c_m3_s[e] / line.volume_m3[i] * t_end;
      *gsl_matrix_ptr(a, i, i) -= rate, *gsl_matrix_ptr(a, i, j) += rate;
    }
  *gsl_matrix_ptr(a, N - 1, N - 1) -= line.pump_m3_s / line.volume_m3[N - 1] * t_end;
  gsl_linalg_exponential_ss(a, exponential, GSL_PREC_DOUBLE);
  RodasProblem problem = rodas_line_problem(&line);
  for (int k = 0; k < 2; k++) {
    RodasWork work = work_with(&problem, k == 0 ? &rodas4 : &rodas5p, 1e-7);
    rodas_start(&work, 0, p, 0);
    run_to(&work, t_end);
    for (size_t i = 0; i < N; i++) {
      double want = 0;
      for (size_t j = 0; j < N; j++)
        want += gsl_matrix_get(exponential, i, j) * p[j];
      assert_rel(work.y[i], want, 1e-6);
    }
    rodas_free(&work);
  }
  gsl_matrix_free(a), gsl_matrix_free(exponential), rodas_line_free(&line);
}

/* ---- GSL as oracle ---- */

typedef struct {
  RodasProblem *problem;
  double jacobian[64];
} Oracle;

static int oracle_f(double t, const double p[], double f[], void *context) {
  RodasProblem *problem = ((Oracle *)context)->problem;
  if (!problem->evaluate(problem->context, t, p, f, NULL)) return GSL_EDOM;
  for (int i = 0; i < problem->n; i++)
    f[i] /= problem->mass[i];
  return GSL_SUCCESS;
}

static int oracle_jacobian(double t, const double p[], double *dfdy, double dfdt[], void *context) {
  Oracle *oracle = context;
  const RodasProblem *problem = oracle->problem;
  int n = problem->n;
  if (!problem->evaluate(problem->context, t, p, dfdt, oracle->jacobian)) return GSL_EDOM;
  for (int i = 0; i < n * n; i++)
    dfdy[i] = 0;
  for (int j = 0; j < n; j++)
    for (int k = problem->column_start[j]; k < problem->column_start[j + 1]; k++)
      dfdy[problem->row[k] * n + j] = oracle->jacobian[k] / problem->mass[problem->row[k]];
  for (int i = 0; i < n; i++)
    dfdt[i] = 0;
  return GSL_SUCCESS;
}

/* Four unlike volumes in a ring with viscous and molecular tubes, a pump, gas loads. */
static RodasLine ring(void) {
  RodasLine line = rodas_line_new(4, 4);
  for (int i = 0; i < 4; i++) {
    line.volume_m3[i] = 1e-3 * (1 + 3 * i), line.load_pa_m3_s[i] = 1e-3 * i;
    line.from[i] = i, line.to[i] = (i + 1) % 4, line.c_m3_s[i] = 1e-3 / (1 + i), line.k_m3_s_pa[i] = 1e-7 * (4 - i);
  }
  line.pump_node = 2, line.pump_m3_s = 4e-3, line.p_ultimate_pa = 0.1;
  rodas_line_connect(&line);
  return line;
}

static void check_oracle(const gsl_odeiv2_step_type *type, double gsl_tolerance, double agreement) {
  RodasLine line = ring();
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-9);
  Oracle oracle = {.problem = &problem};
  gsl_odeiv2_system system = {oracle_f, oracle_jacobian, 4, &oracle};
  gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new(&system, type, 1e-9, 1e-13, gsl_tolerance);
  double p[] = {1e5, 300, 1, 20}, t = 0;
  rodas_start(&work, 0, p, 0);
  for (double until = 0.01; until < 200; until *= 5) {
    assert_int_equal(gsl_odeiv2_driver_apply(driver, &t, until, p), GSL_SUCCESS);
    run_to(&work, until);
    for (int i = 0; i < 4; i++)
      assert_rel(work.y[i], p[i], agreement);
  }
  gsl_odeiv2_driver_free(driver), rodas_free(&work), rodas_line_free(&line);
}

static void small_line_against_gsl(void **state) {
  (void)state;
  check_oracle(gsl_odeiv2_step_rkf45, 1e-11, 1e-8);
  check_oracle(gsl_odeiv2_step_msbdf, 1e-9, 1e-6);
}

/* ---- balances ---- */

static double amount(const RodasLine *line, const double *p) {
  double sum = 0;
  for (int i = 0; i < line->n; i++)
    sum += line->volume_m3[i] * p[i];
  return sum;
}

/* What a step takes from each node is what its flows carry, to rounding, however wrong the step: rtol 0.1. */
static void flows_close_every_balance(void **state) {
  (void)state;
  RodasLine line = ring();
  line.volume_m3[3] = 0; /* a junction */
  RodasProblem problem = rodas_line_problem(&line);
  for (int k = 0; k < 2; k++) {
    RodasWork work = work_with(&problem, k == 0 ? &rodas4 : &rodas5p, 0.1);
    double p[] = {1e5, 300, 1, 20};
    assert_int_equal(rodas_settle_algebraic(&work, 0, p), RODAS_OK);
    rodas_start(&work, 0, p, 0);
    double start = amount(&line, p), pumped = 0, load = 0;
    for (int i = 0; i < 4; i++)
      load += line.load_pa_m3_s[i];
    while (work.t < 100) {
      assert_int_equal(rodas_step(&work, 100), RODAS_OK);
      const double *q = work.flow_integral;
      for (int i = 0; i < 4; i++) {
        double gain = line.volume_m3[i] * (work.y[i] - work.y_start[i]),
               through = fabs(q[i]) + fabs(q[(i + 3) % 4]) + fabs(q[4]);
        double in = q[(i + 3) % 4] - q[i] - (i == 2 ? q[4] : 0) + line.load_pa_m3_s[i] * work.h_used;
        assert_abs(gain, in, 1e-13 * (through + line.volume_m3[i] * work.y[i]));
      }
      pumped += q[4];
    }
    assert_abs(amount(&line, work.y), start + 100 * load - pumped, 1e-13 * start);
    assert_true(pumped > 0.9 * start);
    rodas_free(&work);
  }
  rodas_line_free(&line);
}

/* At a fine tolerance the integral of a flow is also right: what a pump takes out of one volume. */
static void integral_of_a_flow(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(1, 0);
  line.volume_m3[0] = 0.01, line.pump_node = 0, line.pump_m3_s = 0.001;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-9);
  double p = 1e5, pumped = 0;
  rodas_start(&work, 0, &p, 0);
  while (work.t < 25) {
    assert_int_equal(rodas_step(&work, 25), RODAS_OK);
    pumped += work.flow_integral[0];
  }
  assert_rel(pumped, 0.01 * 1e5 * (1 - exp(-2.5)), 1e-9);
  double before = work.y_start[0];
  assert_int_equal(rodas_redo(&work, work.t_start), RODAS_OK); /* taken back altogether */
  assert_true(work.y[0] == before && work.flow_integral[0] == 0);
  rodas_free(&work), rodas_line_free(&line);
}

/* A flow that depends on time alone and on time and state: V p' = q(t) = a t - s p, flow_integral of each term. */
static bool ramp(void *context, double t, const double *p, double *f, double *jacobian) {
  double *q = context;
  q[0] = 1e3 * t * t, q[1] = 0.3 * t * p[0];
  f[0] = q[0] - q[1];
  if (jacobian) jacobian[0] = -0.3 * t, q[2] = 0.3 * t;
  return true;
}

static void ramp_flows(void *context, double *q) {
  memcpy(q, context, 2 * sizeof *q);
}

static void ramp_flows_along(void *context, const double *direction, double *dq) {
  dq[0] = 0, dq[1] = ((double *)context)[2] * direction[0];
}

static void flows_that_depend_on_time(void **state) {
  (void)state;
  static const int start[] = {0, 1}, row[] = {0};
  double mass = 2, q[3], p = 50;
  RodasProblem problem = {.n = 1,
                          .column_start = start,
                          .row = row,
                          .mass = &mass,
                          .evaluate = ramp,
                          .n_flows = 2,
                          .flows = ramp_flows,
                          .flows_along = ramp_flows_along,
                          .context = q};
  RodasWork work = work_with(&problem, &rodas4, 1e-2);
  rodas_start(&work, 0, &p, 0);
  while (work.t < 3) {
    assert_int_equal(rodas_step(&work, 3), RODAS_OK);
    double in = work.flow_integral[0], out = work.flow_integral[1], t0 = work.t_start, t1 = work.t;
    assert_abs(mass * (work.y[0] - work.y_start[0]), in - out, 1e-12 * (in + fabs(out) + work.y[0]));
    assert_rel(in, 1e3 * (t1 * t1 * t1 - t0 * t0 * t0) / 3, 1e-9);
  }
  rodas_free(&work);
}

/* ---- what broke other integrators ---- */

/* 1e-9 m3 at 1e-6 Pa behind a valve that opens from 10 bar in 1 L, over a junction, a dead end on it. */
static void small_volume_behind_an_opening_valve(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(4, 3);
  line.volume_m3[0] = 1e-3, line.volume_m3[2] = 1e-9, line.volume_m3[3] = 1e-12;
  line.from[0] = 0, line.to[0] = 1, line.from[1] = 1, line.to[1] = 2, line.from[2] = 1, line.to[2] = 3;
  for (int e = 0; e < 3; e++)
    line.c_m3_s[e] = 1e-3, line.k_m3_s_pa[e] = 1e-7;
  line.p_least_pa = 0;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-6);
  double p[] = {1e6, 1e-6, 1e-6, 1e-6};
  assert_int_equal(rodas_settle_algebraic(&work, 0, p), RODAS_OK);
  double start = amount(&line, p);
  rodas_start(&work, 0, p, 0);
  run_to(&work, 1000);
  for (int i = 0; i < 4; i++)
    assert_rel(work.y[i], start / amount(&line, (double[]){1, 1, 1, 1}), 1e-12);
  assert_true(work.steps + work.rejected < 300);
  print_message("opening valve: %ld steps, %ld rejected\n", work.steps, work.rejected);
  rodas_free(&work), rodas_line_free(&line);
}

/* All closed, some at 0 Pa: nothing moves, in one or two steps. */
static void all_closed(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(3, 2);
  for (int i = 0; i < 3; i++)
    line.volume_m3[i] = 1e-3;
  line.to[0] = 1, line.from[1] = 1, line.to[1] = 2;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-6);
  double p[] = {0, 1e5, 0};
  rodas_start(&work, 0, p, 0);
  run_to(&work, 1e6);
  assert_memory_equal(work.y, p, sizeof p);
  assert_true(work.steps <= 2);
  rodas_free(&work), rodas_line_free(&line);
}

/* A leak of 1e-9 Pa m3/s into 1 m3 at 0 Pa: pressure grows from nothing. */
static void rise_from_zero(void **state) {
  (void)state;
  RodasLine line = rodas_line_new(1, 0);
  line.volume_m3[0] = 1, line.load_pa_m3_s[0] = 1e-9, line.p_least_pa = 0;
  rodas_line_connect(&line);
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-6);
  double p = 0;
  rodas_start(&work, 0, &p, 0);
  run_to(&work, 3600);
  assert_rel(work.y[0], 3.6e-6, 1e-12);
  rodas_free(&work), rodas_line_free(&line);
}

/* The dense output stays within a few tolerances where volumes are 1e6 apart. */
static void dense_output_keeps_the_tolerance(void **state) {
  (void)state;
  enum { N = 10, POINTS = 7 };
  RodasLine line = rodas_line_chain(N);
  line.volume_m3[3] = 1e-9, line.volume_m3[7] = 0;
  double p[N], y[N], worst = 0;
  for (int i = 0; i < N; i++)
    p[i] = 101325;
  RodasProblem problem = rodas_line_problem(&line);
  RodasWork work = work_with(&problem, &rodas4, 1e-6), exact = work_with(&problem, &rodas4, 1e-10);
  assert_int_equal(rodas_settle_algebraic(&work, 0, p), RODAS_OK);
  rodas_start(&work, 0, p, 0), rodas_start(&exact, 0, p, 0);
  while (work.t < 3600) {
    assert_int_equal(rodas_step(&work, 3600), RODAS_OK);
    for (int k = 1; k <= POINTS; k++) {
      double t = k == POINTS ? work.t : work.t_start + work.h_used * k / POINTS;
      rodas_dense(&work, t, y);
      run_to(&exact, t);
      for (int i = 0; i < N; i++)
        worst = fmax(worst, fabs(y[i] / exact.y[i] - 1));
    }
  }
  print_message("dense output at rtol 1e-6: largest error %.1e\n", worst);
  assert_true(worst < 1e-5);
  rodas_free(&work), rodas_free(&exact), rodas_line_free(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pump_down_to_the_ultimate_pressure),
      cmocka_unit_test(twelve_decades),
      cmocka_unit_test(two_volumes_over_a_junction),
      cmocka_unit_test(viscous_pump_down),
      cmocka_unit_test(chain_against_the_matrix_exponential),
      cmocka_unit_test(small_line_against_gsl),
      cmocka_unit_test(flows_close_every_balance),
      cmocka_unit_test(integral_of_a_flow),
      cmocka_unit_test(flows_that_depend_on_time),
      cmocka_unit_test(small_volume_behind_an_opening_valve),
      cmocka_unit_test(all_closed),
      cmocka_unit_test(rise_from_zero),
      cmocka_unit_test(dense_output_keeps_the_tolerance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
