#include "tests/rodas_line.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *take(size_t count, size_t size) {
  void *memory = calloc(count + 1, size);
  if (!memory) exit(1);
  return memory;
}

RodasLine rodas_line_new(int n, int n_joints) {
  size_t nodes = (size_t)n, joints = (size_t)n_joints;
  return (RodasLine){
      .n = n,
      .n_joints = n_joints,
      .pump_node = -1,
      .p_least_pa = -INFINITY,
      .volume_m3 = take(nodes, sizeof(double)),
      .load_pa_m3_s = take(nodes, sizeof(double)),
      .from = take(joints, sizeof(int)),
      .to = take(joints, sizeof(int)),
      .c_m3_s = take(joints, sizeof(double)),
      .k_m3_s_pa = take(joints, sizeof(double)),
      .slope_from = take(joints, sizeof(double)),
      .slope_to = take(joints, sizeof(double)),
      .q = take(joints + 1, sizeof(double)),
      .column_start = take(nodes + 1, sizeof(int)),
      .row = take(nodes + 2 * joints, sizeof(int)),
      .place = take(4 * joints + 1, sizeof(int)),
  };
}

void rodas_line_free(RodasLine *line) {
  void *all[] = {line->volume_m3,  line->load_pa_m3_s, line->from, line->to,           line->c_m3_s, line->k_m3_s_pa,
                 line->slope_from, line->slope_to,     line->q,    line->column_start, line->row,    line->place};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    free(all[i]);
}

/* Column j: the diagonal, then the other end of every joint (no two joints between the same nodes). */
void rodas_line_connect(RodasLine *line) {
  int *next = take((size_t)line->n, sizeof *next);
  for (int j = 0; j < line->n; j++)
    line->column_start[j + 1] = 1;
  for (int e = 0; e < line->n_joints; e++)
    line->column_start[line->from[e] + 1]++, line->column_start[line->to[e] + 1]++;
  for (int j = 0; j < line->n; j++) {
    line->column_start[j + 1] += line->column_start[j];
    line->row[line->column_start[j]] = j;
    next[j] = line->column_start[j] + 1;
  }
  for (int e = 0; e < line->n_joints; e++) {
    int from = line->from[e], to = line->to[e], *place = line->place + 4 * e;
    place[0] = line->column_start[from], place[3] = line->column_start[to];
    place[1] = next[to]++, place[2] = next[from]++;
    line->row[place[1]] = from, line->row[place[2]] = to;
  }
  free(next);
}

static void add_slopes(RodasLine *line, int e, const double *p, double *jacobian) {
  double mean = line->c_m3_s[e] + line->k_m3_s_pa[e] * (p[line->from[e]] + p[line->to[e]]) / 2;
  double tilt = line->k_m3_s_pa[e] * (p[line->from[e]] - p[line->to[e]]) / 2;
  const int *place = line->place + 4 * e;
  line->slope_from[e] = tilt + mean, line->slope_to[e] = tilt - mean;
  jacobian[place[0]] -= line->slope_from[e], jacobian[place[1]] -= line->slope_to[e];
  jacobian[place[2]] += line->slope_from[e], jacobian[place[3]] += line->slope_to[e];
}

static bool evaluate(void *context, double t, const double *p, double *f, double *jacobian) {
  RodasLine *line = context;
  (void)t;
  for (int i = 0; i < line->n; i++) {
    if (p[i] < line->p_least_pa) return false;
    f[i] = line->load_pa_m3_s[i];
  }
  if (jacobian) memset(jacobian, 0, (size_t)line->column_start[line->n] * sizeof *jacobian);
  for (int e = 0; e < line->n_joints; e++) {
    int from = line->from[e], to = line->to[e];
    double q = (line->c_m3_s[e] + line->k_m3_s_pa[e] * (p[from] + p[to]) / 2) * (p[from] - p[to]);
    line->q[e] = q, f[from] -= q, f[to] += q;
    if (jacobian) add_slopes(line, e, p, jacobian);
  }
  if (line->pump_node < 0) return true;
  f[line->pump_node] -= line->q[line->n_joints] = line->pump_m3_s * (p[line->pump_node] - line->p_ultimate_pa);
  if (jacobian) jacobian[line->column_start[line->pump_node]] -= line->pump_m3_s;
  return true;
}

static void flows(void *context, double *q) {
  const RodasLine *line = context;
  memcpy(q, line->q, ((size_t)line->n_joints + 1) * sizeof *q);
}

static void flows_along(void *context, const double *direction, double *dq) {
  const RodasLine *line = context;
  for (int e = 0; e < line->n_joints; e++)
    dq[e] = line->slope_from[e] * direction[line->from[e]] + line->slope_to[e] * direction[line->to[e]];
  dq[line->n_joints] = line->pump_node < 0 ? 0 : line->pump_m3_s * direction[line->pump_node];
}

RodasProblem rodas_line_problem(RodasLine *line) {
  return (RodasProblem){.n = line->n,
                        .column_start = line->column_start,
                        .row = line->row,
                        .mass = line->volume_m3,
                        .evaluate = evaluate,
                        .n_flows = line->n_joints + 1,
                        .flows = flows,
                        .flows_along = flows_along,
                        .context = line,
                        .autonomous = true};
}

RodasLine rodas_line_chain(int n) {
  const double pi = 3.14159265358979323846, d_m = 0.01, length_m = 0.1, eta_pa_s = 1.82e-5;
  RodasLine line = rodas_line_new(n, n - 1);
  for (int i = 0; i < n; i++)
    line.volume_m3[i] = 1e-4, line.load_pa_m3_s[i] = 1e-7;
  for (int e = 0; e < n - 1; e++) {
    line.from[e] = e, line.to[e] = e + 1;
    line.c_m3_s[e] = 38.1 * sqrt(293 / 28.96) * d_m * d_m * d_m / length_m;
    line.k_m3_s_pa[e] = pi * d_m * d_m * d_m * d_m / (128 * eta_pa_s * length_m);
  }
  line.pump_node = n - 1, line.pump_m3_s = 0.005, line.p_ultimate_pa = 1;
  rodas_line_connect(&line);
  return line;
}
