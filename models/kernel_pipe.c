#include "models/kernel_pipe.h"

#include <math.h>

#include "models/constants.h"
#include "models/kernel_pipe_residual.h"

static const double closest = 1e-10; /* FlowStart.within */
static const double fastest = 2.1;   /* W from a reservoir is always below: bounds the search */

/* Stokes and inertial estimates joined as the ends join them. */
static double first_guess(const PipeProblem *p) {
  const Pipe *pipe = p->pipe;
  double core = pipe->core + pipe->core_bends, ends = p->share_1 + p->share_2;
  double linear = p->drive / (core + ends * p->inlet.g * p->inlet.t + 1e-9);
  double square = 0.028 * ends + 0.0006 * pipe->core + 0.02 * pipe->bend_k + 0.01;
  double inertial = 2 * p->drive / (core + sqrt(core * core + 4 * square * p->drive));
  double ratio = linear / inertial * (1 - inertial * core / p->drive);
  return linear / sqrt(1 + ratio * ratio);
}

/* Where f = 0 by the cubic of omega(f) through two points with their slopes: one evaluation less than Newton's method.
 */
static double inverse_hermite(double omega0, const PipeResidual *r0, double omega1, const PipeResidual *r1) {
  double h = r1->f - r0->f, s = -r0->f / h, v = 1 - s;
  return v * v * ((1 + 2 * s) * omega0 + s * h / r0->domega) + s * s * ((1 + 2 * v) * omega1 - v * h / r1->domega);
}

static double curvature_between(double omega0, const PipeResidual *r0, double omega1, const PipeResidual *r1) {
  return omega1 * (r1->domega - r0->domega) / (2 * r1->domega * (omega1 - omega0));
}

/* What the cubic misses is the product of what the two points miss, squared, times a fourth derivative; if the points lie on one curve, as
   they do if a parabola leads to the same place. */
static bool cubic_suffices(double omega0, double omega1, double step, double root, double curvature, double within) {
  double product = (omega0 - root) * (omega1 - root) / (root * root), steep = 1 + fabs(curvature);
  double parabola = omega1 - step - curvature * step * step / omega1;
  return steep * steep * steep * product * product <= 0.003 * within && fabs(root - parabola) <= 0.1 * within * root;
}

/* The equation bends otherwise on the other side. */
static int sonic_ends(const PipeProblem *p, double omega) {
  double sonic = p->fanno->x_sonic * omega;
  return (p->delta1 < sonic ? 1 : 0) + (p->delta2 < sonic ? 2 : 0);
}

/* Newton's method then misses by what it does not know of the curvature. */
static bool bend_suffices(const FlowStart *start, int sonic, double size, double within) {
  return start->curvature != 0 && sonic == start->sonic && (0.1 + fabs(start->curvature)) * size * size <= 0.1 * within;
}

/* Newton's method, at first bent by the curvature as last known if that is nothing new to it, then the cubic, inside a bracket; the
   right side rises with omega. Of *at, what belongs to the derivatives is good to 1e-4, and to rounding where slopes are wanted: those
   of short choked pieces want the root itself. */
static double solve(const PipeProblem *p, double omega, bool slopes, FlowStart *start, PipeResidual *at) {
  double within = slopes ? closest : fmax(start->within, closest);
  /* gas that arrives moving, as within a run or from a bore a little wider, can pass more than a nozzle makes of its static pressure */
  double low = 0, high = p->share_1 >= 1 ? fastest * p->delta1 : HUGE_VAL, before = 0;
  PipeResidual last = {0, 0, 0, 0};
  if (omega > high) omega = 0.5 * high;
  for (int i = 0; i < 60; i++) {
    pipe_residual(p, omega, at);
    double step = at->f / at->domega, next = omega - step, size = fabs(step);
    if (size <= 1e-9 * omega) return next;
    bool near = size <= 1e-7 * omega;
    if (i > 0 && fabs(at->f) < 0.5 * fabs(last.f)) {
      next = inverse_hermite(before, &last, omega, at);
      double curvature = curvature_between(before, &last, omega, at);
      near = near || cubic_suffices(before, omega, step, next, curvature, within);
      start->curvature = curvature;
    } else if (i == 0 && bend_suffices(start, sonic_ends(p, omega), size / omega, within)) {
      next -= start->curvature * step * step / omega;
      near = true;
    }
    if (near && !slopes) return next;
    if (near) {
      pipe_residual(p, next, at);
      return next - at->f / at->domega;
    }
    if (at->f > 0)
      high = omega;
    else
      low = omega;
    if (!(next > low && next < high)) next = isinf(high) ? 2 * omega : low > 0 ? 0.5 * (low + high) : 0.1 * high;
    /* now and then halve the bracket outright: near a sonic exit Newton and the cubic can take turns without closing in */
    if (i >= 8 && i % 2 == 0 && low > 0 && !isinf(high)) next = 0.5 * (low + high);
    before = omega;
    last.f = at->f, last.domega = at->domega;
    omega = next;
  }
  return omega;
}

static void set_gas(PipeProblem *p, const GasState *gas) {
  const double monatomic = 0.30180492912240897; /* 1/W^2 of the ideal nozzle, gamma 5/3 */
  const double perry_air = 0.33945293828093576 / (0.836 * 0.836), perry_over_ideal = 1 / (0.836 * 0.836);
  double m = p->pipe->tube_like, inverse2 = gas->fanno.w_inverse2;
  p->fanno = &gas->fanno;
  p->scale = 1 + (1 - m) * (inverse2 * (1 / monatomic) - 1);
  p->shift = m * (inverse2 - monatomic);
  p->deficit = inverse2 * perry_over_ideal - perry_air;
}

static double hypot2(double x, double y) {
  return x * x + y * y;
}

static bool is_near(const FlowStart *start, double delta1) {
  return start->root > 0 && delta1 < 2 * start->at1 && start->at1 < 2 * delta1;
}

/* Where the tangent at the last root leads, bent as it turned from the root before, in the direction of that by the cubic through both;
   if that is nearby. */
static double begin(const PipeProblem *p, const FlowStart *start) {
  if (!is_near(start, p->delta1)) return first_guess(p);
  double d1 = p->delta1 - start->at1, d2 = p->delta2 - start->at2;
  double square = hypot2(start->step1, start->step2);
  double along = square > 0 ? (d1 * start->step1 + d2 * start->step2) / square : 0;
  double bend = 0.5 * along * (d1 * start->turn1 + d2 * start->turn2);
  if (fabs(along) < 3) bend += (1.5 + along) * along * along * start->lean;
  double omega = start->root + start->by1 * d1 + start->by2 * d2 + bend;
  return omega > 0.7 * start->root && omega < 1.5 * start->root ? omega : first_guess(p);
}

/* How far it is from the last root, and how the slopes turned on the way; of a way too short to tell, half the one before it. */
static void turn(FlowStart *start, double delta1, double delta2, double omega, double by1, double by2) {
  double step1 = delta1 - start->at1, step2 = delta2 - start->at2;
  if (!is_near(start, delta1)) {
    start->step1 = start->step2 = 0;
  } else if (hypot2(step1, step2) >= 0.01 * hypot2(start->step1, start->step2)) {
    start->step1 = step1, start->step2 = step2;
    start->turn1 = by1 - start->by1, start->turn2 = by2 - start->by2;
    double missed = start->root + by1 * step1 + by2 * step2 - omega;
    start->lean = 2 * missed - (step1 * start->turn1 + step2 * start->turn2);
  } else {
    start->step1 *= 0.5, start->step2 *= 0.5;
    start->turn1 *= 0.5, start->turn2 *= 0.5;
    start->lean *= 0.125;
  }
}

static void move_start(FlowStart *start, const PipeProblem *p, double omega, const PipeResidual *at) {
  double inverse = -1 / at->domega, by1 = at->ddelta1 * inverse, by2 = at->ddelta2 * inverse;
  turn(start, p->delta1, p->delta2, omega, by1, by2);
  start->at1 = p->delta1, start->at2 = p->delta2, start->root = omega;
  start->by1 = by1, start->by2 = by2, start->sonic = sonic_ends(p, omega);
}

/* delta1 > delta2 >= 0; start: in this direction */
static double forward(const Pipe *pipe, bool back, const GasState *gas, double delta1, double delta2, bool slopes,
                      FlowStart *start) {
  PipeProblem p; /* by its members: an initializer would clear it first */
  p.pipe = pipe;
  p.share_1 = back ? pipe->share_2 : pipe->share_1, p.share_2 = back ? pipe->share_1 : pipe->share_2;
  p.delta1 = delta1, p.delta2 = delta2, p.inverse_delta2 = delta2 > 0 ? 1 / delta2 : 0;
  p.at1 = poiseuille_at(delta1), p.at2 = poiseuille_at(delta2);
  p.drive = poiseuille_between(delta1, &p.at1, delta2, &p.at2);
  pipe_end_state(pipe, delta1, &p.at1, &p.inlet);
  set_gas(&p, gas);
  PipeResidual at;
  double omega = solve(&p, begin(&p, start), slopes, start, &at);
  move_start(start, &p, omega, &at);
  return omega;
}

/* Slope of omega in delta1 - delta2 where both are delta. */
static double slope_at_rest(const Pipe *pipe, double delta) {
  Poiseuille at = poiseuille_at(delta);
  PipeEnd end;
  pipe_end_state(pipe, delta, &at, &end);
  return at.g / (pipe->core + pipe->core_bends + (pipe->share_1 + pipe->share_2) * end.g * end.t);
}

/* Nothing below 0, and nothing whose square would leave the range of a double. */
static double rarefaction_of(double delta) {
  return delta > 1e-100 ? delta : 0;
}

/* A solver may probe below 0 Pa: the molecular law goes on, so that flow still dissipates. */
static void add_below_zero(double slope_m3_s, double p1_pa, double p2_pa, Flow *flow) {
  flow->q_pa_m3_s += (fmin(p1_pa, 0) - fmin(p2_pa, 0)) * slope_m3_s;
  if (p1_pa < 0) flow->dq_dp1_m3_s = slope_m3_s;
  if (p2_pa < 0) flow->dq_dp2_m3_s = -slope_m3_s;
}

/* Far beyond any gas; also what a NaN is not below. The caller learns by a NaN that there is no flow to be had. */
static const double absurd_rarefaction = 1e15;

void kernel_pipe(const Pipe *pipe, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  FlowStart nowhere = {0};
  kernel_pipe_from(pipe, gas, p1_pa, p2_pa, &nowhere, true, flow);
}

/* A negative root: that of the flow from end 2 to end 1, at1 being the delta of end 2. */
static double backward(const Pipe *pipe, const GasState *gas, double delta1, double delta2, bool slopes,
                       FlowStart *start) {
  start->root = -start->root;
  double omega = forward(pipe, true, gas, delta2, delta1, slopes, start);
  start->root = -omega;
  return omega;
}

void kernel_pipe_from(const Pipe *pipe, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start, bool slopes,
                      Flow *flow) {
  double to_delta = pipe->radius_m * gas->rarefaction_per_pa_m;
  double aperture = sqrt(PI) / 2 * pipe->radius_m * gas->v0_m_s * gas->warm, unit = aperture * pipe->radius_m;
  double delta1 = rarefaction_of(to_delta * p1_pa), delta2 = rarefaction_of(to_delta * p2_pa), d1, d2, omega = 0;
  if (!(fabs(p1_pa) * to_delta < absurd_rarefaction && fabs(p2_pa) * to_delta < absurd_rarefaction)) {
    *flow = (Flow){NAN, NAN, NAN, false, false};
    return;
  }
  if (delta1 == delta2) {
    d1 = slope_at_rest(pipe, delta1);
    d2 = -d1;
  } else if (delta1 > delta2) {
    omega = forward(pipe, false, gas, delta1, delta2, slopes, start);
    d1 = start->by1, d2 = start->by2;
  } else {
    omega = -backward(pipe, gas, delta1, delta2, slopes, start);
    d1 = -start->by2, d2 = -start->by1;
  }
  flow->q_pa_m3_s = aperture * gas->viscosity_pa_s * gas->v0_m_s * omega; /* unit omega / to_delta */
  flow->dq_dp1_m3_s = unit * d1;
  flow->dq_dp2_m3_s = unit * d2;
  double strength = fabs(omega), exit = delta1 < delta2 ? delta1 : delta2;
  flow->choked = strength > 30 && exit < 0.28 * strength;
  flow->turbulent = strength > 2000;
  if (p1_pa < 0 || p2_pa < 0) add_below_zero(unit * slope_at_rest(pipe, 0), p1_pa, p2_pa, flow);
}
