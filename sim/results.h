/* What a run found, and the results document of DESIGN section 5. */
#ifndef XSAVAC_SIM_RESULTS_H
#define XSAVAC_SIM_RESULTS_H

#include <jansson.h>

#include "sim/balance.h"
#include "sim/limits.h"
#include "sim/sizing/sizing.h"
#include "sim/study.h"

struct OptimiseResult;
struct UncertaintyResult;

/* Everything a writer of results needs; owns nothing. Only study must be there. */
typedef struct {
  const Study *study;
  const SteadyResult *steady;                  /* NULL: not asked */
  const Balance *balance;                      /* of the steady state; NULL: not reckoned */
  const TransientResult *transient;            /* NULL: not asked */
  const MeasureResult *measures;               /* [study->measures.count]; NULL: none asked */
  const LimitTable *limits;                    /* the worst over all analyses; NULL: not asked */
  const LeakTest *leak_test;                   /* NULL: not asked, or no budget that it belongs to */
  const Budget *budget;                        /* NULL: not asked; not filled where its moment was not reached */
  const struct UncertaintyResult *uncertainty; /* sim/uncertainty/uncertainty.h; NULL: not asked */
  const struct SweepSummary *sweep;            /* sim/sweep/summary.h; NULL: not asked */
  const SizingResult *sizing;                  /* NULL: not asked */
  const struct OptimiseResult *optimise;       /* sim/optimise/optimise.h; NULL: not asked */
} RunOutcome;

/* Every limit holds, the budget, a sizing found what fits, and every requirement with the probability that was demanded; true where none was asked. */
bool outcome_passes(const RunOutcome *outcome);

/* The whole document, owned by the caller (json_decref). A number that does not exist is null with its reason beside it
   ("knudsen_reason", "conductance_reason" without the unit; a limit's row has one "reason"). NULL when out of memory.
 */
json_t *results_json(const RunOutcome *outcome);

/* The document as results.json holds it: indented, every real with 17 digits so that it reads back to the same bits.
   False when a write failed or memory ran out. */
bool results_print_json(const RunOutcome *outcome, FILE *stream);

#endif
