/* A flexible metal hose. */
#include <math.h>

#include "models/component.h"
#include "models/constants.h"
#include "models/duct_bore.h"

typedef struct {
  DuctBore bore; /* first: the shared functions take it */
  double diameter_m, bends_rad, friction;
  bool corrugated;
} Hose;

/* Molecular flow along corrugations against a smooth bore of the same inner diameter: 0.80 for U-shaped convolutions,
   0.75 sine, 0.87 square, pitch 0.08 to 0.3 and depth 0.1 to 0.2 of the diameter (Monte Carlo of long hoses). */
static const double corrugated_molecular = 0.8;

/* A right angle of large radius loses 0.45 velocity heads: Perry's Chemical Engineers' Handbook, 8th ed., table 6-4. */
static const double bend_k_per_rad = 0.45 / (PI / 2);

#define QUANTITY(name, field, dim, need, usual, low, high, words)                                                      \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = dim, .offset = offsetof(Hose, field), .required = need,          \
    .fallback = usual, .min = low, .max = high, .text = words                                                          \
  }

static const ParamRow rows[] = {
    QUANTITY("diameter", diameter_m, DIM_LENGTH, true, 0, 1e-6, 10, "inner diameter, at the crests of the corrugation"),
    QUANTITY("length", bore.length_m, DIM_LENGTH, true, 0, 1e-6, 1e4, "length along the axis"),
    QUANTITY("bends", bends_rad, DIM_ANGLE, false, 0, 0, 1000, "all bends together, as an angle"),
    {.key = "corrugated",
     .kind = PARAM_FLAG,
     .offset = offsetof(Hose, corrugated),
     .fallback = 1,
     .text = "false for a smooth bore or a liner"},
    QUANTITY("friction", friction, DIM_NONE, false, 0.08, 0.02, 0.2,
             "friction factor (64/Re if laminar) of corrugations in turbulent flow; hoses lie between 0.05 and 0.12"),
};
#undef QUANTITY

/* Sand roughness over diameter with this friction factor where it is fully rough (Karman, Prandtl). */
static double roughness_of(double friction) {
  return 3.7 * pow(10, -0.5 / sqrt(friction));
}

/* As a duct of the bore's area and laminar flow whose wall has 1/m of its perimeter: m times the molecular flow, and
   slow flow is not hindered by what lies outside the bore (Stokes flow dissipates least). The friction factor is on the
   bore. */
static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context, (void)message, (void)size;
  Hose *hose = self;
  double m = hose->corrugated ? corrugated_molecular : 1, r = hose->diameter_m / 2;
  DuctSection section = {
      .area_m2 = PI * r * r, .hydraulic_radius_m = m * r, .laminar_radius_m = r, .molecular_gain = 1, .end_gain = 1};
  hose->bore.roughness_m = hose->corrugated ? roughness_of(hose->friction * m) * 2 * m * r : 0;
  duct_bore_prepare(&hose->bore, &section, hose->bends_rad, hose->bends_rad * bend_k_per_rad);
  return true;
}

static double radius(const void *self) {
  return 0.5 * duct_bore_m(self);
}

const ComponentType hose_type = {
    .name = "hose",
    .section = SECTION_ELEMENTS,
    .text = "a flexible metal hose, corrugated or smooth inside",
    .source =
        "against a smooth tube of its inner diameter: turbulent friction factor 0.08 (0.05 to 0.12; Hawthorne, Prod. "
        "Eng. 34 (1963) 98: 0.07 to 0.12 for a pitch of 0.1 to 0.2 diameters; Penflex: about twice a steel pipe's), "
        "molecular flow 0.80 (0.74 to 0.88) by Monte Carlo, laminar flow 1 (estimate, 0.8 to 1.1)",
    .size = sizeof(Hose),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .resolve = resolve,
    .flow = duct_bore_flow,
    .flow_from = duct_bore_flow_from,
    .molecular_conductance_m3_s = duct_bore_molecular_m3_s,
    .radius_m = radius,
    .bore_m = duct_bore_m,
    .length_m = duct_bore_length_m,
    .join = duct_bore_join,
};
