/* A round hole in a plate, sharp-edged or of some thickness. */
#include "models/round_bore.h"

static const ParamRow rows[] = {
    {.key = "diameter",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_LENGTH,
     .offset = offsetof(RoundBore, diameter_m),
     .required = true,
     .min = 1e-7,
     .max = 10,
     .text = "diameter of the hole"},
    {.key = "thickness",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_LENGTH,
     .offset = offsetof(RoundBore, length_m),
     .fallback = 0,
     .min = 0,
     .max = 10,
     .text = "thickness of the plate (0: sharp edge)"},
};

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context, (void)message, (void)size;
  RoundBore *bore = self;
  bore->geometry = pipe_geometry(bore->diameter_m, bore->length_m);
  pipe_prepare(&bore->pipe, &bore->geometry);
  return true;
}

const ComponentType orifice_type = {
    .name = "orifice",
    .section = SECTION_ELEMENTS,
    .text = "a round hole in a plate",
    .source = "Varoutis et al. JVST A 26 (2008) 228; Clausing; Perry's sharp-orifice coefficient",
    .size = sizeof(RoundBore),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .throttles = true,
    .resolve = resolve,
    .flow = round_bore_flow,
    .flow_from = round_bore_flow_from,
    .molecular_conductance_m3_s = round_bore_molecular_m3_s,
    .radius_m = round_bore_radius_m,
    .bore_m = round_bore_m,
};
