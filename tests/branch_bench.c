#include "tests/branch_bench.h"

const char *bench_kind_name(int kind) {
  static const char *const names[] = {"tube", "orifice", "valve", "kv", "slit", "conductance"};
  return names[kind];
}

static void add_end(Line *bench, const char *name, double temperature_k) {
  line_node(bench, name, (NodeParams){.pressure_pa = 1, .temperature_k = temperature_k, .fixed = true});
}

Line bench_new(int kind, const Gas *const *gases, int n, double temperature1_k, double temperature2_k) {
  Line bench = line_new();
  bench.network.gas.n = n;
  for (int i = 0; i < n; i++)
    bench.network.gas.gas[i] = gases[i], bench.network.gas.x[i] = 1.0 / n;
  add_end(&bench, "a", temperature1_k), add_end(&bench, "b", temperature2_k);
  if (kind == TUBE) line_element(&bench, "X", "tube", "a", "b", "diameter", 4e-3, "length", 0.1, NULL);
  if (kind == ORIFICE) line_element(&bench, "X", "orifice", "a", "b", "diameter", 2e-3, NULL);
  if (kind == VALVE) line_element(&bench, "X", "valve", "a", "b", "diameter", 6e-3, "state", 1, NULL);
  if (kind == KV) line_element(&bench, "X", "kv", "a", "b", "value", 0.5, "molecular_conductance", 1e-3, NULL);
  if (kind == SLIT)
    line_element(&bench, "X", "rectangular", "a", "b", "width", 0.1, "height", 1e-3, "length", 0.1, NULL);
  if (kind == CONDUCTANCE) line_element(&bench, "X", "conductance", "a", "b", "value", 1e-3, NULL);
  char message[256];
  assert_true(network_derive(&bench.network, message, sizeof message));
  assert_int_equal(bench.network.n_gas, n);
  return bench;
}

BranchFlow bench_flow(const Line *bench, const double *p) {
  BranchFlow flow;
  branch_flow(&bench->network, &bench->network.branches[0], p, &flow);
  return flow;
}

double bench_entry(const BranchFlow *flow, int n, int end, int i, int j) {
  return (end == 1 ? flow->d1 : flow->d2)[n * i + j];
}

double bench_largest(const BranchFlow *flow, int n) {
  double scale = 0;
  for (int k = 0; k < n * n; k++)
    scale = fmax(scale, fmax(fabs(flow->d1[k]), fabs(flow->d2[k])));
  return scale;
}
