/* Whole sweeps, rows written: points a second on one and two threads, and the memory that ten thousand and a million points take. */
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "sim/sweep/sweep.h"
#include "tests/reads.h"

static const char line[] =
    "gas = \"air\"; nodes = { a = { volume = \"12 L\"; }; b = { }; c = { }; d = { volume = \"0.3 L\"; pressure = 1.0; "
    "}; };\n"
    "elements = { V1 = { type = \"valve\"; part = \"XSA2-43\"; from = \"a\"; to = \"b\"; state = \"open\"; };\n"
    "  L1 = { type = \"tube\"; from = \"b\"; to = \"c\"; diameter = \"9.4 mm\"; length = \"0.6 m\"; };\n"
    "  O1 = { type = \"orifice\"; from = \"c\"; to = \"d\"; diameter = \"6 mm\"; }; };\n"
    "pumps = { P1 = { at = \"d\"; speed = \"5 L/s\"; ultimate = \"1 Pa\"; }; };\n"
    "sources = { S = { at = \"a\"; flow = \"%s sccm\"; }; };\n"
    "measure = { %s };\n"
    "analysis = { %s sweep = { parameters = ( { path = \"elements.L1.diameter\"; from = \"6 mm\"; to = \"12 mm\"; "
    "count = %d; },\n"
    "  { path = \"pumps.P1.speed\"; from = \"4 L/s\"; to = \"6 L/s\"; count = %d; } ); }; };\n";

static double clock_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static long peak_kb(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static double sweep_s(const char *text, int threads, const char *folder) {
  char message[SWEEP_MESSAGE_MAX];
  Reads reads = read_with(text, NULL);
  SweepSummary summary;
  SweepSettings settings = {.shard = 1, .shards = 1, .threads = threads};
  double begun_s = clock_s();
  Status status = sweep_run(&reads.study, folder, &settings, (SweepHooks){NULL, NULL, NULL}, &summary, message);
  double took_s = clock_s() - begun_s;
  if (status != STATUS_OK) printf("%s\n", message);
  sweep_summary_free(&summary);
  reads_free(&reads);
  return took_s;
}

static void measure(const char *what, const char *text, int points, const char *folder) {
  double one_s = sweep_s(text, 1, folder), two_s = sweep_s(text, 2, folder);
  printf("%-28s %9d points: %8.0f a second on one thread, %8.0f on two, %.2f times; peak %ld MB\n", what, points,
         points / one_s, points / two_s, one_s / two_s, peak_kb() / 1024);
}

int main(void) {
  static const char steady[] = "p = { pressure = \"a\"; at = \"steady\"; };",
                    rough[] = "t = { time = \"a\"; below = 10.0; };";
  char text[3000], folder[PATH_SIZE];
  scratch(folder, "bench_sweep");
  snprintf(text, sizeof text, line, "20", steady, "steady = { };", 100, 100);
  measure("steady, rows written", text, 10000, folder);
  snprintf(text, sizeof text, line, "20", steady, "steady = { };", 1000, 1000);
  measure("steady, rows written", text, 1000000, folder);
  snprintf(text, sizeof text, line, "0", rough, "transient = { until = 600.0; };", 30, 20);
  measure("pump-down to 10 Pa", text, 600, folder);
  char command[PATH_SIZE + 16];
  snprintf(command, sizeof command, "%s/sweep.csv", folder);
  unlink(command);
  snprintf(command, sizeof command, "%s/sweep.state", folder);
  unlink(command);
  rmdir(folder);
  return 0;
}
