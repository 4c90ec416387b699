/* What came out of a run through time: measures, events, its end, its ledger. */
#include <math.h>

#include "models/constants.h"
#include "plots/report_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_branch.h"
#include "sim/results_words.h"
#include "sim/transient/heat.h"

enum { EVENTS_SHOWN = 200 };

static void measure_row(const RunOutcome *outcome, int i, FILE *stream) {
  const Measure *measure = &outcome->study->measures.rows[i];
  const MeasureResult *result = &outcome->measures[i];
  char what[400], value[120];
  fputs("<tr>", stream);
  html_cell(stream, measure->name);
  html_cell(stream, measure_words(&outcome->study->network, measure, what, sizeof what));
  fputs("<td class=\"n\">", stream);
  html_text(stream, figure_words(result->value, measure_unit(measure), value, sizeof value));
  fputs("</td>", stream);
  html_number_cell(stream, result->at_s, 6);
  fprintf(stream, "<td%s>", result->conditional ? " class=\"conditional\"" : "");
  html_text(stream, result->reason);
  html_text(stream, result->conditional ? (result->reason[0] ? "; conditional" : "conditional") : "");
  fputs("</td></tr>\n", stream);
}

void report_html_measures(const RunOutcome *outcome, FILE *stream) {
  if (!outcome->measures || outcome->study->measures.count == 0) return;
  html_table(stream, "Measures", NULL, "measure|what|#value|#at, s|note");
  for (int i = 0; i < outcome->study->measures.count; i++)
    measure_row(outcome, i, stream);
  html_table_end(stream);
}

static void print_unfired(const RunOutcome *outcome, FILE *stream) {
  const TransientResult *run = outcome->transient;
  char words[600];
  for (int i = 0; i < run->n_unfired; i++) {
    fputs("<p>Never came: ", stream);
    html_text(stream, schedule_entry_words(&outcome->study->network, &outcome->study->schedule.entries[run->unfired[i]],
                                           words, sizeof words));
    fputs("</p>\n", stream);
  }
}

void report_html_events(const RunOutcome *outcome, FILE *stream) {
  const TransientResult *run = outcome->transient;
  if (!run || run->n_events + run->n_unfired == 0) return;
  html_table(stream, "Events", run->n_events > EVENTS_SHOWN ? "The first 200; events.csv has them all." : NULL,
             "#time, s|object|what|cause");
  for (int i = 0; i < run->n_events && i < EVENTS_SHOWN; i++) {
    fputs("<tr>", stream);
    html_number_cell(stream, run->events[i].time_s, 9);
    html_cell(stream, outcome->study->network.branches[run->events[i].branch].name);
    html_cell(stream, event_word(run->events[i].kind));
    html_cell(stream, run->events[i].cause);
    fputs("</tr>\n", stream);
  }
  fputs("</tbody></table></div>\n", stream);
  print_unfired(outcome, stream);
  fputs("</section>\n", stream);
}

void report_html_end(const RunOutcome *outcome, FILE *stream) {
  const TransientResult *run = outcome->transient;
  if (!run) return;
  const Network *network = &outcome->study->network;
  char heading[120];
  snprintf(heading, sizeof heading, "Pressures at the end, %s s", number_text(run->end_s, 6).text);
  bool heat = network_has_heat(network);
  html_table(stream, heading, NULL,
             heat ? "node|kind|#pressure, Pa|#mbar|#temperature, &deg;C" : "node|kind|#pressure, Pa|#mbar");
  for (int i = 0; i < network->n_nodes; i++) {
    double p = node_pressure_pa(network, i, &run->final);
    fputs("<tr>", stream);
    html_cell(stream, network->nodes[i].name);
    html_cell(stream, node_kind(&network->nodes[i]));
    html_number_cell(stream, p, 6);
    html_number_cell(stream, 0.01 * p, 6);
    if (heat) html_number_cell(stream, node_end_temperature_k(network, i, run) - ZERO_CELSIUS_K, 4);
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

void report_html_ledger(const RunOutcome *outcome, FILE *stream) {
  if (!outcome->transient) return;
  const Ledger *ledger = &outcome->transient->ledger;
  const char *amount = "Pa m&sup3; at 20 &deg;C";
  html_table(stream, "Balance of the run", "Amounts of gas over the whole run, all gases.",
             "ledger of the whole line|#value|unit");
  html_figure_row(stream, "entered", ledger->in_pa_m3, amount);
  html_figure_row(stream, "left", ledger->out_pa_m3, amount);
  html_figure_row(stream, "stored more than at the start", ledger->stored_pa_m3, amount);
  html_figure_row(stream, "bookkeeping closes to", ledger->bookkeeping_error, "relative");
  fputs("<tr><td>the laws, integrated again over the solution, agree to", stream);
  if (ledger->worst_node >= 0) {
    fputs("; worst at ", stream);
    html_text(stream, outcome->study->network.nodes[ledger->worst_node].name);
  }
  fputs("</td>", stream);
  html_number_cell(stream, ledger->law_error, 6);
  fputs("<td>relative</td></tr>\n", stream);
  html_table_end(stream);
}
