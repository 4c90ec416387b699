/* A gas source: a mass flow controller or any supply of constant throughput. */
#include "models/source.h"
#include "models/component.h"
#include "models/species.h"

static const ParamRow rows[] = {
    {.key = "flow",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_THROUGHPUT,
     .offset = offsetof(Source, flow_pa_m3_s),
     .required = true,
     .min = 0,
     .max = 1e6,
     .text = "throughput into the node"},
    {.key = "gas",
     .kind = PARAM_GAS,
     .offset = offsetof(Source, gas),
     .text = "gas supplied (the line's gas if not given)"},
};

static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  species_zero(at, flow);
  for (int i = 0; i < at->n_gas; i++)
    flow->q[i] = ((const Source *)self)->flow_pa_m3_s * at->share[i];
}

static bool affine(const void *self) {
  (void)self;
  return true;
}

const ComponentType source_type = {
    .name = "source",
    .section = SECTION_SOURCES,
    .text = "a constant throughput into a node",
    .source = "definition",
    .size = sizeof(Source),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .species = species,
    .affine = affine,
};
