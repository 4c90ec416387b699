#include "sim/report_transient.h"

#include <math.h>
#include <string.h>

#include "models/constants.h"
#include "sim/output_number.h"
#include "sim/report_table.h"
#include "sim/results_branch.h"
#include "sim/results_words.h"
#include "sim/transient/heat.h"

enum { MEASURES_SHOWN = 10, NODES_SHOWN = 8, EVENTS_SHOWN = 8, EVENT_NAMES_SHOWN = 6, MEASURE_NAME_COLUMNS = 20 };

/* --- measures --- */

static int measures_shown(const Study *study) {
  return study->measures.count > MEASURES_SHOWN ? MEASURES_SHOWN - 1 : study->measures.count;
}

static bool measures_a_flow(const Study *study) {
  for (int i = 0; i < measures_shown(study); i++)
    if (strcmp(measure_unit(&study->measures.rows[i]), "Pa m3/s") == 0) return true;
  return false;
}

/* What is measured; when, for an extreme; why not, where there is no number. */
static void measure_text(const RunOutcome *outcome, int i, char *text, size_t size) {
  const Measure *measure = &outcome->study->measures.rows[i];
  const MeasureResult *result = &outcome->measures[i];
  measure_words(&outcome->study->network, measure, text, size);
  size_t used = strlen(text);
  bool extreme = measure->kind == MEASURE_MAX || measure->kind == MEASURE_MIN;
  if (!isfinite(result->value))
    snprintf(text + used, size - used, ": %s", result->reason[0] ? result->reason : "no value");
  else if (extreme && isfinite(result->at_s))
    snprintf(text + used, size - used, ", at %s s", number_text(result->at_s, 5).text);
  used = strlen(text);
  if (isfinite(result->value) && result->reason[0]) snprintf(text + used, size - used, "; %s", result->reason);
}

void report_print_measures(const RunOutcome *outcome, FILE *stream) {
  const Study *study = outcome->study;
  int shown = measures_shown(study), name_width = 8, value_width = 0;
  char value[120], text[REPORT_LINE_SIZE], name[REPORT_NAME_SIZE], label[2 * REPORT_NAME_SIZE + 120];
  for (int i = 0; i < shown; i++) {
    const Measure *measure = &study->measures.rows[i];
    name_width = (int)fmax(name_width, (double)strlen(measure->name));
    figure_words(outcome->measures[i].value, measure_unit(measure), value, sizeof value);
    value_width = (int)fmax(value_width, (double)strlen(value));
  }
  if (name_width > MEASURE_NAME_COLUMNS) name_width = MEASURE_NAME_COLUMNS;
  if (shown > 0) fprintf(stream, "\nMeasures%s\n", measures_a_flow(study) ? ", flow at 20 degC" : "");
  for (int i = 0; i < shown; i++) {
    const Measure *measure = &study->measures.rows[i];
    figure_words(outcome->measures[i].value, measure_unit(measure), value, sizeof value);
    snprintf(label, sizeof label, "  %-*s %s %-*s  ", name_width, report_name(measure->name, name_width, name),
             outcome->measures[i].conditional ? "*" : " ", value_width, value);
    measure_text(outcome, i, text, sizeof text);
    report_wrapped(stream, label, text);
  }
  report_cut_line(stream, study->measures.count - shown, "measures.csv");
}

void report_print_conditional(const RunOutcome *outcome, FILE *stream) {
  char text[REPORT_LINE_SIZE];
  if (conditional_words(outcome, text, sizeof text)[0]) report_wrapped(stream, "  * ", text);
}

/* --- what is shown of a long list --- */

enum { RANKS = 3 };

/* Of count[] rows of each rank, the lowest rank first, how many get a line; all of them where they fit. */
static void share_out(const int count[RANKS], int lines, int allowed[RANKS]) {
  int total = 0;
  for (int rank = 0; rank < RANKS; rank++)
    total += count[rank];
  int left = total > lines ? lines - 1 : lines; /* the last line says how many are left out */
  for (int rank = 0; rank < RANKS; rank++) {
    allowed[rank] = count[rank] < left ? count[rank] : left;
    left -= allowed[rank];
  }
}

/* --- nodes --- */

static int node_rank(const Node *node) {
  if (node->params.fixed) return 2;
  return node->params.volume_m3 > 0 ? 0 : 1;
}

static void node_line(const RunOutcome *outcome, int i, int width, FILE *stream) {
  const Network *network = &outcome->study->network;
  const double *end = outcome->transient->final.p;
  double p = node_pressure_pa(network, i, &outcome->transient->final);
  char name[REPORT_NAME_SIZE];
  fprintf(stream, "  %-*s   %-9s %11s %11s", width, report_name(network->nodes[i].name, width, name),
          node_kind(&network->nodes[i]), number_text(p, 6).text, number_text(p * 0.01, 6).text);
  if (network_has_heat(network))
    fprintf(stream, " %11s",
            number_text(node_end_temperature_k(network, i, outcome->transient) - ZERO_CELSIUS_K, 4).text);
  if (outcome->steady)
    fprintf(stream, " %11s%s", number_text(node_pressure_pa(network, i, outcome->steady), 6).text,
            outcome->steady->isolated[i] ? "  isolated" : "");
  report_composition(network, end + i * network->n_gas, stream);
  fputc('\n', stream);
}

static void print_nodes(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  int width = report_name_width(outcome), count[RANKS] = {0}, allowed[RANKS], shown = 0;
  for (int i = 0; i < network->n_nodes; i++)
    count[node_rank(&network->nodes[i])]++;
  share_out(count, NODES_SHOWN, allowed);
  fprintf(stream, "%-*s %11s %11s%s%s\n", width + 14, "At the end", "Pa", "mbar",
          network_has_heat(network) ? "        degC" : "", outcome->steady ? "   steady Pa" : "");
  for (int i = 0; i < network->n_nodes; i++) {
    if (allowed[node_rank(&network->nodes[i])]-- <= 0) continue;
    node_line(outcome, i, width, stream);
    shown++;
  }
  report_cut_line(stream, network->n_nodes - shown, "transient.csv");
}

/* --- events --- */

/* The first event after those that happened with event i for the same cause. */
static int group_end(const TransientResult *transient, int i) {
  const TransientEvent *first = &transient->events[i];
  int end = i + 1;
  while (end < transient->n_events && transient->events[end].time_s == first->time_s &&
         strcmp(transient->events[end].cause, first->cause) == 0)
    end++;
  return end;
}

/* What the valves did on their own comes before what the schedule did. */
static int event_rank(const TransientEvent *event) {
  return event->kind >= EVENT_HELD_SHUT ? 0 : 1;
}

/* "open V1, V2; close V3: chamber below 10 Pa". */
static void group_text(const RunOutcome *outcome, int start, int end, char *text, size_t size) {
  const TransientEvent *events = outcome->transient->events;
  size_t used = 0;
  for (int i = start; i < end && used < size; i++) {
    bool same = i > start && events[i].kind == events[i - 1].kind;
    const char *name = outcome->study->network.branches[events[i].branch].name, *and = i > start ? "; " : "";
    if (i - start >= EVENT_NAMES_SHOWN) {
      used += (size_t)snprintf(text + used, size - used, " and %d more", end - i);
      break;
    }
    used += (size_t)snprintf(text + used, size - used, "%s%s%s%s", same ? ", " : and,
                             same ? "" : event_word(events[i].kind), same ? "" : " ", name);
  }
  char plain[64];
  snprintf(plain, sizeof plain, "at %.6g s", events[start].time_s); /* would say the time twice */
  if (used < size && events[start].cause[0] && strcmp(events[start].cause, plain) != 0)
    snprintf(text + used, size - used, ": %s", events[start].cause);
}

static void print_events(const RunOutcome *outcome, FILE *stream) {
  const TransientResult *transient = outcome->transient;
  int count[RANKS] = {0}, allowed[RANKS], left_out = 0;
  char text[REPORT_LINE_SIZE], label[NUMBER_TEXT_SIZE + 16];
  for (int i = 0; i < transient->n_events; i = group_end(transient, i))
    count[event_rank(&transient->events[i])]++;
  share_out(count, EVENTS_SHOWN, allowed);
  if (transient->n_events > 0) fputs("Events\n", stream);
  for (int i = 0, end; i < transient->n_events; i = end) {
    end = group_end(transient, i);
    if (allowed[event_rank(&transient->events[i])]-- <= 0) {
      left_out += end - i;
      continue;
    }
    group_text(outcome, i, end, text, sizeof text);
    snprintf(label, sizeof label, "  %10s s  ", number_text(transient->events[i].time_s, 6).text);
    report_wrapped(stream, label, text);
  }
  report_cut_line(stream, left_out, "events.csv");
}

void report_print_transient(const RunOutcome *outcome, FILE *stream) {
  const TransientResult *transient = outcome->transient;
  char end[80];
  fprintf(stream, "\nTransient  to %s, %d %s; %ld steps, %ld rejected\n",
          figure_words(transient->end_s, "s", end, sizeof end), transient->n_events,
          transient->n_events == 1 ? "event" : "events", transient->steps, transient->rejected);
  print_nodes(outcome, stream);
  print_events(outcome, stream);
  if (!outcome->steady) report_print_legend(outcome, stream);
}
