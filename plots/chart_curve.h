/* The chart of one element's conductance and throughput against inlet pressure, flow regimes shaded. */
#ifndef XSAVAC_PLOTS_CHART_CURVE_H
#define XSAVAC_PLOTS_CHART_CURVE_H

#include <stdio.h>

#include "plots/log_tics.h"
#include "sim/curve.h"

enum { CURVE_SPANS_MAX = 24 };

/* A stretch of inlet pressures in one regime. */
typedef struct {
  Regime regime;
  double from_pa, to_pa;
  int row; /* of its name: 0, or 1 where there is no room beside the one before */
} RegimeSpan;

typedef struct {
  const ElementCurve *curve;
  const char *line;                  /* title of the study; NULL: none */
  RegimeSpan spans[CURVE_SPANS_MAX]; /* those beyond are not shaded */
  int span_count;
  AxisRange conductance_m3_s, q_pa_m3_s;    /* of both panels */
  bool molecular_shown, ideal_choked_shown; /* the limits that lie near enough to the curve to be drawn with it */
} CurveChart;

/* False: no pressure has a flow in the curve's direction, there is nothing to draw. */
bool curve_chart_init(CurveChart *chart, const ElementCurve *curve, const char *line);
void curve_chart_print(const CurveChart *chart, FILE *stream);

/* Writes curve_<element>.gp beside the CSV of that name; render: makes its .svg and .png at once. Pictures of an
   earlier run never stay. STATUS_OK: message is "" or a warning why a picture is missing; STATUS_IO, STATUS_MEMORY:
   message says why. */
Status curve_chart_write(const ElementCurve *curve, const char *line, const char *folder, bool render, char *message,
                         size_t size);

#endif
