/* Pump-down of a chain of n volumes to 3600 s: milliseconds (the best of several), steps, and the largest error
   over all nodes at nine times against the same run at rtol 1e-9. A prototype of this engine at rtol 3e-5: 0.039, 0.10,
   0.99, 7.7, 55 ms for n = 3 ... 10000. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/rodas_line.h"

enum { TIMES = 9 };

static const double times_s[TIMES] = {1e-3, 1e-2, 0.1, 1, 10, 60, 300, 1000, 3600};

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* out[TIMES * n] at times_s by dense output, NULL: not wanted. */
static void pump_down(RodasWork *work, const double *p0, double *out) {
  rodas_start(work, 0, p0, 0);
  int next = 0;
  while (work->t < times_s[TIMES - 1]) {
    RodasOutcome outcome = rodas_step(work, times_s[TIMES - 1]);
    if (outcome != RODAS_OK) printf("%s\n", rodas_outcome_words(outcome)), exit(1);
    for (; out && next < TIMES && times_s[next] <= work->t; next++)
      rodas_dense(work, times_s[next], out + (size_t)next * (size_t)work->problem->n);
  }
}

static RodasWork work_for(const RodasProblem *problem, const RodasTable *table, double rtol) {
  RodasWork work;
  RodasSettings settings = rodas_settings_default();
  settings.table = table, settings.rtol = rtol;
  if (rodas_init(&work, problem, &settings) != RODAS_OK) exit(1);
  return work;
}

static void measure(RodasLine *line, const double *p0, const double *reference, double *out, const RodasTable *table,
                    double rtol, bool ledger) {
  RodasProblem problem = rodas_line_problem(line);
  if (!ledger) problem.n_flows = 0;
  RodasWork work = work_for(&problem, table, rtol);
  int repeats = 200000 / (line->n + 20) / 5 + 1;
  pump_down(&work, p0, out);
  long steps = work.steps, rejected = work.rejected;
  double best = INFINITY, error = 0;
  for (int k = 0; k < repeats; k++) {
    double start = now_s();
    pump_down(&work, p0, NULL);
    best = fmin(best, now_s() - start);
  }
  for (int i = 0; i < TIMES * line->n; i++)
    error = fmax(error, fabs(out[i] / reference[i] - 1));
  printf("chain of %-6d %-8s rtol %.0e%s %10.4f ms  %5ld steps %3ld rejected  largest error %.1e\n", line->n,
         table->name, rtol, ledger ? " ledger" : "       ", 1e3 * best, steps, rejected, error);
  rodas_free(&work);
}

int main(void) {
  static const int sizes[] = {3, 10, 100, 1000, 10000};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    RodasLine line = rodas_line_chain(sizes[s]);
    size_t n = (size_t)line.n;
    double *p0 = malloc(n * sizeof *p0), *reference = malloc(TIMES * n * sizeof *p0),
           *out = malloc(TIMES * n * sizeof *p0);
    if (!p0 || !reference || !out) return 1;
    for (size_t i = 0; i < n; i++)
      p0[i] = 101325;
    RodasProblem problem = rodas_line_problem(&line);
    problem.n_flows = 0;
    RodasWork exact = work_for(&problem, &rodas4, 1e-9);
    pump_down(&exact, p0, reference);
    rodas_free(&exact);
    measure(&line, p0, reference, out, &rodas4, 3e-5, false);
    measure(&line, p0, reference, out, &rodas4, 3e-5, true);
    measure(&line, p0, reference, out, &rodas4, 1e-6, false);
    measure(&line, p0, reference, out, &rodas5p, 3e-5, false);
    measure(&line, p0, reference, out, &rodas5p, 1e-6, false);
    free(p0), free(reference), free(out), rodas_line_free(&line);
  }
  return 0;
}
