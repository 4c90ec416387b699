#include "sim/results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/optimise/results_optimise.h"
#include "sim/results_json.h"
#include "sim/results_size.h"
#include "sim/sweep/results_sweep.h"
#include "sim/uncertainty/results_uncertainty.h"
#include "sim/version.h"

bool outcome_passes(const RunOutcome *outcome) {
  bool held = !outcome->limits || !limits_violated(outcome->limits);
  if (outcome->uncertainty) held = held && uncertainty_passes(outcome->uncertainty);
  if (outcome->sizing) held = held && sizing_fits(outcome->sizing);
  if (outcome->optimise) held = held && outcome->optimise->best >= 0;
  return held && (!outcome->budget || !outcome->budget->filled || budget_passes(outcome->budget));
}

/* Length of the UTF-8 sequence at text, 0 where there is none (RFC 3629: no overlong forms, no surrogates). */
static int sequence_length(const unsigned char *text) {
  static const struct {
    unsigned char first_low, first_high, second_low, second_high;
    int length;
  } forms[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
               {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
               {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
  if (text[0] < 0x80) return 1;
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    if (text[0] < forms[i].first_low || text[0] > forms[i].first_high) continue;
    if (text[1] < forms[i].second_low || text[1] > forms[i].second_high) return 0;
    for (int k = 2; k < forms[i].length; k++)
      if (text[k] < 0x80 || text[k] > 0xBF) return 0;
    return forms[i].length;
  }
  return 0;
}

json_t *results_text(const char *text) {
  if (!text) return json_null();
  char *clean = strdup(text);
  if (!clean) return NULL;
  for (unsigned char *at = (unsigned char *)clean; *at;) {
    int length = sequence_length(at);
    if (length == 0) *at = '?';
    at += length ? length : 1;
  }
  json_t *value = json_string(clean);
  free(clean);
  return value;
}

bool results_put(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value) == 0;
}

/* Length of a key without its unit: "conductance" of "conductance_m3_s". */
static int bare_length(const char *key) {
  static const char *const units[] = {"_Pa", "_m3", "_kg", "_K", "_s"};
  for (const char *at = strchr(key, '_'); at; at = strchr(at + 1, '_'))
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
      size_t length = strlen(units[i]);
      if (strncmp(at, units[i], length) == 0 && (at[length] == '_' || at[length] == '\0')) return (int)(at - key);
    }
  return (int)strlen(key);
}

bool results_put_number(json_t *object, const char *key, double value, const char *reason) {
  if (isfinite(value)) return results_put(object, key, json_real(value));
  char reason_key[80];
  snprintf(reason_key, sizeof reason_key, "%.*s_reason", bare_length(key), key);
  return results_put(object, key, json_null()) &&
         results_put(object, reason_key, results_text(reason ? reason : "not a number"));
}

json_t *results_whole(json_t *object, bool ok) {
  if (ok) return object;
  json_decref(object);
  return NULL;
}

bool results_put_gases(json_t *object, const char *key, const Network *network, const double *values) {
  json_t *gases = json_object();
  bool ok = gases != NULL;
  for (int i = 0; i < network->n_gas && ok; i++)
    ok = results_put_number(gases, network->gases[i]->name, values[i], NULL);
  return results_put(object, key, results_whole(gases, ok)) && ok;
}

bool results_put_node(json_t *object, const Network *network, double temperature_k, const double *partial_pa) {
  return results_put_number(object, "pressure_Pa", network_total(network, partial_pa, 0), NULL) &&
         results_put_number(object, "temperature_K", temperature_k, NULL) &&
         results_put_gases(object, "partial_Pa", network, partial_pa);
}

static json_t *input_json(const Study *study) {
  json_t *input = json_object();
  if (input && results_put(input, "file", results_text(study->file)) &&
      results_put(input, "sha256", study->sha256[0] ? results_text(study->sha256) : json_null()))
    return input;
  json_decref(input);
  return NULL;
}

json_t *results_warnings_json(const Study *study) {
  json_t *warnings = json_array();
  for (int i = 0; warnings && i < study->warning_count; i++) {
    if (json_array_append_new(warnings, results_text(study->warnings[i])) == 0) continue;
    json_decref(warnings);
    warnings = NULL;
  }
  return warnings;
}

json_t *results_json(const RunOutcome *outcome) {
  json_t *document = json_object();
  bool ok = document && results_put(document, "program", json_string("xsavac")) &&
            results_put(document, "version", json_string(XSAVAC_VERSION)) &&
            results_put(document, "input", input_json(outcome->study)) &&
            results_put(document, "title", results_text(outcome->study->title)) &&
            results_put(document, "status", json_string(outcome_passes(outcome) ? "pass" : "fail"));
  if (outcome->steady) ok = ok && results_put(document, "steady", results_steady_json(outcome));
  if (outcome->transient) ok = ok && results_put(document, "transient", results_transient_json(outcome));
  if (outcome->measures) ok = ok && results_put(document, "measures", results_measures_json(outcome));
  if (outcome->limits) ok = ok && results_put(document, "limits", results_limits_json(outcome));
  if (outcome->budget) ok = ok && results_put(document, "budget", results_budget_json(outcome));
  if (outcome->uncertainty) ok = ok && results_put(document, "uncertainty", results_uncertainty_json(outcome));
  if (outcome->sweep) ok = ok && results_put(document, "sweep", results_sweep_json(outcome->sweep));
  if (outcome->sizing) ok = ok && results_put(document, "size", results_size_json(outcome));
  if (outcome->optimise) ok = ok && results_put(document, "optimise", results_optimise_json(outcome));
  ok = ok && results_put(document, "warnings", results_warnings_json(outcome->study));
  if (ok) return document;
  json_decref(document);
  return NULL;
}

bool results_print_json(const RunOutcome *outcome, FILE *stream) {
  json_t *document = results_json(outcome);
  bool ok = document &&
            json_dumpf(document, stream, JSON_INDENT(2) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(17)) == 0 &&
            fputc('\n', stream) != EOF;
  json_decref(document);
  return ok;
}
