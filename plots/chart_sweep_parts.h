/* What the two pictures of a sweep share. */
#ifndef XSAVAC_PLOTS_CHART_SWEEP_PARTS_H
#define XSAVAC_PLOTS_CHART_SWEEP_PARTS_H

#include "plots/chart_sweep.h"
#include "sim/sweep/summary.h"

enum { SWEEP_LABEL_SIZE = 400, SWEEP_FIRST_INPUT = 3 }; /* column of sweep.csv */

const SweepRequest *sweep_chart_request(const SweepChart *chart);
uint64_t sweep_chart_stride(const SweepRequest *request,
                            int parameter); /* rows between neighbours: the last changes fastest */
void sweep_chart_column(const SweepSummary *summary, int column, char *label,
                        size_t size); /* its name, with the unit */
void sweep_chart_level(const SweepParameter *parameter, uint64_t level, char *words,
                       size_t size); /* "L1.diameter 0.004 m" */

/* set logscale, range and tics of an axis by a parameter. */
void sweep_chart_scale(const SweepChart *chart, int parameter, const char *axis, bool labels, FILE *stream);

void sweep_chart_look(const void *context, FILE *stream); /* places of both templates */
void sweep_chart_title(const void *context, FILE *stream);

#endif
