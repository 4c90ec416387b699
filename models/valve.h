/* A solenoid valve by part number or model of a catalogue, or a bare bore with stated coefficients. */
#ifndef XSAVAC_MODELS_VALVE_H
#define XSAVAC_MODELS_VALVE_H

#include "models/component.h"
#include "models/leak_law.h"
#include "models/part_number.h"
#include "models/valve_law.h"

typedef enum { VALVE_CLOSED, VALVE_OPEN } ValveState;

typedef struct Valve Valve;
extern const ComponentType valve_type;

/* What the rest of the program may ask of a resolved valve. */
const ValveModel *valve_model(const Valve *valve); /* NULL: a bare bore, no catalogue limits */
const char *valve_part_text(const Valve *valve);
ValveState valve_initial_state(const Valve *valve);
ValveFlowBasis valve_flow_basis(const Valve *valve);
bool valve_is_estimated(const Valve *valve); /* its flow rests on coefficients taken from like valves */
bool valve_seat_leak(const Valve *valve, LeakReference *reference);     /* false: none known, closed means tight */
bool valve_external_leak(const Valve *valve, LeakReference *reference); /* false: none known */
double valve_measured_internal_leak_pa_m3_s(const Valve *valve);        /* NAN: not given */
double valve_measured_external_leak_pa_m3_s(const Valve *valve);
double valve_supply_voltage_v(const Valve *valve);  /* NAN: not given */
double valve_leakage_voltage_v(const Valve *valve); /* NAN: not given */
double valve_stroke_s(const Valve *valve);          /* time to open or close fully; 0: at once */
const Part *valve_part(const Valve *valve);

#endif
