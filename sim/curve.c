#include "sim/curve.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "models/kernel_pipe.h"
#include "sim/branch_flow.h"

/* --- one point --- */

static void set_node(const ElementCurve *curve, int node, double pressure_pa) {
  int n = curve->network->n_gas;
  for (int i = 0; i < n; i++)
    curve->p[node * n + i] = pressure_pa * curve->network->line_fractions[i];
}

static double sum_of(const double *q, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += q[i];
  return sum;
}

static double slope_of(const Network *network, const BranchFlow *flow) {
  int n = network->n_gas;
  double slope = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      slope += flow->d1[i * n + j] * network->line_fractions[j];
  return slope;
}

/* Every corner, not low and high alone: which way a coefficient moves the flow is the law's affair. */
static void set_band(const ElementCurve *curve, CurvePoint *point) {
  point->q_low_pa_m3_s = point->q_high_pa_m3_s = curve->corner_count ? point->q_pa_m3_s : NAN;
  for (int i = 0; i < curve->corner_count; i++) {
    Branch corner = curve->element;
    BranchFlow flow;
    corner.params = curve->corners[i];
    branch_flow(curve->network, &corner, curve->p, &flow);
    double q = sum_of(flow.q, curve->network->n_gas);
    point->q_low_pa_m3_s = fmin(point->q_low_pa_m3_s, q);
    point->q_high_pa_m3_s = fmax(point->q_high_pa_m3_s, q);
  }
}

CurvePoint element_curve_point(const ElementCurve *curve, double inlet_pa) {
  CurvePoint point = {.inlet_pa = inlet_pa, .outlet_pa = curve->range.outlet_pa};
  BranchFlow flow;
  set_node(curve, curve->element.from, point.inlet_pa);
  set_node(curve, curve->element.to, point.outlet_pa);
  branch_flow(curve->network, &curve->element, curve->p, &flow);
  point.q_pa_m3_s = sum_of(flow.q, curve->network->n_gas);
  point.dq_dp_m3_s = slope_of(curve->network, &flow);
  point.conductance_m3_s = point.q_pa_m3_s >= 0 ? point.q_pa_m3_s / (point.inlet_pa - point.outlet_pa) : NAN;
  unsigned char bits =
      (unsigned char)((flow.choked ? REGIME_BIT_CHOKED : 0) | (flow.turbulent ? REGIME_BIT_TURBULENT : 0));
  point.regime = branch_regime(curve->network, &curve->element, curve->p, bits);
  set_band(curve, &point);
  return point;
}

/* --- limits --- */

/* Free-molecular flow of the mixture over that of one gas of its mean molar mass: each gas flows by itself, as
 * 1/sqrt(M). */
static double mixture_factor(const Network *network, const GasState *gas) {
  double factor = 0;
  for (int i = 0; i < network->n_gas; i++)
    factor += network->line_fractions[i] * sqrt(gas->molar_mass_kg_mol / network->gases[i]->molar_mass_kg_mol);
  return factor;
}

static CurveLimits limits_of(const Network *network, const Branch *element) {
  CurveLimits limits = {NAN, NAN, NAN};
  const ComponentType *type = element->type;
  GasState gas =
      gas_mixture_state(network->gases, network->line_fractions, network->n_gas, element->mean_temperature_k);
  double factor = mixture_factor(network, &gas);
  if (type->molecular_conductance_m3_s && type->radius_m) { /* without a bore it is no limit but the law itself */
    double molecular = type->molecular_conductance_m3_s(element->params, &gas) * factor;
    if (molecular > 0) limits.molecular_m3_s = molecular;
  }
  double bore_m = type->bore_m ? type->bore_m(element->params) : NAN;
  if (!(bore_m > 0)) return limits;
  double area_m2 = PI * bore_m * bore_m / 4;
  limits.aperture_m3_s = area_m2 * gas_mean_speed_m_s(&gas) / 4 * REFERENCE_TEMPERATURE_K / gas.temperature_k * factor;
  limits.ideal_choked_m3_s = ideal_choked_m3_s(area_m2, &gas);
  return limits;
}

/* --- the band of an estimate --- */

/* Bit k of number: estimate k at the high end of its band. */
static bool add_corner(ElementCurve *curve, int number, char *message, size_t size) {
  const ComponentType *type = curve->element.type;
  const Ambient *ambient = &curve->network->ambient;
  ComponentContext context = {curve->network->catalogue, ambient->pressure_pa, ambient->temperature_k};
  void *params = malloc(type->size);
  if (!params) {
    snprintf(message, size, "out of memory");
    return false;
  }
  memcpy(params, curve->element.params, type->size);
  curve->corners[curve->corner_count++] = params;
  for (int k = 0; k < curve->estimate_count; k++) {
    const ValveEstimate *figure = &curve->estimates[k].figure;
    const ParamRow *row = component_row(type, curve->estimates[k].key);
    *(double *)((char *)params + row->offset) = number >> k & 1 ? figure->high : figure->low;
  }
  return type->resolve(params, &context, message, size);
}

/* A corner that the valve's own checks refuse is outside what the valve can be. */
static Status add_corners(ElementCurve *curve, char *message, size_t size) {
  for (int i = 0; i < 1 << curve->estimate_count && curve->estimate_count > 0; i++) {
    int before = curve->corner_count;
    if (add_corner(curve, i, message, size)) continue;
    if (curve->corner_count == before) return STATUS_MEMORY;
    free(curve->corners[--curve->corner_count]);
    curve->corners[curve->corner_count] = NULL;
  }
  return STATUS_OK;
}

/* --- the whole curve --- */

static double inlet_of(const CurveRange *range, int i) {
  if (i == 0) return range->from_pa;
  if (i == range->points - 1) return range->to_pa;
  return range->from_pa * pow(range->to_pa / range->from_pa, (double)i / (range->points - 1));
}

static bool is_finite(const CurvePoint *point) {
  return isfinite(point->q_pa_m3_s) && isfinite(point->dq_dp_m3_s);
}

static Status sample(ElementCurve *curve, char *message, size_t size) {
  bool follows_pressure = false;
  for (int i = 0; i < curve->range.points; i++) {
    CurvePoint *point = &curve->points[i];
    *point = element_curve_point(curve, inlet_of(&curve->range, i));
    follows_pressure = follows_pressure || point->dq_dp_m3_s != 0;
    if (is_finite(point)) continue;
    snprintf(message, size, "'%s': no flow could be reckoned at an inlet of %g Pa", curve->element.name,
             point->inlet_pa);
    return STATUS_NUMERICS;
  }
  if (follows_pressure) return STATUS_OK;
  snprintf(message, size, "'%s' (%s) passes the same flow at every pressure; there is no curve to draw",
           curve->element.name, curve->element.type->name);
  return STATUS_USAGE;
}

static bool allocate(ElementCurve *curve) {
  size_t pressures = ((size_t)curve->network->n_nodes + 1) * (size_t)curve->network->n_gas;
  curve->points = calloc((size_t)curve->range.points, sizeof *curve->points);
  curve->p = calloc(pressures, sizeof *curve->p);
  return curve->points && curve->p;
}

Status element_curve_init(ElementCurve *curve, const Network *network, int branch, const CurveRange *range,
                          char *message, size_t size) {
  *curve = (ElementCurve){.network = network, .element = network->branches[branch], .range = *range};
  curve->element.open = true;
  Status status = STATUS_MEMORY;
  snprintf(message, size, "out of memory");
  if (allocate(curve)) {
    curve->estimate_count = branch_estimates(&curve->element, curve->estimates);
    curve->limits = limits_of(network, &curve->element);
    status = add_corners(curve, message, size);
    if (status == STATUS_OK) status = sample(curve, message, size);
  }
  if (status != STATUS_OK)
    element_curve_free(curve);
  else
    message[0] = '\0';
  return status;
}

void element_curve_free(ElementCurve *curve) {
  for (int i = 0; i < curve->corner_count; i++)
    free(curve->corners[i]);
  free(curve->points);
  free(curve->p);
  *curve = (ElementCurve){0};
}
