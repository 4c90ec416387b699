/* What the surroundings are made of: dry gas and the water vapour in it. */
#ifndef XSAVAC_SIM_AMBIENT_H
#define XSAVAC_SIM_AMBIENT_H

#include "sim/network.h"

/* Partial pressure of the water vapour that the humidity stands for, Pa; not limited to the ambient pressure. */
double ambient_vapour_pa(const Ambient *ambient);

/* Mole fractions of the surroundings, with their vapour where humid; in_parts: air as N2, O2 and Ar. False: more than GAS_MAX gases. */
bool ambient_blend(const Ambient *ambient, bool humid, bool in_parts, GasBlend *blend);

/* The blend as a seal of this line sees it, vapour and all: air as one species where the line's own gas has it so, else in parts. */
bool ambient_at_seals(const Network *network, GasBlend *blend);

#endif
