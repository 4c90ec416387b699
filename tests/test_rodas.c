/* The integrator as a method: accuracy under step control, time, algebraic unknowns, failures, events. Orders are in
   test_rodas_order.c, gas lines in test_rodas_line.c. */
#include "tests/check.h"
#include "tests/rodas_case.h"

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

/* ---- accuracy under step control ---- */

static bool decay(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)t;
  double rate = *(double *)context;
  f[0] = -rate * y[0];
  if (jacobian) jacobian[0] = -rate;
  return true;
}

static double one = 1;

static void exponential_decay(void **state) {
  (void)state;
  Case c;
  double y = 1;
  open_case(&c, 1, &one, decay, &one, true, tolerances(1e-12, 1e-30));
  rodas_start(&c.work, 0, &y, 0);
  run_to(&c.work, 10);
  assert_rel(c.work.y[0], exp(-10), 1e-10);
  close_case(&c);
}

static void steps_are_of_the_order_of_the_tolerance(void **state) {
  (void)state;
  for (double rtol = 1e-4; rtol > 1e-11; rtol *= 0.1) {
    Case c;
    double y[2], want[2];
    open_case(&c, 2, (double[]){1, 1}, circle, NULL, true, tolerances(rtol, 1e-20));
    circle_exact(0, y), circle_exact(3, want);
    rodas_start(&c.work, 0, y, 0);
    run_to(&c.work, 3);
    assert_rel(c.work.y[0], want[0], 2 * rtol);
    assert_rel(c.work.y[1], want[1], 2 * rtol);
    close_case(&c);
  }
}

/* One unknown held to 1e-3, the other to 1e-9, by their own atol. */
static bool two_decays(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t;
  f[0] = -y[0], f[1] = -y[1];
  if (jacobian) jacobian[0] = jacobian[3] = -1, jacobian[1] = jacobian[2] = 0;
  return true;
}

static void tolerance_of_each(void **state) {
  (void)state;
  Case c;
  double both[2][2], steps[2];
  for (int k = 0; k < 2; k++) {
    RodasSettings settings = tolerances(0, 0);
    settings.atol_each = k == 0 ? (double[]){1e-3, 1e-3} : (double[]){1e-3, 1e-9};
    open_case(&c, 2, (double[]){1, 1}, two_decays, NULL, true, settings);
    rodas_start(&c.work, 0, (double[]){1, 1}, 0);
    run_to(&c.work, 1);
    memcpy(both[k], c.work.y, sizeof both[k]), steps[k] = (double)c.work.steps;
    close_case(&c);
  }
  assert_abs(both[0][1], exp(-1), 1e-3);
  assert_abs(both[1][1], exp(-1), 1e-8);
  assert_true(steps[1] > 5 * steps[0]);
}

/* ---- time ---- */

static void ends_exactly_and_returns_to_its_stride(void **state) {
  (void)state;
  Case c;
  double y = 1;
  open_case(&c, 1, &one, decay, &one, true, tolerances(1e-6, 1e-12));
  rodas_start(&c.work, 0, &y, 0);
  run_to(&c.work, 0.3);
  double stride = c.work.h_next, t = c.work.t;
  run_to(&c.work, t + 1e-9);
  assert_true(c.work.h_used == c.work.t - t && c.work.h_used < 1.1e-9);
  assert_rel(c.work.h_next, stride, 1e-12);
  assert_int_equal(rodas_step(&c.work, c.work.t), RODAS_OK); /* nothing to do */
  assert_rel(c.work.y[0], exp(-c.work.t), 1e-6);
  close_case(&c);
}

static void long_segment_in_local_time(void **state) {
  (void)state;
  Case c;
  double y = 1, rate = 1e-9;
  open_case(&c, 1, &one, decay, &rate, true, tolerances(1e-9, 1e-30));
  rodas_start(&c.work, 0, &y, 0);
  run_to(&c.work, 3e9);
  assert_rel(c.work.y[0], exp(-3), 1e-8);
  rodas_start(&c.work, 0, c.work.y, 0); /* its own state as the start of the next */
  run_to(&c.work, 1e-6);
  assert_rel(c.work.y[0], exp(-3), 1e-8);
  close_case(&c);
}

static void redo_is_the_shorter_step_from_the_same_start(void **state) {
  (void)state;
  Case a, b;
  double y[2];
  circle_exact(0, y);
  open_case(&a, 2, (double[]){1, 1}, circle, NULL, true, tolerances(1e-6, 1e-12));
  open_case(&b, 2, (double[]){1, 1}, circle, NULL, true, tolerances(1e-6, 1e-12));
  rodas_start(&a.work, 0, y, 0.05), rodas_start(&b.work, 0, y, 0.05);
  assert_int_equal(rodas_step(&a.work, 1), RODAS_OK);
  assert_int_equal(rodas_step(&b.work, 1), RODAS_OK);
  assert_int_equal(rodas_step(&a.work, 1), RODAS_OK); /* redone below */
  double h_next = a.work.h_next, t = a.work.t_start + 0.37 * a.work.h_used;
  assert_int_equal(rodas_redo(&a.work, t), RODAS_OK);
  assert_int_equal(rodas_step(&b.work, t), RODAS_OK);
  assert_true(a.work.t == t && b.work.t == t && a.work.h_next == h_next);
  assert_memory_equal(a.work.y, b.work.y, 2 * sizeof(double));
  close_case(&a), close_case(&b);
}

/* Turns at a rate that decides on which side of the diagonal the pivots lie. */
static bool rotation(void *context, double t, const double *y, double *f, double *jacobian) {
  double rate = *(double *)context;
  (void)t;
  f[0] = rate * y[1] - y[0], f[1] = -rate * y[0] - 0.7 * y[1];
  if (jacobian) jacobian[0] = -1, jacobian[1] = -rate, jacobian[2] = rate, jacobian[3] = -0.7;
  return true;
}

static void turn(Case *c, double *rate, double value) {
  *rate = value;
  rodas_start(&c->work, 0, (double[]){1, 0.9}, 0.1);
  run_to(&c->work, 2);
}

static void same_bits_whatever_came_before(void **state) {
  (void)state;
  Case fresh, used;
  double rate;
  open_case(&fresh, 2, (double[]){1, 1}, rotation, &rate, true, fixed_steps(&rodas4, 0.1));
  open_case(&used, 2, (double[]){1, 1}, rotation, &rate, true, fixed_steps(&rodas4, 0.1));
  turn(&fresh, &rate, 0.3);
  turn(&used, &rate, 1e6), turn(&used, &rate, 0.3);
  assert_memory_equal(fresh.work.y, used.work.y, 2 * sizeof(double));
  close_case(&fresh), close_case(&used);
}

/* ---- algebraic unknowns ---- */

static bool cube(void *context, double t, const double *y, double *f, double *jacobian) {
  double singular = *(double *)context;
  (void)t;
  if (y[1] < -50) return false;
  f[0] = -y[1], f[1] = singular != 0 ? y[0] : y[1] * y[1] * y[1] + y[1] - y[0];
  if (jacobian)
    jacobian[0] = 0, jacobian[1] = singular != 0 ? 1 : -1, jacobian[2] = -1,
    jacobian[3] = singular != 0 ? 0 : 3 * y[1] * y[1] + 1;
  return true;
}

static void algebraic_unknowns_settle(void **state) {
  (void)state;
  Case c;
  double regular = 0, y[2] = {1010, 1e3};
  open_case(&c, 2, (double[]){1, 0}, cube, &regular, true, tolerances(1e-6, 1e-12));
  assert_int_equal(rodas_settle_algebraic(&c.work, 0, y), RODAS_OK);
  assert_rel(y[1], 10, 1e-12);
  assert_true(y[0] == 1010);
  y[0] = 10, y[1] = -1e-9; /* on the other side, from almost nothing */
  assert_int_equal(rodas_settle_algebraic(&c.work, 0, y), RODAS_OK);
  assert_rel(y[1], 2, 1e-12);
  y[1] = 2; /* already there */
  assert_int_equal(rodas_settle_algebraic(&c.work, 0, y), RODAS_OK);
  assert_rel(y[1], 2, 1e-12);
  y[1] = -60;
  assert_int_equal(rodas_settle_algebraic(&c.work, 0, y), RODAS_NOT_ADMISSIBLE);
  regular = 1, y[1] = 0;
  assert_int_equal(rodas_settle_algebraic(&c.work, 0, y), RODAS_SINGULAR);
  close_case(&c);
}

/* Newton's own step from 5 goes to -64, and on from there. */
static bool flat(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t;
  double root = sqrt(1 + y[0] * y[0]);
  f[0] = y[0] / root - 0.5;
  if (jacobian) jacobian[0] = 1 / (root * root * root);
  return true;
}

static void settling_is_damped(void **state) {
  (void)state;
  Case c;
  double y = 5, massless = 0;
  open_case(&c, 1, &massless, flat, NULL, true, tolerances(1e-6, 1e-12));
  assert_int_equal(rodas_settle_algebraic(&c.work, 0, &y), RODAS_OK);
  assert_rel(y, sqrt(1.0 / 3), 1e-12);
  close_case(&c);
}

static bool no_root(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t;
  f[0] = 0, f[1] = y[1] * y[1] + 1;
  if (jacobian) jacobian[0] = jacobian[1] = jacobian[2] = 0, jacobian[3] = 2 * y[1];
  return true;
}

static void equations_that_do_not_close_say_which(void **state) {
  (void)state;
  Case c;
  double y[2] = {0, 3};
  open_case(&c, 2, (double[]){1, 0}, no_root, NULL, true, tolerances(1e-6, 1e-12));
  assert_int_equal(rodas_settle_algebraic(&c.work, 0, y), RODAS_NOT_SETTLED);
  assert_int_equal(c.work.worst, 1);
  close_case(&c);
}

/* ---- failures ---- */

typedef struct {
  double y_least, nan_after_t, infinite_after_t;
} Trap;

/* y' = -1, and traps */
static bool falling(void *context, double t, const double *y, double *f, double *jacobian) {
  const Trap *trap = context;
  f[0] = t > trap->infinite_after_t ? INFINITY : t > trap->nan_after_t ? NAN : -1;
  if (jacobian) jacobian[0] = 0;
  return !(y[0] < trap->y_least);
}

static RodasOutcome fall(Trap trap, double *t, double *y) {
  Case c;
  double start = 1;
  RodasOutcome outcome = RODAS_OK;
  open_case(&c, 1, &one, falling, &trap, false, tolerances(1e-6, 1e-12));
  rodas_start(&c.work, 0, &start, 0);
  while (outcome == RODAS_OK && c.work.t < 2)
    outcome = rodas_step(&c.work, 2);
  *t = c.work.t, *y = c.work.y[0];
  if (outcome == RODAS_NOT_FINITE) assert_int_equal(c.work.worst, 0);
  close_case(&c);
  return outcome;
}

static void refused_states_are_never_accepted(void **state) {
  (void)state;
  double t, y;
  assert_int_equal(fall((Trap){-INFINITY, INFINITY, INFINITY}, &t, &y), RODAS_OK);
  assert_rel(y, -1, 1e-12);
  assert_int_equal(fall((Trap){0.25, INFINITY, INFINITY}, &t, &y), RODAS_NOT_ADMISSIBLE);
  assert_true(y >= 0.25 && t <= 0.75);
  assert_rel(t, 0.75, 1e-9);
  assert_int_equal(fall((Trap){-INFINITY, 0.5, INFINITY}, &t, &y), RODAS_NOT_FINITE);
  assert_true(t <= 0.5);
  assert_rel(y, 0.5, 1e-6);
  assert_int_equal(fall((Trap){-INFINITY, INFINITY, 0.5}, &t, &y), RODAS_NOT_FINITE);
  assert_true(t <= 0.5);
  assert_int_equal(fall((Trap){-INFINITY, -1, INFINITY}, &t, &y), RODAS_NOT_FINITE);
  assert_true(t == 0 && y == 1);
}

/* y1' = 0; y2' = y2^2 is infinite at t = 1 */
static bool explosion(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t;
  f[0] = 0, f[1] = y[1] * y[1];
  if (jacobian) jacobian[0] = jacobian[1] = jacobian[2] = 0, jacobian[3] = 2 * y[1];
  return true;
}

static void step_that_becomes_too_small(void **state) {
  (void)state;
  Case c;
  open_case(&c, 2, (double[]){1, 1}, explosion, NULL, true, tolerances(1e-6, 1e-12));
  rodas_start(&c.work, 0, (double[]){1, 1}, 0);
  RodasOutcome outcome = RODAS_OK;
  while (outcome == RODAS_OK && c.work.t < 2)
    outcome = rodas_step(&c.work, 2);
  assert_true(outcome == RODAS_TOO_SMALL || outcome == RODAS_NOT_FINITE);
  assert_int_equal(c.work.worst, 1);
  assert_rel(c.work.t, 1, 1e-4);
  assert_true(isfinite(c.work.y[1]));
  close_case(&c);
}

static void singular_system_names_the_unknown(void **state) {
  (void)state;
  Case c;
  double singular = 1, y[2] = {0, 0};
  open_case(&c, 2, (double[]){1, 0}, no_root, &singular, true, tolerances(1e-6, 1e-12));
  rodas_start(&c.work, 0, y, 0);
  assert_int_equal(rodas_step(&c.work, 1), RODAS_SINGULAR);
  assert_int_equal(c.work.worst, 1);
  assert_true(c.work.t == 0);
  close_case(&c);
}

static void missing_diagonal(void **state) {
  (void)state;
  static const int start[] = {0, 1, 2}, row[] = {0, 0};
  static const double mass[] = {1, 1}, massless[] = {1, 0};
  RodasProblem problem = {.n = 2, .column_start = start, .row = row, .mass = mass};
  RodasSettings settings = rodas_settings_default();
  RodasWork work;
  assert_int_equal(rodas_init(&work, &problem, &settings), RODAS_STRUCTURE);
  assert_int_equal(work.worst, 1);
  rodas_free(&work); /* empty */
  problem.mass = massless;
  assert_int_equal(rodas_init(&work, &problem, &settings), RODAS_OK);
  rodas_free(&work);
  for (int i = 0; i < RODAS_OUTCOME_COUNT; i++)
    assert_true(strlen(rodas_outcome_words((RodasOutcome)i)) > 3);
}

static bool nothing(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)context, (void)t, (void)y, (void)f, (void)jacobian;
  return true;
}

static void constant_flow(void *context, double *q) {
  (void)context, q[0] = 3;
}
static void constant_flow_along(void *context, const double *direction, double *dq) {
  (void)context, (void)direction, dq[0] = 0;
}

static void nothing_to_integrate(void **state) {
  (void)state;
  static const int start[] = {0};
  RodasProblem problem = {.n = 0,
                          .column_start = start,
                          .evaluate = nothing,
                          .n_flows = 1,
                          .flows = constant_flow,
                          .flows_along = constant_flow_along,
                          .autonomous = true};
  RodasSettings settings = rodas_settings_default();
  RodasWork work;
  assert_int_equal(rodas_init(&work, &problem, &settings), RODAS_OK);
  assert_int_equal(rodas_settle_algebraic(&work, 0, NULL), RODAS_OK);
  rodas_start(&work, 0, NULL, 0);
  assert_int_equal(rodas_step(&work, 100), RODAS_OK);
  assert_true(work.t == 100 && work.steps == 1);
  assert_rel(work.flow_integral[0], 300, 1e-14);
  rodas_free(&work);
}

/* ---- laws that bend ---- */

/* y1' = -y1, and y2 follows at once: to a half, and from there on no further. */
static bool follows_to_a_half(void *context, double t, const double *y, double *f, double *jacobian) {
  (void)t;
  bool below = y[0] < 0.5;
  f[0] = -y[0], f[1] = (below ? 0.5 : y[0]) - y[1];
  if (!jacobian) return true;
  *(bool *)context = below;
  jacobian[0] = -1, jacobian[1] = below ? 0 : 1, jacobian[2] = 0, jacobian[3] = -1;
  return true;
}

static unsigned side_of_the_half(void *context) {
  return *(bool *)context;
}

/* The largest error within steps over the bend, in units of the tolerance. */
static double off_within_steps(unsigned (*piece)(void *context)) {
  Case c;
  bool below = false;
  double y[2] = {1, 1}, worst = 0;
  open_case(&c, 2, (double[]){1, 0}, follows_to_a_half, &below, true, tolerances(1e-6, 0));
  c.problem.piece = piece;
  rodas_start(&c.work, 0, y, 0);
  while (c.work.t < 2) {
    assert_int_equal(rodas_step(&c.work, 2), RODAS_OK);
    for (int k = 0; k <= 20; k++) {
      double t = c.work.t_start + 0.05 * k * c.work.h_used, want = fmax(exp(-t), 0.5);
      rodas_dense(&c.work, t, y);
      worst = fmax(worst, fabs(y[1] - want) / (1e-6 * want));
    }
  }
  close_case(&c);
  return worst;
}

/* What a step's error sees is right to the tolerance either way; what lies within it is only if the bend is told. */
static void step_over_a_bend_is_looked_at_within(void **state) {
  (void)state;
  assert_true(off_within_steps(NULL) > 50);
  assert_true(off_within_steps(side_of_the_half) < 10);
}

/* ---- events ---- */

static double below(void *context, double t, const double *y) {
  (void)t;
  return *(double *)context - y[0];
}

static double always(void *context, double t, const double *y) {
  return (void)context, (void)t, (void)y, 1;
}
static double no_number(void *context, double t, const double *y) {
  return (void)context, (void)t, (void)y, NAN;
}

/* Steps until the condition holds, then lands. False if it never does. */
static bool find(RodasWork *work, RodasEvent *event, double *threshold, double t_end) {
  bool landed = false;
  double t;
  while (work->t < t_end && !landed) {
    assert_int_equal(rodas_step(work, t_end), RODAS_OK);
    if (!rodas_event_time(work, event, threshold, &t)) continue;
    assert_true(t >= work->t_start && t <= work->t);
    assert_int_equal(rodas_land(work, event, threshold, t, 1e-9 * *threshold, &landed), RODAS_OK);
  }
  return landed;
}

static void condition_is_landed_on(void **state) {
  (void)state;
  Case c;
  double y = 1, threshold = 0.0123;
  open_case(&c, 1, &one, decay, &one, true, tolerances(1e-6, 1e-12));
  rodas_start(&c.work, 0, &y, 0);
  assert_true(find(&c.work, below, &threshold, 20));
  assert_true(c.work.y[0] <= threshold); /* it holds now */
  assert_rel(c.work.y[0], threshold, 1e-9);
  assert_rel(c.work.t, -log(threshold), 1e-6);
  double t = c.work.t;
  assert_true(find(&c.work, below, &threshold, 20)); /* holds already: at once */
  assert_true(c.work.t == t);
  threshold = 1e-9;
  assert_false(find(&c.work, below, &threshold, 15));
  assert_true(c.work.t == 15);
  threshold = 1;
  assert_false(find(&c.work, no_number, &threshold, 16));
  assert_true(find(&c.work, always, &threshold, 17) && c.work.t == 16);
  close_case(&c);
}

/* A condition that holds only for a part of a step: 0.0028 s from 1.5654 s on, within
   the step from 1.56 to 1.57 s. */
static double crest(void *context, double t, const double *y) {
  return (void)context, (void)y, sin(t + 0.004) - 0.999999;
}

static void condition_that_passes_within_a_step(void **state) {
  (void)state;
  Case c;
  double y = 1, scale = 1;
  RodasSettings settings = tolerances(1e-6, 1e-12);
  settings.h_max = 0.01;
  open_case(&c, 1, &one, decay, &one, true, settings);
  rodas_start(&c.work, 0, &y, 0.01);
  assert_true(find(&c.work, crest, &scale, 3));
  assert_rel(c.work.t, asin(0.999999) - 0.004, 1e-6);
  close_case(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(exponential_decay),
      cmocka_unit_test(steps_are_of_the_order_of_the_tolerance),
      cmocka_unit_test(tolerance_of_each),
      cmocka_unit_test(ends_exactly_and_returns_to_its_stride),
      cmocka_unit_test(long_segment_in_local_time),
      cmocka_unit_test(redo_is_the_shorter_step_from_the_same_start),
      cmocka_unit_test(same_bits_whatever_came_before),
      cmocka_unit_test(algebraic_unknowns_settle),
      cmocka_unit_test(settling_is_damped),
      cmocka_unit_test(equations_that_do_not_close_say_which),
      cmocka_unit_test(refused_states_are_never_accepted),
      cmocka_unit_test(step_that_becomes_too_small),
      cmocka_unit_test(singular_system_names_the_unknown),
      cmocka_unit_test(missing_diagonal),
      cmocka_unit_test(step_over_a_bend_is_looked_at_within),
      cmocka_unit_test(nothing_to_integrate),
      cmocka_unit_test(condition_is_landed_on),
      cmocka_unit_test(condition_that_passes_within_a_step),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
