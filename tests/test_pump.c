/* Pumps that take each gas in its own way, against formulas written out anew, and the kinds of pump behind the estimates. */
#include "models/pump.h"
#include "tests/reads.h"
#include "tests/transient_line.h"

static const double m_he = 4.0026e-3, m_n2 = 28.0135e-3, m_ar = 39.948e-3;

/* --- one evaluation: helium and nitrogen, the line's gas 1/4 helium --- */

typedef struct {
  double p1[2], p2[2], q[2], d1[4], d2[4];
} Try;

static void evaluate(const Pump *pump, Try *t) {
  static const double share[] = {0.25, 0.75};
  const Gas *gases[] = {gas_find("He"), gas_find("N2")};
  SpeciesPoint at = {2, gases, t->p1, t->p2, t->p1[0] + t->p1[1], t->p2[0] + t->p2[1], 293.15, 293.15, share};
  pump_type.species(pump, &at, &(SpeciesFlow){t->q, t->d1, t->d2});
}

static Try at(double he1, double n1, double he2, double n2) {
  return (Try){.p1 = {he1, n1}, .p2 = {he2, n2}};
}

/* Both derivative blocks against central differences. */
static void assert_slopes(const Pump *pump, const Try *point) {
  Try here = *point;
  evaluate(pump, &here);
  double scale = 0;
  for (int k = 0; k < 4; k++)
    scale = fmax(scale, fmax(fabs(here.d1[k]), fabs(here.d2[k])));
  for (int end = 1; end <= 2; end++)
    for (int j = 0; j < 2; j++) {
      Try less = *point, more = *point;
      double *low = end == 1 ? &less.p1[j] : &less.p2[j], *high = end == 1 ? &more.p1[j] : &more.p2[j],
             h = 1e-6 * (fabs(point->p1[0]) + fabs(point->p1[1]));
      *low -= h, *high += h;
      evaluate(pump, &less), evaluate(pump, &more);
      for (int i = 0; i < 2; i++)
        assert_abs((end == 1 ? here.d1 : here.d2)[2 * i + j], (more.q[i] - less.q[i]) / (2 * h), 1e-6 * scale);
    }
}

static void assert_slopes_all_over(const Pump *pump) {
  for (double p = 1e-4; p < 1e5; p *= 7)
    for (double x = 1e-6; x < 1; x *= 9) {
      Try point = at(x * p, (1 - x) * p, 3 * p, 0.1 * p);
      assert_slopes(pump, &point);
    }
}

static bool resolves(Pump *pump, char *message, size_t size) {
  message[0] = '\0';
  return pump_type.resolve(pump, &(ComponentContext){NULL, 101325, 293.15}, message, size);
}

static Pump plain(void) {
  Pump pump;
  component_defaults(&pump_type, &pump);
  pump.speed_m3_s = 5e-3, pump.ultimate_pa = 2;
  return pump;
}

static void resolve(Pump *pump) {
  char message[256];
  if (!resolves(pump, message, sizeof message)) fail_msg("%s", message);
}

static void give(GasFigures *figures, const char *gas, double value) {
  figures->gas[figures->n] = gas_find(gas);
  figures->value[figures->n++] = value;
}

static int kind_of(const char *name) {
  for (int i = 0; i < pump_kind_count; i++)
    if (strcmp(pump_kinds[i].name, name) == 0) return i;
  fail_msg("no kind %s", name);
  return -1;
}

/* --- speed --- */

static void test_plain(void **state) {
  (void)state;
  Pump pump = plain();
  resolve(&pump);
  assert_false(pump.by_gas);
  Try t = at(3, 50, 0, 0);
  evaluate(&pump, &t);
  assert_rel(t.q[0], 5e-3 * (3 - 0.5), 1e-14);
  assert_rel(t.q[1], 5e-3 * (50 - 1.5), 1e-14);
}

static void test_speed_by_gas(void **state) {
  (void)state;
  Pump pump = plain();
  pump.speed_m3_s = NAN, pump.ultimate_pa = 0;
  pump.curve = (Curve){3, {0.1, 1, 100}, {1e-3, 4e-3, 6e-3}};
  give(&pump.gas_speed_m3_s, "He", 2e-3);
  resolve(&pump);
  assert_true(pump.by_gas);
  static const double total[] = {1e-3, 1, 10, 1e4}, speed[] = {1e-3, 4e-3, 4.898979485566356e-3, 6e-3};
  for (int i = 0; i < 4; i++) {
    Try t = at(0.4 * total[i], 0.6 * total[i], 0, 0);
    evaluate(&pump, &t);
    assert_rel(t.q[0], 2e-3 * 0.4 * total[i], 1e-14); /* at every pressure */
    assert_rel(t.q[1], speed[i] * 0.6 * total[i], 1e-13);
  }
  assert_slopes_all_over(&pump);
  pump.gas_speed_m3_s.n = 0;
  give(&pump.gas_factor, "He", 0.3);
  resolve(&pump);
  Try t = at(4, 6, 0, 0);
  evaluate(&pump, &t);
  assert_rel(t.q[0], 0.3 * speed[2] * 4, 1e-13);
  assert_rel(t.q[1], speed[2] * 6, 1e-13);
  assert_slopes_all_over(&pump);
}

/* --- ultimate pressure --- */

static void test_ultimate_by_gas(void **state) {
  (void)state;
  Pump pump = plain();
  give(&pump.gas_ultimate_pa, "He", 0.3);
  resolve(&pump);
  Try t = at(0.3, 1.7, 0, 0); /* together 2: the rest is the line's gas without a figure of its own */
  evaluate(&pump, &t);
  assert_abs(t.q[0], 0, 1e-17);
  assert_abs(t.q[1], 0, 1e-17);
  pump.ultimate_pa = 0;
  resolve(&pump);
  Try alone = at(0.3, 0, 0, 0);
  evaluate(&pump, &alone);
  assert_true(alone.q[0] == 0 && alone.q[1] == 0);
  pump.ultimate_pa = 2;
  pump.gas_ultimate_pa.n = 0;
  give(&pump.gas_ultimate_pa, "H2", 0.4); /* not in this evaluation: its share is not given to others */
  resolve(&pump);
  Try rest = at(0.25 * 1.6, 0.75 * 1.6, 0, 0);
  evaluate(&pump, &rest);
  assert_abs(rest.q[0], 0, 1e-17);
  assert_abs(rest.q[1], 0, 1e-17);
  assert_slopes_all_over(&pump);
}

/* --- compression --- */

static void test_compression_by_gas(void **state) {
  (void)state;
  Pump pump = plain();
  pump.ultimate_pa = 0, pump.compression = 1e8;
  give(&pump.gas_compression, "He", 3e4);
  resolve(&pump);
  Try t = at(10 / 3e4, 10 / 1e8, 10, 10);
  evaluate(&pump, &t);
  assert_abs(t.q[0], 0, 1e-17);
  assert_abs(t.q[1], 0, 1e-17);
  assert_slopes_all_over(&pump);
  Pump other = plain();
  give(&other.gas_compression, "He", 50);
  resolve(&other);
  assert_true(pump_looks_at_exhaust(&other));
  Try none = at(0, 0, 10, 10);
  evaluate(&other, &none);
  assert_rel(none.q[0], -5e-3 * (0.5 + 10.0 / 50), 1e-14);
  assert_rel(none.q[1], -5e-3 * 1.5, 1e-14); /* without a figure nothing comes back */
}

/* By stages ln K goes as sqrt(M); through gaps in molecular flow K itself does, and is never below 1. */
static void test_compression_by_kind(void **state) {
  (void)state;
  const PumpKind *turbo = &pump_kinds[kind_of("turbo")], *roots = &pump_kinds[kind_of("roots")];
  const Gas *he = gas_find("He"), *ar = gas_find("Ar"), *n2 = gas_find("N2");
  assert_rel(pump_kind_back_fraction(turbo, 1e8, he), pow(1e8, -sqrt(m_he / m_n2)), 1e-13);
  assert_rel(pump_kind_back_fraction(roots, 40, he), 1 / (40 * sqrt(m_he / m_n2)), 1e-14);
  assert_rel(pump_kind_back_fraction(roots, 40, ar), 1 / (40 * sqrt(m_ar / m_n2)), 1e-14);
  assert_rel(pump_kind_back_fraction(turbo, 1e8, n2), 1e-8, 1e-14);
  assert_rel(pump_kind_back_fraction(roots, 2, he), 1, 0);
}

/* --- kinds --- */

static void test_kinds(void **state) {
  (void)state;
  for (int k = 0; k < pump_kind_count; k++) {
    const PumpKind *kind = &pump_kinds[k];
    assert_string_equal(kind->name, pump_kind_names[k]);
    assert_true(strlen(kind->source) > 10);
    for (const PumpGasFactor *row = kind->factors; row->gas; row++)
      if (!gas_find(row->gas)) fail_msg("%s: no gas %s", kind->name, row->gas);
    for (int i = 0; i < gas_table_count; i++) {
      PumpFactor factor = pump_kind_factor(kind, &gas_table[i]);
      if (!(factor.low > 0 && factor.low <= factor.value && factor.value <= factor.high && factor.high < 4))
        fail_msg("%s, %s: %g (%g to %g)", kind->name, gas_table[i].name, factor.value, factor.low, factor.high);
    }
    assert_rel(pump_kind_factor(kind, gas_find("N2")).value, 1, 0);
    assert_rel(pump_kind_factor(kind, gas_find("air")).value, 1, 0);
  }
  assert_null(pump_kind_names[pump_kind_count]);
}

/* Data sheets: Agilent TwisTorr 84 FS, ISO 63 (N2 67, He 63, H2 53, Ar 66 L/s) and KF 40 (49, 38, 36, 44), Leybold TURBOVAC 90 i
   (90, 90, 78, 83): every one within the band, their mean near the value. */
static void test_turbo_against_data_sheets(void **state) {
  (void)state;
  static const char *const gases[] = {"He", "H2", "Ar"};
  static const double sheet[3][4] = {{67, 63, 53, 66}, {49, 38, 36, 44}, {90, 90, 78, 83}};
  for (int g = 0; g < 3; g++) {
    PumpFactor factor = pump_kind_factor(&pump_kinds[kind_of("turbo")], gas_find(gases[g]));
    double mean = 0;
    for (int s = 0; s < 3; s++) {
      double ratio = sheet[s][g + 1] / sheet[s][0];
      assert_true(ratio >= factor.low - 0.005 && ratio <= factor.high + 0.005);
      mean += ratio / 3;
    }
    assert_abs(factor.value, mean, 0.04);
  }
}

static void test_kind_and_figures(void **state) {
  (void)state;
  Pump pump = plain();
  PumpFactor factor;
  pump.ultimate_pa = 0, pump.kind = kind_of("ion");
  resolve(&pump);
  Try t = at(4, 6, 0, 0);
  evaluate(&pump, &t);
  assert_rel(t.q[0], 0.08 * 5e-3 * 4, 1e-14);
  assert_rel(t.q[1], 5e-3 * 6, 1e-14);
  assert_true(pump_speed_is_estimated(&pump, gas_find("He"), &factor));
  assert_rel(factor.value, 0.08, 0);
  assert_false(pump_speed_is_estimated(&pump, gas_find("N2"), &factor));
  give(&pump.gas_speed_m3_s, "He", 1e-3); /* a figure is no estimate */
  resolve(&pump);
  evaluate(&pump, &t);
  assert_rel(t.q[0], 1e-3 * 4, 1e-14);
  assert_false(pump_speed_is_estimated(&pump, gas_find("He"), &factor));
  Pump any = plain();
  resolve(&any);
  assert_false(pump_speed_is_estimated(&any, gas_find("He"), &factor));
}

static void test_refusals(void **state) {
  (void)state;
  char message[256];
  Pump both = plain(), sum = plain(), cryo = plain();
  give(&both.gas_speed_m3_s, "He", 1e-3), give(&both.gas_factor, "He", 1);
  assert_false(resolves(&both, message, sizeof message));
  assert_non_null(strstr(message, "gases.He: speed and factor"));
  give(&sum.gas_ultimate_pa, "He", 1.5), give(&sum.gas_ultimate_pa, "H2", 0.6);
  assert_false(resolves(&sum, message, sizeof message));
  assert_non_null(strstr(message, "add up to 2.1 Pa, more than ultimate = 2 Pa"));
  cryo.kind = kind_of("cryo"), cryo.compression = 10;
  assert_false(resolves(&cryo, message, sizeof message));
  assert_non_null(strstr(message, "no exhaust"));
}

/* --- in a line --- */

/* At the ultimate pressure of the main gas a trace falls as exp(-S_i t/V), and to its own ultimate pressure. */
static void test_trace_decays(void **state) {
  (void)state;
  static const double times_s[] = {0.5, 3, 10, 40}, s_he = 0.4e-3, volume = 10e-3, start = 1e-3, own = 1e-9;
  TimedLine timed = timed_new(150);
  NodeParams chamber = {.volume_m3 = volume, .pressure_pa = 1 + start, .temperature_k = 293.15};
  chamber.gas = (GasBlend){2, {gas_find("N2"), gas_find("He")}, {1 / (1 + start), start / (1 + start)}};
  timed.line.network.gas = (GasBlend){1, {gas_find("N2")}, {1}};
  line_node(&timed.line, "chamber", chamber);
  line_pump(&timed.line, "P", "chamber", 1e-3, 1 + own);
  Pump *pump = timed.line.network.branches[0].params;
  give(&pump->gas_factor, "He", 0.4), give(&pump->gas_ultimate_pa, "He", own);
  resolve(pump);
  int at_time[4];
  for (int i = 0; i < 4; i++) {
    at_time[i] = timed_measure(&timed, MEASURE_AT_TIME, PROBE_PRESSURE, "chamber", times_s[i]);
    timed.measures.rows[at_time[i]].probe.gas = gas_find("He");
  }
  int fraction = timed_measure(&timed, MEASURE_AT_TIME, PROBE_FRACTION, "chamber", 40);
  timed.measures.rows[fraction].probe.gas = gas_find("He");
  int pure = timed_until(&timed, PROBE_FRACTION, "chamber", true, 10e-6, NULL);
  timed.measures.rows[pure].probe.gas = timed.measures.rows[pure].condition.probe.gas = gas_find("He");
  timed_run(&timed);
  double at_10_ppm = 10e-6 / (1 - 10e-6); /* beside 1 Pa */
  assert_rel(timed_value(&timed, pure), -volume / s_he * log((at_10_ppm - own) / (start - own)), 1e-5);
  for (int i = 0; i < 4; i++)
    assert_rel(timed_value(&timed, at_time[i]), own + (start - own) * exp(-s_he * times_s[i] / volume), 1e-5);
  double he = timed_value(&timed, at_time[3]);
  assert_rel(timed_value(&timed, fraction), he / (1 + he), 1e-5);
  assert_rel(timed_final(&timed, "chamber"), 1 + own + (start - own) * exp(-s_he * 150 / volume), 1e-6);
  timed_free(&timed);
}

/* What a pump gives off is a gas of the line. */
static void test_ultimate_is_a_gas_of_the_line(void **state) {
  (void)state;
  Line line = line_new();
  line_volume(&line, "chamber", 1e-2, 1e-3);
  line_pump(&line, "P", "chamber", 0.1, 0);
  Pump *pump = line.network.branches[0].params;
  give(&pump->gas_ultimate_pa, "H2", 1e-7), give(&pump->gas_ultimate_pa, "He", 0);
  resolve(pump);
  assert_int_equal(line_solve(&line), STATUS_OK);
  assert_int_equal(line.network.n_gas, 2);
  assert_rel(line_partial(&line, "chamber", "H2"), 1e-7, 1e-9);
  line_close(&line);
}

/* --- from a file --- */

static const char file[] =
    "gas = \"N2\";\nnodes = { a = { volume = \"1 L\"; }; b = { volume = \"1 L\"; gas = \"He\"; }; };\n"
    "pumps = { P = { at = \"a\"; exhaust = \"b\"; speed = \"300 L/s\"; kind = \"turbo\"; compression = 1e9; ultimate = "
    "\"1e-6 Pa\";\n"
    "  gases = { He = { speed = \"250 L/s\"; ultimate = \"1e-7 Pa\"; compression = 3e4; }; H2 = { factor = \"80 %\"; "
    "}; "
    "}; }; };\n"
    "analysis = { };\n";

static const Pump *pump_of(const Reads *reads) {
  return reads->study.network.branches[0].params;
}

static void test_read(void **state) {
  (void)state;
  static const char *const sets[] = {"pumps.P.gases.He.speed=200 L/s", "pumps.P.gases.Ar.factor=0.9", NULL};
  Reads r = read_text_of(file);
  const Pump *pump = pump_of(&r);
  assert_string_equal(pump_kinds[pump->kind].name, "turbo");
  assert_rel(gas_figure(&pump->gas_speed_m3_s, gas_find("He")), 0.25, 1e-14);
  assert_rel(gas_figure(&pump->gas_ultimate_pa, gas_find("He")), 1e-7, 1e-14);
  assert_rel(gas_figure(&pump->gas_compression, gas_find("He")), 3e4, 0);
  assert_rel(gas_figure(&pump->gas_factor, gas_find("H2")), 0.8, 1e-14);
  assert_true(isnan(gas_figure(&pump->gas_factor, gas_find("Ar"))));
  assert_int_equal(r.study.warning_count, 1);
  assert_true(warned(&r, "the ultimate pressure of He draws on the exhaust node 'b'"));
  reads_free(&r);
  r = read_with(file, (const char *const[]){sets[0], sets[1], "pumps.P.kind=roots", NULL});
  assert_rel(gas_figure(&pump_of(&r)->gas_speed_m3_s, gas_find("He")), 0.2, 1e-14);
  assert_rel(gas_figure(&pump_of(&r)->gas_factor, gas_find("Ar")), 0.9, 1e-14);
  assert_string_equal(pump_kinds[pump_of(&r)->kind].name, "roots");
  reads_free(&r);
}

/* An estimate says so, with its band, for gases of the line alone. */
static void test_remarks(void **state) {
  (void)state;
  static const char text[] =
      "gas = { N2 = 0.5; Ar = 0.5; };\nnodes = { a = { volume = \"1 L\"; thermal = \"adiabatic\"; }; };\n"
      "sources = { S = { at = \"a\"; flow = \"1 sccm\"; gas = \"He\"; }; };\n"
      "pumps = { P = { at = \"a\"; speed = 0.1; ultimate = \"1 Pa\"; kind = \"cryo\"; gases = { He = { speed = 0.01; "
      "}; "
      "}; };\n"
      "  Q = { at = \"a\"; speed = 0.1; ultimate = \"1 Pa\"; gases = { N2 = { ultimate = \"0.2 Pa\"; }; Ar = { "
      "ultimate = "
      "\"0.1 Pa\"; }; H2 = { ultimate = \"0.1 Pa\"; }; }; }; };\n"
      "analysis = { steady = { }; };\n";
  Reads r = read_text_of(text);
  assert_int_equal(r.study.warning_count, 3);
  assert_true(warned(&r, "pumps.P.kind: ESTIMATE: by kind 'cryo' alone the speed is taken times Ar 0.8 (0.75 to 0.85), "
                         "H2 1.5 (0.8 to 1.7); "));
  assert_true(warned(&r, "pumps.Q.ultimate: 0.6 Pa of it belong to no gas"));
  assert_true(warned(&r, "nodes.a.thermal: a steady state knows no heat: its gas has the temperature given, 293.15 K"));
  reads_free(&r);
  r = read_with(
      "nodes = { a = { volume = 1; }; };\npumps = { P = { at = \"a\"; speed = 1; kind = \"turbo\"; }; };\nanalysis "
      "= { steady = { }; };\n",
      NULL);
  assert_int_equal(r.study.warning_count, 0); /* air alone: nothing is estimated */
  reads_free(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain),
                                     cmocka_unit_test(test_speed_by_gas),
                                     cmocka_unit_test(test_ultimate_by_gas),
                                     cmocka_unit_test(test_compression_by_gas),
                                     cmocka_unit_test(test_compression_by_kind),
                                     cmocka_unit_test(test_kinds),
                                     cmocka_unit_test(test_turbo_against_data_sheets),
                                     cmocka_unit_test(test_kind_and_figures),
                                     cmocka_unit_test(test_refusals),
                                     cmocka_unit_test(test_trace_decays),
                                     cmocka_unit_test(test_ultimate_is_a_gas_of_the_line),
                                     cmocka_unit_test(test_read),
                                     cmocka_unit_test(test_remarks)};
  return cmocka_run_group_tests_name("pump", tests, NULL, NULL);
}
