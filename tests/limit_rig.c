#include "tests/limit_rig.h"

#include "sim/branch_flow.h"

void rig_start(Rig *b) {
  char message[200];
  if (!network_derive(&b->line.network, message, sizeof message)) fail_msg("%s", message);
  b->valve = &b->line.network.branches[network_find_branch(&b->line.network, SECTION_ELEMENTS, "V")];
  b->settings = limits_settings_default();
  b->opening[0] = b->opening[1] = NAN;
  b->passed_pa_m3[0] = NAN;
  b->watch = limit_watch_new(&b->line.network, &b->settings);
  assert_non_null(b->watch);
}

void rig_valve(Rig *b, const char *part) {
  memset(b, 0, sizeof *b);
  b->line = line_new();
  line_volume(&b->line, "in", 1e-3, 1e5), line_volume(&b->line, "out", 1e-3, 1e5);
  line_element(&b->line, "V", "valve", "in", "out", "part", part, NULL);
  rig_start(b);
}

void rig_close(Rig *b) {
  limit_table_free(&b->table);
  limit_watch_free(b->watch);
  line_close(&b->line);
}

void rig_move(Rig *b, int node, double c0, double c1, double c2) {
  double *c = b->coefficient[node * b->line.network.n_gas];
  c[0] = c0, c[1] = c1, c[2] = c2, c[3] = 0;
}

void rig_hold(Rig *b, int node, double p_pa) {
  rig_move(b, node, p_pa, 0, 0);
}

void rig_bend(Rig *b, int node, double extreme_pa, double at, double curvature_pa) {
  rig_move(b, node, extreme_pa + curvature_pa * at * at, -2 * curvature_pa * at, curvature_pa);
}

double rig_value(const Rig *b, int entry, double x) {
  const double *c = b->coefficient[entry];
  return c[0] + x * (c[1] + x * (c[2] + x * c[3]));
}

static void fill(const Rig *b, double fraction, double *row) {
  for (int i = 0; i < NODES * b->line.network.n_gas; i++)
    row[i] = rig_value(b, i, fraction);
}

static const double *at(void *context, double fraction) {
  Rig *b = context;
  fill(b, fraction, b->row[STEP_QUARTERS + 1]);
  if (!isnan(b->opening[0])) b->valve->opening = b->opening[0] + fraction * (b->opening[1] - b->opening[0]);
  if (b->warming_k > 0)
    b->line.network.nodes[IN].params.temperature_k = 293.15 + b->warming_k * 4 * fraction * (1 - fraction);
  return b->row[STEP_QUARTERS + 1];
}

const double *rig_pressures(Rig *b, double fraction) {
  return at(b, fraction);
}

static Step step_of(Rig *b, double t_start_s, double t_end_s) {
  Step step = {.t_start_s = t_start_s,
               .t_end_s = t_end_s,
               .at = at,
               .context = b,
               .through_pa_m3 = isnan(b->passed_pa_m3[0]) ? NULL : b->passed_pa_m3,
               .moving = !isnan(b->opening[0]) || b->warming_k > 0};
  for (int k = 0; k <= STEP_QUARTERS; k++) {
    fill(b, k / (double)STEP_QUARTERS, b->row[k]);
    step.quarter[k] = b->row[k];
  }
  return step;
}

void rig_moment(Rig *b, double time_s, double fraction) {
  limit_watch_moment(b->watch, time_s, rig_pressures(b, fraction));
}

void rig_step(Rig *b, double t_start_s, double t_end_s) {
  Step made = step_of(b, t_start_s, t_end_s);
  limit_watch_step(b->watch, &made);
}

void rig_run(Rig *b, double t_start_s, double t_end_s) {
  rig_moment(b, t_start_s, 0);
  rig_step(b, t_start_s, t_end_s);
  rig_moment(b, t_end_s, 1);
}

const LimitRow *rig_row(Rig *b, LimitCheck check) {
  limit_table_free(&b->table);
  assert_true(limit_watch_table(b->watch, &b->table));
  assert_int_equal(b->table.count, LIMIT_CHECK_COUNT);
  assert_int_equal(b->table.rows[check].check, check);
  return &b->table.rows[check];
}

double rig_flow(Rig *b, double fraction) {
  BranchFlow flow;
  branch_flow(&b->line.network, b->valve, rig_pressures(b, fraction), &flow);
  double sum = 0;
  for (int i = 0; i < b->line.network.n_gas; i++)
    sum += flow.q[i];
  return sum;
}
