/* Few points, as slow ones come: every thread has its share of them. */
#include <omp.h>
#include <time.h>

#include "sim/sweep/store.h"
#include "sim/sweep/sweep.h"
#include "tests/reads.h"

static const char text[] =
    "gas = \"N2\"; nodes = { a = { fixed = true; pressure = 100.0; }; b = { volume = 1.0; }; };\n"
    "elements = { C = { type = \"conductance\"; from = \"a\"; to = \"b\"; value = 1e-3; }; };\n"
    "measure = { p = { pressure = \"b\"; at = \"steady\"; }; };\n"
    "analysis = { steady = { }; sweep = { parameters = ( { path = \"elements.C.value\"; from = 1e-3; to = 2e-3; count "
    "= "
    "16; } ); }; };\n";

enum { THREADS = 2 };

/* Makes points slow enough that all threads are awake before one has taken all. */
static bool count_thread(void *context, double time_s) {
  (void)time_s;
  ((int *)context)[omp_get_thread_num()]++;
  nanosleep(&(struct timespec){0, 5 * 1000 * 1000}, NULL);
  return true;
}

static void test_few_points_on_two_threads(void **state) {
  (void)state;
  char folder[PATH_SIZE], message[SWEEP_MESSAGE_MAX];
  int taken[THREADS] = {0};
  Reads reads = read_text_of(text);
  SweepSummary summary;
  SweepSettings settings = {.shard = 1, .shards = 1, .threads = THREADS};
  scratch(folder, "sweep_threads");
  assert_int_equal(
      sweep_run(&reads.study, folder, &settings, (SweepHooks){count_thread, NULL, taken}, &summary, message),
      STATUS_OK);
  assert_int_equal(summary.points, 16);
  assert_int_equal(taken[0] + taken[1], 16);
  assert_true(taken[0] >= 4 && taken[1] >= 4);
  sweep_summary_free(&summary);
  sweep_store_remove(folder);
  rmdir(folder);
  reads_free(&reads);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_few_points_on_two_threads)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
