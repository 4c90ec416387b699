#include "tests/rodas_case.h"

#include "tests/check.h"

void open_case(Case *c, int n, const double *mass, Evaluate *evaluate, void *context, bool autonomous,
               RodasSettings settings) {
  for (int j = 0; j <= n; j++)
    c->start[j] = j * n;
  for (int k = 0; k < n * n; k++)
    c->row[k] = k % n;
  memcpy(c->mass, mass, (size_t)n * sizeof *mass);
  c->problem = (RodasProblem){.n = n,
                              .column_start = c->start,
                              .row = c->row,
                              .mass = c->mass,
                              .evaluate = evaluate,
                              .context = context,
                              .autonomous = autonomous};
  assert_int_equal(rodas_init(&c->work, &c->problem, &settings), RODAS_OK);
}

void close_case(Case *c) {
  rodas_free(&c->work);
}

RodasSettings tolerances(double rtol, double atol) {
  RodasSettings settings = rodas_settings_default();
  settings.rtol = rtol, settings.atol = atol;
  return settings;
}

RodasSettings fixed_steps(const RodasTable *table, double h) {
  RodasSettings settings = tolerances(1e30, 1e30);
  settings.table = table, settings.h_max = h;
  return settings;
}

void run_to(RodasWork *work, double t_end) {
  while (work->t < t_end)
    assert_int_equal(rodas_step(work, t_end), RODAS_OK);
  assert_true(work->t == t_end);
}
