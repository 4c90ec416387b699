/* What coordinates of designs and values of distributions cost on one thread. */
#include <time.h>

#include "sim/sample/design.h"
#include "sim/sample/distribution.h"
#include "tests/check.h"

enum { POINTS = 1 << 18, PARAMETERS = 8 };

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void report(const char *what, double took_s, double count, double sum) {
  printf("%-28s %8.2f ns, %11.3e a second   (sum %.12g)\n", what, 1e9 * took_s / count, count / took_s, sum);
}

/* Points at both ends of the index range cost the same: `first` of a long design. */
static void bench_design(const char *what, DesignKind kind, uint64_t seed, uint64_t samples, uint64_t first) {
  DesignAxis axes[PARAMETERS];
  for (int i = 0; i < PARAMETERS; i++)
    axes[i] = (DesignAxis){.name = "p", .kind = AXIS_RANGE, .from = 1, .to = 2, .count = 8};
  DesignSettings settings = {kind, axes, PARAMETERS, samples, seed};
  Design design;
  char message[256];
  if (design_init(&design, &settings, message, sizeof message) != STATUS_OK) fail_msg("%s", message);
  double value[PARAMETERS], sum = 0, begin = now_s();
  for (uint64_t n = first; n < first + POINTS; n++) {
    design_point(&design, n, value);
    for (int i = 0; i < PARAMETERS; i++)
      sum += value[i];
  }
  report(what, now_s() - begin, (double)POINTS * PARAMETERS, sum);
  design_free(&design);
}

static void bench_normal(const char *what, double max) {
  DistributionSettings settings = distribution_settings(DISTRIBUTION_NORMAL);
  settings.mean = 1, settings.sd = 0.1, settings.max = max;
  Distribution normal;
  char message[256];
  if (distribution_init(&normal, &settings, message, sizeof message) != STATUS_OK) fail_msg("%s", message);
  double sum = 0, begin = now_s();
  for (int i = 0; i < POINTS; i++)
    sum += distribution_quantile(&normal, (i + 0.5) / POINTS);
  report(what, now_s() - begin, POINTS, sum);
  distribution_free(&normal);
}

int main(void) {
  bench_design("grid", DESIGN_GRID, 0, 0, 0);
  bench_design("sobol, first points", DESIGN_SOBOL, 0, 1 << 30, 0);
  bench_design("sobol, last of 2^30", DESIGN_SOBOL, 1, 1 << 30, (1 << 30) - POINTS);
  bench_design("latin hypercube of 1e6", DESIGN_LHS, 1, 1000000, 0);
  bench_design("latin hypercube of 2^31", DESIGN_LHS, 1, LATIN_POINTS_MOST, LATIN_POINTS_MOST - POINTS);
  bench_normal("normal", INFINITY);
  bench_normal("normal, cut", 1.1);
  return 0;
}
