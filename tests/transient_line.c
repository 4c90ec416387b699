#include "tests/transient_line.h"

#include <gsl/gsl_eigen.h>

#include "models/pump.h"
#include "models/species.h"

/* ---- laws ---- */

typedef struct {
  double c_m3_s, k_m3_s_pa;
} TestLaw;

static void tube_flow(const void *self, const GasState *gas, double p1, double p2, Flow *flow) {
  const TestLaw *law = self;
  (void)gas;
  *flow =
      (Flow){law->c_m3_s * (p1 - p2) + law->k_m3_s_pa * (p1 * fabs(p1) - p2 * fabs(p2)),
             law->c_m3_s + 2 * law->k_m3_s_pa * fabs(p1), -law->c_m3_s - 2 * law->k_m3_s_pa * fabs(p2), false, false};
}

static void tight(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  (void)self;
  species_zero(at, flow);
}

static void molecular_flow(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  species_zero(at, flow);
  for (int i = 0; i < at->n_gas; i++)
    species_add_linear(at, flow, i,
                       ((const TestLaw *)self)->c_m3_s *
                           sqrt(gas_find("N2")->molar_mass_kg_mol / at->gases[i]->molar_mass_kg_mol));
}

static const ComponentType tube_law = {
    .name = "test tube", .section = SECTION_ELEMENTS, .size = sizeof(TestLaw), .symmetric = true, .flow = tube_flow};
static const ComponentType gate_law = {.name = "test gate",
                                       .section = SECTION_ELEMENTS,
                                       .size = sizeof(TestLaw),
                                       .symmetric = true,
                                       .closes = true,
                                       .flow = tube_flow,
                                       .species = tight};
static const ComponentType molecular_law = {.name = "test molecular",
                                            .section = SECTION_ELEMENTS,
                                            .size = sizeof(TestLaw),
                                            .symmetric = true,
                                            .species = molecular_flow};

static Branch *add(TimedLine *timed, const char *name, const ComponentType *type, const char *from, const char *to,
                   TestLaw law) {
  Network *network = &timed->line.network;
  int a = network_find_node(network, from), b = network_find_node(network, to);
  assert_true(a >= 0 && b >= 0);
  int number = network_add_branch(network, name, type, &law, a, b);
  assert_true(number >= 0);
  return &network->branches[number];
}

void timed_tube(TimedLine *timed, const char *name, const char *from, const char *to, double c_m3_s, double k_m3_s_pa) {
  add(timed, name, &tube_law, from, to, (TestLaw){c_m3_s, k_m3_s_pa});
}

void timed_gate(TimedLine *timed, const char *name, const char *from, const char *to, double c_m3_s, bool open) {
  add(timed, name, &gate_law, from, to, (TestLaw){c_m3_s, 0})->open = open;
}

void timed_molecular(TimedLine *timed, const char *name, const char *from, const char *to, double c_m3_s) {
  add(timed, name, &molecular_law, from, to, (TestLaw){c_m3_s, 0});
}

/* ---- what is asked ---- */

TimedLine timed_new(double until_s) {
  TimedLine timed = {.line = line_new(), .settings = transient_settings_default()};
  timed.settings.until_s = until_s;
  return timed;
}

void timed_free(TimedLine *timed) {
  transient_result_free(&timed->result);
  measure_list_free(&timed->measures);
  schedule_free(&timed->schedule);
  line_close(&timed->line);
}

static int node(const TimedLine *timed, const char *name) {
  int number = network_find_node(&timed->line.network, name);
  if (number < 0) fail_msg("no node '%s'", name);
  return number;
}

static int branch(const TimedLine *timed, const char *name) {
  int number = -1;
  for (int section = SECTION_ELEMENTS; section < SECTION_COUNT && number < 0; section++)
    number = network_find_branch(&timed->line.network, (Section)section, name);
  if (number < 0) fail_msg("no branch '%s'", name);
  return number;
}

static int object_of(const TimedLine *timed, ProbeKind probe, const char *object) {
  return probe_rows[probe].of == PROBE_OF_NODE ? node(timed, object) : branch(timed, object);
}

static void enter(TimedLine *timed, ScheduleEntry entry, ActionKind kind, const char *name) {
  Action action = {kind, branch(timed, name)};
  entry.actions = &action;
  entry.n_actions = 1;
  assert_true(schedule_add(&timed->schedule, &entry));
}

void timed_at(TimedLine *timed, double time_s, ActionKind kind, const char *name) {
  enter(timed, (ScheduleEntry){.kind = ENTRY_AT, .time_s = time_s}, kind, name);
}

void timed_after(TimedLine *timed, double time_s, ActionKind kind, const char *name) {
  enter(timed, (ScheduleEntry){.kind = ENTRY_AFTER, .time_s = time_s}, kind, name);
}

void timed_when(TimedLine *timed, ProbeKind probe, const char *object, bool below, double threshold, ActionKind kind,
                const char *name) {
  Condition condition = {{probe, object_of(timed, probe, object), NULL}, below, threshold};
  enter(timed, (ScheduleEntry){.kind = ENTRY_WHEN, .condition = condition}, kind, name);
}

void timed_also(TimedLine *timed, ActionKind kind, const char *name) {
  ScheduleEntry *entry = &timed->schedule.entries[timed->schedule.count - 1];
  entry->actions = realloc(entry->actions, (size_t)(entry->n_actions + 1) * sizeof *entry->actions);
  assert_non_null(entry->actions);
  entry->actions[entry->n_actions++] = (Action){kind, branch(timed, name)};
}

int timed_until(TimedLine *timed, ProbeKind probe, const char *object, bool below, double threshold,
                const char *since) {
  Condition condition = {{probe, object_of(timed, probe, object), NULL}, below, threshold};
  Measure measure = {.kind = MEASURE_CROSSING,
                     .probe = condition.probe,
                     .condition = condition,
                     .since = since ? branch(timed, since) : -1};
  assert_true(measure_list_add(&timed->measures, &measure));
  return timed->measures.count - 1;
}

int timed_until_below(TimedLine *timed, const char *name, double threshold_pa, const char *since) {
  return timed_until(timed, PROBE_PRESSURE, name, true, threshold_pa, since);
}

int timed_measure(TimedLine *timed, MeasureKind kind, ProbeKind probe, const char *object, double time_s) {
  Measure measure = {
      .kind = kind, .probe = {probe, object_of(timed, probe, object), NULL}, .time_s = time_s, .since = -1};
  assert_true(measure_list_add(&timed->measures, &measure));
  return timed->measures.count - 1;
}

double timed_value(const TimedLine *timed, int measure) {
  const MeasureResult *result = &timed->result.measures[measure];
  if (isnan(result->value) || result->reason[0]) fail_msg("measure %d: %s", measure, result->reason);
  return result->value;
}

/* ---- the run and what holds in every run ---- */

static void check_ledger(const TimedLine *timed) {
  const Ledger *ledger = &timed->result.ledger;
  if (!(ledger->bookkeeping_error <= 1e-9) || !(ledger->law_error <= 10 * timed->settings.rtol))
    fail_msg("%sbookkeeping error %.3g, law error %.3g at '%s'", timed->where, ledger->bookkeeping_error,
             ledger->law_error, ledger->worst_node >= 0 ? timed->line.network.nodes[ledger->worst_node].name : "");
}

static void check_row(const TimedLine *timed, int row) {
  const Series *series = &timed->result.series;
  for (int i = 0; i < series->n_nodes * series->n_gas; i++) {
    double p = series->p[row * series->n_nodes * series->n_gas + i];
    if (!(p >= -timed->settings.atol_pa) || !isfinite(p))
      fail_msg("%s%g s: %g Pa at '%s'", timed->where, series->time_s[row], p,
               timed->line.network.nodes[i / series->n_gas].name);
  }
  for (int i = 0; i < series->n_branches * series->n_gas; i++)
    assert_true(isfinite(series->q[row * series->n_branches * series->n_gas + i]));
}

static void check_series(const TimedLine *timed) {
  const Series *series = &timed->result.series;
  assert_true(series->count >= 2);
  assert_true(series->time_s[0] == 0);
  assert_true(series->time_s[series->count - 1] == timed->settings.until_s);
  for (int row = 0; row < series->count; row++) {
    check_row(timed, row);
    if (row > 0 && series->time_s[row] < series->time_s[row - 1])
      fail_msg("%srow %d goes back in time", timed->where, row);
    if (series->side[row] == -1 &&
        (row + 1 == series->count || series->side[row + 1] != 1 || series->time_s[row + 1] != series->time_s[row]))
      fail_msg("%san event at %g s has no other side", timed->where, series->time_s[row]);
  }
}

static void check_events(const TimedLine *timed) {
  const Series *series = &timed->result.series;
  for (int i = 0; i < timed->result.n_events; i++) {
    int sides = 0;
    for (int row = 0; row < series->count; row++)
      if (series->time_s[row] == timed->result.events[i].time_s)
        sides |= series->side[row] < 0 ? 1 : series->side[row] > 0 ? 2 : 0;
    if (sides != 3)
      fail_msg("%sevent %d, at %g s, stands on %s", timed->where, i, timed->result.events[i].time_s,
               sides ? "one side" : "no row");
  }
}

/* A run that gets stuck in ever smaller steps is one that fails. */
static bool within_reason(void *context, double time_s) {
  (void)time_s;
  return ++*(int *)context < 100000;
}

static void run(TimedLine *timed, bool keep_series) {
  Network *network = &timed->line.network;
  char message[NETWORK_MESSAGE_MAX];
  int steps = 0;
  if (!network_derive(network, message, sizeof message)) fail_msg("%s", message);
  TransientRequest request = {.schedule = &timed->schedule,
                              .measures = &timed->measures,
                              .settings = &timed->settings,
                              .keep_series = keep_series,
                              .proceed = within_reason,
                              .context = &steps};
  bool *open = malloc((size_t)network->n_branches + 1);
  for (int k = 0; k < network->n_branches; k++)
    open[k] = network->branches[k].open;
  transient_result_free(&timed->result);
  Status status = transient_run(network, &request, &timed->result);
  if (status != STATUS_OK) fail_msg("%s%s: %s", timed->where, status_words(status), timed->result.message);
  if (!timed->result.complete) fail_msg("%sstuck at %.12g s", timed->where, timed->result.end_s);
  assert_true(timed->result.end_s == timed->settings.until_s);
  for (int k = 0; k < network->n_branches; k++)
    assert_true(network->branches[k].open == open[k] && network->branches[k].opening == 1);
  free(open);
  check_ledger(timed);
}

void timed_run(TimedLine *timed) {
  run(timed, true);
  check_series(timed);
  check_events(timed);
}

void timed_run_without_series(TimedLine *timed) {
  run(timed, false);
  assert_int_equal(timed->result.series.count, 0);
}

/* ---- what came out ---- */

static double total(const double *values, int n_gas) {
  double sum = 0;
  for (int i = 0; i < n_gas; i++)
    sum += values[i];
  return sum;
}

double timed_p(const TimedLine *timed, int row, const char *name) {
  const Series *series = &timed->result.series;
  return total(series->p + (row * series->n_nodes + node(timed, name)) * series->n_gas, series->n_gas);
}

double timed_q(const TimedLine *timed, int row, const char *name) {
  const Series *series = &timed->result.series;
  return total(series->q + (row * series->n_branches + branch(timed, name)) * series->n_gas, series->n_gas);
}

double timed_opening(const TimedLine *timed, int row, const char *name) {
  return timed->result.series.opening[row * timed->result.series.n_branches + branch(timed, name)];
}

int timed_row(const TimedLine *timed, double time_s, int side) {
  const Series *series = &timed->result.series;
  for (int row = 0; row < series->count; row++)
    if (series->side[row] == side && fabs(series->time_s[row] - time_s) <= 1e-12 * time_s) return row;
  fail_msg("no row at %.17g s on side %d", time_s, side);
  return -1;
}

double timed_final(const TimedLine *timed, const char *name) {
  int n_gas = timed->line.network.n_gas;
  return total(timed->result.final.p + node(timed, name) * n_gas, n_gas);
}

void assert_event(const TimedLine *timed, int event, double time_s, EventKind kind, const char *name) {
  if (event >= timed->result.n_events) fail_msg("event %d: there are %d", event, timed->result.n_events);
  const TransientEvent *got = &timed->result.events[event];
  if (time_s > 0)
    assert_rel(got->time_s, time_s, 1e-5);
  else
    assert_true(got->time_s == 0);
  if (got->kind != kind || got->branch != branch(timed, name))
    fail_msg("event %d: %s %s, wanted %s %s", event, event_word(got->kind),
             timed->line.network.branches[got->branch].name, event_word(kind), name);
}

/* ---- constant conductances ---- */

static void stamp(gsl_matrix *stiffness, int row, int column, double value) {
  *gsl_matrix_ptr(stiffness, (size_t)row, (size_t)column) += value;
}

/* Scaled to a symmetric matrix, M^-1/2 K M^-1/2, with the right side M^-1/2 b and the start M^1/2 p0. */
static void assemble(const LinearLine *linear, gsl_matrix *matrix, double *drive, double *start) {
  double root[LINEAR_MAX];
  for (int i = 0; i < linear->n; i++) {
    root[i] = sqrt(linear->volume_m3[i]);
    drive[i] = 0;
    start[i] = root[i] * linear->start_pa[i];
  }
  for (int k = 0; k < linear->n_joints; k++) {
    int a = linear->joints[k].from, b = linear->joints[k].to;
    double c = linear->joints[k].c_m3_s;
    stamp(matrix, a, a, c / (root[a] * root[a]));
    if (b < 0) {
      drive[a] += c * linear->joints[k].boundary_pa / root[a];
      continue;
    }
    stamp(matrix, b, b, c / (root[b] * root[b]));
    stamp(matrix, a, b, -c / (root[a] * root[b]));
    stamp(matrix, b, a, -c / (root[a] * root[b]));
  }
}

/* Along one eigenvector: x' = -rate x + drive. */
static double along(double rate, double start, double drive, double time_s) {
  double part = rate * time_s;
  return start * exp(-part) + drive * time_s * (fabs(part) > 1e-12 ? -expm1(-part) / part : 1);
}

void linear_pressures(const LinearLine *linear, double time_s, double *p) {
  size_t n = (size_t)linear->n;
  gsl_matrix *matrix = gsl_matrix_calloc(n, n), *vectors = gsl_matrix_alloc(n, n);
  gsl_vector *rates = gsl_vector_alloc(n);
  gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc(n);
  double drive[LINEAR_MAX], start[LINEAR_MAX];
  assemble(linear, matrix, drive, start);
  gsl_eigen_symmv(matrix, rates, vectors, workspace);
  for (size_t i = 0; i < n; i++)
    p[i] = 0;
  for (size_t k = 0; k < n; k++) {
    double x = 0, f = 0;
    for (size_t i = 0; i < n; i++)
      x += gsl_matrix_get(vectors, i, k) * start[i], f += gsl_matrix_get(vectors, i, k) * drive[i];
    double now = along(gsl_vector_get(rates, k), x, f, time_s);
    for (size_t i = 0; i < n; i++)
      p[i] += gsl_matrix_get(vectors, i, k) * now / sqrt(linear->volume_m3[i]);
  }
  gsl_eigen_symmv_free(workspace);
  gsl_vector_free(rates);
  gsl_matrix_free(vectors);
  gsl_matrix_free(matrix);
}

TimedLine timed_linear(const LinearLine *linear, double until_s) {
  TimedLine timed = timed_new(until_s);
  char name[24], from[24], to[24];
  for (int i = 0; i < linear->n; i++) {
    snprintf(name, sizeof name, "v%d", i);
    line_volume(&timed.line, name, linear->volume_m3[i], linear->start_pa[i]);
  }
  for (int k = 0; k < linear->n_joints; k++) {
    snprintf(from, sizeof from, "v%d", linear->joints[k].from);
    snprintf(to, sizeof to, linear->joints[k].to < 0 ? "b%d" : "v%d",
             linear->joints[k].to < 0 ? k : linear->joints[k].to);
    if (linear->joints[k].to < 0) line_fixed(&timed.line, to, linear->joints[k].boundary_pa);
    snprintf(name, sizeof name, "c%d", k);
    line_conductance(&timed.line, name, from, to, linear->joints[k].c_m3_s);
  }
  return timed;
}
