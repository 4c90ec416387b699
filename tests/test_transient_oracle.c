/* Runs through time with real laws, at default tolerances, against GSL's integrators. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

#include "models/constants.h"
#include "sim/branch_flow.h"
#include "tests/check.h"
#include "tests/transient_line.h"

/* Volumes and boundaries, no junctions: those are no differential equations. */

enum { STATES_MAX = 16 };

typedef struct {
  Network *network;
  double stroke_s;          /* the first branch closes from 0 to here; 0: it does not */
  int n;                    /* states: volume by volume, gas by gas */
  int node_of[STATES_MAX];  /* of each state */
  double mass[STATES_MAX];  /* m3 at 293.15 K */
  int first_of[STATES_MAX]; /* of each node: its first state, -1: a boundary */
  double *p;                /* of all nodes */
} Oracle;

static Oracle oracle_new(Network *network) {
  Oracle oracle = {.network = network, .p = calloc((size_t)((network->n_nodes + 1) * network->n_gas), sizeof(double))};
  assert_non_null(oracle.p);
  steady_initial(network, oracle.p);
  for (int i = 0; i < network->n_nodes; i++) {
    const NodeParams *node = &network->nodes[i].params;
    oracle.first_of[i] = node->fixed ? -1 : oracle.n;
    for (int g = 0; g < network->n_gas && !node->fixed; g++) {
      assert_true(node->volume_m3 > 0 && oracle.n < STATES_MAX);
      oracle.node_of[oracle.n] = i;
      oracle.mass[oracle.n++] = node->volume_m3 * REFERENCE_TEMPERATURE_K / node->temperature_k;
    }
  }
  return oracle;
}

static int first_state(const Oracle *oracle, int node) {
  return node >= 0 && node < oracle->network->n_nodes ? oracle->first_of[node] : -1;
}

/* Adds what the branch carries into one end to f, and its derivatives to dfdy (NULL: not wanted). */
static void add_end(const Oracle *oracle, const BranchFlow *flow, int end, int other, double sign, double *f,
                    double *dfdy) {
  int g = oracle->network->n_gas, n = oracle->n;
  const double *own = sign < 0 ? flow->d1 : flow->d2, *far = sign < 0 ? flow->d2 : flow->d1;
  for (int i = 0; end >= 0 && i < g; i++) {
    double per_mass = sign / oracle->mass[end + i];
    f[end + i] += per_mass * flow->q[i];
    for (int j = 0; dfdy && j < g; j++) {
      dfdy[(end + i) * n + end + j] += per_mass * own[i * g + j];
      if (other >= 0) dfdy[(end + i) * n + other + j] += per_mass * far[i * g + j];
    }
  }
}

static void reckon(Oracle *oracle, const double *y, double *f, double *dfdy) {
  const Network *network = oracle->network;
  int g = network->n_gas, n = oracle->n;
  for (int i = 0; i < n; i++) {
    oracle->p[oracle->node_of[i] * g + (i - oracle->first_of[oracle->node_of[i]])] = y[i];
    f[i] = 0;
  }
  for (int i = 0; dfdy && i < n * n; i++)
    dfdy[i] = 0;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    BranchFlow flow;
    branch_flow(network, branch, oracle->p, &flow);
    int from = first_state(oracle, branch->from), to = first_state(oracle, branch->to);
    add_end(oracle, &flow, from, to, -1, f, dfdy);
    add_end(oracle, &flow, to, from, 1, f, dfdy);
  }
}

static void move_valve(Oracle *oracle, double t) {
  if (oracle->stroke_s > 0) oracle->network->branches[0].opening = fmax(1 - t / oracle->stroke_s, 0);
}

static int oracle_slope(double t, const double y[], double f[], void *context) {
  move_valve(context, t);
  reckon(context, y, f, NULL);
  return GSL_SUCCESS;
}

static int oracle_jacobian(double t, const double y[], double *dfdy, double dfdt[], void *context) {
  move_valve(context, t);
  reckon(context, y, dfdt, dfdy);
  memset(dfdt, 0, (size_t)((Oracle *)context)->n * sizeof *dfdt);
  return GSL_SUCCESS;
}

/* At ten times, by decades, every gas in every volume within 1e-5 (or 1e-12 Pa). */
static void check_against_gsl(TimedLine *timed, const gsl_odeiv2_step_type *type, double stroke_s) {
  timed->settings.outputs = 10;
  timed_run(timed);
  const Series *series = &timed->result.series;
  Oracle oracle = oracle_new(&timed->line.network);
  oracle.stroke_s = stroke_s;
  gsl_odeiv2_system system = {oracle_slope, oracle_jacobian, (size_t)oracle.n, &oracle};
  gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new(&system, type, 1e-12, 1e-15, 1e-11);
  double t = 0, y[STATES_MAX];
  for (int i = 0; i < oracle.n; i++)
    y[i] = oracle.p[oracle.node_of[i] * series->n_gas + (i - oracle.first_of[oracle.node_of[i]])];
  for (int row = 1; row < series->count; row++) {
    assert_int_equal(gsl_odeiv2_driver_apply(driver, &t, series->time_s[row], y), GSL_SUCCESS);
    for (int i = 0; i < oracle.n; i++) {
      int place = oracle.node_of[i] * series->n_gas + (i - oracle.first_of[oracle.node_of[i]]);
      double got = series->p[row * series->n_nodes * series->n_gas + place];
      if (!(fabs(got - y[i]) <= 1e-5 * fabs(y[i]) + 1e-12))
        fail_msg("%g s, '%s': %.12g Pa, GSL has %.12g, off by %.2g", t,
                 timed->line.network.nodes[oracle.node_of[i]].name, got, y[i], got / y[i] - 1);
    }
  }
  gsl_odeiv2_driver_free(driver);
  free(oracle.p);
}

/* A load lock pumped through a valve, a manifold, a tube and a foreline. */
static void load_lock_against_gsl(void **state) {
  (void)state;
  TimedLine timed = timed_new(300);
  Line *line = &timed.line;
  line_volume(line, "chamber", 0.012, 101325);
  line_volume(line, "manifold", 1e-4, 101325);
  line_volume(line, "foreline", 3e-4, 1);
  line_element(line, "V1", "valve", "chamber", "manifold", "part", "XSA2-43", "state", 1, NULL);
  line_element(line, "L1", "tube", "manifold", "foreline", "diameter", 9.4e-3, "length", 0.6, NULL);
  line_pump(line, "P1", "foreline", 5e-3, 1);
  line_source(line, "S", "chamber", 1e-4);
  check_against_gsl(&timed, gsl_odeiv2_step_msbdf, 0);
  timed_free(&timed);
}

/* A regulator at 0.2 MPa(G) that fills a vacuum chamber through a valve; from viscous to molecular in one line. */
static void gas_inlet_against_gsl(void **state) {
  (void)state;
  TimedLine timed = timed_new(100);
  Line *line = &timed.line;
  line_fixed(line, "regulator", 301325);
  line_volume(line, "inlet", 2e-5, 301325);
  line_volume(line, "chamber", 0.02, 1e-4);
  line_volume(line, "turbo", 1e-3, 1e-4);
  line_element(line, "V1", "valve", "regulator", "inlet", "part", "XSA1-12", "state", 1, NULL);
  line_element(line, "R", "orifice", "inlet", "chamber", "diameter", 3e-5, NULL);
  line_element(line, "neck", "tube", "chamber", "turbo", "diameter", 0.05, "length", 0.1, NULL);
  line_pump(line, "P1", "turbo", 0.05, 1e-7);
  check_against_gsl(&timed, gsl_odeiv2_step_msbdf, 0);
  timed_free(&timed);
}

/* Not stiff: by an explicit method of order eight. A ring of four volumes, with orifices, into nothing. */
static void ring_against_gsl(void **state) {
  (void)state;
  TimedLine timed = timed_new(200);
  Line *line = &timed.line;
  static const char *const names[] = {"a", "b", "c", "d"};
  static const double starts[] = {1e5, 10, 3e3, 2e5};
  for (int i = 0; i < 4; i++)
    line_volume(line, names[i], 0.01 * (1 + i), starts[i]);
  line_fixed(line, "nothing", 0);
  line_element(line, "e1", "tube", "a", "b", "diameter", 4e-3, "length", 1.0, NULL);
  line_element(line, "e2", "orifice", "b", "c", "diameter", 2e-3, NULL);
  line_element(line, "e3", "iso6358", "d", "c", "C", 1e-9, "molecular_conductance", 1e-5, NULL);
  line_element(line, "e4", "orifice", "d", "a", "diameter", 1e-3, "thickness", 3e-3, NULL);
  line_element(line, "e5", "orifice", "c", "nothing", "diameter", 3e-3, NULL);
  check_against_gsl(&timed, gsl_odeiv2_step_rk8pd, 0);
  timed_free(&timed);
}

/* Nitrogen with helium beside argon, from a few kPa down into molecular flow: each gas at its own pace. */
static void mixture_against_gsl(void **state) {
  (void)state;
  TimedLine timed = timed_new(60);
  Line *line = &timed.line;
  timed.line.network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("He")}, .x = {0.7, 0.3}};
  NodeParams argon = {
      .volume_m3 = 2e-3, .pressure_pa = 3000, .temperature_k = 320, .gas = {.n = 1, .gas = {gas_find("Ar")}, .x = {1}}};
  line_volume(line, "chamber", 5e-3, 1e3);
  line_node(line, "store", argon);
  line_volume(line, "foreline", 1e-3, 50);
  line_element(line, "e1", "orifice", "store", "chamber", "diameter", 1.5e-3, NULL);
  line_element(line, "e2", "tube", "chamber", "foreline", "diameter", 8e-3, "length", 0.4, NULL);
  line_pump(line, "P", "foreline", 2e-3, 0.01);
  line_source_gas(line, "leak", "store", 1e-3, "He");
  check_against_gsl(&timed, gsl_odeiv2_step_msbdf, 0);
  timed_free(&timed);
}

/* A valve closes on a small volume that is being drained: equal pressures as long as it is open, none of it through the valve in the end. */
static void closing_valve_against_gsl(void **state) {
  (void)state;
  for (double drain_m3_s = 1e-8; drain_m3_s < 2e-4; drain_m3_s *= 10) {
    TimedLine timed = timed_new(0.6);
    Line *line = &timed.line;
    line_volume(line, "store", 1.4e-3, 16740);
    line_volume(line, "small", 7.4e-5, 16740);
    line_fixed(line, "nothing", 0);
    line_element(line, "V", "valve", "small", "store", "part", "XSA3-32", "state", 1, "stroke", 0.6, NULL);
    line_conductance(line, "C", "small", "nothing", drain_m3_s);
    timed_at(&timed, 0, ACTION_CLOSE, "V");
    check_against_gsl(&timed, gsl_odeiv2_step_msbdf, 0.6);
    timed_free(&timed);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(load_lock_against_gsl),     cmocka_unit_test(gas_inlet_against_gsl),
      cmocka_unit_test(ring_against_gsl),          cmocka_unit_test(mixture_against_gsl),
      cmocka_unit_test(closing_valve_against_gsl),
  };
  return cmocka_run_group_tests_name("transient, oracle", tests, NULL, NULL);
}
