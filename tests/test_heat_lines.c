/* Lines with heat balances: the derivatives, an energy ledger of its own, events and strokes, lines at random. */
#include "models/constants.h"
#include "sim/transient/equations.h"
#include "tests/check.h"
#include "tests/random.h"
#include "tests/transient_line.h"

static const double room_k = 293.15;

static void heated(TimedLine *timed, const char *name, double volume_m3, double pressure_pa, double temperature_k,
                   double w_k) {
  line_node(&timed->line, name,
            (NodeParams){.volume_m3 = volume_m3,
                         .pressure_pa = pressure_pa,
                         .temperature_k = temperature_k,
                         .thermal = w_k > 0 ? THERMAL_WALL : THERMAL_ADIABATIC,
                         .film_w_m2_k = w_k,
                         .wall_m2 = 1,
                         .wall_k = w_k > 0 ? room_k : temperature_k});
}

/* ---- derivatives ---- */

/* Two heated volumes, one at constant temperature, a junction and a boundary, joined by laws of every kind. */
static TimedLine every_law(bool mixture) {
  TimedLine timed = timed_new(1);
  Line *line = &timed.line;
  if (mixture) line->network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("He")}, .x = {0.7, 0.3}};
  heated(&timed, "a", 1e-3, 1e5, 350, 0);
  heated(&timed, "b", 2e-3, 1e3, 280, 3);
  line_volume(line, "c", 1e-3, 1e4);
  line_junction(line, "j");
  line_fixed(line, "room", 1e5);
  line_element(line, "O", "orifice", "a", "b", "diameter", 1e-3, NULL);
  line_element(line, "T", "tube", "b", "j", "diameter", 4e-3, "length", 0.2, NULL);
  line_element(line, "V", "valve", "a", "j", "part", "XSA1-12", "state", 1, NULL);
  line_element(line, "W", "valve", "room", "a", "part", "XSA2-43", NULL);
  line_element(line, "I", "iso6358", "room", "b", "C", 1e-9, NULL);
  line_conductance(line, "C", "c", "a", 1e-4);
  timed_molecular(&timed, "M", "b", "c", 1e-5);
  line_pump(line, "P", "a", 1e-3, 1);
  line_source(line, "S", "b", 0.1);
  char message[NETWORK_MESSAGE_MAX];
  assert_true(network_derive(&line->network, message, sizeof message));
  return timed;
}

typedef struct {
  Equations equations;
  double *y, *f, *jacobian, *trial[4];
} Derived;

static void derived_init(Derived *d, TimedLine *timed) {
  Network *network = &timed->line.network;
  double *p = calloc(((size_t)network->n_nodes + 1) * (size_t)network->n_gas, sizeof *p);
  assert_true(equations_init(&d->equations, network, 1e-3));
  steady_initial(network, p);
  memcpy(d->equations.p, p, ((size_t)network->n_nodes + 1) * (size_t)network->n_gas * sizeof *p);
  size_t n = (size_t)d->equations.n;
  d->y = calloc(n, sizeof(double));
  d->f = calloc(n, sizeof(double));
  d->jacobian = calloc((size_t)d->equations.problem.column_start[n], sizeof(double));
  for (int k = 0; k < 4; k++)
    d->trial[k] = calloc(n, sizeof(double));
  equations_gather(&d->equations, p, d->y);
  free(p);
}

static void derived_free(Derived *d) {
  equations_free(&d->equations);
  free(d->y), free(d->f), free(d->jacobian);
  for (int k = 0; k < 4; k++)
    free(d->trial[k]);
}

static bool evaluate(Derived *d, double *f, double *jacobian) {
  const RodasProblem *problem = &d->equations.problem;
  return problem->evaluate(problem->context, 0, d->y, f, jacobian);
}

/* Of fourth order, into trial[0]. */
static void difference(Derived *d, int column, double step) {
  static const double at[4] = {-2, -1, 1, 2};
  double middle = d->y[column];
  for (int k = 0; k < 4; k++) {
    d->y[column] = middle + at[k] * step;
    assert_true(evaluate(d, d->trial[k], NULL));
  }
  d->y[column] = middle;
  for (int i = 0; i < d->equations.n; i++)
    d->trial[0][i] = ((d->trial[0][i] - d->trial[3][i]) + 8 * (d->trial[2][i] - d->trial[1][i])) / (12 * step);
}

static void check_columns(Derived *d, const char *where) {
  const RodasProblem *problem = &d->equations.problem;
  int n = d->equations.n;
  assert_true(evaluate(d, d->f, d->jacobian));
  double *row_scale = calloc((size_t)n, sizeof *row_scale);
  for (int j = 0; j < n; j++)
    for (int k = problem->column_start[j]; k < problem->column_start[j + 1]; k++)
      row_scale[problem->row[k]] += fabs(d->jacobian[k] * d->y[j]);
  for (int j = 0; j < n; j++) {
    if (d->y[j] == 0) continue; /* the unknown of a node without a balance */
    double step = 2e-5 * d->y[j];
    difference(d, j, step);
    for (int k = problem->column_start[j]; k < problem->column_start[j + 1]; k++)
      d->trial[0][problem->row[k]] -= d->jacobian[k];
    for (int i = 0; i < n; i++)
      if (!(fabs(d->trial[0][i] * d->y[j]) <= 1e-6 * row_scale[i]))
        fail_msg("%s: row %d, column %d: off by %.3g of %.3g", where, i, j, d->trial[0][i] * d->y[j], row_scale[i]);
  }
  free(row_scale);
}

/* A state at random: pressures over many decades, temperatures from 150 to 700 K. */
static void random_state(Derived *d, Random *random) {
  const Network *network = d->equations.network;
  int g = network->n_gas, w = d->equations.width;
  for (int u = 0; u < d->equations.system.n_free; u++) {
    const Node *node = &network->nodes[d->equations.system.node_of_free[u]];
    bool heat = node->params.thermal != THERMAL_ISOTHERMAL;
    double energy = 0, p = decades(random, 1e-2, 1e6), temperature_k = decades(random, 150, 700);
    for (int i = 0; i < g; i++) {
      double share = g == 1 ? 1 : i == 0 ? 0.6 : 0.4;
      d->y[u * w + i] = heat ? share * p * room_k / temperature_k : share * p;
      energy += share * p / (network->gases[i]->gamma - 1);
    }
    d->y[u * w + g] = heat ? energy : 0;
  }
}

static void derivatives_against_differences(void **state) {
  (void)state;
  for (int mixture = 0; mixture < 2; mixture++) {
    TimedLine timed = every_law(mixture);
    Derived d;
    char where[40];
    derived_init(&d, &timed);
    check_columns(&d, "at the start");
    for (int seed = 1; seed <= 100; seed++) {
      random_state(&d, &(Random){(uint64_t)seed});
      snprintf(where, sizeof where, "%s, state %d", mixture ? "mixture" : "one gas", seed);
      check_columns(&d, where);
    }
    derived_free(&d);
    timed_free(&timed);
  }
}

/* Everything empty: figures, not NaN, each volume at its own temperature, and put back afterwards. */
static void derivatives_of_nothing(void **state) {
  (void)state;
  for (int mixture = 0; mixture < 2; mixture++) {
    TimedLine timed = every_law(mixture);
    const Node *nodes = timed.line.network.nodes;
    for (int i = 0; i < timed.line.network.n_nodes; i++)
      if (!nodes[i].params.fixed) timed.line.network.nodes[i].params.pressure_pa = 0;
    Derived d;
    derived_init(&d, &timed);
    assert_true(evaluate(&d, d.f, d.jacobian));
    for (int i = 0; i < d.equations.n; i++)
      assert_true(isfinite(d.f[i]));
    for (int k = 0; k < d.equations.problem.column_start[d.equations.n]; k++)
      assert_true(isfinite(d.jacobian[k]));
    assert_rel(nodes[0].params.temperature_k, 350, 1e-12);
    assert_rel(nodes[1].params.temperature_k, 280, 1e-12);
    random_state(&d, &(Random){1});
    assert_true(evaluate(&d, d.f, NULL));
    assert_true(fabs(nodes[0].params.temperature_k - 350) > 1);
    derived_free(&d);
    assert_true(nodes[0].params.temperature_k == 350 && nodes[1].params.temperature_k == 280);
    timed_free(&timed);
  }
}

/* ---- an energy ledger of its own ---- */

static double temperature(const TimedLine *timed, int row, const char *name) {
  const Series *series = &timed->result.series;
  assert_non_null(series->temperature_k);
  return series->temperature_k[row * series->n_nodes + network_find_node(&timed->line.network, name)];
}

/* Enthalpy per second through an element or source, by gas from the end it comes from. */
static double enthalpy_w(const TimedLine *timed, int row, int branch) {
  const Network *network = &timed->line.network;
  const Series *series = &timed->result.series;
  const Branch *b = &network->branches[branch];
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++) {
    double q = series->q[(row * series->n_branches + branch) * network->n_gas + i], g = network->gases[i]->gamma;
    int up = q >= 0 ? b->from : b->to;
    double up_k = up < 0                   ? network->ambient.temperature_k
                  : up == network->n_nodes ? network->ambient.temperature_k
                                           : temperature(timed, row, network->nodes[up].name);
    sum += q * g / (g - 1) * up_k / room_k;
  }
  return sum;
}

static double stored_j(const TimedLine *timed, int row, int node) {
  const Network *network = &timed->line.network;
  const Series *series = &timed->result.series;
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += series->p[(row * series->n_nodes + node) * network->n_gas + i] / (network->gases[i]->gamma - 1);
  return sum * network->nodes[node].params.volume_m3;
}

static double into_w(const TimedLine *timed, int row, int node) {
  const Network *network = &timed->line.network;
  const NodeParams *params = &network->nodes[node].params;
  double sum = 0;
  for (int k = 0; k < network->n_branches; k++) {
    if (network->branches[k].to == node) sum += enthalpy_w(timed, row, k);
    if (network->branches[k].from == node) sum -= enthalpy_w(timed, row, k);
  }
  if (params->thermal == THERMAL_WALL)
    sum +=
        params->film_w_m2_k * params->wall_m2 * (params->wall_k - temperature(timed, row, network->nodes[node].name));
  return sum;
}

/* Between rows a and a + 1 by the parabola through them and a third. */
static double parabola(const TimedLine *timed, int node, int a, int third) {
  const double *t = timed->result.series.time_s;
  double f0 = into_w(timed, a, node), f1 = into_w(timed, a + 1, node), h = t[a + 1] - t[a], d = t[third] - t[a];
  double bend = ((into_w(timed, third, node) - f0) / d - (f1 - f0) / h) / (d - h);
  return h * (0.5 * (f0 + f1) - bend * h * h / 6);
}

static bool within_segment(const Series *series, int a, int third) {
  if (third < 0 || third >= series->count) return false;
  return third < a ? series->time_s[third] < series->time_s[a] && series->side[a] != 1
                   : series->time_s[third] > series->time_s[a + 1] && series->side[a + 1] != -1;
}

/* Over the rows of the series, by the parabolas to both sides, against what passed in all. */
static void check_energy(const TimedLine *timed, const char *name, double tol) {
  const Series *series = &timed->result.series;
  int node = network_find_node(&timed->line.network, name);
  double came = 0, turned = 0;
  for (int a = 0; a + 1 < series->count; a++) {
    if (series->time_s[a + 1] == series->time_s[a]) continue;
    bool before = within_segment(series, a, a - 1), after = within_segment(series, a, a + 2);
    assert_true(before || after);
    double first = parabola(timed, node, a, before ? a - 1 : a + 2),
           second = parabola(timed, node, a, after ? a + 2 : a - 1);
    came += 0.5 * (first + second);
    turned += fabs(first);
  }
  double gained = stored_j(timed, series->count - 1, node) - stored_j(timed, 0, node);
  if (!(fabs(gained - came) <= tol * turned))
    fail_msg("%s%s: gained %.9g J, got %.9g J, of %.9g J", timed->where, name, gained, came, turned);
}

static TimedLine vented_line(bool mixture) {
  TimedLine timed = timed_new(60);
  Line *line = &timed.line;
  if (mixture) line->network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("Ar")}, .x = {0.5, 0.5}};
  line_fixed(line, "room", 101325);
  heated(&timed, "chamber", 0.012, 10, room_k, 2);
  heated(&timed, "foreline", 1e-3, 1, 320, 0);
  line_element(line, "VENT", "valve", "room", "chamber", "part", "XSA1-12V-5G", "stroke", 0.5, NULL);
  line_element(line, "ROUGH", "valve", "chamber", "foreline", "part", "XSA2-43V-5G", NULL);
  line_pump(line, "P", "foreline", 5e-3, 1);
  line_source(line, "S", "foreline", 1e-3);
  timed_at(&timed, 1, ACTION_OPEN, "VENT");
  timed_when(&timed, PROBE_PRESSURE, "chamber", false, 1e5, ACTION_CLOSE, "VENT");
  timed_after(&timed, 5, ACTION_OPEN, "ROUGH");
  return timed;
}

/* Vented, left to cool, pumped down: with strokes, conditions and a pump. */
static void energy_of_a_cycle(void **state) {
  (void)state;
  for (int mixture = 0; mixture < 2; mixture++) {
    TimedLine timed = vented_line(mixture);
    timed.settings.outputs = 4000;
    snprintf(timed.where, sizeof timed.where, "%s: ", mixture ? "mixture" : "one gas");
    timed_run(&timed);
    assert_int_equal(timed.result.n_events, 3);
    check_energy(&timed, "chamber", 2e-6);
    check_energy(&timed, "foreline", 1e-5); /* 6e-6 in the first row after ROUGH opens: thin gas is hot at once */
    timed_free(&timed);
  }
}

/* ---- events ---- */

/* T = 400 K - 100 K (1 - exp(-t/tau)), closed: met on the dot, and measured. */
static void condition_on_a_temperature(void **state) {
  (void)state;
  TimedLine timed = timed_new(20);
  double tau_s = 1e5 * 0.012 / ((gas_find("air")->gamma - 1) * 400) / 4;
  line_node(&timed.line, "vessel",
            (NodeParams){.volume_m3 = 0.012,
                         .pressure_pa = 1e5,
                         .temperature_k = 400,
                         .thermal = THERMAL_WALL,
                         .film_w_m2_k = 4,
                         .wall_m2 = 1,
                         .wall_k = 300});
  line_fixed(&timed.line, "outside", 0);
  timed_gate(&timed, "G", "vessel", "outside", 1e-3, false);
  timed_when(&timed, PROBE_TEMPERATURE, "vessel", true, 310, ACTION_OPEN, "G");
  int until = timed_until(&timed, PROBE_TEMPERATURE, "vessel", true, 330, NULL);
  int lowest = timed_measure(&timed, MEASURE_MIN, PROBE_TEMPERATURE, "vessel", 0);
  int highest = timed_measure(&timed, MEASURE_MAX, PROBE_TEMPERATURE, "vessel", 0);
  int early = timed_measure(&timed, MEASURE_AT_TIME, PROBE_TEMPERATURE, "vessel", 1);
  timed_run(&timed);
  assert_event(&timed, 0, tau_s * log(10), EVENT_OPEN, "G");
  assert_rel(temperature(&timed, timed_row(&timed, timed.result.events[0].time_s, 1), "vessel"), 310, 1e-6);
  assert_rel(timed_value(&timed, until), tau_s * log(100 / 30.0), 1e-5);
  assert_rel(timed_value(&timed, early), 300 + 100 * exp(-1 / tau_s), 1e-5);
  assert_rel(timed_value(&timed, highest), 400, 1e-9);
  double seen = INFINITY;
  for (int i = 0; i < timed.result.series.count; i++)
    seen = fmin(seen, temperature(&timed, i, "vessel"));
  assert_true(timed_value(&timed, lowest) <= seen && seen < 300);
  assert_rel(timed_value(&timed, lowest), seen, 1e-3);
  timed_free(&timed);
}

/* At rest beside a warmer boundary, held there by transpiration, rounding and tolerance send the flow to and fro: what came and went would
   carry different heat, and the integrator would never lengthen its steps. */
static void rest_between_temperatures(void **state) {
  (void)state;
  TimedLine timed = timed_new(5000);
  line_fixed(&timed.line, "supply", 5);
  heated(&timed, "vessel", 1.3e-5, 272, 317, 0);
  line_element(&timed.line, "E", "orifice", "supply", "vessel", "diameter", 4e-3, NULL);
  timed_run(&timed);
  assert_in_range(timed.result.steps, 1, 300);
  double settled_k = 0;
  for (int i = 0; i < timed.result.series.count && timed.result.series.time_s[i] < 1; i++)
    settled_k = temperature(&timed, i, "vessel");
  assert_true(settled_k < 110);
  assert_rel(timed.result.temperature_k[1], settled_k, 1e-5);
  timed_free(&timed);
}

/* ---- lines at random ---- */

static void add_random_element(Line *line, Random *random, const char *name, const char *from, const char *to) {
  static const char *const parts[] = {"XSA1-12", "XSA1-22", "XSA2-43", "XSA3-32"};
  switch (below(random, 5)) {
  case 0:
    line_element(line, name, "tube", from, to, "diameter", decades(random, 1e-3, 0.02), "length",
                 decades(random, 0.02, 2), NULL);
    break;
  case 1:
    line_element(line, name, "orifice", from, to, "diameter", decades(random, 1e-4, 0.01), NULL);
    break;
  case 2:
    line_conductance(line, name, from, to, decades(random, 1e-7, 1e-2));
    break;
  default:
    line_element(line, name, "valve", from, to, "part", parts[below(random, 4)], "state", below(random, 2), "stroke",
                 below(random, 2) ? 0 : decades(random, 1e-2, 1), NULL);
  }
}

/* Walls as a cube has them; without any, not for longer than a gas could keep its heat. */
static TimedLine random_line(Random *random, bool mixture) {
  bool walls = below(random, 2);
  TimedLine timed = timed_new(walls ? decades(random, 1, 1e5) : decades(random, 0.1, 100));
  Line *line = &timed.line;
  int n = 3 + below(random, 4);
  char name[16], from[16], to[16];
  if (mixture) line->network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("He")}, .x = {0.8, 0.2}};
  line_fixed(line, "n0", below(random, 3) ? decades(random, 1e-3, 5e5) : 0);
  for (int i = 1; i < n; i++) {
    snprintf(name, sizeof name, "n%d", i);
    double p = below(random, 5) ? decades(random, 1e-2, 2e5) : 0, v = decades(random, 1e-6, 0.02);
    if (below(random, 4) == 0)
      line_junction(line, name);
    else
      heated(&timed, name, v, p, decades(random, 250, 400), walls ? 6 * cbrt(v * v) * decades(random, 0.1, 100) : 0);
  }
  for (int i = 1; i < n; i++) {
    snprintf(name, sizeof name, "e%d", i), snprintf(from, sizeof from, "n%d", below(random, i)),
        snprintf(to, sizeof to, "n%d", i);
    add_random_element(line, random, name, from, to);
    if (strcmp(line->network.branches[network_find_branch(&line->network, SECTION_ELEMENTS, name)].type->name,
               "valve") == 0)
      timed_at(&timed, decades(random, 0.01, 10), below(random, 2) ? ACTION_OPEN : ACTION_CLOSE, name);
  }
  snprintf(name, sizeof name, "n%d", n - 1);
  if (below(random, 2)) line_pump(line, "P", name, decades(random, 1e-5, 1e-2), decades(random, 1e-3, 10));
  timed.settings.outputs = 50;
  return timed;
}

/* timed_run() checks that they finish, that both ledgers close and that no pressure is negative. */
static void random_lines(void **state) {
  (void)state;
  for (int seed = 1; seed <= 100; seed++) {
    bool mixture = seed % 4 == 0;
    TimedLine timed = random_line(&(Random){(uint64_t)seed * 77}, mixture);
    snprintf(timed.where, sizeof timed.where, "%s %d: ", mixture ? "mixture" : "line", seed);
    timed_run(&timed);
    for (int i = 0; timed.result.series.temperature_k && i < timed.result.series.count * timed.result.series.n_nodes;
         i++)
      if (!(timed.result.series.temperature_k[i] > 0 && timed.result.series.temperature_k[i] < 1e4))
        fail_msg("%sa temperature of %g K", timed.where, timed.result.series.temperature_k[i]);
    timed_free(&timed);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(derivatives_against_differences),
      cmocka_unit_test(derivatives_of_nothing),
      cmocka_unit_test(energy_of_a_cycle),
      cmocka_unit_test(condition_on_a_temperature),
      cmocka_unit_test(rest_between_temperatures),
      cmocka_unit_test(random_lines),
  };
  return cmocka_run_group_tests_name("heat, lines", tests, NULL, NULL);
}
