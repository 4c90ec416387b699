/* The "limits" member of the results document. */
#include <math.h>

#include "sim/results_json.h"
#include "sim/results_words.h"

static json_t *number(double value) {
  return isfinite(value) ? json_real(value) : json_null();
}

static json_t *when_json(const RunOutcome *outcome, const LimitRow *row) {
  json_t *when = json_object();
  bool ok = when && results_put(when, "analysis", json_string(limit_analysis(outcome, row)));
  if (row->when == LIMIT_WHEN_TRANSIENT) ok = ok && results_put_number(when, "time_s", row->time_s, NULL);
  return results_whole(when, ok);
}

static json_t *row_json(const RunOutcome *outcome, const LimitRow *row) {
  bool whole = isfinite(row->value) && isfinite(row->limit) && isfinite(row->margin) && isfinite(row->utilization);
  const char *reason = row->reason[0] ? row->reason : whole ? NULL : "judged without a number";
  json_t *object = json_object();
  bool ok = object &&
            results_put(object, "element", results_text(outcome->study->network.branches[row->branch].name)) &&
            results_put(object, "check", json_string(limit_check_name(row->check))) &&
            results_put(object, "value", number(row->value)) && results_put(object, "limit", number(row->limit)) &&
            results_put(object, "unit", json_string(limit_check_unit(row->check))) &&
            results_put(object, "margin", number(row->margin)) &&
            results_put(object, "utilization", number(row->utilization)) &&
            results_put(object, "status", json_string(limit_status_name(row->status)));
  if (reason) ok = ok && results_put(object, "reason", results_text(reason));
  ok = ok && results_put(object, "when", when_json(outcome, row)) &&
       results_put(object, "source", results_text(row->source));
  return results_whole(object, ok);
}

json_t *results_limits_json(const RunOutcome *outcome) {
  json_t *rows = json_array();
  for (int i = 0; rows && i < outcome->limits->count; i++) {
    if (json_array_append_new(rows, row_json(outcome, &outcome->limits->rows[i])) == 0) continue;
    json_decref(rows);
    rows = NULL;
  }
  return rows;
}
