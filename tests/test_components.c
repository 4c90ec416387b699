/* Pumps, sources and leaks against formulas written out anew. */
#include "models/leak.h"
#include "models/pump.h"
#include "models/source.h"
#include "tests/check.h"

static const double m_he = 4.0026e-3, m_n2 = 28.0135e-3, m_air = 28.9655e-3, mu_he = 19.614e-6,
                    mu_n2 = 17.560e-6; /* 20 degC */

/* One evaluation of a species law with up to two gases. */
typedef struct {
  const Gas *gases[2];
  double p1[2], p2[2], share[2], q[2], d1[4], d2[4];
} Try;

static void evaluate_at(const ComponentType *type, const void *params, Try *t, double temperature_k) {
  int n = t->gases[1] ? 2 : 1;
  SpeciesPoint at = {.n_gas = n,
                     .gases = t->gases,
                     .p1_pa = t->p1,
                     .p2_pa = t->p2,
                     .total1_pa = t->p1[0] + t->p1[1],
                     .total2_pa = t->p2[0] + t->p2[1],
                     .temperature1_k = temperature_k,
                     .temperature2_k = temperature_k,
                     .share = t->share};
  SpeciesFlow flow = {t->q, t->d1, t->d2};
  type->species(params, &at, &flow);
}

static void evaluate(const ComponentType *type, const void *params, Try *t) {
  evaluate_at(type, params, t, 293.15);
}

static Try one_gas(const char *gas, double p1, double p2) {
  return (Try){.gases = {gas_find(gas), NULL}, .p1 = {p1, 0}, .p2 = {p2, 0}, .share = {1, 0}};
}

static Try he_n2(double he1, double n1, double he2, double n2) {
  return (Try){.gases = {gas_find("He"), gas_find("N2")}, .p1 = {he1, n1}, .p2 = {he2, n2}, .share = {0, 1}};
}

/* Both derivative blocks against central differences. */
static void assert_slopes(const ComponentType *type, const void *params, const Try *at) {
  Try here = *at;
  int n = at->gases[1] ? 2 : 1;
  evaluate(type, params, &here);
  double scale = 0;
  for (int k = 0; k < n * n; k++)
    scale = fmax(scale, fmax(fabs(here.d1[k]), fabs(here.d2[k])));
  for (int end = 1; end <= 2; end++)
    for (int j = 0; j < n; j++) {
      Try less = *at, more = *at;
      double p = (end == 1 ? at->p1 : at->p2)[j], h = 1e-6 * fmax(fabs(p), 100);
      (end == 1 ? less.p1 : less.p2)[j] -= h;
      (end == 1 ? more.p1 : more.p2)[j] += h;
      evaluate(type, params, &less), evaluate(type, params, &more);
      for (int i = 0; i < n; i++)
        assert_abs((end == 1 ? here.d1 : here.d2)[i * n + j], (more.q[i] - less.q[i]) / (2 * h), 1e-6 * scale);
    }
}

static Pump pump_with(void (*set)(Pump *)) {
  Pump pump;
  char message[256] = "";
  ComponentContext context = {NULL, 101325, 293.15};
  component_defaults(&pump_type, &pump);
  set(&pump);
  if (!pump_type.resolve(&pump, &context, message, sizeof message)) fail_msg("%s", message);
  return pump;
}

static bool pump_refused(void (*set)(Pump *), const char *word) {
  Pump pump;
  char message[256] = "";
  ComponentContext context = {NULL, 101325, 293.15};
  component_defaults(&pump_type, &pump);
  set(&pump);
  return !pump_type.resolve(&pump, &context, message, sizeof message) && strstr(message, word);
}

/* --- pump --- */

static void constant_speed(Pump *pump) {
  pump->speed_m3_s = 5e-3, pump->ultimate_pa = 2;
}

static void test_pump_speed_and_ultimate(void **state) {
  (void)state;
  Pump pump = pump_with(constant_speed);
  for (double p = 1e-6; p < 1e6; p *= 10) {
    Try t = one_gas("air", p, 0);
    evaluate(&pump_type, &pump, &t);
    assert_rel(t.q[0], 5e-3 * (p - 2), 1e-14);
    assert_rel(t.d1[0], 5e-3, 0);
    assert_rel(t.d2[0], 0, 0);
  }
  Try rest = one_gas("air", 2, 101325), below = one_gas("air", -1e-3, 0);
  evaluate(&pump_type, &pump, &rest), evaluate(&pump_type, &pump, &below);
  assert_true(rest.q[0] == 0);
  assert_rel(below.q[0], -5e-3 * 2.001, 1e-14);
}

/* The ultimate pressure is line gas: a trace of another gas is pumped to nothing. */
static void test_pump_gases(void **state) {
  (void)state;
  Pump pump = pump_with(constant_speed);
  Try t = he_n2(1e-4, 2, 0, 0);
  evaluate(&pump_type, &pump, &t);
  assert_rel(t.q[0], 5e-3 * 1e-4, 1e-14);
  assert_true(t.q[1] == 0);
  assert_slopes(&pump_type, &pump, &t);
}

static void curve(Pump *pump) {
  pump->curve = (Curve){4, {0.1, 1, 100, 1e4}, {1e-3, 4e-3, 6e-3, 5e-3}};
}

static void test_pump_curve(void **state) {
  (void)state;
  Pump pump = pump_with(curve);
  static const double p[] = {1e-5, 0.1, 1, 10, 100, 1e3, 1e4, 1e6};
  double speed[] = {1e-3, 1e-3, 4e-3, sqrt(4e-3 * 6e-3), 6e-3, sqrt(6e-3 * 5e-3), 5e-3, 5e-3};
  for (int i = 0; i < 8; i++) {
    Try t = one_gas("air", p[i], 0);
    evaluate(&pump_type, &pump, &t);
    assert_rel(t.q[0], speed[i] * p[i], 1e-13);
  }
  double last = 0;
  for (double x = 1e-4; x < 1e6; x *= 1.01) {
    Try t = one_gas("air", x, 0);
    evaluate(&pump_type, &pump, &t);
    assert_true(t.q[0] > last && t.d1[0] > 0);
    last = t.q[0];
  }
  Try middle = he_n2(3, 4, 0, 0), high = one_gas("air", 777, 0);
  assert_slopes(&pump_type, &pump, &middle), assert_slopes(&pump_type, &pump, &high);
}

static void compressing(Pump *pump) {
  pump->speed_m3_s = 0.07, pump->compression = 1e8;
}

/* ln K goes as sqrt(M): 1e8 for N2 is 1e8^0.378 = 1057 for helium. At rest p2/p1 = K. */
static void test_pump_compression(void **state) {
  (void)state;
  Pump pump = pump_with(compressing);
  double k_he = pow(1e8, sqrt(m_he / m_n2));
  assert_rel(k_he, 1057, 1e-3);
  Try t = he_n2(0, 0, 10, 10);
  evaluate(&pump_type, &pump, &t);
  assert_rel(t.q[0], -0.07 * 10 / k_he, 1e-12);
  assert_rel(t.q[1], -0.07 * 10 / 1e8, 1e-12);
  Try rest = he_n2(10 / k_he, 10e-8, 10, 10);
  evaluate(&pump_type, &pump, &rest);
  assert_abs(rest.q[0], 0, 1e-14);
  assert_abs(rest.q[1], 0, 1e-14);
  assert_slopes(&pump_type, &pump, &t);
}

static void stopped(Pump *pump) {
  pump->speed_m3_s = 0.07, pump->ultimate_pa = 1, pump->running = false;
}
static void stopped_open(Pump *pump) {
  stopped(pump);
  pump->stopped_conductance_m3_s = 2e-4;
}

static void test_pump_stopped(void **state) {
  (void)state;
  Pump shut = pump_with(stopped), open = pump_with(stopped_open);
  Try t = he_n2(3, 50, 1, 101325);
  evaluate(&pump_type, &shut, &t);
  assert_true(t.q[0] == 0 && t.q[1] == 0 && t.d1[0] == 0 && t.d2[3] == 0);
  evaluate(&pump_type, &open, &t);
  assert_rel(t.q[0], 2e-4 * 2, 1e-14);
  assert_rel(t.q[1], -2e-4 * 101275, 1e-14);
  assert_slopes(&pump_type, &open, &t);
}

static void nothing(Pump *pump) {
  (void)pump;
}
static void both(Pump *pump) {
  curve(pump), constant_speed(pump);
}
static void not_rising(Pump *pump) {
  pump->curve = (Curve){2, {2, 2}, {1e-3, 2e-3}};
}
static void falling_throughput(Pump *pump) {
  pump->curve = (Curve){2, {1, 10}, {1e-3, 0.99e-4}};
}

static void test_pump_refusals(void **state) {
  (void)state;
  assert_true(pump_refused(nothing, "neither"));
  assert_true(pump_refused(both, "both"));
  assert_true(pump_refused(not_rising, "rise"));
  assert_true(pump_refused(falling_throughput, "throughput"));
}

/* --- source --- */

static void test_source(void **state) {
  (void)state;
  Source source;
  component_defaults(&source_type, &source);
  source.flow_pa_m3_s = 0.5;
  Try t = he_n2(1e5, 0, -1, 7);
  t.share[0] = 0.25, t.share[1] = 0.75;
  evaluate(&source_type, &source, &t);
  assert_rel(t.q[0], 0.125, 1e-15);
  assert_rel(t.q[1], 0.375, 1e-15);
  assert_slopes(&source_type, &source, &t);
}

/* --- leaks --- */

static LeakReference helium_leak(double rate) {
  return (LeakReference){rate, gas_find("He"), 1e5, 0, 293.15};
}

/* What 1 Pa m3/s of helium means of another gas at 20 degC: mu(He)/mu by reference viscosities, sqrt(M(He)/M). */
static void test_leak_gas_conversion(void **state) {
  (void)state;
  static const struct {
    const char *gas;
    double viscous, molecular;
  } rows[] = {{"air", 1.0782, 0.3717}, {"N2", 1.1170, 0.3780},  {"O2", 0.9685, 0.3537},  {"Ar", 0.8800, 0.3165},
              {"He", 1.0000, 1.0000},  {"Ne", 0.6246, 0.4454},  {"Kr", 0.7870, 0.2186},  {"Xe", 0.8666, 0.1746},
              {"H2", 2.2298, 1.4091},  {"CO2", 1.3373, 0.3016}, {"H2O", 2.0537, 0.4714}, {"SF6", 1.3094, 0.1655},
              {"CF4", 1.1445, 0.2133}};
  LeakReference fine = helium_leak(1e-9), coarse = helium_leak(1e-3);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    LeakCoefficients a = leak_coefficients(&fine, gas_find(rows[i].gas), 293.15),
                     b = leak_coefficients(&coarse, gas_find(rows[i].gas), 293.15);
    assert_rel(a.molecular_m3_s * 1e5, 1e-9 * rows[i].molecular, 4e-4);
    assert_rel(b.viscous_m3_s_pa * 1e10, 1e-3 * rows[i].viscous, 2e-4);
    assert_true(a.viscous_m3_s_pa == 0 && b.molecular_m3_s == 0);
  }
}

static void test_leak_thresholds(void **state) {
  (void)state;
  static const struct {
    double rate;
    LeakScaling scaling;
  } rows[] = {{1e-12, LEAK_MOLECULAR}, {1e-7, LEAK_MOLECULAR}, {1.01e-7, LEAK_LARGER},
              {9.9e-6, LEAK_LARGER},   {1e-5, LEAK_VISCOUS},   {1, LEAK_VISCOUS}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    LeakReference reference = helium_leak(rows[i].rate);
    LeakCoefficients c = leak_coefficients(&reference, gas_find("N2"), 293.15);
    assert_int_equal(leak_scaling(&reference), rows[i].scaling);
    assert_int_equal(c.molecular_m3_s > 0, rows[i].scaling != LEAK_VISCOUS);
    assert_int_equal(c.viscous_m3_s_pa > 0, rows[i].scaling != LEAK_MOLECULAR);
  }
}

static double leak_flow(const LeakReference *reference, const char *gas, double p1, double p2, double temperature_k) {
  Leak leak = leak_from_reference(reference);
  Try t = one_gas(gas, p1, p2);
  evaluate_at(&leak_type, &leak, &t, temperature_k);
  return t.q[0];
}

/* Molecular with p1 - p2 and 1/sqrt(M T); viscous with p1^2 - p2^2 and 1/(mu T); between them the larger. */
static void test_leak_scaling_with_pressure(void **state) {
  (void)state;
  LeakReference fine = {1e-9, gas_find("He"), 3e5, 1e5, 300}, coarse = {1e-4, gas_find("He"), 3e5, 1e5, 293.15},
                between = {1e-6, gas_find("He"), 1e5, 0, 293.15};
  assert_rel(leak_flow(&fine, "N2", 101325, 500, 320), 1e-9 * 100825 / 2e5 * sqrt(m_he * 300 / (m_n2 * 320)), 1e-12);
  assert_rel(leak_flow(&coarse, "N2", 2e5, 5e4, 293.15), 1e-4 * (4e10 - 2.5e9) / 8e10 * mu_he / mu_n2, 1e-12);
  double warm = gas_viscosity_pa_s(gas_find("He"), 350);
  assert_rel(leak_flow(&coarse, "He", 2e5, 0, 350), 1e-4 * 4e10 / 8e10 * mu_he / warm * 293.15 / 350, 1e-12);
  for (double p = 1e3; p < 1e6; p *= 1.7) {
    double molecular = 1e-6 * p / 1e5, viscous = 1e-6 * p * p / 1e10;
    assert_rel(leak_flow(&between, "He", p, 0, 293.15), fmax(molecular, viscous), 1e-12);
  }
  assert_true(leak_flow(&coarse, "N2", 1e5, 1e5, 293.15) == 0 && leak_flow(&fine, "N2", 5, 5, 293.15) == 0);
}

/* Test gas not stated: the larger of the helium and the air reading (molecular: air read as helium is 0.37 of it, so
 * air rules). */
static void test_leak_of_unstated_gas(void **state) {
  (void)state;
  LeakReference fine = {1.3e-9, NULL, 1e5, 0, 293.15}, coarse = {1e-4, NULL, 1e5, 0, 293.15};
  assert_rel(leak_flow(&fine, "air", 1e5, 0, 293.15), 1.3e-9, 1e-12);
  assert_rel(leak_flow(&fine, "He", 1e5, 0, 293.15), 1.3e-9 * sqrt(m_air / m_he), 1e-12);
  assert_rel(leak_flow(&coarse, "air", 1e5, 0, 293.15), 1e-4 * mu_he / 18.191e-6, 1e-12);
  assert_rel(leak_flow(&coarse, "He", 1e5, 0, 293.15), 1e-4, 1e-12);
}

/* Each gas by its own partial pressures, in viscous flow with the total as carrier: the parts add up to the whole. */
static void test_leak_of_a_mixture(void **state) {
  (void)state;
  LeakReference fine = helium_leak(1e-9), coarse = helium_leak(1e-4);
  Leak molecular = leak_from_reference(&fine), viscous = leak_from_reference(&coarse);
  Try t = he_n2(2e4, 8e4, 3e3, 1e3);
  evaluate(&leak_type, &molecular, &t);
  assert_rel(t.q[0], 1e-14 * 17e3, 1e-12);
  assert_rel(t.q[1], 1e-14 * 79e3 * sqrt(m_he / m_n2), 1e-12);
  assert_slopes(&leak_type, &molecular, &t);
  evaluate(&leak_type, &viscous, &t);
  assert_rel(t.q[0], 1e-14 * (2e4 * 1e5 - 3e3 * 4e3), 1e-12);
  assert_rel(t.q[1], 1e-14 * (8e4 * 1e5 - 1e3 * 4e3) * mu_he / mu_n2, 1e-12);
  assert_slopes(&leak_type, &viscous, &t);
  Try back = he_n2(3e3, 1e3, 2e4, 8e4), below = he_n2(2e4, 8e4, -1e-3, -1);
  assert_slopes(&leak_type, &viscous, &back), assert_slopes(&leak_type, &viscous, &below);
}

/* Between the thresholds one law takes over from the other where the larger changes: no step of the flow there. */
static void test_leak_takes_over_without_a_step(void **state) {
  (void)state;
  LeakReference between = helium_leak(1e-6);
  Leak leak = leak_from_reference(&between);
  double last = 0;
  for (int k = 0; k <= 4000; k++) {
    double p2 = 4e4 + 5 * k; /* helium flows back against nitrogen; p1 + p2 passes 1e5 Pa */
    Try t = he_n2(0, 5e4, p2, 0);
    evaluate(&leak_type, &leak, &t);
    if (k > 0) assert_abs(t.q[0] - last, 0, 0.01 * fabs(last));
    last = t.q[0];
  }
}

/* Without a reference a service rate of what it supplies, whatever the pressures. */
static void test_leak_as_service_rate(void **state) {
  (void)state;
  Leak leak;
  char message[256] = "";
  ComponentContext context = {NULL, 101325, 293.15};
  component_defaults(&leak_type, &leak);
  leak.rate_pa_m3_s = 1e-8;
  assert_true(leak_type.resolve(&leak, &context, message, sizeof message));
  Try t = he_n2(0, 101325, 1, 2);
  evaluate(&leak_type, &leak, &t);
  assert_true(t.q[0] == 0);
  assert_rel(t.q[1], 1e-8, 0);
  leak.reference_upstream_pa = 1e5;
  assert_false(leak_type.resolve(&leak, &context, message, sizeof message));
  assert_non_null(strstr(message, "gas"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pump_speed_and_ultimate),
      cmocka_unit_test(test_pump_gases),
      cmocka_unit_test(test_pump_curve),
      cmocka_unit_test(test_pump_compression),
      cmocka_unit_test(test_pump_stopped),
      cmocka_unit_test(test_pump_refusals),
      cmocka_unit_test(test_source),
      cmocka_unit_test(test_leak_gas_conversion),
      cmocka_unit_test(test_leak_thresholds),
      cmocka_unit_test(test_leak_scaling_with_pressure),
      cmocka_unit_test(test_leak_of_unstated_gas),
      cmocka_unit_test(test_leak_of_a_mixture),
      cmocka_unit_test(test_leak_takes_over_without_a_step),
      cmocka_unit_test(test_leak_as_service_rate),
  };
  return cmocka_run_group_tests_name("pumps, sources, leaks", tests, NULL, NULL);
}
