#include "models/pump.h"

#include <math.h>
#include <stdio.h>

#include "models/constants.h"
#include "models/species.h"

static const ParamRow rows[] = {
    {.key = "speed",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_CONDUCTANCE,
     .offset = offsetof(Pump, speed_m3_s),
     .fallback = NAN,
     .min = 1e-12,
     .max = 1e4,
     .text = "pumping speed S0 at the inlet's temperature, the same at every pressure"},
    {.key = "ultimate",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Pump, ultimate_pa),
     .fallback = 0,
     .min = 0,
     .max = 1e5,
     .text = "ultimate pressure, of the line's gas: Q = S (p - p_u)"},
    {.key = "curve",
     .kind = PARAM_CURVE,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Pump, curve),
     .min = 1e-12,
     .max = 1e7,
     .dimension_y = DIM_CONDUCTANCE,
     .min_y = 1e-12,
     .max_y = 1e4,
     .text = "speed against inlet pressure: ( (\"1 Pa\", \"4 L/s\"), ... ); log-log between points, constant outside"},
    {.key = "compression",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_NONE,
     .offset = offsetof(Pump, compression),
     .fallback = NAN,
     .min = 1,
     .max = 1e15,
     .text = "zero-flow compression K0 for N2 against the exhaust node; ln K0 goes as sqrt(M)"},
    {.key = "stopped_conductance",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_CONDUCTANCE,
     .offset = offsetof(Pump, stopped_conductance_m3_s),
     .fallback = 0,
     .min = 0,
     .max = 1e4,
     .text = "conductance to the exhaust while stopped (nothing passes if not given)"},
    {.key = "running", .kind = PARAM_FLAG, .offset = offsetof(Pump, running), .fallback = 1, .text = "runs"},
};

static bool curve_resolve(Pump *pump, char *message, size_t size) {
  const Curve *curve = &pump->curve;
  for (int i = 0; i < curve->n; i++) {
    pump->log_p[i] = log(curve->x[i]);
    pump->log_speed[i] = log(curve->y[i]);
    if (i == 0) continue;
    if (curve->x[i] <= curve->x[i - 1]) {
      snprintf(message, size, "curve: pressures must rise; point %d is %g Pa after %g Pa", i + 1, curve->x[i],
               curve->x[i - 1]);
      return false;
    }
    if (curve->x[i] * curve->y[i] <= curve->x[i - 1] * curve->y[i - 1]) {
      snprintf(message, size,
               "curve: throughput p S falls from %g to %g Pa m3/s at point %d: no pump does that, and pressures would "
               "not be determined",
               curve->x[i - 1] * curve->y[i - 1], curve->x[i] * curve->y[i], i + 1);
      return false;
    }
  }
  return true;
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Pump *pump = self;
  if (isnan(pump->speed_m3_s) == (pump->curve.n == 0)) {
    snprintf(message, size,
             pump->curve.n ? "speed and curve are both given; one of them is wanted"
                           : "neither speed nor curve is given; one of them is wanted");
    return false;
  }
  return curve_resolve(pump, message, size);
}

/* Speed at a total inlet pressure, and its slope. */
static double speed_at(const Pump *pump, double p, double *slope) {
  *slope = 0;
  int n = pump->curve.n;
  if (n == 0) return pump->speed_m3_s;
  if (p <= pump->curve.x[0]) return pump->curve.y[0];
  if (p >= pump->curve.x[n - 1]) return pump->curve.y[n - 1];
  int i = 0;
  while (p > pump->curve.x[i + 1])
    i++;
  double exponent = (pump->log_speed[i + 1] - pump->log_speed[i]) / (pump->log_p[i + 1] - pump->log_p[i]);
  double speed = exp(pump->log_speed[i] + exponent * (log(p) - pump->log_p[i]));
  *slope = exponent * speed / p;
  return speed;
}

/* 1/K_i; ln K goes as sqrt(M) (turbo and drag stages), so helium and hydrogen come back the most. */
static double back_fraction(const Pump *pump, const Gas *gas) {
  if (isnan(pump->compression)) return 0;
  return pow(pump->compression, -sqrt(gas->molar_mass_kg_mol / 28.0135e-3));
}

void pump_run(void *pump, bool running) {
  ((Pump *)pump)->running = running;
}

bool pump_looks_at_exhaust(const Pump *pump) {
  return !isnan(pump->compression) || pump->stopped_conductance_m3_s > 0;
}

static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  const Pump *pump = self;
  int n = at->n_gas;
  species_zero(at, flow);
  if (!pump->running) {
    double warm = REFERENCE_TEMPERATURE_K / at->temperature1_k;
    for (int i = 0; i < n; i++)
      species_add_linear(at, flow, i, warm * pump->stopped_conductance_m3_s);
    return;
  }
  /* speed is a volume flow at the inlet's temperature; throughput counts at 293.15 K */
  double warm = REFERENCE_TEMPERATURE_K / at->temperature1_k, slope,
         speed = warm * speed_at(pump, at->total1_pa, &slope);
  for (int i = 0; i < n; i++) {
    double back = back_fraction(pump, at->gases[i]);
    double drive = at->p1_pa[i] - pump->ultimate_pa * at->share[i] - at->p2_pa[i] * back;
    flow->q[i] = speed * drive;
    flow->d1[i * n + i] = speed;
    flow->d2[i * n + i] = -speed * back;
    for (int j = 0; j < n; j++)
      flow->d1[i * n + j] += warm * slope * drive;
  }
}

const ComponentType pump_type = {
    .name = "pump",
    .section = SECTION_PUMPS,
    .text = "a pump: constant speed or a speed table, ultimate pressure, compression against its exhaust node",
    .source = "Q_i = S_i (p_i - p_u,i - p_exhaust,i/K_i)",
    .size = sizeof(Pump),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .resolve = resolve,
    .species = species,
};
