/* Throughput, conductance and regime of one element against its inlet pressure, for `xsavac curve`. The element stands
   as in its line: bores that meet at a junction, temperatures and the line's gas count; its two nodes get the pressures
   of the curve. */
#ifndef XSAVAC_SIM_CURVE_H
#define XSAVAC_SIM_CURVE_H

#include "sim/base/status.h"
#include "sim/results_branch.h"

enum { CURVE_POINTS_LEAST = 2, CURVE_POINTS_MOST = 100000, CURVE_ESTIMATES = 3, CURVE_CORNERS = 1 << CURVE_ESTIMATES };

/* At `from` and `to` of the element, in Pa; inlets are spaced evenly on a logarithmic scale, both ends included. */
typedef struct {
  double outlet_pa, from_pa, to_pa; /* 0 <= outlet_pa < from_pa < to_pa */
  int points;                       /* CURVE_POINTS_LEAST to _MOST */
} CurveRange;

typedef struct {
  double inlet_pa, outlet_pa;
  double q_pa_m3_s;                     /* pV flow at 293.15 K, all gases */
  double q_low_pa_m3_s, q_high_pa_m3_s; /* over all corners of the estimates' bands; NAN where nothing is estimated */
  double conductance_m3_s; /* throughput over pressure difference; NAN where the flow runs against it (warm outlet) */
  double dq_dp_m3_s;       /* slope in the inlet's total pressure */
  BranchRegime regime;
} CurvePoint;

/* The limits that a curve is read against, as throughput at 293.15 K per pascal; NAN where the element has none. */
typedef struct {
  double molecular_m3_s;    /* free-molecular conductance of the law */
  double aperture_m3_s;     /* free-molecular, of a thin hole of the bore's area */
  double ideal_choked_m3_s; /* choked flow of the ideal nozzle of the bore, per pascal of inlet pressure */
} CurveLimits;

typedef struct {
  const Network *network; /* not owned; stays where it is */
  Branch element;         /* a copy, open; what it points to is the network's */
  CurveRange range;
  CurveLimits limits;
  BranchEstimate estimates[CURVE_ESTIMATES];
  int estimate_count;
  CurvePoint *points;           /* [range.points] */
  double *p;                    /* scratch: pressures of all nodes */
  void *corners[CURVE_CORNERS]; /* parameters with the estimates at the ends of their bands */
  int corner_count;
} ElementCurve;

/* network is derived. STATUS_USAGE: the element's flow does not follow pressure, there is no curve; STATUS_NUMERICS: no
   finite flow at some pressure; STATUS_MEMORY. Each with a message; the curve is then empty. */
Status element_curve_init(ElementCurve *curve, const Network *network, int branch, const CurveRange *range,
                          char *message, size_t size);
void element_curve_free(ElementCurve *curve); /* takes an empty object */

/* At any inlet pressure, on the grid or off it. */
CurvePoint element_curve_point(const ElementCurve *curve, double inlet_pa);

#endif
