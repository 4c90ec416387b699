/* How long a run through time takes: the examples as the program would run them, and the chain of ENGINE.md with our laws. */
#include <stdio.h>
#include <time.h>

#include "config/reader.h"
#include "sim/run.h"

static double clock_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool run_once(Study *study, bool series, TransientResult *result) {
  TransientRequest request = {.schedule = &study->schedule,
                              .measures = &study->measures,
                              .settings = &study->transient,
                              .limits = study->wants_limits ? &study->limits : NULL,
                              .keep_series = series};
  return transient_run(&study->network, &request, result) == STATUS_OK;
}

static void time_study(const char *name, Study *study, bool series) {
  TransientResult result;
  double begin = clock_s(), took = 0;
  int runs = 0;
  for (; took < 0.5; runs++) {
    if (!run_once(study, series, &result)) {
      printf("%-28s failed: %s\n", name, result.message);
      transient_result_free(&result);
      return;
    }
    took = clock_s() - begin;
    if (took < 0.5) transient_result_free(&result);
  }
  printf("%-28s %9.3f ms a run%s, %6ld steps, %6.2f us a step, %ld evaluations; law error %.1e\n", name,
         1e3 * took / runs, series ? " with its series" : "", result.steps, 1e6 * took / runs / (double)result.steps,
         result.evaluations, result.ledger.law_error);
  transient_result_free(&result);
}

static void bench(const char *name, const char *file, const char *const *sets, int set_count, bool series) {
  Study study = {0};
  Diagnostics diagnostics = {0};
  ReaderInput input = {file, sets, set_count};
  if (study_read(&input, &study, &diagnostics) == STATUS_OK)
    time_study(name, &study, series);
  else
    diagnostics_print(&diagnostics, stderr);
  diagnostics_free(&diagnostics);
  study_free(&study);
}

int main(void) {
  static const char loadlock[] = "config/examples/loadlock.cfg", manifold[] = "config/examples/manifold.cfg";
  static const char *const pumpdown[] = {"schedule=( { at = 1.0; open = \"ROUGH\"; } )",
                                         "analysis.transient.until=180 s",
                                         "measure={ t_rough = { time = \"chamber\"; below = \"10 Pa\"; }; }"};
  bench("loadlock, one pump-down", loadlock, pumpdown, 3, false);
  bench("loadlock", loadlock, NULL, 0, false);
  bench("loadlock", loadlock, NULL, 0, true);
  bench("turbo_interlock", "config/examples/turbo_interlock.cfg", NULL, 0, false);
  bench("manifold", manifold, NULL, 0, false);
  bench("manifold", manifold, NULL, 0, true);
  return 0;
}
