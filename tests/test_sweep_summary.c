/* What the rows of a sweep.csv amount to, of files longer than a block of the reader. */
#include <sys/stat.h>

#include "sim/sweep/summary.h"
#include "tests/check.h"
#include "tests/reads.h"

enum { ROWS = 150000 };

/* Column a falls to -5 in row 70000 and again in 140000; b stands in every third row that has not failed; rows that end in 7 have failed, with long words
   among them. The last line may lack its end. */
static void write_rows(const char *file, bool torn) {
  FILE *stream = fopen(file, "wb");
  assert_non_null(stream);
  fputs("index,status,a,b,reason\n", stream);
  for (int i = 0; i < ROWS; i++) {
    if (i % 10 == 7) {
      fprintf(stream, "%d,failed,%d,,\"row %d, in \"\"words\"\"%*s\"\n", i, i, i, i % 300, "");
      continue;
    }
    const char *status = i % 10 == 3 ? "no_value" : i % 10 == 5 ? "violated" : i % 10 == 8 ? "filtered" : "ok";
    fprintf(stream, "%d,%s,%d,", i, status, i % 70000 == 0 && i > 0 ? -5 : i);
    if (i % 3 == 0) fprintf(stream, "%.9g", 1.0 / (i + 1));
    fputs(torn && i == ROWS - 1 ? "," : ",\n", stream);
  }
  fclose(stream);
}

static void test_a_long_file(void **state) {
  (void)state;
  char folder[PATH_SIZE], file[PATH_SIZE + 20], message[500];
  scratch(folder, "summary");
  assert_int_equal(mkdir(folder, 0777), 0);
  snprintf(file, sizeof file, "%s/sweep.csv", folder);
  for (int threads = 0; threads <= 3; threads++) {
    SweepSummary summary;
    write_rows(file, threads == 2);
    assert_int_equal(sweep_summary_read(file, threads, &summary, message, sizeof message), STATUS_OK);
    assert_int_equal(summary.points, ROWS);
    assert_int_equal(summary.failed, ROWS / 10);
    assert_int_equal(summary.no_value, ROWS / 10);
    assert_int_equal(summary.violated, ROWS / 10);
    assert_int_equal(summary.filtered, ROWS / 10);
    assert_int_equal(summary.first_failed, 7);
    assert_string_equal(summary.first_reason, "row 7, in \"words\"       ");
    assert_int_equal(summary.columns, 2);
    const SweepColumn *a = &summary.column[0], *b = &summary.column[1];
    assert_int_equal(a->count, ROWS);
    assert_true(a->low == -5 && a->low_row == 70000 && a->high == ROWS - 1 && a->high_row == ROWS - 1);
    assert_int_equal(b->count, ROWS / 3 - ROWS / 30);
    assert_true(b->high == 1 && b->high_row == 0 && b->low_row == ROWS - 6);
    sweep_summary_free(&summary);
  }
  unlink(file);
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_long_file)};
  return cmocka_run_group_tests_name("sweep_summary", tests, NULL, NULL);
}
