/* A measured restriction by ISO 6358: sonic conductance C, critical pressure ratio b, subsonic index m. */
#include <math.h>

#include "models/component.h"
#include "models/constants.h"
#include "models/kernel_restriction.h"

typedef struct {
  double sonic_m3_s_pa, b, m, molecular_m3_s;
  Restriction law;
} Iso6358;

static const ParamRow rows[] = {
    {.key = "C", .kind = PARAM_QUANTITY, .dimension = DIM_SONIC_CONDUCTANCE, .offset = offsetof(Iso6358, sonic_m3_s_pa),
     .required = true, .min = 1e-16, .max = 1, .text = "sonic conductance (air, 20 degC)"},
    {.key = "b", .kind = PARAM_QUANTITY, .dimension = DIM_FRACTION, .offset = offsetof(Iso6358, b), .fallback = 0.4, .min = 0.01,
     .max = 0.95, .text = "critical pressure ratio"},
    {.key = "m", .kind = PARAM_QUANTITY, .dimension = DIM_NONE, .offset = offsetof(Iso6358, m), .fallback = 0.5, .min = 0.1, .max = 1,
     .text = "subsonic index"},
    {.key = "molecular_conductance", .kind = PARAM_QUANTITY, .dimension = DIM_CONDUCTANCE, .offset = offsetof(Iso6358, molecular_m3_s),
     .fallback = 0, .min = 1e-16, .max = 1e3, .text = "molecular conductance, air at 20 degC; without it the viscous law goes on at any pressure"},
};

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Iso6358 *iso = self;
  iso->law = (Restriction){.sonic_m3_s_pa = iso->sonic_m3_s_pa, .b = iso->b, .m = iso->m, .molecular_m3_s = iso->molecular_m3_s,
                           .radius_m = sqrt(ideal_area_of_sonic_conductance_m2(iso->sonic_m3_s_pa) / PI)};
  return restriction_plausible(&iso->law, message, size);
}

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *out) {
  kernel_restriction(&((const Iso6358 *)self)->law, gas, p1_pa, p2_pa, out);
}

static double molecular(const void *self, const GasState *gas) {
  return restriction_molecular_m3_s(&((const Iso6358 *)self)->law, gas);
}

static double radius(const void *self) {
  return ((const Iso6358 *)self)->law.radius_m;
}

const ComponentType iso6358_type = {
    .name = "iso6358",
    .section = SECTION_ELEMENTS,
    .text = "a measured restriction by ISO 6358: C, b, m",
    .source = "ISO 6358-1; gas scaling by sqrt(M) and psi(gamma)",
    .size = sizeof(Iso6358),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .resolve = resolve,
    .flow = flow,
    .molecular_conductance_m3_s = molecular,
    .radius_m = radius,
};
