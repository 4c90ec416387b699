/* Transients: M y' = f(t, y), M diagonal and constant, rows with M = 0 algebraic (index 1), by a stiffly accurate
   L-stable Rosenbrock method (rodas_table.h; of order 5 with eight stages): one factorisation and a solve per stage a
   step, no history, dense output. A segment of a run begins with rodas_start(); nothing of the segment before it enters. Nothing here allocates
   in a step except KLU, where it must look for new pivots. */
#ifndef XSAVAC_SIM_RODAS_H
#define XSAVAC_SIM_RODAS_H

#include "sim/linear.h"
#include "sim/rodas_table.h"

typedef struct {
  int n;
  const int *column_start, *row; /* structure of df/dy by columns; the diagonal of every row with mass belongs to it */
  const double *mass;            /* [n] >= 0; 0: the row is algebraic, f = 0 */
  /* f[n] and, unless NULL, jacobian[nonzeros] = df/dy, at a time and a state. False: not admissible (a pressure below
     zero), the step is then tried again with half its length. */
  bool (*evaluate)(void *context, double t, const double *y, double *f, double *jacobian);
  /* Flows whose integrals are wanted; n_flows = 0: none. flows() tells q[n_flows] of the last evaluate(); flows_along()
     their derivative along direction[n], where evaluate() was last asked for a Jacobian. */
  int n_flows;
  void (*flows)(void *context, double *q);
  void (*flows_along)(void *context, const double *direction, double *dq);
  /* Which smooth pieces of their laws the equations stood on where evaluate() was last asked for a Jacobian, as one number; NULL: not
     told. The error of a step does not see what a law that bends within it does to the dense output: such a step is looked at there. */
  unsigned (*piece)(void *context);
  void *context;
  bool autonomous; /* f does not depend on t: saves two evaluations a step. May be changed before rodas_start(). */
} RodasProblem;

typedef struct {
  const RodasTable *table;
  double rtol, atol;       /* a step may err by atol + rtol |y| in any component (in none by more) */
  const double *atol_each; /* [n] instead of atol; NULL: atol for all */
  double h_max, h_min;
} RodasSettings;

RodasSettings rodas_settings_default(void); /* rtol 1e-6, atol 1e-12, no longest step */

#define RODAS_OUTCOMES(X)                                                                                              \
  X(OK, "done")                                                                                                        \
  X(MEMORY, "out of memory")                                                                                           \
  X(STRUCTURE, "the structure lacks the diagonal of a row with mass")                                                  \
  X(NOT_ADMISSIBLE, "the equations refuse this state, or every step that leads on from it")                            \
  X(NOT_FINITE, "the equations return a value that is no finite number")                                               \
  X(SINGULAR, "the linear system is singular: no equation determines this unknown")                                    \
  X(TOO_SMALL, "the step has become too small for the tolerance")                                                      \
  X(NOT_SETTLED, "the algebraic equations do not close")

typedef enum {
#define X(id, words) RODAS_##id,
  RODAS_OUTCOMES(X)
#undef X
      RODAS_OUTCOME_COUNT
} RodasOutcome;

const char *rodas_outcome_words(RodasOutcome outcome);

typedef struct {
  const RodasProblem *problem; /* not owned; must outlive this */
  RodasSettings settings;
  /* for reading */
  double t, *y;                                      /* where the integration stands */
  double t_start, *y_start;                          /* where the last step began */
  double h_used, h_next;                             /* t == t_start + h_used after a step; proposal for the next */
  double *flow_integral;                             /* [n_flows] integrals of the flows over the last step */
  int worst;                                         /* after a failure: the unknown it hangs on, or -1 */
  long steps, rejected, evaluations, factorisations; /* since rodas_init() */
  /* its own */
  Linear linear;
  int nonzeros, *diagonal; /* [n] where a row with mass has its diagonal in the values, -1: algebraic */
  double *memory, *f, *jacobian, *w, *u[RODAS_STAGES_MAX], *y_new, *y_stage, *f_stage, *f_time, *dense[RODAS_DENSE_MAX];
  double *q_start, *q, *q_time;        /* [n_flows] */
  double b[RODAS_STAGES_MAX], b_gamma; /* weights of the stages; sum b_i gamma_sum_i */
  double h_accepted, error_accepted;
  unsigned piece; /* of where f and jacobian belong */
  bool evaluated, dense_ready,
      growing; /* f, jacobian belong to (t, y); dense[] to the last step; no step rejected yet */
} RodasWork;

/* RODAS_OK, _MEMORY or _STRUCTURE; then the object is empty (worst apart). n = 0 is legal. */
RodasOutcome rodas_init(RodasWork *work, const RodasProblem *problem, const RodasSettings *settings);
void rodas_free(RodasWork *work); /* takes an empty object */

/* Solves the algebraic rows for their own unknowns by Newton, the others held; y[n] is start and result. */
RodasOutcome rodas_settle_algebraic(RodasWork *work, double t, double *y);

/* Begins a segment, which depends on nothing this object did before, to the last bit. y[n] is copied and must satisfy
   the algebraic rows. h = 0: first step chosen from f. Measure t from the start of the segment: a step of 1e-6 s is
   lost on a t of 1e10 s. */
void rodas_start(RodasWork *work, double t, const double *y, double h);

/* One accepted step, which ends at t_end exactly rather than pass it. Does nothing at or after t_end (finite). After a
   failure t and y stand where they were. */
RodasOutcome rodas_step(RodasWork *work, double t_end);

/* Takes the last step back and steps again from its start, to t_end. Ends before t_end if the shorter step is rejected.
 */
RodasOutcome rodas_redo(RodasWork *work, double t_end);

/* y[n] at t within the last step, one order below the method's. */
void rodas_dense(RodasWork *work, double t, double *y);

/* A condition: holds where it is >= 0. NaN: does not hold. */
typedef double RodasEvent(void *context, double t, const double *y);

/* First time in the last step at which the condition holds, on the dense output: RODAS_EVENT_SAMPLES + 1 points, then
   bisection to the last bit. False where it holds at none of them. */
enum { RODAS_EVENT_SAMPLES = 8 };

bool rodas_event_time(RodasWork *work, RodasEvent *event, void *context, double *t_event);

/* Redoes the last step so that it ends where the condition begins to hold: 0 <= event <= tolerance (or as near as t can
   tell) at the new t, y. *landed = false: the shorter step was rejected or the condition never came to hold; go on with
   rodas_step(). */
RodasOutcome rodas_land(RodasWork *work, RodasEvent *event, void *context, double t_event, double tolerance,
                        bool *landed);

#endif
