/* A pump: per gas Q_i = S(p) (p_i - p_u,i - p_exhaust,i/K_i), the p_u,i adding up to the ultimate pressure (models/LAWS.md section 8). */
#ifndef XSAVAC_MODELS_PUMP_H
#define XSAVAC_MODELS_PUMP_H

#include "models/component.h"

typedef struct {
  double speed_m3_s; /* NAN while a curve is given */
  double ultimate_pa;
  Curve curve;        /* inlet pressure Pa, speed m3/s */
  double compression; /* K0 for N2 against the exhaust; NAN: no back flow */
  double stopped_conductance_m3_s;
  bool running;
  double log_p[CURVE_MAX], log_speed[CURVE_MAX]; /* resolved from curve */
} Pump;

extern const ComponentType pump_type;

void pump_run(void *pump, bool running); /* starts or stops it */
bool pump_looks_at_exhaust(const Pump *pump); /* its law has a term in the exhaust's pressure */

#endif
