/* How the flow of a sharp orifice depends on the pressure ratio, as the tube laws need it (Perry 1949; models/LAWS.md section
 * 4). */
#ifndef XSAVAC_MODELS_KERNEL_PERRY_H
#define XSAVAC_MODELS_KERNEL_PERRY_H

typedef struct {
  double pressure_ratio, cd;
} PerryRow;

enum { PERRY_ROWS = 21 };
extern const PerryRow perry_table[PERRY_ROWS];

double perry_discharge(double pressure_ratio); /* Cd, monotone cubic through the table */

/* With w the flow as a pressure (W = w/p1) and x = p2/w, a sharp orifice obeys nearly (p1^2 - p2^2)/w^2 = 1/W0^2, W0
   its flow into vacuum. The deficit D(x) = 1/W0^2 - (p1^2 - p2^2)/w^2 is within -0.02..0.03; D(0) = 0. value and
   derivative in x, for gamma 1.4. */
typedef struct {
  double value, dx;
} PerryDeficit;

enum { DEFICIT_NODES = 17 };                               /* at t = x/(x + 1/2), evenly from 0 to 1 */
extern const double perry_deficit_table[DEFICIT_NODES][2]; /* D, dD/dt */
PerryDeficit perry_deficit(double x);

#endif
