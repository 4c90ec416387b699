/* Volumes with a heat balance: their state is the amount of each gas and the internal energy, from which temperature and pressures
   follow. Perfect gases of constant heat capacity, U = sum p_i V/(gamma_i - 1); what flows brings its enthalpy,
   gamma/(gamma - 1) R T of the end it comes from. */
#ifndef XSAVAC_SIM_TRANSIENT_HEAT_H
#define XSAVAC_SIM_TRANSIENT_HEAT_H

#include "sim/branch_flow.h"
#include "sim/network.h"

bool node_has_heat(const Node *node);
bool network_has_heat(const Network *network);

/* y[n_gas + 1] of one volume: c_i, the pressure its amount would have at 293.15 K, and u = U/V, both in Pa. */
void heat_state(const Network *network, int node, const double *p, double *y);

/* p[n_gas] and the temperature from y. */
double heat_pressures(const Network *network, const double *y, double *p);

/* Rows p_0 .. p_g-1, T; columns c_0 .. c_g-1, u: derivatives[(n_gas + 1)^2] of the pressures and the temperature. */
void heat_slopes(const Network *network, const double *y, double *derivatives);

/* The node's temperature as it stands in the network, and in the branches at it. */
void heat_place(Network *network, int node, double temperature_k);

/* Enthalpy that flows through the branch, W, + from `from` to `to`. p: of all nodes. */
double heat_carried_w(const Network *network, const Branch *branch, const BranchFlow *flow, const double *p);

/* Derivatives of flow and enthalpy in the temperature of one end: q[n_gas], *w. */
void heat_branch_slope(Network *network, Branch *branch, int end, const double *p, double *q, double *w);

/* Enthalpy's derivatives in the flows: w_q[n_gas]. */
void heat_carried_slopes(const Network *network, const Branch *branch, const BranchFlow *flow, const double *p,
                         double *w_q);

/* Heat from the wall, W, and its derivative in the gas's temperature. */
double heat_from_wall_w(const Node *node, double *slope);

#endif
