/* A measured restriction by ISO 6358: sonic conductance C, critical pressure ratio b, subsonic index m. */
#include "models/component.h"
#include "models/constants.h"
#include "models/kernel_iso6358.h"
#include "models/restriction_check.h"

typedef struct {
  double sonic_m3_s_pa, b, m, molecular_m3_s;
  Iso6358 law;
} Measured;

static const ParamRow rows[] = {
    {.key = "C",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_SONIC_CONDUCTANCE,
     .offset = offsetof(Measured, sonic_m3_s_pa),
     .required = true,
     .min = 1e-16,
     .max = 1,
     .text = "sonic conductance (air, 20 degC)"},
    {.key = "b",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_FRACTION,
     .offset = offsetof(Measured, b),
     .fallback = 0.4,
     .min = 0.01,
     .max = 0.95,
     .text = "critical pressure ratio"},
    {.key = "m",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_NONE,
     .offset = offsetof(Measured, m),
     .fallback = 0.5,
     .min = 0.3,
     .max = 1,
     .text = "subsonic index"},
    {.key = "molecular_conductance",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_CONDUCTANCE,
     .offset = offsetof(Measured, molecular_m3_s),
     .fallback = 0,
     .min = 1e-16,
     .max = 1e3,
     .text = "molecular conductance, air at 20 degC; without it the viscous law goes on at any pressure"},
};

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Measured *iso = self;
  iso6358_prepare(&iso->law, iso->sonic_m3_s_pa, iso->b, iso->m, iso->molecular_m3_s);
  GasState air = gas_state(gas_find("air"), REFERENCE_TEMPERATURE_K);
  Flow choked;
  kernel_iso6358(&iso->law, &air, 1e6, 0, &choked);
  return restriction_plausible(iso->molecular_m3_s, choked.q_pa_m3_s / 1e6, message, size);
}

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *out) {
  kernel_iso6358(&((const Measured *)self)->law, gas, p1_pa, p2_pa, out);
}

static double molecular(const void *self, const GasState *gas) {
  return iso6358_molecular_conductance_m3_s(&((const Measured *)self)->law, gas) * REFERENCE_TEMPERATURE_K /
         gas->temperature_k;
}

static double radius(const void *self) {
  return ((const Measured *)self)->law.effective_radius_m;
}

const ComponentType iso6358_type = {
    .name = "iso6358",
    .section = SECTION_ELEMENTS,
    .text = "a measured restriction by ISO 6358: C, b, m",
    .source = "ISO 6358-1; gas scaling by sqrt(M) and psi(gamma)",
    .size = sizeof(Measured),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .throttles = true,
    .resolve = resolve,
    .flow = flow,
    .molecular_conductance_m3_s = molecular,
    .radius_m = radius,
};
