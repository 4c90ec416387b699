/* A measured restriction by a flow coefficient: Kv, Cv or Av, sized for gas by IEC 60534-2-1. */
#include "models/component.h"
#include "models/constants.h"
#include "models/kernel_iec60534.h"
#include "models/restriction_check.h"

typedef struct {
  double value, xt, molecular_m3_s;
  Iec60534 law;
} FlowCoefficient;

#define ROWS(table, other, dim, low, high, words)                                                                      \
  static const ParamRow table[] = {                                                                                    \
      {.key = "value",                                                                                                 \
       .alias = other,                                                                                                 \
       .kind = PARAM_QUANTITY,                                                                                         \
       .dimension = dim,                                                                                               \
       .offset = offsetof(FlowCoefficient, value),                                                                     \
       .required = true,                                                                                               \
       .min = low,                                                                                                     \
       .max = high,                                                                                                    \
       .text = words},                                                                                                 \
      {.key = "xT",                                                                                                    \
       .kind = PARAM_QUANTITY,                                                                                         \
       .dimension = DIM_FRACTION,                                                                                      \
       .offset = offsetof(FlowCoefficient, xt),                                                                        \
       .fallback = 0.7,                                                                                                \
       .min = 0.1,                                                                                                     \
       .max = 0.9,                                                                                                     \
       .text = "pressure drop ratio at choking, for air"},                                                             \
      {.key = "molecular_conductance",                                                                                 \
       .kind = PARAM_QUANTITY,                                                                                         \
       .dimension = DIM_CONDUCTANCE,                                                                                   \
       .offset = offsetof(FlowCoefficient, molecular_m3_s),                                                            \
       .fallback = 0,                                                                                                  \
       .min = 1e-16,                                                                                                   \
       .max = 1e3,                                                                                                     \
       .text = "molecular conductance, air at 20 degC; without it the viscous law goes on at any pressure"},           \
  }

ROWS(kv_rows, "kv", DIM_NONE, 1e-9, 1e6, "Kv: m3/h of water at 1 bar");
ROWS(cv_rows, "cv", DIM_NONE, 1e-9, 1e6, "Cv: US gal/min of water at 1 psi");
ROWS(av_rows, "av", DIM_AREA, 1e-14, 10, "Av: flow area coefficient, 28e-6 m2 per Kv");

static bool resolve_kv(FlowCoefficient *self, double kv, char *message, size_t size) {
  iec60534_prepare(&self->law, kv, self->xt, self->molecular_m3_s);
  GasState air = gas_state(gas_find("air"), REFERENCE_TEMPERATURE_K);
  Flow choked;
  kernel_iec60534(&self->law, &air, 1e6, 0, &choked);
  return restriction_plausible(self->molecular_m3_s, choked.q_pa_m3_s / 1e6, message, size);
}

static bool kv_resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  return resolve_kv(self, ((FlowCoefficient *)self)->value, message, size);
}

static bool cv_resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  return resolve_kv(self, kv_from_cv(((FlowCoefficient *)self)->value), message, size);
}

static bool av_resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  return resolve_kv(self, kv_from_av(((FlowCoefficient *)self)->value), message, size);
}

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *out) {
  kernel_iec60534(&((const FlowCoefficient *)self)->law, gas, p1_pa, p2_pa, out);
}

static double molecular(const void *self, const GasState *gas) {
  return iec60534_molecular_conductance_m3_s(&((const FlowCoefficient *)self)->law, gas) * REFERENCE_TEMPERATURE_K /
         gas->temperature_k;
}

static double radius(const void *self) {
  return ((const FlowCoefficient *)self)->law.effective_radius_m;
}

#define TYPE(type, its_name, its_rows, its_resolve, words)                                                             \
  const ComponentType type = {.name = its_name,                                                                        \
                              .section = SECTION_ELEMENTS,                                                             \
                              .text = words,                                                                           \
                              .source = "IEC 60534-2-1 (gas, no fittings)",                                            \
                              .size = sizeof(FlowCoefficient),                                                         \
                              .rows = its_rows,                                                                        \
                              .row_count = sizeof its_rows / sizeof its_rows[0],                                       \
                              .symmetric = true,                                                                       \
                              .throttles = true,                                                                       \
                              .resolve = its_resolve,                                                                  \
                              .flow = flow,                                                                            \
                              .molecular_conductance_m3_s = molecular,                                                 \
                              .radius_m = radius}

TYPE(kv_type, "kv", kv_rows, kv_resolve, "a measured restriction by Kv");
TYPE(cv_type, "cv", cv_rows, cv_resolve, "a measured restriction by Cv");
TYPE(av_type, "av", av_rows, av_resolve, "a measured restriction by Av");
