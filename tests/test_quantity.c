/* Quantities as users write them: every dimension, every way to be wrong, and the way back to text. */
#include "tests/check.h"

#include <locale.h>

#include "config/quantity.h"
#include "models/constants.h"

#define EXACT    4e-16
#define ROUNDING 2e-15

static double parsed(const char *text, Dimension want) {
  double si = NAN;
  char message[400] = "";
  if (!quantity_parse(text, want, NULL, &si, message, sizeof message)) print_error("%s\n", message);
  return si;
}

/* The text is refused, and the message is this. */
static void refused(const char *text, Dimension want, const char *message_wanted) {
  double si = 42;
  char message[400] = "";
  assert_false(quantity_parse(text, want, NULL, &si, message, sizeof message));
  assert_string_equal(message, message_wanted);
  assert_true(si == 42);
}

typedef struct {
  const char *text;
  Dimension want;
  double si, tol;
} Case;

static void check_cases(const Case *cases, size_t count) {
  for (size_t i = 0; i < count; i++)
    check_rel(parsed(cases[i].text, cases[i].want), cases[i].si, cases[i].tol, cases[i].text, __FILE__, __LINE__);
}

#define CHECK_CASES(cases) check_cases(cases, sizeof(cases) / sizeof(cases)[0])

static void pressures_are_pascals(void **state) {
  (void)state;
  static const Case cases[] = {
      {"1 Pa", DIM_PRESSURE, 1, 0},
      {"3 hPa", DIM_PRESSURE, 300, 0},
      {"0.1 MPa", DIM_PRESSURE, 1e5, EXACT},
      {"1e-3 mbar", DIM_PRESSURE, 0.1, EXACT},
      {"760 Torr", DIM_PRESSURE, 101325, EXACT},
      {"760 torr", DIM_PRESSURE, 101325, EXACT},
      {"760000 mTorr", DIM_PRESSURE, 101325, EXACT},
      {"760e3 micron", DIM_PRESSURE, 101325, EXACT},
      {"1 atm", DIM_PRESSURE, 101325, 0},
      {"1 psi", DIM_PRESSURE, 6894.757293168, 1e-12}, /* NIST SP 811 */
      {"1 mmHg", DIM_PRESSURE, 133.322387415, EXACT}, /* NIST SP 811: 133.3224 */
      {"1 inHg", DIM_PRESSURE, 3386.389, 1e-6},       /* NIST SP 811, conventional */
      {"1 inH2O", DIM_PRESSURE, 249.0889, 1e-6},      /* NIST SP 811, conventional */
      {"1 kgf/cm2", DIM_PRESSURE, 98066.5, EXACT},
      {"1 N/mm2", DIM_PRESSURE, 1e6, EXACT},
      {"0.2 MPa(abs)", DIM_PRESSURE, 2e5, EXACT},
      {"14.7 psia", DIM_PRESSURE, 101352.93, 1e-7},
  };
  CHECK_CASES(cases);
}

static void gauge_counts_from_ambient(void **state) {
  (void)state;
  static const Case cases[] = {
      {"0.2 MPa(G)", DIM_PRESSURE, 301325, EXACT},   {"0.2 MPa (G)", DIM_PRESSURE, 301325, EXACT},
      {"0.2 MPaG", DIM_PRESSURE, 301325, EXACT},     {"2 bar(G)", DIM_PRESSURE, 301325, EXACT},
      {"2 bar(g)", DIM_PRESSURE, 301325, EXACT},     {"2 barg", DIM_PRESSURE, 301325, EXACT},
      {"200 kPa(gauge)", DIM_PRESSURE, 301325, 0},   {"0 psig", DIM_PRESSURE, 101325, 0},
      {"2 kgf/cm2(G)", DIM_PRESSURE, 297458, EXACT}, {"-100 kPa(G)", DIM_PRESSURE, 1325, EXACT},
  };
  CHECK_CASES(cases);
  assert_true(parsed("-101.325 kPa(G)", DIM_PRESSURE) == 0);
  QuantityContext mountain = {8e4};
  double si = NAN;
  char message[400];
  assert_true(quantity_parse("0.02 MPa(G)", DIM_PRESSURE, &mountain, &si, message, sizeof message));
  assert_rel(si, 1e5, EXACT);
  assert_true(quantity_parse("0.02 MPa", DIM_PRESSURE, &mountain, &si, message, sizeof message));
  assert_rel(si, 2e4, EXACT);
}

static void nothing_lies_below_absolute_zero(void **state) {
  (void)state;
  refused("-0.2 MPa(G)", DIM_PRESSURE, "\"-0.2 MPa(G)\" is below absolute zero (ambient 101325 Pa)");
  refused("-5 mbar", DIM_PRESSURE,
          "\"-5 mbar\" is below absolute zero; write \"(G)\" after the unit if it counts from ambient");
  refused("-273.16 degC", DIM_TEMPERATURE, "\"-273.16 degC\" is below absolute zero (-273.15 degC)");
  refused("-1 K", DIM_TEMPERATURE, "\"-1 K\" is below absolute zero (-273.15 degC)");
  assert_true(parsed("-273.15 degC", DIM_TEMPERATURE) == 0);
  assert_true(parsed("-459.67 degF", DIM_TEMPERATURE) == 0);
  assert_rel(parsed("-5 K", DIM_TEMPERATURE_DIFFERENCE), -5, 0);
  assert_false(signbit(parsed("-0 Pa", DIM_PRESSURE)));
}

static void temperatures_have_their_own_zero(void **state) {
  (void)state;
  static const Case cases[] = {
      {"20 degC", DIM_TEMPERATURE, 293.15, EXACT},
      {"68 degF", DIM_TEMPERATURE, 293.15, EXACT},
      {"-40 degF", DIM_TEMPERATURE, 233.15, EXACT},
      {"300 K", DIM_TEMPERATURE, 300, 0},
      {"20 C", DIM_TEMPERATURE, 293.15, EXACT},
      {"10 degC", DIM_TEMPERATURE_DIFFERENCE, 10, 0},
      {"18 degF", DIM_TEMPERATURE_DIFFERENCE, 10, EXACT},
      {"5 W/(m2 degC)", DIM_HEAT_TRANSFER, 5, 0},
      {"68 fahrenheit", DIM_TEMPERATURE, 293.15, ROUNDING}, /* UDUNITS: its offset is read the right way */
  };
  CHECK_CASES(cases);
}

static void every_other_dimension_has_its_units(void **state) {
  (void)state;
  static const Case cases[] = {
      {"12 mm", DIM_LENGTH, 0.012, EXACT},
      {"5 micron", DIM_LENGTH, 5e-6, EXACT}, /* a pressure where a pressure is wanted */
      {"0.25 in", DIM_LENGTH, 0.00635, EXACT},
      {"2 ft", DIM_LENGTH, 0.6096, EXACT},
      {"4 cm2", DIM_AREA, 4e-4, EXACT},
      {"12 L", DIM_VOLUME, 0.012, EXACT},
      {"1 ft3", DIM_VOLUME, 0.028316846592, EXACT},
      {"5 cc", DIM_VOLUME, 5e-6, EXACT},
      {"5 cm^3", DIM_VOLUME, 5e-6, ROUNDING},
      {"5 cm**3", DIM_VOLUME, 5e-6, ROUNDING},
      {"30 min", DIM_TIME, 1800, 0},
      {"1 week", DIM_TIME, 604800, 0},
      {"1 year", DIM_TIME, 31557600, 0},
      {"250 us", DIM_TIME, 250e-6, EXACT},
      {"5 L/s", DIM_CONDUCTANCE, 0.005, EXACT},
      {"36 m3/h", DIM_CONDUCTANCE, 0.01, EXACT},
      {"1 cfm", DIM_CONDUCTANCE, 4.719474432e-4, EXACT}, /* NIST SP 811: 4.719474e-4 */
      {"2 dm3/(s bar)", DIM_SONIC_CONDUCTANCE, 2e-8, ROUNDING},
      {"2 L/(s*bar)", DIM_SONIC_CONDUCTANCE, 2e-8, ROUNDING},
      {"2 dm3/s/bar", DIM_SONIC_CONDUCTANCE, 2e-8, ROUNDING},
      {"2 L s-1 bar-1", DIM_SONIC_CONDUCTANCE, 2e-8, ROUNDING},
      {"2 dm3/(s bar) (ANR)", DIM_SONIC_CONDUCTANCE, 2e-8, ROUNDING},
      {"1e-10 mbar L/(s cm2)", DIM_OUTGASSING, 1e-7, ROUNDING},
      {"1 Torr L/s/cm2", DIM_OUTGASSING, 1333.2236842105262, ROUNDING},
      {"1 cm2/s", DIM_PERMEABILITY, 1e-4, EXACT},
      {"6 Pa/min", DIM_PRESSURE_RATE, 0.1, EXACT},
      {"5 W/(m2 K)", DIM_HEAT_TRANSFER, 5, 0},
      {"250 g", DIM_MASS, 0.25, EXACT},
      {"3.6 kg/h", DIM_MASS_FLOW, 1e-3, EXACT},
      {"1 mol/min", DIM_MOLAR_FLOW, 1.0 / 60, EXACT},
      {"24 V", DIM_VOLTAGE, 24, 0},
      {"500 mA", DIM_CURRENT, 0.5, EXACT},
      {"4.7 kohm", DIM_RESISTANCE, 4700, EXACT},
      {"2 Mohm", DIM_RESISTANCE, 2e6, EXACT},
      {"9 VA", DIM_POWER, 9, 0},
      {"50 Hz", DIM_FREQUENCY, 50, 0},
      {"5 1/s", DIM_FREQUENCY, 5, 0},
      {"90 deg", DIM_ANGLE, PI / 2, EXACT},
      {"0.5", DIM_FRACTION, 0.5, 0},
      {"78 %", DIM_FRACTION, 0.78, EXACT},
      {"78%", DIM_FRACTION, 0.78, EXACT},
      {"10 ppm", DIM_FRACTION, 1e-5, EXACT},
      {"3", DIM_NONE, 3, 0},
  };
  CHECK_CASES(cases);
}

/* Throughput is pV flow at 293.15 K; the standard units are amounts of gas. */
static void throughput_is_at_20_degc(void **state) {
  (void)state;
  static const Case cases[] = {
      {"1 Pa m3/s", DIM_THROUGHPUT, 1, 0},
      {"1 Pa.m3/s", DIM_THROUGHPUT, 1, 0},
      {"1 Pa*m3/s", DIM_THROUGHPUT, 1, 0},
      {"1e-9 mbar L/s", DIM_THROUGHPUT, 1e-10, ROUNDING},
      {"10 mbar.l/s", DIM_THROUGHPUT, 1, ROUNDING},
      {"10 mbar-l/s", DIM_THROUGHPUT, 1, ROUNDING},
      {"1 atm cm3/s", DIM_THROUGHPUT, 0.101325, ROUNDING},
      {"1 atm-cc/s", DIM_THROUGHPUT, 0.101325, ROUNDING},
      {"1 sccm", DIM_THROUGHPUT, SCCM_PA_M3_S, ROUNDING},
      {"1 sccm", DIM_THROUGHPUT, 1.81240e-3, 1e-6},
      {"60 std cc/min", DIM_THROUGHPUT, 60 * SCCM_PA_M3_S, ROUNDING},
      {"1 std cc/s", DIM_THROUGHPUT, 60 * SCCM_PA_M3_S, ROUNDING},
      {"1 scc/s", DIM_THROUGHPUT, 60 * SCCM_PA_M3_S, ROUNDING},
      {"1 sccs", DIM_THROUGHPUT, 60 * SCCM_PA_M3_S, ROUNDING},
      {"1 cm3(STP)/s", DIM_THROUGHPUT, 60 * SCCM_PA_M3_S, ROUNDING},
      {"1 slm", DIM_THROUGHPUT, 1000 * SCCM_PA_M3_S, ROUNDING},
      {"0.06 Nm3/h", DIM_THROUGHPUT, 1000 * SCCM_PA_M3_S, ROUNDING},
      {"60 L/min(ANR)", DIM_THROUGHPUT, 100, ROUNDING},
      {"60 L/min ANR", DIM_THROUGHPUT, 100, ROUNDING},
      {"1 mol/s", DIM_THROUGHPUT, GAS_CONSTANT_J_MOL_K * 293.15, ROUNDING},
      {"6.02214076e23 molecules/s", DIM_THROUGHPUT, GAS_CONSTANT_J_MOL_K * 293.15, ROUNDING},
      {"1 mol/(s m2)", DIM_OUTGASSING, GAS_CONSTANT_J_MOL_K * 293.15, ROUNDING},
      {"1 Pa m3/s", DIM_MOLAR_FLOW, 1 / (GAS_CONSTANT_J_MOL_K * 293.15), ROUNDING},
  };
  CHECK_CASES(cases);
}

static void utf8_is_the_same_as_ascii(void **state) {
  (void)state;
  static const Case cases[] = {
      {"20 °C", DIM_TEMPERATURE, 293.15, EXACT},
      {"20°C", DIM_TEMPERATURE, 293.15, EXACT},
      {"20 ℃", DIM_TEMPERATURE, 293.15, EXACT},
      {"68 °F", DIM_TEMPERATURE, 293.15, EXACT},
      {"5 \u00b5m", DIM_LENGTH, 5e-6, EXACT},
      {"5 \u03bcm", DIM_LENGTH, 5e-6, EXACT},
      {"1.3e-9 Pa·m³/s", DIM_THROUGHPUT, 1.3e-9, EXACT},
      {"1.3e-9 Pa・m3/s", DIM_THROUGHPUT, 1.3e-9, EXACT},
      {"2 m²", DIM_AREA, 2, 0},
      {"10 Ω", DIM_RESISTANCE, 10, 0},
      {"10 k\u2126", DIM_RESISTANCE, 1e4, 0},
      {"20 mΩ", DIM_RESISTANCE, 0.02, EXACT},
      {"2 L s⁻¹", DIM_CONDUCTANCE, 0.002, EXACT},
      {"90°", DIM_ANGLE, PI / 2, EXACT},
      {"−5 K", DIM_TEMPERATURE_DIFFERENCE, -5, 0},
      {"5\u00a0mm", DIM_LENGTH, 0.005, EXACT},
      {"  5\tmm \n", DIM_LENGTH, 0.005, EXACT},
  };
  CHECK_CASES(cases);
}

static void a_decimal_comma_in_the_locale_changes_nothing(void **state) {
  (void)state;
  static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8", "da_DK.UTF-8"};
  for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++)
    if (setlocale(LC_ALL, locales[i])) break;
  double with_point = parsed("1.5e-9 mbar L/s", DIM_THROUGHPUT), degrees = parsed("20.5 °C", DIM_TEMPERATURE);
  setlocale(LC_ALL, "C");
  assert_rel(with_point, 1.5e-10, ROUNDING);
  assert_rel(degrees, 293.65, EXACT);
}

static void wrong_numbers_are_refused(void **state) {
  (void)state;
  refused("", DIM_PRESSURE, "\"\": a quantity is wanted, the text is empty");
  refused("  ", DIM_PRESSURE, "\"  \": a quantity is wanted, the text is empty");
  refused("mbar", DIM_PRESSURE, "\"mbar\": there is no number");
  refused("- 5 mbar", DIM_PRESSURE, "\"- 5 mbar\": there is no number");
  refused(".", DIM_NONE, "\".\": there is no number");
  refused("inf Pa", DIM_PRESSURE, "\"inf Pa\": the number is not finite");
  refused("-Infinity K", DIM_TEMPERATURE, "\"-Infinity K\": the number is not finite");
  refused("nan", DIM_NONE, "\"nan\": the number is not finite");
  refused("0x10 Pa", DIM_PRESSURE, "\"0x10 Pa\": a hexadecimal number is not accepted");
  refused("1e400 mbar", DIM_PRESSURE, "\"1e400 mbar\": the number is too large");
  refused("1e99999999999999999999 mbar", DIM_PRESSURE, "\"1e99999999999999999999 mbar\": the number is too large");
  refused("1e308 MPa", DIM_PRESSURE, "\"1e308 MPa\" is too large");
  refused("1e-400 Pa", DIM_PRESSURE, "\"1e-400 Pa\": the number is too close to zero");
  refused("1e-320 nm", DIM_LENGTH, "\"1e-320 nm\" is too close to zero");
  refused("1,5 mbar", DIM_PRESSURE, "\"1,5 mbar\": a comma is not accepted in a number, write \"1.5\"");
  refused("10-9 mbar", DIM_PRESSURE, "\"10-9 mbar\": '-9 mbar' after the number is not understood");
  refused("1.2.3 mbar", DIM_PRESSURE, "\"1.2.3 mbar\": '.3 mbar' after the number is not understood");
  refused("1 000 mbar", DIM_PRESSURE, "\"1 000 mbar\": a unit is expected at '000 mbar'");
}

static void wrong_units_are_refused(void **state) {
  (void)state;
  refused("12", DIM_LENGTH, "\"12\": a unit is missing; a length is wanted, e.g. \"12 mm\"");
  refused("0", DIM_PRESSURE, "\"0\": a unit is missing; a pressure is wanted, e.g. \"0 Pa\"");
  refused("12 mbat", DIM_PRESSURE, "\"12 mbat\": unknown unit 'mbat'; did you mean 'mbar'?");
  refused("12 PSI", DIM_PRESSURE, "\"12 PSI\": unknown unit 'PSI'; did you mean 'psi'?");
  refused("1 mbar Ltr/s", DIM_THROUGHPUT, "\"1 mbar Ltr/s\": unknown unit 'Ltr'");
  refused("12 qqqq", DIM_PRESSURE, "\"12 qqqq\": unknown unit 'qqqq'");
  refused("12 mbar)", DIM_PRESSURE, "\"12 mbar)\": ')' in the unit is not understood");
  refused("12 (mbar", DIM_PRESSURE, "\"12 (mbar\": a ')' is missing in the unit");
  refused("12 mbar/", DIM_PRESSURE, "\"12 mbar/\": the unit is not complete");
  refused("12 mbar L//s", DIM_THROUGHPUT, "\"12 mbar L//s\": a unit is expected at '/s'");
  refused("12 mbar; rm", DIM_PRESSURE, "\"12 mbar; rm\": '; rm' in the unit is not understood");
  refused("12 m0", DIM_LENGTH, "\"12 m0\": the power at '0' makes no sense");
  refused("12 m99999999999999999999", DIM_LENGTH,
          "\"12 m99999999999999999999\": the power at '99999999999999999999' makes no sense");
  refused("1 m9 m9 m9 m9 m9 m9 m9 m9 m9 m9 m9 m9", DIM_LENGTH,
          "\"1 m9 m9 m9 m9 m9 m9 m9 m9 m9 m9 m9 m9\": the unit's powers are too large");
  refused("1 psig/s", DIM_PRESSURE_RATE, "\"1 psig/s\": a gauge pressure cannot be part of a compound unit");
  refused("1 psig2", DIM_PRESSURE, "\"1 psig2\": a gauge pressure cannot have a power");
  refused("1 psig(abs)", DIM_PRESSURE, "\"1 psig(abs)\": the unit says twice what it counts from");
  refused("1 mm(G)", DIM_LENGTH, "\"1 mm(G)\": (G) and (abs) belong to a pressure");
  refused("5 dB", DIM_NONE, "\"5 dB\": unknown unit 'dB'; did you mean 'd'?");
}

static void a_mismatch_names_both_dimensions(void **state) {
  (void)state;
  refused("12 mm", DIM_PRESSURE, "\"12 mm\" is a length, a pressure is wanted (Pa)");
  refused("5 m", DIM_TIME, "\"5 m\" is a length, a time is wanted (s)");
  refused("5 W", DIM_PRESSURE, "\"5 W\" is a throughput or a power, a pressure is wanted (Pa)");
  refused("5 mm", DIM_NONE, "\"5 mm\" is a length, a plain number is wanted");
  refused("5 deg", DIM_FRACTION,
          "\"5 deg\" is an angle, a fraction is wanted (a plain number, \"78 %\" or \"10 ppm\")");
  refused("5 %", DIM_LENGTH, "\"5 %\" is a plain number, a length is wanted (m)");
  refused("5 N", DIM_PRESSURE, "\"5 N\" is in m kg s-2, a pressure is wanted (Pa)");
  refused("5 L/min", DIM_THROUGHPUT,
          "\"5 L/min\" is a volume flow, a throughput is wanted (Pa m3/s); a gas flow names its conditions: \"slm\", "
          "\"L/min(ANR)\", \"mbar L/s\"");
  refused("5 W/m2 K", DIM_HEAT_TRANSFER,
          "\"5 W/m2 K\" is in kg s-3 K, a heat transfer coefficient is wanted (W/(m2 K)); the slash takes in one unit "
          "only: write brackets, as in \"W/(m2 K)\"");
  refused("10 sccm", DIM_POWER, "\"10 sccm\" is a molar flow, a power is wanted (W)");
  refused("1 pa", DIM_PRESSURE, "\"1 pa\" is an area, a pressure is wanted (Pa); did you mean 'Pa'?");
}

static void udunits_knows_the_rest(void **state) {
  (void)state;
  assert_rel(parsed("1 furlong", DIM_LENGTH), 201.168, 1e-5); /* UDUNITS: of US survey feet */
  assert_rel(parsed("1 kilometer", DIM_LENGTH), 1000, ROUNDING);
  assert_rel(parsed("1 Pa acre_foot/s", DIM_THROUGHPUT), 1233.48, 1e-5);
  assert_rel(parsed("1 arc_minute", DIM_ANGLE), PI / 10800, 1e-12);
  refused("1 candela", DIM_POWER, "\"1 candela\": unknown unit 'candela'");
}

static void every_dimension_reads_its_own_si_unit(void **state) {
  (void)state;
  for (Dimension d = 0; d < DIM_COUNT; d++) {
    char text[80];
    snprintf(text, sizeof text, "7.25 %s", dimension_unit(d));
    check_rel(parsed(text, d), 7.25, 0, text, __FILE__, __LINE__);
    quantity_format(7.25, d, text, sizeof text);
    check_rel(parsed(text, d), 7.25, 1e-5, text, __FILE__, __LINE__);
  }
}

static void formats(double si, Dimension dimension, const char *want) {
  char text[80];
  assert_string_equal(quantity_format(si, dimension, text, sizeof text), want);
}

static void values_are_written_readably(void **state) {
  (void)state;
  formats(0.012, DIM_VOLUME, "12 L");
  formats(1.3e-9, DIM_THROUGHPUT, "1.3e-09 Pa m3/s");
  formats(293.15, DIM_TEMPERATURE, "20 degC");
  formats(273.15, DIM_TEMPERATURE, "0 degC");
  formats(0, DIM_TEMPERATURE, "-273.15 degC");
  formats(101325, DIM_PRESSURE, "101325 Pa");
  formats(0.0094, DIM_LENGTH, "9.4 mm");
  formats(0.005, DIM_CONDUCTANCE, "5 L/s");
  formats(2e-8, DIM_SONIC_CONDUCTANCE, "2 dm3/(s bar)");
  formats(PI / 2, DIM_ANGLE, "90 deg");
  formats(0.78, DIM_FRACTION, "0.78");
  formats(-0.0, DIM_NONE, "0");
  formats(INFINITY, DIM_PRESSURE, "no limit");
  formats(NAN, DIM_PRESSURE, "unknown");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pressures_are_pascals),
      cmocka_unit_test(gauge_counts_from_ambient),
      cmocka_unit_test(nothing_lies_below_absolute_zero),
      cmocka_unit_test(temperatures_have_their_own_zero),
      cmocka_unit_test(every_other_dimension_has_its_units),
      cmocka_unit_test(throughput_is_at_20_degc),
      cmocka_unit_test(utf8_is_the_same_as_ascii),
      cmocka_unit_test(a_decimal_comma_in_the_locale_changes_nothing),
      cmocka_unit_test(wrong_numbers_are_refused),
      cmocka_unit_test(wrong_units_are_refused),
      cmocka_unit_test(a_mismatch_names_both_dimensions),
      cmocka_unit_test(udunits_knows_the_rest),
      cmocka_unit_test(every_dimension_reads_its_own_si_unit),
      cmocka_unit_test(values_are_written_readably),
  };
  return cmocka_run_group_tests_name("quantity", tests, NULL, NULL);
}
