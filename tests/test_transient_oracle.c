/* Runs through time with real laws, all at default tolerances: against GSL's integrators, against the steady state, hard lines, random
   lines. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

#include "models/constants.h"
#include "sim/branch_flow.h"
#include "tests/check.h"
#include "tests/transient_line.h"

/* ---- GSL as oracle: volumes and boundaries, no junctions ---- */

enum { STATES_MAX = 16 };

typedef struct {
  const Network *network;
  int n;                    /* states: volume by volume, gas by gas */
  int node_of[STATES_MAX];  /* of each state */
  double mass[STATES_MAX];  /* m3 at 293.15 K */
  int first_of[STATES_MAX]; /* of each node: its first state, -1: a boundary */
  double *p;                /* of all nodes */
} Oracle;

static Oracle oracle_new(const Network *network) {
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

static int oracle_slope(double t, const double y[], double f[], void *context) {
  (void)t;
  reckon(context, y, f, NULL);
  return GSL_SUCCESS;
}

static int oracle_jacobian(double t, const double y[], double *dfdy, double dfdt[], void *context) {
  (void)t;
  reckon(context, y, dfdt, dfdy);
  memset(dfdt, 0, (size_t)((Oracle *)context)->n * sizeof *dfdt);
  return GSL_SUCCESS;
}

/* At ten times, by decades, every gas in every volume within 1e-5. */
static void check_against_gsl(TimedLine *timed, const gsl_odeiv2_step_type *type) {
  timed->settings.outputs = 10;
  timed_run(timed);
  const Series *series = &timed->result.series;
  Oracle oracle = oracle_new(&timed->line.network);
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
      if (!(fabs(got - y[i]) <= 1e-5 * fabs(y[i])))
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
  check_against_gsl(&timed, gsl_odeiv2_step_msbdf);
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
  check_against_gsl(&timed, gsl_odeiv2_step_msbdf);
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
  check_against_gsl(&timed, gsl_odeiv2_step_rk8pd);
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
  check_against_gsl(&timed, gsl_odeiv2_step_msbdf);
  timed_free(&timed);
}

/* ---- hard lines ---- */

/* 10 bar behind a closed valve, 1e-6 Pa beyond a tube: all that is in the store stays in the line, and it comes to rest. */
static void ten_bar_into_high_vacuum(void **state) {
  (void)state;
  TimedLine timed = timed_new(600);
  Line *line = &timed.line;
  line_volume(line, "store", 1e-3, 1e6);
  line_junction(line, "outlet");
  line_volume(line, "chamber", 3e-3, 1e-6);
  line_element(line, "V", "valve", "store", "outlet", "diameter", 3e-3, NULL);
  line_element(line, "L", "tube", "outlet", "chamber", "diameter", 4e-3, "length", 0.3, NULL);
  timed_at(&timed, 1, ACTION_OPEN, "V");
  timed_run(&timed);
  assert_true(timed_p(&timed, timed_row(&timed, 1, -1), "chamber") == 1e-6);
  assert_true(timed_p(&timed, timed_row(&timed, 1, -1), "store") == 1e6);
  assert_rel(timed_final(&timed, "store"), (1e3 + 3e-9) / 4e-3, 1e-9);
  assert_rel(timed_final(&timed, "chamber"), (1e3 + 3e-9) / 4e-3, 1e-9);
  timed_free(&timed);
}

/* A junction behind an open law that nothing else leaves, from any pressure to any other: it takes the volume's. */
static void dead_ends_take_the_pressure_before_them(void **state) {
  (void)state;
  static const double pressures_pa[] = {0, 1e-6, 1e-3, 1, 100, 1e4, 42438, 101325, 1e6};
  enum { COUNT = sizeof pressures_pa / sizeof *pressures_pa };
  for (int i = 0; i < COUNT * COUNT; i++) {
    TimedLine timed = timed_new(10);
    Line *line = &timed.line;
    double before = pressures_pa[i / COUNT];
    NodeParams junction = {.pressure_pa = pressures_pa[i % COUNT], .temperature_k = 293.15};
    line_volume(line, "v", 0.01, before);
    line_node(line, "j1", junction);
    line_node(line, "j2", junction);
    line_node(line, "j3", junction);
    line_element(line, "V", "valve", "v", "j1", "part", "XSA2-43", NULL);
    line_element(line, "T", "tube", "j1", "j2", "diameter", 6e-3, "length", 0.5, NULL);
    line_element(line, "R", "iso6358", "v", "j3", "C", 1e-8, NULL);
    timed_at(&timed, 1, ACTION_OPEN, "V");
    snprintf(timed.where, sizeof timed.where, "%g Pa, %g Pa: ", before, junction.pressure_pa);
    timed_run(&timed);
    int row = timed_row(&timed, 1, 1);
    double p = timed_p(&timed, row, "v");
    assert_abs(p, before, 1e-7 * before + 1e-8); /* but for leaks */
    assert_abs(timed_p(&timed, row, "j1"), p,
               1e-6 * p + 1e-3); /* what leaks in there must get away through the valve */
    assert_abs(timed_p(&timed, row, "j2"), p, 1e-6 * p + 1e-3);
    assert_abs(timed_p(&timed, row, "j3"), p, 1e-6 * p + 1e-12);
    timed_free(&timed);
  }
}

/* A leak test that takes a day: what comes in is there, though one tube carries 1e5 times more at the least difference. */
static void two_volumes_over_a_wide_tube(void **state) {
  (void)state;
  TimedLine timed = timed_new(86400);
  line_volume(&timed.line, "a", 0.1, 101325);
  line_volume(&timed.line, "b", 0.01, 101325);
  line_element(&timed.line, "T", "tube", "a", "b", "diameter", 0.1, "length", 1.0, NULL);
  line_source(&timed.line, "S", "b", 1e-6);
  timed_run(&timed);
  double want = 1e-6 * 86400,
         got = 0.1 * (timed_final(&timed, "a") - 101325) + 0.01 * (timed_final(&timed, "b") - 101325);
  assert_rel(got, want, 1e-7); /* 1e-12 of the pressures */
  timed_free(&timed);
}

/* Helium and nitrogen change places over a junction; air, the line's gas, is nowhere. */
static void gases_change_places(void **state) {
  (void)state;
  for (double p = 1e5; p > 1e-3; p /= 1e3) {
    TimedLine timed = timed_new(1000);
    NodeParams a = {.volume_m3 = 1e-3,
                    .pressure_pa = p,
                    .temperature_k = 293.15,
                    .gas = {.n = 1, .gas = {gas_find("He")}, .x = {1}}};
    NodeParams b = {.volume_m3 = 2e-3,
                    .pressure_pa = 2 * p,
                    .temperature_k = 293.15,
                    .gas = {.n = 1, .gas = {gas_find("N2")}, .x = {1}}};
    line_node(&timed.line, "a", a);
    line_node(&timed.line, "b", b);
    line_junction(&timed.line, "j");
    line_element(&timed.line, "T1", "tube", "a", "j", "diameter", 4e-3, "length", 0.3, NULL);
    line_element(&timed.line, "T2", "tube", "j", "b", "diameter", 6e-3, "length", 0.3, NULL);
    timed_run(&timed);
    assert_rel(timed_final(&timed, "a"), p * 5 / 3, 1e-6);
    assert_rel(timed_final(&timed, "b"), p * 5 / 3, 1e-6);
    timed_free(&timed);
  }
}

static TimedLine line_with_something_small(double volume_m3) {
  TimedLine timed = timed_new(60);
  Line *line = &timed.line;
  line_volume(line, "chamber", 0.012, 101325);
  if (volume_m3 > 0)
    line_volume(line, "small", volume_m3, 1e-6);
  else
    line_junction(line, "small");
  line_volume(line, "foreline", 1e-3, 1);
  line_element(line, "V", "valve", "chamber", "small", "part", "XSA3-32", NULL);
  line_element(line, "R", "iso6358", "small", "foreline", "C", 5e-8, "molecular_conductance", 1e-3, NULL);
  line_pump(line, "P", "foreline", 5e-3, 0.1);
  timed_at(&timed, 1, ACTION_OPEN, "V");
  timed_run(&timed);
  return timed;
}

/* A volume of 1e-9 m3 behind the valve does what none there does, but for its gas: 1e-7 of the chamber's. */
static void a_tiny_volume_behind_an_opening_valve(void **state) {
  (void)state;
  TimedLine with = line_with_something_small(1e-9), without = line_with_something_small(0);
  assert_int_equal(with.result.series.count, without.result.series.count);
  for (int i = 0; i < with.result.series.count; i++) {
    assert_true(with.result.series.time_s[i] == without.result.series.time_s[i]);
    assert_rel(timed_p(&with, i, "chamber"), timed_p(&without, i, "chamber"), 1e-5);
    if (with.result.series.time_s[i] > 1.01)
      assert_rel(timed_p(&with, i, "small"), timed_p(&without, i, "small"), 2e-5);
  }
  timed_free(&with);
  timed_free(&without);
}

/* Nothing but seat and body leaks for a year: straight lines, the pressure beyond being that of the air outside. */
static void all_closed_for_a_year(void **state) {
  (void)state;
  const double year_s = 31557600;
  TimedLine timed = timed_new(year_s);
  Line *line = &timed.line;
  line_volume(line, "chamber", 0.012, 1e-3);
  line_junction(line, "between");
  line_fixed(line, "room", 101325);
  line_volume(line, "tight", 1e-3, 0.01);
  line_element(line, "VENT", "valve", "room", "chamber", "part", "XSA1-12", NULL);
  line_element(line, "V1", "valve", "chamber", "between", "part", "XSA2-43", NULL);
  timed_gate(&timed, "G", "between", "tight", 1, false);
  timed_run(&timed);
  int first = 0, last = timed.result.series.count - 1;
  double into = timed_q(&timed, first, "VENT") - timed_q(&timed, first, "V1");
  for (int k = 0; k < line->network.n_branches; k++)
    if (line->network.branches[k].external && line->network.branches[k].to == 0)
      into += timed.result.series.q[first * line->network.n_branches + k];
  assert_true(into > 1e-10 && into < 1e-6);
  for (int i = first; i <= last; i++)
    assert_rel(timed_p(&timed, i, "tight"), 0.01, 1e-14);
  double rise = timed_final(&timed, "chamber") - 1e-3;
  assert_rel(rise, into * year_s / 0.012, 0.05); /* the junction fills at once, and V1 leaks back from there */
  timed_free(&timed);
}

/* Every gate closed and nothing that leaks: not a bit moves, whether a node has a volume or not. */
static void closed_off_nodes_keep_their_pressure(void **state) {
  (void)state;
  TimedLine timed = timed_new(31557600);
  line_volume(&timed.line, "a", 0.01, 123.4);
  line_junction(&timed.line, "j");
  line_junction(&timed.line, "k");
  line_fixed(&timed.line, "nothing", 0);
  timed_gate(&timed, "G1", "a", "j", 1e-3, false);
  line_conductance(&timed.line, "C", "j", "k", 1e-3);
  timed_gate(&timed, "G2", "k", "nothing", 1e-3, true);
  timed_at(&timed, 1e3, ACTION_CLOSE, "G2");
  timed_at(&timed, 1e7, ACTION_OPEN, "G1");
  timed_at(&timed, 2e7, ACTION_CLOSE, "G1");
  timed_run(&timed);
  for (int i = 0; i < timed.result.series.count; i++) {
    double t = timed.result.series.time_s[i];
    bool filled = t > 1e7 || (t == 1e7 && timed.result.series.side[i] > 0);
    assert_rel(timed_p(&timed, i, "a"), 123.4, 1e-13);
    assert_abs(timed_p(&timed, i, "j"), filled ? 123.4 : 0, 1e-9);
    assert_abs(timed_p(&timed, i, "k"), filled ? 123.4 : 0, 1e-9);
  }
  timed_free(&timed);
}

static void check_rests_at_steady(TimedLine *timed) {
  timed_run_without_series(timed);
  schedule_apply_all(&timed->schedule, &timed->line.network);
  assert_int_equal(line_solve(&timed->line), STATUS_OK);
  for (int i = 0; i < timed->line.network.n_nodes; i++) {
    const char *name = timed->line.network.nodes[i].name;
    double got = timed_final(timed, name), want = line_pressure(&timed->line, name);
    if (!(fabs(got - want) <= 1e-6 * want + 1e-12)) fail_msg("'%s': %.12g Pa, steady %.12g", name, got, want);
  }
}

/* Ten hours: the base pressure. */
static void pumped_to_its_base_pressure(void **state) {
  (void)state;
  TimedLine timed = timed_new(36000);
  Line *line = &timed.line;
  line_volume(line, "chamber", 0.05, 101325);
  line_junction(line, "flange");
  line_volume(line, "foreline", 1e-3, 101325);
  line_fixed(line, "room", 101325);
  line_element(line, "VENT", "valve", "room", "chamber", "part", "XSA1-22", NULL);
  line_element(line, "V1", "valve", "chamber", "flange", "part", "XSA2-43", NULL);
  line_element(line, "L1", "tube", "flange", "foreline", "diameter", 16e-3, "length", 1.5, NULL);
  line_pump(line, "P1", "foreline", 4e-3, 1e-3);
  line_source(line, "gas load", "chamber", 1e-6);
  timed_at(&timed, 1, ACTION_OPEN, "V1");
  check_rests_at_steady(&timed);
  timed_free(&timed);
}

/* Twenty stations on one header, opened one after the other. */
static void twenty_stations(void **state) {
  (void)state;
  TimedLine timed = timed_new(20000);
  Line *line = &timed.line;
  char station[16], valve[16], tap[16], before[16] = "pump";
  line_volume(line, "pump", 2e-3, 101325);
  line_pump(line, "P", "pump", 0.02, 0.5);
  for (int i = 0; i < 20; i++) {
    snprintf(station, sizeof station, "s%d", i), snprintf(valve, sizeof valve, "V%d", i);
    snprintf(tap, sizeof tap, "t%d", i);
    line_volume(line, station, 2e-3, 101325);
    line_junction(line, tap);
    char header[16], source[16];
    snprintf(header, sizeof header, "h%d", i), snprintf(source, sizeof source, "q%d", i);
    line_element(line, header, "tube", tap, before, "diameter", 0.025, "length", 0.3, NULL);
    line_element(line, valve, "valve", station, tap, "part", "XSA2-43", NULL);
    line_source(line, source, station, 1e-5 * (i + 1));
    memcpy(before, tap, sizeof before);
    timed_at(&timed, 1 + 0.5 * i, ACTION_OPEN, valve);
  }
  check_rests_at_steady(&timed);
  assert_int_equal(timed.result.n_events, 20);
  timed_free(&timed);
}

/* ---- random lines ---- */

typedef struct {
  uint64_t state;
} Random;

static double uniform(Random *random) { /* splitmix64: the same numbers on every machine */
  uint64_t z = random->state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static int below(Random *random, int n) {
  return (int)(uniform(random) * n);
}

static double decades(Random *random, double low, double high) {
  return low * pow(high / low, uniform(random));
}

/* True for a valve. */
static bool add_random_element(Line *line, Random *random, const char *name, const char *from, const char *to) {
  static const char *const parts[] = {"XSA1-12", "XSA1-22", "XSA2-43", "XSA3-32"};
  switch (below(random, 5)) {
  case 0:
    line_element(line, name, "tube", from, to, "diameter", decades(random, 1e-3, 0.05), "length",
                 decades(random, 0.01, 5), NULL);
    return false;
  case 1:
    line_element(line, name, "orifice", from, to, "diameter", decades(random, 1e-4, 0.02), NULL);
    return false;
  case 2:
    line_element(line, name, "conductance", from, to, "value", decades(random, 1e-8, 0.1), NULL);
    return false;
  default:
    line_element(line, name, "valve", from, to, "part", parts[below(random, 4)], "state", below(random, 2), "stroke",
                 below(random, 3) ? 0 : decades(random, 1e-3, 1), NULL);
    return true;
  }
}

static void act_at_random(TimedLine *timed, Random *random, const char *valve, int nodes) {
  char node[16];
  snprintf(node, sizeof node, "n%d", below(random, nodes));
  ActionKind kind = below(random, 2) ? ACTION_OPEN : ACTION_CLOSE;
  switch (below(random, 4)) {
  case 0:
    timed_after(timed, decades(random, 1e-3, 10), kind, valve);
    break;
  case 1:
    timed_when(timed, PROBE_PRESSURE, node, below(random, 2), decades(random, 1e-4, 1e5), kind, valve);
    break;
  default:
    timed_at(timed, decades(random, 1e-3, 100), kind, valve);
  }
}

static void add_random_nodes(Line *line, Random *random, int n) {
  char name[16];
  line_fixed(line, "n0", uniform(random) < 0.3 ? 0 : decades(random, 1e-6, 1e6));
  for (int i = 1; i < n; i++) {
    snprintf(name, sizeof name, "n%d", i);
    if (uniform(random) < 0.35)
      line_junction(line, name);
    else
      line_volume(line, name, decades(random, 1e-9, 0.1), uniform(random) < 0.2 ? 0 : decades(random, 1e-6, 1e6));
  }
}

/* A tree of elements from n0 and up to three more across; a pump, perhaps a source; valves acted on at random. */
static TimedLine random_line(Random *random, int n) {
  TimedLine timed = timed_new(decades(random, 1, 1e5));
  char name[16], from[16], to[16];
  add_random_nodes(&timed.line, random, n);
  for (int i = 1, extra = below(random, 4); i < n + extra; i++) {
    int a = i < n ? below(random, i) : below(random, n), b = i < n ? i : below(random, n);
    if (a == b) continue;
    snprintf(name, sizeof name, "e%d", i), snprintf(from, sizeof from, "n%d", a), snprintf(to, sizeof to, "n%d", b);
    if (add_random_element(&timed.line, random, name, from, to))
      for (int k = below(random, 4); k > 0; k--)
        act_at_random(&timed, random, name, n);
  }
  snprintf(name, sizeof name, "n%d", n - 1);
  line_pump(&timed.line, "P", name, decades(random, 1e-4, 0.1), uniform(random) < 0.5 ? 0 : decades(random, 1e-6, 10));
  if (uniform(random) < 0.3) {
    timed_at(&timed, decades(random, 0.1, 10), ACTION_STOP, "P");
    timed_after(&timed, decades(random, 0.1, 10), ACTION_START, "P");
  }
  snprintf(name, sizeof name, "n%d", 1 + below(random, n - 1));
  if (uniform(random) < 0.5) line_source(&timed.line, "S", name, decades(random, 1e-8, 1e-2));
  timed.settings.outputs = 100;
  return timed;
}

/* timed_run() checks that they finish, that both ledgers close and that no pressure is negative. */
static void check_random_lines(int count, bool mixtures) {
  for (int seed = 1; seed <= count; seed++) {
    Random random = {(uint64_t)seed ^ (mixtures ? 0x5eed : 0)};
    TimedLine timed = random_line(&random, 3 + below(&random, 8));
    if (mixtures) timed.line.network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("He")}, .x = {0.9, 0.1}};
    snprintf(timed.where, sizeof timed.where, "%s %d: ", mixtures ? "mixture" : "line", seed);
    timed_run(&timed);
    timed_free(&timed);
  }
}

static void random_lines(void **state) {
  (void)state;
  check_random_lines(300, false);
}

static void random_lines_with_mixtures(void **state) {
  (void)state;
  check_random_lines(150, true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(load_lock_against_gsl),
      cmocka_unit_test(gas_inlet_against_gsl),
      cmocka_unit_test(ring_against_gsl),
      cmocka_unit_test(mixture_against_gsl),
      cmocka_unit_test(ten_bar_into_high_vacuum),
      cmocka_unit_test(dead_ends_take_the_pressure_before_them),
      cmocka_unit_test(two_volumes_over_a_wide_tube),
      cmocka_unit_test(gases_change_places),
      cmocka_unit_test(a_tiny_volume_behind_an_opening_valve),
      cmocka_unit_test(all_closed_for_a_year),
      cmocka_unit_test(closed_off_nodes_keep_their_pressure),
      cmocka_unit_test(pumped_to_its_base_pressure),
      cmocka_unit_test(twenty_stations),
      cmocka_unit_test(random_lines),
      cmocka_unit_test(random_lines_with_mixtures),
  };
  return cmocka_run_group_tests_name("transient, real laws", tests, NULL, NULL);
}
