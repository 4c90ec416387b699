/* Steady state by Newton on KLU: chains of volumes joined by tubes (ENGINE.md), and a five-element line solved over and over. */
#include <time.h>

#include "tests/line.h"

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static Line chain(int n) {
  Line line = line_new();
  char name[16], next[16], element[16];
  line_fixed(&line, "room", 101325);
  for (int i = 0; i < n; i++)
    snprintf(name, sizeof name, "n%d", i), line_volume(&line, name, 1e-4, 101325);
  line_element(&line, "inlet", "orifice", "room", "n0", "diameter", 1e-4, NULL);
  for (int i = 0; i + 1 < n; i++) {
    snprintf(name, sizeof name, "n%d", i), snprintf(next, sizeof next, "n%d", i + 1),
        snprintf(element, sizeof element, "t%d", i);
    line_element(&line, element, "tube", name, next, "diameter", 0.01, "length", 0.1, NULL);
  }
  snprintf(name, sizeof name, "n%d", n - 1);
  line_pump(&line, "P", name, 0.005, 1);
  return line;
}

static Line five_elements(void) {
  Line line = line_new();
  line_fixed(&line, "room", 101325), line_volume(&line, "chamber", 0.012, 101325);
  line_junction(&line, "manifold"), line_volume(&line, "foreline", 3e-4, 101325);
  line_element(&line, "bleed", "orifice", "room", "chamber", "diameter", 1e-4, NULL);
  line_element(&line, "V1", "valve", "chamber", "manifold", "part", "XSA2-43", "state", 1, NULL);
  line_element(&line, "VENT", "valve", "room", "chamber", "part", "XSA1-12", "state", 0, NULL);
  line_element(&line, "L1", "tube", "manifold", "foreline", "diameter", 0.0094, "length", 0.6, NULL);
  line_pump(&line, "P1", "foreline", 0.005, 1);
  return line;
}

/* Milliseconds a solution from the initial state, the structure standing; iterations beside it. */
static void measure(const char *what, Line line, int repeats) {
  if (line_solve(&line) != STATUS_OK) {
    printf("%-24s failed: %s\n", what, line.result.message);
    exit(1);
  }
  SteadySettings settings = steady_settings_default();
  double start = now_s();
  for (int k = 0; k < repeats; k++) {
    steady_initial(&line.network, line.result.p);
    steady_solve(&line.work, &line.network, &settings, &line.result);
  }
  double each = (now_s() - start) / repeats;
  printf("%-24s %10.4f ms  %8.0f a second  %4d iterations  balance %.1e\n", what, 1e3 * each, 1 / each,
         line.result.iterations, line.balance.relative_error);
  line_close(&line);
}

int main(void) {
  measure("line of five elements", five_elements(), 20000);
  measure("chain of 3", chain(3), 20000);
  measure("chain of 10", chain(10), 5000);
  measure("chain of 100", chain(100), 500);
  measure("chain of 1000", chain(1000), 50);
  measure("chain of 10000", chain(10000), 5);
  return 0;
}
