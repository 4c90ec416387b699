/* The pieces of the results document. Each returns an owned object, NULL when out of memory. */
#ifndef XSAVAC_SIM_RESULTS_JSON_H
#define XSAVAC_SIM_RESULTS_JSON_H

#include "sim/results.h"

json_t *results_steady_json(const RunOutcome *outcome);
json_t *results_limits_json(const RunOutcome *outcome);

/* A string even where the bytes are not UTF-8 (each wrong one becomes '?'); null for NULL. */
json_t *results_text(const char *text);

/* Takes value over (NULL: out of memory). False on failure. */
bool results_put(json_t *object, const char *key, json_t *value);

/* The number, or null with words beside it: "conductance_reason" for "conductance_m3_s"; reason must be given wherever
   value may be NAN or infinite. */
bool results_put_number(json_t *object, const char *key, double value, const char *reason);

/* A new reference; NULL when out of memory. */
json_t *results_warnings_json(const Study *study);

#endif
