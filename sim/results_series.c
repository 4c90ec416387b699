#include "sim/results_series.h"

#include <stdio.h>

#include "sim/results_branch.h"
#include "sim/results_csv.h"
#include "sim/transient/heat.h"

enum { COLUMN_MAX = 400 };

static bool taken_before(const Network *network, Section section, const char *name) {
  for (int s = SECTION_ELEMENTS; s < (int)section; s++)
    if (network_find_branch(network, (Section)s, name) >= 0) return true;
  return false;
}

char *series_branch_name(const Network *network, int branch, char *text, size_t size) {
  const Branch *b = &network->branches[branch];
  char label[300];
  branch_label(b, label, sizeof label);
  bool taken = taken_before(network, b->type->section, label);
  snprintf(text, size, "%s%s%s", taken ? section_key(b->type->section) : "", taken ? "." : "", label);
  return text;
}

bool series_has_state(const Branch *branch) {
  return branch->type->closes || branch->type->section == SECTION_PUMPS;
}

/* The next branch of the order of the columns after k (-1: the first): by section, in each by number; -1: no more. */
static int next_column(const Network *network, int k) {
  int section = k < 0 ? SECTION_ELEMENTS : (int)network->branches[k].type->section;
  for (; section < SECTION_COUNT; section++, k = -1)
    for (int i = k + 1; i < network->n_branches; i++)
      if ((int)network->branches[i].type->section == section) return i;
  return -1;
}

static void column(FILE *stream, const char *quantity, const char *name, const char *unit) {
  char text[COLUMN_MAX];
  snprintf(text, sizeof text, "%s_%s%s", quantity, name, unit);
  fputc(',', stream);
  csv_field(stream, text);
}

static void branch_columns(const Network *network, bool states, FILE *stream) {
  char name[COLUMN_MAX / 2];
  for (int k = next_column(network, -1); k >= 0; k = next_column(network, k)) {
    series_branch_name(network, k, name, sizeof name);
    if (!states)
      column(stream, "q", name, "_Pa_m3_s");
    else if (series_has_state(&network->branches[k]))
      column(stream, "state", name, "");
  }
}

/* "chamber_N2" would be two columns where a node has that name. */
char *series_gas_column(const Network *network, int node, int gas, char *text, size_t size) {
  char name[COLUMN_MAX / 2];
  snprintf(name, sizeof name, "%s_%s", network->nodes[node].name, network->gases[gas]->name);
  bool taken = network_find_node(network, name) >= 0;
  snprintf(text, size, "p_%s%s_Pa", taken ? "nodes." : "", name);
  return text;
}

static void print_gas_column(const Network *network, int node, int gas, FILE *stream) {
  char text[COLUMN_MAX];
  fputc(',', stream);
  csv_field(stream, series_gas_column(network, node, gas, text, sizeof text));
}

static void print_header(const Network *network, FILE *stream) {
  fputs("time_s", stream);
  for (int i = 0; i < network->n_nodes; i++)
    column(stream, "p", network->nodes[i].name, "_Pa");
  branch_columns(network, false, stream);
  branch_columns(network, true, stream);
  for (int i = 0; i < network->n_nodes && network->n_gas > 1; i++)
    for (int gas = 0; gas < network->n_gas; gas++)
      print_gas_column(network, i, gas, stream);
  for (int i = 0; i < network->n_nodes; i++)
    if (node_has_heat(&network->nodes[i])) column(stream, "T", network->nodes[i].name, "_K");
  fputc('\n', stream);
}

static void number(FILE *stream, double value) {
  fputc(',', stream);
  csv_number(stream, value + 0.0); /* no -0 */
}

static double sum(const double *values, int count) {
  double total = 0;
  for (int i = 0; i < count; i++)
    total += values[i];
  return total;
}

static void print_row(const Network *network, const Series *series, int row, FILE *stream) {
  int n_gas = series->n_gas;
  const double *p = series->p + (size_t)row * (size_t)(series->n_nodes * n_gas);
  const double *q = series->q + (size_t)row * (size_t)(series->n_branches * n_gas);
  const double *opening = series->opening + (size_t)row * (size_t)series->n_branches;
  csv_number(stream, series->time_s[row]);
  for (int i = 0; i < series->n_nodes; i++)
    number(stream, sum(p + i * n_gas, n_gas));
  for (int k = next_column(network, -1); k >= 0; k = next_column(network, k))
    number(stream, sum(q + k * n_gas, n_gas));
  for (int k = next_column(network, -1); k >= 0; k = next_column(network, k))
    if (series_has_state(&network->branches[k])) fputs(opening[k] > 0 ? ",1" : ",0", stream);
  for (int i = 0; i < series->n_nodes * n_gas && n_gas > 1; i++)
    number(stream, p[i]);
  for (int i = 0; i < series->n_nodes && series->temperature_k; i++)
    if (node_has_heat(&network->nodes[i]))
      number(stream, series->temperature_k[(size_t)row * (size_t)series->n_nodes + (size_t)i]);
  fputc('\n', stream);
}

void csv_transient(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  print_header(network, stream);
  for (int row = 0; row < outcome->transient->series.count; row++)
    print_row(network, &outcome->transient->series, row, stream);
}
