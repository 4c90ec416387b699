/* Units that an ideal gas ties together: pV, amount (mol) and mass; and what a leak of one gas passes of another. */
#ifndef XSAVAC_CONFIG_UNIT_GAS_H
#define XSAVAC_CONFIG_UNIT_GAS_H

#include <stdbool.h>

#include "config/unit_table.h"
#include "models/gas.h"

/* SI value in one unit = SI value in the other * (R T)^rt * M^molar_mass; both 0 for units of one kind. */
typedef struct {
  int rt, molar_mass;
} GasBridge;

/* False if no gas law leads from one to the other. */
bool gas_bridge(const UnitPowers *from, const UnitPowers *to, GasBridge *bridge);

/* The factor of a bridge; gas may be NULL where the molar mass does not count. */
double gas_bridge_factor(const GasBridge *bridge, const Gas *gas, double temperature_k);

typedef enum { LEAK_FLOW_VISCOUS, LEAK_FLOW_MOLECULAR } LeakFlow;

/* Molar flow of gas to over that of gas from, through one leak at the same pressures, at 20 degC: mu_from/mu_to or
   sqrt(M_from/M_to); a leak detector maker (LACO) lists
   the same ratios. */
double leak_gas_factor(const Gas *from, const Gas *to, LeakFlow flow);

#endif
