#include "models/kernel_pipe_residual.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "models/constants.h"
#include "models/kernel_friction.h"
#include "models/kernel_perry.h"

/* Linear conductance of the aperture over its free-molecular one: 1 + first * delta at first order, Sampson's Stokes
   flow 2 delta/(3 sqrt(pi)) at last (R. A. Sampson 1891); the first from the table's slope at small delta (collisions
   are bilinear in the two pressures, so that it is twice the slope into vacuum). */
static const double aperture_first = 0.276, aperture_last = 0.3761263890318376 - 0.276, aperture_turn = 7;
static const double exit_rarefaction = 0.43; /* delta of an exit into vacuum is this times omega */
static const double jet_omega = 1;           /* an exit below this has no jet */
static const double gamma_fade = 10;         /* omega */
static const double turbulent_from = 3000, turbulent_width = 4000; /* omega; Re = 2 omega/sqrt(pi) */

/* A quantity with its derivatives in omega and in the delta of its end. */
typedef struct {
  double value, domega, ddelta;
} Term;

/* k(omega): cubic in each octave, found from the exponent. */
static Term inertia_table_at(const Pipe *pipe, double omega) {
  if (omega <= 0.25) { /* molecular flow has no inertia */
    double u = 4 * omega;
    return (Term){pipe->inertia[0] * u * (2 - u), pipe->inertia[0] * 8 * (1 - u), 0};
  }
  if (!(omega < 4096)) return (Term){pipe->inertia[INERTIA_NODES - 1], 0, 0};
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
static Term of_gas(const PipeProblem *p, const Term *k, double omega) {
  if (p->scale == 1 && p->shift == 0) return *k;
  double one = 1 / (omega + gamma_fade), fade = omega * one, dfade = gamma_fade * one * one;
  double extra = (p->scale - 1) * k->value + p->shift;
  return (Term){k->value + fade * extra, k->domega * (1 + fade * (p->scale - 1)) + dfade * extra, 0};
}

/* An orifice loses as much on either side. The exit of a tube loses nothing that the sonic nozzle does not; the
   entrance has the rest, so that each piece of a cut tube dissipates by itself. */
static Term exit_inertia(const PipeProblem *p, const Term *all, double omega) {
  const Pipe *pipe = p->pipe;
  Term k = {pipe->inertia_2 * all->value, pipe->inertia_2 * all->domega, 0};
  if (pipe->additive <= 0) return k;
  double one = 1 / (omega + jet_omega), nozzle = pipe->inertia_2 * p->fanno->w_inverse2;
  k.value += pipe->additive * (nozzle * omega * one - k.value);
  k.domega += pipe->additive * (nozzle * jet_omega * one * one - k.domega);
  return k;
}

static Term entrance_inertia(const PipeProblem *p, const Term *all, const Term *exit, double omega) {
  Term k = {all->value - exit->value, all->domega - exit->domega, 0};
  double t = (omega - turbulent_from) / turbulent_width;
  if (t <= 0) return k;
  if (t > 1) t = 1;
  k.value += t * t * (3 - 2 * t) * p->pipe->turbulent_gain;
  k.domega += 6 * t * (1 - t) / turbulent_width * p->pipe->turbulent_gain;
  return k;
}

void pipe_end_state(const Pipe *pipe, double delta, const Poiseuille *at, PipeEnd *end) {
  /* t = 1/(1 + delta (first + last delta/(turn + delta))), with one division */
  double over = aperture_turn + delta, whole = over * (1 + aperture_first * delta) + aperture_last * delta * delta;
  double inverse = 1 / (over * whole), turn = whole * inverse, bend = aperture_last * delta * turn;
  double t = over * over * inverse, dt = -(aperture_first + bend * (1 + aperture_turn * turn)) * t * t;
  if (pipe->excess > 0) {
    double flights = 1 / (1 + pipe->flights_cut * delta), excess = pipe->excess * flights;
    t += excess;
    dt -= excess * pipe->flights_cut * flights;
  }
  end->t = t, end->dt = dt;
  end->g = 0.5 * at->g, end->dg = 0.5 * at->dg;
  end->inverse_delta = 1 / delta;
}

/* Loss of one end, S = (G/2) omega [a u + (t^4 + ((1 - a) u)^4)^(1/4)], u = k omega/delta. At an orifice (a = 0) Stokes
   resistance and inertia do not add, the larger rules (as the discharge coefficient at low Reynolds numbers); in a tube
   (a = 1) inertia adds to friction (Hagenbach). Power and a from DSMC at finite pressure ratio. */
static Term end_loss(const PipeEnd *end, double additive, double omega, const Term *k) {
  double du = k->value * end->inverse_delta, all = du * omega, rest = 1 - additive;
  if (rest == 0) {
    double loss = end->t + all;
    return (Term){end->g * omega * loss, end->g * (loss + omega * (du + end->inverse_delta * omega * k->domega)),
                  omega * (end->dg * loss + end->g * (end->dt - all * end->inverse_delta))};
  }
  double u = rest * all, t2 = end->t * end->t, u2 = u * u;
  double fourth = t2 * t2 + u2 * u2, inverse = 1 / fourth, norm = sqrt(sqrt(fourth)), scale = norm * inverse; /* norm^-3 */
  double t_part = t2 * end->t * scale, u_part = additive + rest * u2 * u * scale, loss = norm + additive * all;
  return (Term){end->g * omega * loss, end->g * (loss + omega * u_part * (du + end->inverse_delta * omega * k->domega)),
                omega * (end->dg * loss + end->g * (t_part * end->dt - u_part * all * end->inverse_delta))};
}

static void add_ends(const PipeProblem *p, double omega, PipeResidual *r) {
  const Pipe *pipe = p->pipe;
  Term table = inertia_table_at(pipe, omega), all = of_gas(p, &table, omega), exit = exit_inertia(p, &all, omega);
  if (p->share_1 > 0) {
    Term k = entrance_inertia(p, &all, &exit, omega), in = end_loss(&p->inlet, pipe->additive, omega, &k);
    r->f += p->share_1 * in.value;
    r->domega += p->share_1 * in.domega;
    r->ddelta1 += p->share_1 * in.ddelta;
  }
  if (p->share_2 > 0) {
    double delta = p->delta2 + exit_rarefaction * omega;
    Poiseuille at = poiseuille_at(delta);
    PipeEnd end;
    pipe_end_state(pipe, delta, &at, &end);
    Term out = end_loss(&end, pipe->additive, omega, &exit);
    r->f += p->share_2 * out.value;
    r->domega += p->share_2 * (out.domega + exit_rarefaction * out.ddelta);
    r->ddelta2 += p->share_2 * out.ddelta;
  }
}

/* Acceleration along a tube: heads, with derivatives in ln x1 and ln x2. */
static void tube_heads(const PipeProblem *p, double omega, double x2, double *q, double *d1, double *d2) {
  const Pipe *pipe = p->pipe;
  double choked = 2 * PI * p->fanno->w_inverse2, m = pipe->tube_like; /* N at the choked nozzle, which k contains */
  FannoTube tube =
      fanno_tube(p->fanno, p->share_1, omega * p->inlet.inverse_delta, x2, omega * p->inverse_delta2);
  *q += m * (tube.value - choked * (p->share_1 * pipe->inertia_1 + p->share_2 * pipe->inertia_2));
  *d1 += m * tube.dln1;
  *d2 += m * tube.dln2;
}

/* What Perry's orifice has less than a constant number of heads, moved to this gamma: without it gases would differ at
 * low Mach numbers. */
static void orifice_heads(const PipeProblem *p, double x2, double *q, double *dx2) {
  PerryDeficit deficit = perry_deficit(x2);
  double m = 2 * PI * (1 - p->pipe->tube_like) * p->share_2, over = x2 - 0.35;
  double value = deficit.value, dx = deficit.dx;
  if (over > 0) {
    double square = over * over, sum = square + 0.07;
    value += p->deficit * square / sum;
    dx += p->deficit * 2 * over * 0.07 / (sum * sum);
  }
  *q -= m * value;
  *dx2 -= m * dx;
}

static void add_acceleration(const PipeProblem *p, double omega, PipeResidual *r) {
  const Pipe *pipe = p->pipe;
  double inverse = 1 / omega, x2 = p->delta2 * inverse, q = pipe->bend_k, d1 = 0, d2 = 0,
         dx2 = 0; /* an orifice feels a little outlet pressure, so that its part must not be found as 0 x2/delta2 */
  if (pipe->tube_like > 0) tube_heads(p, omega, x2, &q, &d1, &d2);
  if (pipe->tube_like < 1) orifice_heads(p, x2, &q, &dx2);
  double part = 1 / (omega + pipe->viscous_omega), fade = omega * omega * part * (1 / (16 * PI));
  r->f += omega * fade * q;
  r->domega += fade * ((2 + pipe->viscous_omega * part) * q - d1 - d2 - dx2 * x2);
  r->ddelta1 += omega * fade * d1 * p->inlet.inverse_delta;
  r->ddelta2 += omega * fade * (d2 * p->inverse_delta2 + dx2 * inverse);
}

void pipe_residual(const PipeProblem *p, double omega, PipeResidual *r) {
  const Pipe *pipe = p->pipe;
  r->f = -p->drive, r->domega = 0, r->ddelta1 = -p->at1.g, r->ddelta2 = p->at2.g;
  if (pipe->core > 0) {
    const double re = 1.1283791670955126; /* 2/sqrt(pi) */
    Friction friction = friction_over_laminar(re * omega, pipe->roughness_over_diameter);
    r->f += omega * pipe->core * friction.ratio;
    r->domega += pipe->core * (friction.ratio + omega * re * friction.slope);
  }
  r->f += omega * pipe->core_bends;
  r->domega += pipe->core_bends;
  add_ends(p, omega, r);
  add_acceleration(p, omega, r);
}
