#include "models/valve.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"
#include "models/species.h"

struct Valve {
  char part_text[PART_TEXT_MAX];
  double diameter_m, orifice_m;
  double discharge, critical_b, molecular; /* NAN: from the catalogue row or the default estimate */
  double kv, cv, av_m2, xt, sonic_m3_s_pa, subsonic_m, effective_area_m2, molecular_m3_s;
  double internal_leak_pa_m3_s, external_leak_pa_m3_s;
  double supply_voltage_v, leakage_voltage_v, stroke_s;
  int state;
  /* resolved */
  Part part; /* model NULL: a bare bore */
  bool estimated;
  double bore_m;
  ValveLaw law;
};

static const char *const states[] = {"closed", "open", NULL};

#define QUANTITY(name, field, dim, low, high, words)                                                                   \
  {                                                                                                                    \
    .key = name, .kind = PARAM_QUANTITY, .dimension = dim, .offset = offsetof(Valve, field), .fallback = NAN,          \
    .min = low, .max = high, .text = words                                                                             \
  }

static const ParamRow rows[] = {
    {.key = "part",
     .kind = PARAM_PART,
     .offset = offsetof(Valve, part_text),
     .text = "ordering number or model: XSA2-43V-5G, XSA2-43, or a user catalogue's"},
    {.key = "state",
     .kind = PARAM_CHOICE,
     .offset = offsetof(Valve, state),
     .fallback = VALVE_CLOSED,
     .choices = states,
     .text = "state at the start"},
    QUANTITY("diameter", diameter_m, DIM_LENGTH, 1e-6, 10, "bore of a valve without a part number"),
    QUANTITY("orifice", orifice_m, DIM_LENGTH, 1e-6, 10,
             "orifice that stands for the part's own, to size it: flow as of a like valve of that orifice"),
    QUANTITY("discharge", discharge, DIM_FRACTION, 0.01, 1,
             "choked flow over the ideal choked flow of the bore (estimate 0.75, 0.6 to 0.95)"),
    {.key = "b",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_FRACTION,
     .offset = offsetof(Valve, critical_b),
     .fallback = NAN,
     .min = 0.01,
     .max = 0.95,
     .text = "ISO 6358 critical pressure ratio (estimate 0.4, 0.3 to 0.5)"},
    QUANTITY("molecular", molecular, DIM_FRACTION, 1e-6, 1,
             "molecular conductance over the bore's aperture conductance (estimate 0.35, 0.2 to 0.5)"),
    QUANTITY("C", sonic_m3_s_pa, DIM_SONIC_CONDUCTANCE, 1e-16, 1, "measured ISO 6358 sonic conductance"),
    QUANTITY("m", subsonic_m, DIM_NONE, 0.3, 1, "ISO 6358 subsonic index (0.5)"),
    QUANTITY("S", effective_area_m2, DIM_AREA, 1e-12, 1, "measured effective area, S = 5.0 C"),
    QUANTITY("kv", kv, DIM_NONE, 1e-9, 1e6, "measured Kv, m3/h water at 1 bar"),
    QUANTITY("cv", cv, DIM_NONE, 1e-9, 1e6, "measured Cv, US gal/min water at 1 psi"),
    QUANTITY("av", av_m2, DIM_AREA, 1e-14, 10, "measured Av"),
    QUANTITY("xT", xt, DIM_FRACTION, 0.1, 0.9, "IEC 60534 choking pressure ratio of Kv, Cv or Av (0.7)"),
    QUANTITY("molecular_conductance", molecular_m3_s, DIM_CONDUCTANCE, 1e-16, 1e3,
             "measured molecular conductance, air at 20 degC"),
    QUANTITY("internal_leakage", internal_leak_pa_m3_s, DIM_THROUGHPUT, 0, 1,
             "measured seat leak at the catalogue's conditions"),
    QUANTITY("external_leakage", external_leak_pa_m3_s, DIM_THROUGHPUT, 0, 1,
             "measured external leakage at the catalogue's conditions"),
    QUANTITY("supply_voltage", supply_voltage_v, DIM_VOLTAGE, 0, 1000, "voltage at the coil"),
    QUANTITY("leakage_voltage", leakage_voltage_v, DIM_VOLTAGE, 0, 1000, "voltage left at the coil when switched off"),
    {.key = "stroke",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TIME,
     .offset = offsetof(Valve, stroke_s),
     .fallback = 0,
     .min = 0,
     .max = 1000,
     .text = "time to open or to close fully; the open share of the flow grows evenly (at once if not given)"},
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
  return valve->law.basis;
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

double valve_stroke_s(const Valve *valve) {
  return valve->stroke_s;
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

/* --- the flow law: measured data where given, else the bore with its coefficients --- */

static int given(double value) {
  return !isnan(value);
}

static bool by_iec(const Valve *valve) {
  return given(valve->kv) || given(valve->cv) || given(valve->av_m2);
}

static double measured_sonic(const Valve *valve) {
  const ValveModel *model = valve->part.model;
  const double s_over_c_m2_per_m3_s_pa = 5.0e-6 / 1e-8; /* S[mm2] = 5.0 C[dm3/(s bar)] */
  if (given(valve->sonic_m3_s_pa)) return valve->sonic_m3_s_pa;
  if (given(valve->effective_area_m2)) return valve->effective_area_m2 / s_over_c_m2_per_m3_s_pa;
  return model && !given(valve->discharge) ? model->sonic_conductance_m3_s_pa : NAN;
}

static bool one_basis(const Valve *valve, char *message, size_t size) {
  int measured = given(valve->sonic_m3_s_pa) + given(valve->effective_area_m2) + given(valve->kv) + given(valve->cv) +
                 given(valve->av_m2);
  if (measured > 1)
    snprintf(message, size, "more than one of C, S, kv, cv, av is given; one measured figure is wanted");
  else if (measured == 1 && given(valve->discharge))
    snprintf(message, size,
             "discharge and a measured figure (C, S, kv, cv, av) contradict each other; drop one of them");
  else if (given(valve->xt) && !by_iec(valve))
    snprintf(message, size, "xT goes with kv, cv or av, and none is given; drop it");
  else if (given(valve->subsonic_m) && !given(measured_sonic(valve)))
    snprintf(message, size, "m goes with a measured C or S, and none is given; drop it");
  else if (given(valve->critical_b) && by_iec(valve))
    snprintf(message, size, "b goes with ISO 6358, not with kv, cv or av; drop one of them");
  else if (given(valve->molecular) && given(valve->molecular_m3_s))
    snprintf(message, size, "molecular and molecular_conductance contradict each other; drop one of them");
  else
    return true;
  return false;
}

/* A measured flow is that of the part's own orifice. */
static bool orifice_decides(const Valve *valve, char *message, size_t size) {
  const ValveModel *model = valve->part.model;
  bool measured = given(measured_sonic(valve)) || by_iec(valve) || given(valve->molecular_m3_s) ||
                  (model && given(model->molecular_conductance_m3_s));
  if (given(valve->orifice_m) && !model)
    snprintf(message, size, "orifice goes with a part, and none is given; 'diameter' is a bare valve's");
  else if (given(valve->orifice_m) && measured)
    snprintf(message, size, "orifice and a measured flow contradict each other; drop one of them");
  else
    return true;
  return false;
}

static bool find_model(Valve *valve, const ComponentContext *context, char *message, size_t size) {
  if (valve->part_text[0] && given(valve->diameter_m))
    snprintf(message, size, "part and diameter contradict each other: the part has its orifice; drop one of them");
  else if (valve->part_text[0])
    return part_decode(context->catalogue, valve->part_text, &valve->part, message, size);
  else if (given(valve->diameter_m))
    return true;
  else
    snprintf(message, size, "neither part nor diameter is given; one of them is wanted");
  return false;
}

/* A coefficient: the user's, the catalogue row's, or the estimate from like valves (models/LAWS.md section 6). */
static double coefficient(Valve *valve, double own, const ValveEstimate *row, double estimate) {
  if (given(own)) return own;
  if (row && !row->estimated && given(row->value)) return row->value;
  valve->estimated = true;
  return row && given(row->value) ? row->value : estimate;
}

static void set_molecular(Valve *valve, ValveCoefficients *c) {
  const ValveModel *model = valve->part.model;
  c->molecular_m3_s = valve->molecular_m3_s;
  if (!given(c->molecular_m3_s) && model && !given(valve->molecular))
    c->molecular_m3_s = model->molecular_conductance_m3_s;
  if (given(c->molecular_m3_s)) return;
  c->molecular_factor = coefficient(valve, valve->molecular, model ? &model->molecular : NULL, 0.35);
  c->usual_discharge = model && given(model->discharge.value) ? model->discharge.value : 0.75;
}

static void set_iec(const Valve *valve, ValveCoefficients *c) {
  c->basis = VALVE_FLOW_IEC60534;
  c->kv = given(valve->kv) ? valve->kv : given(valve->cv) ? kv_from_cv(valve->cv) : kv_from_av(valve->av_m2);
  c->xt = given(valve->xt) ? valve->xt : IEC60534_DEFAULT_XT;
}

static void set_iso_or_estimate(Valve *valve, ValveCoefficients *c) {
  const ValveModel *model = valve->part.model;
  c->sonic_m3_s_pa = measured_sonic(valve);
  c->basis = given(c->sonic_m3_s_pa) ? VALVE_FLOW_ISO6358 : VALVE_FLOW_ESTIMATE;
  if (c->basis == VALVE_FLOW_ESTIMATE)
    c->discharge = coefficient(valve, valve->discharge, model ? &model->discharge : NULL, 0.75);
  c->critical_b = coefficient(valve, valve->critical_b, model ? &model->critical_b : NULL, 0.4);
  c->subsonic_m = given(valve->subsonic_m)                ? valve->subsonic_m
                  : model && given(model->subsonic_index) ? model->subsonic_index
                                                          : 0.5;
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  Valve *valve = self;
  if (!find_model(valve, context, message, size) || !one_basis(valve, message, size) ||
      !orifice_decides(valve, message, size))
    return false; /* one_basis needs the model */
  valve->bore_m = given(valve->orifice_m) ? valve->orifice_m
                  : valve->part.model     ? valve->part.model->orifice_m
                                          : valve->diameter_m;
  valve->estimated = false;
  ValveCoefficients coefficients = {.bore_m = valve->bore_m};
  set_molecular(valve, &coefficients);
  if (by_iec(valve))
    set_iec(valve, &coefficients);
  else
    set_iso_or_estimate(valve, &coefficients);
  return valve_law_prepare(&valve->law, &coefficients, message, size);
}

static double bore(const void *self) {
  return ((const Valve *)self)->bore_m;
}

static double radius(const void *self) {
  return 0.5 * bore(self);
}

static double molecular_conductance(const void *self, const GasState *gas) {
  return valve_law_molecular_m3_s(&((const Valve *)self)->law, gas) * REFERENCE_TEMPERATURE_K / gas->temperature_k;
}

static void flow(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *out) {
  valve_law_flow(&((const Valve *)self)->law, gas, p1_pa, p2_pa, out);
}

static void seat_leak(const void *self, const SpeciesPoint *at, SpeciesFlow *out) {
  LeakReference reference;
  species_zero(at, out);
  if (valve_seat_leak(self, &reference)) leak_species(&reference, at, out);
}

const ComponentType valve_type = {
    .name = "valve",
    .section = SECTION_ELEMENTS,
    .text = "a solenoid valve by part number, or a bare bore",
    .source = "open: ISO 6358 or IEC 60534 joined to molecular flow, measured or estimated from like valves; closed: "
              "its seat leak",
    .size = sizeof(Valve),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .symmetric = true,
    .throttles = true,
    .closes = true,
    .resolve = resolve,
    .flow = flow,
    .species = seat_leak,
    .molecular_conductance_m3_s = molecular_conductance,
    .radius_m = radius,
    .bore_m = bore,
};
