/* What a point of a sweep costs on one thread, the line of five elements standing: one parameter set, what follows from it derived, the
   line solved from the nominal solution or pumped down from the air, one measure read. */
#include <string.h>
#include <time.h>

#include "sim/transient/transient.h"
#include "tests/line.h"

enum { VARIANTS = 64 };

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The load lock of config/examples while it is pumped: chamber - valve - tube - pump, with what its walls give off and a leak. */
static Line load_lock(void) {
  Line line = line_new();
  line_volume(&line, "chamber", 0.012, 101325);
  line_junction(&line, "manifold");
  line_volume(&line, "foreline", 3e-4, 1);
  line_element(&line, "ROUGH", "valve", "chamber", "manifold", "part", "XSA2-43V-5G", "state", 1, NULL);
  line_element(&line, "L1", "tube", "manifold", "foreline", "diameter", 0.0094, "length", 0.6, "elbows", 2.0, NULL);
  line_pump(&line, "P1", "foreline", 0.005, 1);
  line_source(&line, "WALLS", "chamber", 3e-4);
  line_source(&line, "DOOR", "chamber", 1e-9);
  return line;
}

/* Another length of the tube, as a sweep would set it. */
static void vary(Line *line, int k) {
  Branch *tube = &line->network.branches[network_find_branch(&line->network, SECTION_ELEMENTS, "L1")];
  const ComponentType *type = tube->type;
  ComponentContext context = {line->catalogue, line->network.ambient.pressure_pa, line->network.ambient.temperature_k};
  char message[NETWORK_MESSAGE_MAX];
  *(double *)((char *)tube->params + component_row(type, "length")->offset) = 0.4 + 0.4 * (k % VARIANTS) / VARIANTS;
  if (!type->resolve(tube->params, &context, message, sizeof message) ||
      !network_derive(&line->network, message, sizeof message))
    fail_msg("%s", message);
}

static void report(const char *what, double took_s, int points, double sum) {
  printf("%-34s %9.2f us, %9.0f a second   (sum %.12g)\n", what, 1e6 * took_s / points, points / took_s, sum);
}

static void steady_points(Line *line, const char *what, bool derive) {
  enum { POINTS = 32 * 1024 };
  SteadySettings settings = steady_settings_default();
  int chamber = network_find_node(&line->network, "chamber"), n = (line->network.n_nodes + 1) * line->network.n_gas;
  if (line_solve(line) != STATUS_OK) fail_msg("%s", line->result.message);
  double nominal[16], sum = 0, begin = now_s();
  assert_true(n <= (int)(sizeof nominal / sizeof *nominal));
  memcpy(nominal, line->result.p, (size_t)n * sizeof *nominal);
  for (int k = 0; k < POINTS; k++) {
    if (derive) vary(line, k);
    memcpy(line->result.p, nominal, (size_t)n * sizeof *nominal);
    if (!derive) line->result.p[chamber] *= 1 + 0.1 * (k % VARIANTS) / VARIANTS;
    if (steady_solve(&line->work, &line->network, &settings, &line->result) != STATUS_OK)
      fail_msg("%s", line->result.message);
    sum += network_total(&line->network, line->result.p, chamber);
  }
  report(what, now_s() - begin, POINTS, sum / POINTS);
}

static void pump_downs(Line *line) {
  enum { RUNS = 512 };
  TransientSettings settings = transient_settings_default();
  Probe pressure = {PROBE_PRESSURE, network_find_node(&line->network, "chamber"), NULL};
  Measure until_10_pa = {
      .name = "t", .kind = MEASURE_CROSSING, .probe = pressure, .condition = {pressure, true, 10}, .since = -1};
  MeasureList measures = {&until_10_pa, 1, 1};
  settings.until_s = 160;
  const bool awaited[] = {true};
  TransientRequest request = {
      .measures = &measures, .settings = &settings, .laws_unchecked = true, .awaited = awaited};
  double sum = 0, begin = now_s();
  long steps = 0, evaluations = 0;
  for (int k = 0; k < RUNS; k++) {
    TransientResult result;
    vary(line, k);
    if (transient_run(&line->network, &request, &result) != STATUS_OK) fail_msg("%s", result.message);
    sum += result.measures[0].value;
    steps += result.steps, evaluations += result.evaluations;
    transient_result_free(&result);
  }
  report("pump-down to 10 Pa", now_s() - begin, RUNS, sum / RUNS);
  printf("%-34s %9.1f steps, %.1f evaluations a run\n", "", (double)steps / RUNS, (double)evaluations / RUNS);
}

int main(void) {
  Line line = load_lock();
  steady_points(&line, "steady point", true);
  steady_points(&line, "the same without what follows", false);
  pump_downs(&line);
  line_close(&line);
  return 0;
}
