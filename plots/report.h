/* report.html: one self-contained page for a design review. */
#ifndef XSAVAC_PLOTS_REPORT_H
#define XSAVAC_PLOTS_REPORT_H

#include "plots/chart.h"

/* charts: the pictures in folder that this run rendered; they are put into the page. */
Status report_html_write(const RunOutcome *outcome, const char *folder, const ChartFiles *charts, char *message,
                         size_t size);

#endif
