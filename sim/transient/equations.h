/* The line as M y' = f(t, y) for the integrator. y: per free node the partial pressures, and M the amount (pV at 293.15 K) that a
   volume holds per pascal, V 293.15 K/T; junctions have none and are algebraic. At constant temperature this is the amount of each
   gas as the state (ENGINE.md), in other units. Where any volume has a heat balance every node has one unknown more; a volume with
   a balance has its amounts and its internal energy as state (heat.h), in the others that unknown stands still. */
#ifndef XSAVAC_SIM_TRANSIENT_EQUATIONS_H
#define XSAVAC_SIM_TRANSIENT_EQUATIONS_H

#include "sim/rodas.h"
#include "sim/system.h"
#include "sim/transient/exposure.h"
#include "sim/transient/stroke.h"

typedef struct {
  Network *network; /* not owned; strokes move its valves, heat its temperatures */
  System system;
  int n, width;          /* unknowns, and unknowns a node: n_gas, or n_gas + 1 with heat */
  Evaluation evaluation; /* of the last state asked for */
  double *p;             /* [(n_nodes + 1) * n_gas] of the last state asked for */
  double *mass;          /* [n] m3 */
  double *own_mass;      /* [n] that of the volumes, 0 at junctions */
  double *book_mass;     /* [n] what the ledger counts: mass, but for junctions that merely stand still */
  double *tolerance_pa; /* [n] absolute tolerance of each unknown at the pressures last given to equations_tolerate() */
  double least_pa;      /* a partial pressure below this is refused */
  int *border,
      n_border;  /* [n_counted] branches between the free nodes and everything else; after these the valves within */
  int n_counted; /* those whose flows the integrator sums up */
  int *border_of_branch; /* [n_branches] place in border, -1: not counted */
  int *slope_of_branch;  /* [n_branches] the same, and after those the affine ones */
  double *slope;         /* [n_branches * 2 * n_gas^2] their d1 and d2 where a Jacobian was last asked for */
  bool *affine;          /* [n_branches] those whose flows within a step are told by their slopes */
  double *constant;      /* as in Evaluation */
  int culprit;           /* branch whose law returned something that is not finite, -1: none */
  int lowest;            /* unknown that last was refused */
  Strokes strokes;
  Exposure exposure;
  struct HeatEquations *heat; /* NULL: every temperature is constant */
  RodasProblem problem;
} Equations;

/* False when out of memory; then the object is empty. It must not move: its problem points to it. */
bool equations_init(Equations *equations, Network *network, double atol_pa);
void equations_free(Equations *equations); /* takes an empty one */

/* The pressures of the free nodes from y[n] into p, the others keep what they have; temperatures go into the network. */
void equations_spread(const Equations *equations, const double *y, double *p);
void equations_gather(const Equations *equations, const double *p, double *y);

void equations_gather_junctions(const Equations *equations, const double *p, double *y); /* those without a mass */

/* Of several gases in a junction none is held better than what rounding of the total there lets through: a billionth of it. */
void equations_tolerate(Equations *equations, const double *y);

/* Sets valves on their way and surfaces to where they are at a time of the segment. */
void equations_place(const Equations *equations, double segment_s);

int equations_node(const Equations *equations, int unknown); /* the node an unknown belongs to */
int equations_gas(const Equations *equations, int unknown);  /* its gas; -1: the energy */

/* Where a gas of a free node stands: in y, and in Evaluation.into. */
int equations_unknown(const Equations *equations, int free_node, int gas);

/* Junctions that nothing determines in the present states (closed off on every side): one of each group gets a volume, that of a fitting.
   beside_others: also where what determines them, leaks beside a wide tube among them, is lost in rounding at pressures p, to be asked
   once they are settled. False when out of memory. */
#define EQUATIONS_LOOSE_M3 1e-6
bool equations_hold_loose(Equations *equations, const double *p, bool beside_others);

#endif
