/* Gases. Viscosity at 20 degC and Sutherland's temperature fitted to the reference correlation named in each row over 0 to 200 degC;
   H2, CO2 and H2O have the digit more that the ratios to He of leak_gas_conversion_from_He.csv tell, of the same correlations;
   gamma at 20 degC; hard-sphere diameter at 20 degC and VHS diameter at 0 degC from the viscosity. The suitability is for a valve
   rated 'air, inert gas' (SMC CAT.ES140-7A, Specifications, Fluid). */
#include "models/gas.h"

enum { AIR_ROW = 0, HELIUM_ROW = 4 };

const Gas gas_table[] = {
    [AIR_ROW] = {"air", 28.9655e-3, 18.191e-6, 121.8, 1.4000, 0.3677e-9, 0.4190e-9, GAS_ALLOWED,
                 "CoolProp Air.json (Lemmon-Jacobsen 2004)"},
    {"N2", 28.0135e-3, 17.560e-6, 117.8, 1.4000, 0.3712e-9, 0.4216e-9, GAS_ALLOWED,
     "CoolProp Nitrogen.json (Lemmon-Jacobsen 2004)"},
    {"O2", 31.9988e-3, 20.251e-6, 135.4, 1.3960, 0.3573e-9, 0.4117e-9, GAS_REFUSED,
     "CoolProp Oxygen.json (Lemmon-Jacobsen 2004)"},
    {"Ar", 39.9480e-3, 22.289e-6, 156.9, 1.6667, 0.3600e-9, 0.4215e-9, GAS_ALLOWED,
     "CoolProp Argon.json (Lemmon-Jacobsen 2004)"},
    [HELIUM_ROW] = {"He", 4.0026e-3, 19.614e-6, 83.2, 1.6667, 0.2159e-9, 0.2356e-9, GAS_ALLOWED,
                    "CoolProp TransportRoutines.cpp (Arp 1998) dilute"},
    {"Ne", 20.1797e-3, 31.401e-6, 68.0, 1.6667, 0.2557e-9, 0.2765e-9, GAS_ALLOWED, "from memory 31.76 uPa.s at 25C"},
    {"Kr", 83.7980e-3, 24.921e-6, 200.8, 1.6667, 0.4098e-9, 0.4940e-9, GAS_ALLOWED, "from memory 25.3 uPa.s at 25C"},
    {"Xe", 131.2930e-3, 22.634e-6, 255.1, 1.6667, 0.4810e-9, 0.5980e-9, GAS_ALLOWED, "from memory 23.0 uPa.s at 25C"},
    {"H2", 2.0159e-3, 8.7963e-6, 85.4, 1.4060, 0.2716e-9, 0.2973e-9, GAS_REFUSED, "CoolProp Hydrogen.json (Muzny 2013)"},
    {"CO2", 44.0095e-3, 14.6665e-6, 266.4, 1.2940, 0.4547e-9, 0.5684e-9, GAS_CAUTION,
     "CoolProp TransportRoutines.cpp (Laesecke-Muzny 2017)"},
    {"H2O", 18.0153e-3, 9.5504e-6, 507.8, 1.3300, 0.4507e-9, 0.5880e-9, GAS_REFUSED,
     "IAPWS 2008 dilute (coeffs from memory; dilute limit; saturates 2.34 kPa at 20C)"},
    {"SF6", 146.0554e-3, 14.979e-6, 211.3, 1.0960, 0.6073e-9, 0.7325e-9, GAS_CAUTION,
     "CoolProp SulfurHexafluoride.json (Quinones-Cisneros 2012)"},
    {"CF4", 88.0046e-3, 17.138e-6, 174.5, 1.1590, 0.5002e-9, 0.5929e-9, GAS_CAUTION,
     "CoolProp R14.json LJ (Huber 2003)"},
};
const Gas *const gas_air = &gas_table[AIR_ROW], *const gas_helium = &gas_table[HELIUM_ROW];

const int gas_table_count = (int)(sizeof gas_table / sizeof gas_table[0]);
_Static_assert(sizeof gas_table / sizeof gas_table[0] <= GAS_TABLE_MAX, "tables by gas hold GAS_TABLE_MAX");
