/* The "transient" member of the results document. */
#include <math.h>

#include "sim/results_branch.h"
#include "sim/results_json.h"
#include "sim/results_words.h"

static json_t *event_json(const RunOutcome *outcome, const TransientEvent *event) {
  json_t *object = json_object();
  bool ok = object && results_put_number(object, "time_s", event->time_s, NULL) &&
            results_put(object, "what", json_string(event_word(event->kind))) &&
            results_put(object, "element", results_text(outcome->study->network.branches[event->branch].name)) &&
            results_put(object, "cause", results_text(event->cause));
  return results_whole(object, ok);
}

static json_t *events_json(const RunOutcome *outcome) {
  const TransientResult *transient = outcome->transient;
  json_t *events = json_array();
  bool ok = events != NULL;
  for (int i = 0; i < transient->n_events && ok; i++)
    ok = json_array_append_new(events, event_json(outcome, &transient->events[i])) == 0;
  return results_whole(events, ok);
}

static json_t *unfired_json(const RunOutcome *outcome) {
  const TransientResult *transient = outcome->transient;
  const Study *study = outcome->study;
  char text[1000];
  json_t *unfired = json_array();
  bool ok = unfired != NULL;
  for (int i = 0; i < transient->n_unfired && ok; i++) {
    const ScheduleEntry *entry = &study->schedule.entries[transient->unfired[i]];
    schedule_entry_words(&study->network, entry, text, sizeof text);
    ok = json_array_append_new(unfired, results_text(text)) == 0;
  }
  return results_whole(unfired, ok);
}

static json_t *nodes_json(const RunOutcome *outcome) {
  const Network *network = &outcome->study->network;
  json_t *nodes = json_object();
  bool ok = nodes != NULL;
  for (int i = 0; i < network->n_nodes && ok; i++) {
    json_t *node = json_object();
    ok = node && results_put_node(node, network, node_end_temperature_k(network, i, outcome->transient),
                                  outcome->transient->final.p + i * network->n_gas);
    ok = results_put(nodes, network->nodes[i].name, results_whole(node, ok));
  }
  return results_whole(nodes, ok);
}

/* An element or a pump as the run leaves it. */
static json_t *branch_json(const RunOutcome *outcome, int k) {
  const Network *network = &outcome->study->network;
  const Branch *branch = &network->branches[k];
  const TransientResult *transient = outcome->transient;
  const char *state = branch_state_word(branch, transient->open[k]);
  const double *q = transient->final.q + k * network->n_gas;
  double total = 0;
  for (int i = 0; i < network->n_gas; i++)
    total += q[i];
  json_t *object = json_object();
  bool ok = object != NULL;
  if (state) ok = ok && results_put(object, "state", json_string(state));
  ok = ok && results_put_number(object, "throughput_Pa_m3_s", total, NULL);
  if (branch->type->section == SECTION_PUMPS)
    ok = ok && results_put_number(object, "inlet_pressure_Pa",
                                  node_pressure_pa(network, branch->from, &transient->final), NULL);
  Branch used = *branch;
  used.open = branch_was_open(network, k, transient);
  ok = ok && results_put_gases(object, "partial_Pa_m3_s", network, q) && results_put_estimates(object, &used);
  return results_whole(object, ok);
}

static json_t *section_json(const RunOutcome *outcome, Section section) {
  const Network *network = &outcome->study->network;
  json_t *object = json_object();
  bool ok = object != NULL;
  for (int k = 0; k < network->n_branches && ok; k++)
    if (network->branches[k].type->section == section)
      ok = results_put(object, network->branches[k].name, branch_json(outcome, k));
  return results_whole(object, ok);
}

static json_t *final_json(const RunOutcome *outcome) {
  json_t *final = json_object();
  bool ok = final && results_put(final, "nodes", nodes_json(outcome)) &&
            results_put(final, "elements", section_json(outcome, SECTION_ELEMENTS)) &&
            results_put(final, "pumps", section_json(outcome, SECTION_PUMPS));
  return results_whole(final, ok);
}

static json_t *balance_json(const RunOutcome *outcome) {
  const Ledger *ledger = &outcome->transient->ledger;
  const char *none = "no volume changes its amount of gas: no law to integrate";
  json_t *balance = json_object();
  bool ok = balance && results_put_number(balance, "relative_error", ledger->bookkeeping_error, NULL) &&
            results_put_number(balance, "law_relative_error", ledger->law_error, none);
  if (ledger->worst_node >= 0)
    ok = ok && results_put(balance, "worst_node",
                           results_text(network_node_name(&outcome->study->network, ledger->worst_node)));
  else
    ok = ok && results_put(balance, "worst_node", json_null()) &&
         results_put(balance, "worst_node_reason", json_string(none));
  ok = ok && results_put_number(balance, "in_Pa_m3", ledger->in_pa_m3, NULL) &&
       results_put_number(balance, "out_Pa_m3", ledger->out_pa_m3, NULL) &&
       results_put_number(balance, "stored_Pa_m3", ledger->stored_pa_m3, NULL);
  return results_whole(balance, ok);
}

static bool put_series(json_t *object, const Series *series) {
  if (series->count == 0)
    return results_put(object, "series", json_null()) &&
           results_put(object, "series_reason", json_string("no series was kept"));
  bool ok = results_put(object, "series", json_string("transient.csv"));
  return series->capped ? ok && results_put(object, "series_capped", json_true()) : ok;
}

json_t *results_transient_json(const RunOutcome *outcome) {
  const TransientResult *transient = outcome->transient;
  json_t *object = json_object();
  bool ok = object && results_put(object, "status", json_string(transient->complete ? "complete" : "incomplete")) &&
            results_put_number(object, "end_s", transient->end_s, NULL) && put_series(object, &transient->series) &&
            results_put(object, "events", events_json(outcome)) &&
            results_put(object, "unfired", unfired_json(outcome));
  if (isfinite(transient->conditional_from_s))
    ok = ok && results_put_number(object, "conditional_from_s", transient->conditional_from_s, NULL);
  ok = ok && results_put(object, "final", final_json(outcome)) &&
       results_put(object, "balance", balance_json(outcome)) &&
       results_put(object, "steps", json_integer(transient->steps)) &&
       results_put(object, "rejected", json_integer(transient->rejected));
  return results_whole(object, ok);
}
