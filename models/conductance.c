/* A constant conductance: for checks against hand formulas, and for a restriction known only by its molecular conductance. */
#include "models/component.h"

typedef struct {
  double value_m3_s;
} Conductance;

static const ParamRow rows[] = {
    {.key = "value",
     .alias = "conductance",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_CONDUCTANCE,
     .offset = offsetof(Conductance, value_m3_s),
     .required = true,
     .min = 1e-20,
     .max = 1e6,
     .text = "conductance at 293.15 K: throughput over pressure difference, whatever the gas and pressure"},
};

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  const Conductance *c = self;
  (void)gas;
  *flow = (Flow){c->value_m3_s * (p1_pa - p2_pa), c->value_m3_s, -c->value_m3_s, false, false};
}

static double molecular(const void *self, const GasState *gas) {
  (void)gas;
  return ((const Conductance *)self)->value_m3_s;
}

const ComponentType conductance_type = {
    .name = "conductance",
    .section = SECTION_ELEMENTS,
    .text = "a constant conductance",
    .source = "definition: q = C (p1 - p2)",
    .size = sizeof(Conductance),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .flow = flow,
    .molecular_conductance_m3_s = molecular,
};
