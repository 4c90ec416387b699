#include "sim/app/catalog_figures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"

typedef enum { EITHER, DC, AC } Supply;

/* shown = (value - shift)/scale */
typedef struct {
  const char *name;
  ValveFact fact;
  size_t offset;
  const char *si_unit, *unit;
  double scale, shift;
  Supply supply;
  const char *condition;
} Row;

#define ROW(name, fact, member, ...)                                                                                   \
  { name, VALVE_FACT_##fact, offsetof(ValveModel, member), __VA_ARGS__ }

static const Row rows[] = {
    ROW("orifice", ORIFICE, orifice_m, "m", "mm", 1e-3, 0, EITHER, "diameter"),
    ROW("sonic_conductance", ORIFICE, sonic_conductance_m3_s_pa, "m3/(s Pa)", "L/s/bar", 1e-8, 0, EITHER,
        "ISO 6358 C, measured"),
    ROW("molecular_conductance", ORIFICE, molecular_conductance_m3_s, "m3/s", "L/s", 1e-3, 0, EITHER,
        "air at 20 degC, measured"),
    ROW("max_operating_differential", MAX_OPERATING_DIFFERENTIAL, max_operating_differential_pa, "Pa", "MPa", 1e6, 0,
        EITHER, "port 1 - port 2, opening and open"),
    ROW("reverse_pressure", REVERSE_PRESSURE, reverse_pressure_pa_gauge, "Pa(G)", "MPa(G)", 1e6, 0, EITHER,
        "at port 2, port 1 at atmosphere"),
    ROW("max_operating_pressure", MAX_OPERATING_PRESSURE, max_operating_pa_gauge, "Pa(G)", "MPa(G)", 1e6, 0, EITHER,
        "at port 1 (IN)"),
    ROW("withstand_pressure", WITHSTAND_PRESSURE, withstand_pa_gauge, "Pa(G)", "MPa(G)", 1e6, 0, EITHER, "either port"),
    ROW("min_operating_pressure", MIN_OPERATING_PRESSURE, min_operating_pa_abs, "Pa", "Pa(abs)", 1, 0, EITHER,
        "at port 2 (OUT)"),
    ROW("temperature_min", TEMPERATURE, temperature_min_k, "K", "degC", 1, ZERO_CELSIUS_K, EITHER, "ambient and fluid"),
    ROW("temperature_max", TEMPERATURE, temperature_max_k, "K", "degC", 1, ZERO_CELSIUS_K, EITHER, "ambient and fluid"),
    ROW("internal_leakage", INTERNAL_LEAKAGE, internal_leakage_pa_m3_s, "Pa m3/s", "Pa m3/s", 1, 0, EITHER, NULL),
    ROW("external_leakage", EXTERNAL_LEAKAGE, external_leakage_pa_m3_s, "Pa m3/s", "Pa m3/s", 1, 0, EITHER, NULL),
    ROW("voltage_tolerance", COIL_VOLTAGE, voltage_tolerance, "1", "%", 0.01, 0, EITHER, "+- of rated voltage"),
    ROW("voltage_tolerance_response_dc", COIL_VOLTAGE, voltage_tolerance_response_dc, "1", "%", 0.01, 0, DC,
        "+- for fast response"),
    ROW("leakage_voltage_dc", LEAKAGE_VOLTAGE, leakage_voltage_dc, "1", "%", 0.01, 0, DC, "of rated, switched off"),
    ROW("leakage_voltage_ac", LEAKAGE_VOLTAGE, leakage_voltage_ac, "1", "%", 0.01, 0, AC, "of rated, switched off"),
    ROW("power", POWER, power_dc_w, "W", "W", 1, 0, DC, NULL),
    ROW("apparent_power", APPARENT_POWER, apparent_power_ac_va, "VA", "VA", 1, 0, AC, NULL),
    ROW("coil_rise_dc", COIL_RISE, coil_rise_dc_k, "K", "K", 1, 0, DC, "20 degC, rated voltage; for reference"),
    ROW("coil_rise_ac", COIL_RISE, coil_rise_ac_k, "K", "K", 1, 0, AC, "20 degC, rated voltage; for reference"),
};

static void leak_condition(const ValveModel *model, char *text, size_t size) {
  snprintf(text, size, "%g degC, %g MPa; gas %s", model->leak_temperature_k - ZERO_CELSIUS_K,
           (model->leak_upstream_pa - model->leak_downstream_pa) * 1e-6,
           model->leak_gas ? model->leak_gas : "not stated");
}

static void voltage_condition(const Row *row, double fraction, double volts, char *text, size_t size) {
  if (row->fact == VALVE_FACT_COIL_VOLTAGE)
    snprintf(text, size, "%s: %g to %g V", row->condition, volts * (1 - fraction), volts * (1 + fraction));
  else
    snprintf(text, size, "%s: %g V", row->condition, volts * fraction);
}

/* With the current that follows when the part's voltage is known. */
static void power_condition(const Part *part, double power, char *text, size_t size) {
  const double tolerance = part->model->power_tolerance;
  int n = snprintf(text, size, "20 degC, rated voltage");
  if (!isnan(tolerance)) n += snprintf(text + n, size - (size_t)n, "; +-%g %%", tolerance * 100);
  if (part->voltage) snprintf(text + n, size - (size_t)n, "; %.3g A", power / part->voltage->volts);
}

static void condition(const Part *part, const Row *row, double value, char *text, size_t size) {
  bool of_rated = row->fact == VALVE_FACT_COIL_VOLTAGE || row->fact == VALVE_FACT_LEAKAGE_VOLTAGE;
  bool leak = row->fact == VALVE_FACT_INTERNAL_LEAKAGE || row->fact == VALVE_FACT_EXTERNAL_LEAKAGE;
  if (leak)
    leak_condition(part->model, text, size);
  else if (of_rated && part->voltage)
    voltage_condition(row, value, part->voltage->volts, text, size);
  else if (!row->condition)
    power_condition(part, value, text, size);
  else
    snprintf(text, size, "%s", row->condition);
}

static void add_words(CatalogFigure *figures, int *count, const char *name, const char *words, const char *source) {
  if (!words) return;
  CatalogFigure *figure = &figures[(*count)++];
  *figure = (CatalogFigure){.name = name, .value = NAN, .unit = "", .source = source};
  snprintf(figure->condition, sizeof figure->condition, "%s", words);
}

int catalog_figures(const Part *part, CatalogFigure figures[CATALOG_FIGURES_MOST]) {
  const ValveModel *model = part->model;
  int count = 0;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const Row *row = &rows[i];
    double value = *(const double *)((const char *)model + row->offset);
    bool other_supply = part->voltage && row->supply != EITHER && part->voltage->ac != (row->supply == AC);
    if (isnan(value) || other_supply) continue;
    CatalogFigure *figure = &figures[count++];
    *figure = (CatalogFigure){.name = row->name, .value = value, .si_unit = row->si_unit, .unit = row->unit};
    figure->source = valve_source(model, row->fact);
    snprintf(figure->shown, sizeof figure->shown, "%.6g", (value - row->shift) / row->scale);
    condition(part, row, value, figure->condition, sizeof figure->condition);
  }
  add_words(figures, &count, "fluid", model->fluid, valve_source(model, VALVE_FACT_FLUID));
  add_words(figures, &count, "flow_direction", model->one_way ? "port 2 at the lower pressure" : NULL,
            valve_source(model, VALVE_FACT_FLOW_DIRECTION));
  add_words(figures, &count, "insulation_class", model->insulation_class, valve_source(model, VALVE_FACT_COIL_RISE));
  return count;
}
