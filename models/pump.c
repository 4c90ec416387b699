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
     .text =
         "pumping speed S0 at the inlet's temperature, the same at every pressure; with a kind: that for N2 or air"},
    {.key = "ultimate",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Pump, ultimate_pa),
     .fallback = 0,
     .min = 0,
     .max = 1e5,
     .text = "ultimate pressure: Q = S (p - p_u); of the line's gas where gases have no figure of their own"},
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
     .text = "zero-flow compression K0 for N2 against the exhaust node; ln K0 goes as sqrt(M) (kinds rotary, scroll, "
             "screw, roots: K0 as sqrt(M))"},
    {.key = "stopped_conductance",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_CONDUCTANCE,
     .offset = offsetof(Pump, stopped_conductance_m3_s),
     .fallback = 0,
     .min = 0,
     .max = 1e4,
     .text = "conductance to the exhaust while stopped (nothing passes if not given)"},
    {.key = "kind",
     .kind = PARAM_CHOICE,
     .offset = offsetof(Pump, kind),
     .choices = pump_kind_names,
     .text = "how the speed differs by gas where gases does not say: an ESTIMATE (any: every gas alike)"},
    {.key = "gases.*.speed",
     .kind = PARAM_PER_GAS,
     .dimension = DIM_CONDUCTANCE,
     .offset = offsetof(Pump, gas_speed_m3_s),
     .min = 1e-12,
     .max = 1e4,
     .text = "speed for this gas, at every pressure: gases = { He = { speed = \"250 L/s\"; }; };"},
    {.key = "gases.*.factor",
     .kind = PARAM_PER_GAS,
     .dimension = DIM_FRACTION,
     .offset = offsetof(Pump, gas_factor),
     .min = 1e-6,
     .max = 100,
     .text = "or its share of the pump's speed or curve"},
    {.key = "gases.*.ultimate",
     .kind = PARAM_PER_GAS,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Pump, gas_ultimate_pa),
     .min = 0,
     .max = 1e5,
     .text = "ultimate partial pressure of this gas; what they leave of ultimate is the line's gas"},
    {.key = "gases.*.compression",
     .kind = PARAM_PER_GAS,
     .dimension = DIM_NONE,
     .offset = offsetof(Pump, gas_compression),
     .min = 1,
     .max = 1e15,
     .text = "zero-flow compression of this gas against the exhaust node"},
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

/* --- gases with figures of their own --- */

static double sum_of(const GasFigures *figures) {
  double sum = 0;
  for (int i = 0; i < figures->n; i++)
    sum += figures->value[i];
  return sum;
}

static bool gases_agree(const Pump *pump, char *message, size_t size) {
  double own = sum_of(&pump->gas_ultimate_pa);
  for (int i = 0; i < pump->gas_speed_m3_s.n; i++)
    if (!isnan(gas_figure(&pump->gas_factor, pump->gas_speed_m3_s.gas[i]))) {
      snprintf(message, size, "gases.%s: speed and factor are both given; one of them is wanted",
               pump->gas_speed_m3_s.gas[i]->name);
      return false;
    }
  if (pump->ultimate_pa > 0 && own > pump->ultimate_pa * (1 + 1e-9)) {
    snprintf(message, size, "gases: their ultimate pressures add up to %.6g Pa, more than ultimate = %.6g Pa", own,
             pump->ultimate_pa);
    return false;
  }
  const PumpKind *kind = &pump_kinds[pump->kind];
  if (kind->captures && (!isnan(pump->compression) || pump->gas_compression.n > 0)) {
    snprintf(message, size,
             "compression: a pump of kind '%s' holds what it pumps, it has no exhaust to compress against", kind->name);
    return false;
  }
  return true;
}

static double back_fraction(const Pump *pump, const Gas *gas) {
  double own = gas_figure(&pump->gas_compression, gas);
  if (!isnan(own)) return 1 / own;
  return isnan(pump->compression) ? 0 : pump_kind_back_fraction(&pump_kinds[pump->kind], pump->compression, gas);
}

static void gases_resolve(Pump *pump) {
  pump->by_gas = pump->kind != 0 || pump->gas_speed_m3_s.n > 0 || pump->gas_factor.n > 0 ||
                 pump->gas_ultimate_pa.n > 0 || pump->gas_compression.n > 0;
  pump->rest_ultimate_pa = fmax(pump->ultimate_pa - sum_of(&pump->gas_ultimate_pa), 0);
  for (int i = 0; i < gas_table_count; i++) {
    const Gas *gas = &gas_table[i];
    double factor = gas_figure(&pump->gas_factor, gas);
    pump->of[i] = (PumpGas){.speed_m3_s = gas_figure(&pump->gas_speed_m3_s, gas),
                            .factor = isnan(factor) ? pump_kind_factor(&pump_kinds[pump->kind], gas).value : factor,
                            .back = back_fraction(pump, gas),
                            .ultimate_pa = gas_figure(&pump->gas_ultimate_pa, gas)};
  }
}

bool pump_speed_is_estimated(const Pump *pump, const Gas *gas, PumpFactor *factor) {
  *factor = pump_kind_factor(&pump_kinds[pump->kind], gas);
  bool given = !isnan(gas_figure(&pump->gas_speed_m3_s, gas)) || !isnan(gas_figure(&pump->gas_factor, gas));
  return !given && factor->low < factor->high;
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
  if (!curve_resolve(pump, message, size) || !gases_agree(pump, message, size)) return false;
  gases_resolve(pump);
  return true;
}

/* How many points of the curve are below. */
static int points_below(const Pump *pump, double p) {
  int i = 0;
  while (i < pump->curve.n && p > pump->curve.x[i])
    i++;
  return i;
}

/* Speed at a total inlet pressure, and its slope. */
static double speed_at(const Pump *pump, double p, double *slope) {
  *slope = 0;
  int n = pump->curve.n;
  if (n == 0) return pump->speed_m3_s;
  if (p <= pump->curve.x[0]) return pump->curve.y[0];
  if (p >= pump->curve.x[n - 1]) return pump->curve.y[n - 1];
  int i = points_below(pump, p) - 1;
  double exponent = (pump->log_speed[i + 1] - pump->log_speed[i]) / (pump->log_p[i + 1] - pump->log_p[i]);
  double speed = exp(pump->log_speed[i] + exponent * (log(p) - pump->log_p[i]));
  *slope = exponent * speed / p;
  return speed;
}

void pump_run(void *pump, bool running) {
  ((Pump *)pump)->running = running;
}

bool pump_looks_at_exhaust(const Pump *pump) {
  return !isnan(pump->compression) || pump->gas_compression.n > 0 || pump->stopped_conductance_m3_s > 0;
}

static void stopped(const Pump *pump, const SpeciesPoint *at, double warm, SpeciesFlow *flow) {
  species_zero(at, flow);
  for (int i = 0; i < at->n_gas; i++)
    species_add_linear(at, flow, i, warm * pump->stopped_conductance_m3_s);
}

/* Sets gas i: q = speed (p1 - p_u - back p2), slope the speed's in the total pressure. */
static void set_gas(const SpeciesPoint *at, int i, double speed, double slope, double ultimate_pa, double back,
                    SpeciesFlow *flow) {
  int n = at->n_gas;
  double drive = at->p1_pa[i] - ultimate_pa - at->p2_pa[i] * back;
  flow->q[i] = speed * drive;
  for (int j = 0; j < n; j++) {
    flow->d1[i * n + j] = slope * drive;
    flow->d2[i * n + j] = 0;
  }
  flow->d1[i * n + i] += speed;
  flow->d2[i * n + i] = -speed * back;
}

/* Share of the line's gases that have no ultimate pressure of their own. */
static double unclaimed_share(const Pump *pump, const SpeciesPoint *at) {
  double sum = 0;
  for (int i = 0; i < at->n_gas; i++)
    if (isnan(pump->of[gas_row(at->gases[i])].ultimate_pa)) sum += at->share[i];
  return sum;
}

static void each_gas(const Pump *pump, const SpeciesPoint *at, double warm, double speed, double slope,
                     SpeciesFlow *flow) {
  double unclaimed = unclaimed_share(pump, at);
  for (int i = 0; i < at->n_gas; i++) {
    const PumpGas *of = &pump->of[gas_row(at->gases[i])];
    double ultimate_pa = of->ultimate_pa;
    if (isnan(ultimate_pa)) ultimate_pa = unclaimed > 0 ? pump->rest_ultimate_pa * at->share[i] / unclaimed : 0;
    if (isnan(of->speed_m3_s))
      set_gas(at, i, warm * of->factor * speed, warm * of->factor * slope, ultimate_pa, of->back, flow);
    else
      set_gas(at, i, warm * of->speed_m3_s, 0, ultimate_pa, of->back, flow);
  }
}

static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  const Pump *pump = self;
  /* speed is a volume flow at the inlet's temperature; throughput counts at 293.15 K */
  double warm = REFERENCE_TEMPERATURE_K / at->temperature1_k, slope;
  if (!pump->running) {
    stopped(pump, at, warm, flow);
    return;
  }
  double speed = speed_at(pump, at->total1_pa, &slope);
  if (pump->by_gas) {
    each_gas(pump, at, warm, speed, slope, flow);
    return;
  }
  for (int i = 0; i < at->n_gas; i++)
    set_gas(at, i, warm * speed, warm * slope, pump->ultimate_pa * at->share[i], back_fraction(pump, at->gases[i]),
            flow);
}

static bool affine(const void *self) {
  return ((const Pump *)self)->curve.n == 0;
}

static int piece(const void *self, const SpeciesPoint *at) {
  return points_below(self, at->total1_pa);
}

const ComponentType pump_type = {
    .name = "pump",
    .section = SECTION_PUMPS,
    .text = "a pump: constant speed or a speed table, ultimate pressure, compression against its exhaust node; by gas",
    .source = "Q_i = S_i (p_i - p_u,i - p_exhaust,i/K_i)",
    .size = sizeof(Pump),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .resolve = resolve,
    .species = species,
    .affine = affine,
    .piece = piece,
};
