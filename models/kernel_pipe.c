#include "models/kernel_pipe.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "models/constants.h"
#include "models/kernel_fanno.h"
#include "models/kernel_friction.h"
#include "models/kernel_perry.h"
#include "models/kernel_poiseuille.h"

/* Linear conductance of the aperture over its free-molecular one: 1 + first * delta at first order, Sampson's Stokes flow
   2 delta/(3 sqrt(pi)) at last (R. A. Sampson 1891); the first from the table's slope at small delta (collisions are bilinear in the two
   pressures, so that it is twice the slope into vacuum). */
static const double aperture_first = 0.276, aperture_last = 0.3761263890318376 - 0.276, aperture_turn = 7;
static const double exit_rarefaction = 0.43;/* delta of an exit into vacuum is this times omega */
static const double gamma_fade = 10;          /* omega */
static const double turbulent_from = 3000, turbulent_width = 4000; /* omega; Re = 2 omega/sqrt(pi) */

/* A quantity with its derivatives in omega and in the delta of its end. */
typedef struct {
  double value, domega, ddelta;
} Term;

/* What an end's loss depends on besides omega and k. */
typedef struct {
  double t, dt; /* linear end resistance and its derivative in delta */
  double g, dg; /* G/2 */
  double inverse_delta;
} EndState;

typedef struct {
  const Pipe *pipe;
  double share_1, share_2; /* of the entrance and the exit in the direction of flow */
  Fanno fanno;       /* only where the pipe is tube_like */
  double scale, shift, deficit; /* inertia and orifice deficit of this gamma against the table's 5/3 */
  double delta1, delta2, inverse_delta2, drive;
  Poiseuille at1, at2;
  EndState inlet;
} Problem;

typedef struct {
  double f, domega, ddelta1, ddelta2;
} Residual;

/* k(omega): cubic in each octave, found from the exponent. */
static Term inertia_table_at(const Pipe *pipe, double omega) {
  if (omega <= 0.25) return (Term){pipe->inertia[0] * omega * 4, pipe->inertia[0] * 4, 0};
  if (omega >= 4096) return (Term){pipe->inertia[INERTIA_NODES - 1], 0, 0};
  uint64_t bits;
  memcpy(&bits, &omega, sizeof bits);
  int i = (int)(bits >> 52) - 1021; /* 2^-2 is node 0 */
  bits = (bits & UINT64_C(0x7FF0000000000000));
  double h;
  memcpy(&h, &bits, sizeof h);
  double over = 1 / h, x = omega - h, t = x * over, rise = (pipe->inertia[i + 1] - pipe->inertia[i]) * over;
  double s0 = pipe->slope[i], s1 = pipe->slope[i + 1], c2 = 3 * rise - 2 * s0 - s1, c3 = s0 + s1 - 2 * rise;
  return (Term){pipe->inertia[i] + x * (s0 + t * (c2 + t * c3)), s0 + t * (2 * c2 + 3 * t * c3), 0};
}

/* k of this gamma; gases do not differ where the flow is not yet gas dynamics. */
static Term of_gas(const Problem *p, const Term *k, double omega) {
  if (p->scale == 1 && p->shift == 0) return *k;
  double one = 1 / (omega + gamma_fade), fade = omega * one, dfade = gamma_fade * one * one;
  double extra = (p->scale - 1) * k->value + p->shift;
  return (Term){k->value + fade * extra, k->domega * (1 + fade * (p->scale - 1)) + dfade * extra, 0};
}

/* The entrance's part of k goes over to the turbulent one. The exit's does not: an exit loses the same. */
static Term entrance_inertia(const Problem *p, const Term *k, double omega) {
  const Pipe *pipe = p->pipe;
  Term part = {k->value * pipe->inertia_1, k->domega * pipe->inertia_1, 0};
  double t = (omega - turbulent_from) / turbulent_width;
  if (t <= 0) return part;
  if (t > 1) t = 1;
  double step = t * t * (3 - 2 * t), dstep = 6 * t * (1 - t) / turbulent_width;
  part.domega += dstep * pipe->turbulent_gain;
  part.value += step * pipe->turbulent_gain;
  return part;
}

static EndState end_state(const Pipe *pipe, double delta, const Poiseuille *at) {
  double turn = 1 / (aperture_turn + delta), bend = aperture_last * delta * turn;
  double t = 1 / (1 + delta * (aperture_first + bend));
  EndState end = {t, -(aperture_first + bend * (1 + aperture_turn * turn)) * t * t, 0.5 * at->g, 0.5 * at->dg, 1 / delta};
  if (pipe->excess > 0) {
    double flights = 1 / (1 + pipe->run_over_radius * delta), excess = pipe->excess * flights;
    end.t += excess;
    end.dt -= excess * pipe->run_over_radius * flights;
  }
  return end;
}

/* Loss of one end, S = (G/2) omega [a u + (t^4 + ((1 - a) u)^4)^(1/4)], u = k omega/delta. At an orifice (a = 0) Stokes
   resistance and inertia do not add, the larger rules (as the discharge coefficient at low Reynolds numbers); in a tube
   (a = 1) inertia adds to friction (Hagenbach). Power and a from DSMC at finite pressure ratio. */
static Term end_loss(const EndState *end, double additive, double omega, const Term *k) {
  double du = k->value * end->inverse_delta, all = du * omega, rest = 1 - additive, u = rest * all, t2 = end->t * end->t, u2 = u * u;
  double square = sqrt(t2 * t2 + u2 * u2), norm = sqrt(square), scale = 1 / (norm * square);
  double t_part = t2 * end->t * scale, u_part = additive + rest * u2 * u * scale, loss = norm + additive * all;
  return (Term){end->g * omega * loss, end->g * (loss + omega * u_part * (du + end->inverse_delta * omega * k->domega)),
                omega * (end->dg * loss + end->g * (t_part * end->dt - u_part * all * end->inverse_delta))};
}

static void add_ends(const Problem *p, double omega, Residual *r) {
  const Pipe *pipe = p->pipe;
  Term table = inertia_table_at(pipe, omega), all = of_gas(p, &table, omega);
  if (p->share_1 > 0) {
    Term k = entrance_inertia(p, &all, omega), in = end_loss(&p->inlet, pipe->additive, omega, &k);
    r->f += p->share_1 * in.value;
    r->domega += p->share_1 * in.domega;
    r->ddelta1 += p->share_1 * in.ddelta;
  }
  if (p->share_2 > 0) {
    double delta = p->delta2 + exit_rarefaction * omega;
    Poiseuille at = poiseuille_at(delta);
    EndState end = end_state(pipe, delta, &at);
    Term k = {pipe->inertia_2 * all.value, pipe->inertia_2 * all.domega, 0}, out = end_loss(&end, pipe->additive, omega, &k);
    r->f += p->share_2 * out.value;
    r->domega += p->share_2 * (out.domega + exit_rarefaction * out.ddelta);
    r->ddelta2 += p->share_2 * out.ddelta;
  }
}

/* Acceleration along a tube: heads, with derivatives in ln x1 and ln x2. */
static void tube_heads(const Problem *p, double x1, double x2, double *q, double *d1, double *d2) {
  const Pipe *pipe = p->pipe;
  double inlet = p->share_1, m = pipe->tube_like, choked = 2 * PI * p->fanno.w_inverse2; /* N at the choked nozzle, which k contains */
  if (inlet > 0) {
    FannoTerm n = fanno_inlet(&p->fanno, x1);
    *q += m * inlet * (n.value - choked * pipe->inertia_1);
    *d1 += m * inlet * n.dln;
  }
  if (inlet < 1) {
    FannoTerm b = fanno_section(&p->fanno, x1);
    *q += m * (1 - inlet) * b.value;
    *d1 += m * (1 - inlet) * b.dln;
  }
  FannoTerm b = fanno_section(&p->fanno, x2);
  *q -= m * (b.value + p->share_2 * pipe->inertia_2 * choked);
  *d2 -= m * b.dln;
}

/* What Perry's orifice has less than a constant number of heads, moved to this gamma: without it gases would differ at low Mach numbers. */
static void orifice_heads(const Problem *p, double x2, double *q, double *d2) {
  PerryDeficit deficit = perry_deficit(x2);
  double m = 2 * PI * (1 - p->pipe->tube_like) * p->share_2, over = x2 - 0.35;
  double value = deficit.value, dx = deficit.dx;
  if (over > 0) {
    double square = over * over, sum = square + 0.07;
    value += p->deficit * square / sum;
    dx += p->deficit * 2 * over * 0.07 / (sum * sum);
  }
  *q -= m * value;
  *d2 -= m * dx * x2;
}

static void add_acceleration(const Problem *p, double omega, Residual *r) {
  const Pipe *pipe = p->pipe;
  double inverse = 1 / omega, x1 = p->delta1 * inverse, x2 = p->delta2 * inverse, q = pipe->bend_k, d1 = 0, d2 = 0;
  if (pipe->tube_like > 0) tube_heads(p, x1, x2, &q, &d1, &d2);
  if (pipe->tube_like < 1) orifice_heads(p, x2, &q, &d2);
  double part = 1 / (omega + pipe->viscous_omega), fade = omega * omega * part * (1 / (16 * PI));
  r->f += omega * fade * q;
  r->domega += fade * ((2 + pipe->viscous_omega * part) * q - d1 - d2);
  r->ddelta1 += omega * fade * d1 * p->inlet.inverse_delta;
  r->ddelta2 += omega * fade * d2 * p->inverse_delta2;
}

static Residual residual(const Problem *p, double omega) {
  const Pipe *pipe = p->pipe;
  Residual r = {-p->drive, 0, -p->at1.g, p->at2.g};
  if (pipe->core > 0) {
    const double re = 1.1283791670955126; /* 2/sqrt(pi) */
    Friction friction = friction_over_laminar(re * omega, pipe->roughness_over_diameter);
    r.f += omega * pipe->core * friction.ratio;
    r.domega += pipe->core * (friction.ratio + omega * re * friction.slope);
  }
  r.f += omega * pipe->core_bends;
  r.domega += pipe->core_bends;
  add_ends(p, omega, &r);
  add_acceleration(p, omega, &r);
  return r;
}

static const double fastest = 2.1; /* W from a reservoir is always below: bounds the search */

/* Stokes and inertial estimates joined as the ends join them. */
static double first_guess(const Problem *p) {
  const Pipe *pipe = p->pipe;
  double core = pipe->core + pipe->core_bends, ends = p->share_1 + p->share_2;
  double linear = p->drive / (core + ends * p->inlet.g * p->inlet.t + 1e-9);
  double square = 0.028 * ends + 0.0006 * pipe->core + 0.02 * pipe->bend_k + 0.01;
  double inertial = 2 * p->drive / (core + sqrt(core * core + 4 * square * p->drive));
  double ratio = linear / inertial * (1 - inertial * core / p->drive);
  return linear / sqrt(1 + ratio * ratio);
}

/* Where f = 0 by the cubic of omega(f) through two points with their slopes: one evaluation less than Newton's method. */
static double inverse_hermite(double omega0, const Residual *r0, double omega1, const Residual *r1) {
  double h = r1->f - r0->f, s = -r0->f / h, v = 1 - s;
  return v * v * ((1 + 2 * s) * omega0 + s * h / r0->domega) + s * s * ((1 + 2 * v) * omega1 - v * h / r1->domega);
}

/* Newton's method, then the cubic, inside a bracket; the right side rises with omega. */
static double solve(const Problem *p, Residual *at) {
  double low = 0, high = p->share_1 > 0 ? fastest * p->delta1 : HUGE_VAL, omega = first_guess(p), before = 0;
  Residual last = {0, 0, 0, 0};
  if (omega > high) omega = 0.5 * high;
  for (int i = 0; i < 60; i++) {
    *at = residual(p, omega);
    double step = at->f / at->domega, next = omega - step;
    if (fabs(step) <= 1e-7 * omega) return next;
    if (at->f > 0) high = omega; else low = omega;
    if (i > 0 && fabs(at->f) < 0.5 * fabs(last.f)) next = inverse_hermite(before, &last, omega, at);
    if (!(next > low && next < high)) next = isinf(high) ? 2 * omega : low > 0 ? 0.5 * (low + high) : 0.1 * high;
    before = omega, last = *at;
    omega = next;
  }
  return omega;
}

static void set_gas(Problem *p, const GasState *gas) {
  const double monatomic = 0.30180492912240897; /* 1/W^2 of the ideal nozzle, gamma 5/3 */
  const double perry_air = 0.33945293828093576 / (0.836 * 0.836), perry_over_ideal = 1 / (0.836 * 0.836);
  double m = p->pipe->tube_like, inverse2 = 1 / (2 * PI * gas->psi * gas->psi);
  if (m > 0) p->fanno = fanno_of(gas->gamma, gas->psi);
  p->scale = 1 + (1 - m) * (inverse2 / monatomic - 1);
  p->shift = m * (inverse2 - monatomic);
  p->deficit = inverse2 * perry_over_ideal - perry_air;
}

/* delta1 > delta2 >= 0 */
static double forward(const Pipe *pipe, bool back, const GasState *gas, double delta1, double delta2, double *d1, double *d2) {
  Problem p = {.pipe = pipe, .share_1 = back ? pipe->share_2 : pipe->share_1, .share_2 = back ? pipe->share_1 : pipe->share_2,
               .delta1 = delta1, .delta2 = delta2, .inverse_delta2 = delta2 > 0 ? 1 / delta2 : 0,
               .at1 = poiseuille_at(delta1), .at2 = poiseuille_at(delta2)};
  p.drive = poiseuille_between(delta1, &p.at1, delta2, &p.at2);
  p.inlet = end_state(pipe, delta1, &p.at1);
  set_gas(&p, gas);
  Residual at;
  double omega = solve(&p, &at);
  *d1 = -at.ddelta1 / at.domega;
  *d2 = -at.ddelta2 / at.domega;
  return omega;
}

/* Slope of omega in delta1 - delta2 where both are delta. */
static double slope_at_rest(const Pipe *pipe, double delta) {
  Poiseuille at = poiseuille_at(delta);
  EndState state = end_state(pipe, delta, &at);
  double end = state.g * state.t;
  return at.g / (pipe->core + pipe->core_bends + (pipe->share_1 + pipe->share_2) * end);
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

void kernel_pipe(const Pipe *pipe, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  double to_delta = pipe->radius_m / (gas->viscosity_pa_s * gas->v0_m_s);
  double unit = sqrt(PI) / 2 * pipe->radius_m * pipe->radius_m * gas->v0_m_s * REFERENCE_TEMPERATURE_K / gas->temperature_k;
  double delta1 = rarefaction_of(to_delta * p1_pa), delta2 = rarefaction_of(to_delta * p2_pa), d1, d2, omega = 0;
  if (delta1 == delta2) {
    d1 = slope_at_rest(pipe, delta1);
    d2 = -d1;
  } else if (delta1 > delta2) {
    omega = forward(pipe, false, gas, delta1, delta2, &d1, &d2);
  } else {
    omega = -forward(pipe, true, gas, delta2, delta1, &d2, &d1);
    d1 = -d1;
    d2 = -d2;
  }
  flow->q_pa_m3_s = unit * (omega / to_delta);
  flow->dq_dp1_m3_s = unit * d1;
  flow->dq_dp2_m3_s = unit * d2;
  double strength = fabs(omega), exit = fmin(delta1, delta2);
  flow->choked = strength > 30 && exit < 0.28 * strength;
  flow->turbulent = strength > 2000;
  if (p1_pa < 0 || p2_pa < 0) add_below_zero(unit * slope_at_rest(pipe, 0), p1_pa, p2_pa, flow);
}
