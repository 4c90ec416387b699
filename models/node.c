#include "models/node.h"

#include <math.h>
#include <stdio.h>

static const char *const thermal_choices[] = {"isothermal", "adiabatic", NULL};

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
    {.key = "thermal",
     .kind = PARAM_CHOICE,
     .offset = offsetof(NodeParams, thermal),
     .fallback = THERMAL_ISOTHERMAL,
     .choices = thermal_choices,
     .text = "heat balance of the volume's gas: isothermal, adiabatic, or a group { h; area; wall; }"},
    {.key = "thermal.h",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_HEAT_TRANSFER,
     .offset = offsetof(NodeParams, film_w_m2_k),
     .fallback = NAN,
     .min = 0,
     .max = 1e6,
     .text = "heat transfer coefficient between gas and wall"},
    {.key = "thermal.area",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_AREA,
     .offset = offsetof(NodeParams, wall_m2),
     .fallback = NAN,
     .min = 0,
     .max = 1e6,
     .text = "wall area"},
    {.key = "thermal.wall",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TEMPERATURE,
     .offset = offsetof(NodeParams, wall_k),
     .fallback = NAN,
     .min = 50,
     .max = 1500,
     .text = "wall temperature (the node's if not given)"},
    {.key = "gas",
     .kind = PARAM_GAS,
     .dimension = DIM_NONE,
     .offset = offsetof(NodeParams, gas),
     .text = "initial gas, or the boundary's (the line's gas if not given)"},
};

static bool resolve_thermal(NodeParams *node, char *message, size_t size) {
  bool any = !isnan(node->film_w_m2_k) || !isnan(node->wall_m2) || !isnan(node->wall_k);
  if (any) node->thermal = THERMAL_WALL;
  if (node->thermal == THERMAL_WALL && (isnan(node->film_w_m2_k) || isnan(node->wall_m2)))
    snprintf(message, size, "thermal: h and area are both wanted, such as { h = \"10 W/m2/K\"; area = \"0.5 m2\"; }");
  else if (node->thermal != THERMAL_ISOTHERMAL && (node->fixed || node->volume_m3 == 0))
    snprintf(message, size, "thermal: only a volume has a heat balance; this is a %s",
             node->fixed ? "boundary" : "junction");
  else {
    if (isnan(node->wall_k)) node->wall_k = node->temperature_k;
    return true;
  }
  return false;
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  NodeParams *node = self;
  if (isnan(node->pressure_pa)) node->pressure_pa = context->ambient_pressure_pa;
  if (isnan(node->temperature_k)) node->temperature_k = context->ambient_temperature_k;
  if (node->fixed && node->volume_m3 > 0) {
    snprintf(message, size,
             "fixed = true and a volume contradict each other: a boundary does not change; drop one of them");
    return false;
  }
  return resolve_thermal(node, message, size);
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
