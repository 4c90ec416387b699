#include "models/node.h"

#include <math.h>
#include <stdio.h>

static const ParamRow rows[] = {
    {.key = "volume",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_VOLUME,
     .offset = offsetof(NodeParams, volume_m3),
     .fallback = 0,
     .min = 1e-12,
     .max = 1e6,
     .text = "gas volume; without it the node is a junction"},
    {.key = "pressure",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(NodeParams, pressure_pa),
     .fallback = NAN,
     .min = 0,
     .max = 1e7,
     .text = "initial pressure, or the boundary's (ambient.pressure if not given)"},
    {.key = "temperature",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TEMPERATURE,
     .offset = offsetof(NodeParams, temperature_k),
     .fallback = NAN,
     .min = 50,
     .max = 1500,
     .text = "gas temperature (ambient.temperature if not given)"},
    {.key = "fixed",
     .kind = PARAM_FLAG,
     .dimension = DIM_NONE,
     .offset = offsetof(NodeParams, fixed),
     .fallback = 0,
     .text = "a boundary: pressure, temperature and gas do not change"},
    {.key = "gas",
     .kind = PARAM_GAS,
     .dimension = DIM_NONE,
     .offset = offsetof(NodeParams, gas),
     .text = "initial gas, or the boundary's (the line's gas if not given)"},
};

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  NodeParams *node = self;
  if (isnan(node->pressure_pa)) node->pressure_pa = context->ambient_pressure_pa;
  if (isnan(node->temperature_k)) node->temperature_k = context->ambient_temperature_k;
  if (node->fixed && node->volume_m3 > 0) {
    snprintf(message, size,
             "fixed = true and a volume contradict each other: a boundary does not change; drop one of them");
    return false;
  }
  return true;
}

const ComponentType node_type = {
    .name = "node",
    .section = SECTION_NODES,
    .text = "a volume, a junction (no volume) or a boundary (fixed)",
    .source = "ideal gas: amount = p V/(R T)",
    .size = sizeof(NodeParams),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .resolve = resolve,
};
