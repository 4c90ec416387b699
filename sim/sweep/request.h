/* What a sweep is asked: parameters with their values, a design over them, and what each point tells (the `sweep` group of DESIGN
   section 4). */
#ifndef XSAVAC_SIM_SWEEP_REQUEST_H
#define XSAVAC_SIM_SWEEP_REQUEST_H

#include "sim/limits.h"
#include "sim/measure.h"
#include "sim/sample/design.h"
#include "sim/vary.h"

enum {
  SWEEP_PARAMETERS_MOST = 40,
  SWEEP_UNIT_SIZE = 32,
  SWEEP_OUTPUTS_MOST = 256,
  SWEEP_DERIVED_MOST = 20,
  SWEEP_FILTERS_MOST = 20
};

typedef struct {
  Variable variable;
  char unit[SWEEP_UNIT_SIZE]; /* of numbers: "m", ""; as shown */
  DesignAxis axis;            /* a range, values or choices; its name is the variable's path */
  double *values;             /* [axis.count] owned; of AXIS_VALUES */
  char **texts;               /* [axis.count] owned, with what they hold; of AXIS_CHOICE */
} SweepParameter;

/* A measure, how much of a limit is used, the figure that the budget's verdict is on, what is left to its allowable. */
typedef enum { SWEEP_MEASURE, SWEEP_LIMIT, SWEEP_BUDGET_TOTAL, SWEEP_BUDGET_MARGIN } SweepOutputKind;

typedef struct {
  SweepOutputKind kind;
  int measure; /* of the study's list */
  int branch;  /* of a limit */
  LimitCheck check;
} SweepOutput;

/* A formula over the columns of a row (sim/expression.h), by their names without units: a further column, or a filter. */
typedef struct {
  char name[MEASURE_NAME_MAX]; /* "": a filter */
  char unit[SWEEP_UNIT_SIZE];  /* shown, and no more: nothing is converted */
  char *text;                  /* owned */
} SweepFormula;

typedef struct {
  bool wanted;
  SweepParameter *parameters; /* [count] owned */
  int count;
  DesignKind design;
  uint64_t samples, seed; /* of sobol and lhs */
  SweepOutput *outputs;   /* [n_outputs] owned */
  int n_outputs;
  SweepFormula *derived,
      *filters; /* [n_derived], each over the columns before it; [n_filters], a row has to meet all; owned */
  int n_derived, n_filters;
  uint64_t points;
} SweepRequest;

void sweep_parameter_free(SweepParameter *parameter); /* takes an empty one */
void sweep_request_free(SweepRequest *request);       /* takes an empty one */

/* The design of a request, its axes named; as design_init(). */
Status sweep_design(const SweepRequest *request, Design *design, char *message, size_t size);

#endif
