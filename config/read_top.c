#include "config/read_top.h"

#include "sim/ambient.h"

enum { TITLE_LENGTH_MAX = 200 };

static const char *const top_keys[] = {"title",   "gas",   "ambient",  "catalogue", "nodes",    "elements", "pumps",
                                       "sources", "leaks", "analysis", "measure",   "schedule", NULL};

void read_top_keys(Reading *reading, const Value *root) {
  read_keys(reading, root, top_keys, "");
}

/* --- ambient --- */

static const ParamRow ambient_rows[] = {
    {.key = "temperature",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TEMPERATURE,
     .offset = offsetof(Ambient, temperature_k),
     .min = 50,
     .max = 1500,
     .text = "temperature of the surroundings; nodes start at it"},
    {.key = "pressure",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_PRESSURE,
     .offset = offsetof(Ambient, pressure_pa),
     .min = 1e-9,
     .max = 1e8,
     .text = "pressure of the surroundings, absolute; gauge pressures count from it, nodes start at it"},
    {.key = "gas",
     .kind = PARAM_GAS,
     .offset = offsetof(Ambient, gas),
     .text = "gas of the surroundings; leaks draw from it"},
    {.key = "humidity",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_FRACTION,
     .offset = offsetof(Ambient, humidity),
     .min = 0,
     .max = 1,
     .text = "relative humidity of the surroundings"},
};

/* More water vapour than there is gas, or water given twice. */
static void check_vapour(Reading *reading, const Value *group, Ambient *ambient) {
  const Value *humidity = value_member(group, "humidity");
  double vapour_pa = ambient_vapour_pa(ambient);
  bool twice = false;
  for (int i = 0; i < ambient->gas.n; i++)
    twice = twice || (vapour_pa > 0 && ambient->gas.gas[i] == gas_find("H2O"));
  if (!humidity || (!twice && vapour_pa < ambient->pressure_pa)) return;
  if (twice)
    value_error(reading->diagnostics, humidity,
                "stands beside H2O in the ambient gas; water is given by one of the two");
  else
    value_error(reading->diagnostics, humidity,
                "%.4g at %.6g K is %.4g Pa of water vapour, more than the ambient pressure of %.6g Pa",
                ambient->humidity, ambient->temperature_k, vapour_pa, ambient->pressure_pa);
  ambient->humidity = 0;
}

void read_ambient(Reading *reading, const Value *root, Ambient *ambient) {
  static const int row_count = (int)(sizeof ambient_rows / sizeof ambient_rows[0]);
  const Value *group = value_member(root, "ambient");
  const Value *pressure = group ? value_member(group, "pressure") : NULL;
  reading->quantities.ambient_pressure_pa = ambient->pressure_pa;
  if (group) read_params(reading, group, &(ParamGroup){ambient_rows, row_count, ambient, NULL, "ambient"});
  if (pressure && read_is_gauge(pressure)) {
    char words[VALUE_WORDS_SIZE];
    value_error(reading->diagnostics, pressure,
                "%s is a gauge pressure, and those count from this one; an absolute pressure is wanted",
                value_words(pressure, words));
    ambient->pressure_pa = reading->quantities.ambient_pressure_pa;
  }
  if (group) check_vapour(reading, group, ambient);
  reading->quantities.ambient_pressure_pa = ambient->pressure_pa;
  reading->component.ambient_pressure_pa = ambient->pressure_pa;
  reading->component.ambient_temperature_k = ambient->temperature_k;
}

void read_line_gas(Reading *reading, const Value *root, GasBlend *gas) {
  const Value *value = value_member(root, "gas");
  if (value) read_blend(reading, value, gas);
}

const char *read_title(Reading *reading, const Value *root) {
  const Value *value = value_member(root, "title");
  return value ? read_text(reading, value, TITLE_LENGTH_MAX) : NULL;
}
