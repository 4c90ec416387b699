/* Time of one evaluation with both derivatives, ns, over pressures and ratios. */
#include <stdio.h>
#include <time.h>

#include "models/kernel_bore.h"
#include "models/kernel_iec60534.h"
#include "models/kernel_iso6358.h"
#include "models/kernel_pipe.h"

typedef void (*Evaluate)(const void *law, const GasState *gas, double p1, double p2, Flow *flow);

static void pipe_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_pipe(law, gas, p1, p2, flow);
}
static void bore_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_bore(law, gas, p1, p2, flow);
}
static void iso_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_iso6358(law, gas, p1, p2, flow);
}
static void iec_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_iec60534(law, gas, p1, p2, flow);
}

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void bench(const char *name, Evaluate evaluate, const void *law, const GasState *gas) {
  static const double pressure[] = {1e-2, 1, 1e2, 1e4, 1e5, 1e6};
  enum { REPEATS = 20000 };
  double sum = 0;
  printf("%-22s", name);
  for (int i = 0; i < 6; i++) {
    double start = now_s();
    for (int j = 0; j < REPEATS; j++) {
      Flow flow;
      evaluate(law, gas, pressure[i], pressure[i] * (j % 10) / 10.0, &flow);
      sum += flow.dq_dp2_m3_s;
    }
    printf(" %8.0f", (now_s() - start) * 1e9 / REPEATS);
  }
  printf("  ns%s\n", sum > 0 ? " (?)" : "");
}

int main(void) {
  static const double length_over_radius[] = {0, 0.5, 1, 10, 200, 4000};
  GasState gas = gas_state(gas_find("N2"), 293.15);
  printf("%-22s %8s %8s %8s %8s %8s %8s  Pa\n", "flow law, 10 mm", "0.01", "1", "100", "1e4", "1e5", "1e6");
  for (int i = 0; i < 6; i++) {
    PipeGeometry geometry = pipe_geometry(10e-3, length_over_radius[i] * 5e-3);
    Pipe pipe;
    char name[32];
    pipe_prepare(&pipe, &geometry);
    snprintf(name, sizeof name, "pipe L/R = %g", length_over_radius[i]);
    bench(name, pipe_flow, &pipe, &gas);
  }
  Bore bore;
  Iso6358 iso;
  Iec60534 iec;
  bore_prepare(&bore, 10e-3, 0.75, 0.4, 0.35);
  iso6358_prepare(&iso, 1e-7, 0.4, 0.5, 1e-3);
  iec60534_prepare(&iec, 2, 0.7, 1e-3);
  bench("bore", bore_flow, &bore, &gas);
  bench("iso6358", iso_flow, &iso, &gas);
  bench("iec60534", iec_flow, &iec, &gas);

  enum { PREPARES = 2000 };
  double start = now_s(), sum = 0;
  for (int i = 0; i < PREPARES; i++) {
    PipeGeometry geometry = pipe_geometry(10e-3, 0.05 + 1e-5 * i);
    Pipe pipe;
    pipe_prepare(&pipe, &geometry);
    sum += pipe.excess;
  }
  printf("pipe_prepare %.2f us%s\n", (now_s() - start) * 1e6 / PREPARES, sum > 0 ? "" : " (?)");
  return 0;
}
