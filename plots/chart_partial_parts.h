/* The pieces of the script of partial pressures that fill its two panels; each fills a place of
   plots/templates/partial.gp. */
#ifndef XSAVAC_PLOTS_CHART_PARTIAL_PARTS_H
#define XSAVAC_PLOTS_CHART_PARTIAL_PARTS_H

#include "plots/chart_partial.h"

/* in the units of the picture, which is 1000 wide */
enum { PARTIAL_PANEL = 280, PARTIAL_STACK = 220 };

/* context: the PartialChart. */
void partial_print_total(const void *context, FILE *stream); /* columns of transient.csv */
void partial_print_columns(const void *context, FILE *stream);
void partial_print_events(const void *context, FILE *stream);
void partial_print_curves(const void *context, FILE *stream);
void partial_print_bands(const void *context, FILE *stream);
void partial_print_p_thresholds(const void *context, FILE *stream);
void partial_print_share_thresholds(const void *context, FILE *stream);
void partial_print_p_names(const void *context, FILE *stream);
void partial_print_share_names(const void *context, FILE *stream);

#endif
