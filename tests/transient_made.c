#include "tests/transient_made.h"

#include "models/pump.h"
#include "tests/check.h"

static void *with_defaults(const ComponentType *type) {
  void *params = malloc(type->size);
  component_defaults(type, params);
  return params;
}

static void *field(const ComponentType *type, void *params, const char *key) {
  return (char *)params + component_row(type, key)->offset;
}

static void add(MadeRun *made, const char *name, const ComponentType *type, void *params, int from, int to) {
  ComponentContext context = {made->study.catalogue, 101325, 293.15};
  char message[200] = "";
  if (type->resolve && !type->resolve(params, &context, message, sizeof message)) fail_msg("%s: %s", name, message);
  assert_true(network_add_branch(&made->study.network, name, type, params, from, to) >= 0);
  free(params);
}

static void add_nodes(MadeRun *made, int volumes, int junctions) {
  char name[16];
  network_add_node(&made->study.network, "room",
                   &(NodeParams){.pressure_pa = 101325, .temperature_k = 293.15, .fixed = true});
  for (int i = 1; i <= volumes + junctions; i++) {
    bool volume = i <= volumes;
    snprintf(name, sizeof name, "%c%d", volume ? 'n' : 'j', volume ? i : i - volumes);
    NodeParams params = {.volume_m3 = volume ? 1e-3 : 0, .pressure_pa = 1e5, .temperature_k = 293.15};
    assert_int_equal(network_add_node(&made->study.network, name, &params), i);
  }
}

static void add_branches(MadeRun *made, int volumes, int valves) {
  const ComponentType *valve = component_find(SECTION_ELEMENTS, "valve"), *pump = component_find(SECTION_PUMPS, "pump");
  char name[16];
  for (int i = 1; i <= valves; i++) {
    void *params = with_defaults(valve);
    snprintf(field(valve, params, "part"), PART_TEXT_MAX, "XSA1-12V-5G");
    snprintf(name, sizeof name, "V%d", i);
    add(made, name, valve, params, 0, i < volumes ? i : volumes);
  }
  void *params = with_defaults(pump);
  *(double *)field(pump, params, "speed") = 1e-3;
  add(made, "P1", pump, params, 1, NETWORK_NOWHERE);
}

MadeRun *run_made(int volumes, int junctions, int valves, double until_s) {
  MadeRun *made = calloc(1, sizeof *made);
  char message[200];
  made->study = (Study){.title = strdup("A made run"),
                        .file = strdup("made.cfg"),
                        .catalogue = catalogue_new(),
                        .wants_transient = true,
                        .wants_limits = true,
                        .limits = limits_settings_default()};
  made->study.transient.until_s = until_s;
  made->study.network = network_empty(made->study.catalogue);
  add_nodes(made, volumes, junctions);
  add_branches(made, volumes, valves);
  if (!network_derive(&made->study.network, message, sizeof message)) fail_msg("%s", message);
  made->run = (TransientResult){.complete = true, .end_s = until_s, .conditional_from_s = INFINITY};
  made->run.ledger.worst_node = -1;
  made->run.open = calloc((size_t)made->study.network.n_branches, sizeof *made->run.open);
  assert_true(steady_result_init(&made->run.final, &made->study.network));
  made->outcome = (RunOutcome){.study = &made->study, .transient = &made->run, .limits = &made->limits};
  return made;
}

void made_run_free(MadeRun *made) {
  transient_result_free(&made->run);
  limit_table_free(&made->limits);
  study_free(&made->study);
  free(made);
}

static int branch_of(const MadeRun *made, const char *name) {
  int k = network_find_branch(&made->study.network, name[0] == 'P' ? SECTION_PUMPS : SECTION_ELEMENTS, name);
  if (k < 0) fail_msg("no branch %s", name);
  return k;
}

void run_event(MadeRun *made, double time_s, EventKind kind, const char *name) {
  TransientResult *run = &made->run;
  run->events = realloc(run->events, (size_t)(run->n_events + 1) * sizeof *run->events);
  TransientEvent *event = &run->events[run->n_events++];
  *event = (TransientEvent){.time_s = time_s, .kind = kind, .branch = branch_of(made, name)};
  snprintf(event->cause, sizeof event->cause, "at %g s", time_s);
}

/* --- the series --- */

typedef struct {
  MadeRun *made;
  double (*p_pa)(int node, double time_s);
  double *p, *q;
} Rows;

static void add_row(const Rows *rows, double time_s, int side) {
  Network *network = &rows->made->study.network;
  for (int i = 0; i < network->n_nodes; i++)
    rows->p[i] = rows->p_pa(i, time_s);
  assert_true(series_add(&rows->made->run.series, network, time_s, side, 0, rows->p, rows->q));
}

static void act(Network *network, const TransientEvent *event) {
  Branch *branch = &network->branches[event->branch];
  bool on = event->kind == EVENT_OPEN || event->kind == EVENT_START || event->kind == EVENT_FORCED_OPEN;
  if (branch->type == &pump_type)
    pump_run(branch->params, on);
  else
    branch->open = on;
}

static int by_size(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static void add_stretch(const Rows *rows, int n, double from_s, double to_s) {
  double *times = malloc((size_t)(2 * n + 1) * sizeof *times);
  for (int i = 1; i <= n; i++) {
    times[2 * i - 2] = from_s + (to_s - from_s) * i / (n + 1);
    times[2 * i - 1] = from_s + (to_s - from_s) * pow(10, -6 * (1 - (double)i / (n + 1)));
  }
  qsort(times, (size_t)(2 * n), sizeof *times, by_size);
  for (int i = 0; i < 2 * n; i++)
    add_row(rows, times[i], 0);
  free(times);
}

void run_rows(MadeRun *made, int n, double (*p_pa)(int node, double time_s)) {
  Network *network = &made->study.network;
  Rows rows = {made, p_pa, calloc((size_t)network->n_nodes + 1, sizeof(double)),
               calloc((size_t)network->n_branches + 1, sizeof(double))};
  made->run.series = series_new(network);
  double last_s = 0;
  add_row(&rows, 0, 0);
  for (int i = 0; i < made->run.n_events; i++) {
    double time_s = made->run.events[i].time_s;
    if (time_s > last_s) add_stretch(&rows, n, last_s, time_s);
    add_row(&rows, time_s, -1);
    act(network, &made->run.events[i]);
    add_row(&rows, time_s, 1);
    last_s = time_s;
  }
  add_stretch(&rows, n, last_s, made->run.end_s);
  add_row(&rows, made->run.end_s, 0);
  memcpy(made->run.final.p, rows.p, (size_t)network->n_nodes * sizeof(double));
  free(rows.p);
  free(rows.q);
}

void run_threshold(MadeRun *made, const char *name, int node, double threshold_pa, double at_s) {
  Probe probe = {PROBE_PRESSURE, node, NULL};
  Measure measure = {.kind = MEASURE_CROSSING, .probe = probe, .condition = {probe, true, threshold_pa}, .since = -1};
  MeasureResult result = {.value = at_s, .at_s = at_s};
  snprintf(measure.name, sizeof measure.name, "%s", name);
  if (isnan(at_s)) snprintf(result.reason, sizeof result.reason, "never reached");
  assert_true(made->study.measures.count < MADE_RUN_MEASURES);
  made->measures[made->study.measures.count] = result;
  assert_true(measure_list_add(&made->study.measures, &measure));
  made->outcome.measures = made->measures;
}

void run_limit(MadeRun *made, const char *valve, LimitCheck check, double utilization, double time_s) {
  LimitTable *table = &made->limits;
  table->rows = realloc(table->rows, (size_t)(table->count + 1) * sizeof *table->rows);
  table->rows[table->count++] = (LimitRow){.branch = branch_of(made, valve),
                                           .check = check,
                                           .value = utilization * 1e5,
                                           .limit = 1e5,
                                           .margin = (1 - utilization) * 1e5,
                                           .utilization = utilization,
                                           .status = utilization > 1     ? LIMIT_FAIL
                                                     : utilization > 0.9 ? LIMIT_WARN
                                                                         : LIMIT_PASS,
                                           .source = "CAT, note 1",
                                           .when = LIMIT_WHEN_TRANSIENT,
                                           .time_s = time_s};
}
