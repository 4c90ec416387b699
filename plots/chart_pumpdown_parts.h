/* The pieces of the pump-down chart's script that mark its panels; each fills a place of plots/templates/pumpdown.gp. */
#ifndef XSAVAC_PLOTS_CHART_PUMPDOWN_PARTS_H
#define XSAVAC_PLOTS_CHART_PUMPDOWN_PARTS_H

#include "plots/chart_pumpdown.h"

/* in the units of the picture, which is 1000 wide */
enum { PUMPDOWN_PANEL = 380 };

/* context: the PumpdownChart. */
void pumpdown_print_thresholds(const void *context, FILE *stream);
void pumpdown_print_failures(const void *context, FILE *stream);
void pumpdown_print_states(const void *context, FILE *stream);
void pumpdown_print_state_panel(const void *context, FILE *stream);

#endif
