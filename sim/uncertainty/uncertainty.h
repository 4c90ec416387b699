/* How the measures move when the parameters do: a sample of the line's runs, what it tells, and which parameter it comes from. */
#ifndef XSAVAC_SIM_UNCERTAINTY_UNCERTAINTY_H
#define XSAVAC_SIM_UNCERTAINTY_UNCERTAINTY_H

#include "sim/sample/sobol_indices.h"
#include "sim/uncertainty/ensemble.h"

/* A share of the runs that were carried out: those that were refused or failed are neither in it nor out of it. */
typedef struct {
  Estimate share;
  size_t hits, counted;
} Share;

typedef struct {
  Summary summary;     /* of the runs with a value */
  Share without_value; /* of the runs that were carried out: those it never came to a value in */
} OutputResult;

typedef struct {
  Share kept;    /* a run without a value does not keep it */
  bool violated; /* less probable than was demanded */
} DemandResult;

typedef struct {
  int branch;
  LimitCheck check;
  Share held;            /* of the runs it applies to */
  size_t not_applicable; /* of those carried out */
} LimitShare;

/* One parameter from its 5 % to its 95 % quantile, the others at their medians. */
typedef struct {
  int parameter;
  double low_input, high_input;
  double low, high; /* the output's; NAN: no value, reason says why */
  double swing;     /* high - low */
  char reason[MEASURE_NAME_MAX + MEASURE_REASON_MAX];
} TornadoRow;

typedef struct UncertaintyResult {
  const Study *study; /* not owned */
  const UncertaintyRequest *request;
  SampleBlock samples; /* of A */
  size_t complete, no_value, refused, failed, conditional;
  Share not_carried_out; /* of all samples: refused or failed */
  OutputResult *outputs; /* [n_outputs] owned */
  DemandResult *demands; /* [n_demands] owned */
  LimitShare *limits;    /* [n_limits] owned */
  int n_limits;
  Share all_kept;      /* every demand kept and every limit held in the same run */
  SobolIndex *indices; /* [n_outputs][n_parameters] owned; NULL: not asked */
  double *base;        /* [n_outputs] owned: each parameter at its median; NULL: no tornado */
  TornadoRow *tornado; /* [n_outputs][n_parameters] owned, largest swing first; NULL: not asked */
  double (*inputs)[2]; /* [n_parameters] owned: 5 % and 95 % quantiles */
  Replicates points;   /* owned: the samples' places */
  size_t runs;
} UncertaintyResult;

/* STATUS_OK: whatever became of single runs. STATUS_NUMERICS: none could be carried out; STATUS_VIOLATED: proceed ended it; STATUS_MEMORY,
   STATUS_CONFIG. With a message; the result is then empty. threads 0: as many as the machine has; the result does not depend on it. */
Status uncertainty_run(const Study *study, int threads, EnsembleHooks hooks, UncertaintyResult *result, char *message,
                       size_t size);
void uncertainty_result_free(UncertaintyResult *result); /* takes an empty one */

/* No demand is violated. */
bool uncertainty_passes(const UncertaintyResult *result);

/* values[n_parameters] of sample i. */
void uncertainty_inputs(const UncertaintyResult *result, size_t i, double *values);

#endif
