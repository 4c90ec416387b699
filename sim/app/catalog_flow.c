#include "sim/app/catalog_flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"

/* 0.001 Pa to atmosphere and the supply pressures of valves, absolute. */
static const double round_pressures_pa[] = {1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 101325, 3e5, 5e5, 1e6};
enum { ROUND_COUNT = sizeof round_pressures_pa / sizeof round_pressures_pa[0] };

static bool add_valve(Network *network, const ComponentContext *context, const char *part_text, int from, int to,
                      char *message, size_t size) {
  const ComponentType *type = component_find(SECTION_ELEMENTS, "valve");
  void *params = malloc(type->size);
  if (!params) return false;
  component_defaults(type, params);
  snprintf((char *)params + component_row(type, "part")->offset, PART_TEXT_MAX, "%s", part_text);
  bool ok = type->resolve(params, context, message, size) &&
            network_add_branch(network, "valve", type, params, from, to) >= 0;
  free(params);
  return ok;
}

/* One valve between two boundaries: the same law, in the same code, as in any line. */
static bool build(Network *network, const Catalogue *catalogue, const char *part_text, const Gas *gas, char *message,
                  size_t size) {
  *network = network_empty(catalogue);
  network->gas = (GasBlend){.n = 1, .gas = {gas}, .x = {1}};
  network->ambient.gas = network->gas;
  ComponentContext context = {catalogue, network->ambient.pressure_pa, network->ambient.temperature_k};
  NodeParams boundary = {.pressure_pa = 0, .temperature_k = REFERENCE_TEMPERATURE_K, .fixed = true};
  int from = network_add_node(network, "inlet", &boundary), to = network_add_node(network, "outlet", &boundary);
  return from >= 0 && to >= 0 && add_valve(network, &context, part_text, from, to, message, size) &&
         network_derive(network, message, size);
}

Status catalog_flow_init(CatalogFlow *flow, const Catalogue *catalogue, const char *part_text, const Gas *gas,
                         char *message, size_t size) {
  *flow = (CatalogFlow){.gas = gas};
  message[0] = '\0';
  Status status = build(&flow->network, catalogue, part_text, gas, message, size) ? STATUS_OK
                  : message[0]                                                    ? STATUS_USAGE
                                                                                  : STATUS_MEMORY;
  CurveRange range = {0, round_pressures_pa[0], round_pressures_pa[ROUND_COUNT - 1], 2};
  if (status == STATUS_OK) status = element_curve_init(&flow->curve, &flow->network, 0, &range, message, size);
  if (status != STATUS_OK) catalog_flow_free(flow);
  return status;
}

void catalog_flow_free(CatalogFlow *flow) {
  element_curve_free(&flow->curve);
  network_free(&flow->network);
  *flow = (CatalogFlow){0};
}

static void print_band(const CurvePoint *point, FILE *stream) {
  if (isnan(point->q_low_pa_m3_s))
    fprintf(stream, "  %23s", "measured");
  else
    fprintf(stream, "  %10.3g to %-9.3g", point->q_low_pa_m3_s, point->q_high_pa_m3_s);
}

void catalog_flow_print(const CatalogFlow *flow, FILE *stream) {
  fprintf(stream, "\nFlow of %s at 20 degC into vacuum, by the valve model", flow->gas->name);
  fprintf(stream, flow->curve.estimate_count ? " (an ESTIMATE from valves alike; no catalogue figure)\n" : "\n");
  fprintf(stream, "%12s  %12s  %23s  %12s  %12s  %12s  %s\n", "inlet", "throughput", "band", "throughput",
          "conductance", "aperture", "");
  fprintf(stream, "%12s  %12s  %23s  %12s  %12s  %12s  %s\n", "Pa(abs)", "Pa m3/s", "Pa m3/s", "sccm (0 degC)", "L/s",
          "L/s", "regime");
  for (int i = 0; i < ROUND_COUNT; i++) {
    CurvePoint point = element_curve_point(&flow->curve, round_pressures_pa[i]);
    fprintf(stream, "%12g  %12.4g", point.inlet_pa, point.q_pa_m3_s);
    print_band(&point, stream);
    fprintf(stream, "  %13.4g  %12.4g  %12.4g  %s\n", point.q_pa_m3_s / SCCM_PA_M3_S, 1e3 * point.conductance_m3_s,
            1e3 * flow->curve.limits.aperture_m3_s, regime_name(point.regime.regime));
  }
  fprintf(stream, "throughput is pV flow at 20 degC; aperture is the free-molecular conductance of a thin hole of the "
                  "orifice's bore\n");
}

static json_t *number(double value) {
  return isnan(value) ? json_null() : json_real(value);
}

json_t *catalog_flow_json(const CatalogFlow *flow) {
  json_t *points = json_array();
  for (int i = 0; i < ROUND_COUNT; i++) {
    CurvePoint point = element_curve_point(&flow->curve, round_pressures_pa[i]);
    json_array_append_new(points,
                          json_pack("{s:f, s:f, s:o, s:o, s:o, s:s}", "p_inlet_Pa", point.inlet_pa,
                                    "throughput_Pa_m3_s", point.q_pa_m3_s, "low_Pa_m3_s", number(point.q_low_pa_m3_s),
                                    "high_Pa_m3_s", number(point.q_high_pa_m3_s), "conductance_m3_s",
                                    number(point.conductance_m3_s), "regime", regime_name(point.regime.regime)));
  }
  return json_pack("{s:s, s:f, s:b, s:f, s:o}", "gas", flow->gas->name, "temperature_K", REFERENCE_TEMPERATURE_K,
                   "estimated", flow->curve.estimate_count > 0, "aperture_m3_s", flow->curve.limits.aperture_m3_s,
                   "points", points);
}
