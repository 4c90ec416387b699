/* Sweeps, rows written: of a line of five elements, and of the examples as their files stand, limits judged. Points a second on one and two
   threads, and the most memory that ten thousand and a million points take. Each in a process of its own: a process's peak never falls again. The quickest of several, as other work may share the machine. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "sim/sweep/store.h"
#include "sim/sweep/sweep.h"
#include "tests/reads.h"

/* What is varied, and what is asked of a point. A steady point is the line after its schedule, every valve as that leaves it. */
typedef struct {
  const char *name, *what;
  const char *across, *down; /* parameters of the grid: path, from, to */
  const char *output;        /* a measure of the file, or the one that is added */
  const char *added;         /* --set; NULL: the file has all */
  bool steady;
} Subject;

#define BORE_OF(element) "path = \"elements." element ".diameter\"; from = "
#define SPEED_OF(pump)   "path = \"pumps." pump ".speed\"; from = "

/* The integrator's default tolerance is 1e-6; at 3e-5, that of comparisons of engines, the time to pump down is right to 6e-6. */
static const Subject subjects[] = {
    {"tests/data/five_elements", "steady", BORE_OF("L1") "\"6 mm\"; to = \"12 mm\"",
     SPEED_OF("P1") "\"4 L/s\"; to = \"6 L/s\"", "p_base", NULL, true},
    {"tests/data/five_elements", "pump-down, rtol 1e-6", BORE_OF("L1") "\"8 mm\"; to = \"12 mm\"",
     SPEED_OF("P1") "\"4 L/s\"; to = \"6 L/s\"", "t_rough", NULL, false},
    {"tests/data/five_elements", "pump-down, rtol 3e-5", BORE_OF("L1") "\"8 mm\"; to = \"12 mm\"",
     SPEED_OF("P1") "\"4 L/s\"; to = \"6 L/s\"", "t_rough", "analysis.transient.rtol=3e-5", false},
    {"config/examples/loadlock", "steady", BORE_OF("L1") "\"6 mm\"; to = \"12 mm\"",
     SPEED_OF("P1") "\"4 L/s\"; to = \"6 L/s\"", "p_base", NULL, true},
    {"config/examples/loadlock", "600 s of the schedule", BORE_OF("L1") "\"6 mm\"; to = \"12 mm\"",
     SPEED_OF("P1") "\"4 L/s\"; to = \"6 L/s\"", "t_rough", NULL, false},
    {"config/examples/manifold", "steady", BORE_OF("H1") "\"30 mm\"; to = \"50 mm\"",
     SPEED_OF("DRY") "\"20 L/s\"; to = \"40 L/s\"", "p_far",
     "measure.p_far={ pressure = \"station20\"; at = \"steady\"; }", true},
    {"config/examples/manifold", "20 min of the schedule", BORE_OF("H1") "\"30 mm\"; to = \"50 mm\"",
     SPEED_OF("DRY") "\"20 L/s\"; to = \"40 L/s\"", "t_all", NULL, false},
};

typedef struct {
  double took_s;
  long peak_kb;
  unsigned long long points, failed;
} Measured;

static double clock_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Reading the file is not counted, making the workers is. */
static Measured sweep(const Subject *subject, int across, int down, int threads) {
  char file[100], grid[600], folder[PATH_SIZE], message[SWEEP_MESSAGE_MAX] = "";
  snprintf(file, sizeof file, "%s.cfg", subject->name);
  snprintf(grid, sizeof grid,
           "analysis.sweep={ parameters = ( { %s; count = %d; }, { %s; count = %d; } ); outputs = [ \"%s\" ]; }",
           subject->across, across, subject->down, down, subject->output);
  const char *sets[] = {grid, "analysis.steady={ states = \"final\"; }", subject->added};
  Reads reads = {.status = STATUS_OK};
  reads.status = study_read(&(ReaderInput){file, sets, subject->added ? 3 : 2}, &reads.study, &reads.diagnostics);
  if (reads.status != STATUS_OK) diagnostics_print(&reads.diagnostics, stderr), exit(1);
  reads.study.wants_steady = subject->steady, reads.study.wants_transient = !subject->steady;
  scratch(folder, "bench_examples");
  SweepSummary summary;
  SweepSettings settings = {.shard = 1, .shards = 1, .threads = threads};
  double begun_s = clock_s();
  Status status = sweep_run(&reads.study, folder, &settings, (SweepHooks){NULL, NULL, NULL}, &summary, message);
  Measured measured = {clock_s() - begun_s, 0, summary.points, summary.failed};
  if (status != STATUS_OK) fprintf(stderr, "%s: %s\n", subject->name, message), exit(1);
  sweep_store_remove(folder);
  rmdir(folder);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  measured.peak_kb = usage.ru_maxrss;
  sweep_summary_free(&summary);
  reads_free(&reads);
  return measured;
}

static Measured sweep_apart(const Subject *subject, int across, int down, int threads) {
  int ends[2], state = 1;
  Measured measured = {0};
  fflush(stdout);
  if (pipe(ends) != 0) exit(1);
  pid_t child = fork();
  if (child == 0) {
    measured = sweep(subject, across, down, threads);
    _exit(write(ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
  }
  close(ends[1]);
  bool got = read(ends[0], &measured, sizeof measured) == sizeof measured;
  close(ends[0]);
  if (child < 0 || waitpid(child, &state, 0) != child || state != 0 || !got) exit(1);
  return measured;
}

static double report(const Subject *subject, int across, int down, int threads, double one_s) {
  Measured m = sweep_apart(subject, across, down, threads);
  for (int tries = m.took_s < 1 ? 5 : 2; tries > 1; tries--) {
    Measured again = sweep_apart(subject, across, down, threads);
    if (again.took_s < m.took_s) m = again;
  }
  double each_s = (double)m.points / m.took_s;
  printf("%-13s %-23s %8llu points  %d thread%s %8.2f s %10.4g a second %10.4g a core", strrchr(subject->name, '/') + 1,
         subject->what, m.points, threads, threads > 1 ? "s" : " ", m.took_s, each_s, each_s / threads);
  if (one_s > 0)
    printf("  x %.2f", one_s / m.took_s);
  else
    printf("        ");
  printf("  peak %.1f MB%s\n", (double)m.peak_kb / 1024, m.failed ? "  SOME FAILED" : "");
  return m.took_s;
}

static void both(const Subject *subject, int across, int down) {
  double one_s = report(subject, across, down, 1, 0);
  report(subject, across, down, 2, one_s);
}

int main(void) {
  printf("varied: bore of the pump's pipe and speed of the pump\n");
  both(&subjects[0], 500, 400);
  both(&subjects[1], 40, 25);
  both(&subjects[2], 40, 50);
  both(&subjects[3], 400, 250);
  report(&subjects[3], 100, 100, 2, 0); /* for its memory beside that of a hundred times the points */
  report(&subjects[3], 1000, 1000, 2, 0);
  both(&subjects[4], 16, 16);
  both(&subjects[5], 40, 40);
  both(&subjects[6], 4, 4);
  return 0;
}
