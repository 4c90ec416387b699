/* A round tube. */
#include "models/component.h"
#include "models/constants.h"
#include "models/kernel_pipe.h"

typedef struct {
  double diameter_m, length_m, roughness_m, elbows, entrance_k;
  PipeGeometry geometry;
  Pipe pipe;
} Tube;

/* Standard 90 degree elbow: Perry's Chemical Engineers' Handbook, 8th ed., table 6-4. */
static const double elbow_k = 0.75;

#define QUANTITY(name, field, dim, need, usual, low, high, words)                                                      \
  {.key = name, .kind = PARAM_QUANTITY, .dimension = dim, .offset = offsetof(Tube, field), .required = need,           \
   .fallback = usual, .min = low, .max = high, .text = words}

static const ParamRow rows[] = {
    QUANTITY("diameter", diameter_m, DIM_LENGTH, true, 0, 1e-6, 10, "inner diameter"),
    QUANTITY("length", length_m, DIM_LENGTH, true, 0, 1e-6, 1e4, "length along the axis"),
    QUANTITY("roughness", roughness_m, DIM_LENGTH, false, 0, 0, 0.01, "equivalent sand roughness of the wall (0: smooth)"),
    QUANTITY("elbows", elbows, DIM_NONE, false, 0, 0, 1000, "number of 90 degree elbows"),
    QUANTITY("entrance", entrance_k, DIM_NONE, false, 0.5, 0.01, 1, "entrance loss in velocity heads: 0.5 sharp-edged, 0.05 rounded"),
};
#undef QUANTITY

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context, (void)message, (void)size;
  Tube *tube = self;
  tube->geometry = pipe_geometry(tube->diameter_m, tube->length_m);
  tube->geometry.roughness_m = tube->roughness_m;
  tube->geometry.bend_angle_rad = tube->elbows * PI / 2;
  tube->geometry.bend_k = tube->elbows * elbow_k;
  tube->geometry.entrance_k = tube->entrance_k;
  pipe_prepare(&tube->pipe, &tube->geometry);
  return true;
}

static void join(void *self, const BoreEnds *ends) {
  Tube *tube = self;
  tube->geometry.end_share_1 = ends->share_1;
  tube->geometry.end_share_2 = ends->share_2;
  tube->geometry.run_length_over_radius = ends->run_length_over_radius;
  pipe_prepare(&tube->pipe, &tube->geometry);
}

static double bore(const void *self) {
  return ((const Tube *)self)->diameter_m;
}

static double length(const void *self) {
  return ((const Tube *)self)->length_m;
}

static double radius(const void *self) {
  return 0.5 * bore(self);
}

static double molecular(const void *self, const GasState *gas) {
  return pipe_molecular_conductance_m3_s(&((const Tube *)self)->pipe, gas) * REFERENCE_TEMPERATURE_K / gas->temperature_k;
}

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *out) {
  kernel_pipe(&((const Tube *)self)->pipe, gas, p1_pa, p2_pa, out);
}

const ComponentType tube_type = {
    .name = "tube",
    .section = SECTION_ELEMENTS,
    .text = "a round tube, from choked turbulent to free-molecular flow",
    .source = "Clausing; G(delta) of the S-model; Varoutis et al. JVST A 26 (2008) 228; Churchill; Fanno",
    .size = sizeof(Tube),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .resolve = resolve,
    .flow = flow,
    .molecular_conductance_m3_s = molecular,
    .radius_m = radius,
    .bore_m = bore,
    .length_m = length,
    .join = join,
};
