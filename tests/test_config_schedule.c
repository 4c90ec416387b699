/* Right inputs again: the schedule, the measures and the run through time. */
#include "models/constants.h"
#include "models/pump.h"
#include "tests/reads.h"

static const char line[] =
    "nodes = { chamber = { volume = \"12 L\"; }; m = { }; fore = { volume = \"1 L\"; gas = \"He\"; }; room = { fixed = "
    "true; }; };\n"
    "elements = { V1 = { type = \"valve\"; part = \"XSA1-12\"; from = \"chamber\"; to = \"m\"; };\n"
    "  V2 = { type = \"valve\"; part = \"XSA1-12\"; from = \"room\"; to = \"chamber\"; };\n"
    "  L1 = { type = \"tube\"; from = \"m\"; to = \"fore\"; diameter = 0.01; length = 1; }; };\n"
    "pumps = { P1 = { at = \"fore\"; speed = \"5 L/s\"; }; P2 = { at = \"chamber\"; speed = \"5 L/s\"; exhaust = "
    "\"fore\"; }; "
    "};\n";

static Reads reads_of(const char *rest, const char *const *sets) {
  char text[4096];
  assert_true(snprintf(text, sizeof text, "%s%s", line, rest) < (int)sizeof text);
  return read_with(text, sets);
}

static int element(const Reads *r, const char *name) {
  return network_find_branch(&r->study.network, SECTION_ELEMENTS, name);
}

static int pump(const Reads *r, const char *name) {
  return network_find_branch(&r->study.network, SECTION_PUMPS, name);
}

static int node(const Reads *r, const char *name) {
  return network_find_node(&r->study.network, name);
}

static bool runs(const Reads *r, const char *name) {
  return ((const Pump *)r->study.network.branches[pump(r, name)].params)->running;
}

static const Measure *measure(const Reads *r, const char *name) {
  for (int i = 0; i < r->study.measures.count; i++)
    if (strcmp(r->study.measures.rows[i].name, name) == 0) return &r->study.measures.rows[i];
  fail_msg("no measure %s", name);
  return NULL;
}

static void assert_action(const ScheduleEntry *entry, int number, ActionKind kind, int branch) {
  assert_true(number < entry->n_actions);
  assert_int_equal(entry->actions[number].kind, kind);
  assert_int_equal(entry->actions[number].branch, branch);
}

/* --- the schedule --- */

static void test_schedule(void **state) {
  (void)state;
  Reads r =
      reads_of("schedule = ( { at = \"2 min\"; open = [ \"V1\", \"V2\" ]; stop = ( \"P1\" ); },\n"
               "{ when = { pressure = \"m\"; below = \"10 mbar\"; gas = \"He\"; }; close = \"V1\"; open = [ ]; },\n"
               "{ after = 5; start = \"P1\"; }, { at = 3.5; close = \"V2\"; } );\n"
               "analysis = { transient = { until = \"600 s\"; }; };\n",
               NULL);
  const ScheduleEntry *entries = r.study.schedule.entries;
  assert_int_equal(r.study.schedule.count, 4);
  assert_int_equal(entries[0].kind, ENTRY_AT);
  assert_rel(entries[0].time_s, 120, 1e-15);
  assert_int_equal(entries[0].n_actions, 3);
  assert_action(&entries[0], 0, ACTION_OPEN, element(&r, "V1"));
  assert_action(&entries[0], 1, ACTION_OPEN, element(&r, "V2"));
  assert_action(&entries[0], 2, ACTION_STOP, pump(&r, "P1"));
  assert_int_equal(entries[1].kind, ENTRY_WHEN);
  assert_int_equal(entries[1].condition.probe.kind, PROBE_PRESSURE);
  assert_int_equal(entries[1].condition.probe.object, node(&r, "m"));
  assert_string_equal(entries[1].condition.probe.gas->name, "He");
  assert_true(entries[1].condition.below);
  assert_rel(entries[1].condition.threshold, 1000, 1e-14);
  assert_int_equal(entries[1].n_actions, 1);
  assert_action(&entries[1], 0, ACTION_CLOSE, element(&r, "V1"));
  assert_int_equal(entries[2].kind, ENTRY_AFTER);
  assert_rel(entries[2].time_s, 5, 0);
  assert_action(&entries[2], 0, ACTION_START, pump(&r, "P1"));
  assert_rel(entries[3].time_s, 3.5, 0);
  assert_int_equal(r.study.warning_count, 0);
  reads_free(&r);
}

/* Every figure of probe_rows, with its own unit and sign. */
static void test_conditions(void **state) {
  (void)state;
  Reads r = reads_of("schedule = ( { when = { throughput = \"P1\"; above = \"10 sccm\"; }; open = \"V1\"; },\n"
                     "{ when = { pressure_drop = \"V1\"; below = \"-10 kPa\"; }; open = \"V1\"; },\n"
                     "{ when = { pressure_drop = \"P2\"; above = -3; }; open = \"V1\"; },\n"
                     "{ when = { conductance = \"L1\"; above = \"2 L/s\"; }; open = \"V1\"; },\n"
                     "{ when = { mass_flow = \"V2\"; below = \"1 mg/s\"; }; open = \"V1\"; } );\n"
                     "analysis = { transient = { until = 1; }; };\n",
                     NULL);
  const struct {
    ProbeKind kind;
    int object;
    bool below;
    double threshold;
  } rows[] = {{PROBE_THROUGHPUT, pump(&r, "P1"), false, 10 * SCCM_PA_M3_S},
              {PROBE_PRESSURE_DROP, element(&r, "V1"), true, -1e4},
              {PROBE_PRESSURE_DROP, pump(&r, "P2"), false, -3},
              {PROBE_CONDUCTANCE, element(&r, "L1"), false, 2e-3},
              {PROBE_MASS_FLOW, element(&r, "V2"), true, 1e-6}};
  for (int i = 0; i < 5; i++) {
    const Condition *condition = &r.study.schedule.entries[i].condition;
    assert_int_equal(condition->probe.kind, rows[i].kind);
    assert_int_equal(condition->probe.object, rows[i].object);
    assert_null(condition->probe.gas);
    assert_int_equal(condition->below, rows[i].below);
    assert_rel(condition->threshold, rows[i].threshold, 1e-14);
  }
  reads_free(&r);
}

static void test_pumps_begin(void **state) {
  (void)state;
  static const char starts[] =
      "analysis = { transient = { until = \"9 s\"; }; };\nschedule = ( { at = 1; start = \"P1\"; }, "
      "{ at = 2; stop = [ \"P1\", \"P2\" ]; }, { at = 3; start = \"P2\"; } );\n";
  static const char disordered[] = "analysis = { transient = { until = \"9 s\"; }; };\nschedule = ( { at = 3; start = "
                                   "\"P1\"; }, { at = 1; stop = \"P1\"; } );\n";
  static const char *const running[] = {"pumps.P1.running=true", NULL}, *const stopped[] = {"pumps.P2.running=false",
                                                                                            NULL};
  Reads r = reads_of(starts, NULL), set = reads_of(starts, running), off = reads_of(starts, stopped),
        other = reads_of(disordered, NULL);
  assert_false(runs(&r, "P1"));
  assert_true(runs(&r, "P2"));
  assert_true(runs(&set, "P1"));
  assert_false(runs(&off, "P2"));
  assert_true(runs(&other, "P1")); /* what comes first is the stop */
  reads_free(&r);
  reads_free(&set);
  reads_free(&off);
  reads_free(&other);
}

/* states = "final": an `at` may stand anywhere, a `when` counts as it comes. */
static void test_final_states(void **state) {
  (void)state;
  Reads r =
      reads_of("schedule = ( { at = 10; close = \"V1\"; start = \"P1\"; }, { at = 5; open = [ \"V1\", \"V2\" ]; },\n"
               "{ when = { pressure = \"m\"; below = 1; }; close = \"V2\"; }, { after = 1; stop = \"P2\"; } );\n"
               "analysis = { steady = { states = \"final\"; }; };\n",
               NULL);
  Network *network = &r.study.network;
  assert_false(r.study.wants_transient);
  assert_int_equal(r.study.warning_count, 0);
  assert_false(runs(&r, "P1"));
  schedule_apply_all(&r.study.schedule, network);
  assert_false(network->branches[element(&r, "V1")].open);
  assert_false(network->branches[element(&r, "V2")].open);
  assert_true(runs(&r, "P1"));
  assert_false(runs(&r, "P2"));
  reads_free(&r);
}

/* --- measures --- */

static void test_measures(void **state) {
  (void)state;
  Reads r = reads_of(
      "measure = { t = { time = \"chamber\"; below = \"10 Pa\"; since = \"V1\"; gas = \"He\"; };\n"
      "  tq = { time = \"L1\"; above = \"1 sccm\"; since = \"P1\"; };\n"
      "  s = { throughput = \"V1\"; at = \"steady\"; }; e = { pressure = \"m\"; at = \"end\"; gas = \"air\"; };\n"
      "  hi = { pressure_drop = \"V1\"; at = \"max\"; }; lo = { mass_flow = \"P1\"; at = \"min\"; };\n"
      "  av = { conductance = \"L1\"; at = \"mean\"; }; at = { pressure = \"fore\"; at = \"1 min\"; }; };\n"
      "schedule = ( { at = 1; open = \"V1\"; stop = \"P1\"; } );\n"
      "analysis = { transient = { until = 60; }; };\n",
      NULL);
  assert_int_equal(r.study.measures.count, 8);
  assert_int_equal(r.study.warning_count, 0);
  const Measure *t = measure(&r, "t"), *tq = measure(&r, "tq");
  assert_int_equal(t->kind, MEASURE_CROSSING);
  assert_int_equal(t->probe.kind, PROBE_PRESSURE);
  assert_int_equal(t->probe.object, node(&r, "chamber"));
  assert_memory_equal(&t->probe, &t->condition.probe, sizeof t->probe);
  assert_string_equal(t->probe.gas->name, "He");
  assert_rel(t->condition.threshold, 10, 1e-15);
  assert_true(t->condition.below);
  assert_int_equal(t->since, element(&r, "V1"));
  assert_int_equal(tq->probe.kind, PROBE_THROUGHPUT);
  assert_int_equal(tq->probe.object, element(&r, "L1"));
  assert_rel(tq->condition.threshold, SCCM_PA_M3_S, 1e-14);
  assert_false(tq->condition.below);
  assert_int_equal(tq->since, pump(&r, "P1"));
  assert_true(r.study.wants_steady && r.study.wants_transient && !r.study.wants_limits);
  static const struct {
    const char *name;
    MeasureKind kind;
    ProbeKind probe;
  } rows[] = {{"s", MEASURE_AT_STEADY, PROBE_THROUGHPUT}, {"e", MEASURE_AT_END, PROBE_PRESSURE},
              {"hi", MEASURE_MAX, PROBE_PRESSURE_DROP},   {"lo", MEASURE_MIN, PROBE_MASS_FLOW},
              {"av", MEASURE_MEAN, PROBE_CONDUCTANCE},    {"at", MEASURE_AT_TIME, PROBE_PRESSURE}};
  for (int i = 0; i < 6; i++) {
    assert_int_equal(measure(&r, rows[i].name)->kind, rows[i].kind);
    assert_int_equal(measure(&r, rows[i].name)->probe.kind, rows[i].probe);
    assert_int_equal(measure(&r, rows[i].name)->since, -1);
  }
  assert_string_equal(measure(&r, "e")->probe.gas->name, "air");
  assert_rel(measure(&r, "at")->time_s, 60, 1e-15);
  reads_free(&r);
}

/* A threshold in ppm or % makes the time that of a mole fraction; a bare number stays a partial pressure. */
static void test_purity(void **state) {
  (void)state;
  Reads r = reads_of(
      "measure = { ppm = { time = \"fore\"; gas = \"He\"; below = \"10 ppm\"; since = \"V1\"; };\n"
      "  percent = { time = \"fore\"; gas = \"He\"; above = \"2.5 %\"; }; bare = { time = \"fore\"; gas = \"He\"; "
      "below = "
      "1e-5; };\n"
      "  hot = { time = \"chamber\"; above = \"30 degC\"; }; at = { fraction = \"m\"; gas = \"air\"; at = \"end\"; };\n"
      "  t = { temperature = \"chamber\"; at = \"max\"; };\n"
      "  r = { time = \"fore\"; gas = \"He\"; reach = \"90 %\"; since = \"V1\"; }; rq = { time = \"L1\"; reach = 0.5; "
      "}; "
      "};\n"
      "schedule = ( { when = { fraction = \"fore\"; gas = \"He\"; above = \"1 %\"; }; open = \"V1\"; } );\n"
      "analysis = { transient = { until = 60; }; };\n",
      (const char *const[]){"nodes.chamber.thermal=adiabatic", NULL});
  const struct {
    const char *name;
    MeasureKind kind;
    ProbeKind probe;
    double threshold;
  } rows[] = {{"ppm", MEASURE_CROSSING, PROBE_FRACTION, 1e-5},  {"percent", MEASURE_CROSSING, PROBE_FRACTION, 0.025},
              {"bare", MEASURE_CROSSING, PROBE_PRESSURE, 1e-5}, {"hot", MEASURE_CROSSING, PROBE_TEMPERATURE, 303.15},
              {"at", MEASURE_AT_END, PROBE_FRACTION, 0},        {"t", MEASURE_MAX, PROBE_TEMPERATURE, 0},
              {"r", MEASURE_RESPONSE, PROBE_PRESSURE, 0},       {"rq", MEASURE_RESPONSE, PROBE_THROUGHPUT, 0}};
  for (int i = 0; i < 8; i++) {
    const Measure *m = measure(&r, rows[i].name);
    assert_int_equal(m->kind, rows[i].kind);
    assert_int_equal(m->probe.kind, rows[i].probe);
    assert_abs(m->condition.threshold, rows[i].threshold, 1e-14);
  }
  assert_string_equal(measure(&r, "ppm")->condition.probe.gas->name, "He");
  assert_rel(measure(&r, "r")->reach, 0.9, 1e-15);
  assert_string_equal(measure(&r, "r")->probe.gas->name, "He");
  assert_int_equal(measure(&r, "r")->since, element(&r, "V1"));
  assert_int_equal(measure(&r, "rq")->since, -1);
  assert_int_equal(r.study.schedule.entries[0].condition.probe.kind, PROBE_FRACTION);
  assert_rel(r.study.schedule.entries[0].condition.threshold, 0.01, 1e-15);
  assert_int_equal(r.study.warning_count, 0);
  reads_free(&r);
}

static void test_purity_words(void **state) {
  (void)state;
  Reads r =
      reads_of("measure = { a = { time = \"fore\"; gas = \"He\"; below = \"25 ppm\"; }; b = { time = \"fore\"; gas = "
               "\"He\"; above = \"2 %\"; };\n"
               "c = { fraction = \"fore\"; gas = \"He\"; at = \"end\"; }; };\n"
               "analysis = { transient = { until = 60; }; };\n",
               NULL);
  static const char *const words[] = {"time until mole fraction of He in fore below 25 ppm",
                                      "time until mole fraction of He in fore above 2 %",
                                      "mole fraction of He in fore, at the end"};
  char text[200];
  for (int i = 0; i < 3; i++)
    assert_string_equal(measure_words(&r.study.network, &r.study.measures.rows[i], text, sizeof text), words[i]);
  assert_string_equal(measure_unit(&r.study.measures.rows[2]), "1");
  reads_free(&r);
}

/* A figure of a node that stands still is said to. */
static void test_still(void **state) {
  (void)state;
  Reads r =
      reads_of("measure = { a = { time = \"room\"; gas = \"air\"; below = \"10 %\"; }; b = { time = \"fore\"; above = "
               "\"30 degC\"; }; };\n"
               "analysis = { transient = { until = 60; }; };\n",
               NULL);
  assert_int_equal(r.study.warning_count, 2);
  assert_true(warned(&r, "measure.a.time: 'room' is a boundary, its mole fraction never changes"));
  assert_true(warned(&r, "measure.b.time: 'fore' is isothermal, its temperature never changes"));
  reads_free(&r);
}

/* --- heat --- */

static const NodeParams *chamber(const Reads *r) {
  return &r->study.network.nodes[node(r, "chamber")].params;
}

static void test_thermal(void **state) {
  (void)state;
  static const char *const group[] = {
      "nodes.chamber.thermal={ h = \"10 W/m2/K\"; area = \"0.5 m2\"; wall = \"20 degC\"; }", NULL};
  static const char *const parts[] = {"nodes.chamber.thermal.h=20", "nodes.chamber.thermal.area=0.5 m2",
                                      "nodes.chamber.temperature=300 K", NULL};
  static const char *const word[] = {"nodes.chamber.thermal=adiabatic", NULL}, *const over[] = {
                                                                                   group[0],
                                                                                   "nodes.chamber.thermal=isothermal",
                                                                                   NULL};
  Reads r = reads_of("analysis = { };\n", group);
  assert_int_equal(chamber(&r)->thermal, THERMAL_WALL);
  assert_rel(chamber(&r)->film_w_m2_k, 10, 1e-14);
  assert_rel(chamber(&r)->wall_m2, 0.5, 1e-14);
  assert_rel(chamber(&r)->wall_k, 293.15, 1e-14);
  reads_free(&r);
  r = reads_of("analysis = { };\n", parts);
  assert_int_equal(chamber(&r)->thermal, THERMAL_WALL);
  assert_rel(chamber(&r)->film_w_m2_k, 20, 0);
  assert_rel(chamber(&r)->wall_k, 300, 1e-14);
  reads_free(&r);
  r = reads_of("analysis = { };\n", word);
  assert_int_equal(chamber(&r)->thermal, THERMAL_ADIABATIC);
  reads_free(&r);
  r = reads_of("analysis = { };\n", over);
  assert_int_equal(chamber(&r)->thermal, THERMAL_ISOTHERMAL);
  reads_free(&r);
}

/* A node comes before an element of the same name; `open` means valves only. */
static void test_names_of_both(void **state) {
  (void)state;
  Reads r = read_text_of(
      "nodes = { V = { volume = 1.0; }; b = { fixed = true; }; };\n"
      "elements = { V = { type = \"valve\"; part = \"XSA1-12\"; from = \"b\"; to = \"V\"; }; };\n"
      "pumps = { V = { at = \"V\"; speed = 1e-3; }; };\nschedule = ( { at = 1; open = \"V\"; start = \"V\"; } );\n"
      "measure = { t = { time = \"V\"; below = \"1 Pa\"; }; };\nanalysis = { transient = { until = 10; }; };\n");
  assert_int_equal(measure(&r, "t")->probe.kind, PROBE_PRESSURE);
  assert_action(r.study.schedule.entries, 0, ACTION_OPEN, element(&r, "V"));
  assert_action(r.study.schedule.entries, 1, ACTION_START, pump(&r, "V"));
  assert_int_equal(r.study.warning_count, 0);
  reads_free(&r);
}

/* --- what is asked --- */

static void test_transient(void **state) {
  (void)state;
  Reads r =
      reads_of("analysis = { transient = { until = \"10 min\"; }; limits = { behaviour = \"physical\"; }; };\n", NULL);
  assert_true(r.study.wants_transient && r.study.wants_limits);
  assert_false(r.study.wants_steady);
  assert_int_equal(r.study.limits.behaviour, BEHAVIOUR_PHYSICAL);
  assert_rel(r.study.transient.until_s, 600, 1e-14);
  assert_int_equal(r.study.transient.outputs, 500);
  assert_rel(r.study.transient.rtol, 1e-6, 0);
  assert_rel(r.study.transient.atol_pa, 1e-12, 0);
  assert_int_equal(r.study.warning_count, 0);
  reads_free(&r);
  r = reads_of("analysis = { steady = { }; limits = { };\n"
               "transient = { until = 1e12; outputs = 20000; rtol = \"1e-10\"; atol = \"1e-6 mbar\"; }; };\n",
               NULL);
  assert_true(r.study.wants_transient && r.study.wants_limits && r.study.wants_steady);
  assert_rel(r.study.transient.until_s, 1e12, 0);
  assert_int_equal(r.study.transient.outputs, 20000);
  assert_rel(r.study.transient.rtol, 1e-10, 1e-14);
  assert_rel(r.study.transient.atol_pa, 1e-4, 1e-14);
  reads_free(&r);
}

static void test_warnings(void **state) {
  (void)state;
  Reads r = reads_of("schedule = ( { at = 1; open = \"V1\"; } );\n"
                     "analysis = { limits = { behaviour = \"physical\"; }; };\n",
                     NULL);
  assert_true(r.study.wants_steady && !r.study.wants_transient);
  assert_int_equal(r.study.warning_count, 2);
  assert_true(warned(&r, "schedule: is not carried out: analysis.transient is not given"));
  assert_true(warned(&r, "analysis.limits.behaviour: 'physical' changes nothing without analysis.transient"));
  reads_free(&r);
  r = reads_of(
      "schedule = ( { at = 11; open = [ \"V1\", \"V1\" ]; }, { after = 1; close = \"V1\"; }, { at = 13; stop = \"P2\"; "
      "}, { at = 10; open = "
      "\"V1\"; },\n"
      "{ when = { pressure = \"room\"; below = 1; }; close = \"V1\"; }, { after = \"1 s\"; open = \"V1\"; } );\n"
      "measure = { t = { time = \"room\"; above = 1; since = \"V2\"; }; };\n"
      "analysis = { transient = { until = 10; }; };\n",
      NULL);
  assert_int_equal(r.study.schedule.entries[0].n_actions, 1);
  assert_int_equal(r.study.warning_count, 7);
  assert_true(warned(&r, "schedule.[0].open.[1]: 'V1' is named twice"));
  assert_true(warned(&r, "schedule.[0].at: 11 s is after analysis.transient.until, 10 s: it never happens"));
  assert_true(warned(&r, "schedule.[2].at: 13 s is after analysis.transient.until, 10 s: it never happens"));
  assert_true(
      warned(&r, "schedule.[5].after: 11 s at the earliest is after analysis.transient.until, 10 s: it never happens"));
  assert_true(warned(&r, "schedule.[4].when.pressure: 'room' is a boundary, its pressure never changes"));
  assert_true(warned(&r, "measure.t.time: 'room' is a boundary, its pressure never changes"));
  assert_true(warned(&r, "measure.t.since: 'V2' is not in the schedule, it never changes"));
  reads_free(&r);
}

/* Nothing but what is not asked for is warned of. */
static void test_nothing_to_warn_of(void **state) {
  (void)state;
  Reads r = reads_of("schedule = ( );\nmeasure = { };\nanalysis = { };\n", NULL);
  assert_int_equal(r.study.warning_count, 0);
  assert_int_equal(r.study.schedule.count + r.study.measures.count, 0);
  reads_free(&r);
  r = reads_of("measure = { t = { time = \"m\"; below = 1; since = \"V1\"; }; };\n" /* it may burst */
               "analysis = { limits = { behaviour = \"physical\"; }; transient = { until = 1; }; };\n",
               NULL);
  assert_int_equal(r.study.warning_count, 0);
  reads_free(&r);
}

static void test_sets(void **state) {
  (void)state;
  static const char *const sets[] = {"schedule.[0].at=2 s",
                                     "schedule.[1].when.below=20 Pa",
                                     "schedule.[1].open.[1]=V1",
                                     "measure.t_rough.below=5 Pa",
                                     "measure.p.at=99 s",
                                     "analysis.transient.until=100 s",
                                     "analysis.transient.rtol=1e-8",
                                     NULL};
  Reads r = reads_of(
      "schedule = ( { at = \"1 s\"; open = \"V1\"; }, { when = { pressure = \"chamber\"; below = \"10 Pa\"; }; open "
      "= [ \"V2\", \"V2\" ]; } );\n"
      "measure = { t_rough = { time = \"chamber\"; below = \"10 Pa\"; }; p = { pressure = \"m\"; at = \"end\"; }; "
      "};\nanalysis = { transient = { until = \"1 s\"; }; };\n",
      sets);
  const ScheduleEntry *entries = r.study.schedule.entries;
  assert_rel(entries[0].time_s, 2, 0);
  assert_rel(entries[1].condition.threshold, 20, 1e-15);
  assert_action(&entries[1], 1, ACTION_OPEN, element(&r, "V1"));
  assert_rel(measure(&r, "t_rough")->condition.threshold, 5, 1e-15);
  assert_rel(measure(&r, "p")->time_s, 99, 1e-15);
  assert_rel(r.study.transient.until_s, 100, 1e-15);
  assert_rel(r.study.transient.rtol, 1e-8, 1e-15);
  assert_int_equal(r.study.warning_count, 0);
  reads_free(&r);
  static const char *const fresh[] = {"analysis.transient.until=100 s", NULL};
  r = reads_of("", fresh);
  assert_true(r.study.wants_transient);
  assert_rel(r.study.transient.until_s, 100, 1e-15);
  reads_free(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_schedule),
                                     cmocka_unit_test(test_conditions),
                                     cmocka_unit_test(test_pumps_begin),
                                     cmocka_unit_test(test_final_states),
                                     cmocka_unit_test(test_measures),
                                     cmocka_unit_test(test_names_of_both),
                                     cmocka_unit_test(test_purity),
                                     cmocka_unit_test(test_purity_words),
                                     cmocka_unit_test(test_still),
                                     cmocka_unit_test(test_thermal),
                                     cmocka_unit_test(test_transient),
                                     cmocka_unit_test(test_warnings),
                                     cmocka_unit_test(test_nothing_to_warn_of),
                                     cmocka_unit_test(test_sets)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
