/* Air as a mixture, where one species `air` does not do: its parts, and the water vapour it holds. */
#ifndef XSAVAC_MODELS_AIR_H
#define XSAVAC_MODELS_AIR_H

#include "models/gas.h"

#define AIR_HELIUM_FRACTION 5.24e-6 /* of dry air by volume, US Standard Atmosphere 1976 */

/* Dry air as N2, O2 and Ar: 0.78084, 0.20946, 0.00934 (US Standard Atmosphere 1976), brought to 1. */
GasBlend air_parts(void);

/* Vapour pressure of water, Pa: A. L. Buck, J. Appl. Meteorol. 20 (1981) 1527, in his form of 1996; below 0 degC over supercooled
   water. Within 0.1 % from -20 to 100 degC; far outside an extrapolation that stays finite from 50 K on. */
double water_saturation_pa(double temperature_k);

#endif
