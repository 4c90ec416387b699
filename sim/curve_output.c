/* The curve for programs: CSV and JSON, and the words that every writer shares. */
#include "sim/curve_output.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/results_csv.h"
#include "sim/results_json.h"
#include "sim/version.h"

char *curve_file_name(const ElementCurve *curve, const char *ending, char *text, size_t size) {
  snprintf(text, size, "curve_%s%s", curve->element.name, ending);
  for (char *at = text; *at && at < text + strlen(text) - strlen(ending); at++)
    if (!isalnum((unsigned char)*at) && *at != '_' && *at != '-') *at = '_';
  return text;
}

char *curve_element_words(const ElementCurve *curve, char *text, size_t size) {
  const Branch *element = &curve->element;
  const char *part = branch_is_valve(element) ? valve_part_text(element->params) : "";
  snprintf(text, size, "%s%s%s, %s > %s%s", element->type->name, *part ? " " : "", part,
           network_node_name(curve->network, element->from), network_node_name(curve->network, element->to),
           element->type->closes ? ", open" : "");
  return text;
}

static bool is_given(const ParamRow *row, const void *params) {
  if (row->kind != PARAM_QUANTITY) return false;
  double value = *(const double *)((const char *)params + row->offset);
  return !isnan(value) && (row->required || value != row->fallback);
}

static NumberText in_usual_unit(double value, Dimension dimension) {
  switch (dimension) {
  case DIM_LENGTH:
    return number_readable(value * 1e3, "mm");
  case DIM_CONDUCTANCE:
    return number_readable(value * 1e3, "L/s");
  case DIM_SONIC_CONDUCTANCE:
    return number_readable(value * 1e8, "dm3/(s bar)");
  case DIM_NONE:
  case DIM_FRACTION:
    return number_text(value, 4);
  default:
    return number_readable(value, dimension_unit(dimension));
  }
}

char *curve_parameter_words(const ElementCurve *curve, char *text, size_t size) {
  const ComponentType *type = curve->element.type;
  size_t used = 0;
  text[0] = '\0';
  for (int i = 0; i < type->row_count && used < size; i++) {
    const ParamRow *row = &type->rows[i];
    if (!is_given(row, curve->element.params)) continue;
    double value = *(const double *)((const char *)curve->element.params + row->offset);
    used += (size_t)snprintf(text + used, size - used, "%s%s %s", used ? ", " : "", row->key,
                             in_usual_unit(value, row->dimension).text);
  }
  return text;
}

char *curve_gas_words(const ElementCurve *curve, char *text, size_t size) {
  const GasBlend *blend = &curve->network->gas;
  size_t used = 0;
  for (int i = 0; i < blend->n && used < size; i++)
    used += (size_t)snprintf(text + used, size - used, "%s%s%s%s", i ? " + " : "",
                             blend->n > 1 ? number_text(blend->x[i], 4).text : "", blend->n > 1 ? " " : "",
                             blend->gas[i]->name);
  if (used < size)
    snprintf(text + used, size - used, " at %s into %s Pa",
             number_readable(curve->element.mean_temperature_k, "K").text, number_text(curve->range.outlet_pa, 6).text);
  return text;
}

char *curve_estimate_words(const ElementCurve *curve, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (int i = 0; i < curve->estimate_count && used < size; i++) {
    const ValveEstimate *figure = &curve->estimates[i].figure;
    used += (size_t)snprintf(text + used, size - used, "%s%s %s (%s to %s)", i ? ", " : "", curve->estimates[i].key,
                             number_text(figure->value, 3).text, number_text(figure->low, 3).text,
                             number_text(figure->high, 3).text);
  }
  return text;
}

/* --- CSV --- */

static void next_number(FILE *stream, double value) {
  fputc(',', stream);
  csv_number(stream, value);
}

static void csv_point(const ElementCurve *curve, const CurvePoint *point, FILE *stream) {
  csv_number(stream, point->inlet_pa);
  next_number(stream, point->outlet_pa);
  next_number(stream, point->q_pa_m3_s);
  next_number(stream, point->conductance_m3_s);
  next_number(stream, point->regime.knudsen);
  fprintf(stream, ",%s", regime_name(point->regime.regime));
  next_number(stream, point->dq_dp_m3_s);
  if (curve->corner_count) {
    next_number(stream, point->q_low_pa_m3_s);
    next_number(stream, point->q_high_pa_m3_s);
  }
  fputc('\n', stream);
}

void curve_csv(const ElementCurve *curve, FILE *stream) {
  fprintf(stream, "p_inlet_Pa,p_outlet_Pa,q_Pa_m3_s,conductance_m3_s,knudsen,regime,dq_dp_m3_s%s\n",
          curve->corner_count ? ",q_low_Pa_m3_s,q_high_Pa_m3_s" : "");
  for (int i = 0; i < curve->range.points; i++)
    csv_point(curve, &curve->points[i], stream);
}

/* --- JSON --- */

static json_t *point_json(const ElementCurve *curve, const CurvePoint *point) {
  const BranchRegime *regime = &point->regime;
  json_t *object = json_object();
  bool ok = object && results_put_number(object, "p_inlet_Pa", point->inlet_pa, NULL) &&
            results_put_number(object, "q_Pa_m3_s", point->q_pa_m3_s, NULL) &&
            results_put_number(object, "conductance_m3_s", point->conductance_m3_s,
                               "the flow runs against the pressure difference") &&
            results_put_number(object, "knudsen", regime->knudsen, regime->knudsen_reason) &&
            results_put(object, "regime",
                        regime->regime == REGIME_NONE ? json_null() : json_string(regime_name(regime->regime))) &&
            results_put_number(object, "dq_dp_m3_s", point->dq_dp_m3_s, NULL);
  if (ok && regime->regime == REGIME_NONE)
    ok = results_put(object, "regime_reason", results_text(regime->regime_reason));
  if (ok && curve->corner_count)
    ok = results_put_number(object, "q_low_Pa_m3_s", point->q_low_pa_m3_s, NULL) &&
         results_put_number(object, "q_high_Pa_m3_s", point->q_high_pa_m3_s, NULL);
  if (ok) return object;
  json_decref(object);
  return NULL;
}

static json_t *points_json(const ElementCurve *curve) {
  json_t *points = json_array();
  for (int i = 0; points && i < curve->range.points; i++) {
    if (json_array_append_new(points, point_json(curve, &curve->points[i])) == 0) continue;
    json_decref(points);
    points = NULL;
  }
  return points;
}

static json_t *estimates_json(const ElementCurve *curve) {
  json_t *estimates = json_object();
  for (int i = 0; estimates && i < curve->estimate_count; i++) {
    const ValveEstimate *figure = &curve->estimates[i].figure;
    json_t *row = json_pack("{s:f, s:f, s:f, s:o}", "value", figure->value, "low", figure->low, "high", figure->high,
                            "source", results_text(figure->source));
    if (results_put(estimates, curve->estimates[i].key, row)) continue;
    json_decref(estimates);
    estimates = NULL;
  }
  return estimates;
}

static json_t *gas_json(const GasBlend *blend) {
  json_t *gas = json_object();
  for (int i = 0; gas && i < blend->n; i++) {
    if (results_put(gas, blend->gas[i]->name, json_real(blend->x[i]))) continue;
    json_decref(gas);
    gas = NULL;
  }
  return gas;
}

static bool put_seat_leak(json_t *object, const Branch *element) {
  LeakReference leak;
  if (!branch_is_valve(element)) return true;
  bool known = valve_seat_leak(element->params, &leak);
  return results_put_number(object, "closed_seat_leak_Pa_m3_s", known ? leak.rate_pa_m3_s : NAN,
                            "no seat leak is known; closed means tight");
}

static json_t *curve_json(const ElementCurve *curve) {
  const char *no_bore = "the type has no bore to reckon with", *part;
  const Branch *element = &curve->element;
  char name[CURVE_TEXT_SIZE];
  json_t *object = json_object();
  bool ok = object && results_put(object, "element", results_text(element->name)) &&
            results_put(object, "type", json_string(element->type->name)) &&
            results_put(object, "from", results_text(network_node_name(curve->network, element->from))) &&
            results_put(object, "to", results_text(network_node_name(curve->network, element->to))) &&
            results_put(object, "gas", gas_json(&curve->network->gas)) &&
            results_put(object, "temperature_K", json_real(element->mean_temperature_k)) &&
            results_put(object, "p_outlet_Pa", json_real(curve->range.outlet_pa));
  if (branch_is_valve(element) && *(part = valve_part_text(element->params)))
    ok = ok && results_put(object, "part", results_text(part));
  ok = ok &&
       results_put_number(object, "molecular_conductance_m3_s", curve->limits.molecular_m3_s,
                          "the law has no molecular part") &&
       results_put_number(object, "aperture_conductance_m3_s", curve->limits.aperture_m3_s, no_bore) &&
       results_put_number(object, "ideal_choked_m3_s", curve->limits.ideal_choked_m3_s, no_bore) &&
       put_seat_leak(object, element) && results_put(object, "estimated", json_boolean(curve->corner_count > 0)) &&
       results_put(object, "estimates", estimates_json(curve)) &&
       results_put(object, "series", results_text(curve_file_name(curve, ".csv", name, sizeof name))) &&
       results_put(object, "points", points_json(curve));
  if (ok) return object;
  json_decref(object);
  return NULL;
}

bool curve_print_json(const ElementCurve *curve, const Study *study, FILE *stream) {
  json_t *document = json_object(), *input = json_object();
  bool ok = document && input && results_put(input, "file", results_text(study->file)) &&
            results_put(input, "sha256", study->sha256[0] ? results_text(study->sha256) : json_null()) &&
            results_put(document, "program", json_string("xsavac")) &&
            results_put(document, "version", json_string(XSAVAC_VERSION)) &&
            results_put(document, "input", json_incref(input)) &&
            results_put(document, "title", results_text(study->title)) &&
            results_put(document, "curve", curve_json(curve)) &&
            results_put(document, "warnings", results_warnings_json(study)) &&
            json_dumpf(document, stream, JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(17)) == 0 &&
            fputc('\n', stream) != EOF;
  json_decref(input);
  json_decref(document);
  return ok;
}
