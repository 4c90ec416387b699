#include "sim/results_csv.h"

#include <math.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/results_branch.h"
#include "sim/results_words.h"

void csv_field(FILE *stream, const char *text) {
  if (!text) return;
  if (!strpbrk(text, ",\"\r\n")) {
    fputs(text, stream);
    return;
  }
  fputc('"', stream);
  for (const char *at = text; *at; at++) {
    if (*at == '"') fputc('"', stream);
    fputc(*at, stream);
  }
  fputc('"', stream);
}

void csv_number(FILE *stream, double value) {
  fputs(number_text(value, 9).text, stream);
}

static void next_field(FILE *stream, const char *text) {
  fputc(',', stream);
  csv_field(stream, text);
}

static void next_number(FILE *stream, double value) {
  fputc(',', stream);
  csv_number(stream, value);
}

/* ",<prefix>_N2_<unit>" for every gas, and ends the line. */
static void gas_header(const Network *network, const char *prefix, const char *unit, FILE *stream) {
  for (int i = 0; i < network->n_gas; i++)
    fprintf(stream, ",%s_%s_%s", prefix, network->gases[i]->name, unit);
  fputc('\n', stream);
}

static void gas_fields(const Network *network, const double *values, FILE *stream) {
  for (int i = 0; i < network->n_gas; i++)
    next_number(stream, values[i]);
  fputc('\n', stream);
}

void csv_nodes(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  fputs("node,kind,pressure_Pa,temperature_K,isolated", stream);
  gas_header(network, "partial", "Pa", stream);
  for (int i = 0; i < network->n_nodes; i++) {
    csv_field(stream, network->nodes[i].name);
    next_field(stream, node_kind(&network->nodes[i]));
    next_number(stream, node_pressure_pa(network, i, outcome->steady));
    next_number(stream, network->nodes[i].params.temperature_k);
    next_field(stream, outcome->steady->isolated[i] ? "1" : "0");
    gas_fields(network, outcome->steady->p + i * network->n_gas, stream);
  }
}

static void branch_name(const Branch *branch, FILE *stream) {
  char label[300];
  csv_field(stream, branch_label(branch, label, sizeof label));
}

static void element_row(const RunOutcome *outcome, int k, FILE *stream) {
  const Network *network = &outcome->study->network;
  const Branch *branch = &network->branches[k];
  BranchAnswer answer = branch_answer(network, k, outcome->steady);
  branch_name(branch, stream);
  next_field(stream, branch->type->name);
  next_field(stream, network_node_name(network, branch->from));
  next_field(stream, network_node_name(network, branch->to));
  next_field(stream, branch_state(branch));
  next_number(stream, answer.throughput_pa_m3_s);
  next_number(stream, answer.conductance_m3_s);
  next_number(stream, answer.mass_flow_kg_s);
  next_field(stream, regime_name(answer.regime.regime));
  next_number(stream, answer.regime.knudsen);
  next_field(stream, branch_is_estimated(branch) ? "1" : "0");
  gas_fields(network, outcome->steady->q + k * network->n_gas, stream);
}

void csv_elements(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  fputs("element,type,from,to,state,throughput_Pa_m3_s,conductance_m3_s,mass_flow_kg_s,regime,knudsen,estimated",
        stream);
  gas_header(network, "throughput", "Pa_m3_s", stream);
  for (int k = 0; k < network->n_branches; k++)
    if (network->branches[k].type->section == SECTION_ELEMENTS) element_row(outcome, k, stream);
}

void csv_pumps(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  fputs("pump,at,exhaust,state,inlet_pressure_Pa,throughput_Pa_m3_s,speed_m3_s,mass_flow_kg_s", stream);
  gas_header(network, "throughput", "Pa_m3_s", stream);
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (branch->type->section != SECTION_PUMPS) continue;
    BranchAnswer answer = branch_answer(network, k, outcome->steady);
    branch_name(branch, stream);
    next_field(stream, network_node_name(network, branch->from));
    next_field(stream, network_node_name(network, branch->to));
    next_field(stream, pump_state(branch));
    next_number(stream, answer.pressure1_pa);
    next_number(stream, answer.throughput_pa_m3_s);
    next_number(stream, branch_speed_m3_s(&answer));
    next_number(stream, answer.mass_flow_kg_s);
    gas_fields(network, outcome->steady->q + k * network->n_gas, stream);
  }
}

void csv_supplies(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  fputs("supply,kind,at,throughput_Pa_m3_s,mass_flow_kg_s", stream);
  gas_header(network, "throughput", "Pa_m3_s", stream);
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (!branch_is_supply(branch)) continue;
    BranchAnswer answer = branch_answer(network, k, outcome->steady);
    branch_name(branch, stream);
    next_field(stream, branch->type->name);
    next_field(stream, network_node_name(network, branch->to));
    next_number(stream, answer.throughput_pa_m3_s);
    next_number(stream, answer.mass_flow_kg_s);
    gas_fields(network, outcome->steady->q + k * network->n_gas, stream);
  }
}

void csv_limits(const RunOutcome *outcome, FILE *stream) {
  fputs("element,check,value,limit,unit,margin,utilization,status,reason,analysis,source,time_s\n", stream);
  for (int i = 0; i < outcome->limits->count; i++) {
    const LimitRow *row = &outcome->limits->rows[i];
    csv_field(stream, outcome->study->network.branches[row->branch].name);
    next_field(stream, limit_check_name(row->check));
    next_number(stream, row->value);
    next_number(stream, row->limit);
    next_field(stream, limit_check_unit(row->check));
    next_number(stream, row->margin);
    next_number(stream, row->utilization);
    next_field(stream, limit_status_name(row->status));
    next_field(stream, row->reason);
    next_field(stream, limit_analysis(outcome, row));
    next_field(stream, row->source);
    next_number(stream, row->when == LIMIT_WHEN_TRANSIENT ? row->time_s : NAN);
    fputc('\n', stream);
  }
}

void csv_events(const RunOutcome *outcome, FILE *stream) {
  const TransientResult *transient = outcome->transient;
  fputs("time_s,what,element,cause\n", stream);
  for (int i = 0; i < transient->n_events; i++) {
    const TransientEvent *event = &transient->events[i];
    csv_number(stream, event->time_s);
    next_field(stream, event_word(event->kind));
    next_field(stream, outcome->study->network.branches[event->branch].name);
    next_field(stream, event->cause);
    fputc('\n', stream);
  }
}

void csv_measures(const RunOutcome *outcome, FILE *stream) {
  const Study *study = outcome->study;
  char words[400];
  fputs("measure,value,unit,at_s,conditional,reason,what\n", stream);
  for (int i = 0; i < study->measures.count; i++) {
    const Measure *measure = &study->measures.rows[i];
    const MeasureResult *result = &outcome->measures[i];
    csv_field(stream, measure->name);
    next_number(stream, result->value);
    next_field(stream, measure_unit(measure));
    next_number(stream, result->at_s);
    next_field(stream, result->conditional ? "1" : "0");
    next_field(stream, result->reason);
    next_field(stream, measure_words(&study->network, measure, words, sizeof words));
    fputc('\n', stream);
  }
}
