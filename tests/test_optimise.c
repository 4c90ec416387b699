/* Optimisation against lines whose best setting has a closed form. */
#include <omp.h>

#include "sim/app/write_results.h"
#include "sim/optimise/results_optimise.h"
#include "sim/sizing/inverse.h"
#include "tests/json_look.h"
#include "tests/outcome.h"
#include "tests/reads.h"

enum { TEXT_SIZE = 4096 };

typedef struct {
  Reads reads;
  OptimiseResult result;
} Optimised;

/* On the heap: the result points into the study. */
static Optimised *optimise_text(const char *text) {
  Optimised *optimised = malloc(sizeof *optimised);
  char message[OPTIMISE_MESSAGE_MAX];
  assert_non_null(optimised);
  optimised->reads = read_text_of(text);
  assert_true(optimised->reads.study.optimise.wanted);
  Status status = optimise_run(&optimised->reads.study, (OptimiseHooks){NULL, NULL, NULL}, &optimised->result, message,
                               sizeof message);
  if (status != STATUS_OK) fail_msg("%s", message);
  return optimised;
}

static void optimised_free(Optimised *optimised) {
  optimise_result_free(&optimised->result);
  reads_free(&optimised->reads);
  free(optimised);
}

static const Combination *best_of(const Optimised *optimised) {
  if (optimised->result.best < 0) fail_msg("nothing holds");
  return &optimised->result.combinations[optimised->result.best];
}

static const Trial *best_trial(const Optimised *optimised) {
  return &best_of(optimised)->trials[best_of(optimised)->best];
}

static double best_number(const Optimised *optimised, int parameter) {
  return optimise_number_at(&optimised->result, best_of(optimised), best_of(optimised)->best, parameter);
}

static bool remarks(const Optimised *optimised, const char *words) {
  char text[1200];
  for (int i = 0; optimise_remark(&optimised->result, i, text, sizeof text); i++)
    if (strstr(text, words)) return true;
  for (int i = 0; optimise_remark(&optimised->result, i, text, sizeof text); i++)
    print_message("remarked: %s\n", text);
  return false;
}

/* Whatever was found: it was run, it holds, and nothing that was run and holds is better. */
static void assert_sound(const Optimised *optimised) {
  double sign = optimised->result.request->maximise ? -1 : 1;
  for (int i = 0; i < optimised->result.count; i++) {
    const Combination *combination = &optimised->result.combinations[i];
    assert_true(combination->count <= optimised->result.request->evaluations);
    for (int k = 0; k < combination->count; k++) {
      const Trial *trial = &combination->trials[k];
      assert_true(trial->holds == (trial->reason == NULL));
      if (trial->holds) assert_true(isfinite(trial->value));
      if (trial->holds) assert_true(sign * best_trial(optimised)->value <= sign * trial->value);
    }
  }
}

/* --- a maximum within the range ---
   A volume V at p0 empties through a constant C into 0 Pa. At the time T it passes q = C p0 exp(-C T/V), the most of it with C = V/T:
   q = p0 V/(e T). Here V = 10 L, T = 10 s, p0 = 100 Pa: C = 1 L/s, q = 0.1/e = 0.036788 Pa m3/s. */

static const char emptying[] =
    "nodes = { chamber = { volume = \"10 L\"; pressure = 100.0; }; out = { fixed = true; pressure = 0.0; }; };\n"
    "elements = { C1 = { type = \"conductance\"; from = \"chamber\"; to = \"out\"; value = \"0.2 L/s\"; }; };\n"
    "measure = { q = { throughput = \"C1\"; at = \"10 s\"; }; p = { pressure = \"chamber\"; at = \"10 s\"; };\n"
    "            t = { time = \"chamber\"; below = 13.533528323661270; }; };\n" /* p0/e^2: t = 2 V/C */
    "analysis = { transient = { until = 10; rtol = 1e-10; }; optimise = { %s }; };\n";

static Optimised *optimise_emptying(const char *asked) {
  char text[TEXT_SIZE];
  snprintf(text, sizeof text, emptying, asked);
  return optimise_text(text);
}

static void test_maximum_inside(void **state) {
  (void)state;
  static const char *const scales[] = {"lin", "log"};
  for (int i = 0; i < 2; i++) {
    char asked[512];
    snprintf(asked, sizeof asked,
             "maximise = \"q\"; parameters = ( { path = \"elements.C1.value\"; from = \"0.1 L/s\"; to = \"7 L/s\"; "
             "scale = \"%s\"; } ); tolerance = 1e-5;",
             scales[i]);
    Optimised *optimised = optimise_emptying(asked);
    assert_rel(best_trial(optimised)->value, 0.1 / exp(1), 1e-8);
    assert_rel(best_number(optimised, 0), 1e-3, 2e-4);
    assert_true(best_of(optimised)->converged);
    assert_int_equal(best_of(optimised)->bound[0], BOUND_NONE);
    assert_int_equal(best_of(optimised)->beyond, -1);
    /* d2 ln q/dC2 = -1/C2: half of 1e-4 down on either side */
    for (int side = 0; side < 2; side++) {
      const Flatness *flat = &best_of(optimised)->flat[0];
      double x = flat->number[side] / 1e-3;
      assert_rel(best_of(optimised)->trials[flat->trial[side]].value, 0.1 * x * exp(-x), 1e-8);
      assert_rel(fabs(x - 1), 0.01, 0.03);
    }
    assert_sound(optimised);
    optimised_free(optimised);
  }
}

/* Without a maximum in the range its end is the best, and said to be: q falls from C = 2 L/s on. */
static void test_bound_is_said(void **state) {
  (void)state;
  Optimised *optimised =
      optimise_emptying("maximise = \"q\"; parameters = ( { path = \"elements.C1.value\"; from = \"2 "
                        "L/s\"; to = \"10 L/s\"; start = \"5 L/s\"; } );");
  assert_true(best_number(optimised, 0) == 2e-3);
  assert_rel(best_trial(optimised)->value, 0.2 * exp(-2), 1e-8);
  assert_int_equal(best_of(optimised)->bound[0], BOUND_LOWER);
  assert_true(remarks(optimised, "elements.C1.value is at its lower bound 0.002 m3/s: a wider range may give better"));
  assert_sound(optimised);
  optimised_free(optimised);
}

/* p = p0 exp(-C T/V) at most p0/e^2 needs C of 2 V/T or more, where q falls: 2 L/s is the best, q = 0.2/e^2. */
static void test_requirement_holds_it_back(void **state) {
  (void)state;
  Optimised *optimised = optimise_emptying(
      "maximise = \"q\"; parameters = ( { path = \"elements.C1.value\"; from = \"0.1 L/s\"; to = \"10 L/s\"; scale = "
      "\"log\"; } ); require = ( { measure = \"p\"; max = 13.533528323661270; } );");
  const Combination *combination = best_of(optimised);
  assert_rel(best_number(optimised, 0), 2e-3, 1e-7);
  assert_rel(best_trial(optimised)->value, 0.2 * exp(-2), 1e-7);
  assert_true(combination->required[combination->best] <= 13.533528323661270); /* to the last bit */
  assert_true(combination->active[0]);
  assert_false(combination->active[1]);
  assert_true(remarks(optimised, "held back by p at most 13.5"));
  assert_sound(optimised);
  optimised_free(optimised);
}

/* A time that is not reached before C = 2 V/until: t = 2 V/C is the largest at that edge, t = until. */
static void test_edge_of_a_value(void **state) {
  (void)state;
  Optimised *optimised = optimise_emptying("maximise = \"t\"; parameters = ( { path = \"elements.C1.value\"; from = "
                                           "\"0.5 L/s\"; to = \"10 L/s\"; scale = \"log\"; } );");
  assert_rel(best_trial(optimised)->value, 10, 1e-7);
  assert_rel(best_number(optimised, 0), 2e-3, 1e-7);
  assert_true(remarks(optimised, "held back by the measure itself, which has no value further on; a little further: t: "
                                 "never reached"));
  assert_sound(optimised);
  optimised_free(optimised);
}

/* --- nothing holds --- */

/* q is never above p0 V/(e T): asked for twice that, the nearest misses by half of it, at C = V/T. */
static void test_nothing_holds(void **state) {
  (void)state;
  char text[1200];
  Optimised *optimised = optimise_emptying(
      "minimise = \"p\"; parameters = ( { path = \"elements.C1.value\"; from = \"0.1 L/s\"; to = \"7 L/s\"; scale = "
      "\"log\"; } ); require = ( { measure = \"q\"; min = 0.073575888234288; } );");
  const OptimiseResult *result = &optimised->result;
  assert_int_equal(result->best, -1);
  assert_int_equal(result->nearest, 0);
  const Combination *combination = &result->combinations[0];
  assert_rel(combination->trials[combination->nearest].violation, 0.5, 1e-6);
  assert_rel(optimise_number_at(result, combination, combination->nearest, 0), 1e-3, 1e-2);
  optimise_verdict_words(result, text, sizeof text);
  assert_non_null(strstr(text, "no setting does what is required; the least is missed, by 50 % of its bound"));
  assert_non_null(strstr(text, "q at least 0.0735759 Pa m3/s = 0.7358 mbar L/s is wanted, it is 0.0367879"));
  RunOutcome outcome = {.study = &optimised->reads.study, .optimise = result};
  assert_false(outcome_passes(&outcome));
  json_t *json = results_optimise_json(&outcome);
  assert_true(json_is_null(at(json, "value")));
  assert_string_equal(words(json, "value_reason"), "no setting does what is required");
  assert_int_equal(json_nulls(json), 2); /* and the combination's value */
  json_decref(json);
  optimised_free(optimised);
}

static void test_never_reached_anywhere(void **state) {
  (void)state;
  char text[1200];
  Optimised *optimised = optimise_emptying("minimise = \"t\"; parameters = ( { path = \"elements.C1.value\"; from = "
                                           "\"0.01 L/s\"; to = \"0.5 L/s\"; } );");
  assert_int_equal(optimised->result.best, -1);
  optimise_verdict_words(&optimised->result, text, sizeof text);
  assert_non_null(strstr(text, "t: never reached"));
  assert_null(strstr(text, "nan"));
  optimised_free(optimised);
}

/* --- choices --- */

/* q = p0 V/(e T) at its best C = V/T: every volume with its own, the largest the best. */
static void test_every_choice_is_optimised(void **state) {
  (void)state;
  Optimised *optimised = optimise_emptying(
      "maximise = \"q\"; tolerance = 1e-5; parameters = ( { path = \"nodes.chamber.volume\"; values = [ \"10 L\", \"30 "
      "L\", \"20 L\" ]; }, { path = \"elements.C1.value\"; from = \"0.1 L/s\"; to = \"7 L/s\"; scale = \"log\"; } );");
  static const double volumes[] = {10e-3, 30e-3, 20e-3};
  assert_int_equal(optimised->result.count, 3);
  assert_int_equal(optimised->result.best, 1);
  for (int i = 0; i < 3; i++) {
    const Combination *combination = &optimised->result.combinations[i];
    assert_rel(combination->trials[combination->best].value, 100 * volumes[i] / (10 * exp(1)), 1e-8);
    assert_rel(optimise_number_at(&optimised->result, combination, combination->best, 1), volumes[i] / 10, 1e-3);
  }
  int *order = optimise_order(&optimised->result);
  assert_true(order[0] == 1 && order[1] == 2 && order[2] == 0);
  free(order);
  assert_sound(optimised);
  optimised_free(optimised);
}

/* Choices alone: one run each. Closed valves' seat leaks into a pump of 10 L/s: the tighter seat is the better. */
static void test_parts_alone(void **state) {
  (void)state;
  Optimised *optimised = optimise_text(
      "nodes = { room = { fixed = true; pressure = \"1 atm\"; }; chamber = { volume = \"1 L\"; pressure = 1e-6; }; };\n"
      "elements = { V1 = { type = \"valve\"; part = \"XSA1-12V-5G\"; from = \"room\"; to = \"chamber\"; }; };\n"
      "pumps = { P1 = { at = \"chamber\"; speed = \"10 L/s\"; ultimate = 0.0; }; };\n"
      "measure = { p = { pressure = \"chamber\"; at = \"steady\"; }; };\n"
      "analysis = { optimise = { limits = false; minimise = \"p\"; parameters = ( { path = \"elements.V1.state\"; "
      "values = [ \"open\", "
      "\"closed\" ]; }, { path = \"elements.V1.part\"; values = [ \"XSA1-12V-5G\", \"XSA2-43V-5G\" ]; } ); }; };\n");
  assert_int_equal(optimised->result.count, 4);
  assert_int_equal(optimised->result.runs, 4);
  assert_int_equal(optimised->result.best, 2);
  assert_rel(best_trial(optimised)->value, 1.33040e-7, 1e-4); /* as tests/test_sizing.c reckons it */
  assert_true(remarks(optimised, "every combination was run"));
  assert_sound(optimised);
  optimised_free(optimised);
}

/* --- catalogue limits --- */

/* Flow into 0 Pa rises with the supply's pressure; XSA1-22 opens against 0.3 MPa in the catalogue's terms, where 0 Pa counts -0.1 MPa:
   p - 101325 Pa + 0.1 MPa = 0.3 MPa, p = 301325 Pa. The limit grants 1e-9 of itself. */
static void test_limits_are_kept(void **state) {
  (void)state;
  static const char line[] =
      "nodes = { supply = { fixed = true; pressure = \"2 bar\"; }; out = { fixed = true; pressure = 0.0; }; };\n"
      "elements = { V1 = { type = \"valve\"; part = \"XSA1-22V-5G\"; from = \"supply\"; to = \"out\"; state = "
      "\"open\"; "
      "}; };\n"
      "measure = { q = { throughput = \"V1\"; at = \"steady\"; }; };\n"
      "analysis = { optimise = { maximise = \"q\"; limits = %s; parameters = ( { path = \"nodes.supply.pressure\"; "
      "from "
      "= \"1.5 bar\"; to = \"4 bar\"; } ); %s }; };\n";
  char text[TEXT_SIZE];
  snprintf(text, sizeof text, line, "true", "");
  Optimised *kept = optimise_text(text);
  assert_rel(best_number(kept, 0), 301325, 1e-8);
  assert_true(best_of(kept)->active[0]);
  assert_true(remarks(kept, "held back by catalogue limits; a little further: V1: max operating differential"));
  optimised_free(kept);
  snprintf(text, sizeof text, line, "false", "");
  Optimised *free_of_them = optimise_text(text);
  assert_true(best_number(free_of_them, 0) == 4e5);
  optimised_free(free_of_them);
  /* half of it unused, required of any valve of the line */
  snprintf(text, sizeof text, line, "true", "require = ( { limit = \"max_operating_differential\"; margin = 0.5; } );");
  Optimised *half = optimise_text(text);
  assert_rel(best_number(half, 0), 151325, 1e-7);
  assert_true(best_of(half)->active[0]);
  assert_false(best_of(half)->active[1]);
  optimised_free(half);
}

/* --- as sizing finds it --- */

/* The highest pressure at the pump rises with the pipe's bore, the time to rough falls: the narrowest bore that still makes 60 s is the
   best, which analysis.size.inverse finds by a root search of its own. */
static void test_equals_the_inverse(void **state) {
  (void)state;
  Optimised *optimised = optimise_text(
      "nodes = { chamber = { volume = \"12 L\"; pressure = \"1000 Pa\"; }; foreline = { volume = \"0.3 L\"; pressure = "
      "\"1 Pa\"; }; };\n"
      "elements = { L1 = { type = \"tube\"; from = \"chamber\"; to = \"foreline\"; diameter = \"9 mm\"; length = \"1 "
      "m\"; }; };\n"
      "pumps = { P1 = { at = \"foreline\"; speed = \"5 L/s\"; ultimate = \"0.1 Pa\"; }; };\n"
      "measure = { t = { time = \"chamber\"; below = \"10 Pa\"; }; p = { pressure = \"foreline\"; at = \"max\"; }; };\n"
      "analysis = { transient = { until = 300; rtol = 1e-9; };\n"
      "  size = { inverse = { path = \"elements.L1.diameter\"; from = \"5 mm\"; to = \"25 mm\"; measure = \"t\"; max = "
      "\"60 s\"; }; };\n"
      "  optimise = { minimise = \"p\"; parameters = ( { path = \"elements.L1.diameter\"; from = \"5 mm\"; to = \"25 "
      "mm\"; scale = \"log\"; } ); require = ( { measure = \"t\"; max = \"60 s\"; } ); }; };\n");
  InverseResult inverse;
  char message[1024];
  assert_int_equal(inverse_run(&optimised->reads.study, NULL, NULL, &inverse, message, sizeof message), STATUS_OK);
  assert_int_equal(inverse.outcome, INVERSE_FOUND);
  assert_rel(best_number(optimised, 0), inverse.value, 1e-6);
  assert_true(best_of(optimised)->active[0]);
  assert_true(best_of(optimised)->required[best_of(optimised)->best] <= 60);
  assert_sound(optimised);
  optimised_free(optimised);
}

/* --- two numbers --- */

/* Two volumes V at p0 empty through A and B into a pump of 1000 m3/s, at 0 Pa but for a millionth: each is the line above, and what the
   pump takes is the most with A = B = V/T: 2 p0 V/(e T). */
static const char pair[] = /* ranges whose middle is not the answer */
    "nodes = { a = { volume = \"10 L\"; pressure = 100.0; }; b = { volume = \"10 L\"; pressure = 100.0; }; m = { }; "
    "};\n"
    "elements = { A = { type = \"conductance\"; from = \"a\"; to = \"m\"; value = \"0.2 L/s\"; };\n"
    "             B = { type = \"conductance\"; from = \"b\"; to = \"m\"; value = \"4 L/s\"; }; };\n"
    "pumps = { P = { at = \"m\"; speed = 1000.0; ultimate = 0.0; }; };\n"
    "measure = { q = { throughput = \"P\"; at = \"10 s\"; }; p_a = { pressure = \"a\"; at = \"10 s\"; }; };\n"
    "analysis = { transient = { until = 10; rtol = 1e-10; }; optimise = { maximise = \"q\"; parameters = (\n"
    "  { path = \"elements.A.value\"; from = \"0.13 L/s\"; to = \"7 L/s\"; scale = \"log\"; },\n"
    "  { path = \"elements.B.value\"; from = \"0.13 L/s\"; to = \"7 L/s\"; scale = \"log\"; } ); %s }; };\n";

static void test_two_numbers(void **state) {
  (void)state;
  char text[TEXT_SIZE];
  snprintf(text, sizeof text, pair, "");
  Optimised *optimised = optimise_text(text);
  assert_rel(best_trial(optimised)->value, 0.2 / exp(1), 1e-6);
  assert_rel(best_number(optimised, 0), 1e-3, 2e-3);
  assert_rel(best_number(optimised, 1), 1e-3, 2e-3);
  assert_true(best_of(optimised)->converged);
  assert_sound(optimised);
  optimised_free(optimised);
}

/* p_a at most p0/e^2 makes A = 2 V/T, while B stays V/T: q = p0 V/T (2/e^2 + 1/e). */
static void test_two_numbers_on_a_border(void **state) {
  (void)state;
  char text[TEXT_SIZE];
  snprintf(text, sizeof text, pair, "require = ( { measure = \"p_a\"; max = 13.533528323661270; } );");
  Optimised *optimised = optimise_text(text);
  const Combination *combination = best_of(optimised);
  assert_rel(best_number(optimised, 0), 2e-3, 1e-5);
  assert_rel(best_number(optimised, 1), 1e-3, 3e-3);
  assert_rel(best_trial(optimised)->value, 0.1 * (2 * exp(-2) + exp(-1)), 3e-6);
  assert_true(combination->required[combination->best] <= 13.533528323661270);
  assert_true(combination->active[0]);
  assert_true(combination->converged);
  assert_sound(optimised);
  optimised_free(optimised);
}

/* Between p0 and 0 Pa stand A and B, constants in a row: q = p0 A B/(A + B), pressure between them p0 A/(A + B). The least pressure with q
   of 0.1 Pa m3/s or more has B at its upper bound, 10 L/s, and A = q B/(p0 B - q) = 1.1111 L/s, p = q/B = 10 Pa. */
static void test_border_and_bound(void **state) {
  (void)state;
  Optimised *optimised = optimise_text(
      "nodes = { in = { fixed = true; pressure = 100.0; }; m = { }; out = { fixed = true; pressure = 0.0; }; };\n"
      "elements = { A = { type = \"conductance\"; from = \"in\"; to = \"m\"; value = \"4 L/s\"; };\n"
      "             B = { type = \"conductance\"; from = \"m\"; to = \"out\"; value = \"4 L/s\"; }; };\n"
      "measure = { q = { throughput = \"B\"; at = \"steady\"; }; p = { pressure = \"m\"; at = \"steady\"; }; };\n"
      "analysis = { optimise = { minimise = \"p\"; require = ( { measure = \"q\"; min = 0.1; } ); parameters = (\n"
      "  { path = \"elements.A.value\"; from = \"0.1 L/s\"; to = \"10 L/s\"; },\n"
      "  { path = \"elements.B.value\"; from = \"0.1 L/s\"; to = \"10 L/s\"; } ); }; };\n");
  assert_rel(best_trial(optimised)->value, 10, 1e-6);
  assert_rel(best_number(optimised, 0), 1e-2 / 9, 1e-6);
  assert_true(best_number(optimised, 1) == 1e-2);
  assert_int_equal(best_of(optimised)->bound[1], BOUND_UPPER);
  assert_int_equal(best_of(optimised)->bound[0], BOUND_NONE);
  assert_true(best_of(optimised)->active[0]);
  assert_sound(optimised);
  optimised_free(optimised);
}

/* --- how it is told --- */

static void test_out_of_evaluations(void **state) {
  (void)state;
  char text[TEXT_SIZE];
  snprintf(text, sizeof text, pair, "evaluations = 40;");
  Optimised *optimised = optimise_text(text);
  assert_false(best_of(optimised)->converged);
  assert_in_range(best_of(optimised)->count, 20, 40);
  assert_true(remarks(optimised, "NOT converged: evaluations = 40 did not suffice"));
  assert_sound(optimised);
  optimised_free(optimised);
}

static const char told[] =
    "maximise = \"q\"; parameters = ( { path = \"elements.C1.value\"; from = \"0.1 L/s\"; to = \"10 L/s\"; scale = "
    "\"log\"; }, { path = \"nodes.chamber.volume\"; values = [ 10e-3, 20e-3, 30e-3 ]; } ); require = ( { measure = "
    "\"p\"; max = 30.0; } );";

static char *printed_with(int threads) {
  omp_set_num_threads(threads);
  Optimised *optimised = optimise_emptying(told);
  RunOutcome outcome = {.study = &optimised->reads.study, .optimise = &optimised->result};
  char *text = outcome_printed(&outcome, csv_optimise);
  optimised_free(optimised);
  return text;
}

static void test_threads_change_nothing(void **state) {
  (void)state;
  char *one = printed_with(1), *three = printed_with(3);
  assert_string_equal(one, three);
  assert_non_null(strstr(one, "index,combination,phase,elements.C1.value_m3_s,nodes.chamber.volume_m3,q_Pa_m3_s,"
                              "require_p_Pa,holds,best_so_far,reason\n1,1,scan,0.0002,0.01,"));
  free(one);
  free(three);
}

static void test_results(void **state) {
  (void)state;
  char message[512];
  Optimised *optimised = optimise_emptying(told);
  RunOutcome outcome = {.study = &optimised->reads.study, .optimise = &optimised->result};
  json_t *json = results_optimise_json(&outcome);
  assert_string_equal(keys(json), "objective sense holds verdict value unit parameters requirements active converged "
                                  "conditional evaluations remarks trace combinations");
  assert_rel(number(json, "value"), best_trial(optimised)->value, 1e-15);
  assert_string_equal(words(json, "parameters/0/path"), "elements.C1.value");
  assert_string_equal(words(json, "parameters/0/at_bound"), "no");
  assert_rel(number(json, "parameters/1/value"), 30e-3, 1e-15);
  assert_string_equal(words(json, "active/0"), "p at most 30 Pa = 0.3 mbar");
  assert_int_equal(json_array_size(at(json, "combinations")), 3);
  assert_int_equal(json_integer_value(at(json, "evaluations")), optimised->result.runs);
  assert_int_equal(json_nulls(json), 0);
  json_decref(json);
  char *folder = folder_made();
  assert_int_equal(results_write(&outcome, folder, true, message, sizeof message), STATUS_OK);
  assert_string_equal(message, "");
  static const char *const files[] = {"optimise.csv", "optimise.gp", "optimise.svg", "optimise.png", "report.html"};
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    char *file = folder_file(folder, files[i]);
    if (!file) fail_msg("no %s", files[i]);
    for (const char *mark = strstr(files[i], ".gp") ? strchr(file, '@') : NULL; mark; mark = strchr(mark + 1, '@'))
      assert_int_equal(strncmp(mark, "@png", 4), 0);
    if (strcmp(files[i], "report.html") == 0) assert_non_null(strstr(file, "Every combination at its best"));
    free(file);
  }
  folder_remove(folder);
  optimised_free(optimised);
}

static bool at_once(void *context, double time_s) {
  (void)context, (void)time_s;
  return false;
}

static void test_ended_by_a_signal(void **state) {
  (void)state;
  char text[TEXT_SIZE], message[OPTIMISE_MESSAGE_MAX];
  snprintf(text, sizeof text, emptying, told);
  Reads reads = read_text_of(text);
  OptimiseResult result;
  assert_int_equal(optimise_run(&reads.study, (OptimiseHooks){at_once, NULL, NULL}, &result, message, sizeof message),
                   STATUS_VIOLATED);
  assert_non_null(strstr(message, "ended by a signal"));
  assert_int_equal(result.count, 0);
  reads_free(&reads);
}

/* A schedule's moment is read anew for every run; it starts from what the file has. The volume empties from t0 on: q = C p0 exp(-C (T -
   t0)/V) rises with t0 up to T. */
static void test_value_without_a_parameter(void **state) {
  (void)state;
  Optimised *optimised = optimise_text(
      "nodes = { chamber = { volume = \"10 L\"; pressure = 100.0; }; out = { fixed = true; pressure = 0.0; }; };\n"
      "elements = { V1 = { type = \"valve\"; diameter = \"4 mm\"; from = \"chamber\"; to = \"out\"; }; };\n"
      "schedule = ( { at = \"3 s\"; open = [ \"V1\" ]; } );\n"
      "measure = { p = { pressure = \"chamber\"; at = \"end\"; }; };\n"
      "analysis = { transient = { until = 10; }; optimise = { minimise = \"p\"; evaluations = 30; parameters = ( { "
      "path "
      "= \"schedule.[0].at\"; from = \"1 s\"; to = \"9 s\"; } ); }; };\n");
  assert_rel(optimise_number_at(&optimised->result, best_of(optimised), 0, 0), 3, 1e-12);
  assert_true(best_number(optimised, 0) == 1);
  assert_sound(optimised);
  optimised_free(optimised);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_maximum_inside),
      cmocka_unit_test(test_bound_is_said),
      cmocka_unit_test(test_requirement_holds_it_back),
      cmocka_unit_test(test_edge_of_a_value),
      cmocka_unit_test(test_nothing_holds),
      cmocka_unit_test(test_never_reached_anywhere),
      cmocka_unit_test(test_every_choice_is_optimised),
      cmocka_unit_test(test_parts_alone),
      cmocka_unit_test(test_limits_are_kept),
      cmocka_unit_test(test_equals_the_inverse),
      cmocka_unit_test(test_two_numbers),
      cmocka_unit_test(test_two_numbers_on_a_border),
      cmocka_unit_test(test_border_and_bound),
      cmocka_unit_test(test_out_of_evaluations),
      cmocka_unit_test(test_threads_change_nothing),
      cmocka_unit_test(test_results),
      cmocka_unit_test(test_ended_by_a_signal),
      cmocka_unit_test(test_value_without_a_parameter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
