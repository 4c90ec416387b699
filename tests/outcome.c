#include "tests/outcome.h"

#include <dirent.h>
#include <unistd.h>

#include "tests/check.h"

static const ComponentType *type_of(Section section, const char *name) {
  const ComponentType *type = component_find(section, name);
  if (!type) fail_msg("no type '%s'", name);
  return type;
}

static void *params_of(const ComponentType *type) {
  void *params = malloc(type->size);
  component_defaults(type, params);
  return params;
}

static void *field(const ComponentType *type, void *params, const char *key) {
  return (char *)params + component_row(type, key)->offset;
}

static void add(MadeOutcome *made, const char *name, const ComponentType *type, void *params, int from, int to) {
  ComponentContext context = {made->study.catalogue, 101325, 293.15};
  char message[200] = "";
  if (type->resolve && !type->resolve(params, &context, message, sizeof message)) fail_msg("%s: %s", name, message);
  assert_true(network_add_branch(&made->study.network, name, type, params, from, to) >= 0);
  free(params);
}

static void add_valve(MadeOutcome *made, const char *name, const char *part, bool open, int from, int to) {
  const ComponentType *type = type_of(SECTION_ELEMENTS, "valve");
  void *params = params_of(type);
  snprintf(field(type, params, "part"), PART_TEXT_MAX, "%s", part);
  *(int *)field(type, params, "state") = open;
  add(made, name, type, params, from, to);
}

static void add_with(MadeOutcome *made, Section section, const char *type_name, const char *name, const char *key,
                     double value, int from, int to) {
  const ComponentType *type = type_of(section, type_name);
  void *params = params_of(type);
  *(double *)field(type, params, key) = value;
  if (section == SECTION_SOURCES)
    *(GasBlend *)field(type, params, "gas") = (GasBlend){.n = 1, .gas = {gas_find("N2")}, .x = {1}};
  add(made, name, type, params, from, to);
}

static void build_network(MadeOutcome *made) {
  Network *network = &made->study.network;
  const NodeParams nodes[] = {{.pressure_pa = 1e5, .temperature_k = 293.15, .fixed = true},
                              {.volume_m3 = 12e-3, .pressure_pa = 1e5, .temperature_k = 293.15},
                              {.pressure_pa = NAN, .temperature_k = 293.15},
                              {.volume_m3 = 1e-3, .pressure_pa = 5, .temperature_k = 303.15}};
  const char *names[] = {"room", "chamber", "junction", "tank"};
  for (int i = 0; i < 4; i++)
    assert_int_equal(network_add_node(network, names[i], &nodes[i]), i);
  add_valve(made, "V1", "XSA2-43V-5G", true, 1, 2);
  add_valve(made, "VENT", "XSA1-12V-5G", false, 0, 1);
  add_with(made, SECTION_ELEMENTS, "conductance", "C1", "value", 1e-6, 2, 3);
  add_with(made, SECTION_PUMPS, "pump", "P1", "speed", 5e-3, 2, NETWORK_NOWHERE);
  add_with(made, SECTION_SOURCES, "source", "MFC", "flow", 0.25, NETWORK_NOWHERE, 1);
  char message[200];
  if (!network_derive(network, message, sizeof message)) fail_msg("%s", message);
  assert_int_equal(network->n_gas, 2);
}

/* Throughputs of air and N2. */
static void set_flow(MadeOutcome *made, const char *name, bool external, double air, double n2) {
  const Network *network = &made->study.network;
  for (int k = 0; k < network->n_branches; k++) {
    if (strcmp(network->branches[k].name, name) != 0 || network->branches[k].external != external) continue;
    made->steady.q[2 * k] = air;
    made->steady.q[2 * k + 1] = n2;
  }
}

static void make_state(MadeOutcome *made) {
  const double p[] = {1e5, 0, 100, 20, 60, 20, 5, 0, 101325, 0};
  assert_true(steady_result_init(&made->steady, &made->study.network));
  memcpy(made->steady.p, p, sizeof p);
  set_flow(made, "V1", false, 0.125, 0.25);
  set_flow(made, "VENT", false, 1.5e-9, 0);
  set_flow(made, "C1", false, 0, 0);
  set_flow(made, "P1", false, 0.125, 0.25);
  set_flow(made, "MFC", false, 0, 0.25);
  set_flow(made, "V1", true, 1.25e-11, 0);
  made->steady.isolated[3] = 1;
  made->balance = (Balance){.relative_error = 1e-12, .worst_node = 1, .in_pa_m3_s = 0.375, .out_pa_m3_s = 0.375};
}

static void make_limits(MadeOutcome *made) {
  LimitRow *rows = calloc(MADE_LIMITS, sizeof *rows);
  int v1 = network_find_branch(&made->study.network, SECTION_ELEMENTS, "V1");
  int vent = network_find_branch(&made->study.network, SECTION_ELEMENTS, "VENT");
  rows[MADE_DIFFERENTIAL] = (LimitRow){
      v1, LIMIT_MAX_OPERATING_DIFFERENTIAL, 95000, 1e5, 5000, 0.95, LIMIT_WARN, "", "CAT, note 1", LIMIT_WHEN_STEADY,
      0};
  rows[MADE_REVERSE] =
      (LimitRow){vent,          LIMIT_REVERSE_PRESSURE, 0, 5e5, 5e5, 0, LIMIT_PASS, "a, \"quoted\" note",
                 "CAT, note 2", LIMIT_WHEN_STEADY,      0};
  rows[MADE_FLUID] = (LimitRow){v1, LIMIT_FLUID, NAN, NAN, NAN, NAN, LIMIT_PASS, "", "CAT", LIMIT_WHEN_ALWAYS, 0};
  rows[MADE_COIL] = (LimitRow){v1,    LIMIT_COIL_VOLTAGE, NAN, NAN, NAN, NAN, LIMIT_NOT_APPLICABLE, "no supply voltage",
                               "CAT", LIMIT_WHEN_ALWAYS,  0};
  made->limits = (LimitTable){rows, MADE_LIMITS, MADE_LIMITS};
}

MadeOutcome *outcome_made(void) {
  MadeOutcome *made = calloc(1, sizeof *made);
  Study *study = &made->study;
  *study = (Study){.title = strdup("Load 'lock' <b> & @LOOK@ `date`"),
                   .file = strdup("line.cfg"),
                   .catalogue = catalogue_new(),
                   .wants_steady = true,
                   .wants_limits = true,
                   .steady = steady_settings_default(),
                   .limits = limits_settings_default(),
                   .warning_count = 1};
  snprintf(study->sha256, sizeof study->sha256, "%064d", 7);
  study->warnings = malloc(sizeof *study->warnings);
  study->warnings[0] = strdup("temperatures differ: \x1b[31m <hot>");
  study->network = network_empty(study->catalogue);
  build_network(made);
  make_state(made);
  make_limits(made);
  made->outcome =
      (RunOutcome){.study = study, .steady = &made->steady, .balance = &made->balance, .limits = &made->limits};
  return made;
}

void outcome_free(MadeOutcome *made) {
  steady_result_free(&made->steady);
  limit_table_free(&made->limits);
  transient_result_free(&made->transient);
  study_free(&made->study);
  free(made);
}

void outcome_fail(MadeOutcome *made) {
  LimitRow *row = &made->limits.rows[MADE_DIFFERENTIAL];
  row->value = 150000;
  row->margin = -50000;
  row->utilization = 1.5;
  row->status = LIMIT_FAIL;
}

static int branch_of(const MadeOutcome *made, Section section, const char *name) {
  return network_find_branch(&made->study.network, section, name);
}

static void make_schedule(MadeOutcome *made) {
  int v1 = branch_of(made, SECTION_ELEMENTS, "V1"), vent = branch_of(made, SECTION_ELEMENTS, "VENT");
  Action first[] = {{ACTION_OPEN, v1}}, second[] = {{ACTION_CLOSE, v1}, {ACTION_OPEN, vent}};
  Action third[] = {{ACTION_STOP, branch_of(made, SECTION_PUMPS, "P1")}};
  Condition low = {{PROBE_PRESSURE, 1, NULL}, true, 10};
  const ScheduleEntry entries[] = {{.kind = ENTRY_AT, .time_s = 1, .actions = first, .n_actions = 1},
                                   {.kind = ENTRY_WHEN, .condition = low, .actions = second, .n_actions = 2},
                                   {.kind = ENTRY_AFTER, .time_s = 5, .actions = third, .n_actions = 1}};
  for (int i = 0; i < 3; i++)
    assert_true(schedule_add(&made->study.schedule, &entries[i]));
}

static void make_events(MadeOutcome *made) {
  int v1 = branch_of(made, SECTION_ELEMENTS, "V1"), vent = branch_of(made, SECTION_ELEMENTS, "VENT");
  const TransientEvent events[] = {{1, EVENT_OPEN, v1, "at 1 s"},
                                   {14.25, EVENT_CLOSE, v1, "chamber below 10 Pa"},
                                   {14.25, EVENT_OPEN, vent, "chamber below 10 Pa"}};
  TransientResult *run = &made->transient;
  run->events = malloc(sizeof events);
  memcpy(run->events, events, sizeof events);
  run->n_events = run->event_capacity = 3;
  run->unfired = malloc(sizeof *run->unfired);
  run->unfired[0] = 2;
  run->n_unfired = 1;
}

/* Chamber 1e5, 1e5, 1e5, 12.5 Pa of air; V1 carries -0, 0, 0.5, 1e-9 of air. */
static void make_series(MadeOutcome *made) {
  const Network *network = &made->study.network;
  const double time_s[] = {0, 1, 1, 600}, chamber[] = {1e5, 1e5, 1e5, 12.5}, q_v1[] = {-0.0, 0, 0.5, 1e-9};
  const int side[] = {0, -1, 1, 0};
  int v1 = branch_of(made, SECTION_ELEMENTS, "V1"), p1 = branch_of(made, SECTION_PUMPS, "P1");
  Series *series = &made->transient.series;
  *series = (Series){.n_nodes = 4, .n_gas = 2, .n_branches = network->n_branches, .count = 4, .capacity = 4};
  series->time_s = calloc(4, sizeof(double));
  series->p = calloc(4 * 4 * 2, sizeof(double));
  series->q = calloc(4 * 2 * (size_t)network->n_branches, sizeof(double));
  series->opening = calloc(4 * (size_t)network->n_branches, sizeof(double));
  series->side = calloc(4, 1);
  for (int row = 0; row < 4; row++) {
    series->time_s[row] = time_s[row];
    series->side[row] = (signed char)side[row];
    series->p[row * 8] = 1e5;
    series->p[row * 8 + 2] = chamber[row];
    series->p[row * 8 + 3] = 0.25;
    series->p[row * 8 + 5] = -0.0;
    series->q[2 * (row * network->n_branches + v1)] = q_v1[row];
    series->opening[row * network->n_branches + v1] = row == 2 ? 0.25 : 0; /* on its way */
    series->opening[row * network->n_branches + p1] = 1;
  }
}

static void make_measures(MadeOutcome *made) {
  int v1 = branch_of(made, SECTION_ELEMENTS, "V1");
  Probe chamber = {PROBE_PRESSURE, 1, NULL}, flow = {PROBE_THROUGHPUT, v1, NULL};
  Condition low = {chamber, true, 10}, lower = {chamber, true, 1e-3};
  const Measure rows[] = {{"t_rough", MEASURE_CROSSING, chamber, low, 0, v1, 0},
                          {"never", MEASURE_CROSSING, chamber, lower, 0, -1, 0},
                          {"q_mean", MEASURE_MEAN, flow, low, 0, -1, 0},
                          {"peak", MEASURE_MAX, chamber, low, 0, -1, 0},
                          {"base", MEASURE_AT_STEADY, chamber, low, 0, -1, 0}};
  const MeasureResult results[] = {{7650, 7651, false, ""},
                                   {NAN, NAN, false, "never reached: chamber came no nearer than 12.5 Pa, at 600 s"},
                                   {0.125, NAN, false, ""},
                                   {1e5, 0, false, ""},
                                   {120, NAN, false, ""}};
  for (int i = 0; i < MADE_MEASURES; i++)
    assert_true(measure_list_add(&made->study.measures, &rows[i]));
  memcpy(made->measures, results, sizeof results);
}

void outcome_run(MadeOutcome *made) {
  TransientResult *run = &made->transient;
  const Network *network = &made->study.network;
  *run = (TransientResult){.complete = true, .end_s = 600, .conditional_from_s = INFINITY, .steps = 123, .rejected = 4};
  run->ledger = (Ledger){.in_pa_m3 = 3,
                         .out_pa_m3 = 4.5,
                         .stored_pa_m3 = -1.5,
                         .bookkeeping_error = 1e-16,
                         .law_error = 2.5e-7,
                         .worst_node = 1};
  assert_true(steady_result_init(&run->final, network));
  const double p[] = {1e5, 0, 12.5, 0.25, 8, 0, 5, 0, 101325, 0};
  memcpy(run->final.p, p, sizeof p);
  run->final.q[2 * branch_of(made, SECTION_ELEMENTS, "VENT")] = 0.75;
  run->open = calloc((size_t)network->n_branches, sizeof *run->open);
  run->open[branch_of(made, SECTION_ELEMENTS, "VENT")] = true;
  run->open[branch_of(made, SECTION_PUMPS, "P1")] = true;
  make_schedule(made);
  make_events(made);
  make_series(made);
  make_measures(made);
  made->study.wants_transient = true;
  made->study.transient = (TransientSettings){.until_s = 600, .outputs = 500, .rtol = 1e-6, .atol_pa = 1e-12};
  made->limits.rows[MADE_DIFFERENTIAL].when = LIMIT_WHEN_TRANSIENT;
  made->limits.rows[MADE_DIFFERENTIAL].time_s = 1;
  made->outcome.transient = run;
  made->outcome.measures = made->measures;
}

void outcome_conditional(MadeOutcome *made) {
  outcome_fail(made);
  made->transient.conditional_from_s = 1;
  made->measures[MADE_ROUGH].conditional = true;
}

char *outcome_printed(const RunOutcome *outcome, void (*print)(const RunOutcome *, FILE *)) {
  char *text = NULL;
  size_t size;
  FILE *stream = open_memstream(&text, &size);
  print(outcome, stream);
  fclose(stream);
  return text;
}

char *folder_made(void) {
  char *folder = strdup("/tmp/xsavac-test-XXXXXX");
  assert_non_null(mkdtemp(folder));
  return folder;
}

static void each_entry(const char *folder, void (*act)(const char *path, int *count), int *count) {
  DIR *entries = opendir(folder);
  assert_non_null(entries);
  for (struct dirent *entry; (entry = readdir(entries));) {
    char path[600];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    act(path, count);
  }
  closedir(entries);
}

static void remove_one(const char *path, int *count) {
  (void)count;
  remove(path);
}

static void count_one(const char *path, int *count) {
  (void)path;
  (*count)++;
}

void folder_remove(char *folder) {
  each_entry(folder, remove_one, NULL);
  rmdir(folder);
  free(folder);
}

int folder_count(const char *folder) {
  int count = 0;
  each_entry(folder, count_one, &count);
  return count;
}

char *folder_file(const char *folder, const char *name) {
  char path[600], buffer[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *text = NULL;
  size_t size, got;
  FILE *memory = open_memstream(&text, &size);
  while ((got = fread(buffer, 1, sizeof buffer, file)) > 0)
    fwrite(buffer, 1, got, memory);
  fclose(file);
  fclose(memory);
  return text;
}
