/* Sources: SI Brochure 9 (2019); NIST SP 811 appendix B (customary units, exact where they are defined exactly);
   'std', sccm, slm: 0 degC and 101325 Pa (SEMI E12, the mass flow controllers' convention); ANR: 20 degC and 100 kPa
   (ISO 8778); N (DIN 1343): 0 degC and 101325 Pa. */
#include "config/unit_table.h"

#include <string.h>

#include "models/constants.h"
#include "models/nearest.h"

#define POWERS(...) .powers = {{__VA_ARGS__}} /* m, kg, s, K, mol, A, rad */
#define PLAIN       POWERS(0)
#define LENGTH      POWERS(1)
#define AREA        POWERS(2)
#define VOLUME      POWERS(3)
#define TIME        POWERS(0, 0, 1)
#define PER_TIME    POWERS(0, 0, -1)
#define PRESSURE    POWERS(-1, 1, -2)
#define TEMPERATURE POWERS(0, 0, 0, 1)
#define VOLUME_FLOW POWERS(3, 0, -1)
#define POWER       POWERS(2, 1, -3)
#define AMOUNT      POWERS(0, 0, 0, 0, 1)
#define MOLAR_FLOW  POWERS(0, 0, -1, 0, 1)
#define DENSITY     POWERS(-3, 0, 0, 0, 1)
#define MASS        POWERS(0, 1)
#define FORCE       POWERS(1, 1, -2)
#define ANGLE       POWERS(0, 0, 0, 0, 0, 0, 1)
#define SI          .prefixes = true
#define GAUGE       .gauge = true

#define INCH             0.0254
#define CUBIC_FOOT       (INCH * INCH * INCH * 1728)
#define POUND            0.45359237
#define G_N              9.80665
#define PSI              (POUND * G_N / (INCH * INCH))
#define TORR             (STANDARD_ATMOSPHERE_PA / 760)
#define MMHG             133.322387415
#define STANDARD_DENSITY (STANDARD_ATMOSPHERE_PA / (GAS_CONSTANT_J_MOL_K * ZERO_CELSIUS_K))
#define ANR_DENSITY      (1e5 / (GAS_CONSTANT_J_MOL_K * REFERENCE_TEMPERATURE_K))

/* Common prefixed units have rows of their own: they are found at once, and offered when one is mistyped. */
const UnitRow unit_table[] = {
    {"Pa", 1, PRESSURE, SI},
    {"hPa", 1e2, PRESSURE},
    {"kPa", 1e3, PRESSURE},
    {"MPa", 1e6, PRESSURE},
    {"bar", 1e5, PRESSURE, SI},
    {"mbar", 1e2, PRESSURE},
    {"Torr", TORR, PRESSURE, SI},
    {"torr", TORR, PRESSURE, SI},
    {"mTorr", TORR * 1e-3, PRESSURE},
    {"mtorr", TORR * 1e-3, PRESSURE},
    {"micron", TORR * 1e-3, PRESSURE},
    {"microns", TORR * 1e-3, PRESSURE},
    {"atm", STANDARD_ATMOSPHERE_PA, PRESSURE},
    {"psi", PSI, PRESSURE},
    {"psia", PSI, PRESSURE},
    {"psig", PSI, PRESSURE, GAUGE},
    {"bara", 1e5, PRESSURE},
    {"barg", 1e5, PRESSURE, GAUGE},
    {"barG", 1e5, PRESSURE, GAUGE},
    {"mbarg", 1e2, PRESSURE, GAUGE},
    {"kPaG", 1e3, PRESSURE, GAUGE},
    {"MPaG", 1e6, PRESSURE, GAUGE},
    {"kPag", 1e3, PRESSURE, GAUGE},
    {"MPag", 1e6, PRESSURE, GAUGE},
    {"mmHg", MMHG, PRESSURE},
    {"inHg", MMHG * 25.4, PRESSURE},
    {"mmH2O", G_N, PRESSURE},
    {"cmH2O", G_N * 10, PRESSURE},
    {"inH2O", G_N * 25.4, PRESSURE},

    {"m", 1, LENGTH, SI},
    {"km", 1e3, LENGTH},
    {"cm", 1e-2, LENGTH},
    {"mm", 1e-3, LENGTH},
    {"um", 1e-6, LENGTH},
    {"nm", 1e-9, LENGTH},
    {"meter", 1, LENGTH},
    {"metre", 1, LENGTH},
    {"micron", 1e-6, LENGTH},
    {"microns", 1e-6, LENGTH},
    {"in", INCH, LENGTH},
    {"inch", INCH, LENGTH},
    {"inches", INCH, LENGTH},
    {"mil", INCH * 1e-3, LENGTH},
    {"ft", INCH * 12, LENGTH},
    {"foot", INCH * 12, LENGTH},
    {"feet", INCH * 12, LENGTH},
    {"yd", INCH * 36, LENGTH},

    {"L", 1e-3, VOLUME, SI},
    {"l", 1e-3, VOLUME, SI},
    {"mL", 1e-6, VOLUME},
    {"ml", 1e-6, VOLUME},
    {"liter", 1e-3, VOLUME},
    {"liters", 1e-3, VOLUME},
    {"litre", 1e-3, VOLUME},
    {"litres", 1e-3, VOLUME},
    {"cc", 1e-6, VOLUME},

    {"s", 1, TIME, SI},
    {"ms", 1e-3, TIME},
    {"us", 1e-6, TIME},
    {"sec", 1, TIME},
    {"second", 1, TIME},
    {"seconds", 1, TIME},
    {"min", 60, TIME},
    {"minute", 60, TIME},
    {"minutes", 60, TIME},
    {"h", 3600, TIME},
    {"hr", 3600, TIME},
    {"hour", 3600, TIME},
    {"hours", 3600, TIME},
    {"d", 86400, TIME},
    {"day", 86400, TIME},
    {"days", 86400, TIME},
    {"week", 7 * 86400.0, TIME},
    {"weeks", 7 * 86400.0, TIME},
    {"year", 365.25 * 86400, TIME}, /* Julian, as the day count of a maintenance plan; UDUNITS has the tropical one */
    {"years", 365.25 * 86400, TIME},
    {"yr", 365.25 * 86400, TIME},

    {"K", 1, TEMPERATURE, SI},
    {"kelvin", 1, TEMPERATURE},
    {"degC", 1, TEMPERATURE, ZERO_CELSIUS_K},
    {"C", 1, TEMPERATURE, ZERO_CELSIUS_K},
    {"celsius", 1, TEMPERATURE, ZERO_CELSIUS_K},
    {"Celsius", 1, TEMPERATURE, ZERO_CELSIUS_K},
    {"degF", 5.0 / 9, TEMPERATURE, 459.67 * 5 / 9},
    {"F", 5.0 / 9, TEMPERATURE, 459.67 * 5 / 9},
    {"degR", 5.0 / 9, TEMPERATURE},

    {"mol", 1, AMOUNT, SI},
    {"molecules", 1 / AVOGADRO_PER_MOL, AMOUNT},
    {"molecule", 1 / AVOGADRO_PER_MOL, AMOUNT},
    {"atoms", 1 / AVOGADRO_PER_MOL, AMOUNT},
    {"particles", 1 / AVOGADRO_PER_MOL, AMOUNT},
    {"std", STANDARD_DENSITY, DENSITY}, /* "std cc/s": amount in one m3 at standard conditions */
    {"STP", STANDARD_DENSITY, DENSITY}, /* "cm3(STP)/s" */
    {"ANR", ANR_DENSITY, DENSITY},      /* "L/min ANR", "L/min(ANR)" */
    {"scc", STANDARD_DENSITY * 1e-6, AMOUNT},
    {"NL", STANDARD_DENSITY * 1e-3, AMOUNT},
    {"Nl", STANDARD_DENSITY * 1e-3, AMOUNT},
    {"Nm3", STANDARD_DENSITY, AMOUNT},
    {"sccm", STANDARD_DENSITY * 1e-6 / 60, MOLAR_FLOW},
    {"SCCM", STANDARD_DENSITY * 1e-6 / 60, MOLAR_FLOW},
    {"sccs", STANDARD_DENSITY * 1e-6, MOLAR_FLOW},
    {"slm", STANDARD_DENSITY * 1e-3 / 60, MOLAR_FLOW},
    {"SLM", STANDARD_DENSITY * 1e-3 / 60, MOLAR_FLOW},
    {"slpm", STANDARD_DENSITY * 1e-3 / 60, MOLAR_FLOW},
    {"SLPM", STANDARD_DENSITY * 1e-3 / 60, MOLAR_FLOW},
    {"lusec", TORR * 1e-6, POWER},

    {"cfm", CUBIC_FOOT / 60, VOLUME_FLOW},
    {"CFM", CUBIC_FOOT / 60, VOLUME_FLOW},
    {"lpm", 1e-3 / 60, VOLUME_FLOW},

    {"g", 1e-3, MASS, SI},
    {"kg", 1, MASS},
    {"t", 1e3, MASS},
    {"lb", POUND, MASS},
    {"oz", POUND / 16, MASS},
    {"N", 1, FORCE, SI},
    {"kgf", G_N, FORCE},
    {"lbf", POUND *G_N, FORCE},
    {"J", 1, POWERS(2, 1, -2), SI},
    {"Wh", 3600, POWERS(2, 1, -2), SI},
    {"cal", 4.184, POWERS(2, 1, -2), SI},

    {"V", 1, POWERS(2, 1, -3, 0, 0, -1), SI},
    {"mV", 1e-3, POWERS(2, 1, -3, 0, 0, -1)},
    {"A", 1, POWERS(0, 0, 0, 0, 0, 1), SI},
    {"mA", 1e-3, POWERS(0, 0, 0, 0, 0, 1)},
    {"ohm", 1, POWERS(2, 1, -3, 0, 0, -2), SI},
    {"Ohm", 1, POWERS(2, 1, -3, 0, 0, -2), SI},
    {"ohms", 1, POWERS(2, 1, -3, 0, 0, -2), SI},
    {"kohm", 1e3, POWERS(2, 1, -3, 0, 0, -2)},
    {"W", 1, POWER, SI},
    {"VA", 1, POWER, SI},
    {"Hz", 1, PER_TIME, SI},
    {"kHz", 1e3, PER_TIME},
    {"rpm", 1.0 / 60, PER_TIME},

    {"rad", 1, ANGLE},
    {"deg", PI / 180, ANGLE},
    {"degree", PI / 180, ANGLE},
    {"degrees", PI / 180, ANGLE},
    {"%", 1e-2, PLAIN},
    {"percent", 1e-2, PLAIN},
    {"permille", 1e-3, PLAIN},
    {"ppm", 1e-6, PLAIN},
    {"ppb", 1e-9, PLAIN},
    {"ppt", 1e-12, PLAIN},
};
const size_t unit_table_count = sizeof unit_table / sizeof unit_table[0];

static const struct {
  const char *letters;
  double value;
} prefixes[] = {{"da", 1e1}, {"m", 1e-3}, {"k", 1e3}, {"M", 1e6}, {"c", 1e-2},  {"u", 1e-6},
                {"d", 1e-1}, {"n", 1e-9}, {"h", 1e2}, {"G", 1e9}, {"p", 1e-12}, {"T", 1e12}};

bool unit_powers_equal(const UnitPowers *a, const UnitPowers *b) {
  return memcmp(a->of, b->of, sizeof a->of) == 0;
}

const UnitRow *unit_row_find(const char *name, size_t length, const UnitPowers *want) {
  const UnitRow *first = NULL;
  for (const UnitRow *row = unit_table; row < unit_table + unit_table_count; row++) {
    if (row->name[0] != name[0] || strncmp(row->name, name, length) != 0 || row->name[length]) continue;
    if (!want || unit_powers_equal(&row->powers, want)) return row;
    if (!first) first = row;
  }
  return first;
}

double unit_prefix(const char *name, size_t *length) {
  for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
    *length = strlen(prefixes[i].letters);
    if (strncmp(name, prefixes[i].letters, *length) == 0) return prefixes[i].value;
  }
  return 0;
}

const char *unit_row_nearest(const char *name) {
  Nearest nearest = nearest_to(name);
  for (size_t i = 0; i < unit_table_count; i++)
    nearest_try(&nearest, unit_table[i].name);
  /* units are short: two slips in three letters would make anything near to anything */
  size_t allowed = strlen(name) < 6 ? 1 : strlen(name) / 3;
  return nearest.distance <= allowed ? nearest.best : NULL;
}
