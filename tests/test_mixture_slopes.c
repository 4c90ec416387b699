/* Derivatives of a mixture's flow in every partial pressure, against differences. */
#include "tests/branch_bench.h"

enum { ENDS = 2 * GAS_MAX };

/* Of the largest entry of the blocks. What is found is mostly the differences' own: 6e-7, and 3e-6 from 1e6 Pa into 0 Pa, where a slit's
   flow changes within 1e-3 Pa. */
#define SLOPE_TOLERANCE 5e-6

static double total(const double *p, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i];
  return sum;
}

static void flow_beside(const Line *bench, const double *p, int k, double step, double *q) {
  double moved[ENDS];
  int n = bench->network.n_gas;
  memcpy(moved, p, 2 * (size_t)n * sizeof *p);
  moved[k] += step;
  BranchFlow flow = bench_flow(bench, moved);
  memcpy(q, flow.q, (size_t)n * sizeof *q);
}

/* dq_i/dp_k of all gases to the second order: central, or into the positive where the gas is missing. The step goes with
   the total pressures, because a trace does not set the scale on which the flow changes. */
static void differences(const Line *bench, const double *p, int k, double width, double *slope) {
  int n = bench->network.n_gas;
  double own = total(p + (k < n ? 0 : n), n), other = total(p + (k < n ? n : 0), n);
  double h = width * fmax(own, 1e-3 * other), before[GAS_MAX], here[GAS_MAX], after[GAS_MAX];
  bool inside = p[k] > h;
  flow_beside(bench, p, k, inside ? -h : 0, before);
  flow_beside(bench, p, k, h, here);
  if (!inside) flow_beside(bench, p, k, 2 * h, after);
  for (int i = 0; i < n; i++)
    slope[i] = inside ? (here[i] - before[i]) / (2 * h) : (4 * here[i] - 3 * before[i] - after[i]) / (2 * h);
}

/* Every entry, relative to the largest of the blocks. The laws are cubics in places, a wide step spans their seams and a narrow one
   sees rounding: the best of several counts. */
static double worst_slope(const Line *bench, const double *p) {
  static const double widths[] = {2e-7, 1e-6, 7e-6, 5e-5};
  int n = bench->network.n_gas;
  BranchFlow at = bench_flow(bench, p);
  double worst = 0, scale = bench_largest(&at, n), want[4][GAS_MAX];
  for (int k = 0; k < 2 * n; k++) {
    for (int s = 0; s < 4; s++)
      differences(bench, p, k, widths[s], want[s]);
    for (int i = 0; i < n; i++) {
      double got = bench_entry(&at, n, k < n ? 1 : 2, i, k % n), off = HUGE_VAL;
      for (int s = 0; s < 4; s++)
        off = fmin(off, fabs(got - want[s][i]) / scale);
      if (!(off <= worst)) worst = off;
    }
  }
  return worst;
}

typedef struct {
  double first; /* fraction of the first gas; the others share the rest evenly */
} Composition;

static const Composition compositions[] = {{0.7}, {0.05}, {1e-9}, {1 - 1e-9}, {0}, {1}};
static const double ratios[] = {0, 1e-3, 0.2, 0.6, 0.97, 1.2, 50};
#define COUNT(table) (int)(sizeof(table) / sizeof(table)[0])

static void fill(double *p, int n, double pressure, const Composition *c) {
  p[0] = pressure * c->first;
  for (int i = 1; i < n; i++)
    p[i] = pressure * (1 - c->first) / (n - 1);
}

typedef struct {
  double worst, pressure, ratio, first1, first2;
} Worst;

static void look_at(const Line *bench, double pressure, double ratio, const Composition *c1, const Composition *c2,
                    Worst *worst) {
  double p[ENDS];
  int n = bench->network.n_gas;
  fill(p, n, pressure, c1), fill(p + n, n, ratio * pressure, c2);
  double off = worst_slope(bench, p);
  if (!(off <= worst->worst)) *worst = (Worst){off, pressure, ratio, c1->first, c2->first};
}

/* From 1e-4 to 1e6 Pa. */
static void sweep(int kind, const Gas *const *gases, int n, double temperature2_k) {
  Line bench = bench_new(kind, gases, n, 293.15, temperature2_k);
  Worst worst = {0};
  for (int level = -4; level <= 6; level++)
    for (int r = 0; r < COUNT(ratios); r++)
      for (int i = 0; i < COUNT(compositions); i++)
        for (int j = i % 2; j < COUNT(compositions); j += 2)
          look_at(&bench, pow(10, level), ratios[r], &compositions[i], &compositions[j], &worst);
  line_close(&bench);
  if (!(worst.worst <= SLOPE_TOLERANCE))
    fail_msg("%s, %s and %s, %g K: off by %.3g of the largest at %g Pa, p2/p1 = %g, %g and %g %s",
             bench_kind_name(kind), gases[0]->name, gases[1]->name, temperature2_k, worst.worst, worst.pressure,
             worst.ratio, worst.first1, worst.first2, gases[0]->name);
}

static void test_two_gases(void **state) {
  (void)state;
  static const char *const pairs[][2] = {{"He", "N2"}, {"air", "He"}, {"H2", "SF6"}};
  for (int k = 0; k < COUNT(pairs); k++)
    for (int kind = 0; kind < KINDS; kind++)
      sweep(kind, (const Gas *[]){gas_find(pairs[k][0]), gas_find(pairs[k][1])}, 2, 293.15);
}

static void test_three_gases(void **state) {
  (void)state;
  const Gas *gases[] = {gas_find("He"), gas_find("N2"), gas_find("SF6")};
  sweep(TUBE, gases, 3, 293.15);
  sweep(VALVE, gases, 3, 293.15);
}

/* With the pressures as seen through the transpiration. */
static void test_between_temperatures(void **state) {
  (void)state;
  const Gas *gases[] = {gas_find("He"), gas_find("N2")};
  for (int kind = 0; kind < KINDS; kind++) {
    sweep(kind, gases, 2, 333.15);
    sweep(kind, gases, 2, 77);
  }
}

/* A second gas with helium's properties: whatever the composition, the mixture is helium. */
static void test_twin_gases(void **state) {
  (void)state;
  Gas twin = *gas_find("He");
  twin.name = "helium's twin";
  for (int kind = 0; kind < KINDS; kind++)
    sweep(kind, (const Gas *[]){gas_find("He"), &twin}, 2, 293.15);
}

/* Without derivatives the flow is the same to the last bit. */
static void test_throughput_alone(void **state) {
  (void)state;
  const Gas *gases[] = {gas_find("He"), gas_find("N2")};
  for (int kind = 0; kind < KINDS; kind++) {
    Line bench = bench_new(kind, gases, 2, 293.15, 333.15);
    for (double level = 1e-4; level < 1e7; level *= 10) {
      double p[] = {level, 2 * level, 0.3 * level, 0.1 * level};
      BranchFlow with = bench_flow(&bench, p), without;
      branch_throughput(&bench.network, &bench.network.branches[0], p, &without);
      assert_memory_equal(with.q, without.q, 2 * sizeof(double));
      assert_int_equal(with.choked, without.choked);
      assert_int_equal(with.turbulent, without.turbulent);
    }
    line_close(&bench);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_gases),
      cmocka_unit_test(test_three_gases),
      cmocka_unit_test(test_between_temperatures),
      cmocka_unit_test(test_twin_gases),
      cmocka_unit_test(test_throughput_alone),
  };
  return cmocka_run_group_tests_name("derivatives of mixtures", tests, NULL, NULL);
}
