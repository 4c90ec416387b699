/* What every writer of results says of a node or a branch, reckoned in one place. */
#ifndef XSAVAC_SIM_RESULTS_BRANCH_H
#define XSAVAC_SIM_RESULTS_BRANCH_H

#include "models/valve.h"
#include "sim/regime.h"
#include "sim/transient/transient.h"

typedef struct {
  double pressure1_pa, pressure2_pa, temperature1_k; /* totals at `from` and `to`; NAN where the branch ends nowhere */
  double throughput_pa_m3_s;                         /* pV flow at 293.15 K, all gases, + from `from` to `to` */
  double mass_flow_kg_s;
  double conductance_m3_s; /* throughput over pressure difference; NAN: conductance_reason says why */
  const char *conductance_reason;
  BranchRegime regime;
} BranchAnswer;

BranchAnswer branch_answer(const Network *network, int branch, const SteadyResult *steady);

/* A pump's throughput over its inlet pressure; NAN where there is no gas. */
double branch_speed_m3_s(const BranchAnswer *answer);

double node_pressure_pa(const Network *network, int node, const SteadyResult *steady);
double node_end_temperature_k(const Network *network, int node,
                              const TransientResult *transient); /* as the run leaves it */
const char *node_kind(const Node *node);                         /* "boundary", "volume" or "junction" */
const char *network_node_name(const Network *network, int node); /* "" for NETWORK_NOWHERE */

/* "V1", or "V1.external" for a valve's external leakage; returns text. */
char *branch_label(const Branch *branch, char *text, size_t size);

/* on: open or running. "open", "closed", "running", "stopped"; NULL for a type that has no state. */
const char *branch_state_word(const Branch *branch, bool on);

const char *branch_state(const Branch *branch); /* "open", "closed"; NULL for a type that has none */
const char *pump_state(const Branch *pump);     /* "running", "stopped" */

/* The flow rests on coefficients that no catalogue states: to be labelled wherever the flow is shown. */
bool branch_is_estimated(const Branch *branch);

/* Open, or opened at some moment of the run; transient may be NULL. */
bool branch_was_open(const Network *network, int branch, const TransientResult *transient);

/* One figure of the estimate behind a branch's flow, as the valve uses it. */
typedef struct {
  const char *key; /* "discharge", "b", "molecular" */
  ValveEstimate figure;
} BranchEstimate;

/* Writes up to 3 and returns how many. */
int branch_estimates(const Branch *branch, BranchEstimate *estimates);

#endif
