/* Tics of a logarithmic axis: gnuplot's own label decades only, and all of them. */
#ifndef XSAVAC_PLOTS_LOG_TICS_H
#define XSAVAC_PLOTS_LOG_TICS_H

#include <stdbool.h>
#include <stdio.h>

typedef struct {
  double from, to; /* 0 < from < to */
} AxisRange;

typedef struct {
  const char *axis, *look; /* "xtics"; "font ... textcolor ..." */
  bool labels;
  double finest; /* decades up to which 2 to 9 have room for tics of their own */
} LogTics;

/* set xtics ('0.1' 0.1, '' 0.2 1, ...) look; the fewer decades, the more labels. Enhanced text: 10^{-5}. */
void log_tics_print(const LogTics *tics, AxisRange range, FILE *stream);

#endif
