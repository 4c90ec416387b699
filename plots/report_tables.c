/* What came out: verdict, nodes, elements, pumps, supplies, limits, balance. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "plots/report_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_branch.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"

void html_cell(FILE *stream, const char *text) {
  fputs("<td>", stream);
  html_text(stream, text);
  fputs("</td>", stream);
}

void html_number_cell(FILE *stream, double value, int digits) {
  NumberText number = number_text(value, digits);
  fprintf(stream, "<td class=\"n\">%s</td>", number.text[0] ? number.text : "&ndash;");
}

void html_table(FILE *stream, const char *heading, const char *caption, const char *columns) {
  fprintf(stream, "<section>\n<h2>%s</h2>\n<div class=\"wide\"><table>\n", heading);
  if (caption) fprintf(stream, "<caption>%s</caption>\n", caption);
  fputs("<thead><tr>", stream);
  while (*columns) {
    bool number = *columns == '#';
    size_t length = strcspn(columns, "|");
    fprintf(stream, number ? "<th class=\"n\">%.*s</th>" : "<th>%.*s</th>", (int)(length - number), columns + number);
    columns += length + (columns[length] == '|');
  }
  fputs("</tr></thead>\n<tbody>\n", stream);
}

void html_figure_row(FILE *stream, const char *what, double value, const char *unit) {
  fprintf(stream, "<tr><td>%s</td>", what);
  html_number_cell(stream, value, 6);
  fprintf(stream, "<td>%s</td></tr>\n", unit);
}

void html_table_end(FILE *stream) {
  fputs("</tbody></table></div>\n</section>\n", stream);
}

static void print_note(const char *text, FILE *stream) {
  if (!*text) return;
  fputs("\n<p>", stream);
  html_text(stream, text);
  fputs("</p>", stream);
}

static void print_failures(const RunOutcome *outcome, FILE *stream) {
  char text[600];
  int *order = outcome_passes(outcome) || !outcome->limits ? NULL : limits_by_tightness(outcome->limits);
  if (!order) return;
  fputs("\n<ul>\n", stream);
  for (int i = 0, failed = limit_counts(outcome->limits).failed; i < failed; i++) {
    fputs("<li>", stream);
    html_text(stream, limit_failure_text(outcome, &outcome->limits->rows[order[i]], text, sizeof text));
    fputs("</li>\n", stream);
  }
  fputs("</ul>", stream);
  free(order);
}

void report_html_verdict(const RunOutcome *outcome, FILE *stream) {
  char text[900];
  bool incomplete = outcome->transient && !outcome->transient->complete;
  fprintf(stream, "<div class=\"verdict %s\"><b class=\"word\">%s</b> ",
          !outcome_passes(outcome) ? "fail"
          : incomplete             ? "incomplete"
                                   : "pass",
          verdict_word(outcome));
  html_text(stream, verdict_text(outcome, text, sizeof text));
  print_note(incomplete_words(outcome, text, sizeof text), stream);
  print_note(conditional_words(outcome, text, sizeof text), stream);
  print_failures(outcome, stream);
  fputs("</div>", stream);
}

void report_html_nodes(const RunOutcome *outcome, FILE *stream) {
  if (!outcome->steady) return;
  const Network *network = &outcome->study->network;
  html_table(stream, "Nodes, steady state", NULL, "node|kind|#pressure, Pa|#mbar|#temperature, &deg;C|#volume, L|note");
  for (int i = 0; i < network->n_nodes; i++) {
    const NodeParams *params = &network->nodes[i].params;
    double p = node_pressure_pa(network, i, outcome->steady);
    fputs("<tr>", stream);
    html_cell(stream, network->nodes[i].name);
    html_cell(stream, node_kind(&network->nodes[i]));
    html_number_cell(stream, p, 6);
    html_number_cell(stream, 0.01 * p, 6);
    html_number_cell(stream, params->temperature_k - ZERO_CELSIUS_K, 5);
    html_number_cell(stream, params->fixed || params->volume_m3 <= 0 ? NAN : 1e3 * params->volume_m3, 5);
    html_cell(stream, outcome->steady->isolated[i] ? "isolated: keeps its gas" : "");
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

static void element_row(const RunOutcome *outcome, int k, FILE *stream) {
  const Network *network = &outcome->study->network;
  const Branch *branch = &network->branches[k];
  BranchAnswer answer = branch_answer(network, k, outcome->steady);
  fputs("<tr><td>", stream);
  html_text(stream, branch->name);
  fputs(branch_is_estimated(branch) ? " <abbr title=\"estimated flow\">~</abbr></td>" : "</td>", stream);
  html_cell(stream, branch->type->name);
  html_cell(stream, network_node_name(network, branch->from));
  html_cell(stream, network_node_name(network, branch->to));
  html_cell(stream, branch_state(branch));
  html_number_cell(stream, answer.throughput_pa_m3_s, 5);
  html_number_cell(stream, 1e3 * answer.conductance_m3_s, 4);
  html_number_cell(stream, answer.mass_flow_kg_s, 4);
  html_cell(stream, regime_name(answer.regime.regime));
  html_number_cell(stream, answer.regime.knudsen, 3);
  fputs("</tr>\n", stream);
}

static bool has_section(const Network *network, Section section) {
  for (int k = 0; k < network->n_branches; k++)
    if (network->branches[k].type->section == section) return true;
  return false;
}

void report_html_elements(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  if (!outcome->steady || !has_section(network, SECTION_ELEMENTS)) return;
  html_table(stream, "Elements, steady state",
             "Throughput is pV flow at 20 &deg;C, positive from its first to its second node. ~ rests on estimates, "
             "listed below.",
             "element|type|from|to|state|#throughput, Pa m&sup3;/s|#conductance, L/s|#mass flow, kg/s|regime|#Kn");
  for (int k = 0; k < network->n_branches; k++)
    if (network->branches[k].type->section == SECTION_ELEMENTS) element_row(outcome, k, stream);
  html_table_end(stream);
}

void report_html_pumps(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  if (!outcome->steady || !has_section(network, SECTION_PUMPS)) return;
  html_table(stream, "Pumps", "Net speed: throughput over inlet pressure, back flow and ultimate pressure included.",
             "pump|at|state|#inlet, Pa|#throughput at 20 &deg;C, Pa m&sup3;/s|#net speed, L/s");
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (branch->type->section != SECTION_PUMPS) continue;
    BranchAnswer answer = branch_answer(network, k, outcome->steady);
    fputs("<tr>", stream);
    html_cell(stream, branch->name);
    html_cell(stream, network_node_name(network, branch->from));
    html_cell(stream, pump_state(branch));
    html_number_cell(stream, answer.pressure1_pa, 6);
    html_number_cell(stream, answer.throughput_pa_m3_s, 5);
    html_number_cell(stream, 1e3 * branch_speed_m3_s(&answer), 4);
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

static bool has_parts(const Network *network) {
  return has_section(network, SECTION_SURFACES) || has_section(network, SECTION_SEALS) ||
         has_section(network, SECTION_JOINTS);
}

static bool has_supplies(const Network *network) {
  return has_section(network, SECTION_SOURCES) || has_section(network, SECTION_LEAKS) || has_parts(network);
}

void report_html_supplies(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  if (!outcome->steady || !has_supplies(network)) return;
  html_table(stream, has_parts(network) ? "Sources, leaks, surfaces, seals and joints" : "Sources and leaks", NULL,
             "object|kind|into|#throughput at 20 &deg;C, Pa m&sup3;/s|#mass flow, kg/s");
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (!branch_is_supply(branch)) continue;
    BranchAnswer answer = branch_answer(network, k, outcome->steady);
    char label[300];
    fputs("<tr>", stream);
    html_cell(stream, branch_label(branch, label, sizeof label));
    html_cell(stream, branch->external ? "external leakage" : branch->type->name);
    html_cell(stream, network_node_name(network, branch->to));
    html_number_cell(stream, answer.throughput_pa_m3_s, 5);
    html_number_cell(stream, answer.mass_flow_kg_s, 4);
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

/* A bar whose mark at 80 % of its length is the limit. */
static void utilization_cell(const LimitRow *row, FILE *stream) {
  if (row->status == LIMIT_NOT_APPLICABLE || !isfinite(row->utilization)) {
    fputs("<td></td>", stream);
    return;
  }
  double length = fmin(fmax(80 * row->utilization, 0), 100);
  fprintf(stream, "<td class=\"use\">%s<div class=\"bar %s\"><i style=\"width:%s%%\"></i></div></td>",
          number_ratio(row->utilization).text, limit_status_name(row->status), number_fixed(length, 1).text);
}

void report_html_limits(const RunOutcome *outcome, FILE *stream) {
  if (!outcome->limits || outcome->limits->count == 0) return;
  html_table(stream, outcome->transient ? "Catalogue limits, at the worst moment" : "Catalogue limits, steady state",
             "Used: value over limit (limit over value for a minimum); the mark on the bar is the limit.",
             outcome->transient ? "element|check|#value|#limit|used|verdict|when|note|source"
                                : "element|check|#value|#limit|used|verdict|note|source");
  for (int i = 0; i < outcome->limits->count; i++) {
    const LimitRow *row = &outcome->limits->rows[i];
    const char *unit = limit_check_unit(row->check), *status = limit_status_name(row->status);
    fputs("<tr>", stream);
    html_cell(stream, outcome->study->network.branches[row->branch].name);
    html_cell(stream, limit_check_words(row->check));
    fprintf(stream, "<td class=\"n\">%s</td>", number_readable(row->value, unit).text);
    fprintf(stream, "<td class=\"n\">%s</td>", number_readable(row->limit, unit).text);
    utilization_cell(row, stream);
    fprintf(stream, "<td class=\"%s\">%s</td>", status,
            row->status == LIMIT_NOT_APPLICABLE ? "not applicable" : status);
    char when[60];
    if (outcome->transient)
      html_cell(stream, row->status == LIMIT_NOT_APPLICABLE ? "" : limit_when_words(row, when, sizeof when));
    html_cell(stream, row->reason);
    html_cell(stream, row->source);
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

void report_html_balance(const RunOutcome *outcome, FILE *stream) {
  const Balance *balance = outcome->balance;
  if (!balance) return;
  const char *flow = "Pa m&sup3;/s at 20 &deg;C";
  html_table(stream, outcome->transient ? "Balance, steady state" : "Balance",
             "Reckoned from the pressures and flows alone, apart from the solver.",
             "ledger of the whole line|#value|unit");
  html_figure_row(stream, "enters", balance->in_pa_m3_s, flow);
  html_figure_row(stream, "leaves", balance->out_pa_m3_s, flow);
  html_figure_row(stream, "is stored in isolated volumes", balance->stored_pa_m3_s, flow);
  html_figure_row(stream, "ledger closes to", balance->ledger_relative_error, "relative");
  if (balance->worst_node >= 0) {
    fputs("<tr><td>largest error at a node: ", stream);
    html_text(stream, outcome->study->network.nodes[balance->worst_node].name);
    fputs("</td>", stream);
    html_number_cell(stream, balance->relative_error, 6);
    fputs("<td>relative</td></tr>\n", stream);
  }
  html_table_end(stream);
}
