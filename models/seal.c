#include "models/seal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"
#include "models/species.h"

/* Of static vacuum glands: a maker's table has 18 to 31 % by section (http://www.pspglobal.com, axial vacuum glands); the low side lets
   more through. */
static const double usual_squeeze = 0.2;

static const double figures_hold_at_k = 298.15;

#define LENGTH(name, field, low, high, words)                                                                          \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = DIM_LENGTH, .offset = offsetof(Seal, field), .fallback = NAN,    \
    .min = low, .max = high, .text = words                                                                             \
  }

static const ParamRow rows[] = {
    {.key = "material",
     .kind = PARAM_CHOICE,
     .offset = offsetof(Seal, material),
     .required = true,
     .choices = seal_materials,
     .text = "what it is made of; 'other': by gases"},
    LENGTH("length", length_m, 1e-4, 1e4, "of an O-ring, along its middle: pi times its mean diameter"),
    LENGTH("section", section_m, 1e-4, 0.1, "diameter of an O-ring's cord, before it is squeezed"),
    {.key = "squeeze",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_FRACTION,
     .offset = offsetof(Seal, squeeze),
     .fallback = NAN,
     .min = 0,
     .max = 0.6,
     .text = "share of its section by which an O-ring is flattened (0.2 if not given, nor the groove's depth)"},
    LENGTH("groove_depth", groove_depth_m, 1e-5, 0.1, "depth of its groove, from which the squeeze follows"),
    LENGTH("groove_width", groove_width_m, 1e-5, 1, "width of its groove: whether the ring has room in it"),
    LENGTH("area_over_path", area_over_path_m, 1e-9, 1e6,
           "of any other seal: area that gas enters by over the length of its way through, A/d"),
    {.key = "temperature",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TEMPERATURE,
     .offset = offsetof(Seal, temperature_k),
     .fallback = NAN,
     .min = 150,
     .max = 650,
     .text = "of the seal (its node's if not given)"},
    {.key = "gases.*.permeability",
     .kind = PARAM_PER_GAS,
     .dimension = DIM_PERMEABILITY,
     .offset = offsetof(Seal, gas_permeability),
     .min = 0,
     .max = 1e-6,
     .text = "K of this gas at 25 degC (the material's if not given); 1e-8 cm3(STP) cm/(cm2 s atm) = 1e-12 m2/s"},
};

#undef LENGTH

/* --- A/d --- */

static bool given(double value) {
  return !isnan(value);
}

static bool one_shape(const Seal *seal, char *message, size_t size) {
  bool ring =
      given(seal->section_m) || given(seal->squeeze) || given(seal->groove_depth_m) || given(seal->groove_width_m);
  if (given(seal->length_m) == given(seal->area_over_path_m))
    snprintf(message, size,
             given(seal->length_m) ? "length and area_over_path are both given; one of them is wanted"
                                   : "neither length nor area_over_path is given; one of them is wanted");
  else if (ring && given(seal->area_over_path_m))
    snprintf(message, size, "section, squeeze and groove are an O-ring's; with area_over_path drop them");
  else if (given(seal->squeeze) && given(seal->groove_depth_m))
    snprintf(message, size, "squeeze and groove_depth are both given; one follows from the other, drop one of them");
  else if ((given(seal->groove_depth_m) || given(seal->groove_width_m)) && !given(seal->section_m))
    snprintf(message, size, "a groove says nothing without the ring's section");
  else
    return true;
  return false;
}

static bool squeeze_of(const Seal *seal, double *squeeze, char *message, size_t size) {
  *squeeze = given(seal->squeeze) ? seal->squeeze : usual_squeeze;
  if (!given(seal->groove_depth_m)) return true;
  const ParamRow *row = component_row(&seal_type, "squeeze");
  *squeeze = 1 - seal->groove_depth_m / seal->section_m;
  if (param_in_range(row, *squeeze)) return true;
  snprintf(message, size, "groove_depth %g m under a section of %g m is a squeeze of %.3g; legal %g to %g",
           seal->groove_depth_m, seal->section_m, *squeeze, row->min, row->max);
  return false;
}

static bool has_room(const Seal *seal, double squeeze, char *message, size_t size) {
  if (!given(seal->groove_width_m)) return true;
  double fill = PI / 4 * seal->section_m / (seal->groove_width_m * (1 - squeeze));
  if (fill <= 1) return true;
  snprintf(message, size, "the ring fills %.4g %% of its groove: it does not go in", 100 * fill);
  return false;
}

/* An O-ring flattened to a rectangle of the same section: height h = (1 - s) w, width (pi/4) w^2/h, so that A/d = l h/width =
   (4/pi) l (1 - s)^2, whatever its section. Parker's rule L = 0.7 F D P (1 - s)^2 (ORD 5700, dry, D in inches and P in psi) says 1.272
   for 4/pi. */
static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  Seal *seal = self;
  double squeeze;
  if (!one_shape(seal, message, size)) return false;
  if (given(seal->area_over_path_m)) {
    seal->shape_m = seal->area_over_path_m;
    seal->path_m = NAN;
  } else {
    if (!squeeze_of(seal, &squeeze, message, size) || !has_room(seal, squeeze, message, size)) return false;
    seal->shape_m = 4 / PI * seal->length_m * (1 - squeeze) * (1 - squeeze);
    seal->path_m = PI / 4 * seal->section_m / (1 - squeeze); /* NAN without a section */
  }
  seal_place(seal, context->ambient_temperature_k);
  return true;
}

/* --- K --- */

bool seal_permeability(const Seal *seal, const Gas *gas, PermeationBand *m2_s) {
  double own = gas_figure(&seal->gas_permeability, gas);
  if (isnan(own)) return permeation_of(seal_materials[seal->material], gas, seal->at_k, m2_s);
  *m2_s = permeation_at((PermeationBand){own, own, own}, figures_hold_at_k, seal->at_k);
  return true;
}

bool seal_conductance(const Seal *seal, const Gas *gas, PermeationBand *m3_s) {
  double per_k = seal->shape_m * REFERENCE_TEMPERATURE_K / ZERO_CELSIUS_K;
  if (!seal_permeability(seal, gas, m3_s)) return false;
  *m3_s = (PermeationBand){per_k * m3_s->value, per_k * m3_s->low, per_k * m3_s->high};
  return true;
}

bool seal_lag(const Seal *seal, const Gas *gas, PermeationBand *lag_s) {
  PermeationBand d;
  if (isnan(seal->path_m) || !diffusivity_of(seal_materials[seal->material], gas, seal->at_k, &d)) return false;
  double per_d = seal->path_m * seal->path_m / 6;
  *lag_s = (PermeationBand){per_d / d.value, per_d / d.high, per_d / d.low};
  return true;
}

const char *seal_source(const Seal *seal, const Gas *gas) {
  if (!isnan(gas_figure(&seal->gas_permeability, gas))) return "permeability given in the file";
  return permeation_source(seal_materials[seal->material], gas);
}

void seal_place(void *self, double node_k) {
  Seal *seal = self;
  PermeationBand band;
  seal->at_k = given(seal->temperature_k) ? seal->temperature_k : node_k;
  for (int i = 0; i < gas_table_count; i++)
    seal->conductance_m3_s[i] = seal_conductance(seal, &gas_table[i], &band) ? band.value : 0;
}

/* --- the law --- */

/* share: what the surroundings are made of, by gases of the line. */
static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  const Seal *seal = self;
  int n = at->n_gas;
  species_zero(at, flow);
  for (int i = 0; i < n; i++) {
    double c = seal->conductance_m3_s[gas_row(at->gases[i])], in = c * at->share[i] + (i == 0 ? seal->rest_m3_s : 0);
    flow->q[i] = in * at->total1_pa - c * at->p2_pa[i];
    for (int j = 0; j < n; j++)
      flow->d1[i * n + j] = in;
    flow->d2[i * n + i] = -c;
  }
}

const ComponentType seal_type = {
    .name = "seal",
    .section = SECTION_SEALS,
    .text = "a seal that the surroundings permeate: nodes.X.seals = ( { material = ...; length = ...; } )",
    .source = "Q_i = K_i (A/d) (p_i,out - p_i,in) 293.15/273.15; O-ring A/d = (4/pi) length (1 - squeeze)^2",
    .size = sizeof(Seal),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .resolve = resolve,
    .species = species,
};
