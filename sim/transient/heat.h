/* Volumes with a heat balance: their state is the amount of each gas and the internal energy, from which temperature and pressures
   follow. Perfect gases of constant heat capacity, U = sum p_i V/(gamma_i - 1); what flows brings its enthalpy,
   gamma/(gamma - 1) R T of the end it comes from. */
#ifndef XSAVAC_SIM_TRANSIENT_HEAT_H
#define XSAVAC_SIM_TRANSIENT_HEAT_H

#include "sim/network.h"

bool node_has_heat(const Node *node);
bool network_has_heat(const Network *network);

/* y[n_gas + 1] of one volume: c_i, the pressure its amount would have at 293.15 K, and u = U/V, both in Pa; u with
   the heat capacity of as good as nothing besides, so that no gas at all has a temperature too. */
void heat_state(const Network *network, int node, const double *p, double *y);

/* p[n_gas] and the temperature from y. */
double heat_pressures(const Network *network, const double *y, double *p);

/* Rows p_0 .. p_g-1, T; columns c_0 .. c_g-1, u: derivatives[(n_gas + 1)^2] of the pressures and the temperature. */
void heat_slopes(const Network *network, const double *y, double *derivatives);

/* Enthalpy that flows through the branch, W, with the flows of each gas, q[n_gas], + from `from` to `to`. */
double heat_carried_w(const Network *network, const Branch *branch, const double *q);

/* Its derivatives in the flows, by_flow[n_gas], and in the temperatures of `from` and `to` while the flows stay, by_temperature[2]. */
void heat_carried_slopes(const Network *network, const Branch *branch, const double *q, double *by_flow,
                         double *by_temperature);

/* Derivatives of the flows in the temperature of one end (0 `from`, 1 `to`): q[n_gas]. */
void heat_flow_slope(Network *network, Branch *branch, int end, const double *p, double *q);

/* Heat from the wall, W, and its derivative in the gas's temperature. */
double heat_from_wall_w(const Node *node, double *slope);

#endif
