/* Round bore of any length, from a sharp orifice to a long tube, from free-molecular to choked turbulent flow: one law.

   In units of rarefaction, delta = R p/(mu v0) and omega = R w/(mu v0) with the flow as a pressure
   w = mdot v0/(sqrt(pi) R^2), so that W = omega/delta1, the flow is the root omega of

   integral of G from delta2 to delta1 = omega (L/R)/sqrt(pi) f/f_laminar  (friction, additive along the tube)
   + S(omega, delta1) + S(omega, delta2 + 0.43 omega)  (ends)
   + omega^2/(16 pi) [N(p1/w) - N_choked - B(p2/w) + K]  (acceleration after Fanno, bends).

   An end loses S = (G/2) omega times a norm of t and u = k omega/delta: t the linear end resistance (an aperture with
   Sampson's limit, and Clausing's excess where free flights pass the tube), k the inertia of entrance and exit.
   k(omega, L/R) is the one fitted quantity: from the table of Varoutis et al., J. Vac. Sci. Technol. A 26 (2008) 228
   (L/R 0 to 10, into vacuum, delta 0 to 2000). Above the table (omega 3000 to 7000) a tube's entrance goes over to
   entrance_k velocity heads. Below the sonic exit pressure the flow stops feeling p2, but for the slip share of the
   rarefied law.

   Runs. Friction and acceleration are additive in the pressures at both ends, and the ends are separate terms, so that
   a tube cut at junctions passes what the whole passes, choked or not (to rounding), if each piece is given:

   - run_length_over_radius: L/R of the whole run, all pieces of one bore joined end to end at volume-less junctions;

   - end_share_1, end_share_2: 1 at the two ends of the run, 0 at inner joints. Where an end of the run meets a wider
   bore (Haefer) 1 - (this area)/(largest other area); meeting a narrower or an equal bore at a branch 0.

   At an inner joint the pressure is the static one in the tube, at an end of the run that of the volume. Choking then
   happens at the run's exit only: an inner piece has the same sonic limit, but the pressure at its exit never falls
   that far.

   Measured: within 1.6 % of the table, 3 % of DSMC at p2/p1 = 0.1 to 0.8 and 4.3 % at 0.9 (sigma 2 %), L/R 0 to 5,
   delta 1 to 20. Uncertainty elsewhere about 5 %; 10 % between laminar and turbulent flow. */
#ifndef XSAVAC_MODELS_KERNEL_PIPE_H
#define XSAVAC_MODELS_KERNEL_PIPE_H

#include "models/flow.h"
#include "models/gas.h"

typedef struct {
  double diameter_m, length_m; /* length along the axis, 0 for a sharp orifice */
  double roughness_m;
  double
      bend_angle_rad; /* all bends of this piece together: molecular L_eq = angle/pi * 1.33 D (models/LAWS.md section 2) */
  double bend_k;      /* all bends together: viscous loss in velocity heads */
  double entrance_k;             /* turbulent entrance loss of a long tube; 0.5 sharp-edged, 0.05 well rounded */
  double run_length_over_radius; /* 0: this piece is the whole run */
  double end_share_1, end_share_2;
} PipeGeometry;

enum { INERTIA_LENGTHS = 6, INERTIA_NODES = 15 }; /* omega = 2^-2 ... 2^12 */

/* Fitted to the Varoutis table: rows L/R = 0, 0.1, 0.5, 1, 5, 10 (models/data/table_inertia.c). */
extern const double inertia_length_over_radius[INERTIA_LENGTHS];
extern const double inertia_table[INERTIA_LENGTHS][INERTIA_NODES];

typedef struct {
  double radius_m, area_m2, roughness_over_diameter;
  double core, core_bends;        /* (L/R)/sqrt(pi), straight and added by bends */
  double run_over_radius, excess; /* L/R of the run, Clausing's e of it */
  double flights_cut;             /* 1/delta from which collisions end that */
  double share_1, share_2;
  double tube_like;            /* 0 orifice ... 1 tube in which the jet has reattached */
  double additive;             /* 0 orifice ... 1 tube: how inertia joins the linear end resistance */
  double inertia_1, inertia_2; /* parts of k at entrance and exit */
  double viscous_omega;        /* boundary layers fill the tube below this omega, and sonic exits fade out */
  double bend_k;
  double inertia[INERTIA_NODES], slope[INERTIA_NODES];
  double turbulent_gain; /* added to the entrance's part where the flow is turbulent (mostly negative) */
} Pipe;

PipeGeometry pipe_geometry(double diameter_m, double length_m); /* smooth, straight, sharp-edged, both ends whole */
void pipe_prepare(Pipe *pipe, const PipeGeometry *geometry);

/* Any p1, p2 (below 0 continued with the molecular conductance). Pure, no allocation. */
void kernel_pipe(const Pipe *pipe, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);

/* The same from where the search ended before; derivatives to 1e-6 only, unless slopes are wanted. */
void kernel_pipe_from(const Pipe *pipe, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start, bool slopes,
                      Flow *flow);

/* Free-molecular conductance, volume flow at the gas temperature; its throughput at 293.15 K is C (p1 - p2) 293.15 K/T.
 */
double pipe_molecular_conductance_m3_s(const Pipe *pipe, const GasState *gas);

/* Throughput (at 293.15 K) of the ideal choked nozzle of a bore, per pascal of inlet pressure: no element passes more.
 */
double ideal_choked_m3_s(double area_m2, const GasState *gas);

#endif
