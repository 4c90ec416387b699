/* How the points of a sweep are dealt out: every thread has its share, also of the few that slow points are. */
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

enum { THREADS = 2, STEPS_MOST = 16 };

typedef struct {
  size_t done[STEPS_MOST];
  int count;
} Steps;

static void note_step(void *context, size_t done, size_t of_all, size_t before) {
  Steps *steps = context;
  assert_int_equal(of_all, 16);
  assert_int_equal(before, 0);
  assert_true(steps->count < STEPS_MOST);
  steps->done[steps->count++] = done;
}

/* Before it is known how long a point takes, a block is two for each thread, one at a time. */
static void test_first_block(void **state) {
  (void)state;
  char folder[PATH_SIZE], message[SWEEP_MESSAGE_MAX];
  Steps steps = {.count = 0};
  Reads reads = read_text_of(text);
  SweepSummary summary;
  SweepSettings settings = {.shard = 1, .shards = 1, .threads = THREADS};
  scratch(folder, "sweep_threads");
  assert_int_equal(sweep_run(&reads.study, folder, &settings, (SweepHooks){NULL, note_step, &steps}, &summary, message),
                   STATUS_OK);
  assert_int_equal(summary.points, 16);
  assert_int_equal(steps.done[0], 2 * THREADS);
  assert_int_equal(sweep_chunk(steps.done[0], THREADS), 1);
  assert_int_equal(steps.done[steps.count - 1], 16);
  sweep_summary_free(&summary);
  sweep_store_remove(folder);
  rmdir(folder);
  reads_free(&reads);
}

static void test_chunks(void **state) {
  (void)state;
  for (int threads = 1; threads <= 4096; threads *= 2)
    for (uint64_t count = 1; count <= 16384; count++) {
      uint64_t rows = sweep_chunk(count, threads), chunks = (count + rows - 1) / rows;
      uint64_t busy = threads < 1024 ? (uint64_t)threads : 1024;
      assert_true(rows >= 1 && rows <= 16 && chunks <= 1024);
      if (chunks < (count < busy ? count : busy) / 2) fail_msg("%d threads, %d rows", threads, (int)count);
    }
  assert_int_equal(sweep_chunk(4, 2), 1);
  assert_int_equal(sweep_chunk(16, 2), 2);
  assert_int_equal(sweep_chunk(16384, 2), 16);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_first_block), cmocka_unit_test(test_chunks)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
