#include "models/leak.h"

#include <math.h>
#include <stdio.h>

#include "models/species.h"

static const ParamRow rows[] = {
    {.key = "rate",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_THROUGHPUT,
     .offset = offsetof(Leak, rate_pa_m3_s),
     .required = true,
     .min = 1e-20,
     .max = 1e3,
     .text = "leak rate under the reference's conditions; without a reference a service rate that does not change"},
    {.key = "reference.gas",
     .kind = PARAM_GAS,
     .offset = offsetof(Leak, reference_gas),
     .text = "test gas the rate was stated for"},
    {.key = "reference.upstream",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Leak, reference_upstream_pa),
     .fallback = NAN,
     .min = 1e-6,
     .max = 1e8,
     .text = "pressure on the high side of the test"},
    {.key = "reference.downstream",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Leak, reference_downstream_pa),
     .fallback = NAN,
     .min = 0,
     .max = 1e8,
     .text = "pressure on the low side of the test"},
    {.key = "reference.temperature",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TEMPERATURE,
     .offset = offsetof(Leak, reference_temperature_k),
     .fallback = NAN,
     .min = 50,
     .max = 1500,
     .text = "temperature of the test"},
};

static const char *missing_of(const Leak *leak) {
  if (leak->reference_gas.n == 0) return "gas";
  if (isnan(leak->reference_upstream_pa)) return "upstream";
  return isnan(leak->reference_temperature_k) ? "temperature" : NULL;
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Leak *leak = self;
  leak->has_reference = leak->reference_gas.n > 0 || !isnan(leak->reference_upstream_pa) ||
                        !isnan(leak->reference_temperature_k) || !isnan(leak->reference_downstream_pa);
  if (!leak->has_reference) return true;
  const char *missing = missing_of(leak);
  if (missing) {
    snprintf(message, size, "reference lacks '%s': a leak rate means nothing without gas, upstream and temperature",
             missing);
    return false;
  }
  if (isnan(leak->reference_downstream_pa)) leak->reference_downstream_pa = 0;
  if (leak->reference_gas.n > 1) {
    snprintf(message, size, "reference.gas is a mixture; a leak is stated for one gas");
    return false;
  }
  if (leak->reference_upstream_pa <= leak->reference_downstream_pa) {
    snprintf(message, size, "reference.upstream %g Pa must be above reference.downstream %g Pa",
             leak->reference_upstream_pa, leak->reference_downstream_pa);
    return false;
  }
  leak->reference = (LeakReference){leak->rate_pa_m3_s, leak->reference_gas.gas[0], leak->reference_upstream_pa,
                                    leak->reference_downstream_pa, leak->reference_temperature_k};
  return true;
}

static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  const Leak *leak = self;
  species_zero(at, flow);
  if (leak->has_reference) {
    leak_species(&leak->reference, at, flow);
    return;
  }
  for (int i = 0; i < at->n_gas; i++)
    flow->q[i] = leak->rate_pa_m3_s * at->share[i];
}

static bool affine(const void *self) {
  const Leak *leak = self;
  return !leak->has_reference || leak_scaling(&leak->reference) == LEAK_MOLECULAR;
}

Leak leak_from_reference(const LeakReference *reference) {
  return (Leak){.rate_pa_m3_s = reference->rate_pa_m3_s, .reference = *reference, .has_reference = true};
}

const ComponentType leak_type = {
    .name = "leak",
    .section = SECTION_LEAKS,
    .text = "a leak from the ambient into a node",
    .source = "molecular (p1 - p2)/sqrt(M T), viscous (p1^2 - p2^2)/(mu T); thresholds 1e-7 and 1e-5 Pa m3/s",
    .size = sizeof(Leak),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .resolve = resolve,
    .species = species,
    .affine = affine,
};
