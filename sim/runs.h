/* How bores meet at junctions: shares of end effects, and runs of tubes of one bore (models/LAWS.md section 2, DESIGN section 4). */
#ifndef XSAVAC_SIM_RUNS_H
#define XSAVAC_SIM_RUNS_H

#include "sim/network.h"

/* Tells every element with a bore how it ends. Called by network_derive(). False when out of memory. */
bool runs_derive(Network *network);

#endif
