/* A round tube. */
#include <stdio.h>

#include "models/constants.h"
#include "models/round_bore.h"

typedef struct {
  RoundBore bore; /* first: the shared functions take it */
  double roughness_m, elbows, entrance_k;
} Tube;

/* Standard 90 degree elbow: Perry's Chemical Engineers' Handbook, 8th ed., table 6-4. */
static const double elbow_k = 0.75;

#define QUANTITY(name, field, dim, need, usual, low, high, words)                                                      \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = dim, .offset = offsetof(Tube, field), .required = need,          \
    .fallback = usual, .min = low, .max = high, .text = words                                                          \
  }

static const ParamRow rows[] = {
    QUANTITY("diameter", bore.diameter_m, DIM_LENGTH, true, 0, 1e-6, 10, "inner diameter"),
    QUANTITY("length", bore.length_m, DIM_LENGTH, true, 0, 1e-6, 1e4, "length along the axis"),
    QUANTITY("roughness", roughness_m, DIM_LENGTH, false, 0, 0, 0.01,
             "equivalent sand roughness of the wall (0: smooth)"),
    QUANTITY("elbows", elbows, DIM_NONE, false, 0, 0, 1000, "number of 90 degree elbows"),
    QUANTITY("entrance", entrance_k, DIM_NONE, false, 0.5, 0.01, 1,
             "entrance loss in velocity heads: 0.5 sharp-edged, 0.05 rounded"),
};
#undef QUANTITY

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Tube *tube = self;
  if (tube->roughness_m > 0.1 * tube->bore.diameter_m) { /* friction correlations end at 0.05 */
    snprintf(message, size,
             "roughness %g m is more than a tenth of the diameter %g m: that is not a rough wall but another bore",
             tube->roughness_m, tube->bore.diameter_m);
    return false;
  }
  PipeGeometry *geometry = &tube->bore.geometry;
  *geometry = pipe_geometry(tube->bore.diameter_m, tube->bore.length_m);
  geometry->roughness_m = tube->roughness_m;
  geometry->bend_angle_rad = tube->elbows * PI / 2;
  geometry->bend_k = tube->elbows * elbow_k;
  geometry->entrance_k = tube->entrance_k;
  pipe_prepare(&tube->bore.pipe, geometry);
  return true;
}

static void join(void *self, const BoreEnds *ends) {
  Tube *tube = self;
  PipeGeometry *geometry = &tube->bore.geometry;
  if (geometry->end_share_1 == ends->share_1 && geometry->end_share_2 == ends->share_2 &&
      geometry->run_length_over_radius == ends->run_length_over_radius)
    return; /* joined so before */
  geometry->end_share_1 = ends->share_1;
  geometry->end_share_2 = ends->share_2;
  geometry->run_length_over_radius = ends->run_length_over_radius;
  pipe_prepare(&tube->bore.pipe, geometry);
}

static double length(const void *self) {
  return ((const Tube *)self)->bore.length_m;
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
    .flow = round_bore_flow,
    .flow_from = round_bore_flow_from,
    .molecular_conductance_m3_s = round_bore_molecular_m3_s,
    .radius_m = round_bore_radius_m,
    .bore_m = round_bore_m,
    .length_m = length,
    .join = join,
};
