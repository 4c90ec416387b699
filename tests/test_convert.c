/* xsavac convert, and the leak conversions against tables computed apart from this program. */
#include "tests/check.h"

#include "config/unit_gas.h"
#include "config/unit_parse.h"
#include "models/gas.h"
#include "sim/app/commands.h"
#include "tests/capture.h"

/* The row of a CSV printed to eight digits: the value rounds to it. */
static void assert_digits(double value, const char *printed, const char *what) {
  char text[40];
  snprintf(text, sizeof text, "%.8g", value);
  if (strtod(text, NULL) != strtod(printed, NULL)) print_error("%s: ", what);
  check_rel(strtod(text, NULL), strtod(printed, NULL), 0, what, __FILE__, __LINE__);
}

static double one_pa_m3_s_in(const char *name, const Gas *gas, double temperature_k) {
  static const UnitPowers throughput = {{2, 1, -3}};
  char message[400];
  Unit unit;
  GasBridge bridge;
  if (!unit_parse(name, &throughput, &unit, message, sizeof message)) print_error("%s: %s\n", name, message);
  assert_true(gas_bridge(&throughput, &unit.powers, &bridge));
  return unit_from_si(&unit, gas_bridge_factor(&bridge, gas, temperature_k), 0);
}

/* data/leak_unit_conversion.csv, computed apart from this program: value of 1 Pa m3/s, temperature of the pV. */
static void leak_units_agree_with_the_table(void **state) {
  (void)state;
  static const struct {
    const char *unit, *value;
    double temperature_k;
  } rows[] = {
      {"mbar.L/s", "10", 293.15},
      {"Torr.L/s", "7.5006168", 293.15},
      {"atm.cm3/s", "9.8692327", 293.15},
      {"bar.cm3/s", "10", 293.15},
      {"micron.L/s", "7500.6168", 293.15},
      {"lusec", "7500.6168", 293.15},
      {"sccm", "592.15396", 273.15},
      {"sccm", "551.75458", 293.15},
      {"sccm", "542.50161", 298.15},
      {"std cm3/s", "9.1959096", 293.15},
      {"mol/s", "0.00041027581", 293.15},
      {"mol/s", "0.00044031615", 273.15},
      {"mol/s", "0.00040339546", 298.15},
      {"molecules/s", "2.4707387e+20", 293.15},
      {"W", "1", 293.15},
      {"kg/s", "1.1883844e-05", 293.15},
      {"slm", "0.55175458", 293.15},
      {"Pa.L/s", "1000", 293.15},
      {"psi.in3/s", "8.8507458", 293.15},
      {"L/min(ANR)", "0.6", 293.15},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    assert_digits(one_pa_m3_s_in(rows[i].unit, gas_find("air"), rows[i].temperature_k), rows[i].value, rows[i].unit);
}

/* data/leak_gas_conversion_from_He.csv, computed apart from this program, four digits, from viscosities before the gas
   table rounded them to 0.001 uPa s: that rounding is allowed for (H2O, the largest: 1.6e-4). */
static void leak_gases_agree_with_the_table(void **state) {
  (void)state;
  static const struct {
    const char *gas;
    double viscous, molecular;
  } rows[] = {
      {"air", 1.0782, 0.3717}, {"N2", 1.1170, 0.3780},  {"O2", 0.9685, 0.3537},  {"Ar", 0.8800, 0.3165},
      {"He", 1.0000, 1.0000},  {"Ne", 0.6246, 0.4454},  {"Kr", 0.7870, 0.2186},  {"Xe", 0.8666, 0.1746},
      {"H2", 2.2298, 1.4091},  {"CO2", 1.3373, 0.3016}, {"H2O", 2.0537, 0.4714}, {"SF6", 1.3094, 0.1655},
      {"CF4", 1.1445, 0.2133},
  };
  const Gas *helium = gas_find("He");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const Gas *gas = gas_find(rows[i].gas);
    assert_non_null(gas);
    double rounding = 0.5e-9 / gas->viscosity_20c_pa_s + 0.5e-9 / helium->viscosity_20c_pa_s;
    check_abs(leak_gas_factor(helium, gas, LEAK_FLOW_VISCOUS), rows[i].viscous, 0.5e-4 + rounding * rows[i].viscous,
              rows[i].gas, __FILE__, __LINE__);
    check_abs(leak_gas_factor(helium, gas, LEAK_FLOW_MOLECULAR), rows[i].molecular, 0.5001e-4, rows[i].gas, __FILE__,
              __LINE__);
  }
}

typedef struct {
  int argc;
  char **argv;
} Words;

static int run_words(void *arg) {
  Words *words = arg;
  return command_convert(words->argc, words->argv);
}

/* The command with these words: exit code, and what it must print (a part of it) on the stream that counts. */
static void converts(int code, const char *want, const char *a, const char *b, const char *c, const char *d) {
  char texts[5][80] = {"convert"}, *argv[12] = {texts[0]}, out[4000], err[4000];
  const char *given[] = {a, b, c, d};
  int argc = 1;
  char options[2][80] = {"", ""};
  for (int i = 0; i < 4 && given[i]; i++) {
    char *text = i < 2 ? texts[i + 1] : options[i - 2];
    snprintf(text, 80, "%s", given[i]);
    if (i < 2)
      argv[argc++] = text;
    else
      for (char *save = NULL, *word = strtok_r(text, " ", &save); word; word = strtok_r(NULL, " ", &save))
        argv[argc++] = word;
  }
  Words words = {argc, argv};
  int got = with_output(run_words, &words, out, err, sizeof out);
  const char *text = code == 0 ? out : err;
  if (got != code || !strstr(text, want)) print_error("exit %d, '%s' is not in:\n%s%s", got, want, out, err);
  assert_int_equal(got, code);
  assert_non_null(strstr(text, want));
  assert_string_equal(code == 0 ? err : out, "");
}

static void convert_answers(void **state) {
  (void)state;
  converts(0, "1e-9 mbar L/s = 1e-10 Pa m3/s\n", "1e-9 mbar L/s", "Pa m3/s", NULL, NULL);
  converts(0, "32 degF = 0 degC\n", "32 degF", "degC", NULL, NULL);
  converts(0, "50 micron = 50 um\n", "50 micron", "um", NULL, NULL);
  converts(0, "-101.325 kPa(G) = 0 Pa ", "-101.325 kPa(G)", "Pa", NULL, NULL);
  converts(0, "(gauge counts from 101325 Pa)", "1 atm", "MPa(G)", NULL, NULL);
  converts(0, "= 551.754577 sccm ", "1 Pa m3/s", "sccm", NULL, NULL);
  converts(0, "(pV at 20 degC, as in all results of xsavac)\n1 Pa m3/s = 592.15396 sccm ", "1 Pa m3/s", "sccm", NULL,
           NULL);
  converts(0, "(pV at 0 degC)\n1 Pa m3/s = 542.501607 sccm ", "1 Pa m3/s", "sccm", NULL, NULL);
  converts(0, "10 sccm = 0.01 slm\n", "10 sccm", "slm", NULL, NULL);
  converts(0, "1 Pa m3/s of air = 1.18838441e-05 kg/s of air ", "1 Pa m3/s", "kg/s", "--gas air", NULL);
  converts(0, "1e-9 Pa m3/s of He = 1.0782255e-09 Pa m3/s of air       (viscous: mu_He/mu_air = 1.0782)",
           "1e-9 Pa m3/s", "Pa m3/s", "--gas He", "--to-gas air");
  converts(0, "= 3.71732541e-10 Pa m3/s of air      (molecular: sqrt(M_He/M_air) = 0.3717)", "1e-9 Pa m3/s", "Pa m3/s",
           "--gas He", "--to-gas air --flow molecular");
  /* a mass flow of the other gas carries that gas's molar mass: 1 kg/s He -> sqrt(M_air/M_He) kg/s air */
  converts(0, "1 kg/s of He = 2.69010616 kg/s of air ", "1 kg/s", "kg/s", "--gas He", "--to-gas=air --flow=molecular");
  converts(0, "usage: xsavac convert", "--help", NULL, NULL, NULL);
}

static void convert_refuses(void **state) {
  (void)state;
  converts(2, "a quantity and a unit are wanted", "5 mm", NULL, NULL, NULL);
  converts(2, "\"5 mm\" is a length, \"s\" is a time", "5 mm", "s", NULL, NULL);
  converts(2, "\"12\" is a plain number, \"mm\" is a length; a unit is missing", "12", "mm", NULL, NULL);
  converts(2, "\"5 mbat\": unknown unit 'mbat'; did you mean 'mbar'?", "5 mbat", "Pa", NULL, NULL);
  converts(2, "\"mbat\": unknown unit 'mbat'; did you mean 'mbar'?", "5 Pa", "mbat", NULL, NULL);
  converts(2, "is empty", "5 Pa", "", NULL, NULL);
  converts(2, "\"-300 degC\" is below absolute zero", "-300 degC", "K", NULL, NULL);
  converts(2, "between mass and pV the gas counts: name it", "1 Pa m3/s", "kg/s", NULL, NULL);
  converts(2, "unknown gas 'Hee'; did you mean 'He'? (known: air, N2,", "1 Pa m3/s", "kg/s", "--gas Hee", NULL);
  converts(2, "--to-gas air needs --gas", "1 Pa m3/s", "kg/s", "--to-gas air", NULL);
  converts(2, "--flow is viscous or molecular, not 'laminar'", "1 Pa m3/s", "kg/s", "--gas He",
           "--to-gas air --flow laminar");
  converts(2, "--flow viscous needs --gas and --to-gas", "1 Pa m3/s", "sccm", "--flow viscous", NULL);
  converts(2, "--gas He has no bearing", "1 mm", "m", "--gas He", NULL);
  converts(2, "a value is missing after --gas", "1 mm", "m", "--gas", NULL);
  converts(2, "unknown option '--floww'; did you mean '--flow'?", "1 mm", "m", "--floww x", NULL);
  converts(2, "'x' is one argument too many", "1 mm", "m", "x", NULL);
  converts(2, "is too large", "1e308 Pa", "nm kg/(m2 s2)", NULL, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(leak_units_agree_with_the_table),
      cmocka_unit_test(leak_gases_agree_with_the_table),
      cmocka_unit_test(convert_answers),
      cmocka_unit_test(convert_refuses),
  };
  return cmocka_run_group_tests_name("convert", tests, NULL, NULL);
}
