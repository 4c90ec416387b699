/* How models/data/table_inertia.c was made: prints that file. For each cell of the Varoutis table the constant k that
   gives the cell's W is found, then put on the octaves of omega; cells that do not determine k (delta below 0.5, below
   1 from L/R = 1 on) are left out. From the top of the checkout: gcc -O2 -I. tests/data/fit_inertia.c
   models/kernel_p*.c models/kernel_f*.c models/kernel_clausing.c models/gas.c models/data/table_*.c models/data/gases.c
   -lm -o /tmp/fit && /tmp/fit */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "models/kernel_pchip.h"
#include "models/kernel_pipe.h"

enum { DELTAS = 14 };
static double delta[DELTAS], want[INERTIA_LENGTHS][DELTAS];

/* R = 1 m and mu v0 = 1, so that delta is the pressure in Pa. */
static const GasState unit_gas = {293.15, 0.004, 1e-3, 5.0 / 3, 1e3, 0.7261843774};

static double w_of(const Pipe *pipe, double at) {
  Flow flow;
  kernel_pipe(pipe, &unit_gas, at, 0, &flow);
  return flow.q_pa_m3_s / (sqrt(PI) / 2 * 1e3 * at);
}

static double fit_k(double length, double at, double w) {
  PipeGeometry geometry = pipe_geometry(2, length);
  Pipe pipe;
  pipe_prepare(&pipe, &geometry);
  memset(pipe.slope, 0, sizeof pipe.slope);
  double low = 0, high = 4;
  for (int i = 0; i < 60; i++) {
    double k = 0.5 * (low + high);
    for (int j = 0; j < INERTIA_NODES; j++)
      pipe.inertia[j] = k;
    pipe.turbulent_gain = 0;
    if (w_of(&pipe, at) > w)
      low = k;
    else
      high = k;
  }
  return low;
}

static int read_table(const char *path) {
  FILE *file = fopen(path, "r");
  char line[256];
  int n = 0;
  if (!file) return 0;
  while (fgets(line, sizeof line, file) && n < DELTAS) {
    double v[7];
    if (sscanf(line, "%lf,%lf,%lf,%lf,%lf,%lf,%lf", v, v + 1, v + 2, v + 3, v + 4, v + 5, v + 6) != 7) continue;
    delta[n] = v[0];
    for (int j = 0; j < INERTIA_LENGTHS; j++)
      want[j][n] = v[1 + j];
    n++;
  }
  fclose(file);
  return n;
}

static void print_row(int j) {
  double x[DELTAS], y[DELTAS];
  double from = inertia_length_over_radius[j] < 0.7 ? 0.4 : 1;
  int n = 0;
  for (int i = 0; i < DELTAS; i++) {
    if (delta[i] < from) continue;
    x[n] = log2(delta[i] * want[j][i]);
    y[n++] = fit_k(inertia_length_over_radius[j], delta[i], want[j][i]);
  }
  printf("    {");
  for (int i = 0; i < INERTIA_NODES; i++)
    printf("%s%.4f", i ? ", " : "", pchip_at(n, x, y, i - 2));
  printf("}, /* L/R = %g */\n", inertia_length_over_radius[j]);
}

int main(void) {
  if (read_table("tests/data/varoutis2008_W_short_tube_vacuum.csv") != DELTAS) {
    fprintf(stderr, "cannot read the table; run from the top of the checkout\n");
    return EXIT_FAILURE;
  }
  for (int j = 0; j < INERTIA_LENGTHS; j++)
    print_row(j);
  return EXIT_SUCCESS;
}
