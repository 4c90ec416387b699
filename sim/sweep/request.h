/* What a sweep is asked: parameters with their values, a design over them, and what each point tells (the `sweep` group of DESIGN
   section 4). */
#ifndef XSAVAC_SIM_SWEEP_REQUEST_H
#define XSAVAC_SIM_SWEEP_REQUEST_H

#include "sim/limits.h"
#include "sim/measure.h"
#include "sim/sample/design.h"
#include "sim/vary.h"

enum { SWEEP_PARAMETERS_MOST = 40, SWEEP_UNIT_SIZE = 32, SWEEP_OUTPUTS_MOST = 256 };

typedef struct {
  Variable variable;
  char unit[SWEEP_UNIT_SIZE]; /* of numbers: "m", ""; as shown */
  DesignAxis axis;            /* a range, values or choices; its name is the variable's path */
  double *values;             /* [axis.count] owned; of AXIS_VALUES */
  char **texts;               /* [axis.count] owned, with what they hold; of AXIS_CHOICE */
} SweepParameter;

/* A measure, or how much of a limit is used. */
typedef struct {
  int measure; /* of the study's list; -1: a limit */
  int branch;
  LimitCheck check;
} SweepOutput;

typedef struct {
  bool wanted;
  SweepParameter *parameters; /* [count] owned */
  int count;
  DesignKind design;
  uint64_t samples, seed; /* of sobol and lhs */
  SweepOutput *outputs;   /* [n_outputs] owned */
  int n_outputs;
  uint64_t points;
} SweepRequest;

void sweep_parameter_free(SweepParameter *parameter); /* takes an empty one */
void sweep_request_free(SweepRequest *request);       /* takes an empty one */

/* The design of a request, its axes named; as design_init(). */
Status sweep_design(const SweepRequest *request, Design *design, char *message, size_t size);

#endif
