/* A round hole in a plate, sharp-edged or of some thickness. */
#include "models/component.h"
#include "models/constants.h"
#include "models/kernel_pipe.h"

typedef struct {
  double diameter_m, thickness_m;
  PipeGeometry geometry;
  Pipe pipe;
} Orifice;

static const ParamRow rows[] = {
    {.key = "diameter", .kind = PARAM_QUANTITY, .dimension = DIM_LENGTH, .offset = offsetof(Orifice, diameter_m),
     .required = true, .min = 1e-7, .max = 10, .text = "diameter of the hole"},
    {.key = "thickness", .kind = PARAM_QUANTITY, .dimension = DIM_LENGTH, .offset = offsetof(Orifice, thickness_m),
     .fallback = 0, .min = 0, .max = 10, .text = "thickness of the plate (0: sharp edge)"},
};

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context, (void)message, (void)size;
  Orifice *orifice = self;
  orifice->geometry = pipe_geometry(orifice->diameter_m, orifice->thickness_m);
  pipe_prepare(&orifice->pipe, &orifice->geometry);
  return true;
}

static double bore(const void *self) {
  return ((const Orifice *)self)->diameter_m;
}

static double radius(const void *self) {
  return 0.5 * bore(self);
}

static double molecular(const void *self, const GasState *gas) {
  return pipe_molecular_conductance_m3_s(&((const Orifice *)self)->pipe, gas) * REFERENCE_TEMPERATURE_K / gas->temperature_k;
}

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *out) {
  kernel_pipe(&((const Orifice *)self)->pipe, gas, p1_pa, p2_pa, out);
}

const ComponentType orifice_type = {
    .name = "orifice",
    .section = SECTION_ELEMENTS,
    .text = "a round hole in a plate",
    .source = "Varoutis et al. JVST A 26 (2008) 228; Clausing; Perry's sharp-orifice coefficient",
    .size = sizeof(Orifice),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .resolve = resolve,
    .flow = flow,
    .molecular_conductance_m3_s = molecular,
    .radius_m = radius,
    .bore_m = bore,
};
