/* The flow laws against published tables: every row is compared, the largest and the mean deviation are printed, limits
 * of models/LAWS.md section 9. */
#include "models/constants.h"
#include "models/kernel_clausing.h"
#include "models/kernel_fanno.h"
#include "models/kernel_iec60534.h"
#include "models/kernel_iso6358.h"
#include "models/kernel_perry.h"
#include "models/kernel_pipe.h"
#include "models/kernel_poiseuille.h"
#include "tests/check.h"

enum { COLUMNS = 8 };

typedef struct {
  FILE *file;
  double v[COLUMNS];
} Table;

static Table table_open(const char *name) {
  char path[128];
  snprintf(path, sizeof path, "tests/data/%s", name);
  Table table = {fopen(path, "r"), {0}};
  if (!table.file) fail_msg("cannot open %s; run from the top of the checkout", path);
  return table;
}

/* The next row of numbers; comments and headings are skipped. false at the end. */
static bool table_next(Table *table) {
  char line[512];
  while (fgets(line, sizeof line, table->file)) {
    int n = 0;
    char *at = line, *end;
    for (; n < COLUMNS; n++) {
      table->v[n] = strtod(at, &end);
      if (end == at) break;
      at = end + (*end == ',');
    }
    if (n > 1) return true;
  }
  fclose(table->file);
  return false;
}

typedef struct {
  const char *name;
  double largest, sum;
  int count;
} Deviation;

static void deviation_add(Deviation *d, double got, double want) {
  double error = fabs(got / want - 1);
  if (!(error <= d->largest)) d->largest = error;
  d->sum += error;
  d->count++;
}

static void deviation_close(const Deviation *d, double limit) {
  print_message("%-40s %3d values: largest %.3f %%, mean %.3f %%, limit %.2f %%\n", d->name, d->count, 100 * d->largest,
                100 * d->sum / d->count, 100 * limit);
  assert_true(d->count > 0);
  assert_true(d->largest <= limit);
}

/* R = 1 m and mu v0 = 1 Pa m: pressures are deltas. */
static GasState unit_gas(double gamma) {
  GasState gas = {
      .temperature_k = REFERENCE_TEMPERATURE_K, .molar_mass_kg_mol = 0.004, .viscosity_pa_s = 1e-3, .v0_m_s = 1e3};
  gas.gamma = gamma;
  gas_complete(&gas);
  return gas;
}

static double w_of(double length_over_radius, double delta, double ratio, double gamma) {
  PipeGeometry geometry = pipe_geometry(2, length_over_radius);
  GasState gas = unit_gas(gamma);
  Pipe pipe;
  Flow flow;
  pipe_prepare(&pipe, &geometry);
  kernel_pipe(&pipe, &gas, delta, ratio * delta, &flow);
  return flow.q_pa_m3_s / (sqrt(PI) / 2 * gas.v0_m_s * delta);
}

static void molecular_tubes(void **state) {
  (void)state;
  Table table = table_open("clausing_round_tube.csv");
  Deviation tube = {"Clausing, transmission of a tube", 0, 0, 0},
            berman = {"Berman's formula between the rows", 0, 0, 0};
  while (table_next(&table))
    deviation_add(&tube, w_of(table.v[0], 1e-9, 0, 5.0 / 3), table.v[2]);
  deviation_close(&tube, 1e-3);
  for (double l = 0.05; l < 500; l *= 1.17) {
    double s = sqrt(l * l + 4), top = (8 - l * l) * s + l * l * l - 16;
    double w = 1 + l * l / 4 - l * s / 4 - top * top / (72 * l * s - 288 * log(l + s) + 288 * log(2));
    deviation_add(&berman, clausing_transmission(l), w);
  }
  deviation_close(&berman, 1e-3);
}

/* The slope at rest of an inner piece of a run is G alone. */
static double g_of(double delta) {
  PipeGeometry geometry = pipe_geometry(2, 50);
  geometry.end_share_1 = geometry.end_share_2 = 0;
  geometry.run_length_over_radius = 100;
  GasState gas = unit_gas(1.4);
  Pipe pipe;
  Flow flow;
  pipe_prepare(&pipe, &geometry);
  kernel_pipe(&pipe, &gas, delta, delta, &flow);
  return flow.dq_dp1_m3_s / (sqrt(PI) / 2 * gas.v0_m_s) * 50 / sqrt(PI);
}

static void long_tube(void **state) {
  (void)state;
  Table table = table_open("tube_GP_delta.csv");
  Deviation g = {"G(delta), S-model", 0, 0, 0}, integral = {"integral of G by Simpson's rule", 0, 0, 0};
  while (table_next(&table))
    deviation_add(&g, g_of(table.v[0]), table.v[2]);
  deviation_close(&g, 3e-3);
  assert_rel(g_of(1e4), 2500 + 1.018, 1e-6); /* models/LAWS.md section 3: delta/4 + 1.018 */
  for (double d = 1e-4; d < 1e4; d *= 1.9) {
    double sum = 0, a = d, h = d / 2000;
    for (int i = 0; i < 1000; i++, a += h) {
      sum += h / 6 * (poiseuille_at(a).g + 4 * poiseuille_at(a + h / 2).g + poiseuille_at(a + h).g);
    }
    Poiseuille at_a = poiseuille_at(a), at_d = poiseuille_at(d);
    deviation_add(&integral, poiseuille_between(a, &at_a, d, &at_d), sum);
  }
  deviation_close(&integral, 1e-7);
}

static void short_tubes_into_vacuum(void **state) {
  (void)state;
  static const double length[] = {0, 0.1, 0.5, 1, 5, 10};
  Table table = table_open("varoutis2008_W_short_tube_vacuum.csv");
  Deviation all = {"Varoutis 2008, into vacuum", 0, 0, 0};
  while (table_next(&table)) {
    double delta = table.v[0] > 0 ? table.v[0] : 1e-9;
    for (int j = 0; j < 6; j++)
      deviation_add(&all, w_of(length[j], delta, 0, 5.0 / 3), table.v[1 + j]);
  }
  deviation_close(&all, 0.02);
}

/* Between the cells: W falls with length, and rises with delta but for the table's own shallow maxima and the minimum
 * of the tubes. */
static void short_tubes_between_the_cells(void **state) {
  (void)state;
  for (double delta = 0.05; delta < 2000; delta *= 1.31) {
    double before = w_of(0, delta, 0, 5.0 / 3);
    for (double l = 0.02; l < 30; l *= 1.13) {
      double w = w_of(l, delta, 0, 5.0 / 3), next = w_of(1.13 * l, delta, 0, 5.0 / 3);
      assert_true(w < before * 1.001);
      assert_rel(w, 0.5 * (before + next), l < 0.03 ? 0.05 : 0.02); /* no step, no bump */
      before = w;
    }
    for (double l = 0; l < 9; l = 1.5 * l + 0.1)
      assert_true(w_of(l, 1.1 * delta, 0, 5.0 / 3) > 0.995 * w_of(l, delta, 0, 5.0 / 3));
  }
}

/* Every point within 4 % and twice its own sigma. */
static void dsmc(const char *file, const char *name, double sigmas) {
  Table table = table_open(file);
  Deviation all = {name, 0, 0, 0};
  while (table_next(&table)) {
    double *v = table.v, w = w_of(v[1], v[0], v[2], 5.0 / 3), allowed = 0.04 + sigmas * v[4] / v[3];
    print_message("  delta %-4g L/R %-3g p2/p1 %-4g W %.4f, DSMC %.4f: %+.2f %% (sigma %.2f %%)\n", v[0], v[1], v[2], w,
                  v[3], 100 * (w / v[3] - 1), 100 * v[4] / v[3]);
    deviation_add(&all, w, v[3]);
    assert_rel(w, v[3], allowed);
  }
  deviation_close(&all, 0.06);
}

static void finite_pressure_ratio(void **state) {
  (void)state;
  dsmc("dsmc_finite_pressure_ratio.csv", "DSMC at finite pressure ratio", 0);
  dsmc("dsmc_checks.csv", "DSMC, further points", 2);
}

static void sharp_orifice(void **state) {
  (void)state;
  Table table = table_open("perry_orifice_Cd.csv");
  Deviation all = {"Perry, sharp orifice, air, delta 1e6", 0, 0, 0};
  const double g = 1.4, critical = pow(2 / (g + 1), g / (g - 1));
  while (table_next(&table)) {
    if (table.v[0] > 0.97) continue; /* no flow at 1 */
    double r = fmax(table.v[0], critical),
           ideal = 2 * sqrt(PI) * sqrt(g / (g - 1) * (pow(r, 2 / g) - pow(r, (g + 1) / g)));
    deviation_add(&all, w_of(0, 1e6, table.v[0], g), table.v[1] * 0.836 / 0.8414 * ideal);
    assert_rel(perry_discharge(table.v[0]), table.v[1], 1e-12);
  }
  deviation_close(&all, 0.002);
}

static void choked_tubes(void **state) {
  (void)state;
  Table table = table_open("fanno_choked_tube.csv");
  Deviation all = {"Fanno, choked tube, friction given", 0, 0, 0};
  while (table_next(&table))
    deviation_add(&all, fanno_choked_w(table.v[1], table.v[0]), table.v[4]);
  deviation_close(&all, 0.03);

  GasState n2 = gas_state(gas_find("N2"), REFERENCE_TEMPERATURE_K);
  PipeGeometry geometry = pipe_geometry(1e-3, 0.1);
  Pipe pipe;
  Flow flow;
  pipe_prepare(&pipe, &geometry);
  kernel_pipe(&pipe, &n2, 1e5, 0, &flow);
  print_message("1 mm x 100 mm, N2, 1 bar to vacuum: %.3f Pa m3/s (8.2 to 9.3)\n", flow.q_pa_m3_s);
  assert_true(flow.choked && flow.turbulent);
  assert_true(flow.q_pa_m3_s > 8.2 && flow.q_pa_m3_s < 9.3);
}

/* L_eq = axis + (angle/180 deg) 1.33 D is right to a few percent for long legs (models/LAWS.md section 2). */
static void elbows(void **state) {
  (void)state;
  Table table = table_open("elbow_monte_carlo.csv");
  Deviation all = {"90 degree elbow, molecular", 0, 0, 0};
  while (table_next(&table)) {
    PipeGeometry geometry = pipe_geometry(2, table.v[0] + table.v[1]);
    geometry.bend_angle_rad = PI / 2;
    GasState gas = unit_gas(1.4);
    Pipe pipe;
    pipe_prepare(&pipe, &geometry);
    deviation_add(&all, pipe_molecular_conductance_m3_s(&pipe, &gas) / (PI * gas_mean_speed_m_s(&gas) / 4), table.v[2]);
  }
  deviation_close(&all, 0.05);
}

static void standards(void **state) {
  (void)state;
  GasState air = gas_state(gas_find("air"), REFERENCE_TEMPERATURE_K), he = gas_state(gas_find("He"), 313.15);
  Iso6358 iso;
  Iec60534 iec;
  Flow flow;
  iso6358_prepare(&iso, 2e-8, 0.3, 0.5, 0); /* the maker's example: 420 L/min (ANR) */
  kernel_iso6358(&iso, &air, 0.501325e6, 0.401325e6, &flow);
  double y = (0.401325 / 0.501325 - 0.3) / 0.7;
  assert_rel(flow.q_pa_m3_s * air.molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * 293.15),
             2e-8 * 1.185 * 0.501325e6 * sqrt(1 - y * y), 1e-6);
  assert_rel(flow.q_pa_m3_s * 0.6, 420, 0.02);
  kernel_iso6358(&iso, &he, 1e5, 0, &flow);
  double factor = sqrt(293.15 / 313.15 * 4.0026 / 28.9655) * 0.7261843774138905 / 0.6847314563772703;
  assert_rel(flow.q_pa_m3_s * he.molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * 293.15), 2e-8 * 1.185 * 1e5 * factor,
             1e-4);

  iec60534_prepare(&iec, 1.5, 0.7, 0);
  kernel_iec60534(&iec, &he, 3e5, 2e5, &flow);
  double x = 1.0 / 3, limit = he.gamma / 1.4 * 0.7, rho = 3e5 * he.molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * 313.15);
  double kg_h = 31.6 * 1.5 * (1 - x / (3 * limit)) * sqrt(x * 3 * rho);
  assert_rel(flow.q_pa_m3_s * he.molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * 293.15) * 3600, kg_h, 1e-9);
  kernel_iec60534(&iec, &he, 3e5, 0, &flow);
  kg_h = 31.6 * 1.5 * 2 / 3 * sqrt(limit * 3 * rho);
  assert_rel(flow.q_pa_m3_s * he.molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * 293.15) * 3600, kg_h, 1e-9);
  assert_rel(kv_from_cv(1), 0.865, 1e-12);
  assert_rel(kv_from_av(28e-6), 1, 1e-12);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(molecular_tubes),
      cmocka_unit_test(long_tube),
      cmocka_unit_test(short_tubes_into_vacuum),
      cmocka_unit_test(short_tubes_between_the_cells),
      cmocka_unit_test(finite_pressure_ratio),
      cmocka_unit_test(sharp_orifice),
      cmocka_unit_test(choked_tubes),
      cmocka_unit_test(elbows),
      cmocka_unit_test(standards),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
