/* A user's catalogue row: its keys, their ranges, and what follows from what it leaves open. */
#include "models/catalogue_row.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "models/gas.h"

#define NUMBER(key, dimension, member, min, max, doc)                                                                  \
  { key, FIELD_NUMBER, DIM_##dimension, offsetof(ValveModel, member), false, min, max, doc }
#define GAUGE(key, member, doc)                                                                                        \
  { key, FIELD_GAUGE, DIM_PRESSURE, offsetof(ValveModel, member), false, 1, 1e9, doc }
#define TEXT(key, member, required, doc)                                                                               \
  { key, FIELD_TEXT, DIM_NONE, offsetof(ValveModel, member), required, 0, 0, doc }

const CatalogueField catalogue_fields[] = {
    TEXT("model", name, true, "the model's name, unique in the catalogue"),
    TEXT("source", source, true, "document that states the row's figures"),
    {"orifice", FIELD_NUMBER, DIM_LENGTH, offsetof(ValveModel, orifice_m), true, 1e-5, 1, "orifice diameter"},
    NUMBER("fitting", LENGTH, fitting_m, 1e-4, 2, "nominal size of the connections"),
    TEXT("fitting_size", fitting_size, false, "the connections in words"),
    {"max_operating_differential", FIELD_DIFFERENCE, DIM_PRESSURE, offsetof(ValveModel, max_operating_differential_pa),
     false, 1, 1e9, "largest p1 - p2 to open against and to stay open under"},
    GAUGE("reverse_pressure", reverse_pressure_pa_gauge, "largest pressure at port 2, closed, port 1 at atmosphere"),
    GAUGE("max_operating_pressure", max_operating_pa_gauge, "largest pressure at port 1"),
    GAUGE("withstand_pressure", withstand_pa_gauge, "largest pressure at either port"),
    NUMBER("min_operating_pressure", PRESSURE, min_operating_pa_abs, 0, 1e7, "smallest absolute pressure at port 2"),
    NUMBER("temperature_min", TEMPERATURE, temperature_min_k, 1, 2000, "lowest ambient and fluid temperature"),
    NUMBER("temperature_max", TEMPERATURE, temperature_max_k, 1, 2000, "highest ambient and fluid temperature"),
    TEXT("fluid", fluid, false, "fluids allowed; 'air, inert gas' is checked against the line's gas"),
    {"one_way", FIELD_FLAG, DIM_NONE, offsetof(ValveModel, one_way), false, 0, 0,
     "port 2 must be the side of the lower pressure"},
    NUMBER("internal_leakage", THROUGHPUT, internal_leakage_pa_m3_s, 1e-20, 1e3, "leakage through the closed seat"),
    NUMBER("external_leakage", THROUGHPUT, external_leakage_pa_m3_s, 1e-20, 1e3, "leakage through the body"),
    NUMBER("leak_upstream", PRESSURE, leak_upstream_pa, 1, 1e9, "leak test, high side (default 0.1 MPa)"),
    NUMBER("leak_downstream", PRESSURE, leak_downstream_pa, 0, 1e9, "leak test, low side (default 0 Pa)"),
    NUMBER("leak_temperature", TEMPERATURE, leak_temperature_k, 1, 2000, "leak test, temperature (default 20 degC)"),
    TEXT("leak_gas", leak_gas, false, "leak test, gas; not stated: the larger of the He and the air reading counts"),
    NUMBER("power", POWER, power_dc_w, 0, 1e5, "power of the DC coil at 20 degC and rated voltage"),
    NUMBER("apparent_power", POWER, apparent_power_ac_va, 0, 1e5, "apparent power of the AC coil in VA"),
    NUMBER("power_tolerance", FRACTION, power_tolerance, 0, 1, "tolerance of both powers"),
    NUMBER("coil_rise_dc", TEMPERATURE_DIFFERENCE, coil_rise_dc_k, 0, 500, "temperature rise of the DC coil"),
    NUMBER("coil_rise_ac", TEMPERATURE_DIFFERENCE, coil_rise_ac_k, 0, 500, "temperature rise of the AC coil"),
    NUMBER("voltage_tolerance", FRACTION, voltage_tolerance, 0, 1, "allowed deviation from the rated voltage"),
    NUMBER("voltage_tolerance_response_dc", FRACTION, voltage_tolerance_response_dc, 0, 1,
           "the same for DC where response matters"),
    NUMBER("leakage_voltage_dc", FRACTION, leakage_voltage_dc, 0, 1, "largest voltage left on a DC coil switched off"),
    NUMBER("leakage_voltage_ac", FRACTION, leakage_voltage_ac, 0, 1, "largest voltage left on an AC coil switched off"),
    TEXT("insulation_class", insulation_class, false, "coil insulation class"),
    NUMBER("weight", MASS, weight_kg[FITTING_FACE_SEAL], 0, 1e5, "weight"),
    NUMBER("discharge", FRACTION, discharge.value, 0.01, 1, "choked flow over the orifice area's ideal choked flow"),
    NUMBER("discharge_low", FRACTION, discharge.low, 0.01, 1, "low end of its band"),
    NUMBER("discharge_high", FRACTION, discharge.high, 0.01, 1, "high end of its band"),
    NUMBER("b", FRACTION, critical_b.value, 0, 0.9, "ISO 6358 critical pressure ratio"),
    NUMBER("b_low", FRACTION, critical_b.low, 0, 0.9, "low end of its band"),
    NUMBER("b_high", FRACTION, critical_b.high, 0, 0.9, "high end of its band"),
    NUMBER("molecular", FRACTION, molecular.value, 1e-3, 1,
           "molecular conductance over that of the orifice's aperture"),
    NUMBER("molecular_low", FRACTION, molecular.low, 1e-3, 1, "low end of its band"),
    NUMBER("molecular_high", FRACTION, molecular.high, 1e-3, 1, "high end of its band"),
    NUMBER("sonic_conductance", SONIC_CONDUCTANCE, sonic_conductance_m3_s_pa, 1e-15, 1e-2,
           "ISO 6358 C, measured; replaces discharge"),
    NUMBER("subsonic_index", NONE, subsonic_index, 0.2, 2, "ISO 6358 m (default 0.5)"),
    NUMBER("molecular_conductance", CONDUCTANCE, molecular_conductance_m3_s, 1e-15, 1e4,
           "measured, air at 20 degC; replaces molecular"),
};
const int catalogue_field_count = (int)(sizeof catalogue_fields / sizeof catalogue_fields[0]);

static void *field_at(ValveModel *model, const CatalogueField *field) {
  return (char *)model + field->offset;
}

double *catalogue_field_number(ValveModel *model, const CatalogueField *field) {
  return field_at(model, field);
}

const char **catalogue_field_text(ValveModel *model, const CatalogueField *field) {
  return field_at(model, field);
}

bool *catalogue_field_flag(ValveModel *model, const CatalogueField *field) {
  return field_at(model, field);
}

static bool is_number(const CatalogueField *field) {
  return field->form != FIELD_TEXT && field->form != FIELD_FLAG;
}

ValveModel valve_model_empty(void) {
  ValveModel model = {0};
  for (const CatalogueField *f = catalogue_fields; f < catalogue_fields + catalogue_field_count; f++)
    if (is_number(f)) *catalogue_field_number(&model, f) = NAN;
  for (int i = 0; i < FITTING_COUNT; i++)
    model.weight_kg[i] = NAN;
  return model;
}

static bool number_check(const ValveModel *model, const CatalogueField *field, double value, char *message,
                         size_t size) {
  const char *unit = dimension_unit(field->dimension), *gauge = field->form == FIELD_GAUGE ? "(G)" : "";
  if (strcmp(unit, "1") == 0) unit = "";
  const char *gap = *unit ? " " : "";
  if (isnan(value) && field->required)
    snprintf(message, size, "model %s: %s is missing, %s%s%s%s", model->name, field->key,
             dimension_words(field->dimension), *unit ? " in " : "", unit, gauge);
  else if (value < field->min || value > field->max)
    snprintf(message, size, "model %s: %s: %g%s%s%s, legal range %g to %g%s%s%s", model->name, field->key, value, gap,
             unit, gauge, field->min, field->max, gap, unit, gauge);
  else
    return true;
  return false;
}

static bool fields_check(ValveModel *model, char *message, size_t size) {
  for (const CatalogueField *f = catalogue_fields; f < catalogue_fields + catalogue_field_count; f++) {
    if (is_number(f) && !number_check(model, f, *catalogue_field_number(model, f), message, size)) return false;
    if (f->form != FIELD_TEXT || !f->required || *catalogue_field_text(model, f)) continue;
    snprintf(message, size, "model %s: %s is missing: %s", model->name, f->key, f->doc);
    return false;
  }
  return true;
}

/* A band without its figure, or around another one, is a slip of the pen. A proxy copied from another row stays one. */
static bool estimate_settle(ValveEstimate *estimate, const ValveEstimate *proxy, const char *source) {
  if (isnan(estimate->value)) {
    bool bare = isnan(estimate->low) && isnan(estimate->high);
    if (bare) *estimate = *proxy;
    return bare;
  }
  if (isnan(estimate->low)) estimate->low = estimate->value;
  if (isnan(estimate->high)) estimate->high = estimate->value;
  estimate->source = estimate->estimated ? proxy->source : source;
  return estimate->low <= estimate->value && estimate->value <= estimate->high;
}

static void default_to(double *value, double standard) {
  if (isnan(*value)) *value = standard;
}

static const char *bands_settle(ValveModel *model) {
  const ValveModel *proxy = xsa_models;
  if (!estimate_settle(&model->discharge, &proxy->discharge, model->source))
    return "discharge_low <= discharge <= discharge_high must hold";
  if (!estimate_settle(&model->critical_b, &proxy->critical_b, model->source)) return "b_low <= b <= b_high must hold";
  if (!estimate_settle(&model->molecular, &proxy->molecular, model->source))
    return "molecular_low <= molecular <= molecular_high must hold";
  return NULL;
}

static void defaults_settle(ValveModel *model) {
  const ValveModel *standard = xsa_models;
  default_to(&model->subsonic_index, standard->subsonic_index);
  default_to(&model->leak_upstream_pa, standard->leak_upstream_pa);
  default_to(&model->leak_downstream_pa, standard->leak_downstream_pa);
  default_to(&model->leak_temperature_k, standard->leak_temperature_k);
  default_to(&model->weight_kg[FITTING_COMPRESSION], model->weight_kg[FITTING_FACE_SEAL]);
  model->air_inert_gas_only = model->fluid && strcasecmp(model->fluid, standard->fluid) == 0;
}

bool catalogue_row_settle(ValveModel *model, char *message, size_t size) {
  if (!fields_check(model, message, size)) return false;
  const char *wrong = bands_settle(model);
  defaults_settle(model);
  if (model->temperature_min_k >= model->temperature_max_k) wrong = "temperature_min must lie below temperature_max";
  if (model->leak_downstream_pa >= model->leak_upstream_pa) wrong = "leak_downstream must lie below leak_upstream";
  if (model->leak_gas && !gas_find(model->leak_gas)) wrong = "leak_gas is not a known gas";
  if (wrong) snprintf(message, size, "model %s: %s", model->name, wrong);
  return !wrong;
}
