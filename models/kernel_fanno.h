/* Adiabatic gas flow with friction in a tube (Fanno), in the variables of the tube laws: x = p/w with w = mdot
   v0/(sqrt(pi) R^2), the flow as a pressure, so that W = w/p0. Friction f L/D between two sections is F(x1) - F(x2)
   with F = 2 pi x^2 - B(x); from a reservoir at p0 it is 2 pi x0^2 - N(x0) - F(x2). Sonic exit: F = 0. Source: Shapiro,
   The Dynamics and Thermodynamics of Compressible Fluid Flow (1953), ch. 6. */
#ifndef XSAVAC_MODELS_KERNEL_FANNO_H
#define XSAVAC_MODELS_KERNEL_FANNO_H

typedef struct {
  double gamma, half; /* half = (gamma - 1)/2 */
  double inverse_gamma;
  double c;           /* (gamma + 1)/(2 gamma) */
  double c_log;       /* c ln((gamma + 1)/2) */
  double w_inverse2;  /* 1/W^2 of the ideal choked nozzle */
  double x_sonic;     /* p/w at Mach 1 */
  double inlet_3;     /* N = inlet_0 + c ln(2 pi gamma x^2) + inlet_3/x^2 */
  double inlet_0;
} Fanno;

/* psi: of the ideal nozzle, gas_psi(gamma). Its W = mdot v0/(sqrt(pi) R^2 p0) = sqrt(2 pi) psi: 1.8203 for gamma 5/3,
   1.7164 for 1.4. */
Fanno fanno_of(double gamma, double psi); /* 1 < gamma <= 2 */

/* inlet N(x1) + (1 - inlet) B(x1) - B(x2) and its derivatives in ln x1 and ln x2: what a piece of tube has, inlet being the share of a
   reservoir in its entrance. B is 2 pi x^2 below x_sonic, where the exit no longer feels p. Given as 1/x; x2 may be 0, its inverse is
   then not looked at. One logarithm where inlet is 0 or 1, else two. */
typedef struct {
  double value, dln1, dln2;
} FannoTube;

FannoTube fanno_tube(const Fanno *fanno, double inlet, double inverse_x1, double x2, double inverse_x2);
double fanno_choked_w(double friction_l_d,
                      double gamma); /* W of a tube with f L/D from a reservoir to vacuum, no entrance loss */

#endif
