/* SMC Series XSA normally closed high vacuum solenoid valves, catalogue CAT.ES140-7A: what the document states, in SI,
   with the place that states it. The flow proxies at the end of a row are not the document's, and say so. Merged cells
   of the dimension table are spread over the rows they span; the steps from row to row bear the reading out. */
#include "models/catalogue.h"
#include "models/part_number.h"

#include <math.h>

#define DOCUMENT "CAT.ES140-7A"
#define SPECIFICATIONS DOCUMENT ", Specifications"
#define COUNT(table) ((int)(sizeof(table) / sizeof(table)[0]))

static const ValveMaterial materials[] = {
    {1, "solenoid coil", "Cu, Fe, resin", false},
    {2, "core", "Fe", true},
    {3, "tube", "stainless steel", true},
    {4, "seat (shuts the residual magnetism)", "PET", true},
    {5, "armature assembly", "FKM, stainless steel, resin (PPS)", true},
    {6, "spring", "stainless steel", true},
    {7, "body", "stainless steel", true},
    {8, "O-ring", "FKM", true},
    {9, "spacer", "Al", false},
};

/* entry columns in the order G, GS, C, F, D, T */
static const ValveOutline outlines[] = {
    {"XSA1-?2", FITTING_COMPRESSION, 22e-3, 55e-3, 24e-3, 63e-3, 30e-3, 8.5e-3, 20e-3, 3e-3, 8e-3,
     {{27e-3, 53.5e-3, NAN}, {30e-3, 40e-3, NAN}, {47.5e-3, 47.5e-3, NAN}, {23e-3, 53.5e-3, NAN},
      {64.5e-3, 45.5e-3, 52.5e-3}, {99.5e-3, 47.5e-3, 68.5e-3}}},
    {"XSA1-?2", FITTING_FACE_SEAL, 22e-3, 50e-3, NAN, 63e-3, 30e-3, 8.5e-3, 20e-3, 3e-3, 8e-3,
     {{27e-3, 53.5e-3, NAN}, {30e-3, 40e-3, NAN}, {47.5e-3, 47.5e-3, NAN}, {23e-3, 53.5e-3, NAN},
      {64.5e-3, 45.5e-3, 52.5e-3}, {99.5e-3, 47.5e-3, 68.5e-3}}},
    {"XSA2-?2", FITTING_COMPRESSION, 25e-3, 63e-3, 31.5e-3, 73.5e-3, 35e-3, 11.5e-3, 22e-3, 5e-3, 10e-3,
     {{29.5e-3, 63e-3, NAN}, {32.5e-3, 49.5e-3, NAN}, {50e-3, 57e-3, NAN}, {25.5e-3, 63e-3, NAN},
      {67e-3, 55e-3, 55e-3}, {102e-3, 57e-3, 71e-3}}},
    {"XSA2-?2", FITTING_FACE_SEAL, 25e-3, 56e-3, NAN, 73.5e-3, 35e-3, 11.5e-3, 22e-3, 5e-3, 10e-3,
     {{29.5e-3, 63e-3, NAN}, {32.5e-3, 49.5e-3, NAN}, {50e-3, 57e-3, NAN}, {25.5e-3, 63e-3, NAN},
      {67e-3, 55e-3, 55e-3}, {102e-3, 57e-3, 71e-3}}},
    {"XSA2-43", FITTING_COMPRESSION, 25e-3, 64.5e-3, 31e-3, 78e-3, 35e-3, 11.5e-3, 22e-3, 5e-3, 10e-3,
     {{29.5e-3, 67.5e-3, NAN}, {32.5e-3, 54e-3, NAN}, {50e-3, 61.5e-3, NAN}, {25.5e-3, 67.5e-3, NAN},
      {67e-3, 59.5e-3, 55e-3}, {102e-3, 61.5e-3, 71e-3}}},
    {"XSA2-43", FITTING_FACE_SEAL, 25e-3, 67e-3, NAN, 78e-3, 35e-3, 11.5e-3, 22e-3, 5e-3, 10e-3,
     {{29.5e-3, 67.5e-3, NAN}, {32.5e-3, 54e-3, NAN}, {50e-3, 61.5e-3, NAN}, {25.5e-3, 67.5e-3, NAN},
      {67e-3, 59.5e-3, 55e-3}, {102e-3, 61.5e-3, 71e-3}}},
    {"XSA3-32", FITTING_COMPRESSION, 25e-3, 63e-3, 31.5e-3, 78e-3, 40e-3, 11.5e-3, 24.5e-3, 5e-3, 10e-3,
     {{32e-3, 67.5e-3, NAN}, {35e-3, 54e-3, NAN}, {52.5e-3, 61.5e-3, NAN}, {28e-3, 67.5e-3, NAN},
      {69.5e-3, 59.5e-3, 57.5e-3}, {104.5e-3, 61.5e-3, 73.5e-3}}},
    {"XSA3-32", FITTING_FACE_SEAL, 25e-3, 56e-3, NAN, 78e-3, 40e-3, 11.5e-3, 24.5e-3, 5e-3, 10e-3,
     {{32e-3, 67.5e-3, NAN}, {35e-3, 54e-3, NAN}, {52.5e-3, 61.5e-3, NAN}, {28e-3, 67.5e-3, NAN},
      {69.5e-3, 59.5e-3, 57.5e-3}, {104.5e-3, 61.5e-3, 73.5e-3}}},
    {"XSA3-43", FITTING_COMPRESSION, 25e-3, 64.5e-3, 31e-3, 82.5e-3, 40e-3, 11.5e-3, 24.5e-3, 5e-3, 10e-3,
     {{32e-3, 72e-3, NAN}, {35e-3, 58.5e-3, NAN}, {52.5e-3, 66e-3, NAN}, {28e-3, 72e-3, NAN},
      {69.5e-3, 64e-3, 57.5e-3}, {104.5e-3, 66e-3, 73.5e-3}}},
    {"XSA3-43", FITTING_FACE_SEAL, 25e-3, 67e-3, NAN, 82.5e-3, 40e-3, 11.5e-3, 24.5e-3, 5e-3, 10e-3,
     {{32e-3, 72e-3, NAN}, {35e-3, 58.5e-3, NAN}, {52.5e-3, 66e-3, NAN}, {28e-3, 72e-3, NAN},
      {69.5e-3, 64e-3, 57.5e-3}, {104.5e-3, 66e-3, 73.5e-3}}},
};

static const ValveRemark remarks[] = {
    {"The differential counts atmosphere as 0.1 MPa: 0.3 MPa is vacuum at port 2 with 0.2 MPa(G) at port 1.",
     SPECIFICATIONS ", note 1"},
    {"The reverse pressure is stated with port 1 at atmosphere; with any other port 1 pressure it is an extrapolation.",
     SPECIFICATIONS ", note 2"},
    {"Gas permeation is not included in the leakage.", SPECIFICATIONS ", note 3"},
    {"The AC coil has a full-wave rectifier.", SPECIFICATIONS ", note 4"},
    {"Not an emergency shut-off valve.", DOCUMENT ", Precautions 1, Design 1"},
    {"Pipe so that port 2 (OUT) is at the lower pressure.", DOCUMENT ", Precautions 1, Selection 1, Vacuum"},
    {"Filter 5 um or finer close to the valve, upstream.", DOCUMENT ", Precautions 1, Selection 1, Air"},
    {"Coil upward is recommended; strict leakage control requires it.", DOCUMENT ", Precautions 1, Mounting 3"},
    {"Switch at least once every 30 days; inspect every half year.", DOCUMENT ", Precautions 2, Maintenance 2"},
    {"Leads 0.5 to 1.25 mm2.", DOCUMENT ", Precautions 2, Wiring 1"},
    {"A resistor or C-R element across the switch leaks current through the coil: the valve may not close.",
     DOCUMENT ", Precautions 1, Leakage voltage"},
    {"Long energization heats the coil: ventilate, do not enclose.", DOCUMENT ", Precautions 1, Design 2"},
    {"Fitting: tighten by hand, then face seal 1/8 turn, compression 1 1/4 turns.",
     DOCUMENT ", Precautions 2, Tightening of Fitting"},
    {"Not for corrosive gases, chemicals, water vapour or explosive atmospheres.",
     DOCUMENT ", Precautions 2, Operating Environment"},
};

static const ValveSeries xsa_series = {
    .name = "XSA",
    .document = DOCUMENT,
    .sources =
        {
            [VALVE_FACT_ORIFICE] = SPECIFICATIONS,
            [VALVE_FACT_FITTING] = SPECIFICATIONS,
            [VALVE_FACT_MAX_OPERATING_DIFFERENTIAL] = SPECIFICATIONS ", note 1",
            [VALVE_FACT_REVERSE_PRESSURE] = SPECIFICATIONS ", note 2",
            [VALVE_FACT_MAX_OPERATING_PRESSURE] = SPECIFICATIONS,
            [VALVE_FACT_WITHSTAND_PRESSURE] = SPECIFICATIONS,
            [VALVE_FACT_MIN_OPERATING_PRESSURE] = SPECIFICATIONS,
            [VALVE_FACT_TEMPERATURE] = SPECIFICATIONS,
            [VALVE_FACT_FLUID] = SPECIFICATIONS,
            [VALVE_FACT_FLOW_DIRECTION] = DOCUMENT ", Precautions 1, Vacuum",
            [VALVE_FACT_INTERNAL_LEAKAGE] = SPECIFICATIONS ", note 3",
            [VALVE_FACT_EXTERNAL_LEAKAGE] = SPECIFICATIONS ", note 3",
            [VALVE_FACT_COIL_VOLTAGE] = SPECIFICATIONS "; Wiring 3",
            [VALVE_FACT_LEAKAGE_VOLTAGE] = SPECIFICATIONS,
            [VALVE_FACT_POWER] = SPECIFICATIONS ", note 5",
            [VALVE_FACT_APPARENT_POWER] = SPECIFICATIONS ", notes 4, 5",
            [VALVE_FACT_COIL_RISE] = SPECIFICATIONS ", note 6",
            [VALVE_FACT_WEIGHT] = SPECIFICATIONS ", note 7",
            [VALVE_FACT_MATERIALS] = DOCUMENT ", Component Parts",
            [VALVE_FACT_DIMENSIONS] = DOCUMENT ", Dimensions",
            [VALVE_FACT_ACCESSORIES] = DOCUMENT ", How to Order and Replacement Parts",
        },
    .materials = materials,
    .material_count = COUNT(materials),
    .outlines = outlines,
    .outline_count = COUNT(outlines),
    .remarks = remarks,
    .remark_count = COUNT(remarks),
};

#define QUARTER_INCH 6.35e-3, .fitting_size = "1/4 inch"
#define THREE_EIGHTHS_INCH 9.525e-3, .fitting_size = "3/8 inch"

/* C and b of SMC VX21/22/23 with 2, 3, 4.5 and 6 mm orifices; XLA angle valves over the aperture of their bore. */
#define DISCHARGE_SOURCE \
  "estimate, not a catalogue fact: C of SMC VX21/22/23 with the same bores (recalled, unconfirmed)"
#define CRITICAL_B_SOURCE \
  "estimate, not a catalogue fact: b of SMC VX21/22/23 with the same bores (recalled, unconfirmed)"
#define MOLECULAR_SOURCE "estimate, not a catalogue fact: SMC XLA angle valves over their bore (recalled, unconfirmed)"

/* differential and reverse pressure in Pa, coil rise in K, weight by fitting type */
#define XSA(NAME, ORIFICE, FITTING, DIFFERENTIAL, REVERSE, DC_W, AC_VA, RISE_DC, RISE_AC, KG_FACE_SEAL,                \
            KG_COMPRESSION)                                                                                            \
  {.name = NAME,                                                                                                       \
   .series = &xsa_series,                                                                                              \
   .source = DOCUMENT,                                                                                                 \
   .orifice_m = ORIFICE,                                                                                               \
   .fitting_m = FITTING,                                                                                               \
   .max_operating_differential_pa = DIFFERENTIAL,                                                                      \
   .reverse_pressure_pa_gauge = REVERSE,                                                                               \
   .max_operating_pa_gauge = 1.0e6,                                                                                    \
   .withstand_pa_gauge = 1.5e6,                                                                                        \
   .min_operating_pa_abs = 1e-6,                                                                                       \
   .temperature_min_k = 278.15,                                                                                        \
   .temperature_max_k = 333.15,                                                                                        \
   .fluid = "air, inert gas",                                                                                          \
   .air_inert_gas_only = true,                                                                                         \
   .one_way = true,                                                                                                    \
   .internal_leakage_pa_m3_s = 1.3e-9,                                                                                 \
   .external_leakage_pa_m3_s = 1.3e-11,                                                                                \
   .leak_upstream_pa = 0.1e6,                                                                                          \
   .leak_downstream_pa = 0,                                                                                            \
   .leak_temperature_k = 293.15,                                                                                       \
   .leak_gas = NULL,                                                                                                   \
   .power_dc_w = DC_W,                                                                                                 \
   .apparent_power_ac_va = AC_VA,                                                                                      \
   .power_tolerance = 0.10,                                                                                            \
   .coil_rise_dc_k = RISE_DC,                                                                                          \
   .coil_rise_ac_k = RISE_AC,                                                                                          \
   .voltage_tolerance = 0.10,                                                                                          \
   .voltage_tolerance_response_dc = 0.05,                                                                              \
   .leakage_voltage_dc = 0.02,                                                                                         \
   .leakage_voltage_ac = 0.05,                                                                                         \
   .insulation_class = "B",                                                                                            \
   .weight_kg = {[FITTING_FACE_SEAL] = KG_FACE_SEAL, [FITTING_COMPRESSION] = KG_COMPRESSION},                          \
   .discharge = {0.75, 0.60, 0.95, true, DISCHARGE_SOURCE},                                                            \
   .critical_b = {0.4, 0.3, 0.5, true, CRITICAL_B_SOURCE},                                                             \
   .molecular = {0.35, 0.2, 0.5, true, MOLECULAR_SOURCE},                                                              \
   .sonic_conductance_m3_s_pa = NAN,                                                                                   \
   .subsonic_index = 0.5,                                                                                              \
   .molecular_conductance_m3_s = NAN}

const ValveModel xsa_models[] = {
    XSA("XSA1-12", 2e-3, QUARTER_INCH, 0.8e6, 0.5e6, 4.5, 7, 50, 60, 0.28, 0.28),
    XSA("XSA1-22", 3e-3, QUARTER_INCH, 0.3e6, 0.25e6, 4.5, 7, 50, 60, 0.28, 0.28),
    XSA("XSA2-22", 3e-3, QUARTER_INCH, 1.0e6, 0.4e6, 7, 9.5, 55, 70, 0.41, 0.41),
    XSA("XSA2-32", 4.5e-3, QUARTER_INCH, 0.3e6, 0.2e6, 7, 9.5, 55, 70, 0.41, 0.41),
    XSA("XSA2-43", 6e-3, THREE_EIGHTHS_INCH, 0.1e6, 0.05e6, 7, 9.5, 55, 70, 0.42, 0.42),
    XSA("XSA3-32", 4.5e-3, QUARTER_INCH, 0.8e6, 0.2e6, 10.5, 12, 65, 70, 0.53, 0.53),
    XSA("XSA3-43", 6e-3, THREE_EIGHTHS_INCH, 0.3e6, 0.15e6, 10.5, 12, 65, 70, 0.62, 0.55),
};
const int xsa_model_count = COUNT(xsa_models);

const PartVoltage part_voltages[] = {
    {'1', 100, true, "100 VAC"}, {'2', 200, true, "200 VAC"}, {'3', 110, true, "110 VAC"}, {'4', 220, true, "220 VAC"},
    {'5', 24, false, "24 VDC"},  {'6', 12, false, "12 VDC"},  {'7', 240, true, "240 VAC"}, {'8', 48, true, "48 VAC"},
    {'B', 24, true, "24 VAC"},   {'J', 230, true, "230 VAC"},
};
const int part_voltage_count = COUNT(part_voltages);

/* code, words, AC, surge suppressor, light, CE note with AC, outline, nearest for AC */
const PartEntry part_entries[] = {
    {"G", "grommet", false, false, false, false, OUTLINE_G, "GS"},
    {"GS", "grommet with surge voltage suppressor", true, true, false, true, OUTLINE_GS, NULL},
    {"D", "DIN terminal with surge voltage suppressor", true, true, false, false, OUTLINE_D, NULL},
    {"DL", "DIN terminal with light and surge voltage suppressor", true, true, true, false, OUTLINE_D, NULL},
    {"DO", "DIN terminal without connector, with surge voltage suppressor", true, true, false, false, OUTLINE_D, NULL},
    {"T", "terminal with surge voltage suppressor", true, true, false, false, OUTLINE_T, NULL},
    {"TL", "terminal with light and surge voltage suppressor", true, true, true, false, OUTLINE_T, NULL},
    {"C", "conduit with surge voltage suppressor", true, true, false, false, OUTLINE_C, NULL},
    {"F", "flat terminal", false, false, false, false, OUTLINE_F, "D"},
};
const int part_entry_count = COUNT(part_entries);

#define ORDER DOCUMENT ", How to Order"
#define REPLACEMENT DOCUMENT ", Replacement Parts"

const PartAccessory part_accessory_table[] = {
    {"spacer (raises the body on a flat area)", "XSA1R-8-1", "XSA1-*", NULL, NULL, ORDER},
    {"spacer (raises the body on a flat area)", "XSA2R-8-1", "XSA2-*", NULL, NULL, ORDER},
    {"spacer (raises the body on a flat area)", "XSA2R-8-1", "XSA3-*", NULL, NULL, ORDER},
    {"DIN connector", "C18312G6GCU", "XSA*", "D DO", NULL, REPLACEMENT},
    {"DIN connector with light, 24 VDC or 24 VAC", "GDM2A-L5", "XSA*", "DL DO", "5B", REPLACEMENT},
    {"DIN connector with light, 12 VDC", "GDM2A-L6", "XSA*", "DL DO", "6", REPLACEMENT},
    {"DIN connector with light, 100 or 110 VAC", "GDM2A-L1", "XSA*", "DL DO", "13", REPLACEMENT},
    {"DIN connector with light, 200 to 240 VAC", "GDM2A-L2", "XSA*", "DL DO", "24J7", REPLACEMENT},
    {"DIN connector with light, 48 VAC", "GDM2A-L15", "XSA*", "DL DO", "8", REPLACEMENT},
    {"gasket for DIN connector", "VCW20-1-29-1", "XSA*", "D DL DO", NULL, REPLACEMENT},
    {"lead wire assembly for flat terminal, set of 2", "VX021S-1-16FB", "XSA*", "F", NULL, REPLACEMENT},
    {"seal for wiring conduit", "VCW20-15-6", "XSA*", "C", NULL, DOCUMENT ", Precautions 3, Conduit"},
};
const int part_accessory_count = COUNT(part_accessory_table);
