#include "models/valve.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"
#include "models/species.h"

struct Valve {
  char part_text[PART_TEXT_MAX];
  double diameter_m, discharge, critical_b, molecular; /* NAN: from the catalogue row or the default estimate */
  double kv, cv, av_m2, xt, sonic_m3_s_pa, subsonic_m, effective_area_m2, molecular_m3_s;
  double internal_leak_pa_m3_s, external_leak_pa_m3_s;
  double supply_voltage_v, leakage_voltage_v;
  int state;
  /* resolved */
  Part part; /* model NULL: a bare bore */
  ValveFlowBasis basis;
  bool estimated;
};

static const char *const states[] = {"closed", "open", NULL};

#define QUANTITY(name, field, dim, low, high, words)                                                                   \
  {.key = name, .kind = PARAM_QUANTITY, .dimension = dim, .offset = offsetof(Valve, field), .fallback = NAN,           \
   .min = low, .max = high, .text = words}

static const ParamRow rows[] = {
    {.key = "part", .kind = PARAM_PART, .offset = offsetof(Valve, part_text),
     .text = "ordering number or model: XSA2-43V-5G, XSA2-43, or a user catalogue's"},
    {.key = "state", .kind = PARAM_CHOICE, .offset = offsetof(Valve, state), .fallback = VALVE_CLOSED, .choices = states,
     .text = "state at the start"},
    QUANTITY("diameter", diameter_m, DIM_LENGTH, 1e-6, 10, "bore of a valve without a part number"),
    QUANTITY("discharge", discharge, DIM_FRACTION, 0.01, 1, "choked flow over the ideal choked flow of the bore (estimate 0.75, 0.6 to 0.95)"),
    {.key = "b", .kind = PARAM_QUANTITY, .dimension = DIM_FRACTION, .offset = offsetof(Valve, critical_b), .fallback = NAN,
     .min = 0.05, .max = 0.95, .text = "ISO 6358 critical pressure ratio (estimate 0.4, 0.3 to 0.5)"},
    QUANTITY("molecular", molecular, DIM_FRACTION, 1e-6, 1, "molecular conductance over the bore's aperture conductance (estimate 0.35, 0.2 to 0.5)"),
    QUANTITY("C", sonic_m3_s_pa, DIM_SONIC_CONDUCTANCE, 1e-16, 1, "measured ISO 6358 sonic conductance"),
    QUANTITY("m", subsonic_m, DIM_NONE, 0.1, 1, "ISO 6358 subsonic index (0.5)"),
    QUANTITY("S", effective_area_m2, DIM_AREA, 1e-12, 1, "measured effective area, S = 5.0 C"),
    QUANTITY("kv", kv, DIM_NONE, 1e-9, 1e6, "measured Kv, m3/h water at 1 bar"),
    QUANTITY("cv", cv, DIM_NONE, 1e-9, 1e6, "measured Cv, US gal/min water at 1 psi"),
    QUANTITY("av", av_m2, DIM_AREA, 1e-14, 10, "measured Av"),
    QUANTITY("xT", xt, DIM_FRACTION, 0.1, 1, "IEC 60534 choking pressure ratio of Kv, Cv or Av (0.7)"),
    QUANTITY("molecular_conductance", molecular_m3_s, DIM_CONDUCTANCE, 1e-16, 1e3, "measured molecular conductance, air at 20 degC"),
    QUANTITY("internal_leakage", internal_leak_pa_m3_s, DIM_THROUGHPUT, 0, 1, "measured seat leak at the catalogue's conditions"),
    QUANTITY("external_leakage", external_leak_pa_m3_s, DIM_THROUGHPUT, 0, 1, "measured external leakage at the catalogue's conditions"),
    QUANTITY("supply_voltage", supply_voltage_v, DIM_VOLTAGE, 0, 1000, "voltage at the coil"),
    QUANTITY("leakage_voltage", leakage_voltage_v, DIM_VOLTAGE, 0, 1000, "voltage left at the coil when switched off"),
};
#undef QUANTITY

const ValveModel *valve_model(const Valve *valve) {
  return valve->part.model;
}

const char *valve_part_text(const Valve *valve) {
  return valve->part_text;
}

ValveState valve_initial_state(const Valve *valve) {
  return (ValveState)valve->state;
}

ValveFlowBasis valve_flow_basis(const Valve *valve) {
  return valve->basis;
}

bool valve_is_estimated(const Valve *valve) {
  return valve->estimated;
}

double valve_measured_internal_leak_pa_m3_s(const Valve *valve) {
  return valve->internal_leak_pa_m3_s;
}

double valve_measured_external_leak_pa_m3_s(const Valve *valve) {
  return valve->external_leak_pa_m3_s;
}

double valve_supply_voltage_v(const Valve *valve) {
  return valve->supply_voltage_v;
}

double valve_leakage_voltage_v(const Valve *valve) {
  return valve->leakage_voltage_v;
}

const Part *valve_part(const Valve *valve) {
  return &valve->part;
}

/* A measured figure stands in for the catalogue's, at the same conditions; without a catalogue row, 0.1 MPa to vacuum at 20 degC. */
static bool leak_reference(const Valve *valve, double measured, double stated, LeakReference *reference) {
  const ValveModel *model = valve->part.model;
  double rate = isnan(measured) ? stated : measured;
  if (isnan(rate) || rate <= 0) return false;
  *reference = (LeakReference){rate, NULL, 0.1e6, 0, REFERENCE_TEMPERATURE_K};
  if (!model) return true;
  reference->gas = model->leak_gas ? gas_find(model->leak_gas) : NULL;
  if (!isnan(model->leak_upstream_pa)) reference->upstream_pa = model->leak_upstream_pa;
  if (!isnan(model->leak_downstream_pa)) reference->downstream_pa = model->leak_downstream_pa;
  if (!isnan(model->leak_temperature_k)) reference->temperature_k = model->leak_temperature_k;
  return true;
}

bool valve_seat_leak(const Valve *valve, LeakReference *reference) {
  const ValveModel *model = valve->part.model;
  return leak_reference(valve, valve->internal_leak_pa_m3_s, model ? model->internal_leakage_pa_m3_s : NAN, reference);
}

bool valve_external_leak(const Valve *valve, LeakReference *reference) {
  const ValveModel *model = valve->part.model;
  return leak_reference(valve, valve->external_leak_pa_m3_s, model ? model->external_leakage_pa_m3_s : NAN, reference);
}

#include "models/plain_bore.h"
static double bore_of(const Valve *v) { return v->part.model ? v->part.model->orifice_m : v->diameter_m; }
static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  Valve *v = self;
  if (v->part_text[0]) {
    if (!part_decode(context->catalogue, v->part_text, &v->part, message, size)) return false;
  } else if (isnan(v->diameter_m)) { snprintf(message, size, "neither part nor diameter is given; one of them is wanted"); return false; }
  v->estimated = true;
  return true;
}
static double molecular(const void *self, const GasState *gas) {
  double d = bore_of(self);
  return 0.35 * PI * d * d / 4 * gas_mean_speed_m_s(gas) / 4 * REFERENCE_TEMPERATURE_K / gas->temperature_k;
}
static double radius(const void *self) { return 0.5 * bore_of(self); }
static void flow(const void *self, const GasState *gas, double p1, double p2, Flow *out) {
  double d = bore_of(self), g = gas->gamma;
  double psi = sqrt(g) * pow(2 / (g + 1), (g + 1) / (2 * (g - 1)));
  double a = 0.75 * PI * d * d / 4 * psi * sqrt(GAS_CONSTANT_J_MOL_K / gas->molar_mass_kg_mol / gas->temperature_k) * REFERENCE_TEMPERATURE_K;
  PlainBore k = {a, 0.4, molecular(self, gas), gas_rarefaction(gas, 0.5 * d, 1)};
  plain_bore(&k, p1, p2, out);
}
static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *out) {
  LeakReference reference;
  species_zero(at, out);
  if (valve_seat_leak(self, &reference)) leak_species(&reference, at, out);
}
const ComponentType valve_type = {
    .name = "valve", .section = SECTION_ELEMENTS, .text = "a solenoid valve", .source = "interim", .size = sizeof(Valve),
    .rows = rows, .row_count = sizeof rows / sizeof rows[0], .closes = true, .resolve = resolve, .flow = flow,
    .species = species, .molecular_conductance_m3_s = molecular, .radius_m = radius};
