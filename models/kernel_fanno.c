#include "models/kernel_fanno.h"

#include <math.h>
#include <stdbool.h>

#include "models/constants.h"
#include "models/gas.h"

/* inlet_3 makes N exact at the choked nozzle without friction; between there and low Mach numbers N is right within 0.3
 * % of f L/D + 1. */
Fanno fanno_of(double gamma, double psi) {
  Fanno f = {.gamma = gamma, .half = (gamma - 1) / 2, .inverse_gamma = 1 / gamma, .c = (gamma + 1) / (2 * gamma)};
  double log_half = log(1 + f.half), log_choked = f.half > 1e-6 ? (1 + f.half) * log_half / f.half : 1 + f.half / 2;
  f.c_log = f.c * log_half;
  f.w_inverse2 = 1 / (2 * PI * psi * psi);
  f.x_sonic = 1 / sqrt(PI * gamma * (gamma + 1));
  f.inlet_0 = 1 + (1 - f.half) / gamma - f.c_log;
  f.inlet_3 = f.w_inverse2 * (2 * PI * f.w_inverse2 - f.inlet_0 - f.c * log_choked); /* ln(2 pi gamma/W^2) */
  return f;
}

/* B apart from its -c ln(flow), flow = Mach^2/(1 + half Mach^2), written so that nothing cancels at low Mach. */
typedef struct {
  double rest, dln, flow;
} Section;

/* z = Mach^2 from x: half z^2 + z = y = 1/(2 pi gamma x^2), so that with r = sqrt(1 + 4 half y): 1 + half z = (1 + r)/2, 1 + 2 half z = r. */
static Section section_at(const Fanno *f, double inverse_x) {
  const double per_turn = 1 / (2 * PI);
  double y = per_turn * f->inverse_gamma * inverse_x * inverse_x, root = sqrt(1 + 4 * f->half * y);
  double one = 0.5 * (1 + root), inverse = 1 / (one * root), inverse_one = root * inverse;
  return (Section){(1 - f->half * inverse_one) * f->inverse_gamma - f->c_log,
                   2 * f->inverse_gamma * (f->half + one) * inverse, y * inverse_one * inverse_one};
}

typedef struct {
  double value, dln; /* and its derivative in ln x */
} Inlet;

/* N(x0) */
static Inlet inlet_at(const Fanno *f, double x0) {
  double square = x0 * x0, y = f->inlet_3 / square;
  return (Inlet){f->inlet_0 + f->c * log(2 * PI * f->gamma * square) + y, 2 * f->c - 2 * y};
}

FannoTube fanno_tube(const Fanno *f, double inlet, double inverse_x1, double x2, double inverse_x2) {
  FannoTube tube = {0, 0, 0};
  double inverse_square = inverse_x1 * inverse_x1;
  double logged = 1, over = 1, logged_1 = 1, over_1 = 1; /* c ln(logged/over) + c inlet ln(logged_1/over_1) */
  if (x2 > f->x_sonic) {
    Section at = section_at(f, inverse_x2);
    tube.value -= at.rest, tube.dln2 = -at.dln;
    logged = at.flow;
  } else {
    double b = 2 * PI * x2 * x2;
    tube.value -= b, tube.dln2 = -2 * b;
  }
  if (inlet > 0) {
    double y = f->inlet_3 * inverse_square;
    tube.value += inlet * (f->inlet_0 + y), tube.dln1 = inlet * (2 * f->c - 2 * y);
    logged_1 = 2 * PI * f->gamma, over_1 = inverse_square;
  }
  if (inlet < 1 && inverse_x1 * f->x_sonic < 1) {
    Section at = section_at(f, inverse_x1);
    tube.value += (1 - inlet) * at.rest, tube.dln1 += (1 - inlet) * at.dln;
    over = at.flow, logged_1 *= at.flow;
  } else if (inlet < 1) {
    double b = 2 * PI / inverse_square;
    tube.value += (1 - inlet) * b, tube.dln1 += (1 - inlet) * 2 * b;
  }
  bool whole = inlet == 0 || inlet == 1;
  tube.value += f->c * log(inlet == 1 ? logged * logged_1 / (over * over_1) : logged / over);
  if (!whole) tube.value += f->c * inlet * log(logged_1 / over_1);
  return tube;
}

double fanno_choked_w(double friction_l_d, double gamma) {
  Fanno f = fanno_of(gamma, gas_psi(gamma));
  double log_x = 0.5 * log(f.w_inverse2 + friction_l_d / (2 * PI));
  for (int i = 0; i < 50; i++) {
    double x = exp(log_x), square = 2 * PI * x * x;
    Inlet n = inlet_at(&f, x);
    double step = (square - n.value - friction_l_d) / (2 * square - n.dln);
    log_x -= step;
    if (fabs(step) < 1e-14) break;
  }
  return exp(-log_x);
}
