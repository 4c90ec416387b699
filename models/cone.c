/* A conical change of bore. */
#include <math.h>

#include "models/component.h"
#include "models/constants.h"
#include "models/kernel_clausing.h"
#include "models/kernel_duct.h"
#include "models/kernel_pchip.h"

typedef struct {
  double from_m, to_m, length_m;
  double narrow_radius_m, ratio; /* wide bore over narrow */
  double own_length;             /* in narrow radii, of a tube of the narrow bore with the same molecular resistance */
  Duct narrowing, widening;      /* by the direction of flow */
} Cone;

#define LENGTH(name, field, high, words)                                                                               \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = DIM_LENGTH, .offset = offsetof(Cone, field), .required = true,   \
    .min = 1e-6, .max = high, .text = words                                                                            \
  }

static const ParamRow rows[] = {
    LENGTH("diameter_from", from_m, 10, "inner diameter at 'from'"),
    LENGTH("diameter_to", to_m, 10, "inner diameter at 'to'"),
    LENGTH("length", length_m, 1e4, "length along the axis"),
};
#undef LENGTH

/* E = 1/W - (3/8) l with W the molecular transmission of the narrow bore and l the own_length: own Monte Carlo, 4e6 to
   2e7 molecules a value, W within 0.2 %; the last column continues as Clausing's tube does. Rows: narrow over wide
   bore; columns: length over wide radius. */
enum { BORES = 9, LENGTHS = 8 };
static const double bores[BORES] = {0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1};
static const double lengths[LENGTHS] = {0, 0.1, 0.3, 1, 3, 10, 30, 100};
static const double end_table[BORES - 1][LENGTHS] = {
    {1, 0.9809, 0.9430, 0.8358, 0.7430, 0.759, 0.843, 0.944}, /* 0.02 */
    {1, 0.9794, 0.9387, 0.8281, 0.7440, 0.772, 0.863, 0.972}, /* 0.1 */
    {1, 0.9775, 0.9334, 0.8216, 0.7544, 0.799, 0.901, 1.025}, /* 0.2 */
    {1, 0.9747, 0.9259, 0.8210, 0.7894, 0.866, 0.992, 1.145}, /* 0.35 */
    {1, 0.9719, 0.9198, 0.8365, 0.8488, 0.960, 1.113, 1.300}, /* 0.5 */
    {1, 0.9693, 0.9179, 0.8748, 0.9354, 1.084, 1.254, 1.460}, /* 0.65 */
    {1, 0.9674, 0.9304, 0.9470, 1.0514, 1.238, 1.435, 1.670}, /* 0.8 */
    {1, 0.9701, 0.9629, 1.0186, 1.1462, 1.355, 1.601, 1.900}, /* 0.9 */
};

/* The row of equal bores is Clausing's. */
static double end_resistance(double bore_ratio, double length_over_wide) {
  double x[LENGTHS], over_bore[BORES];
  for (int i = 0; i < LENGTHS; i++)
    x[i] = log1p(10 * lengths[i]);
  for (int j = 0; j < BORES - 1; j++)
    over_bore[j] = pchip_at(LENGTHS, x, end_table[j], log1p(10 * length_over_wide));
  over_bore[BORES - 1] = 1 + clausing_excess(length_over_wide);
  return pchip_at(BORES, bores, over_bore, bore_ratio);
}

/* Velocity heads of the narrow bore that a gas loses on its way into it, from a volume: a contraction (Crane Technical
   Paper 410) and the entrance into the wide end. */
static double entrance_of(double ratio, double slope) {
  double beta2 = 1 / (ratio * ratio), sine = slope / sqrt(1 + slope * slope);
  double contraction = slope <= 0.41421356237309503 ? 0.8 * sine : 0.5 * sqrt(sine); /* half angle 22.5 degrees */
  return fmax(contraction * (1 - beta2) + 0.5 * beta2 * beta2, 0.05);
}

/* Parallel tubes on the narrow area with the cone's integrals of dz/r^3 (molecular) and dz/r^4 (laminar). */
static PipeGeometry tubes_of(const Cone *cone, const BoreEnds *ends) {
  double k = cone->ratio, length_over_narrow = cone->length_m / cone->narrow_radius_m;
  double radius = cone->narrow_radius_m * 1.5 * (1 + k) * k / (1 + k + k * k);
  PipeGeometry pipe = pipe_geometry(2 * radius, cone->own_length * radius);
  pipe.end_share_1 = ends->share_1;
  pipe.end_share_2 = ends->share_2;
  /* A taper guides the gas like a long tube, whose entrance loss is known; beyond a half angle of 45 degrees it goes over
     to an orifice. Both directions get the same run, and so the same slope at rest. */
  double taper = 1 - 1 / (k * k), gentle = k > 1 ? fmin(1, length_over_narrow / (k - 1)) : 1;
  double run = 10 * taper * gentle + (1 - taper) * cone->own_length;
  pipe.run_length_over_radius = fmax(ends->run_length_over_radius, run);
  return pipe;
}

/* The end resistance belongs to the ends by their areas. */
static double transmission_of(const Cone *cone, const BoreEnds *ends) {
  bool from_narrow = cone->from_m <= cone->to_m;
  double beta2 = 1 / (cone->ratio * cone->ratio);
  double narrow = from_narrow ? ends->share_1 : ends->share_2, wide = from_narrow ? ends->share_2 : ends->share_1;
  double end = end_resistance(1 / cone->ratio, cone->length_m / (cone->narrow_radius_m * cone->ratio));
  return 1 / (0.375 * cone->own_length + end * (narrow + wide * beta2) / (1 + beta2));
}

static void join(void *self, const BoreEnds *ends) {
  static const double rate = 5; /* 1/delta: the ends' molecular surplus is gone where gas flows as a whole */
  Cone *cone = self;
  double area = PI * cone->narrow_radius_m * cone->narrow_radius_m, w = transmission_of(cone, ends);
  PipeGeometry pipe = tubes_of(cone, ends);
  duct_prepare_pipes(&cone->widening, area, &pipe, w, rate);
  pipe.entrance_k = entrance_of(cone->ratio, (cone->ratio - 1) * cone->narrow_radius_m / cone->length_m);
  duct_prepare_pipes(&cone->narrowing, area, &pipe, w, rate);
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context, (void)message, (void)size;
  Cone *cone = self;
  cone->narrow_radius_m = fmin(cone->from_m, cone->to_m) / 2;
  cone->ratio = fmax(cone->from_m, cone->to_m) / (2 * cone->narrow_radius_m);
  cone->own_length = cone->length_m / cone->narrow_radius_m * (1 + cone->ratio) / (2 * cone->ratio * cone->ratio);
  join(cone, &(BoreEnds){1, 1, 0});
  return true;
}

/* The narrow end: it chokes. */
static double radius(const void *self) {
  return ((const Cone *)self)->narrow_radius_m;
}

static double bore(const void *self) {
  return 2 * radius(self);
}

static double end_bore(const void *self, int end) {
  const Cone *cone = self;
  return end == 1 ? cone->from_m : cone->to_m;
}

static double length(const void *self) {
  return ((const Cone *)self)->own_length * radius(self);
}

static double molecular(const void *self, const GasState *gas) {
  return duct_molecular_conductance_m3_s(&((const Cone *)self)->widening, gas) * REFERENCE_TEMPERATURE_K /
         gas->temperature_k;
}

/* Both directions have the same slope at rest. */
static const Duct *way(const Cone *cone, double p1_pa, double p2_pa) {
  bool narrowing = cone->from_m > cone->to_m ? p1_pa >= p2_pa : p1_pa <= p2_pa;
  return narrowing ? &cone->narrowing : &cone->widening;
}

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *out) {
  kernel_duct(way(self, p1_pa, p2_pa), gas, p1_pa, p2_pa, out);
}

/* A root of the one direction is never taken for one of the other: its sign tells. */
static void flow_from(const void *self, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start, bool slopes,
                      Flow *out) {
  kernel_duct_from(way(self, p1_pa, p2_pa), gas, p1_pa, p2_pa, start, slopes, out);
}

const ComponentType cone_type = {
    .name = "cone",
    .section = SECTION_ELEMENTS,
    .text = "a conical change of bore, smooth",
    .source =
        "tubes with the cone's molecular and laminar integrals; Monte Carlo: molecular 1 %; long and gentle 2 % at any "
        "rarefaction; choked about 10 % (contraction after Crane TP-410), no pressure recovery in a widening cone, "
        "turbulent friction up to twice that of a strongly tapered cone",
    .size = sizeof(Cone),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = false,
    .resolve = resolve,
    .flow = flow,
    .flow_from = flow_from,
    .molecular_conductance_m3_s = molecular,
    .radius_m = radius,
    .bore_m = bore,
    .end_bore_m = end_bore,
    .length_m = length,
    .join = join,
};
