/* A rectangular duct. */
#include <math.h>

#include "models/component.h"
#include "models/constants.h"
#include "models/duct_bore.h"

typedef struct {
  DuctBore bore; /* first: the shared functions take it */
  double width_m, height_m, elbows;
} Rectangular;

static const double elbow_k = 0.75; /* as of a tube, Perry's Chemical Engineers' Handbook, 8th ed., table 6-4 */

#define QUANTITY(name, field, dim, need, low, high, words)                                                             \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = dim, .offset = offsetof(Rectangular, field), .required = need,   \
    .min = low, .max = high, .text = words                                                                             \
  }

static const ParamRow rows[] = {
    QUANTITY("width", width_m, DIM_LENGTH, true, 1e-6, 10, "inner width"),
    QUANTITY("height", height_m, DIM_LENGTH, true, 1e-6, 10, "inner height"),
    QUANTITY("length", bore.length_m, DIM_LENGTH, true, 1e-6, 1e4, "length along the axis"),
    QUANTITY("roughness", bore.roughness_m, DIM_LENGTH, false, 0, 0.01,
             "equivalent sand roughness of the wall (0: smooth)"),
    QUANTITY("elbows", elbows, DIM_NONE, false, 0, 1000, "number of 90 degree elbows"),
};
#undef QUANTITY

/* Gamma = a b^3/12 [1 - 192 b/(pi^5 a) sum tanh(n pi a/(2 b))/n^5], odd n, b <= a (Boussinesq 1868). */
static double laminar_integral(double a, double b) {
  double sum = 0;
  for (int n = 1; n < 40; n += 2)
    sum += tanh(n * PI * a / (2 * b)) / pow(n, 5);
  return a * b * b * b / 12 * (1 - 192 * b / (pow(PI, 5) * a) * sum);
}

/* Exact over Knudsen's: M. v. Smoluchowski, Ann. Phys. 338 (1910) 1559, C = cbar/(4 L) [a^2 b asinh(b/a) + a b^2
   asinh(a/b) - ((a^2 + b^2)^1.5 - a^3 - b^3)/3], written over a b^2 so that a wide slit does not cancel. */
static double molecular_gain(double a, double b) {
  double t = b / a, s = sqrt(1 + t * t);
  double integral = asinh(t) / t + asinh(1 / t) - (s * s + s + 1) / (3 * (s + 1)) + t / 3;
  return integral * (1 + t) / (8.0 / 3);
}

/* slip: 1.018 times the evenness of the wall stress, fitted to the series within 1 % of itself. end_gain: molecular
   Monte Carlo, 1:1 to 1:1000 and L/R_h 0.2 to 50. */
static DuctSection rectangle(double width_m, double height_m) {
  double a = fmax(width_m, height_m), b = fmin(width_m, height_m), t = b / a, area = a * b;
  double gain = molecular_gain(a, b), over = gain - 1;
  return (DuctSection){.area_m2 = area,
                       .hydraulic_radius_m = area / (a + b),
                       .laminar_radius_m = sqrt(8 * laminar_integral(a, b) / area),
                       .molecular_gain = gain,
                       .end_gain = 0.8 + over * (1.7 + 0.5 * over),
                       .slip_gain = 1.018 * t / (2 * (1 + t + 2 * t * t))};
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Rectangular *duct = self;
  DuctSection section = rectangle(duct->width_m, duct->height_m);
  if (!duct_bore_wall_is_known(&duct->bore, &section, message, size)) return false;
  duct_bore_prepare(&duct->bore, &section, duct->elbows * PI / 2, duct->elbows * elbow_k);
  return true;
}

const ComponentType rectangular_type = {
    .name = "rectangular",
    .section = SECTION_ELEMENTS,
    .text = "a rectangular duct, from choked turbulent to free-molecular flow",
    .source =
        "tubes of equal laminar flow; Jones 1976; Smoluchowski 1910; Monte Carlo: long 3 %, short molecular 1.5 % "
        "(slits wider than 1:20 5 %), short transitional and turbulent about 10 %",
    .size = sizeof(Rectangular),
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
