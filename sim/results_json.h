/* The pieces of the results document. Each returns an owned object, NULL when out of memory. */
#ifndef XSAVAC_SIM_RESULTS_JSON_H
#define XSAVAC_SIM_RESULTS_JSON_H

#include "sim/results.h"

json_t *results_steady_json(const RunOutcome *outcome);
json_t *results_transient_json(const RunOutcome *outcome);
json_t *results_measures_json(const RunOutcome *outcome);
json_t *results_limits_json(const RunOutcome *outcome);
json_t *results_budget_json(const RunOutcome *outcome);

/* A string even where the bytes are not UTF-8 (each wrong one becomes '?'); null for NULL. */
json_t *results_text(const char *text);

/* Takes value over (NULL: out of memory). False on failure. */
bool results_put(json_t *object, const char *key, json_t *value);

/* The number, or null with words beside it: "conductance_reason" for "conductance_m3_s"; reason must be given wherever
   value may be NAN or infinite. */
bool results_put_number(json_t *object, const char *key, double value, const char *reason);

/* An object under key: one number for every gas of the line, values[n_gas]. */
bool results_put_gases(json_t *object, const char *key, const Network *network, const double *values);

/* Pressure, temperature and partial pressures; partial_pa[n_gas]. */
bool results_put_node(json_t *object, const Network *network, double temperature_k, const double *partial_pa);

/* "estimated" and the figures behind it, with their bands, of a valve whose open flow no catalogue states; else nothing. */
bool results_put_estimates(json_t *object, const Branch *branch);

/* object if all of it could be put together (ok); else nothing, and it is freed. Takes NULL. */
json_t *results_whole(json_t *object, bool ok);

/* A new reference; NULL when out of memory. */
json_t *results_warnings_json(const Study *study);

#endif
