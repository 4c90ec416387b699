#include "config/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/quantity_number.h"
#include "config/unit_text.h"
#include "models/constants.h"

enum { QUOTED_SIZE = 80, WHY_SIZE = 160 };

#define RT (GAS_CONSTANT_J_MOL_K * REFERENCE_TEMPERATURE_K)

/* Per dimension: powers of m, kg, s, K, mol, A, rad, and the unit that a person would choose. */
static const struct {
  UnitPowers powers;
  const char *usual;
} kinds[DIM_COUNT] = {
    [DIM_NONE] = {{{0}}, ""},
    [DIM_LENGTH] = {{{1}}, "mm"},
    [DIM_AREA] = {{{2}}, "m2"},
    [DIM_VOLUME] = {{{3}}, "L"},
    [DIM_PRESSURE] = {{{-1, 1, -2}}, "Pa"},
    [DIM_TEMPERATURE] = {{{0, 0, 0, 1}}, "degC"},
    [DIM_TEMPERATURE_DIFFERENCE] = {{{0, 0, 0, 1}}, "K"},
    [DIM_TIME] = {{{0, 0, 1}}, "s"},
    [DIM_THROUGHPUT] = {{{2, 1, -3}}, "Pa m3/s"},
    [DIM_CONDUCTANCE] = {{{3, 0, -1}}, "L/s"},
    [DIM_SONIC_CONDUCTANCE] = {{{4, -1, 1}}, "dm3/(s bar)"},
    [DIM_OUTGASSING] = {{{0, 1, -3}}, "Pa m3/(s m2)"},
    [DIM_PERMEABILITY] = {{{2, 0, -1}}, "m2/s"},
    [DIM_PRESSURE_RATE] = {{{-1, 1, -3}}, "Pa/s"},
    [DIM_HEAT_TRANSFER] = {{{0, 1, -3, -1}}, "W/(m2 K)"},
    [DIM_MASS] = {{{0, 1}}, "kg"},
    [DIM_MASS_FLOW] = {{{0, 1, -1}}, "kg/s"},
    [DIM_MOLAR_FLOW] = {{{0, 0, -1, 0, 1}}, "mol/s"},
    [DIM_VOLTAGE] = {{{2, 1, -3, 0, 0, -1}}, "V"},
    [DIM_CURRENT] = {{{0, 0, 0, 0, 0, 1}}, "A"},
    [DIM_RESISTANCE] = {{{2, 1, -3, 0, 0, -2}}, "ohm"},
    [DIM_POWER] = {{{2, 1, -3}}, "W"},
    [DIM_FREQUENCY] = {{{0, 0, -1}}, "Hz"},
    [DIM_ANGLE] = {{{0, 0, 0, 0, 0, 0, 1}}, "deg"},
    [DIM_FRACTION] = {{{0}}, ""},
};

/* Amounts of gas (mol) where pV or a volume is wanted: what one mol counts as. */
static const struct {
  Dimension want;
  UnitPowers given;
  double factor;
} amounts[] = {
    {DIM_THROUGHPUT, {{0, 0, -1, 0, 1}}, RT},
    {DIM_OUTGASSING, {{-2, 0, -1, 0, 1}}, RT},
    {DIM_MOLAR_FLOW, {{2, 1, -3}}, 1 / RT},
    {DIM_SONIC_CONDUCTANCE, {{1, -1, 1, 0, 1}}, RT / 1e5}, /* "dm3/(s bar) ANR", ISO 6358 and ISO 8778 */
};

static bool plain(Dimension dimension) {
  return dimension == DIM_NONE || dimension == DIM_FRACTION;
}

static bool refuse(const char *text, const char *what, char *message, size_t size) {
  char quoted[QUOTED_SIZE];
  snprintf(message, size, "%s%s", unit_text_quoted(text, quoted, sizeof quoted), what);
  return false;
}

/* Factor to the wanted dimension's SI unit, 0 if the unit is of another kind. */
static double factor_to(Dimension want, const UnitPowers *given) {
  if (unit_powers_equal(given, &kinds[want].powers)) return 1;
  for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
    if (amounts[i].want == want && unit_powers_equal(given, &amounts[i].given)) return amounts[i].factor;
  return 0;
}

static const char *article(const char *words) {
  if (strncmp(words, "a ", 2) == 0) return "";
  return strchr("aeiou", words[0]) ? "an " : "a ";
}

Dimension quantity_kind(const UnitPowers *powers) {
  Dimension d = 0;
  while (d < DIM_COUNT && !unit_powers_equal(powers, &kinds[d].powers))
    d++;
  return d;
}

/* "in m kg s-2", for a kind that the project has no name for. */
static char *name_powers(const UnitPowers *powers, char *name, size_t size) {
  static const char *const bases[UNIT_BASES] = {"m", "kg", "s", "K", "mol", "A", "rad"};
  size_t n = (size_t)snprintf(name, size, "in");
  for (int i = 0; i < UNIT_BASES && n < size; i++) {
    if (powers->of[i] == 1)
      n += (size_t)snprintf(name + n, size - n, " %s", bases[i]);
    else if (powers->of[i] != 0)
      n += (size_t)snprintf(name + n, size - n, " %s%d", bases[i], powers->of[i]);
  }
  return name;
}

char *quantity_kind_name(const UnitPowers *powers, char *name, size_t size) {
  size_t n = 0;
  for (Dimension d = 0; d < DIM_COUNT && n < size; d++) {
    if (!unit_powers_equal(powers, &kinds[d].powers) || d == DIM_FRACTION || d == DIM_TEMPERATURE_DIFFERENCE) continue;
    const char *words = dimension_words(d);
    n += (size_t)snprintf(name + n, size - n, "%s%s%s", n ? " or " : "", article(words), words);
  }
  return n ? name : name_powers(powers, name, size);
}

/* What the user may have meant; "" if nothing comes to mind. */
static void hint(const Unit *unit, Dimension want, char *text, size_t size) {
  const char *near = unit->foreign[0] ? unit_row_nearest(unit->foreign) : NULL;
  bool volume_flow = unit_powers_equal(&unit->powers, &kinds[DIM_CONDUCTANCE].powers);
  bool mass_flow = unit_powers_equal(&unit->powers, &kinds[DIM_MASS_FLOW].powers);
  text[0] = '\0';
  if (near)
    snprintf(text, size, "; did you mean '%s'?", near);
  else if (unit->product_after_slash)
    snprintf(text, size, "; the slash takes in one unit only: write brackets, as in \"W/(m2 K)\"");
  else if (want == DIM_THROUGHPUT && volume_flow)
    snprintf(text, size, "; a gas flow names its conditions: \"slm\", \"L/min(ANR)\", \"mbar L/s\"");
  else if (want == DIM_THROUGHPUT && mass_flow)
    snprintf(text, size, "; 'xsavac convert' turns it into a throughput for a given gas");
}

static bool refuse_kind(const char *text, const Unit *unit, Dimension want, char *message, size_t size) {
  char is[WHY_SIZE / 2], meant[WHY_SIZE], what[3 * WHY_SIZE];
  const char *words = dimension_words(want);
  quantity_kind_name(&unit->powers, is, sizeof is);
  hint(unit, want, meant, sizeof meant);
  const char *example = want == DIM_FRACTION ? "a plain number, \"78 %\" or \"10 ppm\"" : dimension_unit(want);
  snprintf(what, sizeof what, " is %s, %s%s is wanted%s%s%s%s", is, article(words), words, want == DIM_NONE ? "" : " (",
           want == DIM_NONE ? "" : example, want == DIM_NONE ? "" : ")", meant);
  return refuse(text, what, message, size);
}

static bool refuse_bare(const char *text, double value, Dimension want, char *message, size_t size) {
  char what[WHY_SIZE];
  const char *words = dimension_words(want);
  snprintf(what, sizeof what, ": a unit is missing; %s%s is wanted, e.g. \"%.6g %s\"", article(words), words, value,
           kinds[want].usual);
  return refuse(text, what, message, size);
}

bool quantity_read(const char *text, const UnitPowers *want, double *value, Unit *unit, char *message, size_t size) {
  char whole[2 * UNIT_TEXT_SIZE], what[WHY_SIZE] = ": ";
  const char *at = whole, *fault;
  if (!unit_text_plain(text, whole, sizeof whole)) return refuse(text, ": the text is too long", message, size);
  if (!whole[0]) return refuse(text, ": a quantity is wanted, the text is empty", message, size);
  if (!quantity_number(&at, value, &fault)) {
    snprintf(what, sizeof what, ": %s", fault);
    return refuse(text, what, message, size);
  }
  if (*at == ',') return refuse(text, ": a comma is not accepted in a number, write \"1.5\"", message, size);
  if (*at && strchr("+-*/.", *at)) {
    snprintf(what, sizeof what, ": '%.24s' after the number is not understood", at);
    return refuse(text, what, message, size);
  }
  return unit_parse(at, want, unit, what + 2, sizeof what - 2) || refuse(text, what, message, size);
}

char *quantity_refusal(const Unit *unit, Dimension dimension, double si, double ambient_pa, char *why, size_t size) {
  why[0] = '\0';
  if (!isfinite(si))
    snprintf(why, size, " is too large");
  else if (dimension == DIM_PRESSURE && si < 0 && unit->gauge)
    snprintf(why, size, " is below absolute zero (ambient %.6g Pa)", ambient_pa);
  else if (dimension == DIM_PRESSURE && si < 0)
    snprintf(why, size, " is below absolute zero; write \"(G)\" after the unit if it counts from ambient");
  else if (dimension == DIM_TEMPERATURE && si < 0)
    snprintf(why, size, " is below absolute zero (-273.15 degC)");
  return why;
}

bool quantity_parse(const char *text, Dimension want, const QuantityContext *context, double *si, char *message,
                    size_t size) {
  double ambient_pa = context ? context->ambient_pressure_pa : STANDARD_ATMOSPHERE_PA, value;
  char why[WHY_SIZE];
  Unit unit;
  if (!quantity_read(text, &kinds[want].powers, &value, &unit, message, size)) return false;
  if (unit.bare && !plain(want)) return refuse_bare(text, value, want, message, size);
  double factor = factor_to(want, &unit.powers);
  if (factor == 0) return refuse_kind(text, &unit, want, message, size);
  if (want == DIM_TEMPERATURE_DIFFERENCE) unit.offset = 0;
  double result = unit_to_si(&unit, value, ambient_pa) * factor;
  if (*quantity_refusal(&unit, want, result, ambient_pa, why, sizeof why)) return refuse(text, why, message, size);
  bool from_zero = !unit.gauge && unit.offset == 0;
  if (result == 0 && value != 0 && from_zero) return refuse(text, " is too close to zero", message, size);
  *si = result;
  return true;
}

char *quantity_format(double si, Dimension dimension, char *text, size_t size) {
  char fault[WHY_SIZE];
  Unit unit;
  if (isnan(si) || isinf(si)) {
    snprintf(text, size, isnan(si) ? "unknown" : si > 0 ? "no limit" : "no lower limit");
    return text;
  }
  if (!unit_parse(kinds[dimension].usual, NULL, &unit, fault, sizeof fault)) unit = (Unit){.scale = 1};
  double value = unit_from_si(&unit, si, 0);
  snprintf(text, size, "%.6g%s%s", value + 0.0, unit.bare ? "" : " ", kinds[dimension].usual);
  return text;
}
