/* Rectangular, annular, conical and flexible ducts against exact limits and against Monte Carlo of their own. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "models/component.h"
#include "models/constants.h"
#include "models/kernel_friction.h"
#include "tests/check.h"

/* An element of a type; quantities given as key, value, ..., NULL. */
typedef struct {
  const ComponentType *type;
  _Alignas(16) char params[2048];
} Element;

static bool try_element(Element *element, char *message, size_t size, const char *name, va_list pairs) {
  *element = (Element){.type = component_find(SECTION_ELEMENTS, name)};
  assert_non_null(element->type);
  assert_true(element->type->size <= sizeof element->params);
  component_defaults(element->type, element->params);
  for (const char *key; (key = va_arg(pairs, const char *));) {
    const ParamRow *row = component_row(element->type, key);
    assert_non_null(row);
    double value = va_arg(pairs, double);
    if (row->kind == PARAM_FLAG)
      *(bool *)(element->params + row->offset) = value != 0;
    else
      *(double *)(element->params + row->offset) = value;
  }
  ComponentContext context = {NULL, STANDARD_ATMOSPHERE_PA, REFERENCE_TEMPERATURE_K};
  return element->type->resolve(element->params, &context, message, size);
}

static Element element_of(const char *name, ...) {
  Element element;
  char message[200] = "";
  va_list pairs;
  va_start(pairs, name);
  bool ok = try_element(&element, message, sizeof message, name, pairs);
  va_end(pairs);
  if (!ok) fail_msg("%s", message);
  return element;
}

static void refuse(const char *words, const char *name, ...) {
  Element element;
  char message[200] = "";
  va_list pairs;
  va_start(pairs, name);
  assert_false(try_element(&element, message, sizeof message, name, pairs));
  va_end(pairs);
  if (!strstr(message, words)) fail_msg("'%s' is not in '%s'", words, message);
}

static GasState nitrogen(void) {
  return gas_state(gas_find("N2"), REFERENCE_TEMPERATURE_K);
}

static Flow flow_of(const Element *element, double p1_pa, double p2_pa) {
  GasState gas = nitrogen();
  Flow flow;
  element->type->flow(element->params, &gas, p1_pa, p2_pa, &flow);
  return flow;
}

static double q_of(const Element *element, double p1_pa, double p2_pa) {
  return flow_of(element, p1_pa, p2_pa).q_pa_m3_s;
}

static double molecular_of(const Element *element) {
  GasState gas = nitrogen();
  return element->type->molecular_conductance_m3_s(element->params, &gas);
}

static double aperture(double area_m2) {
  GasState gas = nitrogen();
  return area_m2 * gas_mean_speed_m_s(&gas) / 4;
}

/* A rectangle of height 1 cm and the given aspect, or an annulus in a tube of 2 cm with the given inner over outer. */
typedef struct {
  bool annular;
  double figure;
} Shape;

static const double height_m = 0.01;

static double hydraulic_radius(const Shape *shape) {
  return shape->annular ? height_m * (1 - shape->figure) : height_m * shape->figure / (1 + shape->figure);
}

static double area_of(const Shape *shape) {
  return shape->annular ? PI * height_m * height_m * (1 - shape->figure * shape->figure)
                        : height_m * height_m * shape->figure;
}

static Element shape_of(const Shape *shape, double length_m) {
  if (shape->annular)
    return element_of("annular", "outer_diameter", 2 * height_m, "inner_diameter", 2 * height_m * shape->figure,
                      "length", length_m, NULL);
  return element_of("rectangular", "width", shape->figure * height_m, "height", height_m, "length", length_m, NULL);
}

static void note(double *worst, double *sum, double off) {
  *worst = fmax(*worst, fabs(off));
  *sum += fabs(off);
}

/* Mean time to the wall, over R_h/v0, in a random walk whose collisions come at delta v0/R (R = laminar radius^2/R_h):
   G of the linearised BGK equation. 3e6 to 2e7 walks, 0.1 %. */
static void test_long_ducts_at_any_rarefaction(void **state) {
  (void)state;
  static const double delta[] = {0, 0.03, 0.1, 0.3, 1, 3, 10};
  enum { POINTS = sizeof delta / sizeof delta[0], SHAPES = 8 };
  static const struct {
    Shape shape;
    double radius_over_hydraulic, g[POINTS];
  } walks[SHAPES] = {
      {{false, 1}, 1.1246, {1.6766, 1.6134, 1.5601, 1.5240, 1.5972, 2.0155, 3.7042}},
      {{false, 2}, 1.0291, {1.7292, 1.6517, 1.5896, 1.5433, 1.6099, 2.0251, 3.6980}},
      {{false, 5}, 0.8390, {1.9406, 1.8023, 1.6927, 1.5949, 1.6109, 1.9963, 3.6626}},
      {{false, 20}, 0.7118, {2.4914, 2.0949, 1.8340, 1.6220, 1.5758, 1.9449, 3.6040}},
      {{false, 100}, 0.6758, {3.2990, 2.2883, 1.8844, 1.6206, 1.5583, 1.9230, 3.5819}},
      {{true, 0.3}, 0.6820, {1.6338, 1.5409, 1.4783, 1.4418, 1.5300, 1.9621, 3.6306}},
      {{true, 0.8}, 0.6672, {2.0175, 1.8362, 1.6952, 1.5658, 1.5503, 1.9183, 3.5761}},
      {{true, 0.99}, 0.6667, {2.8753, 2.2483, 1.8835, 1.6179, 1.5533, 1.9167, 3.5811}},
  };
  GasState gas = nitrogen();
  for (int i = 0; i < SHAPES; i++) {
    const Shape *shape = &walks[i].shape;
    double radius = hydraulic_radius(shape), length = 1e7 * radius, worst = 0, sum = 0;
    Element duct = shape_of(shape, length);
    for (int k = 0; k < POINTS; k++) {
      double p = delta[k] / gas_rarefaction(&gas, radius * walks[i].radius_over_hydraulic, 1);
      double want = area_of(shape) * gas.v0_m_s / 2 * radius / length * walks[i].g[k];
      note(&worst, &sum, flow_of(&duct, p, p).dq_dp1_m3_s / want - 1);
    }
    print_message("long %s %g: worst %.2f %%, mean %.2f %%\n", duct.type->name, shape->figure, 100 * worst,
                  100 * sum / POINTS);
    assert_true(worst < 0.03);
  }
}

/* A thin rod in a tube slows the gas where molecules still fly past it. */
static void test_thin_rod(void **state) {
  (void)state;
  static const double delta[] = {0, 0.1, 1, 3, 10}, walk[] = {1.5221, 1.4068, 1.5155, 2.0391, 3.8773};
  Shape shape = {true, 0.05};
  double length = 1e5;
  Element duct = shape_of(&shape, length);
  GasState gas = nitrogen();
  for (int k = 0; k < 5; k++) {
    double p = delta[k] / gas_rarefaction(&gas, hydraulic_radius(&shape) * 0.7419, 1);
    double got =
        flow_of(&duct, p, p).dq_dp1_m3_s / (area_of(&shape) * gas.v0_m_s / 2 * hydraulic_radius(&shape) / length);
    print_message("rod delta %g: %.4f against %.4f\n", delta[k], got, walk[k]);
    assert_rel(got, walk[k], 0.05);
  }
}

/* Molecular transmission, 1e6 to 6e6 molecules: below 0.2 % (0.6 % at L/R_h 20 and more). */
static void test_short_molecular_ducts(void **state) {
  (void)state;
  static const double lengths[] = {0.2, 0.5, 1, 2, 5, 10, 20};
  enum { LENGTHS = sizeof lengths / sizeof lengths[0], SHAPES = 7 };
  static const struct {
    Shape shape;
    double w[LENGTHS];
  } flights[SHAPES] = {
      {{false, 1}, {0.91290, 0.81174, 0.68955, 0.53612, 0.33089, 0.20636, 0.11936}},
      {{false, 2}, {0.91265, 0.81078, 0.68919, 0.53748, 0.33390, 0.20861, 0.12183}},
      {{false, 5}, {0.91143, 0.80842, 0.68769, 0.53941, 0.34245, 0.21890, 0.12978}},
      {{false, 20}, {0.91012, 0.80635, 0.68548, 0.54167, 0.35177, 0.23323, 0.14475}},
      {{true, 0.1}, {0.90926, 0.80200, 0.67357, 0.51702, 0.31408, 0.19437, 0.11177}},
      {{true, 0.3}, {0.90932, 0.80259, 0.67708, 0.52340, 0.32171, 0.20029, 0.11589}},
      {{true, 0.8}, {0.90970, 0.80403, 0.68303, 0.53751, 0.34437, 0.22229, 0.13294}},
  };
  for (int i = 0; i < SHAPES; i++) {
    const Shape *shape = &flights[i].shape;
    double worst = 0, sum = 0;
    for (int k = 0; k < LENGTHS; k++) {
      Element duct = shape_of(shape, lengths[k] * hydraulic_radius(shape));
      note(&worst, &sum, molecular_of(&duct) / aperture(area_of(shape)) / flights[i].w[k] - 1);
    }
    print_message("short %s %g, molecular: worst %.2f %%, mean %.2f %%\n", shape->annular ? "annular" : "rectangular",
                  shape->figure, 100 * worst, 100 * sum / LENGTHS);
    assert_true(worst < 0.02);
  }
}

/* Wide slits, where the logarithm of the long slit is cut off by the length: aspects 50, 200, 1000 and narrow gaps. */
static void test_slits(void **state) {
  (void)state;
  static const double lengths[] = {1, 5, 20};
  static const struct {
    Shape shape;
    double w[3];
  } flights[] = {
      {{false, 50}, {0.68538, 0.35503, 0.14979}},   {{false, 200}, {0.68432, 0.35472, 0.15298}},
      {{false, 1000}, {0.68453, 0.35586, 0.15370}}, {{true, 0.95}, {0.68433, 0.35408, 0.14467}},
      {{true, 0.99}, {0.68442, 0.35596, 0.15118}},
  };
  double worst = 0, sum = 0;
  for (int i = 0; i < 5; i++)
    for (int k = 0; k < 3; k++) {
      Element duct = shape_of(&flights[i].shape, lengths[k] * hydraulic_radius(&flights[i].shape));
      note(&worst, &sum, molecular_of(&duct) / aperture(area_of(&flights[i].shape)) / flights[i].w[k] - 1);
    }
  print_message("slits, molecular: worst %.2f %%, mean %.2f %%\n", 100 * worst, 100 * sum / 15);
  assert_true(worst < 0.05);
}

/* Dushman's K (S. Dushman, Scientific Foundations of Vacuum Technique, 2nd ed. 1962, ch. 2) of a long annulus. */
static void test_dushman_annulus(void **state) {
  (void)state;
  static const double inner[] = {0.259, 0.5, 0.707, 0.866, 0.966}, k[] = {1.072, 1.154, 1.254, 1.430, 1.675};
  for (int i = 0; i < 5; i++) {
    Shape shape = {true, inner[i]};
    double length = 1e7 * hydraulic_radius(&shape);
    Element duct = shape_of(&shape, length);
    double got = molecular_of(&duct) / (aperture(area_of(&shape)) * 8 / 3 * hydraulic_radius(&shape) / length);
    print_message("annulus %g: K %.4f, Dushman %.3f\n", inner[i], got, k[i]);
    assert_rel(got, k[i], 0.01);
  }
}

/* f Re on the hydraulic diameter: R. K. Shah, A. L. London, Laminar Flow Forced Convection in Ducts (1978), Darcy's f.
 */
static void test_laminar_friction(void **state) {
  (void)state;
  static const struct {
    Shape shape;
    double f_re;
  } rows[] = {{{false, 1}, 56.908}, {{false, 2}, 62.192}, {{false, 8}, 82.34}, {{false, 1e5}, 96},
              {{true, 0.5}, 95.25}, {{true, 0.1}, 89.37}, {{true, 0.9999}, 96}};
  GasState gas = nitrogen();
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    double dh = 2 * hydraulic_radius(&rows[i].shape), length = 2e9 * dh, p = 1e6;
    Element duct = shape_of(&rows[i].shape, length);
    /* dp/dz = f Re mu u/(2 Dh^2); slip 4 * 1.018/delta and less */
    double want = area_of(&rows[i].shape) * 2 * dh * dh / (rows[i].f_re * gas.viscosity_pa_s * length) *
                  (p * p - 0.81 * p * p) / 2;
    double slip = 8 * 1.018 / gas_rarefaction(&gas, dh / 2, p);
    assert_rel(q_of(&duct, p, 0.9 * p), want, 5e-4 + slip);
  }
}

/* Turbulent: Jones (1976), f of the round tube at (64/f Re) Re. */
static void test_turbulent_friction(void **state) {
  (void)state;
  static const struct {
    Shape shape;
    double f_re;
  } rows[] = {{{false, 1}, 56.908}, {{false, 2}, 62.192}, {{true, 0.5}, 95.25}};
  GasState gas = nitrogen();
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    double dh = 2 * hydraulic_radius(&rows[i].shape), length = 3000 * dh, area = area_of(&rows[i].shape), p1 = 1.6e5,
           p2 = 1e5;
    Element duct = shape_of(&rows[i].shape, length);
    double q = q_of(&duct, p1, p2), mass_flux = 2 * q / (gas.v0_m_s * gas.v0_m_s * area),
           re = mass_flux * dh / gas.viscosity_pa_s;
    assert_true(re > 1e4);
    double re_star = 64 / rows[i].f_re * re, f = 64 / re_star * friction_over_laminar(re_star, 0).ratio;
    double want = mass_flux * mass_flux * gas.v0_m_s * gas.v0_m_s / 2 * (f * length / dh + 1.5 + 2 * log(p1 / p2));
    assert_rel(p1 * p1 - p2 * p2, want, 0.01);
  }
}

/* The pressure between two pieces of a run by bisection. */
static double pieces(const Element *whole, Element *first, Element *second, double p1, double p2) {
  const ComponentType *type = whole->type;
  double run = type->length_m(whole->params) / (0.5 * type->bore_m(whole->params)), low = p2, high = p1;
  type->join(first->params, &(BoreEnds){1, 0, run});
  type->join(second->params, &(BoreEnds){0, 1, run});
  for (int i = 0; i < 200; i++) {
    double middle = 0.5 * (low + high);
    if (q_of(first, p1, middle) > q_of(second, middle, p2))
      low = middle;
    else
      high = middle;
  }
  return q_of(first, p1, low);
}

/* What a slit passes beside its tubes is found for the piece, not point by point: 2 % for 1:50 and L/R_h 10. */
static void test_cut_ducts(void **state) {
  (void)state;
  static const double p1[] = {1e-4, 0.1, 1, 5, 50, 1e3, 1e5};
  static const Shape shapes[] = {{false, 1}, {false, 5}, {false, 50}, {true, 0.5}};
  static const double allowed[] = {0.003, 0.005, 0.025, 0.004};
  for (int i = 0; i < 4; i++)
    for (int l = 0; l < 2; l++) {
      double worst = 0, length = (l ? 100 : 10) * hydraulic_radius(&shapes[i]);
      Element whole = shape_of(&shapes[i], length), first = shape_of(&shapes[i], 0.3 * length),
              second = shape_of(&shapes[i], 0.7 * length);
      for (int k = 0; k < 7; k++)
        worst = fmax(
            worst, fabs(pieces(&whole, &first, &second, p1[k], 0.01 * p1[k]) / q_of(&whole, p1[k], 0.01 * p1[k]) - 1));
      print_message("%s %g cut in two, L/R_h %d: worst %.2f %%\n", whole.type->name, shapes[i].figure, l ? 100 : 10,
                    100 * worst);
      assert_true(worst < allowed[i]);
    }
}

/* --- cones --- */

static Element cone_of(double from_m, double to_m, double length_m) {
  return element_of("cone", "diameter_from", from_m, "diameter_to", to_m, "length", length_m, NULL);
}

/* Monte Carlo between the rows of the cone's table, 1e6 molecules: W of the narrow bore, 0.1 %. */
static void test_molecular_cones(void **state) {
  (void)state;
  static const double w[][4] = {/* wide over narrow, length over narrow radius, W, both ways */
                                {1.25, 0.25, 0.98940}, {1.25, 1, 0.82917}, {1.25, 5, 0.40991}, {1.5, 0.5, 0.98396},
                                {1.5, 2, 0.76572},     {2, 1, 0.97904},    {2, 5, 0.64863},    {1.5, 10, 0.32040},
                                {3, 1, 0.99750},       {3, 5, 0.82915},    {3, 30, 0.29767},   {10, 5, 0.99617},
                                {10, 30, 0.73470},     {30, 30, 0.97266},  {30, 100, 0.72206}};
  double worst = 0, sum = 0, d = 0.02;
  for (size_t i = 0; i < sizeof w / sizeof w[0]; i++) {
    Element a = cone_of(d, w[i][0] * d, w[i][1] * d / 2), b = cone_of(w[i][0] * d, d, w[i][1] * d / 2);
    double got = molecular_of(&a) / aperture(PI * d * d / 4);
    note(&worst, &sum, got / w[i][2] - 1);
    assert_rel(molecular_of(&b), molecular_of(&a), 1e-14);
  }
  print_message("cones, molecular: worst %.2f %%, mean %.2f %%\n", 100 * worst, 100 * sum / 15);
  assert_true(worst < 0.01);
}

/* Gentle cones: the local law of a long tube integrated along the axis by Runge-Kutta from p1, shooting for p2. */
static double g_of(double radius_m, double p_pa) {
  GasState gas = nitrogen();
  Element tube = element_of("tube", "diameter", 2 * radius_m, "length", 1e7 * radius_m, NULL);
  Flow f;
  tube.type->flow(tube.params, &gas, p_pa, p_pa, &f);
  return f.dq_dp1_m3_s * 1e7 * radius_m; /* dq dz/dp */
}

static double far_pressure(double q, double p1, double r1, double r2, double length_m) {
  enum { STEPS = 100 };
  double p = p1, h = length_m / STEPS;
  for (int i = 0; i < STEPS && p > 0; i++) {
    double ra = r1 + (r2 - r1) * i / STEPS, rb = r1 + (r2 - r1) * (i + 0.5) / STEPS;
    double half = p - 0.5 * h * q / g_of(ra, p);
    p = half > 0 ? p - h * q / g_of(rb, half) : -1;
  }
  return p;
}

static void test_gentle_cones(void **state) {
  (void)state;
  static const double delta[] = {1e-3, 0.1, 1, 5, 30, 300};
  GasState gas = nitrogen();
  double worst = 0, sum = 0, r1 = 0.01, length = 2e4;
  for (int k = 0; k < 2; k++) {
    double r2 = (k ? 5 : 2) * r1;
    Element cone = cone_of(2 * r1, 2 * r2, length);
    for (int i = 0; i < 6; i++) {
      double p1 = delta[i] / gas_rarefaction(&gas, r1, 1), p2 = 0.2 * p1, low = 0, high = 3 * q_of(&cone, p1, p2);
      for (int n = 0; n < 40; n++) {
        double q = 0.5 * (low + high);
        if (far_pressure(q, p1, r1, r2, length) > p2)
          low = q;
        else
          high = q;
      }
      note(&worst, &sum, q_of(&cone, p1, p2) / low - 1);
    }
  }
  print_message("long cones, any rarefaction: worst %.2f %%, mean %.2f %%\n", 100 * worst, 100 * sum / 12);
  assert_true(worst < 0.05);
}

/* A nozzle chokes at its narrow end and passes more than the same cone turned; equal bores are a tube. */
static void test_cones_choke_at_the_narrow_end(void **state) {
  (void)state;
  GasState gas = nitrogen();
  Element cone = cone_of(0.04, 0.01, 0.03), tube = element_of("tube", "diameter", 0.01, "length", 0.03, NULL),
          same = cone_of(0.01, 0.01, 0.03);
  double ideal = aperture(PI * 0.01 * 0.01 / 4) * sqrt(2 * PI) * gas.psi * 1e5, in = q_of(&cone, 1e5, 0),
         out = -q_of(&cone, 0, 1e5);
  print_message("cone choked: %.3f of the ideal nozzle, turned %.3f, tube %.3f\n", in / ideal, out / ideal,
                q_of(&tube, 1e5, 0) / ideal);
  assert_true(in > out && in < ideal && in > 0.87 * ideal && out > 0.8 * ideal);
  assert_true(flow_of(&cone, 1e5, 0).choked);
  for (double p = 1e-4; p < 2e6; p *= 7)
    assert_rel(q_of(&same, p, 0.3 * p), q_of(&tube, p, 0.3 * p), 1e-12);
}

/* --- hoses --- */

static void test_hoses(void **state) {
  (void)state;
  GasState gas = nitrogen();
  double d = 0.025, length = 1e4, p = 1e-6;
  Element hose = element_of("hose", "diameter", d, "length", length, NULL),
          tube = element_of("tube", "diameter", d, "length", length, NULL);
  assert_rel(q_of(&hose, p, 0) / q_of(&tube, p, 0), 0.8, 1e-4);
  p = 1e4; /* laminar: Re 100 */
  assert_rel(q_of(&hose, p, 0) / q_of(&tube, p, 0), 1, 0.002);
  Element smooth = element_of("hose", "diameter", d, "length", 1.0, "corrugated", 0.0, NULL),
          plain = element_of("tube", "diameter", d, "length", 1.0, NULL);
  for (double q = 1e-4; q < 2e6; q *= 7)
    assert_rel(q_of(&smooth, q, 0.3 * q), q_of(&plain, q, 0.3 * q), 1e-12);

  double p1 = 1.5e5, p2 = 1e5, l = 50; /* rough: f = 0.08 */
  Element rough = element_of("hose", "diameter", d, "length", l, NULL),
          bent = element_of("hose", "diameter", d, "length", 1.0, "bends", 2 * PI, NULL),
          straight = element_of("hose", "diameter", d, "length", 1.0, NULL);
  double flux = 2 * q_of(&rough, p1, p2) / (gas.v0_m_s * gas.v0_m_s * PI * d * d / 4);
  double heads = (p1 * p1 - p2 * p2) / (flux * flux * gas.v0_m_s * gas.v0_m_s / 2);
  assert_rel((heads - 1.5 - 2 * log(p1 / p2)) * d / l, 0.08, 0.03);
  assert_true(q_of(&bent, 1e-3, 0) < 0.98 * q_of(&straight, 1e-3, 0) &&
              q_of(&bent, p1, 0) < 0.98 * q_of(&straight, p1, 0));
}

static void test_refused(void **state) {
  (void)state;
  refuse("must exceed inner_diameter", "annular", "inner_diameter", 0.02, "outer_diameter", 0.02, "length", 1.0, NULL);
  refuse("must exceed inner_diameter", "annular", "inner_diameter", 0.03, "outer_diameter", 0.02, "length", 1.0, NULL);
  refuse("roughness", "rectangular", "width", 0.02, "height", 0.001, "length", 1.0, "roughness", 0.001, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_long_ducts_at_any_rarefaction),
      cmocka_unit_test(test_thin_rod),
      cmocka_unit_test(test_short_molecular_ducts),
      cmocka_unit_test(test_slits),
      cmocka_unit_test(test_dushman_annulus),
      cmocka_unit_test(test_laminar_friction),
      cmocka_unit_test(test_turbulent_friction),
      cmocka_unit_test(test_cut_ducts),
      cmocka_unit_test(test_molecular_cones),
      cmocka_unit_test(test_gentle_cones),
      cmocka_unit_test(test_cones_choke_at_the_narrow_end),
      cmocka_unit_test(test_hoses),
      cmocka_unit_test(test_refused),
  };
  return cmocka_run_group_tests_name("ducts", tests, NULL, NULL);
}
