/* The gap between two concentric round tubes. */
#include <math.h>
#include <stdio.h>

#include "models/component.h"
#include "models/constants.h"
#include "models/duct_bore.h"

typedef struct {
  DuctBore bore; /* first: the shared functions take it */
  double inner_m, outer_m;
} Annular;

#define QUANTITY(name, field, need, low, high, words)                                                                  \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = DIM_LENGTH, .offset = offsetof(Annular, field),                  \
    .required = need, .min = low, .max = high, .text = words                                                           \
  }

static const ParamRow rows[] = {
    QUANTITY("inner_diameter", inner_m, true, 1e-6, 10, "outer diameter of the inner tube or rod, concentric"),
    QUANTITY("outer_diameter", outer_m, true, 1e-6, 10, "inner diameter of the outer tube"),
    QUANTITY("length", bore.length_m, true, 1e-6, 1e4, "length along the axis"),
    QUANTITY("roughness", bore.roughness_m, false, 0, 0.01, "equivalent sand roughness of the walls (0: smooth)"),
};
#undef QUANTITY

/* pi/8 [R2^4 - R1^4 - (R2^2 - R1^2)^2/y], y = ln(R2/R1), as (pi/2) (R1 R2)^2 sinh y (cosh y - sinh(y)/y): a narrow gap
   does not cancel. */
static double laminar_integral(double r1, double r2) {
  double y = log1p((r2 - r1) / r1), square = y * y;
  double curve = y < 0.3 ? square * (1.0 / 3 + square * (1.0 / 30 + square * (1.0 / 840 + square / 45360)))
                         : cosh(y) - sinh(y) / y;
  return PI / 2 * r1 * r1 * r2 * r2 * sinh(y) * curve;
}

/* Integral over the lines x = const of the squares of their chords that end on the inner tube, by Simpson's rule in v
   where x = R1 - gap (exp(v^2) - 1). */
static double inner_chords(double r1, double r2) {
  enum { STEPS = 64 };
  double gap = r2 - r1, most = sqrt(log1p(r1 / gap)), h = most / STEPS, sum = 0;
  for (int i = 1; i <= STEPS; i++) { /* the integrand is 0 at v = 0 */
    double v = i * h, x = fmax(r1 - gap * expm1(v * v), 0);
    double both = sqrt((r2 - x) * (r2 + x)) + sqrt((r1 - x) * (r1 + x)), chord = gap * (r1 + r2) / both;
    sum += (i == STEPS ? 1 : i % 2 ? 4 : 2) * chord * chord * 2 * v * exp(v * v);
  }
  return gap * sum * h / 3;
}

/* Exact over Knudsen's. The long duct passes A cbar/4 times pi/L times the mean distance to the wall in the plane of
   the section (M. v. Smoluchowski, Ann. Phys. 338 (1910) 1559): the K of an annulus that Dushman and Roth tabulate. */
static double molecular_gain(double r1, double r2) {
  double gap = r2 - r1, outer = 2 * gap * gap * (2 * r2 + r1) / 3;
  double flight = 2 * (inner_chords(r1, r2) + outer) / (PI * gap * (r1 + r2));
  return 3 * PI / 8 * flight / gap;
}

/* Mean square of the wall stress over the square of its mean, less 1 (laminar). */
static double unevenness(double r1, double r2) {
  double r = r1 / r2, gap = (r2 - r1) / r2, m = gap * (1 + r) / (2 * log1p(gap / r));
  double outer = (1 - m) / 2, inner = (m / r - r) / 2, mean = gap / 2, over = (inner - outer) / (mean * (1 + r));
  return r * over * over;
}

/* end_gain: molecular Monte Carlo, R1/R2 0.1 to 0.99 and L/R_h 0.2 to 50. A thin rod's slip needs delta of its own. */
static DuctSection annulus(double r1, double r2) {
  double area = PI * (r2 - r1) * (r2 + r1), gain = molecular_gain(r1, r2), over = gain - 1;
  return (DuctSection){.area_m2 = area,
                       .hydraulic_radius_m = r2 - r1,
                       .laminar_radius_m = sqrt(8 * laminar_integral(r1, r2) / area),
                       .molecular_gain = gain,
                       .end_gain = 1 + over * (1.15 + 0.85 * over),
                       .slip_gain = 1.018 * unevenness(r1, r2),
                       .slip_rise = 0.16 * (r2 - r1) / r1};
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Annular *duct = self;
  if (!(duct->outer_m - duct->inner_m >= 1e-6 * duct->outer_m)) {
    snprintf(message, size, "outer_diameter %g m must exceed inner_diameter %g m (by one part in a million)",
             duct->outer_m, duct->inner_m);
    return false;
  }
  DuctSection section = annulus(duct->inner_m / 2, duct->outer_m / 2);
  if (!duct_bore_wall_is_known(&duct->bore, &section, message, size)) return false;
  duct_bore_prepare(&duct->bore, &section, 0, 0);
  return true;
}

const ComponentType annular_type = {
    .name = "annular",
    .section = SECTION_ELEMENTS,
    .text = "the gap between concentric round tubes, from choked turbulent to free-molecular flow",
    .source =
        "tubes of equal laminar flow; Jones 1976; Smoluchowski's chords; Monte Carlo: long 3 % (rods thinner than "
        "0.2 of the bore 5 %), short molecular 1.5 %, short transitional and turbulent about 10 %; off-centre more, "
        "laminar up to 2.5 times",
    .size = sizeof(Annular),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .resolve = resolve,
    .flow = duct_bore_flow,
    .flow_from = duct_bore_flow_from,
    .molecular_conductance_m3_s = duct_bore_molecular_m3_s,
    .radius_m = duct_bore_radius_m,
    .bore_m = duct_bore_m,
    .length_m = duct_bore_length_m,
    .join = duct_bore_join,
};
