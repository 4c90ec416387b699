/* The columns of a sweep's rows that hold numbers, in this order: inputs, outputs, derived ones, and with limits limits_failed and
   tightest_utilization. */
#ifndef XSAVAC_SIM_SWEEP_COLUMNS_H
#define XSAVAC_SIM_SWEEP_COLUMNS_H

#include "sim/study.h"

enum { SWEEP_COLUMN_NAME_MAX = 300 };

int sweep_column_count(const Study *study);
int sweep_column_of_output(const SweepRequest *request, int output);
int sweep_column_of_derived(const SweepRequest *request, int derived);
int sweep_column_of_limits(const SweepRequest *request); /* limits_failed; the tightest comes after it */

/* As formulas call it: "elements.L1.diameter", "t_rough", "limits.V1.reverse_pressure"; returns text. */
char *sweep_column_name(const Study *study, int column, char text[SWEEP_COLUMN_NAME_MAX]);

/* As the header calls it, with its unit: "elements.L1.diameter_m", "t_rough_s"; returns text. */
char *sweep_column_header(const Study *study, int column, char text[SWEEP_COLUMN_NAME_MAX]);

/* Column of a name; -1: none. */
int sweep_column_find(const Study *study, const char *name);

#endif
