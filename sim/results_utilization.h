/* How much of the tightest limits a run uses at every row of its series: utilization.csv. */
#ifndef XSAVAC_SIM_RESULTS_UTILIZATION_H
#define XSAVAC_SIM_RESULTS_UTILIZATION_H

#include "sim/results.h"

enum { UTILIZATION_CURVES_MAX = 6 };

typedef struct {
  int row; /* of run_limits() */
  int branch;
  LimitCheck check;
} UtilizationCurve;

/* The limits as the run met them: its own table, else the worst over all analyses; NULL: none. */
const LimitTable *run_limits(const RunOutcome *outcome);

/* The tightest rows that pressures or flows decide and that use a hundredth of their limit at least (one of them anyway). Returns how many, up to
   UTILIZATION_CURVES_MAX; 0 without a series; -1 when out of memory. */
int utilization_curves(const RunOutcome *outcome, UtilizationCurve *curves);
bool utilization_is_known(const RunOutcome *outcome); /* there is at least one */

/* In the states of that row of the series, a valve that opens at its time counted as open; NAN where the check does not apply then. */
double utilization_at(const RunOutcome *outcome, const UtilizationCurve *curve, int series_row);

/* "V1_max_operating_differential"; returns text. */
char *utilization_column(const RunOutcome *outcome, const UtilizationCurve *curve, char *text, size_t size);

/* time_s and one column a curve; empty where the check does not apply or no number belongs to it. */
void csv_utilization(const RunOutcome *outcome, FILE *stream);

#endif
