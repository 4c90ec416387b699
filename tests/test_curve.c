/* Curves of single elements: against the law itself, against limits written out here, and what the writers make of
 * them. */
#include "sim/curve.h"

#include "models/constants.h"
#include "plots/chart_curve.h"
#include "sim/branch_flow.h"
#include "sim/curve_output.h"
#include "tests/line.h"

static const CurveRange usual = {.outlet_pa = 0, .from_pa = 1e-3, .to_pa = 1e6, .points = 241};

typedef struct {
  Line line;
  ElementCurve curve; /* points into line: a Case stays where it is made */
} Case;

static Line line_between(const char *gas1, const char *gas2) {
  Line line = line_new();
  if (gas1) line.network.gas = (GasBlend){.n = 1, .gas = {gas_find(gas1)}, .x = {1}};
  if (gas2) line.network.gas = (GasBlend){.n = 2, .gas = {gas_find(gas1), gas_find(gas2)}, .x = {0.25, 0.75}};
  line_fixed(&line, "in", 1e5), line_fixed(&line, "out", 0);
  return line;
}

static void draw(Case *c, CurveRange range) {
  char message[300] = "";
  if (!network_derive(&c->line.network, message, sizeof message)) fail_msg("%s", message);
  if (element_curve_init(&c->curve, &c->line.network, 0, &range, message, sizeof message) != STATUS_OK)
    fail_msg("%s", message);
  assert_string_equal(message, "");
}

static void tube_case(Case *c, const char *gas1, const char *gas2, double diameter_m, double length_m,
                      CurveRange range) {
  c->line = line_between(gas1, gas2);
  line_element(&c->line, "T", "tube", "in", "out", "diameter", diameter_m, "length", length_m, NULL);
  draw(c, range);
}

static void valve_case(Case *c, const char *part, int open, CurveRange range) {
  c->line = line_between("air", NULL);
  line_element(&c->line, "V1", "valve", "in", "out", "part", part, "state", open, NULL);
  draw(c, range);
}

static void case_close(Case *c) {
  element_curve_free(&c->curve);
  line_close(&c->line);
}

static char *printed_csv(const ElementCurve *curve) {
  char *text = NULL;
  size_t size;
  FILE *stream = open_memstream(&text, &size);
  curve_csv(curve, stream);
  fclose(stream);
  return text;
}

/* --- against the law --- */

static void test_grid(void **state) {
  (void)state;
  Case c;
  tube_case(&c, "N2", NULL, 1e-3, 0.1, usual);
  const CurvePoint *points = c.curve.points;
  assert_true(points[0].inlet_pa == 1e-3 && points[240].inlet_pa == 1e6);
  for (int i = 1; i < 241; i++)
    assert_rel(points[i].inlet_pa / points[i - 1].inlet_pa, pow(10, 9.0 / 240), 1e-12);
  case_close(&c);
}

/* One gas: the type's own flow law at these two pressures, and its slope. */
static void test_one_gas_is_the_law(void **state) {
  (void)state;
  CurveRange range = {.outlet_pa = 50, .from_pa = 60, .to_pa = 1e5, .points = 37};
  Case c;
  tube_case(&c, "He", NULL, 4e-3, 0.3, range);
  const Branch *branch = &c.line.network.branches[0];
  GasState gas = gas_state(gas_find("He"), 293.15);
  for (int i = 0; i < range.points; i++) {
    const CurvePoint *point = &c.curve.points[i];
    Flow flow;
    branch->type->flow(branch->params, &gas, point->inlet_pa, 50, &flow);
    assert_rel(point->q_pa_m3_s, flow.q_pa_m3_s, 1e-15);
    assert_rel(point->dq_dp_m3_s, flow.dq_dp1_m3_s, 1e-15);
    assert_rel(point->conductance_m3_s, flow.q_pa_m3_s / (point->inlet_pa - 50), 1e-15);
    assert_true(isnan(point->q_low_pa_m3_s) && isnan(point->q_high_pa_m3_s));
  }
  case_close(&c);
}

/* A mixture: the sum over the gases at the line's fractions, and its slope by finite difference at fixed composition.
 */
static void test_mixture_is_the_sum(void **state) {
  (void)state;
  Case c;
  tube_case(&c, "He", "N2", 1e-3, 0.1, (CurveRange){.outlet_pa = 10, .from_pa = 20, .to_pa = 1e5, .points = 9});
  for (int i = 0; i < 9; i++) {
    const CurvePoint *point = &c.curve.points[i];
    double p[] = {0.25 * point->inlet_pa, 0.75 * point->inlet_pa, 2.5, 7.5, 0, 0}, h = 1e-4 * point->inlet_pa;
    BranchFlow flow;
    branch_flow(&c.line.network, &c.line.network.branches[0], p, &flow);
    assert_rel(point->q_pa_m3_s, flow.q[0] + flow.q[1], 1e-15);
    double up = element_curve_point(&c.curve, point->inlet_pa + h).q_pa_m3_s,
           down = element_curve_point(&c.curve, point->inlet_pa - h).q_pa_m3_s;
    assert_rel(point->dq_dp_m3_s, (up - down) / (2 * h),
               1e-2); /* the properties' change with composition is not in the slope */
  }
  case_close(&c);
}

static void next_field(char **at, double want) {
  char *end;
  assert_rel(strtod(*at, &end), want, 1e-8);
  assert_true(*end == ',' || *end == '\n');
  *at = end + 1;
}

static void test_csv_is_the_curve(void **state) {
  (void)state;
  Case c;
  valve_case(&c, "XSA2-43V-5G", 1, usual);
  char *text = printed_csv(&c.curve), *at = text;
  const char *head =
      "p_inlet_Pa,p_outlet_Pa,q_Pa_m3_s,conductance_m3_s,knudsen,regime,dq_dp_m3_s,q_low_Pa_m3_s,q_high_Pa_m3_s\n";
  assert_memory_equal(text, head, strlen(head));
  at += strlen(head);
  for (int i = 0; i < usual.points; i++) {
    const CurvePoint *point = &c.curve.points[i];
    next_field(&at, point->inlet_pa);
    assert_memory_equal(at, "0,", 2), at += 2;
    next_field(&at, point->q_pa_m3_s), next_field(&at, point->q_pa_m3_s / point->inlet_pa),
        next_field(&at, point->regime.knudsen);
    const char *regime = regime_name(point->regime.regime);
    assert_memory_equal(at, regime, strlen(regime)), at += strlen(regime) + 1;
    next_field(&at, point->dq_dp_m3_s), next_field(&at, point->q_low_pa_m3_s), next_field(&at, point->q_high_pa_m3_s);
  }
  assert_string_equal(at, "");
  free(text);
  case_close(&c);
}

/* --- limits --- */

/* Berman's closed form (J. Appl. Phys. 36 (1965) 3356), within 0.07 %. */
static double berman(double l) {
  double s = sqrt(l * l + 4), a = (8 - l * l) * s + l * l * l - 16;
  return 1 + l * l / 4 - l / 4 * s - a * a / (72 * l * s - 288 * log(l + s) + 288 * log(2));
}

static void test_tube_molecular_limit(void **state) {
  (void)state;
  const double mean_speed = sqrt(8 * GAS_CONSTANT_J_MOL_K * 293.15 / (PI * 28.0134e-3));
  Case c;
  tube_case(&c, "N2", NULL, 10e-3, 50e-3, (CurveRange){.outlet_pa = 0, .from_pa = 1e-7, .to_pa = 1, .points = 2});
  double aperture = PI * 1e-4 / 4 * mean_speed / 4;
  assert_rel(c.curve.limits.aperture_m3_s, aperture, 1e-4);
  assert_rel(c.curve.limits.molecular_m3_s, aperture * berman(10), 2e-3);
  assert_rel(c.curve.points[0].conductance_m3_s, c.curve.limits.molecular_m3_s, 1e-4);
  assert_int_equal(c.curve.points[0].regime.regime, REGIME_MOLECULAR);
  case_close(&c);
}

/* Each gas by itself as 1/sqrt(M). */
static void test_mixture_molecular_limit(void **state) {
  (void)state;
  CurveRange range = {.outlet_pa = 0, .from_pa = 1e-8, .to_pa = 1, .points = 2};
  Case helium, nitrogen;
  tube_case(&helium, "He", NULL, 10e-3, 50e-3, range);
  tube_case(&nitrogen, "N2", NULL, 10e-3, 50e-3, range);
  Case both;
  tube_case(&both, "He", "N2", 10e-3, 50e-3, range);
  double want = 0.25 * helium.curve.limits.molecular_m3_s + 0.75 * nitrogen.curve.limits.molecular_m3_s;
  assert_rel(both.curve.limits.molecular_m3_s, want, 1e-12);
  assert_rel(both.curve.points[0].conductance_m3_s, want, 1e-4);
  case_close(&helium), case_close(&nitrogen), case_close(&both);
}

/* Poiseuille with slip, (pi D^4/(256 mu L)) (p1^2 - p2^2) (1 + 4 * 1.018/delta), at Re about 1 and L/R = 2000. */
static void test_tube_viscous_limit(void **state) {
  (void)state;
  const double d = 1e-4, length = 0.1, p1 = 1.02e5, p2 = 1e5;
  Case c;
  tube_case(&c, "N2", NULL, d, length, (CurveRange){.outlet_pa = p2, .from_pa = 1.01e5, .to_pa = p1, .points = 2});
  double mu = gas_viscosity_pa_s(gas_find("N2"), 293.15), v0 = sqrt(2 * GAS_CONSTANT_J_MOL_K * 293.15 / 28.0134e-3);
  double delta = d / 2 * 0.5 * (p1 + p2) / (mu * v0);
  double want = PI * pow(d, 4) / (256 * mu * length) * (p1 * p1 - p2 * p2) * (1 + 4 * 1.018 / delta);
  assert_rel(c.curve.points[1].q_pa_m3_s, want, 5e-3);
  assert_int_equal(c.curve.points[1].regime.regime, REGIME_VISCOUS);
  case_close(&c);
}

/* models/LAWS.md: the smooth 1 mm x 100 mm tube from 1 bar to vacuum; the ideal nozzle passes A p1 psi sqrt(R/(M T)) 293.15 K.
 */
static void test_tube_choked(void **state) {
  (void)state;
  Case c;
  tube_case(&c, "N2", NULL, 1e-3, 0.1, usual);
  double q = element_curve_point(&c.curve, 1e5).q_pa_m3_s, g = 1.4;
  double psi = sqrt(g) * pow(2 / (g + 1), (g + 1) / (2 * (g - 1)));
  assert_true(q > 8.2 && q < 9.3);
  assert_rel(c.curve.limits.ideal_choked_m3_s, PI * 1e-6 / 4 * psi * sqrt(GAS_CONSTANT_J_MOL_K * 293.15 / 28.0134e-3),
             2e-3);
  for (int i = 0; i < usual.points; i++)
    assert_true(c.curve.points[i].q_pa_m3_s <= c.curve.limits.ideal_choked_m3_s * c.curve.points[i].inlet_pa);
  assert_int_equal(c.curve.points[240].regime.regime, REGIME_CHOKED);
  case_close(&c);
}

/* --- valves --- */

/* Into vacuum the band is that of the molecular factor (0.2, 0.35, 0.5) at one end, of the discharge (0.6, 0.75, 0.95)
 * at the other. */
static void test_band(void **state) {
  (void)state;
  Case c;
  valve_case(&c, "XSA2-43V-5G", 1, (CurveRange){.outlet_pa = 0, .from_pa = 1e-6, .to_pa = 1e7, .points = 131});
  const CurvePoint *first = &c.curve.points[0], *last = &c.curve.points[130];
  assert_int_equal(c.curve.corner_count, 8);
  for (int i = 0; i < 131; i++) {
    const CurvePoint *point = &c.curve.points[i];
    assert_true(point->q_low_pa_m3_s < point->q_pa_m3_s && point->q_pa_m3_s < point->q_high_pa_m3_s);
  }
  assert_rel(first->q_low_pa_m3_s / first->q_pa_m3_s, 0.2 / 0.35, 1e-4);
  assert_rel(first->q_high_pa_m3_s / first->q_pa_m3_s, 0.5 / 0.35, 1e-4);
  assert_rel(last->q_low_pa_m3_s / last->q_pa_m3_s, 0.6 / 0.75, 1e-4);
  assert_rel(last->q_high_pa_m3_s / last->q_pa_m3_s, 0.95 / 0.75, 1e-4);
  assert_rel(first->conductance_m3_s / c.curve.limits.aperture_m3_s, 0.35, 1e-4);
  assert_int_equal(first->regime.regime, REGIME_MOLECULAR);
  assert_int_equal(last->regime.regime, REGIME_CHOKED);
  case_close(&c);
}

/* Against a back pressure b counts too: without it the band would be that of the discharge alone. */
static void test_band_of_critical_ratio(void **state) {
  (void)state;
  Case c;
  valve_case(&c, "XSA2-43V-5G", 1, (CurveRange){.outlet_pa = 9e4, .from_pa = 1e5, .to_pa = 1.1e5, .points = 2});
  const CurvePoint *point = &c.curve.points[0];
  assert_true(point->q_low_pa_m3_s < 0.99 * 0.6 / 0.75 * point->q_pa_m3_s);
  assert_true(point->q_high_pa_m3_s > 1.01 * 0.95 / 0.75 * point->q_pa_m3_s);
  case_close(&c);
}

static void test_closed_valve_is_drawn_open(void **state) {
  (void)state;
  Case open, closed;
  valve_case(&open, "XSA1-12V-5G", 1, usual);
  valve_case(&closed, "XSA1-12V-5G", 0, usual);
  for (int i = 0; i < usual.points; i++)
    assert_true(open.curve.points[i].q_pa_m3_s == closed.curve.points[i].q_pa_m3_s);
  assert_false(closed.line.network.branches[0].open);
  case_close(&open), case_close(&closed);
}

static void test_measured_valve_has_no_band(void **state) {
  (void)state;
  Case c = {.line = line_between("air", NULL)};
  line_element(&c.line, "V", "valve", "in", "out", "diameter", 6e-3, "C", 2e-8, "b", 0.3, "molecular_conductance", 1e-3,
               NULL);
  draw(&c, usual);
  char *text = printed_csv(&c.curve);
  assert_int_equal(c.curve.corner_count, 0);
  assert_null(strstr(text, "q_low"));
  free(text);
  case_close(&c);
}

/* --- refusals --- */

static void test_no_curve_of_a_fixed_flow(void **state) {
  (void)state;
  Line line = line_between("N2", NULL);
  ElementCurve curve;
  char message[300];
  line_fixed_flow(&line, "MFC", "in", "out", 0.1);
  assert_true(network_derive(&line.network, message, sizeof message));
  assert_int_equal(element_curve_init(&curve, &line.network, 0, &usual, message, sizeof message), STATUS_USAGE);
  assert_string_equal(message, "'MFC' (fixed_flow) passes the same flow at every pressure; there is no curve to draw");
  element_curve_free(&curve);
  line_close(&line);
}

/* --- the chart --- */

static void assert_spans_join(const CurveChart *chart) {
  const CurveRange *range = &chart->curve->range;
  assert_true(chart->spans[0].from_pa == range->from_pa && chart->spans[chart->span_count - 1].to_pa == range->to_pa);
  for (int i = 1; i < chart->span_count; i++) {
    double border = chart->spans[i].from_pa;
    assert_true(border == chart->spans[i - 1].to_pa);
    assert_int_equal(element_curve_point(chart->curve, border * (1 + 1e-6)).regime.regime, chart->spans[i].regime);
    assert_int_equal(element_curve_point(chart->curve, border * (1 - 1e-6)).regime.regime, chart->spans[i - 1].regime);
  }
}

static void test_chart_regimes(void **state) {
  (void)state;
  Case c;
  tube_case(&c, "N2", NULL, 1e-3, 0.1, usual);
  CurveChart chart;
  assert_true(curve_chart_init(&chart, &c.curve, "title"));
  assert_true(chart.span_count >= 4);
  assert_int_equal(chart.spans[0].regime, REGIME_MOLECULAR);
  assert_int_equal(chart.spans[1].regime, REGIME_TRANSITIONAL);
  /* Kn = sqrt(pi)/(4 delta) at half the inlet pressure */
  double mu_v0 = gas_viscosity_pa_s(gas_find("N2"), 293.15) * sqrt(2 * GAS_CONSTANT_J_MOL_K * 293.15 / 28.0134e-3);
  assert_rel(chart.spans[1].from_pa, 2 * sqrt(PI) / 4 * mu_v0 / (0.5 * 0.5e-3), 1e-3);
  assert_spans_join(&chart);
  case_close(&c);
}

static void test_chart_holds_its_curves(void **state) {
  (void)state;
  Case c;
  valve_case(&c, "XSA3-43V-5G", 1, usual);
  CurveChart chart;
  assert_true(curve_chart_init(&chart, &c.curve, NULL));
  assert_true(chart.molecular_shown && chart.ideal_choked_shown);
  for (int i = 0; i < usual.points; i++) {
    const CurvePoint *point = &c.curve.points[i];
    assert_true(point->q_low_pa_m3_s > chart.q_pa_m3_s.from && point->q_high_pa_m3_s < chart.q_pa_m3_s.to);
    assert_true(point->q_low_pa_m3_s / point->inlet_pa > chart.conductance_m3_s.from);
    assert_true(point->q_high_pa_m3_s / point->inlet_pa < chart.conductance_m3_s.to);
  }
  assert_true(c.curve.limits.ideal_choked_m3_s < chart.conductance_m3_s.to);
  case_close(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_grid),
      cmocka_unit_test(test_one_gas_is_the_law),
      cmocka_unit_test(test_mixture_is_the_sum),
      cmocka_unit_test(test_csv_is_the_curve),
      cmocka_unit_test(test_tube_molecular_limit),
      cmocka_unit_test(test_mixture_molecular_limit),
      cmocka_unit_test(test_tube_viscous_limit),
      cmocka_unit_test(test_tube_choked),
      cmocka_unit_test(test_band),
      cmocka_unit_test(test_band_of_critical_ratio),
      cmocka_unit_test(test_closed_valve_is_drawn_open),
      cmocka_unit_test(test_measured_valve_has_no_band),
      cmocka_unit_test(test_no_curve_of_a_fixed_flow),
      cmocka_unit_test(test_chart_regimes),
      cmocka_unit_test(test_chart_holds_its_curves),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
