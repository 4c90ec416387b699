/* A throughput that does not depend on the pressures: an ideal mass flow controller between two nodes. */
#include "models/component.h"

typedef struct {
  double flow_pa_m3_s;
} FixedFlow;

static const ParamRow rows[] = {
    {.key = "flow",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_THROUGHPUT,
     .offset = offsetof(FixedFlow, flow_pa_m3_s),
     .required = true,
     .min = -1e6,
     .max = 1e6,
     .text = "throughput from 'from' to 'to', whatever the pressures"},
};

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  (void)gas, (void)p1_pa, (void)p2_pa;
  *flow = (Flow){((const FixedFlow *)self)->flow_pa_m3_s, 0, 0, false, false};
}

const ComponentType fixed_flow_type = {
    .name = "fixed_flow",
    .section = SECTION_ELEMENTS,
    .text = "a constant throughput between two nodes",
    .source = "definition",
    .size = sizeof(FixedFlow),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .flow = flow,
};
