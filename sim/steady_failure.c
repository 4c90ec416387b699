#include "sim/steady_failure.h"

#include <math.h>
#include <stdio.h>

static const char *node_name(const SteadyWork *work, const Network *network, int unknown) {
  return network->nodes[work->system.node_of_free[unknown / work->system.n_gas]].name;
}

Status steady_fail_branch(const Network *network, SteadyResult *result, int branch) {
  snprintf(result->message, sizeof result->message, "%s '%s': its flow law gave no finite number at these pressures",
           network->branches[branch].type->name, network->branches[branch].name);
  return STATUS_NUMERICS;
}

Status steady_fail_singular(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown) {
  if (unknown < 0)
    snprintf(result->message, sizeof result->message, "out of memory in the linear solver");
  else
    snprintf(result->message, sizeof result->message,
             "node '%s': nothing determines its pressure in this state (every way out is shut)",
             node_name(work, network, unknown));
  return STATUS_NUMERICS;
}

Status steady_fail_balance(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown,
                           double error) {
  const Evaluation *e = &work->evaluation;
  snprintf(
      result->message, sizeof result->message,
      "node '%s' would not close: %.3g Pa m3/s are left over of %.3g (relative %.2g) after %d iterations; its pressure "
      "stood at %.6g Pa",
      node_name(work, network, unknown), e->into[unknown], e->magnitude[unknown], error, result->iterations,
      result->p[work->system.node_of_free[unknown / work->system.n_gas] * network->n_gas + unknown % network->n_gas]);
  return STATUS_NUMERICS;
}

static double largest_pressure(const Network *network, const double *p) {
  double largest = 0;
  for (int i = 0; i < (network->n_nodes + 1) * network->n_gas; i++)
    largest = fmax(largest, p[i]);
  return largest;
}

int steady_most_negative(const SteadyWork *work, const Network *network, const double *p) {
  const double one_molecule_per_m3_pa = 4e-21;
  double lowest = -fmax(1e-12 * largest_pressure(network, p), one_molecule_per_m3_pa);
  int g = network->n_gas, unknown = -1;
  for (int u = 0; u < work->system.n; u++) {
    double value = p[work->system.node_of_free[u / g] * g + u % g];
    if (!(value < lowest)) continue;
    lowest = value;
    unknown = u;
  }
  return unknown;
}

/* A solution below 0 Pa is no state of a gas: something draws more than the line can give. */
Status steady_fail_negative(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown) {
  int g = network->n_gas, node = work->system.node_of_free[unknown / g];
  snprintf(result->message, sizeof result->message,
           "node '%s': its pressure would have to be %.4g Pa: more gas is drawn from it than the line can supply",
           network->nodes[node].name, result->p[node * g + unknown % g]);
  return STATUS_NUMERICS;
}

/* A hundred bar: beyond it no law here holds (ideal gas), and one ulp of pressure carries more than any leak. */
static const double highest_pressure_pa = 1e7;

int steady_too_high(const SteadyWork *work, const Network *network, const double *p) {
  int g = network->n_gas;
  for (int u = 0; u < work->system.n; u++)
    if (p[work->system.node_of_free[u / g] * g + u % g] > highest_pressure_pa) return u;
  return -1;
}

Status steady_fail_too_high(const SteadyWork *work, const Network *network, SteadyResult *result, int unknown) {
  snprintf(result->message, sizeof result->message,
           "node '%s': its pressure would rise beyond %g Pa: gas is fed to it and has hardly a way out (closed valves, "
           "stopped pumps?)",
           node_name(work, network, unknown), highest_pressure_pa);
  return STATUS_NUMERICS;
}
