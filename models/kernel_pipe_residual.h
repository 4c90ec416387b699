/* The equation that kernel_pipe solves (written out in kernel_pipe.h) and its derivatives; for kernel_pipe.c alone. */
#ifndef XSAVAC_MODELS_KERNEL_PIPE_RESIDUAL_H
#define XSAVAC_MODELS_KERNEL_PIPE_RESIDUAL_H

#include "models/kernel_fanno.h"
#include "models/kernel_pipe.h"
#include "models/kernel_poiseuille.h"

/* What an end's loss depends on besides omega and k. */
typedef struct {
  double t, dt; /* linear end resistance and its derivative in delta */
  double g, dg; /* G/2 */
  double inverse_delta;
} PipeEnd;

typedef struct {
  const Pipe *pipe;
  double share_1, share_2;      /* of the entrance and the exit in the direction of flow */
  const Fanno *fanno;           /* the gas's */
  double scale, shift, deficit; /* inertia and orifice deficit of this gamma against the table's 5/3 */
  double delta1, delta2, inverse_delta2, drive;
  Poiseuille at1, at2;
  PipeEnd inlet;
} PipeProblem;

typedef struct {
  double f, domega, ddelta1, ddelta2;
} PipeResidual;

/* Into *end and *residual, not by value: a struct written by its members and copied at once stalls on every copy. */
void pipe_end_state(const Pipe *pipe, double delta, const Poiseuille *at, PipeEnd *end);
void pipe_residual(const PipeProblem *p, double omega, PipeResidual *residual); /* omega > 0, delta1 > delta2 >= 0 */

#endif
