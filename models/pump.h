/* A pump: per gas Q_i = S(p) (p_i - p_u,i - p_exhaust,i/K_i), the p_u,i adding up to the ultimate pressure (models/LAWS.md section 8). */
#ifndef XSAVAC_MODELS_PUMP_H
#define XSAVAC_MODELS_PUMP_H

#include "models/component.h"
#include "models/pump_kind.h"

/* One gas, resolved from kind and figures. */
typedef struct {
  double speed_m3_s;  /* at every pressure; NAN: factor times the pump's */
  double factor;      /* of the pump's speed */
  double back;        /* 1/K */
  double ultimate_pa; /* NAN: its share in what the others leave of the pump's */
} PumpGas;

typedef struct {
  double speed_m3_s; /* NAN while a curve is given */
  double ultimate_pa;
  Curve curve;        /* inlet pressure Pa, speed m3/s */
  double compression; /* K0 for N2 against the exhaust; NAN: no back flow */
  double stopped_conductance_m3_s;
  bool running;
  int kind; /* place in pump_kinds */
  GasFigures gas_speed_m3_s, gas_factor, gas_ultimate_pa, gas_compression;
  /* resolved */
  double log_p[CURVE_MAX], log_speed[CURVE_MAX];
  bool by_gas; /* some gas is pumped in its own way */
  PumpGas of[GAS_TABLE_MAX];
  double rest_ultimate_pa; /* what the gases' own figures leave of ultimate_pa */
} Pump;

extern const ComponentType pump_type;

void pump_run(void *pump, bool running);      /* starts or stops it */
bool pump_looks_at_exhaust(const Pump *pump); /* its law has a term in the exhaust's pressure */

/* Whether the speed for a gas is an estimate by the kind of pump; then with its factor. */
bool pump_speed_is_estimated(const Pump *pump, const Gas *gas, PumpFactor *factor);

#endif
