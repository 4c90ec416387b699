#include "sim/report_table.h"

#include <math.h>
#include <string.h>

#include "models/constants.h"
#include "sim/output_number.h"
#include "sim/results_branch.h"

enum { NODES_SHOWN = 12, ELEMENTS_SHOWN = 14, PUMPS_SHOWN = 3, SUPPLIES_SHOWN = 3, ELEMENTS_BESIDE = 5 };

static bool starts_character(char byte) {
  return ((unsigned char)byte & 0xC0) != 0x80; /* not the inner byte of a UTF-8 sequence */
}

static int columns_of(const char *text, size_t length) {
  int columns = 0;
  for (size_t i = 0; i < length; i++)
    columns += starts_character(text[i]);
  return columns;
}

/* A label may carry a colour (ESC [ ... m), which takes no column. */
static int label_columns(const char *label) {
  int columns = 0;
  for (; *label; label++) {
    if (*label == '\033')
      label += strcspn(label, "m");
    else
      columns += starts_character(*label);
  }
  return columns;
}

static void put_plain(FILE *stream, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    fputc((unsigned char)text[i] < ' ' || text[i] == 127 ? '?' : text[i], stream);
}

void report_wrapped(FILE *stream, const char *label, const char *text) {
  int indent = label_columns(label), column = indent;
  fputs(label, stream);
  for (bool first = true; *text; first = false) {
    size_t word = strcspn(text, " ");
    int columns = columns_of(text, word);
    if (!first && column + 1 + columns > REPORT_COLUMNS) {
      fprintf(stream, "\n%*s", indent, "");
      column = indent;
    } else if (!first) {
      fputc(' ', stream);
      column++;
    }
    put_plain(stream, text, word);
    column += columns;
    text += word;
    if (*text == ' ') text++;
  }
  fputc('\n', stream);
}

int report_name_width(const RunOutcome *outcome) {
  const Network *network = &outcome->study->network;
  int width = 8, most = outcome->transient ? 12 : 15;
  for (int i = 0; i < network->n_nodes; i++)
    width = (int)fmax(width, (double)strlen(network->nodes[i].name));
  for (int i = 0; i < network->n_branches; i++)
    width = (int)fmax(width, (double)strlen(network->branches[i].name));
  return width > most ? most : width;
}

char *report_name(const char *name, int width, char *text) {
  int length = (int)strlen(name), head = (width - 2) / 2, tail = width - 2 - head;
  if (length <= width)
    snprintf(text, REPORT_NAME_SIZE, "%s", name);
  else
    snprintf(text, REPORT_NAME_SIZE, "%.*s..%s", head, name, name + length - tail); /* numbers stand at the end */
  return text;
}

void report_cut_line(FILE *stream, int rest, const char *file) {
  if (rest > 0) fprintf(stream, "  %d more in %s\n", rest, file);
}

/* "90 %", "12 ppm": a share for reading. */
static NumberText share_text(double fraction) {
  NumberText text = number_text(fraction >= 1e-3 ? 100 * fraction : 1e6 * fraction, 3);
  strncat(text.text, fraction >= 1e-3 ? " %" : " ppm", sizeof text.text - strlen(text.text) - 1);
  return text;
}

enum { GASES_SHOWN = 3 };

void report_composition(const Network *network, const double *p, FILE *stream) {
  double total = 0, below = INFINITY;
  for (int i = 0; i < network->n_gas; i++)
    total += p[i];
  for (int shown = 0; shown < GASES_SHOWN && network->n_gas > 1 && total > 0; shown++) {
    int largest = -1;
    for (int i = 0; i < network->n_gas; i++)
      if (p[i] < below && (largest < 0 || p[i] > p[largest])) largest = i;
    if (largest < 0 || p[largest] < 1e-9 * total) return;
    fprintf(stream, "%s%s %s", shown ? ", " : "  ", network->gases[largest]->name, share_text(p[largest] / total).text);
    below = p[largest];
  }
}

static void print_isolated(const RunOutcome *outcome, int i, FILE *stream) {
  double rate = balance_rate_of_rise_pa_s(&outcome->study->network, outcome->steady, i);
  fprintf(stream, "  isolated: keeps its gas");
  if (rate != 0) fprintf(stream, ", %s%s Pa/s", rate > 0 ? "+" : "", number_text(rate, 3).text);
}

static void print_nodes(const RunOutcome *outcome, int width, FILE *stream) {
  const Network *network = &outcome->study->network;
  int shown = network->n_nodes > NODES_SHOWN ? NODES_SHOWN - 1 : network->n_nodes;
  fprintf(stream, "\n%-*s %-9s %11s %11s %7s\n", width + 4, "Nodes", "", "Pa", "mbar", "degC");
  for (int i = 0; i < shown; i++) {
    const Node *node = &network->nodes[i];
    double p = node_pressure_pa(network, i, outcome->steady);
    char name[REPORT_NAME_SIZE];
    fprintf(stream, "  %-*s   %-9s %11s %11s %7s", width, report_name(node->name, width, name), node_kind(node),
            number_text(p, 6).text, number_text(p * 0.01, 6).text,
            number_fixed(node->params.temperature_k - ZERO_CELSIUS_K, 1).text);
    if (outcome->steady->isolated[i])
      print_isolated(outcome, i, stream);
    else
      report_composition(network, outcome->steady->p + i * network->n_gas, stream);
    fputc('\n', stream);
  }
  report_cut_line(stream, network->n_nodes - shown, "nodes.csv");
}

static NumberText or_dash(NumberText number) {
  if (!number.text[0]) strcpy(number.text, "-");
  return number;
}

static void element_line(const RunOutcome *outcome, int k, int width, FILE *stream) {
  const Network *network = &outcome->study->network;
  const Branch *branch = &network->branches[k];
  BranchAnswer answer = branch_answer(network, k, outcome->steady);
  char name[REPORT_NAME_SIZE], from[REPORT_NAME_SIZE], to[REPORT_NAME_SIZE], ends[2 * REPORT_NAME_SIZE + 8];
  snprintf(ends, sizeof ends, "%s > %s", report_name(network_node_name(network, branch->from), width, from),
           report_name(network_node_name(network, branch->to), width, to));
  const char *state = branch_state(branch), *regime = regime_name(answer.regime.regime);
  fprintf(stream, "  %-*s %s %-*s %-6s %11s %11s  %-12s %9s\n", width, report_name(branch->name, width, name),
          branch_is_estimated(branch) ? "~" : " ", 2 * width + 3, ends, state ? state : "",
          number_text(answer.throughput_pa_m3_s, 5).text, or_dash(number_text(answer.conductance_m3_s * 1e3, 4)).text,
          *regime ? regime : "-", or_dash(number_text(answer.regime.knudsen, 3)).text);
}

static int count_of(const Network *network, Section section) {
  int count = 0;
  for (int k = 0; k < network->n_branches; k++)
    count += network->branches[k].type->section == section;
  return count;
}

/* The k-th branch from `start` on that belongs to the section; n_branches when there is none. */
static int next_of(const Network *network, Section section, int start) {
  int k = start;
  while (k < network->n_branches && network->branches[k].type->section != section)
    k++;
  return k;
}

static void print_elements(const RunOutcome *outcome, int width, FILE *stream) {
  const Network *network = &outcome->study->network;
  int count = count_of(network, SECTION_ELEMENTS), most = outcome->transient ? ELEMENTS_BESIDE : ELEMENTS_SHOWN;
  int shown = count > most ? most - 1 : count;
  if (count == 0) return;
  fprintf(stream, "\n%-*s %-6s %11s %11s  %-12s %9s\n", 3 * width + 8,
          outcome->transient ? "Steady state, flow at 20 degC" : "Elements, flow at 20 degC", "", "Pa m3/s", "L/s",
          "regime", "Kn");
  for (int i = 0, k = 0; i < shown; i++, k++) {
    k = next_of(network, SECTION_ELEMENTS, k);
    element_line(outcome, k, width, stream);
  }
  report_cut_line(stream, count - shown, "elements.csv");
  report_print_legend(outcome, stream);
}

static void print_pumps(const RunOutcome *outcome, int width, FILE *stream) {
  const Network *network = &outcome->study->network;
  int count = count_of(network, SECTION_PUMPS), shown = count > PUMPS_SHOWN ? PUMPS_SHOWN - 1 : count;
  for (int i = 0, k = 0; i < shown; i++, k++) {
    k = next_of(network, SECTION_PUMPS, k);
    const Branch *branch = &network->branches[k];
    BranchAnswer answer = branch_answer(network, k, outcome->steady);
    char name[REPORT_NAME_SIZE], text[REPORT_LINE_SIZE];
    snprintf(text, sizeof text, "%s at %s, %s: inlet %s Pa, %s Pa m3/s, net speed %s L/s",
             report_name(branch->name, width, name), network_node_name(network, branch->from), pump_state(branch),
             number_text(answer.pressure1_pa, 6).text, number_text(answer.throughput_pa_m3_s, 5).text,
             or_dash(number_text(branch_speed_m3_s(&answer) * 1e3, 4)).text);
    report_wrapped(stream, i ? "         " : "Pumps    ", text);
  }
  report_cut_line(stream, count - shown, "pumps.csv");
}

static void print_sources(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  int count = count_of(network, SECTION_SOURCES), shown = count > SUPPLIES_SHOWN ? SUPPLIES_SHOWN : count;
  for (int i = 0, k = 0; i < shown; i++, k++) {
    k = next_of(network, SECTION_SOURCES, k);
    char text[REPORT_LINE_SIZE];
    snprintf(text, sizeof text, "%s: %s Pa m3/s into %s", network->branches[k].name,
             number_text(branch_answer(network, k, outcome->steady).throughput_pa_m3_s, 5).text,
             network_node_name(network, network->branches[k].to));
    report_wrapped(stream, i ? "         " : "Sources  ", text);
  }
  report_cut_line(stream, count - shown, "supplies.csv");
}

/* As their sum with the largest: there is a leak for every valve of a catalogue. */
static void print_sum(const RunOutcome *outcome, Section section, const char *word, FILE *stream) {
  const Network *network = &outcome->study->network;
  double sum = 0, most = 0;
  int count = 0, largest = -1;
  char text[REPORT_LINE_SIZE], label[300];
  for (int k = next_of(network, section, 0); k < network->n_branches; k = next_of(network, section, k + 1)) {
    double q = branch_answer(network, k, outcome->steady).throughput_pa_m3_s;
    sum += q;
    count++;
    if (largest < 0 || fabs(q) > fabs(most)) most = q, largest = k;
  }
  if (count == 0) return;
  snprintf(text, sizeof text, "%d, in all %s Pa m3/s; largest %s, %s Pa m3/s", count, number_text(sum, 4).text,
           branch_label(&network->branches[largest], label, sizeof label), number_text(most, 4).text);
  report_wrapped(stream, word, text);
}

static void print_supplies(const RunOutcome *outcome, FILE *stream) {
  print_sources(outcome, stream);
  print_sum(outcome, SECTION_LEAKS, "Leaks    ", stream);
  print_sum(outcome, SECTION_SURFACES, "Surfaces ", stream);
  print_sum(outcome, SECTION_SEALS, "Seals    ", stream);
  print_sum(outcome, SECTION_JOINTS, "Joints   ", stream);
}

void report_print_steady(const RunOutcome *outcome, FILE *stream) {
  int width = report_name_width(outcome);
  const Network *network = &outcome->study->network;
  bool alone = !outcome->transient;
  bool supplied = count_of(network, SECTION_PUMPS) > 0;
  for (int k = 0; k < network->n_branches; k++)
    supplied = supplied || branch_is_supply(&network->branches[k]);
  if (alone) print_nodes(outcome, width, stream);
  print_elements(outcome, width, stream);
  if (alone && supplied) fputc('\n', stream);
  print_pumps(outcome, width, stream);
  if (alone) print_supplies(outcome, stream);
}
