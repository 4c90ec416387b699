#include "sim/probe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"
#include "sim/branch_flow.h"

const ProbeRow probe_rows[PROBE_KIND_COUNT] = {
#define X(id, key, words, unit, dimension, of) {key, words, unit, dimension, of},
    PROBE_KINDS(X)
#undef X
};

static bool counts(const Network *network, const Probe *probe, int gas) {
  return !probe->gas || network->gases[gas] == probe->gas;
}

static double pressure_at(const Network *network, const double *p, const Probe *probe, int node) {
  double sum = 0;
  for (int i = 0; i < network->n_gas && node >= 0; i++)
    if (counts(network, probe, i)) sum += p[node * network->n_gas + i];
  return sum;
}

static double drop(const Network *network, const double *p, const Probe *probe) {
  const Branch *branch = &network->branches[probe->object];
  return pressure_at(network, p, probe, branch->from) - pressure_at(network, p, probe, branch->to);
}

/* Throughput, or mass flow: every mole at 293.15 K is R T0 of pV. */
static double flow_of(const Network *network, const double *p, const Probe *probe) {
  BranchFlow flow;
  branch_flow(network, &network->branches[probe->object], p, &flow);
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++) {
    double weight = probe->kind != PROBE_MASS_FLOW
                        ? 1
                        : network->gases[i]->molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * REFERENCE_TEMPERATURE_K);
    if (counts(network, probe, i)) sum += weight * flow.q[i];
  }
  return sum;
}

/* Of gas that stands in the node; what a trial step leaves below nothing is none. */
static double fraction_at(const Network *network, const double *p, const Probe *probe) {
  const Probe all = {PROBE_PRESSURE, probe->object, NULL};
  double sum = pressure_at(network, p, &all, probe->object);
  return sum > 0 ? pressure_at(network, p, probe, probe->object) / sum : NAN;
}

/* What leaves the node through one branch; nothing where gas comes in by it. */
static double outflow(const Network *network, const double *p, const Probe *probe, int k) {
  const Branch *branch = &network->branches[k];
  if (branch_is_supply(branch) || (branch->from != probe->object && branch->to != probe->object)) return 0;
  const Probe flow = {PROBE_THROUGHPUT, k, probe->gas};
  double out = flow_of(network, p, &flow);
  return fmax(branch->from == probe->object ? out : -out, 0);
}

static double speed_at(const Network *network, const double *p, const Probe *probe) {
  double sum = 0, pressure_pa = pressure_at(network, p, probe, probe->object);
  for (int k = 0; k < network->n_branches; k++)
    sum += outflow(network, p, probe, k);
  double volume = sum * network->nodes[probe->object].params.temperature_k / REFERENCE_TEMPERATURE_K;
  return pressure_pa > 0 ? volume / pressure_pa : NAN;
}

double probe_value(const Network *network, const double *p, const Probe *probe) {
  switch (probe->kind) {
  case PROBE_PRESSURE:
    return pressure_at(network, p, probe, probe->object);
  case PROBE_PRESSURE_DROP:
    return drop(network, p, probe);
  case PROBE_CONDUCTANCE: {
    double difference = drop(network, p, probe);
    return difference != 0 ? flow_of(network, p, probe) / difference : NAN;
  }
  case PROBE_FRACTION:
    return fraction_at(network, p, probe);
  case PROBE_TEMPERATURE:
    return network->nodes[probe->object].params.temperature_k;
  case PROBE_PUMPING_SPEED:
    return speed_at(network, p, probe);
  case PROBE_THROUGHPUT:
  case PROBE_MASS_FLOW:
  case PROBE_KIND_COUNT:
    break;
  }
  return flow_of(network, p, probe);
}

const char *probe_object_name(const Network *network, const Probe *probe) {
  return probe_rows[probe->kind].of == PROBE_OF_NODE ? network->nodes[probe->object].name
                                                     : network->branches[probe->object].name;
}

double condition_excess(const Network *network, const double *p, const Condition *condition) {
  double value = probe_value(network, p, &condition->probe);
  double unit = condition->threshold != 0 ? fabs(condition->threshold) : 1;
  return (condition->below ? condition->threshold - value : value - condition->threshold) / unit;
}

char *probe_words(const Network *network, const Probe *probe, char *text, size_t size) {
  const char *words = probe_rows[probe->kind].words, *name = probe_object_name(network, probe);
  if (probe->kind == PROBE_FRACTION)
    snprintf(text, size, "%s of %s in %s", words, probe->gas->name, name);
  else
    snprintf(text, size, "%s of %s%s%s", words, name, probe->gas ? " of " : "", probe->gas ? probe->gas->name : "");
  return text;
}

char *probe_value_words(ProbeKind kind, double value, char *text, size_t size) {
  static const double least_in_percent = 0.01;
  if (kind != PROBE_FRACTION)
    snprintf(text, size, "%.6g %s", value, probe_rows[kind].unit);
  else if (fabs(value) < least_in_percent)
    snprintf(text, size, "%.6g ppm", 1e6 * value);
  else
    snprintf(text, size, "%.6g %%", 100 * value);
  return text;
}

char *condition_words(const Network *network, const Condition *condition, char *text, size_t size) {
  const Probe *probe = &condition->probe;
  const ProbeRow *row = &probe_rows[probe->kind];
  const char *gas = probe->gas ? probe->gas->name : "";
  bool plain = probe->kind == PROBE_PRESSURE;
  char value[48], figure[160];
  snprintf(figure, sizeof figure, "%s%s%s%s%s", plain ? "" : row->words, plain ? "" : " of ",
           probe_object_name(network, probe), *gas ? " " : "", gas);
  if (probe->kind == PROBE_FRACTION) probe_words(network, probe, figure, sizeof figure);
  snprintf(text, size, "%s %s %s", figure, condition->below ? "below" : "above",
           probe_value_words(probe->kind, condition->threshold, value, sizeof value));
  return text;
}
